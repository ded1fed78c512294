"""Whether a short text asks its reader for something the site lives on: attention, an address, money.

No single phrase decides. Words that ask, words of the site about itself, symbols and links are weighed (``callverbs``,
``callvoices``, ``callobjects``, ``callpieces`` and ``callconsent`` hold the words), and there must be an object: a
channel, a gift, a subscription, a deal or a link. Reports have objects, too, but hardly ever two of the weights: an
imperative that opens its sentence, "our" beside a channel, a pointing hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worker.content import callconsent, callshare, labels
from worker.content.callshare import CURRENCY, STOPS, UNIT
from worker.content.callwords import (
    ACCEPT,
    ACCESS,
    AGREED,
    AT_WILL,
    BESIDE_PIECE,
    BY_MACHINE,
    CHANNELS,
    CODES,
    COMMENTS,
    COMMISSIONS,
    COOKIES,
    DEALS,
    EDITIONS,
    FIRST,
    GIFTS,
    JOURNALISM,
    LURE,
    MONEY,
    NETWORKS,
    NEWSROOM,
    OBJECT,
    OFFERS,
    ONLY,
    OWN,
    PIECE,
    READER,
    READING,
    SETTINGS,
    SETTLED,
    SPANS,
    SUBSCRIPTIONS,
    SURE,
    SURE_LAST,
    TEXTS,
    TRADES,
    TRANSLATED,
    UNSURE,
    UNSURE_LAST,
    USES,
    VOICE,
    WE,
    read,
)
from worker.content.lexicon import TOKEN, Line

ENOUGH = 2.0
"""The weight from which a paragraph at an edge is a call. Of the sentences in tests/content/promo and of clean news in
twelve languages the lowest weight of a call is mostly 2, the highest of news mostly 1."""
PLAIN = 3.0
"""The weight from which a single sentence at the edge of a paragraph is a call."""

# Shares of words of calls (``callshare``) in a line with another sign of one, in a line without, and in a line without
# that names nothing but the text.
_MOSTLY, _WHOLLY, _ALONE = 0.68, 0.8, 0.9
_MADE_CHARS = 240
# Whom it asks, or calls to, it need not name.
_TURNS = re.compile("[?!？！؟]")
# Japanese and Korean reports end so, speech to a reader is more polite.
_REPORTED = re.compile(r"(?:(?<!まし)た|る|(?<!니)다)[.。]\s*$")
_REPORT_STOPS = ("た。", "る。", "다.")
# "The railway reminds passengers to …": who is named so does not write for the site, but for "a kind reminder".
_REMINDS = "提醒"
_REMINDED = re.compile(rf"(?!温馨|友情|特别|重要|本|小编|编辑|我们)[^\s，。！？:：]{{2,14}}{_REMINDS}")
# A quotation that goes on in the next paragraph, or began in the one before.
_QUOTES = ("“", "„", "«", "»", "‘", "'", "`", '"', "「")
_UNQUOTES = re.compile("[.!?…,][”“»’'\"]$|」$")
_CLOSING = frozenset("”“»’'\"」")
_HALVES = ('"', "“", "”", "„")
"""Of a quotation that is not whole, as whole ones were removed."""

_NEAR = 3
"""So many words may stand between "our" and the channel."""
_FEW_WORDS = 5
_SHORT_CHARS = 60
_OFFER_CHARS = 160

# A handle in brackets is the signature of an embedded post.
_LINK = re.compile(r"https?://\S+|www\.\S+|\b(?:t|wa)\.me/\S+|(?<![\w.(])@[a-z0-9_.]{3,}", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"\b(?:t|wa)\.me/\S+|(?<![\w.(])@[a-z0-9_.]{3,}", re.IGNORECASE)
# Only with the newsroom named is it the site's own: police and charities have addresses too.
_MAIL = re.compile(r"[\w.+-]{2,}@[\w-]+\.\w+")
# Hands, arrows, bells, phones, megaphones, gifts, fire: no report is printed with them.
_POINTER = re.compile(
    "[\u25b6\u25ba\u27a1\u27a4\u2b07\u2b06\u2705\u2757\u2714\u261e\u2192\u00bb\u26a1\u2764\U0001f300-\U0001faff]"
)
_PRICE = re.compile(
    rf"{CURRENCY}\s?\d|\d\s?(?:هزار |ribu |tys\. |mil )?(?:{CURRENCY}|{UNIT})|\brp\s?\d|بدولار|בשקל", re.IGNORECASE
)
_COUPON = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4,}(?![A-Za-z0-9])")
_PERCENT_OFF = re.compile(
    r"[-–−]\s?\d{1,2}\s?%|\d{1,3}\s?%\s?(?:di |de |of )?"
    r"(?:off|rabatt?|korting|sconto|descuento|discount|remise|скид|знижк|kedvezmény|sleva|zľav|popust|отстъпк|indirim|"
    r"diskon|έκπτωση)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s?%|%\s?\d|\d (?:percent|prozent|procent)|yüzde \d|折", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])\s*|(?<=[?!])(?=[\u3040-\uffef])|\n+|\s+[|•]\s+")
_CLAUSE = re.compile(r"(?<=[:：])\s+|(?<=[,，、:：])(?=[\u3040-\uffef])|\s[–—-]\s")

_MAY_CONSENT = (
    *(callconsent.COOKIES, callconsent.COOKIES_UNSPACED),
    *(callconsent.AT_WILL, callconsent.AT_WILL_UNSPACED),
)
# What sites do without consent is news.
_WITHOUT = re.compile(
    r"\b(?:without|ohne|sans|sin|sem|senza|zonder|bez|без|fără|utan|uten|uden|ilman|nélkül|izinsiz|χωρίς)\b",
    re.IGNORECASE,
)
_COOKIE_SIGNS = sorted(
    {max(re.split(r"[_*]", word), key=len)[:6] for words in _MAY_CONSENT for word in words.lower().split()}
)
"""The beginning of the longest part of each of these words: without any of them the sentence need not be read."""
# A verb followed by the polite "you": a German request, or a question.
_GERMAN = re.compile(r"\W*(?:\w+ )?\w+(?:en|rn|ln) Sie\b(?!.*\?\s*$)")


@lru_cache(maxsize=512)
def _share(text: str) -> callshare.Share:
    """How much of ``text`` is made of words of calls; kept, as it is asked for what it says and for where it leads."""
    return callshare.share(text, read(text).words)


def weight(paragraph: str) -> float:
    """How strongly ``paragraph`` asks; 0 if it asks for nothing. Quotations should have been removed from it."""
    return sum(_weights(paragraph))


def plainly_asks(sentence: str) -> bool:
    """Whether a sentence that is no paragraph of its own asks beyond doubt: by signs, hardly by its mere words."""
    made, signs = _weights(sentence)
    return signs + min(made, 1.0) >= PLAIN


@lru_cache(maxsize=512)
def _weights(paragraph: str) -> tuple[float, float]:
    """By what the text is made of, and by signs."""
    if paragraph.endswith(_REPORT_STOPS) and _REPORTED.search(paragraph):
        return 0.0, 0.0
    if _REMINDS in paragraph and _REMINDED.match(paragraph):
        return 0.0, 0.0
    link = _links(paragraph)
    bare = _LINK.sub(" ", paragraph) if link else paragraph
    whole = read(bare)
    made = _made(whole)
    priced = bool(whole.found & SPANS) and _PRICE.search(paragraph) is not None
    if not made and not link and not priced and not whole.found & OBJECT:
        return 0.0, 0.0
    lines = [read(part) for part in _clauses(paragraph)]
    return made, _strong_signs(paragraph, whole, lines, link=link, priced=priced) + _weak_signs(whole)


def _made(line: Line) -> float:
    """2 for a line that is made of little but words of calls, 1 for one that is mostly; see ``callshare``.

    Also for one most of which is such a sentence.
    """
    text = line.text
    if len(text) > _MADE_CHARS or text.startswith(_QUOTES):
        return 0.0
    if text[-1:] in _CLOSING and _UNQUOTES.search(text, len(text) - 2):
        return 0.0
    if any(map(text.__contains__, _HALVES)):
        return 0.0
    if "@" in text:
        line = read(_MAIL.sub(" ", text))
    found = _share(line.text)
    told = text.rstrip().endswith(STOPS) and _TURNS.search(text) is None
    if told and (not (found.addresses() or line.found & PIECE) or _REPORTED.search(text)):
        return 0.0
    made = _points_for(found)
    longest = max(_SENTENCE.split(text), key=len) if made < 2 and found.share else text
    if 2 * len(longest) > len(text) > len(longest):
        return max(made, _made(read(longest)))
    return min(made, 0.5) if text.rstrip().endswith(("?", "？", "؟")) else made


def _points_for(found: callshare.Share) -> float:
    if found.share < _MOSTLY or found.words < 2 or not found.calls():
        return 0.0
    if found.share < (_WHOLLY if found.names_object() else _ALONE):
        return float(found.names_object())
    return 2.0


def leads_on(text: str) -> str | None:
    """Why-code of a line that only leads to the rest of the text, or to others about its one topic."""
    if len(text) > _MADE_CHARS or text.startswith(_QUOTES):
        return None
    line = read(text)
    found = _share(text)
    if found.names_object():
        return None
    if found.share >= _ALONE:
        return "read_more" if found.asks() and found.names_piece() and found.calls() else None
    is_label = len(text) < _SHORT_CHARS and not text.rstrip().endswith((*STOPS, "?", "!", "？", "！", "؟"))
    return "related" if is_label and found.about_one() and not labels.ALSO_WORDS.isdisjoint(line.words) else None


@lru_cache(maxsize=512)
def addressed(sentence: str) -> bool:
    """Whether a sentence beside a call belongs to it: it speaks of the site, to the reader, or points."""
    line = read(sentence)
    return bool(line.found & VOICE or line.first & UNSURE) or _points(sentence)


def belongs(sentence: str) -> bool:
    """Whether a sentence of a paragraph that asks is part of it: addressed, about its object, or a short question."""
    if addressed(sentence):
        return True
    line = read(sentence)
    if line.found & (MONEY | COMMENTS | NEWSROOM | JOURNALISM) or _machine_made(line):
        return True
    if line.found & SPANS and line.found & FIRST and _PRICE.search(sentence):
        return True
    made = _share(sentence)
    if made.share >= callshare.LEAST and made.words > 1 and (made.asks() or made.calls()):
        return True
    return len(sentence) < _SHORT_CHARS and sentence.rstrip().endswith(("?", "？", "؟", ";"))


def _points(sentence: str) -> bool:
    return (not sentence.isascii() and _POINTER.search(sentence) is not None) or _links(sentence)


def _links(text: str) -> bool:
    """Whether ``text`` contains a link; the search is slow, and most texts have none of its characters."""
    return ("/" in text or "@" in text or "www." in text.lower()) and _LINK.search(text) is not None


def _clauses(paragraph: str) -> Iterator[str]:
    """Sentences, split once more at a colon or dash, unless only a "he said" stands before it."""
    for sentence in _SENTENCE.split(paragraph):
        head, *rest = _CLAUSE.split(sentence, maxsplit=1)
        if rest and read(head).found & (OBJECT | OWN | READER | LURE):
            yield head
            yield rest[0]
        else:
            yield sentence


def names_cookies(lowered: str) -> bool:
    """Whether a lower-case text may contain a word for cookies or consent."""
    return any(map(lowered.__contains__, _COOKIE_SIGNS))


def may_consent(text: str) -> bool:
    """Whether a paragraph has a word for cookies or consent; quick after ``weight``, which reads the same words."""
    return bool(read(text).found & (COOKIES | ACCEPT | AGREED | AT_WILL))


def speaks_of_consent(text: str) -> bool:
    """Whether a paragraph names cookies, and in another sentence that the reader accepts them by reading on."""
    found = read(text).found
    return bool(found & COOKIES and found & ACCEPT)


def speaks_of_cookies(sentence: str) -> bool:
    """Whether a sentence speaks to the reader, or of the site itself, about cookies, consent or changing one's mind."""
    if not names_cookies(sentence.lower()):
        return False
    found = read(sentence).found
    if found & READER and found & AT_WILL and found & SETTINGS and not found & CHANNELS:
        return True
    if not found & COOKIES:
        return False
    return bool(found & (OWN | READER | WE | ACCEPT) or (found & USES and _WITHOUT.search(sentence) is None))


