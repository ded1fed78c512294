"""Hosts that asked us to wait, kept so that a restart does not ask them too soon."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import closed_hosts


def close(connection: sa.Connection, host: str, *, until: float, now: float) -> None:
    """Remember that ``host`` is not to be asked before ``until``; never shortens. What is over is forgotten."""
    connection.execute(sa.delete(closed_hosts).where(closed_hosts.c.until <= now))
    later = (
        sa.update(closed_hosts)
        .where(closed_hosts.c.host == host)
        .values(until=sa.case((closed_hosts.c.until > until, closed_hosts.c.until), else_=until))
    )
    if not connection.execute(later).rowcount:
        connection.execute(sa.insert(closed_hosts).values(host=host, until=until))


def closed(connection: sa.Connection, *, now: float) -> dict[str, float]:
    """The hosts that are closed, each with the time it opens."""
    query = sa.select(closed_hosts.c.host, closed_hosts.c.until).where(closed_hosts.c.until > now)
    return {row.host: row.until for row in connection.execute(query)}
