"""A worker killed at a named step between fetch and delivery; the next pass makes everything good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.stage import KILLED, Nest, assert_nothing_lost_or_doubled, staged

POINTS = [
    pytest.param("feed_asked", 2, id="one feed asked, about to ask the second"),
    pytest.param("feed_answered", 2, id="two feeds answered, nothing recorded"),
    pytest.param("INSERT INTO pending", 1, id="entries written, not yet queued"),
    pytest.param("polls_before_commit", 1, id="polls written, not committed"),
    pytest.param("polls_after_commit", 1, id="polls committed, entries pending"),
    pytest.param("gather_after_commit", 1, id="entries claimed, no page asked"),
    pytest.param("page_answered", 3, id="three pages answered, two perhaps being read"),
    pytest.param("article.extracted", 2, id="two articles read, not judged"),
    pytest.param("INSERT INTO fingerprints", 1, id="article written, its fingerprint not"),
    pytest.param("INSERT INTO trails", 1, id="alerts written, their entry still pending"),
    pytest.param("judge_before_commit", 1, id="judged in all statements, not committed"),
    pytest.param("judge_after_commit", 1, id="first judgement committed, others under way"),
    pytest.param("claim_before_commit", 1, id="alerts claimed, not committed"),
    pytest.param("claim_after_commit", 1, id="alerts claimed, no sink asked"),
    pytest.param("sink_before_write", 1, id="sink asked, nothing written"),
    pytest.param("sink_half_line_written", 1, id="sink wrote some lines and half of the last"),
    pytest.param("sink_line_end_missing", 1, id="sink wrote all but the last line end"),
    pytest.param("sink_after_write", 1, id="sink acknowledged, nobody wrote it down"),
    pytest.param("ack_before_commit", 1, id="acknowledgement written, not committed"),
    pytest.param("ack_after_commit", 1, id="acknowledgement committed, worker not done"),
]


@pytest.mark.parametrize(("point", "times"), POINTS)
async def test_a_killed_worker_loses_and_doubles_nothing(
    point: str, times: int, nest: Nest, tmp_path: Path, store_url: str
) -> None:
    """After a kill at any step, one more pass ends with each alert exactly once, and asks for no judged page again."""
    async with staged(nest, tmp_path, store_url) as stage:
        assert await stage.run(point, times) == KILLED
        asked = len(stage.press.web.asked)
        judged = {line["url"] for line in stage.judged()}
        assert await stage.run() == 0
        assert judged.isdisjoint(stage.press.pages_asked(asked))
        assert_nothing_lost_or_doubled(stage, 1)


@pytest.mark.parametrize(("point", "times"), POINTS)
@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_worker_killed_twice_at_the_same_step_loses_and_doubles_nothing(
    point: str, times: int, nest: Nest, tmp_path: Path, store_url: str
) -> None:
    """News that arrives between two kills at the same step is told exactly once, too."""
    async with staged(nest, tmp_path, store_url) as stage:
        assert await stage.run(point, times) == KILLED
        stage.press.publish(2)
        assert await stage.run(point, 1) == KILLED
        asked = len(stage.press.web.asked)
        judged = {line["url"] for line in stage.judged()}
        assert await stage.run() == 0
        assert judged.isdisjoint(stage.press.pages_asked(asked))
        assert_nothing_lost_or_doubled(stage, 2)
