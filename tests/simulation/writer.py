"""The store's writer without its thread, on a disk that fails, beside a worker that dies around its commits.

Readers see the disk fail, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar, cast

import sqlalchemy as sa

from tests.simulation.invariants import note_vouchers
from tests.simulation.loop import Killed
from worker.store.engines import sqlite_module
from worker.store.writer import Writer

T = TypeVar("T")

FULL_S = 5.0
"""The writer tries a full disk once a second; five are as good, and fewer turns."""


class Disk(Protocol):
    """What becomes of a commit."""

    dead: bool

    def commits(self) -> str:
        """One of: well, full, unheard (committed, and the answer lost), dies before, dies after."""
        ...

    def looked_at(self, connection: sa.Connection) -> None:
        """What is about to be committed."""
        ...

    def is_full(self) -> bool:
        """Whether nothing is committed for now, however often it is tried."""
        ...

    def is_read(self) -> bool:
        """Whether what was just read can be believed."""
        ...

    def waits_s(self) -> float:
        """How long the writer's thread takes to come round."""
        ...


class SimulatedWriter(Writer):
    """Commits groups when the loop comes to it. A worker that is dead commits nothing more."""

    def __init__(self, engine: sa.Engine, *, disk: Disk, **options: Any) -> None:
        self._disk = disk
        self._armed = False
        super().__init__(cast("sa.Engine", _Doubtful(engine, disk)), **options)
        self._hurried = cast("Any", Patience())

    def _begin(self) -> None:
        """No thread."""

    def submit(self, work: Callable[[sa.Connection], T]) -> Future[T]:
        """As the writer's own; whoever asks for the result without waiting for it gets it at once."""
        future: Future[T] = super().submit(work)
        future.result = lambda timeout=None: self._at_once(future)  # type: ignore[method-assign]
        if not self._armed:
            try:
                asyncio.get_running_loop().call_later(self._disk.waits_s(), self._come_round)
            except RuntimeError:  # no loop runs yet: the result is asked for at once
                return future
            self._armed = True
        return future

    def close(self) -> None:
        """Commit what is queued, unless the worker is dead; a full disk is not waited for."""
        self.hurry()
        self._closed = True
        while not self._disk.dead and not self._queue.empty():
            if self._disk.is_full():
                self._hand_back(self._next_group() or [], _trouble("database or disk is full"))
            else:
                self._commit_next()

    def _at_once(self, future: Future[T]) -> T:
        while not future.done():
            self._commit_next()
        return Future.result(future)

    def _come_round(self) -> None:
        self._armed = False
        if self._disk.dead:
            return
        if self._disk.is_full():
            self._note("disk_full", _trouble("database or disk is full"))
            self._armed = True
            asyncio.get_running_loop().call_later(FULL_S, self._come_round)
            return
        if not self._queue.empty():
            self._commit_next()
        if not self._queue.empty():
            self._armed = True
            asyncio.get_running_loop().call_later(self._disk.waits_s(), self._come_round)

    def _commit_next(self) -> None:
        jobs = self._next_group()
        if jobs and (error := self._commit(jobs)) is not None:
            self._hand_back(jobs, error)


class Patience:
    """The store waits between its tries; here that takes no time, as nothing else could happen meanwhile."""

    def __init__(self) -> None:
        self._set = False

    def set(self) -> None:
        """Have none any more."""
        self._set = True

    def wait(self, _seconds: float) -> bool:
        """Whether it is at an end."""
        return self._set


class DoubtfulReader:
    """The readers' engine with a disk beneath it: what is read when the disk fails is read again."""

    def __init__(self, engine: sa.Engine, disk: Disk) -> None:
        self._engine = engine
        self._disk = disk
        self.dispose = engine.dispose

    @contextmanager
    def connect(self) -> Iterator[sa.Connection]:
        """As the engine's; it fails when all is read."""
        with self._engine.connect() as connection:
            yield connection
        if not self._disk.is_read():
            raise _trouble("disk I/O error")


class _Doubtful:
    """The engine with a disk beneath it."""

    def __init__(self, engine: sa.Engine, disk: Disk) -> None:
        self._engine = engine
        self._disk = disk

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        if self._disk.dead:
            raise Killed
        with self._engine.begin() as connection:
            note_vouchers(connection)
            before = _changes(connection)
            yield connection
            self._disk.looked_at(connection)
            # Where nothing was changed nothing can go wrong: faults are kept for what matters.
            fate = self._disk.commits() if _changes(connection) > before else "well"
            if fate == "full":
                raise _trouble("database or disk is full")
            if fate == "dies before":
                raise Killed
        if fate == "unheard":
            raise _trouble("disk I/O error")
        if fate == "dies after":
            raise Killed


def _changes(connection: sa.Connection) -> int:
    changes: int = cast("Any", connection.connection.driver_connection).total_changes
    return changes


def _trouble(words: str) -> sa.exc.OperationalError:
    return sa.exc.OperationalError("COMMIT", {}, sqlite_module().OperationalError(words))
