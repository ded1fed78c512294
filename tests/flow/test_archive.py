"""Pages kept as they came: ``articles.archive``."""

from __future__ import annotations

import asyncio
import gzip
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs
from warcio.archiveiterator import ArchiveIterator

from tests.clock import START
from tests.flow.documents import Told, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY, LIBRARY, ORCHARD
from tests.room import file_limit
from tests.web import Answer, conditional, redirect
from worker.daemon.passes import one_pass
from worker.daemon.status import explain
from worker.net import archive as archive_module
from worker.net.archive import WarcArchive

URL = "http://a.example/page"


def kept(folder: Path) -> dict[str, tuple[Any, bytes]]:
    """All records of a folder that are whole: by name, the record and its payload. Digests are checked."""
    found = {}
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            records = ArchiveIterator(stream, check_digests="raise")
            for record in records:
                name = f"{file.name}#{record.rec_headers.get_header('WARC-Record-ID').strip('<>')}"
                found[name] = record, record.content_stream().read()
    return found


def files(folder: Path) -> list[Path]:
    """What lies in a folder."""
    return sorted(folder.iterdir())


def pages(folder: Path) -> list[bytes]:
    """The pages alone, in order."""
    return [body for record, body in kept(folder).values() if record.rec_type == "response"]


def archived(house: House, link: str) -> dict[str, Any]:
    """The extract verdict of the entry with this link, as ``explain`` gives it."""
    (entry,) = explain(house.loaded, link)["entries"]
    (verdict,) = [it for it in entry["trail"] if it["stage"] == "extract"]
    return dict(verdict)


async def test_a_page_is_kept_as_it_came_and_explain_names_its_record(house: House) -> None:
    """URL, time, headers and bytes after redirects and unpacking; the feed's document and failures are not kept."""
    house.configure("a", articles={"archive": "pages", "attempts": 1})
    body = page(FERRY.title, FERRY.paragraphs)
    zipped = Answer(200, gzip.compress(body), (*HTML, ("Content-Encoding", "gzip"), ("X-Place", "Brennöck")))
    house.web.say(URL, redirect(f"{URL}/final"))
    house.web.say(f"{URL}/final", zipped)
    entry = Told(FERRY.title, URL, guid="1", summary=FERRY.title)
    failing = Told(ORCHARD.title, "http://a.example/none", guid="2", summary=ORCHARD.title)
    house.web.say(feed_url("a"), conditional(rss(entry, failing), '"1"'))
    await house.watch()
    await house.watch()
    name = archived(house, URL)["archived"]
    (head, info), (record, payload) = kept(house.folder / "pages").values()
    assert (head.rec_type, b"software: wirewatch/" in info) == ("warcinfo", True)
    assert name == list(kept(house.folder / "pages"))[1]
    assert (payload, record.rec_headers.get_header("WARC-Target-URI")) == (body, f"{URL}/final")
    fetched_at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    assert fetched_at == datetime.fromtimestamp(START + 60, UTC)
    assert record.http_headers.get_statuscode() == "200"
    headers = dict(record.http_headers.headers)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-length"] == str(len(body))
    assert "content-encoding" not in headers
    assert {"archived", "not_archived"}.isdisjoint(archived(house, failing.link or ""))
    assert house.words() == ["alerted", "alerted"]


async def test_each_start_and_each_day_has_a_file_of_its_own(house: House) -> None:
    """What a kill has torn is never written on, and workers that start in one second do not share a file."""
    folder = house.folder / "pages"
    one, other = WarcArchive(folder, "it/1"), WarcArchive(folder, "it/1")
    for archive, at in ((one, START), (other, START), (one, START + 1), (one, START + 86_400)):
        await archive.keep(URL, {}, b"%d" % at, at=at)
    assert [len(kept(folder)), len(files(folder))] == [4 + 3, 3]
    for earlier in (before := files(folder)):
        earlier.unlink()  # as retention does it, even with the file of today
    await one.keep(URL, {}, b"more", at=START + 86_401)
    (file,) = files(folder)
    assert file not in before
    with file.open("ab") as torn:
        torn.write(gzip.compress(b"WARC/1.1")[:9])
    await WarcArchive(folder, "it/1").keep(URL, {}, b"after", at=START + 86_402)
    assert pages(folder) == [b"more", b"after"]


