"""Entries of a feed that look like those that arrive, and entries that get a new key."""

from __future__ import annotations

from collections.abc import Container, Sequence

import sqlalchemy as sa

from worker.model.feed import Admission, PollResult
from worker.policy.floods import Known, telling
from worker.store.schema import entries, rereads

_AT_ONCE = 500


def lookalikes(
    connection: sa.Connection, feed_id: int, arrived: Sequence[Admission], listed: Container[bytes] = ()
) -> list[Known]:
    """The feed's known entries that share key, link, text or title with ``arrived``, each in its newest version.

    ``listed`` are the hashes of the elements of the feed's last document. Reads all entries of the feed once per 500
    arrivals, so it is only asked when a whole document looks new.
    """
    found: dict[bytes, tuple[int, Known]] = {}
    for start in range(0, len(arrived), _AT_ONCE):
        some = arrived[start : start + _AT_ONCE]
        alike = sa.or_(
            entries.c.key.in_([one.key for one in some]),
            entries.c.url_key.in_([one.url_key for one in some if one.url_key is not None]),
            entries.c.digest.in_([one.digest for one in some]),
            entries.c.title.in_([one.draft.title for one in some if telling(one.draft.title)]),
        )
        columns = [
            entries.c[it] for it in ("key", "url_key", "digest", "title", "published_at", "revision", "item_hash")
        ]
        for row in connection.execute(sa.select(*columns).where(entries.c.feed_id == feed_id, alike)):
            if row.key not in found or found[row.key][0] < row.revision:
                is_listed = row.item_hash in listed
                known = Known(row.key, row.url_key, row.digest, row.title, row.published_at, is_listed)
                found[row.key] = (row.revision, known)
    return [known for _, known in found.values()]


def newest_baseline(connection: sa.Connection, feed_id: int) -> float | None:
    """The latest date of the feed's entries that were recorded and not told; None if none has a date.

    Reads all entries of the feed, so it is only asked when one would be left untold for its date.
    """
    query = sa.select(sa.func.max(entries.c.published_at)).where(entries.c.feed_id == feed_id, entries.c.baseline)
    newest: float | None = connection.scalar(query)
    return newest


def rekey(connection: sa.Connection, results: Sequence[PollResult]) -> None:
    """Give known entries new keys. They keep their trails, and their present text counts as known."""
    moves = [
        {
            "b_feed": result.feed_id,
            "b_old": old,
            "b_key": one.key,
            "b_digest": one.digest,
            "b_hash": one.draft.item_hash,
        }
        for result in results
        for old, one in result.rekeyed
    ]
    if not moves:
        return
    newest = sa.select(sa.func.max(entries.c.revision)).where(
        entries.c.feed_id == sa.bindparam("b_feed"), entries.c.key == sa.bindparam("b_old")
    )
    of_old = sa.and_(entries.c.feed_id == sa.bindparam("b_feed"), entries.c.key == sa.bindparam("b_old"))
    text = sa.update(entries).where(of_old, entries.c.revision == newest.scalar_subquery())
    connection.execute(text.values(digest=sa.bindparam("b_digest"), item_hash=sa.bindparam("b_hash")), moves)
    renamed = sa.update(entries).where(of_old).values(key=sa.bindparam("b_key"))
    connection.execute(renamed, moves)
    awaited = sa.and_(rereads.c.feed_id == sa.bindparam("b_feed"), rereads.c.key == sa.bindparam("b_old"))
    connection.execute(sa.update(rereads).where(awaited).values(key=sa.bindparam("b_key")), moves)
