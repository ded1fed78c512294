"""When to ask a feed again, and what state a poll leaves it in.

States and arrows (letters as in docs/ARCHITECTURE.md):
a new/failing/throttled/dormant → active   a poll went well
b any → throttled                          the server asked us to wait
c active/new → failing                     failures weigh 1 or more
d failing → dormant                        failing for longer than ``give_up_after``
e any → gone                               410
f any → paused, g paused → active          the operator's wish
"""

from __future__ import annotations

from dataclasses import dataclass

from worker.model.feed import DueFeed, FeedState, Outcome, ServerHints
from worker.model.settings import PollingSettings

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
"""What one failure weighs (Media Cloud's rss-fetcher): live feeds do return 404 and come back to life."""

SOFT_STATUSES = frozenset({404, 408, 500, 502, 503, 504})
TEMPORARY_CAUSES = frozenset({"dns", "timeout", "connect", "reset", "incomplete", "robots"})

HINT_CEILING_S = 86400.0
"""Server hints are floors, but an absurd one is clamped, not obeyed."""

RETRY_AFTER_MIN_S, RETRY_AFTER_MAX_S = 60.0, 30 * 86400.0
THROTTLED_START_S = 3600.0
DORMANT_MAX_S = 30 * 86400.0
SLOWER, SOONER, MUCH_SOONER = 1.25, 0.85, 0.5
"""Interval factors for: nothing new, something new, at least half of the document new."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a poll showed. ``cause`` is set for failures only; ``new`` counts entries not in the last document."""

    outcome: Outcome
    status: int | None = None
    cause: str | None = None
    new: int = 0
    total: int = 0
    hints: ServerHints = ServerHints()


@dataclass(frozen=True, slots=True)
class Next:
    """When to come back (seconds from now), and the feed's state from now on. ``arrow`` is None where it stays."""

    wait_s: float
    interval_s: float
    state: FeedState
    arrow: str | None
    reason: str | None
    failures: float
    failing_since: float | None


def decide(feed: DueFeed, seen: Seen, settings: PollingSettings, *, now: float, jitter: float) -> Next:
    """The next poll of ``feed``. ``jitter`` in [0, 1) stretches the wait by up to a tenth; it never shortens it."""
    if seen.outcome is Outcome.THROTTLED:
        return _throttled(feed, seen, jitter)
    if seen.outcome is Outcome.GONE:
        return _move(feed, FeedState.GONE, "e", "the server says 410 Gone", DORMANT_MAX_S, feed.failures + HARD, now)
    if seen.outcome is Outcome.FAILED:
        return _failed(feed, seen, settings, now, jitter)
    interval = feed.every_s or _adapt(feed.interval_s, seen, settings)
    wait = max(interval, _server_floor(seen.hints)) * (1 + jitter / 10)
    arrow = None if feed.state is FeedState.ACTIVE else "a"
    return Next(wait, interval, FeedState.ACTIVE, arrow, "a poll went well" if arrow else None, 0.0, None)


def weight(seen: Seen) -> float:
    """How heavily a failure counts towards giving up."""
    if seen.cause in TEMPORARY_CAUSES:
        return TEMPORARY
    return SOFT if seen.status in SOFT_STATUSES else HARD


def _adapt(interval_s: float, seen: Seen, settings: PollingSettings) -> float:
    sooner = MUCH_SOONER if seen.new * 2 >= seen.total else SOONER
    factor = sooner if seen.new else SLOWER
    return min(max(interval_s * factor, settings.floor_s), settings.ceiling_s)


def _server_floor(hints: ServerHints) -> float:
    wishes = (hints.max_age_s, hints.expires_in_s, hints.ttl_s, hints.update_every_s)
    return min(max((wish for wish in wishes if wish is not None), default=0.0), HINT_CEILING_S)


def _throttled(feed: DueFeed, seen: Seen, jitter: float) -> Next:
    failures = feed.failures + TEMPORARY
    wish = seen.hints.retry_after_s
    if wish is None:
        wish = THROTTLED_START_S * 2 ** min(feed.failures / TEMPORARY, 8)
    wait = min(max(wish, RETRY_AFTER_MIN_S), RETRY_AFTER_MAX_S) * (1 + jitter / 10)
    arrow = None if feed.state is FeedState.THROTTLED else "b"
    reason = f"the server answered {seen.status} and asks us to wait {wait:.0f} s" if arrow else None
    return Next(wait, feed.interval_s, FeedState.THROTTLED, arrow, reason, failures, feed.failing_since)


def _failed(feed: DueFeed, seen: Seen, settings: PollingSettings, now: float, jitter: float) -> Next:
    failures = feed.failures + weight(seen)
    since = feed.failing_since if feed.failing_since is not None else now
    interval = max(feed.every_s or feed.interval_s, settings.floor_s)
    cause = f"{seen.cause or 'failed'}{f' ({seen.status})' if seen.status else ''}"
    if now - since > settings.give_up_after_s:
        wait = min(max(interval, settings.ceiling_s) * (1 + failures / 10), DORMANT_MAX_S)
        days = (now - since) / 86400
        return _move(feed, FeedState.DORMANT, "d", f"{cause} for {days:.0f} days", wait, failures, now)
    # Linear, not exponential: with intervals of hours 2ⁿ is absurd within a day (rss-fetcher's finding).
    wait = min(interval * (1 + failures), settings.ceiling_s) * (1 + jitter / 10)
    if failures < HARD and feed.state is not FeedState.FAILING:
        return Next(wait, feed.interval_s, feed.state, None, None, failures, since)
    return _move(feed, FeedState.FAILING, "c", cause, wait, failures, now)


def _move(feed: DueFeed, state: FeedState, arrow: str, reason: str, wait_s: float, failures: float, now: float) -> Next:
    since = feed.failing_since if feed.failing_since is not None else now
    stays = feed.state is state
    return Next(wait_s, feed.interval_s, state, None if stays else arrow, None if stays else reason, failures, since)
