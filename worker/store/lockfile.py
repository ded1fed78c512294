"""The lock file beside a SQLite store: its holder by name, that there was a store, whether it was closed in order."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from worker.model.errors import Conflict, StoreError

_MARK = b"holds a store\n"
"""In the lock file once there was a store: one that is then gone or empty was lost, and must not begin anew."""
_READ_BYTES = 200
CHECKED_BYTES = 64_000_000
"""Stores up to here are checked at a start, 4 ms a megabyte; ``doctor`` checks larger ones."""


def marked(lock: int) -> bool:
    """Whether there was a store when the lock was last held."""
    return _MARK in os.pread(lock, _READ_BYTES, 0)


def remembered(path: Path) -> bool:
    """The same, of the lock file at ``path``, whoever holds it; False where there is none that may be read."""
    try:
        return _MARK in path.read_bytes()[:_READ_BYTES]
    except OSError:
        return False


def mark(lock: int) -> None:
    """Write down that there is a store."""
    with contextlib.suppress(OSError):
        if not marked(lock):
            os.pwrite(lock, f"process {os.getpid()}\n".encode() + _MARK, 0)


def to_check(path: Path, store: Path) -> bool:
    """Whether the file ``store`` is to be looked through: small, and not as its last holder left it in good order."""
    try:
        return store.stat().st_size <= CHECKED_BYTES and _left(store) not in path.read_bytes()[:_READ_BYTES]
    except OSError:
        return True


def leave(lock: int, store: Path) -> None:
    """Write down how the store is left, after its last connection was closed; who takes the lock strikes it out."""
    with contextlib.suppress(OSError):
        os.pwrite(lock, _left(store), os.fstat(lock).st_size)


def _left(store: Path) -> bytes:
    found = store.stat()
    return f"left as {found.st_ino} {found.st_size} {found.st_ctime_ns}\n".encode()


def named_in(lock: int) -> str:
    """The holder."""
    return os.pread(lock, _READ_BYTES, 0).decode(errors="replace").partition("\n")[0] or "another process"


def take(path: Path) -> int:
    """An exclusive lock that ends with the process, however it ends; the file names the holder."""
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
    with contextlib.suppress(OSError):  # a full disk keeps the name out, but not the lock
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
