"""GATHER, the way to the children: pages that wait for one travel together.

A trip costs the worker some 0.3 ms and both sides a wait for each other, whatever it carries. So whoever comes while
all children are busy waits for the next trip, and shares it; while there is room everybody leaves at once, alone.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass

from worker.content.tasks import Source, read_articles
from worker.model.entry import ArticleDraft
from worker.model.errors import ContentError
from worker.model.ports import Engine

TOGETHER = 6
TOGETHER_BYTES = 512 * 1024
TOGETHER_S = 3.0
"""A usual page takes 10 to 20 ms of CPU. What is not done by then holds one that takes long or never ends."""
WARY = 20
"""So many pages travel alone once a company was lost: where one page was made to kill its child, others are."""


class Missed(Exception):
    """The page has to be read alone: its company was lost, to whichever of its pages; or it is ``slow`` itself."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("slow" if slow else "lost with its company")
        self.slow = slow


@dataclass(frozen=True, slots=True, eq=False)
class _Seat:
    source: Source
    article: asyncio.Future[ArticleDraft]

    @property
    def size(self) -> int:
        return len(self.source.page[0]) if self.source.page else 0


class Company:
    """Reads pages that nobody suspects of anything, several a trip where they wait. Belongs to one event loop."""

    def __init__(self, engine: Engine, *, trips: int | None = None) -> None:
        """``trips`` are under way at once: by default one a core, as there are children."""
        self._engine = engine
        self._at_once = trips or os.cpu_count() or 1
        self._waiting: list[_Seat] = []
        self._trips: set[asyncio.Task[None]] = set()
        self._wary = 0

    async def read(self, source: Source) -> ArticleDraft:
        """The article of a page. Raises ``Missed``, or ``ContentError`` as the engine does where it was alone."""
        seat = _Seat(source, asyncio.get_running_loop().create_future())
        self._waiting.append(seat)
        self._depart()
        try:
            return await seat.article
        finally:
            if seat in self._waiting:  # given up: nobody travels for nothing
                self._waiting.remove(seat)

    def _depart(self) -> None:
        """Send off as many trips as may be under way; those who wait share them evenly."""
        while len(self._trips) < self._at_once and self._waiting:
            trip = asyncio.get_running_loop().create_task(self._travel(self._boarded()))
            self._trips.add(trip)
            trip.add_done_callback(self._returned)

    def _returned(self, trip: asyncio.Task[None]) -> None:
        self._trips.discard(trip)
        self._depart()

    def _boarded(self) -> list[_Seat]:
        """The next company: whoever waits longest first."""
        share = 1 if self._wary else min(TOGETHER, -(-len(self._waiting) // self._at_once))
        self._wary = max(0, self._wary - 1)
        company: list[_Seat] = []
        size = 0
        for seat in self._waiting[:share]:
            size += seat.size
            if company and size > TOGETHER_BYTES:
                break
            company.append(seat)
        del self._waiting[: len(company)]
        return company

    async def _travel(self, company: list[_Seat]) -> None:
        sources, largest = [seat.source for seat in company], max(seat.size for seat in company)
        try:
            articles = await self._engine.run(
                read_articles,
                sources,
                timeout_s=TOGETHER_S,
                size=largest,
                documents=len(company),
                again=False,  # or a trip would be taken up by who waits for the slow lane
            )
        except Exception as error:  # noqa: BLE001 - it is theirs to see who wait for it
            self._wary = WARY
            slow = len(company) == 1 and isinstance(error, ContentError) and error.cause == "timeout"
            for seat in company:
                if not seat.article.done():
                    seat.article.set_exception(Missed(slow=slow) if slow or len(company) > 1 else error)
        else:
            for seat, article in zip(company, articles, strict=True):
                if not seat.article.done():
                    seat.article.set_result(article)
