"""What a text is about: its words cut to stems, and its anchors, the marks that survive rewriting and translation.

One pass over the text serves everything: shingles (``content/fingerprint.py``) take the tokens, stories the terms.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import xxhash

from worker.content.affixes import without_article, without_particle
from worker.content.figures import amounts
from worker.content.letters import folded
from worker.content.names import consonants
from worker.content.stopwords import STOPWORDS
from worker.model.entry import TermKind

_KIND_BITS = 3
STEM_LETTERS = 5
TITLE_BOOST = 1.7
BOOSTS = {TermKind.WORD: 1.0, TermKind.NAME: 1.3, TermKind.NUMBER: 2.5}
"""What counts more than a word of the body. Look-alike events share words and often names, seldom numbers and dates."""
SMALL_NUMBER, SMALL_BOOST = 2, 1.7
"""In a headline a number of so few digits says less: a truce of 24 days and a strike with 24 dead have it by chance."""
BODY_TOKENS = 450
"""News tells the event first; what follows is background shared with other events."""

GRAMS = {6: 2, 8: 3, 10: 4}
"""How many letters in a row stand for a word, by ``shingle_width``: of Han and Kana 2, of Thai and its kin 3.

With pairs of Thai letters every sixth article that joined a story was in the wrong one (ECB+ written in Thai letters
without spaces, 172 of 962), with threes 24 of 681, with fours 15 of 539."""

MAX_TERMS = 120
TITLE_CASE = 0.7
"""From this share of capitalised words on (of those longer than three letters) a headline's capitals say nothing. In
German, which has many nouns and no such habit, only where all words have one."""

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao; Tibetan; Burmese; Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Kana, Han
)
_MARKS = "".join(chr(code) for code in range(0x300, 0xFE00) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
"""Vowel signs and the like: letters of their word, though no letters by themselves."""

_LETTER = rf"[^\W\d_{_UNSPACED}]"
_TOKEN = re.compile(
    rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
    r"|\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1 200 and 1'200
    r"|\d+(?:[.,٫٬]\d+)*"
    rf"|(?![\d_])[{_UNSPACED}](?<=\w)"
)
_PARTED = re.compile(f"({_TOKEN.pattern})")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]"
)
"""Hyphens to break at, joiners, directions; Hebrew points, Arabic vowels and stretches: written or not as one likes."""

_SENTENCE_END = frozenset('.!?:;\n"“”„‟«»‹›‘‚…•|-–—―([¿¡։՝·')
_QUOTES = frozenset('"“„‟«»‹›‚‘')
_CAPITALISED_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number; ``folded`` is what is compared. ``name`` when it looks like a proper name.

    ``capital``: how far its capital letter means anything, at best: 0 none, 1 at the start of a sentence, 2 of a
    quotation, 3 inside a sentence.
    """

    folded: str
    name: bool
    number: bool
    capital: int = 0


def tokenize(text: str, lang: str | None) -> list[Token]:
    """All tokens of ``text``; letters of scripts without spaces come one by one, numbers without their grouping."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    parts = _PARTED.split(text)  # what stands between the words at even places, the words at odd ones
    words = parts[1::2]
    capitals: dict[str, int] = {}
    proper: set[str] = set()
    nouns_too, previous = lang in _CAPITALISED_NOUNS, -1
    for place, word in enumerate(words):
        if not word[0].isupper() or len(word) == 1:
            continue
        before = parts[2 * place]
        starts = _starts_sentence(before, first=place == 0)
        quoted = starts and before[-1:] in _QUOTES
        capitals[word] = max(capitals.get(word, 0), 2 if quoted else 1 if starts else 3)
        if nouns_too:
            # Where all nouns are capitalised, names are those that stand side by side: first name, title, place.
            if previous == place - 1 and place and before in (" ", "-"):
                proper.update((word, words[previous]))
            previous = -1 if starts and word.casefold() in STOPWORDS else place
        elif not starts:
            proper.add(word)
    proper &= capitals.keys()
    tokens = {word: _token(word, capitals.get(word, 0), word in proper) for word in set(words)}
    return [tokens[word] for word in words]


@lru_cache(50_000)
def _token(word: str, capital: int, proper: bool) -> Token:
    if word[0].isdecimal():
        return Token(_plain_number(word), name=False, number=True)
    plain = folded(word)
    return Token(plain, name=proper and plain not in STOPWORDS, number=False, capital=capital)


def is_unspaced(letter: str) -> bool:
    """Whether ``letter`` belongs to a script that writes words without spaces between them."""
    return shingle_width(letter) > 4


@lru_cache(maxsize=8192)
def shingle_width(letter: str) -> int:
    """How many tokens make a shingle in the script of ``letter``: words 4, Han and Kana 6, Thai and its kin 8.

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


