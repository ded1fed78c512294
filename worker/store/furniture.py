"""Furniture in the store: what is remembered of each host's paragraphs, one row a host, packed.

Read by GATHER before a page is read, learned from by the judge inside its transaction. A row holds at most
1.5 × ``policy.furniture.SEGMENTS`` paragraphs of 34 bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa

from worker.policy import furniture as policy
from worker.policy.furniture import Segment
from worker.store import bulk
from worker.store import schema as t

_SEGMENT = struct.Struct(f"<QH{policy.CONTENTS}Q")
_HASH = struct.Struct(f"<Q{_SEGMENT.size - 8}x")
_RECORD = struct.Struct(f"{_SEGMENT.size}s")
_NO_CONTENT = bytes(8)
_SLACK = 1.5
"""A row may outgrow ``SEGMENTS`` by this factor before it is cut back, for which all its paragraphs are unpacked."""

Records = dict[int, bytes]
"""A host's paragraphs by hash, still packed, in the order they were last seen; a page touches a dozen of them."""


class Furniture:
    """The furniture of the hosts in one batch before the judge: read once, updated in memory, written once."""

    def __init__(self, connection: sa.Connection, hosts: Iterable[str], *, today: int) -> None:
        self._connection = connection
        self._today = today
        self._hosts: dict[str, Records] = {host: {} for host in hosts if host}
        self._hosts.update(_read(connection, self._hosts))
        self._known = {host: _furniture(records) for host, records in self._hosts.items()}
        self._learned: set[str] = set()

    def of(self, host: str) -> frozenset[int]:
        """The hashes of the host's furniture, with what this batch has taught."""
        return self._known.get(host, frozenset())

    def suspected(self, host: str, segments: Iterable[int], imprint: int) -> frozenset[int]:
        """Which of a page's paragraphs stand on pages of the host under other headlines: furniture not yet known."""
        records = self._hosts.get(host)
        if not records:
            return frozenset()
        met = [it for it in segments if it in records]
        return frozenset(it for it in met if policy.elsewhere(decode(records[it]), imprint))

    def learn(self, host: str, segments: Iterable[int], content: int) -> None:
        """Note a page's paragraphs; ``content`` identifies what the page is about (``policy.furniture.content``)."""
        records = self._hosts.get(host)
        if records is None:
            return
        for segment in segments:
            record = records.pop(segment, None)
            seen = policy.sighted(decode(record) if record else None, content, self._today)
            records[segment] = encode(segment, seen)
            if seen.furniture and segment not in self._known[host]:
                self._known[host] |= {segment}
            self._learned.add(host)

    def flush(self) -> dict[str, frozenset[int]]:
        """Write what was learned; returns the furniture of all hosts of the batch."""
        rows = []
        for host in sorted(self._learned):
            records = self._hosts[host]
            kept = _within_bounds(records, self._today)
            if kept is not records:
                self._known[host] = _furniture(kept)
            rows.append({"host": host, "last_day": self._today, "segments": b"".join(kept.values())})
        if rows:
            self._connection.execute(_learnt(self._connection.dialect.name), rows)
        return self._known


@cache
def _learnt(dialect: str) -> sa.Executable:
    insert = bulk.upsert(dialect, t.furniture)
    changed = {name: insert.excluded[name] for name in ("last_day", "segments")}
    statement: sa.Executable = insert.on_conflict_do_update(index_elements=["host"], set_=changed)
    return statement


def read_furniture(connection: sa.Connection, hosts: Iterable[str]) -> dict[str, frozenset[int]]:
    """The hashes of each host's furniture; empty for unknown hosts."""
    wanted = set(hosts)
    known = {host: _furniture(records) for host, records in _read(connection, wanted).items()}
    return {host: known.get(host, frozenset()) for host in wanted}


def encode(segment: int, seen: Segment) -> bytes:
    """Hash, day and contents of a paragraph, little-endian; missing contents are 0."""
    missing = policy.CONTENTS - len(seen.contents)
    return _SEGMENT.pack(segment, seen.day, *seen.contents, *(0,) * missing)


def decode(record: bytes) -> Segment:
    """The inverse of ``encode``, but for the hash."""
    _, day, *contents = _SEGMENT.unpack(record)
    return Segment(day, tuple(filter(None, contents)))


def _read(connection: sa.Connection, hosts: Iterable[str]) -> dict[str, Records]:
    found = {}
    for some in bulk.batches(sorted({host for host in hosts if host})):
        for row in connection.execute(_OF_HOSTS, {"b_hosts": some}):
            found[row.host] = unpack(row.segments)
    return found


_OF_HOSTS = sa.select(t.furniture.c.host, t.furniture.c.segments).where(
    t.furniture.c.host.in_(sa.bindparam("b_hosts", expanding=True))
)


def unpack(packed: bytes) -> Records:
    """A row's paragraphs, each still packed."""
    both = zip(_HASH.iter_unpack(packed), _RECORD.iter_unpack(packed), strict=True)
    return {segment: record for (segment,), (record,) in both}


def _furniture(records: Records) -> frozenset[int]:
    return frozenset([it for it, record in records.items() if not record.endswith(_NO_CONTENT)])


def _within_bounds(records: Records, today: int) -> Records:
    oldest = next(iter(records.values()))
    if len(records) <= _SLACK * policy.SEGMENTS and not policy.forgotten(decode(oldest), today):
        return records
    kept = policy.remembered({it: decode(record) for it, record in records.items()}, today)
    return {it: records[it] for it in kept}