async def test_a_record_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    """A disk that is full in the middle of a record: the log says so once, the rest of the file stays readable."""
    archive = WarcArchive(tmp_path, "it/1")
    noise = bytes(range(256)) * 8
    await archive.keep(URL, {}, b"first", at=START)
    (file,) = files(tmp_path)
    with capture_logs() as logged:
        with file_limit(file.stat().st_size + 100):
            said = [await archive.keep(URL, {}, noise, at=START + n) for n in range(3)]
        await archive.keep(URL, {}, b"last", at=START)
    assert said == [{"not_archived": "File too large"}] * 3
    assert [it["event"] for it in logged] == ["archive.failed", "archive.healed"]
    assert logged[1]["pages"] == 3
    assert (pages(tmp_path), files(tmp_path)) == ([b"first", b"last"], [file])


async def test_an_archive_that_cannot_be_written_costs_no_alert(house: House) -> None:
    """On a full disk, or where no folder can be, the entry is read and told as ever, and its trail says what is not."""
    house.configure("a", articles={"archive": "pages"})
    house.reports("a", FERRY)
    (house.folder / "pages").touch()
    with capture_logs() as logged:
        await house.watch()
    assert [it["error"] for it in logged if it["event"] == "archive.failed"] == ["File exists"]
    (house.folder / "pages").unlink()
    (unkept,) = house.reports("a", ORCHARD)
    async with house.worker() as parts:
        keeps = parts.gatherer._reader._archive
        assert isinstance(keeps, WarcArchive)
        await keeps.keep(URL, {}, b"", at=house.clock.now())
        (file,) = files(house.folder / "pages")
        file.unlink()
        file.symlink_to("/dev/full")
        await one_pass(parts, poll_all=True)
        file.unlink()
    house.reports("a", LIBRARY)
    await house.watch()
    assert archived(house, unkept.link or "")["not_archived"] == "No space left on device"
    assert len(pages(house.folder / "pages")) == 1
    assert house.words() == ["alerted"] * 3
    assert [line["degraded"] for line in house.lines()] == [None] * 3


async def test_a_disk_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits a while for its record; the next ones do not wait, or pile up, until the disk answers."""
    monkeypatch.setattr(archive_module, "WITHIN_S", 0.05)
    archive = WarcArchive(tmp_path, "it/1")
    await archive.keep(URL, {}, b"first", at=START)
    (file,) = files(tmp_path)
    file.unlink()
    os.mkfifo(file)  # whoever opens it to write waits for a reader
    said = await asyncio.gather(*(archive.keep(URL, {}, b"second", at=START) for _ in range(2)))
    assert said == [{"not_archived": "TimeoutError: no record was written within 0.05 s"}] * 2
    assert "still being written" in (await archive.keep(URL, {}, b"third", at=START))["not_archived"]
    os.close(os.open(file, os.O_RDONLY | os.O_NONBLOCK))
    file.unlink()
    while "archived" not in await archive.keep(URL, {}, b"last", at=START):
        pass
    assert pages(tmp_path) == [b"last"]


async def test_a_record_written_while_we_stood_still_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process did not run for longer than a record may take, but the record is there."""
    monkeypatch.setattr(archive_module, "WITHIN_S", 0.5)
    archive = WarcArchive(tmp_path, "it/1")
    keeping = asyncio.create_task(archive.keep(URL, {}, b"page", at=START))
    await asyncio.sleep(0)
    threading.Event().wait(0.7)  # the event loop stands still
    assert "archived" in await keeping
