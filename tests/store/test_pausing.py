"""Feeds paused by the user: never polled, until the user resumes them."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from tests.store.rows import NOW, admission, claim, list_feeds, polled, record, rows, spec
from worker.model.feed import FeedSpec, FeedState
from worker.store import feeds, leases, pausing
from worker.store.database import Database
from worker.store.schema import entries, feed_events
from worker.store.schema import feeds as table

FLOOR_S = 600.0


def pause(database: Database, *keys: str, now: float = NOW) -> list[str]:
    """Pause feeds; returns those that were not paused before."""
    return database.write(lambda db: pausing.pause(db, keys, reason="the site is rebuilt", now=now))


def resume(database: Database, *keys: str, now: float) -> list[str]:
    """Resume feeds; returns those that were paused."""
    return database.write(lambda db: pausing.resume(db, keys, reason="it is back", now=now, floor_s=FLOOR_S))


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(lambda db: feeds.make_all_due(db, now=NOW), id="once --all"),
        pytest.param(lambda db: feeds.spread_due(db, now=NOW, within_s=lambda _: 60.0), id="a start after a long stop"),
        pytest.param(leases.release_all, id="a new worker"),
    ],
)
def test_a_paused_feed_is_not_asked(database: Database, meanwhile: Callable[..., object]) -> None:
    """Nothing makes a paused feed due; the others are polled."""
    list_feeds(database, spec("a"), spec("b"))
    assert pause(database, "a") == ["a"]
    assert pause(database, "a") == []
    database.write(meanwhile)
    assert [feed.key for feed in claim(database, now=NOW + 60)] == ["b"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(spec("a", tags=("ports",)), id="other tags"),
        pytest.param(spec("a", url="https://new.example/"), id="another URL"),
        pytest.param(spec("a", every_s=60.0), id="another interval"),
    ],
)
def test_a_pause_outlives_changes_of_the_configuration(database: Database, changed: tuple[FeedSpec, str]) -> None:
    """Editing a feed, or removing and adding it again, does not resume it."""
    list_feeds(database, spec("a"))
    pause(database, "a")
    list_feeds(database, changed)
    list_feeds(database)
    list_feeds(database, changed)
    assert claim(database, now=NOW + 60) == []


def test_a_poll_under_way_when_its_feed_is_paused_counts_for_nothing(database: Database) -> None:
    """It does not make the feed due again; its entries come with the first poll after the pause."""
    list_feeds(database, spec("a"))
    (feed,) = claim(database)
    pause(database, "a", now=NOW + 1)
    record(database, polled(feed, admission("one")))
    assert rows(database, entries) == []
    assert claim(database, now=NOW + 10_000) == []
    resume(database, "a", now=NOW + 2)
    (again,) = claim(database, now=NOW + 2)
    record(database, polled(again, admission("one")))
    assert len(rows(database, entries)) == 1


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("takes", ["a pause", "a batch of polls"])
def test_feeds_are_taken_in_the_order_of_their_ids(database: Database, store_url: str, takes: str) -> None:
    """By all who take several at once: who waits for the first holds none after it, so nobody waits in a circle."""
    list_feeds(database, spec("z"), spec("a"))
    first, second = sorted(claim(database), key=lambda feed: feed.id)
    assert (first.key, second.key) == ("z", "a")
    with psycopg.connect(store_url) as other, psycopg.connect(store_url, autocommit=True) as watching:
        watching.execute("UPDATE feeds SET title = 'moved behind the other one' WHERE id = %s", [first.id])
        other.execute("SELECT FROM feeds WHERE id = %s FOR UPDATE", [first.id])
        taking = database.submit(
            lambda db: (
                pausing.pause(db, ["a", "z"], reason="", now=NOW)
                if takes == "a pause"
                else feeds.record_polls(db, [polled(second), polled(first)])
            )
        )
        while watching.execute("SELECT FROM pg_locks WHERE NOT granted").fetchone() is None:
            assert not taking.done()
        other.execute("SELECT FROM feeds WHERE id = %s FOR UPDATE NOWAIT", [second.id])
    taking.result(20)


def test_a_resumed_feed_keeps_its_floor_and_its_failures(database: Database) -> None:
    """It is polled a floor after its last poll; its failures count until a poll succeeds; both changes are recorded."""
    list_feeds(database, spec("a"))
    record(database, polled(claim(database)[0], failures=3, failing_since=NOW - 10, state=FeedState.FAILING, arrow="c"))
    pause(database, "a", now=NOW + 1)
    assert resume(database, "a", now=NOW + 2) == ["a"]
    assert resume(database, "a", now=NOW + 3) == []
    (row,) = rows(database, table)
    assert (row.state, row.next_poll_at, row.failures) == (FeedState.ACTIVE, NOW + FLOOR_S, 3)
    told = [(it.arrow, it.from_state, it.to_state, it.reason) for it in rows(database, feed_events)][1:]
    assert told == [("f", "failing", "paused", "the site is rebuilt"), ("g", "paused", "active", "it is back")]


def test_a_paused_feed_is_not_silent(database: Database) -> None:
    """A paused feed is never reported as silent."""
    list_feeds(database, spec("a", expect_every_s=60.0), spec("b", expect_every_s=60.0))
    pause(database, "a")
    assert database.read(lambda db: feeds.silent(db, now=NOW + 3600)) == ["b"]
