"""How alike two texts are: what one holds of the other, and whether that proves that the article tells nothing new.

Two measures, because each is blind where the other sees. Shared shingles (containment, not Jaccard, so that an
excerpt counts as a copy) do not mind the order, but one word replaced in five leaves .44 of them. Stretches in common
(``policy/alignment.py``) bridge such edits, but not a text cut into short pieces and shuffled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from worker.model.entry import Wording
from worker.model.story import RelationKind
from worker.policy.alignment import NOTHING, Alignment, Seeds, align, spanned, windows
from worker.policy.templates import differences, marks, strangers

Hashes = frozenset[int]
"""The distinct shingles of a text, hashed."""

FURNITURE = 200
"""A sample found in more articles than this belongs to templates, not to a report."""

MIN_SHARED_SAMPLES = 2
RARE = 2
"""A sample that so few articles hold is enough by itself: edited to the limit, a short text keeps no second one."""
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

KNOWN = 0.80
"""An article of which so much stands in its source tells nothing new; or at least ``COPY`` of it where so much of the
source stands in it: a report wrapped in a host's words. Furniture or a background shared by two reports leaves
each with words of its own."""
EQUAL = 0.60
"""Of the words in common stretches so many must be equal: a copy with every fifth word replaced keeps .8."""
VERBATIM = 0.85
"""Furniture and background are repeated as they are; what an editor went over keeps less."""
REWRITTEN_LEAD = 0.95
"""Two texts that share all but their openings are copies with another lead; less may be furniture they have below."""
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
    """All that was found between an article and another text.

    ``differing`` is empty, or says why the same words are other news, ``strange`` why they are of others
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
    """A text ready to be compared. What a comparison needs of its words is worked out once, when first asked for."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    @cached_property
    def shingles(self) -> Hashes:
        """All distinct shingles; their numbers mean something in this process only."""
        return frozenset(map(hash, windows(self.wording.compared, self.wording.width)))

    @cached_property
    def seeds(self) -> Seeds:
        """What alignments begin at."""
        return Seeds(self.wording.compared, seed_width(self.wording.width))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its names and numbers."""
        return marks(self.wording)

    @cached_property
    def with_title(self) -> Text:
        """The text with its title before it; one so short that it is compared with it is itself."""
        wording = self.wording
        return self if self.is_short else Text(replace(wording, compared=wording.title + wording.body))

    @property
    def is_short(self) -> bool:
        """Whether it says so little that the title is compared with it."""
        return len(self.wording.compared) > len(self.wording.body)


def overlap(article: Hashes, other: Hashes) -> Overlap:
    """Exact overlap of two sets of shingles."""
    if not article or not other:
        return Overlap(0.0, 0.0, 0)
    shared = len(article & other)
    return Overlap(shared / len(article), shared / len(other), shared)


def compare(article: Text, other: Text) -> Comparison:
    """Everything about two texts; 0.2 ms for 300 words each, less where they share nothing.

    Where one is so short that its title is compared with it, the other's is as well.
    """
    if article.is_short != other.is_short:
        article, other = article.with_title, other.with_title
    found = overlap(article.shingles, other.shingles)
    if not found.shared:
        return Comparison(found, NOTHING)
    theirs = other.seeds
    if theirs.width != article.seeds.width:
        theirs = Seeds(theirs.words, article.seeds.width)
    aligned = align(article.seeds, theirs)
    most = max(found.inner, found.outer, aligned.inner, aligned.outer)
    strange = strangers(article.marks, other.marks, most)
    return Comparison(found, aligned, differences(article.wording, other.wording, aligned.edits), strange)


def seed_width(width: int) -> int:
    """Words in a seed, for shingles of ``width``: 3 of 4, 4 of 6, 6 of 8, 7 of 10; narrower, to be near every edit."""
    return round(width * 0.7)


def candidates(samples: Iterable[int], holders: Mapping[int, list[int]]) -> list[int]:
    """Articles worth an exact comparison, best first; ``holders`` names the articles that hold each sample.

    The next is always the one that explains most samples not yet explained, then the one with most in all: of an
    article made of several, all sources are found, however many copies the first has.
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
    """What a comparison makes of the article; None where it says nothing.

    ``copy``: nearly all of the article stands in the other, word for word. ``near_copy``: at least half of one
    stands in the other, edits allowed. ``rewrite``: a part does. Same words for other news are no relation, nor is a
    common end below two openings: that is furniture, or the background of two reports.
    """
    shared = found.overlap.shared
    if shared < MIN_COPY_SHINGLES or found.differing:
        return None
    most = max(found.covered, found.covers)
    if most < REWRITTEN_LEAD and found.alignment.tail and found.alignment.equal >= VERBATIM:
        return None
    if found.overlap.inner >= SAME:
        return RelationKind.COPY
    if most >= COPY:
        return RelationKind.NEAR_COPY
    if most >= DERIVED and shared >= DERIVED_SHINGLES:
        return RelationKind.REWRITE
    return None


def proves(found: Comparison) -> bool:
    """Whether a comparison may silence the article: what it tells is known, and nothing says that it is other news.

    A bare headline has to be known to the last word. Where the texts share one end and go their own ways at the other,
    what they share is furniture, or the background of two reports.
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
    With each come those that would have added as much in its place: copies of it, any of which may be the source.
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
    """The longest sentences both texts have, as evidence a person can check."""
    ours, theirs = _sentences(article), _sentences(other)
    both = {sentence for folded in ours.keys() & theirs.keys() for sentence in ours[folded]}
    return tuple(sorted(both, key=lambda sentence: (-len(sentence), sentence))[:most])


@lru_cache(100)
def _sentences(text: str) -> Mapping[str, set[str]]:
    """The sentences of a text, those alike but for case and blanks together; a report is held against several."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in _SENTENCE.findall(text):
        found[" ".join(sentence.casefold().split())].add(sentence.strip())
    return found
