"""Labels a site prints around a report: read more, related, share, advertisement, in fifty languages.

All are applied to every text: content farms leave labels in the language they translated from, and English ones are
used everywhere. The form keeps reporting safe: a label is a paragraph of its own, and either listed or made of nothing
but words of labels.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from worker.content import disclaimers, labelbars, labellists, labelwords
from worker.content.lexicon import ARABIC, bare_of_prefix

_EDGE = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")
_BLANKS = re.compile(r"\s+")
_SHORT = 3
"""Words of so many letters make no share bar, if not listed: "no, no, no"."""


def label(text: str) -> str:
    """``text`` folded for comparison with the label sets: NFKC, no case, bare edges, single blanks, straight quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(ARABIC)
    folded = folded.replace("’", "'").replace("i̇", "i").replace("ı", "i")
    return _BLANKS.sub(" ", _EDGE.sub("", folded))


def labels(listed: str) -> frozenset[str]:
    """A ``|``-separated list as the set of its folded labels."""
    return frozenset(label(one) for one in listed.split("|"))


READ_MORE_LABELS = labels(labellists.READ_MORE)
ADVERT_LABELS = labels(labelbars.ADVERT)
RELATED_LABELS = labels(labellists.RELATED)
CONSENT_LABELS = labels(labelbars.CONSENT)
INTERFACE_LABELS = labels(disclaimers.INTERFACE)
END_LABELS = labels(disclaimers.THE_END)
COMMENT_LABELS = labels(labelbars.COMMENTS)
POINTER_LABELS = labels(labellists.TOPICS) | labels(labellists.POINTERS)
SHARE_ALONE_LABELS = labels(labelbars.SHARE_ALONE)
SHARE_LABELS = labels(labelbars.SHARE).union(
    word for alone in SHARE_ALONE_LABELS for word in alone.split() if len(word) > _SHORT
)
TAGGED = re.compile(r"(?:#\w[\w-]*+[\s,]*+)++")
"""A line of nothing but tags."""
_COUNT = re.compile(r"^\d+ | ?\(?\d+$")
_MORE_FROM = "|".join(re.escape(lead.strip()) for lead in labellists.MORE_FROM.split("|"))
MORE_FROM = re.compile(rf"\W*(?:{_MORE_FROM}):?(?:\s[\w&’'-]+){{1,3}}\s*[»>→]*", re.IGNORECASE)
"""More from a section: a line of no more words than the name of one."""
MORE_LEAD = re.compile(rf"\W*(?:{_MORE_FROM})\s.{{2,60}}[:：]\W*$", re.IGNORECASE)
"""More about anything, announced by a colon."""
_LEADS = "|".join(re.escape(lead.strip()) for lead in labellists.RELATED_LEAD.split("|"))
RELATED_LEAD = re.compile(rf"^\W*(?:{_LEADS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\s()\[\]|/,;:.!?…»›→>-]+")


def counted(folded: str) -> str:
    """A folded label without the number of what is behind it: "comments (12)"."""
    return _COUNT.sub("", folded) if folded[:1].isdecimal() or folded[-1:].isdecimal() else folded


def _words(listed: str) -> frozenset[str]:
    return frozenset(label(word.replace("_", " ")) for word in listed.split())


_READ_WORDS, _ALSO_WORDS, _SHARE_WORDS = map(_words, (labelwords.READ, labelwords.ALSO, labelwords.SHARE))
ALSO_WORDS = _ALSO_WORDS
"""Words of which one is in a label before other stories."""
_ALL_WORDS = _words(labelwords.AROUND) | _READ_WORDS | _ALSO_WORDS | _SHARE_WORDS | SHARE_LABELS
_PARTS = {
    why: sorted(_words(listed), key=len, reverse=True)
    for why, listed in (
        ("share_bar", labelwords.SHARE_UNSPACED),
        ("related", labelwords.ALSO_UNSPACED),
        ("read_more", labelwords.READ_UNSPACED),
        ("", labelwords.AROUND_UNSPACED),
    )
}
_PART = "|".join(sorted((re.escape(part) for parts in _PARTS.values() for part in parts), key=len, reverse=True))
# Possessive, as parts overlap: the longest that fits is taken, without backtracking.
_UNSPACED = re.compile(rf"(?:(?>{_PART})[\W_]*+)++")
_LONGEST = 14
# Networks take the endings of the language: "na Facebooku", "Twitterissä".
_NETWORK = re.compile(
    r"(?:facebook|twitter|whatsapp|telegram|instagram|linkedin|youtube|viber|фейсбу|твит|телегра|вайбер)\w{0,5}"
)


@lru_cache(maxsize=512)
def composed(folded: str) -> str | None:
    """Why-code of a folded line that consists of words of labels, one of which says what it is for."""
    words: list[str] = []
    for word in _WORD.findall(folded):
        known = word if word in _ALL_WORDS else _known(word)
        if known is None or len(words) == _LONGEST:
            return _composed_unspaced(folded)
        words.append(known)
    if len(words) - words.count("") <= 1:
        return _composed_unspaced(folded)
    if not _SHARE_WORDS.isdisjoint(words):
        return "share_bar"
    if not _ALSO_WORDS.isdisjoint(words):
        return "related"
    return None if _READ_WORDS.isdisjoint(words) else "read_more"


def _known(word: str) -> str | None:
    """``word`` as it is listed among the words of labels; empty for a number, a mark for the name of a network."""
    if word.isdecimal():
        return ""
    if not word.isascii():
        word = bare_of_prefix(_EDGE.sub("", word))
        if word in _ALL_WORDS:
            return word
    return "…" if _NETWORK.fullmatch(word) else None


def _composed_unspaced(folded: str) -> str | None:
    if folded.isascii() or _UNSPACED.fullmatch(folded) is None:
        return None
    return next((why for why, parts in _PARTS.items() if why and any(part in folded for part in parts)), None)
