"""GATHER, one fetch per address: entries with the same link wait for the first, and then find its article known."""

from __future__ import annotations

import asyncio

from worker.model.entry import PendingEntry


class SingleFlight:
    """A queue for each address that is being read, in the order of claims.

    That order matters: an entry that was read out of turn would wait, before the judge, for one that waits here for it.
    """

    def __init__(self) -> None:
        self._queues: dict[int | None, dict[int, asyncio.Event]] = {}

    def join(self, entry: PendingEntry) -> asyncio.Event | None:
        """Queue for the entry's address; returns what to wait for, None if it is the first."""
        assert entry.url_key is not None, "an entry without an address has no page to wait for"
        queue = self._queues.setdefault(entry.url_key, {})
        turn = queue[entry.id] = asyncio.Event()
        return turn if len(queue) > 1 else None

    def leave(self, entry: PendingEntry) -> None:
        """The next in the queue has its turn: this entry is judged, needs no page, or is given up. Once is enough."""
        queue = self._queues.get(entry.url_key, {})
        if queue.pop(entry.id, None) is None:
            return
        if queue:
            next(iter(queue.values())).set()
        else:
            del self._queues[entry.url_key]
