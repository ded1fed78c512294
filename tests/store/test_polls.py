"""T1: a poll's validators, schedule, history and entries, together or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.store.rows import (
    NOW,
    admission,
    claim,
    contents,
    digest,
    gather,
    list_feeds,
    one_feed,
    poll_again,
    polled,
    record,
    rows,
    spec,
)
from worker.model.entry import Disposition
from worker.model.feed import FeedState, Outcome, Validators
from worker.store import entries as entry_store
from worker.store.admission import MAX_REVISIONS
from worker.store.database import Database
from worker.store.schema import entries, feed_events, feeds, pending, polls, trails


def test_validators_come_with_the_entries_they_vouch_for(database: Database) -> None:
    """I1: one transaction holds the new ETag, the admitted entries, their place in the queue and the poll's history."""
    feed = one_feed(database)
    assert record(database, polled(feed, admission("one"), admission("two"))) == {feed.id: 2}
    (row,) = rows(database, feeds)
    assert (row.etag, row.last_modified) == ('"v1"', "Mon, 21 Sep 2026 09:00:00 GMT")
    assert (row.next_poll_at, row.last_polled_at, row.last_changed_at, row.leased_until) == (NOW + 3600, NOW, NOW, 0)
    assert [entry.key for entry in rows(database, entries)] == [digest("one"), digest("two")]
    assert len(rows(database, pending)) == 2
    (poll,) = rows(database, polls)
    assert (poll.outcome, poll.entries_seen, poll.entries_new) == ("changed", 2, 2)


def test_what_cannot_be_recorded_leaves_validators_and_entries_as_they_were(database: Database) -> None:
    """I1: a failure after the entries and the validators were written takes both back."""
    feed = one_feed(database)
    before = contents(database)
    impossible = polled(feed, admission("one"), state=cast("FeedState", "no such state"), arrow="a", reason="r")
    with pytest.raises(IntegrityError):
        record(database, impossible)
    assert contents(database) == before


def test_a_lost_lease_drops_the_whole_result(database: Database) -> None:
    """A poller that took too long writes nothing: no validators, no entries, not even the poll."""
    slow = one_feed(database)
    (quick,) = claim(database, now=NOW + 60)
    before = contents(database)
    assert record(database, polled(slow, admission("one"), at=NOW + 61)) == {}
    assert contents(database) == before
    assert record(database, polled(quick, admission("one"), at=NOW + 61)) == {quick.id: 1}


def test_a_lost_lease_does_not_drop_its_neighbours(database: Database) -> None:
    """Of several results in one transaction only that of the lost lease is left out."""
    list_feeds(database, spec("a"), spec("b"))
    slow, other = claim(database)
    claim(database, now=NOW + 60, limit=1)
    taken = [feed for feed in rows(database, feeds) if feed.lease == 2]
    assert len(taken) == 1
    kept = other if taken[0].id == slow.id else slow
    results = [polled(feed, admission("one"), at=NOW + 61) for feed in (slow, other)]
    assert record(database, *results) == {kept.id: 1}


def test_a_poll_recorded_twice_leaves_the_same_rows(database: Database) -> None:
    """I8: a result that comes again, because the answer to its commit was lost, changes nothing."""
    result = polled(one_feed(database), admission("one"), arrow="a", reason="first poll")
    record(database, result)
    once = contents(database)
    assert record(database, result) == {}
    assert contents(database) == once


def test_a_change_of_state_is_a_row_with_its_reason(database: Database) -> None:
    """Every arrow taken in the state diagram is kept: from where, to where, why."""
    record(database, polled(one_feed(database), arrow="a", reason="first good poll"))
    (event,) = rows(database, feed_events)
    assert (event.from_state, event.to_state, event.arrow, event.reason) == ("new", "active", "a", "first good poll")
    (row,) = rows(database, feeds)
    assert (row.state, row.state_since, row.state_reason) == ("active", NOW, "first good poll")


def test_a_failed_poll_keeps_what_the_last_good_one_learned(database: Database) -> None:
    """Validators, hashes and dates of success outlive a failure; schedule and cause are the failure's."""
    record(database, polled(one_feed(database), admission("one")))
    (before,) = rows(database, feeds)
    failure = {"outcome": Outcome.FAILED, "status": None, "cause": "dns", "failures": 0.25, "failing_since": NOW + 3600}
    poll_again(database, at=NOW + 3600, validators=None, body_hash=None, item_hashes=None, **failure)
    (after,) = rows(database, feeds)
    for name in ("etag", "last_modified", "body_hash", "item_hashes", "last_ok_at", "last_changed_at"):
        assert getattr(after, name) == getattr(before, name), name
    assert (after.last_polled_at, after.last_cause, after.failures) == (NOW + 3600, "dns", 0.25)


def test_both_validators_are_replaced_together(database: Database) -> None:
    """A document that no longer carries a Last-Modified leaves none behind."""
    record(database, polled(one_feed(database)))
    poll_again(database, at=NOW + 3600, validators=Validators('"v2"', None))
    (row,) = rows(database, feeds)
    assert (row.etag, row.last_modified) == ('"v2"', None)


def test_a_baseline_entry_is_settled_at_once(database: Database) -> None:
    """I7: an entry of a feed's first poll has its disposition and its trail, and is never queued."""
    old, new = admission("old", baseline=True), admission("new")
    record(database, polled(one_feed(database), old, new))
    first, second = rows(database, entries)
    assert (first.disposition, first.judged_at, first.baseline) == (Disposition.BASELINE, NOW, True)
    assert (second.disposition, second.judged_at, second.baseline) == (None, None, False)
    assert [row.entry_id for row in rows(database, pending)] == [second.id]
    (trail,) = rows(database, trails)
    assert (trail.entry_id, orjson.loads(trail.verdicts)[0]["code"]) == (first.id, "baseline")


