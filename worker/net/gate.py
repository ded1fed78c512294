"""Turn-taking per host: who may ask a server now, who waits, and for how long.

Feeds, pages and robots.txt of one host go through one lane, first come first served. A lane is short: who would wait
long is sent away with a time to come back, each a little later than the one before, so that thousands of requests
for one host neither hold up those for others nor arrive together. Whoever was given a time comes before those who were
not, so that all get their turn, however soon those who had it are due again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from types import TracebackType

from worker.model.errors import Throttled
from worker.model.ports import Clock
from worker.model.web import PerHost

PATIENCE_S = 10.0
"""A longer wait is not spent in the lane, where it would occupy one of the worker's requests in flight."""

SITES_KEPT = 64
"""Up to this number of sites, expired penalties are not looked for."""

IN_LINE_S = 120.0
"""A request that is already in line waits for its turn, but not for a host that closes for longer than this."""


class _Lane:
    """One host. ``leader`` is true while a request has the right to start next and waits until it may.

    ``held_s`` is how long a request recently took, ``penalty_until`` the time the host named. ``promised`` are the
    names that were given a time to come back, ``promised_until`` the last of these times. ``again_until`` is the last
    time given to those who came back in time and still found no turn, and to requests without a name.
    """

    __slots__ = (
        "again_until",
        "closed_until",
        "held_s",
        "in_flight",
        "leader",
        "listed",
        "penalty_until",
        "promised",
        "promised_until",
        "queue",
        "started_at",
    )

    def __init__(self) -> None:
        self.in_flight = 0
        self.held_s = 0.0
        self.started_at = float("-inf")
        self.closed_until = float("-inf")
        self.penalty_until = float("-inf")
        self.promised_until = float("-inf")
        self.again_until = float("-inf")
        self.promised: set[str] = set()
        self.leader = False
        self.listed = False
        self.queue: deque[asyncio.Future[None]] = deque()

    @property
    def ends_at(self) -> float:
        """When the lane can be forgotten, if it is idle."""
        return max(self.closed_until, self.promised_until, self.again_until)


class Turn:
    """A place in a host's lane, taken on entering ``async with`` and given back on leaving it."""

    __slots__ = ("_gate", "_host", "_lane", "_patience_s", "_who")

    def __init__(self, gate: Gate, host: str, patience_s: float, who: str | None) -> None:
        self._gate = gate
        self._host = host
        self._patience_s = patience_s
        self._who = who

    async def __aenter__(self) -> None:
        enter = self._gate._enter  # noqa: SLF001 - a turn is a part of its gate
        self._lane = await enter(self._host, self._patience_s, self._who)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gate._leave(self._host, self._lane)  # noqa: SLF001 - a turn is a part of its gate


