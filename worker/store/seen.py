"""What is left of forgotten entries: enough to know them when a feed lists them again.

Each leaves a mark by its key in its feed, and one by its address: 48 bits of a hash, 20 of its headline's, and the day
on which it was forgotten. Of marks with neighbouring hashes (their upper 20 bits) there is one block, as sorted numbers
of 8 bytes: of the hash the lower 28 bits, the headline, the day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa
import xxhash

from worker.policy import urls
from worker.store import bulk, notes
from worker.store import schema as t
from worker.store.judged import DAY_S
from worker.store.packing import pack_long, unpack_long

LOW_BITS, HEADLINE_BITS, DAY_BITS = 28, 20, 16
_HASH_BITS = 48
_NOTE = "stories forgotten"


class Seen(NamedTuple):
    """What an entry is known by; ``published_at`` is when it says it was published."""

    feed_id: int
    key: bytes
    url_key: int | None
    title: str
    published_at: float | None = None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many entries were forgotten so far, and before which time the stories of the last of them ended."""

    entries: int = 0
    before: float = 0.0


def so_far(connection: sa.Connection) -> Forgotten:
    """What was forgotten so far."""
    kept = notes.note(connection, _NOTE)
    return Forgotten(**orjson.loads(kept)) if kept else Forgotten()


def remember(connection: sa.Connection, entries: Collection[Seen], *, before: float, now: float) -> None:
    """Mark entries as seen, and forgotten today; ``before`` is when the last of their stories may have ended."""
    if not entries:
        return
    total = Forgotten(so_far(connection).entries + len(entries), before)
    notes.keep(connection, _NOTE, orjson.dumps(total).decode())
    day = int(now // DAY_S)
    marks: dict[int, set[int]] = defaultdict(set)
    for it in entries:
        for hash_ in _hashes(it):
            marks[hash_ >> LOW_BITS].add(_low(hash_) << HEADLINE_BITS | _headline(it.title))
    blocks = {bucket: dict.fromkeys(new, day) for bucket, new in marks.items()}
    for bucket, numbers in _blocks(connection, marks):
        marked = {it >> DAY_BITS: it & ((1 << DAY_BITS) - 1) for it in numbers}
        blocks[bucket] = marked | blocks[bucket]
    rows = [
        {"bucket": bucket, "packed": pack_long(sorted(mark << DAY_BITS | on for mark, on in block.items()))}
        for bucket, block in sorted(blocks.items())
    ]
    insert = bulk.upsert(connection.dialect.name, t.seen)
    changed = {"packed": insert.excluded.packed}
    connection.execute(insert.on_conflict_do_update(index_elements=["bucket"], set_=changed), rows)


def forgotten(connection: sa.Connection, asked: Sequence[Seen]) -> dict[int, float]:
    """Which of these were seen, by their place among them, and when they were forgotten.

    The headline must be the same, for some feeds give all entries one guid or link; unless the entry says itself that
    it is older than all that is remembered. One that says that it is younger than all that was forgotten is not known
    by its address: columns, lists and warnings keep theirs, and their headline.
    """
    before = so_far(connection).before if asked else 0.0
    by = {
        place: [_of_key(it)] if urls.another_issue(it.published_at, before) else _hashes(it)
        for place, it in enumerate(asked)
    }
    found: dict[int, float] = {}
    for place, marks in _found(connection, by).items():
        headline, published_at = _headline(asked[place].title), asked[place].published_at
        for known, at in marks:
            if known == headline or (published_at is not None and published_at < before):
                found[place] = max(at, found.get(place, at))
    return found


def forgotten_address(connection: sa.Connection, url_key: int) -> float | None:
    """When what was stored of this address was forgotten last; None if nothing was."""
    marks = _found(connection, {0: [_of_address(url_key)]})
    return max((at for _, at in marks.get(0, ())), default=None)


def _found(connection: sa.Connection, asked: Mapping[int, Collection[int]]) -> dict[int, list[tuple[int, float]]]:
    """Headline and time of the marks with these hashes, by the place of who asks."""
    wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, hashes in asked.items():
        for it in hashes:
            wanted[it >> LOW_BITS].append((_low(it), place))
    found = defaultdict(list)
    for bucket, numbers in _blocks(connection, wanted):
        for low, asking in wanted[bucket]:
            place = bisect_left(numbers, low << HEADLINE_BITS + DAY_BITS)
            while place < len(numbers) and numbers[place] >> HEADLINE_BITS + DAY_BITS == low:
                headline = numbers[place] >> DAY_BITS & ((1 << HEADLINE_BITS) - 1)
                found[asking].append((headline, float((numbers[place] & ((1 << DAY_BITS) - 1)) * DAY_S)))
                place += 1
    return found


def _hashes(entry: Seen) -> list[int]:
    own = _of_key(entry)
    return [own] if entry.url_key is None else [own, _of_address(entry.url_key)]


def _of_key(entry: Seen) -> int:
    return xxhash.xxh3_64_intdigest(b"%d %b" % (entry.feed_id, entry.key)) >> 64 - _HASH_BITS


def _of_address(url_key: int) -> int:
    return (url_key & ((1 << 64) - 1)) >> 64 - _HASH_BITS


def _headline(title: str) -> int:
    folded = " ".join(title.split()).encode("utf-8", "surrogatepass")
    return xxhash.xxh3_64_intdigest(folded) >> 64 - HEADLINE_BITS


def _low(hash_: int) -> int:
    return hash_ & ((1 << LOW_BITS) - 1)


def _blocks(connection: sa.Connection, buckets: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
    dialect = connection.dialect.name
    if buckets:
        for row in connection.execute(_stored(dialect), {"b_buckets": bulk.listed(dialect, buckets)}):
            yield row.bucket, unpack_long(row.packed)


@cache
def _stored(dialect: str) -> sa.Select[Any]:
    return sa.select(t.seen).where(bulk.inside(dialect, t.seen.c.bucket, "b_buckets"))
