"""Whether two articles in different languages tell the same: names, numbers and foreign words they share.

Each mark of one article may be met by one of the other. What a meeting says is how unlikely it is by chance: how
rare the word is in its own language, and how rare its sounds are among random words. The sum, set against what both
articles could have shared at most, is the score. Translations keep the order of a text, so marks that stand far apart
say less; marks that are only perhaps names have more to prove. Calibrated on texts in 7 languages, checked on 5 others
(decision record 0011).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from worker.model.entry import Mark, MarkKind

Keys = Mapping[str, tuple[int, float]]

LINK = ((40.0, 0.16, 4), (20.0, 0.19, 3), (10.0, 0.23, 2), (0.0, 0.29, 2))
"""The score and the meetings two articles need that could share so much (nats): long ones must share several marks,
short ones share a third by chance more easily."""
HINT = 0.07
LEAST_HINTED, LEAST_NAMES = 2, 1
SHOWN, MOST_SHOWN = 1.0, 12
"""Meetings (nats) worth naming as evidence; those below add up, but each may be chance."""
STRONG, STRONG_MEETINGS, STRONG_TITLE = 0.30, 5, 2

PRIOR_TEXTS = 30
"""After so many texts of a language its counts say as much as the likelihood of the sounds themselves."""

_HOLDS = (1.0, 0.9, 0.75, 0.6)
"""What is left of a meeting by the same spelling, the same sounds, the same classes, the same beginning."""
_DOUBT = {"NN": 0.5, "NG": 1.0, "NW": 1.2, "GG": 1.6, "GW": 1.8, "WW": 2.1, "##": 0.7}
_GROUP = {MarkKind.NAME: "N", MarkKind.MAYBE: "G", MarkKind.NOUN: "G", MarkKind.WORD: "W"}
_SHARE = {MarkKind.NAME: 1.0, MarkKind.NUMBER: 1.0, MarkKind.MAYBE: 0.5, MarkKind.NOUN: 0.3, MarkKind.WORD: 0.1}
"""How many of a kind are names or numbers after all, and could be met."""
_MAYBE = 0.6
_TITLE, _AGAIN = 1.2, 0.3
_CEILING = 9.0
_LEAST_SIZE = 20
_NEAR, _FAR, _FAR_APART = 1.2, 0.6, 0.3
_SMALL = 8.0
"""Added below the line, so that two short texts need more than one rare word between them."""


@dataclass(frozen=True, slots=True)
class Side:
    """An article as it is compared: its marks, for each what its keys are worth (nats) and how loosely they hold."""

    marks: Sequence[Mark]
    keys: Sequence[Mapping[str, tuple[int, float]]]
    factors: Sequence[float]
    weights: Sequence[float]
    mass: float
    places: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Kinship:
    """How far two articles tell the same. ``shared`` is readable, the most telling first: ``peskov = песков``."""

    score: float
    shared: tuple[str, ...]
    names: int
    in_titles: int
    mass: float

    @property
    def links(self) -> bool:
        """Whether they belong into one story."""
        least, meetings = next((score, number) for mass, score, number in LINK if self.mass >= mass)
        return self.score >= least and len(self.shared) >= meetings and self.names >= LEAST_NAMES

    @property
    def hints(self) -> bool:
        """Whether it is worth showing that they may."""
        return self.score >= HINT and len(self.shared) >= LEAST_HINTED

    @property
    def strong(self) -> bool:
        """Whether an article may be silenced for the other: as much as that, and their titles agree."""
        agreed = self.in_titles >= STRONG_TITLE and self.score >= STRONG
        return self.links and agreed and len(self.shared) >= STRONG_MEETINGS


def counted(marks: Sequence[Mark], lang: str | None) -> tuple[int, ...]:
    """The terms (40 bits) an article is counted under in its language: first for the language, then one a mark."""
    language = zlib.crc32((lang or "?").encode()) << 8
    return (language, *(mark.terms[0] ^ language for mark in marks))


def rarity(documents: float, texts: float) -> float:
    """How rare a mark is (nats) that ``documents`` of the ``texts`` known in its language hold, not counting itself."""
    return -math.log(max(documents, 0.5) / (texts + PRIOR_TEXTS))


def side(marks: Sequence[Mark], rarities: Sequence[float], texts: float, keys_of: Callable[[Mark], Keys]) -> Side:
    """An article made ready for comparison; ``rarities`` in the order of ``marks``, ``texts`` known in its language."""
    size = max(_LEAST_SIZE, len(marks))
    unknown = PRIOR_TEXTS / (texts + PRIOR_TEXTS)
    keys, factors, weights, mass = [], [], [], 0.0
    places: dict[str, list[int]] = {}
    for place, (mark, rare) in enumerate(zip(marks, rarities, strict=True)):
        seldom = math.exp(-rare)
        worth = {
            key: (level, min(_CEILING, -math.log(seldom + unknown * min(0.5, size * 2.0**-bits))))
            for key, (level, bits) in keys_of(mark).items()
        }
        factor = (1 + _AGAIN * math.log(mark.count)) * (_TITLE if mark.title else 1.0)
        factor *= _MAYBE if mark.kind is MarkKind.MAYBE else 1.0
        doubt = _doubt(mark, mark)
        best = max((max(0.0, nats - doubt) * _HOLDS[level] for level, nats in worth.values()), default=0.0)
        weights.append(best * factor)
        mass += weights[-1] * _SHARE[mark.kind]
        keys.append(worth)
        factors.append(factor)
        for key in worth:
            places.setdefault(key, []).append(place)
    return Side(marks, keys, factors, weights, mass, places)


def compare(one: Side, other: Side) -> Kinship:
    """Match the marks of two articles one to one, the most telling first. About 50 µs for articles of 300 words."""
    small, large = (one, other) if len(one.places) <= len(other.places) else (other, one)
    meetings = sorted(_meetings(small, large), reverse=True)
    met_small: set[int] = set()
    met_large: set[int] = set()
    total, names, titles = 0.0, 0, 0
    shared: list[str] = []
    for worth, ours, theirs in meetings:
        if ours in met_small or theirs in met_large:
            continue
        met_small.add(ours)
        met_large.add(theirs)
        total += worth
        mark, its = small.marks[ours], large.marks[theirs]
        names += worth >= SHOWN and mark.kind is not MarkKind.NUMBER
        titles += worth >= SHOWN and mark.title and its.title
        first, second = (mark, its) if small is one else (its, mark)
        if worth >= SHOWN and len(shared) < MOST_SHOWN:
            shared.append(first.text if first.text == second.text else f"{first.text} = {second.text}")
    score = total / (math.sqrt(one.mass * other.mass) + _SMALL)
    return Kinship(score, tuple(shared), names, titles, min(one.mass, other.mass))


def _meetings(small: Side, large: Side) -> list[tuple[float, int, int]]:
    """(worth, place in small, place in large) of every pair of marks that share a key and say something."""
    found = []
    for key in small.places.keys() & large.places.keys():
        for ours in small.places[key]:
            level, nats = small.keys[ours][key]
            mark = small.marks[ours]
            for theirs in large.places[key]:
                their_level, their_nats = large.keys[theirs][key]
                if level + their_level > 5:  # two beginnings
                    continue
                doubt = _doubt(mark, large.marks[theirs])
                worth = min(nats, their_nats) - doubt
                if worth > 0:
                    apart = abs(mark.place - large.marks[theirs].place)
                    worth *= _HOLDS[max(level, their_level)] * min(small.factors[ours], large.factors[theirs])
                    found.append((worth * (_NEAR - _FAR * min(1.0, apart / _FAR_APART)), ours, theirs))
    return found


def _doubt(one: Mark, other: Mark) -> float:
    if MarkKind.NUMBER in (one.kind, other.kind):
        return _DOUBT["##"]
    return _DOUBT["".join(sorted(_GROUP[one.kind] + _GROUP[other.kind], key="NGW".index))]
