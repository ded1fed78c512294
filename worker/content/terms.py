"""What a text is about: the stems of its words, and its anchors, the marks that survive rewriting and translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log

import xxhash

from worker.content.figures import amounts
from worker.content.memory import Memory
from worker.content.names import consonants
from worker.content.stopwords import STOPWORDS
from worker.content.tokens import CAPITALISED_NOUNS, Tokens, is_unspaced, shingle_width, tokenize
from worker.model.entry import TermKind

_KIND_BITS = 3
TITLE_BOOST = 1.7
_WORD, _NAME, _NUMBER = (str(int(kind)) for kind in (TermKind.WORD, TermKind.NAME, TermKind.NUMBER))
_BOOSTS = {_NAME: 1.3, _NUMBER: 2.5}
"""Factors over a word of the body. Look-alike events share words and often names, seldom numbers and dates."""
SMALL_NUMBER, SMALL_BOOST = 2, 1.7
"""In a headline a number of so few digits counts less: a truce of 24 days, a strike with 24 dead."""
BODY_TOKENS = 450
"""News tells the event first; then follows background that other events share."""
LEAD_TOKENS, LEAD_BOOST = 30, 1.5
"""The first sentence tells the event, and counts more; in scripts without spaces it has ``LETTERS_A_WORD`` times as
many tokens."""
LETTERS_A_WORD = 3

GRAMS = {6: 2, 8: 3, 10: 4}
"""So many letters in a row stand for a word, by ``shingle_width``: Han and Kana 2, Thai and similar scripts 3.

