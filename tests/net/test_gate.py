"""Turn-taking per host, on a clock the tests move."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.clock import START, ManualClock
from worker.model.errors import Throttled
from worker.model.web import PerHost
from worker.net.gate import Gate


class Visits:
    """Requests to hosts that last for some seconds each, and when they began."""

    def __init__(self, clock: ManualClock, connections: int = 1, spacing: str = "1s") -> None:
        self.clock = clock
        self.gate = Gate(PerHost.model_validate({"connections": connections, "spacing": spacing}), clock)
        self.began: list[tuple[str, float]] = []

    async def visit(self, host: str, name: str, lasts_s: float = 0.0) -> None:
        """Take the host's turn, note when, keep it for ``lasts_s``."""
        async with self.gate.turn(host):
            self.began.append((name, self.clock.now() - START))
            await self.clock.sleep(lasts_s)


async def test_starts_at_one_host_are_spaced_in_order() -> None:
    """Five quick requests to one host start a second apart, first come first served."""
    visits = Visits(ManualClock())
    await visits.clock.drive(_all(*(visits.visit("a", str(number)) for number in range(5))))
    assert visits.began == [("0", 0.0), ("1", 1.0), ("2", 2.0), ("3", 3.0), ("4", 4.0)]


async def test_one_request_at_a_time() -> None:
    """A slow answer holds the next request back, however long ago it started, and the pause after it as well."""
    visits = Visits(ManualClock())
    await visits.clock.drive(_all(visits.visit("a", "slow", 10.0), visits.visit("a", "next")))
    assert visits.began == [("slow", 0.0), ("next", 11.0)]


async def test_two_connections_overlap_but_keep_the_spacing() -> None:
    """With two connections the second request starts after the spacing, the third a pause after one is done."""
    visits = Visits(ManualClock(), connections=2)
    await visits.clock.drive(_all(*(visits.visit("a", name, 10.0) for name in "xyz")))
    assert visits.began == [("x", 0.0), ("y", 1.0), ("z", 12.0)]


async def test_a_waiting_host_blocks_no_other() -> None:
    """A hundred requests queued at one host leave another host's request where it was: now."""
    visits = Visits(ManualClock())
    queue = [visits.visit("busy", f"b{number}") for number in range(100)]
    await visits.clock.drive(_all(*queue, visits.visit("free", "f")))
    assert ("f", 0.0) in visits.began
    assert visits.began[-1] == ("b99", 99.0)


async def test_a_penalty_holds_everybody_back() -> None:
    """Until a penalty is over no request starts at its host, not even those already waiting."""
    visits = Visits(ManualClock())

    async def punish() -> None:
        visits.gate.penalty("a", START + 60.0)

    await visits.clock.drive(_all(visits.visit("a", "1"), visits.visit("a", "2"), punish(), visits.visit("a", "3")))
    assert visits.began == [("1", 0.0), ("2", 60.0), ("3", 61.0)]


async def test_a_shorter_penalty_does_not_shorten_a_longer_one() -> None:
    """The longer of two penalties stands."""
    visits = Visits(ManualClock())
    visits.gate.penalty("a", START + 60.0)
    visits.gate.penalty("a", START + 5.0)
    await visits.clock.drive(visits.visit("a", "1"))
    assert visits.began == [("1", 60.0)]


async def test_a_slower_pace_counts_from_the_last_start() -> None:
    """A pace learned after a request already holds for the next one, and 0 restores the default."""
    visits = Visits(ManualClock())
    await visits.clock.drive(visits.visit("a", "robots"))
    visits.gate.slow("a", 10.0)
    await visits.clock.drive(_all(visits.visit("a", "1"), visits.visit("a", "2")))
    visits.gate.slow("a", 0.0)
    await visits.clock.drive(_all(visits.visit("a", "3"), visits.visit("a", "4")))
    assert visits.began == [("robots", 0.0), ("1", 10.0), ("2", 20.0), ("3", 30.0), ("4", 31.0)]


@pytest.mark.parametrize(
    "quitter",
    [pytest.param(0, id="holding the turn"), pytest.param(1, id="first in line"), pytest.param(2, id="further back")],
)
async def test_who_gives_up_leaves_the_line_moving(quitter: int) -> None:
    """If a request at any place in the queue is cancelled, those behind it get their turns."""
    visits = Visits(ManualClock())
    tasks = [asyncio.ensure_future(visits.visit("a", str(number), 5.0)) for number in range(4)]
    await visits.clock.settle()
    tasks[quitter].cancel()
    await visits.clock.drive(_all(*(task for number, task in enumerate(tasks) if number != quitter)))
    # The first one has already begun when it gives up.
    expected = [str(number) for number in range(4) if number != quitter or quitter == 0]
    assert [name for name, _ in visits.began] == expected


async def test_who_gives_up_while_the_spacing_runs_leaves_the_line_moving() -> None:
    """If the request that only waits for its time is cancelled, the next one takes its place."""
    visits = Visits(ManualClock())
    visits.gate.penalty("a", START + 60.0)
    first, second = (asyncio.ensure_future(visits.visit("a", name)) for name in "xy")
    await visits.clock.settle()
    first.cancel()
    await visits.clock.drive(_all(second))
    assert visits.began == [("y", 60.0)]


async def test_giving_up_between_call_and_start_passes_the_call_on() -> None:
    """A waiter that is cancelled at the moment it is called passes the turn on."""
    visits = Visits(ManualClock(), spacing="0s")
    others: list[asyncio.Task[None]] = []

    async def leave_and_cancel() -> None:
        await visits.visit("a", "x", 1.0)
        others[0].cancel()  # called by the turn just given back, but not yet running

    async def tell() -> None:
        first = asyncio.ensure_future(leave_and_cancel())
        await visits.clock.sleep(0)
        others.extend(asyncio.ensure_future(visits.visit("a", name, 1.0)) for name in "yz")
        await _all(first, others[1])

    await visits.clock.drive(tell())
    assert [name for name, _ in visits.began] == ["x", "z"]


