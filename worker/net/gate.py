"""Turn-taking per host: who may ask a server now, who waits, and for how long.

Feeds, pages and robots.txt of one host go through one lane, first come first served.
"""

from __future__ import annotations

import asyncio
from collections import deque
from heapq import heappop, heappush
from types import TracebackType

from worker.model.ports import Clock
from worker.model.settings import PerHost


class _Lane:
    """One host. ``leader`` is true while somebody holds the right to start next and waits for the time."""

    __slots__ = ("closed_until", "in_flight", "leader", "listed", "queue", "started_at")

    def __init__(self) -> None:
        self.in_flight = 0
        self.started_at = float("-inf")
        self.closed_until = float("-inf")
        self.leader = False
        self.listed = False
        self.queue: deque[asyncio.Future[None]] = deque()


class Turn:
    """A place in a host's lane, taken on entering ``async with`` and given back on leaving it."""

    __slots__ = ("_gate", "_host", "_lane")

    def __init__(self, gate: Gate, host: str) -> None:
        self._gate = gate
        self._host = host

    async def __aenter__(self) -> None:
        self._lane = await self._gate._enter(self._host)  # noqa: SLF001  a turn is a part of its gate

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gate._leave(self._host, self._lane)  # noqa: SLF001  a turn is a part of its gate


class Gate:
    """At most ``connections`` requests in flight per host, their starts at least ``spacing_s`` apart.

    A free host costs microseconds: no task, no timer. A busy one costs a future per waiter; the first
    of them sleeps on the clock, the others on their futures. A host nobody asks is forgotten as soon as its
    spacing or penalty has run out and any other host is asked: O(log n) in the hosts remembered, whose number
    is ``len(gate)``.
    """

    def __init__(self, settings: PerHost, clock: Clock) -> None:
        self._connections = settings.connections
        self._spacing_s = settings.spacing_s
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._floors: dict[str, float] = {}
        self._idle: list[tuple[float, str]] = []

    def turn(self, host: str) -> Turn:
        """``async with gate.turn(host):`` waits for the host's turn and holds it for the block."""
        return Turn(self, host)

    def penalty(self, host: str, until: float) -> None:
        """Let no request to ``host`` start before ``until`` (epoch seconds); never shortens an earlier one."""
        lane = self._lane(host)
        lane.closed_until = max(lane.closed_until, until)
        self._list_if_idle(host, lane)

    def slow(self, host: str, spacing_s: float) -> None:
        """Keep starts at ``host`` at least ``spacing_s`` apart from its last start on; 0 returns to the default."""
        if spacing_s <= self._spacing_s:
            self._floors.pop(host, None)
            return
        self._floors[host] = spacing_s
        lane = self._lanes.get(host)
        if lane is not None:
            lane.closed_until = max(lane.closed_until, lane.started_at + spacing_s)

    def free_at(self, host: str) -> float:
        """Epoch seconds before which no request to ``host`` starts; 0.0 when nothing holds it back.

        Those already waiting in the lane are not counted.
        """
        lane = self._lanes.get(host)
        return max(0.0, lane.closed_until) if lane is not None else 0.0

    def __len__(self) -> int:
        return len(self._lanes)

    async def _enter(self, host: str) -> _Lane:
        now = self._clock.now()
        if self._idle and self._idle[0][0] <= now:
            self._forget(now)
        lane = self._lane(host)
        if lane.leader or lane.in_flight >= self._connections:
            await self._wait_for_lead(host, lane)
        elif lane.closed_until <= now:
            self._start(host, lane, now)
            return lane
        lane.leader = True
        try:
            while (now := self._clock.now()) < lane.closed_until:
                await self._clock.sleep(lane.closed_until - now)
        except BaseException:
            lane.leader = False
            self._pass_on(host, lane)
            raise
        lane.leader = False
        self._start(host, lane, now)
        self._pass_on(host, lane)
        return lane

    async def _wait_for_lead(self, host: str, lane: _Lane) -> None:
        place = asyncio.get_running_loop().create_future()
        lane.queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                lane.leader = False
                self._pass_on(host, lane)
            raise

    def _start(self, host: str, lane: _Lane, now: float) -> None:
        lane.in_flight += 1
        lane.started_at = now
        spacing_s = self._floors.get(host, self._spacing_s) if self._floors else self._spacing_s
        lane.closed_until = now + spacing_s

    def _leave(self, host: str, lane: _Lane) -> None:
        lane.in_flight -= 1
        self._pass_on(host, lane)

    def _pass_on(self, host: str, lane: _Lane) -> None:
        if lane.queue:
            self._hand_lead(lane)
        self._list_if_idle(host, lane)

    def _hand_lead(self, lane: _Lane) -> None:
        if lane.leader or lane.in_flight >= self._connections:
            return
        while lane.queue:
            place = lane.queue.popleft()
            if not place.done():
                lane.leader = True
                place.set_result(None)
                return

    def _lane(self, host: str) -> _Lane:
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = _Lane()
        return lane

    def _list_if_idle(self, host: str, lane: _Lane) -> None:
        if not (lane.in_flight or lane.leader or lane.queue or lane.listed):
            lane.listed = True
            heappush(self._idle, (lane.closed_until, host))

    def _forget(self, now: float) -> None:
        while self._idle and self._idle[0][0] <= now:
            _, host = heappop(self._idle)
            lane = self._lanes[host]
            lane.listed = False
            if lane.in_flight or lane.leader or lane.queue:
                continue
            if lane.closed_until <= now:
                del self._lanes[host]
            else:
                self._list_if_idle(host, lane)
