"""Rebuilds a story from its stored articles, after a person has decided which these are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from worker.content.direct import fingerprint
from worker.flow.across import Interpreter, posted
from worker.flow.group import VOICES, pooled, vector_of
from worker.flow.origins import copies_among, first_of, telling_of_known
from worker.flow.shapes import judged_name
from worker.model.entry import DOUBTED, ArticleDraft, Disposition, Fingerprint
from worker.model.outlets import Press
from worker.model.story import PROVEN
from worker.policy import stories, vectors
from worker.policy.provenance import sources_of
from worker.store.database import Connection
from worker.store.docket import Docket
from worker.store.judged import StoryRecord
from worker.store.stories import JudgedEntry, WordedRelation, judged_entries, worded

Names = Mapping[str, str] | None

_UNREAD = Fingerprint(0, b"", 0, (), {}, {})


@dataclass(frozen=True, slots=True)
class Part:
    """Articles that are to form a story, with all their entries."""

    entries: Sequence[JudgedEntry]
    shared: Sequence[WordedRelation]
    """Relations between its articles that rest on shared words."""

    @classmethod
    def of(cls, connection: Connection, entries: Iterable[int]) -> Part:
        """The articles of these entries."""
        judged = judged_entries(connection, entries)
        articles = {it.article_id for it in judged}
        related = worded(connection, [it.entry_id for it in judged])
        return cls(judged, [it for it in related if it.other_id in articles])

    @property
    def brought(self) -> list[JudgedEntry]:
        """The entry that brought each article, in order of admission."""
        return [it for it in self.entries if not it.shares]

    @property
    def articles(self) -> list[int]:
        """The ids of its articles."""
        return [it.article_id for it in self.brought]

    def is_copy(self, one: JudgedEntry) -> bool:
        """Whether an article is a copy of another one of these; a copy of an article elsewhere does not count."""
        relation = one.relation
        if relation is None or relation.kind not in PROVEN:
            return False
        return relation.entry_id in {it.entry_id for it in self.entries}


def draft_of(judged: JudgedEntry, read: Fingerprint = _UNREAD) -> ArticleDraft:
    """A stored article, with the fields that stories and alerts need."""
    return ArticleDraft(
        url=judged.url,
        canonical=None,
        host=judged.host,
        title=judged.title,
        text=judged.text,
        lang=judged.lang,
        author=None,
        published_at=judged.published_at,
        published_from=judged.published_from,
        promo=(),
        degraded=judged.degraded,
        quality=1.0,
        fingerprint=read,
        cites=judged.cites,
    )


def rebuilt(docket: Docket, press: Press, story: int, part: Part, names: Names) -> tuple[StoryRecord, set[int]]:
    """The story that these articles form, and the terms to post it under; 2 ms for each article that is not a copy."""
    drafts = {
        it.article_id: draft_of(it, fingerprint(it.title, it.text, it.lang, names))
        for it in part.brought
        if not part.is_copy(it)
    }
    docket.load(list(drafts.values()))
    interpreter, terms, voices = Interpreter(), set[int](), dict[str, int]()
    told_in_text = {draft.lang for draft in drafts.values() if draft.text}
    alone = []
    for one in part.brought:
        article, draft = one.article_id, drafts.get(one.article_id)
        vector = vector_of(docket, draft) if draft is not None else {}
        terms.update(stories.posting_terms(vector))
        speaks = draft is not None and bool(draft.text or draft.lang not in told_in_text)  # a flash may give way
        if draft is not None and speaks and draft.lang and draft.lang not in voices and len(voices) < VOICES:
            voices[draft.lang] = article
            foreign = interpreter.ready(docket, draft)
            docket.give_voice(article, foreign.marks, foreign.rarities)
            terms.update(posted(foreign))
        alone.append(_alone(docket, press, story, one, part, vector))
    return replace(reduce(pooled, alone), voices=tuple(voices.values())), terms


def _alone(
    docket: Docket, press: Press, story: int, one: JudgedEntry, part: Part, vector: vectors.Vector
) -> StoryRecord:
    """A story of one article."""
    article, copy = one.article_id, part.is_copy(one)
    taken = max((it.inner_share for it in part.shared if it.article_id == article), default=0.0)
    telling = telling_of_known(press, docket.by_id(article))
    doubted = one.published_from == DOUBTED
    return replace(
        StoryRecord.opened(story, one.title, one.first_seen_at, article),
        news_at=stories.news_when(one.published_at, one.first_seen_at, doubted=doubted).latest,
        articles=1,
        tellings=0 if copy else 1,
        sources=tuple(sorted(sources_of(telling, {story: taken}, copy=copy))),
        languages=(one.lang,) if one.lang else (),
        vector=vector,
        squares=vectors.squares(vector),
        untold=frozenset() if one.disposition == Disposition.ALERTED else frozenset(vector),
    )


def told_first(docket: Docket, press: Press, part: Part) -> str | None:
    """The public name of the entry that had the story first; None if undecided."""
    tellings = [telling_of_known(press, docket.by_id(it)) for it in part.articles]
    first = first_of(tellings, copies_among(part.shared))
    return next((judged_name(it) for it in part.brought if it.article_id == first), None)
