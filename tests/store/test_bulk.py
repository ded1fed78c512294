"""Many rows and numbers at once, without SQLAlchemy's cost for each: the same on both stores."""

from __future__ import annotations

import sqlalchemy as sa

from worker.store import bulk
from worker.store.database import Database
from worker.store.schema import samples

NUMBERS = range(0, 40_000 << 24, 1 << 24)
"""More than SQLite takes as parameters of one statement, and most of them beyond 32 bits."""


def test_rows_are_stored_in_the_order_of_the_columns(database: Database) -> None:
    """Each row's values get into their own columns; an empty list is no error."""
    database.write(lambda db: bulk.insert(db, samples, [(7, 1 << 39, 3), (8, 5, 4)]))
    database.write(lambda db: bulk.insert(db, samples, []))
    kept = database.read(lambda db: db.execute(sa.select(samples).order_by(samples.c.day)).mappings().all())
    assert [dict(row) for row in kept] == [
        {"day": 7, "hash": 1 << 39, "article_id": 3},
        {"day": 8, "hash": 5, "article_id": 4},
    ]


def test_any_number_of_numbers_is_looked_up_at_once(database: Database) -> None:
    """However many numbers are looked up, those that are stored are found."""
    database.write(lambda db: bulk.insert(db, samples, [(1, NUMBERS[-1], 1), (1, 3, 1)]))

    def found(numbers: list[int]) -> list[int]:
        dialect = database.url.get_backend_name()
        query = sa.select(samples.c.hash).where(bulk.inside(dialect, samples.c.hash, "b_hashes"))
        return database.read(lambda db: list(db.scalars(query, {"b_hashes": bulk.listed(dialect, numbers)})))

    assert found(list(NUMBERS)) == [NUMBERS[-1]]
    assert found([]) == []
