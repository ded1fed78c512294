"""Dispositions counted once and noted, so that nobody who asks for their sums goes through the whole history.

A disposition is final, but for a ruling that tells a silenced entry after all. So what was counted up to an entry
stays, and only younger entries are counted when somebody asks: 30 million took 11 s and a look at 9 GB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import orjson
import sqlalchemy as sa

from worker.model.entry import Disposition
from worker.store import notes, sessions
from worker.store.schema import UNDECIDED, entries, pending

STEP = 20_000
"""Entries counted at a time: some 8 ms of the writer."""
BEHIND = 10_000
"""The newest are left: on a shared store one with a lower number may still be committed by another worker."""

_NOTE = "dispositions counted"


def count_on(connection: sa.Connection, *, step: int = STEP, behind: int = BEHIND) -> bool:
    """Count some more, up to the first undecided entry; False where there were few to count."""
    sessions.judge_alone(connection)  # no ruling may change what is being counted
    upto, counts = _noted(connection)
    newest = connection.scalar(sa.select(sa.func.max(entries.c.id))) or 0
    waiting = connection.scalar(sa.select(sa.func.min(entries.c.id)).where(UNDECIDED))
    last = min(upto + step, newest - behind, newest if waiting is None else waiting - 1)
    if last <= upto:
        return False
    counts.update(_counted(connection, entries.c.id > upto, entries.c.id <= last))
    _note(connection, last, counts)
    return last == upto + step


def dispositions(connection: sa.Connection, *, anew: bool = False) -> Counter[str]:
    """The number of entries with each disposition; of those without, as ``open``. ``anew`` counts all of them."""
    upto, counts = (0, Counter[str]()) if anew else _noted(connection)
    return counts + _counted(connection, entries.c.id > upto)


def undecided(connection: sa.Connection) -> tuple[int, int]:
    """The numbers of entries without a disposition and of pending rows, in one snapshot: I7 holds if they are equal.

    Cheap however long the history; ``entries.audit`` counts everything.
    """
    count = sa.select(sa.func.count())
    without = count.select_from(entries).where(UNDECIDED).scalar_subquery()
    row = connection.execute(sa.select(without, count.select_from(pending).scalar_subquery())).one()
    return int(row[0]), int(row[1])


def told_after_all(connection: sa.Connection, entry: int) -> None:
    """An entry that was ``grouped`` has become ``alerted``."""
    upto, counts = _noted(connection)
    if entry <= upto:
        counts.update({Disposition.GROUPED.value: -1, Disposition.ALERTED.value: 1})
        _note(connection, upto, counts)


def forgotten(connection: sa.Connection, gone: Iterable[tuple[int, str]]) -> None:
    """Entries, given by id and disposition, are no longer there."""
    upto, counts = _noted(connection)
    counts.subtract(disposition for entry, disposition in gone if entry <= upto)
    _note(connection, upto, counts)


def _counted(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> Counter[str]:
    query = sa.select(entries.c.disposition, sa.func.count()).where(*which).group_by(entries.c.disposition)
    return Counter({disposition or "open": number for disposition, number in connection.execute(query)})


def _noted(connection: sa.Connection) -> tuple[int, Counter[str]]:
    found = notes.note(connection, _NOTE)
    if found is None:
        return 0, Counter()
    kept = orjson.loads(found)
    return kept["upto"], Counter(kept["counts"])


def _note(connection: sa.Connection, upto: int, counts: Mapping[str, int]) -> None:
    notes.keep(connection, _NOTE, orjson.dumps({"upto": upto, "counts": counts}).decode())
