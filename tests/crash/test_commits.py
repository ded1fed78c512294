"""A worker killed at any of its commits, and at one after the other, told apart by nothing but their number."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from tests.crash.stage import KILLED, Nest, assert_nothing_lost_or_doubled, staged

TURNS = 4
"""The commits are dealt out to so many tests, which may run at the same time."""
LEAST = 8
"""A pass has at least these: feeds listed, claimed, recorded; entries claimed, judged; alerts claimed, acknowledged."""


@pytest.mark.parametrize("turn", range(1, TURNS + 1))
async def test_a_kill_at_any_commit_loses_and_doubles_nothing(
    turn: int, nest: Nest, tmp_path: Path, migrated_file: Path
) -> None:
    """Whichever commit of a pass is cut off, the next pass makes everything good."""
    for number in itertools.count(turn, TURNS):
        folder = tmp_path / str(number)
        folder.mkdir()
        store_url = f"sqlite:///{shutil.copy(migrated_file, folder / 'store.db')}"
        async with staged(nest, folder, store_url) as stage:
            code = await stage.run("any_before_commit", number)
            assert code == (KILLED if number < LEAST else code)
            asked, judged = len(stage.press.web.asked), {line["url"] for line in stage.judged()}
            assert await stage.run() == 0
            assert judged.isdisjoint(stage.press.pages_asked(asked))
            assert_nothing_lost_or_doubled(stage, 1)
        if code != KILLED:
            assert code == 0
            return


async def test_kills_at_one_commit_after_the_other_lose_and_double_nothing(
    nest: Nest, tmp_path: Path, store_url: str
) -> None:
    """A worker that dies at its first commit, restarted dies at its second, and so on, gets through in the end."""
    async with staged(nest, tmp_path, store_url) as stage:
        for number in itertools.count(1):
            if number == LEAST:
                stage.press.publish(2)
            code = await stage.run("any_before_commit", number)
            assert code == (KILLED if number <= LEAST else code)
            if code != KILLED:
                break
        assert code == 0
        assert_nothing_lost_or_doubled(stage, 2)
