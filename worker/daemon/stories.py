"""Stories with their articles and alerts, as ``wirewatch stories`` shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from worker.config.load import Loaded
from worker.daemon.judging import known_press
from worker.daemon.store_access import reading, since_when
from worker.flow import shapes
from worker.flow.graph import story_graph
from worker.model.outlets import Press
from worker.store import stories as story_store
from worker.store.database import Connection, Database
from worker.store.outbox import body_of
from worker.store.stories import JudgedEntry, WordedRelation

STORIES_AT_ONCE = 200


def stories_since(loaded: Loaded, since: str, *, flagged: bool, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Stories seen within ``since`` (a duration, or ``all``), with their articles and alerts; read bit by bit.

    ``limit``: only so many, those that grew last.
    """
    with reading(loaded) as database:
        found = partial(story_store.recent, since=since_when(since), flagged=flagged, limit=limit)
        yield from _lines(database, known_press(loaded.settings), database.read(found))


def all_stories(database: Database, known: Press) -> list[dict[str, Any]]:
    """All stories of a store as ``stories --json`` lines."""
    found = database.read(lambda db: story_store.recent(db, since=0.0, flagged=False))
    return list(_lines(database, known, found))


def _lines(database: Database, known: Press, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(ids), STORIES_AT_ONCE):
        some = ids[start : start + STORIES_AT_ONCE]
        yield from database.read(partial(_story_lines, ids=some, known=known))


def _story_lines(connection: Connection, *, ids: Sequence[int], known: Press) -> list[dict[str, Any]]:
    some = story_store.stories(connection, ids)
    entry_ids = story_store.entry_ids(connection, story_ids=ids)
    judged: dict[int, list[JudgedEntry]] = {story: [] for story in ids}
    for one in story_store.judged_entries(connection, entry_ids):
        judged[one.story_id].append(one)
    story_of = {it.article_id: story for story, its in judged.items() for it in its}
    related: dict[int, list[WordedRelation]] = {story: [] for story in ids}
    for relation in story_store.worded(connection, entry_ids):
        related[story_of[relation.article_id]].append(relation)
    alerts = story_store.story_alerts(connection, ids)
    return [
        shapes.story_line(
            story,
            [shapes.exported_line(it) for it in judged[story["id"]]],
            (shapes.told_alert(it._asdict(), body_of(it)) for it in alerts[story["id"]]),
            story_graph(known, judged[story["id"]], related[story["id"]]),
        )
        for story in some
    ]
