"""Whether a report tells its story anything new: what the story knows may be silenced, what is new is told.

An article is known if it shares enough names and words with its story, and little of it is new; names are the surest
sign, words count alone where no names can be recognised. All figures are articles silenced rightly and wrongly, on the
collections that docs/quality.md describes.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
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
NEW_WORD, NEW_WORDS, HEADLINE_SURE, NEW_WORD_SURE = 0.40, 0.40, 2.0, 0.45
"""Where every word of a headline has a capital or none has, its words alone have to say it: of its weight no new one
may have more than the first (from these odds on, than the last), nor all new ones together more squared weight than the
second. What differs between two events is a place, a name, a rare word; an editor's new word is a common one. Of UCI's
headlines 1,332 were right and 1 wrong; on streams of our own in capitals and in small letters 299, and 10 wrong, of
which 1 is of another event (record 0040)."""
SAME_HOUR_S, NEW_WORDS_SOON, WORDS_ALONE_S = 3600.0, 0.50, 9 * 3600.0
"""Within the hour of its story a headline of common new words may have more of them, and a short one a heavier one: of
UCI 82 more were right, of streams of our own 15, and none wrong. After the last words say nothing: of those silenced
later, 42 were right and 12 were the next step (record 0041)."""
SHORT_TERMS, LABEL_TERMS = 6, 4
"""A headline of fewer terms is a label ("Police report for Monday"): one name or number of its own makes it other news.
One of fewer than the second says nothing by its words alone ("Live blog", "Dinaro beat Santoro")."""

UNTOLD_UNKNOWN = 0.6
"""A text of which a larger part is new to what somebody was told is told, though its story knows it (one that belongs
to the story by its cast alone from ``MOST_UNKNOWN`` on): record 0031."""

SAME_CAST = 6
"""A report of another day tells what came after if its headline and its first sentence have a word of which nobody was
told, however much of it repeats what is known: an appeal, a coach dismissed. Not if it shares so many names: record
0030."""
SAME_HOURS_S, BEGINNING_UNKNOWN, BEGINS_KNOWN = 6 * 3600.0, 0.25, "begins with nothing new"
"""A text of these hours is known if headline and first sentence have nothing new in common, and at most this part of
the headline is new: 154 were right, 4 wrong (record 0041). The last is named as evidence."""
LEAD_UNKNOWN = 0.06
"""A text that keeps half of a known one tells other news, of any day, if so much of its first sentence is new below a
headline that has something new: of 90 such texts of our own streams that tell another stage of their event 86 are
found, of 1,375 repetitions 233 (record 0040)."""


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
    near: vectors.Closeness, odds: float, vector: Mapping[int, float], story: Mapping[int, float], *, after_s: float
) -> bool:
    """Whether all a headline tells is known to the story: by a name, else a number, else by all its telling words.

    ``after_s``: how many seconds after the story it is news.
    """
    if len(vector) < SHORT_TERMS and near.unknown:
        return False
    if near.cosine < HEADLINE_COSINE:
        return False
    if near.names:
        return near.unknown <= HEADLINE_UNKNOWN or near.cosine >= HEADLINE_ALIKE
    if near.figures and near.unknown <= FIGURES_UNKNOWN and near.words >= LEAST_WORDS:
        return True
    if near.figures or near.unknown or len(vector) < LABEL_TERMS or not vectors.nameless(vector):
        return False
    return after_s <= WORDS_ALONE_S and _words_are_known(odds, vector, story, soon=after_s <= SAME_HOUR_S)


def _words_are_known(odds: float, vector: Mapping[int, float], story: Mapping[int, float], *, soon: bool) -> bool:
    heaviest, new = vectors.strongest_new(vector, story), vectors.unknown(vector, story)
    short = len(vector) < SHORT_TERMS
    surer = soon if short else odds >= HEADLINE_SURE and new <= NEW_WORDS
    return heaviest <= (NEW_WORD_SURE if surer else NEW_WORD) and new <= (NEW_WORDS_SOON if soon else NEW_WORDS)


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


def tells_what_came_after(vector: Mapping[int, float], told: Container[int], news: Collection[int]) -> bool:
    """Whether a report of another day says something that nobody was told, by ``news`` (``tells_anew``)."""
    return tells_anew(vector, told, news) and not _has_its_cast(vector, told)


def tells_more(
    vector: Mapping[int, float], told: Container[int], headline: AbstractSet[int], lead: AbstractSet[int]
) -> bool:
    """Whether a text that keeps half of a known one tells other news, by the terms of its headline and first sentence.

    ``told`` are the terms of its story that somebody was told.
    """
    if tells_anew(vector, told, headline & lead) or vectors.unknown_of(vector, told, headline) > MOST_UNKNOWN:
        return True
    if headline and (_has_its_cast(vector, told) or not tells_anew(vector, told, headline)):
        return False
    return vectors.unknown_of(vector, told, lead) > LEAD_UNKNOWN


def begins_as_known(
    vector: Mapping[int, float],
    told: Container[int],
    headline: AbstractSet[int],
    lead: AbstractSet[int],
    *,
    after_s: float,
) -> bool:
    """Whether a text ``after_s`` seconds after its story begins with what somebody was ``told``, whatever it adds."""
    common = [term for term in headline & lead if term in vector]
    if len(vector) < SHORT_TERMS:
        return False
    if after_s > SAME_HOURS_S or not common or tells_anew(vector, told, common):
        return False
    return vectors.unknown_of(vector, told, headline) <= BEGINNING_UNKNOWN


def _has_its_cast(vector: Mapping[int, float], told: Container[int]) -> bool:
    return vectors.names_shared(vector, told) >= SAME_CAST


def tells_anew(vector: Mapping[int, float], told: Container[int], news: Collection[int]) -> bool:
    """Whether any of an article's terms in ``news`` is not among those of its story that somebody was ``told``.

    ``news`` is what headline and first sentence have in common (record 0037); of a bare headline that a feed lists
    after others of the story it is all of it, for an outlet hardly lists the same news twice.
    """
    return any(term in vector and term not in told for term in news)


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
