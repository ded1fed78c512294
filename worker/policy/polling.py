"""When to poll a feed again, and what state a poll leaves it in.

States and arrows (letters as in docs/ARCHITECTURE.md):
a any → active              a poll went well; all failures are forgotten
b any → throttled           the server asked us to wait
c any but gone → failing    failures weigh 1 or more
d any but gone → dormant    failing for longer than ``give_up_after``
e any → gone                410
f any → paused, g paused → active          the operator's wish
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from worker.model.feed import DueFeed, FeedState, Outcome, ServerHints
from worker.model.settings import PollingSettings
from worker.model.units import counted
from worker.policy.politeness import (
    DAY_S,
    THROTTLED_MAX_S,
    THROTTLED_START_S,
    UNCONDITIONAL_S,
    after_skips,
    server_floor_s,
)
from worker.policy.pushing import relied_on

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
"""What one failure weighs (Media Cloud's rss-fetcher): live feeds do return 404 and come back to life."""

SOFT_STATUSES = frozenset({404, 408, 500, 502, 503, 504})
TEMPORARY_CAUSES = frozenset({"dns", "timeout", "connect", "reset", "incomplete", "robots", "crowded"})
"""``crowded`` means that we had no time or memory for it; the others often pass by themselves."""

NOT_FOUND_GIVE_UP_S = 30 * DAY_S
"""A 404 backs off to daily and is flagged after thirty days; other failures have ``give_up_after``."""

RARELY_S = 30 * DAY_S
"""Feeds that are gone are probed this often, dormant ones at least: feeds do come back."""

SLOWER, SOONER, MUCH_SOONER, MISSED = 1.25, 0.85, 0.5, 0.25
"""Interval factors for: nothing new, something new, at least half of the document new, no overlap with the last one."""

CRON_SPREAD_S = 60.0
"""Jitter after a time that the user named."""

LONGEST_JITTER = 1.11
"""The longest wait that jitter can make of another, with rounding."""

SKIP_SPREAD_S = 600.0
"""Jitter after skipped hours; otherwise all feeds that skip the night would come at its end."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a poll showed. ``cause`` is set for failures only; ``new`` counts entries not known before.

    ``document``: one was read, so its hints replace those remembered. ``newest_at`` is the latest date in it.
    ``validated``: polls can be conditional. ``missed``: nothing in it was known, though the last one had
    entries.
    """

    outcome: Outcome
    status: int | None = None
    cause: str | None = None
    new: int = 0
    total: int = 0
    hints: ServerHints = ServerHints()
    document: bool = False
    newest_at: float | None = None
    validated: bool = True
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """When to come back (seconds from now), and the feed's state from now on. ``arrow`` is None if the state stays.

    ``wish_s`` and ``skips`` are the hints of the feed's document, to be remembered: a later 304 does not repeat them.
    """

    wait_s: float
    interval_s: float
    state: FeedState
    arrow: str | None
    reason: str | None
    failures: float
    failing_since: float | None
    wish_s: float | None = None
    skips: int = 0


Firing = Callable[[float], float]
"""For feeds with times of their own: the first of these times at or after the one given."""


def decide(
    feed: DueFeed, seen: Seen, settings: PollingSettings, *, now: float, jitter: float, firing: Firing | None = None
) -> Next:
    """The next poll of ``feed``. ``jitter`` in [0, 1) stretches the wait by up to a tenth; it never shortens it.

    The wait is never shorter than ``every``, or than the floor if there is none, nor than the server wishes, whatever
    the outcome. With ``firing`` it ends at one of the times the user named, or within a minute after it. Hours and days
    that the feed skips put off either.
    """
    if seen.outcome is Outcome.GONE:
        found = _gone(feed, "the server says 410 Gone", now)
    elif seen.outcome is Outcome.THROTTLED:
        found = _throttled(feed, seen, settings)
    elif seen.outcome is Outcome.FAILED:
        found = _failed(feed, seen, settings, now)
    else:
        found = _went_well(feed, seen, settings, now, timed=firing is not None)
    wish_s, skips = _remembered(feed, seen)
    hints = replace(seen.hints, ttl_s=wish_s, update_every_s=None)
    floor = CRON_SPREAD_S if firing else feed.every_s or settings.floor_s
    wait = max(found.wait_s, floor, server_floor_s(hints))
    wait = _spread(wait, skips, firing, now=now, jitter=jitter)
    arrow = None if found.state is feed.state else found.arrow
    reason = found.reason if arrow else None
    return replace(found, wait_s=wait, arrow=arrow, reason=reason, wish_s=wish_s, skips=skips)


def due_by(polled_at: float, due_at: float, every_s: float, *, was_s: float | None, wish_s: float | None) -> float:
    """When a feed polled at ``polled_at`` is due after ``every_s`` was configured; never later than it was.

    ``was_s`` is the interval until now, None if it had times of its own. If its wait is longer than that (jitter
    aside), the server asked for it, and it stays.
    """
    if was_s is not None and due_at - polled_at > was_s * LONGEST_JITTER:
        return due_at
    return min(due_at, polled_at + max(every_s, wish_s or 0.0))


def waited_s(polled_at: float, due_at: float, interval_s: float, *, timed: bool) -> float:
    """How long a feed's wait really is: its interval, or what jitter does not explain, such as a server's wish.

    ``timed``: it has times of its own, so an interval says nothing.
    """
    wait = due_at - polled_at
    return wait if timed or wait > interval_s * LONGEST_JITTER else interval_s


def _remembered(feed: DueFeed, seen: Seen) -> tuple[float | None, int]:
    """The hints of the document, else those of the one before it."""
    if not seen.document:
        return feed.wish_s, feed.skips
    wishes = [wish for wish in (seen.hints.ttl_s, seen.hints.update_every_s) if wish is not None]
    return max(wishes, default=None), seen.hints.skips


def _spread(wait: float, skips: int, firing: Firing | None, *, now: float, jitter: float) -> float:
    """``wait`` extended: by jitter, to the user's next time, past hours and days that the feed skips."""
    if firing:
        stretched = firing(now + wait) - now + jitter * CRON_SPREAD_S
    else:
        stretched = max(wait, min(wait * (1 + jitter / 10), RARELY_S))
    if not skips:
        return stretched
    spared = after_skips(now + stretched, skips) - now
    return spared + jitter * SKIP_SPREAD_S if spared > stretched else stretched


def weight(seen: Seen) -> float:
    """How heavily a failure counts towards giving up."""
    if seen.cause in TEMPORARY_CAUSES:
        return TEMPORARY
    return SOFT if seen.status in SOFT_STATUSES and seen.cause != "challenge" else HARD


def _went_well(feed: DueFeed, seen: Seen, settings: PollingSettings, now: float, *, timed: bool) -> Next:
    interval = wait = feed.every_s or _adapt(feed, seen, settings)
    if timed:
        wait = 0.0
    elif not feed.every_s and relied_on(feed, seen.new):
        wait = max(interval, settings.ceiling_s)
    elif not (feed.every_s or seen.validated or _shown_to_change(feed, seen, now)):
        wait = max(interval, min(UNCONDITIONAL_S, settings.ceiling_s))
    return Next(wait, interval, FeedState.ACTIVE, "a", "a poll went well", 0.0, None)


def _adapt(feed: DueFeed, seen: Seen, settings: PollingSettings) -> float:
    if feed.body_hash is None:
        factor = 1.0  # all of a first document is new, which says nothing about the feed's rhythm
    elif not seen.new:
        factor = SLOWER
    elif seen.missed:
        factor = MISSED
    else:
        factor = MUCH_SOONER if seen.new * 2 >= seen.total else SOONER
    return min(max(feed.interval_s * factor, settings.floor_s), settings.ceiling_s)


def _shown_to_change(feed: DueFeed, seen: Seen, now: float) -> bool:
    """Whether the feed had something new within a day. A first document counts by the dates of its entries."""
    first = feed.body_hash is None
    if seen.new and not first:
        return True
    changed_at = max((seen.newest_at or 0.0) if seen.document else 0.0, 0.0 if first else feed.last_changed_at or 0.0)
    return now - changed_at < UNCONDITIONAL_S


def _throttled(feed: DueFeed, seen: Seen, settings: PollingSettings) -> Next:
    """In this state ``failures`` counts the polls throttled without a time; failures before do not count."""
    failures = feed.failures if feed.state is FeedState.THROTTLED else 0.0
    if seen.hints.retry_after_s is not None:
        wait, wish = 0.0, "asks us to wait"  # the server's floor is the wait; it named a time, so nothing doubles
    else:
        doubled = THROTTLED_START_S * 2 ** min(failures / TEMPORARY, 10)
        wait, wish = max(min(doubled, THROTTLED_MAX_S), _pace(feed, settings)), "does not say how long to wait"
        failures += TEMPORARY
    reason = f"the server answered {seen.status} and {wish}"
    return Next(wait, feed.interval_s, FeedState.THROTTLED, "b", reason, failures, feed.failing_since)


def _failed(feed: DueFeed, seen: Seen, settings: PollingSettings, now: float) -> Next:
    cause = f"{seen.cause or 'failed'}{f' ({seen.status})' if seen.status else ''}"
    if feed.state is FeedState.GONE:
        return _gone(feed, cause, now)
    failures = feed.failures + weight(seen)
    since = feed.failing_since if feed.failing_since is not None else now
    pace = _pace(feed, settings)
    patience = min(settings.give_up_after_s, NOT_FOUND_GIVE_UP_S) if seen.status == 404 else settings.give_up_after_s
    if now - since > patience:
        wait = min(max(pace, settings.ceiling_s) * (1 + failures / 10), RARELY_S)
        reason = f"{cause} for {counted(round((now - since) / 86400), 'day')}"
        return Next(wait, feed.interval_s, FeedState.DORMANT, "d", reason, failures, since)
    # Linear, not exponential: with intervals of hours 2ⁿ is absurd within a day (rss-fetcher's finding). But a
    # missing document is soon only asked for once a day.
    longer = 2 ** min(failures / SOFT, 10) if seen.status == 404 else 1 + failures
    wait = max(pace, min(pace * longer, settings.ceiling_s))
    state = FeedState.FAILING if failures >= HARD else feed.state
    return Next(wait, feed.interval_s, state, "c", cause, failures, since)


def _gone(feed: DueFeed, reason: str, now: float) -> Next:
    since = feed.failing_since if feed.failing_since is not None else now
    return Next(RARELY_S, feed.interval_s, FeedState.GONE, "e", reason, feed.failures + HARD, since)


def _pace(feed: DueFeed, settings: PollingSettings) -> float:
    """The feed's interval as long as nothing can be learned about its rhythm."""
    return feed.every_s or max(feed.interval_s, settings.floor_s)
