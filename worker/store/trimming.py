"""Forgetting by size: when the store holds more than it may, the oldest of it goes, day by day, in small steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from worker.store import retention, room
from worker.store.database import Database
from worker.store.judged import DAY_S

AIM = 15 / 16
"""Of the limit: then there is room for some hours, and the file with what it keeps free is as large as allowed."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """``rows`` went, all of them of before ``older_than`` (epoch seconds); ``held_bytes`` is what is left."""

    rows: int
    older_than: float
    held_bytes: int


def trim(database: Database, limit: int, *, window_s: float, now: float) -> Trimmed | None:
    """Bring a store that holds more than ``limit`` bytes below it; None where it does not.

    What stories within their window are compared by stays, however large it is. Blocks; to be called from a thread,
    beside the work.
    """
    held = database.read(room.held_bytes)
    if held <= limit:
        return None
    newest, rows = now - window_s, 0
    since = before = min(database.read(retention.oldest) or newest, newest)
    while held > limit * AIM and before < newest:
        since, before = before, min(before + DAY_S, newest)
        step = partial(retention.forget_before, before=before, since=since)
        while touched := database.write(step):
            rows += touched
            # PostgreSQL has to count for it, so it is asked once a day of what goes.
            if database.is_sqlite and (held := database.read(room.held_bytes)) <= limit * AIM:
                break
        held = database.read(room.held_bytes)
    return Trimmed(rows, before, held)


def give_back(database: Database) -> None:
    """Give the disk what has become free inside the file, beside the work."""
    while database.write(room.give_back):
        pass
