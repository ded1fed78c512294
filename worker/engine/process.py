"""One child process, as the worker sees it: started in a thread, asked by the event loop over a socket, killed."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from functools import partial
from multiprocessing import forkserver, resource_tracker, util
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from worker.engine.child import ANSWER, READY, TAKEN, TASK, Orders, serve
from worker.engine.deadline import Starved, in_time

GRACE_S = 30.0
"""How long a child may take to be ready, to take a task, or to hand over its answer: leaves time for a slow first
start. A forkserver that does not answer by then is killed."""
_BUFFER_BYTES = 1024 * 1024
_EXIT_S = 5.0
_ENDING_S = 0.01

_life = threading.Lock()
"""Children are started and waited for one by one: the exit code of each can be read once, and a start reads others'."""

_starting = threading.Event()
"""Set while a child is started."""

Answer = tuple[str, bytes]
"""The kind of answer, and its payload; see ``child.py``."""


class NotTaken(Exception):
    """The child died, or did not stir, before it took the task: the task is not to blame."""


class Lost(Exception):
    """The child died with the task; ``code`` is its exit code, negative for a signal, None if it was killed by us."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class ChildProcess:
    """A child from its start to its end; does one task at a time, and counts them."""

    def __init__(self, orders: Orders) -> None:
        self.tasks = 0
        self._orders = orders
        self._ended = False
        self._process: BaseProcess | None = None
        self._ends: tuple[socket.socket, socket.socket] | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def start(self) -> None:
        """Return when the child can take tasks. Raises ``NotTaken``."""
        try:
            self._ends = ours, theirs = socket.socketpair()
            await asyncio.to_thread(self._bring_up, theirs)  # blocks until the preloaded modules are imported
            self._reader, self._writer = await asyncio.open_unix_connection(sock=ours, limit=_BUFFER_BYTES)
            async with asyncio.timeout(GRACE_S):
                await self._reader.readexactly(len(READY))
        except (OSError, EOFError, TimeoutError, RuntimeError) as error:  # RuntimeError: no more threads
            raise NotTaken(str(error) or type(error).__name__) from error

    async def ask(self, task: bytes, timeout_s: float, cpu_s: float | None, *, patience: int = 1) -> Answer:
        """The answer to a pickled task; the deadline starts when the child takes it.

        Raises ``NotTaken``, ``Lost``, or at the deadline as ``deadline.in_time``; the child is of no more use after
        that.
        """
        assert self._process is not None
        assert self._process.pid is not None
        assert self._writer is not None
        self.tasks += 1
        try:
            async with asyncio.timeout(GRACE_S):
                self._writer.write(TASK.pack(len(task), timeout_s, cpu_s or 0.0))
                self._writer.write(task)
                await self._writer.drain()
                await self._reader.readexactly(len(TAKEN))
        except (OSError, EOFError, TimeoutError) as error:
            raise NotTaken(str(error) or type(error).__name__) from error
        head = partial(self._reader.readexactly, ANSWER.size)
        try:
            length, kind = ANSWER.unpack(await in_time(head, self._process.pid, timeout_s=timeout_s, patience=patience))
            try:
                async with asyncio.timeout(GRACE_S):
                    payload = await self._reader.readexactly(length)
            except TimeoutError as error:
                raise Starved(f"{GRACE_S:g} s") from error  # the answer was made, so the task is not late
            return kind.rstrip(b"\0").decode(), payload
        except TimeoutError:
            raise
        except (OSError, EOFError) as error:
            raise Lost(await asyncio.to_thread(self._exit_code)) from error

    async def end(self) -> None:
        """Kill the child, hung or not, and wait until it is gone."""
        self._ended = True
        await asyncio.to_thread(self._put_away)
        if self._writer is not None:
            self._writer.transport.abort()
        elif self._ends is not None:
            for end in self._ends:
                end.close()

    def _bring_up(self, theirs: socket.socket) -> None:
        with theirs, _life:
            if self._ended:
                raise InterruptedError("it was ended before it had started")
            stuck = threading.Timer(GRACE_S, _kill_origin)  # or all would wait for it for good, those that stop as well
            stuck.daemon = True
            stuck.start()
            try:
                process = multiprocessing.get_context("forkserver").Process(target=serve, args=(theirs, self._orders))
                _starting.set()
                while not _started(process):
                    if self._ended:
                        raise InterruptedError("it was ended before it had started")
                    if not stuck.is_alive():
                        raise TimeoutError("the forkserver does not end")
                    time.sleep(_ENDING_S)
            finally:
                _starting.clear()
                stuck.cancel()
            self._process = process
            # Without it, a command that ends and did not stop its engine would wait for the child.
            self._killed = util.Finalize(self, _kill, args=(process,), exitpriority=10)

    def _put_away(self) -> None:
        with _life:
            if self._process is not None:
                self._killed()
                self._process.join(_EXIT_S)
                with suppress(ValueError):  # it does not end
                    # Where it was forked from a process that is gone, it passes for ended; this kills it, see child.py.
                    self._process.close()

    def _exit_code(self) -> int | None:
        with _life:
            if self._ended or self._process is None:
                return None
            self._process.join(_EXIT_S)
            return self._process.exitcode


def _started(process: BaseProcess) -> bool:
    """Start it; False while what it would be forked from was killed and is about to end, which Python calls alive."""
    _start_origin()
    try:
        process.start()
    except ConnectionRefusedError:
        return False
    return True


def break_off_starts() -> None:
    """For engines that stop: a start may wait for long, for imports on a busy machine, and all others wait for it."""
    if _starting.is_set():
        _kill_origin()


def _kill(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()


def _kill_origin() -> None:
    """Kill the forkserver if it hangs; the next start finds it gone, and starts another."""
    if pid := _private(forkserver, "_forkserver").get("_forkserver_pid"):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _private(module: ModuleType, name: str) -> dict[str, Any]:
    """The attributes of an object of Python's own; empty where this version has it not, or otherwise."""
    return getattr(getattr(module, name, None), "__dict__", {})


def _start_origin() -> None:
    """Start the forkserver, unless it runs.

    It starts with SIGTERM and SIGINT blocked, and children inherit this: a service manager that sends SIGTERM to the
    whole group must not kill work that the worker still drains, and Ctrl-C, which also reaches the group, must not end
    that process in a traceback while it imports. The mask is changed in this thread only.

    Python would start another process beside it (0.04 s), which tidies away the named semaphores and shared memory of
    killed workers. There are none here, so what Python tells that process goes to the null device. A Python that keeps
    its books in another way starts it.
    """
    tracker = _private(resource_tracker, "_resource_tracker")
    if tracker.get("_fd", "?") is None and tracker.get("_pid", "?") is None:
        tracker["_fd"] = os.open(os.devnull, os.O_WRONLY)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
