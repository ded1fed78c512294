"""The life of the daemon: start, ready, ticks, reload, drain, stop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from worker import early
from worker.config.load import Loaded
from worker.daemon import logs
from worker.daemon.build import Parts, build
from worker.daemon.chores import CHORES, Chore
from worker.daemon.clock import SystemClock, follow
from worker.daemon.liveness import Pinger, StageProgress
from worker.daemon.passes import abandon, start, stop
from worker.daemon.readiness import Readiness
from worker.daemon.reconfigure import look_again, rejoin, switch_over, switch_sinks
from worker.daemon.reload import FileWatch, prepare, read_again
from worker.daemon.systemd import Notifier
from worker.daemon.ticks import Every, scheduler
from worker.flow.gather import Gatherer
from worker.flow.poll import Poller
from worker.flow.resources import Wake
from worker.model.errors import ConfigError, Conflict, StoreError, Superseded
from worker.model.events import emit, observe
from worker.model.units import counted
from worker.store.workers import BEAT_S

if TYPE_CHECKING:
    from worker.daemon.serve import Server

TICK_S = 1.0
HAND_OVER_S = 2.5
DRAIN_S = 4.0
GIVE_UP_S = 4.7
"""SIGTERM must be answered within five seconds. Deliveries get most of them, closing the store the rest."""

log = structlog.get_logger()


class Service:
    """The daemon: stages that wake at each tick, or when the stage before has work for them."""

    def __init__(self, loaded: Loaded) -> None:
        """Raises ``StoreError`` or ``Conflict`` for the store."""
        self._poll, self._gather, self._deliver = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._stopping, self._reload = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._rewiring = asyncio.Lock()
        self._lost: StoreError | None = None
        self._handing_over: set[asyncio.Task[None]] = set()
        self._retired: list[Parts] = []
        self._files = FileWatch(loaded)
        self._notifier = Notifier(os.environ)
        self.parts = build(loaded, wake=Wake(self._gather.set, self._deliver.set), shared=True)
        self._readiness = Readiness(self.parts.database)
        self._server: Server | None = None
        observe(self._readiness.observe)

    async def run(self) -> None:
        """Run until SIGTERM, SIGINT or ``stop``, then drain. A second signal ends the process at once.

        Raises ``Conflict`` if another worker took the store, ``Damaged`` if the store turns out to be damaged.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop)
        loop.add_signal_handler(signal.SIGHUP, self._reload.set)
        if early.reload_asked():
            self._reload.set()
        await start(self.parts)
        try:
            await self._serve(self.parts.loaded)
            await self._work()
        finally:
            await self._drain()
        if self._lost is not None:
            raise self._lost

    async def _work(self) -> None:
        """Start all stages and ticks, and return when the daemon is told to stop."""
        self._start_stages()
        self._spawn(self._deliver_stage())
        self._spawn(self._reloads())
        self._spawn(self._ping())
        if self._notifier.watchdog_s is not None:
            self._spawn(self._prove_alive(self._notifier.watchdog_s / 3))
        ticks = self._ticks()
        ticks.start()
        self._wake_all()
        settings = self.parts.loaded.settings
        known = len(self.parts.loaded.feeds)
        store = self.parts.database.name
        emit("service.ready", feeds=known, rules=len(settings.rules), sinks=sorted(settings.sinks), store=store)
        self._notifier.ready(self._summary())
        # The judge is made before there is news, and before an upgrade replaces the program's files.
        self._spawn(self._edge(self.parts.gatherer.judge()))
        try:
            await self._stopping.wait()
        finally:
            ticks.shutdown(wait=False)

    def stop(self) -> None:
        """Ask the daemon to drain and end."""
        self._stopping.set()

    def reload(self) -> None:
        """Ask the daemon to read its configuration again."""
        self._reload.set()

    def _told_to_stop(self) -> None:
        """Stop. The default handlers return, so that a second signal ends even a process whose event loop is stuck."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        _give_up_in(GIVE_UP_S)
        self.stop()

    async def _serve(self, loaded: Loaded) -> None:
        """Listen where ``loaded`` says. Raises ``ConfigError`` if that is not possible."""
        listen = loaded.settings.serve.listen
        if self._server is None:
            if listen is None:
                return
            from worker.daemon.serve import Server  # noqa: PLC0415 - not needed unless serve.listen is set

            parts = self.parts
            shown = (parts.database, self._readiness, parts.clock)
            self._server = Server(*shown, observe=observe, pushes=lambda: self.parts.pushes)
        try:
            await self._server.move(listen)
        except OSError as error:
            problem = f"serve.listen: {listen} cannot be listened at: {error.strerror}; name another"
            raise ConfigError([loaded.problem("serve.listen", problem)]) from error

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        return _kept(self._tasks, work)

    def _start_stages(self) -> None:
        self._stages = [
            self._spawn(self._stage(self._poll, self.parts.poller)),
            self._spawn(self._stage(self._gather, self.parts.gatherer)),
        ]

    def _ticks(self) -> AsyncIOScheduler:
        """Everything that is done periodically."""
        ticks = scheduler()

        def tick(seconds: float, work: Callable[[], Coroutine[None, None, None]], name: str = "") -> None:
            ticks.add_job(self._at_edge, Every(seconds), args=[work], name=name or work.__name__)

        for work in (self._wake_stages, self._follow_clock, self._look, self._watch):
            tick(TICK_S, work)
        if not self.parts.share.whole:
            tick(BEAT_S, self._renew)
        for chore, seconds in CHORES.items():
            tick(seconds, partial(self._do, chore), chore.__name__)
        return ticks

    async def _at_edge(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        await self._edge(work())

    async def _stage(self, wake: asyncio.Event, stage: Poller | Gatherer) -> None:
        while not stage.retired:
            await wake.wait()
            wake.clear()
            await self._edge(stage.run_due())

    async def _edge(self, work: Awaitable[object]) -> None:
        """The edge of the daemon: a failure is logged, and the next tick tries again."""
        try:
            await work
        except Superseded:  # the next beat notices it too, and starts anew
            log.debug("a stage found that other workers have replaced this one")
        except Conflict as lost:
            self._lost = lost
            self.stop()
        except Exception:  # the edge of the daemon
            log.exception("a stage failed; the next tick tries again")

    async def _do(self, chore: Chore) -> None:
        await chore(self.parts)

    async def _deliver_stage(self) -> None:
        """Start each look at the outbox as a task, so that a sink that hangs does not hold up the others."""
        while True:
            await self._deliver.wait()
            self._deliver.clear()
            _kept(self._handing_over, self._edge(self.parts.deliverer.run_due()))

    async def _reloads(self) -> None:
        while True:
            await self._reload.wait()
            self._reload.clear()
            self._notifier.reloading()
            try:
                async with self._rewiring:
                    await self._read_again()
            except ConfigError as error:
                self._files.refused = True
                first = error.problems[0]
                number = len(error.problems)
                emit("config.refused", file=first.file, line=first.line, error=first.message, problems=number)
            except Exception as error:  # noqa: BLE001 - the edge: whatever fails, the old configuration stays in force
                file = str(self.parts.loaded.files[0])
                emit("config.refused", file=file, line=0, error=str(error), problems=1, exc_info=error)
            self._notifier.ready(self._summary())

    async def _read_again(self) -> None:
        old = self.parts
        await asyncio.to_thread(self._files.reading, old.loaded)
        loaded = await asyncio.to_thread(read_again, old.loaded)
        await self._serve(loaded)
        try:
            new, synced = await prepare(old, loaded)
        except BaseException:
            await self._serve(old.loaded)
            raise
        await asyncio.to_thread(self._files.was_read, loaded)
        self.parts = new
        switch_over(old, new)
        logs.configure(loaded.settings.log.format, loaded.settings.log.level)
        _kept(self._handing_over, self._edge(switch_sinks(new)))
        self._spawn(self._see_off(old, self._stages))
        self._start_stages()
        self._wake_all()
        emit(
            "config.reloaded",
            added=synced.added,
            changed=synced.changed,
            removed=synced.unlisted,
            feeds=len(loaded.feeds),
            rules=len(loaded.settings.rules),
            sinks=sorted(loaded.settings.sinks),
        )

    async def _see_off(self, old: Parts, stages: Sequence[asyncio.Task[None]]) -> None:
        """Keep the retired parts within reach of a drain until their stages have ended."""
        self._retired.append(old)
        await asyncio.wait(stages)
        self._retired.remove(old)

    async def _watch(self) -> None:
        """With ``service.watch``, read the configuration again once its files have changed."""
        loaded = self.parts.loaded
        if loaded.settings.service.watch and await asyncio.to_thread(self._files.changed, loaded):
            self._reload.set()

    async def _prove_alive(self, every_s: float) -> None:
        """Tell the service manager that the worker is alive, while both stages make progress."""
        progress = StageProgress()
        while True:
            await asyncio.sleep(max(every_s, TICK_S * 1.5))
            # A restart would not heal the store, so trouble with it is no reason to fall silent.
            if progress.advanced(self.parts) or self.parts.database.trouble is not None:
                self._notifier.alive()

    async def _ping(self) -> None:
        """Send the pings of ``service.ping``, in a task of their own, since a ping may take seconds."""
        pinger = Pinger()
        while True:
            await self._edge(pinger.tick(self.parts))
            await asyncio.sleep(TICK_S)

    def _summary(self) -> str:
        settings = self.parts.loaded.settings
        return f"watching {counted(len(self.parts.loaded.feeds), 'feed')} with {counted(len(settings.rules), 'rule')}"

    async def _follow_clock(self) -> None:
        parts = self.parts
        if isinstance(parts.clock, SystemClock):
            await follow(parts.clock, parts.database, parts.gate, alone=parts.share.alone)

    async def _look(self) -> None:
        """Report lost log lines, and end the worker if the store is damaged, whoever noticed it."""
        self._readiness.check_log()
        if self._lost is None and (damage := self.parts.database.damage) is not None:
            emit("store.failed", state="damaged", error=str(damage))
            self._lost = damage
            self.stop()

    async def _renew(self) -> None:
        """Renew this worker's membership and learn its share; start anew if other workers have replaced it."""
        parts = self.parts
        try:
            gained = await parts.share.renew(parts.poller.busy | parts.gatherer.busy)
        except Superseded as error:
            emit("worker.superseded", worker=parts.share.number, error=str(error))
            await self._begin_anew()
            return
        if gained:
            await asyncio.to_thread(look_again, parts)
            self._wake_all()

    async def _begin_anew(self) -> None:
        """Drop everything under way, since other workers have taken it over, and join again under a new number."""
        async with self._rewiring:
            old = self.parts
            old.poller.retire()
            old.gatherer.retire()
            await abandon(old)
            self._wake_all()
            await asyncio.wait(self._stages)
            self.parts = await asyncio.to_thread(rejoin, old)
            self._start_stages()
        self._wake_all()

    async def _wake_stages(self) -> None:
        self._wake_all()

    def _wake_all(self) -> None:
        for wake in (self._poll, self._gather, self._deliver):
            wake.set()

    async def _drain(self) -> None:
        """Let work that is nearly done finish, within ``DRAIN_S``; everything else is still in the store."""
        started = time.perf_counter()
        self._notifier.stopping()
        self._readiness.stop()
        self.parts.database.hurry()
        try:
            async with asyncio.timeout(DRAIN_S):
                await self._end_stages()
                await stop(self.parts)
        except TimeoutError:
            log.warning("draining took too long; the next start does what is left")
        emit("service.drained", seconds=round(time.perf_counter() - started, 2))

    async def _end_stages(self) -> None:
        """Stop the stages. Deliveries get the most time: one that is cut off may be repeated after the next start."""
        self.parts.deliverer.retire()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for old in self._retired:
            await abandon(old)
        if self._handing_over:
            await asyncio.wait(self._handing_over, timeout=HAND_OVER_S)
        for task in self._handing_over:
            task.cancel()
        await asyncio.gather(*self._handing_over, return_exceptions=True)
        if self._server is not None:
            await self._server.close()


def _kept(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> asyncio.Task[None]:
    """Start a task; ``tasks`` keeps a reference to it until it ends."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


def _give_up_in(seconds: float) -> None:
    """End the process even if its event loop is stuck: everything that counts is in the store."""
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
