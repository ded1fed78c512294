"""Subscriptions at hubs: one a feed, with a token and a secret of its own; and what their pushes do to the feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from worker.model.feed import FeedState, Hub
from worker.store import bulk
from worker.store.schema import feeds, subscriptions

CHANGED_S = 3600.0


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as it stands. ``asked_at``: a confirmation by the hub is awaited since."""

    feed_id: int
    feed: str
    hub: str
    topic: str
    token: str
    secret: str
    asked_at: float | None
    failures: int


_SHOWN = sa.select(
    subscriptions.c.feed_id,
    feeds.c.key.label("feed"),
    *(subscriptions.c[name] for name in ("hub", "topic", "token", "secret", "asked_at", "failures")),
).join(feeds, feeds.c.id == subscriptions.c.feed_id)


def name(connection: sa.Connection, feed_id: int, hub: Hub | None, *, token: str, secret: str, due_at: float) -> None:
    """Keep which hub the feed names, with ``token`` and ``secret`` for it where it is another than before.

    It is asked at ``due_at``; another than before an hour later, for there are feeds that name a new one each time.
    """
    if hub is None:
        connection.execute(sa.delete(subscriptions).where(subscriptions.c.feed_id == feed_id))
        return
    row = {"feed_id": feed_id, "hub": hub.url, "topic": hub.topic, "token": token, "secret": secret, "due_at": due_at}
    insert = bulk.upsert(connection.dialect.name, subscriptions)
    other = sa.or_(subscriptions.c.hub != hub.url, subscriptions.c.topic != hub.topic)
    afresh = {key: insert.excluded[key] for key in row if key != "feed_id"}
    afresh |= {
        "due_at": insert.excluded.due_at + CHANGED_S,
        "asked_at": None,
        "expires_at": None,
        "failures": 0,
        "hinted": False,
    }
    connection.execute(insert.on_conflict_do_update(index_elements=["feed_id"], set_=afresh, where=other), [row])


def take_due(
    connection: sa.Connection, callback: str, *, now: float, again_at: float, limit: int
) -> Sequence[Subscription]:
    """What is to be asked for now, noted as asked: the hub may answer before we hear that it took it.

    What was asked for before and never confirmed has failed once more. ``again_at`` is when a killed worker's is due.
    """
    due = sa.or_(subscriptions.c.due_at <= now, subscriptions.c.callback != callback)
    stays = (FeedState.PAUSED, FeedState.GONE)
    query = _SHOWN.where(due, feeds.c.listed, feeds.c.state.not_in(stays)).order_by(subscriptions.c.due_at).limit(limit)
    found = [Subscription(**row) for row in connection.execute(query).mappings()]
    asked = {
        "asked_at": now,
        "due_at": again_at,
        "callback": callback,
        "failures": subscriptions.c.failures + sa.case((subscriptions.c.asked_at.is_not(None), 1), else_=0),
    }
    ids = [one.feed_id for one in found]
    connection.execute(sa.update(subscriptions).where(subscriptions.c.feed_id.in_(ids)).values(asked))
    return found


def find(connection: sa.Connection, token: str) -> Subscription | None:
    """The subscription whose address ends so; None where its feed is configured no more."""
    row = connection.execute(_SHOWN.where(subscriptions.c.token == token, feeds.c.listed)).mappings().first()
    return None if row is None else Subscription(**row)


def wait(connection: sa.Connection, token: str, *, due_at: float) -> None:
    """The hub took the request; it is asked again if it has not confirmed it by then."""
    connection.execute(_of(token).where(subscriptions.c.asked_at.is_not(None)).values(due_at=due_at))


def confirm(connection: sa.Connection, token: str, *, expires_at: float, due_at: float) -> None:
    """The hub has it until ``expires_at``."""
    values = {"asked_at": None, "expires_at": expires_at, "due_at": due_at, "failures": 0}
    connection.execute(_of(token).values(values))


def put_off(connection: sa.Connection, token: str, *, due_at: float) -> None:
    """The hub was not asked, for it has no turn for us before that."""
    connection.execute(_of(token).values(asked_at=None, due_at=due_at))


def refuse(connection: sa.Connection, token: str, *, due_at: float, over: bool = False) -> None:
    """It was not to be had; ``over``: nor is what the hub gave before any more."""
    values: dict[str, Any] = {"asked_at": None, "due_at": due_at, "failures": subscriptions.c.failures + 1}
    connection.execute(_of(token).values(values | ({"expires_at": None} if over else {})))


def hint(connection: sa.Connection, token: str, *, now: float, floor_s: float) -> None:
    """A push came in for this feed: it is due, or as soon as ``act`` may let it."""
    feed_id = sa.select(subscriptions.c.feed_id).where(subscriptions.c.token == token).scalar_subquery()
    connection.execute(sa.update(feeds).where(feeds.c.id == feed_id).values(pushed_at=now))
    connection.execute(_of(token).values(hinted=True))
    act(connection, now=now, floor_s=floor_s)


def act(connection: sa.Connection, *, now: float, floor_s: float) -> None:
    """Let feeds with pushes be due, ``floor_s`` after their last poll at the soonest; those being polled wait for that.

    One that throttles us, fails or is paused is due when it was: a push is a hint and no more.
    """
    free = sa.and_(feeds.c.id == subscriptions.c.feed_id, feeds.c.leased_until <= now)
    hinted = sa.select(subscriptions.c.feed_id).where(subscriptions.c.hinted, sa.exists().where(free))
    ids = list(connection.execute(hinted).scalars())
    if not ids:
        return
    soonest = sa.func.coalesce(feeds.c.last_polled_at, 0.0) + floor_s
    at = sa.case((soonest > now, soonest), else_=now)
    due = sa.update(feeds).where(feeds.c.id.in_(ids), feeds.c.state == FeedState.ACTIVE, feeds.c.next_poll_at > at)
    connection.execute(due.values(next_poll_at=at))
    connection.execute(sa.update(subscriptions).where(subscriptions.c.feed_id.in_(ids)).values(hinted=False))


def lapse(connection: sa.Connection, *, now: float) -> None:
    """Nobody relies on pushes of subscriptions that ran out, or are there no more."""
    held = sa.select(subscriptions.c.feed_id).where(subscriptions.c.expires_at > now)
    lapsed = sa.update(feeds).where(feeds.c.pushed_at.is_not(None), feeds.c.id.not_in(held))
    connection.execute(lapsed.values(pushed_at=None))


def _of(token: str) -> sa.Update:
    return sa.update(subscriptions).where(subscriptions.c.token == token)
