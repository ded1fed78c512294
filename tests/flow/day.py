"""Hours in the life of a whole worker, on a clock moved by hand: its stages wake when something is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.clock import ManualClock
from tests.flow.house import House
from tests.web import ScriptedWeb
from worker.daemon import passes
from worker.daemon.build import Parts, build
from worker.store import feeds
from worker.store.schema import pending

LOOK_S = 60.0
"""The daemon's tick is a second; who only counts hours looks once a minute at what nobody told of."""


class Day(House):
    """A house whose servers see one clock with its worker. ``live`` as often as the test has changes of weather."""

    def __init__(self, folder: Path) -> None:
        self._at_work: set[object] = set()
        self._parts: Parts | None = None
        clock = ManualClock(busy=self._busy)
        super().__init__(folder, ScriptedWeb(clock), clock)

    async def live(self, hours: float) -> None:
        """Start a worker, let so many hours pass, stop it."""
        end = self.clock.now() + hours * 3600
        parts = build(self.loaded, seams=self.seams())
        self._watch_work(parts)
        try:
            await passes.start(parts)
            await self.clock.drive(self._stages(parts, end))
        finally:
            await passes.stop(parts)

    def later_in_place(self, seconds: float) -> None:
        """Let time pass while no worker runs, on the clock the servers see."""
        self.clock._now += seconds

    def _busy(self) -> bool:
        return bool(self._at_work) or (self._parts is not None and self._parts.gatherer.judging)

    async def _stages(self, parts: Parts, end: float) -> None:
        await asyncio.gather(
            self._stage(parts, end, parts.poller.run_due, feeds.next_due_at),
            self._stage(parts, end, parts.gatherer.run_due, _next_pending_at),
        )

    async def _stage(
        self,
        parts: Parts,
        end: float,
        run_due: Callable[[], Awaitable[object]],
        next_at: Callable[[sa.Connection], float | None],
    ) -> None:
        while self.clock.now() < end:
            task = asyncio.ensure_future(_of(run_due()))
            # A stage that has much to do is still at it when the day ends.
            over = asyncio.ensure_future(self.clock.sleep(end - self.clock.now()))
            await asyncio.wait([task, over], return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                return
            task.result()
            at = parts.database.read(next_at)
            wait_s = LOOK_S if at is None else min(max(at - self.clock.now(), 1.0), LOOK_S)
            await self.clock.sleep(min(wait_s, max(end - self.clock.now(), 0.0)))

    def _watch_work(self, parts: Parts) -> None:
        """Let no time pass over work: the clock knows of writer and judge, and no children are waited for."""
        self._parts = parts
        submit, read = parts.database.submit, parts.database.read

        def watched_submit(work: Callable[[sa.Connection], Any]) -> Future[Any]:
            future = submit(work)
            self._at_work.add(future)
            future.add_done_callback(self._at_work.discard)
            return future

        def watched_read(work: Callable[[sa.Connection], Any]) -> Any:
            self._at_work.add(work)
            try:
                return read(work)
            finally:
                self._at_work.discard(work)

        async def run(function: Callable[..., Any], *args: object, **_limits: object) -> Any:
            return function(*args)

        parts.database.submit = watched_submit  # type: ignore[method-assign]
        parts.database.read = watched_read  # type: ignore[method-assign]
        parts.engine.run = run  # type: ignore[method-assign]


async def _of(work: Awaitable[object]) -> None:
    await work


def _next_pending_at(connection: sa.Connection) -> float | None:
    at: float | None = connection.scalar(sa.select(sa.func.min(pending.c.not_before)))
    return at
