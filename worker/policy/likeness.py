"""How alike two texts are, as shares of shingles: containment, not Jaccard, so that an excerpt counts as a copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from worker.model.story import RelationKind

Hashes = frozenset[int]
"""The distinct shingles of a text, hashed."""

FURNITURE = 200
"""A sample found in more articles than this belongs to templates, not to a report."""

MIN_SHARED_SAMPLES = 2
MAX_CANDIDATES = 5
"""Candidates verified exactly; the one with most shared samples first."""

SAME = 0.90
COPY = 0.50
DERIVED = 0.25
DERIVED_SHINGLES = 12
MIN_COPY_SHINGLES = 6
"""Two texts of fewer shingles may agree by chance: a headline like "Live blog" proves nothing."""
HEADLINE_SHINGLES = 30
"""A text of fewer shingles is a headline with a line below it at most. One other number or name in it can be another
event ("Magnitude 5.1 …", "Magnitude 7.4 …"), so it has to be known whole."""

_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")


@dataclass(frozen=True, slots=True)
class Overlap:
    """``inner``: share of the article's shingles found in the other; ``outer``: of the other's found in it."""

    inner: float
    outer: float
    shared: int


def overlap(article: Hashes, other: Hashes) -> Overlap:
    """Exact overlap of two sets of shingles."""
    if not article or not other:
        return Overlap(0.0, 0.0, 0)
    shared = len(article & other)
    return Overlap(shared / len(article), shared / len(other), shared)


def candidates(samples: Iterable[int], holders: Mapping[int, list[int]]) -> list[int]:
    """Articles worth an exact comparison, best first; ``holders`` names the articles that hold each sample."""
    shared: Counter[int] = Counter()
    useful = 0
    for sample in samples:
        found = holders.get(sample, [])
        if len(found) <= FURNITURE:
            useful += 1
            shared.update(found)
    need = min(MIN_SHARED_SAMPLES, max(1, useful))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [article for article, number in ranked[:MAX_CANDIDATES] if number >= need]


def classify(found: Overlap) -> RelationKind | None:
    """What an overlap makes of the article; None where it says nothing.

    ``copy``: nearly all of the article stands in the other. ``near_copy``: at least half of one stands in the
    other. ``rewrite``: a part does.
    """
    if found.shared < MIN_COPY_SHINGLES:
        return None
    if found.inner >= SAME:
        return RelationKind.COPY
    if max(found.inner, found.outer) >= COPY:
        return RelationKind.NEAR_COPY
    if max(found.inner, found.outer) >= DERIVED and found.shared >= DERIVED_SHINGLES:
        return RelationKind.REWRITE
    return None


def proves(found: Overlap) -> bool:
    """Whether an overlap may silence the article: at least half of what it says is known word for word.

    A bare headline has to be known to the last word.
    """
    is_headline = found.shared < HEADLINE_SHINGLES * found.inner
    return found.shared >= MIN_COPY_SHINGLES and found.inner >= (1.0 if is_headline else COPY)


def shared_sentences(article: str, other: str, most: int = 2) -> tuple[str, ...]:
    """The longest sentences both texts have, as evidence a person can check."""
    known = {_folded(sentence) for sentence in _SENTENCE.findall(other)}
    both = {sentence.strip() for sentence in _SENTENCE.findall(article) if _folded(sentence) in known}
    return tuple(sorted(both, key=lambda sentence: (-len(sentence), sentence))[:most])


def _folded(sentence: str) -> str:
    return " ".join(sentence.casefold().split())
