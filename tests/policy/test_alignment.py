"""Alignment: which stretches of two texts are paired, however their seeds are walked through."""

from __future__ import annotations

import random
from time import process_time
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.policy import alignment
from worker.policy.alignment import Seeds, align


def rearranged(words: list[str], chance: random.Random) -> list[str]:
    """The words with some pieces left out, put in again elsewhere, or replaced."""
    other = list(words)
    for _ in range(chance.randint(0, 5)):
        start = chance.randrange(len(other) + 1)
        end = min(len(other), start + chance.randint(0, 40))
        piece = other[start:end]
        other[start:end] = chance.choice([[], piece * 2, [f"new{it}" for it in range(len(piece))]])
        place = chance.randrange(len(other) + 1)
        other[place:place] = piece
    return other


@given(st.integers(0, 2**32), st.sampled_from([2, 3, 10, 60, 1000]), st.integers(1, 200), st.sampled_from([3, 4, 7]))
@settings(max_examples=150)
def test_leaps_pair_what_steps_would(seed: int, vocabulary: int, length: int, width: int) -> None:
    """Where one text goes on as the other does seeds are compared many at once: the same stretches, the same edits."""
    chance = random.Random(seed)
    words = [f"w{chance.randrange(vocabulary)}" for _ in range(length)]
    other = rearranged(words, chance)
    with patch.object(alignment, "LEAP", 10**6):
        by_steps = align(Seeds(words, width), Seeds(other, width))
    for leap in (1, 4, alignment.LEAP):
        with patch.object(alignment, "LEAP", leap):
            assert align(Seeds(words, width), Seeds(other, width)) == by_steps


@given(st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=120))
@settings(max_examples=60)
def test_a_text_stands_in_itself(words: list[str]) -> None:
    """However often it repeats itself, a text is one stretch of itself without an edit."""
    found = align(Seeds(words, 4), Seeds(words, 4))
    assert (found.inner, found.outer, found.equal, found.edits, len(found.stretches)) == (1.0, 1.0, 1.0, (), 1)


def test_a_phrase_that_both_repeat_costs_no_square() -> None:
    """One page may say one thing for ever, another the same with a word between: the judge waits for the answer."""
    other = ["one", "two", "three"] * 20_000
    words = [word for place in range(20_000) for word in ("one", "two", "three", f"w{place}")]
    began = process_time()
    assert align(Seeds(words, 3), Seeds(other, 3)).edits
    assert process_time() - began < 3  # 0.1 s; it took 6
