"""POLL, after the answer: what a poll showed becomes the result to record, with the feed's next poll and new state."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from worker.flow.arrivals import NOTHING, Arrivals
from worker.model.entry import FeedDocument
from worker.model.feed import DueFeed, FeedState, Moving, Outcome, PollResult, Validators
from worker.model.ports import Clock, Response
from worker.model.settings import PollingSettings
from worker.policy import moves, polling, pushing
from worker.policy.health import usual_gap_s

REFUSED_S = 3600.0
"""How long a feed waits whose poll the store refused: what it brings may be different by then."""
READ_WITHIN_S = 600.0
"""No document waits longer than this to be read; a longer gap means that the clock was set."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What an answer brought, beside the facts that the next poll is decided from (``polling.Seen``).

    ``asked_at`` is when the answer came, where reading it took time of its own; ``window`` are the hashes of a document
    that was not read because all its elements are known.
    """

    response: Response | None = None
    asked_at: float | None = None
    body_hash: bytes | None = None
    window: bytes | None = None
    document: FeedDocument | None = None
    arrivals: Arrivals = NOTHING


NO_ANSWER = Brought()


class Results:
    """Makes poll results by the settings, the clock and the feeds' own times."""

    def __init__(
        self,
        settings: PollingSettings,
        clock: Clock,
        *,
        times: Callable[[str], polling.Firing],
        pushed: bool,
    ) -> None:
        """``times`` reads the cron lines of feeds. With ``pushed`` off no pushes are relied on."""
        self._settings = settings
        self._clock = clock
        self._times = times
        self._pushed = pushed

    def of(self, feed: DueFeed, seen: polling.Seen, started: float, brought: Brought = NO_ANSWER) -> PollResult:
        """The result of a poll that began at ``started`` (``time.perf_counter``)."""
        now, response = self._clock.now(), brought.response
        feed = feed.shifted(self._clock.leapt - feed.followed)
        if not self._pushed and feed.pushed_at is not None:
            feed = replace(feed, pushed_at=None)
        asked_at = brought.asked_at
        if asked_at is None or not 0 <= now - asked_at <= READ_WITHIN_S:
            asked_at = now
        firing = self._times(feed.every_cron) if feed.every_cron else None
        jitter = random.random()  # noqa: S311 - spreading
        next_ = polling.decide(feed, seen, self._settings, now=asked_at, jitter=jitter, firing=firing)
        document, arrivals = brought.document, brought.arrivals
        return PollResult(
            feed_id=feed.id,
            lease=feed.lease,
            at=now,
            outcome=seen.outcome,
            status=seen.status,
            cause=seen.cause,
            state=next_.state,
            arrow=next_.arrow,
            reason=next_.reason,
            next_poll_at=max(now, asked_at + next_.wait_s),
            interval_s=next_.interval_s,
            failures=next_.failures,
            failing_since=next_.failing_since,
            duration_s=round(time.perf_counter() - started, 4),
            bytes_read=len(response.body) if response else 0,
            validators=_validators(feed, response, document) if response else None,
            body_hash=brought.body_hash,
            item_hashes=document.window if document else brought.window,
            remembered=document.remembered if document else 0,
            title=document.title if document else None,
            lang=document.lang if document else None,
            wish_s=next_.wish_s,
            skips=next_.skips,
            entries_seen=seen.total,
            admissions=arrivals.admissions,
            rekeyed=arrivals.rekeyed,
            missed=arrivals.missed,
            slipped=feed.pushed_at if pushing.slipped(feed, seen.new) else None,
            gap_s=_gap_s(feed, now) if arrivals.admissions else None,
            moving=_moving(feed, seen, next_.state, response, now),
            leapt=self._clock.leapt,
        )

    def unstorable(self, feed: DueFeed, result: PollResult) -> PollResult:
        """A poll whose result the store refused, as one that failed; it holds nothing of what the poll brought."""
        seen = polling.Seen(Outcome.FAILED, result.status, "unstorable")
        failed = self.of(feed, seen, time.perf_counter() - result.duration_s)
        return replace(failed, next_poll_at=max(failed.next_poll_at, failed.at + REFUSED_S))


def _moving(
    feed: DueFeed, seen: polling.Seen, state: FeedState, response: Response | None, now: float
) -> Moving | None:
    if moves.gives_way(feed, state):
        return Moving(back=True)
    if response is None or not (response.redirects or feed.target_url):
        return None
    return moves.follow(feed, response.redirects, seen.outcome, alike=not seen.missed, now=now)


def _gap_s(feed: DueFeed, now: float) -> float | None:
    """The longest usual gap if this document brings something new; the first one ends no gap."""
    return None if feed.last_changed_at is None else usual_gap_s(feed.gap_s, now - feed.last_changed_at)


def _validators(feed: DueFeed, response: Response, document: FeedDocument | None) -> Validators | None:
    """The validators to keep: both are replaced on a 200, and on a 304 that carries any.

    None are kept for a document that does not say when its parts change. Returns None where they stay the same.
    """
    kept = feed.validators
    if document is not None and not document.lasting:
        kept = Validators()
    else:
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        if response.status == 200 or (response.status == 304 and (etag is not None or modified is not None)):
            kept = Validators(etag, modified, response.url if response.redirects or feed.moved else None)
    return None if kept == feed.validators else kept
