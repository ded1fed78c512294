"""Memory for large bodies, shared by all requests under way: hundreds may run at once, and each may bring megabytes."""

from __future__ import annotations

import asyncio
from collections import deque

SMALL_BYTES = 256 * 1024
"""Bodies up to this size need no room: feeds and pages are mostly a quarter of it."""
ROOM_BYTES = 40_000_000
"""Four large bodies. Each of some 200 others has 0.3 to 0.8 MB under way meanwhile, what children are handed is there
thrice, and the worker itself takes 100 MB: together under 512 MB."""
WAIT_S = 15.0


class Room:
    """So many bytes, first come first served. Belongs to one event loop."""

    def __init__(self, total: int) -> None:
        self._total = self._free = total
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._loop = asyncio.get_running_loop()

    async def take(self, size: int) -> int:
        """Return what was taken when there is room for ``size`` bytes, or for all there is where that is less.

        Raises ``TimeoutError`` after some time without.
        """
        size = min(size, self._total)
        if not self._waiting and size <= self._free:
            self._free -= size
            return size
        place = (size, self._loop.create_future())
        self._waiting.append(place)
        try:
            await asyncio.wait_for(place[1], WAIT_S)
        except (TimeoutError, asyncio.CancelledError):
            if place in self._waiting:
                self._waiting.remove(place)
            elif place[1].done() and not place[1].cancelled():
                self._free += size
            self._wake()
            raise
        return size

    def give(self, size: int) -> None:
        """Take ``size`` bytes back; may be called from any thread, as the end of an object's life may."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._returned, size)

    def _returned(self, size: int) -> None:
        self._free += size
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._free:
            size, place = self._waiting.popleft()
            if not place.done():
                self._free -= size
                place.set_result(None)
