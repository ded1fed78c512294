"""Claims keep to their limit, and two workers never hold the same thing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from tests.clock import ManualClock
from tests.store.rows import NOW, admission, await_page, gather, judge, list_feeds, one_feed, polled, record, rows, spec
from worker.model.entry import Disposition
from worker.store import entries, feeds, leases, outbox, rereads, schema
from worker.store.database import Database

NESTED_LOOPS = "".join(
    f" -c enable_{plan}=off" for plan in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan")
)
"""Leaves PostgreSQL a plan that runs a subquery once a row, as it may by itself for tables it knows little of."""

Claim = Callable[..., Sequence[Any]]

CLAIMS = [
    pytest.param(lambda db, limit, now=NOW: feeds.claim_due(db, now=now, limit=limit, lease_s=60), id="feeds"),
    pytest.param(lambda db, limit, now=NOW: entries.claim_pending(db, now=now, limit=limit, lease_s=60), id="entries"),
    pytest.param(lambda db, limit, now=NOW: outbox.claim(db, "file", now=now, limit=limit, lease_s=60), id="alerts"),
    pytest.param(lambda db, limit, now=NOW: rereads.claim(db, now=now, limit=limit, lease_s=60), id="rereads"),
]


def _fill(database: Database) -> None:
    """Four feeds that are due, four pending entries, four alerts owed to ``file``, four pages to read again."""
    feed = one_feed(database)
    record(database, polled(feed, *(admission(name) for name in "abcdefgh"), next_poll_at=NOW))
    list_feeds(database, spec(feed.key), spec("b"), spec("c"), spec("d"))
    for entry in gather(database, limit=4):
        judge(database, entry, disposition=Disposition.ALERTED, sinks=["file"])
        await_page(database, entry, at=NOW)
    tables = (schema.feeds, schema.pending, schema.alerts, schema.rereads)
    assert [len(rows(database, it)) for it in tables] == [4] * 4


@pytest.fixture
def looping(dialect: str, store_url: str) -> Iterator[Database]:
    """A store whose database joins by nested loops."""
    opened = Database(f"{store_url}&options={quote(NESTED_LOOPS)}" if dialect == "postgresql" else store_url)
    yield opened
    opened.close()


@pytest.mark.parametrize("claim", CLAIMS)
def test_claims_keep_to_their_limit(looping: Database, claim: Claim) -> None:
    """Whatever plan the database makes, a limit of one hands out one, and nothing is held that was not handed out."""
    _fill(looping)
    assert len(looping.write(lambda db: claim(db, 1))) == 1
    assert len(looping.write(lambda db: claim(db, 2))) == 2
    assert len(looping.write(lambda db: claim(db, 9))) == 1


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_two_workers_never_hold_the_same(database: Database, claim: Claim) -> None:
    """What one worker claims another passes over, without waiting for the first one's transaction to end."""
    _fill(database)
    other = sa.create_engine(database.url)

    def work(db: sa.Connection) -> tuple[set[Any], set[Any]]:
        mine = {one.id for one in claim(db, 3)}
        with other.begin() as connection:
            return mine, {one.id for one in claim(connection, 3)}

    mine, theirs = database.write(work)
    other.dispose()
    assert (len(mine), len(theirs)) == (3, 1)
    assert not mine & theirs


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_claim_is_prepared_once(database: Database, claim: Claim) -> None:
    """SQLite's authorizer is called while a statement is prepared: not again for a claim like the last one."""
    asked: list[object] = []

    def work(db: sa.Connection) -> int:
        def allow(*action: object) -> int:
            asked.append(action)
            return 0

        db.connection.driver_connection.set_authorizer(allow)  # type: ignore[union-attr]
        claim(db, 1)
        before = len(asked)
        claim(db, 2)
        db.connection.driver_connection.set_authorizer(None)  # type: ignore[union-attr]
        return before

    assert database.write(work) == len(asked) > 0


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_claim_holds_up_nobody_who_refers_to_its_rows(database: Database) -> None:
    """While a worker claims feeds and alerts, another stores articles of those feeds."""
    _fill(database)
    other = sa.create_engine(database.url)

    def work(db: sa.Connection) -> int:
        held = feeds.claim_due(db, now=NOW, limit=4, lease_s=60)
        outbox.claim(db, "file", now=NOW, limit=4, lease_s=60)
        with other.begin() as connection:
            refers = (sa.text(f"SELECT 1 FROM {table} FOR KEY SHARE NOWAIT") for table in ("feeds", "alerts"))
            assert all(len(connection.execute(one).all()) == 4 for one in refers)
        return len(held)

    assert database.write(work) == 4
    other.dispose()


@pytest.mark.parametrize(
    ("table", "claim"), [(it.id if it.id != "entries" else "pending", it.values[0]) for it in CLAIMS]
)
def test_a_claim_whose_commit_was_not_heard_of_is_not_lost(database: Database, table: str, claim: Claim) -> None:
    """If the writer runs a claim again, it hands out what it had committed, and nothing twice if it had not."""
    _fill(database)
    clock = ManualClock(NOW)
    work = leases.Claim(table, clock, lambda db, now: list(claim(db, 3, now)))
    before = database.write(work)
    assert database.write(work) == before
    assert len(database.write(lambda db: claim(db, 9))) == 1
    rolled_back = leases.Claim(table, clock, lambda db, now: list(claim(db, 9, now)))

    def fails(db: sa.Connection) -> None:
        rolled_back(db)
        raise LookupError

    _release(database)
    with pytest.raises(LookupError):
        database.write(fails)
    assert len(database.write(rolled_back)) == 4


@pytest.mark.parametrize(
    ("table", "claim"), [(it.id if it.id != "entries" else "pending", it.values[0]) for it in CLAIMS]
)
def test_a_claim_counts_from_when_it_is_made(database: Database, table: str, claim: Claim) -> None:
    """A claim that a store in trouble makes hours later has a full lease: no other worker may claim it at once.

    A lease that was committed without our knowledge, and has expired since, is not handed out.
    """
    _fill(database)
    clock = ManualClock(NOW)
    work = leases.Claim(table, clock, lambda db, now: list(claim(db, 9, now)))
    asyncio.run(clock.advance(3600))
    held = database.write(work)
    assert (len(held), claim_at(database, claim, NOW + 3600)) == (4, 0)
    asyncio.run(clock.advance(3600))
    again = database.write(work)
    assert {one.id: one.lease + 1 for one in held} == {one.id: one.lease for one in again}
    assert claim_at(database, claim, NOW + 7200) == 0


def test_a_feed_in_hand_is_not_claimed_again(database: Database) -> None:
    """A feed is skipped whose poll is still to be recorded when its lease has expired, as after a full disk."""
    _fill(database)
    held = [feed.id for feed in database.write(lambda db: feeds.claim_due(db, now=NOW, limit=3, lease_s=60))]
    late = partial(feeds.claim_due, now=NOW + 61, limit=9, lease_s=60)
    others = database.write(lambda db: late(db, in_hand=held))
    assert len(others) == 1
    assert others[0].id not in held
    assert len(database.write(late)) == 3


def claim_at(database: Database, claim: Claim, now: float) -> int:
    """How many another worker gets then."""
    return len(database.write(lambda db: claim(db, 9, now)))


def _release(database: Database) -> None:
    def free(db: sa.Connection) -> None:
        for table in (schema.feeds, schema.pending, schema.rereads):
            db.execute(sa.update(table).values(leased_until=0))
        db.execute(sa.update(schema.alerts).values(claimed_until=0))

    database.write(free)
