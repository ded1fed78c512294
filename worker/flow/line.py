"""The queue before the judge: entries are judged in the order of their claims, in whatever order they were read.

Who is judged first leads a story. Were that whoever is read first, the same entries would tell other stories each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import takewhile
from math import inf

from worker.flow.gathered import Gathered

HOLD_S = 1.0
"""How long an article waits for pages claimed before it to come: most take less, slow hosts would take for ever."""
READ_S = 10.0
"""How long what is being read is waited for; hostile pages keep the children busy for longer."""
FILL_S, PASS_FILL_S = 0.25, 0.5
"""How long those in order wait for more: a batch costs some 12 ms of its own, an article 1 to 4. The second in a single
pass, which has nobody to tell sooner."""
FEW = 16
"""So many are worth a batch while a single pass comes to its end."""


class Line:
    """Entries in the order of their claims: their page is awaited, or being read, or they are ready.

    One task at a time takes from it. ``hold_s`` is for hosts alone: what is being read is waited for, because that is
    our own doing, and the slower the machine the longer. None: nobody ever goes ahead, as a single pass has it, which
    delivers at its end; each page has a deadline of its own.
    """

    def __init__(self, hold_s: float | None = HOLD_S) -> None:
        self._hold_s = inf if hold_s is None else hold_s
        self._fill_s = PASS_FILL_S if hold_s is None else FILL_S
        self._places: dict[int, Gathered | None] = {}
        self._read_since: dict[int, float] = {}
        self._ready_at: dict[int, float] = {}
        self._moved = asyncio.Event()

    def join(self, entries: Iterable[int]) -> None:
        """Entries that were claimed: each will be ``ready``, or ``leave``."""
        self._places.update(dict.fromkeys(entries))

    def reads(self, entries: Iterable[int]) -> None:
        """Entries whose pages are here, and about to be read."""
        now = asyncio.get_running_loop().time()
        self._read_since.update((entry, now) for entry in entries if entry in self._places)

    def ready(self, articles: Iterable[Gathered]) -> None:
        """Articles that were read."""
        now = asyncio.get_running_loop().time()
        for one in articles:
            self._places[one.entry.id] = one
            self._ready_at[one.entry.id] = now
            self._read_since.pop(one.entry.id, None)
        self._moved.set()

    def leave(self, entries: Iterable[int]) -> None:
        """Entries nobody reads any more; those that are ready stay."""
        for entry in entries:
            if self._places.get(entry, self) is None:
                del self._places[entry]
                self._read_since.pop(entry, None)
        self._moved.set()

    async def take(self, most: int) -> list[Gathered]:
        """The next articles to judge, at most so many; none where none is ready.

        A single pass judges half of its last ones while the rest is read, or it would end with a long batch and with
        children that have nothing to do.
        """
        clock = asyncio.get_running_loop().time
        fill_until = clock() + self._fill_s
        while self._ready_at:
            self._moved.clear()
            front = list(takewhile(lambda entry: self._places[entry] is not None, self._places))
            unread = len(self._places) - len(front)
            ending = self._hold_s == inf and len(self._places) <= most and len(front) >= max(FEW, unread)
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
        """What is ready with nobody being read before it."""
        unread = takewhile(lambda entry: self._read_since.get(entry, -READ_S) <= now - READ_S, self._places)
        return [entry for entry in unread if entry in self._ready_at]

    def _held_until(self, now: float) -> float:
        """When somebody may go ahead of those before it, or nobody is waited for any longer because it is read."""
        held = [self._ready_at[entry] + self._hold_s for entry in self._passing(now)]
        return min(held or [since + READ_S for since in self._read_since.values() if since > now - READ_S])

    def _held(self, now: float) -> list[int]:
        """What may go ahead, up to the last that has waited long enough."""
        passing = self._passing(now)
        waited = [place for place, entry in enumerate(passing) if self._ready_at[entry] <= now - self._hold_s]
        return passing[: waited[-1] + 1]

    def _taken(self, entries: list[int]) -> list[Gathered]:
        for entry in entries:
            del self._ready_at[entry]
        return [one for entry in entries if (one := self._places.pop(entry)) is not None]
