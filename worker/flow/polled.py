"""POLL, last step: records what was polled, many polls in one transaction (T1), and then logs it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from worker.flow.contact import Polled
from worker.model.errors import StoreError
from worker.model.events import emit
from worker.model.feed import DueFeed, Outcome, PollResult
from worker.model.ports import Clock
from worker.policy import health
from worker.store import feeds
from worker.store.database import Connection, Database
from worker.store.moves import Moved

RECORD_AT = 100
RECORD_AFTER_S = 0.2
"""Polls that finish within this time share a commit; if no other poll is under way, nothing waits."""


class InHand:
    """The feeds that are claimed and not yet recorded; handed on from one poller to the next.

    ``feeds`` is replaced, never mutated, as the writer's thread reads it.
    """

    def __init__(self) -> None:
        self.feeds: frozenset[int] = frozenset()


class Records:
    """Polls on their way into the store; ``polled`` and ``failed`` count those recorded."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        admitted: Callable[[], None],
        unstorable: Callable[[DueFeed, PollResult], PollResult],
        in_hand: InHand,
    ) -> None:
        """``admitted`` is called when entries were queued for GATHER.

        ``unstorable`` turns a poll whose result the store refused into a failed one.
        """
        self._unstorable = unstorable
        self._database = database
        self._clock = clock
        self._admitted = admitted
        self._results: list[Polled] = []
        self._put_off: list[tuple[DueFeed, float]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._writing: set[asyncio.Future[None]] = set()
        self._broken: Exception | None = None
        self._in_hand = in_hand
        self.polled = self.failed = 0

    def take(self, polled: Iterable[Polled]) -> None:
        """Add results, to be written with the next batch."""
        self._results += polled

    def put_off(self, turns: Iterable[tuple[DueFeed, float]]) -> None:
        """Add feeds whose poll does not count, to be due again at the given times."""
        self._put_off += turns

    def write_soon(self, *, last: bool) -> None:
        """Write once enough has gathered, or shortly; at once if this was the ``last`` poll under way."""
        if last or len(self._results) + len(self._put_off) >= RECORD_AT:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(RECORD_AFTER_S, self._write)

    def wait_for(self, work: Awaitable[None]) -> None:
        """Run ``work`` in the background; ``settle`` waits for it."""
        task = asyncio.ensure_future(work)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def settle(self) -> None:
        """Write everything and wait for it. Raises the error that kept the store from taking it."""
        self._write()
        while writing := tuple(self._writing):
            await asyncio.gather(*writing)
            # From Python 3.12 on, waiting for what has ended does not let the loop turn to its callbacks.
            self._writing.difference_update(writing)
        if self._broken is not None:
            broken, self._broken = self._broken, None
            raise broken

    def _write(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._results or self._put_off:
            results, self._results = self._results, []
            put_off, self._put_off = self._put_off, []
            self.wait_for(self._record(results, put_off))

    async def _record(self, results: list[Polled], put_off: list[tuple[DueFeed, float]]) -> None:
        try:
            if put_off:
                await self._database.awrite(lambda db: feeds.put_off(db, put_off))
            recorded = await self._store([result for _, result, _ in results])
        except StoreError as broken:  # nothing was recorded: the leases run out, and the feeds are polled again
            self._broken = broken
            return
        except Exception as refusal:  # noqa: BLE001 - the edge of the stage: one of them holds what the store refuses
            if not results:
                self._broken = refusal
            elif len(results) == 1:
                await self._give_back(*results[0][:2], refusal)
            else:
                for one in results:
                    await self._record([one], [])
            return
        finally:
            self._in_hand.feeds -= {feed.id for feed, *_ in results} | {feed.id for feed, _ in put_off}
        if recorded.refused:
            emit("lease.lost", stage="poll", ids=sorted(recorded.refused))
            results = [one for one in results if one[0].id not in recorded.refused]
        self.polled += len(results)
        for feed, result, error in results:
            announce(feed, result, error, recorded.admitted.get(feed.id, 0))
            self.failed += result.outcome in (Outcome.FAILED, Outcome.GONE)
        announce_moves(recorded.moved, {feed.id: feed for feed, _, _ in results} if recorded.moved else {})
        if recorded.admitted:
            self._admitted()

    async def _store(self, results: Sequence[PollResult]) -> feeds.Recorded:
        def record(connection: Connection) -> feeds.Recorded:
            followed = self._clock.followed
            return feeds.record_polls(connection, [it.moved(followed - it.leapt) for it in results])

        return await self._database.awrite(record)

    async def _give_back(self, feed: DueFeed, result: PollResult, refusal: Exception) -> None:
        """Record a poll that the store refused as failed, so that it costs only its own feed.

        If the store refuses even that, the feed is only made due again.
        """
        failed = self._unstorable(feed, result)
        reason = f"the store refused what it brought: {type(refusal).__name__}: {refusal}"
        emit(
            "feed.failed",
            feed=feed.key,
            cause=failed.cause,
            status=failed.status,
            error=reason,
            next_in_s=round(failed.next_poll_at - failed.at),
            exc_info=refusal,
        )
        try:
            await self._store([failed])
        except StoreError as broken:
            self._broken = broken
        except Exception:  # noqa: BLE001 - the edge of the stage, as above
            await self._put_back(feed, failed.next_poll_at)
        else:
            self.polled += 1
        self.failed += 1

    async def _put_back(self, feed: DueFeed, at: float) -> None:
        try:
            await self._database.awrite(lambda db: feeds.put_off(db, [(feed, at)]))
        except Exception as broken:  # noqa: BLE001 - nothing is left to try: its lease runs out
            self._broken = broken


def announce_moves(moved: Sequence[Moved], polled: Mapping[int, DueFeed]) -> None:
    """Log feeds that are polled elsewhere from now on; ``polled`` by id."""
    for move in moved:
        feed = polled[move.feed_id]
        emit("feed.moved", feed=feed.key, url=feed.url, to=move.to, taken_by=move.taken_by)


def announce(feed: DueFeed, result: PollResult, error: str | None, new: int) -> None:
    """Log a poll's result; ``new`` entries were admitted."""
    wait_s = round(result.next_poll_at - result.at)
    if result.outcome is Outcome.THROTTLED:
        emit("feed.throttled", feed=feed.key, status=result.status, retry_in_s=wait_s)
    elif result.outcome in (Outcome.FAILED, Outcome.GONE):
        told = error or f"{feed.url}: {health.advice(result.cause or '')}"
        emit("feed.failed", feed=feed.key, cause=result.cause, status=result.status, error=told, next_in_s=wait_s)
    else:
        emit(
            "feed.polled",
            feed=feed.key,
            outcome=result.outcome,
            status=result.status,
            entries=result.entries_seen,
            new=new,
            bytes=result.bytes_read,
            ms=round(result.duration_s * 1000),
        )
    if result.arrow == "d":
        failing_s = round(result.at - (result.failing_since or result.at))
        emit("feed.went_dormant", feed=feed.key, cause=result.cause, failing_for_s=failing_s)
