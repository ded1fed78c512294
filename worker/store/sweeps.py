"""Progress of work that goes through a whole table in small steps beside the judge."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from worker.store import bulk
from worker.store import schema as t

START = -(1 << 63)


@dataclass(frozen=True, slots=True)
class Sweep:
    """One pass: keys up to ``place`` have been seen, or all of them (``done``)."""

    name: str
    round: int
    place: int
    done: bool


_STANDING = sa.select(t.sweeps).where(t.sweeps.c.name == sa.bindparam("b_name"))


def begun(connection: sa.Connection, name: str, round_: int) -> Sweep:
    """The state of the pass of this round; a new round begins at the start."""
    row = connection.execute(_STANDING, {"b_name": name}).first()
    if row is None or row.round != round_:
        return Sweep(name, round_, START, done=False)
    return Sweep(name, round_, START if row.place is None else row.place, done=row.place is None)


def note(connection: sa.Connection, sweep: Sweep, place: int | None) -> None:
    """Record the last key seen; None when the pass is over."""
    insert = bulk.upsert(connection.dialect.name, t.sweeps).values(name=sweep.name, round=sweep.round, place=place)
    changed = {"round": insert.excluded.round, "place": insert.excluded.place}
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=changed))
