"""Weighted bags of terms: how an article and a story are represented, and how near they are.

An article's terms are weighed by rarity, (1 + ln(1 + f)) · ln(1 + (N + prior) / (df + ½)), and scaled to length 1; a
story is the sum of its articles. ``df`` counts stories, not texts: the words of a story that fills the
news must not become common by that (UCI headlines, B-cubed F1 .713 with texts, .761 with stories). Before the first
story, words are as common as in the language at large (record 0030).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Container, Mapping
from typing import NamedTuple

from worker.model.entry import TermKind

Vector = dict[int, float]
Squares = dict[int, float]
"""Sums of squared weights by group; see ``squares``."""

PRIOR_STORIES, PRIOR_OF_LANGUAGE = 1000, 3000
"""Prior number of stories, so that rarity means something from the start; larger where the commonness of the
language's words is known, for then they are not all equally rare."""

ARTICLE_TERMS = 60
STORY_TERMS = 120
"""Terms kept of an article and of a story; with 40 and 80 look-alikes of ECB+ ran together (F1 .864 for .885)."""

_KIND_BITS = 3
_LANGUAGE_SHIFT = 32
_WORDS, _NAMES, _NUMBERS = int(TermKind.WORD), int(TermKind.NAME), int(TermKind.NUMBER)
"""Plain integers, because members of an enum are hashed and compared by Python code: too slow for each term."""
_ANCHORS = (_NAMES, _NUMBERS)


class Closeness(NamedTuple):
    """How near an article is to a story, in numbers that do not depend on the language.

    ``cosine`` of all terms; ``words`` and ``numbers``: of those alone. ``both_count``: both give numbers. ``names``,
    ``figures``: how many are shared; ``uncovered``: the share of the article's weight in names and numbers
    that the story does not know; ``unknown``: the same as a share of its names and numbers.
    """

    cosine: float
    words: float
    numbers: float
    both_count: bool
    names: int
    figures: int
    uncovered: float
    unknown: float


def weighed(
    terms: Mapping[int, float], stories_with: Mapping[int, float], total: float, commonness: Mapping[int, float]
) -> Vector:
    """The strongest terms of an article as a unit vector, in descending order.

    ``stories_with`` counts stories by term, ``total`` all. ``commonness``: the share of all reports that terms of the
    article's language are in; empty where nothing is known of it.
    """
    prior = PRIOR_OF_LANGUAGE if commonness else PRIOR_STORIES
    known, count, share, log = total + prior, stories_with.get, commonness.get, math.log
    # Negative, so that plain pairs sort strongest first: a key function would cost as much as all the rest.
    strength = [
        (-weight * log(1 + known / (count(term, 0.0) + prior * share(term, 0.0) + 0.5)), term)
        for term, weight in terms.items()
    ]
    strength.sort()
    kept = strength[:ARTICLE_TERMS]
    norm = math.hypot(*[weight for weight, _ in kept])
    return {term: -weight / norm for weight, term in kept} if norm else {}


def squares(vector: Mapping[int, float]) -> Squares:
    """The sums of squared weights by group: names, numbers, and the words of each language."""
    sums: Squares = defaultdict(float)
    for term, weight in vector.items():
        sums[term >> _LANGUAGE_SHIFT << 2 | term & _KIND_BITS] += weight * weight
    return dict(sums)


def closeness(article: Mapping[int, float], own: Squares, story: Mapping[int, float], sums: Squares) -> Closeness:
    """Compare an article with a story, each with its ``squares``; the story's words in other languages are left out."""
    dots, shared, uncovered = [0.0, 0.0, 0.0], [0, 0, 0], 0.0
    for term, weight in article.items():
        which = term & _KIND_BITS
        if term in story:
            dots[which] += weight * story[term]
            shared[which] += 1
        elif which:
            uncovered += weight * weight
    own_words = their_words = 0.0
    for group, square in own.items():
        if group not in _ANCHORS:
            own_words += square
            their_words += sums.get(group, 0.0)
    own_numbers, their_numbers = own.get(_NUMBERS, 0.0), sums.get(_NUMBERS, 0.0)
    own_anchors, their_anchors = own.get(_NAMES, 0.0) + own_numbers, sums.get(_NAMES, 0.0) + their_numbers
    return Closeness(
        cosine=_ratio(sum(dots), (own_words + own_anchors) * (their_words + their_anchors)),
        words=_ratio(dots[_WORDS], own_words * their_words),
        numbers=_ratio(dots[_NUMBERS], own_numbers * their_numbers),
        both_count=_NUMBERS in own and _NUMBERS in sums,
        names=shared[_NAMES],
        figures=shared[_NUMBERS],
        uncovered=uncovered,
        unknown=uncovered / own_anchors if uncovered else 0.0,
    )


def nameless(vector: Mapping[int, float]) -> bool:
    """Whether no names could be recognised in an article."""
    return all(term & _KIND_BITS != _NAMES for term in vector)


def numbers(vector: Mapping[int, float]) -> int:
    """How many numbers are among the terms."""
    return sum(term & _KIND_BITS == _NUMBERS for term in vector)


def names_shared(article: Mapping[int, float], known: Container[int]) -> int:
    """How many names of an article are known."""
    return sum(term & _KIND_BITS == _NAMES and term in known for term in article)


def strongest_new(article: Mapping[int, float], known: Container[int]) -> float:
    """The weight of an article's strongest term that is not known, 0 if all are."""
    return max((weight for term, weight in article.items() if term not in known), default=0.0)


def unknown_of(article: Mapping[int, float], known: Container[int], part: Collection[int]) -> float:
    """The share of the squared weight of an article's terms in ``part`` that is not known."""
    own = {term: article[term] for term in part if term in article}
    total = sum(weight * weight for weight in own.values())
    return unknown(own, known) / total if total else 0.0


def unknown(article: Mapping[int, float], known: Container[int], *, anchors: bool = False) -> float:
    """The share of an article's squared weight in terms that are not known; ``anchors``: in names and numbers only."""
    if not anchors:
        return sum(weight * weight for term, weight in article.items() if term not in known)
    own = {term: weight * weight for term, weight in article.items() if term & _KIND_BITS}
    total = sum(own.values())
    return sum(square for term, square in own.items() if term not in known) / total if total else 0.0


def cosine(one: Mapping[int, float], own: Squares, other: Mapping[int, float], sums: Squares) -> float:
    """Cosine of two vectors of any length, each with its ``squares``."""
    less, more = (one, other) if len(one) <= len(other) else (other, one)
    dot = sum(weight * more[term] for term, weight in less.items() if term in more)
    return _ratio(dot, sum(own.values()) * sum(sums.values()))


def summed(story: Mapping[int, float], *added: Mapping[int, float]) -> Vector:
    """A story's vector with others added, its weakest terms dropped."""
    total = dict(story)
    for vector in added:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    if len(total) <= STORY_TERMS:
        return total
    ranked = sorted([(-weight, term) for term, weight in total.items()])
    return {term: -weight for weight, term in ranked[:STORY_TERMS]}


def _ratio(dot: float, product: float) -> float:
    return dot / math.sqrt(product) if product > 0 else 0.0
