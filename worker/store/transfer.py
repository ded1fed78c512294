"""A whole store moved into another, SQLite to PostgreSQL or back: all tables, in one transaction, counted after."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from worker.model.errors import StoreError
from worker.model.units import counted
from worker.store.database import Database
from worker.store.schema import metadata

ROWS_AT_ONCE = 2000


def transfer(source: Database, target: Database, *, progress: Callable[[str, int], None]) -> dict[str, int]:
    """Copy every row; returns the number by table. ``progress`` is called with each table when it is done.

    Both stores must be held, so that nobody writes meanwhile, and be of today's schema. References are checked as a
    whole at the end. Raises ``StoreError``, and then ``target`` is as empty as it was.
    """
    held = target.read(_counts)
    if any(held.values()):
        table, number = next((name, number) for name, number in held.items() if number)
        told = f"{counted(number, 'row')} in {table}"
        raise StoreError(f"store {target.name} is not empty: {told}; name an empty database")

    def reading(connection: sa.Connection) -> dict[str, int]:
        def writing(into: sa.Connection) -> None:
            for table in metadata.sorted_tables:
                progress(table.name, _copy(connection, into, table))
            _set_sequences(into)

        target.fill(writing)
        return _counts(connection)

    try:
        wanted = source.read(reading)
    except sa.exc.DBAPIError as error:
        said = str(error.orig).strip().partition("\n")[0]
        raise StoreError(f"store {target.name} did not take a row: {said}; nothing was copied") from error
    found = target.read(_counts)
    if found != wanted:
        wrong = ", ".join(f"{name} {found[name]} of {wanted[name]}" for name in wanted if found[name] != wanted[name])
        raise StoreError(f"store {target.name} has other numbers of rows: {wrong}; empty it and copy again")
    return found


def _counts(connection: sa.Connection) -> dict[str, int]:
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for name, table in metadata.tables.items()
    }


def _copy(source: sa.Connection, target: sa.Connection, table: sa.Table) -> int:
    number = 0
    rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(sa.select(table))
    for some in rows.mappings().partitions():
        target.execute(sa.insert(table), [dict(row) for row in some])
        number += len(some)
    return number


def _set_sequences(target: sa.Connection) -> None:
    """Let ids continue after those copied; SQLite takes them from the rows themselves."""
    if target.dialect.name != "postgresql":
        return
    for table in metadata.tables.values():
        column = table.autoincrement_column
        if column is None:
            continue
        sequence = target.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name)))
        highest = target.scalar(sa.select(sa.func.max(column)))
        if sequence is not None and highest is not None:
            target.execute(sa.select(sa.func.setval(sequence, highest)))
