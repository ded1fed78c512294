"""An article's words in order, as exact comparison needs them.

Separate from the fingerprints, because the judge compares words itself and would load numpy for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from worker.content.tokens import Tokens, shingle_width, tokenize
from worker.model.entry import Wording

MIN_BODY_TOKENS = 30
"""A shorter body is not distinctive: the title is compared with it."""


def wording(title: str, text: str, lang: str | None) -> Wording:
    """The words of an article for exact comparison."""
    return worded(tokenize(title, lang), tokenize(text, lang))


def worded(title: Tokens, body: Tokens) -> Wording:
    """``wording`` of a text that is already tokenised.

    It has the body's words, with the title's before them if the body is short.
    """
    compared = body.words if len(body.words) >= MIN_BODY_TOKENS else title.words + body.words
    names = frozenset([form.folded for text in (title, body) for form in text.capitals if form.name])
    return Wording(title.words, body.words, compared, names, _width(compared))


def _width(words: Sequence[str]) -> int:
    """The shingle width of the script of most words."""
    if "".join(words).isascii():  # or there are none
        return shingle_width("a")
    widths: Counter[int] = Counter()
    for letter, number in Counter(map(itemgetter(0), words)).items():
        widths[shingle_width(letter)] += number
    return widths.most_common(1)[0][0]
