"""Sinks that take nothing: found in the outbox, and remembered while somebody has been told of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.story import AlertState
from worker.store import notes
from worker.store.notices import Notice, owe
from worker.store.outbox import taken_at
from worker.store.schema import alerts, deliveries

_NOTE = "sink in trouble: "
_UNTAKEN = (AlertState.OWED, AlertState.CLAIMED, AlertState.DEAD)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A sink that took nothing since its first failure at ``since``; ``error`` is what it said last."""

    sink: str
    since: float
    error: str


def stuck(connection: sa.Connection, sinks: Collection[str]) -> list[Stuck]:
    """Those of ``sinks`` that failed, or refused alerts for good, and have taken none since."""
    found = []
    for sink in sinks:
        failed = sa.and_(
            alerts.c.sink == sink,
            alerts.c.state.in_(_UNTAKEN),
            alerts.c.last_error.is_not(None),
            alerts.c.owed_at > taken_at(connection, sink),
        )
        first = sa.select(alerts.c.id).where(failed).order_by(alerts.c.owed_at, alerts.c.id).limit(1)
        since = connection.scalar(
            sa.select(sa.func.min(deliveries.c.at)).where(deliveries.c.alert_id == first.scalar_subquery())
        )
        if since is not None:
            newest = sa.select(alerts.c.last_error).where(failed).order_by(alerts.c.not_before.desc()).limit(1)
            found.append(Stuck(sink, since, connection.scalar(newest) or ""))
    return found


def told(connection: sa.Connection) -> list[Stuck]:
    """The sinks whose trouble was told and is not over."""
    return [Stuck(sink, float(since), "") for sink, since in notes.beginning(connection, _NOTE).items()]


def tell(
    connection: sa.Connection,
    begun: Sequence[tuple[Stuck, Sequence[Notice]]],
    ended: Sequence[tuple[Stuck, Sequence[Notice]]],
    *,
    now: float,
) -> None:
    """Remember what began, forget what ended, and owe the notices of both, once however often this is repeated."""
    standing = {it.sink for it in told(connection)}
    for trouble, notices in begun:
        if trouble.sink not in standing:
            notes.keep(connection, _NOTE + trouble.sink, repr(trouble.since))
            owe(connection, notices, now)
    for trouble, notices in ended:
        if trouble.sink in standing:
            notes.keep(connection, _NOTE + trouble.sink, None)
            owe(connection, notices, now)
