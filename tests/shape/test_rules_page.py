"""docs/rules.md shows what is so: its examples match and do not match as they say, and it names every field."""

from __future__ import annotations

import re

import pytest

from tests.shape.source import ROOT
from worker.content.hearing import Hearing
from worker.policy.rules import RuleBook, Subject, check_query, compile_rule
from worker.policy.syntax import FIELDS

PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| [^|]+ \| `([^`]+)` \| ([^|]*) \| ([^|]*) ?\|$", PAGE, re.MULTILINE)

HABITS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("query", "matching", "other"), EXAMPLES)
def test_an_example_is_true(query: str, matching: str, other: str) -> None:
    """The query of the row matches the first title and not the second."""
    book = RuleBook([compile_rule("r", query)], Hearing())
    assert book.match(Subject(matching.strip(), ""))
    assert not other.strip() or not book.match(Subject(other.strip(), ""))


@pytest.mark.parametrize(("elsewhere", "here"), HABITS)
def test_a_habit_is_refused_and_its_remedy_is_read(elsewhere: str, here: str) -> None:
    """What other systems write is refused here, and what stands beside it is a query, or a command."""
    assert check_query(elsewhere.replace("\\|", "|")) is not None
    assert here.startswith("wirewatch ") or check_query(here) is None


def test_the_page_has_examples_and_every_field() -> None:
    """Rows were found, and no field of the language is left out."""
    assert len(EXAMPLES) > 10
    assert len(HABITS) > 10
    assert [name for name in FIELDS if f"`{name}:`" not in PAGE] == []
