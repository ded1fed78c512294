"""Several workers on one PostgreSQL: each does its share, and a lost one can write nothing late."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from math import inf

import psycopg
import pytest
import sqlalchemy as sa

from tests.pooler import pooled
from tests.store.rows import (
    NOW,
    POLLING,
    admission,
    await_page,
    claim,
    contents,
    list_feeds,
    polled,
    record,
    rows,
    spec,
)
from worker.model.entry import PendingEntry
from worker.model.errors import Conflict, StoreError, Superseded
from worker.model.feed import DueFeed
from worker.model.story import AlertState
from worker.store import entries, feeds, listing, outbox, rereads, schema, workers
from worker.store.database import Database, Hold
from worker.store.shards import SHARDS

pytestmark = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)

FLOOR_S = 600.0
HOSTS = "abcdefghijklmnop"


class Member:
    """A worker as far as the store is concerned."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.database = Database(url, hold=Hold.TOGETHER, patience_s=inf)
        self.share = workers.Duties()
        self.number = 0
        self.sinks = ["file"]

    def join(self, config: str = "one") -> bool:
        """Become a worker; whether it is the only one."""
        database = self.database
        work = lambda db: (self._back(db), workers.join(db, database.session, config, self.sinks))[1]  # noqa: E731
        self.number, only = database.join(work, first=workers.mark_gone)
        return only

    def _back(self, db: sa.Connection) -> list[workers.Gone]:
        return workers.take_back(db, now=NOW, floor_s=FLOOR_S)

    def beat(self, *let_go: int) -> workers.Duties:
        """A beat with nothing under way in the shards to let go."""
        self.share = self.database.write(
            lambda db: workers.beat(
                db, self.number, config="one", sinks=self.sinks, let_go=let_go, now=NOW, floor_s=FLOOR_S
            )
        )
        return self.share

    def claim(self, limit: int = 100) -> list[DueFeed]:
        """Feeds of its shards."""
        mine = sorted(self.share.shards)
        return self.database.write(lambda db: feeds.claim_due(db, now=NOW, limit=limit, lease_s=60, shards=mine))

    def gather(self) -> list[PendingEntry]:
        """Entries whose pages are at hosts of its shards."""
        mine = sorted(self.share.shards)
        return self.database.write(lambda db: entries.claim_pending(db, now=NOW, limit=9, lease_s=60, shards=mine))

    def reread(self) -> list[PendingEntry]:
        """Entries to be read again whose pages are at hosts of its shards."""
        mine = sorted(self.share.shards)
        return self.database.write(lambda db: rereads.claim(db, now=NOW, limit=9, lease_s=60, shards=mine))

    def silent(self) -> None:
        """Let a minute pass without a sign of life from it."""
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute("UPDATE workers SET seen_at = seen_at - 60 WHERE id = %s", [self.number])


@pytest.fixture
def crew(store_url: str) -> Iterator[tuple[Member, Member]]:
    """Two workers that share the work, and feeds on sixteen hosts."""
    first, second = Member(store_url), Member(store_url)
    list_feeds(first.database, *(spec(name) for name in HOSTS))
    assert first.join()
    first.beat()
    assert not second.join()
    second.beat()
    first.beat()
    first.beat(*first.share.surplus)
    second.beat()
    yield first, second
    for one in (first, second):
        one.database.close()


def _replaced(gone: Member, by: Member) -> None:
    gone.silent()
    by.beat()
    assert [it.id for it in by.beat().gone] == [gone.number]


def test_the_work_is_shared_out(crew: tuple[Member, Member]) -> None:
    """Each host belongs to one worker, each sink and the housekeeping too; together they do everything."""
    first, second = crew
    assert first.share.shards | second.share.shards == set(range(SHARDS))
    assert not first.share.shards & second.share.shards
    assert abs(len(first.share.shards) - len(second.share.shards)) <= 1
    assert [one.share.sinks for one in crew].count(frozenset({"file"})) == 1
    assert [one.share.housekeeping for one in crew].count(True) == 1
    claimed = [{feed.key for feed in one.claim()} for one in crew]
    assert all(claimed)
    assert not claimed[0] & claimed[1]
    assert claimed[0] | claimed[1] == set(HOSTS)


