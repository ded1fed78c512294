"""Folding: which letters count as the same, where words begin and end, and the way back to the original text.

The folded line of a text is its words, one blank between them and one at either end. So looking for a
word, a phrase or the beginning of a word is looking for a plain string: ``" word "``, ``" two words "``, ``" beg"``.

What is folded: compatibility forms (NFKC), case, accents on Latin and Greek letters, letters that ASCII
spelling writes without their stroke (ł ø đ ı), ligatures (æ œ ß), ё to е, stress marks, Hebrew points, Arabic
vowel marks and alef forms, digits of all scripts. й, ї, ў and the vowel signs of Indic scripts are letters
and stay. Invisible characters (soft hyphen, joiners, direction marks) vanish; punctuation, symbols and
superscripts separate words.

Scripts written without blanks, and Hangul, whose particles cling to the word, are *solid*: a run of them
stands as one word in the line, and terms in them are looked for anywhere inside it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, cached_property
from itertools import accumulate

_SOLID = (
    "\u0e00-\u0fff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3100-\u312f\u31a0-\u31bf"  # iteration marks, kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\uac00-\ud7ff"  # Hangul
)
_SOLID_CHAR = re.compile(f"[{_SOLID}]")
_WORD = re.compile(f"[{_SOLID}]+|[^ {_SOLID}]+")
_PLAIN_WORD = re.compile("[^ ]+")  # the same where nothing is solid, ten times as fast


@cache
def _joining() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a character that may join the one before it under NFC, and of a base with such. Takes 10 ms.

    They are all with a combining class, the conjoining vowels and finals of Hangul, the vowel signs that are the second
    half of a composed one, the halfwidth kana voicing marks. Only the first plane: beyond it a character class costs
    ten times as much, and no script of the press has any. 30 is the bound of Unicode's Stream-Safe Text Format; sorting
    longer runs of marks costs their square.
    """
    joining = (
        "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))
        + "".join(map(chr, range(0x1161, 0x1200)))
        + "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\uff9e\uff9f"
    )
    return re.compile(f"[{joining}]"), re.compile(f"[^{joining}]?[{joining}]{{1,30}}")


_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # marks of no one script
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic vowels, tatweel
    "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"  # variation selectors
)
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_ALIKE = (
    ("l", "ł"), ("o", "ø"), ("d", "đð"), ("h", "ħ"), ("i", "ı"), ("t", "ŧ"), ("th", "þ"), ("ae", "æ"), ("oe", "œ"),
    ("е", "ёѐ"), ("и", "ѝ"),
    ("\u0627", "\u0623\u0625\u0622\u0671"), ("\u064a", "\u06cc\u0649"), ("\u0643", "\u06a9"),  # alef, yeh, kaf
    (" ", "\u02bb\u02bc"),  # apostrophes that Unicode counts as letters
)  # fmt: skip
_LETTERS = {char: plain for plain, chars in _ALIKE for char in chars}
_GONE = "\0"  # stands for a dropped character until the line is complete, so that lengths still tell


