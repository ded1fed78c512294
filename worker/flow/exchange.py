"""Articles as JSON lines: read and handed to the judge, and written with what was decided about them.

``articles import`` runs them through the judge without the web, ``articles export`` writes what was decided.
"""

from __future__ import annotations

import asyncio
import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson
import xxhash

from worker.content.charset import without_illegal
from worker.content.dates import parse_date
from worker.content.fields import TITLE_CHARS, body_text, guid_of, language, web_url
from worker.flow import shapes
from worker.flow.gather import Gatherer
from worker.model.entry import IMPORT_PREFIX, EntryDraft
from worker.model.feed import Admission
from worker.model.ports import Clock
from worker.model.settings import PollingSettings
from worker.policy import urls
from worker.store import admission, listing, stories
from worker.store.database import Connection, Database

LINES_AT_ONCE, BYTES_AT_ONCE = 4096, 20_000_000
MAX_LINE_BYTES = 5_000_000
DEFAULT_FEED = "articles"
FEED_CHARS = 100
_TEXTS = ("url", "feed", "title", "text", "lang")
_DATES = ("published", "first_seen")
_PACKED: dict[bytes, Callable[[BinaryIO], io.BufferedIOBase]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
"""Who reads a packed file, by its first bytes."""
_A_LIST = "a list; write one JSON object a line, as jq -c '.[]' makes of it"


class BadLine(ValueError):
    """A line that is not an article; ``number`` counts from 1."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"line {number}: {problem}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import: lines read, lines admitted as new, the lines refused, and articles that broke the judge.

    Once alerts were delivered: those that their sinks still wait for, and failed attempts.
    """

    lines: int
    admitted: int
    refused: tuple[BadLine, ...]
    broken: int
    undelivered: int = 0
    failed_deliveries: int = 0


@dataclass(frozen=True, slots=True)
class _Arrived:
    feed_id: int
    at: float
    admissions: tuple[Admission, ...]
    item_hashes: None = None
    remembered: int = 0


async def import_lines(
    lines: Iterable[bytes],
    database: Database,
    gatherer: Gatherer,
    settings: PollingSettings,
    clock: Clock,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Run article lines through the judge in their order. A line imported before (same feed and id) is skipped.

    ``progress`` is called with the number of further lines done. Lines that are not articles are refused one by one,
    blank ones passed over.
    """
    read = admitted = 0
    refused: list[BadLine] = []
    broken: list[BadLine] = []
    numbered = ((number, line) for number, line in enumerate(_to_the_end(lines, broken), 1) if line.strip())
    for chunk in _chunks(numbered):
        drafts = list(_drafts(chunk, refused))
        admitted += await asyncio.to_thread(_admit, database, drafts, settings, clock.now())
        await gatherer.run_due()
        read += len(chunk)
        progress(len(chunk))
    return Imported(read + len(broken), admitted, (*refused, *broken), gatherer.broken)


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file of articles, unpacked (gzip, bzip2, xz). Raises ``BadLine`` where they cannot be read on.

    Of a line over ``MAX_LINE_BYTES`` only the beginning, for what is packed may be thousands of times as long.
    """
    peeked = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]  # it reads bytes
    head = peeked.peek(max(map(len, _PACKED)))
    unpack = next((unpack for magic, unpack in _PACKED.items() if head.startswith(magic)), None)
    read = 0
    try:
        source = unpack(peeked) if unpack else peeked
        while line := source.readline(MAX_LINE_BYTES + 1):
            yield line
            read += 1
            while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
                line = source.readline(MAX_LINE_BYTES + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise BadLine(read + 1, f"cannot be read, nor what follows: {error}; import the file again whole") from None


def _chunks(numbered: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """So many lines as are held in memory at once."""
    chunk: list[tuple[int, bytes]] = []
    size = 0
    for number, line in numbered:
        chunk.append((number, line))
        size += len(line)
        if len(chunk) == LINES_AT_ONCE or size >= BYTES_AT_ONCE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _to_the_end(lines: Iterable[bytes], broken: list[BadLine]) -> Iterator[bytes]:
    try:
        yield from lines
    except BadLine as problem:
        broken.append(problem)


def _drafts(chunk: Iterable[tuple[int, bytes]], refused: list[BadLine]) -> Iterator[tuple[str, EntryDraft]]:
    for number, line in chunk:
        try:
            yield parse_line(number, line)
        except BadLine as problem:
            refused.append(problem)


def parse_line(number: int, line: bytes) -> tuple[str, EntryDraft]:
    """An article line as (feed, entry), cleaned as entries of feeds are. Raises ``BadLine`` naming the field.

    A URL that is not http(s) is left out, and so is an impossible language.
    """
    if len(line) > MAX_LINE_BYTES:
        raise BadLine(number, f"has more bytes than the limit of {MAX_LINE_BYTES}; split the text")
    article = _object(number, line)
    for field in _TEXTS:
        if not isinstance(article.get(field, ""), str | None):
            raise BadLine(number, f"{field} is {article[field]!r:.80}; write it as text, in quotes")
    name = guid_of(article.get("id"))
    if name is None:
        raise BadLine(number, "id is missing; give each article an id of its own")
    feed = article.get("feed") or DEFAULT_FEED
    if len(feed) > FEED_CHARS or without_illegal(feed) != feed:
        raise BadLine(number, f"feed {feed!r:.50} is not a name; use at most {FEED_CHARS} characters that can be seen")
    title, text = " ".join(without_illegal(article.get("title") or "").split()), body_text(article.get("text"))
    if not (title or text):
        raise BadLine(number, f"article {name} has neither title nor text")
    raw, published = _published(number, name, article)
    draft = EntryDraft(
        item_hash=xxhash.xxh3_64_digest(line),
        order=number,
        guid=name,
        url=web_url(article.get("url")),
        title=title[:TITLE_CHARS],
        summary="",
        content=text,
        author=None,
        lang=language(article.get("lang")),
        published_raw=raw,
        published_at=published,
    )
    return feed, draft


def _object(number: int, line: bytes) -> dict[str, Any]:
    try:
        article = orjson.loads(line.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        if not _is_text(line):
            raise BadLine(number, "not UTF-8 text; convert the file") from None
        raise BadLine(number, _A_LIST if line.strip() == b"[" else f"not JSON: {error}") from None
    if isinstance(article, list):
        raise BadLine(number, _A_LIST)
    if not isinstance(article, dict):
        raise BadLine(number, 'not a JSON object; write {"id": …, "published": …, "title": …, "text": …}')
    return article


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _published(number: int, name: str, article: dict[str, Any]) -> tuple[str, float]:
    """The date as it is written, and as seconds; exported lines of undated articles say when they were first seen."""
    said = next((article[field] for field in _DATES if article.get(field)), None)
    if said is None:
        raise BadLine(number, f"article {name} has no date; add published, such as 2026-11-27T08:30:00Z")
    # Many programs write the seconds since 1970, or the milliseconds.
    raw = without_illegal(str(said)) if isinstance(said, str | int | float) else ""
    published = parse_date(raw)
    if published is None:
        said = f"published {said!r:.80} of article {name}"
        raise BadLine(number, f"{said} is no date from 1990 to 2100; write it as 2026-11-27T08:30:00Z")
    return raw, published


def _admit(database: Database, drafts: list[tuple[str, EntryDraft]], settings: PollingSettings, now: float) -> int:
    keys = sorted({IMPORT_PREFIX + feed for feed, _ in drafts})
    ids = database.write(lambda db: listing.ensure_imported(db, keys, settings, now))
    # Each by itself, so that entries are numbered, and their rows lie, in the order in which they are judged.
    arrivals = [_Arrived(ids[IMPORT_PREFIX + feed], now, (_admission(draft),)) for feed, draft in drafts]
    return sum(database.write(lambda db: admission.admit(db, arrivals)).values())


def _admission(draft: EntryDraft) -> Admission:
    link = urls.canonical(draft.url) if draft.url else None
    digest = xxhash.xxh3_64_digest(f"{draft.title}\x00{draft.content}".encode("utf-8", "surrogatepass"))
    key = urls.entry_key(draft.guid, link, digest)
    return Admission(key, digest, urls.url_key(link) if link else None, baseline=False, draft=draft)


def export_lines(database: Database, write: Callable[[bytes], object], *, since: float) -> int:
    """Call ``write`` with a JSON line for each article judged since a time, in order of admission; how many."""

    def copy(connection: Connection) -> int:
        written = 0
        for row in stories.all_judged(connection, since=since):
            write(orjson.dumps(shapes.exported_line(row)) + b"\n")
            written += 1
        return written

    return database.read(copy)
