"""Pausing and resuming of single feeds by the operator (arrows f and g)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from worker.model.feed import FeedState
from worker.store.schema import feed_events, feeds


def unlisted(connection: sa.Connection, keys: Sequence[str]) -> list[str]:
    """The keys that belong to no listed feed."""
    known = set(connection.scalars(sa.select(feeds.c.key).where(feeds.c.listed, feeds.c.key.in_(keys))))
    return [key for key in keys if key not in known]


def pause(connection: sa.Connection, keys: Sequence[str], *, reason: str, now: float) -> list[str]:
    """Pause listed feeds; returns those that were not paused before.

    A poll that is under way loses its lease: its result is dropped, and comes again when the feed is resumed.
    """
    values = {"next_poll_at": None, "lease": feeds.c.lease + 1, "leased_until": 0}
    return _turn(connection, keys, feeds.c.state != FeedState.PAUSED, FeedState.PAUSED, "f", reason, now, values)


def resume(connection: sa.Connection, keys: Sequence[str], *, reason: str, now: float, floor_s: float) -> list[str]:
    """Resume paused feeds, at the soonest ``floor_s`` after their last poll; returns those that were paused.

    Their failure count stays until a poll succeeds.
    """
    soonest = sa.func.coalesce(feeds.c.last_polled_at, 0.0) + floor_s
    values = {"next_poll_at": sa.case((soonest > now, soonest), else_=now)}
    return _turn(connection, keys, feeds.c.state == FeedState.PAUSED, FeedState.ACTIVE, "g", reason, now, values)


def _turn(
    connection: sa.Connection,
    keys: Sequence[str],
    which: sa.ColumnElement[bool],
    to: FeedState,
    arrow: str,
    reason: str,
    now: float,
    values: dict[str, Any],
) -> list[str]:
    query = sa.select(feeds.c.id, feeds.c.key, feeds.c.state).where(feeds.c.listed, feeds.c.key.in_(keys), which)
    turned = connection.execute(query.with_for_update(key_share=True).order_by(feeds.c.id)).all()
    if not turned:
        return []
    became = {"state": to, "state_since": now, "state_reason": reason}
    connection.execute(sa.update(feeds).where(feeds.c.id.in_([it.id for it in turned])).values(**became, **values))
    told = {"at": now, "to_state": to, "arrow": arrow, "reason": reason}
    connection.execute(sa.insert(feed_events), [{"feed_id": it.id, "from_state": it.state, **told} for it in turned])
    return sorted(it.key for it in turned)
