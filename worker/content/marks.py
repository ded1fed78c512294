"""Marks: the words of an article that another language's report of the same event may share.

In scripts with capitals these are the names and, with less trust, words that a capital could make one; in others every
word may be a name; Han characters are searched for known names and for runs that spell sounds, and Katakana, which
spells foreign words, for its runs. Thai, Lao, Khmer and Burmese do not show where a name begins or ends, but set a
blank around foreign ones more often than not: short runs between blanks may be names. Numbers always count, as what
they amount to.
Marks stand in the order of the text, for translations keep it, and they are few: the judge keeps them for each article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import xxhash

from worker.content.figures import amounts
from worker.content.hannames import NAMES, SPELLING
from worker.content.skeletons import (
    CLASSES,
    SPELLED,
    Keys,
    classes,
    number_keys,
    readings,
    run_keys,
    spelled,
    word_keys,
)
from worker.content.sounds import script_of
from worker.content.stopwords import STOPWORDS
from worker.content.terms import Token
from worker.model.entry import Mark, MarkKind

MARK_BITS = 40
BODY_TOKENS = 1200
MAX_MARKS = 96
MAX_TERMS = 5
LEAST_LETTERS = 3

_CASED = frozenset({"latin", "greek", "cyrillic", "armenian"})
_HAN = re.compile("[\u3400-\u9fff]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_BETWEEN_BLANKS = re.compile(
    "|".join(
        f"(?<![{of}])[{of}]{{3,14}}(?![{of}])"
        for of in ("\u0e00-\u0e4e\u0e80-\u0ece", "\u1000-\u103f\u1050-\u109f", "\u1780-\u17d3")
    )
)
"""Of Thai and Lao, Burmese, Khmer. Longer runs are phrases."""
_RUN = re.compile(f"[{''.join(SPELLING)}]{{2,}}")
_ORDER = (MarkKind.NAME, MarkKind.NUMBER, MarkKind.MAYBE, MarkKind.NOUN, MarkKind.WORD)


def find_marks(
    title: Sequence[Token],
    body: Sequence[Token],
    text: str,
    names: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> tuple[Mark, ...]:
    """At most ``MAX_MARKS`` marks in order of appearance; ``text`` is title and body as written, a line each, for Han.

    ``names`` adds to the table of names in Han characters, or overrides it; ``lang`` as in ``content/figures.py``.
    """
    tokens = [*title, *body[:BODY_TOKENS]]
    script = next((script_of(token.folded[0]) for token in tokens if not token.number), "latin")
    kinds = _kinds(_forms(tokens), _forms(body), script in _CASED)
    words = [token.folded for token in tokens]
    for place, figure in amounts(words, lang).items():
        words[place] = figure
    first = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))
    found: dict[str, Mark] = {}
    for word, number in Counter(words).items():
        if word[0].isdecimal():
            kind = MarkKind.NUMBER if len(word) > 1 else None
        else:
            kind = kinds.get(word)
            if kind is None and script != "latin" and script_of(word[0]) == "latin":
                kind = MarkKind.NAME
        if kind is not None:
            place = first[word]
            _note(found, Mark(word, kind, number, place < len(title), place / len(tokens)))
    if _HAN.search(text):
        for mark in _in_han(text, names or {}):
            _note(found, mark)
    for mark in _runs(_KATAKANA, MarkKind.NOUN, text):
        _note(found, mark)
    for mark in _runs(_BETWEEN_BLANKS, MarkKind.WORD, text) if script == "other" else ():
        _note(found, mark)
    return _strongest(found)


def keys_of(mark: Mark) -> Keys:
    """What the mark is recognised by in another language; the same mark has the same keys, from a bounded memory."""
    if mark.kind is MarkKind.NUMBER:
        return number_keys(mark.text)
    return run_keys(mark.text) if mark.text[0] in SPELLING else word_keys(mark.text)


def _forms(tokens: Sequence[Token]) -> Collection[Token]:
    """The tokens, each once: a word that comes again is the same object, and hashing it by value costs more."""
    return dict(zip(map(id, tokens), tokens, strict=True)).values()


def _kinds(tokens: Collection[Token], body: Collection[Token], cased: bool) -> dict[str, MarkKind]:
    """What each word may be; words that can be no mark are left out."""
    kinds: dict[str, MarkKind] = {}
    names = {token.folded for token in body if token.name or token.capital == 2}
    lower = {token.folded for token in tokens if not token.capital}
    for token in tokens:
        word = token.folded
        if token.number or len(word) < LEAST_LETTERS or word in STOPWORDS:
            continue
        if word in names:
            kinds[word] = MarkKind.NAME
        elif not cased:
            kinds[word] = MarkKind.WORD
        elif token.capital > 1:
            kinds[word] = MarkKind.NOUN
        elif token.capital and word not in lower:
            kinds.setdefault(word, MarkKind.MAYBE)
    return kinds


def _in_han(text: str, names: Mapping[str, str]) -> Iterator[Mark]:
    title = text.find("\n")
    table = {**NAMES, **names} if names else NAMES
    pattern = _pattern(tuple(sorted(names)))
    for found in pattern.finditer(text):
        for word in table[found[0]].casefold().replace("-", " ").split():
            if len(word) > 1:
                yield Mark(word, MarkKind.NAME, 1, found.start() < title, found.start() / len(text))
    for found in _RUN.finditer(pattern.sub(lambda known: "|" * len(known[0]), text)):
        if len(spelled(found[0])) >= LEAST_LETTERS:
            yield Mark(found[0], MarkKind.WORD, 1, found.start() < title, found.start() / len(text))


def _runs(pattern: re.Pattern[str], kind: MarkKind, text: str) -> Iterator[Mark]:
    """Runs of letters that may be names. Of Katakana they are as often as a noun where all nouns have capitals."""
    title = text.find("\n")
    for found in pattern.finditer(text):
        if len(readings(found[0])[0]) >= LEAST_LETTERS:
            yield Mark(found[0], kind, 1, found.start() < title, found.start() / len(text))


@lru_cache(4)
def _pattern(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted({*NAMES, *more}, key=lambda it: (-len(it), it))))


def _note(found: dict[str, Mark], mark: Mark) -> None:
    """Forms of one name are one mark: Испании and Испания."""
    name = identity(mark)
    known = found.get(name)
    if known is None:
        found[name] = mark
        return
    best = min(known, mark, key=lambda it: _ORDER.index(it.kind))
    found[name] = Mark(
        best.text, best.kind, known.count + mark.count, known.title or mark.title, min(known.place, mark.place)
    )


def identity(mark: Mark) -> str:
    """What forms of one name have in common: counted per language, and looked up across languages."""
    return "#" + mark.text if mark.kind is MarkKind.NUMBER else _name(mark.text)


@lru_cache(50_000)
def _name(text: str) -> str:
    coarse = classes(spelled(text) if text[0] in SPELLING else readings(text)[0])
    return coarse if len(coarse) >= LEAST_LETTERS else "=" + text


def _strongest(found: dict[str, Mark]) -> tuple[Mark, ...]:
    marks = sorted((mark for mark in found.values() if keys_of(mark)), key=_rank)[:MAX_MARKS]
    marks.sort(key=lambda mark: mark.place)
    return tuple(
        Mark(mark.text, mark.kind, mark.count, mark.title, mark.place, _terms(mark.text, mark.kind is MarkKind.NUMBER))
        for mark in marks
    )


@lru_cache(50_000)
def _terms(text: str, number: bool) -> tuple[int, ...]:
    """The name itself, then its spelling and other readings, all without regard to its end."""
    mark = Mark(text, MarkKind.NUMBER if number else MarkKind.WORD, 1, False, 0.0)
    others = [key for key, (level, _) in keys_of(mark).items() if level in (SPELLED, CLASSES)]
    return tuple(_hash(key) for key in list(dict.fromkeys((identity(mark), *others)))[:MAX_TERMS])


def _hash(key: str) -> int:
    return xxhash.xxh3_64_intdigest(f"mark:{key}".encode()) >> (64 - MARK_BITS)


def _rank(mark: Mark) -> tuple[bool, float]:
    """Names and numbers before words; of words the early ones, for news tells the event first."""
    return mark.kind not in (MarkKind.NAME, MarkKind.NUMBER), mark.place
