"""Feeds in the store: claimed for polling, updated by T1, counted and shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from worker.model.feed import DueFeed, FeedState, Outcome, PollResult, Validators
from worker.store import admission, bulk, lookalikes, moves
from worker.store.schema import feed_events, feeds, polls
from worker.store.shards import OF_FEED, shown


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result of T1: new entries by feed id, moves it settled, and feeds whose lease was lost (``refused``)."""

    admitted: dict[int, int]
    moved: list[moves.Moved]
    refused: frozenset[int] = frozenset()


def claim_due(
    connection: sa.Connection,
    *,
    now: float,
    limit: int,
    lease_s: float,
    shards: Collection[int] | None = None,
    in_hand: Collection[int] = (),
) -> list[DueFeed]:
    """Lease up to ``limit`` feeds that are due, longest overdue first. The one place where "due" is defined.

    ``shards``: only feeds at hosts of these shards. Feeds ``in_hand`` are left out: the caller has still to record
    their polls, and while a store is in trouble their leases may run out.
    """
    claim = _claim(connection.dialect.name, sharded=shards is not None)
    given: dict[str, Any] = {"b_now": now, "b_limit": limit, "b_until": now + lease_s}
    given["b_held"] = bulk.listed(connection.dialect.name, in_hand)
    if shards is not None:
        given["b_shards"] = list(shards)
    # RETURNING keeps no order.
    claimed = sorted(connection.execute(claim, given), key=lambda row: (row.next_poll_at, row.id))
    return [_due_feed(row) for row in claimed]


_DUE_COLUMNS = (
    "id key url host state etag last_modified validated_url body_hash item_hashes interval_s failures failing_since "
    "last_polled_at last_changed_at every_s on_add lease every_cron wish_s skips added_at "
    "moved_url target_url target_since target_polls gap_s pushed_at"
).split()


@cache
def _claim(dialect: str, *, sharded: bool) -> sa.Executable:
    ours = OF_FEED.in_(sa.bindparam("b_shards", expanding=True)) if sharded else sa.true()
    now: sa.BindParameter[float] = sa.bindparam("b_now")
    due = (
        sa.select(feeds.c.id)
        .where(feeds.c.next_poll_at <= now, feeds.c.leased_until <= now, feeds.c.listed, ours)
        .where(bulk.outside(dialect, feeds.c.id, "b_held"))
        .order_by(feeds.c.next_poll_at, feeds.c.id)
        .limit(sa.bindparam("b_limit"))
        .with_for_update(skip_locked=True, key_share=True)  # another worker's articles may refer to them
        .cte("due", nesting=True)  # run once: PostgreSQL may run a plain subquery once a row, and pass the limit
    )
    return (
        sa.update(feeds)
        .where(feeds.c.id.in_(sa.select(due.c.id)))
        .values(lease=feeds.c.lease + 1, leased_until=sa.bindparam("b_until"))
        .returning(feeds.c.next_poll_at, *(feeds.c[name] for name in _DUE_COLUMNS), shown(dialect, OF_FEED))
    )


def _due_feed(row: sa.Row[Any]) -> DueFeed:
    return DueFeed(
        id=row.id,
        key=row.key,
        url=row.moved_url or row.url,
        host=row.host,
        state=FeedState(row.state),
        validators=Validators(row.etag, row.last_modified, row.validated_url),
        body_hash=row.body_hash,
        item_hashes=row.item_hashes,
        interval_s=row.interval_s,
        failures=row.failures,
        failing_since=row.failing_since,
        last_polled_at=row.last_polled_at,
        last_changed_at=row.last_changed_at,
        every_s=row.every_s,
        on_add=row.on_add,
        lease=row.lease,
        every_cron=row.every_cron,
        wish_s=row.wish_s,
        skips=row.skips,
        added_at=row.added_at,
        moved=row.moved_url is not None,
        target_url=row.target_url,
        target_since=row.target_since,
        target_polls=row.target_polls,
        gap_s=row.gap_s,
        shard=row.shard,
        pushed_at=row.pushed_at,
    )


def put_off(connection: sa.Connection, turns: Sequence[tuple[DueFeed, float]]) -> None:
    """Give claimed feeds back unpolled, each due at the given time. Does nothing where the lease was lost."""
    statement = (
        sa.update(feeds)
        .where(feeds.c.id == sa.bindparam("b_id"), feeds.c.lease == sa.bindparam("b_lease"), feeds.c.leased_until > 0)
        .values(next_poll_at=sa.bindparam("b_at"), leased_until=0)
    )
    connection.execute(statement, [{"b_id": feed.id, "b_lease": feed.lease, "b_at": at} for feed, at in turns])


def spread_due(connection: sa.Connection, *, now: float, within_s: Callable[[int], float]) -> None:
    """Spread the feeds that are due over ``within_s(number)`` seconds, so that they do not all start at once."""
    due = sa.and_(feeds.c.next_poll_at <= now, feeds.c.leased_until <= now, feeds.c.listed)
    number = connection.scalar(sa.select(sa.func.count()).where(due)) or 0
    connection.execute(sa.update(feeds).where(due).values(next_poll_at=now + place(feeds.c.id) * within_s(number)))


