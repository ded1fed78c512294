"""What is kept for the next comparison is bounded, in number and in size."""

from __future__ import annotations

import pytest

from worker.flow.lrucache import LruCache


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        pytest.param(["a", "b", "a", "b"], ["a", "b"], id="what fits is made once"),
        pytest.param(["a", "b", "c", "d", "a"], ["a", "b", "c", "d", "a"], id="the oldest of too many goes"),
        pytest.param(["a", "b", "a", "c", "d", "a"], ["a", "b", "c", "d"], id="what was asked for again is younger"),
        pytest.param(["a", "bbbbbb", "a"], ["a", "bbbbbb"], id="together as large as may be"),
        pytest.param(["a", "bbbbbbb", "a"], ["a", "bbbbbbb", "a"], id="larger together than may be"),
        pytest.param(["a" * 20, "a" * 20, "b", "a" * 20], ["a" * 20, "b", "a" * 20], id="the last one, however large"),
    ],
)
def test_things_are_made_again_where_they_were_let_go(asked: list[str], made: list[str]) -> None:
    """Three may be kept, of seven letters together."""
    done: list[str] = []
    kept: LruCache[str, str] = LruCache(3, size=len, most_size=7)

    def make(name: str) -> str:
        done.append(name)
        return name

    for name in asked:
        assert kept.get(name, lambda: make(name)) == name  # noqa: B023 - called at once
    assert done == made
