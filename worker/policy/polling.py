"""When to ask a feed again, and what state a poll leaves it in.

States and arrows (letters as in docs/ARCHITECTURE.md):
a any → active              a poll went well; all failures are forgotten
b any → throttled           the server asked us to wait
c any but gone → failing    failures weigh 1 or more
d any but gone → dormant    failing for longer than ``give_up_after``
e any → gone                410
f any → paused, g paused → active          the operator's wish
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
"""The wait after a 429 or 503 that names none; it doubles."""

RARELY_S = 30 * 86400.0
"""Feeds that are gone are probed this often, dormant ones at least: feeds do come back."""

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
    """The next poll of ``feed``. ``jitter`` in [0, 1) stretches the wait by up to a tenth; it never shortens it.

    The wait is never under ``every``, or the floor where there is none, and never under what the server wished,
    whatever the outcome.
    """
    if seen.outcome is Outcome.GONE:
        found = _gone(feed, "the server says 410 Gone", now)
    elif seen.outcome is Outcome.THROTTLED:
        found = _throttled(feed, seen, settings)
    elif seen.outcome is Outcome.FAILED:
        found = _failed(feed, seen, settings, now)
    else:
        found = _went_well(feed, seen, settings)
    wait = max(found.wait_s, feed.every_s or settings.floor_s, _server_floor(seen.hints))
    arrow = None if found.state is feed.state else found.arrow
    stretched = max(wait, min(wait * (1 + jitter / 10), RARELY_S))
    return replace(found, wait_s=stretched, arrow=arrow, reason=found.reason if arrow else None)


def weight(seen: Seen) -> float:
    """How heavily a failure counts towards giving up."""
    if seen.cause in TEMPORARY_CAUSES:
        return TEMPORARY
    return SOFT if seen.status in SOFT_STATUSES else HARD


def _server_floor(hints: ServerHints) -> float:
    wishes = (hints.max_age_s, hints.expires_in_s, hints.ttl_s, hints.update_every_s)
    wish = min(max((wish for wish in wishes if wish is not None), default=0.0), HINT_CEILING_S)
    if hints.retry_after_s is None:
        return wish
    return max(wish, min(max(hints.retry_after_s, RETRY_AFTER_MIN_S), RETRY_AFTER_MAX_S))


def _went_well(feed: DueFeed, seen: Seen, settings: PollingSettings) -> Next:
    interval = feed.every_s or _adapt(feed, seen, settings)
    return Next(interval, interval, FeedState.ACTIVE, "a", "a poll went well", 0.0, None)


def _adapt(feed: DueFeed, seen: Seen, settings: PollingSettings) -> float:
    if feed.body_hash is None:
        factor = 1.0  # in a first document everything is new, which says nothing about the feed's rhythm
    elif not seen.new:
        factor = SLOWER
    else:
        factor = MUCH_SOONER if seen.new * 2 >= seen.total else SOONER
    adapted = min(max(feed.interval_s * factor, settings.floor_s), settings.ceiling_s)
    # What the document wishes goes into the interval, for a later 304 brings no document to repeat it.
    wishes = ServerHints(ttl_s=seen.hints.ttl_s, update_every_s=seen.hints.update_every_s)
    return max(adapted, _server_floor(wishes))


def _throttled(feed: DueFeed, seen: Seen, settings: PollingSettings) -> Next:
    """Within this state ``failures`` count the throttled polls in a row; what was before says nothing about them."""
    again = feed.state is FeedState.THROTTLED
    failures = feed.failures + TEMPORARY if again else TEMPORARY
    if seen.hints.retry_after_s is not None:
        wait, wish = 0.0, "asks us to wait"  # how long, the server's floor says
    else:
        doubled = THROTTLED_START_S * 2 ** min(failures / TEMPORARY - 1, 10)
        wait, wish = max(min(doubled, RETRY_AFTER_MAX_S), _pace(feed, settings)), "does not say how long to wait"
    reason = f"the server answered {seen.status} and {wish}"
    return Next(wait, feed.interval_s, FeedState.THROTTLED, "b", reason, failures, feed.failing_since)


def _failed(feed: DueFeed, seen: Seen, settings: PollingSettings, now: float) -> Next:
    cause = f"{seen.cause or 'failed'}{f' ({seen.status})' if seen.status else ''}"
    if feed.state is FeedState.GONE:
        return _gone(feed, cause, now)
    failures = feed.failures + weight(seen)
    since = feed.failing_since if feed.failing_since is not None else now
    pace = _pace(feed, settings)
    if now - since > settings.give_up_after_s:
        wait = min(max(pace, settings.ceiling_s) * (1 + failures / 10), RARELY_S)
        reason = f"{cause} for {(now - since) / 86400:.0f} days"
        return Next(wait, feed.interval_s, FeedState.DORMANT, "d", reason, failures, since)
    # Linear, not exponential: with intervals of hours 2ⁿ is absurd within a day (rss-fetcher's finding).
    wait = max(pace, min(pace * (1 + failures), settings.ceiling_s))
    state = FeedState.FAILING if failures >= HARD else feed.state
    return Next(wait, feed.interval_s, state, "c", cause, failures, since)


def _gone(feed: DueFeed, reason: str, now: float) -> Next:
    since = feed.failing_since if feed.failing_since is not None else now
    return Next(RARELY_S, feed.interval_s, FeedState.GONE, "e", reason, feed.failures + HARD, since)


def _pace(feed: DueFeed, settings: PollingSettings) -> float:
    """The feed's interval while nothing can be learned about it."""
    return feed.every_s or max(feed.interval_s, settings.floor_s)
