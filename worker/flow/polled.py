"""POLL, told: one line of the log for each poll, and for what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worker.model.events import emit
from worker.model.feed import DueFeed, Outcome, PollResult
from worker.store.moves import Moved


def announce_moves(moved: Sequence[Moved], polled: Mapping[int, DueFeed]) -> None:
    """Feeds that are asked elsewhere from now on; ``polled`` by id."""
    for move in moved:
        feed = polled[move.feed_id]
        emit("feed.moved", feed=feed.key, url=feed.url, to=move.to, taken_by=move.taken_by)


def announce(feed: DueFeed, result: PollResult, error: str | None, new: int) -> None:
    """What a poll came to; ``new`` entries were admitted."""
    wait_s = round(result.next_poll_at - result.at)
    if result.outcome is Outcome.THROTTLED:
        emit("feed.throttled", feed=feed.key, status=result.status, retry_in_s=wait_s)
    elif result.outcome in (Outcome.FAILED, Outcome.GONE):
        emit("feed.failed", feed=feed.key, cause=result.cause, status=result.status, error=error, next_in_s=wait_s)
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
