"""The tests' own clock, which must be right before other tests rely on it."""

from __future__ import annotations

import asyncio

import pytest

from tests.clock import START, ManualClock
from tests.web import Answer, ScriptedWeb


async def test_sleepers_wake_at_their_own_time_in_order() -> None:
    """Sleepers wake by time, equal ones in the order they fell asleep, and the clock then shows the time set."""
    clock = ManualClock()
    woken: list[tuple[str, float]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((name, clock.now() - START))

    tasks = [asyncio.ensure_future(sleeper(name, s)) for name, s in (("late", 9), ("a", 3), ("b", 3), ("beyond", 99))]
    await clock.advance(10)
    assert woken == [("a", 3.0), ("b", 3.0), ("late", 9.0)]
    assert clock.now() == START + 10
    assert clock.wakes_at() == START + 99
    tasks[-1].cancel()
    await clock.settle()
    assert clock.wakes_at() is None


async def test_what_a_sleeper_sets_off_comes_before_the_next() -> None:
    """A sleeper that sleeps again within the span is woken again, in the right order."""
    clock = ManualClock()
    ticks: list[float] = []

    async def ticker() -> None:
        while True:
            await clock.sleep(2)
            ticks.append(clock.now() - START)

    task = asyncio.ensure_future(ticker())
    await clock.advance(7)
    task.cancel()
    assert ticks == [2.0, 4.0, 6.0]


async def test_drive_lets_sockets_speak_before_time_passes() -> None:
    """A conversation over loopback between two sleeps takes no time."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web:
        web.say("http://a.example/", Answer(body=b"x" * 300_000))

        async def talk() -> int:
            reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n")
            size = len(await reader.read(-1))
            writer.close()
            return size

        async def work() -> list[float]:
            times = []
            for _ in range(3):
                assert await talk() > 300_000
                times.append(clock.now() - START)
                await clock.sleep(60)
            return times

        rival = asyncio.ensure_future(clock.sleep(1e9))
        assert await clock.drive(work()) == [0.0, 60.0, 120.0]
        rival.cancel()


async def test_drive_hands_on_what_went_wrong() -> None:
    """An error of the work is raised by the driver."""

    async def work() -> None:
        raise ValueError("as it should")

    with pytest.raises(ValueError, match="as it should"):
        await ManualClock().drive(work())