With pairs of Thai letters every sixth article that joined a story was in the wrong one (ECB+ written in Thai letters
without spaces, 172 of 962), with threes 24 of 681, with fours 15 of 539."""

SENTENCE_CHARS_LEAST, SENTENCE_CHARS = 20, 400
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|[.!?][»”\"“]\s|\n|[。！？؟।]")

MAX_TERMS = 120
TITLE_CASE = 0.7
"""From this share of capitalised words on (of those longer than three letters) a headline's capitals say nothing. In
German, which has many nouns and no such habit, only where all words have one."""


def weigh(title: Tokens, body: Tokens, lang: str | None) -> tuple[dict[int, float], dict[int, str]]:
    """The terms of an article with their weight in it, strongest first, and which of them are anchors.

    The weight is (1 + ln(1 + f)), boosted for the title, the lead, names and numbers; the judge adds rarity.
    Names are learned from the body, as a headline may capitalise every word; from the headline if there is no body.
    If no names can be recognised in a text, its words are its anchors.
    """
    has_body = bool(body.words)
    names = {form.folded for form in body.capitals if form.name} if has_body else _headline_names(title, lang)
    heading, stems = _counted(title, _stems(title), lang, names), _stems(body)
    found = _counted(body, stems, lang, names, BODY_TOKENS)
    for key, (number, shown) in heading.items():
        found[key] = (number + found[key][0] if key in found else number, shown)
    lead = _counted(body, stems, lang, names, _lead_length(body))
    strength = []
    for key, (number, shown) in found.items():
        weight = _OFTEN[number]
        if key in heading:
            weight *= TITLE_BOOST
        if key in lead:
            weight *= LEAD_BOOST
        if key[0] != _WORD:
            weight *= _BOOSTS[key[0]] if has_body else _boost_alone(key, shown)
        strength.append((weight, key))
    strength.sort()
    strongest = strength[:MAX_TERMS]
    language = _language(lang or "?")
    hashed = [(_hash(key, language), weight, key) for weight, key in strongest]
    by_words = not names
    return (
        {term: _ROUNDED[weight] for term, weight, _ in hashed},
        {term: found[key][1] for term, _, key in hashed if by_words or key[0] != _WORD},
    )


def headline_terms(title: Tokens, lang: str | None) -> frozenset[int]:
    """The words and numbers of a headline, as ``weigh`` has them."""
    language = _language(lang or "?")
    return frozenset(_hash(key, language) for key in _counted(title, _stems(title), lang, set()))


def lead_terms(text: str, lang: str | None) -> frozenset[int]:
    """The words and numbers of the first sentence of a text, as ``headline_terms``."""
    start = text[:SENTENCE_CHARS]
    end = _SENTENCE_END.search(start, SENTENCE_CHARS_LEAST)
    return headline_terms(tokenize(start[: end.end()] if end else start, lang), lang)


def _lead_length(body: Tokens) -> int:
    """How many tokens of a body roughly make up its first sentence."""
    start = body.words[:LEAD_TOKENS]
    letters = sum(map(is_unspaced, [word[0] for word in start]))
    return LEAD_TOKENS * (LETTERS_A_WORD if 2 * letters > len(start) else 1)


def _boost_alone(key: str, shown: str) -> float:
    return SMALL_BOOST if key[0] == _NUMBER and len(shown) <= SMALL_NUMBER else _BOOSTS[key[0]]


def _headline_names(title: Tokens, lang: str | None) -> set[str]:
    """Capitalised words of a headline that does not capitalise all; they include German nouns."""
    if lang in CAPITALISED_NOUNS:
        told = not all(token.capital for token in title if not token.number)
    else:
        long = [token.capital > 0 for token in title if len(token.folded) > 3 and not token.number]
        told = bool(long) and sum(long) < TITLE_CASE * len(long)
    return {token.folded for token in title if token.capital and token.folded not in STOPWORDS} if told else set()


def _stems(tokens: Tokens) -> dict[str, tuple[str, ...]]:
    return {form.folded: form.stems for form in tokens.forms.values()}


def _counted(
    tokens: Tokens, stems: Mapping[str, tuple[str, ...]], lang: str | None, names: set[str], most: int | None = None
) -> dict[str, tuple[int, str]]:
    """How often each term occurs in the first ``most`` of ``tokens``, and the first word it stands for.

    A term is spelled as it is hashed: the digit of its kind, the language of a word, the stem.
    """
    words, prefix = tokens.words[:most], f"{_WORD}:{lang or '?'}:"
    numbers = [place for place in tokens.numbers if place < len(words)]
    counted = Counter(words)
    found: dict[str, tuple[int, str]] = {}
    if any(map(is_unspaced, {word[0] for word in counted})):
        found = {prefix + gram: (number, gram) for gram, number in Counter(_grams(words)).items()}
    for word, number in counted.items():
        for stem in stems[word]:
            key = prefix + stem
            known = found.get(key)
            found[key] = (number, word) if known is None else (number + known[0], known[1])
    meant = [
        (f"{_NUMBER}::{figure}", 1, words[place])
        for place, figure in amounts(words, numbers, lang).items()
        if len(figure) > 1  # single digits occur in every text
    ]
    named = [(word, consonants(word)) for word in counted if word in names]
    meant += [(f"{_NAME}::{skeleton}", counted[word], word) for word, skeleton in named if skeleton]
    for key, number, word in meant:
        known = found.get(key)
        found[key] = (number, word) if known is None else (number + known[0], known[1])
    return found


def _grams(words: Sequence[str]) -> Iterator[str]:
    """Runs of letters that stand for words in scripts without spaces."""
    size = 0
    for place, word in enumerate(words):
        wanted = GRAMS.get(shingle_width(word[0]), 0)
        size = size + 1 if wanted else 0
        if wanted and size >= wanted:
            yield "".join(words[place + 1 - wanted : place + 1])


def term_hash(kind: TermKind, space: str, word: str) -> int:
    """40 bits of a term: 8 for the language ``space`` of a word (0 for anchors), 30 for the word, 2 for its kind."""
    return _hash(f"{kind}:{space}:{word}", _language(space))


def _language(space: str) -> int:
    return 1 + xxhash.xxh3_64_intdigest(space.encode()) % 255 << 32


def _hash(key: str, language: int) -> int:
    bits = xxhash.xxh3_64_intdigest(key.encode()) >> 32 & ~_KIND_BITS | _KINDS[key[0]]
    return bits | language if key[0] == _WORD else bits


_KINDS = {str(int(kind)): int(kind) for kind in TermKind}
_OFTEN: Memory[int, float] = Memory(lambda number: -(1 + log(1 + number)), 1000)
"""What a term weighs that occurs so often; below zero, so that plain pairs sort the strongest first."""
_ROUNDED: Memory[float, float] = Memory(lambda weight: round(-weight, 3), 20_000)
"""Weights of terms as they are kept: few differ, and to round one takes 1 µs."""
