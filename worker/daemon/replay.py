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
from worker.store.backtest import PastEntry


async def replay(old: Loaded, new: Loaded, since: str, progress: Callable[[int], None]) -> dict[str, Any]:
    """Judge the stored articles again with the settings of ``new``, in a temporary store, and compare.

    Articles are taken with their stored texts and dates; no page is read again, and nothing is delivered.
    """
    start_at = since_when(since)
    with reading(old) as database:
        past = database.read(lambda db: list(backtest.judged_since(db, start_at)))
    first = [one for one in past if not one.revision]
    with tempfile.TemporaryDirectory(prefix="wirewatch-replay-") as folder:
        store = StoreSettings(url=f"sqlite:///{Path(folder) / 'replay.db'}")
        settings = new.settings.model_copy(update={"store": store})
        parts = build(replace(new, settings=settings, feeds=()), patient=False)
        try:
            await start(parts)
            lines = (orjson.dumps(_line(one)) for one in first)
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


def _line(one: PastEntry) -> dict[str, Any]:
    published = shapes.timestamp(one.published_at or one.first_seen_at)
    return {
        "id": str(one.entry_id),
        "url": one.url,
        "feed": one.feed_key,
        "published": published,
        "title": one.title or "–",
        "text": one.text,
        "lang": one.lang,
    }


def _compared(
    before: Sequence[PastEntry],
    after: Sequence[PastEntry],
    told: Mapping[str, int],
    tell: Mapping[str, int],
) -> dict[str, Any]:
    new = {it.guid: it for it in after}
    pairs = [(it, new[str(it.entry_id)]) for it in before if str(it.entry_id) in new]
    moved = _moved(pairs)
    return {
        "articles": len(pairs),
        "stories": {
            "before": len({it.story for it, _ in pairs}),
            "after": len({it.story for _, it in pairs}),
        },
        "dispositions": {
            "before": dict(Counter(it.disposition for it, _ in pairs)),
            "after": dict(Counter(it.disposition for _, it in pairs)),
        },
        "alerts": {"before": dict(told), "after": dict(tell)},
        "moved": len(moved),
        "examples": [{"id": f"e{it.entry_id}", "title": it.title, "url": it.url} for it in moved[:10]],
    }


def _moved(pairs: Sequence[tuple[PastEntry, PastEntry]]) -> list[PastEntry]:
    """Articles that changed story: old and new story are not each other's most frequent counterpart."""
    went: dict[int, Counter[int]] = {}
    for old, new in pairs:
        went.setdefault(old.story, Counter())[new.story] += 1
    came: dict[int, Counter[int]] = {}
    for old, new in pairs:
        came.setdefault(new.story, Counter())[old.story] += 1
    return [
        old
        for old, new in pairs
        if went[old.story].most_common(1)[0][0] != new.story or came[new.story].most_common(1)[0][0] != old.story
    ]
