"""What servers may expect: waits they ask for, hours they want quiet, when to ask in full."""

from __future__ import annotations

from worker.model.feed import DueFeed, ServerHints

HOUR_S, DAY_S = 3600.0, 86400.0

HINT_CEILING_S = DAY_S
"""Server hints are floors, but absurd ones are clamped."""

RETRY_AFTER_MIN_S, RETRY_AFTER_MAX_S = 60.0, 30 * DAY_S

THROTTLED_START_S, THROTTLED_MAX_S = HOUR_S, DAY_S
"""The wait after a 429 or 503 that names none; a feed doubles it, up to a day, so as not to miss stories."""

UNCONDITIONAL_S = DAY_S
"""Without validators every poll costs the server a whole document: once a day, unless the feed is seen to change.

``polling.ceiling`` and ``every`` go before it: whoever sets them knows the feeds."""

SKIP_HOURS_MAX_S, SKIP_DAYS_MAX_S = DAY_S, 3 * DAY_S
"""How far ``skipHours`` and ``skipDays`` may put a poll off; a feed that skips the whole week is clamped."""

HOURS_MASK = (1 << 24) - 1
"""In ``skips`` the low 24 bits are the hours of the day (UTC), the next seven the days of the week, Monday first."""

HEAL_ONE_IN = 100
"""NewsBlur's figure: one of so many polls is unconditional, because some servers answer 304 for ever."""


def server_floor_s(hints: ServerHints) -> float:
    """The longest wait that headers and document ask for, clamped; 0 if they ask for none."""
    wishes = (hints.max_age_s, hints.expires_in_s, hints.ttl_s, hints.update_every_s)
    wish = min(max((wish for wish in wishes if wish is not None), default=0.0), HINT_CEILING_S)
    return wish if hints.retry_after_s is None else max(wish, retry_wait_s(hints.retry_after_s))


def retry_wait_s(wish_s: float) -> float:
    """``Retry-After`` as far as it is obeyed: between a minute and thirty days."""
    return min(max(wish_s, RETRY_AFTER_MIN_S), RETRY_AFTER_MAX_S)


def closing_s(status: int, wish_s: float | None) -> float | None:
    """For how long nothing is sent to the whole host after this response; None if it does not concern the host.

    A 503 that names no time may concern one feed or page only: closing the host would cut off a publisher for an hour
    on each hiccup. A 429 is about our pace, with or without a time.
    """
    if status not in {429, 503}:
        return None
    if wish_s is not None:
        return retry_wait_s(wish_s)
    return THROTTLED_START_S if status == 429 else None


def skip_bits(hours: tuple[int, ...], days: tuple[int, ...]) -> int:
    """``skipHours`` (0..23) and ``skipDays`` (Monday 0) as one number; 0 if nothing is skipped."""
    return sum(1 << bit for bit in {*hours, *(24 + day for day in days)})


def after_skips(at: float, skips: int) -> float:
    """The first time from ``at`` on that the feed does not ask to skip."""
    if not skips:
        return at
    latest = at + (SKIP_DAYS_MAX_S if skips & ~HOURS_MASK else SKIP_HOURS_MAX_S)
    while _skipped(at, skips) and at < latest:
        at = (at // HOUR_S + 1) * HOUR_S
    return min(at, latest)


def _skipped(at: float, skips: int) -> bool:
    day, hour = int(at // DAY_S), int(at % DAY_S // HOUR_S)
    return bool(skips >> hour & 1 or skips >> 24 + (day + 3) % 7 & 1)  # the epoch began on a Thursday


def asks_in_full(feed: DueFeed, now: float) -> bool:
    """Whether this poll is sent without validators: one in a hundred of a feed without news for a day.

    The number of its claim decides, so that a feed's full polls are a hundred polls apart and those of different feeds
    do not coincide. A feed that changed within a day shows that its server does not answer 304 for ever.
    """
    if feed.last_changed_at is not None and now - feed.last_changed_at < DAY_S:
        return False
    return (feed.id * 37 + feed.lease) % HEAL_ONE_IN == 0
