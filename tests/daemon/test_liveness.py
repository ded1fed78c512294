"""Signs of life: given while the worker works, withheld when it stands still, and harmless where nobody takes them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from structlog.testing import capture_logs

from tests.clock import ManualClock
from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer, ScriptedWeb
from worker.daemon import passes
from worker.daemon.build import Parts
from worker.daemon.liveness import Pinger
from worker.store import notes

PING = "/ping/secret-token"


async def _turn(parts: Parts) -> None:
    await parts.poller.run_due()
    await parts.gatherer.run_due()


def _until(true: Callable[[], bool]) -> None:
    while not true():
        threading.Event().wait(0.02)


def _pinged(house: House) -> int:
    return sum(it.path == PING for it in house.web.asked)


def _house(folder: Path, web: ScriptedWeb, *answers: Answer) -> House:
    house = House(folder, web, ManualClock())
    address = f"http://127.0.0.1:{web.port}{PING}"
    house.configure("a", articles={"fetch": False}, service={"ping": address, "ping_every": "1ms"})
    web.say(feed_url("a"), Answer(200, rss(Told("One", guid="1"))))
    web.say(f"http://127.0.0.1{PING}", *answers)
    return house


def test_signs_of_life_come_only_from_work(tmp_path: Path) -> None:
    """A ping needs a turn of both stages since the last; a worker that stands still, or its store, is silent."""

    async def work() -> None:
        async with ScriptedWeb() as web:
            house, pinger = _house(tmp_path, web, Answer(200)), Pinger()
            async with house.worker() as parts:
                await passes.start(parts)
                await _turn(parts)
                for expected in (1, 1, 1):
                    await pinger.tick(parts)
                    assert _pinged(house) == expected
                await parts.poller.run_due()
                await pinger.tick(parts)
                assert _pinged(house) == 1  # gathering has not turned
                await _turn(parts)
                parts.database.write(lambda db: db.exec_driver_sql("PRAGMA max_page_count=1").close())
                waiting = parts.database.submit(lambda db: notes.keep(db, "much", "x" * 1_000_000))
                await asyncio.to_thread(_until, lambda: parts.database.trouble is not None)
                await pinger.tick(parts)
                assert _pinged(house) == 1
                parts.database.hurry()
                assert await asyncio.to_thread(waiting.exception) is not None

    asyncio.run(work())


def test_nobody_who_takes_them_is_told_once(tmp_path: Path) -> None:
    """Pings that are refused are one event without the address, and one more when they are taken again."""

    async def work() -> None:
        async with ScriptedWeb() as web:
            answers = (Answer(500), Answer(404), Answer(302, headers=[("Location", "/")]), Answer(204))
            house, pinger = _house(tmp_path, web, *answers), Pinger()
            async with house.worker() as parts:
                await passes.start(parts)
                for _ in range(5):
                    await _turn(parts)
                    await pinger.tick(parts)
            assert _pinged(house) == 5

    with capture_logs() as logs:
        asyncio.run(work())
    told = [it for it in logs if it["event"].startswith("ping.")]
    assert [it["event"] for it in told] == ["ping.failed", "ping.healed"]
    assert "secret" not in str(told)
