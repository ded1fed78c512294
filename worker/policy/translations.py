"""Whether two articles in different languages tell the same, by the names, numbers and foreign words they share.

Each mark of one article may be met by one of the other. A meeting weighs as much as it is unlikely by chance: how
rare the word is in its own language, and how rare its sounds are among random words. The sum, relative to the most
that both articles could share, is the score. Translations keep the order of a text, so marks at distant places weigh
less; marks that are only perhaps names need more evidence. Calibrated on texts in 7 languages, checked on 5 others
(decision record 0011).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from worker.model.entry import Mark, MarkKind

Keys = Mapping[str, tuple[int, float]]

LINK = ((40.0, 0.16, 4), (20.0, 0.19, 3), (10.0, 0.23, 2), (0.0, 0.29, 2))
"""The score and the meetings needed by two articles that could share so much (nats): long ones must share several
marks, short ones more easily share a third by chance."""
REACH = 0.7
"""What two articles share by the marks they are found by, relative to what a link takes, is nearly always more."""
ODDS = (-8.0, 30.0)
"""Log-odds that two articles tell the same, at a score of 0 and for each 1 more."""
HINT = 0.07
LEAST_HINTED = 2
NUMBERS_ALONE = (0.35, 4)
"""The score and the meetings that link without any name, as in scripts that do not show where one begins. Of 27 such
pairs of texts in 12 languages, 22 of three sentences and 14 of other news in 31 languages, none was wrong."""
SHOWN, MOST_SHOWN = 1.0, 12
"""Meetings (nats) worth naming as evidence; smaller ones add up, but each may be chance."""
STRONG, STRONG_MEETINGS, STRONG_TITLE = 0.30, 5, 2
STRONG_UNTITLED, STRONG_UNTITLED_MEETINGS = 0.50, 6
"""One may be silenced because of the other if their titles agree; or else if much more is shared. Of 1,670 such links
of texts in 7 languages, and of 466 of three sentences, none was wrong (record 0033)."""

HEADLINE_UNMET, SAME_HOURS_S = 0.30, 3 * 3600.0
"""One with fewer meetings may be silenced for its headline, of which at most this part is unmet, within these hours;
on the same day if its numbers say so as well. Of 280 such on streams of our own 2 were wrong (record 0041)."""

PRIOR_TEXTS = 30
"""After so many texts of a language its counts weigh as much as the likelihood of the sounds themselves."""

_HOLDS = (1.0, 0.9, 0.75, 0.6)
"""Factors for a meeting by the same spelling, the same sounds, the same sound classes, the same beginning."""
_TWO_BEGINNINGS = 5
"""Levels up to this together: that two words merely begin alike says nothing."""
_SURE = {MarkKind.NAME: 0, MarkKind.MAYBE: 1, MarkKind.NOUN: 1, MarkKind.WORD: 2}
_DOUBT = {(0, 0): 0.5, (0, 1): 1.0, (0, 2): 1.2, (1, 1): 1.6, (1, 2): 1.8, (2, 2): 2.1}
_NUMBERS = 0.7


def _doubt(one: MarkKind, other: MarkKind) -> float:
    """What a meeting of two such marks has to exceed: more, the less surely they are names."""
    if MarkKind.NUMBER in (one, other):
        return _NUMBERS
    return _DOUBT[min(_SURE[one], _SURE[other]), max(_SURE[one], _SURE[other])]


_DOUBTS = {(one, other): _doubt(one, other) for one in MarkKind for other in MarkKind}
_SHARE = {MarkKind.NAME: 1.0, MarkKind.NUMBER: 1.0, MarkKind.MAYBE: 0.5, MarkKind.NOUN: 0.3, MarkKind.WORD: 0.1}
"""The share of each kind of mark that is really a name or number, and could be met."""
_MAYBE = 0.6
_TITLE, _AGAIN = 1.2, 0.3
_CEILING = 9.0
_LEAST_SIZE = 20
_NEAR, _FAR, _FAR_APART = 1.2, 0.6, 0.3
_SMALL = 8.0
"""Added to the denominator, so that two short texts must share more than one rare word."""


@dataclass(frozen=True)
class Side:
    """An article prepared for comparison.

    For each mark: how rare it is, by what factor it counts, and what it weighs if met (nats). ``chance`` is the number
    of its marks whose sounds were never counted; ``mass`` the most it could share.
    """

    marks: Sequence[Mark]
    keys_of: Callable[[Sequence[Mark]], Sequence[Keys]]
    seldom: Sequence[float]
    factors: Sequence[float]
    weights: Sequence[float]
    chance: float
    mass: float

    @cached_property
    def keys(self) -> Sequence[Keys]:
        """The keys of each mark; computed on first use, as most articles are compared with none."""
        return self.keys_of(self.marks)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the marks with each key."""
        places: dict[str, tuple[int, ...]] = {}
        for place, keys in enumerate(self.keys):
            own = (place,)
            for key in keys:
                places[key] = places[key] + own if key in places else own
        return places

    @cached_property
    def nats(self) -> Mapping[tuple[int, float], float]:
        """How surprising a key of so many bits of this mark would be in a random text of the language (nats).

        By place and bits; cached, as an article is compared with a dozen others.
        """
        return _Nats(self.seldom, self.chance)


