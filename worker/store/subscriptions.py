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
    """A subscription. ``asked_at`` is since when the hub's confirmation is awaited, if it is."""

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
    """Store the hub that a feed names; a hub other than before gets the new ``token`` and ``secret``.

    A first hub is asked at ``due_at``, a changed one an hour later, as some feeds name another hub each time.
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
    """The subscriptions to request now, recorded as requested: the hub may confirm before its response arrives.

    A request that was never confirmed counts as a failure. ``again_at`` is when they are due if this worker is killed.
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
    """The subscription with this token; None if its feed is no longer configured."""
    row = connection.execute(_SHOWN.where(subscriptions.c.token == token, feeds.c.listed)).mappings().first()
    return None if row is None else Subscription(**row)


def wait(connection: sa.Connection, token: str, *, due_at: float) -> None:
    """The hub accepted the request; it is sent again if not confirmed by then."""
    connection.execute(_of(token).where(subscriptions.c.asked_at.is_not(None)).values(due_at=due_at))


def confirm(connection: sa.Connection, token: str, *, expires_at: float, due_at: float) -> None:
    """The hub confirmed the subscription until ``expires_at``."""
    values = {"asked_at": None, "expires_at": expires_at, "due_at": due_at, "failures": 0}
    connection.execute(_of(token).values(values))


def put_off(connection: sa.Connection, token: str, *, due_at: float) -> None:
    """The hub was not asked, because its host has no turn before that."""
    connection.execute(_of(token).values(asked_at=None, due_at=due_at))


def refuse(connection: sa.Connection, token: str, *, due_at: float, over: bool) -> None:
    """The request failed; ``over``: an earlier subscription has ended as well."""
    values: dict[str, Any] = {"asked_at": None, "due_at": due_at, "failures": subscriptions.c.failures + 1}
    connection.execute(_of(token).values(values | ({"expires_at": None} if over else {})))


def hint(connection: sa.Connection, token: str, *, now: float, floor_s: float) -> None:
    """A push came in: make the feed due as soon as ``act`` allows."""
    feed_id = sa.select(subscriptions.c.feed_id).where(subscriptions.c.token == token).scalar_subquery()
    connection.execute(sa.update(feeds).where(feeds.c.id == feed_id).values(pushed_at=now))
    connection.execute(_of(token).values(hinted=True))
    act(connection, now=now, floor_s=floor_s)


def act(connection: sa.Connection, *, now: float, floor_s: float) -> None:
    """Make feeds with pushes due, at the soonest ``floor_s`` after their last poll; those being polled have to wait.

    A feed that is throttled, failing or paused keeps its due time: a push is only a hint.
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
    """Stop relying on pushes from subscriptions that have expired or are gone."""
    held = sa.select(subscriptions.c.feed_id).where(subscriptions.c.expires_at > now)
    lapsed = sa.update(feeds).where(feeds.c.pushed_at.is_not(None), feeds.c.id.not_in(held))
    connection.execute(lapsed.values(pushed_at=None))


def _of(token: str) -> sa.Update:
    return sa.update(subscriptions).where(subscriptions.c.token == token)