async def test_hosts_are_forgotten() -> None:
    """Ten thousand hosts with one request each are forgotten after the spacing; one with a penalty is not."""
    visits = Visits(ManualClock())
    for number in range(300):
        await visits.visit(f"host{number}", "x")
    visits.gate.penalty("host7", START + 3600.0)
    await visits.clock.advance(2.0)
    await visits.visit("another", "x")
    assert len(visits.gate) == 2
    with pytest.raises(Throttled, match="asked again in 3598 s"):
        await visits.gate.turn("host7", patience_s=0.0).__aenter__()
    await visits.clock.advance(3600.0)
    await visits.visit("another", "x")
    assert len(visits.gate) == 1


async def test_a_host_at_work_is_not_forgotten() -> None:
    """While a long request runs its host is kept, though its spacing is over and other hosts get requests."""
    visits = Visits(ManualClock())
    await visits.clock.drive(visits.visit("a", "short"))

    async def knock(host: str, name: str, at: float) -> None:
        await visits.clock.sleep(at)
        await visits.visit(host, name)

    await visits.clock.drive(_all(visits.visit("a", "long", 10.0), knock("b", "other", 5.0), knock("a", "next", 6.0)))
    assert visits.began == [("short", 0.0), ("long", 1.0), ("other", 5.0), ("next", 12.0)]


async def test_a_free_host_costs_no_wait() -> None:
    """Entering a free host's turn does not even yield to the event loop."""
    gate = Gate(PerHost(), ManualClock())
    entering = gate.turn("a").__aenter__()
    with pytest.raises(StopIteration):
        entering.send(None)


async def _all(*visits: Awaitable[None]) -> None:
    await asyncio.gather(*visits)


class Line:
    """Requests that do not wait long: each starts, or is told when to come back and does so."""

    def __init__(self, spacing: str = "1s", site_of: Callable[[str], str] | None = None) -> None:
        self.clock = ManualClock()
        self.gate = Gate(PerHost.model_validate({"spacing": spacing}), self.clock, site_of=site_of)
        self.began: list[tuple[str, float]] = []
        self.sent_away: list[tuple[str, str, float]] = []

    async def visit(self, host: str, name: str, lasts_s: float = 0.0) -> None:
        """Try until the host has time."""
        while True:
            try:
                async with self.gate.turn(host, patience_s=10.0):
                    self.began.append((name, self.clock.now() - START))
                    await self.clock.sleep(lasts_s)
                    return
            except Throttled as busy:
                self.sent_away.append((name, busy.cause, busy.retry_after_s))
                await self.clock.sleep(busy.retry_after_s)


async def test_a_long_line_is_told_when_to_come_back() -> None:
    """Of a thousand requests for one host a few wait in the queue; the others come back one by one, all in order."""
    line = Line()
    await line.clock.drive(_all(*(line.visit("a", str(number)) for number in range(1000))))
    assert line.began == [(str(number), float(number)) for number in range(1000)]
    assert len(line.sent_away) < 1000
    assert {cause for _, cause, _ in line.sent_away} == {"crowded"}


async def test_a_slow_host_learns_its_own_pace() -> None:
    """If a response takes four seconds and a pause one, most requests are sent away once or twice, not every second."""
    line = Line()
    await line.clock.drive(_all(*(line.visit("a", str(number), 4.0) for number in range(60))))
    assert [at for _, at in line.began] == [5.0 * number for number in range(60)]
    assert len(line.sent_away) < 2 * 60


async def test_a_closed_host_sends_everybody_away_until_it_opens() -> None:
    """Requests for a closed host, and those queued when it closed, come back after it opens, spread out."""
    line = Line()

    async def close() -> None:
        await line.clock.sleep(2.5)
        line.gate.penalty("a", START + 3600.0)

    await line.clock.drive(_all(*(line.visit("a", str(number)) for number in range(6)), close()))
    began = [at for _, at in line.began]
    assert began[:3] == [0.0, 1.0, 2.0]
    assert 3600.0 <= began[3] == began[4] - 1.0 == began[5] - 2.0 <= 3605.0
    assert [cause for _, cause, _ in line.sent_away] == ["closed"] * 3


async def test_a_site_closes_with_all_its_hosts() -> None:
    """With penalties by site, what one host asks for holds for its sisters too, known or not, and for no other site."""
    line = Line(site_of=lambda host: host.partition(".")[2])
    await line.clock.drive(line.visit("one.press", "before"))
    line.gate.penalty("two.press", START + 3600.0)
    await line.clock.drive(_all(*(line.visit(host, host) for host in ("one.press", "three.press", "one.other"))))
    assert line.began[1:] == [("one.other", 0.0), ("one.press", 3600.0), ("three.press", 3600.0)]


async def test_sites_that_opened_again_are_forgotten() -> None:
    """Of three hundred penalties, each over before the next, a few are kept, and all that still run."""
    clock = ManualClock()
    gate = Gate(PerHost(), clock, site_of=lambda host: host)
    gate.penalty("closed", START + 1e6)
    for number in range(1000):
        gate.penalty(f"site{number}", clock.now() + 1.0)
        await clock.advance(2.0)
    async with gate.turn("another"):
        assert len(gate) < 100
    with pytest.raises(Throttled):
        async with gate.turn("closed", patience_s=1.0):
            pass
