"""Forgetting by size: the oldest first and only as much as necessary; what is needed stays, and the file shrinks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store import rows
from worker.store import retention, schema, size, trimming
from worker.store.database import Database
from worker.store.engines import sqlite_module
from worker.store.size import store_bytes

DAY = rows.DAY
DAYS = 10
BODY_BYTES = 400_000
NOW = rows.NOW + DAYS * DAY


@pytest.fixture
def filled(database: Database) -> Database:
    """One article a day for ten days, the first ten days ago, each with a long body, a trail and a poll."""
    chance = random.Random(1)
    for day, entry in enumerate(rows.admitted(database, *(f"day {day}" for day in range(DAYS)))):
        rows.judge(database, entry, rows.article(f"Title {day}", f"Text of day {day}."))
        at, body = rows.NOW + day * DAY, chance.randbytes(BODY_BYTES)

        def age(db: sa.Connection, at: float = at, body: bytes = body, entry: int = entry.id) -> None:
            its = sa.select(schema.entries.c.article_id).where(schema.entries.c.id == entry).scalar_subquery()
            values = {"first_seen_at": at, "body": body, "chars": BODY_BYTES}
            db.execute(sa.update(schema.articles).where(schema.articles.c.id == its).values(values))
            db.execute(sa.update(schema.trails).where(schema.trails.c.entry_id == entry).values(at=at))

        database.write(age)
    return database


def bodies(database: Database) -> list[bool]:
    """Whether each day's article still has its text."""
    return [row.chars > 0 for row in rows.rows(database, schema.articles)]


def test_the_oldest_goes_until_the_store_is_small_enough(filled: Database) -> None:
    """Texts and verdicts of the first days are deleted; later ones, and all keys, articles and stories, stay."""
    held = filled.read(size.held_bytes)
    limit = held - BODY_BYTES
    trimmed = trimming.trim(filled, limit, window_s=2 * DAY, now=NOW)
    assert trimmed is not None
    assert trimmed.held_bytes == filled.read(size.held_bytes) <= limit
    gone = bodies(filled).count(False)
    assert 1 <= gone <= (held - limit * trimming.AIM) / BODY_BYTES + 2
    assert bodies(filled) == [False] * gone + [True] * (DAYS - gone)
    assert len(rows.rows(filled, schema.trails)) == DAYS - gone
    assert len(rows.rows(filled, schema.entries)) == DAYS
    assert len(rows.rows(filled, schema.stories)) == DAYS
    assert not rows.poll_again(filled, rows.admission("day 0"), at=NOW)
    assert trimming.trim(filled, limit, window_s=2 * DAY, now=NOW) is None


def test_what_stories_are_compared_by_stays_however_large(filled: Database) -> None:
    """A limit that cannot be kept deletes nothing within the stories' window, and the rest is reported."""
    trimmed = trimming.trim(filled, 1000, window_s=3 * DAY, now=NOW)
    assert trimmed is not None
    assert trimmed.held_bytes > 1000
    assert bodies(filled) == [False] * 7 + [True] * 3


def test_a_store_within_its_limit_is_left_alone(filled: Database) -> None:
    """Nothing is deleted below the limit."""
    assert trimming.trim(filled, 1_000_000_000, window_s=DAY, now=NOW) is None
    assert all(bodies(filled))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_file_shrinks(filled: Database) -> None:
    """Freed space is returned to the disk in steps while the store is open; a sixteenth is kept."""
    path = Path(filled.url.database or "")
    filled.write(lambda db: db.execute(sa.update(schema.feeds).values(title="a")))
    before = filled.read(store_bytes)
    trimming.trim(filled, 1000, window_s=DAY, now=NOW)
    trimming.give_back(filled)
    filled.close()  # checkpoints what is in the log
    assert path.stat().st_size < before - 7 * BODY_BYTES
    again = Database(str(filled.url))
    assert again.read(size.free_share) <= 0.07
    assert again.read(lambda db: db.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"
    again.close()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_an_older_file_learns_to_shrink_by_a_vacuum(filled: Database) -> None:
    """A file from before incremental vacuum cannot shrink; after ``prune --shrink`` it can."""
    path = filled.url.database or ""
    filled.close()
    old = sqlite_module().connect(path, isolation_level=None)
    old.execute("PRAGMA auto_vacuum=NONE")
    old.execute("VACUUM")
    old.close()
    database = Database(f"sqlite:///{path}")
    trimming.trim(database, 1000, window_s=DAY, now=NOW)
    assert not database.read(size.can_shrink)
    assert database.write(size.give_back) == 0
    database.vacuum()
    database.close()
    database = Database(f"sqlite:///{path}")
    assert database.read(size.can_shrink)
    database.close()


def test_polls_are_forgotten_once_a_day_feed_by_feed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """All feeds are swept in steps, and not again before another day is too old."""
    monkeypatch.setattr(retention, "STEP_FEEDS", 2)
    rows.list_feeds(database, *(rows.spec(f"f{number}") for number in range(5)))
    for feed in rows.claim(database):
        rows.record(database, rows.polled(feed))
    later = rows.NOW + 3 * DAY

    def step(before: float) -> int:
        return database.write(lambda db: retention.forget_before(db, before, since=0.0))

    assert step(rows.NOW - 1) > 0
    assert len(rows.rows(database, schema.polls)) == 5
    steps = 0
    while step(later):
        steps += 1
    assert steps == 3
    assert not rows.rows(database, schema.polls)
