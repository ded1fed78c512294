"""DELIVER: alerts owed go to their sinks; what a sink acknowledged is written down (T3), the rest is tried again.

Each sink has a loop of its own, so a slow or dead one delays no other.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog

from worker.model.errors import Rejected, SinkError, Unavailable
from worker.model.events import emit
from worker.model.ports import Clock, Sink
from worker.model.settings import DeliverySettings
from worker.model.story import AlertState, ClaimedAlert
from worker.policy.retrying import backoff_s, jittered
from worker.store import outbox
from worker.store.database import Database

LOT = 100
LEASE_S = 300.0

log = structlog.get_logger()


class Deliverer:
    """Hands alerts over, at most ``LOT`` at a time and in order for each sink."""

    def __init__(self, database: Database, sinks: Mapping[str, Sink], settings: DeliverySettings, clock: Clock) -> None:
        self._database = database
        self._sinks = sinks
        self._settings = settings
        self._clock = clock
        self._started: set[str] = set()
        self._busy = {name: asyncio.Lock() for name in sinks}
        self.failed = 0

    async def run_due(self) -> None:
        """Deliver until nothing that may be tried now is owed to any sink."""
        await asyncio.gather(*(self._serve(name) for name in self._sinks))

    async def stop(self) -> None:
        """Close the sinks."""
        for name in self._started:
            await self._sinks[name].stop()

    async def _serve(self, name: str) -> None:
        async with self._busy[name]:
            while lot := await self._claim(name):
                await self._hand_over(name, lot)

    async def _claim(self, name: str) -> list[ClaimedAlert]:
        now = self._clock.now()
        return await asyncio.wrap_future(
            self._database.submit(lambda db: outbox.claim(db, name, now=now, limit=LOT, lease_s=LEASE_S))
        )

    async def _hand_over(self, name: str, lot: Sequence[ClaimedAlert]) -> None:
        started = time.perf_counter()
        sent = [replace(alert, body=_with_repeat(alert)) for alert in lot]
        try:
            if name not in self._started:
                await self._sinks[name].start()
                self._started.add(name)
            await self._sinks[name].deliver(sent)
        except SinkError as error:
            taken = {it.id for it in error.taken}
            done = [alert for alert in lot if alert.id in taken]
            left = [alert for alert in lot if alert.id not in taken]
            if done:
                await self._settle(done, AlertState.DELIVERED, started, None)
            if not isinstance(error, Rejected):
                await self._put_back(left, started, error)
            elif len(left) == 1:
                await self._settle(left, AlertState.DEAD, started, error)
            else:
                for alert in left:
                    await self._hand_over(name, [alert])
        except Exception as error:  # the edge of the stage: a broken sink is one that may recover
            log.exception("a sink failed in an unforeseen way", sink=name)
            await self._put_back(lot, started, Unavailable(f"{type(error).__name__}: {error}"))
        else:
            await self._settle(lot, AlertState.DELIVERED, started, None)

    async def _put_back(self, lot: Sequence[ClaimedAlert], started: float, error: SinkError) -> None:
        tired = [alert for alert in lot if alert.attempt >= self._settings.attempts]
        again = [alert for alert in lot if alert.attempt < self._settings.attempts]
        if tired:
            await self._settle(tired, AlertState.DEAD, started, error)
        for attempt in {alert.attempt for alert in again}:
            same = [alert for alert in again if alert.attempt == attempt]
            wait_s = backoff_s(attempt, self._settings, getattr(error, "retry_after_s", None))
            wait_s = jittered(wait_s, same[0].id, attempt)
            await self._settle(same, AlertState.OWED, started, error, wait_s=wait_s)

    async def _settle(
        self,
        lot: Sequence[ClaimedAlert],
        state: AlertState,
        started: float,
        error: SinkError | None,
        *,
        wait_s: float = 0.0,
    ) -> None:
        now, duration_s = self._clock.now(), round(time.perf_counter() - started, 4)
        reason = str(error) if error is not None else None
        await asyncio.wrap_future(
            self._database.submit(
                lambda db: outbox.settle(
                    db, lot, state=state, now=now, duration_s=duration_s, error=reason, not_before=now + wait_s
                )
            )
        )
        self.failed += len(lot) if error is not None else 0
        for alert in lot:
            _announce(alert, state, reason, duration_s, wait_s)


def _with_repeat(alert: ClaimedAlert) -> bytes:
    """The body with ``maybe_repeat``: true when an earlier attempt may have arrived without our knowing."""
    return alert.body[:-1] + (b',"maybe_repeat":true}' if alert.attempt > 1 else b',"maybe_repeat":false}')


def _announce(alert: ClaimedAlert, state: AlertState, reason: str | None, duration_s: float, wait_s: float) -> None:
    where = {"alert": alert.id, "sink": alert.sink, "attempt": alert.attempt}
    if state is AlertState.DELIVERED:
        emit("alert.delivered", **where, ms=round(duration_s * 1000))
    elif state is AlertState.DEAD:
        emit("alert.died", **where, error=reason)
    else:
        emit("alert.retried", **where, error=reason, retry_in_s=round(wait_s))
