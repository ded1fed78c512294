"""What became of a feed: its polls, and the changes of its state and address."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from worker.store import bulk
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


def forget(connection: sa.Connection, before: float, now: float, step: int) -> int:
    """Delete some of the changes of feeds from before a time; how a feed stands now, and why, is in its own row."""
    oldest = connection.execute(_OLDEST, {"b_step": step}).all()
    old = takewhile(lambda row: not before <= row.at <= now, oldest)
    ids = [row.id for row in old if row.at < before]
    if ids:
        connection.execute(sa.delete(feed_events).where(bulk.among(connection, feed_events.c.id, ids)))
    return len(ids)


_OLDEST = (
    sa.select(feed_events.c.id, feed_events.c.at)
    .order_by(feed_events.c.id)
    .limit(sa.bindparam("b_step", type_=sa.Integer))
)


def _rows(connection: sa.Connection, query: sa.Select[Any], names: tuple[str, ...]) -> Rows:
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