def _strong_signs(text: str, whole: Line, lines: Sequence[Line], *, link: bool, priced: bool) -> float:
    """Points for an imperative and for each other sign of a call; two for what is said nowhere but in one."""
    found = whole.found
    asked, deal = _asked(whole, lines), bool(found & (DEALS | OFFERS))
    own = bool(found & OWN or (found & WE and found & (NETWORKS | CHANNELS | COMMISSIONS)))
    piece = bool(found & PIECE and (asked > 1 or found & BESIDE_PIECE))
    own_or_piece = own or piece
    cheaper_first = priced and found & FIRST and len(_PRICE.findall(text)) > 1
    offered = found & OFFERS and len(text) < _OFFER_CHARS
    # What a subscription costs is news as well: a statement must speak to somebody.
    sold = priced and (asked or found & (OWN | READER | LURE) or not text.rstrip().endswith(STOPS))
    comments_closed = found & COMMENTS and found & ACCESS and found & READER
    unmistakable = bool(found & SETTLED) + bool(comments_closed or any(map(_machine_made, lines)))
    signs = (
        own,
        own and (found & GIFTS or any(map(_ours, lines))),
        piece,
        asked > 0 and found & (JOURNALISM | EDITIONS),
        own_or_piece and found & COMMISSIONS,
        own_or_piece and found & COMMISSIONS and found & TRADES,
        own_or_piece and found & ONLY and found & (SUBSCRIPTIONS | ACCESS),
        _POINTER.search(text),
        link,
        link and _mere_link(text),
        found & NEWSROOM and _MAIL.search(text),
        deal and found & CODES and _COUPON.search(text),
        deal and (_PERCENT_OFF.search(text) or _PRICE.search(text)),
        found & READING,
        found & READING and (asked or found & (SUBSCRIPTIONS | ACCESS)),
        offered,
        offered and _PERCENT.search(text),
        priced and found & SUBSCRIPTIONS,
        (priced and found & FIRST) or (sold and found & ONLY),
        cheaper_first,
    )
    return asked + 2 * unmistakable + sum(map(bool, signs))


