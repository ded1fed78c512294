"""How common terms and marks are, slowly forgotten.

A document counts ``weight(now)``, which doubles every ``HALVED_AFTER_DAYS``, and what is read is divided by it (forward
decay, Cormode et al. 2009). So all counts halve at one moment and no row is touched for it; being powers of two, sums
stay exact, and a batch counts as a restarted worker would. Counts that have dwindled go, so that the table holds the
words of the last months and not every name ever read; shares stay what they were, for the totals halve too.

What the last hour counted stands in a small table until it is taken over (``store/fresh.py``). What a batch has looked
up is remembered for the next ones: each look-up of a term ends on a page of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from worker.policy.translations import language_term
from worker.store import bulk, fresh, sweeps
from worker.store import schema as t
from worker.store.judged import DAY_S

ALL_TEXTS, ALL_STORIES = -1, -2
"""What is counted beside terms."""
HALVED_AFTER_DAYS = 64
"""Nine windows of a week: what is rare is told from months, and a term keeps its weight while a story lives."""
_FIRST = 20480 // HALVED_AFTER_DAYS
"""January 2026 counts 1, so that SQLite keeps most counts in one or two bytes."""
_DWINDLED = 0.5
"""Less is left of a term met once two halvings ago: it goes 64 to 128 days after."""


REMEMBERED = 50_000
"""Terms whose counts are remembered, some 8 MB."""


class Remembered:
    """Counts as they are stored, for as long as nobody changes them but the batches that share this.

    To be dropped when one of these is rolled back.
    """

    def __init__(self) -> None:
        self.stored: dict[int, float] = {}
        self._given = 0
        self._sweep: sweeps.Sweep | None = None

    def begin(self, connection: sa.Connection, given: int, reserved: int, now: float) -> None:
        """A batch begins, for which ``reserved`` article ids were taken beyond those ``given`` before.

        Who else counts takes ids as well, and dwindled counts go in steps that are noted.
        """
        sweep = sweeps.begun(connection, "term_counts", _halvings(now))
        if (given, sweep) != (self._given, self._sweep) or len(self.stored) > REMEMBERED:
            self.stored.clear()
        self._given, self._sweep = given + reserved, sweep


class Counts:
    """The counts that one batch needs, as they stood before it and with what it has counted so far."""

    def __init__(self, connection: sa.Connection, now: float, remembered: Remembered | None = None) -> None:
        self._connection = connection
        self._now = now
        self._remembered = remembered or Remembered()
        self._added: dict[int, float] = defaultdict(float)
        self.documents: dict[int, float] = {}
        """In how many stories each loaded term was strong, and in how many texts each loaded mark stood."""

    def begin(self, given: int, reserved: int) -> None:
        """See ``Remembered.begin``."""
        self._remembered.begin(self._connection, given, reserved, self._now)

    @property
    def stories(self) -> float:
        """How many stories were opened in all."""
        return self.documents.get(ALL_STORIES, 0.0)

    @property
    def texts(self) -> float:
        """How many texts were read in all."""
        return self.documents.get(ALL_TEXTS, 0.0)

    def texts_in(self, lang: str | None) -> float:
        """How many texts of a language were read."""
        term = language_term(lang)
        if term not in self.documents:
            self.load((term,))
        return self.documents[term]

    def load(self, terms: Iterable[int]) -> None:
        """Load the counts of these terms, and of all texts and stories, as far as they were not loaded before."""
        missing = [term for term in {ALL_TEXTS, ALL_STORIES, *terms} if term not in self.documents]
        stored, own = self._remembered.stored, weight(self._now)
        if unknown := [term for term in missing if term not in stored]:
            stored |= _stored(self._connection, unknown)
        self.documents |= {term: stored[term] / own for term in missing}

    def add_text(self, marks: Iterable[int]) -> None:
        """Count one more text, with the terms of these marks."""
        self._add((*marks, ALL_TEXTS))

    def add_to_story(self, terms: Iterable[int], *, opened: bool) -> None:
        """Count the terms in which a story became strong; it is counted itself if it was ``opened`` with them."""
        self._add((*terms, ALL_STORIES) if opened else terms)

    def _add(self, terms: Iterable[int]) -> None:
        for term in terms:
            self.documents[term] = self.documents.get(term, 0.0) + 1
            self._added[term] += 1

    def flush(self) -> None:
        """Write what the batch has counted."""
        add(self._connection, self._added, self._now)
        stored, own = self._remembered.stored, weight(self._now)
        stored |= {term: stored[term] + number * own for term, number in self._added.items() if term in stored}


def weight(now: float) -> float:
    """What a document of this day counts beside those of other days."""
    return 2.0 ** (_halvings(now) - _FIRST)


def _stored(connection: sa.Connection, terms: Collection[int]) -> dict[int, float]:
    """The counts of these terms as they are written, 0 for those not counted."""
    dialect, found = connection.dialect.name, dict.fromkeys(terms, 0.0)
    for term, documents in connection.execute(_counted(dialect), {"b_terms": bulk.listed(dialect, terms)}).all():
        found[term] += documents
    return found


@cache
def _counted(dialect: str) -> sa.CompoundSelect[Any]:
    both = (t.term_counts, t.fresh_counts)
    return sa.union_all(*(sa.select(table).where(bulk.inside(dialect, table.c.term, "b_terms")) for table in both))


def add(connection: sa.Connection, counted: Mapping[int, float], now: float) -> None:
    """Count documents of today: how many more for each term."""
    own = weight(now)
    rows = [(term, number * own) for term, number in sorted(counted.items())]
    bulk.insert(connection, t.fresh_counts, rows, _summed)


def take_over(connection: sa.Connection, now: float, step: int) -> int:
    """Once an hour count what was counted since where all is; see ``fresh.take_over``."""
    return fresh.take_over(connection, t.fresh_counts, t.term_counts, _summed, now, step)


def forget(connection: sa.Connection, now: float, step: int) -> int:
    """After each halving go once through the table, ``step`` rows a call; 0 when there is nothing left to do."""
    sweep = sweeps.begun(connection, "term_counts", _halvings(now))
    if sweep.done:
        return 0
    here = t.term_counts.c.term > sweep.place
    ahead = sa.select(t.term_counts.c.term).where(here).order_by(t.term_counts.c.term)
    end = connection.scalar(ahead.offset(step).limit(1))
    if end is not None:
        here &= t.term_counts.c.term <= end
    dwindled = t.term_counts.c.documents < weight(now) * _DWINDLED
    gone = connection.execute(sa.delete(t.term_counts).where(here, dwindled)).rowcount
    sweeps.note(connection, sweep, end)
    return gone + (end is not None)


def _summed(insert: Any) -> Any:
    summed = insert.table.c.documents + insert.excluded.documents
    return insert.on_conflict_do_update(index_elements=["term"], set_={"documents": summed})


def _halvings(now: float) -> int:
    return int(now // DAY_S) // HALVED_AFTER_DAYS
