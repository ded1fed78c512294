"""What a text is about: its words cut to stems, and its anchors, the marks that survive rewriting and translation.

One pass over the text serves everything: shingles (``content/fingerprint.py``) take the tokens, stories the terms.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import xxhash

from worker.content.stopwords import STOPWORDS

TERM_BITS = 40
STEM_LETTERS = 5
TITLE_BOOST = 2.5
NAME_BOOST = 2.5
BODY_TOKENS = 300
"""News tells the event first; what follows is background shared with other events."""

MAX_TERMS = 120

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+")
_SENTENCE_END = frozenset('.!?:;\n"“”„«»…•|-–—(')
_CAPITALISED_NOUNS = frozenset({"de", "lb"})
_VOWELS = re.compile(r"[aeiouyjь'’`]+")
_SKELETON_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch|cz", "c"),
        (r"sch|sh|sz", "s"),
        (r"zh|dzh|dj", "z"),
        (r"kh|ch", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
)
_ROMAN = str.maketrans(
    dict(
        zip(
            "абвгґдеёєжзиіїйклмнопрстуфхцчшщыэюяλαβγδεζηθικμνξοπρσςτυφχψω",
            "a b v g g d e e e z z i i i j k l m n o p r s t u f h ts c s s y e u a "
            "l a v g d e z i t i k m n ks o p r s s t i f h ps o".split(),
            strict=True,
        )
    )
)
_CASE_ENDING = re.compile(r"(?:ами|ями|ого|его|ему|ому|ым|им|ом|ем|ой|ей|ах|ях|ам)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number; ``folded`` is what is compared. ``name`` when it looks like a proper name."""

    folded: str
    name: bool
    number: bool


def tokenize(text: str, lang: str | None) -> list[Token]:
    """All tokens of ``text``; letters of scripts without spaces come one by one."""
    text = unicodedata.normalize("NFKC", text)
    words: list[tuple[str, bool]] = []
    proper: set[str] = set()
    nouns_too, previous, end = lang in _CAPITALISED_NOUNS, "", 0
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not word.isascii() and is_unspaced(word[0]):
            words.extend((letter, False) for letter in word)
            continue
        capital = word[0].isupper() and len(word) > 1
        words.append((word, capital))
        starts = not capital or _starts_sentence(text, match.start())
        if nouns_too:
            # Where all nouns are capitalised, names are those that stand side by side: first name, title, place.
            beside = text[end : match.start()] in (" ", "-") and previous
            if capital and beside:
                proper.update((word, previous))
            previous = word if capital and not (starts and word.casefold() in STOPWORDS) else ""
        elif not starts:
            proper.add(word)
        end = match.end()
    folded = {word: word.casefold() for word, _ in words}
    return [
        Token(folded[word], capital and word in proper and folded[word] not in STOPWORDS, word[0].isdigit())
        for word, capital in words
    ]


def is_unspaced(letter: str) -> bool:
    """Whether ``letter`` belongs to a script that writes words without spaces between them."""
    return shingle_width(letter) > 4


def shingle_width(letter: str) -> int:
    """How many tokens make a shingle in the script of ``letter``: words 4, Han and Kana 8, Thai and its kin 12.

    Tibetan needs 16: with 4 it found 1,135 false pairs in 7,503 (DESIGN's measurements, NTREX texts).
    """
    code = ord(letter)
    if 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF or 0xF900 <= code <= 0xFAFF:
        return 8
    if 0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF:
        return 12
    return 16 if 0x0F00 <= code <= 0x0FFF else 4


def weigh(
    title: list[Token], body: list[Token], lang: str | None
) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[int, str], ...]]:
    """The terms of an article with their weight in it, strongest first, and which of them are anchors.

    The weight is (1 + ln(1 + f)), boosted for the title and for names and numbers; rarity is the judge's to add.
    Names are learned from the body alone: a headline may capitalise every word.
    """
    counts: Counter[tuple[str, str]] = Counter()
    readable: dict[tuple[str, str], str] = {}
    in_title: set[tuple[str, str]] = set()
    told = {token.folded for token in body if token.name}
    for tokens, is_title in ((title, True), (body[:BODY_TOKENS], False)):
        for key, shown in _keys(tokens, lang, told):
            counts[key] += 1
            if key[0] == "anchor":
                readable.setdefault(key, shown)
            if is_title:
                in_title.add(key)
    weights = {}
    for key, number in counts.items():
        boost = (TITLE_BOOST if key in in_title else 1.0) * (NAME_BOOST if key[0] == "anchor" else 1.0)
        weights[key] = (1 + math.log(1 + number)) * boost
    strongest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    terms = tuple((term_hash(*key), round(weight, 3)) for key, weight in strongest)
    anchors = tuple((term_hash(*key), readable[key]) for key, _ in strongest if key[0] == "anchor")
    return terms, anchors


def _keys(tokens: list[Token], lang: str | None, names: set[str]) -> list[tuple[tuple[str, str], str]]:
    keys: list[tuple[tuple[str, str], str]] = []
    space = lang or "?"
    previous = ""
    for token in tokens:
        word = token.folded
        if is_unspaced(word[0]):
            if previous:
                keys.append(((space, previous + word), word))
            previous = word
            continue
        previous = ""
        if token.number:
            if number := _number(word):
                keys.append((("anchor", number), number))
        elif word in STOPWORDS or len(word) < 2:
            continue
        else:
            keys.append(((space, word[:STEM_LETTERS]), word))
            if word in names and (skeleton := consonants(word)):
                keys.append((("anchor", skeleton), word))
    return keys


def term_hash(space: str, word: str) -> int:
    """40 bits of a term; ``space`` is its language, or ``anchor`` for marks that belong to none."""
    return xxhash.xxh3_64_intdigest(f"{space}:{word}".encode()) >> (64 - TERM_BITS)


@lru_cache(50_000)
def consonants(word: str) -> str:
    """The consonants of a name folded to Latin script: Peskow, Peskov, Песков → ``pskv``; empty if under three."""
    if not word.isascii():
        if len(word) > 4 and "\u0400" <= word[0] <= "\u04ff":
            word = _CASE_ENDING.sub("", word)
        word = unicodedata.normalize("NFKD", word.translate(_ROMAN))
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    for pattern, replacement in _SKELETON_RULES:
        word = pattern.sub(replacement, word)
    skeleton = _VOWELS.sub("", word)
    return skeleton if len(skeleton) >= 3 else ""


def _number(word: str) -> str:
    """A number without its thousands separators, decimals after a point; empty for one digit or a year."""
    parts = re.split(r"[.,\u00a0\u202f]", word)
    if len(parts) == 1:
        return "" if len(word) < 2 or (len(word) == 4 and word[:2] in ("19", "20")) else word
    if all(len(part) == 3 for part in parts[1:]):
        return "".join(parts)
    return "".join(parts[:-1]) + "." + parts[-1]


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in _SENTENCE_END
