"""Rules that are left out where their letter does not stand, against all rules applied one after another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.content.rewriting import Rewriting

RULES = (
    ("schtsch|sch|sh", "$"),
    ("(?<=[aeo]v)ich?$", "H"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("^x", "$"),
    ("qu?", "k"),
    ("[td](?=z)|t(?=s[aei])", ""),
    ("(?<![aeo])w(?=r)", ""),
    ("дж|тч", "ш"),
    (r"z+", "s"),
    (r"(.)\1+", r"\1"),
)


@given(st.text("schtvaewrxquzidжтч$+", max_size=12))
def test_a_word_comes_out_as_if_all_rules_were_applied(word: str) -> None:
    """To leave out the rules whose letter is missing changes no word."""
    wanted = word
    for pattern, replacement in RULES:
        wanted = re.sub(pattern, replacement, wanted)
    assert Rewriting(*RULES)(word) == wanted


@pytest.mark.parametrize(
    ("pattern", "word", "wanted"),
    [
        ("(a|b)c", "bc", "$"),
        ("ab?c", "ac", "$"),
        ("a*b", "b", "$"),
        (r"(.)\1+", "oo", "$"),
        (r"\w+", "abc", "$"),
        ("[ab]c|d", "d", "$"),
    ],
)
def test_what_may_be_missing_is_not_looked_for(pattern: str, word: str, wanted: str) -> None:
    """Only letters that every way to match needs decide whether a rule is asked."""
    assert Rewriting((pattern, "$"))(word) == wanted
