"""Polls on their way into the store: those that end together share a commit, and nobody waits for company in vain."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.clock import ManualClock
from tests.flow.house import House
from tests.flow.reports import FERRY, LIBRARY, ORCHARD
from tests.store.rows import claim, list_feeds, polled, spec
from worker.daemon import commands
from worker.flow.polled import Records
from worker.model.feed import DueFeed
from worker.store.database import Database

REFUSES = f"""
CREATE TRIGGER refuses BEFORE INSERT ON entries WHEN NEW.title = '{ORCHARD.title}'
BEGIN SELECT RAISE(ABORT, 'will not have it'); END
"""


async def test_polls_wait_for_company_and_the_last_for_none(tmp_path: Path, migrated_file: Path) -> None:
    """A poll that others may join is not written yet; with the last one under way all are written at once."""
    database = Database(f"sqlite:///{shutil.copy(migrated_file, tmp_path)}")
    list_feeds(database, spec("a"), spec("b"))
    first, second = claim(database)
    records = Records(database, ManualClock(), lambda: None, lambda _, result: result)

    def end(feed: DueFeed, *, last: bool) -> set[asyncio.Task[object]]:
        records.take([(feed, polled(feed), None)])
        records.write_soon(last=last)
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert end(first, last=False) == set()
    await asyncio.wait(end(second, last=True))
    assert records.polled == 2
    database.close()


async def test_what_the_store_refuses_costs_its_own_feed_alone(house: House) -> None:
    """A row that the database will not have, of one poll among many, and the others are told; it waits for an hour."""
    house.configure("a", "b", "c")
    await house.watch()
    with commands.reading(house.loaded) as database:
        database.write(lambda db: db.exec_driver_sql(REFUSES))
    for feed, report in (("a", FERRY), ("b", ORCHARD), ("c", LIBRARY)):
        house.reports(feed, report)
    await house.watch()
    assert sorted(house.words()) == ["alerted", "alerted"]
    assert house.feed("b")["next_poll_at"] - house.clock.now() >= 3500
    assert house.feed("b")["leased_until"] == 0


async def test_a_refused_poll_stands_in_its_feeds_history_and_is_told(house: House) -> None:
    """Whoever asks why a feed tells nothing finds the poll with its cause, and is told of it as of other trouble."""
    house.configure("b", health={"after": "1s", "to": ["alerts"]})
    await house.watch()
    with commands.reading(house.loaded) as database:
        database.write(lambda db: db.exec_driver_sql(REFUSES))
    house.reports("b", ORCHARD)
    done = await house.watch()
    await house.watch()
    newest = commands.feed_history(house.loaded, "b")["polls"][0]
    assert (newest["outcome"], newest["status"], newest["cause"]) == ("failed", 200, "unstorable")
    assert (done.polled, done.failed_feeds) == (1, 1)
    assert house.arrows("b") == ["new-c-failing"]
    assert ["the store refuses what it brings" in str(alert) for alert in house.alerts()] == [True]
