"""Pages that wait for a child are read in batches, and none is the worse for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.inline import InlineEngine
from worker.content.tasks import RawPage, Source
from worker.flow.batching import ALONE_AFTER_LOSS, BATCH_PAGES, Batcher, ReadAlone
from worker.model.entry import EntryDraft
from worker.model.errors import ContentError

DEADLY = "deadly"


class Lossy(InlineEngine):
    """An engine that takes a turn of the loop for each batch, and loses those that hold a deadly page."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float, **how: Any) -> Any:
        """As the engine does it, later."""
        sources: Sequence[Source] = args[0]
        self.batches.append(len(sources))
        await asyncio.sleep(0)
        if any(source.draft.title == DEADLY for source in sources):
            raise ContentError("took too long", cause="timeout")
        return function(*args)


def page(title: str, size: int = 100) -> Source:
    """An entry whose page is of that many bytes, and is none."""
    draft = EntryDraft(b"8 bytes.", 0, None, None, title, "", "", None, None, None, None)
    return Source(draft, "a.example", None, (), 0, RawPage(b" " * size, {}, "http://a.example/"), None)


async def read(batcher: Batcher, *sources: Source) -> list[Any]:
    """What came of the pages: titles of articles, or what was raised."""
    found = await asyncio.gather(*map(batcher.read, sources), return_exceptions=True)
    return [it if isinstance(it, BaseException) else it.title for it in found]


async def test_pages_that_wait_share_the_next_batch() -> None:
    """The first page goes at once; each gets its own article, whatever was in its batch."""
    engine = Lossy()
    titles = [f"page {number}" for number in range(2 + 2 * BATCH_PAGES)]
    assert await read(Batcher(engine, at_once=1), *map(page, titles)) == titles
    assert engine.batches == [1, BATCH_PAGES, BATCH_PAGES, 1]


async def test_large_pages_do_not_share_a_batch() -> None:
    """A batch is bounded in bytes as well."""
    engine = Lossy()
    await read(Batcher(engine, at_once=1), page("first"), *(page(f"large {place}", 200_000) for place in range(4)))
    assert engine.batches == [1, 2, 2]


async def test_the_pages_of_a_lost_batch_are_read_alone() -> None:
    """Only the page that was slow is taken for slow; and after a loss pages go alone for a while."""
    engine = Lossy()
    batcher = Batcher(engine, at_once=1)
    first, *others = await read(batcher, *map(page, ("first", "second", DEADLY, "third")))
    assert first == "first"
    assert [(type(it), it.slow) for it in others] == [(ReadAlone, False)] * 3
    (slow,) = await read(batcher, page(DEADLY))
    assert isinstance(slow, ReadAlone)
    assert slow.slow
    titles = [f"page {number}" for number in range(ALONE_AFTER_LOSS + 3)]
    assert await read(batcher, *map(page, titles)) == titles
    assert engine.batches[-ALONE_AFTER_LOSS - 1 :] == [1] * ALONE_AFTER_LOSS + [3]


async def test_a_page_that_was_given_up_is_not_sent() -> None:
    """A page nobody waits for any more is not read."""
    engine = Lossy()
    batcher = Batcher(engine, at_once=1)
    waiting = [asyncio.ensure_future(batcher.read(page(title))) for title in ("first", "gone", "second")]
    await asyncio.sleep(0)
    waiting[1].cancel()
    assert (await waiting[0]).title == "first"
    assert (await waiting[2]).title == "second"
    assert engine.batches == [1, 1]
    with pytest.raises(asyncio.CancelledError):
        await waiting[1]
