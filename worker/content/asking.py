"""Whether a short text asks its reader for something the site lives on: attention, an address, money.

No phrase decides. Words that ask, words of the site about itself, symbols and links are weighed (``calls`` holds the
words), and beside them must stand an object: a channel, a gift, a subscription, a deal or a link. Reporting has
objects, but hardly ever two weights: an imperative that opens its sentence, "our" beside a channel, a pointing hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.content import calls

ENOUGH = 2.0
"""The weight from which a paragraph at an edge is a call. Of the sentences in tests/content/promo and of clean news in
twelve languages the lowest weight of a call is mostly 2, the highest of news mostly 1."""
PLAIN = 3.0
"""The weight from which a mere sentence at the edge of a paragraph is one."""

_NEAR = 3
"""So many words may part "our" from the channel that is ours."""
_FEW_WORDS = 5

# Vowel signs of Indian scripts and Thai are no letters to the regex engine, but parts of words.
_SIGNS = r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31-\u0e4e"
_TOKEN = re.compile(rf"[^\W_](?:[\w{_SIGNS}\u200c.'-]*[\w{_SIGNS}])?")
# A handle in brackets is the signature of an embedded post.
_LINK = re.compile(r"https?://\S+|www\.\S+|\b(?:t|wa)\.me/\S+|(?<![\w.(])@[a-z0-9_.]{3,}", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"\b(?:t|wa)\.me/\S+|(?<![\w.(])@[a-z0-9_.]{3,}", re.IGNORECASE)
# Hands, arrows, bells, phones, megaphones, gifts, fire: what no report is printed with.
_POINTER = re.compile(
    "[\u25b6\u25ba\u27a1\u27a4\u2b07\u2b06\u2705\u2757\u2714\u261e\u2192\u00bb\u26a1\u2764\U0001f300-\U0001faff]"
)
_CURRENCY = r"[€$£₽₴₹¥฿₺]"
_UNIT = (
    r"(?:kr|zł|kč|ft|lei?u?|eur|euros?|tl|rp|dinara|руб\w*|грн|гривн\w*|динара|лева?|đồng|บาท|টাকা|تومان|دولار\w*|שקל)"
    r"(?!\w)|円|元|원"
)
_PRICE = re.compile(
    rf"{_CURRENCY}\s?\d|\d\s?(?:هزار |ribu |tys\. |mil )?(?:{_CURRENCY}|{_UNIT})|\brp\s?\d|بدولار|בשקל", re.IGNORECASE
)
_COUPON = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4,}(?![A-Za-z0-9])")
_PERCENT_OFF = re.compile(
    r"[-–−]\s?\d{1,2}\s?%|\d{1,3}\s?%\s?(?:di |de |of )?"
    r"(?:off|rabatt?|korting|sconto|descuento|discount|remise|скид|знижк|kedvezmény|sleva|zľav|popust|отстъпк|indirim|"
    r"diskon|έκπτωση)",
    re.IGNORECASE,
)
# The country, not "us".
_STATES = re.compile(r"\bUS\b")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])\s*|\n+|\s+[|•]\s+")
_CLAUSE = re.compile(r"(?<=[:：])\s+|\s[–—-]\s")
_LEAD_IN = frozenset(
    "now please and also so just bitte und jetzt gleich dann ahora y e ora agora nu teraz пожалуйста также и а ещё "
    "і також hemen şimdi lütfen hãy الآن svp oder or".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """A list of ``calls`` made ready: whole words, beginnings, and expressions found anywhere in the folded line."""

    whole: frozenset[str]
    starts: dict[str, tuple[str, ...]]
    within: tuple[str, ...]

    @classmethod
    def of(cls, spaced: str, unspaced: str = "") -> Words:
        """The list as written in ``calls``."""
        words = [_fold(word).replace("_", " ") for word in spaced.split()]
        single = [word for word in words if " " not in word]
        joined = [f" {word.removesuffix('*')}{'' if word.endswith('*') else ' '}" for word in words if " " in word]
        return cls(
            whole=frozenset(word for word in single if not word.endswith("*")),
            starts=_by_head({word[:-1] for word in single if word.endswith("*")}),
            within=tuple(sorted({*joined, *(_fold(word).replace("_", " ") for word in unspaced.split())})),
        )

    def __or__(self, other: Words) -> Words:
        """The words of both lists."""
        heads = self.starts.keys() | other.starts.keys()
        return Words(
            whole=self.whole | other.whole,
            starts={head: self.starts.get(head, ()) + other.starts.get(head, ()) for head in heads},
            within=self.within + other.within,
        )

    def found(self, line: Line) -> bool:
        """Whether one of the words stands in the line."""
        return (
            not self.whole.isdisjoint(line.words)
            or any(map(self._begun, line.words))
            or any(map(line.folded.__contains__, self.within))
        )

    def closes(self, line: Line) -> bool:
        """Whether one of the words stands last."""
        rest = line.folded[-24:]
        last = line.words[-1] if line.words else ""
        return last in self.whole or any(rest.rstrip().endswith(part.rstrip()) for part in self.within)

    def at(self, line: Line) -> list[int]:
        """The places of single words, counted in words."""
        return [place for place, word in enumerate(line.words) if word in self.whole or self._begun(word)]

    def _begun(self, word: str) -> bool:
        return word.startswith(self.starts.get(word[:2], ()))

    def opens(self, line: Line) -> bool:
        """Whether one of the words stands first, but for words of politeness."""
        words = line.words
        skipped = next((place for place, word in enumerate(words[:2]) if word not in _LEAD_IN), 0)
        rest = " " + " ".join(words[skipped : skipped + 5]) + " "
        first = words[skipped] if len(words) > skipped else ""
        return (
            first in self.whole
            or self._begun(first)
            or rest.startswith(self.within)
            or rest[1:].startswith(self.within)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence folded: its words, and the words in one string with a blank before, between and behind."""

    text: str
    words: tuple[str, ...]
    folded: str

    @classmethod
    def of(cls, text: str) -> Line:
        """``text`` without case, links and symbols."""
        words = tuple(_TOKEN.findall(_fold(_STATES.sub("U.S.", text))))
        return cls(text, words, f" {' '.join(words)} ")


