"""A shared budget of memory for large bodies: hundreds of requests may run at once, and each may bring megabytes."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush

from worker.model.errors import Unreachable

SMALL_BYTES = 256 * 1024
"""Bodies up to this size need no reservation; feeds and pages are mostly a quarter of it."""
LARGE_BYTES = 2_000_000
"""Larger bodies than nearly every real feed and page; together they never get the whole budget."""
ROOM_BYTES = 40_000_000
"""Three bodies of the largest size and many smaller ones. Some 200 other requests hold 0.3 to 0.8 MB each, what is
handed to children exists three times, and the worker itself takes 100 MB: together less than 512 MB."""
WAIT_S = 15.0


class Room:
    """A budget of bytes; the smallest requests go first, and large ones get at most three quarters. O(log n).

    Belongs to one event loop.
    """

    def __init__(self, total: int) -> None:
        self._total = self._free = total
        self._most_for_large = self._free_for_large = total * 3 // 4
        self._few: list[tuple[int, int, asyncio.Future[None]]] = []
        self._many: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = 0
        self._loop = asyncio.get_running_loop()

    async def take(self, size: int) -> int:
        """Wait until ``size`` bytes, or the whole budget if that is less, are free; returns the bytes taken.

        Raises ``Unreachable``, cause ``crowded``, after ``WAIT_S``: nothing is wrong with the feed or page.
        """
        large = size > LARGE_BYTES
        size = min(size, self._most_for_large if large else self._total)
        self._order += 1
        place = self._loop.create_future()
        heappush(self._many if large else self._few, (size, self._order, place))
        self._wake()
        try:
            await asyncio.wait_for(place, WAIT_S)
        except TimeoutError:
            if place.done() and not place.cancelled():  # both at once, as where the event loop was blocked
                return size
            message = f"{size} bytes found no room beside other large bodies for {WAIT_S:g} s"
            raise Unreachable(message, cause="crowded") from None
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._returned(size)
            raise
        return size

    def give(self, size: int) -> None:
        """Return ``size`` bytes; may be called from any thread, for instance by a finalizer."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._returned, size)

    def _returned(self, size: int) -> None:
        self._free += size
        self._free_for_large += size if size > LARGE_BYTES else 0
        self._wake()

    def _wake(self) -> None:
        while self._few and self._few[0][0] <= self._free:
            self._let_in(self._few)
        while self._many and self._many[0][0] <= min(self._free, self._free_for_large):
            self._free_for_large -= self._let_in(self._many)

    def _let_in(self, waiting: list[tuple[int, int, asyncio.Future[None]]]) -> int:
        size, _, place = heappop(waiting)
        if place.done():  # it gave up
            return 0
        self._free -= size
        place.set_result(None)
        return size