class _Nats(dict[tuple[int, float], float]):
    def __init__(self, seldom: Sequence[float], chance: float) -> None:
        super().__init__()
        self._seldom, self._chance = seldom, chance

    def __missing__(self, key: tuple[int, float]) -> float:
        place, bits = key
        self[key] = found = _nats(self._seldom[place], self._chance, bits)
        return found


@dataclass(frozen=True, slots=True)
class Kinship:
    """How far two articles tell the same. ``shared`` is readable, the strongest first: ``peskov = песков``."""

    score: float
    shared: tuple[str, ...]
    names: int
    in_titles: int
    mass: float

    @property
    def links(self) -> bool:
        """Whether the articles belong to one story."""
        least, meetings = _needed(self.mass)
        if not self.names:
            least, meetings = max(least, NUMBERS_ALONE[0]), max(meetings, NUMBERS_ALONE[1])
        return self.score >= least and len(self.shared) >= meetings

    @property
    def odds(self) -> float:
        """Log-odds that the articles tell the same."""
        return ODDS[0] + ODDS[1] * self.score

    @property
    def hints(self) -> bool:
        """Whether a possible relation is worth showing."""
        return self.score >= HINT and len(self.shared) >= LEAST_HINTED

    @property
    def strong(self) -> bool:
        """Whether one may be silenced because of the other, if they are of one day; numbers alone never do."""
        much = self.score >= STRONG_UNTITLED and len(self.shared) >= STRONG_UNTITLED_MEETINGS
        return self.links and self.names > 0 and (much or self.titled)

    @property
    def nearly_strong(self) -> bool:
        """Whether one may be silenced if its headline and its numbers say nothing new (``nothing_new``)."""
        return self.links and self.names > 0 and self.score >= STRONG

    @property
    def titled(self) -> bool:
        """Whether one may be silenced because of the other, whenever it is news: their titles agree as well."""
        agreed = self.in_titles >= STRONG_TITLE and self.score >= STRONG
        return self.links and self.names > 0 and agreed and len(self.shared) >= STRONG_MEETINGS


def _needed(mass: float) -> tuple[float, int]:
    """The score and the meetings that link articles which could share so much."""
    return next((score, meetings) for least, score, meetings in LINK if mass >= least)


def within_reach(weight: float, mass: float) -> bool:
    """Whether comparing may show a link to a story, if it shares marks of this ``weight`` with an article.

    ``mass`` is the article's. Of 2,520 links in streams of texts and headlines 3 were not within reach, and half of all
    comparisons are spared, each of .1 ms (record 0011).
    """
    return weight >= REACH * _needed(mass)[0] * (mass + _SMALL)


def least_found(mass: float) -> int:
    """By how many terms of an article a story must be found for a comparison that may show a link.

    One less than a link takes marks. ``mass`` is the article's. Of 1,536 links in streams none was of a story found by
    fewer, and where articles of many marks meet a long history six of seven comparisons are spared (record 0011).
    """
    return max(LEAST_HINTED, _needed(mass)[1] - 1)


def counted(marks: Sequence[Mark], lang: str | None) -> tuple[int, ...]:
    """The terms (40 bits) an article is counted under in its language: that of the language, then one per mark."""
    language = language_term(lang)
    return (language, *[mark.terms[0] ^ language for mark in marks])


@lru_cache(1000)
def language_term(lang: str | None) -> int:
    """The term that texts of a language are counted under."""
    return zlib.crc32((lang or "?").encode()) << 8


def rarity(documents: float, texts: float) -> float:
    """How rare a mark is (nats) that ``documents`` of the ``texts`` in its language contain, its own aside."""
    return -math.log(max(documents, 0.5) / (texts + PRIOR_TEXTS))


def stepped(texts: float) -> float:
    """A number of texts, rounded down to a quarter of a power of two."""
    if texts < 4:
        return texts
    step = 2.0 ** (math.floor(math.log2(texts)) - 2)
    return texts // step * step


