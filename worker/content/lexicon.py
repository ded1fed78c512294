"""Compiled word lists: which lists have words of a sentence, and where, in one pass over its words.

Each list is a bit, and a word carries the bits of all lists it is in, so that thirty lists cost no more than one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from worker.content.memory import Memory

# Vowel signs of Indian scripts, Thai, Lao, Burmese and Khmer are not letters for the regex engine, but parts of words.
_SIGNS = (
    r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a00-\u0dff\u0e31-\u0e4e"
    r"\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
TOKEN = re.compile(rf"[a-z]++(?=[ ,])|[^\W_](?:[\w{_SIGNS}\u200c\u200d.'-]*[\w{_SIGNS}])?")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Where scripts begin that join words: Hebrew and Arabic articles, others all words. (A set of all these would take
# 5 ms to compile, as each of its characters is examined.)
_JOINING = re.compile("[^\0-\u058f]")
# Beginnings are looked up by so many first letters; an ending stands behind a stem.
_HEAD = 2
_SHORTEST_ENDED = 6
_CACHED_WORDS = 1 << 15
_OPENS_PHRASE = 1 << 62
"""The bit of a word that begins an expression."""

# Arabic is written with and without its vowel marks and hamzas, Persian with letters of its own or Arabic ones.
ARABIC = {**dict.fromkeys([*range(0x64B, 0x653), 0x640]), **str.maketrans("آأإيىك", "اااییک")}
# Articles and prepositions that Arabic and Hebrew join to a word.
_JOINED_TO_WORD = re.compile(r"(?:[وف]?(?:ال|بال|لل|[بلك])|[وف])(?=\w{3})|(?:ו?[הבלמשכ]|ו)(?=[א-ת]{3})")


def fold(text: str) -> str:
    """``text`` composed, without case, with straight apostrophes; Turkish capitals do not tell its two letters i."""
    folded = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("i̇", "i").replace("ı", "i")
    return folded.translate(ARABIC) if not folded.isascii() and _ARABIC.search(folded) else folded


def bare_of_prefix(word: str) -> str:
    """A folded word without the article or preposition that Arabic and Hebrew join to it."""
    joined = _JOINED_TO_WORD.match(word)
    return word[joined.end() :] if joined else word


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence after reading: its words, and the bits of the lists found in it.

    ``hits`` are (place of the first word, bits) of each find; ``first`` and ``last`` are the bits of the first and the
    last word.
    """

    text: str
    words: tuple[str, ...]
    hits: tuple[tuple[int, int], ...]
    found: int
    first: int
    last: int

    def at(self, lists: int) -> list[int]:
        """The places where a word of these lists begins, counted in words."""
        return [place for place, bits in self.hits if bits & lists]


class Lexicon:
    """Lists by their bit, in the format of ``callverbs``: words separated by blanks, then those looked for anywhere.

    ``endings`` are endings by bit: a longer word with one of them counts as one of the list, if not in ``chance``.
    ``skipped`` are polite words that are ignored at the beginning.
    """

    def __init__(
        self,
        lists: Mapping[int, tuple[str, str]],
        endings: Mapping[int, tuple[str, ...]],
        chance: frozenset[str],
        skipped: frozenset[str],
    ) -> None:
        self._whole: dict[str, int] = dict.fromkeys(map(fold, chance), 0)
        self._starts: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool, int]]] = {}
        self._anywhere: dict[str, dict[str, int]] = {}
        self._endings = [(tuple(map(fold, ends)), bit) for bit, ends in endings.items()]
        self._skipped = skipped
        for bit, (spaced, unspaced) in lists.items():
            for entry in spaced.split():
                self._add(fold(entry), bit)
            for entry in unspaced.split():
                part = fold(entry).replace("_", " ")
                parts = self._anywhere.setdefault(part[0], {})
                parts[part] = parts.get(part, 0) | bit
        self._lengths = _lengths(self._starts)
        self._bits = Memory(self._look_up, _CACHED_WORDS)

    def _add(self, entry: str, bit: int) -> None:
        words, is_open = entry.removesuffix("*").split("_"), entry.endswith("*")
        if len(words) > 1:
            self._phrases.setdefault(words[0], []).append((tuple(words[1:]), is_open, bit))
        elif is_open:
            self._starts[words[0]] = self._starts.get(words[0], 0) | bit
        else:
            self._whole[entry] = self._whole.get(entry, 0) | bit

    def _look_up(self, word: str) -> int:
        bits = self._bits_of(word)
        if word in self._phrases:
            return bits | _OPENS_PHRASE
        return bits or (0 if word.isascii() else self._bits_of(bare_of_prefix(word)))

    def _bits_of(self, word: str) -> int:
        known = self._whole.get(word)
        bits = known or 0
        for length in self._lengths.get(word[:_HEAD], ()):
            bits |= self._starts.get(word[:length], 0)
        if known != 0 and len(word) >= _SHORTEST_ENDED:
            for ends, bit in self._endings:
                if word.endswith(ends):
                    bits |= bit
        return bits

    def read(self, text: str) -> Line:
        """``text`` with the bits of the lists found in it; about 0.5 µs a word, more in scripts that join words."""
        folded = fold(text)
        words = tuple(TOKEN.findall(folded))
        end = len(words)
        hits = [(place, bits) for place, bits in enumerate(map(self._bits.__getitem__, words)) if bits]
        last = hits[-1][1] if hits and hits[-1][0] == end - 1 else 0
        for place, _ in [hit for hit in hits if hit[1] & _OPENS_PHRASE]:
            for rest, is_open, bits in self._phrases[words[place]]:
                if _follows(words[place + 1 : place + 1 + len(rest)], rest, is_open=is_open):
                    hits.append((place, bits))
                    if place + 1 + len(rest) == end:
                        last |= bits
        opening = next((place for place, word in enumerate(words[:2]) if word not in self._skipped), 0)
        first = found = 0
        for place, bits in hits:
            found |= bits
            if place == opening:
                first |= bits
        if not folded.isascii() and _JOINING.search(folded):
            bare = " ".join(words)
            for part, bits in self._parts_of(bare):
                found |= bits
                first |= bits if bare.startswith(part) else 0
                last |= bits if bare.endswith(part) else 0
        return Line(text, words, tuple(hits), found, first, last)

    def _parts_of(self, text: str) -> list[tuple[str, int]]:
        """The parts found anywhere in ``text``, with their bits."""
        heads = self._anywhere.keys() & set(text)
        return [(part, bits) for head in heads for part, bits in self._anywhere[head].items() if part in text]


def _lengths(starts: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The lengths of the prefixes with the same first letters, so that a word is cut at few of them."""
    found: dict[str, set[int]] = {}
    for start in starts:
        found.setdefault(start[:_HEAD], set()).add(len(start))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def _follows(words: tuple[str, ...], rest: tuple[str, ...], *, is_open: bool) -> bool:
    if words == rest:
        return True
    return is_open and len(words) == len(rest) and words[:-1] == rest[:-1] and words[-1].startswith(rest[-1])
