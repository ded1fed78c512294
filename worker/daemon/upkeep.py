"""A store's upkeep, at the daemon's tick or by a person's command: forget, shrink, back up, copy, migrate."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from worker.config.load import Loaded
from worker.daemon.store_access import older
from worker.flow.shapes import timestamp
from worker.model.errors import ConfigError, Problem, StoreError
from worker.model.events import emit
from worker.store import retention, size, tally, trimming, upkeep
from worker.store.database import Database, Hold, Older, missing_in
from worker.store.engines import parse_url
from worker.store.transfer import transfer


def backup(loaded: Loaded, into: Path) -> int:
    """Write a verified copy of the store to ``into``; returns its size in bytes. Raises ``WirewatchError``."""
    with closing(Database(loaded.settings.store.url, hold=Hold.NOT, older=Older.TAKEN)) as database:
        return upkeep.backup(database, into)


def copy_store(loaded: Loaded, to: str, progress: Callable[[str, int], None]) -> tuple[str, dict[str, int]]:
    """Copy all rows into the empty store at ``to``; returns its name without a password, and the rows by table.

    Raises ``ConfigError`` if ``to`` is no address of a store, ``Conflict`` if a worker holds one of the two, and
    ``StoreError``.
    """
    try:
        parse_url(to, "--to")
    except StoreError as error:
        raise ConfigError([Problem("store copy", 0, str(error))]) from None
    settings = loaded.settings.store
    Database(settings.url, hold=Hold.NOT, older=Older.TAKEN).close()  # raises where there is none, and makes none
    with (
        closing(Database(settings.url, older=older(settings))) as source,
        closing(Database(to)) as target,
    ):
        return target.name, transfer(source, target, progress=progress)


def forget(database: Database, loaded: Loaded, now: float) -> int:
    """Apply retention by age, then by size; returns the rows touched. Blocks, but writes in small steps."""
    keep, window_s = loaded.settings.store.keep, loaded.settings.stories.window_s
    touched = upkeep.prune(database, keep, window_s=window_s, now=now)
    limit = keep.size_bytes
    if limit is not None and (trimmed := trimming.trim(database, limit, window_s=window_s, now=now)) is not None:
        touched += trimmed.rows
        if trimmed.rows:
            until = timestamp(trimmed.older_than)
            emit("store.trimmed", rows=trimmed.rows, bytes=trimmed.held_bytes, limit=limit, older_than=until)
        if trimmed.held_bytes > limit:
            emit("store.oversized", bytes=trimmed.held_bytes, limit=limit)
    trimming.give_back(database)
    while database.write(tally.count_on):
        pass
    return touched


def prune(loaded: Loaded, *, shrink: bool, dry_run: bool) -> dict[str, Any]:
    """Apply retention now, or with ``dry_run`` only count what is older than it may be; then the store's size.

    ``shrink`` raises ``Conflict`` beside a worker.
    """
    settings, now = loaded.settings, time.time()
    keep, window_s = settings.store.keep, settings.stories.window_s
    hold = Hold.ALONE if shrink and not dry_run else Hold.NOT
    database = Database(settings.store.url, hold=hold, older=Older.REFUSED)
    try:
        expired = database.read(lambda db: retention.expired(db, keep, window_s=window_s, now=now))
        touched = 0 if dry_run else forget(database, loaded, now)
        if shrink and not dry_run:
            database.vacuum()
        over = max(0, database.read(size.held_bytes) - keep.size_bytes) if keep.size_bytes else 0
        return {
            "dry_run": dry_run,
            "expired": expired,
            "rows_changed": touched,
            "store_bytes": database.read(size.store_bytes),
            "over_limit_bytes": over,
        }
    finally:
        database.close()


def missing_migrations(loaded: Loaded) -> list[dict[str, str]]:
    """The migrations that ``migrate`` would apply. Raises ``StoreError`` for a store that is not ours or is newer."""
    return [{"revision": it, "title": title} for it, title in missing_in(loaded.settings.store.url)]


def migrate(loaded: Loaded) -> tuple[str, list[dict[str, str]]]:
    """Migrate the schema to this program's, and make the store if there is none; its name, and what was applied."""
    lacking = missing_migrations(loaded)
    database = Database(loaded.settings.store.url)
    database.close()
    return database.name, lacking
