"""Numbers about a store as a whole, for whoever watches the worker; each costs a look at an index or a small table."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from worker.store import schema as t
from worker.store.entries import count_pending
from worker.store.feeds import count_by_state
from worker.store.size import store_bytes


@dataclass(frozen=True, slots=True)
class Gauges:
    """A moment. Ages and lags are seconds, 0 where nothing waits; times are seconds since the epoch."""

    feeds: dict[str, int]
    feeds_due: int
    schedule_lag_s: float
    pending: int
    alerts: dict[tuple[str, str], int]
    outbox_age_s: float
    last_ok_at: float | None
    store_bytes: int


def gauges(connection: sa.Connection, *, now: float) -> Gauges:
    """All of them, as they are at one moment. At 180,000 feeds .1 to .3 s of CPU, by how many are due."""
    feeds, alerts = t.feeds.c, t.alerts.c
    due = sa.select(sa.func.count(), sa.func.min(feeds.next_poll_at)).where(feeds.next_poll_at <= now, feeds.listed)
    number, oldest = connection.execute(due).one()
    by_sink = sa.select(alerts.sink, alerts.state, sa.func.count()).group_by(alerts.state, alerts.sink)
    waiting = sa.select(sa.func.min(alerts.owed_at)).where(alerts.state.in_(("owed", "claimed")))
    owed_at = connection.scalar(waiting)
    return Gauges(
        feeds=count_by_state(connection),
        feeds_due=number,
        schedule_lag_s=max(0.0, now - oldest) if oldest is not None else 0.0,
        pending=count_pending(connection),
        alerts={(row[0], row[1]): row[2] for row in connection.execute(by_sink)},
        outbox_age_s=max(0.0, now - owed_at) if owed_at is not None else 0.0,
        last_ok_at=connection.scalar(sa.select(sa.func.max(feeds.last_ok_at))),
        store_bytes=store_bytes(connection),
    )
