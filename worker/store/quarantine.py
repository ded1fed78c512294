"""Documents that killed the child that read them, by the hash of their bytes."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import quarantined


def killers(connection: sa.Connection) -> dict[bytes, int]:
    """How many children each document cost so far."""
    query = sa.select(quarantined.c.digest, quarantined.c.kills)
    return {bytes(row.digest): row.kills for row in connection.execute(query)}


def record(connection: sa.Connection, digest: bytes, *, kills: int, cause: str, url: str, now: float) -> None:
    """Remember what a document did; ``url`` is where it came from this time."""
    values = {"kills": kills, "cause": cause, "url": url, "last_at": now}
    known = sa.update(quarantined).where(quarantined.c.digest == digest).values(values)
    if not connection.execute(known).rowcount:
        connection.execute(sa.insert(quarantined).values(digest=digest, **values))
