"""Which stretches of an article stand in another text in the same order, and what was changed inside them.

Seed and extend, as plagiarism detectors align texts (Potthast et al., PAN 2012-2015) and BLAST aligns genes: short
runs of equal words are seeds, seeds that follow each other at nearly the same distance in both texts make a stretch,
and the gaps between them are the edits. A copy in which every fifth word is replaced has few shingles left but one
long stretch; furniture under two different reports has a stretch that ends where the furniture ends.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

MAX_GAP = 4
"""Seeds this many seed widths apart still belong together: with every fifth word replaced, words between two seeds of
3 are more than 12 in 2 % of the gaps."""
MAX_SHIFT = 2
"""In seed widths, how much longer a gap may be in one text than in the other."""
MIN_STRETCH = 3
"""In seed widths, how many equal words make a stretch: two texts of one language share shorter phrases by chance."""
OWN = 0.04
"""From this share on, the rest of a text is its own content; less may be a dateline, a byline, a credit."""
MUCH_OWN = 0.10
"""If this share of one text is its own, the few own words of the other may be all that it has to say."""
OPEN_STRETCHES = 3
"""A seed may join any of the last stretches, so that a chance match does not break the stretch around it."""

LEAP = 16
"""After so many equal seeds the next are compared at once, then twice as many: a copy goes on as its source does."""

Words = Sequence[str]
Edit = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``start`` up to ``end`` of the article, which stand as ``there_start`` up to ``there_end`` in the other."""

    start: int
    end: int
    there_start: int
    there_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """``inner``: share of the article's words inside stretches; ``outer``: of the other's words inside them.

    ``equal``: the share of the words inside that are equal; ``edits``: what differs there, as (ours, theirs).
    ``tail``: what is shared is the end of both texts, below openings of their own; ``head``: the reverse.
    """

    inner: float
    outer: float
    equal: float
    edits: tuple[Edit, ...]
    stretches: tuple[Stretch, ...]
    head: bool
    tail: bool


NOTHING = Alignment(0.0, 0.0, 0.0, (), (), head=False, tail=False)


