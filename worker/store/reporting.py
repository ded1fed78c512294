"""The figures of a report; and the row by which each report is owed once, however often it is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.story import AlertState
from worker.policy.health import Kind
from worker.policy.reporting import Mark, Report, Trouble
from worker.store import notes, outbox
from worker.store.feeds import GAP, count_by_state
from worker.store.notices import Notice, owe
from worker.store.schema import alerts, articles, episodes, feeds, polls, stories
from worker.store.size import held_bytes, store_bytes

_NOTE = "report"


def mark(connection: sa.Connection) -> Mark | None:
    """The moment the last report covers up to; None if there was none."""
    kept = notes.note(connection, _NOTE)
    return Mark(**orjson.loads(kept)) if kept is not None else None


def begin(connection: sa.Connection, now: float) -> None:
    """Make the next report cover the time from now on."""
    _keep(connection, Mark(now, held_bytes(connection)))


def owe_report(connection: sa.Connection, seen: Mark, report: Report, notices: Sequence[Notice], now: float) -> bool:
    """Owe a report and record the time it covers, in one transaction; False if another was owed since ``seen``."""
    if mark(connection) != seen:
        return False
    owe(connection, notices, now)
    _keep(connection, Mark(report.until, report.held_bytes))
    return True


def _keep(connection: sa.Connection, new: Mark) -> None:
    notes.keep(connection, _NOTE, orjson.dumps({"at": new.at, "held_bytes": new.held_bytes}).decode())


def collect(connection: sa.Connection, last: Mark, now: float) -> Report:
    """The report from the last one up to, not including, ``now``. Reads each poll of that time and all alerts."""
    held = held_bytes(connection)

    def count(*which: sa.ColumnElement[Any]) -> int:
        return connection.scalar(sa.select(sa.func.count()).where(*which)) or 0

    def within(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.and_(column >= last.at, column < now)

    return Report(
        since=last.at,
        until=now,
        feeds=dict(sorted(count_by_state(connection).items())),
        trouble=_trouble(connection),
        gaps=_gaps(connection, within(polls.c.at)),
        outages=count(episodes.c.feed_id.is_(None), within(episodes.c.opened_at)),
        articles=count(within(articles.c.first_seen_at)),
        stories=count(stories.c.last_seen_at >= last.at, within(stories.c.first_seen_at)),
        sent=_by_sink(connection, alerts.c.story_id.is_not(None), within(alerts.c.delivered_at)),
        waiting={sink: number for sink, (number, _) in outbox.waiting(connection).items()},
        dead=count(alerts.c.state == AlertState.DEAD),
        store_bytes=store_bytes(connection),
        held_bytes=held,
        grown_bytes=held - last.held_bytes,
    )


def _trouble(connection: sa.Connection) -> list[Trouble]:
    query = (
        sa.select(feeds.c.key, episodes.c.kind, episodes.c.cause, episodes.c.opened_at)
        .join(feeds, feeds.c.id == episodes.c.feed_id)
        .where(episodes.c.closed_at.is_(None), feeds.c.listed)
        .order_by(episodes.c.opened_at.desc(), feeds.c.key)
    )
    return [Trouble(row.key, Kind(row.kind), row.cause, row.opened_at) for row in connection.execute(query)]


def _gaps(connection: sa.Connection, within: sa.ColumnElement[bool]) -> dict[str, int]:
    """Counted feed by feed, as polls are clustered by feed and one day is a small part of them."""
    its = (polls.c.feed_id == feeds.c.id, within, polls.c.cause == GAP)
    number = sa.select(sa.func.count()).where(*its).correlate(feeds).scalar_subquery()
    counted = sa.select(feeds.c.key, number.label("gaps")).where(feeds.c.listed).subquery()
    query = sa.select(counted).where(counted.c.gaps > 0).order_by(counted.c.gaps.desc(), counted.c.key)
    return {row.key: row.gaps for row in connection.execute(query)}


def _by_sink(connection: sa.Connection, *which: sa.ColumnElement[Any]) -> dict[str, int]:
    query = sa.select(alerts.c.sink, sa.func.count()).where(*which).group_by(alerts.c.sink).order_by(alerts.c.sink)
    return dict(connection.execute(query).all())
