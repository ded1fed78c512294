"""The excerpt in an alert: the first words of the text, however wide its blanks are."""

from __future__ import annotations

import pytest

from worker.flow.shapes import EXCERPT_CHARS, excerpt

WORDS = [f"word{number}" for number in range(400)]


@pytest.mark.parametrize("blank", [" ", "\n\n", " " * 50, "\t \u00a0" * 200])
def test_blanks_do_not_count(blank: str) -> None:
    """Blanks of any width are one, and the excerpt ends at a word."""
    plain = excerpt(" ".join(WORDS))
    assert excerpt(blank.join(WORDS)) == plain
    assert plain.endswith(" …")
    assert " ".join(WORDS).startswith(plain.removesuffix(" …") + " ")
    assert EXCERPT_CHARS - len("word999") < len(plain) <= EXCERPT_CHARS + len(" …")


def test_a_short_text_is_whole() -> None:
    """A text that fits is all there, also where only its blanks make it long."""
    for blank in (" ", "\n" * 2000):
        assert excerpt(blank.join(WORDS[:9])) == " ".join(WORDS[:9])