def side(
    marks: Sequence[Mark],
    rarities: Sequence[float],
    texts: float,
    keys_of: Callable[[Sequence[Mark]], Sequence[Keys]],
    surest_of: Callable[[Sequence[Mark]], Sequence[tuple[int, float]]],
) -> Side:
    """An article made ready for comparison; ``rarities`` in the order of ``marks``, ``texts`` known in its language.

    ``surest_of`` returns what the first of each mark's keys says, (0, 0) if it has none. Some .05 ms for 40.
    """
    chance = max(_LEAST_SIZE, len(marks)) * PRIOR_TEXTS / (texts + PRIOR_TEXTS)
    seldom = [math.exp(-rare) for rare in rarities]
    factors, weights, mass = [], [], 0.0
    for mark, (level, bits), rare in zip(marks, surest_of(marks), seldom, strict=True):
        factor = (1 + _AGAIN * math.log(mark.count)) * (_TITLE if mark.title else 1.0)
        factor *= _MAYBE if mark.kind is MarkKind.MAYBE else 1.0
        weight = max(0.0, _nats(rare, chance, bits) - _DOUBTS[mark.kind, mark.kind]) * _HOLDS[level] * factor
        mass += weight * _SHARE[mark.kind]
        factors.append(factor)
        weights.append(weight)
    return Side(marks, keys_of, seldom, factors, weights, chance, mass)


def _nats(seldom: float, chance: float, bits: float) -> float:
    return min(_CEILING, -math.log(seldom + min(0.5, chance * 2.0**-bits)))


def compare(one: Side, other: Side) -> Kinship:
    """Match the marks of two articles one to one, the strongest first. About 50 µs for articles of 300 words."""
    small, large = (one, other) if len(one.places) <= len(other.places) else (other, one)
    total, names, titles = 0.0, 0, 0
    shared: list[str] = []
    for worth, ours, theirs in _matched(small, large):
        total += worth
        mark, its = small.marks[ours], large.marks[theirs]
        names += worth >= SHOWN and mark.kind is not MarkKind.NUMBER
        titles += worth >= SHOWN and mark.title and its.title
        first, second = (mark, its) if small is one else (its, mark)
        if worth >= SHOWN and len(shared) < MOST_SHOWN:
            shared.append(first.text if first.text == second.text else f"{first.text} = {second.text}")
    score = total / (math.sqrt(one.mass * other.mass) + _SMALL)
    return Kinship(score, tuple(shared), names, titles, min(one.mass, other.mass))


def brings_number(marks: Sequence[Mark], others: Sequence[Mark]) -> bool:
    """Whether a headline, among ``marks``, has a number that the other article has nowhere: a toll that rose."""
    known = {it.text for it in others if it.kind is MarkKind.NUMBER}
    return any(it.title and it.kind is MarkKind.NUMBER and it.text not in known for it in marks)


def nothing_new(one: Side, other: Side, after_s: float) -> bool:
    """Whether an article's headline and numbers say nothing that the other lacks, which was news ``after_s`` before.

    Marks cannot tell what happened: what comes hours later to the same people may be the next step. So then a number
    has to be known as well, and none be new.
    """
    titled = [place for place, mark in enumerate(one.marks) if mark.title]
    met = {place: worth for worth, place, _ in _matched(one, other)}
    if sum(met.get(place, 0.0) >= SHOWN for place in titled) < STRONG_TITLE:
        return False
    weights = one.weights
    if sum(weights[it] for it in titled if it not in met) > HEADLINE_UNMET * sum(weights[it] for it in titled):
        return False
    if brings_number(one.marks, other.marks):
        return False
    numbers, known = ({it.text for it in marks if it.kind is MarkKind.NUMBER} for marks in (one.marks, other.marks))
    return after_s <= SAME_HOURS_S or (bool(numbers) and numbers <= known)


def _matched(one: Side, other: Side) -> Iterator[tuple[float, int, int]]:
    """(worth, place in one, place in other) of the marks met one to one, the strongest first."""
    met: set[int] = set()
    met_other: set[int] = set()
    for worth, ours, theirs in sorted(_meetings(one, other), reverse=True):
        if ours not in met and theirs not in met_other:
            met.add(ours)
            met_other.add(theirs)
            yield worth, ours, theirs


def _meetings(small: Side, large: Side) -> list[tuple[float, int, int]]:
    """(worth, place in small, place in large) of every pair of marks that share a key and weigh anything."""
    found = []
    for key in small.places.keys() & large.places.keys():
        for ours in small.places[key]:
            level, bits = small.keys[ours][key]
            mark, nats, factor = small.marks[ours], small.nats[ours, bits], small.factors[ours]
            for theirs in large.places[key]:
                its, (their_level, bits) = large.marks[theirs], large.keys[theirs][key]
                if level + their_level > _TWO_BEGINNINGS:
                    continue
                worth = min(nats, large.nats[theirs, bits]) - _DOUBTS[mark.kind, its.kind]
                if worth > 0:
                    apart = min(1.0, abs(mark.place - its.place) / _FAR_APART)
                    worth *= _HOLDS[max(level, their_level)] * min(factor, large.factors[theirs])
                    found.append((worth * (_NEAR - _FAR * apart), ours, theirs))
    return found
