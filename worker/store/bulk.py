"""Many rows and many numbers in one statement, without SQLAlchemy's work on each of them.

An article becomes some 150 rows of two or three numbers. SQLAlchemy spends 1.2 µs on each before the driver sees it,
as much as SQLite takes to store it, and 0.7 µs on each number of an IN list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

T = TypeVar("T")

Pairs = Collection[tuple[int, bytes]]

IN_LIST = 5000
"""Values in one IN list, pairs among them: well under SQLite's 32,766 parameters a statement."""


def insert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Iterable[tuple[int | float | bytes, ...]],
    on_conflict: Callable[[Any], Any] | None = None,
) -> None:
    """Insert rows of numbers or bytes, each in the order of the table's columns.

    ``on_conflict`` makes of an INSERT one that minds what is there; a function of a module, for it is asked once.
    """
    columns = [column.name for column in table.columns]
    sql, positional = _many(connection.dialect, table, on_conflict)
    listed: list[Any] = list(rows) if positional else [dict(zip(columns, row, strict=True)) for row in rows]
    if listed:
        connection.exec_driver_sql(sql, listed)


def leave(insert: Any) -> Any:
    """``on_conflict``: rows that exist stay as they are."""
    return insert.on_conflict_do_nothing()


@lru_cache(100)
def _many(dialect: sa.Dialect, table: sa.Table, on_conflict: Callable[[Any], Any] | None) -> tuple[str, bool]:
    """The statement, and whether its parameters are positional."""
    statement = on_conflict(upsert(dialect.name, table)) if on_conflict else sa.insert(table)
    compiled = statement.compile(dialect=dialect, column_keys=[column.name for column in table.columns])
    return str(compiled), compiled.positional


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, at least two, with values the driver takes as they are.

    The column types of ``table`` are not applied.
    """
    if rows:
        sql, order = _insert(connection.dialect, table, tuple(rows[0]))
        connection.exec_driver_sql(sql, list(map(order, rows)) if order else list(rows))


@lru_cache(100)
def _insert(
    dialect: sa.Dialect, table: sa.Table, columns: tuple[str, ...]
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]] | None]:
    """The statement, and what orders a row's values where its parameters are positional (else None)."""
    return _ordered(sa.insert(table).compile(dialect=dialect, column_keys=list(columns)))


def _ordered(compiled: Any) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]] | None]:
    return str(compiled), itemgetter(*compiled.positiontup) if compiled.positiontup else None


def run(connection: sa.Connection, statement: sa.Update, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run ``statement`` once per row; rows map its parameters to values the driver takes as they are."""
    if rows:
        sql, order = _update(connection.dialect, statement)
        connection.exec_driver_sql(sql, list(map(order, rows)) if order else list(rows))


@lru_cache(100)
def _update(
    dialect: sa.Dialect, statement: sa.Update
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]] | None]:
    return _ordered(statement.compile(dialect=dialect))


def inside(dialect: str, column: sa.Column[int], name: str) -> sa.ColumnElement[bool]:
    """Whether ``column`` is one of the numbers that the parameter ``name`` will be bound to (see ``listed``).

    For statements that are built once and kept, since building one takes longer than running it.
    """
    if dialect == "postgresql":
        return column == sa.any_(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger)))
    return column.in_(sa.select(numbers(dialect, name).c.value))


def among(connection: sa.Connection, column: sa.Column[int], numbers: Collection[int]) -> sa.ColumnElement[bool]:
    """Whether ``column`` is one of ``numbers``, however many: for a statement that is made for them alone.

    ``Column.in_`` binds a parameter each, of which SQLite takes 32,766 and PostgreSQL 65,535.
    """
    dialect = connection.dialect.name
    given = listed(dialect, numbers)
    if dialect == "postgresql":
        return column == sa.any_(sa.literal(given, sa.ARRAY(sa.BigInteger)))
    return column.in_(sa.select(sa.func.json_each(sa.literal(given, sa.Text)).table_valued("value").c.value))


def numbers(dialect: str, name: str) -> sa.TableValuedAlias:
    """The numbers that the parameter ``name`` will be bound to (see ``listed``), as rows with a ``value``."""
    if dialect == "postgresql":
        return sa.func.unnest(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger))).table_valued("value").render_derived()
    return sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")


def outside(dialect: str, column: sa.Column[int], name: str) -> sa.ColumnElement[bool]:
    """Whether ``column`` is none of the numbers that the parameter ``name`` will be bound to (see ``listed``)."""
    if dialect == "postgresql":
        return column != sa.all_(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger)))
    return column.not_in(sa.select(numbers(dialect, name).c.value))


def listed(dialect: str, numbers: Collection[int]) -> list[int] | str:
    """Many numbers as the value of one parameter."""
    return list(numbers) if dialect == "postgresql" else orjson.dumps(list(numbers)).decode()


def of_pairs(
    connection: sa.Connection, query: sa.Select[Any], columns: tuple[sa.Column[int], sa.Column[bytes]], pairs: Pairs
) -> Iterator[sa.Row[Any]]:
    """The rows of ``query`` whose two ``columns`` are one of the pairs, as the driver gives them.

    SQLite may read the whole table for an IN of many pairs (3.40), or to join them (3.53), but not in a CROSS JOIN, by
    which it keeps to the order of the tables.
    """
    for some in batches(list(pairs)):
        if connection.dialect.name == "postgresql":
            yield from connection.execute(_in_pairs(query, columns), {"b_pairs": some})
        else:
            given = ", ".join(["(?, ?)"] * len(some))
            sql = f"WITH wanted (one, other) AS (VALUES {given}) {_joined(connection.dialect, query, columns)}"
            yield from connection.exec_driver_sql(sql, tuple(chain.from_iterable(some)))


@lru_cache(100)
def _in_pairs(query: sa.Select[Any], columns: tuple[sa.Column[int], sa.Column[bytes]]) -> sa.Select[Any]:
    return query.where(sa.tuple_(*columns).in_(sa.bindparam("b_pairs", expanding=True)))


@lru_cache(100)
def _joined(dialect: sa.Dialect, query: sa.Select[Any], columns: tuple[sa.Column[int], sa.Column[bytes]]) -> str:
    wanted = sa.table("wanted", sa.column("one"), sa.column("other"))
    one, other = columns
    both = sa.join(wanted, one.table, (one == wanted.c.one) & (other == wanted.c.other))
    return str(query.select_from(both).compile(dialect=dialect)).replace(" JOIN ", " CROSS JOIN ", 1)


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """``values`` in parts that fit into one IN list each, whatever they are."""
    for start in range(0, len(values), IN_LIST):
        yield values[start : start + IN_LIST]


def upsert(dialect: str, table: sa.Table) -> Any:
    """An INSERT that supports ON CONFLICT."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a store in a file loads none of its types

        return postgresql.insert(table)
    return sqlite.insert(table)
