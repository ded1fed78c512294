"""Single values that the worker remembers about itself, by name."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import notes


def note(connection: sa.Connection, name: str) -> str | None:
    """The value stored under this name; None if there is none."""
    value: str | None = connection.scalar(sa.select(notes.c.value).where(notes.c.name == name))
    return value


def keep(connection: sa.Connection, name: str, value: str | None) -> None:
    """Store ``value`` under this name; None deletes it."""
    connection.execute(sa.delete(notes).where(notes.c.name == name))
    if value is not None:
        connection.execute(sa.insert(notes), {"name": name, "value": value})
