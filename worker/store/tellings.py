"""Which articles tell a story, and who was told of it: what the judge asks about dates, citations, names and alerts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.feed import Outcome
from worker.model.outlets import Citation
from worker.model.story import FLAG_PREFIX, Direction
from worker.store import bulk
from worker.store import schema as t
from worker.store.judged import KnownArticle
from worker.store.stories import SHARES

MOST = 100
"""How many tellings are read, earliest first: the one that had the story first is among them."""

KNOWN: sa.Select[Any] = sa.select(
    t.articles.c.id,
    t.articles.c.story_id,
    t.articles.c.title,
    t.articles.c.feed_id,
    t.articles.c.lang,
    t.articles.c.digest,
    t.articles.c.url_key,
    t.articles.c.host,
    t.articles.c.published_at,
    t.articles.c.published_from,
    t.articles.c.first_seen_at,
    t.articles.c.cites,
    t.articles.c.degraded,
)
"""What ``known`` needs of an article."""


@lru_cache
def with_text(dialect: str) -> sa.Select[Any]:
    """``KNOWN`` and the bodies of the articles ``b_wanted``."""
    return KNOWN.add_columns(t.articles.c.body).where(bulk.inside(dialect, t.articles.c.id, "b_wanted"))


def known(row: sa.Row[Any]) -> KnownArticle:
    """A row of ``KNOWN`` as a known article."""
    return KnownArticle(
        id=row.id,
        story=row.story_id,
        title=row.title,
        feed_id=row.feed_id,
        lang=row.lang,
        digest=row.digest,
        host=row.host,
        published_at=row.published_at,
        published_from=row.published_from,
        first_seen_at=row.first_seen_at,
        cites=tuple(Citation(**it) for it in orjson.loads(row.cites)) if row.cites != "[]" else (),
        degraded=row.degraded,
    )


def stored(connection: sa.Connection, story: int) -> tuple[list[KnownArticle], set[int]]:
    """The story's articles without later versions, earliest first, at most ``MOST``; and which of them are copies."""
    articles = [known(row) for row in connection.execute(_FIRST_VERSIONS, {"story": story}).all()]
    return articles, copies(connection, [it.id for it in articles])


_CAME = sa.func.coalesce(t.articles.c.published_at, t.articles.c.first_seen_at)
_FIRST_VERSIONS = (
    KNOWN.where(t.articles.c.story_id == sa.bindparam("story"), t.articles.c.previous_id.is_(None))
    .order_by(_CAME, t.articles.c.id)
    .limit(MOST)
)


def copies(connection: sa.Connection, articles: Collection[int]) -> set[int]:
    """Which of these articles were decided to be copied from another, or to be copied by a later one of them."""
    dialect = connection.dialect.name
    related = connection.execute(_copied(dialect), {"articles": bulk.listed(dialect, articles)}).all()
    return {row.article_id if row.direction == Direction.COPY else row.other_id for row in related}


@lru_cache
def _copied(dialect: str) -> sa.Select[Any]:
    direction = t.relations.c.direction
    return (
        sa.select(t.entries.c.article_id, t.relations.c.other_id, direction)
        .join(t.relations, t.relations.c.entry_id == t.entries.c.id)
        .where((direction == Direction.COPY) | (direction == Direction.SOURCE))
        .where(bulk.inside(dialect, t.entries.c.article_id, "articles"))
    )


def read_before(connection: sa.Connection, feed_id: int, at: float) -> float | None:
    """When the feed's last successful poll before a time was, as far as polls are kept."""
    found: float | None = connection.scalar(_READ_BEFORE, {"b_feed": feed_id, "b_at": at})
    return found


_READ_BEFORE = sa.select(sa.func.max(t.polls.c.at)).where(
    t.polls.c.feed_id == sa.bindparam("b_feed"),
    t.polls.c.at < sa.bindparam("b_at"),
    (t.polls.c.outcome == Outcome.CHANGED)
    | (t.polls.c.outcome == Outcome.UNCHANGED),  # an IN is written anew each time
)


def names(connection: sa.Connection, articles: Sequence[int]) -> dict[int, tuple[int, str, str | None]]:
    """The entry that brought each article: its id, its feed's key and its guid."""
    rows = connection.execute(_NAMES, {"articles": articles}).all()
    return {row.article_id: (row.id, row.key, row.guid) for row in rows}


_BROUGHT = (
    sa.select(sa.func.min(t.entries.c.id))
    .where(t.entries.c.article_id.in_(sa.bindparam("articles", expanding=True)), ~SHARES)
    .group_by(t.entries.c.article_id)
)
_NAMES = (
    sa.select(t.entries.c.article_id, t.entries.c.id, t.feeds.c.key, t.entries.c.guid)
    .join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    .where(t.entries.c.id.in_(_BROUGHT))
)


def told(connection: sa.Connection, story: int) -> dict[tuple[str, str, str], str]:
    """The story's alerts so far and those of stories merged into it: (rule, sink, occasion), and the id.

    If two stories had such an alert before they were one, that of the one opened first stands.
    """
    rows = sorted(connection.execute(_TOLD, {"story": story}).all(), reverse=True)
    return {(rule, sink, occasion): alert for _, _, alert, rule, sink, occasion in rows}


def told_flags(connection: sa.Connection, story: int) -> dict[tuple[str, str, str], str]:
    """(rule, sink, built-in flag) of the articles of the story that raised an alert, and its id."""
    found = connection.execute(_TOLD_FLAGS, {"story": story, "built_in": f"{FLAG_PREFIX}%"}).all()
    return {(rule, sink, flag.removeprefix(FLAG_PREFIX)): alert for alert, rule, sink, flag in found}


def told_articles(connection: sa.Connection, articles: Collection[int]) -> set[int]:
    """Those of these articles of which an alert was raised."""
    dialect = connection.dialect.name
    return set(connection.scalars(_told_articles(dialect), {"articles": bulk.listed(dialect, articles)}))


@lru_cache
def _told_articles(dialect: str) -> sa.Select[Any]:
    raised = sa.exists().where(t.alerts.c.entry_id == t.entries.c.id)
    return sa.select(t.entries.c.article_id).where(bulk.inside(dialect, t.entries.c.article_id, "articles"), raised)


_NAMES_OF = sa.select(t.stories.c.id).where(
    (t.stories.c.id == sa.bindparam("story")) | (t.stories.c.merged_into == sa.bindparam("story"))
)
_ORDER = (t.alerts.c.story_id, t.alerts.c.owed_at, t.alerts.c.id)
_TOLD = sa.union_all(
    sa.select(*_ORDER, t.alerts.c.rule, t.alerts.c.sink, t.alerts.c.occasion).where(t.alerts.c.story_id.in_(_NAMES_OF)),
    sa.select(*_ORDER, t.alerts.c.rule, t.alerts.c.sink, sa.literal("first"))
    .join(t.inherited, t.inherited.c.alert_id == t.alerts.c.id)
    .where(t.inherited.c.story_id.in_(_NAMES_OF)),
)
"""An alert raised for another story, of an article that was split off since, counts as this story's ``first``."""
_TOLD_FLAGS = (
    sa.select(t.alerts.c.id, t.alerts.c.rule, t.alerts.c.sink, t.flags.c.rule.label("flag"))
    .join(t.flags, t.flags.c.entry_id == t.alerts.c.entry_id)
    .where(t.alerts.c.story_id.in_(_NAMES_OF))
    .where(t.flags.c.rule.like(sa.bindparam("built_in")))
)
