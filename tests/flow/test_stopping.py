"""Stopping a worker: every part is stopped and the store is closed, whatever one of them raises."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from tests.flow.documents import Told, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY
from tests.flow.test_sinks import Moody
from tests.web import Answer
from worker.daemon.build import build
from worker.daemon.passes import one_pass, start, stop
from worker.model.errors import Busy
from worker.store.database import Database

REFUSES = "CREATE TRIGGER refuses BEFORE UPDATE ON feeds BEGIN SELECT RAISE(ABORT, 'not this one'); END"


class Stuck(Moody):
    """A sink that cannot be closed."""

    async def stop(self) -> None:
        """Fail."""
        raise OSError("it does not let go")


class Open(Moody):
    """A sink that knows whether it was closed."""

    closed = False

    async def stop(self) -> None:
        """Let go."""
        self.closed = True


async def test_a_sink_that_cannot_be_closed_keeps_nothing_else_open(house: House) -> None:
    """The other sinks are closed, and so is the store: the next worker gets it."""
    named = {name: {"kind": "file", "path": str(house.folder / f"{name}.jsonl")} for name in ("stuck", "other")}
    house.configure("a", rules=[{"id": "all", "when": "*:*", "to": ["stuck", "other"]}], sinks=named)
    house.reports("a", FERRY)
    stuck, other = Stuck(), Open()
    house.sinks = lambda _: {"stuck": stuck, "other": other}
    parts = build(house.loaded, seams=house.seams(), patient=False)
    await one_pass(parts, poll_all=True)
    await stop(parts)
    assert other.closed
    assert (await house.watch()).undelivered == 0


async def test_polls_that_the_store_refuses_at_the_end_keep_nothing_open(house: House) -> None:
    """A poll under way is refused by the store while the worker stops: the store is closed all the same."""
    house.configure("a")
    held = asyncio.Event()
    house.web.say(feed_url("a"), Answer(200, rss(), hold=held))
    parts = build(house.loaded, seams=house.seams(), patient=False)
    await start(parts)
    polling = asyncio.create_task(parts.poller.run_due())
    await house.web.until_asked(feed_url("a"))
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling
    parts.database.write(lambda db: db.execute(sa.text(REFUSES)))
    held.set()
    async with asyncio.timeout(20):
        while parts.poller.in_hand.feeds:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)
    with capture_logs() as logs:
        await stop(parts)
    assert "a part failed to stop; the others are stopped all the same" in [it["event"] for it in logs]
    Database(house.loaded.settings.store.url).close()


async def test_a_pass_whose_store_takes_no_verdict_does_not_end_well(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that fills up behind the polls ends the pass with the store's own error; the next pass tells."""
    house.configure("a", polling={"on_add": "all"})
    monkeypatch.setattr("worker.daemon.build.PASS_WAITS_S", 0.1)
    link, held = "http://a.example/ferry", asyncio.Event()
    house.tells("a", Told(FERRY.title, link))
    house.web.say(link, Answer(200, page(FERRY.title, FERRY.paragraphs), HTML, hold=held))
    async with house.worker() as parts:
        passing = asyncio.create_task(one_pass(parts, poll_all=True))
        await house.web.until_asked(link)
        parts.database.write(lambda db: db.exec_driver_sql("PRAGMA query_only = 1"))
        held.set()
        with capture_logs() as logs, pytest.raises(Busy, match="try again"):
            await passing
    (said,) = [it for it in logs if it["event"] == "entries could not be judged; they stay pending"]
    assert "exc_info" not in said
    await house.watch()
    assert house.words() == ["alerted"]
