"""Marks: the words of an article that another language's report of the same event may share.

In scripts with capitals these are names and, with less trust, other capitalised words; in other scripts every word may
be a name; Han characters are searched for known names and for runs that spell sounds, and Katakana, which spells
foreign words, for its runs. Thai, Lao, Khmer and Burmese do not show where a name begins or ends, but mostly set a
blank around foreign ones: short runs between blanks may be names. Numbers always count, by their amount.
Marks are in the order of the text, as translations keep it, and few, as the judge keeps them for each article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter

import xxhash

from worker.content.figures import amounts
from worker.content.hannames import NAMES, SPELLING
from worker.content.memory import Memory
from worker.content.skeletons import (
    LEAST,
    Keys,
    as_spelled,
    bare_readings,
    classes,
    number_keys,
    readings,
    run_keys,
    spelled,
    word_keys,
)
from worker.content.sounds import script_of
from worker.content.tokens import Token, Tokens
from worker.model.entry import Mark, MarkKind

MARK_BITS = 40
BODY_TOKENS = 1200
MAX_MARKS = 96
MAX_TERMS = 5
LEAST_LETTERS = 3
KEYS_KEPT = 20_000
"""Marks whose keys are cached, some 1 kB each: names recur, and to work out the keys of one takes 20 µs."""

_CASED = frozenset({"latin", "greek", "cyrillic", "armenian"})
_HAN = re.compile("[\u3400-\u9fff]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_HAN_OR_KANA = re.compile("[\u30a1-\u30fc\u3400-\u9fff]")
_BETWEEN_BLANKS = re.compile(
    "|".join(
        f"(?<![{of}])[{of}]{{3,14}}(?![{of}])"
        for of in ("\u0e00-\u0e4e\u0e80-\u0ece", "\u1000-\u103f\u1050-\u109f", "\u1780-\u17d3")
    )
)
"""Of Thai and Lao, Burmese, Khmer. Longer runs are phrases."""
_RUN = re.compile(f"[{''.join(SPELLING)}]{{2,}}")
_ORDER = (MarkKind.NAME, MarkKind.NUMBER, MarkKind.MAYBE, MarkKind.NOUN, MarkKind.WORD)

_Found = tuple[str, MarkKind, int, bool, float]
"""A mark without its terms."""


def find_marks(
    title: Tokens,
    body: Tokens,
    text: str,
    names: Mapping[str, str] | None,
    lang: str | None,
) -> tuple[Mark, ...]:
    """At most ``MAX_MARKS`` marks in order of appearance; ``text`` is title and body as written, a line each, for Han.

    ``names`` adds to the table of names in Han characters, or overrides it; ``lang`` as in ``content/figures.py``.
    """
    opening = body.opening(BODY_TOKENS)
    words = [*title.words, *opening.words]
    forms = [*title.forms.values(), *opening.forms.values()]
    script = next((script_of(form.folded[0]) for form in forms if not form.number), "latin")
    kinds = _kinds(forms, [*title.capitals, *opening.capitals], body.capitals, script in _CASED)
    title_words = len(title.words)
    for place, figure in amounts(words, [*title.numbers, *(title_words + it for it in opening.numbers)], lang).items():
        words[place] = figure
        kinds[figure] = MarkKind.NUMBER
    if script != "latin":
        for word in set(words).difference(kinds):
            if script_of(word[0]) == "latin":
                kinds[word] = MarkKind.NAME
    places = [(word, place) for place, word in enumerate(words) if word in kinds]
    first = dict(reversed(places))
    found: dict[str, _Found] = {}
    for word, number in Counter([word for word, _ in places]).items():
        kind, place = kinds[word], first[word]
        if kind is not MarkKind.NUMBER or len(word) > 1:
            _note(found, (word, kind, number, place < title_words, place / len(words)))
    if not text.isascii() and _HAN_OR_KANA.search(text):
        if _HAN.search(text):
            for one in _in_han(text, names or {}):
                _note(found, one)
        for one in _runs(_KATAKANA, MarkKind.NOUN, text):
            _note(found, one)
    for one in _runs(_BETWEEN_BLANKS, MarkKind.WORD, text) if script == "other" else ():
        _note(found, one)
    return _strongest(found)


def keys_of(marks: Iterable[Mark]) -> list[Keys]:
    """What each mark is recognised by in another language."""
    return [_KEYS[mark.text, mark.kind is MarkKind.NUMBER] for mark in marks]


def surest(mark: Mark) -> tuple[int, float]:
    """How loosely the first of the mark's keys holds, and its bits: what a mark weighs as long as none has met it."""
    number = mark.kind is MarkKind.NUMBER
    if not number and script_of(mark.text[0]) == "latin":
        return as_spelled(mark.text)
    return next(iter(_KEYS[mark.text, number].values()), (0, 0.0))


def _keys(mark: tuple[str, bool]) -> Keys:
    text, number = mark
    if number:
        return number_keys(text)
    return run_keys(text) if text[0] in SPELLING else word_keys(text)


