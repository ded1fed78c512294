"""Reload: reads and checks another configuration for a running worker, or refuses it with nothing changed."""

from __future__ import annotations

import asyncio
import glob
from pathlib import Path

from worker.config.load import Loaded
from worker.daemon.build import Parts
from worker.daemon.configuration import load_configuration
from worker.daemon.reconfigure import rewire
from worker.daemon.startup import spec_rows
from worker.model.errors import ConfigError, Problem
from worker.store import listing
from worker.store.listing import Synced

FIXED = ("store.url", "store.migrate")
"""Settings that cannot change while the worker runs."""


def read_again(loaded: Loaded) -> Loaded:
    """The configuration as its files are now. Raises ``ConfigError``, also if a ``FIXED`` setting has changed."""
    path = loaded.files[0]
    new = load_configuration(path)
    problems = [_fixed(new, path) for path in FIXED if _value(new, path) != _value(loaded, path)]
    if problems:
        raise ConfigError(problems)
    return new


def _value(loaded: Loaded, path: str) -> object:
    section, _, key = path.partition(".")
    return getattr(getattr(loaded.settings, section), key)


def _fixed(new: Loaded, path: str) -> Problem:
    return new.problem(path, f"{path}: cannot change while the worker runs; stop it and start it again")


async def prepare(parts: Parts, loaded: Loaded) -> tuple[Parts, Synced]:
    """New parts for ``loaded``, with its feeds written to the store: the last step that can fail."""
    new = await asyncio.to_thread(rewire, parts, loaded)
    await new.gatherer.judge()
    specs, polling, now = spec_rows(loaded), loaded.settings.polling, parts.clock.now()
    synced = await parts.database.awrite(lambda db: listing.sync(db, specs, polling, now, digest=loaded.digest))
    return new, synced


_Stamps = dict[str, tuple[int | str, ...]]


class FileWatch:
    """Notices when the files of a configuration have changed, or its patterns find others.

    What else comes and goes in their folders, such as the store or a sink's file, is no change. A look costs one
    ``stat`` per file and one listing per folder that a pattern searches: cheap enough for every second.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._read = self._seen = _stamps(loaded) | _folders(loaded)
        self.refused = False
        """The files were refused as they are now: a file that was missing may come, so folders count as well."""

    def changed(self, loaded: Loaded) -> bool:
        """True once for each change, when the files are the same at two looks in a row."""
        now = _stamps(loaded) | (_folders(loaded) if self.refused else {})
        settled = now == self._seen and not now.items() <= self._read.items()
        self._seen = now
        if settled:
            self._read = self._read | now
        return settled

    def reading(self, loaded: Loaded) -> None:
        """The files are about to be read again, after ``loaded`` was: what changes from now on is a change."""
        self._read = _stamps(loaded) | _folders(loaded)

    def was_read(self, loaded: Loaded) -> None:
        """``loaded`` is what was read; its files that were not among those before are as they are now."""
        now = _stamps(loaded) | _folders(loaded)
        self._read = self._seen = now | {place: self._read[place] for place in now.keys() & self._read.keys()}
        self.refused = False


def _stamps(loaded: Loaded) -> _Stamps:
    """Inode, time and size of every file read, and what each pattern finds."""
    stamps: _Stamps = {str(file): _stamp(file) for file in loaded.files}
    folder = loaded.files[0].absolute().parent
    for pattern in loaded.settings.include:
        stamps[f"include: {pattern}"] = tuple(sorted(glob.glob(pattern, root_dir=folder, recursive=True)))  # noqa: PTH207 - as in config/sources.py
    return stamps


def _folders(loaded: Loaded) -> _Stamps:
    """Inode, time and size of the folders of all files."""
    return {f"{folder}/": _stamp(folder) for folder in {file.absolute().parent for file in loaded.files}}


def _stamp(place: Path) -> tuple[int, int, int]:
    try:
        found = place.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size
