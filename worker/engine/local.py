"""The engine in this machine's own processes: runs a pure function in a child that a deadline can kill.

Each child has a socket of its own, so one that dies between two bytes harms only itself.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from worker.engine import child, forked
from worker.engine.child import Orders
from worker.engine.deadline import Starved
from worker.engine.process import Answer, ChildProcess, Lost, NotTaken, break_off_starts
from worker.engine.turns import Turns
from worker.model.errors import ContentError

T = TypeVar("T")

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
QUICK_PATIENCE = 3
"""A quick task may take so many times its wall time where it waits for a processor; the slow lane would have none for
it either."""
QUICK_NICE, SLOW_NICE = 5, 15
"""The worker's event loop has priority over its children, and quick tasks over slow ones."""
SLOW_WAIT_S = 15.0
"""How long a call waits for the slow lane, which has one child, so that many slow tasks cannot hold up the worker."""


class LocalEngine:
    """Implements ``model.ports.Engine`` with at most ``workers`` children (default: one per core) and a slow one.

    ``preload`` names modules to import once, in the forkserver from which all children are forked. There is only one,
    so the first engine to run decides. No process is started before the first ``run``, and further children only when
    calls overlap. Children die with the worker, however it dies (on Linux even inside C code).
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
        self._preload = [forked.__name__, child.__name__, *preload]
        self._max_tasks = max_tasks
        self._memory_bytes = memory_bytes
        self._quick_s = quick_s
        self._slow_wait_s = slow_wait_s
        self._open = False
        self._idle_slow: list[ChildProcess] = []
        self._idle: list[ChildProcess] = []  # the last one used is taken first: calls that do not overlap share a child
        self._children: set[ChildProcess] = set()
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
        for one in tuple(self._children):
            self._discard(one)
        while self._leaving:
            break_off_starts()
            await asyncio.wait(self._leaving, timeout=0.1)

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
        ``stopped``, ``crowded`` (too many slow tasks, or hardly any CPU time for this one), or ``crashed`` for any
        other exception: with hostile input this is a result, not a bug of the caller. A cancelled call kills its child.
        Deadlines count only the time that a child had, see ``deadline.py``, and are accurate to a tenth of it.
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
        except NotTaken:
            # The child died before it took the task, so the task is not to blame: a new one gets it, as all that were
            # idle may have died together.
            try:
                kind, payload = await self._attempt(name, task, timeout_s, cpu_s, new=True)
            except NotTaken as error:
                message = (
                    f"{name}: two child processes died before they took the task ({error}); standard error may say why;"
                    " check free memory and the room in the temporary folder"
                )
                raise ContentError(message, cause="crowded") from error  # "killed" would blame the document
        if kind == "value":
            return cast("T", pickle.loads(payload))  # noqa: S301 - written by our own child, over our own pipe
        if kind == "error":
            raise cast("ContentError", pickle.loads(payload))  # noqa: S301 - as above
        if kind == "memory":
            raise ContentError(f"{name} needed more than {self._memory_bytes:_} bytes of memory", cause="memory")
        raise ContentError(f"{name} crashed: {payload.decode(errors='replace')}", cause="crashed")

    async def _attempt(
        self, name: str, task: bytes, timeout_s: float, cpu_s: float | None, *, new: bool = False
    ) -> Answer:
        """One try in one child. Raises ``NotTaken``."""
        if not self._open:
            raise ContentError(f"{name} was not run: the engine is stopped", cause="stopped")
        slow = cpu_s is None
        idle = self._idle_slow if slow else self._idle
        one = idle.pop() if idle and not new else None
        healthy = False
        try:
            if one is None:
                one = ChildProcess(Orders(self._memory_bytes, SLOW_NICE if slow else QUICK_NICE, self._preload))
                self._children.add(one)
                await one.start()
            answer = await one.ask(task, timeout_s, cpu_s, patience=1 if slow else QUICK_PATIENCE)
            healthy = answer[0] != "memory" and one.tasks < self._max_tasks
        except TimeoutError:
            raise ContentError(f"{name} took longer than {timeout_s:g} s and was killed", cause="timeout") from None
        except Starved as error:
            message = f"{name} was killed after {error}: this machine was too busy to run it"
            raise ContentError(message, cause="crowded") from error
        except (NotTaken, Lost) as error:
            if not self._open:
                raise ContentError(f"{name} did not end: the engine stopped", cause="stopped") from error
            if isinstance(error, NotTaken):
                raise
            if error.code == -signal.SIGPROF:
                message = f"{name} took longer than {cpu_s:g} s of CPU time and was killed"
                raise ContentError(message, cause="timeout") from error
            raise ContentError(f"{name}: its child process died, exit code {error.code}", cause="killed") from error
        finally:
            if one is not None and healthy and one in self._children:
                idle.append(one)
            elif one is not None:
                self._discard(one)
        return answer

    def _discard(self, one: ChildProcess) -> None:
        """Kill a child in the background, once."""
        if one in self._children:
            self._children.remove(one)
            leaving = asyncio.create_task(one.end())
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__qualname__", repr(function))