_KEYS = Memory(_keys, KEYS_KEPT)


def _kinds(
    tokens: Collection[Token], capitals: Collection[Token], body: Collection[Token], cased: bool
) -> dict[str, MarkKind]:
    """What each word may be; words that can be no mark are left out.

    ``capitals`` are those of ``tokens`` with a capital, ``body`` those of the whole body.
    """
    kinds: dict[str, MarkKind] = {}
    names = {word for word, name, _, capital, _ in body if name or capital == 2}
    lower = {word for word, _, _, capital, _ in tokens if not capital}
    if cased:  # what never has a capital is no mark
        tokens = [*capitals, *(it for it in body if it.folded in lower and it.folded in names)]
    for word, _, _, capital, stems in tokens:
        if not stems or len(word) < LEAST_LETTERS:
            continue
        if word in names:
            kinds[word] = MarkKind.NAME
        elif not cased:
            kinds[word] = MarkKind.WORD
        elif capital > 1:
            kinds[word] = MarkKind.NOUN
        elif capital and word not in lower:
            kinds.setdefault(word, MarkKind.MAYBE)
    return kinds


def _in_han(text: str, names: Mapping[str, str]) -> Iterator[_Found]:
    title = text.find("\n")
    table = {**NAMES, **names} if names else NAMES
    pattern = _pattern(tuple(sorted(names)))
    for found in pattern.finditer(text):
        for word in table[found[0]].casefold().replace("-", " ").split():
            if len(word) > 1:
                yield word, MarkKind.NAME, 1, found.start() < title, found.start() / len(text)
    for found in _RUN.finditer(pattern.sub(lambda known: "|" * len(known[0]), text)):
        if len(spelled(found[0])) >= LEAST_LETTERS:
            yield found[0], MarkKind.WORD, 1, found.start() < title, found.start() / len(text)


def _runs(pattern: re.Pattern[str], kind: MarkKind, text: str) -> Iterator[_Found]:
    """Runs of letters that may be names. In Katakana they are names as often as German nouns are."""
    title = text.find("\n")
    for found in pattern.finditer(text):
        if len(readings(found[0])[0]) >= LEAST_LETTERS:
            yield found[0], kind, 1, found.start() < title, found.start() / len(text)


@lru_cache(4)
def _pattern(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted({*NAMES, *more}, key=lambda it: (-len(it), it))))


def _note(found: dict[str, _Found], one: _Found) -> None:
    """Add a mark; forms of one name are one mark: Испании and Испания."""
    text, kind, count, title, place = one
    name = identity(text, kind)
    known = found.get(name)
    if known is not None:
        if _ORDER.index(known[1]) <= _ORDER.index(kind):
            text, kind = known[:2]
        one = text, kind, known[2] + count, known[3] or title, min(known[4], place)
    found[name] = one


def identity(text: str, kind: MarkKind) -> str:
    """What the forms of one name have in common: counted per language, and looked up across languages."""
    return _KNOWN_BY[text, kind is MarkKind.NUMBER][0]


def _known_by(mark: tuple[str, bool]) -> tuple[str, tuple[int, ...]]:
    """A mark's identity, and its terms: the name itself, then its spelling and other readings, all without its end.

    No terms where nothing in another language could be recognised by it.
    """
    text, number = mark
    if number:
        return f"#{text}", (_hash(f"#{text}"),)
    run = spelled(text) if text[0] in SPELLING else None
    coarse = classes(readings(text)[0] if run is None else run)
    name = coarse if len(coarse) >= LEAST_LETTERS else "=" + text
    # Of the keys that ``keys_of`` has those that hold by spelling or in classes; what they tell is not asked here.
    exact = ["=" + text] if script_of(text[0]) == "latin" else []
    read = [one for one in (bare_readings(text) if run is None else (run,)) if len(one) >= LEAST]
    if not (exact or read):
        return name, ()
    told = [key for one in read if len(key := classes(one)) >= LEAST and key != one]
    return name, tuple(map(_hash, list(dict.fromkeys((name, *exact, *told)))[:MAX_TERMS]))


_KNOWN_BY = Memory(_known_by, 50_000)


def _strongest(found: dict[str, _Found]) -> tuple[Mark, ...]:
    known = [(*one, terms) for one in found.values() if (terms := _KNOWN_BY[one[0], one[1] is MarkKind.NUMBER][1])]
    known.sort(key=_rank)
    return tuple([Mark(*one) for one in sorted(known[:MAX_MARKS], key=itemgetter(4))])


def _hash(key: str) -> int:
    return xxhash.xxh3_64_intdigest(f"mark:{key}".encode()) >> (64 - MARK_BITS)


def _rank(mark: tuple[str, MarkKind, int, bool, float, tuple[int, ...]]) -> tuple[bool, float]:
    """The order of importance: names and numbers before words; early words first, as news tells the event first."""
    return mark[1] not in (MarkKind.NAME, MarkKind.NUMBER), mark[4]
