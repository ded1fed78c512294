"""Alerts as JSON lines in a file, exactly once by id, even after kill -9 at any byte, a full disk, or rotation.

An alert is repeated only if its acknowledgement got lost, and is acknowledged only after ``fsync``. So everything a
crash can leave unacknowledged is at the end of the file: complete lines, whose ids the next start reads, and at most
one torn line, whose alert is still owed, so it is cut off.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import orjson

from worker.model.errors import Rejected, Unavailable
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.thread import SinkThread

TAIL_BYTES = 16_000_000
"""How much of the file's end is read for known ids: some 16,000 alerts of 1 kB, in 0.1 s. An alert that is repeated
was claimed when its acknowledgement got lost, so its line is followed only by what was delivered within one lease and
its back-off, an hour by default."""
KNOWN = 50_000
"""Ids kept in memory, some 7 MB; the oldest are forgotten first, for the same reason."""

_NEXT_STEP = {
    errno.ENOENT: "its folder does not exist; create it, or correct the sink's path",
    errno.ENOTDIR: "its folder is not a folder; correct the sink's path",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ELOOP: "it is a symbolic link, which is not followed; name the file itself",
    errno.EACCES: "this user may not write it; change its owner or mode",
    errno.EPERM: "this user may not write it; change its owner, mode or attributes",
    errno.EROFS: "its file system is read-only; correct the sink's path",
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the disk quota is used up; free some space",
    errno.EFBIG: "the limit on file sizes is reached; rotate it, or raise ulimit -f",
    errno.EWOULDBLOCK: "another process holds it, such as a running worker; give each a file of its own",
}


class FileSink:
    """Implements ``model.ports.Sink`` over one file of its own, created with mode 0600.

    The file is locked (``flock``) and checked before every lot: if somebody else rotated, truncated or appended to it,
    it is opened again. Ids in files that were rotated away are known only until the worker ends.
    """

    at_once = 500  # each lot waits for the disk three times: to be claimed, written and settled

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._size = 0  # of the file, as this sink left it
        self._known: dict[str, None] = {}  # ordered by age
        self._thread = SinkThread()

    async def start(self) -> None:
        """Open, lock and repair the file. Raises ``Unavailable`` naming the next step; ``deliver`` tries again."""
        await self._thread.run(self._ready)

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Append the alerts not yet in the file with one write and one ``fsync``, off the event loop.

        All or none: on ``Unavailable`` the file is as long as before. Raises ``Rejected`` for a body that is not one
        line of JSON with the alert's id.
        """
        return await self._thread.run(self._deliver, alerts)

    async def stop(self) -> None:
        """Close the file, which unlocks it."""
        await self._thread.run(self._close)

    def _deliver(self, alerts: Sequence[ClaimedAlert]) -> list[Delivered]:
        file = self._ready()
        fresh: dict[str, bytes] = {}
        answers = []
        for alert in alerts:
            duplicate = alert.id in self._known or alert.id in fresh
            answers.append(Delivered(alert.id, duplicate=duplicate))
            if not duplicate:
                fresh[alert.id] = _line(alert)
        if fresh:
            self._append(file, b"".join(fresh.values()))
            self._remember(fresh)
        return answers

    def _ready(self) -> int:
        """The open file: it ends with a line end, is all on disk, and its latest ids are known."""
        if self._file is not None and self._untouched(self._file):
            return self._file
        self._close()
        try:
            self._file = _open(self._path)
            self._mend(self._file)
        except OSError as error:
            self._close()
            raise self._unavailable(error) from error
        return self._file

    def _untouched(self, file: int) -> bool:
        try:
            there = self._path.stat(follow_symlinks=False)
        except OSError:
            return False
        return os.path.samestat(there, os.fstat(file)) and there.st_size == self._size

    def _mend(self, file: int) -> None:
        """Read the ids at the end of the file, and make the file end with a line end."""
        size = os.fstat(file).st_size
        tail = _read(file, max(0, size - TAIL_BYTES), size)
        *lines, rest = tail.split(b"\n")
        self._remember(dict.fromkeys(found for line in lines if (found := _id(line)) is not None))
        if _torn(rest) and (lines or size <= TAIL_BYTES):  # never cut what is longer than what was read
            os.ftruncate(file, size - len(rest))
        elif rest:  # complete, but without a line end: left by a kill, or by somebody's editor
            os.write(file, b"\n")
            self._remember(dict.fromkeys([found] if (found := _id(rest)) is not None else []))
        # Lines of a killed predecessor may not be on disk yet, and will be acknowledged as duplicates.
        os.fsync(file)
        self._size = os.fstat(file).st_size

    def _append(self, file: int, lines: bytes) -> None:
        left = memoryview(lines)
        try:
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        except OSError as error:
            with contextlib.suppress(OSError):  # what cannot be undone now is repaired when the file is next opened
                os.ftruncate(file, self._size)
            self._close()
            raise self._unavailable(error) from error
        self._size += len(lines)

    def _remember(self, ids: dict[str, bytes] | dict[str, None]) -> None:
        self._known.update(dict.fromkeys(ids))
        while len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _unavailable(self, error: OSError) -> Unavailable:
        why = _NEXT_STEP.get(error.errno or 0, str(error.strerror or error))
        return Unavailable(f"alerts cannot be written to {self._path}: {why}")


def _open(path: Path) -> int:
    """Open or create, lock, and make the directory entry durable. Raises ``OSError``."""
    # O_NONBLOCK: a FIFO in the place of the file must be refused, not waited for.
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    file = os.open(path, flags, 0o600)
    try:
        _claim(file, path.parent)
    except BaseException:
        os.close(file)
        raise
    return file


def _claim(file: int, folder: Path) -> None:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file; name one")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    entry = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def _read(file: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(file, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _line(alert: ClaimedAlert) -> bytes:
    if b"\n" in alert.body or _id(alert.body) != alert.id:
        raise Rejected(f"alert {alert.id}: the body is not one line of JSON with this id")
    return alert.body + b"\n"


def _id(line: bytes) -> str | None:
    """The id in a line; None if it is not one of ours."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _torn(rest: bytes) -> bool:
    """Whether an unfinished last line is the start of one of ours, or blocks never written because of a power cut.

    Anything else is text of somebody else, in a file configured by mistake, and must not be cut.
    """
    return bool(rest) and (not rest.strip(b"\0") or (rest.startswith(b"{") and _id(rest) is None))
