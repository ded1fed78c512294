"""Needles: the single things a rule looks for in a text, and their places in its folded line.

Each needle names *anchors*: strings of which at least one stands in every line that the needle matches. One
scan looks for the anchors of all rules at once; a needle is only examined where an anchor of its own was hit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from worker.policy.folding import Text, has_solid, is_solid, split_words

Place = tuple[int, int]
"""Start and end in a folded line, without the blanks around."""

_MAX_WINDOWS = 20
"""So many places of a proximity are worked out, as many as a flag shows spans."""
_MAX_SIGNS = 3
"""Characters between the words of a name: a blank, a middle dot, the full stop of an initial."""


HEARD = "\0"
"""Prefix of strings that stand for words of a name, found by sound; it occurs in no folded line."""
BESIDE = "+"
"""Follows ``HEARD`` if the name has other words."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with the places where the scan hit each anchor in its line (start positions, ascending).

    Words of names are hit at places of the original text; ``ends`` has the ends.
    """

    text: Text
    hits: Mapping[str, list[int]]
    ends: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Literal:
    """A plain string of the line: a word, a phrase, the beginning, end or middle of a word.

    A blank at either end of ``text`` stands for the edge of a word; with ``widen_left`` or ``widen_right`` the word
    goes on there, and its rest belongs to the match.
    """

    text: str
    widen_left: bool = False
    widen_right: bool = False


@dataclass(frozen=True, slots=True)
class Glob:
    """Words with wildcards inside: ``te?t``, ``b*n``, ``"kreml* putin"``. ``line`` has them with ``*`` and ``?``."""

    line: str
    anchor: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word with at most one letter added, missing, changed or swapped with its neighbour."""

    word: str


@dataclass(frozen=True, slots=True)
class Near:
    """All ``parts``, in any order, with at most ``slop`` other words among them; no two parts at the same place."""

    parts: tuple[Literal | Glob, ...]
    slop: int