@pytest.mark.parametrize("hold", [Hold.ALONE, Hold.TOGETHER])
def test_a_pooler_that_shares_sessions_is_refused(store_url: str, hold: Hold) -> None:
    """Behind it a lock that one worker holds is every worker's; a second one would hold the store alone."""
    with pooled(store_url) as url:
        with pytest.raises(StoreError, match="shares sessions between clients"):
            Database(url, hold=hold)
        Database(url, hold=Hold.NOT).close()
        Database(store_url, hold=Hold.ALONE).close()


def test_a_worker_that_joins_twice_is_one(store_url: str) -> None:
    """A writer that does not know whether a commit went through repeats it: the worker is no other than itself."""
    database = Database(store_url, hold=Hold.TOGETHER)
    joined = [database.write(lambda db: workers.join(db, database.session, "one", [])) for _ in range(2)]
    assert [only for _, only in joined] == [True, True]
    assert [row.id for row in rows(database, schema.workers)] == [joined[1][0]]
    database.close()


def test_a_sink_goes_to_a_worker_that_knows_it(crew: tuple[Member, Member]) -> None:
    """While not all have read a changed configuration, one who has serves the new sink, one who has not the old."""
    has_read, has_not = crew if crew[0].share.sinks else reversed(crew)
    has_read.sinks = ["new"]
    for one in (has_read, has_not):
        one.beat()
    assert [one.share.sinks for one in (has_read, has_not)] == [{"new"}, {"file"}]
    has_not.sinks = []
    has_not.beat()
    has_read.beat()
    assert [one.share.sinks for one in (has_read, has_not)] == [{"new"}, set()]


def test_hosts_of_a_site_and_its_pages_are_one_workers(crew: tuple[Member, Member]) -> None:
    """A feed, the same site without www, and an entry's page there belong to one shard, also when it is read again."""
    database = crew[0].database
    hosts = ("https://www.paper.co.uk/feed", "https://user:pw@paper.co.uk:8443/x", "http://News.paper.co.uk")
    specs = [spec(f"s{number}", url=url) for number, url in enumerate(hosts)]
    database.write(lambda db: listing.sync(db, specs, POLLING, NOW))
    found = claim(database)
    assert len({feed.shard for feed in found}) == 1
    page = admission("one")
    assert page.draft.url is not None
    record(database, polled(found[0], page))
    database.write(lambda db: listing.sync(db, [spec("h", url=page.draft.url)], POLLING, NOW))
    shard = claim(database)[0].shard
    other, owner = sorted(crew, key=lambda one: shard in one.share.shards)
    assert other.gather() == []
    (waiting,) = owner.gather()
    assert waiting.shard == shard
    await_page(database, waiting, at=NOW)
    assert other.reread() == []
    assert [entry.shard for entry in owner.reread()] == [shard]


def test_who_was_taken_for_gone_writes_nothing_late(crew: tuple[Member, Member]) -> None:
    """Its open transaction is ended too, and each later write is refused until it joins again."""
    first, second = crew
    mine = first.claim()
    amid, go_on = threading.Event(), threading.Event()

    def slow(db: sa.Connection) -> feeds.Recorded:
        recorded = feeds.record_polls(db, [polled(feed, admission("late")) for feed in mine])
        amid.set()
        assert go_on.wait(20)
        db.execute(sa.select(1))
        return recorded

    late = first.database.submit(slow)
    assert amid.wait(20)
    _replaced(first, second)
    go_on.set()
    with pytest.raises(Superseded):
        late.result(20)
    before = contents(second.database)
    with pytest.raises(Superseded):
        record(first.database, *(polled(feed, admission("late")) for feed in mine))
    assert contents(second.database) == before
    assert rows(second.database, schema.entries) == []


