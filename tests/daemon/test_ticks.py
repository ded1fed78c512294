"""Ticks go by the time that passes; that a clock set back stops none is tests/crash/test_endure.py."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from worker.daemon.ticks import Every, PassingTime, scheduler


def test_the_zone_tells_no_other_time_than_the_present() -> None:
    """Whatever moment is asked for, as the scheduler does with the machine's: what is told only ever goes on."""
    zone = PassingTime()
    told = [datetime.fromtimestamp(at, zone) for at in (0.0, 4e9, 1.0)]
    assert told == sorted(told)
    assert abs(told[0] - datetime.now(UTC)) < timedelta(minutes=1)


def test_missed_ticks_are_missed_once() -> None:
    """Ten years since the last one make the next come in a second, not a list of all the seconds between."""
    now = datetime(2036, 1, 1, tzinfo=UTC)
    assert Every(1.0).get_next_fire_time(now - timedelta(days=3650), now) == now + timedelta(seconds=1)


def test_a_tick_comes_again_and_again() -> None:
    """Also where one of them fails."""
    came: list[None] = []

    async def watch() -> None:
        done = asyncio.Event()

        async def tick() -> None:
            came.append(None)
            if len(came) == 3:
                done.set()
            raise RuntimeError("a tick that fails")

        ticks = scheduler()
        ticks.add_job(tick, Every(0.01))
        ticks.start()
        await asyncio.wait_for(done.wait(), 30)
        ticks.shutdown(wait=False)

    asyncio.run(watch())
    assert len(came) >= 3
