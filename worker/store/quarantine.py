"""Documents that killed the child that read them, by the hash of their bytes."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store import bulk
from worker.store.schema import quarantined


def killers(connection: sa.Connection) -> dict[bytes, int]:
    """How many children each document cost so far."""
    query = sa.select(quarantined.c.digest, quarantined.c.kills)
    return {bytes(row.digest): row.kills for row in connection.execute(query)}


def record(connection: sa.Connection, digest: bytes, *, kills: int, cause: str, url: str, now: float) -> None:
    """Remember what a document did; ``url`` is where it came from this time.

    The count never falls, whichever of several readers of the same document counted less.
    """
    insert = bulk.upsert(connection.dialect.name, quarantined)
    new, old = insert.excluded, quarantined.c
    more = sa.case((old.kills > new.kills, old.kills), else_=new.kills)
    latest = {"kills": more, "cause": new.cause, "url": new.url, "last_at": new.last_at}
    row = {"digest": digest, "kills": kills, "cause": cause, "url": url, "last_at": now}
    connection.execute(insert.on_conflict_do_update(index_elements=["digest"], set_=latest), row)
