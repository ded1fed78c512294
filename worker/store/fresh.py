"""Small tables beside large ones: what an hour's articles change in a large table gathers beside it.

An article touches a hundred terms, which lie on as many pages of a long history. So an hour's changes stand in a small
table of their own, are looked up there as well, and are taken over in the order of the terms: a page is written once an
hour, not once a term.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from worker.store import bulk, sweeps

_HOUR_S = 3600


def take_over(
    connection: sa.Connection,
    fresh: sa.Table,
    table: sa.Table,
    changed: Callable[[Any], Any],
    now: float,
    step: int,
    gone: sa.ColumnElement[bool] | None = None,
) -> int:
    """Once an hour move ``fresh`` into ``table``, ``step`` terms a call; 0 when there is nothing left to do.

    ``changed`` gives the INSERT what becomes of terms that are in both; those whose fresh row is ``gone`` go.
    """
    sweep = sweeps.begun(connection, fresh.name, int(now // _HOUR_S))
    if sweep.done:
        return 0
    here = fresh.c.term > sweep.place
    end = connection.scalar(sa.select(fresh.c.term).where(here).order_by(fresh.c.term).offset(step).limit(1))
    if end is not None:
        here &= fresh.c.term <= end
    insert = bulk.upsert(connection.dialect.name, table)
    ordered = sa.select(fresh).where(here).order_by(fresh.c.term)
    connection.execute(changed(insert.from_select([it.name for it in fresh.c], ordered)))
    if gone is not None:
        connection.execute(sa.delete(table).where(table.c.term.in_(sa.select(fresh.c.term).where(here, gone))))
    taken = connection.execute(sa.delete(fresh).where(here)).rowcount
    sweeps.note(connection, sweep, end)
    return taken + (end is not None)
