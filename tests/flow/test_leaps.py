"""The machine's clock is set while a worker runs, or while none does: gaps stay what they are, and nobody is stuck."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from tests.clock import START
from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer, conditional
from worker.daemon import passes
from worker.daemon.build import Parts, Seams, build
from worker.daemon.clock import SystemClock, follow
from worker.store.schema import feeds

YEAR_S, HOUR_S = 365 * 86_400.0, 3600.0


@dataclass
class Machine:
    """Time as it passes, and what the machine's clock shows beyond it."""

    passed: float = 0.0
    set_by: float = START

    def wall(self) -> float:
        """What anybody may set."""
        return self.passed + self.set_by

    def steady(self) -> float:
        """What nobody can."""
        return self.passed


LEAPS = [
    pytest.param(10 * YEAR_S, id="ten years on"),
    pytest.param(HOUR_S, id="an hour on"),
    pytest.param(-HOUR_S, id="an hour back"),
    pytest.param(-10 * YEAR_S, id="ten years back"),
]


@asynccontextmanager
async def _at_work(house: House, machine: Machine) -> AsyncIterator[tuple[Parts, SystemClock]]:
    clock = SystemClock(machine.wall, machine.steady)
    parts = build(house.loaded, seams=Seams(clock=clock, resolver=house.web.resolver()))
    try:
        await passes.start(parts)
        yield parts, clock
    finally:
        await passes.stop(parts)


def _every_20_minutes(house: House) -> None:
    house.configure(feeds=[{"id": "a", "url": feed_url("a"), "every": "20m"}])
    house.web.say(feed_url("a"), conditional(rss(Told("One", guid="1")), '"1"'))


async def _asked_at(house: House, machine: Machine, parts: Parts, clock: SystemClock, until_s: float) -> list[float]:
    """When the feed was asked, on the clock that nobody can set; the worker looks every half a minute."""
    times = []
    while machine.passed < until_s:
        await follow(clock, parts.database, parts.gate)
        before = len(house.web.asked)
        await parts.poller.run_due()
        times += [machine.passed] * (len(house.web.asked) - before)
        machine.passed += 30.0
    return times


@pytest.mark.parametrize("leap_s", LEAPS)
async def test_gaps_stay_what_they_are_when_the_clock_is_set(house: House, leap_s: float) -> None:
    """A feed that is asked every 20 minutes is so before, across and after a leap: neither sooner nor much later."""
    _every_20_minutes(house)
    machine = Machine()
    async with _at_work(house, machine) as (parts, clock):
        times = await _asked_at(house, machine, parts, clock, 1.5 * HOUR_S)
        machine.set_by += leap_s
        with capture_logs() as told:
            times += await _asked_at(house, machine, parts, clock, 4 * HOUR_S)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(times) >= 10
    assert 1200.0 <= min(gaps) <= max(gaps) <= 1200.0 * 1.1 + 60.0
    assert [it["by_s"] for it in told if it["event"] == "clock.leapt"] == [leap_s]


async def _until(over: asyncio.Event) -> None:
    await over.wait()


@pytest.mark.parametrize("leap_s", LEAPS)
async def test_a_poll_that_was_read_before_the_leap_and_is_written_after_it(house: House, leap_s: float) -> None:
    """Its times are moved with the store's: the feed is due in 20 minutes, neither at once nor after the leap."""
    _every_20_minutes(house)
    machine = Machine()
    company = asyncio.Event()
    async with _at_work(house, machine) as (parts, clock):
        parts.poller._in_flight.spawn(_until(company))  # else the poll would be written as soon as it is read
        polling = asyncio.create_task(parts.poller.run_due())
        async with asyncio.timeout(20):
            while not parts.poller._records._results:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0)
        machine.set_by += leap_s
        await follow(clock, parts.database, parts.gate)
        company.set()
        await polling
        (row,) = parts.database.read(lambda db: db.execute(sa.select(feeds.c.next_poll_at)).all())
    assert 1200.0 <= row.next_poll_at - clock.now() <= 1200.0 * 1.1


