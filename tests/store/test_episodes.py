"""Episodes of trouble: one at a time of each kind, however many workers notice it."""

from __future__ import annotations

import psycopg
import pytest

from tests.store.rows import NOW, rows
from worker.policy.health import Kind
from worker.store import schema
from worker.store.database import Database
from worker.store.episodes import Episode, open_and_close

DOWN = Episode(None, Kind.NETWORK, "network", NOW)
BY_ANOTHER = "INSERT INTO episodes (kind, cause, opened_at) VALUES ('network', 'network', 0)"


def test_an_episode_is_opened_once(database: Database) -> None:
    """While one stands, there is no second of its kind."""
    for _ in range(2):
        database.write(lambda db: open_and_close(db, [(DOWN, [])], [], now=NOW))
    assert len(rows(database, schema.episodes)) == 1


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_workers_that_lose_the_network_at_once_open_one_episode(database: Database, store_url: str) -> None:
    """One waits for what the other is about to write, and finds it."""
    with psycopg.connect(store_url) as other, psycopg.connect(store_url, autocommit=True) as watching:
        other.execute(BY_ANOTHER)
        opening = database.submit(lambda db: open_and_close(db, [(DOWN, [])], [], now=NOW))
        while watching.execute("SELECT FROM pg_locks WHERE NOT granted").fetchone() is None:
            assert not opening.done()
    opening.result(20)
    assert len(rows(database, schema.episodes)) == 1
