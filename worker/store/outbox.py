"""The outbox: alerts owed, claimed under a lease, delivered, tried again, or dead but kept.

States and arrows (letters as in docs/ARCHITECTURE.md):
m judge → owed            with the verdict that owes it (T2)
n owed → claimed          leased to DELIVER
o claimed → delivered     the sink acknowledged it
p claimed → owed          the sink may take it later, or it is held: quiet hours, a budget
q claimed → dead          the sink never will, or it was tried too often
r claimed → owed          the lease ran out, or the store was opened anew
s dead → owed             on request
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import FromClause

from worker.model.story import AlertState, ClaimedAlert
from worker.policy.timing import Held, digest_id
from worker.store.schema import OPEN, alerts, deliveries, entries

_NAMES = "id sink attempt owed_at lease body rule severity held digest occasion story_id"
_CLAIMED = tuple(alerts.c[name] for name in _NAMES.split())


def claim(connection: sa.Connection, sink: str, *, now: float, limit: int, lease_s: float) -> list[ClaimedAlert]:
    """Lease up to ``limit`` alerts owed to ``sink``, oldest first; an expired claim counts as owed.

    An alert is held up while an older one of its story and rule waits for the same sink, so that a story is told in
    order; a digest, with any of its members. The notice that trouble with a feed is over waits while earlier notices
    that trouble began are undelivered.
    """
    claimed = _leased(connection, _CLAIM_DUE, {"b_sink": sink, "b_now": now, "b_limit": limit}, now + lease_s)
    digests = {alert.digest for alert in claimed} - {None}
    if digests:
        # A digest is claimed whole, whatever the limit: its members were owed at different times.
        claimed += _leased(connection, _CLAIM_REST, {"b_digests": list(digests), "b_now": now}, now + lease_s)
    return sorted(claimed, key=lambda alert: (alert.owed_at, alert.id))


def _leased(
    connection: sa.Connection, update: sa.Executable, which: dict[str, object], until: float
) -> list[ClaimedAlert]:
    return [ClaimedAlert(*row) for row in connection.execute(update, {**which, "b_until": until})]


_AT = sa.bindparam("b_now", type_=sa.Float)
_LEFT = sa.and_(alerts.c.state == AlertState.CLAIMED, alerts.c.claimed_until <= _AT)
"""A claim that ran out counts as owed."""


def _due() -> sa.CTE:
    """What ``claim`` takes: a sink's alerts whose time has come and that nothing holds up."""
    now, sink = _AT, sa.bindparam("b_sink", type_=sa.Text)
    ready = sa.or_(sa.and_(alerts.c.state == AlertState.OWED, alerts.c.not_before <= now), _LEFT)
    older = alerts.alias("older")
    waits = sa.or_(
        sa.and_(older.c.state == AlertState.OWED, older.c.not_before > now),
        sa.and_(older.c.state == AlertState.CLAIMED, older.c.claimed_until > now),
    )

    def held_up(one: FromClause) -> sa.ColumnElement[bool]:
        turn = sa.tuple_(older.c.owed_at, older.c.id) < sa.tuple_(one.c.owed_at, one.c.id)
        same = sa.and_(older.c.story_id == one.c.story_id, older.c.rule == one.c.rule, older.c.sink == sink)
        return sa.exists().where(same, turn, waits)

    member = alerts.alias("member")
    digest_held_up = sa.exists().where(member.c.digest == alerts.c.digest, held_up(member))
    unheard = sa.exists().where(
        older.c.story_id.is_(None),
        older.c.occasion == "opened",
        older.c.sink == sink,
        older.c.owed_at < alerts.c.owed_at,
        sa.text("older.state IN ('owed', 'claimed')"),  # see OPEN
        waits,
    )
    too_early = sa.and_(alerts.c.story_id.is_(None), alerts.c.occasion == "closed", unheard)
    return (
        sa.select(alerts.c.id)
        .where(alerts.c.sink == sink, OPEN, ready, ~held_up(alerts), ~digest_held_up, ~too_early)
        .order_by(alerts.c.owed_at, alerts.c.id)
        .limit(sa.bindparam("b_limit"))
        .with_for_update(skip_locked=True, key_share=True)
        .cte("due", nesting=True)  # a CTE runs once; PostgreSQL may run a subquery per row and exceed the limit
    )