@pytest.mark.parametrize("leap_s", LEAPS)
async def test_a_feed_claimed_before_the_leap_has_failed_for_as_long_as_it_has(house: House, leap_s: float) -> None:
    """Its failures began an hour before, however the clock was set between its claim and the answer."""
    _every_20_minutes(house)
    house.web.say(feed_url("a"), Answer(404, b""))
    machine = Machine()
    async with _at_work(house, machine) as (parts, clock):
        times = await _asked_at(house, machine, parts, clock, 60.0)
        machine.passed = times[0] + 3600.0
        async with parts.gate.turn("a.example"):
            polling = asyncio.create_task(parts.poller.run_due())
            async with asyncio.timeout(20):
                while not parts.poller.in_hand.feeds:  # noqa: ASYNC110 - nothing tells of it
                    await asyncio.sleep(0)
            machine.set_by += leap_s
            await follow(clock, parts.database, parts.gate)
            machine.passed += 5.0
        machine.passed += 5.0
        await polling
        (row,) = parts.database.read(lambda db: db.execute(sa.select(feeds.c.failures, feeds.c.failing_since)).all())
    assert row.failures > 0.5
    assert clock.now() - row.failing_since == pytest.approx(3610.0, abs=60.0)


@pytest.mark.parametrize("leap_s", LEAPS)
async def test_a_leap_the_store_could_not_follow_is_followed_later(house: House, leap_s: float) -> None:
    """Where the store takes no shift all stays as it was, and the next look moves everything once."""
    _every_20_minutes(house)
    machine = Machine()
    async with _at_work(house, machine) as (parts, clock):
        await _asked_at(house, machine, parts, clock, 60.0)
        (due_at,) = parts.database.read(lambda db: db.execute(sa.select(feeds.c.next_poll_at)).scalars().all())
        machine.set_by += leap_s
        parts.database.write(lambda db: db.execute(sa.text("ALTER TABLE subscriptions RENAME TO away")))
        with pytest.raises(sa.exc.OperationalError):
            await follow(clock, parts.database, parts.gate)
        assert (clock.leapt, clock.followed, clock.leapt_by()) == (0.0, 0.0, leap_s)
        parts.database.write(lambda db: db.execute(sa.text("ALTER TABLE away RENAME TO subscriptions")))
        await follow(clock, parts.database, parts.gate)
        (moved_to,) = parts.database.read(lambda db: db.execute(sa.select(feeds.c.next_poll_at)).scalars().all())
    assert (clock.leapt, clock.followed, moved_to - due_at) == (leap_s, leap_s, pytest.approx(leap_s))


async def test_a_closed_host_opens_when_it_said(house: House) -> None:
    """A host that asked for an hour is asked again after one, though the clock was set back by a day meanwhile."""
    house.configure(feeds=[{"id": "a", "url": feed_url("a"), "every": "20m"}])
    house.web.say(feed_url("a"), Answer(429, headers=[("Retry-After", "3600")]))
    machine = Machine()
    async with _at_work(house, machine) as (parts, clock):
        await _asked_at(house, machine, parts, clock, 300.0)
        machine.set_by -= 86_400.0
        times = await _asked_at(house, machine, parts, clock, 2 * HOUR_S)
    assert times
    assert 3600.0 <= times[0] <= 4100.0


NIGHT = datetime(2026, 9, 22, 23, 30, tzinfo=UTC).timestamp()
QUIET = {"quiet": {"hours": "22:00-06:00", "zone": "UTC"}}
SILENCE = {"silences": [{"until": "2026-09-23T06:00Z", "rules": ["all"]}]}
AT_SIX = {"digest": {"at": "0 6 * * *", "severities": ["normal"]}}
IN_AN_HOUR = {"budget": "1/h", "over_budget": "hold"}


@pytest.mark.parametrize(
    ("alerts", "leap_s", "told_after_s"),
    [
        pytest.param(QUIET, -10 * HOUR_S, 0, id="it is noon, and was night"),
        pytest.param(QUIET, 3 * HOUR_S, 3.5 * HOUR_S, id="the morning is nearer"),
        pytest.param(SILENCE, -10 * HOUR_S, 16.5 * HOUR_S, id="the silence is longer"),
        pytest.param(SILENCE, 3 * HOUR_S, 3.5 * HOUR_S, id="the silence is shorter"),
        pytest.param(AT_SIX, -18 * HOUR_S, 0.5 * HOUR_S, id="a digest comes by today's clock"),
        pytest.param(AT_SIX, 3 * HOUR_S, 3.5 * HOUR_S, id="a digest comes by tonight's clock"),
    ],
)
async def test_what_waits_for_an_hour_of_the_day_waits_by_the_clock(
    house: House, alerts: dict[str, Any], leap_s: float, told_after_s: float
) -> None:
    """Where the clock turns out to have been wrong, quiet hours, silences and digests end when it says so now."""
    house.configure("a", alerts=alerts)
    house.reports("a", FERRY)
    machine = Machine(set_by=NIGHT)
    async with _at_work(house, machine) as (parts, clock):
        for stage in (parts.poller, parts.gatherer, parts.deliverer):
            await stage.run_due()
        assert house.alerts() == []
        machine.set_by += leap_s
        await follow(clock, parts.database, parts.gate)
        machine.passed += max(told_after_s - 60, 0)
        await parts.deliverer.run_due()
        assert len(house.alerts()) == (not told_after_s)
        machine.passed += 120
        await parts.deliverer.run_due()
    assert house.told() == [("first", FERRY.title)]


