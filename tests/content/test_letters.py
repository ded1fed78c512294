"""Letters and affixes: a word is one word however it is spelled, and whatever is written as one with it."""

from __future__ import annotations

import pytest

from worker.content.affixes import without_article, without_particle
from worker.content.letters import folded


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("Ещё еще", id="Russian ё"),
        pytest.param("YAKINLARI yakınları İSTANBUL istanbul", id="Turkish dots"),
        pytest.param("Μαράντι ΜΑΡΑΝΤΙ", id="Greek accents"),
        pytest.param("أحمد احمد", id="Arabic hamza"),
        pytest.param("مدرسة مدرسه", id="Arabic ta marbuta"),
        pytest.param("کتاب كتاب", id="Persian kaf"),
        pytest.param("पहुँची पहुंची", id="Hindi chandrabindu"),
    ],
)
def test_spellings_of_one_word(forms: str) -> None:
    """Pairs of spellings are one word."""
    words = forms.split()
    assert all(folded(one) == folded(other) for one, other in zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("루벤카가", "루벤카"),
        ("서울에서", "서울"),
        ("국가", "국가"),  # state, which ends like a particle
        ("Peskow", "Peskow"),
    ],
)
def test_korean_particles(form: str, left: str) -> None:
    """A particle goes if two syllables are left."""
    assert without_particle(form) == left


@pytest.mark.parametrize(
    ("form", "left"), [("الوزير", "وزير"), ("والوزير", "وزير"), ("للوزير", "وزير"), ("ولد", "ولد"), ("بوتين", "بوتين")]
)
def test_arabic_article(form: str, left: str) -> None:
    """The article and "and" go, a letter of the word stays."""
    assert without_article(form) == left
