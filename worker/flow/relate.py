"""JUDGE, first step: how an article stands to the articles known, by identity or by its words."""

from __future__ import annotations

from collections import OrderedDict

from worker.content.tasks import apart, shingles
from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.story import Relation, RelationKind
from worker.policy import likeness
from worker.store.docket import Docket
from worker.store.judged import KnownArticle

SHINGLES_KEPT = 500
"""Texts whose shingles are kept for the next comparison: a much copied report is compared again and again."""


class Relater:
    """Finds an article's relations; remembers the shingles of texts lately compared."""

    def __init__(self) -> None:
        self._shingles: OrderedDict[bytes, likeness.Hashes] = OrderedDict()  # by digest: ids are not yet committed

    def relate(self, docket: Docket, draft: ArticleDraft) -> list[Relation]:
        """Relations by words to known articles, the one that holds most of the article first; compared exactly."""
        print_ = draft.fingerprint
        wanted = likeness.candidates(print_.samples, docket.holders)
        same = docket.by_digest(print_.digest)
        if same is not None and same.id not in wanted:
            wanted.insert(0, same.id)
        if not wanted:
            return []
        own = shingles(draft.title, draft.text, draft.lang)
        found = []
        for article in wanted:
            overlap = likeness.overlap(own, self._shingles_of(docket, article))
            kind = likeness.classify(overlap)
            if kind is not None and not self._only_furnished_alike(docket, draft, article):
                sentences = likeness.shared_sentences(draft.text, docket.text(article)[1])
                score = max(overlap.inner, overlap.outer)
                found.append(Relation(kind, article, score, overlap.inner, overlap.outer, overlap.shared, sentences))
        return sorted(found, key=lambda it: (-it.inner, -it.outer, it.other))

    def _only_furnished_alike(self, docket: Docket, draft: ArticleDraft, article: int) -> bool:
        """Whether two pages of one host under different titles share nothing but paragraphs that may be furniture.

        That is how a host's first pages are kept apart, before its furniture is learned.
        """
        known = docket.by_id(article)
        if known.host != draft.host or known.title == draft.title or known.digest == draft.fingerprint.digest:
            return False
        own, other = apart(draft.text, docket.text(article)[1])
        rest, rest_of_other = shingles("", own, draft.lang), shingles("", other, known.lang)
        if min(len(rest), len(rest_of_other)) < likeness.HEADLINE_SHINGLES:
            return False
        return likeness.classify(likeness.overlap(rest, rest_of_other)) is None

    def _shingles_of(self, docket: Docket, article: int) -> likeness.Hashes:
        known = docket.by_id(article)
        if known.digest in self._shingles:
            self._shingles.move_to_end(known.digest)
        else:
            title, text = docket.text(article)
            self._shingles[known.digest] = shingles(title, text, known.lang)
            if len(self._shingles) > SHINGLES_KEPT:
                self._shingles.popitem(last=False)
        return self._shingles[known.digest]


def same_url(docket: Docket, entry: PendingEntry, draft: ArticleDraft) -> KnownArticle | None:
    """The article this entry's link is known for; in one feed, whose entries may share a link, titles decide."""
    known = docket.by_url(entry.url_key)
    if known is None or (known.feed_id == entry.feed_id and known.title != draft.title):
        return None
    return known


def identity(known: KnownArticle, previous: KnownArticle | None) -> Relation:
    """The relation to ``known``, the same entry's article or the one of the same address."""
    return Relation(RelationKind.SAME_ENTRY if previous else RelationKind.SAME_URL, known.id, 1.0)
