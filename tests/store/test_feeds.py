"""Feeds: synchronised with the configuration, claimed by one poller at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.store.rows import NOW, POLLING, admission, claim, list_feeds, polled, record, rows, spec
from worker.model.feed import FeedState, Validators
from worker.store import feeds, leases, listing
from worker.store.database import Database
from worker.store.listing import Synced
from worker.store.schema import entries
from worker.store.schema import feeds as table


def _set(database: Database, key: str, **values: object) -> None:
    database.write(lambda db: db.execute(sa.update(table).where(table.c.key == key).values(**values)))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param([spec("a"), spec("b")], Synced(0, 0, 0), id="the same list changes nothing"),
        pytest.param([spec("a"), spec("b"), spec("c")], Synced(1, 0, 0), id="a feed more is added"),
        pytest.param([spec("a"), spec("b", tags=("ports",))], Synced(0, 1, 0), id="other tags are a change"),
        pytest.param([spec("a"), spec("b", every_s=600.0)], Synced(0, 1, 0), id="another interval is a change"),
        pytest.param([spec("a"), spec("b", url="https://new.example/")], Synced(0, 1, 0), id="another URL is a change"),
        pytest.param([spec("a")], Synced(0, 0, 1), id="a feed less is unlisted"),
        pytest.param([], Synced(0, 0, 2), id="an empty list unlists all"),
    ],
)
def test_sync_tells_what_it_changed(database: Database, second: list[object], expected: Synced) -> None:
    """The store's listed feeds become those of the configuration, and the result counts the differences."""
    assert list_feeds(database, spec("a"), spec("b")) == Synced(2, 0, 0)
    assert list_feeds(database, *second) == expected  # type: ignore[arg-type]
    assert list_feeds(database, *second) == Synced(0, 0, 0)  # type: ignore[arg-type]


def test_a_feed_under_a_new_url_forgets_its_validators(database: Database) -> None:
    """Validators belong to one document: with another URL they go, entries and state stay, and the poll is due now."""
    list_feeds(database, spec("a"))
    record(database, polled(claim(database)[0], admission("one"), state=FeedState.ACTIVE, arrow="a", reason="first"))
    list_feeds(database, spec("a", url="https://new.example/feed"), now=NOW + 60)
    (due,) = claim(database, now=NOW + 60)
    assert (due.url, due.validators, due.body_hash) == ("https://new.example/feed", Validators(), None)
    assert due.state is FeedState.ACTIVE
    assert len(rows(database, entries)) == 1


def test_a_poll_under_way_when_its_address_changes_counts_for_nothing(database: Database) -> None:
    """What the old address answered vouches for nothing at the new one, which is asked at once, and in full."""
    list_feeds(database, spec("harbour"))
    (under_way,) = claim(database)
    list_feeds(database, spec("harbour", url="https://quay.example/feed"), now=NOW + 5)
    assert record(database, polled(under_way, admission("old"), at=NOW + 6)) == {}
    (again,) = claim(database, now=NOW + 6)
    assert (again.url, again.validators, again.body_hash) == ("https://quay.example/feed", Validators(), None)


def test_other_tags_leave_validators_and_schedule(database: Database) -> None:
    """A change that does not concern the document causes no request."""
    list_feeds(database, spec("a"))
    record(database, polled(claim(database)[0]))
    list_feeds(database, spec("a", tags=("ports",)), now=NOW + 60)
    (row,) = rows(database, table)
    assert (row.etag, row.next_poll_at, row.tags) == ('"v1"', NOW + 3600, '["ports"]')


def test_a_feed_no_longer_listed_is_kept_but_not_polled(database: Database) -> None:
    """What was learned of a feed is kept after its line in the configuration is gone, for when it comes back."""
    list_feeds(database, spec("a"), spec("b"))
    record(database, *(polled(feed, admission("one")) for feed in claim(database)))
    list_feeds(database, spec("a"), now=NOW + 7200)
    assert [feed.key for feed in claim(database, now=NOW + 7200)] == ["a"]
    assert list_feeds(database, spec("a"), spec("b"), now=NOW + 7200) == Synced(0, 1, 0)
    (back,) = claim(database, now=NOW + 7200)
    assert (back.key, back.validators.etag) == ("b", '"v1"')


