"""Times in the store after the clock was set."""

from __future__ import annotations

from functools import partial

import pytest
import sqlalchemy as sa

from tests.store.rows import NOW, one_feed, polled, record, rows
from worker.model.feed import Moving
from worker.store import leaps, schema
from worker.store.database import Database


def test_when_a_hub_announced_something_moves_with_the_last_poll(database: Database) -> None:
    """Whether a push came before or after the last poll says how far a hub is relied on."""
    one_feed(database)
    database.write(lambda db: db.execute(sa.update(schema.feeds).values(pushed_at=NOW, last_polled_at=NOW + 60)))
    database.write(lambda db: leaps.shift(db, -7200.0))
    (row,) = rows(database, schema.feeds)
    assert (row.pushed_at, row.last_polled_at) == (NOW - 7200, NOW + 60 - 7200)


def test_a_poll_recorded_after_a_leap_bears_the_clock_that_was_set(database: Database) -> None:
    """Since when its server redirects, and which push was the last before it, move as all its times do."""
    feed = one_feed(database)
    database.write(lambda db: db.execute(sa.update(schema.feeds).values(pushed_at=NOW - 60)))
    result = polled(feed, moving=Moving("https://b.example/", NOW, 1), slipped=NOW - 60, failing_since=NOW - 90)
    database.write(lambda db: leaps.shift(db, -7200.0))
    record(database, result.moved(-7200.0))
    (row,) = rows(database, schema.feeds)
    assert (row.target_since, row.pushed_at, row.failing_since) == (NOW - 7200, None, NOW - 7290)
    assert (row.last_polled_at, row.next_poll_at) == (NOW - 7200, NOW - 3600)


def test_a_leap_whose_commit_was_not_heard_of_is_followed_once(database: Database) -> None:
    """If the writer runs it again nothing moves twice; the next leap moves everything again."""
    one_feed(database)
    (before,) = (row.next_poll_at for row in rows(database, schema.feeds))
    for leap, moved in (("one", 3600.0), ("one", 3600.0), ("two", 7200.0)):
        database.write(partial(leaps.shift_once, by=3600.0, leap=leap))
        assert [row.next_poll_at for row in rows(database, schema.feeds)] == [before + moved]


HOUR_S, DAYS_S = 3600.0, 86400.0


@pytest.mark.parametrize(
    ("then", "settled"),
    [
        pytest.param([], True, id="it runs on"),
        pytest.param([365 * DAYS_S], False, id="a year ahead"),
        pytest.param([-HOUR_S], False, id="set back"),
        pytest.param([2.5 * DAYS_S], False, id="a long pause, or ahead"),
        pytest.param([9 * HOUR_S], True, id="a short pause"),
        pytest.param([365 * DAYS_S, *[HOUR_S] * 24], True, id="a year ahead, and a day later"),
        pytest.param([365 * DAYS_S, HOUR_S, -365 * DAYS_S], False, id="a year ahead, and back"),
    ],
)
def test_a_clock_that_has_just_jumped_is_not_settled(database: Database, then: list[float], settled: bool) -> None:
    """Only one that has run for a day without a gap may say what is old."""
    now, found = NOW, []
    for step in (0.0, *[HOUR_S] * 24, *then):
        now += step
        found.append(database.write(partial(leaps.is_settled, now=now)))
    assert found[:25] == [False] * 24 + [True]
    assert found[-1] is settled
