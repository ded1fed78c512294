"""How alike two texts are: how much of one stands in the other, and whether that proves the article to be no news.

Two measures, because each covers the weakness of the other. Shared shingles (containment, not Jaccard, so that an
excerpt counts as a copy) ignore the order, but one word replaced in five leaves .44 of them. Common stretches
(``policy/alignment.py``) bridge such edits, but not a text cut into short pieces and shuffled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

from worker.model.entry import Wording
from worker.model.story import RelationKind
from worker.policy.alignment import NOTHING, Alignment, Seeds, align, spanned, whole_beginning, windows
from worker.policy.templates import TITLE_SHARED, differences, headed_alike, marks, strangers

Hashes = frozenset[int]
"""The distinct shingles of a text, hashed."""

FURNITURE = 200
"""A sample found in more articles than this belongs to a template, not to a report."""

MIN_SHARED_SAMPLES = 2
RARE = 2
"""A single sample is enough if so few articles hold it: a heavily edited short text keeps no second one."""
MAX_CANDIDATES = 5
"""So many candidates are compared exactly, those with most shared samples first."""

SAME = 0.90
COPY = 0.50
DERIVED = 0.25
DERIVED_SHINGLES = 12
MIN_COPY_SHINGLES = 6
"""Texts of fewer shingles may agree by chance: a headline like "Live blog" proves nothing."""
HEADLINE_SHINGLES = 30
"""A text of fewer shingles is at most a headline with a line below it. A single different number or name can mean
another event ("Magnitude 5.1 …", "Magnitude 7.4 …"), so it has to be known as a whole."""

KNOWN = 0.80
"""An article is no news if so much of it stands in its source; or at least ``COPY`` of it, if so much of the source
stands in it: a report wrapped in a host's words. Two reports that share furniture or a background each keep words of
their own."""
EQUAL = 0.60
"""So many words inside common stretches must be equal: a copy with every fifth word replaced keeps .8."""
VERBATIM = 0.85
"""Furniture and background are repeated unchanged; an edited copy keeps fewer equal words."""
REWRITTEN_LEAD = 0.95
"""Two texts that share all but their openings are copies with another lead; a smaller common end may be furniture."""
OPENING = 0.2
"""So much of a text from its beginning on is an excerpt of it, whatever the rest is about."""
SOURCE, AS_MUCH = 0.05, 0.95
"""What a source has to add to those before it, to be one of the sources an article is made of; and what share of that
another has to add in its place, to be as likely the source."""

_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")


@dataclass(frozen=True, slots=True)
class Overlap:
    """``inner``: share of the article's shingles found in the other; ``outer``: of the other's found in it."""

    inner: float
    outer: float
    shared: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The complete comparison of an article with another text.

    ``differing`` says why the same words are other news, ``strange`` why they are about others; else they are empty
    (``policy/templates.py``).
    """

    overlap: Overlap
    alignment: Alignment
    differing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def covered(self) -> float:
        """The share of the article that stands in the other, by the measure that sees more."""
        return max(self.overlap.inner, self.alignment.inner)

    @property
    def covers(self) -> float:
        """The share of the other that stands in the article."""
        return max(self.overlap.outer, self.alignment.outer)


