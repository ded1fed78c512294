"""Which story an article belongs to: a weighted bag of terms against the sum of each story's articles.

Terms are weighted (1 + ln(1 + f)) · ln(1 + N / (df + ½)); the score is a cosine, fading with the time between
the article and the story. Three outcomes: far below nothing is said and a new story opens; a weak match joins and
is told as an update; a strong one with named evidence joins and may be silenced.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Terms = Sequence[tuple[int, float]]
Vector = dict[int, float]

PRIOR_DOCUMENTS = 1000
"""Texts assumed read before the first, so that rarity means something from the start."""

ARTICLE_TERMS = 40
STORY_TERMS = 80
POSTING_TERMS = 12
POSTING_CAP = 64
MAX_CANDIDATES = 24
SIGMA_BODY_S, SIGMA_HEADLINE_S = 72 * 3600.0, 24 * 3600.0
"""How fast a story fades for articles with a body, and for bare headlines (DESIGN section 10)."""

JOIN, JOIN_HEADLINE = 0.30, 0.16
JOIN_NAMED, JOIN_NAMES = 0.20, 6
STRONG = 0.42
STRONG_NAMES = 2
STRONG_NAMED, STRONG_MANY_NAMES = 0.30, 12
"""From which score an article joins: by words alone, or with so many anchors shared; and from
which it is strong enough, with anchors shared, to be silenced. Swept over ECB+, UCI headlines and the seed world."""

FOLLOW_UP_S = 18 * 3600.0


class Candidate(Protocol):
    """A story as the decision needs it."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def vector(self) -> Mapping[int, float]:
        """Its summed terms."""
        ...

    @property
    def length(self) -> float:
        """The Euclidean length of ``vector``."""
        ...

    @property
    def news_at(self) -> float:
        """The mean date of its articles, seconds since the epoch."""
        ...

    @property
    def languages(self) -> Collection[str]:
        """What its articles are written in."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """The best story found. ``strong``: may silence, for ``names`` are shared as well as many terms."""

    story: int
    score: float
    strong: bool
    follow_up: bool
    names: tuple[str, ...]


def article_vector(terms: Terms, documents: Mapping[int, float], total: float) -> Vector:
    """The strongest terms of an article as a unit vector; ``documents`` counts texts by term, ``total`` all."""
    grown = total + PRIOR_DOCUMENTS
    weighed = [(term, weight * math.log(1 + grown / (documents.get(term, 0.0) + 0.5))) for term, weight in terms]
    weighed.sort(key=lambda item: (-item[1], item[0]))
    return _unit(weighed[:ARTICLE_TERMS])


def posting_terms(vector: Mapping[int, float]) -> list[int]:
    """The terms an article looks stories up by, and is found by."""
    return sorted(vector, key=lambda term: (-vector[term], term))[:POSTING_TERMS]


def shortlist(vector: Mapping[int, float], postings: Mapping[int, Iterable[int]]) -> list[int]:
    """Stories that share the most telling terms, best first; ``postings`` lists the stories of each term."""
    shared: Counter[int] = Counter()
    for term in posting_terms(vector):
        weight = vector[term] ** 2
        for story in postings.get(term, ()):
            shared[story] += weight  # type: ignore[assignment]  # a Counter of weights
    return sorted(shared, key=lambda story: (-shared[story], story))[:MAX_CANDIDATES]


def best_match(
    vector: Mapping[int, float],
    anchors: Mapping[int, str],
    candidates: Iterable[Candidate],
    *,
    news_at: float,
    lang: str | None,
    has_body: bool,
) -> Match | None:
    """The story an article belongs to among those told in its language, or None."""
    best: Match | None = None
    for story in candidates:
        gap = abs(news_at - story.news_at)
        sigma = SIGMA_BODY_S if has_body else SIGMA_HEADLINE_S
        score = cosine(vector, story.vector, story.length) * math.exp(-0.5 * (gap / sigma) ** 2)
        if (best is not None and score <= best.score) or lang not in story.languages:
            continue
        names = tuple(sorted(anchors[term] for term in anchors if term in story.vector and term in vector))
        joins = score >= (JOIN if has_body else JOIN_HEADLINE) or (score >= JOIN_NAMED and len(names) >= JOIN_NAMES)
        strong = (score >= STRONG and len(names) >= STRONG_NAMES) or (
            score >= STRONG_NAMED and len(names) >= STRONG_MANY_NAMES
        )
        if joins:
            best = Match(story.id, score, strong and has_body, news_at - story.news_at > FOLLOW_UP_S, names)
    return best


def cosine(article: Mapping[int, float], story: Mapping[int, float], story_length: float) -> float:
    """Cosine of a unit vector and a story's sum of that length."""
    shared = sum(weight * story[term] for term, weight in article.items() if term in story)
    return shared / story_length if story_length else 0.0


def length(vector: Mapping[int, float]) -> float:
    """Euclidean length of a vector."""
    return math.hypot(*vector.values())


def grown(story: Mapping[int, float], article: Mapping[int, float]) -> Vector:
    """A story's vector with an article added, its weakest terms dropped."""
    total = dict(story)
    for term, weight in article.items():
        total[term] = total.get(term, 0.0) + weight
    if len(total) <= STORY_TERMS:
        return total
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:STORY_TERMS])


def _unit(weighed: Iterable[tuple[int, float]]) -> Vector:
    kept = list(weighed)
    norm = math.hypot(*(weight for _, weight in kept))
    return {term: weight / norm for term, weight in kept} if norm else {}
