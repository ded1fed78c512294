"""Times in the store after the clock was set."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa

from tests.store.rows import NOW, one_feed, rows
from worker.store import leaps, schema
from worker.store.database import Database


def test_when_a_hub_announced_something_moves_with_the_last_poll(database: Database) -> None:
    """Whether a push came before or after the last poll says how far a hub is relied on."""
    one_feed(database)
    database.write(lambda db: db.execute(sa.update(schema.feeds).values(pushed_at=NOW, last_polled_at=NOW + 60)))
    database.write(lambda db: leaps.shift(db, -7200.0))
    (row,) = rows(database, schema.feeds)
    assert (row.pushed_at, row.last_polled_at) == (NOW - 7200, NOW + 60 - 7200)


def test_a_leap_whose_commit_was_not_heard_of_is_followed_once(database: Database) -> None:
    """If the writer runs it again nothing moves twice; the next leap moves everything again."""
    one_feed(database)
    (before,) = (row.next_poll_at for row in rows(database, schema.feeds))
    for leap, moved in (("one", 3600.0), ("one", 3600.0), ("two", 7200.0)):
        database.write(partial(leaps.shift_once, by=3600.0, leap=leap))
        assert [row.next_poll_at for row in rows(database, schema.feeds)] == [before + moved]
