"""What became of a feed: its polls, and the changes of its state and address."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from worker.store.feeds import SHOWN
from worker.store.schema import feed_events, feeds
from worker.store.schema import polls as polled

Rows = list[dict[str, Any]]

POLL = ("at", "outcome", "status", "cause", "entries_seen", "entries_new", "bytes_read", "duration_s")
EVENT = ("at", "from_state", "to_state", "reason")


def of_feed(connection: sa.Connection, key: str, *, polls: int) -> tuple[dict[str, Any], Rows, Rows] | None:
    """The feed of this key, its newest ``polls`` and its events, newest first; None where there is no such feed."""
    feed = connection.execute(sa.select(*SHOWN).where(feeds.c.key == key)).mappings().one_or_none()
    if feed is None:
        return None
    newest = (
        sa.select(*(polled.c[name] for name in POLL))
        .where(polled.c.feed_id == feed["id"])
        .order_by(polled.c.at.desc())
        .limit(polls)
    )
    events = (
        sa.select(*(feed_events.c[name] for name in EVENT))
        .where(feed_events.c.feed_id == feed["id"])
        .order_by(feed_events.c.id.desc())
    )
    return dict(feed), _rows(connection, newest, POLL), _rows(connection, events, EVENT)


def _rows(connection: sa.Connection, query: sa.Select[Any], names: tuple[str, ...]) -> Rows:
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
