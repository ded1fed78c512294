"""Times in the store after the clock was set."""

from __future__ import annotations

from functools import partial

from tests.store.rows import one_feed, rows
from worker.store import leaps, schema
from worker.store.database import Database


def test_a_leap_whose_commit_was_not_heard_of_is_followed_once(database: Database) -> None:
    """If the writer runs it again nothing moves twice; the next leap moves everything again."""
    one_feed(database)
    (before,) = (row.next_poll_at for row in rows(database, schema.feeds))
    for leap, moved in (("one", 3600.0), ("one", 3600.0), ("two", 7200.0)):
        database.write(partial(leaps.shift_once, by=3600.0, leap=leap))
        assert [row.next_poll_at for row in rows(database, schema.feeds)] == [before + moved]
