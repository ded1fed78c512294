"""Shifts the times in the store when the machine's clock was set, so that durations stay the same."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store import notes, outbox
from worker.store.schema import OPEN, alerts, closed_hosts, feeds, pending, rereads, subscriptions

NOTE = "leap"
"""The note that names the last change of the clock that was applied."""

GAP_S, SETTLED_AFTER_S = 2 * 86400.0, 86400.0
_SEEN = "clock seen"

_SCHEDULE = "next_poll_at failing_since last_polled_at last_ok_at last_changed_at target_since pushed_at".split()


def shift(connection: sa.Connection, by: float) -> None:
    """Shift every time that something waits for, or is measured from, by so many seconds.

    Times shown to people (when entries were seen, polls made, alerts raised) stay as they were written.
    """
    moved = {name: feeds.c[name] + by for name in _SCHEDULE}
    connection.execute(sa.update(feeds).values(moved))
    for table in (feeds, pending, rereads):
        until = table.c.leased_until
        connection.execute(sa.update(table).where(until > 0).values({until.name: until + by}))
    for table in (pending, rereads):
        connection.execute(sa.update(table).values(not_before=table.c.not_before + by))
    connection.execute(
        sa.update(alerts).where(OPEN, alerts.c.not_before > 0).values(not_before=alerts.c.not_before + by)
    )
    claimed = sa.and_(OPEN, alerts.c.claimed_until > 0)
    connection.execute(sa.update(alerts).where(claimed).values(claimed_until=alerts.c.claimed_until + by))
    outbox.plan_anew(connection, now=0.0)  # quiet hours, silences and digests end by the clock
    moved = {name: subscriptions.c[name] + by for name in ("asked_at", "expires_at", "due_at")}
    connection.execute(sa.update(subscriptions).values(moved))
    connection.execute(sa.update(closed_hosts).values(until=closed_hosts.c.until + by))


def shift_once(connection: sa.Connection, by: float, leap: str) -> None:
    """``shift``, unless this change was already applied: a writer repeats work whose commit it could not confirm."""
    if notes.note(connection, NOTE) != leap:
        shift(connection, by)
        notes.keep(connection, NOTE, leap)


def is_settled(connection: sa.Connection, now: float) -> bool:
    """Note that it is ``now``; returns whether for a day no two such times, an hour apart, lay far from each other.

    A clock that is set a year ahead looks like a pause of a year. What is forgotten by it does not come back with it.
    """
    kept = notes.note(connection, _SEEN)
    seen, since = map(float, kept.split()) if kept else (now, now)
    if not 0.0 <= now - seen <= GAP_S:
        since = now
    notes.keep(connection, _SEEN, f"{now!r} {since!r}")
    return now - since >= SETTLED_AFTER_S


def catch_up(connection: sa.Connection, *, now: float, least_s: float) -> float:
    """If polls lie in the future, the clock was set back while no worker ran: shift everything by the difference.

    Returns the shift, 0.0 if it would be less than ``least_s``. A clock that was set forward cannot be told from a long
    pause.
    """
    latest: float | None = connection.scalar(sa.select(sa.func.max(feeds.c.last_polled_at)))
    if latest is None or latest - now < least_s:
        return 0.0
    shift(connection, now - latest)
    return now - latest
