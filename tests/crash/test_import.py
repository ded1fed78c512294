"""A worker killed while articles are imported, or while it makes its tables: running it again is enough."""

from __future__ import annotations

import random
from pathlib import Path

import orjson
import pytest

from tests.crash.press import RULES
from tests.crash.stage import (
    KILLED,
    Nest,
    assert_books_agree,
    assert_nothing_lost_or_doubled,
    assert_outbox_is_the_file,
    staged,
)

TEXTS, COPIES = 280, 20
"""Together more than what is read in one trip and what is judged in one batch."""


def lines_of_articles() -> bytes:
    """Texts of invented words that have nothing in common, the first of them twice over."""
    chance = random.Random(20260921)
    words = list({"".join(chance.choices("bdfgklmnprstv", k=5)) + "aeiou"[place % 5]: None for place in range(20_000)})
    texts = [" ".join(words[place * 60 : place * 60 + 60]) for place in range(TEXTS)]
    articles = [
        {"id": f"n{place}", "published": "2026-09-21T08:00:00Z", "title": text[:40], "text": text, "lang": "en"}
        for place, text in enumerate(texts + texts[:COPIES])
    ]
    return b"".join(orjson.dumps(article) + b"\n" for article in articles)


@pytest.mark.parametrize(
    ("point", "times"),
    [
        pytest.param("any_before_commit", 6, id="lines read, not yet admitted"),
        pytest.param("gather_after_commit", 1, id="all admitted and claimed"),
        pytest.param("article.extracted", 50, id="fifty articles read"),
        pytest.param("judge_before_commit", 2, id="first batch judged, second not committed"),
        pytest.param("judge_after_commit", 1, id="first batch judged"),
        pytest.param("claim_after_commit", 1, id="alerts claimed"),
        pytest.param("ack_before_commit", 1, id="alerts in the file, not acknowledged"),
    ],
)
async def test_an_import_killed_and_repeated_leaves_each_id_once(
    point: str, times: int, nest: Nest, tmp_path: Path, store_url: str
) -> None:
    """Lines that were in the store when the worker died are not admitted, judged or told again."""
    file = tmp_path / "articles.jsonl"
    file.write_bytes(lines_of_articles())
    async with staged(nest, tmp_path, store_url) as stage:
        assert await stage.run(point, times, lines=file) == KILLED
        assert await stage.run(lines=file) == 0
        ids = [line["id"] for line in stage.judged()]
        assert sorted(ids) == sorted(f"n{place}" for place in range(TEXTS + COPIES))
        assert_books_agree(stage, TEXTS + COPIES)
        assert_outbox_is_the_file(stage)
        assert len(stage.handed_over()) == TEXTS * (len(RULES) - 1)


@pytest.mark.parametrize("point", ["migration_before_commit", "migration_after_commit"])
async def test_a_first_start_killed_while_it_makes_its_tables_is_repeated(
    point: str, nest: Nest, tmp_path: Path, blank_url: str
) -> None:
    """A store is left without our tables or with all of them, never with some."""
    async with staged(nest, tmp_path, blank_url) as stage:
        assert await stage.run(point) == KILLED
        assert await stage.run() == 0
        assert_nothing_lost_or_doubled(stage, 1)
