"""JUDGE, between relate and group: who has whose words, and on which sources a story rests."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from worker.flow.shapes import entry_name
from worker.model.entry import DOUBTED, ArticleDraft, PendingEntry
from worker.model.outlets import Citation, Press
from worker.model.story import PROVEN, Direction, Relation
from worker.policy import provenance
from worker.policy.provenance import Telling
from worker.policy.stories import Match
from worker.store.docket import Docket
from worker.store.judged import KnownArticle, StoryRecord
from worker.store.stories import WordedRelation

TELLINGS_KEPT = 10_000


class Tellings:
    """A cache of known articles as tellings, because a story needs all of its own each time it grows."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Telling] = OrderedDict()

    def of(self, press: Press, known: KnownArticle) -> Telling:
        """The telling of a known article."""
        return self._kept.get(known.id) or self._new(press, known)

    def all(self, press: Press, known: Iterable[KnownArticle]) -> dict[int, Telling]:
        """The tellings of known articles, by article id."""
        kept = self._kept
        return {it.id: kept.get(it.id) or self._new(press, it) for it in known}

    def _new(self, press: Press, known: KnownArticle) -> Telling:
        made = self._kept[known.id] = telling_of_known(press, known)
        if len(self._kept) > TELLINGS_KEPT:
            self._kept.popitem(last=False)
        return made


def doubted(docket: Docket, entry: PendingEntry, draft: ArticleDraft, previous: KnownArticle | None) -> ArticleDraft:
    """The article, its date marked ``DOUBTED`` if the feed was since read without it; a revision keeps the mark."""
    published_at = draft.published_at
    if draft.published_from != "feed" or entry.is_imported or published_at is None:
        return draft
    if entry.revision:
        doubt = previous is not None and (previous.published_from, previous.published_at) == (DOUBTED, published_at)
    else:  # the store is only read if the time we saw it would refute the date
        seen_at = entry.first_seen_at
        doubt = provenance.is_refuted(published_at, seen_at) and provenance.is_refuted(
            published_at, docket.read_before(entry.feed_id, seen_at)
        )
    return replace(draft, published_from=DOUBTED) if doubt else draft


def telling_of(press: Press, article: int, entry: PendingEntry, draft: ArticleDraft) -> Telling:
    """The article before the judge as a telling of its story."""
    return telling_of_known(press, KnownArticle.of(article, 0, entry, draft))


def telling_of_known(press: Press, known: KnownArticle) -> Telling:
    """A known article as a telling of its story."""
    owner = owner_of(press, known.host, known.feed_id)
    leans_on = _leans_on(press, owner, known.cites)
    published_at = None if known.published_from == DOUBTED else known.published_at
    return Telling(known.id, owner, published_at, known.first_seen_at, _firm(known.published_from), leans_on)


def _firm(published_from: str | None) -> bool:
    """Whether a date has a zone; a bare line at a text's end has none."""
    return published_from != "trailing_date"


def owner_of(press: Press, host: str, feed_id: int) -> str:
    """The owner of an article; without a host (an imported line without URL) its feed."""
    return press.owner_at(host) if host else f"feed {feed_id}"


def _leans_on(press: Press, owner: str, cites: Sequence[Citation]) -> frozenset[str]:
    return frozenset(press.owner_of(it.name) for it in cites if it.lead) - {owner} if cites else frozenset()


def directed(
    press: Press, docket: Docket, known: Tellings, telling: Telling, relations: Sequence[Relation]
) -> list[Relation]:
    """The relations, with a direction for each that rests on shared words."""
    found = []
    for relation in relations:
        if relation.shared:
            other = known.of(press, docket.by_id(relation.other))
            way = provenance.direction(telling, other, relation.inner, relation.outer)
            found.append(replace(relation, direction=way))
        else:
            found.append(relation)
    return found


def sources_of(docket: Docket, telling: Telling, relations: Sequence[Relation]) -> frozenset[str]:
    """The independent sources the article adds to its story."""
    taken: dict[int, float] = {}
    for relation in relations:
        if relation.shared:  # articles of one story share their words, so only the largest share counts
            story = docket.by_id(relation.other).story
            taken[story] = max(taken.get(story, 0.0), relation.inner)
    return provenance.sources_of(telling, taken, copy=bool(relations) and relations[0].kind in PROVEN)


def agreed(press: Press, draft: ArticleDraft, story: StoryRecord, match: Match, telling: Telling) -> Match:
    """The match, made strong if the article itself names a source of the story as its own.

    Across languages any such source counts; within one language an agency does not, as it reports many stories a day.
    """
    if match.strong or match.by_meaning or not telling.leans_on or not draft.text:
        return match
    shared = telling.leans_on & set(story.sources)
    named = [it.name for it in draft.cites if it.lead and press.owner_of(it.name) in shared]
    if draft.lang in story.languages:
        named = [name for name in named if not ((outlet := press.named(name)) and outlet.agency)]
    if not named:
        return match
    return replace(match, strong=True, names=(*match.names, f"cites {named[0]}"))


def copies_among(related: Collection[WordedRelation]) -> set[int]:
    """The articles that were decided to be copied from another."""
    found = {it.article_id for it in related if it.direction == Direction.COPY}
    return found | {it.other_id for it in related if it.direction == Direction.SOURCE}


def first_of(tellings: Collection[Telling], copies: Collection[int]) -> int | None:
    """The article that had the story first; a single article did."""
    if len(tellings) == 1:
        return next(iter(tellings)).article
    return provenance.first(tellings, copies)


def alert_provenance(
    press: Press,
    docket: Docket,
    known: Tellings,
    entry: PendingEntry,
    story: int,
    telling: Telling,
    relations: Sequence[Relation],
) -> dict[str, Any]:
    """``{"first", "copied_from", "related", "share"}`` of an alert, entries by their public names.

    ``first`` is None if the evidence does not decide. ``related`` shares words with the article, and who has them from
    whom is undecided. Of ``copied_from`` and ``related`` at most one is set, and neither if the article is the source.
    """
    own = {telling.article: (entry.id, entry.feed_key, entry.draft.guid)}
    members, copies = docket.members(story)
    tellings = known.all(press, members) | {telling.article: telling}
    if any(it.direction is Direction.COPY for it in relations):
        copies = {*copies, telling.article}
    first = first_of(tellings.values(), copies)
    best = next((it for it in relations if it.shared), None)
    taken = best is not None and best.direction is not Direction.SOURCE
    wanted = [it for it in (first, best.other if best and taken else None) if it is not None]
    names = docket.names([it for it in wanted if it != telling.article]) | own
    other = entry_name(*names[best.other]) if best is not None and taken else None
    copied = best is not None and best.direction is Direction.COPY
    return {
        "first": None if first is None else entry_name(*names[first]),
        "copied_from": other if copied else None,
        "related": None if copied else other,
        "share": round(best.inner, 3) if best is not None and taken else None,
    }