async def test_what_was_told_by_a_wrong_clock_does_not_use_up_a_budget(house: House) -> None:
    """Told ten years from now, as the clock was wrong then, it counts for no hour: the rest waits an hour."""
    house.configure("a", alerts=IN_AN_HOUR)
    house.reports("a", FERRY, ORCHARD)
    machine = Machine(set_by=NIGHT + 10 * YEAR_S)
    async with _at_work(house, machine) as (parts, clock):
        for stage in (parts.poller, parts.gatherer, parts.deliverer):
            await stage.run_due()
        assert len(house.alerts()) == 1
        machine.set_by -= 10 * YEAR_S
        await follow(clock, parts.database, parts.gate)
        machine.passed += HOUR_S + 60
        await parts.deliverer.run_due()
    assert len(house.alerts()) == 2


@pytest.mark.parametrize("leap_s", LEAPS)
async def test_no_feed_is_stuck_when_the_clock_was_set_while_no_worker_ran(house: House, leap_s: float) -> None:
    """The next worker asks each feed within its interval, though the store speaks of times far ahead."""
    _every_20_minutes(house)
    machine = Machine()
    for number in range(2):
        async with _at_work(house, machine) as (parts, clock):
            times = await _asked_at(house, machine, parts, clock, machine.passed + HOUR_S)
        assert len(times) >= 2, number
        machine.set_by += leap_s


async def test_a_small_correction_is_followed_without_a_word() -> None:
    """What a time server corrects by seconds is no leap, and a worker that was stopped for ten minutes saw none."""
    machine = Machine()
    clock = SystemClock(machine.wall, machine.steady)
    machine.set_by += 2.0
    assert clock.leapt_by() == 0.0
    assert clock.now() == machine.wall()
    machine.passed += 600.0
    assert clock.leapt_by() == 0.0
    assert clock.now() == machine.wall()


async def test_a_worker_that_was_stopped_catches_up_within_floors(house: House) -> None:
    """After ten minutes in which it did not run each feed is asked once at once, and then as before."""
    names = ("a", "b", "c")
    house.configure(feeds=[{"id": name, "url": feed_url(name), "every": "2m"} for name in names])
    for name in names:
        house.web.say(feed_url(name), conditional(rss(Told(f"One of {name}", guid="1")), '"1"'))
    machine = Machine()
    times: dict[str, list[float]] = {}
    async with _at_work(house, machine) as (parts, clock):
        for until_s in (300.0, 1500.0):
            while machine.passed < until_s:
                await follow(clock, parts.database, parts.gate)
                before = len(house.web.asked)
                await parts.poller.run_due()
                for asked in house.web.asked[before:]:
                    times.setdefault(asked.host, []).append(machine.passed)
                machine.passed += 30.0
            machine.passed += 600.0
    assert len(times) == len(names)
    for asked_at in times.values():
        gaps = [later - earlier for earlier, later in pairwise(asked_at)]
        assert len([it for it in asked_at if 900.0 <= it < 930.0]) == 1
        assert min(gaps) >= 120.0
        assert max(gap for gap, at in zip(gaps, asked_at, strict=False) if at >= 900.0) <= 200.0


async def test_a_clock_set_back_over_midnight_still_finds_copies(house: House) -> None:
    """What was judged in an hour that comes again, or by a worker whose clock is ahead, is compared word by word."""
    house.later(DAY_S - house.clock.now() % DAY_S + 600)
    house.configure("a", "b")
    house.reports("a", FERRY)
    house.tells("b")
    await house.watch()
    house.later(-3600)
    house.reports("b", replace(FERRY, title="Sandbank holds hundreds at sea", paragraphs=FERRY.paragraphs[1:]))
    await house.watch()
    assert [line["relation"]["kind"] for line in house.lines()] == ["unrelated", "copy"]