@pytest.mark.parametrize(
    ("moved", "url"),
    [
        pytest.param(None, "https://a.example/feed", id="at the same address"),
        pytest.param("https://new.example/feed", "https://a.example/feed", id="at the address it moved away from"),
        pytest.param("https://new.example/feed", "https://new.example/feed", id="at the address it moved to"),
    ],
)
def test_a_feed_under_a_new_id_keeps_all_that_is_known_of_it(database: Database, moved: str | None, url: str) -> None:
    """An id that goes and one that comes, at one address, are one feed: its next poll is not its first."""
    list_feeds(database, spec("a", url="https://a.example/feed"), spec("b"))
    record(database, *(polled(feed, admission("one")) for feed in claim(database)))
    _set(database, "a", moved_url=moved)
    before = {row.id: row.key for row in rows(database, table)}
    assert list_feeds(database, spec("c", url=url), spec("b")) == Synced(0, 1, 0)
    assert {row.id: row.key for row in rows(database, table)} == {
        number: "c" if key == "a" else key for number, key in before.items()
    }
    (feed, _) = claim(database, now=NOW + 7200)
    assert (feed.key, feed.url, feed.validators.etag, feed.last_polled_at) == ("c", moved or url, '"v1"', NOW)


def test_a_feed_under_a_new_id_may_be_asked_by_https(database: Database) -> None:
    """In OPML an id is made of the address: what another program writes by https one day is the feed it was."""
    list_feeds(database, spec("a", url="http://a.example/feed"))
    record(database, polled(claim(database)[0], admission("one")))
    assert list_feeds(database, spec("c", url="https://a.example/feed")) == Synced(0, 1, 0)
    (feed,) = claim(database)
    assert (feed.key, feed.url, feed.last_polled_at) == ("c", "https://a.example/feed", NOW)
    assert len(rows(database, entries)) == 1


def test_only_a_feed_that_goes_gives_its_past_to_one_that_comes(database: Database) -> None:
    """A feed still listed, or taken out before, keeps what it knows; the new one begins at its first poll."""
    list_feeds(database, spec("a", url="https://a.example/feed"), spec("b"))
    list_feeds(database, spec("b"))
    two = [spec("c", url="https://a.example/feed"), spec("b"), spec("d", url=spec("b")[0].url)]
    assert list_feeds(database, *two) == Synced(2, 0, 0)
    assert [row.key for row in rows(database, table)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("second", "then"),
    [
        pytest.param("a:b b:a", "a:b b:a", id="exchanged"),
        pytest.param("b:a c:b", "b:a c:b", id="each takes the name of the next"),
        pytest.param("b:a", "b:b a:a", id="one goes, and its address is given to the other: that has moved"),
        pytest.param("a:new b:a", "a:a b:b", id="both have moved"),
        pytest.param("a:new c:a b:b", "a:a b:b c:-", id="one has moved, and another comes in its place"),
    ],
)
def test_names_given_to_other_addresses(database: Database, second: str, then: str) -> None:
    """What is known goes with the address where each of them is one that was there; a feed at a new one has moved."""
    list_feeds(database, spec("a"), spec("b"))
    record(database, *(polled(feed, admission(f"of {feed.key}")) for feed in claim(database)))
    was = {row.id: row.key for row in rows(database, table)}
    pairs = (pair.split(":") for pair in second.split())
    wanted = [spec(key, url=f"https://{at}.example/feed") for key, at in pairs]
    list_feeds(database, *wanted, now=NOW + 60)
    found = {row.key: was.get(row.id, "-") for row in rows(database, table)}
    assert found == dict(pair.split(":") for pair in then.split())
    assert {row.key: row.url for row in rows(database, table) if row.listed} == {it.key: it.url for it, _ in wanted}
    assert list_feeds(database, *wanted, now=NOW + 60) == Synced(0, 0, 0)


def test_the_longest_overdue_are_claimed_first(database: Database) -> None:
    """A limit takes the feeds that have waited longest, and answers them in that order."""
    keys = ["a", "b", "c", "d", "e"]
    list_feeds(database, *map(spec, keys))
    for key, late in zip(keys, [10, 40, 20, 50, 30], strict=True):
        _set(database, key, next_poll_at=NOW - late)
    assert [feed.key for feed in claim(database, limit=3)] == ["d", "b", "e"]
    assert [feed.key for feed in claim(database, limit=3)] == ["c", "a"]
    assert claim(database) == []


@pytest.mark.parametrize("again", [False, True])
def test_feeds_of_one_host_listed_together_are_claimed_among_others(database: Database, *, again: bool) -> None:
    """New feeds, and all made due at once, come mixed: else what may be under way would wait for a few hosts."""
    hosts = [f"h{number // 10}" for number in range(400)]
    list_feeds(database, *(spec(f"{host}-{number}") for number, host in enumerate(hosts)))
    if again:
        database.write(lambda db: db.execute(sa.update(table).values(next_poll_at=NOW + 60)))
        database.write(lambda db: feeds.make_all_due(db, now=NOW))
    assert len({feed.key.partition("-")[0] for feed in claim(database, limit=40)}) >= 20


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"next_poll_at": NOW + 0.1}, id="a feed due later"),
        pytest.param({"listed": False}, id="a feed no longer listed"),
        pytest.param({"state": FeedState.PAUSED, "next_poll_at": None}, id="a paused feed"),
        pytest.param({"leased_until": NOW + 1}, id="a feed under a lease"),
    ],
)
def test_what_must_not_be_polled_is_not_claimed(database: Database, values: dict[str, object]) -> None:
    """Only listed feeds that are due and not leased are handed out."""
    list_feeds(database, spec("a"), spec("b"))
    _set(database, "b", **values)
    assert [feed.key for feed in claim(database)] == ["a"]


