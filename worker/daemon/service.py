"""The life of a worker: start, ready, ticks, drain, stop; and one full pass for ``once``."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import structlog

from worker.config.load import Loaded
from worker.daemon.build import Parts, Seams, Wake, build
from worker.model.events import emit
from worker.store import entries, feeds, outbox, retention

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_S = 1.0
AUDIT_S = 600.0
FORGET_S = 3600.0
DRAIN_S = 4.0
"""SIGTERM has to be answered within five seconds; the rest is for closing the store."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pass:
    """What one full pass came to."""

    polled: int
    failed_feeds: int
    failed_deliveries: int
    undelivered: int
    held: int
    pending: int
    next_due_at: float | None


async def once(loaded: Loaded, *, poll_all: bool = False, seams: Seams = Seams()) -> Pass:
    """Poll what is due, gather, judge and deliver until nothing is pending or owed that may be done now."""
    parts = build(loaded, seams=seams, patient=False)
    try:
        return await one_pass(parts, poll_all=poll_all)
    finally:
        await stop(parts)


async def one_pass(parts: Parts, *, poll_all: bool) -> Pass:
    """``once`` with parts already built."""
    now = parts.clock.now()
    await start(parts)
    if poll_all:
        await asyncio.wrap_future(parts.database.submit(lambda db: feeds.make_all_due(db, now=now)))
    await asyncio.gather(parts.poller.run_due(), parts.gatherer.run_due())
    await parts.gatherer.run_due()
    await parts.deliverer.run_due()
    sinks = list(parts.sinks)
    undelivered, held = parts.database.read(lambda db: outbox.undelivered(db, sinks, now=parts.clock.now()))
    return Pass(
        polled=parts.poller.polled,
        failed_feeds=parts.poller.failed,
        failed_deliveries=parts.deliverer.failed,
        undelivered=undelivered,
        held=held,
        pending=parts.database.read(entries.count_pending),
        next_due_at=parts.database.read(feeds.next_due_at),
    )


async def start(parts: Parts) -> None:
    """Open what needs the event loop."""
    await parts.engine.start()
    await parts.client.start()


async def stop(parts: Parts) -> None:
    """Let go of everything; what was in flight is still in the store."""
    await parts.poller.stop()
    await parts.gatherer.stop()
    await parts.deliverer.stop()
    await parts.engine.stop()
    await parts.client.close()
    parts.database.close()


class Service:
    """The daemon: stages that wake at each tick, or when the stage before has work for them."""

    def __init__(self, loaded: Loaded, *, seams: Seams = Seams()) -> None:
        """Raises ``StoreError`` or ``Conflict`` for the store."""
        self._poll, self._gather, self._deliver = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._stopping = asyncio.Event()
        self.parts = build(loaded, seams=seams, wake=Wake(self._gather.set, self._deliver.set))

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT (or ``stop``), then drain."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        await start(self.parts)
        stages = [
            asyncio.create_task(self._stage(self._poll, self.parts.poller.run_due)),
            asyncio.create_task(self._stage(self._gather, self.parts.gatherer.run_due)),
            asyncio.create_task(self._stage(self._deliver, self.parts.deliverer.run_due)),
        ]
        scheduler = self._scheduler()
        scheduler.start()
        settings = self.parts.loaded.settings
        known = len(self.parts.loaded.feeds)
        store = self.parts.database.name
        emit("service.ready", feeds=known, rules=len(settings.rules), sinks=sorted(settings.sinks), store=store)
        try:
            await self._stopping.wait()
        finally:
            scheduler.shutdown(wait=False)
            await self._drain(stages)

    def stop(self) -> None:
        """Ask the daemon to drain and end."""
        self._stopping.set()

    def _scheduler(self) -> AsyncIOScheduler:
        """All ticks. APScheduler's own defaults drop late jobs, so they are set here."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - one pass has no clock to load

        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(job_defaults=defaults)
        for event in (self._poll, self._gather, self._deliver):
            scheduler.add_job(event.set, "interval", seconds=TICK_S)
            event.set()
        scheduler.add_job(self._audit, "interval", seconds=AUDIT_S)
        scheduler.add_job(self._forget, "interval", seconds=FORGET_S)
        return scheduler

    async def _stage(self, wake: asyncio.Event, run_due: Callable[[], Awaitable[object]]) -> None:
        while True:
            await wake.wait()
            wake.clear()
            try:
                await run_due()
            except Exception:  # the edge of the daemon: the next tick tries again
                log.exception("a stage failed; the next tick tries again")

    async def _audit(self) -> None:
        """I7: dispositions must add up to admitted minus pending."""
        counts = await asyncio.to_thread(self.parts.database.read, entries.audit)
        disposed = counts["admitted"] - counts.get("open", 0)
        if disposed != counts["admitted"] - counts["pending"]:
            emit("store.audited", admitted=counts["admitted"], pending=counts["pending"], disposed=disposed)

    async def _forget(self) -> None:
        """Retention, in small steps that let other writes through."""
        settings, now = self.parts.loaded.settings, self.parts.clock.now()
        keep, window_s = settings.store.keep, settings.stories.window_s
        step = partial(retention.forget, keep=keep, window_s=window_s, now=now)
        while await asyncio.wrap_future(self.parts.database.submit(step)):
            pass

    async def _drain(self, stages: list[asyncio.Task[None]]) -> None:
        """Let what is nearly done finish, for a while; everything else is still in the store."""
        started = time.perf_counter()
        for stage in stages:
            stage.cancel()
        try:
            async with asyncio.timeout(DRAIN_S):
                await asyncio.gather(*stages, return_exceptions=True)
                await stop(self.parts)
        except TimeoutError:
            log.warning("draining took too long; what is left is done after the next start")
        emit("service.drained", seconds=round(time.perf_counter() - started, 2))
