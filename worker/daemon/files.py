"""Files that a command is told to read or write; every error names the file and the next step."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from worker.config.sources import MAX_FILE_BYTES
from worker.model.errors import ConfigError, Problem


def read(path: Path, *, limit: int = MAX_FILE_BYTES, missing: bytes | None = None) -> bytes:
    """The content of a file or pipe of at most ``limit`` bytes, or ``missing`` if there is none.

    Raises ``ConfigError``, also if there is no file and no ``missing``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        if missing is not None and isinstance(error, FileNotFoundError):
            return missing
        raise _error(path, f"cannot be read: {error.strerror}; name another file") from error
    if len(data) > limit:
        raise _error(path, f"is larger than {limit // 1000:,} kB; split it")
    return data


def read_text(path: Path, *, missing: str | None = None) -> str:
    """The same, decoded from UTF-8, with its line ends and byte order mark as they are. Raises ``ConfigError``."""
    data = read(path, missing=None if missing is None else missing.encode())
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, f"is not UTF-8 (line {line}); save it as UTF-8") from error


def write_new(path: Path, text: str, *, private: bool = False) -> None:
    """Write a file that must not exist yet, for its owner alone if it is ``private``. Raises ``ConfigError``."""
    try:
        _create(path, text.encode(), 0o600 if private else 0o666)
    except OSError as error:
        raise _error(path, f"cannot be written: {error.strerror}; name another file") from error


def replace(path: Path, text: str, *, private: bool = False) -> None:
    """Replace a file in one step, so that a worker that reloads it never reads half of it. Raises ``ConfigError``.

    Mode and owner stay as they are. Until then the new file is private: a configuration may hold passwords. Where there
    was no file, it stays so if it is ``private``.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)  # left by a command that was killed
        before = path.stat() if path.exists() else None
        _create(beside, text.encode(), 0o666 if before is None and not private else 0o600, before)
        beside.replace(path)
    except OSError as error:
        raise _error(path, f"cannot be written: {error.strerror}; name another file") from error


def is_private(path: Path) -> bool:
    """Whether only the owner of a file may read it."""
    return not path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)


def _create(path: Path, data: bytes, mode: int, like: os.stat_result | None = None) -> None:
    """Write a new file to the disk, with the mode and owner of another if given; removed if it cannot be finished."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        if like is not None:
            with suppress(PermissionError):  # only root can give a file to another user
                os.fchown(file, like.st_uid, like.st_gid)
            os.fchmod(file, stat.S_IMODE(like.st_mode))
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(file)


def _error(path: Path, message: str) -> ConfigError:
    return ConfigError([Problem(str(path), 0, message)])
