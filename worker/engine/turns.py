"""Who gets a child next: small documents first, and large ones never all children."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush

LARGE_BYTES = 256 * 1024
"""Most feeds and pages have a quarter of it; documents that cost a parser seconds are mostly larger."""


class Turns:
    """At most so many turns at once, the smallest waiting document next; O(log n). Belongs to one event loop.

    If there are at least two children, one is reserved for documents that are not large.
    """

    def __init__(self, children: int) -> None:
        self._free = children
        self._free_for_large = max(1, children - 1)
        self._small: list[tuple[int, int, asyncio.Future[None]]] = []
        self._large: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = 0

    async def take(self, size: int) -> None:
        """Wait for a turn for a document of ``size`` bytes; end it by ``give`` with the same size."""
        self._order += 1
        place = asyncio.get_running_loop().create_future()
        heappush(self._large if size > LARGE_BYTES else self._small, (size, self._order, place))
        self._hand_out()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.give(size)
            raise

    def give(self, size: int) -> None:
        """End a turn."""
        self._free += 1
        self._free_for_large += size > LARGE_BYTES
        self._hand_out()

    def _hand_out(self) -> None:
        while self._free and (self._small or (self._large and self._free_for_large)):
            large = not self._small
            _, _, place = heappop(self._large if large else self._small)
            if not place.done():
                self._free -= 1
                self._free_for_large -= large
                place.set_result(None)