def _lease(which: sa.ColumnElement[bool]) -> sa.Executable:
    return (
        sa.update(alerts)
        .where(which)
        .values(
            state=AlertState.CLAIMED,
            claimed_until=sa.bindparam("b_until"),
            lease=alerts.c.lease + 1,
            attempt=alerts.c.attempt + 1,
        )
        .returning(*_CLAIMED)
    )


_CLAIM_DUE = _lease(alerts.c.id.in_(sa.select(_due().c.id)))
_CLAIM_REST = _lease(
    sa.and_(
        alerts.c.digest.in_(sa.bindparam("b_digests", expanding=True)),
        sa.or_(alerts.c.state == AlertState.OWED, _LEFT),
    )
)
"""Built once: building such a statement takes longer than running it, and an idle worker runs it every second for each
sink."""


def set_aside(
    connection: sa.Connection, held: Sequence[tuple[ClaimedAlert, float, str]], digest: Sequence[ClaimedAlert]
) -> None:
    """Record a delivery plan before it is carried out.

    Alerts in ``held`` are owed again, each not before its time and with its reason; no attempt is counted, and an
    earlier failure is no longer why they wait. Members of ``digest`` are bound to it for good, so that sending it again
    sends the same message.
    """
    ours = (alerts.c.id == sa.bindparam("b_id"), alerts.c.lease == sa.bindparam("b_lease"))
    if held:
        update = (
            sa.update(alerts)
            .where(*ours, alerts.c.state == AlertState.CLAIMED)  # a repeat counts no attempt less
            .values(
                state=AlertState.OWED,
                attempt=alerts.c.attempt - 1,
                not_before=sa.bindparam("b_until"),
                held=sa.bindparam("b_why"),
                last_error=None,
            )
        )
        rows = [{"b_id": it.id, "b_lease": it.lease, "b_until": until, "b_why": why} for it, until, why in held]
        connection.execute(update, rows)
    if len(digest) > 1:
        bound = sa.update(alerts).where(*ours)
        rows = [{"b_id": alert.id, "b_lease": alert.lease} for alert in digest]
        connection.execute(bound.values(digest=digest_id(digest)), rows)


def plan_anew(connection: sa.Connection, *, now: float) -> None:
    """Release what is held beyond ``now``, because the configuration or the clock has changed, to be planned again.

    Alerts held by a silence keep that reason, as they go out together when the silence is over.
    """
    waits = sa.and_(alerts.c.state == AlertState.OWED, alerts.c.not_before > now)
    held = sa.and_(alerts.c.held.is_not(None), alerts.c.last_error.is_(None))
    kept = sa.case((alerts.c.held == Held.SILENCE, alerts.c.held), else_=None)
    connection.execute(sa.update(alerts).where(OPEN, waits, held).values(not_before=0, held=kept))


def hand_back(connection: sa.Connection, claimed: Sequence[ClaimedAlert]) -> None:
    """Give claimed alerts back untried. Does nothing where the lease was lost."""
    held = (alerts.c.lease == sa.bindparam("b_lease"), alerts.c.state == AlertState.CLAIMED)
    update = sa.update(alerts).where(alerts.c.id == sa.bindparam("b_id"), *held)
    back = update.values(state=AlertState.OWED, attempt=alerts.c.attempt - 1)
    connection.execute(back, [{"b_id": alert.id, "b_lease": alert.lease} for alert in claimed])


def delivered_since(connection: sa.Connection, sink: str, since: float, *, now: float) -> dict[str, list[float]]:
    """When alerts reached ``sink`` after ``since``, by rule, ascending; digests do not count.

    Deliveries later than ``now`` were made before the clock was set back; they do not count either.
    """
    query = (
        sa.select(alerts.c.rule, alerts.c.delivered_at)
        .where(alerts.c.sink == sink, alerts.c.delivered_at > since, alerts.c.delivered_at <= now)
        .where(alerts.c.digest.is_(None))
        .order_by(alerts.c.delivered_at)
    )
    found: dict[str, list[float]] = {}
    for row in connection.execute(query):
        found.setdefault(row.rule, []).append(row.delivered_at)
    return found


