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
"""A smaller correction of the system clock is simply adopted."""

since_boot: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic
)
"""A clock that cannot be set, and keeps running while the machine sleeps."""


class SystemClock:
    """Implements ``model.ports.Clock``: the system time at the start, plus the time that has passed since."""

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
        """By how many seconds the system clock was set; 0.0, and the difference adopted, for less than ``LEAP_S``."""
        by = self._wall() - self.now()
        if abs(by) >= LEAP_S:
            return by
        self._offset += by
        return 0.0

    def leap(self, by: float) -> None:
        """Move this clock by so many seconds."""
        self._offset += by


async def follow(clock: SystemClock, database: Database, gate: Gate, *, alone: bool = True) -> None:
    """If the system clock was set, shift all times in the store and the gate with it, so that every wait stays as long.

    The clock moves back before the store and forward after it, so that nothing becomes due in between. If other workers
    use the store (not ``alone``), its times stay as they are: the others' clocks may be right.
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
            await database.awrite(shift)
    except Exception:  # the store did not follow: undo, and the next tick tries again
        if by < 0:
            go(-by)
        clock.followed = clock.leapt
        raise
    if by > 0:
        go(by)
    emit("clock.leapt", by_s=round(by))
