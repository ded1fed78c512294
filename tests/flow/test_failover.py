"""A PostgreSQL whose place is taken by one that lacks the last commits, under a worker that runs on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import psycopg
import sqlalchemy as sa

from tests.databases import PostgresServer
from tests.flow.reports import FERRY
from tests.flow.test_order import article, judge_for
from tests.store.rows import NOW, admission, claim, gather, list_feeds, polled, record, spec
from worker.flow.gathered import Gathered
from worker.store.database import Database
from worker.store.schema import metadata

HOURS = (0, -3, 1, 8, 6)
"""When copies of one report were published. The second and third are lost; the fourth gets the number of the second."""


def test_it_is_judged_by_what_is_stored(postgres_server: Callable[[], PostgresServer]) -> None:
    """What a worker remembers of articles by their numbers ends with its session: others may have these numbers now."""
    directions = [_judged(postgres_server().blank(), anew=anew) for anew in (False, True)]
    assert directions == [[(4, 1, "copy"), (5, 1, "copy"), (5, 2, "source")]] * 2


def _judged(url: str, *, anew: bool) -> list[tuple[int, int, str]]:
    """Which entry was copied from or into which article after the change, by the same judge or one made ``anew``."""
    database = Database(url)
    list_feeds(database, *(spec(f"f{number}") for number in range(len(HOURS))))
    record(database, *(polled(feed, admission(f"{place}")) for place, feed in enumerate(claim(database))))
    ready = [
        Gathered(it, replace(article(FERRY, place), published_at=NOW + 3600 * (hour - 10), published_from="feed"), ())
        for place, (it, hour) in enumerate(zip(sorted(gather(database), key=lambda it: it.id), HOURS, strict=True))
    ]
    judge = judge_for(database)
    asyncio.run(judge.judge(ready[:1]))
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")  # no foreign key is looked up
        admin.execute("; ".join(f"CREATE TABLE kept_{name} AS SELECT * FROM {name}" for name in metadata.tables))
        asyncio.run(judge.judge(ready[1:3]))
        for name in metadata.tables:
            admin.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept_{name}")
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    asyncio.run((judge_for(database) if anew else judge).judge(ready[3:]))
    query = "SELECT entry_id, other_id, direction FROM relations ORDER BY entry_id, other_id"
    found = database.read(lambda db: [(row[0], row[1], row[2]) for row in db.execute(sa.text(query))])
    database.close()
    return found
