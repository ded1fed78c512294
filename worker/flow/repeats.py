"""JUDGE, after relate: an article in words that were told before is the old report, or a bulletin issued anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from worker.content.direct import headline, named_days, wording
from worker.flow.relate import Related, when_of
from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.story import Relation, RelationKind
from worker.policy import repeats
from worker.policy.repeats import ALIKE, ANOTHER_DAY, IN_TURN, Earlier
from worker.policy.stories import When
from worker.store.docket import Docket
from worker.store.judged import KnownArticle

NEWEST, SHOWN = 50, 3
"""So many of the known articles in the same words are looked at, and named in the trail, the newest first."""


def sorted_out(docket: Docket, entry: PendingEntry, draft: ArticleDraft, related: Related) -> Related:
    """``related``, where an article in the same words that told of another day is a look-alike.

    If the article itself was issued anew, it is news (``Related.anew``).
    """
    words = draft.fingerprint.wording or wording(draft.title, draft.text, draft.lang)
    # Without a date of its own it may be any old report, and an import any collection.
    dated = draft.published_at is not None and not entry.is_imported
    if not dated or not repeats.is_bulletin(words, draft.text):
        return related
    alike = _worded_alike(docket, draft)
    earlier = _earlier(docket, draft, alike)
    last = repeats.last_told(earlier)
    if last is None:  # one filled in otherwise belongs to no story told in these words
        filled = related.look_alikes and not related.relations
        return replace(related, closed=frozenset(docket.by_id(it).story for it in alike)) if filled else related
    own = when_of(draft, entry.first_seen_at)
    days = named_days(f"{draft.title}\n{draft.text}", draft.lang)
    if repeats.is_another_issue(own, entry.feed_id, earlier, last, days):
        return replace(_told_apart(docket, related, earlier), anew=ANOTHER_DAY)
    if any(it.feed == entry.feed_id for it in earlier) and _took_turns(docket, entry, own, last, earlier):
        relations = (replace(it, proven=False) for it in related.relations)
        return replace(related, relations=tuple(relations), anew=IN_TURN)
    if not repeats.of_another_day(own, last):  # else it is another outlet's late copy, or the feed's own old report
        old = [it for it in earlier if repeats.of_another_day(own, it)]
        return _told_apart(docket, related, old, kept=docket.by_id(last.article).story)
    return related


def _worded_alike(docket: Docket, draft: ArticleDraft) -> list[int]:
    """Known articles that have most of its words, the newest first."""
    samples = draft.fingerprint.samples
    held = Counter(article for sample in samples for article in docket.holders.get(sample, ()))
    alike = {article for article, number in held.items() if number >= ALIKE * len(samples)}
    alike.update(docket.all_by_digest(draft.fingerprint.digest))
    newest = sorted(alike, reverse=True)[:NEWEST]
    docket.load_texts(newest)
    return newest


def _earlier(docket: Docket, draft: ArticleDraft, alike: Collection[int]) -> list[Earlier]:
    """Those of them under the same headline."""
    own = headline(draft.title, draft.lang)
    known = [it for it in map(docket.by_id, alike) if it.title == draft.title or headline(it.title, it.lang) == own]
    told = docket.told_articles([it.id for it in known])
    return [Earlier(it.id, it.feed_id, when_of(it, it.first_seen_at), it.id in told) for it in known]


def _took_turns(docket: Docket, entry: PendingEntry, own: When, last: Earlier, earlier: Collection[Earlier]) -> bool:
    """Whether the feed told another bulletin of the story since: an alert, its end, and the next alert."""
    same = {it.article for it in earlier}
    between = [
        it
        for it in docket.members(docket.by_id(last.article).story)[0]
        if it.feed_id == entry.feed_id
        and it.id not in same
        and last.when.latest < when_of(it, it.first_seen_at).earliest
        and when_of(it, it.first_seen_at).latest < own.earliest
    ]
    told = docket.told_articles([it.id for it in between])
    return any(_is_bulletin(docket, it) for it in between if it.id in told)


def _is_bulletin(docket: Docket, known: KnownArticle) -> bool:
    title, text = docket.text(known.id)
    return repeats.is_bulletin(wording(title, text, known.lang), text)


def _told_apart(docket: Docket, related: Related, earlier: Sequence[Earlier], kept: int | None = None) -> Related:
    """Related to none of these articles of another day, and to nothing in their stories but the ``kept`` one."""
    if not earlier:
        return related
    others = {it.article for it in earlier}
    stories = {docket.by_id(it).story for it in others} - {kept}
    relations = [
        it for it in related.relations if it.other not in others and docket.by_id(it.other).story not in stories
    ]
    alike = [it for it in related.look_alikes if it.other not in others]
    apart = [Relation(RelationKind.UNRELATED, it.article, 0.0, evidence=(ANOTHER_DAY,)) for it in earlier[:SHOWN]]
    return replace(related, relations=tuple(relations), look_alikes=(*alike, *apart), closed=frozenset(stories))
