"""Which stretches of an article stand in another text in the same order, and what was changed inside them.

Seed and extend, as plagiarism detectors align texts (Potthast et al., PAN 2012-2015) and BLAST aligns genes: short
runs of equal words are seeds, seeds that follow each other at nearly the same distance in both texts make a stretch,
and the gaps between them are the edits. A copy in which every fifth word is replaced has few shingles left but one
long stretch; furniture under two different reports has a stretch that ends where the furniture ends.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

MAX_GAP = 4
"""Seeds this many seed widths apart still belong together: with every fifth word replaced, words between two seeds of
3 are more than 12 in 2 % of the gaps."""
MAX_SHIFT = 2
"""In seed widths, how much longer a gap may be in one text than in the other."""
MIN_STRETCH = 3
"""In seed widths, how many equal words make a stretch: two texts of one language share shorter phrases by chance."""
OWN = 0.04
"""From this share on what is left of a text is its own; less may be a dateline, a byline, a credit."""
MUCH_OWN = 0.10
"""Where this share of one text is its own, the other's few words may be all it has to say."""
OPEN_STRETCHES = 3
"""A seed joins one of the last stretches: a phrase met by chance must not break what goes on around it."""

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


def align(article: Words, other: Words, seed: int) -> Alignment:
    """Align two texts by seeds of ``seed`` words; 0.3 ms for 300 words each, linear in their length."""
    chains = [one for one in _chain(_matches(article, other, seed), seed) if _equal(one, seed) >= MIN_STRETCH * seed]
    if not chains:
        return NOTHING
    stretches = sorted(
        (Stretch(one[0][0], one[-1][0] + seed, one[0][1], one[-1][1] + seed) for one in chains),
        key=lambda it: (it.start, it.there_start),
    )
    edits = tuple(edit for one in chains for edit in _edits(one, article, other, seed))
    inside = spanned([(it.start, it.end) for it in stretches])
    there = spanned([(it.there_start, it.there_end) for it in stretches])
    size, there_size = len(article), len(other)
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


def spanned(spans: Sequence[tuple[int, int]]) -> int:
    """How many places the spans cover together, those covered twice counted once."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def windows(words: Words, width: int) -> list[tuple[str, ...]]:
    """All runs of ``width`` words, in order; a text shorter than that is one run."""
    width = min(width, len(words))
    return list(zip(*(words[offset:] for offset in range(width)), strict=False)) if width else []


def _matches(article: Words, other: Words, seed: int) -> list[tuple[int, int]]:
    """Equal seeds as (place in the article, place in the other), in the article's order.

    A seed that either has more than once goes on where the last one was, else is paired in order.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, window in enumerate(windows(other, seed)):
        places[window].append(place)
    found: list[tuple[int, int]] = []
    next_place = -1
    for place, window in enumerate(windows(article, seed)):
        there = places.get(window)
        if not there:
            continue
        if len(there) > 1 and next_place in there:
            there.remove(next_place)
        else:
            next_place = there.pop(0)
        found.append((place, next_place))
        next_place += 1
    return found


def _chain(matches: list[tuple[int, int]], seed: int) -> list[list[tuple[int, int]]]:
    gap, shift = (MAX_GAP + 1) * seed, MAX_SHIFT * seed
    stretches: list[list[tuple[int, int]]] = []
    for here, there in matches:
        for stretch in stretches[: -OPEN_STRETCHES - 1 : -1]:
            last_here, last_there = stretch[-1]
            step, other_step = here - last_here, there - last_there
            if step <= gap and 0 < other_step <= gap and abs(step - other_step) <= shift:
                stretch.append((here, there))
                break
        else:
            stretches.append([(here, there)])
    return stretches


def _equal(stretch: list[tuple[int, int]], seed: int) -> int:
    return spanned([(here, here + seed) for here, _ in stretch])


def _edits(stretch: list[tuple[int, int]], article: Words, other: Words, seed: int) -> list[Edit]:
    edits: list[Edit] = []
    for (here, there), (next_here, next_there) in itertools.pairwise(stretch):
        # Two seeds may overlap in one text and not in the other: words were put in or left out between them.
        start = max(0, seed - min(next_here - here, next_there - there))
        ours, theirs = article[here + seed : next_here + start], other[there + seed : next_there + start]
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
