"""Same words, other news: tells bulletins, results and notices written to a pattern from copies.

A quake, a match, a forecast or an obituary is often reported in the words of the last one, with other numbers, days
and names filled in. Such a text is no copy, however alike: what differs is the news. An editor changes words and
leaves the facts; so what counts is what was changed, number for number and name for name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import chain

from worker.model.entry import Heading, Wording
from worker.policy.alignment import Edit

NUMBERS_CHANGED = 0.25
"""From this share of the numbers on it is other news; an editor corrects or rounds one among many."""
NAMES_CHANGED = 0.34
"""The same for names, which an editor also shortens or spells another way."""
OF_EDITS = 0.2
"""And from this share of all edits on: where every fifth word was replaced, some numbers and names were as well."""
TITLE_LIKE = 0.25
"""Two headlines of one page share more of their words than "in" and "of"."""
TITLE_SHARED = 0.5
"""Titles with this share of their words in common are one pattern filled in twice, or the same title edited."""
ROUNDED_DIGITS, LONGEST_ROUNDED = 3, 18
ROUNDED_BY = 0.1
MOST_SHOWN = 6
FEW_MARKS, STRANGE = 3, 0.5
"""Two texts of so many names and numbers each, which share hardly any of them for all they share in words, tell of
others in the same phrases. Of 105 look-alikes related by their words that parts 70, of 804 reports of one event none,
of 3,600 copies 7, of 508 halves of mash-ups 17; a quarter instead of a half parts 43, 0, 1 and 4."""
PATTERN_WORDS, FORM_LETTERS = 2, 4
"""Words a pattern has beside what fills it in; and letters that forms of one name have in common.
Of headlines that differ in names alone 740 pairs of four dense streams were of two events, 2 of one."""
ANEW_WORDS, ANEW, ANEW_ALONE = 2, 0.3, 0.4
"""So many words of a headline, and this share of them, have to be new; more where its own text need not repeat them."""
FEW_WORDS = 40
"""Below so few the headline may be all that tells one notice from the next."""
SPACED = 4
"""Shingle width of scripts that put spaces between words."""

_Marks = Callable[[Wording, Collection[str]], set[str]]


def differences(article: Wording, other: Wording, edits: Sequence[Edit]) -> tuple[str, ...]:
    """What makes two texts of the same words different news, as ``ours ≠ theirs``; empty where nothing does.

    ``edits`` are what differs inside the stretches that both have (``policy/alignment.py``).
    """
    found = _refilled(article, other) or _in_titles(article, other)
    for marks_of, most in ((_numbers, NUMBERS_CHANGED), (_names, NAMES_CHANGED)):
        changed, places = _changed(article, other, edits, marks_of)
        if not changed:
            continue
        number = len({ours for ours, _ in changed})
        kept = len(marks_of(article, article.compared) & marks_of(other, other.compared))
        if number >= most * (kept + number) and places >= OF_EDITS * len(edits):
            found += changed
    return tuple(f"{ours} ≠ {theirs}" for ours, theirs in dict.fromkeys(found))[:MOST_SHOWN]


def figures_changed(edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """Figures of the article that stand where the other has another, wherever else either may have them."""
    pairs = chain.from_iterable(
        zip(*([word for word in words if word[0].isdecimal()] for words in edit), strict=False) for edit in edits
    )
    return [pair for pair in pairs if pair[0] != pair[1] and not _is_cut(*pair) and not _is_rounded(*pair)]


def strangers(mine: frozenset[str], their: frozenset[str], most: float) -> tuple[str, ...]:
    """``marks`` of two texts that know hardly any of each other's, as ``ours ≠ theirs``; ``most`` of one is shared.

    A part of a text holds its part of the names: where the common words have hardly any, they are phrases.
    """
    fewer = min(len(mine), len(their))
    if fewer < FEW_MARKS or len(mine & their) >= STRANGE * most * fewer:
        return ()
    pairs = zip(sorted(mine - their), sorted(their - mine), strict=False)
    return tuple([f"{ours} ≠ {theirs}" for ours, theirs in pairs][:MOST_SHOWN])


def told_anew(article: Wording, other: Wording, *, below: bool = True, of_feed: bool = False) -> frozenset[str]:
    """What the article's headline says, and below it the text, and the other neither in its headline nor in its text.

    Then the headline is about what is new, however much of the text is known: a report put on top of the last one,
    a notice filled in with another name. ``below=False``: whether the text repeats it or not. Forms of a word count as
    one; empty where it is less than a part of the headline, as one word may be an editor's choice; but not ``of_feed``,
    where its feed told something in these words before: then the choice was to tell it again.
    """
    headline = _stems(article, article.title)
    new = headline - _stems(other, other.title) - _stems(other, other.body)
    if below:
        new &= _stems(article, article.body)
    if of_feed and below:
        return new
    share = ANEW if below else ANEW_ALONE
    return new if len(new) >= max(ANEW_WORDS, share * len(headline)) else frozenset()


def headed_alike(article: Wording, other: Wording, share: float = TITLE_LIKE) -> bool:
    """Whether the article's headline has this share of its words (of pairs of letters) in common with the other."""
    ours = _stems(article, article.title)
    return len(ours & _stems(other, other.title)) >= share * len(ours)


def marks(text: Wording) -> frozenset[str]:
    """The names and the numbers of a text."""
    words = set(text.compared)
    return text.names & words | {word for word in words if word[0].isdecimal() and len(word) > 1}


