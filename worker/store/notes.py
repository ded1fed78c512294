"""Single values the worker keeps about itself, by name: what it need not find out again."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store.schema import notes


def note(connection: sa.Connection, name: str) -> str | None:
    """The value of this name; None where there is none."""
    value: str | None = connection.scalar(sa.select(notes.c.value).where(notes.c.name == name))
    return value


def keep(connection: sa.Connection, name: str, value: str) -> None:
    """Put ``value`` in the place of whatever had this name."""
    changed = connection.execute(sa.update(notes).where(notes.c.name == name).values(value=value)).rowcount
    if not changed:
        connection.execute(sa.insert(notes), {"name": name, "value": value})
