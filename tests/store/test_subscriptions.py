"""Subscriptions at hubs, and the effect of pushes on feeds that are being polled."""

from __future__ import annotations

from functools import partial

import pytest

from tests.store.rows import NOW, claim, list_feeds, one_feed, polled, record, rows, spec
from worker.model.feed import FeedState, Hub
from worker.store import schema, subscriptions
from worker.store.database import Database

HOUR = 3600.0
HUB = Hub("https://hub.example/", "https://harbour.example/feed")


def name(database: Database, feed_id: int, hub: Hub | None = HUB, token: str = "token") -> None:
    """The feed names this hub."""
    database.write(lambda db: subscriptions.name(db, feed_id, hub, token=token, secret="s", due_at=NOW))


def due(database: Database, now: float = NOW, callback: str = "https://a.example") -> list[str]:
    """The tokens of subscriptions that are due."""
    taken = database.write(lambda db: subscriptions.take_due(db, callback, now=now, again_at=now + HOUR, limit=9))
    return [one.token for one in taken]


def push(database: Database, now: float = NOW) -> float:
    """A push; when the feed is due from then on."""
    database.write(lambda db: subscriptions.hint(db, "token", now=now, floor_s=600))
    return next_at(database)


def next_at(database: Database) -> float:
    """When the feed is due."""
    return float(rows(database, schema.feeds)[0].next_poll_at)


def test_a_hub_named_again_keeps_its_secret(database: Database) -> None:
    """The same hub and topic keep token and secret; another gets new ones, later; with none named nothing is left."""
    feed = one_feed(database)
    name(database, feed.id)
    name(database, feed.id, token="other")
    assert due(database) == ["token"]
    name(database, feed.id, Hub("https://new.example/", HUB.topic), token="other")
    assert [due(database), due(database, NOW + HOUR)] == [[], ["other"]]
    assert database.read(lambda db: subscriptions.find(db, "token")) is None
    name(database, feed.id, None)
    assert due(database, NOW + 9 * HOUR) == []


def test_what_is_not_confirmed_is_asked_for_again(database: Database) -> None:
    """It is due again at its time, with one more failure; or at once if our callback address has changed."""
    name(database, one_feed(database).id)
    assert [due(database), due(database), due(database, NOW + HOUR)] == [["token"], [], ["token"]]
    found = database.read(lambda db: subscriptions.find(db, "token"))
    assert found is not None
    assert found.failures == 1
    database.write(partial(subscriptions.put_off, token="token", due_at=NOW + 9 * HOUR))
    assert [due(database, NOW + HOUR), due(database, NOW + HOUR, "https://b.example")] == [[], ["token"]]
    list_feeds(database)
    assert database.read(lambda db: subscriptions.find(db, "token")) is None


def test_a_push_during_a_poll_is_not_lost(database: Database) -> None:
    """A feed that is being polled is due again once that is recorded, a floor after it."""
    feed = one_feed(database)
    name(database, feed.id)
    record(database, polled(feed, next_poll_at=NOW, arrow="a", reason="x"))
    (feed,) = claim(database)
    push(database, NOW + 1)
    record(database, polled(feed, at=NOW + 2, next_poll_at=NOW + 9 * HOUR))
    database.write(lambda db: subscriptions.act(db, now=NOW + 60, floor_s=600))
    assert next_at(database) == NOW + 602
    database.write(lambda db: subscriptions.act(db, now=NOW + 700, floor_s=600))
    assert next_at(database) == NOW + 602


@pytest.mark.parametrize("state", [FeedState.THROTTLED, FeedState.FAILING, FeedState.GONE, FeedState.PAUSED])
def test_a_push_does_not_hurry_a_feed_that_is_not_well(database: Database, state: FeedState) -> None:
    """The wishes of the server and of the user take precedence over a hub."""
    feed = one_feed(database)
    name(database, feed.id)
    record(database, polled(feed, next_poll_at=NOW + 9 * HOUR, state=state, arrow="b", reason="x"))
    assert push(database, NOW + HOUR) == NOW + 9 * HOUR


def test_pushes_are_relied_on_while_the_lease_lasts(database: Database) -> None:
    """After the lease the feed is polled at its own pace; also after a missed push, until the next one arrives."""
    list_feeds(database, spec("harbour"))
    (feed,) = claim(database)
    name(database, feed.id)
    database.write(lambda db: subscriptions.confirm(db, "token", expires_at=NOW + HOUR, due_at=NOW))
    push(database)
    for now, left in ((NOW, NOW), (NOW + HOUR, None)):
        database.write(partial(subscriptions.lapse, now=now))
        assert rows(database, schema.feeds)[0].pushed_at == left
    push(database)
    record(database, polled(feed, slipped=NOW - 1))
    assert rows(database, schema.feeds)[0].pushed_at == NOW
