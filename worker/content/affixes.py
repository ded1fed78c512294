"""Affixes: what is written as one word with another, such as Korean particles and the Arabic article."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTICLES = re.compile(
    "(?<=..)(?:에게서|에게|에서|으로|까지|부터|처럼|이라고|라고|에는|에도|는|은|이|가|을|를|의|도|에|와|과|로|만|측|씨)$"
)
_ARTICLE = re.compile("^(?:وال|بال|كال|فال|لل|ال|و(?=...))(?=..)")


def without_particle(word: str) -> str:
    """A Korean word without its particle, if two syllables are left; other words unchanged."""
    return _PARTICLES.sub("", word) if "\uac00" <= word[-1:] <= "\ud7a3" else word


@lru_cache(50_000)
def without_article(word: str) -> str:
    """An Arabic word without article and prepositions before it, as in Larkey's light stemming; others unchanged."""
    return word if word.isascii() else _ARTICLE.sub("", word)
