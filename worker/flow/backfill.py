"""Entries missed between two polls, looked for in the feed's archive (RFC 5005)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from worker.flow.quarantine import Quarantine
from worker.flow.reading import read_watched
from worker.model.entry import EntryDraft
from worker.model.errors import ContentError, FetchError
from worker.model.ports import Engine, Web

MAX_PAGES = 5


async def backfill(
    web: Web,
    engine: Engine,
    quarantine: Quarantine,
    first: str,
    *,
    feed: str,
    after: int,
    is_known: Callable[[Sequence[EntryDraft]], Awaitable[bool]],
) -> tuple[list[EntryDraft], bool]:
    """The entries of up to five archive pages, from ``first`` backwards, and whether one held known entries.

    ``feed`` is the key of the archive's feed; the entries are numbered from ``after`` on. Each page waits for its
    host's turn; a page that cannot be fetched or read ends the walk.
    """
    found: list[EntryDraft] = []
    asked: set[str] = set()
    page: str | None = first
    while page is not None and page not in asked and len(asked) < MAX_PAGES:
        asked.add(page)
        try:
            response = await web.get(page, purpose="feed", feed=feed)
            if response.status != 200:
                break
            document = await read_watched(engine, response, b"", quarantine)
        except (FetchError, ContentError):
            break
        drafts = [replace(draft, order=after + len(found) + place) for place, draft in enumerate(document.entries)]
        found += drafts
        if await is_known(drafts):
            return found, True
        page = document.prev_archive
    return found, False
