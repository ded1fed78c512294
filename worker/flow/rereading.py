"""GATHER, again: pages that were behind a wall or could not be fetched are asked for again hours later.

One that turns out to be the article is its entry's next revision, judged like any other: what was told stays told.
"""

from __future__ import annotations

from functools import partial
from math import inf

from worker.flow.contact import Contact
from worker.flow.gathered import Gathered
from worker.flow.pages import Reader, ask
from worker.flow.resources import Resources
from worker.flow.shapes import name_of
from worker.model.entry import PendingEntry
from worker.model.errors import ContentError
from worker.model.events import emit
from worker.model.ports import Response
from worker.model.settings import ArticleSettings
from worker.model.verdict import Stage, Verdict
from worker.policy import outage, rereading
from worker.store import leases, rereads

AT_ONCE = 16
"""The most that are claimed together: new entries go first."""
LOOK_EVERY_S = 30.0
LEASE_S = 900.0


class Rereader:
    """Claims entries whose pages are due again, and reads them."""

    def __init__(self, resources: Resources, settings: ArticleSettings, reader: Reader, contact: Contact) -> None:
        self._database = resources.database
        self._web = resources.web
        self._clock = resources.clock
        self._share = resources.share
        self._pauses = settings.reread_s if settings.fetch else ()
        self._reader = reader
        self._contact = contact
        self._looked_at = -inf

    async def claim(self, room: int) -> list[PendingEntry]:
        """Entries whose pages are due; looks for them at most every ``LOOK_EVERY_S``."""
        now, shards = self._clock.now(), self._share.shards
        if shards == [] or not self._pauses or self._contact.down or 0 <= now - self._looked_at < LOOK_EVERY_S:
            return []
        self._looked_at = now
        limit = min(room, AT_ONCE)
        due = partial(rereads.claim, limit=limit, lease_s=LEASE_S, shards=shards)
        claim = leases.Claim("rereads", self._clock, due)
        claimed = await self._database.awrite(claim)
        if len(claimed) == limit:  # there may be more, so look again at once
            self._looked_at = -inf
        return claimed

    async def read(self, entry: PendingEntry) -> Gathered | None:
        """The entry's next revision with its page as the article; None if the page still cannot be read."""
        link = self._reader.link(entry)
        if link is None:  # the configuration, or what we accept as an address, has changed
            await self._settle(entry, "no_link", None)
            return None
        asked_at = self._clock.now()
        asked = await ask(self._web, self._clock, entry, link)
        if asked.busy_s is not None or asked.failure == "throttled":  # nothing was sent, so no try is counted
            await self._put_off(entry, asked.busy_s or asked.wish_s)
            return None
        if asked.unanswered and await self._contact.cut_off(asked_at):
            await self._put_off(entry, outage.PROBE_EVERY_S)
            return None
        pause_s = rereading.pause_s(entry.attempt + 1, self._pauses, asked.wish_s)
        if asked.response is None:
            passing = rereading.may_come_back(asked.failure, passing=asked.passing)
            await self._settle(entry, asked.failure or "failed", pause_s if passing else None)
            return None
        return await self._look_at(entry, asked.response, link, pause_s)

    async def _look_at(
        self, entry: PendingEntry, response: Response, link: str, pause_s: float | None
    ) -> Gathered | None:
        source = self._reader.source(entry, response, None)
        verdict = Verdict(Stage.FETCH, "fetched_again", {"url": link, "tries": entry.attempt + 1})
        try:
            (found,) = await self._reader.read([entry], [source], verdict, whole=True)
        except ContentError as error:
            await self._settle(entry, error.cause, pause_s)
            return None
        article = found.article
        if article.degraded is not None:
            again = rereading.may_come_back(article.degraded, passing=False)
            await self._settle(entry, article.degraded, pause_s if again else None)
            return None
        if await self._database.aread(lambda db: rereads.shown_elsewhere(db, entry, article)):
            await self._settle(entry, "same_text", pause_s)
            return None
        now = self._clock.now()
        next_at = None if pause_s is None else now + pause_s
        admitted = await self._database.awrite(
            lambda db: rereads.admit(db, entry, now=now, next_at=next_at, lease_s=LEASE_S)
        )
        if admitted is None:
            return None
        self._tell(entry, None, None)
        return Gathered(admitted, article, found.verdicts)

    async def _settle(self, entry: PendingEntry, reason: str, pause_s: float | None) -> None:
        now = self._clock.now()
        next_at = None if pause_s is None else now + pause_s
        await self._database.awrite(lambda db: rereads.settle(db, entry, reason=reason, now=now, next_at=next_at))
        self._tell(entry, reason, pause_s)

    async def _put_off(self, entry: PendingEntry, wait_s: float) -> None:
        at = self._clock.now() + wait_s
        await self._database.awrite(lambda db: rereads.put_off(db, entry, not_before=at))

    def _tell(self, entry: PendingEntry, reason: str | None, pause_s: float | None) -> None:
        emit("page.asked_again", entry=name_of(entry), tries=entry.attempt + 1, degraded=reason, next_in_s=pause_s)
