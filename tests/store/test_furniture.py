"""Furniture in the store: learned in the judge's transaction, read before pages, kept over restarts, bounded."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store import rows
from worker.model.settings import Keep
from worker.policy import furniture as policy
from worker.policy.furniture import Segment
from worker.store import retention, schema
from worker.store.database import Connection, Database
from worker.store.furniture import Furniture, decode, encode, read_furniture, unpack

TODAY = int(rows.NOW // rows.DAY)
HOST = "harbour.example"


def learn(database: Database, *pages: tuple[int, list[int]], today: int = TODAY) -> dict[str, frozenset[int]]:
    """Learn from pages of the host in a transaction of its own: content and paragraphs of each."""

    def work(connection: Connection) -> dict[str, frozenset[int]]:
        known = Furniture(connection, [HOST, ""], today=today)
        for content, segments in pages:
            known.learn(HOST, segments, content)
        return known.flush()

    return database.write(work)


def known(database: Database) -> frozenset[int]:
    """What GATHER reads for the host."""
    return database.read(lambda db: read_furniture(db, [HOST]))[HOST]


def test_furniture_is_learned_over_transactions(database: Database) -> None:
    """Paragraphs of three pages in three transactions are furniture; those of only one page are not."""
    assert learn(database, (1, [7, 101])) == {HOST: frozenset()}
    learn(database, (2, [7, 102]))
    assert known(database) == frozenset()
    assert learn(database, (4, [7, 103])) == {HOST: frozenset({7})}
    assert known(database) == {7}


def test_a_batch_knows_what_it_has_just_learned(database: Database) -> None:
    """Within one transaction the furniture of the first three pages is known at the fourth."""

    def work(connection: Connection) -> list[frozenset[int]]:
        furniture = Furniture(connection, [HOST], today=TODAY)
        after = []
        for content in (1, 2, 4):
            furniture.learn(HOST, [7], content)
            after.append(furniture.of(HOST))
        return after

    assert database.write(work) == [frozenset(), frozenset(), frozenset({7})]


def test_what_stands_under_another_headline_is_suspected(database: Database) -> None:
    """Of a page's paragraphs those that its host has under another headline; none of the same one, or of no host."""
    learn(database, (1, [7, 101]))

    def suspected(connection: Connection) -> list[frozenset[int]]:
        known = Furniture(connection, [HOST], today=TODAY)
        return [known.suspected(host, [7, 102], mark) for host, mark in ((HOST, 2), (HOST, 1), ("other.example", 2))]

    assert database.read(suspected) == [{7}, frozenset(), frozenset()]


def test_what_is_not_committed_is_not_learned(database: Database) -> None:
    """A judgement that cannot be stored teaches nothing."""

    def work(connection: Connection) -> None:
        furniture = Furniture(connection, [HOST], today=TODAY)
        for content in (1, 2, 4):
            furniture.learn(HOST, [7], content)
        furniture.flush()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        database.write(work)
    assert known(database) == frozenset()


def test_a_host_takes_one_bounded_row(database: Database) -> None:
    """However many pages a host has, its row has at most so many paragraphs; pages without a host are ignored."""
    learn(database, *((1 << place % 40, [place * 20 + it for it in range(1, 17)]) for place in range(60)))
    (row,) = rows.rows(database, schema.furniture)
    assert row.host == HOST
    assert policy.SEGMENTS <= len(unpack(row.segments)) <= 1.5 * policy.SEGMENTS


def test_hosts_not_seen_for_long_are_forgotten(database: Database) -> None:
    """A host whose pages are no longer read loses its row after sixty days, not before."""
    learn(database, (1, [7]), (2, [7]), (4, [7]))
    keep = Keep()
    for days, left in ((60, 1), (61, 0)):
        now = rows.NOW + days * rows.DAY
        database.write(partial(retention.forget, keep=keep, window_s=rows.DAY, now=now))
        assert len(rows.rows(database, schema.furniture)) == left


CONTENTS = st.lists(st.integers(1, 2**64 - 1), max_size=policy.CONTENTS).map(tuple)


@given(st.dictionaries(st.integers(1, 2**63 - 1), st.builds(Segment, st.integers(0, 2**16 - 1), CONTENTS), max_size=9))
def test_a_row_comes_back_as_it_was_packed(segments: dict[int, Segment]) -> None:
    """Packing keeps hashes, days, contents and the order last seen."""
    row = b"".join(encode(it, one) for it, one in segments.items())
    assert [(it, decode(record)) for it, record in unpack(row).items()] == list(segments.items())
