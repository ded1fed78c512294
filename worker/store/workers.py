"""Workers on one PostgreSQL: who is there, who does what, and what is taken back from one that is gone.

A worker is the session it writes by. One that is not heard of is marked first; then, with that committed, its sessions
are ended, so that it cannot write and cannot come back under its name; only then is what it had claimed given back,
under new numbers, and its duties go to others. Each step may be done by any worker, and twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from worker.model.errors import Conflict, Superseded
from worker.model.story import AlertState
from worker.store import advisory, shards
from worker.store.schema import OPEN, alerts, duties, entries, feeds, pending, rereads, workers

BEAT_S = 3.0
GONE_S = 15.0
"""A worker silent for so long counts as gone even if its sessions stand: a stopped process, a lost network."""

MEMBERS_LOCK = 0x5749524D
HOUSEKEEPING = "upkeep"
"""The name of this duty as it stands in stores."""
_HOSTS, _SINK = "hosts ", "sink "

_NOW = sa.func.date_part("epoch", sa.func.clock_timestamp())


@dataclass(frozen=True, slots=True)
class Gone:
    """A worker that is gone, and whose work was given back."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Duties:
    """One worker's duties: shards, those of them to hand over (``surplus``), sinks, housekeeping."""

    shards: frozenset[int] = frozenset()
    surplus: frozenset[int] = frozenset()
    sinks: frozenset[str] = frozenset()
    housekeeping: bool = False
    workers: int = 1
    gone: tuple[Gone, ...] = ()
    alike: bool = True


def mark_gone(connection: sa.Connection, *, me: int | None = None) -> None:
    """Mark workers that are gone. A worker that joins treats a lost session as proof; others wait two beats."""
    there = list(advisory.sessions(connection))
    patience_s = 0.0 if me is None else 2 * BEAT_S
    lost = sa.and_(workers.c.name.not_in(there), workers.c.seen_at <= _NOW - patience_s)
    silent = workers.c.seen_at < _NOW - GONE_S
    others = sa.and_(workers.c.gone_at.is_(None), workers.c.id != (me or 0))
    connection.execute(sa.update(workers).where(others, sa.or_(lost, silent)).values(gone_at=_NOW))


def take_back(connection: sa.Connection, *, now: float, floor_s: float) -> list[Gone]:
    """End the sessions of workers marked by an earlier transaction, and give back what they had claimed.

    Feeds they may have polled are due ``floor_s`` from ``now``. A worker whose sessions do not end at once is left for
    the next time.
    """
    marked = connection.execute(
        sa.select(workers.c.id, workers.c.name)
        .where(workers.c.gone_at.is_not(None))
        .order_by(workers.c.id)
        .with_for_update(skip_locked=True)
    ).all()
    back = []
    for row in marked:
        ended = connection.scalars(sa.text(_END), {"name": row.name}).all()
        if all(ended):
            free(connection, row.id, now=now, floor_s=floor_s)
            connection.execute(sa.delete(workers).where(workers.c.id == row.id))
            back.append(Gone(row.id, advisory.who(row.name)))
    return back


_END = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
WHERE application_name = :name AND datname = current_database() AND pid <> pg_backend_pid()
"""


def join(connection: sa.Connection, name: str, config: str, sinks: Collection[str]) -> tuple[int, bool]:
    """Register a worker by the name of its sessions; returns its id and whether it is the only one.

    Raises ``Conflict`` if others run another ``config`` (a digest). Nobody joins or leaves until this commits.
    """
    _alone(connection)
    connection.execute(sa.delete(workers).where(workers.c.name == name))  # joined before, without being told so
    others = connection.execute(sa.select(workers.c.name, workers.c.config).where(workers.c.gone_at.is_(None))).all()
    for other in others:
        if other.config != config:
            who = advisory.who(other.name)
            raise Conflict(f"{who} works on this store by another configuration; start all workers with the same one")
    values = {"name": name, "config": config, "joined_at": _NOW, "seen_at": _NOW}
    number = connection.scalar(sa.insert(workers).values(values).returning(workers.c.id))
    assert number is not None
    _name_duties(connection, sinks)
    return number, not others


def beat(
    connection: sa.Connection,
    me: int,
    *,
    config: str,
    sinks: Collection[str],
    let_go: Collection[int],
    now: float,
    floor_s: float,
) -> Duties:
    """Record that worker ``me`` is alive, take over what others left, and return its duties until the next beat.

    ``sinks`` are those of its configuration, which a reload may change: it serves no others. ``let_go`` are surplus
    shards for which it has nothing under way any more. Raises ``Superseded``.
    """
    alive = sa.update(workers).where(workers.c.id == me, workers.c.gone_at.is_(None))
    if not connection.execute(alive.values(seen_at=_NOW, config=config)).rowcount:
        raise Superseded(f"worker {me} was taken for gone, and others went on with its work")
    gone: list[Gone] = []
    if connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(MEMBERS_LOCK))):
        gone = take_back(connection, now=now, floor_s=floor_s)
        mark_gone(connection, me=me)
        if let_go:
            free(connection, me, now=now, floor_s=floor_s, only=let_go)
        _name_duties(connection, sinks)
        _take(connection, me, sinks)
    return _duties_of(connection, me, tuple(gone))


def leave(connection: sa.Connection, me: int, *, now: float, floor_s: float) -> None:
    """Give back all duties and claims: the worker ends."""
    _alone(connection)
    free(connection, me, now=now, floor_s=floor_s)
    connection.execute(sa.delete(workers).where(workers.c.id == me))


def free(
    connection: sa.Connection, worker: int, *, now: float, floor_s: float, only: Collection[int] | None = None
) -> None:
    """Give back a worker's duties (``only``: these shards of them), and void its claims."""
    names = list(connection.scalars(sa.select(duties.c.name).where(duties.c.worker_id == worker)))
    if only is not None:
        names = [name for name in names if name in {_HOSTS + str(shard) for shard in only}]
    mine = [int(name.removeprefix(_HOSTS)) for name in names if name.startswith(_HOSTS)]
    sinks = [name.removeprefix(_SINK) for name in names if name.startswith(_SINK)]
    if mine:
        anew: dict[str, Any] = {"lease": feeds.c.lease + 1, "leased_until": 0}
        later = sa.func.greatest(feeds.c.next_poll_at, now + floor_s)
        held = sa.update(feeds).where(feeds.c.leased_until > 0, shards.OF_FEED.in_(mine))
        connection.execute(held.values(**anew, next_poll_at=later))
        for queue in (pending, rereads):
            leased = sa.select(queue.c.entry_id).join(entries, entries.c.id == queue.c.entry_id)
            theirs = leased.where(queue.c.leased_until > 0, shards.OF_ENTRY.in_(mine))
            anew = {"lease": queue.c.lease + 1, "leased_until": 0}
            connection.execute(sa.update(queue).where(queue.c.entry_id.in_(theirs)).values(anew))
    if sinks:
        claimed = sa.update(alerts).where(OPEN, alerts.c.state == AlertState.CLAIMED, alerts.c.sink.in_(sinks))
        connection.execute(claimed.values(state=AlertState.OWED, not_before=0, lease=alerts.c.lease + 1))
    connection.execute(sa.update(duties).where(duties.c.name.in_(names)).values(worker_id=None))


