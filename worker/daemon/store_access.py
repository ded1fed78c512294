"""How commands open the configured store, beside a running worker or without one, and what they all read there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from worker.config.load import Loaded
from worker.model.feed import FeedState
from worker.model.settings import StoreSettings
from worker.model.units import parse_since
from worker.policy import sites
from worker.store import hosts
from worker.store.database import Database, Hold, Older


def older(settings: StoreSettings) -> Older:
    """What ``store.migrate`` asks for."""
    return Older.MIGRATED if settings.migrate else Older.REFUSED


@contextmanager
def reading(loaded: Loaded) -> Iterator[Database]:
    """The configured store, opened beside a running worker."""
    database = Database(loaded.settings.store.url, hold=Hold.NOT)
    try:
        yield database
    finally:
        database.close()


def since_when(since: str) -> float:
    """The time that ``--since`` means now. Raises ``ValueError``."""
    return parse_since(since, time.time())


def waiting(loaded: Loaded, database: Database) -> Callable[[Mapping[str, Any]], float | None]:
    """A function that says until when the feed of a row waits because its host asked us to; None if it does not."""
    closed = database.read(lambda db: hosts.closed(db, now=time.time()))
    opens_at = sites.opening(closed, loaded.settings.web.retry_after)

    def closed_until(row: Mapping[str, Any]) -> float | None:
        asked = row["listed"] and row["state"] not in (FeedState.PAUSED, FeedState.GONE)
        return opens_at(row["moved_url"] or row["url"]) if asked else None

    return closed_until
