"""Whether a paragraph is the headline printed once more."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from worker.content.charset import sortable
from worker.content.mastheads import SITE_TAIL

# Headlines this similar (matching characters over all, after folding) are the same, a word changed or a site added.
_SAME_TITLE = 0.88
_MIN_TITLE_CHARS = 8
_MORE_CHARS = 72


@lru_cache(maxsize=64)
def same_title(title: str, paragraph: str) -> bool:
    """Whether ``paragraph`` is ``title``, with or without a site's name, or but for a word.

    Kept, as those at the top of a text are asked for whenever anything of it has gone.
    """
    if not title or len(paragraph) > 2 * len(title) + _MORE_CHARS:
        return False
    return any(
        min(len(first), len(second)) >= _MIN_TITLE_CHARS and _alike(first, second)
        for first in _printings(title)
        for second in _printings(paragraph)
    )


@lru_cache(maxsize=64)
def _printings(text: str) -> set[str]:
    """The folded text, with and without the site's name that pages append to a headline."""
    return {bare(text), bare(SITE_TAIL.sub("", text))}


def _alike(first: str, second: str) -> bool:
    if first == second:
        return True
    if 2 * min(len(first), len(second)) < _SAME_TITLE * (len(first) + len(second)):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= _SAME_TITLE and matcher.ratio() >= _SAME_TITLE


def bare(text: str) -> str:
    """Letters and digits only, folded: quotes, dashes and blanks differ between a title and its second printing."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", sortable(text)).casefold()))
