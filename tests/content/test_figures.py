"""Figures: what a number amounts to, however its language writes it."""

from __future__ import annotations

import pytest

from worker.content.figures import _WORDS, amounts
from worker.content.letters import folded
from worker.content.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        pytest.param("3.5 million dollars", "en", ["3500000"], id="million"),
        pytest.param("£3.5m for the pier", "en", ["3500000"], id="m, in English"),
        pytest.param("200 m flussaufwärts", "de", ["200"], id="a metre elsewhere"),
        pytest.param("3,5 Mio. Euro", "de", ["3500000"], id="Mio."),
        pytest.param("12 mil millones", "es", ["12000000000"], id="a thousand million"),
        pytest.param("2 billions d'euros", "fr", ["2000000000000"], id="a long billion"),
        pytest.param("3,5 млн долларов", "ru", ["3500000"], id="млн"),
        pytest.param("٣٫٥ مليون دولار", "ar", ["3500000"], id="Arabic digits and point"),
        pytest.param("١٬٢٠٠ شخص", "ar", ["1200"], id="Arabic thousands"),
        pytest.param("35 लाख डॉलर", "hi", ["3500000"], id="lakh"),
        pytest.param("२ करोड़", "hi", ["20000000"], id="crore in Hindi digits"),
        pytest.param("Rs 12,34,567 paid", "en", ["1234567"], id="grouped as India does"),
        pytest.param("৩৫ লাখ ডলার", "bn", ["3500000"], id="Bengali"),
        pytest.param("350万ドル", "ja", ["3500000"], id="万"),
        pytest.param("1.5亿元", "zh", ["150000000"], id="亿"),
        pytest.param("350만 달러", "ko", ["3500000"], id="만"),
        pytest.param("930만명이 47억달러를", "ko", ["9300000", "4700000000"], id="with what is counted"),
        pytest.param("2024년 3조각", "ko", ["2024", "3"], id="other words begin like a power"),
        pytest.param("3억5000만 유로, 직원 3만1000명", "ko", ["350000000", "31000"], id="in two steps"),
        pytest.param("1億2000万円と1200人", "ja", ["120000000", "1200"], id="in two steps, in Japanese"),
        pytest.param("3万 5万", "zh", ["30000", "50000"], id="two numbers of one power"),
        pytest.param("๓.๕ ล้านดอลลาร์", "th", ["3500000"], id="Thai"),
        pytest.param("៣,៥ លានដុល្លារ", "km", ["3500000"], id="Khmer"),
        pytest.param("3 nghìn người", "vi", ["3000"], id="Vietnamese thousand"),
        pytest.param("5 tỷ đồng", "vi", ["5000000000"], id="Vietnamese billion"),
        pytest.param("2 nghìn tỷ đồng", "vi", ["2000000000000"], id="a thousand billion"),
        pytest.param("12 bin kişi", "tr", ["12000"], id="Turkish thousand"),
        pytest.param("jo 2022 kun talo paloi", "fi", ["2022"], id="kun, which is when"),
        pytest.param("dola milioni 3.5 za hospitali", "sw", ["3500000"], id="the word before the number"),
        pytest.param("on 1.2.2024 at 18.30", "de", ["1.2.2024", "18.3"], id="dates and times stay as they are"),
        pytest.param("v 1.2.3 million", "en", ["1.2.3"], id="a version is no amount"),
        pytest.param("7" * 40 + " million", "en", ["7" * 40], id="nor is a serial number"),
    ],
)
def test_amounts(text: str, lang: str, found: list[str]) -> None:
    """One sum is one figure in every language."""
    tokens = tokenize(text, lang)
    assert list(amounts(tokens.words, tokens.numbers, lang).values()) == found


def test_a_word_amounts_to_one_thing() -> None:
    """No word stands beside two powers, of which the later would take the other's place."""
    powers: dict[str, set[int]] = {}
    for power, listed in _WORDS.items():
        for word in listed.split():
            powers.setdefault(folded(word), set()).add(power)
    assert {word: found for word, found in powers.items() if len(found) > 1} == {}
