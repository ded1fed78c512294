"""Pending entries: handed to GATHER under a lease, put back, counted, given up."""

from __future__ import annotations

from dataclasses import replace

import orjson
import psycopg
import pytest
import sqlalchemy as sa

from tests.store.rows import (
    NOW,
    admission,
    admitted,
    article,
    contents,
    gather,
    judge,
    one_feed,
    polled,
    record,
    rows,
)
from worker.model.entry import Disposition
from worker.model.story import OwedAlert
from worker.model.verdict import Stage, Verdict
from worker.store import entries as entry_store
from worker.store import leases, rulings, tally
from worker.store.database import Database
from worker.store.drafts import PLAIN_BYTES, packed, unpacked
from worker.store.schema import articles, entries, pending, trails
from worker.store.sessions import JUDGE_LOCK

NO_PAGE = Verdict(Stage.FETCH, "unreachable", {"cause": "dns"})


def _admit(database: Database, *names: str) -> None:
    record(database, polled(one_feed(database), *(admission(name) for name in names)))


def test_the_oldest_are_gathered_first(database: Database) -> None:
    """A limit takes the entries that have waited longest; nobody gets an entry that is leased."""
    _admit(database, "a", "b", "c")
    assert [entry.draft.guid for entry in gather(database, limit=2)] == ["a", "b"]
    assert [entry.draft.guid for entry in gather(database, limit=2)] == ["c"]
    assert gather(database) == []


