"""JUDGE, second step, across languages: the story whose report in another language tells the same as an article."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from worker.content.tasks import mark_keys
from worker.model.entry import ArticleDraft, Mark, MarkKind
from worker.policy import stories, translations
from worker.store.docket import Docket
from worker.store.judged import StoryRecord
from worker.store.marks import KnownMarks

SIDES_KEPT = 500
"""Articles whose marks are kept ready: the newest stories are compared with again and again."""

POSTED, POSTED_WORDS = 16, 40
"""By how many of its marks an article that opens a story is found; more where every word may be a name."""
LOOKED_UP = 64
SHORTLIST = 8
LEAST_SHARED = 2
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
        return translations.side(self.marks, self.rarities, self.texts, mark_keys)


class Interpreter:
    """Compares articles with stories told in other languages."""

    def __init__(self) -> None:
        self._sides: OrderedDict[tuple[int, float], translations.Side] = OrderedDict()

    def ready(self, docket: Docket, draft: ArticleDraft) -> Foreign:
        """The article's marks weighed by how common they are in its language at this moment."""
        marks = draft.fingerprint.marks
        counted = translations.counted(marks, draft.lang)
        texts, documents = docket.texts_in(draft.lang), docket.documents
        rarities = tuple([translations.rarity(documents.get(term, 0.0), texts) for term in counted[1:]])
        return Foreign(marks, counted, rarities, texts)

    def match(
        self, docket: Docket, draft: ArticleDraft, foreign: Foreign, when: stories.When
    ) -> tuple[stories.Match | None, stories.Match | None]:
        """The story to join, and else the one worth a hint; each by the best of its voices."""
        if not _others(docket, draft):
            return None, None
        best: tuple[float, StoryRecord, translations.Kinship] | None = None
        candidates = self._candidates(docket, foreign)
        voices = [(story, article) for story in candidates for article in story.voices]
        known = docket.marks([article for _, article in voices])
        for story, article in voices:
            theirs = known.get(article)
            if theirs is None or theirs.lang == draft.lang:
                continue
            kinship = translations.compare(foreign.side, self._side(docket, article, theirs))
            faded = kinship.score * math.exp(-0.5 * (when.after(story.news_at) / SIGMA_S) ** 2)
            if best is None or faded > best[0]:
                best = (faded, story, replace(kinship, score=faded))
        if best is None or not best[2].hints:
            return None, None
        score, story, kinship = best
        late = when.after(story.news_at) > stories.FOLLOW_UP_S
        match = stories.Match(story.id, score, kinship.strong and bool(draft.text), late, kinship.shared)
        return (match, None) if kinship.links else (None, match)

    def _candidates(self, docket: Docket, foreign: Foreign) -> list[StoryRecord]:
        marks = foreign.marks
        wanted = [
            (term, foreign.side.weights[place])
            for place in strongest(foreign, LOOKED_UP)
            for term in marks[place].terms
        ]
        shared: Counter[int] = Counter()
        weights: Counter[int] = Counter()
        weighed = dict(wanted)
        holders = docket.postings(list(weighed))
        for term, weight in weighed.items():
            for story in holders[term]:
                shared[story] += 1
                weights[story] += weight  # type: ignore[assignment]  # a Counter of weights
        found = [story for story, number in shared.items() if number >= LEAST_SHARED]
        found.sort(key=lambda story: (-weights[story], story))
        return docket.open_stories(found[:SHORTLIST])

    def _side(self, docket: Docket, article: int, known: KnownMarks) -> translations.Side:
        """The article's side. It changes as texts of its language are read, in steps, so that it can be kept."""
        texts = translations.stepped(docket.texts_in(known.lang))
        key = (article, texts)
        if key in self._sides:
            self._sides.move_to_end(key)
        else:
            self._sides[key] = translations.side(known.marks, known.rarities, texts, mark_keys)
            if len(self._sides) > SIDES_KEPT:
                self._sides.popitem(last=False)
        return self._sides[key]


def looked_up(docket: Docket, drafts: Sequence[ArticleDraft]) -> set[int]:
    """All terms these articles may be looked up by, to be loaded at once."""
    several = len({draft.lang for draft in drafts}) > 1
    foreign = [draft for draft in drafts if several or _others(docket, draft)]
    return {term for draft in foreign for mark in draft.fingerprint.marks for term in mark.terms}


def _others(docket: Docket, draft: ArticleDraft) -> bool:
    """Whether anything has been read in another language."""
    return docket.texts_in(draft.lang) < docket.texts


def posted(foreign: Foreign) -> list[int]:
    """The terms a story is found by across languages."""
    marks = foreign.marks
    most = POSTED_WORDS if any(mark.kind is MarkKind.WORD for mark in marks) else POSTED
    places = strongest(foreign, most) if len(marks) > most else range(len(marks))
    return [marks[place].terms[0] for place in places]


def strongest(foreign: Foreign, number: int) -> list[int]:
    """Where the marks stand that say most."""
    weights = foreign.side.weights
    return sorted(range(len(weights)), key=lambda place: (-weights[place], place))[:number]
