"""Times in cron's five fields, optionally with a zone: ``0 6-22 * * mon-fri Europe/Berlin``.

APScheduler's triggers compute them. They number the days of the week from Monday and want all fields to hold; cron
numbers from Sunday (0 or 7), and a day of the month and one of the week hold each for itself.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from worker.policy.polling import Firing

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_STEP = re.compile("0*[1-9][0-9]?")
_LOOKED_AT = 50
"""Firings among which the shortest gap is looked for: a crowded schedule shows it within an hour or a day."""

_FROM = datetime(2026, 1, 1, tzinfo=UTC)


def shortest_gap_s(line: str) -> float:
    """The shortest gap between two firings of a schedule. Raises ``ValueError`` if it is invalid or never fires."""
    find, at, times = firing(line), _FROM.timestamp(), []
    for _ in range(_LOOKED_AT):
        at = find(at)
        times.append(at)
        at += 1
    return min(later - earlier for earlier, later in pairwise(times))


@lru_cache(maxsize=10_000)
def firing(line: str) -> Firing:
    """A function that finds the first firing at or after a time. Raises ``ValueError`` as above.

    When clocks are set back, a time that occurs twice fires once, unless the schedule fires every hour. A time that is
    skipped in spring fires as much later as the clocks skip.
    """
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - most configurations name no times

    fields = line.split()
    zone = _zone(fields[5]) if len(fields) > 5 else UTC
    minute, hour, day, month, weekday = fields[:5]
    either = "*" not in (day[:1], weekday[:1])
    weekday = _weekdays(weekday)
    days = [(day, "*"), ("*", weekday)] if either else [(day, weekday)]
    rest = {"minute": minute, "hour": hour, "month": month, "timezone": zone}
    try:
        triggers = [CronTrigger(day=one, day_of_week=other, **rest) for one, other in days]
    except ValueError as error:
        raise ValueError(f"names no times: {error}; write minute, hour, day, month, day of the week") from None
    once = hour[:1] != "*"

    def find(at: float) -> float:
        found = min((_next(trigger, at, once=once) for trigger in triggers), key=lambda it: it or inf)
        if found is None:
            raise ValueError("never comes; there is no such day")
        return found

    find(_FROM.timestamp())  # raises now if it never fires
    return find


def _next(trigger: CronTrigger, at: float, *, once: bool) -> float | None:
    moment = datetime.fromtimestamp(at, UTC)
    while True:
        found = trigger.get_next_fire_time(None, moment)
        if found is None:
            return None
        if not once or not found.astimezone(trigger.timezone).fold:
            return float(found.timestamp())
        moment = found.astimezone(UTC) + timedelta(seconds=1)


def _weekdays(field: str) -> str:
    """The field with each weekday by its name."""
    days: list[str] = []
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        if first == "*":
            start, end = 0, 6
        else:
            start = _weekday(first)
            end = _weekday(last) if dash else 6 if step else start
        if end < start or not _STEP.fullmatch(step or "1"):
            raise ValueError(f"names no days of the week by {part!r}; write such as mon-fri or 0,6, Sunday being 0")
        days += [_DAYS[number % 7] for number in range(start, end + 1, int(step or 1))]
    return ",".join(dict.fromkeys(days))


def _weekday(name: str) -> int:
    if name in _DAYS:
        return _DAYS.index(name)
    if name in set("01234567"):
        return int(name)
    raise ValueError(f"names no day of the week by {name!r}; write sun to sat, or 0 to 7")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"has no time zone in {name!r}; write its name, such as Europe/Berlin") from None
