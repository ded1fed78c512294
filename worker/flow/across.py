"""JUDGE, second step, across languages: the story that a report in another language already tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from worker.content.direct import mark_keys, mark_surest
from worker.flow.lrucache import LruCache
from worker.model.entry import ArticleDraft, Mark, MarkKind
from worker.policy import stories, translations
from worker.policy.novelty import BEGINS_KNOWN
from worker.store.docket import Docket
from worker.store.marks import KnownMarks

SIDES_KEPT = 500
"""Articles whose marks are kept ready: the newest stories are compared with again and again."""

POSTED, POSTED_WORDS = 16, 40
"""By how many of its marks an article that opens a story is found; more where every word may be a name."""
LOOKED_UP = 64
SHORTLIST = 8
SIGMA_S = 72 * 3600.0
"""How fast a story fades."""


@dataclass(frozen=True)
class Foreign:
    """An article to be compared across languages: its marks, and how rare each is where ``texts`` are known.

    ``counted`` are the terms it is counted under (``translations.counted``).
    """

    marks: tuple[Mark, ...]
    counted: tuple[int, ...]
    rarities: tuple[float, ...]
    texts: float

    @cached_property
    def side(self) -> translations.Side:
        """The article made ready; most are never compared."""
        return translations.side(self.marks, self.rarities, self.texts, mark_keys, mark_surest)

    @cached_property
    def order(self) -> list[int]:
        """Where the marks stand, those first that say most."""
        return [place for _, place in sorted([(-weight, place) for place, weight in enumerate(self.side.weights)])]


class Interpreter:
    """Compares articles with stories told in other languages."""

    def __init__(self) -> None:
        self._sides: LruCache[tuple[int, float], translations.Side] = LruCache(SIDES_KEPT)

    def ready(self, docket: Docket, draft: ArticleDraft) -> Foreign:
        """The article's marks weighed by how common they are in its language at this moment."""
        marks = draft.fingerprint.marks
        counted = translations.counted(marks, draft.lang)
        texts, documents = docket.counts.texts_in(draft.lang), docket.counts.documents
        rarities = tuple([translations.rarity(documents.get(term, 0.0), texts) for term in counted[1:]])
        return Foreign(marks, counted, rarities, texts)

    def match(
        self, docket: Docket, draft: ArticleDraft, foreign: Foreign, when: stories.When
    ) -> tuple[stories.Match | None, stories.Match | None]:
        """The story to join, and else the one worth a hint; each by the best of its voices."""
        if not _others(docket, draft):
            return None, None
        best: tuple[float, int, float, translations.Kinship] | None = None
        other: translations.Side | None = None
        candidates = docket.voices(self._candidates(docket, foreign))
        known = docket.marks([article for _, _, voices in candidates for article in voices])
        for story, news_at, voices in candidates:
            for article in voices:
                theirs = known.get(article)
                if theirs is None or theirs.lang == draft.lang:
                    continue
                side = self._side(docket, article, theirs)
                kinship = translations.compare(foreign.side, side)
                after_s = when.after(news_at)
                faded = kinship.score * math.exp(-0.5 * (after_s / SIGMA_S) ** 2)
                if best is None or faded > best[0]:
                    best, other = (faded, story, after_s, replace(kinship, score=faded)), side
        if best is None or other is None or not best[3].hints:
            return None, None
        score, story, after_s, kinship = best
        proof = _proof(draft, foreign.side, other, kinship, after_s)
        late = after_s > stories.FOLLOW_UP_S
        match = stories.Match(
            story, score, proof is not None, late, proof or kinship.shared, across=True, odds=kinship.odds
        )
        return (match, None) if kinship.links else (None, match)

    def _candidates(self, docket: Docket, foreign: Foreign) -> list[int]:
        """The stories that share most of the article's marks, the best first."""
        marks = foreign.marks
        wanted = [
            (term, foreign.side.weights[place]) for place in foreign.order[:LOOKED_UP] for term in marks[place].terms
        ]
        weighed = dict(wanted)
        holders = docket.postings(list(weighed))
        shared: Counter[int] = Counter()
        for term in weighed:
            shared.update(holders[term])
        # Most of the thousands of stories on these lists share but one: what costs is done for the others.
        least = translations.least_found(foreign.side.mass)
        several = {story for story, number in shared.items() if number >= least}
        weights = dict.fromkeys(several, 0.0)
        for term, weight in weighed.items():
            for story in several.intersection(holders[term]):
                weights[story] += weight
        found = [story for story in several if translations.within_reach(weights[story], foreign.side.mass)]
        return sorted(found, key=lambda story: (-weights[story], story))[:SHORTLIST]

    def _side(self, docket: Docket, article: int, known: KnownMarks) -> translations.Side:
        """The article's side. It changes as texts of its language are read, in steps, so that it can be kept."""
        texts = translations.stepped(docket.counts.texts_in(known.lang))
        return self._sides.get(
            (article, texts), lambda: translations.side(*known.read(), texts, mark_keys, mark_surest)
        )


def _proof(
    draft: ArticleDraft, own: translations.Side, other: translations.Side, kinship: translations.Kinship, after_s: float
) -> tuple[str, ...] | None:
    """What proves that a text tells nothing that the other article, news ``after_s`` before, has not told; or None."""
    if not draft.text:
        return None
    if after_s > stories.FOLLOW_UP_S:  # developments come on another day
        known = kinship.titled and not translations.brings_number(own.marks, other.marks)
        return kinship.shared if known else None
    if kinship.strong:
        return kinship.shared
    if kinship.nearly_strong and translations.nothing_new(own, other, after_s):
        return (*kinship.shared, BEGINS_KNOWN)
    return None


def looked_up(docket: Docket, drafts: Sequence[ArticleDraft]) -> set[int]:
    """All terms these articles may be looked up by, to be loaded at once."""
    several = len({draft.lang for draft in drafts}) > 1
    foreign = [draft for draft in drafts if several or _others(docket, draft)]
    return {term for draft in foreign for mark in draft.fingerprint.marks for term in mark.terms}


def _others(docket: Docket, draft: ArticleDraft) -> bool:
    """Whether anything has been read in another language."""
    return docket.counts.texts_in(draft.lang) < docket.counts.texts


def posted(foreign: Foreign) -> list[int]:
    """The terms a story is found by across languages."""
    marks = foreign.marks
    most = POSTED_WORDS if any(mark.kind is MarkKind.WORD for mark in marks) else POSTED
    places = foreign.order[:most] if len(marks) > most else range(len(marks))
    return [marks[place].terms[0] for place in places]
