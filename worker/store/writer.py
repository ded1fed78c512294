"""The one writer: a thread that runs queued work in group commits.

Whatever is queued while a transaction is being synced goes into the next one, so the cost of a sync is
shared under load and nobody waits when there is none. When the store is in trouble (``store/trouble.py``) the writer
tries again for as long as it has patience: everybody else waits for it, and so nothing has to be done twice.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from worker.model.errors import Busy, StoreError
from worker.store.trouble import Trouble, is_clash, is_damage, may_pass, next_step, state_of

T = TypeVar("T")

MAX_GROUP = 100
"""Jobs in one transaction; it bounds the time a commit takes, as POLL hands over whole batches."""

TRY_AGAIN_S, TRY_AGAIN_MAX_S = 0.05, 1.0
"""The pause before a store in trouble is tried again: doubles from the first value up to the second."""

CLASHES_S = 5.0
"""How long the victim of a deadlock or of a conflict is run again, whatever the patience: the other gets through."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[sa.Connection], Any]
    future: Future[Any]


class Writer:
    """Runs work in the order it was submitted; a job that fails takes no other with it."""

    def __init__(
        self,
        engine: sa.Engine,
        *,
        patience_s: float,
        troubled: Callable[[Trouble, float | None], None],
        damaged: Callable[[sa.exc.DBAPIError], object],
    ) -> None:
        """``damaged`` is called with each error that reports corruption.

        ``troubled`` is called when trouble begins, and when it is over, then with the seconds it took.
        """
        self._engine = engine
        self._patience_s = patience_s
        self._troubled = troubled
        self._damaged = damaged
        self._hurried = threading.Event()
        self.trouble: Trouble | None = None
        # Without a limit: a full one would block the event loop. Its tasks, and so their jobs, are limited themselves.
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[sa.Connection], T]) -> Future[T]:
        """Queue ``work``; its future completes once its transaction is committed.

        Raises ``StoreError`` once the writer is closed.
        """
        future: Future[T] = Future()
        with self._closing:  # nothing may be queued after the end marker, where it would never run
            if self._closed:
                raise StoreError("the store is closed; nothing can be written any more")
            self._queue.put(_Job(work, future))
        return future

    def hurry(self) -> None:
        """Stop waiting for a store in trouble: what it does not accept fails at once."""
        self._hurried.set()

    def close(self) -> None:
        """Run what is queued, then end the thread."""
        self.hurry()
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (jobs := self._next_group()) is not None:
            if jobs and (error := self._commit(jobs)) is not None:
                self._hand_back(jobs, error)

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
        # From here on a job can no longer be cancelled.
        return [job for job in jobs if job.future.set_running_or_notify_cancel()]

    def _hand_back(self, jobs: list[_Job], error: BaseException) -> None:
        """Report the error to every job; if one job may have caused it, each is first tried once more alone."""
        alone = len(jobs) == 1 or state_of(error) is not None
        for job in jobs:
            own = error if alone else self._commit([job])
            if own is not None:
                job.future.set_exception(_named(own))

    def _commit(self, jobs: list[_Job]) -> BaseException | None:
        """Run ``jobs`` in one transaction, repeatedly while the store is in trouble; returns the last error, if any."""
        started, wait_s = time.monotonic(), TRY_AGAIN_S
        while True:
            try:
                with self._engine.begin() as connection:
                    results = [job.work(connection) for job in jobs]
            except BaseException as error:  # noqa: BLE001 - the edge of the writer: the error goes to whoever waits
                state = state_of(error)
                if isinstance(error, sa.exc.DBAPIError) and is_damage(error):
                    self._damaged(error)
                if state is not None and not is_clash(error):
                    self._note(state, error)
                patience_s = max(self._patience_s, CLASHES_S * is_clash(error))
                if state is None or time.monotonic() - started >= patience_s or self._hurried.wait(wait_s):
                    return error
                wait_s = min(2 * wait_s, TRY_AGAIN_MAX_S)
            else:
                self._heal()
                for job, result in zip(jobs, results, strict=True):
                    job.future.set_result(result)
                return None

    def _note(self, state: str, error: BaseException) -> None:
        if self.trouble is None or self.trouble.state != state:
            said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            since = self.trouble.since if self.trouble else time.time()
            self.trouble = Trouble(state, said, since)
            self._troubled(self.trouble, None)

    def _heal(self) -> None:
        if self.trouble is not None:
            over, self.trouble = self.trouble, None
            self._troubled(over, round(time.time() - over.since, 1))


def _named(error: BaseException) -> BaseException:
    if not may_pass(error):
        return error
    said = getattr(error, "orig", None) or error
    busy = Busy(f"the store did not take a write: {said}; {next_step(error)}, then try again")
    busy.__cause__ = error
    return busy