class Text:
    """A text ready to be compared. What comparisons need is worked out once, on first use."""

    def __init__(self, wording: Wording, size: int | None = None) -> None:
        """``size``: how many distinct shingles it has, if that is known."""
        self.wording = wording
        if size is not None:
            self.size = size

    @cached_property
    def size(self) -> int:
        """How many distinct shingles it has."""
        return len(self.shingles)

    @cached_property
    def shingles(self) -> Hashes:
        """All distinct shingles; their hashes are only valid in this process."""
        return frozenset(map(hash, windows(self.wording.compared, self.wording.width)))

    @cached_property
    def seeds(self) -> Seeds:
        """The seeds of alignments."""
        return Seeds(self.wording.compared, seed_width(self.wording.width))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its names and numbers."""
        return marks(self.wording)

    @cached_property
    def with_title(self) -> Text:
        """The text preceded by its title, for comparison with short texts."""
        wording = self.wording
        return self if self.is_short else Text(replace(wording, compared=wording.title + wording.body))

    @property
    def is_short(self) -> bool:
        """Whether it is so short that the title is compared with it."""
        return len(self.wording.compared) > len(self.wording.body)


def overlap(article: Hashes, other: Hashes) -> Overlap:
    """Exact overlap of two sets of shingles."""
    if not article or not other:
        return Overlap(0.0, 0.0, 0)
    shared = len(article & other)
    return Overlap(shared / len(article), shared / len(other), shared)


def compare(article: Text, other: Text) -> Comparison:
    """Compare two texts completely; 0.2 ms for 300 words each, less if they share nothing.

    If one is so short that its title is compared with it, the other's title is, too.
    """
    if article.is_short != other.is_short:
        article, other = article.with_title, other.with_title
    ours, theirs = article.wording, other.wording
    begun = whole_beginning(ours.compared, theirs.compared) if ours.width == theirs.width else 0
    if begun >= ours.width:  # as copies do, for which nothing has to be hashed
        shared = min(article.size, other.size)
        found = Overlap(shared / article.size, shared / other.size, shared)
    else:
        found = overlap(article.shingles, other.shingles)
    if not found.shared:
        return Comparison(found, NOTHING)
    seeds = other.seeds
    if seeds.width != article.seeds.width:
        seeds = Seeds(seeds.words, article.seeds.width)
    aligned = align(article.seeds, seeds, begun)
    most = max(found.inner, found.outer, aligned.inner, aligned.outer)
    strange = strangers(article.marks, other.marks, most)
    return Comparison(found, aligned, differences(ours, theirs, aligned.edits), strange)


def seed_width(width: int) -> int:
    """Words in a seed, for shingles of ``width``: 3 of 4, 4 of 6, 6 of 8, 7 of 10; narrow, to come near every edit."""
    return round(width * 0.7)


def candidates(samples: Iterable[int], holders: Mapping[int, list[int]]) -> list[int]:
    """Articles worth an exact comparison, best first; ``holders`` names the articles that hold each sample.

    Greedy: the next one explains most of the samples not yet explained, then has most in all. So all sources of an
    article made of several are found, however many copies the first one has.
    """
    held: dict[int, set[int]] = defaultdict(set)
    rare: set[int] = set()
    for sample in samples:
        found = holders.get(sample, ())
        if found and len(found) <= FURNITURE:
            for article in found:
                held[article].add(sample)
            if len(found) <= RARE:
                rare.update(found)
    left = {article: its for article, its in held.items() if len(its) >= MIN_SHARED_SAMPLES or article in rare}
    best: list[int] = []
    explained: set[int] = set()
    while left and len(best) < MAX_CANDIDATES:
        found_next = max(left, key=lambda it: (len(left[it] - explained), len(left[it]), -it))
        explained |= left.pop(found_next)
        best.append(found_next)
    return best


def classify(found: Comparison) -> RelationKind | None:
    """The relation that a comparison shows, if any.

    ``copy``: nearly all of the article stands in the other, word for word. ``near_copy``: at least half of one
    stands in the other, edits allowed. ``rewrite``: a part does. The same words for other news are no relation, nor is
    a common end below two openings: that is furniture, or the background of two reports.
    """
    shared = found.overlap.shared
    if shared < MIN_COPY_SHINGLES or found.differing:
        return None
    most = max(found.covered, found.covers)
    if framed_alike(found):
        return None
    if found.overlap.inner >= SAME:
        return RelationKind.COPY
    if most >= COPY:
        return RelationKind.NEAR_COPY
    if most >= DERIVED and shared >= DERIVED_SHINGLES:
        return RelationKind.REWRITE
    return None


def framed_alike(found: Comparison) -> bool:
    """Whether two texts share an end, word for word, below two openings."""
    if found.overlap.shared < MIN_COPY_SHINGLES or found.differing:
        return False
    most = max(found.covered, found.covers)
    return most < REWRITTEN_LEAD and found.alignment.tail and found.alignment.equal >= VERBATIM


def stands_aside(article: Text, other: Text, found: Comparison) -> bool:
    """Whether an article is a minor part of a text about something else: of a digest, a page of the whole day.

    Who was told of that text was told of its headline and its beginning.
    """
    if found.covered < KNOWN or found.covers >= COPY:
        return False
    begins = min((it.there_start for it in found.alignment.stretches), default=0)
    deep, small = begins > OPENING * len(other.wording.compared), found.covers < OPENING
    if not (deep or small):
        return False
    return not headed_alike(article.wording, other.wording, 1.0 if deep and small else TITLE_SHARED)


def proves(found: Comparison) -> bool:
    """Whether a comparison may silence the article: its content is known, and nothing suggests that it is other news.

    A bare headline has to be known to the last word. If the texts share one end and differ at the other, the common
    end is furniture, or the background of two reports.
    """
    if found.overlap.shared < MIN_COPY_SHINGLES or found.differing:
        return False
    if (found.alignment.head or found.alignment.tail) and found.alignment.equal >= VERBATIM:
        return False
    if found.overlap.shared < HEADLINE_SHINGLES * found.covered:
        return found.overlap.inner == 1.0
    if _is_known(found.overlap.inner, found.overlap.outer):
        return True
    return _is_known(found.covered, found.covers) and found.alignment.equal >= EQUAL


def _is_known(inner: float, outer: float) -> bool:
    return inner >= KNOWN or (inner >= COPY and outer >= KNOWN)


def sources(found: Sequence[Comparison], length: int) -> tuple[list[list[int]], float]:
    """The sources an article of ``length`` words is made of, as places in ``found``, and the share they cover together.

    Greedy: each adds at least ``SOURCE`` of the article to those before it. One source is a copy, several a mash-up.
    Each comes with those that would have added as much in its place: copies of it, any of which may be the source.
    """
    spans_of = {
        place: [(it.start, it.end) for it in one.alignment.stretches]
        for place, one in enumerate(found)
        if one.overlap.shared >= DERIVED_SHINGLES and not one.differing
    }
    chosen: list[list[int]] = []
    spans: list[tuple[int, int]] = []
    covered = 0
    while spans_of:
        gains = {place: spanned(spans + more) for place, more in spans_of.items()}
        best = max(gains, key=lambda place: (gains[place], -place))
        if gains[best] - covered < SOURCE * length:
            break
        little = (1 - AS_MUCH) * (gains[best] - covered)
        spans += spans_of[best]
        alike = [
            place
            for place, gain in gains.items()
            if place != best and max(gains[best] - gain, spanned(spans + spans_of[place]) - gains[best]) <= little
        ]
        chosen.append([best, *alike])
        spans_of = {place: more for place, more in spans_of.items() if place not in chosen[-1]}
        covered = gains[best]
    return chosen, covered / length if length else 0.0


def shared_sentences(article: str, other: str, most: int = 2) -> tuple[str, ...]:
    """The longest sentences that both texts have, as evidence a person can check."""
    theirs = _sentences(other)
    return tuple(islice(filter(theirs.has, _sentences(article).longest), most))


class _Sentences:
    """The sentences of a text, to be looked for without case and extra blanks."""

    def __init__(self, text: str) -> None:
        self._written = frozenset([sentence.strip() for sentence in _SENTENCE.findall(text)])
        self.longest = sorted(sorted(self._written), key=len, reverse=True)

    def has(self, sentence: str) -> bool:
        """Whether it is one of them. Most of a copy's are to the letter, which spares folding them all."""
        return sentence in self._written or _folded(sentence) in self._all_folded

    @cached_property
    def _all_folded(self) -> frozenset[str]:
        return frozenset(map(_folded, self._written))


def _folded(sentence: str) -> str:
    return " ".join(sentence.casefold().split())


_sentences = lru_cache(100)(_Sentences)
"""Cached for further comparisons."""
