"""Keeps fetched pages as they came, in WARC 1.1: what an alert was raised on can be shown later.

Needs the extra: pip install 'wirewatch[archive]'.
"""

from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO, FileIO
from itertools import count
from pathlib import Path

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from worker.awake import Limit
from worker.model.events import emit

WITHIN_S = 10.0
"""A record takes milliseconds; a disk that takes longer hangs, and pages do not wait for it."""
LEVEL = 5
"""Half the CPU time of level 9, for 2 % more bytes."""
ABOUT_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}
"""Headers that are not true of the unpacked body; the length is given anew."""


class WarcArchive:
    """Implements ``model.ports.PageArchive``: a file per start and day (UTC), of which each record is a gzip member.

    A record is one write to a file that is not open in between, and no other process writes to it. So a kill leaves
    at most one torn record, at the end of a file that nobody continues.
    """

    def __init__(self, folder: Path, software: str) -> None:
        """``folder`` is made when there is a first page; ``software`` is named at the head of each file."""
        self._folder = folder
        self._software = software
        self._file: Path | None = None
        self._day = ""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="archive")
        self._hanging: Future[str] | None = None
        self._missed = 0

    async def keep(self, url: str, headers: Mapping[str, str], body: bytes, *, at: float) -> dict[str, str]:
        """Write one record, in a thread; a failure is logged once until it is over."""
        try:
            name = await self._written(url, headers, body, at)
        except Exception as error:  # noqa: BLE001 - whatever happens to the record, the article goes on
            why = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
            if not self._missed:
                emit("archive.failed", folder=str(self._folder), error=why)
            self._missed += 1
            return {"not_archived": why}
        if self._missed:
            emit("archive.healed", folder=str(self._folder), pages=self._missed)
            self._missed = 0
        return {"archived": name}

    async def _written(self, url: str, headers: Mapping[str, str], body: bytes, at: float) -> str:
        if self._hanging is not None and not self._hanging.done():
            raise TimeoutError("an earlier record is still being written")
        writing = self._thread.submit(self._write, url, headers, body, at)
        try:
            async with Limit(WITHIN_S):
                return await asyncio.wrap_future(writing)
        except TimeoutError:
            if not writing.cancel():  # it was not waiting behind another one
                self._hanging = writing
            raise TimeoutError(f"no record was written within {WITHIN_S:g} s") from None

    def _write(self, url: str, headers: Mapping[str, str], body: bytes, at: float) -> str:
        """Append the record. Returns its name, or raises ``OSError`` and leaves the file as it was."""
        when = datetime.fromtimestamp(at, UTC)
        day = f"{when:%Y%m%d}"
        if self._file is None or day > self._day or not self._file.exists():
            self._file, self._day = self._begin(when), day
        records = RecordBuilder(warc_version="1.1")
        plain = [(name, value) for name, value in headers.items() if name not in ABOUT_THE_WIRE]
        page = records.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict={"WARC-Date": f"{when:%Y-%m-%dT%H:%M:%SZ}"},
            http_headers=StatusAndHeaders("200 OK", [*plain, ("content-length", str(len(body)))], "HTTP/1.1"),
        )
        with self._file.open("ab", buffering=0) as file:
            start, head = file.tell(), b""
            if not start:
                info = {"software": self._software, "format": "WARC File Format 1.1"}
                head = _packed(records.create_warcinfo_record(self._file.name, info))
            name = f"{self._file.name}#{page.rec_headers.get_header('WARC-Record-ID').strip('<>')}"
            self._append(file, head + _packed(page), start)
        return name

    def _begin(self, when: datetime) -> Path:
        """A new empty file; nobody else has its name, not even a process of the same number on another machine."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        stem = f"wirewatch-{when:%Y%m%d-%H%M%S}-{os.getpid()}"
        for number in count(1):
            file = self._folder / f"{stem}{f'-{number}' if number > 1 else ''}.warc.gz"
            try:
                file.touch(mode=0o600, exist_ok=False)
            except FileExistsError:
                continue
            return file
        raise AssertionError

    def _append(self, file: FileIO, record: bytes, start: int) -> None:
        left = memoryview(record)
        try:
            while left:
                left = left[file.write(left) :]
        except OSError:
            try:
                file.truncate(start)
            except OSError:
                self._file = None  # what is torn stays the end of its file
            raise


def _packed(record: ArcWarcRecord) -> bytes:
    """The record as a gzip member."""
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version="1.1").write_record(record)
    return gzip.compress(plain.getbuffer(), LEVEL)
