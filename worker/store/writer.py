"""The one writer: a thread that runs queued work in group commits.

Whatever is queued while a transaction is being synced goes into the next one, so the cost of a sync is
shared under load and nobody waits when there is none.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from worker.model.errors import Busy, StoreError

T = TypeVar("T")

MAX_GROUP = 100
"""Jobs in one transaction; POLL hands over whole batches, so this bounds the time a commit takes."""

MAX_QUEUED = 1000
"""A slow store blocks its callers here instead of growing without limit."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[sa.Connection], Any]
    future: Future[Any]


class Writer:
    """Runs work in the order it was submitted; a job that fails takes no other with it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._queue: queue.Queue[_Job | None] = queue.Queue(MAX_QUEUED)
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[sa.Connection], T]) -> Future[T]:
        """Queue ``work``; its future is done once the transaction that holds it is committed.

        Raises ``StoreError`` once the writer is closed.
        """
        future: Future[T] = Future()
        with self._closing:  # nothing is queued behind the end, where nobody would ever run it
            if self._closed:
                raise StoreError("the store is closed; nothing can be written any more")
            self._queue.put(_Job(work, future))
        return future

    def close(self) -> None:
        """Run what is queued, then end the thread."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (jobs := self._next_group()) is not None:
            if jobs and not self._commit(jobs) and len(jobs) > 1:
                for job in jobs:
                    self._commit([job])

    def _next_group(self) -> list[_Job] | None:
        first = self._queue.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < MAX_GROUP:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._queue.put(None)
                break
            jobs.append(job)
        # From here on a job can no longer be cancelled: its future waits for the result we owe it.
        return [job for job in jobs if job.future.set_running_or_notify_cancel()]

    def _commit(self, jobs: list[_Job]) -> bool:
        """Run ``jobs`` in one transaction; False: nothing was stored, and a lone job's future holds the error.

        A lock, a full disk or a server gone is ``Busy``: nobody's work is at fault.
        """
        try:
            with self._engine.begin() as connection:
                results = [job.work(connection) for job in jobs]
        except Exception as error:  # noqa: BLE001 - the edge of the writer: the error goes to whoever waits
            if len(jobs) == 1:
                jobs[0].future.set_exception(_named(error))
            return False
        for job, result in zip(jobs, results, strict=True):
            job.future.set_result(result)
        return True


def _named(error: Exception) -> Exception:
    if not isinstance(error, sa.exc.OperationalError):
        return error
    busy = Busy(f"the store did not take a write: {error.orig}; check its disk or its server, then try again")
    busy.__cause__ = error
    return busy