@dataclass(frozen=True, slots=True)
class Anything:
    """Any text at all: ``title:*``."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression for the text as written, case ignored; the engine takes linear time."""

    pattern: Any


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its sound, in any script: its folded ``words`` in this order, with no letters between them."""

    words: tuple[str, ...]

    @property
    def strings(self) -> list[str]:
        """The strings that stand for the words in the scan."""
        return [HEARD + BESIDE * (len(self.words) > 1) + word for word in self.words]


Needle = Literal | Glob | Fuzzy | Near | Anything | Expression | Name


def needle_of(words: list[str]) -> Literal | Glob:
    """The needle for folded words. In them ``*`` is any letters or none, or alone any one word; ``?`` is any letter.

    No word may mix wildcards and solid letters, except for a star at either end of the whole.
    """
    open_left = len(words[0]) > 1 and words[0][0] == "*"
    open_right = len(words[-1]) > 1 and words[-1][-1] == "*"
    whole = " ".join(words)
    plain = whole[open_left : len(whole) - open_right]
    if "*" in plain or "?" in plain:
        return _glob([word for part in words for word in (split_words(part) if has_solid(part) else [part])])
    line = " ".join(split_words(plain))
    left = "" if open_left or is_solid(line[0]) else " "
    right = "" if open_right or is_solid(line[-1]) else " "
    return Literal(
        left + line + right,
        widen_left=open_left and not is_solid(line[0]),
        widen_right=open_right and not is_solid(line[-1]),
    )


def _glob(words: list[str]) -> Glob:
    line = " ".join(words)
    left = "" if is_solid(line[0]) else " "
    right = "" if is_solid(line[-1]) else " "
    anchor = max(re.split(r"[*?]", left + line + right), key=lambda piece: len(piece.strip()))
    inner = "(?= ) ".join("[^ ]+" if word == "*" else glob_pattern(word, "[^ ]") for word in words)
    pattern = re.compile(f"{'(?<= )' if left else ''}{inner}{'(?= )' if right else ''}")
    return Glob(line, anchor, pattern)


def glob_pattern(glob: str, letter: str) -> str:
    """``glob`` as a regular expression, to be anchored by the caller; ``letter`` is the pattern for ``?``.

    It cannot backtrack without bound: between two stars the first fit is as good as any, so its group is atomic.
    """
    first, *rest = (re.escape(part).replace(r"\?", letter) for part in re.sub(r"\*+", "*", glob).split("*"))
    if not rest:
        return first
    middle = "".join(f"(?>{letter}*?{part})" for part in rest[:-1])
    return f"{first}{middle}{letter}*?{rest[-1]}" if rest[-1] else f"{first}{middle}{letter}*+"


def anchors(needle: Needle) -> tuple[str, ...]:
    """Strings of which one stands in every line that ``needle`` matches; none for ``Anything``."""
    match needle:
        case Literal(text):
            return (text,)
        case Glob():
            return (needle.anchor,)
        case Fuzzy(word):
            # One edit leaves the first or the second half intact, unless the letters at the seam are swapped.
            half = len(word) // 2
            swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
            return f" {word[:half]}", f"{word[half:]} ", f" {swapped} "
        case Near(parts):
            return max(map(anchors, parts), key=lambda own: len(own[0]))
        case Name():
            return (max(needle.strings, key=len),)
        case Anything() | Expression():
            return ()


def scanned_for(needle: Needle) -> tuple[str, ...]:
    """All strings whose places in a line must be known to examine ``needle``."""
    if isinstance(needle, Near):
        return tuple(string for part in needle.parts for string in anchors(part))
    if isinstance(needle, Name):
        return tuple(needle.strings)
    return anchors(needle)


def found(needle: Needle, scanned: Scanned) -> bool:
    """Whether ``needle`` matches the text."""
    match needle:
        case Literal(text):
            return text in scanned.hits
        case Glob():
            return needle.anchor in scanned.hits and needle.pattern.search(scanned.text.line) is not None
        case Near():
            return bool(_windows(needle, scanned, 1))
        case Fuzzy() | Name():
            return any(_places(needle, scanned))
        case Anything():
            return scanned.text.line != " "
        case Expression(pattern):
            return pattern.search(scanned.text.original) is not None


def spans(needle: Needle, scanned: Scanned) -> Iterator[tuple[int, int]]:
    """Where ``needle`` matches in the original text, in order."""
    if isinstance(needle, Expression):
        yield from (match.span() for match in needle.pattern.finditer(scanned.text.original))
    elif isinstance(needle, Name):
        yield from _places(needle, scanned)
    else:
        yield from (scanned.text.origin(*place) for place in _places(needle, scanned))


def _places(needle: Needle, scanned: Scanned) -> Iterator[Place]:
    """Where ``needle`` matches in the line (a name: in the original); of a proximity its words, in a few windows."""
    match needle:
        case Literal():
            yield from _literal_places(needle, scanned)
        case Glob():
            if needle.anchor in scanned.hits:
                yield from (match.span() for match in needle.pattern.finditer(scanned.text.line))
        case Near():
            yield from sorted({place for window in _windows(needle, scanned, _MAX_WINDOWS) for place in window})
        case Fuzzy():
            yield from _fuzzy_places(needle, scanned)
        case Name():
            yield from _name_places(needle, scanned)
        case Anything() | Expression():
            return


def _name_places(name: Name, scanned: Scanned) -> Iterator[Place]:
    """Where the name stands in the original text, with at most three characters, no letters, between its words."""
    first, *rest = (scanned.hits.get(string, []) for string in name.strings)
    for start in first:
        end = scanned.ends[start]
        for hits in rest:
            if _first_from(hits, start) == start:
                continue  # a name written as one word
            after = _first_from(hits, end)
            if after is None or after > end + _MAX_SIGNS:
                break
            if any(map(str.isalnum, scanned.text.original[end:after])):
                break
            end = scanned.ends[after]
        else:
            yield start, end


def _first_from(places: Sequence[int], least: int) -> int | None:
    """The first of these ascending places that is not below ``least``."""
    index = bisect_left(places, least)
    return places[index] if index < len(places) else None


def _literal_places(literal: Literal, scanned: Scanned) -> Iterator[Place]:
    before = literal.text[0] == " "
    length = len(literal.text.strip())
    widened = 0
    for hit in scanned.hits.get(literal.text, ()):
        start, end = hit + before, hit + before + length
        if start < widened:
            continue  # the same word again
        if literal.widen_left:
            start = scanned.text.word_at(start)[0]
        if literal.widen_right:
            end = widened = scanned.text.word_at(end - 1)[1]
        yield start, end


def _fuzzy_places(fuzzy: Fuzzy, scanned: Scanned) -> list[Place]:
    near = {
        scanned.text.word_at(hit + (anchor[0] == " "))
        for anchor in anchors(fuzzy)
        for hit in scanned.hits.get(anchor, ())
    }
    return sorted(place for place in near if _one_edit_apart(fuzzy.word, scanned.text.line[place[0] : place[1]]))


def _one_edit_apart(one: str, other: str) -> bool:
    """Whether at most one edit turns ``one`` into ``other`` (optimal string alignment distance ≤ 1)."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if same is None:
        return True
    rest, other_rest = one[same:], other[same:]
    if len(one) == len(other):
        return rest[1:] == other_rest[1:] or (rest[1::-1] == other_rest[:2] and rest[2:] == other_rest[2:])
    return rest[1:] == other_rest or rest == other_rest[1:]


def _windows(near: Near, scanned: Scanned, most: int) -> list[list[Place]]:
    if not all(found(part, scanned) for part in near.parts):
        return []
    by_part = [{scanned.text.step(place[0]): place for place in _places(part, scanned)} for part in near.parts]
    steps = [sorted(places) for places in by_part]
    widths = [_width(part) for part in near.parts]
    reach = near.slop + sum(widths)
    windows: list[list[Place]] = []
    for first in sorted(set().union(*by_part)):
        choices = [
            own[bisect_left(own, first) : bisect_right(own, first + reach - width)]
            for own, width in zip(steps, widths, strict=True)
        ]
        chosen = _distinct(choices) if all(choices) else None
        if chosen:
            windows.append([at[step] for at, step in zip(by_part, chosen, strict=True)])
            if len(windows) == most:
                break
    return windows


def _distinct(choices: list[list[int]]) -> list[int] | None:
    """One element of each list, no two alike, or None (bipartite matching by augmenting paths)."""
    owner: dict[int, int] = {}

    def seat(index: int, tried: set[int]) -> bool:
        for choice in choices[index]:
            if choice not in tried:
                tried.add(choice)
                if choice not in owner or seat(owner[choice], tried):
                    owner[choice] = index
                    return True
        return False

    if not all(seat(index, set()) for index in range(len(choices))):
        return None
    return sorted(owner, key=owner.__getitem__)


def _width(part: Literal | Glob) -> int:
    """Length in words; a solid character counts as one."""
    line = part.text if isinstance(part, Literal) else part.line
    return sum(len(word) if is_solid(word[0]) else 1 for word in line.split())
