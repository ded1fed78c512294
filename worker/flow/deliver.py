"""DELIVER: alerts owed go to their sinks; what a sink acknowledged is written down (T3), the rest is tried again.

Each sink has a loop of its own, so a slow or dead one delays no other.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import structlog

from worker.flow import shapes
from worker.flow.resources import Resources
from worker.model.alerts import DeliverySettings
from worker.model.errors import Rejected, SinkError, Unavailable
from worker.model.events import emit
from worker.model.ports import Sink
from worker.model.story import AlertState, ClaimedAlert, Delivered
from worker.policy import timing
from worker.policy.retrying import backoff_s, jittered
from worker.policy.timing import Timing
from worker.sinks.wording import plain
from worker.store import leases, outbox

LOT = 100
LEASE_S = 300.0
RECHECK_S = 0.5

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A message, and the alerts that it delivers."""

    message: ClaimedAlert
    alerts: Sequence[ClaimedAlert]


class Deliverer:
    """Delivers alerts, in order for each sink: claims ``LOT``, or more if it takes more, and settles by steps."""

    def __init__(
        self,
        resources: Resources,
        settings: DeliverySettings,
        timing: Timing,
        sinks: Mapping[str, Sink],
    ) -> None:
        self._database = resources.database
        self._clock = resources.clock
        self._share = resources.share
        self._settings = settings
        self._timing = timing
        self._sinks = dict(sinks)
        self._claimed_as: dict[str, tuple[int, int]] = {}
        self._not_free: dict[str, str] = {}
        self._started: set[str] = set()
        self._busy = {name: asyncio.Lock() for name in sinks}
        self._changing: set[str] = set()
        self._edition = 0
        self._plans_stand = False
        self.failed = 0
        self.retired = False

    def retire(self) -> None:
        """Stop claiming: ``run_due`` returns once what is being delivered is settled."""
        self.retired = True

    async def run_due(self) -> None:
        """Deliver until no sink is owed anything that may be tried now; a sink that is being served is skipped."""
        await self._plan_anew()
        await _all(self._serve(name) for name in self._sinks if not self._busy[name].locked())

    async def adopt(self, sinks: Mapping[str, Sink], settings: DeliverySettings, timing: Timing) -> None:
        """Use other settings from now on. A sink that changed takes over once the old one has ended its step."""
        self._settings, self._timing, self._plans_stand = settings, timing, False
        self._edition += 1
        for name in sinks:
            self._busy.setdefault(name, asyncio.Lock())
        changed = [name for name in self._busy if self._sinks.get(name) is not sinks.get(name)]
        self._changing.update(changed)
        await _all(self._replace(name, sinks.get(name)) for name in changed)

    async def _plan_anew(self) -> None:
        """Once per configuration: release what was held back under another one, to be planned again.

        Says what is owed to sinks that this one does not name.
        """
        if self._plans_stand:
            return
        self._plans_stand, now = True, self._clock.now()
        try:
            await self._database.awrite(lambda db: outbox.plan_anew(db, now=now))
        except BaseException:
            self._plans_stand = False
            raise
        for name, (number, _) in (await self._database.aread(outbox.waiting)).items():
            if name not in self._sinks:
                emit("alert.stranded", sink=name, alerts=number)

    async def _replace(self, name: str, sink: Sink | None) -> None:
        async with self._busy[name]:
            self._changing.discard(name)
            old, was_started = self._sinks.pop(name, None), name in self._started
            self._started.discard(name)
            if sink is not None:
                self._sinks[name] = sink
            if old is not None and was_started:
                await old.stop()  # if that fails, the new one serves all the same

    async def stop(self) -> None:
        """Close the sinks."""
        await _all(self._sinks[name].stop() for name in self._started)

    async def _serve(self, name: str) -> None:
        async with self._busy[name]:
            if not self._share.serves(name):
                await self._leave(name)
                return
            if not await self._is_handed_on(name):
                return
            while self._may_claim(name):
                self._claimed_as[name] = self._share.number, self._edition
                if not (lot := await self._claim(name)):
                    return
                await self._in_steps(name, await self._parcels(name, lot), self._sinks[name].at_once)

    def _may_claim(self, name: str) -> bool:
        going_on = not self.retired and name not in self._changing
        return going_on and name in self._sinks and self._share.serves(name)

    async def _leave(self, name: str) -> None:
        """Stop a sink that another worker serves now, to free its file or connection."""
        if name in self._started:
            self._started.discard(name)
            await self._sinks[name].stop()

    async def _is_handed_on(self, name: str) -> bool:
        """Whether a sink that another worker may have served is free; a hung worker may still hold its file.

        This counts as no attempt for any alert; the next look comes within a second.
        """
        if self._share.whole or name in self._started or name not in self._sinks:
            return True
        try:
            await self._sinks[name].start()
        except SinkError as error:
            if str(error) != self._not_free.get(name):
                self._not_free[name] = str(error)
                log.warning("a sink is not free yet", sink=name, error=str(error))
            return False
        self._not_free.pop(name, None)
        self._started.add(name)
        return True

    async def _may_tell(self, name: str) -> bool:
        """Whether what was claimed for the sink is still ours to deliver, as planned; waits until that is certain."""
        while not self._share.in_force() and not self.retired:
            await self._clock.sleep(RECHECK_S)
        return (self._share.number, self._edition) == self._claimed_as[name] and self._share.in_force()

    async def _claim(self, name: str) -> list[ClaimedAlert]:
        limit = max(LOT, self._sinks[name].at_once)
        due = partial(outbox.claim, sink=name, limit=limit, lease_s=LEASE_S)
        claim = leases.Claim("alerts", self._clock, due)
        return await self._database.awrite(claim)

    async def _parcels(self, name: str, lot: Sequence[ClaimedAlert]) -> list[_Parcel]:
        """What may be sent now. Held alerts and a new digest are recorded before anything is sent."""
        known = await self._delivered(name)
        now = self._clock.now()  # read after the last wait: the clock may be set meanwhile
        made = timing.plan(lot, self._timing, known, now=now)
        if made.held or made.digest:
            await self._database.awrite(lambda db: outbox.set_aside(db, made.held, made.digest))
        for alert, until, why in made.held:
            emit("alert.held", alert=alert.id, sink=name, reason=why, until=round(until))
        together = [members for members in (*made.again, made.digest) if members]
        return [*map(_alone, made.alone), *(_together(members, now) for members in together)]

    async def _delivered(self, name: str) -> dict[str, list[float]]:
        """When alerts of each rule reached the sink, within the budget's period."""
        budget = self._timing.budget
        if budget is None:
            return {}
        now = self._clock.now()
        since = partial(outbox.delivered_since, sink=name, since=now - budget.period_s, now=now)
        return await self._database.aread(since)

    async def _in_steps(self, name: str, parcels: Sequence[_Parcel], step: int) -> SinkError | None:
        """Deliver and settle ``step`` at a time. Once the sink accepts no more, the rest is put back untried."""
        for start in range(0, len(parcels), step):
            started = time.perf_counter()
            if not await self._may_tell(name):
                left = _alerts(parcels[start:])
                await self._database.awrite(partial(outbox.hand_back, claimed=left))
                return Unavailable("what is left is claimed anew")
            trouble = await self._hand_over(name, parcels[start : start + step])
            if trouble is not None:
                await self._put_back(_alerts(parcels[start + step :]), started, trouble, tried=False)
                return trouble
        return None

    async def _hand_over(self, name: str, parcels: Sequence[_Parcel]) -> SinkError | None:
        """Deliver together; returns why the sink accepts no more for now, if so."""
        started = time.perf_counter()
        try:
            if name not in self._started:
                await self._sinks[name].start()
                self._started.add(name)
            answers = await self._sinks[name].deliver([parcel.message for parcel in parcels])
        except SinkError as error:
            taken = {it.id for it in error.taken}
            left = [parcel for parcel in parcels if parcel.message.id not in taken]
            await self._acknowledge([it for it in parcels if it.message.id in taken], error.taken, started)
            if not isinstance(error, Rejected):
                await self._put_back(_alerts(left), started, error)
                return error
            if len(left) > 1:
                return await self._in_steps(name, left, 1)
            await self._settle(_alerts(left), AlertState.DEAD, started, error)
        except Exception as error:  # the edge of the stage: a broken sink is one that may recover
            log.exception("a sink failed in an unforeseen way", sink=name)
            trouble = Unavailable(f"{type(error).__name__}: {error}")
            await self._put_back(_alerts(parcels), started, trouble)
            return trouble
        else:
            await self._acknowledge(parcels, answers, started)
        return None

    async def _acknowledge(self, taken: Sequence[_Parcel], answers: Sequence[Delivered], started: float) -> None:
        """Settle what the sink has, some of it from an attempt before."""
        known = {it.id for it in answers if it.duplicate}
        had = {alert.id for alert in _alerts(it for it in taken if it.message.id in known)}
        await self._settle(_alerts(taken), AlertState.DELIVERED, started, None, had=had)

    async def _put_back(
        self, lot: Sequence[ClaimedAlert], started: float, error: SinkError, *, tried: bool = True
    ) -> None:
        """Owe ``lot`` again, or give up what was ``tried`` often enough."""
        tired = [alert for alert in lot if tried and alert.attempt >= self._settings.attempts]
        again = [alert for alert in lot if alert not in tired]
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
        had: Collection[str] = (),
    ) -> None:
        """Record what became of ``lot``; its sink ``had`` some of them before."""
        if not lot:
            return
        now, duration_s = self._clock.now(), round(time.perf_counter() - started, 4)
        reason = plain(error) if error is not None else None  # it may quote outside text, and stores refuse NUL
        settled = await self._database.awrite(
            lambda db: outbox.settle(
                db, lot, state=state, now=now, duration_s=duration_s, error=reason, not_before=now + wait_s
            )
        )
        if lost := [alert.id for alert in lot if alert.id not in settled]:
            emit("lease.lost", stage="deliver", ids=lost)
            lot = [alert for alert in lot if alert.id in settled]
        self.failed += len(lot) if error is not None else 0
        for alert in lot:
            _announce(alert, state, reason, duration_s, wait_s, duplicate=alert.id in had)