def another_issue(one: Heading, other: Heading) -> bool:
    """Whether two headlines are one pattern, filled in with another day or with names of which none is shared.

    Other numbers do not count: a toll rises.
    """
    if one.pattern != other.pattern:
        return False
    if one.days != other.days:
        return one.words + len(one.names) > 0
    if one.words < PATTERN_WORDS:
        return False
    mine, their = ({word[:FORM_LETTERS] for name in it.names for word in name} for it in (one, other))
    return any(
        not their.intersection(word[:FORM_LETTERS] for word in ours)
        and not mine.intersection(word[:FORM_LETTERS] for word in theirs)
        for ours, theirs in zip(one.names, other.names, strict=True)
    )


def _changed(
    article: Wording, other: Wording, edits: Sequence[Edit], marks_of: _Marks
) -> tuple[list[tuple[str, str]], int]:
    """Marks of the article that the other has not, each with the one in its place there; and in how many edits."""
    if not edits:
        return [], 0
    known, there = frozenset(article.compared), frozenset(other.compared)
    changed, places = [], 0
    for ours, theirs in edits:
        mine = [word for word in ours if word in marks_of(article, ours) and word not in there]
        their = [word for word in theirs if word in marks_of(other, theirs) and word not in known]
        pairs = [pair for pair in zip(mine, their, strict=False) if not _is_cut(*pair) and not _is_rounded(*pair)]
        changed += pairs
        places += bool(pairs)
    return changed, places


def _is_cut(one: str, another: str) -> bool:
    """Whether a number is what is left of the other where a text was cut at its point: 3.5 and 3, 20000 and 20."""
    short, long = sorted((one, another), key=len)
    rest = long.removeprefix(short)
    return short[0].isdecimal() and rest != long and (rest.startswith(".") or len(rest) % 3 == 0)


def _is_rounded(one: str, another: str) -> bool:
    """Whether an editor rounded a number of three digits and more; a toll of 28 that rises to 30 is news."""
    if not (one.isdecimal() and another.isdecimal()):
        return False
    if min(len(one), len(another)) < ROUNDED_DIGITS or max(len(one), len(another)) > LONGEST_ROUNDED:
        return False  # the longest are codes, and beyond 4300 digits int() refuses them
    low, high = sorted((int(one), int(another)))
    return one.endswith("0") != another.endswith("0") and high - low <= ROUNDED_BY * high


def _numbers(_text: Wording, words: Collection[str]) -> set[str]:
    return {word for word in words if word[0].isdecimal()}


def _names(text: Wording, words: Collection[str]) -> set[str]:
    return {word for word in words if word in text.names}


def _in_titles(article: Wording, other: Wording) -> list[tuple[str, str]]:
    """Where two titles follow one pattern: numbers that differ, and words that differ as the bodies do.

    An editor's new title stands over the old text; a pattern's title has its filling from the text below it.
    """
    ours, theirs = _units(article, article.title), _units(other, other.title)
    shared = sum(unit in theirs for unit in ours) + sum(unit in ours for unit in theirs)
    if not ours or not theirs or shared < TITLE_SHARED * (len(ours) + len(theirs)):
        return []
    mine = [unit for unit in ours if unit not in theirs]
    their = [unit for unit in theirs if unit not in ours]
    numbers = [(one, another) for one in mine if one[0].isdecimal() for another in their if another[0].isdecimal()]
    if numbers:
        return numbers[:1]
    if not mine or not their:
        return []
    here, there = _units(article, article.body), _units(other, other.body)
    only_mine = [unit for unit in mine if unit in here and unit not in there]
    only_their = [unit for unit in their if unit in there and unit not in here]
    pairs = zip(only_mine, only_their, strict=False)
    return [pair for pair in pairs if _may_fill(article, pair[0]) and _may_fill(other, pair[1])]


def _refilled(article: Wording, other: Wording) -> list[tuple[str, str]]:
    """Where two titles above the same few lines differ in one place: a warning for another region."""
    ours, theirs = article.title, other.title
    if not article.body or article.body != other.body or len(article.body) * SPACED > FEW_WORDS * article.width:
        return []  # below a longer text it is an editor's title
    fewer = min(len(ours), len(theirs))
    begun = next((place for place in range(fewer) if ours[place] != theirs[place]), fewer)
    rest = fewer - begun
    ended = next((place for place in range(rest) if ours[-1 - place] != theirs[-1 - place]), rest)
    if begun + ended < TITLE_SHARED * fewer:
        return []
    mine, their = ours[begun : len(ours) - ended], theirs[begun : len(theirs) - ended]
    filled = [_not_in(article, mine, other), _not_in(other, their, article)]
    return [(filled[0], filled[1])] if all(filled) else []


def _not_in(text: Wording, words: Sequence[str], other: Wording) -> str:
    """What these words of a title are filled in with: the first that the other text has nowhere."""
    known = {*_units(other, other.title), *_units(other, other.body)}
    return next((unit for unit in _units(text, words) if unit not in known and _may_fill(text, unit)), "")


def _may_fill(text: Wording, unit: str) -> bool:
    """Whether a pattern may be filled in with a word: not with a function word, which is short and no name."""
    return text.width > SPACED or len(unit) >= FORM_LETTERS or unit in text.names


def _stems(text: Wording, words: Sequence[str]) -> frozenset[str]:
    """What words are without their endings; numbers, and pairs of letters, as they are."""
    units = _units(text, words)
    if text.width > SPACED:
        return frozenset(units)
    return frozenset(unit if unit[0].isdecimal() else unit[:FORM_LETTERS] for unit in units)


def _units(text: Wording, words: Sequence[str]) -> dict[str, None]:
    """Words, or where a script has no spaces pairs of letters; numbers as they are."""
    if text.width <= SPACED:
        return dict.fromkeys(words)
    units: dict[str, None] = {}
    for first, second in zip(words, [*words[1:], ""], strict=False):
        if first[0].isdecimal():
            units[first] = None
        elif second and not second[0].isdecimal():
            units[first + second] = None
    return units
