"""Hosts that asked us to wait, kept so that a restart does not ask them too soon."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from worker.store import bulk
from worker.store.schema import closed_hosts


def close(connection: sa.Connection, host: str, *, until: float, now: float) -> None:
    """Remember that ``host`` must not be asked before ``until``; never shortens. Deletes what has expired."""
    connection.execute(_OVER, {"b_now": now})
    connection.execute(_closed_until(connection.dialect.name), {"host": host, "until": until})


_OVER = sa.delete(closed_hosts).where(closed_hosts.c.until <= sa.bindparam("b_now"))


@cache
def _closed_until(dialect: str) -> sa.Executable:
    insert = bulk.upsert(dialect, closed_hosts)
    new, old = insert.excluded.until, closed_hosts.c.until
    later = sa.case((old > new, old), else_=new)
    statement: sa.Executable = insert.on_conflict_do_update(index_elements=["host"], set_={"until": later})
    return statement


def closed(connection: sa.Connection, *, now: float) -> dict[str, float]:
    """The closed hosts, each with the time it opens."""
    query = sa.select(closed_hosts.c.host, closed_hosts.c.until).where(closed_hosts.c.until > now)
    return {row.host: row.until for row in connection.execute(query)}
