"""Reading judged articles and stories, for everything that reports."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.outlets import Citation
from worker.model.story import FLAG_PREFIX
from worker.store import bulk
from worker.store import schema as t
from worker.store.outbox import SHOWN

READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FirstRelation:
    """How an entry's article relates to another: ``entry_id``, ``guid`` and ``feed_key`` are of who brought that."""

    kind: str
    score: float
    entry_id: int
    guid: str | None
    feed_key: str


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """A judged entry with its article.

    ``shares``: its article is one that another entry brought. ``flags`` are the rules that matched, ``built_in`` the
    built-in flags, ``promo`` what was cut out and why. ``relation`` is the first one recorded.
    """

    entry_id: int
    guid: str | None
    feed_id: int
    feed_key: str
    url: str | None
    judged_at: float
    disposition: str
    article_id: int
    previous_id: int | None
    story_id: int
    title: str
    text: str
    lang: str | None
    host: str
    published_at: float | None
    published_from: str | None
    first_seen_at: float
    promo: list[dict[str, str]]
    degraded: str | None
    cites: tuple[Citation, ...]
    shares: bool
    flags: list[str]
    built_in: list[str]
    relation: FirstRelation | None


@dataclass(frozen=True, slots=True)
class WordedRelation:
    """A relation that rests on shared words: how much of one article stands in the other, and the reverse."""

    article_id: int
    other_id: int
    direction: str | None
    inner_share: float
    outer_share: float


def judged_entries(connection: sa.Connection, ids: Iterable[int]) -> list[JudgedEntry]:
    """The judged entries of these ids, oldest first."""
    wanted = list(ids)
    rows = connection.execute(_ENTRY.where(bulk.among(connection, t.entries.c.id, wanted))).all()
    flags: dict[int, list[str]] = defaultdict(list)
    for flag in connection.execute(
        sa.select(t.flags).where(bulk.among(connection, t.flags.c.entry_id, wanted)).order_by(t.flags.c.rule)
    ):
        flags[flag.entry_id].append(flag.rule)
    relations = _first_relations(connection, wanted)
    return [_judged_entry(row, flags[row.entry_id], relations.get(row.entry_id)) for row in rows]


def _judged_entry(row: sa.Row[Any], flags: Sequence[str], relation: FirstRelation | None) -> JudgedEntry:
    return JudgedEntry(
        entry_id=row.entry_id,
        guid=row.guid,
        feed_id=row.feed_id,
        feed_key=row.feed_key,
        url=row.url,
        judged_at=row.judged_at,
        disposition=row.disposition,
        article_id=row.article_id,
        previous_id=row.previous_id,
        story_id=row.story_id,
        title=row.title,
        text=zlib.decompress(row.body).decode(),
        lang=row.lang,
        host=row.host,
        published_at=row.published_at,
        published_from=row.published_from,
        first_seen_at=row.first_seen_at,
        promo=orjson.loads(row.promo),
        degraded=row.degraded,
        cites=tuple(Citation(**it) for it in orjson.loads(row.cites)),
        shares=row.shares,
        flags=[it for it in flags if not it.startswith(FLAG_PREFIX)],
        built_in=[it.removeprefix(FLAG_PREFIX) for it in flags if it.startswith(FLAG_PREFIX)],
        relation=relation,
    )


def entry_ids(
    connection: sa.Connection, *, after: int = 0, since: float = 0.0, story_ids: Iterable[int] | None = None
) -> list[int]:
    """Ids of judged entries with an article, ascending: after one and judged ``since``, or of some stories."""
    query = sa.select(t.entries.c.id).where(t.entries.c.article_id.is_not(None), t.entries.c.id > after)
    if since:
        query = query.where(t.entries.c.judged_at >= since)
    if story_ids is None:
        query = query.limit(READ_AT_ONCE)
    else:
        query = query.join(t.articles, t.articles.c.id == t.entries.c.article_id)
        query = query.where(bulk.among(connection, t.articles.c.story_id, list(story_ids)))
    return list(connection.execute(query.order_by(t.entries.c.id)).scalars())


def worded(connection: sa.Connection, entries: Iterable[int]) -> list[WordedRelation]:
    """The relations of these entries that rest on shared words, with each entry's article."""
    query = (
        sa.select(
            t.entries.c.article_id,
            t.relations.c.other_id,
            t.relations.c.direction,
            t.relations.c.inner_share,
            t.relations.c.outer_share,
        )
        .join(t.entries, t.entries.c.id == t.relations.c.entry_id)
        .where(bulk.among(connection, t.relations.c.entry_id, list(entries)), t.relations.c.shared > 0)
        .order_by(t.relations.c.id)
    )
    return [WordedRelation(*row) for row in connection.execute(query)]


def all_judged(connection: sa.Connection, *, since: float = 0.0) -> Iterator[JudgedEntry]:
    """Every entry judged since a time, with its article, in the order of admission."""
    last = 0
    while ids := entry_ids(connection, after=last, since=since):
        yield from judged_entries(connection, ids)
        last = ids[-1]


