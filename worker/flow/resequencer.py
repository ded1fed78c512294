"""The queue before the judge: entries are judged in the order of their claims, in whatever order they were read.

The article that is judged first leads its story. If that were simply the one read first, the same entries would give
different stories each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import takewhile
from math import inf

from worker.flow.gathered import Gathered

HOLD_S = 1.0
"""How long a ready article waits for pages claimed before it to arrive: most take less, slow hosts far longer."""
READ_S = 10.0
"""How long a page that is being read is waited for; hostile pages keep the children busy for longer."""
FILL_S, PASS_FILL_S = 0.25, 0.5
"""How long articles that are ready and in order wait for more to share their batch: a batch costs some 12 ms by itself,
an article 1 to 4. The second value is for a single pass, where nobody waits for the first alert."""
LAST, FEW = 256, 16
"""With how many articles left a single pass comes to its end, and how many are worth a batch of their own then."""


class Resequencer:
    """Entries in the order of their claims; each is awaiting its page, being read, or ready.

    One task at a time takes from it. ``hold_s`` limits only the wait for hosts: a page that has arrived is waited for
    while it is read, which depends on our own machine. With None no article ever overtakes another; a single pass has
    it so, as it delivers at its end and each page has a deadline of its own.
    """

    def __init__(self, hold_s: float | None = HOLD_S) -> None:
        self._hold_s = inf if hold_s is None else hold_s
        self._fill_s = PASS_FILL_S if hold_s is None else FILL_S
        self._places: dict[int, Gathered | None] = {}
        self._read_since: dict[int, float] = {}
        self._ready_at: dict[int, float] = {}
        self._moved = asyncio.Event()

    def join(self, entries: Iterable[int]) -> None:
        """Note claimed entries, in order; each must later be passed to ``ready`` or ``leave``."""
        self._places.update(dict.fromkeys(entries))

    def reads(self, entries: Iterable[int]) -> None:
        """Note entries whose pages have arrived and are about to be read."""
        now = asyncio.get_running_loop().time()
        self._read_since.update((entry, now) for entry in entries if entry in self._places)

    def ready(self, articles: Iterable[Gathered]) -> None:
        """Note articles that were read."""
        now = asyncio.get_running_loop().time()
        for one in articles:
            self._places[one.entry.id] = one
            self._ready_at[one.entry.id] = now
            self._read_since.pop(one.entry.id, None)
        self._moved.set()

    def leave(self, entries: Iterable[int]) -> None:
        """Drop entries that will not become ready; those that are ready stay."""
        for entry in entries:
            if self._places.get(entry, self) is None:
                del self._places[entry]
                self._read_since.pop(entry, None)
        self._moved.set()

    async def take(self, most: int) -> list[Gathered]:
        """The next articles to judge, at most ``most``; an empty list where none is ready.

        A single pass judges the first half of its last articles while the others are read; otherwise it would end with
        one long batch and idle children.
        """
        clock = asyncio.get_running_loop().time
        fill_until = clock() + self._fill_s
        while self._ready_at:
            self._moved.clear()
            front = list(takewhile(lambda entry: self._places[entry] is not None, self._places))
            unread = len(self._places) - len(front)
            ending = self._hold_s == inf and len(self._places) <= LAST and len(front) >= max(FEW, unread)
            if len(front) >= most or not unread or ending:
                return self._taken(front[:most])
            now = clock()
            until = fill_until if front else self._held_until(now)
            if until <= now:
                return self._taken((front or self._held(now))[:most])
            with suppress(TimeoutError):
                async with asyncio.timeout_at(until if until < inf else None):
                    await self._moved.wait()
        return []

    def _passing(self, now: float) -> list[int]:
        """Entries that are ready and have nothing before them that is being read."""
        unread = takewhile(lambda entry: self._read_since.get(entry, -inf) + READ_S <= now, self._places)
        return [entry for entry in unread if entry in self._ready_at]

    def _held_until(self, now: float) -> float:
        """When the next entry may overtake those before it, or the wait for one that is being read ends."""
        held = [self._ready_at[entry] + self._hold_s for entry in self._passing(now)]
        return min(held or [since + READ_S for since in self._read_since.values() if since + READ_S > now])

    def _held(self, now: float) -> list[int]:
        """Entries that may overtake, up to the last that has waited long enough."""
        passing = self._passing(now)
        waited = [place for place, entry in enumerate(passing) if self._ready_at[entry] + self._hold_s <= now]
        return passing[: waited[-1] + 1]

    def _taken(self, entries: list[int]) -> list[Gathered]:
        for entry in entries:
            del self._ready_at[entry]
        return [one for entry in entries if (one := self._places.pop(entry)) is not None]
