"""Whether a report tells its story anything new: what the story knows may be silenced, what is new is told.

An article is known if it shares enough names and words with its story, and little of it is new; names are the surest
sign, words count alone where no names can be recognised. All figures are articles silenced rightly and wrongly, on the
collections that docs/quality.md describes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from worker.model.entry import TermKind
from worker.policy import vectors

LEAST_NAMES, LEAST_WORDS, MOST_UNKNOWN = 2, 0.2, 0.5
"""What is known shares this many names and this cosine of words, and at most this part of its names and numbers is new
to the story."""
VERY_SURE, VERY_SURE_UNKNOWN = 3.0, 0.7
"""At these odds a number or a name more is a detail: above .5 of ECB+ 136 later articles were right and 1 wrong, of the
wide stream 9 and 1, from 1.75 on; from 3.0 on fewer unrelated texts are silenced (record 0030)."""
ONE_NAME = 3.5
"""At these one name shared is enough: of ECB+ 26 were right and none wrong, of the wide stream 48 and 1. From 3.0 on
seven more unrelated reports were silenced."""

FEW_NAMES, BY_WORDS_SURE, BY_WORDS_LEAST, BY_WORDS_UNKNOWN = 0.05, 2.2, 0.3, 0.6
"""Where names have hardly a share of a body's weight, as in scripts without capitals, it is known by its words at these
odds. Of ECB+ in small letters that silences 1,062 later articles rightly and 7 wrongly; with capitals, by names, 1,286
and 9."""

BY_NUMBERS_LEAST, BY_NUMBERS_UNKNOWN = 3, 0.5
"""Or by its numbers, where so many are shared and none is new: a rewrite leaves few of its words, and names differ in
what is written as one with them (በሳርኒክ, የሳርኒክ)."""

HEADLINE_COSINE, HEADLINE_UNKNOWN, HEADLINE_ALIKE = 0.25, 0.75, 0.30
"""A headline under the first shares a name and little else, such as a weekday: among 1,936 headlines of a day half of
the wrong silences lay below, of the right ones on dense streams 2 in a hundred. It has room for few names and numbers:
one wording gives the toll, the next the place, and neither contradicts the other. So more of them may be new than in a
body, and any part from the last cosine on, where 56 of 57 were right."""
FIGURES_UNKNOWN = 0.25
"""A number is shared by chance: without a name beside it, it proves little where the headline has others of its own,
and nothing where no words agree (a score and the name of a telephone, two dates)."""
HEADLINE_SURE, HEADLINE_WORDS_UNKNOWN = 2.0, 0.2
"""Where every word of a headline has a capital or none has, its words alone have to say it. At these odds 1,886 of
UCI's headlines were right, 9 wrong; on streams in capitals, of which many differ in one word alone, .025 of the stories
were lost where .3 may be new, .012 with .2."""
SHORT_TERMS = 6
"""A headline of fewer terms is a label ("Police report for Monday"): one word of its own makes it other news."""

UNTOLD_UNKNOWN = 0.6
"""A text of which a larger part is new to what somebody was told is told, though its story knows it (one that belongs
to the story by its cast alone from ``MOST_UNKNOWN`` on): record 0031."""

STRONG_TERM, SAME_CAST = 0.2, 6
"""A report of another day whose headline has so strong a word that the story lacks tells what came after, however much
of it repeats what is known: an appeal, a coach dismissed. So does any word that its first sentence has as well (record
0039). Not if it shares so many names: record 0030."""


def body_is_known(
    near: vectors.Closeness,
    odds: float,
    vector: Mapping[int, float],
    own: vectors.Squares,
    story: Mapping[int, float],
) -> bool:
    """Whether what a body tells is known to the story that it belongs to at these log-odds."""
    if odds >= ONE_NAME and near.names == 1 and near.unknown <= MOST_UNKNOWN:
        known = near.words >= LEAST_WORDS
    else:
        most = MOST_UNKNOWN if odds < VERY_SURE else VERY_SURE_UNKNOWN
        known = near.unknown <= most and near.names >= LEAST_NAMES and near.words >= LEAST_WORDS
    return known or _known_by_words(near, odds, vector, own, story)


def headline_is_known(
    near: vectors.Closeness, odds: float, vector: Mapping[int, float], story: Mapping[int, float]
) -> bool:
    """Whether all a headline tells is known to the story: by a name, else a number, else by nearly all its words."""
    if len(vector) < SHORT_TERMS and near.unknown:
        return False
    if near.cosine < HEADLINE_COSINE:
        return False
    if near.names:
        return near.unknown <= HEADLINE_UNKNOWN or near.cosine >= HEADLINE_ALIKE
    if near.figures and near.unknown <= FIGURES_UNKNOWN and near.words >= LEAST_WORDS:
        return True
    if odds < HEADLINE_SURE or len(vector) < SHORT_TERMS or not vectors.nameless(vector):
        return False
    return vectors.unknown(vector, story) <= HEADLINE_WORDS_UNKNOWN


def by_chance(near: vectors.Closeness) -> bool:
    """Whether a headline may share a number with a story by chance: it shares no name, and has others of its own."""
    return bool(near.figures and not near.names and near.unknown > FIGURES_UNKNOWN)


def counts_otherwise(near: vectors.Closeness, vector: Mapping[int, float], story: Mapping[int, float]) -> bool:
    """Whether a text in which no names can be told shares none of its numbers with the story, and both have several."""
    if near.figures or not near.both_count or not vectors.nameless(vector):
        return False
    return min(vectors.numbers(vector), vectors.numbers(story)) >= BY_NUMBERS_LEAST


def was_told(
    vector: Mapping[int, float],
    own: vectors.Squares,
    story: Mapping[int, float],
    untold: AbstractSet[int],
    *,
    by_cast: bool,
) -> bool:
    """Whether enough of a body that is known to its story is known from articles that somebody was told of.

    ``untold`` are those terms of the story that nobody was told. ``by_cast``: it belongs to the story only by the names
    they share.
    """
    if untold.isdisjoint(vector):
        return True
    new = vectors.unknown(vector, story.keys() - untold, anchors=not _has_few_names(own))
    return new <= (MOST_UNKNOWN if by_cast else UNTOLD_UNKNOWN)


def tells_what_came_after(
    vector: Mapping[int, float], story: Mapping[int, float], headline: Collection[int], news: Collection[int]
) -> bool:
    """Whether a later report says something the story has not heard of, by the terms of its ``headline``.

    ``news`` are those of them that its first sentence has as well.
    """
    if vectors.names_shared(vector, story) >= SAME_CAST:
        return False
    strong = any(vector.get(term, 0.0) >= STRONG_TERM and term not in story for term in headline)
    return strong or tells_anew(vector, story, news)


def tells_anew(vector: Mapping[int, float], story: Mapping[int, float], news: Collection[int]) -> bool:
    """Whether any of an article's terms in ``news`` is new to the story.

    ``news`` is what headline and first sentence have in common (record 0037); of a bare headline that a feed lists
    after others of the story it is all of it, for an outlet hardly lists the same news twice.
    """
    return any(term in vector and term not in story for term in news)


def _known_by_words(
    near: vectors.Closeness,
    odds: float,
    vector: Mapping[int, float],
    own: vectors.Squares,
    story: Mapping[int, float],
) -> bool:
    """Whether what a body tells is known by its words or numbers, because no names can be told in it."""
    if odds < BY_WORDS_SURE or not _has_few_names(own):
        return False
    new = vectors.unknown(vector, story)
    if near.figures >= BY_NUMBERS_LEAST and not near.unknown and new <= BY_NUMBERS_UNKNOWN:
        return True
    return near.words >= BY_WORDS_LEAST and new <= BY_WORDS_UNKNOWN


def _has_few_names(own: vectors.Squares) -> bool:
    return own.get(TermKind.NAME, 0.0) <= FEW_NAMES
