"""Single values that the worker remembers about itself, by name."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store import bulk
from worker.store.schema import notes


def note(connection: sa.Connection, name: str) -> str | None:
    """The value stored under this name; None if there is none."""
    value: str | None = connection.scalar(sa.select(notes.c.value).where(notes.c.name == name))
    return value


def beginning(connection: sa.Connection, start: str) -> dict[str, str]:
    """The values whose names begin so, by the rest of their names."""
    rows = connection.execute(
        sa.select(notes.c.name, notes.c.value).where(notes.c.name.startswith(start, autoescape=True))
    )
    return {name.removeprefix(start): value for name, value in rows}


def keep(connection: sa.Connection, name: str, value: str | None) -> None:
    """Store ``value`` under this name; None deletes it."""
    if value is None:
        connection.execute(sa.delete(notes).where(notes.c.name == name))
        return
    insert = bulk.upsert(connection.dialect.name, notes).values(name=name, value=value)
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded.value}))