def listed(connection: sa.Connection) -> list[dict[str, Any]]:
    """All workers, each with its number of duties and the seconds since its last beat."""
    number = sa.select(sa.func.count()).where(duties.c.worker_id == workers.c.id).scalar_subquery()
    query = sa.select(workers, number.label("duties"), (_NOW - workers.c.seen_at).label("silent_s"))
    return [
        {"worker": row.id, "name": advisory.who(row.name), "duties": row.duties, "heard_s_ago": round(row.silent_s, 1)}
        for row in connection.execute(query.order_by(workers.c.id))
    ]


def _alone(connection: sa.Connection) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MEMBERS_LOCK)))


def _name_duties(connection: sa.Connection, sinks: Collection[str]) -> None:
    """Add the duties that there were not yet."""
    known = set(connection.scalars(sa.select(duties.c.name)))
    wanted = {_HOSTS + str(shard) for shard in range(shards.SHARDS)} | {_SINK + sink for sink in sinks} | {HOUSEKEEPING}
    if missing := sorted(wanted - known):
        connection.execute(sa.insert(duties), [{"name": duty} for duty in missing])


def _take(connection: sa.Connection, me: int, sinks: Collection[str]) -> None:
    """Take free duties: the ``sinks`` and the housekeeping all of them, shards up to a fair share.

    A sink that this worker knows no longer is left to those that still do.
    """
    mine, served, _ = _mine(connection, me)
    known = {_SINK + sink for sink in sinks}
    if unknown := {_SINK + sink for sink in served} - known:
        connection.execute(sa.update(duties).where(duties.c.name.in_(unknown)).values(worker_id=None))
    free_ones = sorted(connection.scalars(sa.select(duties.c.name).where(duties.c.worker_id.is_(None))))
    hosts = [name for name in free_ones if name.startswith(_HOSTS)]
    others = [name for name in free_ones if name in {HOUSEKEEPING, *known}]
    if wanted := [*hosts[: max(0, _fair(connection) - len(mine))], *others]:
        connection.execute(sa.update(duties).where(duties.c.name.in_(wanted)).values(worker_id=me))


def _duties_of(connection: sa.Connection, me: int, gone: tuple[Gone, ...]) -> Duties:
    mine, sinks, housekeeping = _mine(connection, me)
    there = connection.execute(sa.select(workers.c.config).where(workers.c.gone_at.is_(None))).all()
    surplus = mine[_fair(connection) :]
    alike = len({row.config for row in there}) <= 1
    return Duties(
        shards=frozenset(mine),
        surplus=frozenset(surplus),
        sinks=frozenset(sinks),
        housekeeping=housekeeping,
        workers=len(there),
        gone=gone,
        alike=alike,
    )


def _mine(connection: sa.Connection, me: int) -> tuple[list[int], list[str], bool]:
    names: Sequence[str] = connection.scalars(sa.select(duties.c.name).where(duties.c.worker_id == me)).all()
    hosts = sorted(int(name.removeprefix(_HOSTS)) for name in names if name.startswith(_HOSTS))
    return hosts, [name.removeprefix(_SINK) for name in names if name.startswith(_SINK)], HOUSEKEEPING in names


def _fair(connection: sa.Connection) -> int:
    there = connection.scalar(sa.select(sa.func.count()).where(workers.c.gone_at.is_(None))) or 1
    return -(-shards.SHARDS // there)
