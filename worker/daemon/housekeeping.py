"""What a person does to a store: back it up, and forget sooner than the daemon would."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from worker.config.load import Loaded
from worker.daemon.commands import reading
from worker.store import upkeep
from worker.store.database import Database
from worker.store.figures import store_bytes
from worker.store.transfer import transfer


def backup(loaded: Loaded, into: Path) -> int:
    """A checked copy of the store in ``into``; its bytes. Raises ``StoreError``."""
    with reading(loaded) as database:
        return upkeep.backup(database, into)


def copy_store(loaded: Loaded, to: str, progress: Callable[[str, int], None]) -> tuple[str, int]:
    """The configured store's rows copied into the empty one at ``to``: its name without a password, and how many.

    Raises ``Conflict`` where a worker holds one of the two, and ``StoreError``.
    """
    settings = loaded.settings.store
    with (
        closing(Database(settings.url, migrate_now=settings.migrate)) as source,
        closing(Database(to)) as target,
    ):
        return target.name, sum(transfer(source, target, progress=progress).values())


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
