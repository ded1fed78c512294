"""The real clock: it runs evenly, and follows a clock that was set only together with the times in the store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

from worker.model.events import emit
from worker.net.gate import Gate
from worker.store import leaps
from worker.store.database import Connection, Database

LEAP_S = 30.0
"""A machine's clock that is corrected by less is followed as it goes."""

since_boot: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic
)
"""Nobody sets this one, and it goes on while the machine or the worker sleeps."""


class SystemClock:
    """Implements ``model.ports.Clock`` with the machine's time as it was at the start, and what has passed since."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = since_boot) -> None:
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()
        self.leapt = self.followed = 0.0

    def now(self) -> float:
        """Seconds since the Unix epoch, UTC."""
        return self._steady() + self._offset

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds``."""
        await asyncio.sleep(seconds)

    def leapt_by(self) -> float:
        """By how many seconds the machine's clock was set since it was last followed; 0.0 for less than a leap."""
        by = self._wall() - self.now()
        if abs(by) >= LEAP_S:
            return by
        self._offset += by
        return 0.0

    def leap(self, by: float) -> None:
        """Go on so many seconds later, or earlier."""
        self._offset += by


async def follow(clock: SystemClock, database: Database, gate: Gate, *, alone: bool = True) -> None:
    """Where the machine's clock was set, let everything that waits for a time wait for as long as it would have.

    The order is such that in between nothing is due. Where others work on the store (not ``alone``) it stays: their
    clocks may be right.
    """
    by = clock.leapt_by()
    if not by:
        return
    leap, followed = f"{clock.now():.3f} {by:.3f}", clock.leapt + by

    def shift(connection: Connection) -> None:
        leaps.shift_once(connection, by, leap)
        clock.followed = followed

    def go(by: float) -> None:
        clock.leap(by)
        clock.leapt += by if alone else 0.0
        gate.shift(by)

    if by < 0:
        go(by)
    try:
        if alone:
            await asyncio.wrap_future(database.submit(shift))
    except Exception:  # the store did not follow: as it was, and the next look tries again
        if by < 0:
            go(-by)
        clock.followed = clock.leapt
        raise
    if by > 0:
        go(by)
    emit("clock.leapt", by_s=round(by))