def weigh(
    title: list[Token], body: list[Token], lang: str | None
) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[int, str], ...]]:
    """The terms of an article with their weight in it, strongest first, and which of them are anchors.

    The weight is (1 + ln(1 + f)), boosted for the title and for names and numbers; rarity is the judge's to add.
    Names are learned from the body, for a headline may capitalise every word; from the headline where it stands alone.
    A text in which none can be told has its words for anchors.
    """
    names = {token.folded for token in body if token.name} if body else _headline_names(title, lang)
    heading = _keys(title, lang, names)
    found = dict(heading)
    for key, (number, shown) in _keys(body[:BODY_TOKENS], lang, names).items():
        known = heading.get(key)
        found[key] = (number, shown) if known is None else (number + known[0], known[1])
    strongest = sorted(
        (
            -(1 + math.log(1 + number)) * (TITLE_BOOST if key in heading else 1.0) * _boost(key[0], shown, bool(body)),
            key,
        )
        for key, (number, shown) in found.items()
    )[:MAX_TERMS]
    terms = tuple((term_hash(*key), round(-weight, 3)) for weight, key in strongest)
    by_words = not names
    anchors = tuple((term_hash(*key), found[key][1]) for _, key in strongest if by_words or key[0] is not TermKind.WORD)
    return terms, anchors


def _boost(kind: TermKind, shown: str, has_body: bool) -> float:
    if kind is TermKind.NUMBER and not has_body and len(shown) <= SMALL_NUMBER:
        return SMALL_BOOST
    return BOOSTS[kind]


_Key = tuple[TermKind, str, str]
"""A term before it is hashed: kind, language (none for anchors), stem."""


def _headline_names(title: list[Token], lang: str | None) -> set[str]:
    """Capitalised words of a headline that does not capitalise all; German nouns too, for want of anything better."""
    if lang in _CAPITALISED_NOUNS:
        told = not all(token.capital for token in title if not token.number)
    else:
        long = [token.capital > 0 for token in title if len(token.folded) > 3 and not token.number]
        told = bool(long) and sum(long) < TITLE_CASE * len(long)
    return {token.folded for token in title if token.capital and token.folded not in STOPWORDS} if told else set()


def _keys(tokens: list[Token], lang: str | None, names: set[str]) -> dict[_Key, tuple[int, str]]:
    """How often each term stands in ``tokens``, and the first word that stood for it. Each word is looked at once."""
    space = lang or "?"
    words = [token.folded for token in tokens]
    counted = Counter(words)
    keys: dict[_Key, tuple[int, str]] = {}
    if any(is_unspaced(word[0]) for word in counted):
        keys = {(TermKind.WORD, space, gram): (number, gram) for gram, number in Counter(_grams(words)).items()}
    meant = [
        ((TermKind.NUMBER, "", figure), 1, words[place])
        for place, figure in amounts(words, lang).items()
        if len(figure) > 1  # every text has some digit
    ]
    for word, number in counted.items():
        if len(word) == 1 or word[0].isdecimal() or word in STOPWORDS:
            continue
        meant += [((TermKind.WORD, space, stem), number, word) for stem in _stems(word)]
        if word in names and (skeleton := consonants(word)):
            meant.append(((TermKind.NAME, "", skeleton), number, word))
    for key, number, word in meant:
        known = keys.get(key)
        keys[key] = (number, word) if known is None else (number + known[0], known[1])
    return keys


def _grams(words: list[str]) -> Iterator[str]:
    """Runs of letters that stand for words where a script has no spaces between them."""
    size = 0
    for place, word in enumerate(words):
        wanted = GRAMS.get(shingle_width(word[0]), 0)
        size = size + 1 if wanted else 0
        if wanted and size >= wanted:
            yield "".join(words[place + 1 - wanted : place + 1])


@lru_cache(50_000)
def _stems(word: str) -> tuple[str, ...]:
    """What a word is counted by: its beginning without an Arabic article; of a Korean one its pairs of syllables."""
    if "\uac00" <= word[0] <= "\ud7a3":
        word = without_particle(word)
        return tuple(dict.fromkeys(map("".join, pairwise(word)))) or (word,)
    return (without_article(word)[:STEM_LETTERS],)


@lru_cache(100_000)
def term_hash(kind: TermKind, space: str, word: str) -> int:
    """40 bits of a term: 8 for the language ``space`` of a word (0 for anchors), 30 for the word, 2 for its kind."""
    language = 1 + xxhash.xxh3_64_intdigest(space.encode()) % 255 if kind is TermKind.WORD else 0
    bits = xxhash.xxh3_64_intdigest(f"{kind}:{space}:{word}".encode()) >> 32
    return language << 32 | bits & ~_KIND_BITS | kind


def _plain_number(word: str) -> str:
    """A number in ASCII digits, thousands not grouped, decimals after a point: 1.200 and ١٬٢٠٠ → 1200, 3,50 → 3.5.

    What is grouped otherwise is a date or a version, and keeps its parts.
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
    """By what stands before a word, back to the word before it; ``first``: there is none."""
    near = before[-3:]
    seen = near.rstrip(" \t\u00a0")
    return seen[-1] in _SENTENCE_END if seen else first or len(near) == 3