def place(number: Any) -> Any:
    """From 0 to 1, by a feed's number from 1 or its column: neighbours in the list, often of one host, far apart.

    Due at ``now - place(number)`` feeds are claimed in another order than they are listed. Otherwise all that may be
    under way wait for the few hosts of the feeds listed first. The first twelve keep their order.
    """
    return number * 7919 % 1000 / 1000.0


def make_all_due(connection: sa.Connection, *, now: float) -> int:
    """Make every listed feed due now, except throttled, paused and gone ones."""
    stays = (FeedState.THROTTLED, FeedState.PAUSED, FeedState.GONE)
    statement = (
        sa.update(feeds)
        .where(feeds.c.next_poll_at > now, feeds.c.state.not_in(stays), feeds.c.listed)
        .values(next_poll_at=now - place(feeds.c.id))
    )
    return connection.execute(statement).rowcount


def record_polls(connection: sa.Connection, results: Sequence[PollResult]) -> Recorded:
    """T1: validators, schedule, history and admitted entries of many polls, in one transaction.

    A result whose lease was lost to another worker, or that was recorded before, is dropped whole.
    """
    held = _held(connection, results)
    ours = [result for result in results if result.feed_id in held and held[result.feed_id].lease == result.lease]
    kept = [result for result in ours if held[result.feed_id].leased_until > 0]  # recording ends a lease
    lookalikes.rekey(connection, kept)
    admitted = admission.admit(connection, [result for result in kept if result.admissions])
    if kept:
        # After the clock was set back two polls may have the same time: the history row is dropped then, never entries.
        connection.execute(_history(connection.dialect.name), [_poll_row(result, admitted) for result in kept])
    plain = [_schedule_row(result) for result in kept]
    if plain:
        connection.execute(_SCHEDULE, plain)
    if documents := [_document_row(result, admitted) for result in kept if result.item_hashes is not None]:
        connection.execute(_DOCUMENT, documents)
    if vouched := [_validators_row(result) for result in kept if result.validators is not None]:
        connection.execute(_VALIDATORS, vouched)
    if slips := [result for result in kept if result.slipped is not None]:
        connection.execute(_SLIPPED, [{"b_id": result.feed_id, "b_slipped": result.slipped} for result in slips])
    turns = [result for result in kept if result.arrow is not None]
    if turns:
        connection.execute(_STATE, [_state_row(result) for result in turns])
        connection.execute(sa.insert(feed_events), [_event_row(result, held[result.feed_id].state) for result in turns])
    refused = frozenset(result.feed_id for result in results) - {result.feed_id for result in ours}
    return Recorded(admitted, moves.settle(connection, kept), refused)


@cache
def _history(dialect: str) -> sa.Executable:
    statement: sa.Executable = bulk.upsert(dialect, polls).on_conflict_do_nothing()
    return statement


class _Held(NamedTuple):
    lease: int
    leased_until: float
    state: str


def _held(connection: sa.Connection, results: Iterable[PollResult]) -> dict[int, _Held]:
    dialect = connection.dialect.name
    ids = bulk.listed(dialect, [result.feed_id for result in results])
    rows = connection.execute(_standing(dialect), {"b_ids": ids})
    return {row.id: _Held(row.lease, row.leased_until, row.state) for row in rows}


@cache
def _standing(dialect: str) -> sa.Select[Any]:
    query = sa.select(feeds.c.id, feeds.c.lease, feeds.c.leased_until, feeds.c.state)
    # By id, as everybody does who locks several: two who wait for each other would be a deadlock.
    return query.where(bulk.inside(dialect, feeds.c.id, "b_ids")).order_by(feeds.c.id).with_for_update(key_share=True)


_BY_FEED = sa.update(feeds).where(feeds.c.id == sa.bindparam("b_id"))
_SCHEDULE = _BY_FEED.values(
    leased_until=0,
    **{
        name: sa.bindparam(f"b_{name}")
        for name in ("next_poll_at", "interval_s", "failures", "failing_since", "last_polled_at", "last_cause")
    },
    last_ok_at=sa.func.coalesce(sa.bindparam("b_ok_at", type_=sa.Float), feeds.c.last_ok_at),
)
_DOCUMENT = _BY_FEED.values(
    item_hashes=sa.bindparam("b_item_hashes"),
    body_hash=sa.bindparam("b_body_hash"),
    wish_s=sa.bindparam("b_wish_s", type_=sa.Float),
    skips=sa.bindparam("b_skips"),
    title=sa.func.coalesce(sa.bindparam("b_title", type_=sa.Text), feeds.c.title),
    lang=sa.func.coalesce(sa.bindparam("b_lang", type_=sa.Text), feeds.c.lang),
    last_changed_at=sa.func.coalesce(sa.bindparam("b_changed_at", type_=sa.Float), feeds.c.last_changed_at),
    changes=feeds.c.changes + sa.bindparam("b_changes", type_=sa.Integer),
    gap_s=sa.func.coalesce(sa.bindparam("b_gap_s", type_=sa.Float), feeds.c.gap_s),
)
_VALIDATORS = _BY_FEED.values(
    etag=sa.bindparam("b_etag"),
    last_modified=sa.bindparam("b_last_modified"),
    validated_url=sa.bindparam("b_url", type_=sa.Text),
)
_STATE = _BY_FEED.values(
    state=sa.bindparam("b_state"), state_since=sa.bindparam("b_at"), state_reason=sa.bindparam("b_reason")
)