def _machine_made(line: Line) -> bool:
    """Whether a text says of itself that a machine translated it, or an editor read what it wrote."""
    found = line.found
    if not found & BY_MACHINE or not found & (TRANSLATED | NEWSROOM):
        return False
    if found & PIECE or line.first & TEXTS:
        return True
    is_label = len(line.text) < _SHORT_CHARS and not line.text.rstrip().endswith(STOPS)
    return is_label and bool(line.first & (TRANSLATED | BY_MACHINE))


def _asked(whole: Line, lines: Sequence[Line]) -> float:
    """2 for an imperative at its usual place, 1 for one elsewhere or for a word that may not be one."""
    if any(
        not line.text.rstrip().endswith(("?", "？"))
        and (line.first & SURE or line.last & SURE_LAST or _GERMAN.match(line.text))
        for line in lines
    ):
        return 2.0
    told = any(line.first & UNSURE for line in lines)
    return float(told or bool(whole.found & (SURE | SURE_LAST | UNSURE_LAST)))


def _weak_signs(whole: Line) -> float:
    """Half a point each, and no more than one: the reader, a temptation, an exclamation, a question."""
    signs = (
        whole.found & READER != 0,
        whole.found & LURE != 0,
        "!" in whole.text or "！" in whole.text,
        any(mark in whole.text[:80] for mark in "?？؟;"),
    )
    return min(1.0, 0.5 * sum(signs))


def _ours(line: Line) -> bool:
    """Whether "our" stands next to a channel."""
    own = line.at(OWN | WE)
    if any(abs(mine - place) <= _NEAR for mine in own for place in line.at(NETWORKS | CHANNELS)):
        return True
    return not own and len(line.text) < _SHORT_CHARS and bool(line.found & (NETWORKS | CHANNELS))


def _mere_link(text: str) -> bool:
    """Whether there is hardly anything besides the link to a channel, and no sentence."""
    if _CHANNEL_LINK.search(text) is None:
        return False
    rest = _LINK.sub(" ", text)
    return len(TOKEN.findall(rest)) <= _FEW_WORDS and not text.rstrip().endswith((".", "。", "।"))
