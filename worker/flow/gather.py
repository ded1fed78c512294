"""GATHER: turns pending entries into articles (page, body, language, date, fingerprint) for the judge.

A page that cannot be had is tried again later; after the last try the entry itself is the article (I6), and the page
is asked for again hours later (``rereading.py``). While our own network is down nothing is asked, and no try is spent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import structlog

from worker.content.tasks import Source
from worker.flow import judgetask
from worker.flow.contact import Contact
from worker.flow.gathered import Gathered
from worker.flow.inflight import InFlight
from worker.flow.judgetask import JudgeTask
from worker.flow.pages import Asked, Reader, ask
from worker.flow.rereading import Rereader
from worker.flow.resequencer import HOLD_S, Resequencer
from worker.flow.resources import Resources
from worker.flow.singleflight import SingleFlight
from worker.model.entry import PendingEntry
from worker.model.errors import ContentError
from worker.model.settings import ArticleSettings
from worker.model.verdict import Stage, Verdict
from worker.policy import outage
from worker.store import entries, leases

if TYPE_CHECKING:
    from worker.flow.judge import Judge

LEASE_S = 900.0
RETURN_S = 20.0
"""How soon an entry is read again if its children died or had no time. Doubled each time, finally the lease; where they
had no time the lease comes second: a machine that is still busy is so for longer."""
CLAIM, REFILL = 256, 64
"""How many entries are claimed at once at most, and for how many there has to be room."""
CHUNK = 32
"""How many entries without a page go to a child process in one call."""
RECHECK_S = 1.0

log = structlog.get_logger()


class Gatherer:
    """Gathers what is pending, up to ``at_once`` entries at a time, and has it judged in batches."""

    def __init__(
        self,
        resources: Resources,
        settings: ArticleSettings,
        reader: Reader,
        judge: Callable[[], Judge],
        contact: Contact,
        *,
        at_once: int,
        patient: bool,
    ) -> None:
        """``judge`` makes the judge; called when there is first something to judge, or sooner.

        ``contact`` is the poller's. ``patient`` off, for a single pass: a page that fails is not tried again, and no
        article overtakes a slow page.
        """
        self._database = resources.database
        self._web = resources.web
        self._clock = resources.clock
        self._share = resources.share
        self._settings = settings
        self._reader = reader
        self._rereader = Rereader(resources, settings, reader, contact)
        self._contact = contact
        self._patient = patient
        self._in_flight = InFlight(at_once, aside=judgetask.JUDGED_AT_ONCE)
        self._in_hand: set[int] = set()  # not claimed twice, though leases run out where a queue waits for a dead host
        self._refill = max(1, min(REFILL, at_once // 2))
        self._resequencer = Resequencer(HOLD_S if patient else None)
        self._single_flight = SingleFlight()
        # The next of an address may be in the batch that follows.
        self._judging = JudgeTask(self._resequencer, judge, judged=self._single_flight.leave)
        self._promised_until = 0.0
        self.retired = False
        self.turns = 0
        """Grows with each look for pending entries: a sign that the stage is alive."""

    async def judge(self) -> Judge:
        """The judge; made now if it was not needed yet."""
        return await self._judging.judge()

    async def run_due(self) -> int:
        """Gather and judge until nothing pending is due; returns the number of entries claimed.

        A single pass raises ``Busy`` at its end if the store did not take what was judged: those entries stay pending.
        """
        claimed = 0
        while True:
            asked = 0 if self.retired else min(self._in_flight.room, CLAIM)
            batch = await self._claim(asked) if asked else []
            self.turns += 1
            await self._start(batch)
            again = await self._rereader.claim(asked - len(batch)) if len(batch) < asked else []
            claimed += len(batch) + len(again)
            for entry in again:
                self._in_flight.spawn(self._read_again(entry), entry.shard)
            if not self._in_flight:
                if self.retired or self._promised_until <= self._clock.now():
                    break
                await self._clock.sleep(RECHECK_S)  # some entries were given a time to come back
                continue
            if self.retired or len(batch) < asked:
                await self._in_flight.thin_out(to=0, at_most_s=RECHECK_S)
            else:
                await self._in_flight.make_room(self._refill, at_most_s=RECHECK_S)
        if self._judging.refused is not None and not self._patient:
            raise self._judging.refused
        return claimed

    @property
    def busy(self) -> frozenset[int]:
        """The shards with page requests under way."""
        return self._in_flight.shards

    @property
    def judging(self) -> bool:
        """Whether judging is under way."""
        return self._judging.running

    @property
    def broken(self) -> int:
        """How many entries broke the judge, with all that was tried."""
        return self._judging.broken

    def look_again(self) -> None:
        """Other hosts are ours now: reload what other workers have learned about them."""
        self._reader.look_again()

    def retire(self) -> None:
        """Start nothing more: ``run_due`` returns once what is under way is judged."""
        self.retired = True

    async def stop(self) -> None:
        """Abandon what is in flight; it stays pending in the store."""
        await self._in_flight.cancel()
        await self._judging.stop()

    async def _claim(self, limit: int) -> list[PendingEntry]:
        if (shards := self._share.shards) == []:
            return []
        in_hand = frozenset(self._in_hand)
        due = partial(entries.claim_pending, limit=limit, lease_s=LEASE_S, shards=shards, in_hand=in_hand)
        claim = leases.Claim("pending", self._clock, due)
        return await self._database.awrite(claim)

    async def _start(self, batch: Sequence[PendingEntry]) -> None:
        """Start tasks: entries without a page in chunks, the others one by one."""
        alone = [entry for entry in batch if self._reader.link(entry) is not None]
        known = await self._known(alone)
        self._in_hand.update(entry.id for entry in batch)
        self._resequencer.join(entry.id for entry in batch)  # nothing below fails: each is read, or leaves
        plain = [entry for entry in batch if self._reader.link(entry) is None]
        for start in range(0, len(plain), CHUNK):
            chunk = plain[start : start + CHUNK]
            gathering = self._in_order(chunk, partial(self._gather, chunk, partial(self._read_plain, chunk)))
            self._in_flight.spawn(gathering, *(entry.shard for entry in chunk))
        for entry in alone:
            gathering = self._in_order([entry], partial(self._gather_page, entry, known=entry.id in known))
            self._in_flight.spawn(gathering, entry.shard)

    async def _in_order(self, batch: Sequence[PendingEntry], gathering: Callable[[], Awaitable[None]]) -> None:
        """Run ``gathering``; entries that did not become ready must not hold up those behind them.

        It is no coroutine yet: a task that is cancelled before its first turn would never await it.
        """
        try:
            await gathering()
        finally:
            self._resequencer.leave(entry.id for entry in batch)
            self._in_hand.difference_update(entry.id for entry in batch)

    async def _known(self, batch: Sequence[PendingEntry]) -> set[int]:
        """The entries whose pages need not be asked for: they are known, and not dated long before these entries."""
        asked = {it.id: it for it in batch if it.url_key is not None and not it.revision}
        if not asked:
            return set()
        keys = [it.url_key for it in asked.values() if it.url_key is not None]
        known = await self._database.aread(lambda db: entries.known_urls(db, keys))
        addresses = {name: known.get(it.url_key or 0) for name, it in asked.items()}
        return {name for name, at in addresses.items() if at is not None and not at.has_another_issue(asked[name])}

    async def _gather(self, batch: Sequence[PendingEntry], reading: Callable[[], Awaitable[list[Gathered]]]) -> None:
        """Wait until ``batch`` is read, and then until it is judged."""
        try:
            await self._be_judged(batch, await reading())
        except ContentError as error:
            await self._give_back(batch, error)
        except Exception:  # the edge of the stage: the entries stay pending and are claimed again
            log.exception("entries could not be gathered; they stay pending", entries=[entry.id for entry in batch])

    async def _read_plain(self, batch: Sequence[PendingEntry]) -> list[Gathered]:
        sources = [self._reader.source(entry, None, self._why_no_page(entry)) for entry in batch]
        return await self._read(batch, sources, whole=all(map(self._may_wait, batch)))

    def _may_wait(self, entry: PendingEntry) -> bool:
        """Whether the entry has another attempt left."""
        return self._patient and entry.attempt + 1 < self._settings.attempts

    def _why_no_page(self, entry: PendingEntry) -> str | None:
        if entry.is_imported:
            return None
        return "no_link" if self._settings.fetch else "not_fetched"

    async def _gather_page(self, entry: PendingEntry, *, known: bool) -> None:
        """Gather one entry, in its turn among those with the same link."""
        turn = self._single_flight.join(entry)
        try:
            if turn is not None:
                await turn.wait()
                known = bool(await self._known([entry]))
            if known:
                self._single_flight.leave(entry)
            reading = partial(self._read_page, entry, self._reader.link(entry) or "", known=known)
            await self._gather([entry], reading)
        finally:
            self._single_flight.leave(entry)

    async def _read_page(self, entry: PendingEntry, link: str, *, known: bool) -> list[Gathered]:
        """Fetch and read; empty if the entry was put back for another attempt."""
        may_wait = self._may_wait(entry)
        if known:
            verdict = Verdict(Stage.FETCH, "known_url", {"url": link})
            return await self._read([entry], [self._reader.source(entry, None, "known_url")], verdict, whole=may_wait)
        asked = await self._ask(entry, link)
        if asked is None:
            return []
        failure = asked.failure
        # If the host asks for more time than the next attempt would give it, the entry goes on without its page.
        passing = asked.passing and asked.wish_s <= self._retry_s(entry)
        if failure is not None and passing and may_wait:
            await self._postpone(entry, Verdict(Stage.FETCH, failure, {"url": link, "attempt": entry.attempt + 1}))
            return []
        verdict = Verdict(Stage.FETCH, failure or "fetched", {"url": link, "attempt": entry.attempt + 1})
        source = self._reader.source(entry, asked.response, failure)
        try:
            return await self._read([entry], [source], verdict, whole=may_wait, passing=asked.passing)
        except ContentError as error:
            if error.cause != "crowded" or not may_wait:
                raise
            # The children have no time, which is not the page's fault: put the entry back, as one attempt.
            await self._postpone(entry, Verdict(Stage.EXTRACT, error.cause, verdict.evidence))
            return []

    async def _ask(self, entry: PendingEntry, link: str) -> Asked | None:
        """Request the page; None if nothing was sent, or our network is down: that costs no attempt."""
        if not self._contact.down:
            asked_at = self._clock.now()
            asked = await ask(self._web, self._clock, entry, link)
            if asked.busy_s is not None:
                await self._put_off(entry, asked.busy_s, promised=True)
                return None
            if not (asked.unanswered and await self._contact.cut_off(asked_at)):
                return asked
        await self._put_off(entry, outage.PROBE_EVERY_S)
        return None

    async def _read(
        self, batch: Sequence[PendingEntry], sources: Sequence[Source], *verdicts: Verdict, **how: bool
    ) -> list[Gathered]:
        self._resequencer.reads(entry.id for entry in batch)
        return await self._reader.read(batch, sources, *verdicts, **how)

    async def _read_again(self, entry: PendingEntry) -> None:
        """Fetch once more a page that failed before; if it can be read now, judge its entry's next revision."""
        try:
            found = await self._rereader.read(entry)
            if found is not None:
                self._in_hand.add(found.entry.id)
                self._resequencer.join([found.entry.id])
                await self._in_order([found.entry], partial(self._be_judged, [found.entry], [found]))
        except Exception:  # the edge of the stage: it is claimed again
            log.exception("a page could not be read again; it is tried later", entry=entry.id)

    async def _be_judged(self, batch: Sequence[PendingEntry], found: Sequence[Gathered]) -> None:
        """Hand over what was ``found`` of ``batch``, and wait until it was judged or judging failed.

        It makes room for the next claim at once, so that children do not idle while a long batch is judged.
        """
        judged = self._judging.take_up(found)
        self._resequencer.leave(entry.id for entry in batch)
        with self._in_flight.set_aside(len(judged)):
            for event in judged:
                await event.wait()

    def _retry_s(self, entry: PendingEntry) -> float:
        return float(self._settings.retry_s * 2**entry.attempt)

    async def _put_off(self, entry: PendingEntry, wait_s: float, *, promised: bool = False) -> None:
        """Give the entry back without counting an attempt: its host is crowded, or our network is down.

        ``promised``: the host has a turn at that time, and ``run_due`` waits for it.
        """
        at = self._clock.now() + wait_s
        if promised:
            self._promised_until = max(self._promised_until, at)
        await self._database.awrite(lambda db: entries.put_off(db, entry, not_before=at))

    async def _give_back(self, batch: Sequence[PendingEntry], error: ContentError) -> None:
        """Put back entries of which not even the title could be read: that is the children's fault, so retry soon."""
        log.warning(
            "entries could not be read; they are tried again", entries=[it.id for it in batch], error=str(error)
        )
        for entry in batch:
            if entry.attempt + 1 < self._settings.attempts:
                verdict = Verdict(Stage.EXTRACT, error.cause, {"attempt": entry.attempt + 1})
                still_busy = entry.attempt and error.cause == "crowded"
                await self._postpone(entry, verdict, wait_s=LEASE_S if still_busy else RETURN_S * 2**entry.attempt)
            else:
                await self._put_off(entry, LEASE_S)

    async def _postpone(self, entry: PendingEntry, verdict: Verdict, *, wait_s: float | None = None) -> None:
        not_before = self._clock.now() + (self._retry_s(entry) if wait_s is None else wait_s)
        await self._database.awrite(lambda db: entries.postpone(db, entry, verdict, not_before=not_before))