def test_a_lease_that_ran_out_is_claimed_again_under_a_new_number(database: Database) -> None:
    """Each claim has a fencing number of its own, so that a late result can be told from a held one."""
    list_feeds(database, spec("a"))
    (first,) = claim(database, lease_s=60)
    assert claim(database, now=NOW + 59) == []
    (second,) = claim(database, now=NOW + 60)
    assert second.lease > first.lease


def test_released_leases_can_be_claimed_at_once(database: Database) -> None:
    """A worker that opens a store releases what the one before it had claimed."""
    list_feeds(database, spec("a"))
    claim(database)
    database.write(leases.release_all)
    assert len(claim(database)) == 1


@pytest.mark.parametrize(
    ("state", "due"),
    [
        pytest.param(FeedState.NEW, 1, id="a new feed is asked"),
        pytest.param(FeedState.ACTIVE, 1, id="an active feed is asked"),
        pytest.param(FeedState.FAILING, 1, id="a failing feed is asked"),
        pytest.param(FeedState.DORMANT, 1, id="a dormant feed is asked"),
        pytest.param(FeedState.THROTTLED, 0, id="a throttled feed waits as its server wished"),
        pytest.param(FeedState.PAUSED, 0, id="a paused feed stays so"),
        pytest.param(FeedState.GONE, 0, id="a feed that is gone stays so"),
    ],
)
def test_polling_all_now_respects_who_must_not_be_asked(database: Database, state: FeedState, due: int) -> None:
    """``make_all_due`` brings forward the feeds that may be polled, and no others."""
    list_feeds(database, spec("a"))
    _set(database, "a", state=state, next_poll_at=NOW + 3600)
    assert database.write(lambda db: feeds.make_all_due(db, now=NOW)) == due
    assert len(claim(database)) == due


def test_polling_all_now_does_not_touch_unlisted_feeds(database: Database) -> None:
    """A feed that is not listed is never due."""
    list_feeds(database, spec("a"))
    _set(database, "a", listed=False, next_poll_at=NOW + 3600)
    assert database.write(lambda db: feeds.make_all_due(db, now=NOW)) == 0


def test_the_next_poll_is_the_soonest_of_the_listed(database: Database) -> None:
    """The scheduler sleeps to the first listed feed's time, however soon an unlisted one would be."""
    assert database.read(feeds.next_due_at) is None
    list_feeds(database, spec("a"), spec("b"), spec("c"))
    for key, at in (("a", NOW + 30), ("b", NOW + 20), ("c", NOW + 10)):
        _set(database, key, next_poll_at=at, listed=key != "c")
    assert database.read(feeds.next_due_at) == NOW + 20


def test_feeds_silent_for_longer_than_expected_are_named(database: Database) -> None:
    """Silence counts from the last new entry, or from the listing if there was none."""
    expecting = replace(spec("a")[0], expect_every_s=3600.0)
    list_feeds(database, (expecting, "a.example"), spec("b"), spec("c", expect_every_s=3600.0))
    _set(database, "a", last_changed_at=NOW + 1800)
    assert database.read(lambda db: feeds.silent(db, now=NOW + 3600)) == []
    assert database.read(lambda db: feeds.silent(db, now=NOW + 3601)) == ["c"]
    assert database.read(lambda db: feeds.silent(db, now=NOW + 5401)) == ["a", "c"]


def test_feeds_of_imports_are_made_once_and_never_polled(database: Database) -> None:
    """Entries that are imported belong to a feed that is in the store but not in the schedule."""
    first = database.write(lambda db: listing.ensure_imported(db, ["import:a", "import:b"], POLLING, NOW))
    again = database.write(lambda db: listing.ensure_imported(db, ["import:b", "import:c"], POLLING, NOW))
    assert again["import:b"] == first["import:b"]
    assert len({*first.values(), *again.values()}) == 3
    assert claim(database, now=NOW + 1e9) == []
    assert list_feeds(database) == Synced(0, 0, 0)


def test_listing_feeds_shows_no_machinery(database: Database) -> None:
    """Reports get the feeds by key, without validators, hashes and leases."""
    list_feeds(database, spec("b"), spec("a"))
    listed = database.read(feeds.list_feeds)
    assert [row["key"] for row in listed] == ["a", "b"]
    assert not {"etag", "item_hashes", "lease", "leased_until"} & set(listed[0])
    assert database.read(feeds.count_by_state) == {"new": 2}
