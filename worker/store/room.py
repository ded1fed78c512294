"""How much room a store's content takes, whatever is free inside the file or the tables by now."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store import schema as t

ROW_BYTES = {"articles": 200, "trails": 60, "polls": 110}
"""What a row takes beside its long values: header, numbers, and its share of a page's unused end."""

PACKED = 1.1
"""Long values leave a tenth of their pages unused, measured on a fresh table of bodies of 0.5 to 6 kB."""

_LONG = {
    t.articles: (t.articles.c.body, t.articles.c.title, t.articles.c.url, t.articles.c.promo, t.articles.c.cites),
    t.trails: (t.trails.c.verdicts,),
    t.polls: (),
}
"""The tables that retention empties."""


def held_bytes(connection: sa.Connection) -> int:
    """Bytes of what is remembered, indexes included; what deleted rows have left behind is not counted.

    SQLite knows. PostgreSQL does not tell without an extension: the rows of the tables that retention empties are
    looked at, 1 s a million, and what these tables take beyond them is taken off the whole.
    """
    if connection.dialect.name == "sqlite":
        pages, free, size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size
    whole = int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    return whole - sum(max(0, _taken(connection, table) - _filled(connection, table)) for table in _LONG)


def _taken(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.text("SELECT pg_table_size(CAST(:name AS regclass))"), {"name": table.name}) or 0)


def _filled(connection: sa.Connection, table: sa.Table) -> int:
    long = sum((sa.func.coalesce(sa.func.sum(sa.func.pg_column_size(it)), 0) for it in _LONG[table]), sa.literal(0))
    number, size = connection.execute(sa.select(sa.func.count(), long).select_from(table)).one()
    return int(number * ROW_BYTES[table.name] + float(size) * PACKED)
