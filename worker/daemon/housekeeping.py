"""What a person does to a store: back it up, and forget sooner than the daemon would."""

from __future__ import annotations

import time
from pathlib import Path

from worker.config.load import Loaded
from worker.daemon.commands import reading
from worker.store import upkeep
from worker.store.database import Database
from worker.store.figures import store_bytes


def backup(loaded: Loaded, into: Path) -> int:
    """A checked copy of the store in ``into``; its bytes. Raises ``StoreError``."""
    with reading(loaded) as database:
        return upkeep.backup(database, into)


def prune(loaded: Loaded, *, shrink: bool) -> tuple[int, int]:
    """Rows forgotten, and what the store takes now. ``shrink`` raises ``Conflict`` while a worker runs."""
    settings = loaded.settings
    database = Database(settings.store.url, migrate_now=False, exclusive=shrink)
    try:
        touched = upkeep.prune(database, settings.store.keep, window_s=settings.stories.window_s, now=time.time())
        if shrink:
            database.vacuum()
        return touched, database.read(store_bytes)
    finally:
        database.close()
