"""Pages that wait for a child travel together, and none is the worse for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.inline import InlineEngine
from worker.content.tasks import Source
from worker.flow.company import TOGETHER, WARY, Company, Missed
from worker.model.entry import EntryDraft
from worker.model.errors import ContentError

DEADLY = "deadly"


class Road(InlineEngine):
    """An engine that takes a turn of the loop for each trip, and loses those that carry a deadly page."""

    def __init__(self) -> None:
        self.trips: list[int] = []

    async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float, **how: Any) -> Any:
        """As the engine does it, later."""
        sources: Sequence[Source] = args[0]
        self.trips.append(len(sources))
        await asyncio.sleep(0)
        if any(source.draft.title == DEADLY for source in sources):
            raise ContentError("took too long", cause="timeout")
        return function(*args)


def page(title: str, size: int = 100) -> Source:
    """An entry whose page is of that many bytes, and is none."""
    draft = EntryDraft(b"8 bytes.", 0, None, None, title, "", "", None, None, None, None)
    return Source(draft, "a.example", None, (), 0, (b" " * size, {}, "http://a.example/"), None)


async def read(company: Company, *sources: Source) -> list[Any]:
    """What came of the pages: titles of articles, or what was raised."""
    found = await asyncio.gather(*map(company.read, sources), return_exceptions=True)
    return [it if isinstance(it, BaseException) else it.title for it in found]


async def test_those_who_wait_share_the_next_trip() -> None:
    """The first leaves at once; each page gets its own article, whoever it travelled with."""
    road = Road()
    titles = [f"page {number}" for number in range(2 + 2 * TOGETHER)]
    assert await read(Company(road, trips=1), *map(page, titles)) == titles
    assert road.trips == [1, TOGETHER, TOGETHER, 1]


async def test_what_is_large_is_not_packed_together() -> None:
    """A company is bounded by what it carries, too."""
    road = Road()
    await read(Company(road, trips=1), page("first"), *(page(f"large {place}", 200_000) for place in range(4)))
    assert road.trips == [1, 2, 2]


async def test_a_lost_company_goes_on_alone() -> None:
    """Nobody is taken for slow but who is; and after a loss pages travel alone for a while."""
    road = Road()
    company = Company(road, trips=1)
    first, *others = await read(company, *map(page, ("first", "second", DEADLY, "third")))
    assert first == "first"
    assert [(type(it), it.slow) for it in others] == [(Missed, False)] * 3
    (slow,) = await read(company, page(DEADLY))
    assert isinstance(slow, Missed)
    assert slow.slow
    titles = [f"page {number}" for number in range(WARY + 3)]
    assert await read(company, *map(page, titles)) == titles
    assert road.trips[-WARY - 1 :] == [1] * WARY + [3]


async def test_who_was_given_up_does_not_travel() -> None:
    """A page nobody waits for any more is not read."""
    road = Road()
    company = Company(road, trips=1)
    waiting = [asyncio.ensure_future(company.read(page(title))) for title in ("first", "gone", "second")]
    await asyncio.sleep(0)
    waiting[1].cancel()
    assert (await waiting[0]).title == "first"
    assert (await waiting[2]).title == "second"
    assert road.trips == [1, 1]
    with pytest.raises(asyncio.CancelledError):
        await waiting[1]
