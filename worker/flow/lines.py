"""GATHER, one fetch per address: entries with the same link wait for the first, and then find its article known."""

from __future__ import annotations

import asyncio

from worker.model.entry import PendingEntry


class Lines:
    """A line for each address that is being read, in the order of claims.

    That order matters: an entry that was read out of turn would wait, before the judge, for one that waits here for it.
    """

    def __init__(self) -> None:
        self._waiting: dict[int | None, dict[int, asyncio.Event]] = {}

    def join(self, entry: PendingEntry) -> asyncio.Event | None:
        """Stand in the line for the entry's address; returns what to wait for, None if it is the first."""
        assert entry.url_key is not None, "an entry without an address has no page to wait for"
        line = self._waiting.setdefault(entry.url_key, {})
        turn = line[entry.id] = asyncio.Event()
        return turn if len(line) > 1 else None

    def leave(self, entry: PendingEntry) -> None:
        """The next in line has its turn: this entry is judged, needs no page, or is given up. Once is enough."""
        line = self._waiting.get(entry.url_key, {})
        if line.pop(entry.id, None) is None:
            return
        if line:
            next(iter(line.values())).set()
        else:
            del self._waiting[entry.url_key]
