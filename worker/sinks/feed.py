"""The newest alerts as an Atom feed or a JSON Feed in a file, which any reader can subscribe to.

Exactly once by id: the file itself is the memory of what was taken. It is rewritten for each lot and replaced in one
step, so a reader never sees half of it. A file beside it is locked, as two that write it would each leave out what the
other was given.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree as ET

import orjson

from worker.model.errors import Unavailable
from worker.model.sinks import FeedSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.thread import SinkThread
from worker.sinks.wording import read, word

_ATOM = "http://www.w3.org/2005/Atom"
_URN = "urn:wirewatch:alert:"
MOST_AT_ONCE = 100
_READABLE = 0o644
"""The mode of a new file, whatever the umask: others, such as a web server, must be able to read a feed."""


@dataclass(frozen=True, slots=True)
class Item:
    """An alert as an item of the feed. ``updated`` is ISO 8601 in UTC, ``content`` HTML."""

    id: str
    title: str
    link: str | None
    updated: str
    content: str


class FeedSink:
    """Implements ``model.ports.Sink`` over one file: ``.json`` is JSON Feed 1.1, anything else Atom (RFC 4287)."""

    def __init__(self, settings: Settings) -> None:
        self._path = Path(settings.path)
        self._title = settings.title
        self._most = settings.entries
        self.at_once = min(MOST_AT_ONCE, self._most)  # what may be handed over again is still in the file
        self._lock: int | None = None
        self._is_json = self._path.suffix == ".json"
        self._items: dict[str, Item] = {}  # newest last
        self._id = uuid4().urn  # readers know a feed by it: one for each file, kept in it
        self._thread = SinkThread()

    async def start(self) -> None:
        """Lock the file and read its items. Raises ``Unavailable`` if another holds it, or no sink wrote it."""
        await self._thread.run(self._ready)

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Add the alerts that are not in the feed yet, all or none. Raises ``Unavailable`` or ``Rejected``."""
        return await self._thread.run(self._deliver, alerts)

    async def stop(self) -> None:
        """Unlock the file."""
        await self._thread.run(self._unlock)

    def _ready(self) -> None:
        try:
            self._take_lock()
            self._read()
        except BaseException:
            self._unlock()
            raise

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        beside = self._path.with_name(f".{self._path.name}.lock")  # the file itself is replaced each time
        try:
            self._lock = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            told = "another process holds it, such as a running worker; give each a file of its own"
            raise Unavailable(f"{self._path}: {told}") from error
        except OSError as error:
            raise Unavailable(
                f"{beside} cannot be opened: {error.strerror}; check its folder and its rights"
            ) from error

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _deliver(self, alerts: Sequence[ClaimedAlert]) -> list[Delivered]:
        items, answers = dict(self._items), []
        for alert in alerts:
            answers.append(Delivered(alert.id, duplicate=alert.id in items))
            if alert.id not in items:
                items[alert.id] = _item(alert)
        if len(items) > len(self._items):
            items = dict(list(items.items())[-self._most :])
            self._write(items)
            self._items = items
        return answers

    def _read(self) -> None:
        if not self._path.exists():
            return
        try:
            data = self._path.read_bytes()
            if self._is_json:
                items = _read_json(data)
            else:
                self._id, items = _read_atom(data)
        except (OSError, ValueError, KeyError, TypeError, ET.ParseError) as error:
            raise Unavailable(f"{self._path} is not a feed that this sink wrote ({error}); move it away") from error
        self._items = {item.id: item for item in reversed(items)}

    def _write(self, items: Mapping[str, Item]) -> None:
        newest_first = list(items.values())[::-1]
        data = _json(self._title, newest_first) if self._is_json else _atom(self._id, self._title, newest_first)
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            beside.unlink(missing_ok=True)  # left by a kill, or put there by another user of the folder
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READABLE)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, opened with care
                os.fchmod(descriptor, self._mode())
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            beside.replace(self._path)
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise Unavailable(f"{self._path} cannot be written: {error.strerror}; check its folder") from error

    def _mode(self) -> int:
        try:
            return stat.S_IMODE(self._path.stat().st_mode)
        except OSError:  # it does not exist yet
            return _READABLE


def _item(alert: ClaimedAlert) -> Item:
    wording = word(read(alert))
    updated = datetime.fromtimestamp(alert.owed_at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Item(alert.id, wording.subject, wording.link, updated, wording.html())


def _json(title: str, items: Sequence[Item]) -> bytes:
    told = [
        {"id": _URN + it.id, "title": it.title, "date_modified": it.updated, "content_html": it.content}
        | ({"url": it.link} if it.link else {})
        for it in items
    ]
    return orjson.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": told}, option=orjson.OPT_INDENT_2
    )


def _read_json(data: bytes) -> list[Item]:
    return [
        Item(_own(it["id"]), it["title"], it.get("url"), it["date_modified"], it["content_html"])
        for it in orjson.loads(data)["items"]
    ]


def _atom(feed_id: str, title: str, items: Sequence[Item]) -> bytes:
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", feed_id)
    _add(feed, "title", title)
    _add(feed, "updated", items[0].updated if items else "1970-01-01T00:00:00Z")
    author = _add(feed, "author", None)
    _add(author, "name", "wirewatch")
    for item in items:
        entry = _add(feed, "entry", None)
        _add(entry, "id", _URN + item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", item.updated)
        if item.link:
            _add(entry, "link", None).set("href", item.link)
        _add(entry, "content", item.content).set("type", "html")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _read_atom(data: bytes) -> tuple[str, list[Item]]:
    """The feed's own id, and its items."""
    items, feed = [], ET.fromstring(data)  # noqa: S314 - written by this sink, in our folder
    for entry in feed.iterfind(f"{{{_ATOM}}}entry"):
        link = entry.find(f"{{{_ATOM}}}link")
        texts = [entry.findtext(f"{{{_ATOM}}}{name}") or "" for name in ("id", "title", "updated", "content")]
        items.append(Item(_own(texts[0]), texts[1], link.get("href") if link is not None else None, texts[2], texts[3]))
    return feed.findtext(f"{{{_ATOM}}}id") or uuid4().urn, items


def _own(id_: str) -> str:
    if not id_.startswith(_URN):
        raise ValueError(f"it has an entry of another program, {id_[:80]!r}")
    return id_.removeprefix(_URN)


def _add(parent: ET.Element, name: str, text: str | None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = text
    return child