class Seeds:
    """The seeds of a text: all runs of ``width`` of its words, hashed, to be compared in this process only."""

    def __init__(self, words: Words, width: int) -> None:
        self.words = words
        self.width = width

    @cached_property
    def hashes(self) -> list[int]:
        """One hash for each place, in order."""
        return list(map(hash, windows(self.words, self.width)))

    @cached_property
    def places(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """The places of seeds that the text has once; and of those it has more often, in order."""
        hashes = self.hashes
        once = dict(zip(hashes, range(len(hashes)), strict=True))
        again: dict[int, list[int]] = {}
        for place in sorted(set(range(len(hashes))).difference(once.values())):
            again.setdefault(hashes[place], []).append(place)
        for seed, places in again.items():
            places.append(once.pop(seed))
        return once, again


def align(article: Seeds, other: Seeds, begun: int = 0) -> Alignment:
    """Align two texts by their seeds, of one width; 0.1 ms for 300 words each, linear in their length.

    ``begun``: as ``whole_beginning`` has it, where it was asked; then nothing is hashed.
    """
    seed = article.width
    if len(article.words) < MIN_STRETCH * seed:
        return NOTHING
    runs = [_Run(0, 0, begun - seed)] if begun >= seed else _runs(article, other)
    chains = [one for one in _chain(runs, seed) if _equal(one, seed) >= MIN_STRETCH * seed]
    if not chains:
        return NOTHING
    stretches = sorted(
        (Stretch(one[0].here, one[-1].end + seed, one[0].there, one[-1].there_end + seed) for one in chains),
        key=lambda it: (it.start, it.there_start),
    )
    edits = tuple(edit for one in chains for edit in _edits(one, article.words, other.words, seed))
    inside = spanned([(it.start, it.end) for it in stretches])
    there = spanned([(it.there_start, it.there_end) for it in stretches])
    size, there_size = len(article.words), len(other.words)
    mirrored = [
        Stretch(size - it.end, size - it.start, there_size - it.there_end, there_size - it.there_start)
        for it in stretches
    ]
    return Alignment(
        inner=inside / size,
        outer=there / there_size,
        equal=1 - min(1.0, sum(len(ours) for ours, _ in edits) / inside),
        edits=edits,
        stretches=tuple(stretches),
        head=_is_head(stretches, (size, there_size), seed),
        tail=_is_head(mirrored, (size, there_size), seed),
    )


def _is_head(stretches: Sequence[Stretch], sizes: tuple[int, int], seed: int) -> bool:
    """Whether stretches follow each other from the start of both texts, and both go their own way after them."""
    end = there_end = 0
    for one in sorted(stretches, key=lambda it: it.start):
        if one.start - end > MAX_GAP * seed or one.there_start - there_end > MAX_GAP * seed:
            return False
        end, there_end = max(end, one.end), max(there_end, one.there_end)
    rests = sizes[0] - end, sizes[1] - there_end
    less, more = sorted((rests[0] / sizes[0], rests[1] / sizes[1]))
    return less > OWN or (min(rests) >= seed and more > MUCH_OWN)


def whole_beginning(one: Words, other: Words) -> int:
    """How many words the shorter text has, if the longer begins with all of them; else 0."""
    less = min(len(one), len(other))
    return less if one[:less] == other[:less] else 0


def spanned(spans: Sequence[tuple[int, int]]) -> int:
    """How many places the spans cover together; overlaps count once."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def windows(words: Words, width: int) -> Iterator[tuple[str, ...]]:
    """All runs of ``width`` words, in order; a shorter text is one run."""
    return zip(*(words[offset:] for offset in range(min(width, len(words)))), strict=False)


class _Run(NamedTuple):
    """Equal seeds word by word: the first stands at ``here`` and ``there``, the last ``steps`` further on."""

    here: int
    there: int
    steps: int

    @property
    def end(self) -> int:
        return self.here + self.steps

    @property
    def there_end(self) -> int:
        return self.there + self.steps


def _runs(article: Seeds, other: Seeds) -> Iterator[_Run]:
    """Equal seeds in the article's order.

    A seed that either text has more than once continues the last pair if it can; otherwise they are paired in order.
    """
    once, again = other.places
    ours, theirs = article.hashes, other.hashes
    free = bytearray(b"\1") * len(theirs)
    taken: dict[int, int] = {}  # of a seed's places so many, from the first on, are not free
    here = there = next_here = next_there = -1
    seeds = enumerate(ours)
    for place, seed in seeds:
        found = once.get(seed, -1)
        if found < 0:
            places = again.get(seed)
            if places is None:
                continue
            if 0 <= next_there < len(theirs) and theirs[next_there] == seed and free[next_there]:
                found = next_there
            else:
                passed = taken.get(seed, 0)
                while passed < len(places) and not free[places[passed]]:
                    passed += 1
                taken[seed] = passed
                if passed == len(places):
                    continue
                found = places[passed]
        elif not free[found]:
            continue
        free[found] = 0
        if place != next_here or found != next_there:
            if here >= 0:
                yield _Run(here, there, next_here - here - 1)
            here, there = place, found
        next_here, next_there = place + 1, found + 1
        if next_here - here == LEAP:
            steps = _alike(ours, theirs, free, next_here, next_there)
            free[next_there : next_there + steps] = bytes(steps)
            next_here, next_there = next_here + steps, next_there + steps
            next(itertools.islice(seeds, steps, steps), None)
    if here >= 0:
        yield _Run(here, there, next_here - here - 1)


def _alike(ours: Sequence[int], theirs: Sequence[int], free: bytearray, here: int, there: int) -> int:
    """How many seeds from ``here`` and ``there`` on are equal and free."""
    steps, leap, most = 0, LEAP, min(len(ours) - here, len(theirs) - there)
    while leap and steps < most:
        end = steps + min(leap, most - steps)
        same = ours[here + steps : here + end] == theirs[there + steps : there + end]
        if same and free.find(0, there + steps, there + end) < 0:
            steps, leap = end, leap * 2
        else:
            leap //= 2
    return steps


def _chain(runs: Iterable[_Run], seed: int) -> list[list[_Run]]:
    gap, shift = (MAX_GAP + 1) * seed, MAX_SHIFT * seed
    stretches: list[list[_Run]] = []
    for run in runs:
        for stretch in stretches[: -OPEN_STRETCHES - 1 : -1]:
            last = stretch[-1]
            step, other_step = run.here - last.end, run.there - last.there_end
            if step <= gap and 0 < other_step <= gap and abs(step - other_step) <= shift:
                stretch.append(run)
                break
        else:
            stretches.append([run])
    return stretches


def _equal(stretch: list[_Run], seed: int) -> int:
    return spanned([(run.here, run.end + seed) for run in stretch])


def _edits(stretch: list[_Run], article: Words, other: Words, seed: int) -> list[Edit]:
    edits: list[Edit] = []
    for run, following in itertools.pairwise(stretch):
        here, there = run.end, run.there_end
        # Two seeds may overlap in one text and not in the other: words were put in or left out between them.
        start = max(0, seed - min(following.here - here, following.there - there))
        ours, theirs = article[here + seed : following.here + start], other[there + seed : following.there + start]
        if len(ours) == len(theirs):
            edits += _pairwise(ours, theirs)
        elif ours or theirs:
            edits.append((tuple(ours), tuple(theirs)))
    return edits


def _pairwise(ours: Words, theirs: Words) -> list[Edit]:
    """Gaps of one length, word by word: what differs side by side is one edit."""
    differs = [one != another for one, another in zip(ours, theirs, strict=True)]
    starts = [at for at, it in enumerate(differs) if it and not (at and differs[at - 1])]
    ends = [at + 1 for at, it in enumerate(differs) if it and not (at + 1 < len(differs) and differs[at + 1])]
    return [(tuple(ours[start:end]), tuple(theirs[start:end])) for start, end in zip(starts, ends, strict=True)]
