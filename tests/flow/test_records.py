"""Polls on their way into the store: those that end together share a commit, and nobody waits for company in vain."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.clock import ManualClock
from tests.store.rows import claim, list_feeds, polled, spec
from worker.flow.polled import Records
from worker.model.feed import DueFeed
from worker.store.database import Database


async def test_polls_wait_for_company_and_the_last_for_none(tmp_path: Path, migrated_file: Path) -> None:
    """A poll that others may join is not written yet; with the last one under way all are written at once."""
    database = Database(f"sqlite:///{shutil.copy(migrated_file, tmp_path)}")
    list_feeds(database, spec("a"), spec("b"))
    first, second = claim(database)
    records = Records(database, ManualClock(), lambda: None)

    def end(feed: DueFeed, *, last: bool) -> set[asyncio.Task[object]]:
        records.take([(feed, polled(feed), None)])
        records.write_soon(last=last)
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert end(first, last=False) == set()
    await asyncio.wait(end(second, last=True))
    assert records.polled == 2
    database.close()
