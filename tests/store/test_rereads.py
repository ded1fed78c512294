"""Pages to be fetched again: an entry's next revision is made once, and only if its version is the newest."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
import sqlalchemy as sa

from tests.store.rows import (
    DAY,
    NOW,
    admission,
    admitted,
    article,
    await_page,
    claim,
    decide,
    digest,
    gather,
    judge,
    one_feed,
    poll_again,
    polled,
    record,
    rows,
)
from worker.model.entry import PendingEntry
from worker.store import entries, leaps, leases, rereads, schema
from worker.store.database import Database
from worker.store.docket import Docket


def claimed(database: Database, now: float = NOW) -> list[PendingEntry]:
    """Claim what is due, for a minute."""
    return database.write(lambda db: rereads.claim(db, now=now, limit=9, lease_s=60))


def admit(database: Database, entry: PendingEntry) -> PendingEntry | None:
    """Admit the entry's next revision, with its page."""
    return database.write(lambda db: rereads.admit(db, entry, now=NOW, next_at=NOW + DAY, lease_s=60))


def one(database: Database) -> PendingEntry:
    """An entry that was judged without its page, claimed to be read again."""
    (entry,) = admitted(database, "one")
    judge(database, entry)
    await_page(database, entry, at=NOW)
    return claimed(database)[0]


def test_the_next_revision_is_leased_to_who_read_it(database: Database) -> None:
    """It has the entry's own text and the next number, is leased to its reader, and judging it ends the rereading."""
    waiting = one(database)
    revision = admit(database, waiting)
    assert revision is not None
    assert (revision.revision, revision.draft, revision.key) == (1, waiting.draft, waiting.key)
    assert gather(database) == []
    judge(database, revision)
    assert rows(database, schema.rereads) == []
    counts = database.read(entries.audit)
    assert (counts["admitted"], counts["pending"]) == (2, 0)


def test_a_worker_killed_before_the_verdict_leaves_it_pending(database: Database) -> None:
    """Once leases are released the revision is gathered like any entry, and its page is not fetched twice."""
    admit(database, one(database))
    database.write(leases.release_all)
    assert [it.revision for it in gather(database)] == [1]
    assert claimed(database) == []


def test_a_lost_lease_admits_nothing(database: Database) -> None:
    """A worker that was too slow, and lost its page to another, makes no revision."""
    slow = one(database)
    (quick,) = claimed(database, NOW + 61)
    assert admit(database, slow) is None
    assert admit(database, quick) is not None


def test_a_version_of_the_feed_s_own_goes_before(database: Database) -> None:
    """While the feed's next version waits to be judged, the page of the version before makes no revision."""
    waiting = one(database)
    poll_again(database, admission("one", "second version"), at=NOW + 3600)
    assert admit(database, waiting) is None
    assert [it.revision for it in rows(database, schema.entries)] == [0, 1]


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_poll_of_the_feed_waits_for_the_revision(database: Database, store_url: str) -> None:
    """Otherwise two workers could both make revision 1, and the poll would be lost with its validators."""
    waiting = one(database)
    with psycopg.connect(store_url, autocommit=True) as other:

        def work(db: sa.Connection) -> int:
            rereads.admit(db, waiting, now=NOW, next_at=NOW + DAY, lease_s=60)
            return len(other.execute("SELECT FROM feeds FOR NO KEY UPDATE SKIP LOCKED").fetchall())

        assert database.write(work) == 0


def test_the_newest_version_decides_whether_a_page_is_asked_for_again(database: Database) -> None:
    """Of two versions judged together the second lacks its page: that one is asked for again."""
    record(database, polled(one_feed(database), admission("one", "v0")))
    for version in (1, 2):
        poll_again(database, admission("one", f"v{version}"), at=NOW + version * 3600)
    _, second, third = sorted(gather(database, now=NOW + DAY), key=lambda entry: entry.revision)

    def work(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open([second, third], [])
        drafts = (article("v1", "Ship 1 waits"), article("v2", "Ship 2 waits", degraded="wall"))
        found = [decide(docket, *both) for both in zip((second, third), drafts, strict=True)]
        rereads.note(db, [found[0], replace(found[1], reread_at=NOW + DAY)], NOW)

    database.write(work)
    assert [row.entry_id for row in rows(database, schema.rereads)] == [third.id]


def test_a_page_read_at_last_is_not_asked_for_again_though_its_entry_has_another_guid(database: Database) -> None:
    """A feed that changed its guids meanwhile changes nothing about which page was waited for."""
    waiting = one(database)
    (feed,) = claim(database, now=NOW + 3600)
    moved = replace(admission("one"), key=digest("another guid"))
    record(database, polled(feed, at=NOW + 3600, rekeyed=((waiting.key, moved),)))
    (again,) = claimed(database, NOW + DAY)
    revision = admit(database, again)
    assert revision is not None
    judge(database, revision)
    assert rows(database, schema.rereads) == []


def test_what_is_over_is_kept_for_who_asks_why(database: Database) -> None:
    """After the last attempt the row has their number and the reason for the end, and is never claimed again."""
    waiting = one(database)
    database.write(lambda db: rereads.settle(db, waiting, reason="login", now=NOW, next_at=None))
    (row,) = rows(database, schema.rereads)
    assert (row.tries, row.reason, row.not_before, row.payload) == (1, "login", None, b"")
    assert claimed(database, NOW + 400 * DAY) == []


def test_a_clock_that_was_set_moves_it_along(database: Database) -> None:
    """A page due in an hour stays due in an hour when the clock is set."""
    (entry,) = admitted(database, "one")
    judge(database, entry)
    await_page(database, entry, at=NOW + 3600)
    database.write(lambda db: leaps.shift(db, 1000 * DAY))
    assert claimed(database, NOW + 1000 * DAY + 3599) == []
    assert len(claimed(database, NOW + 1000 * DAY + 3600)) == 1
