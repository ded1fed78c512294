"""The line before the judge: what is gathered is judged in the order it was claimed, however its reading went.

Who is judged first leads a story. Were that whoever is read first, the same entries would tell other stories each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import takewhile

from worker.flow.judge import Gathered

HOLD_S = 1.0
"""How long an article waits for those claimed before it: most pages take less, slow hosts would take for ever."""
FILL_S = 0.25
"""How long those in order wait for more: a batch has some 20 ms of its own, an article 1 ms."""


class Line:
    """Entries in the order of their claims, each being read or ready. One task at a time takes from it."""

    def __init__(self) -> None:
        self._places: dict[int, Gathered | None] = {}
        self._ready_at: dict[int, float] = {}
        self._moved = asyncio.Event()

    def join(self, entries: Iterable[int]) -> None:
        """Entries that were claimed: each will be ``ready``, or ``leave``."""
        self._places.update(dict.fromkeys(entries))

    def ready(self, articles: Iterable[Gathered]) -> None:
        """Articles that were read."""
        now = asyncio.get_running_loop().time()
        for one in articles:
            self._places[one.entry.id] = one
            self._ready_at[one.entry.id] = now
        self._moved.set()

    def leave(self, entries: Iterable[int]) -> None:
        """Entries nobody reads any more; those that are ready stay."""
        for entry in entries:
            if self._places.get(entry, self) is None:
                del self._places[entry]
        self._moved.set()

    async def take(self, most: int) -> list[Gathered]:
        """The next articles to judge, at most so many; none where none is ready."""
        clock = asyncio.get_running_loop().time
        fill_until = clock() + FILL_S
        while self._ready_at:
            self._moved.clear()
            front = list(takewhile(lambda entry: self._places[entry] is not None, self._places))
            if len(front) >= most or len(front) == len(self._places):
                return self._taken(front[:most])
            until = fill_until if front else min(self._ready_at.values()) + HOLD_S
            if until <= clock():
                return self._taken((front or self._held(clock() - HOLD_S))[:most])
            with suppress(TimeoutError):
                async with asyncio.timeout_at(until):
                    await self._moved.wait()
        return []

    def _held(self, since: float) -> list[int]:
        """What is ready, up to the last that has waited long enough."""
        ready = [entry for entry in self._places if entry in self._ready_at]
        waited = [place for place, entry in enumerate(ready) if self._ready_at[entry] <= since]
        return ready[: waited[-1] + 1]

    def _taken(self, entries: list[int]) -> list[Gathered]:
        for entry in entries:
            del self._ready_at[entry]
        return [one for entry in entries if (one := self._places.pop(entry)) is not None]
