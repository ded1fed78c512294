"""What SQLAlchemy compiles serves every life: a worker compiles a statement once, and a world has several workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import sqlalchemy as sa

from worker.store.database import Database

_FIRST: dict[bool, sa.Engine] = {}
"""The first engine of this process that writes, and the first that reads."""
_made_by_the_store = Database._engine


@contextmanager
def shared_statements() -> Iterator[None]:
    """Let engines made here take over what engines before them have compiled. A tenth of a world's time."""
    with mock.patch.object(Database, "_engine", _engine):
        yield


def _engine(database: Database, *, writing: bool) -> sa.Engine:
    engine = _made_by_the_store(database, writing=writing)
    if database.is_sqlite:
        first = _FIRST.setdefault(writing, engine)
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    return engine
