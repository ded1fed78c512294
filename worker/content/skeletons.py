"""A name as the consonants that survive transcription, in every script: Peskow, Песков, Πεσκόφ, ペスコフ, 페스코프.

A word has one or more *readings* (``pskv``; for George ``krk`` and ``srk``), and each reading a coarser form in
*classes*: labials, velars, dentals, sibilants, m, n, liquids, for scripts that do not distinguish b from p or l from r.
Two words meet in a *key*; the rarer it would be among random words, the more it weighs, which ``bits`` estimates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product

from worker.content.affixes import without_particle
from worker.content.hannames import SPELLING
from worker.content.names import without_case
from worker.content.rewriting import Rewriting, undoubled
from worker.content.sounds import OPEN, script_of, sounds

Keys = Mapping[str, tuple[int, float]]
"""Key → (how loosely it holds: ``SPELLED`` … ``BEGINS``; bits)."""

SPELLED, SOUNDS, CLASSES, BEGINS = 0, 1, 2, 3
LEAST, LEAST_STEM = 3, 4
"""Fewer consonants are not distinctive; nor are fewer than four if the end of the name may be a case."""

MAX_READINGS = 6
MAX_LETTERS = 40

_PLAIN = str.maketrans({"f": "v", "w": "v", "q": "k", "z": "s", "$": "s", "h": "", ".": "", "x": "k"})
_CLASS = str.maketrans(dict(zip("bpvkgtdsmnlr", "PPPKKTTSMNRR", strict=True)))
_BITS = {
    "b": 4,
    "p": 4,
    "v": 3.6,
    "k": 3.2,
    "g": 4,
    "t": 3.2,
    "d": 3.6,
    "s": 2.5,
    "m": 3.6,
    "n": 2.6,
    "l": 3.4,
    "r": 3,
    "P": 2.6,
    "K": 2.8,
    "T": 2.6,
    "S": 2.5,
    "M": 3.6,
    "N": 2.6,
    "R": 2.2,
}
"""The bits of a consonant, by its frequency in the names of cities."""

_NASAL_LABIAL = re.compile("m(?=[pb])")
_VELAR = Rewriting(("n[gG]", "n"), ("(?<=[kg])[vw]", ""))
_OPEN = frozenset(OPEN)
_SILENT_R = re.compile("r(?!_)")
_PREFIXES = {
    "arabic": ("ال", "وال", "بال", "لل", "و", "ب", "ل", "ف", "ك"),
    "hebrew": ("ה", "ב", "ל", "מ", "ש", "ו", "כ", "וה", "שה"),
    "ethiopic": ("የ", "በ", "ለ", "ከ", "እና", "የተ", "ስለ"),
}
"""Articles, prepositions and "and" that are joined to the name."""


@lru_cache(50_000)
def readings(word: str) -> tuple[str, ...]:
    """The consonants of a casefolded word, likeliest reading first; ng is n, and r before a consonant may be silent."""
    found: dict[str, None] = {}
    signs = _VELAR(sounds(word[:MAX_LETTERS]))
    open_to = [OPEN.get(sign, sign) for sign in signs] if not _OPEN.isdisjoint(signs) else ()
    for read in map("".join, islice(product(*open_to), MAX_READINGS)) if open_to else (signs,):
        found[_contracted(read)] = None
        if "r" in read:
            found[_contracted(_SILENT_R.sub("", read))] = None
    return tuple(found)


def stripped(word: str) -> list[str]:
    """The word without a Slavic case or Korean particle, and the same without each possible prefix."""
    prefixes = _PREFIXES.get(script_of(word[0]), ())
    return [
        without_particle(without_case(word)),
        *(word[len(it) :] for it in prefixes if word.startswith(it) and len(word) - len(it) >= LEAST),
    ]


def bare_readings(word: str) -> tuple[str, ...]:
    """The readings of the word without its case, then the likeliest without each possible prefix."""
    whole, *parts = stripped(word)
    return (*readings(whole), *(one for part in parts for one in readings(part)[:2]))


def classes(reading: str) -> str:
    """A reading with the sounds unified that some scripts do not distinguish: pskv → PSKP."""
    return undoubled(reading.translate(_CLASS))


def bits(key: str) -> float:
    """How surprising this reading, or these classes, would be in a random word."""
    return sum([_BITS.get(sign, 3.0) for sign in key])


def word_keys(word: str) -> Keys:
    """The keys of a word in any alphabet; none if it has too few consonants and is not in Latin letters."""
    keys: dict[str, tuple[int, float]] = {}
    if script_of(word[0]) == "latin":
        keys["=" + word] = as_spelled(word)
    _add(keys, bare_readings(word), SOUNDS)
    return keys


def as_spelled(word: str) -> tuple[int, float]:
    """The strength of an equal spelling in Latin letters: how loosely it holds, and its bits."""
    return SPELLED, 9.0 + 2 * len(word)


def number_keys(number: str) -> Keys:
    """A number is recognised by its value."""
    return {"#" + number: (SPELLED, 7 + 2.2 * max(0, len(number) - 2))}


@lru_cache(10_000)
def run_keys(run: str) -> Keys:
    """The keys of a run of Han characters that spell sounds; its first and last may belong to other words."""
    keys: dict[str, tuple[int, float]] = {}
    _add(keys, (spelled(run),), SOUNDS)
    for part in (run[1:], run[:-1], run[1:-1]):
        _add(keys, (spelled(part),), BEGINS)
    return keys


def spelled(run: str) -> str:
    """The reading of Han characters that are used to spell foreign names."""
    return _contracted("".join(SPELLING.get(char, "") for char in run))


def _contracted(read: str) -> str:
    read = read.replace("_", "")
    if "m" in read:
        read = _NASAL_LABIAL.sub("n", read)
    return undoubled(read.translate(_PLAIN))


def _add(keys: dict[str, tuple[int, float]], found: tuple[str, ...], level: int) -> None:
    """Add readings, their classes, and both without up to two final consonants, which may be a case."""
    stems = []
    for place, reading in enumerate(one for one in found if len(one) >= LEAST):
        coarse = classes(reading)
        keys.setdefault(reading, (level, bits(reading)))
        if len(coarse) >= LEAST:
            keys.setdefault(coarse, (max(level, CLASSES), bits(coarse)))
        if place < 2 and level < BEGINS:
            stems += [one[:-cut] for one in (reading, coarse) for cut in (1, 2) if len(one) - cut >= LEAST_STEM]
    for stem in stems:
        keys.setdefault(stem, (BEGINS, bits(stem)))
