"""The engine in this machine's own processes: runs a pure function in a child that a deadline can kill.

Each child lives in a pebble pool of its own. In a shared pool the children take turns at one pipe and one pair of
locks, so a child that dies between two bytes stalls its siblings for a minute; here it can only harm itself.
The price is 0.3-0.5 ms a call instead of 0.15 ms (two cores, pebble 5.2), against the 1-25 ms one document takes.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import importlib
import math
import multiprocessing
import os
import pickle
import resource
import signal
from collections.abc import Callable, Sequence
from multiprocessing import connection, forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from worker import collector
from worker.engine import forked
from worker.engine.turns import Turns
from worker.model.errors import ContentError

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")
Answer = tuple[str, bytes]

MEMORY_BYTES = 1_500_000_000
"""What a child may map beyond its start. lxml's tree of a 5 MB page of nothing but tags peaked at 190 MB."""
MAX_TASKS = 1000
"""Tasks after which a child is replaced, because parsers leak and fragment memory. A start costs some 15 ms."""
QUICK_S, QUICK_S_PER_MB = 0.4, 2.0
"""CPU time, depending on a document's size, after which a task is restarted in the slow lane. A usual document takes
some 20 ms, a feed of new entries 0.7 s a megabyte. CPU time, because on a busy machine any task may wait for a
second."""
QUICK_WALL_S = 5.0
"""The same as wall time, for tasks that block without using the CPU."""
QUICK_NICE, SLOW_NICE = 5, 15
"""The worker's event loop has priority over its children, and quick tasks over slow ones."""
SLOW_WAIT_S = 15.0
"""How long a call waits for the slow lane, which has one child, so that many slow tasks cannot hold up the worker."""
GRACE_S = 30.0
"""How long after the deadline a child without an answer counts as lost: leaves time for a slow first start."""


