"""An article as exact comparison needs it: its words, in order.

Apart from the fingerprints, for the judge compares words itself and would load numpy for nothing.
"""

from __future__ import annotations

from collections import Counter

from worker.content.terms import Token, shingle_width, tokenize
from worker.model.entry import Wording

MIN_BODY_TOKENS = 30
"""A shorter body says too little by itself: the title is compared with it."""


def wording(title: str, text: str, lang: str | None) -> Wording:
    """An article as exact comparison needs it."""
    title_tokens, body_tokens = tokenize(title, lang), tokenize(text, lang)
    words = compared(title_tokens, body_tokens)
    return Wording(
        title=tuple(token.folded for token in title_tokens),
        body=tuple(token.folded for token in body_tokens),
        compared=tuple(token.folded for token in words),
        names=frozenset(token.folded for token in (*title_tokens, *body_tokens) if token.name),
        width=width_of(words),
    )


def compared(title: list[Token], body: list[Token]) -> list[Token]:
    """The tokens an article is compared by: the body's, and the title's before them where the body is short."""
    return body if len(body) >= MIN_BODY_TOKENS else title + body


def width_of(tokens: list[Token]) -> int:
    """The shingle width of the script most tokens are written in."""
    if not tokens:
        return shingle_width("a")
    widths: Counter[int] = Counter()
    for letter, number in Counter([token.folded[0] for token in tokens]).items():
        widths[shingle_width(letter)] += number
    return widths.most_common(1)[0][0]
