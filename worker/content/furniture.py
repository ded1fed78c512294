"""Paragraphs as a host's furniture is learned from and recognised by: hashed, digits masked, case folded.

``policy.furniture`` decides what is furniture; here texts are cut into candidates, and furniture is removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from itertools import pairwise

import xxhash

from worker.content.fingerprint import fingerprint
from worker.content.mastheads import NAMELESS, SITE_TAIL, Masthead, masthead
from worker.content.promo import clean
from worker.model.entry import ArticleDraft, PromoCut

SHORT_CHARS = 300
"""Longer paragraphs are prose, except at the edges: about the agency, about the author, terms of use."""
LONG_CHARS = 1000
EDGE_TOP, EDGE_END = 2, 4
OWN_SHARE = 0.5
"""From so large an own part on, what else a text shares with others does not decide what it is about."""
MOST = 16
"""So many candidates per page: the edges first, then the shortest."""
MIN_LETTERS = 6
_PLAINLY_WORDS = 60

TITLE_WORDS = 5
_TITLE_BITS = 40
_LEAD_BITS = 12

_DIGITS = re.compile(r"\d\d*")  # with "\d+" each letter is tried as a beginning: ten times as slow
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Furnished:
    """A text without its host's furniture.

    ``cuts`` are in the order of the text; ``removed`` are the hashes of what was removed, ``segments`` those of the
    remaining paragraphs that may turn out to be furniture.
    """

    text: str
    cuts: tuple[PromoCut, ...]
    removed: tuple[int, ...]
    segments: tuple[int, ...]


def without_furniture(text: str, furniture: Set[int]) -> Furnished:
    """Remove the paragraphs of ``furniture`` from ``text``. About 60 µs for a usual article."""
    paragraphs = text.split("\n\n")
    hashes = [_hash(paragraph) if len(paragraph) <= LONG_CHARS else 0 for paragraph in paragraphs]
    if furniture.isdisjoint(hashes):
        return Furnished(text, (), (), _candidates(paragraphs, hashes))
    pairs = list(zip(paragraphs, hashes, strict=True))
    left = [(paragraph, it) for paragraph, it in pairs if it not in furniture]
    return Furnished(
        text="\n\n".join(paragraph for paragraph, _ in left),
        cuts=tuple(PromoCut(paragraph, "furniture") for paragraph, it in pairs if it in furniture),
        removed=tuple(dict.fromkeys(it for _, it in pairs if it in furniture)),
        segments=_candidates([paragraph for paragraph, _ in left], [it for _, it in left]),
    )


def furnished(title: str, text: str, lang: str | None, furniture: Set[int], site: Masthead = NAMELESS) -> Furnished:
    """``without_furniture`` for a cleaned text; the new edges are cleaned once more, with ``site`` as in ``clean``."""
    found = without_furniture(text, furniture)
    if not found.cuts:
        return found
    cleaned = clean(title, found.text, lang, site)
    if not cleaned.cuts:
        return found
    left = without_furniture(cleaned.text, furniture)
    return replace(left, cuts=found.cuts + cleaned.cuts, removed=found.removed)


def unfurnished(draft: ArticleDraft, furniture: Set[int], names: Mapping[str, str] | None = None) -> ArticleDraft:
    """An article without the furniture that was not yet known as such when it was read. About 3 ms.

    ``names`` as in ``content/marks.py``.
    """
    found = furnished(draft.title, draft.text, draft.lang, furniture, masthead(draft.host))
    return replace(
        draft,
        text=found.text,
        promo=draft.promo + found.cuts,
        segments=found.segments,
        removed=draft.removed + found.removed,
        imprint=imprint(draft.title, found.text),
        fingerprint=fingerprint(draft.title, found.text, draft.lang, names),
    )


def told_apart(
    draft: ArticleDraft, suspected: Set[int], others: Iterable[str], names: Mapping[str, str] | None
) -> tuple[ArticleDraft, int]:
    """An article that keeps its text, but is known by what is left without some paragraphs; and their number. 3 ms.

    These are the ``suspected`` ones and those in ``others``, which are texts, if they are half of it; ``names`` as in
    ``content/marks.py``.
    """
    shared = {paragraph for other in others for paragraph in other.split("\n\n")}
    whole = draft.text.split("\n\n")
    left = [it for it in whole if it not in shared and not (len(it) <= LONG_CHARS and _hash(it) in suspected)]
    if sum(map(len, left)) > OWN_SHARE * len(draft.text):
        return draft, 0
    rest = fingerprint(draft.title, "\n\n".join(left), draft.lang, names)
    told = replace(draft.fingerprint, terms=rest.terms, anchors=rest.anchors, marks=rest.marks)
    return replace(draft, fingerprint=told), len(whole) - len(left)


def imprint(title: str, text: str) -> int:
    """What ``policy.furniture.content`` knows a page by: 40 bits set by words of the title, 12 of the longest prose.

    Where no paragraph is long, the whole text stands for it: a report carried under several headlines is one.
    Two titles without a common one among their five longest words share a bit in 4 of 10 cases.
    """
    bare = SITE_TAIL.sub("", title).casefold()
    bits = 0
    for word in _telling(bare or text[:200].casefold()):
        bits |= 1 << xxhash.xxh3_64_intdigest(word.encode()) % _TITLE_BITS
    longest = max(text.split("\n\n"), key=len)
    prose = longest if len(longest) > SHORT_CHARS else text
    lead = _hash(prose) % ((1 << _LEAD_BITS) - 1) + 1 if len(prose) > SHORT_CHARS else 0
    return lead << _TITLE_BITS | bits


def apart(first: str, second: str) -> tuple[str, str]:
    """Two texts without their common paragraphs that may be furniture."""
    shared = _short(first).keys() & _short(second).keys()
    return _left(first, shared), _left(second, shared)


def _short(text: str) -> dict[int, str]:
    return {_hash(paragraph): paragraph for paragraph in text.split("\n\n") if len(paragraph) <= LONG_CHARS}


def _left(text: str, shared: Set[int]) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(it for it in paragraphs if len(it) > LONG_CHARS or _hash(it) not in shared)


def _telling(title: str) -> list[str]:
    """The longest words; in scripts without blanks pairs of letters, so that two printings give the same ones."""
    letters = _UNSPACED.findall(title)
    if len(letters) * 2 > len(title):
        pairs = {first + second for first, second in pairwise(letters)}
        return sorted(pairs, key=lambda pair: xxhash.xxh3_64_intdigest(pair.encode()))[:TITLE_WORDS]
    return sorted(set(_WORD.findall(title)), key=lambda word: (-len(word), word))[:TITLE_WORDS]


def _candidates(paragraphs: list[str], hashes: list[int]) -> tuple[int, ...]:
    last = len(paragraphs) - EDGE_END
    edge = {it for place, it in enumerate(hashes) if place < EDGE_TOP or place >= last}
    inner = sorted(
        (len(paragraph), it)
        for paragraph, it in zip(paragraphs, hashes, strict=True)
        if it not in edge and len(paragraph) <= SHORT_CHARS
    )
    chosen = [*(it for it in hashes if it in edge), *(it for _, it in inner)]
    return tuple(it for it in dict.fromkeys(chosen) if it)[:MOST]


def _hash(paragraph: str) -> int:
    """A hash of 63 bits, as the store has signed integers; 0 for a paragraph too short to be distinctive."""
    folded = _DIGITS.sub("#", paragraph.casefold())
    if len(folded) < _PLAINLY_WORDS and sum(map(str.isalpha, folded)) < MIN_LETTERS:
        return 0
    return xxhash.xxh3_64_intdigest(folded.encode("utf-8", "surrogatepass")) >> 1 or 1