class LocalEngine:
    """Implements ``model.ports.Engine`` with at most ``workers`` children (default: one per core) and a slow one.

    ``preload`` names modules to import once, in the process that all children are forked from. There is one such
    process, so the first engine to run decides. No process is started before the first ``run``, and further children
    only when calls overlap. Children die with the worker, however it dies (on Linux even inside C code).
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        preload: Sequence[str] = (),
        max_tasks: int = MAX_TASKS,
        memory_bytes: int = MEMORY_BYTES,
        quick_s: float = QUICK_S,
        slow_wait_s: float = SLOW_WAIT_S,
    ) -> None:
        self._turns = Turns(workers or os.cpu_count() or 1)
        self._slow_turn = asyncio.Semaphore(1)
        self._preload = [forked.__name__, __name__, "pebble", *preload]
        self._max_tasks = max_tasks
        self._memory_bytes = memory_bytes
        self._quick_s = quick_s
        self._slow_wait_s = slow_wait_s
        self._open = False
        self._idle_slow: list[ProcessPool] = []
        self._idle: list[ProcessPool] = []  # the last one used is taken first: calls that do not overlap share a child
        self._children: set[ProcessPool] = set()
        self._waiting: set[asyncio.Future[Answer]] = set()
        self._leaving: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Allow calls; starts no process."""
        multiprocessing.get_context("forkserver").set_forkserver_preload(self._preload)
        self._open = True

    async def stop(self) -> None:
        """Kill every child, hung or not, in well under a second; calls in flight raise, cause ``stopped``."""
        self._open = False
        self._idle.clear()
        self._idle_slow.clear()
        for waiting in tuple(self._waiting):
            waiting.cancel()
        for child in tuple(self._children):
            self._discard(child)
        await asyncio.gather(*self._leaving)

    async def run(
        self,
        function: Callable[..., T],
        *args: object,
        timeout_s: float,
        size: int = 0,
        documents: int = 1,
        suspect: bool = False,
        again: bool = True,
    ) -> T:
        """Run ``function(*args)`` in a child process; the deadline starts when the child takes the task.

        Small documents (``size`` in bytes) go first. A task that uses far more CPU time than its size justifies is
        killed and restarted, with the whole deadline but the lowest priority, in a slow lane that runs one task at a
        time: a hundred slow documents leave the other children free. A ``suspect`` starts in the slow lane; a task with
        several ``documents``, which has more time for each further one, never gets there, nor does any with ``again``
        off.

        Raises ``ContentError`` as the function raised it, or with cause ``timeout``, ``killed``, ``memory``,
        ``stopped``, ``crowded`` (too many slow tasks), or ``crashed`` for any other exception: with hostile input this
        is a result, not a bug of the caller. A cancelled call kills its child. Deadlines are accurate to 0.2 s.
        """
        if not suspect:
            cpu_s = self._quick_s * (1 + documents) / 2 + size / 1e6 * QUICK_S_PER_MB
            await self._turns.take(size)
            try:
                return await self._carried_out(function, args, min(timeout_s, QUICK_WALL_S), cpu_s=cpu_s)
            except ContentError as error:
                if error.cause != "timeout" or documents > 1 or not again:
                    raise
            finally:
                self._turns.give(size)
        try:
            async with asyncio.timeout(self._slow_wait_s):
                await self._slow_turn.acquire()
        except TimeoutError:
            message = f"{_name(function)} was not run: it waited {self._slow_wait_s:g} s behind other slow tasks"
            raise ContentError(message, cause="crowded") from None
        try:
            return await self._carried_out(function, args, timeout_s)
        finally:
            self._slow_turn.release()

    async def _carried_out(
        self, function: Callable[..., T], args: tuple[object, ...], timeout_s: float, *, cpu_s: float | None = None
    ) -> T:
        """Run in the quick lane, with ``cpu_s`` as limit of CPU time; in the slow lane if it is None."""
        name = _name(function)
        # Pickled only now: copies of all waiting documents would take too much memory.
        task = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        try:
            kind, payload = await self._attempt(name, task, timeout_s, cpu_s)
        except RuntimeError:
            # The child died before it took the task, so the task is not to blame: another child gets it, once.
            try:
                kind, payload = await self._attempt(name, task, timeout_s, cpu_s)
            except RuntimeError as error:
                message = f"{name}: two child processes died before they took the task ({error}); check free memory"
                raise ContentError(message, cause="killed") from error
        if kind == "value":
            return cast("T", pickle.loads(payload))  # noqa: S301 - written by our own child, over our own pipe
        if kind == "error":
            raise cast("ContentError", pickle.loads(payload))  # noqa: S301 - as above
        if kind == "memory":
            raise ContentError(f"{name} needed more than {self._memory_bytes:_} bytes of memory", cause="memory")
        raise ContentError(f"{name} crashed: {payload.decode(errors='replace')}", cause="crashed")

    async def _attempt(self, name: str, task: bytes, timeout_s: float, cpu_s: float | None) -> Answer:
        """One try in one child. Raises ``RuntimeError`` if that child never took the task."""
        if not self._open:
            raise ContentError(f"{name} was not run: the engine is stopped", cause="stopped")
        parcel, slow = _Parcel(task), cpu_s is None
        idle = self._idle_slow if slow else self._idle
        child = idle.pop() if idle else None
        fresh = child is None
        if child is None:
            child = self._new_child(slow=slow)
        healthy = False
        try:
            if fresh:
                await asyncio.to_thread(_bring_up, child)  # blocks until the preloaded modules are imported
            waiting = asyncio.wrap_future(child.schedule(_answer, args=(parcel, timeout_s, cpu_s), timeout=timeout_s))
            await self._wait(waiting, timeout_s + GRACE_S)
            healthy = not waiting.cancelled() and _healthy(waiting)
        finally:
            parcel.task = b""
            if healthy and child in self._children:
                idle.append(child)
            else:
                self._discard(child)
        if waiting.cancelled():
            cause, what = ("killed", "its child process was lost") if self._open else ("stopped", "the engine stopped")
            raise ContentError(f"{name} did not end: {what}", cause=cause)
        error = waiting.exception()
        from pebble import ProcessExpired  # noqa: PLC0415 - see _new_child

        if isinstance(error, TimeoutError):
            raise ContentError(f"{name} took longer than {timeout_s:g} s and was killed", cause="timeout")
        if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF:
            raise ContentError(f"{name} took longer than {cpu_s:g} s of CPU time and was killed", cause="timeout")
        if isinstance(error, ProcessExpired):
            raise ContentError(f"{name}: its child process died, exit code {error.exitcode}", cause="killed")
        return waiting.result()

    async def _wait(self, waiting: asyncio.Future[Answer], limit_s: float) -> None:
        """Wait until ``waiting`` is done; cancel it after ``limit_s``, or if the caller is cancelled."""
        self._waiting.add(waiting)
        try:
            await asyncio.wait({waiting}, timeout=limit_s)
        finally:
            self._waiting.discard(waiting)
            waiting.cancel()

    def _new_child(self, *, slow: bool) -> ProcessPool:
        from pebble import CONSTS, ProcessPool  # noqa: PLC0415 - a pass over unchanged feeds has no children

        # Children block SIGTERM (see _bring_up), so waiting for them to obey it would only stall pebble.
        CONSTS.term_timeout = 0.0
        child = ProcessPool(
            max_workers=1,
            max_tasks=self._max_tasks,
            initializer=_prepare_child,
            initargs=(self._memory_bytes, SLOW_NICE if slow else QUICK_NICE, self._preload),
            context=multiprocessing.get_context("forkserver"),
        )
        self._children.add(child)
        return child

    def _discard(self, child: ProcessPool) -> None:
        """Kill ``child`` in the background, once."""
        if child in self._children:
            self._children.remove(child)
            leaving = asyncio.create_task(asyncio.to_thread(_put_away, child))
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)


