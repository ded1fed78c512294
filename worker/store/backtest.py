"""Reads what was judged, for rules that are tried on the past."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import sqlalchemy as sa

from worker.store import bulk
from worker.store import schema as t

READ_AT_ONCE = 500

_FIRST = t.entries.alias("first")
_WAS_THERE = sa.select(_FIRST.c.baseline).where(
    _FIRST.c.feed_id == t.entries.c.feed_id, _FIRST.c.key == t.entries.c.key, _FIRST.c.revision == 0
)
_JUDGED = (
    sa.select(
        t.entries.c.id,
        t.entries.c.guid,
        t.entries.c.revision,
        t.entries.c.judged_at,
        t.entries.c.disposition,
        t.entries.c.article_id,
        t.entries.c.proof_id,
        t.feeds.c.key.label("feed_key"),
        t.feeds.c.tags.label("feed_tags"),
        t.entries.c.url,
        t.articles.c.published_at,
        t.articles.c.first_seen_at,
        t.articles.c.title,
        t.articles.c.body,
        t.articles.c.lang,
        t.articles.c.host,
        t.articles.c.author,
        t.articles.c.promo,
        t.articles.c.cites,
        t.articles.c.quality,
        sa.func.coalesce(t.stories.c.merged_into, t.stories.c.id).label("story"),
        t.stories.c.sources,
        t.stories.c.languages,
        t.trails.c.verdicts,
        _WAS_THERE.scalar_subquery().label("old"),
    )
    .join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    .join(t.articles, t.articles.c.id == t.entries.c.article_id)
    .join(t.stories, t.stories.c.id == t.articles.c.story_id)
    .outerjoin(t.trails, t.trails.c.entry_id == t.entries.c.id)
)


def judged_since(connection: sa.Connection, since: float) -> Iterator[dict[str, Any]]:
    """Entries judged since a time, in the order of judging: article, story as it now stands, relation and flags.

    Articles are numbered in that order; a further entry of one stands beside it. ``relation`` is the kind of the first
    relation or None, ``flags`` the ids of rules and built-in flags stored. ``old``: the entry was there before its feed
    was added. Articles whose texts were forgotten are there with an empty one.
    """
    last = (0, 0)
    place = sa.tuple_(t.entries.c.article_id, t.entries.c.id)
    query = _JUDGED.where(t.entries.c.judged_at >= since).order_by(*place.clauses).limit(READ_AT_ONCE)
    while rows := _read(connection, query.where(place > last)):
        yield from rows
        last = (rows[-1]["article_id"], rows[-1]["id"])


def judged(connection: sa.Connection, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The judged entries of these ids, the same way."""
    return _read(connection, _JUDGED.where(bulk.among(connection, t.entries.c.id, list(ids))).order_by(t.entries.c.id))


def _read(connection: sa.Connection, query: sa.Select[Any]) -> list[dict[str, Any]]:
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if rows:
        ids = [row["id"] for row in rows]
        flags: dict[int, list[str]] = defaultdict(list)
        for flag in connection.execute(
            sa.select(t.flags.c.entry_id, t.flags.c.rule).where(t.flags.c.entry_id.in_(ids))
        ):
            flags[flag.entry_id].append(flag.rule)
        related = sa.select(t.relations.c.entry_id, t.relations.c.kind).where(t.relations.c.entry_id.in_(ids))
        kinds: dict[int, str] = {}
        for relation in connection.execute(related.order_by(t.relations.c.id)):
            kinds.setdefault(relation.entry_id, relation.kind)
        for row in rows:
            row["text"] = zlib.decompress(row.pop("body")).decode() if row["body"] else ""
            for name in ("feed_tags", "promo", "cites", "sources", "languages"):
                row[name] = orjson.loads(row[name])
            row["trail"] = orjson.loads(row.pop("verdicts") or "[]")
            row["relation"], row["flags"] = kinds.get(row["id"]), flags[row["id"]]
    return rows