_OWN = t.relations.alias("own")
SHARES = (
    sa.exists().where(_OWN.c.entry_id == t.entries.c.id, _OWN.c.other_id == t.entries.c.article_id).correlate(t.entries)
)
"""Whether an entry shares an article that another one brought: then that is what it is related to. The one that brought
it was judged first, and need not have the lowest number."""

STANDS_FOR = sa.func.coalesce(t.stories.c.merged_into, t.stories.c.id)
"""The story itself, or the one it was merged into."""


def recent(connection: sa.Connection, *, since: float, flagged: bool, limit: int | None = None) -> list[int]:
    """The ids of stories seen since a time, in the order they were opened.

    ``flagged``: only those with alerts; ``limit``: only so many, those that grew last.
    """
    seen = t.stories.c.last_seen_at
    query = sa.select(t.stories.c.id).where(seen >= since, t.stories.c.merged_into.is_(None))
    if flagged:
        # Two look-ups by index; a single one for "its own id or an alias's" made PostgreSQL join all with all.
        gone = t.stories.alias()
        as_another = sa.exists().where(t.alerts.c.story_id == gone.c.id, gone.c.merged_into == t.stories.c.id)
        query = query.where(sa.or_(sa.exists().where(t.alerts.c.story_id == t.stories.c.id), as_another))
    if limit is not None:
        query = query.order_by(seen.desc(), t.stories.c.id.desc()).limit(limit)
    return sorted(connection.scalars(query))


def stories(connection: sa.Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of these stories, in the order they were opened, but for those merged into others since."""
    shown = [column for column in t.stories.c if column.name != "vector"]
    query = sa.select(*shown).where(
        bulk.among(connection, t.stories.c.id, list(ids)), t.stories.c.merged_into.is_(None)
    )
    return [dict(row) for row in connection.execute(query.order_by(t.stories.c.id)).mappings()]


def story_alerts(connection: sa.Connection, story_ids: Iterable[int]) -> dict[int, list[sa.Row[Any]]]:
    """The alerts of these stories and of those merged into them, in the order they were owed."""
    found: dict[int, list[sa.Row[Any]]] = defaultdict(list)
    wanted = list(story_ids)
    query = (
        SHOWN.add_columns(STANDS_FOR.label("told_of"))
        .join(t.stories, t.stories.c.id == t.alerts.c.story_id)
        .where(bulk.among(connection, t.stories.c.id, wanted) | bulk.among(connection, t.stories.c.merged_into, wanted))
    )
    for row in connection.execute(query.order_by(t.alerts.c.owed_at, t.alerts.c.entry_id, t.alerts.c.id)):
        found[row.told_of].append(row)
    return found


_ENTRY: sa.Select[Any] = (
    sa.select(
        t.entries.c.id.label("entry_id"),
        t.entries.c.guid,
        t.entries.c.url,
        t.entries.c.disposition,
        t.entries.c.judged_at,
        t.entries.c.article_id,
        t.feeds.c.key.label("feed_key"),
        t.articles.c.title,
        t.articles.c.body,
        t.articles.c.lang,
        t.articles.c.host,
        t.articles.c.published_at,
        t.articles.c.published_from,
        t.articles.c.first_seen_at,
        t.articles.c.promo,
        t.articles.c.degraded,
        t.articles.c.cites,
        t.articles.c.story_id,
        t.articles.c.feed_id,
        t.articles.c.previous_id,
        SHARES.label("shares"),
    )
    .join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    .join(t.articles, t.articles.c.id == t.entries.c.article_id)
    .order_by(t.entries.c.id)
)


def _first_relations(connection: sa.Connection, ids: list[int]) -> dict[int, FirstRelation]:
    """The first relation recorded of each entry, and the entry that brought the other article."""
    theirs = bulk.among(connection, t.relations.c.entry_id, ids)
    first = sa.select(sa.func.min(t.relations.c.id)).where(theirs).group_by(t.relations.c.entry_id)
    source = (
        sa.select(t.entries.c.article_id, sa.func.min(t.entries.c.id).label("entry_id"))
        .group_by(t.entries.c.article_id)
        .where(t.entries.c.article_id.in_(sa.select(t.relations.c.other_id).where(theirs)), ~SHARES)
        .subquery()
    )
    other = t.entries.alias("other")
    query = (
        sa.select(
            t.relations.c.entry_id,
            t.relations.c.kind,
            t.relations.c.score,
            other.c.id,
            other.c.guid,
            t.feeds.c.key,
        )
        .join(source, source.c.article_id == t.relations.c.other_id)
        .join(other, other.c.id == source.c.entry_id)
        .join(t.feeds, t.feeds.c.id == other.c.feed_id)
        .where(t.relations.c.id.in_(first))
    )
    return {entry_id: FirstRelation(*relation) for entry_id, *relation in connection.execute(query)}
