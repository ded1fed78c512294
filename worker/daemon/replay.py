"""``wirewatch replay``: stored articles judged again with other settings, in a temporary store."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from worker.config.load import Loaded
from worker.daemon.build import build
from worker.daemon.passes import start, stop
from worker.daemon.store_access import reading, since_when
from worker.flow import exchange, shapes
from worker.model.settings import StoreSettings
from worker.store import backtest, outbox


async def replay(old: Loaded, new: Loaded, since: str, progress: Callable[[int], None]) -> dict[str, Any]:
    """Judge the stored articles again with the settings of ``new``, in a temporary store, and compare.

    Articles are taken with their stored texts and dates; no page is read again, and nothing is delivered.
    """
    start_at = since_when(since)
    with reading(old) as database:
        rows = database.read(lambda db: list(backtest.judged_since(db, start_at)))
    first = [row for row in rows if not row["revision"]]
    with tempfile.TemporaryDirectory(prefix="wirewatch-replay-") as folder:
        store = StoreSettings(url=f"sqlite:///{Path(folder) / 'replay.db'}")
        settings = new.settings.model_copy(update={"store": store})
        parts = build(replace(new, settings=settings, feeds=()), patient=False)
        try:
            await start(parts)
            lines = (orjson.dumps(_line(row)) for row in first)
            await exchange.import_lines(
                lines, parts.database, parts.gatherer, settings.polling, parts.clock, progress=progress
            )
            again = parts.database.read(lambda db: list(backtest.judged_since(db, 0.0)))
            tell = parts.database.read(lambda db: outbox.owed_since(db, 0.0))
        finally:
            await stop(parts)
    with reading(old) as database:
        told = database.read(lambda db: outbox.owed_since(db, start_at))
    return _compared(first, again, told, tell)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    published = shapes.timestamp(row["published_at"] or row["first_seen_at"])
    return {
        "id": str(row["id"]),
        "url": row["url"],
        "feed": row["feed_key"],
        "published": published,
        "title": row["title"] or "–",
        "text": row["text"],
        "lang": row["lang"],
    }


def _compared(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    told: Mapping[str, int],
    tell: Mapping[str, int],
) -> dict[str, Any]:
    new = {row["guid"]: row for row in after}
    pairs = [(row, new[str(row["id"])]) for row in before if str(row["id"]) in new]
    moved = _moved(pairs)
    return {
        "articles": len(pairs),
        "stories": {
            "before": len({row["story"] for row, _ in pairs}),
            "after": len({row["story"] for _, row in pairs}),
        },
        "dispositions": {
            "before": dict(Counter(row["disposition"] for row, _ in pairs)),
            "after": dict(Counter(row["disposition"] for _, row in pairs)),
        },
        "alerts": {"before": dict(told), "after": dict(tell)},
        "moved": len(moved),
        "examples": [{"id": f"e{row['id']}", "title": row["title"], "url": row["url"]} for row in moved[:10]],
    }


def _moved(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Articles that changed story: old and new story are not each other's most frequent counterpart."""
    went: dict[int, Counter[int]] = {}
    for old, new in pairs:
        went.setdefault(old["story"], Counter())[new["story"]] += 1
    came: dict[int, Counter[int]] = {}
    for old, new in pairs:
        came.setdefault(new["story"], Counter())[old["story"]] += 1
    return [
        old
        for old, new in pairs
        if went[old["story"]].most_common(1)[0][0] != new["story"]
        or came[new["story"]].most_common(1)[0][0] != old["story"]
    ]
