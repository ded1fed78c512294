"""Polls on their way into the store: those that end together share a commit, and nobody waits for company in vain."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.clock import ManualClock
from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, LIBRARY, ORCHARD
from tests.store.rows import claim, list_feeds, polled, spec
from tests.web import Answer
from worker.daemon import passes
from worker.daemon.feeds import feed_history
from worker.daemon.reconfigure import rewire, switch_over
from worker.daemon.store_access import reading
from worker.flow.poll import LEASE_MARGIN_S
from worker.flow.polled import InHand, Records
from worker.flow.results import REFUSED_S
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
    records = Records(database, ManualClock(), lambda: None, lambda _, result: result, InHand())

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
    with reading(house.loaded) as database:
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
    with reading(house.loaded) as database:
        database.write(lambda db: db.exec_driver_sql(REFUSES))
    house.reports("b", ORCHARD)
    done = await house.watch()
    await house.watch()
    newest = feed_history(house.loaded, "b")["polls"][0]
    assert (newest["outcome"], newest["status"], newest["cause"]) == ("failed", 200, "unstorable")
    assert (done.polled, done.failed_feeds) == (1, 1)
    assert house.arrows("b") == ["new-c-failing"]
    assert ["the store refuses what it brings" in str(alert) for alert in house.alerts()] == [True]


async def test_a_reload_does_not_ask_again_what_is_being_asked(house: House) -> None:
    """A poll that outlasts its lease, as where a store is full for long, goes on over a reload, and comes once."""
    house.configure("a", "b")
    over = asyncio.Event()
    house.web.say(feed_url("a"), Answer(200, rss(Told("One", guid="1")), hold=over))
    async with house.worker() as parts:
        await passes.start(parts)
        asking = asyncio.create_task(parts.poller.run_due())
        await house.web.until_asked(feed_url("a"))
        new = await asyncio.to_thread(rewire, parts, house.loaded)
        switch_over(parts, new)
        await house.clock.advance(LEASE_MARGIN_S + 1)
        looking = asyncio.create_task(new.poller.run_due())
        await asyncio.wait({looking}, timeout=0.2)
        over.set()
        await asyncio.gather(asking, looking)
        assert len(house.web.asked_for(feed_url("a"))) == 1
        assert (parts.poller.in_hand.feeds, parts.poller.polled) == (frozenset(), 2)


async def test_a_poll_that_cannot_be_reckoned_with_is_given_back(house: House) -> None:
    """Where even its failure cannot be told, by times that are none any more, a feed is asked again an hour later."""
    house.configure("a", feeds=[{"id": "a", "url": feed_url("a"), "every": "0 * * * *"}])
    house.reports("a", FERRY)
    async with house.worker() as parts:
        await passes.start(parts)
        parts.database.write(lambda db: db.exec_driver_sql("UPDATE feeds SET every_cron = '0 0 30 2 *'"))
        await parts.poller.run_due()
        assert house.rows("SELECT leased_until, last_polled_at FROM feeds") == [
            {"leased_until": 0, "last_polled_at": None}
        ]
        parts.database.write(lambda db: db.exec_driver_sql("UPDATE feeds SET every_cron = NULL"))
        await house.clock.advance(REFUSED_S + 1)
        await parts.poller.run_due()
        assert house.feed("a")["state"] == "active"
