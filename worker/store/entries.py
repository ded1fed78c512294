"""Pending entries: handed to GATHER under a lease, put back, or judged at last; and all entries, counted.

States and arrows (letters as in docs/ARCHITECTURE.md):
j pending → pending       its page may come back: another attempt, later
k pending → judged        by the judge (T2)
v pending → pending       it broke the judge: tried again for a week
l pending → judged        failed: it broke the judge for the last time
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.entry import Disposition, PendingEntry
from worker.model.verdict import Verdict
from worker.store import bulk, tally
from worker.store.drafts import unpacked
from worker.store.judged import Address
from worker.store.schema import articles, entries, feeds, pending, trails
from worker.store.shards import OF_ENTRY, shown

PUT_IN_ORDER = 4096
"""How many waiting entries a claim sorts by the date of their news; takes some 4 ms."""


_BROKEN = '"stage":"relate","code":"failed"'
"""What only trails of entries that broke the judge hold before they are judged."""


def verdicts_json(verdicts: Iterable[Verdict]) -> str:
    """Verdicts as they are stored: a JSON list of ``{"stage", "code", …evidence}``."""
    return orjson.dumps([{"stage": v.stage, "code": v.code, **v.evidence} for v in verdicts]).decode()


_SEEN, _PUBLISHED = entries.c.first_seen_at, entries.c.published_at
_NEWS_AT = sa.case((_PUBLISHED <= _SEEN, _PUBLISHED), else_=_SEEN)
"""As ``policy.stories.news_when``, but for doubted dates."""


def claim_pending(
    connection: sa.Connection,
    *,
    now: float,
    limit: int,
    lease_s: float,
    shards: Collection[int] | None = None,
    in_hand: Collection[int] = (),
) -> list[PendingEntry]:
    """Lease up to ``limit`` pending entries whose time has come, oldest news first.

    That way the copy that was published first leads the story. Of a long backlog only the entries that have waited
    longest are sorted. ``shards``: only entries whose pages are at hosts of these shards. Entries ``in_hand`` are left
    out: the caller still has them under way, even if their leases have run out.
    """
    claim = _claim(connection.dialect.name, sharded=shards is not None)
    given: dict[str, Any] = {
        "b_now": now,
        "b_limit": limit,
        "b_most": max(limit, PUT_IN_ORDER),
        "b_until": now + lease_s,
        "b_held": bulk.listed(connection.dialect.name, in_hand),
    }
    if shards is not None:
        given["b_shards"] = list(shards)
    return described(connection, {row.entry_id: row for row in connection.execute(claim, given)})


@cache
def _claim(dialect: str, *, sharded: bool) -> sa.Executable:
    now: sa.BindParameter[float] = sa.bindparam("b_now")
    waiting = sa.select(pending.c.entry_id)
    if sharded:
        ours = OF_ENTRY.in_(sa.bindparam("b_shards", expanding=True))
        waiting = waiting.join(entries, entries.c.id == pending.c.entry_id).where(ours)
    oldest = (
        waiting.where(pending.c.not_before <= now, pending.c.leased_until <= now)
        .where(bulk.outside(dialect, pending.c.entry_id, "b_held"))
        .order_by(pending.c.not_before, pending.c.entry_id)
        .limit(sa.bindparam("b_most"))
        .subquery()
    )
    due = (
        sa.select(pending.c.entry_id)
        .join(entries, entries.c.id == pending.c.entry_id)
        .where(pending.c.entry_id.in_(sa.select(oldest.c.entry_id)))
        .order_by(_NEWS_AT, entries.c.id)
        .limit(sa.bindparam("b_limit"))
        .with_for_update(skip_locked=True, of=pending)
        .cte("due", nesting=True)  # a CTE runs once; PostgreSQL may run a subquery per row and exceed the limit
    )
    return (
        sa.update(pending)
        .where(pending.c.entry_id.in_(sa.select(due.c.entry_id)))
        .values(lease=pending.c.lease + 1, leased_until=sa.bindparam("b_until"))
        .returning(pending.c.entry_id, pending.c.payload, pending.c.attempt, pending.c.lease, pending.c.trail)
    )


def described(connection: sa.Connection, queued: Mapping[int, sa.Row[Any]]) -> list[PendingEntry]:
    """Queue rows, given by entry id, as pending entries, oldest news first.

    A row has ``payload``, ``attempt``, ``lease`` and ``trail``.
    """
    if not queued:
        return []
    about = connection.execute(_about(connection.dialect.name), {"b_entries": list(queued)})
    return [_pending_entry(row, queued[row.id]) for row in about]


@cache
def _about(dialect: str) -> sa.Select[Any]:
    about_feed = (
        feeds.c.key.label("feed_key"),
        feeds.c.tags,
        feeds.c.lang,
        feeds.c.host,
        feeds.c.title.label("feed_title"),
    )
    return (
        sa.select(entries, *about_feed, shown(dialect, OF_ENTRY))
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.id.in_(sa.bindparam("b_entries", expanding=True)))
        .order_by(_NEWS_AT, entries.c.id)
    )


def _pending_entry(row: sa.Row[Any], queued: sa.Row[Any]) -> PendingEntry:
    return PendingEntry(
        id=row.id,
        feed_id=row.feed_id,
        feed_key=row.feed_key,
        feed_tags=tuple(orjson.loads(row.tags)),
        feed_lang=row.lang,
        feed_host=row.host,
        key=row.key,
        url_key=row.url_key,
        revision=row.revision,
        draft=unpacked(queued.payload),
        first_seen_at=row.first_seen_at,
        attempt=queued.attempt,
        lease=queued.lease,
        trail=queued.trail,
        shard=row.shard,
        feed_title=row.feed_title,
    )


def postpone(connection: sa.Connection, entry: PendingEntry, verdict: Verdict, *, not_before: float) -> None:
    """Put an entry back for another attempt, with the reason in its trail. Does nothing if the lease was lost."""
    trail = [*orjson.loads(entry.trail), {"stage": verdict.stage, "code": verdict.code, **verdict.evidence}]
    connection.execute(
        sa.update(pending)
        .where(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
        .values(attempt=entry.attempt + 1, not_before=not_before, leased_until=0, trail=orjson.dumps(trail).decode())
    )


def put_off(connection: sa.Connection, entry: PendingEntry, *, not_before: float) -> None:
    """Give an entry back without counting an attempt. Does nothing if the lease was lost."""
    held = sa.update(pending).where(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
    connection.execute(held.values(not_before=not_before, leased_until=0))


def known_urls(connection: sa.Connection, url_keys: Sequence[int]) -> dict[int, Address]:
    """Those of these canonical URLs that have a judged article."""
    dates = (sa.func.max(articles.c.published_at), sa.func.max(articles.c.first_seen_at))
    query = sa.select(articles.c.url_key, articles.c.feed_id, *dates).where(articles.c.url_key.in_(url_keys))
    found: dict[int, Address] = {}
    for url_key, *one in connection.execute(query.group_by(articles.c.url_key, articles.c.feed_id)):
        found.setdefault(url_key, Address()).note(*one)
    return found


def count_pending(connection: sa.Connection) -> int:
    """The number of entries without a disposition."""
    return connection.scalar(sa.select(sa.func.count()).select_from(pending)) or 0


def broken(connection: sa.Connection) -> int:
    """How many entries wait because they broke the judge."""
    query = sa.select(sa.func.count()).select_from(pending).where(pending.c.trail.contains(_BROKEN, autoescape=True))
    return connection.scalar(query) or 0


def audit(connection: sa.Connection, *, anew: bool = False) -> dict[str, int]:
    """I7: the numbers of admitted and pending entries and of each disposition, in one snapshot; the sums must agree.

    ``anew`` as in ``tally``.
    """
    counts = tally.dispositions(connection, anew=anew)
    return {"admitted": counts.total(), "pending": count_pending(connection), **counts}


def unaccounted(counts: Mapping[str, int]) -> int:
    """How many more entries lack a disposition than are pending, by the counts of ``audit``; 0 where all is well."""
    return counts.get("open", 0) - counts["pending"]


def fail(connection: sa.Connection, entry: PendingEntry, trail: str, now: float) -> bool:
    """Give an entry that cannot be judged the disposition ``failed``, with a trail that says why.

    Returns False, having written nothing, if the lease was lost.
    """
    ours = sa.and_(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
    if not connection.execute(sa.delete(pending).where(ours)).rowcount:
        return False
    update = sa.update(entries).where(entries.c.id == entry.id)
    connection.execute(update.values(judged_at=now, disposition=Disposition.FAILED))
    connection.execute(sa.insert(trails).values(entry_id=entry.id, at=now, verdicts=trail))
    return True
