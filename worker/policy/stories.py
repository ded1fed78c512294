"""Which story an article belongs to, how surely, and which stories turn out to be one.

The chance that an article belongs to a story is logistic in a handful of numbers free of language: how near the two
are (``policy/vectors.py``), how large the story is, how long ago it was news. Three outcomes: below ``JOIN`` the
article opens a story; above it joins and is told as an update; far above it may be silenced, if it tells nothing new
(``policy/novelty.py``).
``bench/weights.py`` fitted the numbers and says on what; decision record 0013 has the figures.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from worker.policy import novelty, vectors

POSTING_TERMS = 8
MAX_CANDIDATES = 12
"""Half as many as before cost nothing: within .003 of F1."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of belonging per unit of each number; ``fades`` per unit of age. See ``logit``."""

    bias: float
    cosine: float
    words: float
    numbers: float
    both_count: float
    size: float
    uncovered: float
    names: float
    fades: float


BODY = Weights(
    bias=-3.93,
    cosine=2.44,
    words=7.80,
    numbers=6.66,
    both_count=-0.63,
    size=-0.99,
    uncovered=-5.85,
    names=1.00,
    fades=2.0,
)
"""From before words were weighed as in record 0030: fitted anew they give the same F1 and tell .02 more twice."""
HEADLINE = Weights(
    bias=-1.92,
    cosine=11.10,
    words=0.0,
    numbers=0.0,
    both_count=0.0,
    size=-0.04,
    uncovered=-0.21,
    names=-0.17,
    fades=2.5,
)
JOIN, JOIN_HEADLINE = -0.8, -0.5
SURER, SURER_HEADLINE = 2.4, 1.2
"""Log-odds from which an article joins; and how far above it may be silenced."""

CAST, CAST_COSINE, CAST_SURE = 10, 0.28, 0.3
"""A follow-up has other words and numbers but the same cast: with so many names shared it joins; and is silent from
these odds on if it tells little else. Six names would do as well (of ECB+ 69 later articles right, 1 wrong), but would
silence more reports of one event whose labels differ."""
HEADLINE_COSINE = 0.10
"""Under it no headline joins, however close in time."""
FIGURES_DOUBT = 1.0
"""How much less likely a headline is that ``novelty.by_chance`` shares a number with the story."""
OTHER_NUMBERS_DOUBT = 2.0
"""How much less likely a text is that ``novelty.counts_otherwise``: two companies' results to one wording have odds of
.3 to 1.0 in Chinese, Georgian and Japanese, where no name can be told (record 0039)."""

SAME_HEADLINE_WORDS, SAME_HEADLINE_WITHIN_S, LETTER_WORDS = 6, 12 * 3600.0, 0.4
"""Under the very headline of the report that opened the story it is told again, whether either has a text or not. A
shorter one, or one of another day, may be a column's. Letters of scripts without spaces are parts of words."""

BY_HEADLINE = 3.5
"""From these odds on a report belongs to a story told in bare headlines as its own headline does (record 0039)."""

MORE_TERMS = 2
"""How many times as many terms as its story has, by headlines alone, the first report with a text has."""

SHOWN = 12
"""Anchors named as evidence, where words have to stand for names."""

MERGE, MERGE_GROWN, MERGE_HEADLINES = 0.30, 0.27, 0.17
"""Two stories that an article fits both are one from this cosine of their sums on; the more by ``MERGE_GROWN`` the
larger the logarithm of the smaller one's tellings. The sums decide, not the article: A like B and B like C do not melt
A with C. A story that was split off by chance is small; two that have grown side by side are two."""
MERGE_WITHIN_S, MERGE_HEADLINES_WITHIN_S = 7 * 86400.0, 12 * 3600.0

SENTENCE_WORDS = 18.0
"""A headline from so many words on is a sentence or two, such as a report whose feed gives no title: it is weighed as a
text. Of 6,366 headlines none has more than 17; of ECB+ 52 texts are such sentences, and faded within hours."""

