"""POLL, the document: read in a child process, with its parts; a bad element costs only itself.

An element that makes the parser raise is left out by the child. One that kills the child, or keeps it past its
deadline, is found here: halves of the unknown elements are handed out until it is alone.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import structlog
import xxhash

from worker.content.splice import HASH_BYTES, has_whole_element, item_hashes, split_hashes, with_known
from worker.content.tasks import read_feed
from worker.flow.quarantine import KILLED, Quarantine
from worker.model.entry import FeedDocument
from worker.model.errors import ContentError, FetchError, WirewatchError
from worker.model.ports import Engine, Response, Web
from worker.policy.sites import same_site

PARSE_DEADLINE_S = 10.0
PIECE_DEADLINE_S = 2.0
MAX_PIECES = 24
"""The most children used for one document: a bad element among a thousand takes ten that die and ten that live."""

PIECES_FOR_S = 20.0
PARTS_FOR_S = 30.0
"""After this time no further piece is tried, or part fetched: a poll should end within a minute."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, with the entries of its parts, and the hash of all bytes read for it; None where some are missing."""

    document: FeedDocument
    body_hash: bytes | None


async def read(
    web: Web,
    engine: Engine,
    response: Response,
    known: bytes,
    *,
    quarantine: Quarantine | None = None,
    feed: str | None = None,
) -> Reading:
    """Read a feed document and the parts it names. ``known`` are hashes of elements that need not be read again.

    With ``quarantine`` kills are counted per document. ``feed`` is the key of the feed.

    Raises ``ContentError`` if the document is not a feed, and the first part's error if no part could be read.
    """
    document = await read_watched(engine, response, known, quarantine)
    if document.parts is not None:
        get = partial(web.get, purpose="feed", headers={}, feed=feed)
        return await _with_parts(get, engine, response.url, document, document.parts, known, quarantine)
    if not document.lasting and document.kind != "sitemap" and not has_whole_element(response.body):
        # It broke off inside its first element: half a title must not become an entry.
        document = replace(document, entries=())
    return Reading(document, xxhash.xxh3_128_digest(response.body) if document.lasting else None)


async def read_watched(
    engine: Engine, response: Response, known: bytes, quarantine: Quarantine | None, *, by_halves: bool = True
) -> FeedDocument:
    """``read_document`` under quarantine: refused if it killed too many children before, counted if it kills one."""
    body, headers = response.body, {**response.headers, "content-location": response.url}
    suspect = quarantine is not None and quarantine.suspects(body, response.url)
    try:
        if by_halves:
            return await read_document(engine, body, headers, known, suspect=suspect)
        return await engine.run(
            read_feed, body, headers, known, timeout_s=PARSE_DEADLINE_S, size=len(body), suspect=suspect
        )
    except ContentError as error:
        if quarantine is not None:
            quarantine.blame(body, response.url, error)
        raise


async def read_document(
    engine: Engine,
    body: bytes,
    headers: Mapping[str, str],
    known: bytes,
    *,
    whole_s: float = PARSE_DEADLINE_S,
    piece_s: float = PIECE_DEADLINE_S,
    suspect: bool = False,
) -> FeedDocument:
    """``content.feeds.read_feed`` in a child; elements that kill it are left out, and count as known from then on."""
    try:
        return await engine.run(read_feed, body, headers, known, timeout_s=whole_s, size=len(body), suspect=suspect)
    except ContentError as error:
        if error.cause not in KILLED:
            raise
        window = item_hashes(body)
        if window is None:
            raise
        seen = set(split_hashes(known))
        unknown = [item for item in dict.fromkeys(split_hashes(window)) if item not in seen]
        document = await _by_halves(engine, body, headers, unknown, window, piece_s)
        if document is None:
            raise
        return document