class Gate:
    """At most ``connections`` requests in flight per host, each at least ``spacing_s`` after one began or ended.

    Spacing also counts from the end of a request: if it reached its server late, the next one would follow at once.

    A free host costs microseconds: no task, no timer. A busy one costs a future per waiter; the first
    of them sleeps on the clock, the others on their futures. A host nobody asks is forgotten as soon as its
    spacing or penalty has run out and any other host is asked: O(log n) in the hosts remembered. Of sites under
    a penalty at most about twice as many are kept as are closed. ``len(gate)`` is how many hosts and sites are kept.
    """

    def __init__(
        self,
        settings: PerHost,
        clock: Clock,
        *,
        site_of: Callable[[str], str] | None = None,
        in_force: Callable[[], bool] = lambda: True,
    ) -> None:
        """``site_of`` returns the site of a host, if penalties are to hold for all hosts of a site.

        ``in_force`` says, before each request starts, whether this worker may make requests at all.
        """
        self._in_force = in_force
        self._sites: dict[str, float] = {}
        self._sites_at_most = SITES_KEPT
        self.adjust(settings, site_of=site_of)
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._floors: dict[str, float] = {}
        self._idle: list[tuple[float, str]] = []

    def adjust(self, settings: PerHost, *, site_of: Callable[[str], str] | None = None) -> None:
        """Use other settings from now on; turns under way and penalties stay."""
        self._site_of = site_of
        self._connections = settings.connections
        self._spacing_s = settings.spacing_s

    def turn(self, host: str, *, patience_s: float = inf, who: str | None = None) -> Turn:
        """``async with gate.turn(host):`` waits for a turn at the host and holds it for the block.

        If that would take longer than ``patience_s``, entering raises ``Throttled`` at once, with the time to come
        back; so does a wait during which the host closes for long. Without a limit every request waits.

        ``who`` names a requester that comes again and again, such as a feed: it queues behind all that were given a
        time, and keeps its own time until it has had its turn. A request without a name only needs a short line.
        """
        return Turn(self, host, patience_s, who)

    def penalty(self, host: str, until: float) -> None:
        """Start no request to ``host`` (or its site) before ``until`` (epoch seconds); never shortens a penalty."""
        if self._site_of is not None:
            self._drop_open_sites()
            site = self._site_of(host)
            self._sites[site] = max(self._sites.get(site, 0.0), until)
        lane = self._lane(host)
        _close(lane, until)
        self._list_if_idle(host, lane)

    def slow(self, host: str, spacing_s: float) -> None:
        """Space starts at ``host`` by at least ``spacing_s``, counting from the last one; 0 restores the default."""
        if spacing_s <= self._spacing_s:
            self._floors.pop(host, None)
            return
        self._floors[host] = spacing_s
        lane = self._lanes.get(host)
        if lane is not None:
            lane.closed_until = max(lane.closed_until, lane.started_at + spacing_s)

    def shift(self, by: float) -> None:
        """Shift all stored times by so many seconds, because the clock was set."""
        self._sites = {site: until + by for site, until in self._sites.items()}
        self._idle = [(at + by, host) for at, host in self._idle]  # in order as before
        for lane in self._lanes.values():
            lane.started_at += by
            lane.closed_until += by
            lane.penalty_until += by
            lane.promised_until += by
            lane.again_until += by

    def __len__(self) -> int:
        return len(self._lanes) + len(self._sites)

    def _drop_open_sites(self) -> None:
        """Drop expired penalties whenever the number of sites has doubled since the last time: O(1) per penalty."""
        if len(self._sites) >= self._sites_at_most:
            now = self._clock.now()
            self._sites = {site: until for site, until in self._sites.items() if until > now}
            self._sites_at_most = 2 * len(self._sites) + SITES_KEPT

    async def _enter(self, host: str, patience_s: float, who: str | None) -> _Lane:
        now = self._clock.now()
        if self._idle and self._idle[0][0] <= now:
            self._forget(now)
        lane = self._lane(host)
        if patience_s != inf:
            self._send_away(host, lane, now, patience_s, who)
        if lane.leader or lane.in_flight >= self._connections:
            await self._wait_for_lead(host, lane)
        elif lane.closed_until <= now:
            self._check(host)
            self._start(host, lane, now)
            return lane
        lane.leader = True
        try:
            while (now := self._clock.now()) < lane.closed_until:
                if patience_s != inf and lane.penalty_until - now > IN_LINE_S:
                    self._send_away(host, lane, now, patience_s, who)
                await self._clock.sleep(lane.closed_until - now)
            self._check(host)
        except BaseException:
            lane.leader = False
            self._pass_on(host, lane)
            raise
        lane.leader = False
        self._start(host, lane, now)
        self._pass_on(host, lane)
        return lane

    def _check(self, host: str) -> None:
        if not self._in_force():
            message = f"{host} is not asked: other workers may have taken us for gone"
            raise Throttled(message, cause="crowded", retry_after_s=PATIENCE_S)

    def _send_away(self, host: str, lane: _Lane, now: float, patience_s: float, who: str | None) -> None:
        """Raise ``Throttled`` if a request that queued now would start later than ``patience_s`` from now."""
        spacing_s = self._floors.get(host, self._spacing_s)
        pace_s = max(spacing_s, (lane.held_s + spacing_s) / self._connections)
        start = max(now, lane.closed_until) + (len(lane.queue) + lane.leader) * pace_s
        waited = who is None or who in lane.promised
        lane.promised.discard(who or "")
        if start - now <= patience_s and (waited or lane.promised_until <= start):
            return
        if waited:
            at = lane.again_until = max(start, lane.again_until + pace_s)
            lane.promised_until += pace_s  # it goes before those that come for the first time
        else:
            at = lane.promised_until = max(start, lane.promised_until + pace_s, lane.again_until + pace_s)
        if who is not None:
            lane.promised.add(who)
        self._list_if_idle(host, lane)
        cause = "closed" if lane.penalty_until - now > patience_s else "crowded"
        message = f"{host} is {cause}: {len(lane.queue)} wait there; asked again in {at - now:.0f} s"
        raise Throttled(message, cause=cause, retry_after_s=at - now)

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
        now = self._clock.now()
        took_s = now - lane.started_at
        spacing_s = self._floors.get(host, self._spacing_s) if self._floors else self._spacing_s
        lane.closed_until = max(lane.closed_until, now + spacing_s)
        lane.held_s += (took_s - lane.held_s) / 4 if lane.held_s else took_s
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
        if self._sites and self._site_of is not None:
            _close(lane, self._sites.get(self._site_of(host), 0.0))
        return lane

    def _list_if_idle(self, host: str, lane: _Lane) -> None:
        if not (lane.in_flight or lane.leader or lane.queue or lane.listed):
            lane.listed = True
            heappush(self._idle, (lane.ends_at, host))

    def _forget(self, now: float) -> None:
        while self._idle and self._idle[0][0] <= now:
            _, host = heappop(self._idle)
            lane = self._lanes[host]
            lane.listed = False
            if lane.in_flight or lane.leader or lane.queue:
                continue
            if lane.ends_at <= now:
                del self._lanes[host]
            else:
                self._list_if_idle(host, lane)


def _close(lane: _Lane, until: float) -> None:
    lane.closed_until = max(lane.closed_until, until)
    lane.penalty_until = max(lane.penalty_until, until)
