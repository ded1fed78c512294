"""Alerts about no story: notices of trouble and reports. They go through the outbox as every other does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from worker.model.story import AlertState
from worker.store import sweeps
from worker.store.judged import DAY_S
from worker.store.outbox import witnesses
from worker.store.schema import alerts
from worker.store.sweeps import START


@dataclass(frozen=True, slots=True)
class Notice:
    """One message owed to one sink."""

    id: str
    rule: str
    sink: str
    occasion: str
    severity: str
    body: bytes


def owe(connection: sa.Connection, notices: Iterable[Notice], now: float) -> None:
    """Put notices into the outbox; their ids must be new."""
    rows: list[dict[str, Any]] = [
        {
            "id": notice.id,
            "rule": notice.rule,
            "sink": notice.sink,
            "occasion": notice.occasion,
            "severity": notice.severity,
            "body": notice.body,
            "state": AlertState.OWED,
            "owed_at": now,
            "not_before": now,
        }
        for notice in notices
    ]
    if rows:
        connection.execute(sa.insert(alerts), rows)


def notice(connection: sa.Connection, alert: str) -> dict[str, Any] | None:
    """The alert of this id that is about no story."""
    query = sa.select(alerts).where(alerts.c.id == alert, alerts.c.story_id.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return dict(row) if row is not None else None


def forget(connection: sa.Connection, before: float, step: int) -> int:
    """Once a day delete the notices delivered before a time, some at a time; returns how many.

    What says that a sink is not in trouble stays.
    """
    sweep = sweeps.begun(connection, "notices", int(before // DAY_S))
    if sweep.done:
        return 0
    rows = connection.execute(sa.select(alerts.c.id, alerts.c.delivered_at).where(alerts.c.story_id.is_(None)))
    old = [row.id for row in rows if row.delivered_at is not None and row.delivered_at < before]
    kept = witnesses(connection) if old else set()
    ids = [it for it in old if it not in kept][:step]
    if ids:
        connection.execute(sa.delete(alerts).where(alerts.c.id.in_(ids)))
    sweeps.note(connection, sweep, START if len(ids) == step else None)
    return len(ids)
