"""What the words of calls are: one bit for each list of words, and the lexicon that finds all of them in one pass.

A text is read once. What is then asked about it, such as whether it names a channel beside "our", are operations on the
bits of its words. The comments of the lists say when a word is in one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from worker.content import callconsent, callobjects, callpieces, callverbs, callvoices
from worker.content.lexicon import Lexicon, Line

_LISTS: dict[int, tuple[str, str]] = {}
_ENDINGS: dict[int, tuple[str, ...]] = {}


def _bit(spaced: str, unspaced: str = "", endings: str = "") -> int:
    """The next free bit; from now on it stands for these words, and for longer ones with one of the ``endings``."""
    bit = 1 << len(_LISTS)
    _LISTS[bit] = spaced, unspaced
    if endings:
        _ENDINGS[bit] = tuple(endings.split())
    return bit


# Who asks, and for what: verbs.
SURE = _bit(callverbs.SURE, callverbs.SURE_UNSPACED, callvoices.SURE_ENDINGS)
SURE_LAST = _bit(callverbs.SURE_LAST, callverbs.SURE_LAST_UNSPACED)
UNSURE = _bit(callverbs.UNSURE)
UNSURE_LAST = _bit(callverbs.UNSURE_LAST, callverbs.UNSURE_LAST_UNSPACED)

# The site, its readers, and what tempts them.
OWN = _bit(callvoices.OWN, callvoices.OWN_UNSPACED, callvoices.OWN_ENDINGS)
WE = _bit(callvoices.WE)
READER = _bit(callvoices.READER, callvoices.READER_UNSPACED, callvoices.READER_ENDINGS)
LURE = _bit(callvoices.LURE, callvoices.LURE_UNSPACED)

# What is asked for.
NETWORKS = _bit(callobjects.NETWORKS, callobjects.NETWORKS_UNSPACED)
CHANNELS = _bit(callobjects.CHANNELS, callobjects.CHANNELS_UNSPACED)
GIFTS = _bit(callobjects.GIFTS, callobjects.GIFTS_UNSPACED)
JOURNALISM = _bit(callobjects.JOURNALISM, callobjects.JOURNALISM_UNSPACED)
SUBSCRIPTIONS = _bit(callobjects.SUBSCRIPTIONS, callobjects.SUBSCRIPTIONS_UNSPACED)
DEALS = _bit(callobjects.DEALS, callobjects.DEALS_UNSPACED)
CODES = _bit(callobjects.CODES, callobjects.CODES_UNSPACED)
SPANS = _bit(callobjects.SPANS, callobjects.SPANS_UNSPACED)
FIRST = _bit(callobjects.FIRST, callobjects.FIRST_UNSPACED)
ONLY = _bit(callobjects.ONLY, callobjects.ONLY_UNSPACED)
COMMENTS = _bit(callobjects.COMMENTS, callobjects.COMMENTS_UNSPACED)
NEWSROOM = _bit(callobjects.NEWSROOM, callobjects.NEWSROOM_UNSPACED)
ACCESS = _bit(callobjects.ACCESS, callobjects.ACCESS_UNSPACED)
COMMISSIONS = _bit(callobjects.COMMISSIONS, callobjects.COMMISSIONS_UNSPACED)
TRADES = _bit(callobjects.TRADES, callobjects.TRADES_UNSPACED)
OFFERS = _bit(callobjects.OFFERS, callobjects.OFFERS_UNSPACED)

# The report and the paper themselves.
READING = _bit(callpieces.READING, callpieces.READING_UNSPACED)
EDITIONS = _bit(callpieces.EDITIONS, callpieces.EDITIONS_UNSPACED)
PIECE = _bit(callpieces.PIECE, callpieces.PIECE_UNSPACED)
SETTLED = _bit(callpieces.SETTLED, callpieces.SETTLED_UNSPACED)

# Notices: of cookies, and of how a text was made.
COOKIES = _bit(callconsent.COOKIES, callconsent.COOKIES_UNSPACED)
ACCEPT = _bit(callconsent.ACCEPT, callconsent.ACCEPT_UNSPACED)
AGREED = _bit(callconsent.AGREED)
SETTINGS = _bit(callconsent.SETTINGS, callconsent.SETTINGS_UNSPACED)
AT_WILL = _bit(callconsent.AT_WILL, callconsent.AT_WILL_UNSPACED)
USES = _bit(callconsent.USES)
TRANSLATED = _bit(callconsent.TRANSLATED, callconsent.TRANSLATED_UNSPACED)
BY_MACHINE = _bit(callconsent.BY_MACHINE, callconsent.BY_MACHINE_UNSPACED)
TEXTS = _bit(callconsent.TEXTS, callconsent.TEXTS_UNSPACED)

MONEY = GIFTS | SUBSCRIPTIONS | DEALS | ACCESS | COMMISSIONS | OFFERS
OBJECT = NETWORKS | CHANNELS | COMMENTS | NEWSROOM | MONEY | JOURNALISM
OBJECT |= PIECE | SETTLED | EDITIONS | READING | TRANSLATED
VOICE = SURE | SURE_LAST | UNSURE_LAST | OWN | READER | LURE | PIECE | SETTLED
BESIDE_PIECE = OWN | WE | READER | MONEY | COMMENTS | NEWSROOM
"""Needed beside a word for the report itself: "this article" alone is also said about other articles."""

_LEAD_IN = frozenset(
    "now please and also so just bitte und jetzt gleich dann ahora y e ora agora nu teraz пожалуйста также и а ещё "
    "і також hemen şimdi lütfen hãy الآن svp oder or".split()
)
_LEXICON = Lexicon(_LISTS, _ENDINGS, callvoices.ENDED_BY_CHANCE, _LEAD_IN)
_STATES = re.compile(r"\bUS\b")


@lru_cache(maxsize=512)
def read(text: str) -> Line:
    """``text`` read; kept, as a paragraph of one sentence is read as both, and by several callers."""
    return _LEXICON.read(_STATES.sub("U.S.", text) if "US" in text else text)  # the country, not "us"
