"""What a report tells anew, by how it begins."""

from __future__ import annotations

import pytest

from worker.model.entry import TermKind
from worker.policy import novelty

HOUR = 3600.0


def word(number: int) -> int:
    """The hash of a word."""
    return 1 << 32 | number << 2 | TermKind.WORD


def name(number: int) -> int:
    """The hash of a name."""
    return number << 2 | TermKind.NAME


@pytest.mark.parametrize(
    ("headline", "lead", "hours", "known"),
    [
        pytest.param({1, 2, 3}, {1, 2}, 2, True, id="nothing is new"),
        pytest.param({1, 2, 3, 4, 20}, {1, 2, 21}, 2, True, id="each has a new word, not the same"),
        pytest.param({1, 2, 20}, {1, 20}, 2, False, id="the same new word"),
        pytest.param({1, 20, 21}, {1, 2}, 2, False, id="most of the headline is new"),
        pytest.param({1, 2, 3}, {4, 5}, 2, False, id="nothing in common"),
        pytest.param({1, 2, 3}, {1, 2}, -2, True, id="earlier than the rest"),
        pytest.param({1, 2, 3}, {1, 2}, 8, False, id="hours later"),
    ],
)
@pytest.mark.parametrize("names", [3, 8])
def test_a_text_of_the_same_hours_that_begins_as_its_story_is_known(
    headline: set[int], lead: set[int], hours: int, known: bool, names: int
) -> None:
    """Headline and first sentence agree in what was told; hours later that is not enough, whoever is named."""
    told = {**{word(n): 0.2 for n in range(1, 6)}, **{name(n): 0.1 for n in range(names)}}
    vector = {**told, word(20): 0.2, word(21): 0.2}
    begins = {word(n) for n in headline}, {word(n) for n in lead}
    assert novelty.begins_as_known(vector, told.keys(), *begins, after_s=hours * HOUR) is known
