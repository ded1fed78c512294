"""What a store takes on disk, how much of that its content fills, and giving free space back to the disk."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from worker.store import schema as t

ROW_BYTES = {"articles": 200, "trails": 20, "polls": 86}
"""What a row takes in addition to its long values: header, numbers, its share of a page's unused end."""

PACKED = 1.1
"""Long values leave a tenth of their pages unused. With these, fresh tables of 8,000 bodies of 0.5 to 6 kB, as many
verdicts and 20,000 polls on PostgreSQL 18 were counted to within 1 % of what they take."""

KEPT_FREE = 1 / 16
"""Of the file."""
STEP_PAGES = 500
"""Of 4 kB: some 10 ms."""
INCREMENTAL = 2

_LONG = {
    t.articles: (t.articles.c.body, t.articles.c.title, t.articles.c.promo, t.articles.c.cites),
    t.trails: (t.trails.c.verdicts,),
    t.polls: (),
}
"""The tables that retention empties."""


def store_bytes(connection: sa.Connection) -> int:
    """What the store takes on disk, the write-ahead log included."""
    if connection.dialect.name != "sqlite":
        return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    path = Path(connection.engine.url.database or "")
    total = 0
    for name in (path.name, f"{path.name}-wal"):
        with suppress(OSError):
            total += path.with_name(name).stat().st_size
    return total


def held_bytes(connection: sa.Connection) -> int:
    """The bytes that the store's rows and indexes take; space left behind by deleted rows is not counted.

    SQLite knows the number. PostgreSQL does not without an extension: the rows of the tables that retention empties are
    measured, 2 s a million, and what those tables take beyond them is subtracted from the database's size.
    """
    if connection.dialect.name == "sqlite":
        return (_pragma(connection, "page_count") - _pragma(connection, "freelist_count")) * _pragma(
            connection, "page_size"
        )
    whole = int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    return whole - sum(max(0, _taken(connection, table) - _filled(connection, table)) for table in _LONG)


def give_back(connection: sa.Connection) -> int:
    """One step of returning free pages of a SQLite file to the disk; returns their number, 0 when done.

    Some are kept for what comes in tomorrow. Files made before incremental vacuum was set keep all pages until a
    VACUUM, and PostgreSQL reuses its own.
    """
    if connection.dialect.name != "sqlite" or not can_shrink(connection):
        return 0
    spare = _pragma(connection, "freelist_count") - _pragma(connection, "page_count") * KEPT_FREE
    step = min(STEP_PAGES, int(spare))
    if step <= 0:
        return 0
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA incremental_vacuum({step})").fetchall()  # each row fetched is a page returned
    return step


def can_shrink(connection: sa.Connection) -> bool:
    """Whether this SQLite file can return space in steps; a VACUUM makes it so."""
    return _pragma(connection, "auto_vacuum") == INCREMENTAL


def free_share(connection: sa.Connection) -> float:
    """The share of a SQLite file that is free."""
    return _pragma(connection, "freelist_count") / max(1, _pragma(connection, "page_count"))


def _pragma(connection: sa.Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)


def _taken(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.text("SELECT pg_table_size(CAST(:name AS regclass))"), {"name": table.name}) or 0)


def _filled(connection: sa.Connection, table: sa.Table) -> int:
    long = sum((sa.func.coalesce(sa.func.sum(sa.func.pg_column_size(it)), 0) for it in _LONG[table]), sa.literal(0))
    number, size = connection.execute(sa.select(sa.func.count(), long).select_from(table)).one()
    return int(number * ROW_BYTES[table.name] + float(size) * PACKED)
