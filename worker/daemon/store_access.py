"""How commands open the configured store, beside a running worker or without one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from worker.config.load import Loaded
from worker.model.errors import ConfigError, Problem
from worker.model.units import parse_duration
from worker.store.database import Database


@contextmanager
def reading(loaded: Loaded) -> Iterator[Database]:
    """The configured store, opened beside a running worker."""
    database = Database(loaded.settings.store.url, migrate_now=False, exclusive=False)
    try:
        yield database
    finally:
        database.close()


def since_when(since: str) -> float:
    """The time so long ago; 0.0 for ``all``. Raises ``ConfigError``."""
    try:
        return 0.0 if since == "all" else time.time() - parse_duration(since)
    except ValueError as error:
        raise ConfigError([Problem("--since", 0, f"{since!r} {error}, or all for everything")]) from None
