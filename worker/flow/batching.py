"""GATHER, the way to the children: pages that wait for one are sent together, as a batch.

A call of the engine costs the worker some 0.3 ms and a round trip, whatever it carries. So a page that arrives while
all children are busy waits for the next call and shares it; while a child is free every page goes at once, alone.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass

from worker.content.tasks import Source, read_articles
from worker.model.entry import ArticleDraft
from worker.model.errors import ContentError
from worker.model.ports import Engine

BATCH_PAGES = 6
BATCH_BYTES = 512 * 1024
BATCH_DEADLINE_S = 3.0
"""A usual page takes 10 to 20 ms of CPU: a batch that is not done by then holds one that is slow or never ends."""
ALONE_AFTER_LOSS = 20
"""How many pages go alone after a batch was lost: where one page was made to kill its child, others are."""


class ReadAlone(Exception):
    """The page must be read alone: its batch was lost, by whichever of its pages, or the page itself is ``slow``."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("slow" if slow else "lost with its batch")
        self.slow = slow


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    source: Source
    article: asyncio.Future[ArticleDraft]

    @property
    def size(self) -> int:
        return len(self.source.page.body) if self.source.page else 0


class Batcher:
    """Reads pages that are not suspected of anything, several per call where they wait. Belongs to one event loop."""

    def __init__(self, engine: Engine, *, at_once: int | None = None) -> None:
        """``at_once`` is how many batches may be under way: by default one per core, as there are children."""
        self._engine = engine
        self._at_once = at_once or os.cpu_count() or 1
        self._waiting: list[_Request] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._alone_left = 0

    async def read(self, source: Source) -> ArticleDraft:
        """The article of a page. Raises ``ReadAlone``, or the engine's ``ContentError`` where it was alone."""
        request = _Request(source, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        self._send()
        try:
            return await request.article
        finally:
            if request in self._waiting:  # cancelled before it was sent
                self._waiting.remove(request)

    def _send(self) -> None:
        """Start as many batches as may be under way; the waiting pages are shared out evenly."""
        while len(self._under_way) < self._at_once and self._waiting:
            batch = asyncio.get_running_loop().create_task(self._run(self._next_batch()))
            self._under_way.add(batch)
            batch.add_done_callback(self._ended)

    def _ended(self, batch: asyncio.Task[None]) -> None:
        self._under_way.discard(batch)
        self._send()

    def _next_batch(self) -> list[_Request]:
        """The requests to send together, those that have waited longest first."""
        share = 1 if self._alone_left else min(BATCH_PAGES, -(-len(self._waiting) // self._at_once))
        self._alone_left = max(0, self._alone_left - 1)
        batch: list[_Request] = []
        size = 0
        for request in self._waiting[:share]:
            size += request.size
            if batch and size > BATCH_BYTES:
                break
            batch.append(request)
        del self._waiting[: len(batch)]
        return batch

    async def _run(self, batch: list[_Request]) -> None:
        sources, largest = [request.source for request in batch], max(request.size for request in batch)
        try:
            articles = await self._engine.run(
                read_articles,
                sources,
                timeout_s=BATCH_DEADLINE_S,
                size=largest,
                documents=len(batch),
                again=False,  # a batch that were tried again would wait for the slow lane, and all its pages with it
            )
        except Exception as error:  # noqa: BLE001 - it is handed to those who wait for it
            self._alone_left = ALONE_AFTER_LOSS
            slow = len(batch) == 1 and isinstance(error, ContentError) and error.cause == "timeout"
            for request in batch:
                if not request.article.done():
                    request.article.set_exception(ReadAlone(slow=slow) if slow or len(batch) > 1 else error)
        else:
            for request, article in zip(batch, articles, strict=True):
                if not request.article.done():
                    request.article.set_result(article)
