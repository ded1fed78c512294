"""Tokens of a text, for all purposes: words and numbers, and which of the words look like names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from worker.content.affixes import without_article, without_particle
from worker.content.daynames import DAY_NAMES
from worker.content.letters import folded
from worker.content.memory import Memory
from worker.content.stopwords import STOPWORDS

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao; Tibetan; Burmese; Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Kana, Han
)
_MARKED = (*range(0x300, 0x3100), *range(0xA660, 0xAC00), *range(0xFB00, 0xFE00))
_MARKS = "".join(chr(code) for code in _MARKED if unicodedata.category(chr(code)) in ("Mn", "Mc"))
"""Vowel signs and the like: parts of words, though not letters. Only searched if the text has any."""

_LETTER = rf"[^\W\d_{_UNSPACED}]"
_TOKEN = (
    r"[A-Za-z]++(?![^\x00-\x7f])|"  # most words of the next alternative, in half the time
    rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
    r"|\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1 200 and 1'200
    r"|\d+(?:[.,٫٬]\d+)*"
    rf"|(?![\d_])[{_UNSPACED}](?<=\w)"
)
_PARTED = re.compile(f"({_TOKEN})")
_PARTED_ASCII = re.compile(r"([A-Za-z]+|\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)")
"""The same where all is ASCII, in three quarters of the time."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]"
)
"""Soft hyphens, joiners, direction marks; Hebrew points, Arabic vowels and stretches: all optional in writing."""

_SENTENCE_END = frozenset('.!?:;\n"“”„‟«»‹›‘‚…•|-–—―([¿¡։՝·')
_QUOTES = frozenset('"“„‟«»‹›‚‘')
STEM_LETTERS = 5
CAPITALISED_NOUNS = frozenset({"de", "lb"})
"""Languages that capitalise all nouns."""


