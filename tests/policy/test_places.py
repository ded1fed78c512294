"""What a rule matched, shown with the words around it."""

from __future__ import annotations

import pytest

from worker.model.story import Span
from worker.policy.places import in_place, in_words
from worker.policy.rules import Subject, compile_rule, try_rule


@pytest.mark.parametrize(
    ("text", "found", "shown"),
    [
        pytest.param("Brand im Werk", "Brand", "[Brand] im Werk", id="at the beginning"),
        pytest.param("Brand im\n\nWerk", "Werk", "Brand im [Werk]", id="at the end, on one line"),
        pytest.param("a " * 50 + "Werk" + " b" * 50, "Werk", f"… {'a ' * 29}[Werk]{' b' * 29} …", id="words left out"),
        pytest.param("習" * 70 + "普京" + "近" * 70, "普京", f"… {'習' * 60}[普京]{'近' * 60} …", id="no blanks"),
        pytest.param("x y" * 100, "x y" * 100, f"[{'x y' * 66}x …]", id="a long match"),
    ],
)
def test_a_match_is_shown_where_it_stands(text: str, found: str, shown: str) -> None:
    """The match in brackets, whole words around it, and a sign where something is left out."""
    start = text.index(found)
    assert in_words(in_place(Span("body", start, start + len(found), "t"), text)) == shown


def test_each_field_is_quoted_as_rules_read_it() -> None:
    """Address and outlets are quoted in the form in which spans count their characters."""
    article = Subject("", "", url="https://example.com/kr%C3%BCmmel", cites=("A Post", "B Post"), author="Ana Núñez")
    found = try_rule(compile_rule("r", 'url:krümmel cites:"b post" author:nunez'), article)
    assert [it["text"] for it in found["spans"]] == ["Núñez", "krümmel", "B Post"]