def test_feeds_of_a_worker_that_is_gone_wait_out_their_floor(crew: tuple[Member, Member]) -> None:
    """It is unknown whether they were polled: they are due a floor later, and late results are dropped."""
    first, second = crew
    mine = first.claim()
    _replaced(first, second)
    theirs = {feed.key for feed in second.claim()}
    assert not theirs & {feed.key for feed in mine}
    left = {row.key: row for row in rows(second.database, schema.feeds)}
    assert {(left[feed.key].next_poll_at, left[feed.key].leased_until) for feed in mine} == {(NOW + FLOOR_S, 0)}
    assert not first.join()
    late = [polled(feed, admission("late")) for feed in mine]
    refused = [first.database.write(lambda db: feeds.record_polls(db, late)).refused]
    assert {feed.key for feed in claim(second.database, now=NOW + FLOOR_S)} >= {feed.key for feed in mine}
    refused.append(first.database.write(lambda db: feeds.record_polls(db, late)).refused)
    assert refused == [{feed.id for feed in mine}] * 2


def test_entries_go_to_who_comes_after(crew: tuple[Member, Member]) -> None:
    """A page that a lost worker was reading is read by another at once, under a new lease number."""
    found = crew[0].claim()
    record(crew[0].database, polled(found[0], admission("one")))
    held = [(one, entry) for one in crew for entry in one.gather()]
    ((holder, entry),) = held
    other = crew[1 - crew.index(holder)]
    _replaced(holder, other)
    (again,) = other.gather()
    assert (again.id, again.lease > entry.lease) == (entry.id, True)


def test_alerts_go_to_who_comes_after(crew: tuple[Member, Member]) -> None:
    """Alerts that a lost worker was delivering are owed at once by the next one; a late answer does not count."""
    serving, other = crew if crew[0].share.sinks else reversed(crew)
    with psycopg.connect(serving.url, autocommit=True) as admin:
        admin.execute(
            "INSERT INTO alerts (id, rule, sink, occasion, severity, body, state, owed_at, not_before)"
            " VALUES ('a', 'health', 'file', 'opened', 'high', '{}', 'owed', 0, 0)"
        )
    (alert,) = serving.database.write(lambda db: outbox.claim(db, "file", now=NOW, limit=9, lease_s=300))
    _replaced(serving, other)
    assert other.share.sinks == {"file"}
    (again,) = other.database.write(lambda db: outbox.claim(db, "file", now=NOW, limit=9, lease_s=300))
    assert again.lease > alert.lease
    assert not serving.join()
    settle = lambda db: outbox.settle(db, [alert], state=AlertState.DELIVERED, now=NOW, duration_s=0)  # noqa: E731
    assert serving.database.write(settle) == frozenset()


def test_another_configuration_does_not_join(crew: tuple[Member, Member], store_url: str) -> None:
    """Workers with different configurations would unlist each other's feeds."""
    third = Member(store_url)
    with pytest.raises(Conflict, match="another configuration"):
        third.join("two")
    third.database.close()


def test_who_needs_the_store_alone_waits_for_all_to_end(crew: tuple[Member, Member], store_url: str) -> None:
    """A pass, or a copy, is refused beside workers, and they are refused beside it."""
    with pytest.raises(Conflict, match="is held by"):
        Database(store_url)
    for one in crew:
        one.database.close()
    alone = Database(store_url)
    with pytest.raises(Conflict, match="is held by"):
        Database(store_url, hold=Hold.TOGETHER)
    alone.close()


def test_one_that_ends_well_leaves_everything(crew: tuple[Member, Member]) -> None:
    """Its work goes on with the next beat of another."""
    first, second = crew
    first.database.write(lambda db: workers.leave(db, first.number, now=NOW, floor_s=FLOOR_S))
    second.beat()
    assert (len(second.share.shards), second.share.sinks, second.share.workers) == (SHARDS, frozenset({"file"}), 1)
    assert [it["duties"] for it in second.database.read(workers.listed)] == [SHARDS + 2]