BODY_FADES_S, HEADLINE_FADES_S = 7 * 86400.0, 3 * 3600.0
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
    def untold(self) -> AbstractSet[int]:
        """Terms of ``vector`` that only articles brought of which nobody was told."""
        ...

    @property
    def squares(self) -> vectors.Squares:
        """``vectors.squares`` of ``vector``."""
        ...

    @property
    def tellings(self) -> int:
        """How many articles it has, copies not counted."""
        ...

    @property
    def news_at(self) -> float:
        """The mean date of its tellings, seconds since the epoch."""
        ...

    @property
    def languages(self) -> Collection[str]:
        """What its articles are written in."""
        ...


@dataclass(frozen=True, slots=True)
class When:
    """When an article is news: at a moment or, where its date is doubted, some time between two."""

    earliest: float
    latest: float

    def nearest(self, at: float) -> float:
        """The possible moment nearest to ``at``."""
        return min(max(at, self.earliest), self.latest)

    def after(self, at: float) -> float:
        """By how many seconds it is later than ``at``, negative if it is earlier; 0 if it may be the same moment."""
        return self.nearest(at) - at


@dataclass(frozen=True, slots=True)
class Match:
    """The best story found, with the chance that the article belongs to it.

    ``strong``: its news is known, for ``names`` are shared as well as many terms; it silences unless it is ``untold``:
    known from articles of which nobody was told. ``anew``: it begins with what the story lacks. ``also``: further
    stories it fits. ``by_meaning``: an embedder found it, which may never silence; ``across``: its marks in another
    language did. ``odds``: the logarithm of the odds, by which matches of different kinds are compared; where none are
    known, all others are likelier.
    """

    story: int
    score: float
    strong: bool
    follow_up: bool
    names: tuple[str, ...]
    also: tuple[int, ...] = ()
    by_meaning: bool = False
    untold: bool = False
    anew: bool = False
    odds: float = -math.inf
    across: bool = False


def posting_terms(vector: Mapping[int, float]) -> list[int]:
    """The terms an article, as ``vectors.weighed`` it, looks stories up by, and is found by."""
    return list(islice(vector, POSTING_TERMS))


def shortlist(vector: Mapping[int, float], postings: Mapping[int, Iterable[int]]) -> list[int]:
    """Stories that share the most telling terms, best first; ``postings`` lists the stories of each term."""
    shared: dict[int, float] = defaultdict(float)
    for term in posting_terms(vector):
        weight = vector[term] ** 2
        for story in postings.get(term, ()):
            shared[story] -= weight  # below zero, so that plain pairs sort the best first
    return [story for _, story in sorted([(weight, story) for story, weight in shared.items()])[:MAX_CANDIDATES]]


def best_match(
    vector: Mapping[int, float],
    anchors: Mapping[int, str],
    candidates: Iterable[Candidate],
    *,
    when: When,
    lang: str | None,
    has_body: bool,
    across: bool = False,
) -> Match | None:
    """The story an article belongs to among those told in its language, or None.

    ``across``: a bare headline may also belong to a story told in other languages, if they share names or numbers.
    """
    joins, surer = (JOIN, SURER) if has_body else (JOIN_HEADLINE, SURER_HEADLINE)
    fitting: list[tuple[float, Candidate, bool]] = []
    own = vectors.squares(vector)
    for story in candidates:
        elsewhere = lang not in story.languages
        if elsewhere and (has_body or not across):
            continue
        near = vectors.closeness(vector, own, story.vector, story.squares)
        if not has_body and (near.cosine < HEADLINE_COSINE or (elsewhere and not near.names + near.figures)):
            continue
        odds = logit(near, story.tellings, abs(when.after(story.news_at)), has_body=has_body)
        if has_body:
            if novelty.counts_otherwise(near, vector, story.vector):
                odds -= OTHER_NUMBERS_DOUBT
            least = CAST_SURE if near.names >= CAST else joins + surer
            sure = odds >= least and novelty.body_is_known(near, odds, vector, own, story.vector)
            if near.names >= CAST and near.cosine >= CAST_COSINE:
                odds = max(odds, joins)
        else:
            if novelty.by_chance(near):
                odds -= FIGURES_DOUBT
            after_s = when.after(story.news_at)
            sure = odds >= joins + surer and novelty.headline_is_known(
                near, odds, vector, story.vector, after_s=after_s
            )
        if odds >= joins:
            fitting.append((odds, story, sure))
    if not fitting:
        return None
    fitting.sort(key=lambda it: (-it[0], it[1].id))
    odds, story, strong = fitting[0]
    met = sorted((-vector[term], shown) for term, shown in anchors.items() if term in story.vector and term in vector)
    names = tuple(sorted(shown for _, shown in (met[:SHOWN] if vectors.nameless(vector) else met)))
    also = tuple(other.id for _, other, _ in fitting[1:])
    by_cast = odds < JOIN + SURER
    untold = strong and has_body and not novelty.was_told(vector, own, story.vector, story.untold, by_cast=by_cast)
    follow_up = when.after(story.news_at) > FOLLOW_UP_S
    return Match(story.id, chance(odds), strong, follow_up, names, also, untold=untold, odds=odds)


