"""A cache of the parsed feeds of a long configuration, so that a start with unchanged files need not parse them again.

Parsing and checking 100,000 feeds takes seconds. Only feeds are cached: the rest of each file is read as usual, with
the lines of the feeds blanked out; conditions of rules in it are not compiled again as a check. The cache is valid for
the exact digests of all files, never holds a value that came from the environment or from a file of its own, and is
written only if reading it back gives the same configuration.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, overload

import orjson

from worker import __version__
from worker.model.feed import FeedSpec

MIN_FEEDS = 500
"""Fewer feeds are parsed and synchronised with the store in 20 ms: not worth a cache."""

_NEVER_CACHED = ("login", "allow_private")
"""A configuration with such feeds is not cached: a password must not be written down, and each start needs the list
of feeds that have either."""

_FIELDS = [field.name for field in fields(FeedSpec)]
_LISTS = (_FIELDS.index("tags"), _FIELDS.index("allow_private"))
_OTHERS_MAY_WRITE = 0o022

Span = tuple[int, int]
"""The first line of the feeds in a file, and the first line after them; 0 where they reach to the end of the file."""


class StaleError(Exception):
    """The cache was made from other files than the ones there are now."""


def cache_path(config: Path, environ: Mapping[str, str]) -> Path | None:
    """Where to cache the feeds of ``config``: in systemd's ``CACHE_DIRECTORY``, else in the user's cache folder."""
    home = environ.get("HOME")
    own = environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
    folder = Path(environ["CACHE_DIRECTORY"]) if environ.get("CACHE_DIRECTORY") else own and Path(own) / "wirewatch"
    if not folder:
        return None
    name = hashlib.blake2s(os.fsencode(config.absolute()), digest_size=8).hexdigest()
    return Path(folder) / f"feeds-{name}"


class CachedFeeds(Sequence[FeedSpec]):
    """Feeds that are decoded on first access; their number is known without decoding."""

    def __init__(self, count: int, body: bytes) -> None:
        self._count = count
        self._body = body
        self._specs: tuple[FeedSpec, ...] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[FeedSpec]:
        return iter(self._decoded())

    @overload
    def __getitem__(self, place: int) -> FeedSpec: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FeedSpec]: ...
    def __getitem__(self, place: int | slice) -> FeedSpec | Sequence[FeedSpec]:
        return self._decoded()[place]

    def titles(self) -> dict[str, str]:
        """The titles given to feeds, by key. The other values are let go again: a worker has no need of them."""
        key, title = _FIELDS.index("key"), _FIELDS.index("title")
        return {row[key]: row[title] for row in orjson.loads(self._body) if row[title]}

    def _decoded(self) -> tuple[FeedSpec, ...]:
        if self._specs is None:
            rows = orjson.loads(self._body)
            for row in rows:
                for place in _LISTS:
                    row[place] = tuple(row[place])
            self._specs = tuple(FeedSpec(*row) for row in rows)
        return self._specs


@dataclass(frozen=True, slots=True)
class FeedCache:
    """The result of one reading: digest and span of each file by its name, the feeds, and the warnings about them."""

    files: dict[str, tuple[str, Span | None]]
    feeds: CachedFeeds
    digest: str
    warnings: list[list[Any]]
    not_said: list[str]
    """Warnings that appear only because the feeds are left out, and must not be shown."""

    def without_feeds(self, path: Path, data: bytes) -> bytes:
        """The file with the lines of its feeds blanked out. Raises ``StaleError`` if the file has changed."""
        digest, span = self.files.get(str(path), ("", None))
        if digest != digest_of(data):
            raise StaleError
        if span is None:
            return data
        start, end = span
        lines = data.split(b"\n")
        last = end - 1 if end else len(lines)
        return b"\n".join([*lines[: start - 1], *[b""] * (last - start + 1), *lines[last:]])


def digest_of(data: bytes) -> str:
    """Identifies a content: 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def cacheable(specs: Iterable[FeedSpec]) -> bool:
    """Whether these feeds may be cached."""
    return not any(getattr(spec, name) for spec in specs for name in _NEVER_CACHED)


def encode(specs: Sequence[FeedSpec]) -> bytes:
    """The feeds as they are cached: a row of values each."""
    return orjson.dumps([[getattr(spec, name) for name in _FIELDS] for spec in specs])


def read(place: Path) -> FeedCache | None:
    """The cache at ``place``; None if there is none that this version of the program and this user wrote."""
    try:
        with place.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.geteuid() or found.st_mode & _OTHERS_MAY_WRITE:
                return None
            head = orjson.loads(file.readline())
            body = file.read()
        if head["version"] != __version__ or head["fields"] != _FIELDS or head["digest"] != digest_of(body):
            return None
        files = {name: (digest, span and (span[0], span[1])) for name, (digest, span) in head["files"].items()}
        return FeedCache(files, CachedFeeds(head["count"], body), head["digest"], head["warnings"], head["not_said"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(place: Path, cache: FeedCache, body: bytes) -> None:
    """Write the cache in one step; if that fails, nothing is there and the next start is slower."""
    head = {
        "version": __version__,
        "fields": _FIELDS,
        "files": cache.files,
        "count": len(cache.feeds),
        "digest": cache.digest,
        "warnings": cache.warnings,
        "not_said": cache.not_said,
    }
    half = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            half.touch(mode=0o600)
            half.write_bytes(orjson.dumps(head) + b"\n" + body)
            half.replace(place)
        finally:
            half.unlink(missing_ok=True)