class _Parcel:
    """A pickled task on its way to a child, which receives the bytes.

    It is emptied afterwards: the pool's futures are reference cycles that may wait minutes for the garbage collector,
    and would keep megabytes of documents alive.
    """

    __slots__ = ("task",)

    def __init__(self, task: bytes) -> None:
        self.task = task

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (self.task,)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__qualname__", repr(function))


def _healthy(waiting: asyncio.Future[Answer]) -> bool:
    """Whether the child can be used again: it answered within its memory, or pebble replaced it at the deadline."""
    if error := waiting.exception():
        return isinstance(error, TimeoutError)
    return waiting.result()[0] != "memory"


def _bring_up(child: ProcessPool) -> None:
    """Start the child and, before the first one, the process that all children are forked from.

    That process starts with SIGTERM and SIGINT blocked, and children inherit this: a service manager that sends SIGTERM
    to the whole group must not kill work that the worker still drains, and Ctrl-C, which also reaches the group, must
    not end that process in a traceback while it imports. The mask is changed in this thread only.
    """
    resource_tracker.ensure_running()  # first, because its start unblocks SIGTERM
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if not child.active:  # reading this property starts it
        raise RuntimeError("the child was discarded before it started")


def _put_away(child: ProcessPool) -> None:
    child.stop()  # type: ignore[no-untyped-call]  # pebble is typed in parts
    child.join()


def _answer(task: bytes, timeout_s: float, cpu_s: float | None) -> Answer:
    """Run a pickled task in the child, with a limit of CPU time somewhat above its deadline, or of ``cpu_s``.

    Arguments and result are pickled here, where errors are caught: in pebble's own messages, one that cannot be pickled
    kills the child or breaks its pool, and the caller would wait for ever.
    """
    _limit_cpu(timeout_s)
    if cpu_s is not None:
        signal.setitimer(signal.ITIMER_PROF, cpu_s)  # the kernel kills the child, even inside C code
    try:
        function, args = pickle.loads(task)  # noqa: S301 - written by our own parent, over our own pipe
        return "value", pickle.dumps(function(*args), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return "memory", b""
    except ContentError as error:
        return "error", pickle.dumps(error)
    except BaseException as error:  # noqa: BLE001 - the edge of the child: whatever a parser raises is reported
        return "crashed", f"{type(error).__name__}: {error}"[:500].encode(errors="backslashreplace")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def _limit_cpu(timeout_s: float) -> None:
    """A backstop in case nobody is left to enforce the deadline; threads of a library may use all cores until then."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    cores = os.cpu_count() or 1
    limit = math.ceil(used.ru_utime + used.ru_stime + timeout_s * cores) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _prepare_child(memory_bytes: int, nicer: int, modules: Sequence[str]) -> None:
    _die_with_parent()
    os.nice(nicer)
    for name in modules:  # already imported, unless another engine started the process it was forked from
        importlib.import_module(name)
    gc.freeze()  # what is loaded stays: the collector skips it, and its memory stays shared by all children
    gc.set_threshold(collector.AFTER)
    gc.enable()
    statm = Path("/proc/self/statm")
    if statm.exists():
        mapped = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory_bytes, mapped + memory_bytes))


def _die_with_parent() -> None:
    """Have the kernel kill this child when the worker dies, even while a regular expression holds the interpreter.

    The pipe that closes with the parent is set to send SIGKILL when it does. The usual PR_SET_PDEATHSIG would watch the
    process that children are forked from, which itself waits for its children. On other systems than Linux only an idle
    child notices, because pebble's pipe closes.
    """
    parent = multiprocessing.parent_process()
    if parent is None or not hasattr(fcntl, "F_SETSIG"):
        return
    pipe = parent.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if connection.wait([pipe], timeout=0):  # the parent died before the kernel was asked
        os._exit(1)