def likelier(match: Match | None, linked: Match) -> Match:
    """Of what words say within a language and what marks say across languages, the likelier; of one story, the sure.

    A report is drawn to stories of its own language on the same topic: of 168 texts that words and marks drew to two
    stories, marks were right 145 times, words once (record 0033).
    """
    if match is None:
        return linked
    if match.story == linked.story:
        return linked if linked.strong and not match.strong else match
    return linked if linked.odds > match.odds else match


def says_more(vector: Mapping[int, float], story: Mapping[int, float]) -> bool:
    """Whether an article has many more terms than its story, which then was told in headlines so far."""
    return len(vector) >= MORE_TERMS * len(story)


def same_headline(headline: Sequence[str], other: Sequence[str], gap_s: float) -> bool:
    """Whether two headlines, as folded words, are the same, say enough and are of the same hours."""
    if headline != other or abs(gap_s) > SAME_HEADLINE_WITHIN_S:
        return False
    return _length(headline) >= SAME_HEADLINE_WORDS


def reads_as_text(headline: Sequence[str]) -> bool:
    """Whether a report that is but a headline, as folded words, says as much as a short text."""
    return _length(headline) >= SENTENCE_WORDS


def logit(near: vectors.Closeness, tellings: int, gap_s: float, *, has_body: bool) -> float:
    """Log-odds that an article belongs to a story of so many tellings, ``gap_s`` away in time."""
    by = BODY if has_body else HEADLINE
    return (
        by.bias
        + by.cosine * near.cosine
        + by.words * near.words
        + by.numbers * near.numbers
        + by.both_count * near.both_count
        + by.size * math.log(max(1, tellings))
        + by.uncovered * near.uncovered
        + by.names * math.log1p(near.names)
        - by.fades * age(gap_s, has_body=has_body)
    )


def age(gap_s: float, *, has_body: bool) -> float:
    """How much time has gone by, as it counts: a headline fades within hours, what has a body by the week."""
    return (gap_s / BODY_FADES_S) ** 2 if has_body else math.log1p(gap_s / HEADLINE_FADES_S)


def chance(odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def news_when(published_at: float | None, seen_at: float, *, doubted: bool) -> When:
    """When an article is news: at its own date, unless it has none or claims to be from the future.

    Of a ``doubted`` date nobody can tell whether the feed was slow or the date is wrong: between it and our sight.
    """
    if published_at is None or published_at > seen_at:
        return When(seen_at, seen_at)
    return When(published_at, seen_at if doubted else published_at)


def same_story(one: Candidate, other: Candidate, *, has_body: bool) -> bool:
    """Whether two stories that an article fits both are one, judged by all they hold."""
    within = MERGE_WITHIN_S if has_body else MERGE_HEADLINES_WITHIN_S
    if abs(one.news_at - other.news_at) > within:
        return False
    near = vectors.cosine(one.vector, one.squares, other.vector, other.squares)
    grown = math.log(max(1, min(one.tellings, other.tellings)))
    return near >= (MERGE + MERGE_GROWN * grown if has_body else MERGE_HEADLINES)


def _length(headline: Sequence[str]) -> float:
    return sum(1 if len(word) > 1 else LETTER_WORDS for word in headline)
