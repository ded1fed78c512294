"""Addresses of feeds that move: targets under watch, moves taken and refused, each told as a row of ``feed_events``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.feed import Moving, PollResult
from worker.store.schema import feed_events, feeds

_BY_FEED = sa.update(feeds).where(feeds.c.id == sa.bindparam("b_id"))
_WATCH = _BY_FEED.values(
    target_url=sa.bindparam("b_url"), target_since=sa.bindparam("b_since"), target_polls=sa.bindparam("b_polls")
)
_ASK = _BY_FEED.values(moved_url=sa.bindparam("b_url"), target_url=None, target_since=None, target_polls=0)


@dataclass(frozen=True, slots=True)
class Moved:
    """A settled move: ``to`` is polled from now on (None: the configured address again).

    ``taken_by`` is the key of a feed that already polls ``to``; then the move was refused.
    """

    feed_id: int
    to: str | None
    taken_by: str | None = None


def settle(connection: sa.Connection, results: Iterable[PollResult]) -> list[Moved]:
    """Write what polls showed about addresses; returns the moves that this settled.

    A target that another listed feed polls is refused, as its entries would come twice.
    """
    settled = []
    for result in results:
        moving = result.moving
        if moving is None:
            continue
        if not (moving.settled or moving.back):
            connection.execute(_WATCH, _watched(result.feed_id, moving))
            continue
        taken_by = _taken_by(connection, result.feed_id, moving.url) if moving.url else None
        if taken_by is None:
            connection.execute(_ASK, {"b_id": result.feed_id, "b_url": moving.url})
        else:
            connection.execute(_WATCH, _watched(result.feed_id, Moving(moving.url, None, 0)))
        moved = Moved(result.feed_id, moving.url, taken_by)
        connection.execute(sa.insert(feed_events), _event(result, moved))
        settled.append(moved)
    return settled


def _watched(feed_id: int, moving: Moving) -> dict[str, object]:
    return {"b_id": feed_id, "b_url": moving.url, "b_since": moving.since, "b_polls": moving.polls}


def _taken_by(connection: sa.Connection, feed_id: int, url: str) -> str | None:
    same = sa.or_(feeds.c.url == url, feeds.c.moved_url == url)
    key: str | None = connection.scalar(sa.select(feeds.c.key).where(feeds.c.listed, feeds.c.id != feed_id, same))
    return key


def _event(result: PollResult, moved: Moved) -> dict[str, object]:
    if moved.to is None:
        reason = "where it moved is given up; the configured address is asked again"
    elif moved.taken_by is None:
        reason = f"moved for good to {moved.to}"
    else:
        reason = f"moved for good to {moved.to}, which the feed {moved.taken_by} is asked at; remove one of the two"
    same = {"from_state": result.state, "to_state": result.state, "arrow": "t"}
    return {"feed_id": result.feed_id, "at": result.at, "reason": reason, **same}
