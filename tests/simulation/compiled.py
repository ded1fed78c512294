"""What is worked out once serves all: what SQLAlchemy compiles every life, what a text comes to all who tell it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from unittest import mock

import sqlalchemy as sa

from worker.content import articles
from worker.store.database import Database

_REMEMBERED = {name: lru_cache(4000)(getattr(articles, name)) for name in ("clean", "detect", "fingerprint")}


@contextmanager
def remembered_texts() -> Iterator[None]:
    """Let a text told by many, or read again, be read once: pure functions of it, which cost most of a reading."""
    with ExitStack() as patched:
        for name, remembered in _REMEMBERED.items():
            patched.enter_context(mock.patch.object(articles, name, remembered))
        yield


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
