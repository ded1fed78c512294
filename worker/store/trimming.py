"""Forgetting by size: when the store holds more than it may, the oldest of it goes, day by day, in small steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from worker.store import retention, size
from worker.store.database import Database
from worker.store.judged import DAY_S

AIM = 15 / 16
"""The share of the limit to trim to: room for some hours, and with the free pages it keeps the file is at the limit."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """``rows`` from before ``older_than`` (epoch seconds) were deleted; ``held_bytes`` is what is left."""

    rows: int
    older_than: float
    held_bytes: int


def trim(database: Database, limit: int, *, window_s: float, now: float) -> Trimmed | None:
    """Bring a store that holds more than ``limit`` bytes below it; None if it does not.

    What stories within their window are compared by stays, however large. Blocks: call it from a thread.
    """
    held = database.read(size.held_bytes)
    if held <= limit:
        return None
    newest, rows = now - window_s, 0
    since = before = min(database.read(retention.oldest) or newest, newest)
    while held > limit * AIM and before < newest:
        since, before = before, min(before + DAY_S, newest)
        step = partial(retention.forget_before, before=before, since=since)
        while touched := database.write(step):
            rows += touched
            # PostgreSQL has to count rows for this, so it is only asked once per day deleted.
            if database.is_sqlite and (held := database.read(size.held_bytes)) <= limit * AIM:
                break
        held = database.read(size.held_bytes)
    return Trimmed(rows, before, held)


def give_back(database: Database) -> None:
    """Return the file's free pages to the disk, in steps beside the work."""
    while database.write(size.give_back):
        pass
