"""One worker in a simulated world, from its start to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from tests.clock import START
from tests.simulation.loop import Killed, SimulatedLoop
from tests.simulation.writer import DoubtfulReader, Patience
from worker.daemon import passes
from worker.daemon.build import Parts, Seams, build
from worker.daemon.clock import SystemClock, follow
from worker.engine.local import LocalEngine
from worker.flow.resources import Wake
from worker.model.ports import Sink, Web
from worker.net.client import WebClient
from worker.store import feeds, retention
from worker.store.schema import pending

if TYPE_CHECKING:
    from tests.simulation.world import World

HEALING_S = 36 * 3600.0
"""What has backed off furthest is asked again within the ceiling and a day; the rest is time to deliver."""
LOOK_S = 1800.0
"""The daemon looks once a second at what nobody told of; a world that lasts days looks less often."""
CHORES_S = 900.0
KILLED_WITHIN_S = 6 * 3600.0
"""Where nothing comes along to be killed at, the worker is stopped after this."""


class Engine:
    """``model.ports.Engine`` as the world has it."""

    def __init__(self, world: World) -> None:
        self.run = world.compute

    async def start(self) -> None:
        """Nothing to make ready."""

    async def stop(self) -> None:
        """Nothing to let go of."""


class Life:
    """One worker from its start to its end."""

    def __init__(self, world: World, loop: SimulatedLoop) -> None:
        self._world = world
        self._loop = loop
        self._parts: Parts | None = None

    async def run(self, end_at: float, kind: str) -> None:
        """Work until ``end_at``; where it is to be killed, go on until that happens."""
        world, loop = self._world, self._loop
        gather, deliver = asyncio.Event(), asyncio.Event()
        seams = Seams(
            clock=SystemClock(world.wall, lambda: START + loop.now),
            engine=cast("LocalEngine", Engine(world)),
            web=self._graft,
            sinks=lambda _: cast("Mapping[str, Sink]", world.sinks),
        )
        parts = self._parts = build(world.loaded, seams=seams, wake=Wake(gather.set, deliver.set))
        parts.database._read_engine = cast("sa.Engine", DoubtfulReader(parts.database._read_engine, world))
        parts.database._hurried = cast("Any", Patience())
        await passes.start(parts)
        stages = [
            self._stage(parts.poller.run_due, asyncio.Event(), feeds.next_due_at),
            self._stage(parts.gatherer.run_due, gather, _next_pending_at),
            self._stage(parts.deliverer.run_due, deliver, _next_owed_at),
            self._chores(parts),
        ]
        tasks = [asyncio.ensure_future(stage) for stage in stages]
        await asyncio.sleep(max(end_at - loop.now, 0.0))
        if kind == "healed":
            await self._rest(parts)
        elif kind != "stopped":
            world.set_fate(kind)
            await asyncio.sleep(KILLED_WITHIN_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await passes.stop(parts)

    async def _rest(self, parts: Parts) -> None:
        """Wait until every feed was read since all was over, and what came of it is done, or for very long."""
        over_at = self._world.press.over_at
        for _ in range(round(HEALING_S / LOOK_S)):
            since = self._world.wall() - (self._loop.now - over_at)
            if parts.database.read(partial(_unhealed, since=since)) == 0:
                return
            await asyncio.sleep(LOOK_S)

    def bury(self) -> None:
        """Take apart what a killed worker leaves behind in this process; none of it reaches the store."""
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        for _ in range(50):
            rest = asyncio.all_tasks(self._loop)
            if not rest:
                break
            try:
                self._loop.run_until_complete(asyncio.wait(rest, timeout=1))
            except Killed:
                continue
        if self._parts is not None:
            self._parts.database.close()

    def _graft(self, client: Web) -> Web:
        """The client's requests go to the press; turns, redirects, robots and limits stay its own."""
        assert isinstance(client, WebClient)
        client.start = _nothing  # type: ignore[method-assign]
        client._exchange = self._world.press.answer  # type: ignore[assignment,method-assign]
        return client

    async def _stage(
        self, run_due: Callable[[], Awaitable[object]], wake: asyncio.Event, next_at: Callable[[Any], float | None]
    ) -> None:
        assert self._parts is not None
        parts = self._parts
        while True:
            await run_due()
            at = parts.database.read(next_at)
            wait_s = LOOK_S if at is None else min(max(at - parts.clock.now(), self._world.look_s), LOOK_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await wake.wait()
            wake.clear()

    async def _chores(self, parts: Parts) -> None:
        """What the daemon does by its ticks."""
        settings = parts.loaded.settings
        while True:
            for _ in range(4):
                await asyncio.sleep(CHORES_S)
                await follow(cast("SystemClock", parts.clock), parts.database, parts.gate)
                await parts.health.review()
            step = partial(
                retention.forget, keep=settings.store.keep, window_s=settings.stories.window_s, now=parts.clock.now()
            )
            while await asyncio.wrap_future(parts.database.submit(step)):
                pass


def _unhealed(connection: sa.Connection, since: float) -> int:
    number: int = connection.scalar(_UNHEALED, {"since": since}) or 0
    return number


_UNHEALED = sa.text("""SELECT (SELECT count(*) FROM feeds WHERE coalesce(last_ok_at, 0) < :since)
    + (SELECT count(*) FROM pending) + (SELECT count(*) FROM alerts WHERE state <> 'delivered')""")


async def _nothing() -> None:
    return None


def _next_pending_at(connection: sa.Connection) -> float | None:
    at: float | None = connection.scalar(sa.select(sa.func.min(pending.c.not_before)))
    return at


def _next_owed_at(connection: sa.Connection) -> float | None:
    at: float | None = connection.scalar(sa.text("SELECT min(not_before) FROM alerts WHERE state = 'owed'"))
    return at
