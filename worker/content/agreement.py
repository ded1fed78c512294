"""Whether a page's text is about what its entry announced: consent walls of unknown wording are about something else.

Of 493 reports of up to 3,000 characters (English and Russian, under their sites' headlines) one is wrongly held to be
about something else: a page with only a caption. Of headlines and summaries paired with another report, 57 % are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from worker.model.entry import EntryDraft

WALL_CHARS = 3000
"""The longest consent dialogue seen has some 2,500 characters; anything longer is a report."""
_TELLING = 3
_HEADED = 2
_SUMMARY = 6
_SHARE = 0.25
"""As a share of the words of headline and summary: one unrelated text in ten shares more, and 71 of 75 reports do."""

_STEM, _SHORT = 4, 4  # letters: two forms of a word must be equal despite their endings
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ARTICLE = "ال"


def about_something_else(draft: EntryDraft, text: str) -> bool:
    """Whether a page's text shares nothing with the headline of its entry, and next to nothing with the summary."""
    if len(text) > WALL_CHARS or not text:
        return False
    headline = telling_words(draft.title)
    if len(headline) < _TELLING:
        return False
    found = telling_words(text)
    if headline & found:
        return False
    told = headline | telling_words(re.sub(r"<[^<>]*>", " ", draft.summary))
    return len(told) - len(headline) < _SUMMARY or len(told & found) < _SHARE * len(told)


def same_wall(title: str, other: str, text: str) -> bool:
    """Whether ``text``, which a host shows under two headlines, is about neither of them."""
    if len(text) > WALL_CHARS:
        return False
    first, second = telling_words(title), telling_words(other)
    return bool(first and second) and (first | second).isdisjoint(telling_words(text)) and first.isdisjoint(second)


def unlike(title: str, other: str) -> bool:
    """Whether two headlines say enough and share nothing."""
    first, second = telling_words(title), telling_words(other)
    return bool(first and second) and first.isdisjoint(second)


def heads(heading: str, title: str) -> bool:
    """Whether a page's headline may be its entry's: two words agree ("Not found" has one of many), or the only one."""
    told = telling_words(title)
    return not heading or len(told & telling_words(heading)) >= min(_HEADED, len(told))


def telling_words(text: str) -> set[str]:
    """The words of four letters or more, cut to their first four; in scripts without blanks, pairs of letters."""
    words: set[str] = set()
    unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    for word in _WORD.findall(text.casefold()):
        if unspaced and _UNSPACED.search(word):
            words.update(first + second for first, second in pairwise(word))
        elif len(bare := word.removeprefix(_ARTICLE)) >= _SHORT:
            words.add(bare[:_STEM])
    return words