@pytest.mark.parametrize("length", [20, 1000, 50_000], ids=str)
def test_drafts_come_back_as_they_were(database: Database, length: int) -> None:
    """Whatever its length, an entry waits with all its fields; a long one takes less room than it has letters."""
    one = admission("a", text="word " * (length // 5))
    record(database, polled(one_feed(database), one))
    (row,) = rows(database, pending)
    assert len(row.payload) <= PLAIN_BYTES
    (entry,) = gather(database)
    assert entry.draft == one.draft


def test_of_all_that_are_due_the_oldest_news_comes_first(database: Database) -> None:
    """Entries are claimed by date of publication, not of admission; a date in the future does not count."""
    dates = {"a": NOW - 60, "b": NOW - 7200, "c": NOW + 7200, "d": NOW - 3600}
    ones = [admission(key) for key in dates]
    ones = [replace(one, draft=replace(one.draft, published_at=dates[str(one.draft.guid)])) for one in ones]
    record(database, polled(one_feed(database), *ones))
    claimed = [entry.draft.guid for _ in ones for entry in gather(database, limit=1)]
    assert claimed == ["b", "d", "a", "c"]


def test_a_lease_that_ran_out_is_handed_to_the_next(database: Database) -> None:
    """An entry whose gatherer died comes back under a new number."""
    _admit(database, "a")
    (first,) = gather(database, lease_s=60)
    assert gather(database, now=NOW + 59) == []
    (second,) = gather(database, now=NOW + 60)
    assert (second.id, second.lease > first.lease) == (first.id, True)


def test_released_entries_can_be_gathered_at_once(database: Database) -> None:
    """A worker that opens a store releases what the one before it had claimed."""
    _admit(database, "a")
    gather(database)
    database.write(leases.release_all)
    assert len(gather(database)) == 1


def test_a_postponed_entry_comes_back_with_its_trail(database: Database) -> None:
    """Another attempt is due at its time, not before, and knows why the last one failed."""
    (entry,) = admitted(database, "a")
    database.write(lambda db: entry_store.postpone(db, entry, NO_PAGE, not_before=NOW + 300))
    assert gather(database, now=NOW + 299) == []
    (again,) = gather(database, now=NOW + 300)
    assert again.attempt == 1
    assert orjson.loads(again.trail)[1] == {"stage": "fetch", "code": "unreachable", "cause": "dns"}


def test_who_lost_the_lease_cannot_postpone_nor_fail(database: Database) -> None:
    """A late gatherer, or judge, changes nothing about an entry that another one holds."""
    (late,) = admitted(database, "a")
    gather(database, now=NOW + 60)
    before = contents(database)
    database.write(lambda db: entry_store.postpone(db, late, NO_PAGE, not_before=NOW + 300))
    assert not database.write(lambda db: entry_store.fail(db, late, "[]", NOW + 300))
    assert contents(database) == before


def test_an_entry_that_cannot_be_judged_is_failed_with_its_trail(database: Database) -> None:
    """I2, I7: giving up is a disposition too, and leaves the queue together with the trail that says why."""
    (entry,) = admitted(database, "a")
    database.write(lambda db: entry_store.fail(db, entry, '[{"stage":"relate","code":"failed"}]', NOW + 5))
    (row,) = rows(database, entries)
    assert (row.disposition, row.judged_at) == (Disposition.FAILED, NOW + 5)
    assert rows(database, pending) == []
    assert [trail.verdicts for trail in rows(database, trails)] == ['[{"stage":"relate","code":"failed"}]']


def test_failing_twice_leaves_the_same_rows(database: Database) -> None:
    """I8: the first final disposition of an entry stays."""
    (entry,) = admitted(database, "a")
    database.write(lambda db: entry_store.fail(db, entry, "[]", NOW))
    once = contents(database)
    assert not database.write(lambda db: entry_store.fail(db, entry, "[]", NOW + 9))
    assert contents(database) == once


def test_every_entry_is_counted_once(database: Database) -> None:
    """I7: admitted entries are those pending plus those by disposition, at every stage of the way."""
    old = [admission(name, baseline=True) for name in ("x", "y")]
    record(database, polled(one_feed(database), *old, *(admission(name) for name in "abcd")))
    assert database.read(entry_store.audit) == {"admitted": 6, "pending": 4, "open": 4, "baseline": 2}
    assert database.read(tally.undecided) == (4, 4)
    first, second, third, _ = gather(database)
    original = judge(database, first, disposition=Disposition.ALERTED, sinks=["file"])
    judge(database, second, disposition=Disposition.GROUPED, copy_of=original)
    database.write(lambda db: entry_store.fail(db, third, "[]", NOW))
    counted = database.read(entry_store.audit)
    assert counted == {
        "admitted": 6, "pending": 1, "open": 1, "baseline": 2, "alerted": 1, "grouped": 1, "failed": 1,
    }  # fmt: skip
    assert database.read(tally.undecided) == (1, 1)


def test_counting_as_entries_come_says_the_same_as_counting_all(database: Database) -> None:
    """I7: at every stage, whatever was counted before; a silenced entry that a ruling tells counts as told."""

    def agree(**expected: int) -> None:
        while database.write(lambda db: tally.count_on(db, step=2, behind=0)):
            pass
        found = database.read(entry_store.audit)
        assert found == database.read(lambda db: entry_store.audit(db, anew=True)) == expected

    agree(admitted=0, pending=0)
    old = [admission(name, baseline=True) for name in "vwxyz"]
    record(database, polled(one_feed(database), *old, *(admission(name) for name in "abc")))
    agree(admitted=8, pending=3, open=3, baseline=5)
    first, second, third = gather(database)
    original = judge(database, first, disposition=Disposition.ALERTED, sinks=["file"])
    judge(database, third)
    agree(admitted=8, pending=1, open=1, baseline=5, alerted=1, unflagged=1)
    judge(database, second, disposition=Disposition.GROUPED, copy_of=original)
    agree(admitted=8, pending=0, baseline=5, alerted=1, unflagged=1, grouped=1)
    story = rows(database, articles)[0].story_id
    alert = OwedAlert(id="late", story=story, rule="harbour", sink="log", occasion="first", severity="normal")
    database.write(lambda db: rulings.owe(db, alert, b"{}", second.id, now=NOW))
    agree(admitted=8, pending=0, baseline=5, alerted=2, unflagged=1)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_counting_waits_for_rulings(database: Database, store_url: str) -> None:
    """What a ruling changes is counted before it or after it: while dispositions are counted nobody can rule."""
    free = f"SELECT pg_try_advisory_xact_lock({JUDGE_LOCK})"
    with psycopg.connect(store_url, autocommit=True) as other:

        def work(db: sa.Connection) -> tuple[bool]:
            tally.count_on(db)
            found: tuple[bool] = other.execute(free).fetchone() or (True,)
            return found

        assert database.write(work) == (False,)


def test_an_audit_is_one_snapshot(database: Database) -> None:
    """I7: what is judged while the audit reads does not make its sums disagree."""
    (entry,) = admitted(database, "a")

    def read(db: object) -> dict[str, int]:
        before = entry_store.audit(db)  # type: ignore[arg-type]
        judge(database, entry, article("a"))
        assert entry_store.audit(db) == before  # type: ignore[arg-type]
        return before

    assert database.read(read) == {"admitted": 1, "pending": 1, "open": 1}
    assert database.read(entry_store.audit) == {"admitted": 1, "pending": 0, "unflagged": 1}


@pytest.mark.parametrize("size", [0, 200_000], ids=["an empty text", "a text of 200,000 characters"])
def test_texts_of_any_size_pass_through_the_queue(database: Database, size: int) -> None:
    """The queue keeps the entry's own text whole, whatever its size."""
    _admit(database, "x" * size)
    assert gather(database)[0].draft.guid == "x" * size


def test_a_draft_that_an_older_program_queued_is_read() -> None:
    """The addresses of sounds and pictures, which drafts had once, are left out."""
    draft = admission("one").draft
    older = orjson.loads(packed(draft)) | {"enclosures": ["https://harbour.example/sound.mp3"]}
    assert unpacked(orjson.dumps(older)) == draft