async def _all(works: Iterable[Awaitable[None]]) -> None:
    """Wait until all have ended, then raise the first error: otherwise nobody would wait for the others."""
    for end in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(end, BaseException):
            raise end


def _alone(alert: ClaimedAlert) -> _Parcel:
    return _Parcel(replace(alert, body=_with_repeat(alert)), [alert])


def _together(members: Sequence[ClaimedAlert], now: float) -> _Parcel:
    """A digest; a single member is sent as an alert of its own."""
    if len(members) == 1:
        return _alone(members[0])
    digest = shapes.digest_alert(members[0].digest or timing.digest_id(members), members, now)
    return _Parcel(replace(digest, body=_with_repeat(digest)), members)


def _alerts(parcels: Iterable[_Parcel]) -> list[ClaimedAlert]:
    return [alert for parcel in parcels for alert in parcel.alerts]


def _with_repeat(alert: ClaimedAlert) -> bytes:
    """The body with ``maybe_repeat``: true if an earlier attempt may have arrived."""
    return alert.body[:-1] + (b',"maybe_repeat":true}' if alert.attempt > 1 else b',"maybe_repeat":false}')


def _announce(
    alert: ClaimedAlert, state: AlertState, reason: str | None, duration_s: float, wait_s: float, *, duplicate: bool
) -> None:
    where = {"alert": alert.id, "sink": alert.sink, "attempt": alert.attempt}
    if state is AlertState.DELIVERED:
        emit("alert.delivered", **where, duplicate=duplicate, ms=round(duration_s * 1000))
    elif state is AlertState.DEAD:
        emit("alert.died", **where, error=reason)
    else:
        emit("alert.retried", **where, error=reason, retry_in_s=round(wait_s))
