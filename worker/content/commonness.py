"""How common the words of a language are, until the store has counted enough itself.

A store that has read a hundred stories takes "several" for as rare as "landslide", because it has met either once. So
what is counted begins with what is known of the language: files in ``commonness/``, one a language, which
``bench/commonness.py`` makes. Names and numbers are not in them, nor languages that are counted by pairs of letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from worker.content.terms import term_hash
from worker.model.entry import TermKind

_AS = {"bs": "hr", "sr": "hr"}
"""Languages that have the words of another."""
_NONE: Mapping[int, float] = {}


@lru_cache(64)
def commonness(lang: str | None) -> Mapping[int, float]:
    """Term → the share of all reports it is in; empty where nothing is known of ``lang``.

    Read once, in 12 ms and half a megabyte.
    """
    table = files("worker.content").joinpath("commonness", f"{_AS.get(lang or '', lang)}.txt")
    if not lang or not lang.isalpha() or not table.is_file():
        return _NONE
    lines = (line.split() for line in table.read_text("utf-8").splitlines())
    return {
        term_hash(TermKind.WORD, lang, stem): share
        for first, *stems in lines
        for share in [float(first)]
        for stem in stems
    }
