"""The daemon's ticks: APScheduler's, by the time that passes and not by the time of day.

The scheduler reckons by the time of day: a clock set back by an hour would stop every tick for that hour, and years
forward would have it list each second it missed (docs/decisions/0026). But it asks its zone what time it is, and a
trigger when to come again: here the one is a clock that nobody sets, and the other counts from now.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger


class PassingTime(tzinfo):
    """A zone whose time begins with it and passes as the machine's monotonic clock does."""

    def __init__(self) -> None:
        self._began, self._from_s = datetime.now(UTC).replace(tzinfo=self), time.monotonic()

    def fromutc(self, _: datetime) -> datetime:
        """The time it is now, whatever time the machine's clock says: only the present is ever asked for."""
        return self._began + timedelta(seconds=time.monotonic() - self._from_s)

    def utcoffset(self, _: datetime | None) -> timedelta:
        """None to speak of."""
        return timedelta(0)

    def dst(self, _: datetime | None) -> timedelta:
        """Nobody sets it in summer either."""
        return timedelta(0)

    def tzname(self, _: datetime | None) -> str:
        """As logs would name it."""
        return "passing"


class Every(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """So many seconds from now, again and again; what was missed is missed once."""

    def __init__(self, seconds: float) -> None:
        self._apart = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """As the scheduler asks it."""
        return now + self._apart


def scheduler() -> AsyncIOScheduler:
    """A scheduler by the time that passes. Its own defaults drop late jobs, so they are set here."""
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a tick that runs into the next is no news
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return AsyncIOScheduler(job_defaults=defaults, timezone=PassingTime())
