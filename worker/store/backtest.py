"""Reads what was judged, for rules that are tried on the past."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.outlets import Citation
from worker.store import bulk
from worker.store import schema as t

READ_AT_ONCE = 500

_FIRST = t.entries.alias("first")
_WAS_THERE = sa.select(_FIRST.c.baseline).where(
    _FIRST.c.feed_id == t.entries.c.feed_id, _FIRST.c.key == t.entries.c.key, _FIRST.c.revision == 0
)
_JUDGED: sa.Select[Any] = (
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


@dataclass(frozen=True, slots=True)
class PastEntry:
    """A judged entry with its article, and its story as that now stands.

    ``silent``: its news was proven to be known. ``old``: the entry was there before its feed was added. ``relation`` is
    the kind of the first relation; ``flags`` are the rules and the built-in flags that were stored. An article whose
    text was forgotten has an empty one.
    """

    entry_id: int
    guid: str | None
    revision: int
    old: bool
    feed_key: str
    feed_tags: tuple[str, ...]
    url: str | None
    judged_at: float
    disposition: str
    article_id: int
    title: str
    text: str
    lang: str | None
    host: str
    author: str | None
    published_at: float | None
    first_seen_at: float
    promo: list[dict[str, str]]
    cites: tuple[Citation, ...]
    quality: float
    relation: str | None
    silent: bool
    story: int
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    flags: list[str]
    trail: list[dict[str, Any]]


def judged_since(connection: sa.Connection, since: float) -> Iterator[PastEntry]:
    """Entries judged since a time, in the order of judging.

    Articles are numbered in that order; a further entry of one stands beside it.
    """
    last = (0, 0)
    place = sa.tuple_(t.entries.c.article_id, t.entries.c.id)
    query = _JUDGED.where(t.entries.c.judged_at >= since).order_by(*place.clauses).limit(READ_AT_ONCE)
    while found := _read(connection, query.where(place > last)):
        yield from found
        last = (found[-1].article_id, found[-1].entry_id)


def judged(connection: sa.Connection, ids: Iterable[int]) -> list[PastEntry]:
    """The judged entries of these ids."""
    return _read(connection, _JUDGED.where(bulk.among(connection, t.entries.c.id, list(ids))).order_by(t.entries.c.id))


def _read(connection: sa.Connection, query: sa.Select[Any]) -> list[PastEntry]:
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    flags: dict[int, list[str]] = defaultdict(list)
    for flag in connection.execute(sa.select(t.flags.c.entry_id, t.flags.c.rule).where(t.flags.c.entry_id.in_(ids))):
        flags[flag.entry_id].append(flag.rule)
    related = sa.select(t.relations.c.entry_id, t.relations.c.kind).where(t.relations.c.entry_id.in_(ids))
    kinds: dict[int, str] = {}
    for relation in connection.execute(related.order_by(t.relations.c.id)):
        kinds.setdefault(relation.entry_id, relation.kind)
    return [_past_entry(row, kinds.get(row.id), flags[row.id]) for row in rows]


def _past_entry(row: sa.Row[Any], relation: str | None, flags: list[str]) -> PastEntry:
    return PastEntry(
        entry_id=row.id,
        guid=row.guid,
        revision=row.revision,
        old=bool(row.old),
        feed_key=row.feed_key,
        feed_tags=tuple(orjson.loads(row.feed_tags)),
        url=row.url,
        judged_at=row.judged_at,
        disposition=row.disposition,
        article_id=row.article_id,
        title=row.title,
        text=zlib.decompress(row.body).decode() if row.body else "",
        lang=row.lang,
        host=row.host,
        author=row.author,
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        promo=orjson.loads(row.promo),
        cites=tuple(Citation(**it) for it in orjson.loads(row.cites)),
        quality=row.quality,
        relation=relation,
        silent=row.proof_id is not None,
        story=row.story,
        sources=tuple(orjson.loads(row.sources)),
        languages=tuple(orjson.loads(row.languages)),
        flags=flags,
        trail=orjson.loads(row.verdicts or "[]"),
    )
