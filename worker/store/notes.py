"""Single values that the worker remembers about itself, by name."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import notes


def note(connection: sa.Connection, name: str) -> str | None:
    """The value of this name; None where there is none."""
    value: str | None = connection.scalar(sa.select(notes.c.value).where(notes.c.name == name))
    return value


def keep(connection: sa.Connection, name: str, value: str | None) -> None:
    """Put ``value`` in the place of whatever had this name; None: there is nothing of this name any more."""
    connection.execute(sa.delete(notes).where(notes.c.name == name))
    if value is not None:
        connection.execute(sa.insert(notes), {"name": name, "value": value})