def _by_head(beginnings: set[str]) -> dict[str, tuple[str, ...]]:
    """Beginnings by their first two letters, so that a word is held against few of them."""
    heads: dict[str, list[str]] = {}
    for word in sorted(beginnings):
        heads.setdefault(word[:2], []).append(word)
    return {head: tuple(words) for head, words in heads.items()}


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("i̇", "i")


_SURE = Words.of(calls.SURE, calls.SURE_UNSPACED)
_SURE_LAST = Words.of(calls.SURE_LAST, calls.SURE_LAST_UNSPACED)
_UNSURE = Words.of(calls.UNSURE)
_UNSURE_LAST = Words.of(calls.UNSURE_LAST, calls.UNSURE_UNSPACED)
_OWN = Words.of(calls.OWN, calls.OWN_UNSPACED)
_READER = Words.of(calls.READER, calls.READER_UNSPACED)
_LURE = Words.of(calls.LURE, calls.LURE_UNSPACED)
_NETWORKS = Words.of(calls.NETWORKS, calls.NETWORKS_UNSPACED)
_CHANNELS = Words.of(calls.CHANNELS, calls.CHANNELS_UNSPACED)
_GIFTS = Words.of(calls.GIFTS, calls.GIFTS_UNSPACED)
_JOURNALISM = Words.of(calls.JOURNALISM, calls.JOURNALISM_UNSPACED)
_FIRST = Words.of(calls.FIRST, calls.FIRST_UNSPACED)
_ONLY = Words.of(calls.ONLY, calls.ONLY_UNSPACED)
_SUBSCRIPTIONS = Words.of(calls.SUBSCRIPTIONS, calls.SUBSCRIPTIONS_UNSPACED)
_DEALS = Words.of(calls.DEALS, calls.DEALS_UNSPACED)
_CODES = Words.of(calls.CODES, calls.CODES_UNSPACED)
_SPANS = Words.of(calls.SPANS, calls.SPANS_UNSPACED)
_COOKIES = Words.of(calls.COOKIES, calls.COOKIES_UNSPACED)
_COOKIE_SIGN = re.compile("|".join(sorted({word[:4] for word in (calls.COOKIES + calls.COOKIES_UNSPACED).split()})))
"""What each of these words begins with: one search spares folding the sentence."""
_OBJECT = _NETWORKS | _CHANNELS | _GIFTS | _JOURNALISM | _SUBSCRIPTIONS | _DEALS