async def _by_halves(
    engine: Engine, body: bytes, headers: Mapping[str, str], unknown: list[bytes], window: bytes, piece_s: float
) -> FeedDocument | None:
    """The document made of the elements that can be read; None if none can.

    Those that nobody came to stay unknown, and the document is to be fetched again.
    """
    every = set(split_hashes(window))
    waiting, spent = _halved(unknown), 0
    blamed: set[bytes] = set()
    found: list[FeedDocument] = []
    until = time.monotonic() + PIECES_FOR_S
    while waiting and spent < MAX_PIECES and time.monotonic() < until:
        piece, spent = waiting.pop(), spent + 1
        rest = b"".join(every.difference(piece))
        try:
            found.append(await engine.run(read_feed, body, headers, rest, timeout_s=piece_s, suspect=True))
        except ContentError as error:
            if error.cause == "crowded":
                waiting.append(piece)
                break
            if len(piece) == 1 and error.cause == "killed" and piece[0] not in blamed:
                # Try once more: children also die of other causes, and an element left out is never seen again.
                blamed.add(piece[0])
                waiting.append(piece)
            elif len(piece) == 1:
                log.warning("an element of a feed cannot be read and is left out", cause=error.cause)
            waiting += _halved(piece)
    if not found:
        return None
    entries = sorted((entry for document in found for entry in document.entries), key=lambda entry: entry.order)
    left = {item for piece in waiting for item in piece}
    read = b"".join(item for item in split_hashes(found[0].window) if item not in left)
    return replace(found[0], entries=tuple(entries), window=read, lasting=not left)


def _halved(piece: list[bytes]) -> list[list[bytes]]:
    """Two halves, the first one last, as it is taken next; nothing for a single element."""
    half = (len(piece) + 1) // 2
    return [it for it in (piece[half:], piece[:half]) if it] if len(piece) > 1 else []


async def _with_parts(
    get: Callable[[str], Awaitable[Response]],
    engine: Engine,
    url: str,
    index: FeedDocument,
    parts: tuple[str, ...],
    known: bytes,
    quarantine: Quarantine | None,
) -> Reading:
    """The entries of an index's parts. A part that cannot be fetched is tried again at the next poll."""
    documents: list[FeedDocument] = []
    hasher = xxhash.xxh3_128(index.window)
    failure: WirewatchError | None = None
    until = time.monotonic() + PARTS_FOR_S
    for part in parts:
        if time.monotonic() > until:
            failure = failure or ContentError(f"{url}: its parts took longer than {PARTS_FOR_S:g} s", cause="timeout")
            break
        try:
            body, document = await _part(get, engine, url, part, known, quarantine)
        except (FetchError, ContentError) as error:
            failure = failure or error
            continue
        hasher.update(body)
        documents.append(document)
    if failure is not None and not documents:
        raise failure
    complete = failure is None and all(document.lasting or document.parts is not None for document in documents)
    return Reading(_joined(index, documents, known, complete=complete), hasher.digest() if complete else None)


async def _part(
    get: Callable[[str], Awaitable[Response]],
    engine: Engine,
    url: str,
    part: str,
    known: bytes,
    quarantine: Quarantine | None,
) -> tuple[bytes, FeedDocument]:
    if not same_site(part, url):
        raise ContentError(f"{url} names {part}, which is on another site", cause="other_site")
    response = await get(part)
    status = response.status
    if status != 200:
        raise FetchError(f"{part}, which {url} names, answered {status}", cause=f"http_{status}", status=status)
    return response.body, await read_watched(engine, response, known, quarantine, by_halves=False)


def _joined(index: FeedDocument, documents: list[FeedDocument], known: bytes, *, complete: bool) -> FeedDocument:
    """All parts as one document. Known elements stay known, as they may be in parts that were not read this time."""
    own = [*split_hashes(index.window)] if complete else []
    read = [
        item for it in documents for item in split_hashes(it.window)[: len(it.window) // HASH_BYTES - it.remembered]
    ]
    window, remembered = with_known([*own, *read], known)
    entries = [entry for document in documents for entry in document.entries]
    return replace(
        index,
        title=next((it.title for it in documents if it.title), None),
        lang=next((it.lang for it in documents if it.lang), None),
        window=window,
        remembered=remembered,
        entries=tuple(replace(entry, order=order) for order, entry in enumerate(entries)),
        lasting=index.lasting and complete,
    )
