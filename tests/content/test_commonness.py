"""How common words are: tables that meet the terms of texts."""

from __future__ import annotations

from importlib.resources import files

import pytest

from worker.content.commonness import commonness
from worker.content.terms import weigh
from worker.content.tokens import tokenize

SAID = {
    "en": ("people", "landslide"),
    "de": ("Leute", "Erdrutsch"),
    "fr": ("personne", "avalanche"),
    "ru": ("людей", "оползень"),
    "fi": ("ihmiset", "maanvyöry"),
    "fa": ("مردم", "زلزله"),
    "el": ("άνθρωποι", "κατολίσθηση"),
    "hi": ("लोग", "भूस्खलन"),
    "ko": ("사람", "산사태"),
    "no": ("mennesker", "jordskred"),
    "sr": ("ljudi", "klizište"),
    "vi": ("tiền", "lốc"),
}
"""A common word and a rare one."""


@pytest.mark.parametrize("lang", SAID)
def test_a_common_word_is_told_from_a_rare_one(lang: str) -> None:
    """The terms of a text find their share in the table of its language."""
    table = commonness(lang)
    common, rare = (
        min(table.get(term, 0.0) for term in weigh(tokenize(word.lower(), lang), tokenize("", lang), lang)[0])
        for word in SAID[lang]
    )
    assert common > 5 * rare, (common, rare)
    assert common > 0.005


@pytest.mark.parametrize("lang", [None, "", "zh", "xx", "../en", "README"])
def test_of_other_languages_nothing_is_known(lang: str | None) -> None:
    """Where there is no table all words are equally rare."""
    assert commonness(lang) == {}


def test_every_table_is_of_shares() -> None:
    """Shares between 0 and 1, the commonest first, each stem once."""
    tables = [it for it in files("worker.content").joinpath("commonness").iterdir() if it.name.endswith(".txt")]
    assert len(tables) == 40
    for table in tables:
        lines = [line.split() for line in table.read_text("utf-8").splitlines()]
        found = [float(line[0]) for line in lines]
        stems = [stem for line in lines for stem in line[1:]]
        assert 1 >= max(found) >= found[-1] > 0
        assert found == sorted(found, reverse=True)
        assert len(stems) == len(set(stems)) == 6000
