"""JUDGE: relate, group, flag, owe, record. Serial, and inside the transaction that records it (T2).

The decisions are ``policy``'s; this module asks the docket for what they need, in order, and hands the result back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from worker import collector
from worker.flow import broken, cleaning, origins, repeats, revisions, shapes, verdicts
from worker.flow.across import Foreign, Interpreter
from worker.flow.flagging import flag
from worker.flow.gathered import Gathered, HostFurniture
from worker.flow.group import (
    count,
    foresee,
    group,
    grow,
    heard,
    merge,
    relation_by_story,
    under_its_headline,
    vector_of,
)
from worker.flow.relate import Related, Relater, identity, same_url, when_of
from worker.flow.semantics import SemanticMatcher
from worker.flow.standing import Article, Place
from worker.model.alerts import RuleSettings
from worker.model.errors import StoreError
from worker.model.events import emit
from worker.model.outlets import Press
from worker.model.ports import Clock
from worker.model.settings import StorySettings
from worker.model.story import PROVEN, OwedAlert, Relation
from worker.policy import alerting, rereading
from worker.policy.rules import RuleBook
from worker.policy.stories import Match
from worker.store.counts import Remembered
from worker.store.database import Connection, Database
from worker.store.docket import Docket
from worker.store.entries import fail, postpone
from worker.store.furniture import Furniture
from worker.store.judged import DAY_S, Judgement
from worker.store.sessions import session_of

DECIDED_FOR_S = 2.0
"""What is decided in so many seconds is committed before the rest: other writes wait for it, such as the beats by which
other workers know that this one is alive, and a server ends a session that it does not hear from."""


class _Decided(NamedTuple):
    """The judgements of the first of a batch, how many were ``passed``, and the furniture of their hosts after it."""

    done: list[Judgement]
    passed: int
    furniture: dict[str, frozenset[int]]


class Judge:
    """Decides batches of gathered entries, one batch at a time."""

    def __init__(
        self,
        database: Database,
        book: RuleBook,
        rules: Sequence[RuleSettings],
        settings: StorySettings,
        clock: Clock,
        *,
        press: Callable[[], Press],
        owed: Callable[[], None] = lambda: None,
        meaning: SemanticMatcher | None = None,
        reread_s: Sequence[float] = (),
        furniture: HostFurniture | None = None,
    ) -> None:
        """``press`` returns the known outlets, when first needed; ``owed`` is called when alerts were owed.

        ``meaning`` is asked if names and numbers link an article to no story in another language. ``reread_s`` are the
        pauses after which a page that could not be fetched is asked for again. ``furniture`` is shared with GATHER.
        """
        self._database = database
        self._book = book
        self._rules = {rule.id: rule for rule in rules}
        self._asked = frozenset(flag for rule in rules for flag in rule.again.flags)
        self._settings = settings
        self._clock = clock
        self._wake_deliver = owed
        self._relater = Relater()
        self._interpreter = Interpreter()
        self._tellings = origins.Tellings()
        self._remembered = Remembered()
        self._session: object = None
        self._press = press
        self._meaning = meaning
        self._reread_s = reread_s
        self._furniture = furniture or HostFurniture()
        self.broken = 0
        """How many entries could not be judged, even by their title alone."""

    async def judge(self, batch: Sequence[Gathered]) -> list[Judgement]:
        """Judge ``batch`` and commit, in parts if it takes long.

        An entry that breaks the judge is judged by less of it; the others go on.
        """
        done: list[Judgement] = []
        most = len(batch)
        while batch:
            part = batch[:most]
            judged, most = await self._judge(part)
            done += judged
            batch = batch[most:]
        return done

    async def _judge(self, batch: Sequence[Gathered]) -> tuple[list[Judgement], int]:
        """The judgements of the first of ``batch``, and how many of it these were."""
        try:
            done, passed, furniture = await self._commit(batch)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of the stage
            if len(batch) > 1:
                return [one for alone in batch for one in await self.judge([alone])], len(batch)
            return await self._broken(batch[0], error), 1
        self._furniture.put(furniture)
        if len(done) < passed:
            judged = {it.entry.id for it in done}
            emit("lease.lost", stage="judge", ids=[it.entry.id for it in batch[:passed] if it.entry.id not in judged])
        for judgement in done:
            verdicts.announce(judgement)
        if any(judgement.alerts for judgement in done):
            self._wake_deliver()
        return done, passed

    async def _commit(self, batch: Sequence[Gathered]) -> _Decided:
        if self._meaning is not None:
            await self._meaning.prepare([one.article for one in batch])
        tries = 0

        def decide(connection: Connection) -> _Decided:
            nonlocal tries
            session = session_of(connection)
            if tries or session is not self._session:
                self._forget()
            part = batch[: max(1, len(batch) >> tries)]  # it may have been too much for the session
            tries, self._session = tries + 1, session
            with collector.paused():  # nearly all that a batch makes ends with it
                return self._decide_all(connection, part)

        try:
            return await self._database.awrite(decide)
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        """Drop all caches: ids may be given to other articles.

        So it is after a rollback, and where a new session may be with a server that took the place of one with more
        commits.
        """
        self._interpreter, self._tellings, self._remembered = Interpreter(), origins.Tellings(), Remembered()

    async def _broken(self, one: Gathered, error: Exception) -> list[Judgement]:
        """Judge an entry that broke the judge by less of it; if nothing is left, put it back, or give it up at last."""
        verdict = broken.verdict_of(error)
        less = await asyncio.to_thread(broken.judged_by_less, one, verdict)
        pause_s = broken.pause_s(one.entry)
        then = "less" if less is not None else "never" if pause_s is None else "later"
        emit(
            "entry.failed",
            entry=shapes.name_of(one.entry),
            stage="judge",
            then=then,
            error=verdict.evidence["error"],
            exc_info=error,
        )
        if less is not None:
            return await self.judge([less])
        self.broken += 1
        entry, now = one.entry, self._clock.now()
        if pause_s is not None:
            at = now + pause_s
            await self._database.awrite(lambda db: postpone(db, entry, verdict, not_before=at))
            return []
        trail = verdicts.trail(entry, (*one.verdicts, verdict))
        if not await self._database.awrite(lambda db: fail(db, entry, trail, now)):
            emit("lease.lost", stage="judge", ids=[entry.id])
        return []

    def _decide_all(self, connection: Connection, batch: Sequence[Gathered]) -> _Decided:
        """Decide the first of the batch, as many as there is time for."""
        began = time.monotonic()
        now, window_s = self._clock.now(), self._settings.window_s
        docket = Docket(connection, now=now, window_s=window_s, remembered=self._remembered)
        furniture = Furniture(connection, {one.article.host for one in batch}, today=int(now // DAY_S))
        names = self._settings.names
        batch = [cleaning.without_furniture(one, furniture, names) for one in batch]
        held = docket.open([one.entry for one in batch], [one.article for one in batch])
        foresee(docket, [one.article for one in batch])
        done, passed = [], 0
        for one in batch:
            if one.entry.id in held:
                bare = cleaning.without_furniture(one, furniture, names)
                if bare is not one:  # an earlier article of this batch made it known
                    docket.load([bare.article])
                done.append(self._decide(docket, furniture, bare))
                docket.put(done[-1])
                cleaning.learn(furniture, done[-1])
            passed += 1
            if time.monotonic() - began >= DECIDED_FOR_S:
                break
        docket.flush()
        return _Decided(done, passed, furniture.flush())

    def _decide(self, docket: Docket, furniture: Furniture, one: Gathered) -> Judgement:
        article = self._related(docket, furniture, one)
        place = self._grouped(docket, article)
        revised = revisions.revised(docket, article.entry, article.draft, article.previous)
        flagged = flag(docket, self._book, article, place, revised)
        silent = article.related.anew is None and _silences(
            place.relations, place.match, _with_other_news(docket, article.related, place)
        )
        case = alerting.Case(
            place.story.id,
            flagged.rules,
            silent,
            len(place.story.sources),
            revised,
            flagged.names,
            place.story.first_seen_at,
            old=bool(article.entry.revision) and not docket.came_as_news(article.entry),
            digest=article.draft.fingerprint.digest,
        )
        owed = self._owed(docket, article, case)
        # The words of what another language told are new to the story, but tell nothing that nobody was told.
        translated = silent and place.match is not None and place.match.across and place.match.strong
        story = heard(docket, place.story, place.about, place.brought, told=bool(owed) or translated)
        count(docket, place.foreign, place.brought, fresh=article.fresh, opened=place.opened)
        disposition = alerting.dispose(case, owed)
        trail = (
            *article.gathered.verdicts,
            verdicts.relate_verdict(docket, article.draft, place.relations, article.related, article.left_out),
            verdicts.group_verdict(story, place.relations, place.match, place.hint, place.merged),
            *revisions.verdicts(revised),
            flagged.verdict(),
            verdicts.owe_verdict(disposition, owed),
        )
        return Judgement(
            entry=article.entry,
            article_id=article.id,
            article=article.draft if article.fresh else None,
            rarities=place.foreign.rarities,
            previous=article.previous.id if article.previous else None,
            story=story.id,
            merged=place.merged,
            relations=place.relations,
            proof=docket.next_id("relations") if silent else None,
            flags=flagged.all,
            alerts=self._worded(docket, article, replace(place, story=story), case, owed),
            disposition=disposition,
            trail=verdicts.trail(article.entry, trail),
            reread_at=self._reread_at(article.gathered) if article.fresh else None,
        )

    def _related(self, docket: Docket, furniture: Furniture, one: Gathered, wall: int | None = None) -> Article:
        """First step: the article as it is judged, and how it stands to known ones; ``wall`` as for the relater."""
        entry = one.entry
        previous = docket.previous(entry) if entry.revision else None
        draft = origins.doubted(docket, entry, one.article, previous)
        # What was waiting while a later version of it was judged tells nothing beside that.
        version = previous or docket.later(entry)
        known = version or same_url(docket, entry, draft)
        fresh = previous is not None or known is None
        if known is not None:
            related = Related((identity(known, version),))
        else:
            feed = None if entry.is_imported else entry.feed_id
            when = when_of(draft, entry.first_seen_at)
            related = repeats.sorted_out(docket, entry, draft, self._relater.relate(docket, draft, when, feed, wall))
        if (behind := cleaning.without_wall(docket, one, related.relations)) is not None:
            docket.load([behind.article])
            return self._related(docket, furniture, behind, related.relations[0].other)
        # Not earlier: one id per entry is reserved, and an entry that is decided again must not take two.
        article_id = docket.next_id("articles") if known is None or fresh else known.id
        draft, left_out = cleaning.told_apart(docket, furniture, draft, related, self._settings.names)
        telling = origins.telling_of(self._press(), article_id, entry, draft)
        return Article(one, draft, article_id, previous, fresh, related, left_out, telling)

    def _grouped(self, docket: Docket, article: Article) -> Place:
        """Second step: the story it belongs to, with the article in it."""
        draft, press = article.draft, self._press()
        about = cache(partial(vector_of, docket, draft))
        relations = origins.directed(press, docket, self._tellings, article.telling, article.related.relations)
        foreign = self._interpreter.ready(docket, draft)
        abroad = partial(self._abroad, docket, article, foreign)
        across = self._settings.across_languages == "link"
        story, match, hint = group(docket, article, relations, about, abroad, across=across)
        if match is not None:
            match = origins.agreed(press, draft, story, under_its_headline(article, story, match), article.telling)
        if match is not None and not relations:
            relations = [relation_by_story(story, match)]
        is_telling = article.fresh and not (relations and relations[0].kind in PROVEN)
        sources = origins.sources_of(docket, article.telling, relations)
        own = about() if is_telling else None
        brought = own.keys() - story.vector.keys() if own is not None else ()
        opened = own is not None and not story.tellings
        story = grow(docket, story, article, own, foreign, sources)
        story, merged = merge(docket, story, match, has_body=article.told_in_full)
        return Place(
            story=story,
            match=match,
            hint=hint,
            merged=merged,
            relations=tuple(relations),
            foreign=foreign,
            about=about,
            brought=brought,
            opened=opened,
        )

    def _owed(self, docket: Docket, article: Article, case: alerting.Case) -> list[OwedAlert]:
        """Last step: the alerts owed; none for a revision of what was not to be told itself."""
        if case.old and article.previous is None:
            return []
        told = docket.told(case.story)
        if not self._asked.isdisjoint(case.raised):
            told = told | docket.told_flags(case.story)
        return alerting.owe(case, self._rules, told)

    def _worded(
        self, docket: Docket, article: Article, place: Place, case: alerting.Case, owed: Sequence[OwedAlert]
    ) -> tuple[tuple[OwedAlert, bytes], ...]:
        """The alerts with their bodies."""
        if not owed:
            return ()
        entry, draft, story = article.entry, article.draft, place.story
        origin = origins.alert_provenance(
            self._press(), docket, self._tellings, entry, story.id, article.telling, place.relations
        )
        name, feed = shapes.entry_name(entry.id, entry.feed_key, entry.draft.guid), shapes.feed_name(entry.feed_key)
        context = shapes.AlertContext(name, feed, draft, story, origin, self._clock.now(), tuple(case.raised))
        return tuple((it, shapes.alert_body(it, case.flags, context)) for it in owed)

    def _reread_at(self, one: Gathered) -> float | None:
        """When the article's page is to be asked for again; None for never."""
        if not rereading.may_come_back(one.article.degraded, passing=one.passing):
            return None
        pause_s = rereading.pause_s(0, self._reread_s)
        return None if pause_s is None else self._clock.now() + pause_s

    def _abroad(self, docket: Docket, article: Article, foreign: Foreign) -> tuple[Match | None, Match | None]:
        """The story in another language to join, else one to hint at, as far as the settings allow."""
        if self._settings.across_languages == "off":
            return None, None
        match, hint = self._interpreter.match(docket, article.draft, foreign, article.when)
        if match is None and self._meaning is not None:
            match = self._meaning.match(docket, article.draft, article.when)
        return (match, hint) if self._settings.across_languages == "link" else (None, match or hint)


def _with_other_news(docket: Docket, related: Related, place: Place) -> set[int]:
    """The stories of articles with other news in the same words, above the same end, or beside the same part."""
    framed = related.framed_alike if place.anew else related.above_the_same
    return {docket.by_id(it).story for it in (*(it.other for it in related.look_alikes), *framed, *related.beside)}


def _silences(relations: Sequence[Relation], match: Match | None, look_alikes: Collection[int]) -> bool:
    """Whether the article is proven to tell known news: by identity, by its words, or by a strong match.

    A match with a story among the ``look_alikes`` never silences.
    """
    if not relations:
        return False
    if match is not None and match.strong and not match.untold and match.story not in look_alikes:
        return True
    return relations[0].proven
