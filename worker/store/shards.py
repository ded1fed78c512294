"""Hosts dealt out to workers: each site belongs to one of a few shards, and a shard to one worker at a time.

A site is the last two labels of a host, or three under suffixes such as ``co.uk``: so hosts that send to each
other are asked by one worker. Only PostgreSQL computes it; where one worker does everything there is one shard.
"""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import entries, feeds

SHARDS = 32
"""Enough to be shared evenly among a few workers."""

_HOST = r"^https?://(?:[^/?#@]*@)?([^/?#:]+)"
_SITE = (r"[^.]+\.(?:co|com|org|net|gov|edu|ac|or|ne|go|gob|mil)\.[a-z]{2}$", r"[^.]+\.[^.]+$")


def _shard(url: sa.ColumnElement[str], otherwise: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    host = sa.func.lower(sa.func.substring(url, _HOST))
    site = sa.func.coalesce(*(sa.func.substring(host, pattern) for pattern in _SITE), host)
    return sa.func.coalesce(sa.func.get_byte(sa.func.decode(sa.func.md5(site), "hex"), 0), otherwise) % SHARDS


OF_FEED = _shard(sa.func.coalesce(feeds.c.moved_url, feeds.c.url), feeds.c.id)
"""The shard of the host that a feed is polled at."""
OF_ENTRY = _shard(entries.c.url, entries.c.feed_id)
"""The shard of the host of an entry's page; an entry without one goes by its feed's id."""


def shown(dialect: str, shard: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The shard as a column of a claim's rows; 0 on SQLite."""
    return (shard if dialect == "postgresql" else sa.literal(0)).label("shard")
