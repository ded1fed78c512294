"""What people ruled about stories, kept as evidence: which articles were split off from where, which stories are one.

A split parts two stories for good: what either is merged into later is parted from the other as well, until somebody
rules that they are one after all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.entry import Disposition
from worker.model.story import AlertState, OwedAlert, RulingKind
from worker.store import bulk, tally
from worker.store import schema as t
from worker.store.stories import STANDS_FOR


def stands_for(connection: sa.Connection, story: int) -> int | None:
    """The story with this id, or the one it was merged into; None if there is none."""
    found: int | None = connection.scalar(sa.select(STANDS_FOR).where(t.stories.c.id == story))
    return found


def record(
    connection: sa.Connection,
    kind: RulingKind,
    story: int,
    other: int,
    *,
    at: float,
    by: str,
    reason: str | None,
    entries: Sequence[str] = (),
) -> None:
    """Store a ruling. ``other`` is the story split off from ``story``, or merged into it."""
    values = {"at": at, "by": by, "reason": reason, "entries": orjson.dumps(entries).decode()}
    connection.execute(sa.insert(t.rulings).values(kind=kind, story_id=story, other_id=other, **values))


def of_story(connection: sa.Connection, story: int | None) -> list[sa.Row[Any]]:
    """The rulings about this story and those merged into it, oldest first."""
    if story is None:
        return []
    names = _names_of({story})
    touched = t.rulings.c.story_id.in_(names) | t.rulings.c.other_id.in_(names)
    return list(connection.execute(sa.select(t.rulings).where(touched).order_by(t.rulings.c.id)).all())


def any_split(connection: sa.Connection) -> bool:
    """Whether anybody ever split a story."""
    return connection.scalar(sa.select(t.rulings.c.id).where(t.rulings.c.kind == RulingKind.SPLIT).limit(1)) is not None


def parted(connection: sa.Connection, one: Collection[int], other: Collection[int]) -> bool:
    """Whether one of these two stories was split off from the other; each is given by the ids of all its parts."""
    ones, others = _names_of(one), _names_of(other)
    story, split_off = t.rulings.c.story_id, t.rulings.c.other_id
    between = (story.in_(ones) & split_off.in_(others)) | (story.in_(others) & split_off.in_(ones))
    found = sa.select(sa.literal(1)).where(t.rulings.c.kind == RulingKind.SPLIT, between).limit(1)
    return connection.scalar(found) is not None


def move(connection: sa.Connection, articles: Collection[int], story: int) -> None:
    """Move articles to another story."""
    connection.execute(
        sa.update(t.articles).where(bulk.among(connection, t.articles.c.id, articles)).values(story_id=story)
    )


def story_of_entry(connection: sa.Connection, entry: int) -> int | None:
    """The story of an entry's article; None before it is judged."""
    article = sa.select(t.entries.c.article_id).where(t.entries.c.id == entry).scalar_subquery()
    return connection.scalar(sa.select(t.articles.c.story_id).where(t.articles.c.id == article))


def flags_of(connection: sa.Connection, entries: Collection[int]) -> list[sa.Row[Any]]:
    """The flags of these entries, in order of admission."""
    query = sa.select(t.flags).where(bulk.among(connection, t.flags.c.entry_id, entries))
    return list(connection.execute(query.order_by(t.flags.c.entry_id, t.flags.c.rule)).all())


def alerts_of(connection: sa.Connection, story: int) -> Sequence[sa.Row[Any]]:
    """The alerts that count for a story as (id, rule, sink, occasion, article), oldest first."""
    query: sa.Select[Any] = (
        sa.select(t.alerts.c.id, t.alerts.c.rule, t.alerts.c.sink, t.alerts.c.occasion, t.entries.c.article_id)
        .join(t.entries, t.entries.c.id == t.alerts.c.entry_id)
        .where(counts_for(story))
        .order_by(t.alerts.c.owed_at, t.alerts.c.id)
    )
    return connection.execute(query).all()


def counts_for(story: int | None) -> sa.ColumnElement[bool]:
    """Whether an alert counts for a story: raised for it, or inherited with an article that was split off."""
    names, one = _names_of(() if story is None else {story}), t.alerts.alias()
    raised = sa.select(one.c.id).where(one.c.story_id.in_(names))
    inherited = sa.select(t.inherited.c.alert_id).where(t.inherited.c.story_id.in_(names))
    # Not as two conditions: for either of two subqueries PostgreSQL reads all alerts.
    return t.alerts.c.id.in_(sa.union_all(raised, inherited))


def inherit(connection: sa.Connection, story: int, alerts: Sequence[str]) -> None:
    """Record that these alerts, raised for another story, count as this one's ``first``."""
    if alerts:
        connection.execute(sa.insert(t.inherited), [{"story_id": story, "alert_id": alert} for alert in alerts])


def owe(connection: sa.Connection, alert: OwedAlert, body: bytes, entry: int, *, now: float) -> None:
    """Owe an alert for an entry judged before; an entry that was ``grouped`` becomes ``alerted``."""
    values = {"id": alert.id, "story_id": alert.story, "rule": alert.rule, "sink": alert.sink, "body": body}
    values |= {"occasion": alert.occasion, "severity": alert.severity, "entry_id": entry, "state": AlertState.OWED}
    connection.execute(sa.insert(t.alerts).values(owed_at=now, not_before=now, **values))
    silenced = sa.and_(t.entries.c.id == entry, t.entries.c.disposition == Disposition.GROUPED)
    if connection.execute(sa.update(t.entries).where(silenced).values(disposition=Disposition.ALERTED)).rowcount:
        tally.told_after_all(connection, entry)


def _names_of(stories: Collection[int]) -> sa.Select[tuple[int]]:
    """The ids of these stories and of those merged into them."""
    return sa.select(t.stories.c.id).where(t.stories.c.merged_into.in_(stories) | t.stories.c.id.in_(stories))
