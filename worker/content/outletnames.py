"""Known outlets by their names: an index of all names, and where a text has one, in any script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from worker.content.outlets import press
from worker.model.outlets import Outlet

_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD = re.compile(
    r"(?<![^\W_])(?=[^a-zа-яё\W\d_]|dpa|taz|rbb|ntv|n-tv|epd|de\s|la\s|ynet|eldiario|hvg|tele|detik|iD|24|15|444)"
    r"[^\W_]+"
)
"""The words a name may begin with: those with a capital or a digit, and the small-lettered ones of known outlets."""
_NEXT = re.compile(r"[ \-.'’&\u00a0]{0,3}([^\W_]+)")
_BY_WORDS = re.compile(r"[A-Za-zÀ-ɏḀ-ỿͰ-ϿЀ-ԯ԰-֏Ⴀ-ჿ]")
_OTHER_SCRIPT = re.compile(r"[\u0590-\u109f\u1200-\u137f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
# Without the commas and stops that stand among them.
_JOINED = r"\u05d0-\u05f2\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff"
_ENDINGS = re.compile(r"(?:[aeiouyąęóáéíůεηιοα]|[аяоеыиуюєіїйьъ]|[აეიოუ]){1,2}$")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an outlet, word by word; ``plain``: it is made of words of a language ("The Times").

    ``second`` is how its second word begins: many names begin with "The", and few of them go on as the text does.
    """

    outlet: Outlet
    words: tuple[str, ...]
    plain: bool
    second: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The names of the known outlets: those of cased scripts by the start of their first word, others in one pattern.

    ``credits`` finds agencies by their codes in datelines, brackets and last lines: (dpa), Reuters –, © AFP.
    """

    by_start: dict[str, tuple[Name, ...]]
    others: re.Pattern[str]
    credits: re.Pattern[str]
    plain: frozenset[str]


@cache
def index_of(configured: tuple[Outlet, ...]) -> Index:
    """The index of the built-in outlets and the ``configured`` ones; made once, in some 10 ms."""
    by_start: dict[str, list[Name]] = defaultdict(list)
    others: dict[str, Outlet] = {}
    plain: set[str] = set()
    codes: list[str] = []
    for outlet in press(configured).outlets:
        plain |= outlet.plain
        if outlet.agency:
            codes.extend(outlet.names)
        for name in outlet.names:
            words = tuple(_WORD.findall(name))
            if _BY_WORDS.match(words[0]):
                one = Name(outlet, words, name in outlet.plain, "".join(words[1:2])[:1])
                for start in {_start(words[0]), _start(_ENDINGS.sub("", words[0]) or words[0])}:
                    by_start[start].append(one)
            else:
                others[name] = outlet
                by_start[name].append(Name(outlet, (name,), name in outlet.plain))
    names = "|".join(re.escape(name) for name in sorted(others, key=len, reverse=True))
    code = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    several = rf"(?P<codes>(?:{code})(?:\s?[/,;+]\s?(?:{code}|\w{{2,4}}(?=[)/\]）])))*)"
    return Index(
        by_start={start: tuple(found) for start, found in by_start.items()},
        others=re.compile(rf"(?<![{_JOINED}\u0900-\u0dff])[وبلفكבלוהמש]?(?:ال)?(?P<name>{names})(?![{_JOINED}])"),
        credits=re.compile(_credit_pattern(several), re.MULTILINE),
        plain=frozenset(plain),
    )


def names_in(index: Index, text: str) -> Iterator[tuple[int, int, Outlet, bool]]:
    """Where a text has names of known outlets: start, end, the outlet, and whether that name is ``plain``."""
    yield from _spelled(index, text)
    yield from _written(index, text)


def _spelled(index: Index, text: str) -> Iterator[tuple[int, int, Outlet, bool]]:
    """Known names in scripts with spaces and capitals; the longest at each place."""
    reached = 0
    for word in _FIRST_WORD.finditer(text):
        if word.start() < reached:
            continue
        names = index.by_start.get(_start(word.group()))
        if names is None:
            continue
        following = _NEXT.match(text, word.end())
        initial = following[1][0] if following else ""
        best = None
        for name in names:
            if (not name.second or name.second == initial) and _word_is(
                name.words[0], word.group(), bend=not name.plain
            ):
                end = _rest_ends(name, text, word.end())
                if end > reached:
                    best, reached = name, end
        if best is not None:
            yield word.start(), reached, best.outlet, best.plain


def _rest_ends(name: Name, text: str, at: int) -> int:
    """The end of the rest of the name, expected at ``at``; 0 if it is not there."""
    for part in name.words[1:]:
        word = _NEXT.match(text, at)
        if word is None or not _word_is(part, word[1], bend=not name.plain):
            return 0
        at = word.end()
    return at


def _word_is(part: str, word: str, *, bend: bool) -> bool:
    """Whether a word of a text is the word of a name, or with ``bend`` an inflection: Коммерсанта, Rzeczpospolitej."""
    if part == word or (part.isupper() and len(part) < 5):
        return part == word
    if part[0] != word[0] and not (part[0].casefold() == word[0] and part[0].islower()):
        return False
    if part.casefold() == word.casefold():
        return True
    stem = _ENDINGS.sub("", part) if len(part) > 4 else part
    return bend and len(stem) > 3 and word.casefold().startswith(stem.casefold()) and len(word) - len(stem) < 4


def _written(index: Index, text: str) -> Iterator[tuple[int, int, Outlet, bool]]:
    """Known names in scripts without capitals or spaces."""
    if text.isascii() or _OTHER_SCRIPT.search(text) is None:
        return
    for match in index.others.finditer(text):
        name = match["name"]
        yield match.start("name"), match.end("name"), index.by_start[name][0].outlet, name in index.plain


def _start(word: str) -> str:
    return word[:4].casefold()


def _credit_pattern(several: str) -> str:
    opens = (
        r"[(（\[/]\s?|[(\[]\w{1,10}\s?=\s?|[-–—]\s(?=[^\n]{1,24}[.。])|^|^By (?:the )?|©\s?(?:(?:19|20)\d\d\s)?|"
        r"[Mm]it Material (?:von|der) "
    )
    return (
        rf"(?:(?:{opens})(?<![\w])(?:the )?|【[^】\n]{{0,10}}?){several}"
        r"(?=\s?[)\]/）】]|[^\n。，（）]{0,12}电|\s?[-–—]|\s?\.\s|\s*$|/\w{2,4}$)"
    )
