"""Another configuration for a running worker: read, checked whole, and made ready, or refused with nothing changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from worker.config.feedcache import cache_path
from worker.config.load import Loaded, load
from worker.daemon.build import Parts
from worker.daemon.cron import shortest_gap_s
from worker.daemon.reconfigure import rewire
from worker.daemon.startup import spec_rows
from worker.model.errors import ConfigError, Problem
from worker.policy.rules import check_query
from worker.store import listing
from worker.store.listing import Synced

FIXED = ("store.url", "store.migrate")
"""What is settled at the start for as long as the worker lives."""


def read_again(loaded: Loaded) -> Loaded:
    """The configuration as its files are now. Raises ``ConfigError``, also for what cannot change while we run."""
    path = loaded.files[0]
    cache_at = cache_path(path, os.environ)
    new = load(path, os.environ, check_rule=check_query, check_times=shortest_gap_s, cache_at=cache_at)
    problems = [_fixed(new, path) for path in FIXED if _value(new, path) != _value(loaded, path)]
    if problems:
        raise ConfigError(problems)
    return new


def _value(loaded: Loaded, path: str) -> object:
    section, _, key = path.partition(".")
    return getattr(getattr(loaded.settings, section), key)


def _fixed(new: Loaded, path: str) -> Problem:
    return located(new, path, f"{path}: cannot change while the worker runs; stop it and start it again")


def located(new: Loaded, path: str, message: str) -> Problem:
    """A problem at the line where the value of ``path`` was written."""
    file, _, line = new.origins.get(path, "").rpartition(":")
    return Problem(file or str(new.files[0]), int(line) if line.isdigit() else 0, message)


async def prepare(parts: Parts, loaded: Loaded) -> tuple[Parts, Synced]:
    """The parts for ``loaded``, with its feeds in the store: the last step that can fail."""
    new = await asyncio.to_thread(rewire, parts, loaded)
    await new.gatherer.judge()
    specs, polling, now = spec_rows(loaded), loaded.settings.polling, parts.clock.now()
    syncing = parts.database.submit(lambda db: listing.sync(db, specs, polling, now, digest=loaded.digest))
    synced = await asyncio.wrap_future(syncing)
    return new, synced


def watched_files(loaded: Loaded) -> list[Path]:
    """The files read, and the folders in which further ones would be included."""
    folder = loaded.files[0].absolute().parent
    return [*loaded.files, *(folder / pattern for pattern in loaded.settings.include)]


Stamp = tuple[tuple[str, int, int, int], ...]


def stamp(files: Sequence[Path]) -> Stamp:
    """What changes when a file, or the folder it lies in, does: inode, time and size; cheap enough for every second."""
    places = dict.fromkeys(place for file in files for place in (file, file.absolute().parent))
    return tuple(_stamp(place) for place in places)


def _stamp(place: Path) -> tuple[str, int, int, int]:
    try:
        found = place.stat()
    except OSError:
        return str(place), 0, 0, 0
    return str(place), found.st_ino, found.st_mtime_ns, found.st_size
