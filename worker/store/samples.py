"""Which articles hold a sample: rows for the days that may still get some, sealed blocks for those that are over.

A row costs some 23 bytes, and a look-up one descent for each day of the window. A sample in a block costs 8: of the
blocks there is one for each 2^21 neighbouring hashes, for all days together, as sorted numbers of hash (its lower 21
bits), day (10 bits) and article (33). Once a day is over it is sealed in small steps, each of which takes rows away and
writes them into blocks in one transaction, so that at any moment each sample is in one place. What is past the window
goes when its block is written anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from worker.policy.likeness import FURNITURE
from worker.store import bulk, sweeps
from worker.store import schema as t
from worker.store.packing import pack_long, unpack_long

HASH_BITS, DAY_BITS, ARTICLE_BITS = 21, 10, 33
LONGEST_WINDOW_DAYS = 1000
"""Beyond it a block could not tell two days apart, and nothing is sealed."""
SKEW_DAYS = 16
"""How far our clock may have been ahead when something was sealed."""
STEP_ROWS, STEP_BLOCKS = 4000, 500

_LOW = (1 << HASH_BITS) - 1
_DAYS = (1 << DAY_BITS) - 1
_ARTICLES = (1 << ARTICLE_BITS) - 1


def held(
    connection: sa.Connection, samples: Collection[int], first_day: int, last_day: int
) -> Iterator[tuple[int, int]]:
    """Each of ``samples`` with each article of these days that holds it."""
    dialect = connection.dialect.name
    given = {"b_days": range(first_day, last_day + 1), "b_samples": bulk.listed(dialect, samples)}
    found = {(row.hash, row.article_id) for row in connection.execute(_holders(dialect), given).all()}
    wanted = defaultdict(list)
    for sample in samples:
        wanted[sample >> HASH_BITS].append(sample)
    for bucket, packed in _blocks(connection, wanted):
        for sample in wanted[bucket]:
            low = sample & _LOW
            place = bisect_left(packed, low << DAY_BITS + ARTICLE_BITS)
            while place < len(packed) and packed[place] >> DAY_BITS + ARTICLE_BITS == low:
                if first_day <= _day(packed[place], last_day) <= last_day:
                    found.add((sample, packed[place] & _ARTICLES))
                place += 1
    yield from sorted(found)


@cache
def _holders(dialect: str) -> sa.Select[Any]:
    days = t.samples.c.day.in_(sa.bindparam("b_days", expanding=True))
    query = sa.select(t.samples.c.hash, t.samples.c.article_id)
    return query.where(days, bulk.inside(dialect, t.samples.c.hash, "b_samples"))


def seal(connection: sa.Connection, first_day: int, today: int) -> int:
    """One step: rows of the oldest day that is over go into blocks, or away if it is past the window; how many did."""
    day = connection.scalar(sa.select(sa.func.min(t.samples.c.day)))
    if day is None or day >= today or (day >= first_day and today - first_day > LONGEST_WINDOW_DAYS):
        return 0
    query = sa.select(t.samples.c.hash, t.samples.c.article_id).where(t.samples.c.day == day)
    rows = connection.execute(query.order_by(t.samples.c.hash, t.samples.c.article_id).limit(STEP_ROWS)).all()
    if day >= first_day:
        more = defaultdict(list)
        for sample, article in rows:
            more[sample >> HASH_BITS].append(_packed(sample, day, article))
        merged = {bucket: more.pop(bucket) + list(old) for bucket, old in _blocks(connection, more)}
        _write(connection, more | merged, first_day, today)
    last, article = rows[-1]
    moved = sa.or_(t.samples.c.hash < last, t.samples.c.article_id <= article)
    connection.execute(sa.delete(t.samples).where(t.samples.c.day == day, t.samples.c.hash <= last, moved))
    return len(rows)


def forget(connection: sa.Connection, first_day: int, today: int) -> int:
    """One step: once a day go through the blocks and write anew what is past the window; returns how many were seen.

    An index of their first days would take a third of what the blocks of a small store take, and tell of most of them.
    """
    sweep = sweeps.begun(connection, t.sealed_samples.name, first_day)
    if sweep.done:
        return 0
    seen = connection.execute(_AHEAD, {"b_place": sweep.place, "b_most": STEP_BLOCKS}).all()
    old = [row.bucket for row in seen if row.first_day < first_day]
    if old:
        _write(connection, {bucket: list(packed) for bucket, packed in _blocks(connection, old)}, first_day, today)
    sweeps.note(connection, sweep, seen[-1].bucket if len(seen) == STEP_BLOCKS else None)
    return len(seen)


_AHEAD = (
    sa.select(t.sealed_samples.c.bucket, t.sealed_samples.c.first_day)
    .where(t.sealed_samples.c.bucket > sa.bindparam("b_place", type_=sa.BigInteger))
    .order_by(t.sealed_samples.c.bucket)
    .limit(sa.bindparam("b_most", type_=sa.Integer))
)


def _blocks(connection: sa.Connection, buckets: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
    dialect = connection.dialect.name
    for row in connection.execute(_sealed(dialect), {"b_buckets": bulk.listed(dialect, buckets)}):
        yield row.bucket, unpack_long(row.packed)


@cache
def _sealed(dialect: str) -> sa.Select[Any]:
    query = sa.select(t.sealed_samples.c.bucket, t.sealed_samples.c.packed)
    return query.where(bulk.inside(dialect, t.sealed_samples.c.bucket, "b_buckets"))


def _write(connection: sa.Connection, blocks: dict[int, list[int]], first_day: int, today: int) -> None:
    """Write these blocks without what is past the window; a block that is left empty goes."""
    kept = {bucket: _within(numbers, first_day, today) for bucket, numbers in blocks.items()}
    empty = [bucket for bucket, numbers in kept.items() if not numbers]
    if empty:
        dialect = connection.dialect.name
        gone = bulk.inside(dialect, t.sealed_samples.c.bucket, "b_empty")
        connection.execute(sa.delete(t.sealed_samples).where(gone), {"b_empty": bulk.listed(dialect, empty)})
    rows = [
        {"bucket": bucket, "first_day": min(_day(it, today) for it in numbers), "packed": pack_long(numbers)}
        for bucket, numbers in sorted(kept.items())
        if numbers
    ]
    if rows:
        insert = bulk.upsert(connection.dialect.name, t.sealed_samples)
        changed = {"first_day": insert.excluded.first_day, "packed": insert.excluded.packed}
        connection.execute(insert.on_conflict_do_update(index_elements=["bucket"], set_=changed), rows)


def _within(numbers: Iterable[int], first_day: int, today: int) -> list[int]:
    """The numbers of days in the window, sorted, each once.

    Of the articles of one sample so many of the newest that it stays furniture as long as it is, and no more: what a
    site prints on a hundred thousand pages would make its block as large.
    """
    young = sorted({it for it in numbers if _day(it, today) >= first_day})
    if len(young) <= FURNITURE:
        return young
    kept: list[int] = []
    for _, same in groupby(young, key=lambda it: it >> DAY_BITS + ARTICLE_BITS):
        holders = list(same)
        if len(holders) > FURNITURE + 1:
            holders = sorted(sorted(holders, key=lambda it: (_day(it, today), it))[-FURNITURE - 1 :])
        kept.extend(holders)
    return kept


def _packed(sample: int, day: int, article: int) -> int:
    return (sample & _LOW) << DAY_BITS + ARTICLE_BITS | (day & _DAYS) << ARTICLE_BITS | article


def _day(number: int, today: int) -> int:
    """The day of a number: the last one that ends in its bits and may have been sealed by now."""
    latest = today + SKEW_DAYS
    return latest - ((latest - (number >> ARTICLE_BITS)) & _DAYS)
