"""The feeds of a long configuration, kept as they were read the last time, so that a start need not read them again.

Parsing and checking 100,000 feeds takes seconds; most starts find the files as they were. Only feeds are kept: the
rest of the files is read as ever, with the lines of the feeds left out. What is kept goes by the digest of each file,
holds no value from the environment or from a file of its own, and is only written where reading it back gives the same.
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

WORTH_FEEDS = 500
"""Fewer are read and brought in step in 20 ms."""

_NEVER = ("login", "allow_private")
"""Feeds with these are not kept: a password is not ours to write down, and both are looked for at each start."""

_FIELDS = [field.name for field in fields(FeedSpec)]
_LISTS = (_FIELDS.index("tags"), _FIELDS.index("allow_private"))
_OTHERS_MAY_WRITE = 0o022

Span = tuple[int, int]
"""The first line of the feeds in a file and the first behind them, 0 where they reach to its end."""


class StaleError(Exception):
    """What was kept is of other files than there are now."""


def place_for(config: Path, environ: Mapping[str, str]) -> Path | None:
    """Where to keep the feeds of ``config``: ``CACHE_DIRECTORY`` as systemd sets it, else the user's cache folder."""
    home = environ.get("HOME")
    own = environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
    folder = Path(environ["CACHE_DIRECTORY"]) if environ.get("CACHE_DIRECTORY") else own and Path(own) / "wirewatch"
    if not folder:
        return None
    name = hashlib.blake2s(str(config.absolute()).encode(), digest_size=8).hexdigest()
    return Path(folder) / f"feeds-{name}"


class KeptFeeds(Sequence[FeedSpec]):
    """Feeds that are decoded when somebody looks at them; how many there are is known before."""

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

    def _decoded(self) -> tuple[FeedSpec, ...]:
        if self._specs is None:
            rows = orjson.loads(self._body)
            for row in rows:
                for place in _LISTS:
                    row[place] = tuple(row[place])
            self._specs = tuple(FeedSpec(*row) for row in rows)
        return self._specs


@dataclass(frozen=True, slots=True)
class Kept:
    """What one reading left: digest and span of each file by its name, the feeds, and the warnings about them."""

    files: dict[str, tuple[str, Span | None]]
    feeds: KeptFeeds
    digest: str
    warnings: list[list[Any]]
    not_said: list[str]
    """Warnings that only come up because the feeds are left out."""

    def rest(self, path: Path, data: bytes) -> bytes:
        """The file without its feeds, every other line at its place. Raises ``StaleError`` for another file."""
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
    """What tells one content from another."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def may_be(specs: Iterable[FeedSpec]) -> bool:
    """Whether these feeds may be kept."""
    return not any(getattr(spec, name) for spec in specs for name in _NEVER)


def encode(specs: Sequence[FeedSpec]) -> bytes:
    """The feeds as they are kept: a row of values each."""
    return orjson.dumps([[getattr(spec, name) for name in _FIELDS] for spec in specs])


def read(place: Path) -> Kept | None:
    """What is kept there; None where there is nothing that this program, and nobody but us, wrote."""
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
        return Kept(files, KeptFeeds(head["count"], body), head["digest"], head["warnings"], head["not_said"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(place: Path, kept: Kept, body: bytes) -> None:
    """Put it there, whole or not at all; where that cannot be done the next start is slower."""
    head = {
        "version": __version__,
        "fields": _FIELDS,
        "files": kept.files,
        "count": len(kept.feeds),
        "digest": kept.digest,
        "warnings": kept.warnings,
        "not_said": kept.not_said,
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