def test_a_known_entry_is_not_admitted_again(database: Database) -> None:
    """The same key with the same text is the same entry, at every later poll."""
    record(database, polled(one_feed(database), admission("one")))
    assert poll_again(database, admission("one"), at=NOW + 3600) == {}
    assert len(rows(database, entries)) == 1


def test_one_key_in_two_feeds_is_two_entries(database: Database) -> None:
    """A key tells entries apart within their feed only."""
    list_feeds(database, spec("a"), spec("b"))
    record(database, *(polled(feed, admission("one")) for feed in claim(database)))
    assert len(rows(database, entries)) == 2


def test_a_key_that_stands_twice_in_one_document_is_one_entry(database: Database) -> None:
    """Equal guids with equal texts are one entry; with another text it is the entry's next revision."""
    feed = one_feed(database)
    twice = (admission("one"), admission("one"), admission("one", "second version"))
    assert record(database, polled(feed, *twice)) == {feed.id: 1}
    assert [(row.key, row.revision) for row in rows(database, entries)] == [(digest("one"), 0), (digest("one"), 1)]


def test_a_new_text_is_a_revision(database: Database) -> None:
    """A known key with a text not seen before is queued as the next version, and counts as no new entry."""
    feed = one_feed(database)
    record(database, polled(feed, admission("one")))
    assert poll_again(database, admission("one", "edited"), at=NOW + 3600) == {feed.id: 0}
    (_, edited) = gather(database, now=NOW + 3600)
    assert (edited.revision, edited.draft.content) == (1, "edited")
    assert orjson.loads(edited.trail)[0]["code"] == "revised"


def test_two_versions_that_swap_come_to_rest(database: Database) -> None:
    """A feed that shows two versions in turn, poll after poll, makes two entries and not one a poll."""
    record(database, polled(one_feed(database), admission("one", "A")))
    for turn in range(1, 7):
        poll_again(database, admission("one", "BA"[turn % 2 - 1]), at=NOW + turn * 3600)
    assert [row.revision for row in rows(database, entries)] == [0, 1]


def test_an_entry_that_changes_for_ever_is_left_alone_after_24_revisions(database: Database) -> None:
    """A clock or a counter in the text does not fill the store."""
    record(database, polled(one_feed(database), admission("one", "0")))
    for turn in range(1, MAX_REVISIONS + 6):
        poll_again(database, admission("one", str(turn)), at=NOW + turn * 3600)
    assert max(row.revision for row in rows(database, entries)) == MAX_REVISIONS == 24


def test_five_thousand_entries_come_in_with_one_poll(database: Database) -> None:
    """A sitemap-sized poll is one transaction that keeps the document's order; a second one admits nothing."""
    feed = one_feed(database)
    many = [admission(f"entry {place}") for place in range(5001)]
    assert record(database, polled(feed, *many)) == {feed.id: 5001}
    assert [row.key for row in rows(database, entries)] == [one.key for one in many]
    assert poll_again(database, *many, at=NOW + 3600) == {}
    assert database.read(entry_store.count_pending) == 5001


def test_a_draft_survives_its_way_through_the_queue(database: Database) -> None:
    """GATHER gets the entry as POLL read it, and what it must know of its feed."""
    list_feeds(database, spec("harbour", tags=("ports", "wire")))
    (feed,) = claim(database)
    sent = admission("one", "Ünïcode ✓ 港")
    record(database, polled(feed, sent, lang="de"))
    (entry,) = gather(database)
    assert entry.draft == sent.draft
    assert (entry.key, entry.url_key, entry.feed_tags) == (sent.key, sent.url_key, ("ports", "wire"))
    assert (entry.feed_key, entry.feed_host, entry.feed_lang) == ("harbour", "harbour.example", "de")
    assert (entry.attempt, entry.first_seen_at) == (0, NOW)


def test_bytes_are_kept_as_bytes(database: Database) -> None:
    """Keys, digests and hashes come back bit for bit, zero bytes included."""
    feed = one_feed(database)
    raw = replace(admission("one"), key=b"\x00\xff" * 8)
    record(database, polled(feed, raw, body_hash=b"\x00" * 16, item_hashes=b"\x00\x01" * 4))
    assert rows(database, entries)[0].key == b"\x00\xff" * 8
    (again,) = claim(database, now=NOW + 3600)
    assert (again.body_hash, again.item_hashes) == (b"\x00" * 16, b"\x00\x01" * 4)


@pytest.mark.parametrize("url_key", [-(2**63), 2**63 - 1, 0, None])
def test_url_keys_use_all_64_bits(database: Database, url_key: int | None) -> None:
    """A hash of a URL fits its column at both ends of its range."""
    record(database, polled(one_feed(database), admission("one", url_key=url_key)))
    assert gather(database)[0].url_key == url_key


def test_another_entry_cannot_have_the_same_feed_key_and_revision(database: Database) -> None:
    """The database itself refuses a version of an entry twice."""
    record(database, polled(one_feed(database), admission("one")))
    (row,) = rows(database, entries)
    double = {name: value for name, value in row._mapping.items() if name != "id"} | {"digest": digest("other", 8)}
    with pytest.raises(IntegrityError):
        database.write(lambda db: db.execute(sa.insert(entries).values(double)))