def settle(
    connection: sa.Connection,
    claimed: Sequence[ClaimedAlert],
    *,
    state: AlertState,
    now: float,
    duration_s: float,
    error: str | None = None,
    not_before: float = 0.0,
) -> frozenset[str]:
    """T3: record the attempt and the new state of ``claimed``; returns the ids of those whose lease still held.

    For the others only the attempt is recorded; what was settled before is not recorded again. An alert may be gone,
    where a server of fewer commits has taken the place of the one it was claimed at.
    """
    leases = {alert.id: alert.lease for alert in claimed}
    standing = {row.id: row for row in connection.execute(_STANDING, {"b_ids": list(leases)})}
    ours = {row.id: row.state for row in standing.values() if leases[row.id] == row.lease}
    held = {alert for alert, stands in ours.items() if stands == AlertState.CLAIMED}
    delivered_at = now if state is AlertState.DELIVERED else None
    became = {"b_state": state, "b_delivered_at": delivered_at, "b_not_before": not_before, "b_error": error}
    connection.execute(_BECAME, became | {"b_ids": list(held)})
    attempts = [
        {
            "alert_id": alert.id,
            "attempt": alert.attempt,
            "at": now,
            "result": state,
            "error": error,
            "duration_s": duration_s,
        }
        for alert in claimed
        if alert.id in held or alert.id in standing.keys() - ours.keys()
    ]
    if attempts:
        connection.execute(sa.insert(deliveries), attempts)
    return frozenset(ours)


_NAMED = alerts.c.id.in_(sa.bindparam("b_ids", expanding=True))
_STANDING = sa.select(alerts.c.id, alerts.c.lease, alerts.c.state).where(_NAMED).with_for_update(key_share=True)
_BECAME = (
    sa.update(alerts)
    .where(_NAMED)
    .values(
        state=sa.bindparam("b_state"),
        delivered_at=sa.bindparam("b_delivered_at"),
        not_before=sa.bindparam("b_not_before"),
        last_error=sa.bindparam("b_error"),
    )
)


def revive(connection: sa.Connection, *, now: float, ids: Sequence[str] | None = None) -> int:
    """Owe dead alerts again, all of them or those named; returns how many.

    One attempt stays counted, for the sink may have taken them: all that it gets again says so.
    """
    update = sa.update(alerts).where(alerts.c.state == AlertState.DEAD)
    if ids is not None:
        update = update.where(alerts.c.id.in_(ids))
    return connection.execute(update.values(state=AlertState.OWED, not_before=now, attempt=1, digest=None)).rowcount