class Token(NamedTuple):
    """A word or number; ``folded`` is what is compared. ``name``: it looks like a proper name.

    ``capital`` says how significant its capital letter is, at best: 0 none, 1 at the start of a sentence, 2 of a
    quotation, 3 inside a sentence. It is counted by its ``stems``; numbers, stopwords and single letters have none.
    """

    folded: str
    name: bool
    number: bool
    capital: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; as most words occur several times, each distinct one is examined once.

    ``spelt`` are the words as written (NFKC), ``words`` the same folded; ``forms`` has the token of each distinct
    spelling, ``capitals`` those with a capital, among them all names; ``numbers`` are the places of numbers.
    """

    spelt: list[str]
    words: tuple[str, ...]
    forms: dict[str, Token]
    capitals: list[Token]
    numbers: list[int]

    def __iter__(self) -> Iterator[Token]:
        return map(self.forms.__getitem__, self.spelt)

    def opening(self, most: int) -> Tokens:
        """At most so many of the first tokens."""
        if len(self.words) <= most:
            return self
        spelt = self.spelt[:most]
        forms = {word: self.forms[word] for word in spelt}
        capitals = [form for form in forms.values() if form.capital]
        return Tokens(spelt, self.words[:most], forms, capitals, [place for place in self.numbers if place < most])


def tokenize(text: str, lang: str | None) -> Tokens:
    """All tokens of ``text``; in scripts without spaces each letter is one, and numbers are without grouping."""
    if text.isascii():
        parts = _PARTED_ASCII.split(text)  # the text between words at even places, the words at odd ones
    else:
        parts = _PARTED.split(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    spelt = parts[1::2]
    distinct = dict.fromkeys(spelt)
    days: Collection[str] = DAY_NAMES.get(lang or "", ())
    capitalised = {word for word in distinct if word[0].isupper() and len(word) > 1 and word not in days}
    capitals, proper = _capitals(parts, [place for place, word in enumerate(spelt) if word in capitalised], lang)
    forms = {
        word: _CAPITALISED[word, capitals[word], word in proper] if word in capitals else _PLAIN[word]
        for word in distinct
    }
    words = tuple(map({word: form.folded for word, form in forms.items()}.__getitem__, spelt))
    numbers = {word for word in distinct if word[0].isdecimal()}
    places = [place for place, word in enumerate(spelt) if word in numbers]
    return Tokens(spelt, words, forms, [forms[word] for word in capitals], places)


def _capitals(parts: list[str], places: list[int], lang: str | None) -> tuple[dict[str, int], set[str]]:
    """How significant the capital of each word at ``places`` is, and which of the words look like names."""
    capitals: dict[str, int] = {}
    proper: set[str] = set()
    nouns_too, previous = lang in CAPITALISED_NOUNS, -1
    for place in places:
        before, word = parts[2 * place : 2 * place + 2]
        starts = _starts_sentence(before, first=place == 0)
        quoted = starts and before[-1:] in _QUOTES
        capitals[word] = max(capitals.get(word, 0), 2 if quoted else 1 if starts else 3)
        if nouns_too:
            # If all nouns are capitalised, only adjacent ones are taken as names: first name, title, place.
            if previous == place - 1 and place and before in (" ", "-"):
                proper.update((word, parts[2 * previous + 1]))
            previous = -1 if starts and word.casefold() in STOPWORDS else place
        elif not starts:
            proper.add(word)
    return capitals, proper


def _plain(word: str) -> Token:
    if word[0].isdecimal():
        return Token(_plain_number(word), name=False, number=True, capital=0, stems=())
    return _word(word, 0, proper=False)


def _capitalised(said: tuple[str, int, bool]) -> Token:
    word, capital, proper = said
    return _word(word, capital, proper=proper)


def _word(word: str, capital: int, *, proper: bool) -> Token:
    plain = folded(word)
    common = plain in STOPWORDS
    stems = () if common or len(plain) == 1 else _stems(plain)
    return Token(plain, name=proper and not common, number=False, capital=capital, stems=stems)


def _stems(word: str) -> tuple[str, ...]:
    """The stems of a word: its beginning without an Arabic article; of a Korean word its pairs of syllables."""
    if "\uac00" <= word[0] <= "\ud7a3":
        word = without_particle(word)
        return tuple(dict.fromkeys(map("".join, pairwise(word)))) or (word,)
    return (without_article(word)[:STEM_LETTERS],)


_PLAIN = Memory(_plain, 50_000)
_CAPITALISED = Memory(_capitalised, 20_000)


def is_unspaced(letter: str) -> bool:
    """Whether ``letter`` belongs to a script that writes words without spaces between them."""
    return shingle_width(letter) > 4


@lru_cache(maxsize=8192)
def shingle_width(letter: str) -> int:
    """How many tokens make a shingle in the script of ``letter``: words 4, Han and Kana 6, Thai and similar 8.

    Wider is rarer by chance, narrower survives more edits. Of a text with every fifth word replaced (three letters a
    word) .44 of the shingles are left at 4 words, .48 at 6 Han, .38 at 8 Thai, .28 at 8 Khmer, .21 at 10 Tibetan
    letters; two unrelated texts share less than .001, .001, .04, .04, .006 of them (docs/decisions/0010).
    """
    code = ord(letter)
    if 0x3005 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF:
        return 6
    if 0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF:
        return 8
    return 10 if 0x0F00 <= code <= 0x0FFF else 4


def _plain_number(word: str) -> str:
    """A number in ASCII digits without grouping, decimals after a point: 1.200 and ١٬٢٠٠ → 1200, 3,50 → 3.5.

    With any other grouping it is a date or a version, and keeps its parts.
    """
    parts = re.split(
        r"[.,٫٬]", "".join(str(int(char)) if char.isdecimal() else char for char in word if char not in " '’")
    )
    if len(parts) == 1 or (parts[0] != "0" and all(len(part) == 3 for part in parts[1:])):
        return "".join(parts)
    if any(len(part) != 3 for part in parts[1:-1]):
        return ".".join(parts)
    return f"{''.join(parts[:-1])}.{parts[-1]}".rstrip("0").rstrip(".")


def _starts_sentence(before: str, *, first: bool) -> bool:
    """Whether a word starts a sentence, by the text between it and the word before; ``first``: there is none."""
    near = before[-3:]
    seen = near.rstrip(" \t\u00a0")
    return seen[-1] in _SENTENCE_END if seen else first or len(near) == 3