@lru_cache(maxsize=512)
def weight(paragraph: str) -> float:
    """How strongly ``paragraph`` asks; 0 where nothing is asked for. Quotations should be gone from it before.

    About 15 µs where there is no object, 60 µs where there is.
    """
    whole = Line.of(paragraph)
    link = _LINK.search(paragraph) is not None
    priced = _SPANS.found(whole) and _PRICE.search(paragraph) is not None
    if not link and not priced and not _OBJECT.found(whole):
        return 0.0
    lines = [Line.of(part) for part in _clauses(paragraph)]
    return _hard(whole, lines, link=link, priced=priced) + _soft(whole)


@lru_cache(maxsize=512)
def addressed(sentence: str) -> bool:
    """Whether a sentence beside a call belongs to it: it speaks of the site, to the reader, or points."""
    line = Line.of(sentence)
    return (
        _POINTER.search(sentence) is not None
        or _LINK.search(sentence) is not None
        or any(words.found(line) for words in (_SURE, _SURE_LAST, _UNSURE, _UNSURE_LAST, _OWN, _READER, _LURE))
    )


def belongs(sentence: str) -> bool:
    """Whether a sentence of a paragraph that asks is part of what it asks: addressed, or about the money."""
    line = Line.of(sentence)
    return addressed(sentence) or any(words.found(line) for words in (_GIFTS, _SUBSCRIPTIONS, _DEALS))


def _clauses(paragraph: str) -> Iterator[str]:
    """Sentences, parted once more at a colon or dash where what stands before it is no mere "he said"."""
    for sentence in _SENTENCE.split(paragraph):
        head, *rest = _CLAUSE.split(sentence, maxsplit=1)
        if rest and any(words.found(Line.of(head)) for words in (_OBJECT, _OWN, _READER, _LURE)):
            yield head
            yield rest[0]
        else:
            yield sentence


def speaks_of_cookies(sentence: str) -> bool:
    """Whether a sentence speaks to the reader, or of the site itself, about cookies or consent."""
    if _COOKIE_SIGN.search(sentence.lower()) is None:
        return False
    line = Line.of(sentence)
    return _COOKIES.found(line) and (_OWN.found(line) or _READER.found(line))


def _hard(whole: Line, lines: Sequence[Line], *, link: bool, priced: bool) -> float:
    own, deal, asked = _OWN.found(whole), _DEALS.found(whole), _asked(whole, lines)
    return (
        asked
        + own
        + (own and (_GIFTS.found(whole) or any(_ours(line) for line in lines)))
        + (asked > 0 and _JOURNALISM.found(whole))
        + (_POINTER.search(whole.text) is not None)
        + link
        + (link and _mere_link(whole.text))
        + (deal and _CODES.found(whole) and _COUPON.search(whole.text) is not None)
        + (deal and (_PERCENT_OFF.search(whole.text) is not None or _PRICE.search(whole.text) is not None))
        + (priced and _SUBSCRIPTIONS.found(whole))
        + (priced and (_FIRST.found(whole) or _ONLY.found(whole)))
    )


def _asked(whole: Line, lines: Sequence[Line]) -> float:
    """2 for an imperative where its language puts it, 1 for one elsewhere or for a word that may be another."""
    if any(_SURE.opens(line) or _SURE_LAST.closes(line) for line in lines):
        return 2.0
    told = any(_UNSURE.opens(line) for line in lines)
    return float(told or any(words.found(whole) for words in (_SURE, _SURE_LAST, _UNSURE_LAST)))


def _soft(whole: Line) -> float:
    signs = (
        _READER.found(whole),
        _LURE.found(whole),
        "!" in whole.text or "！" in whole.text,
        any(mark in whole.text[:80] for mark in "?？؟;"),
    )
    return min(1.0, 0.5 * sum(signs))


def _ours(line: Line) -> bool:
    """Whether "our" and a channel stand side by side."""
    own = _OWN.at(line)
    objects = _NETWORKS.at(line) + _CHANNELS.at(line)
    if any(abs(mine - place) <= _NEAR for mine in own for place in objects):
        return True
    return not own and len(line.text) < 60 and (_NETWORKS.found(line) or _CHANNELS.found(line))


def _mere_link(text: str) -> bool:
    """Whether hardly anything stands beside the link to a channel, and no sentence."""
    if _CHANNEL_LINK.search(text) is None:
        return False
    rest = _LINK.sub(" ", text)
    return len(_TOKEN.findall(rest)) <= _FEW_WORDS and not text.rstrip().endswith((".", "。", "।"))