def _fold_letter(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if _DROPPED.match(char):
        return ""
    base = unicodedata.normalize("NFD", char)[0]
    if base != char and unicodedata.name(base, "").startswith(("LATIN", "GREEK")):
        return _LETTERS.get(base, base)
    return char if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") else " "


def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Me") or _DROPPED.match(char):
        return _GONE
    if category[0] in "CPSZ" or char in _SUPERSCRIPTS:
        return " "
    if category == "Nd":
        return str(unicodedata.digit(char))
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    return "".join(map(_fold_letter, lowered)) or _GONE


WORDS_KEPT, LONGEST_KEPT, LONG_WORDS = 20_000, 40, 12
"""Words remembered, and of how many letters at most; where they are longer than the last on average the script has no
blanks, and hardly one comes again."""


class _FoldTable(dict[int, str]):
    """What each code point folds to, filled on first use; at most as large as Unicode."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_TABLE = _FoldTable()


class _FoldedWords(dict[str, str]):
    """What the words of texts beyond ASCII fold to: most of a text's words stood in the texts before it. Some 3 MB."""

    def __missing__(self, word: str) -> str:
        folded = word.translate(_TABLE)
        if len(self) >= WORDS_KEPT:
            self.clear()
        if len(word) <= LONGEST_KEPT:
            self[word] = folded
        return folded


_FOLDED = _FoldedWords()


def _translated(text: str) -> str:
    """``text.translate(_TABLE)``, which looks each letter up (60 ns) unless all are ASCII."""
    if text.isascii() or len(text) > LONG_WORDS * (text.count(" ") + 1):
        return text.translate(_TABLE)
    return " ".join(map(_FOLDED.__getitem__, text.split(" ")))


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def fold(text: str) -> str:
    """``text`` folded, as words separated by blanks."""
    if _may_join(text):
        text = _joining()[1].sub(_compose, text)
    return _translated(text).replace(_GONE, "")


def _may_join(text: str) -> bool:
    return not text.isascii() and _joining()[0].search(text) is not None


def is_solid(char: str) -> bool:
    """Whether the folded character ``char`` belongs to a script whose words are found inside a run."""
    return _SOLID_CHAR.match(char) is not None


def has_solid(folded: str) -> bool:
    """Whether any character of ``folded`` is solid."""
    return not folded.isascii() and _SOLID_CHAR.search(folded) is not None


def split_words(folded: str) -> list[str]:
    """The words of a folded text; runs of solid characters are words of their own."""
    return _WORD.findall(folded) if has_solid(folded) else folded.split()


class Text:
    """A text with its folded ``line``. The way back to the original is worked out on first use.

    Cost for 6 kB: 0.03 ms in ASCII, 0.3 ms in other letters; the way back about as much again.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        joined = _may_join(original)
        rough = _translated(_joining()[1].sub(_compose, original) if joined else original)
        self._even = not joined and len(rough) == len(original) and _GONE not in rough
        self._folded = rough.replace(_GONE, "")
        words = split_words(self._folded)
        self.line = f" {' '.join(words)} " if words else " "

    def word_at(self, position: int) -> tuple[int, int]:
        """Start and end in ``line`` of the word around ``position``."""
        return self.line.rfind(" ", 0, position + 1) + 1, self.line.find(" ", position)

    def step(self, position: int) -> int:
        """How many words stand before ``position`` of ``line``; a solid character counts as a word."""
        word = bisect_right(self._line_starts, position) - 1
        inside = position - self._line_starts[word] if is_solid(self.line[position]) else 0
        return self._steps[word] + inside

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where ``line[start:end]``, which begins and ends inside words, stands in the original text."""
        first, _ = self._unit(self._folded_position(start))
        _, finish = self._unit(self._folded_position(end - 1))
        return first, finish

    def _unit(self, position: int) -> tuple[int, int]:
        """The part of the original text that the folded character at ``position`` comes from."""
        if self._even:
            return position, position + 1
        folded, original, keeps = self._stretches
        index = bisect_right(folded, position) - 1
        if keeps[index]:
            start = original[index] + position - folded[index]
            return start, start + 1
        return original[index], original[index + 1]

    def _folded_position(self, position: int) -> int:
        word = bisect_right(self._line_starts, position) - 1
        return self._folded_starts[word] + position - self._line_starts[word]

    @cached_property
    def _folded_starts(self) -> list[int]:
        word = _WORD if has_solid(self._folded) else _PLAIN_WORD
        return [match.start() for match in word.finditer(self._folded)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.line.split()), initial=1))

    @cached_property
    def _steps(self) -> list[int]:
        return list(accumulate((len(word) if is_solid(word[0]) else 1 for word in self.line.split()), initial=0))

    @cached_property
    def _stretches(self) -> tuple[list[int], list[int], list[bool]]:
        """Where stretches that keep their length and units that do not begin, in the folded and the original text."""
        odd = "".join(char for char in set(self.original) if len(fold(char)) != 1)
        joined = _joining()[1]
        uneven = re.compile(f"{joined.pattern}|[{re.escape(odd)}]") if odd else joined
        folded, original, keeps = [0], [0], [True]
        for match in uneven.finditer(self.original):
            begin = folded[-1] + match.start() - original[-1]
            folded += [begin, begin + len(fold(match[0]))]
            original += [match.start(), match.end()]
            keeps += [False, True]
        return folded, original, keeps