def dead_ids(connection: sa.Connection) -> list[str]:
    """The ids of dead alerts."""
    return list(connection.scalars(sa.select(alerts.c.id).where(alerts.c.state == AlertState.DEAD)))


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many alerts are in each state."""
    query = sa.select(alerts.c.state, sa.func.count()).group_by(alerts.c.state).order_by(alerts.c.state)
    return dict(connection.execute(query).all())


def waiting(connection: sa.Connection) -> dict[str, tuple[int, float]]:
    """For each sink with undelivered alerts: their number, and when the oldest was owed."""
    open_ = alerts.c.state.in_((AlertState.OWED, AlertState.CLAIMED))
    query = sa.select(alerts.c.sink, sa.func.count(), sa.func.min(alerts.c.owed_at)).where(open_)
    rows = connection.execute(query.group_by(alerts.c.sink).order_by(alerts.c.sink))
    return {sink: (number, oldest) for sink, number, oldest in rows}


def refused(connection: sa.Connection) -> dict[str, str]:
    """For each sink that did not take an alert which is still owed to it: why, the last time."""
    newest = sa.func.max(alerts.c.not_before)
    query = sa.select(alerts.c.sink, alerts.c.last_error, newest).where(OPEN, alerts.c.last_error.is_not(None))
    rows = connection.execute(query.group_by(alerts.c.sink, alerts.c.last_error).order_by(newest))
    return {sink: error for sink, error, _ in rows}


def undelivered(connection: sa.Connection, sinks: Sequence[str], *, now: float) -> tuple[int, int]:
    """The numbers of alerts that these sinks should have received, and of those held back on purpose."""
    waiting = sa.and_(OPEN, alerts.c.sink.in_(sinks))
    is_held = sa.and_(alerts.c.held.is_not(None), alerts.c.not_before > now, alerts.c.last_error.is_(None))
    held = sa.func.coalesce(sa.func.sum(sa.case((is_held, 1), else_=0)), 0)
    total, held_back = connection.execute(sa.select(sa.func.count(), held).where(waiting)).one()
    return total - held_back, held_back


def taken_at(connection: sa.Connection, sink: str) -> float:
    """When the sink last took an alert; 0 if it never did."""
    return connection.scalar(sa.select(sa.func.max(alerts.c.delivered_at)).where(alerts.c.sink == sink)) or 0.0


def witnesses(connection: sa.Connection) -> set[str]:
    """The last alert taken by each sink that has dead ones: without it the sink would seem to take nothing."""
    last = [alerts.c.id, alerts.c.delivered_at]
    dead = connection.scalars(sa.select(alerts.c.sink).where(alerts.c.state == AlertState.DEAD).distinct()).all()
    queries = (sa.select(*last).where(alerts.c.sink == sink, alerts.c.delivered_at.is_not(None)) for sink in dead)
    newest = (connection.execute(it.order_by(alerts.c.delivered_at.desc()).limit(1)).first() for it in queries)
    return {row.id for row in newest if row is not None}


def owed_since(connection: sa.Connection, since: float) -> dict[str, int]:
    """The number of alerts about stories owed since a time, by rule."""
    told = sa.and_(alerts.c.owed_at >= since, alerts.c.story_id.is_not(None))
    query = sa.select(alerts.c.rule, sa.func.count()).where(told).group_by(alerts.c.rule)
    return dict(connection.execute(query.order_by(alerts.c.rule)).all())


def list_alerts(
    connection: sa.Connection,
    *,
    limit: int,
    state: AlertState | None = None,
    since: float = 0.0,
    rules: Collection[str] = (),
    sinks: Collection[str] = (),
    behind: tuple[float, str] | None = None,
) -> list[dict[str, Any]]:
    """Alerts, newest first, with their ``body_of``: those in ``state``, owed ``since`` a time, of some rules and sinks.

    ``behind`` is the ``owed_at`` and ``id`` of the last one seen: those that follow it.
    """
    query = SHOWN.where(alerts.c.owed_at >= since).order_by(alerts.c.owed_at.desc(), alerts.c.id).limit(limit)
    if state is not None:
        query = query.where(alerts.c.state == state)
    if rules:
        query = query.where(alerts.c.rule.in_(rules))
    if sinks:
        query = query.where(alerts.c.sink.in_(sinks))
    if behind is not None:
        at, last = behind
        same = sa.and_(alerts.c.owed_at == at, alerts.c.id > last)
        query = query.where(alerts.c.owed_at <= at, sa.or_(alerts.c.owed_at < at, same))
    rows = connection.execute(query).all()
    return [{**row._asdict(), "body": body_of(row)} for row in rows]


SHOWN: sa.Select[Any] = sa.select(alerts, entries.c.title.label("entry_title")).outerjoin(
    entries, entries.c.id == alerts.c.entry_id
)
"""Alerts with what ``body_of`` needs."""


def body_of(row: sa.Row[Any]) -> bytes:
    """The body of a row of ``SHOWN``; where it was forgotten, what the store still knows of it."""
    if row.body:
        body: bytes = row.body
        return body
    kept = {name: getattr(row, name) for name in ("id", "rule", "severity", "occasion")}
    return orjson.dumps(kept | {"article": {"title": row.entry_title}})
