"""The lock file beside a SQLite store: its holder by name, that there was a store, whether it was closed in order."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from worker.model.errors import Conflict, StoreError

_MARK = b"holds a store\n"
"""In the lock file once a store exists. If the store is later missing or empty it was lost, and no new one is made."""
_READ_BYTES = 200
_LOGGED = 19
"""Where a SQLite file says what it takes to read it: 1, or 2 for a log beside it."""
CHECKED_BYTES = 64_000_000
"""Stores up to this size are checked at start, 4 ms a megabyte; ``doctor`` checks larger ones."""


def marked(lock: int) -> bool:
    """Whether there was a store when the lock was last held."""
    return _MARK in os.pread(lock, _READ_BYTES, 0)


def remembered(path: Path) -> bool:
    """``marked`` for the lock file at ``path``, held or not; False if it cannot be read."""
    try:
        return _MARK in path.read_bytes()[:_READ_BYTES]
    except OSError:
        return False


def mark(lock: int) -> None:
    """Record that there is a store."""
    with contextlib.suppress(OSError):
        if not marked(lock):
            os.pwrite(lock, f"process {os.getpid()}\n".encode() + _MARK, 0)


def to_check(path: Path, store: Path) -> bool:
    """Whether to check the file ``store``: if it is small, and not exactly as its last holder closed it."""
    try:
        return store.stat().st_size <= CHECKED_BYTES and _left(store) not in path.read_bytes()[:_READ_BYTES]
    except OSError:
        return True


def leave(lock: int, store: Path) -> None:
    """Record the state of the file after its last connection was closed; taking the lock deletes the record."""
    with contextlib.suppress(OSError):
        os.pwrite(lock, _left(store), os.fstat(lock).st_size)


def _left(store: Path) -> bytes:
    found = store.stat()
    return f"left as {found.st_ino} {found.st_size} {found.st_ctime_ns}\n".encode()


def has_foreign_log(store: Path) -> bool:
    """Whether SQLite would read a log into ``store`` that belongs to another file.

    A store in use says in its header that it has a log (2), a backup that it has none (1).
    """
    try:
        with store.open("rb") as file:
            return (
                file.read(_LOGGED + 1)[_LOGGED:] == b"\x01" and store.with_name(f"{store.name}-wal").stat().st_size > 0
            )
    except OSError:
        return False


def named_in(lock: int) -> str:
    """The holder's name, as written in the file."""
    return os.pread(lock, _READ_BYTES, 0).decode(errors="replace").partition("\n")[0] or "another process"


def take(path: Path) -> int:
    """Take an exclusive lock that ends with the process, however it ends; the file names the holder."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; own the store's folder") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = named_in(descriptor)
        os.close(descriptor)
        raise Conflict(f"{path.with_suffix('')} is held by {holder}; stop it first, or use another store") from None
    with contextlib.suppress(OSError):  # on a full disk the name cannot be written; the lock holds all the same
        mark = _MARK if marked(descriptor) else b""
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()}\n".encode() + mark, 0)
    return descriptor


def holder(path: Path) -> str | None:
    """Who holds the lock, if anybody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return named_in(descriptor)
    else:
        return None
    finally:
        os.close(descriptor)
