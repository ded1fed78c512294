"""Pages to be asked for again, of entries that were judged without them; one row for all versions of an entry.

A row is made, moved along or deleted in the transaction that judges a version (T2). One whose tries are over stays
for those who ask why, without what it was to be read with, until retention takes it.

States and arrows (letters as in docs/ARCHITECTURE.md):
u judged → pending        its page could be read at last: its next revision
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.verdict import Stage, Verdict
from worker.store import bulk
from worker.store.drafts import packed
from worker.store.entries import described, verdicts_json
from worker.store.judged import Judgement
from worker.store.schema import articles, entries, feeds, pending, rereads
from worker.store.shards import OF_ENTRY

_OVER = b""
"""The payload of a row whose tries are used up."""
_COPIED = [column for column in entries.c if column.name not in {
    "id", "revision", "baseline", "first_seen_at", "judged_at", "disposition", "article_id", "proof_id"
}]  # fmt: skip


def note(connection: sa.Connection, judgements: Sequence[Judgement], now: float) -> None:
    """Add rows for entries judged without their page, and delete those of entries that now have their article."""
    judged = sorted((one for one in judgements if one.article is not None), key=lambda one: one.entry.revision)
    newest = {(one.entry.feed_id, one.entry.key): one for one in judged}.values()
    wanted = [_row(one, now) for one in newest if one.reread_at is not None]
    if wanted:
        insert = bulk.upsert(connection.dialect.name, rereads)
        moved = {name: insert.excluded[name] for name in ("entry_id", "payload")}
        connection.execute(insert.on_conflict_do_update(index_elements=["feed_id", "key"], set_=moved), wanted)
    done = [one.entry for one in newest if one.entry.revision and one.reread_at is None]
    for entry in done:
        connection.execute(sa.delete(rereads).where(rereads.c.feed_id == entry.feed_id, rereads.c.key == entry.key))


def _row(one: Judgement, now: float) -> dict[str, Any]:
    entry = one.entry
    assert one.article is not None
    return {
        "feed_id": entry.feed_id,
        "key": entry.key,
        "entry_id": entry.id,
        "payload": packed(entry.draft),
        "first_at": now,
        "not_before": one.reread_at,
        "reason": one.article.degraded,
    }


def claim(
    connection: sa.Connection, *, now: float, limit: int, lease_s: float, shards: Collection[int] | None = None
) -> list[PendingEntry]:
    """Lease up to ``limit`` entries whose pages are due; ``attempt`` counts how often they were asked for again."""
    given: dict[str, Any] = {"b_now": now, "b_limit": limit, "b_until": now + lease_s}
    if shards is not None:
        given["b_shards"] = list(shards)
    leased = connection.execute(_claim(sharded=shards is not None), given)
    return described(connection, {row.entry_id: row for row in leased})


@cache
def _claim(*, sharded: bool) -> sa.Executable:
    now: sa.BindParameter[float] = sa.bindparam("b_now")
    query = sa.select(rereads.c.entry_id)
    if sharded:
        ours = OF_ENTRY.in_(sa.bindparam("b_shards", expanding=True))
        query = query.join(entries, entries.c.id == rereads.c.entry_id).where(ours)
    due = (
        query.where(rereads.c.not_before <= now, rereads.c.leased_until <= now)
        .order_by(rereads.c.not_before, rereads.c.entry_id)
        .limit(sa.bindparam("b_limit"))
        .with_for_update(skip_locked=True, of=rereads)
        .cte("due", nesting=True)
    )
    return (
        sa.update(rereads)
        .where(rereads.c.entry_id.in_(sa.select(due.c.entry_id)))
        .values(lease=rereads.c.lease + 1, leased_until=sa.bindparam("b_until"))
        .returning(rereads.c.entry_id, rereads.c.payload, rereads.c.tries.label("attempt"), rereads.c.lease)
        .returning(sa.literal("[]").label("trail"))
    )


def settle(connection: sa.Connection, entry: PendingEntry, *, reason: str, now: float, next_at: float | None) -> None:
    """Record that the page still cannot be fetched; with ``next_at`` None it is not asked for again."""
    values: dict[str, Any] = {"tries": entry.attempt + 1, "asked_at": now, "reason": reason, "not_before": next_at}
    over = {"payload": _OVER} if next_at is None else {}
    connection.execute(_held(sa.update(rereads), entry).values(**values, **over, leased_until=0))


def put_off(connection: sa.Connection, entry: PendingEntry, *, not_before: float) -> None:
    """Give the entry back without counting a try."""
    connection.execute(_held(sa.update(rereads), entry).values(not_before=not_before, leased_until=0))


def admit(
    connection: sa.Connection, entry: PendingEntry, *, now: float, next_at: float | None, lease_s: float
) -> PendingEntry | None:
    """Queue the entry's next revision, leased to the caller; if it is lost, its page is due again at ``next_at``.

    None if the lease was lost, or if the feed has brought another version, which has a page of its own.
    """
    tried = {"tries": entry.attempt + 1, "asked_at": now, "not_before": next_at, "leased_until": 0}
    if not connection.execute(_held(sa.update(rereads), entry).values(tried)).rowcount:
        return None
    # A poll of the feed by another worker may be about to admit a version as well: one waits for the other.
    connection.execute(sa.select(feeds.c.id).where(feeds.c.id == entry.feed_id).with_for_update(key_share=True))
    of_it = sa.and_(entries.c.feed_id == entry.feed_id, entries.c.key == entry.key)
    newest = sa.select(sa.func.max(entries.c.revision)).where(of_it)
    if connection.scalar(newest) != entry.revision:
        return None
    given = {"revision": entry.revision + 1, "baseline": sa.false(), "first_seen_at": now}
    copied = sa.select(*_COPIED, *(sa.literal(it) if name != "baseline" else it for name, it in given.items()))
    names = [*(column.name for column in _COPIED), *given]
    made = sa.insert(entries).from_select(names, copied.where(entries.c.id == entry.id)).returning(entries.c.id)
    (id_,) = connection.scalars(made).all()
    verdict = Verdict(Stage.ADMIT, "read_again", {"revision": entry.revision + 1})
    queued = {
        "entry_id": id_,
        "payload": packed(entry.draft),
        "attempt": 0,
        "not_before": now,
        "lease": 1,
        "leased_until": now + lease_s,
        "trail": verdicts_json([verdict]),
    }
    connection.execute(sa.insert(pending).values(queued))
    (row,) = connection.execute(sa.select(pending).where(pending.c.entry_id == id_)).all()
    return described(connection, {id_: row})[0]


def shown_elsewhere(connection: sa.Connection, entry: PendingEntry, article: ArticleDraft) -> bool:
    """Whether the host shows exactly this text under other headlines; then it is a wall, whatever it says."""
    others = sa.select(articles.c.id).where(
        articles.c.digest == article.fingerprint.digest,
        articles.c.host == article.host,
        articles.c.title != article.title,
        articles.c.url_key.is_distinct_from(entry.url_key),
    )
    return connection.scalar(others.limit(1)) is not None


def forget(connection: sa.Connection, before: float, step: int) -> int:
    """Delete up to ``step`` rows that were made before a time; returns how many."""
    old = sa.select(rereads.c.entry_id).where(rereads.c.first_at < before).limit(step)
    ids = list(connection.scalars(old))
    if ids:
        connection.execute(sa.delete(rereads).where(rereads.c.entry_id.in_(ids)))
    return len(ids)


def _held(statement: sa.Update, entry: PendingEntry) -> sa.Update:
    return statement.where(rereads.c.entry_id == entry.id, rereads.c.lease == entry.lease)
