"""Gated phrases: a pattern behind its signs finds what it finds without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.content import phrases, walls
from worker.content.phrases import Phrases

GATED = {
    "consent": walls.CONSENT,
    "doors": walls.DOOR,
    "copyright": phrases.COPYRIGHT,
}


def shortest(pattern: Iterable[tuple[Any, Any]]) -> list[str]:
    """For each way through a pattern its shortest text; a blank stands for any character."""
    texts = [""]
    for kind, detail in pattern:
        match str(kind):
            case "LITERAL":
                ways = [chr(detail)]
            case "IN":
                ways = [chr(one) if str(how) == "LITERAL" else " " for how, one in detail]
            case "ANY" | "NOT_LITERAL":
                ways = [" "]
            case "SUBPATTERN":
                ways = shortest(detail[3])
            case "BRANCH":
                ways = [way for branch in detail[1] for way in shortest(branch)]
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, _, repeated = detail
                ways = [way * max(least, 1) for way in shortest(repeated)] + [""] * (least == 0)
            case _:  # anchors and looks around take no room
                ways = [""]
        texts = [text + way for text in texts for way in ways]
    return texts


@pytest.mark.parametrize("gated", [pytest.param(gated, id=name) for name, gated in GATED.items()])
def test_each_alternative_holds_a_sign(gated: Phrases) -> None:
    """No phrase is shut out by the gate before its pattern: each has one of the signs in it."""
    texts = shortest(_parser.parse(gated.pattern.pattern, re.IGNORECASE))
    assert len(texts) > 10
    assert [text for text in texts if not any(sign in text.lower() for sign in gated.signs)] == []


@given(st.text(alphabet="ab .!?।|•\n\u00a0\u3000"))
def test_sentences_are_split_alike_beside_a_wide_stop(text: str) -> None:
    """Texts of Chinese and Japanese have their own way to be split, which finds the same elsewhere."""
    assert phrases.sentences(f"a{text}b\n。") == [*phrases.sentences(f"a{text}b"), "。"]
