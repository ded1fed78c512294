"""The daemon's ticks: APScheduler driven by a monotonic clock instead of the time of day.

APScheduler works with the time of day: a clock set back by an hour would stop every tick for that hour, and one set
years forward would make it list each second that was missed (docs/decisions/0026). It asks its time zone for the
current time and a trigger for the next run: here the zone is a monotonic clock, and the trigger counts from now.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger


class PassingTime(tzinfo):
    """A time zone whose "local time" starts at its creation and advances with the monotonic clock."""

    def __init__(self) -> None:
        self._began, self._from_s = datetime.now(UTC).replace(tzinfo=self), time.monotonic()

    def fromutc(self, _: datetime) -> datetime:
        """The current time of this zone, whatever the argument: APScheduler only ever asks for the present."""
        return self._began + timedelta(seconds=time.monotonic() - self._from_s)

    def utcoffset(self, _: datetime | None) -> timedelta:
        """Zero."""
        return timedelta(0)

    def dst(self, _: datetime | None) -> timedelta:
        """Zero."""
        return timedelta(0)

    def tzname(self, _: datetime | None) -> str:
        """The name in logs."""
        return "passing"


class Every(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires so many seconds from now; runs that were missed are not made up for."""

    def __init__(self, seconds: float) -> None:
        self._apart = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """The next run, counted from now."""
        return now + self._apart


def scheduler() -> AsyncIOScheduler:
    """A scheduler on ``PassingTime``. APScheduler's defaults would drop late jobs, so they are overridden."""
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it warns whenever a tick outlasts its interval
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return AsyncIOScheduler(job_defaults=defaults, timezone=PassingTime())