_SLIPPED = _BY_FEED.where(feeds.c.pushed_at == sa.bindparam("b_slipped")).values(pushed_at=None)


def _schedule_row(result: PollResult) -> dict[str, Any]:
    return {
        "b_id": result.feed_id,
        "b_next_poll_at": result.next_poll_at,
        "b_interval_s": result.interval_s,
        "b_failures": result.failures,
        "b_failing_since": result.failing_since,
        "b_last_polled_at": result.at,
        "b_last_cause": result.cause,
        "b_ok_at": result.at if result.outcome in (Outcome.CHANGED, Outcome.UNCHANGED) else None,
    }


def _document_row(result: PollResult, admitted: dict[int, int]) -> dict[str, Any]:
    brought = bool(admitted.get(result.feed_id))
    return {
        "b_id": result.feed_id,
        "b_item_hashes": result.item_hashes,
        "b_body_hash": result.body_hash,
        "b_wish_s": result.wish_s,
        "b_skips": result.skips,
        "b_title": result.title,
        "b_lang": result.lang,
        "b_changed_at": result.at if brought else None,
        "b_changes": int(brought),
        "b_gap_s": result.gap_s if brought else None,
    }


def _validators_row(result: PollResult) -> dict[str, Any]:
    validators = result.validators or Validators()
    given = {"b_etag": validators.etag, "b_last_modified": validators.last_modified, "b_url": validators.url}
    return {"b_id": result.feed_id, **given}


def _state_row(result: PollResult) -> dict[str, Any]:
    return {"b_id": result.feed_id, "b_state": result.state, "b_at": result.at, "b_reason": result.reason}


def _event_row(result: PollResult, from_state: str) -> dict[str, Any]:
    return {
        "feed_id": result.feed_id,
        "at": result.at,
        "from_state": from_state,
        "to_state": result.state,
        "arrow": result.arrow,
        "reason": result.reason or "",
    }


GAP = "gap_suspected"
"""The cause stored with a successful poll that shows that entries were missed before it."""


def _poll_row(result: PollResult, admitted: dict[int, int]) -> dict[str, Any]:
    return {
        "feed_id": result.feed_id,
        "at": result.at,
        "outcome": result.outcome,
        "status": result.status,
        "cause": GAP if result.missed else result.cause,
        "entries_seen": result.entries_seen,
        "entries_new": admitted.get(result.feed_id, 0),
        "bytes_read": result.bytes_read,
        "duration_s": result.duration_s,
    }


def next_due_at(connection: sa.Connection) -> float | None:
    """When the next listed feed is due; None if none ever is."""
    soonest: float | None = connection.scalar(_SOONEST)
    return soonest


_SOONEST = sa.select(sa.func.min(feeds.c.next_poll_at)).where(feeds.c.listed)


def count_by_state(connection: sa.Connection) -> dict[str, int]:
    """How many listed feeds are in each state."""
    query = (
        sa.select(feeds.c.state, sa.func.count()).where(feeds.c.listed).group_by(feeds.c.state).order_by(feeds.c.state)
    )
    return dict(connection.execute(query).all())


_HIDDEN = {"etag", "last_modified", "validated_url", "body_hash", "item_hashes", "lease", "leased_until"}
SHOWN = tuple(column for column in feeds.c if column.name not in _HIDDEN)
"""The columns of a feed that are shown to people."""


def list_feeds(
    connection: sa.Connection, *, states: Collection[str] = (), after: str = "", limit: int | None = None
) -> list[dict[str, Any]]:
    """Every feed that was ever listed, in order of its key: those in ``states``, if any are given, ``after`` a key."""
    query = sa.select(*SHOWN).where(feeds.c.key > after).order_by(feeds.c.key).limit(limit)
    if states:
        query = query.where(feeds.c.state.in_(states), feeds.c.listed)
    return [dict(row) for row in connection.execute(query).mappings()]


def silent(connection: sa.Connection, *, now: float) -> list[str]:
    """Keys of listed feeds that have brought nothing new for longer than their ``expect_every``."""
    last = sa.func.coalesce(feeds.c.last_changed_at, feeds.c.added_at)
    asked = (feeds.c.listed, feeds.c.state != FeedState.PAUSED)
    query = sa.select(feeds.c.key).where(*asked, feeds.c.expect_every_s.is_not(None))
    return list(connection.execute(query.where(now - last > feeds.c.expect_every_s).order_by(feeds.c.key)).scalars())
