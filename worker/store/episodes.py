"""Episodes of trouble with feeds, or with our own network: open, told, closed; and their notices in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import sqlalchemy as sa

from worker.model.feed import FeedState
from worker.policy.health import KNOWN_CHANGES, KNOWN_FOR_S, STALE_GAPS, Kind, Patient
from worker.store.notices import Notice, owe
from worker.store.schema import episodes, feeds


@dataclass(frozen=True, slots=True)
class Case:
    """A feed to be examined; ``id`` None stands for our own network."""

    id: int | None
    key: str
    url: str
    title: str | None
    listed: bool
    patient: Patient | None


@dataclass(frozen=True, slots=True)
class Episode:
    """One row; ``id`` is None until it is stored."""

    feed_id: int | None
    kind: Kind
    cause: str
    opened_at: float
    id: int | None = None


_PATIENT = tuple(field.name for field in fields(Patient) if field.name != "refused_url")


def cases(connection: sa.Connection) -> list[Case]:
    """Feeds that may be in trouble, or have an open episode. Scans all feeds, 0.4 µs each."""
    return [_case(row) for row in connection.execute(_cases()).mappings()]


@cache
def _cases() -> sa.Executable:
    refused = sa.and_(feeds.c.target_url.is_not(None), feeds.c.target_since.is_(None))
    quiet_since = sa.func.coalesce(feeds.c.last_changed_at, feeds.c.added_at)
    known = sa.and_(feeds.c.changes >= KNOWN_CHANGES, feeds.c.last_ok_at - feeds.c.added_at >= KNOWN_FOR_S)
    usual = sa.case((known, STALE_GAPS * feeds.c.gap_s))
    expected = sa.func.coalesce(feeds.c.expect_every_s, usual)  # NULL is never exceeded
    suspect = sa.and_(
        feeds.c.listed,
        sa.or_(
            feeds.c.state.not_in((FeedState.ACTIVE, FeedState.NEW, FeedState.PAUSED)),
            feeds.c.failing_since.is_not(None),
            feeds.c.last_ok_at - quiet_since > expected,
            feeds.c.moved_url.is_not(None),
            refused,
        ),
    )
    told = feeds.c.id.in_(sa.select(episodes.c.feed_id).where(episodes.c.closed_at.is_(None)))
    names = ("id", "key", "url", "title", "listed", *_PATIENT)
    refused_url = sa.case((refused, feeds.c.target_url)).label("refused_url")
    return sa.select(*(feeds.c[name] for name in names), refused_url).where(sa.or_(suspect, told))


def _case(row: sa.RowMapping) -> Case:
    values = {name: row[name] for name in (*_PATIENT, "refused_url")}
    patient = Patient(**values | {"state": FeedState(row["state"])})
    return Case(row["id"], row["key"], row["url"], row["title"], row["listed"], patient)


def open_episodes(connection: sa.Connection) -> list[Episode]:
    """Episodes that are not closed, oldest first."""
    return [Episode(row.feed_id, Kind(row.kind), row.cause, row.opened_at, row.id) for row in connection.execute(_OPEN)]


_SHOWN = ("feed_id", "kind", "cause", "opened_at", "id")
_OPEN = sa.select(*(episodes.c[name] for name in _SHOWN)).where(episodes.c.closed_at.is_(None)).order_by(episodes.c.id)


def last_good_poll(connection: sa.Connection) -> float:
    """When any feed's last successful poll was; 0 if there was none."""
    return connection.scalar(sa.select(sa.func.max(feeds.c.last_ok_at))) or 0.0


def open_and_close(
    connection: sa.Connection,
    opened: Sequence[tuple[Episode, Sequence[Notice]]],
    closed: Sequence[tuple[Episode, Sequence[Notice]]],
    *,
    now: float,
) -> None:
    """Write episodes, and the notices owed for them, exactly once, however often this is repeated.

    An episode is not opened again while the feed has an open one of its kind.
    """
    if connection.dialect.name == "postgresql":  # else two workers that notice the same would both find none
        connection.exec_driver_sql("LOCK TABLE episodes IN SHARE ROW EXCLUSIVE MODE")
    standing = {(it.feed_id, it.kind) for it in open_episodes(connection)}
    for episode, notices in opened:
        if (episode.feed_id, episode.kind) not in standing:
            row = {"feed_id": episode.feed_id, "kind": episode.kind, "cause": episode.cause}
            connection.execute(sa.insert(episodes), row | {"opened_at": episode.opened_at})
            owe(connection, notices, now)
    for episode, notices in closed:
        update = sa.update(episodes).where(episodes.c.id == episode.id, episodes.c.closed_at.is_(None))
        if connection.execute(update.values(closed_at=now)).rowcount:
            owe(connection, notices, now)


def forget(connection: sa.Connection, before: float, step: int) -> int:
    """Delete some of the episodes that were over before a time; returns how many."""
    ids = list(connection.scalars(sa.select(episodes.c.id).where(episodes.c.closed_at < before).limit(step)))
    if ids:
        connection.execute(sa.delete(episodes).where(episodes.c.id.in_(ids)))
    return len(ids)
