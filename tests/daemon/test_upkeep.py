"""Housekeeping as the daemon does it every hour: by age, then by size, and the log says what went."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from structlog.testing import capture_logs

from tests.clock import ManualClock
from tests.flow.documents import DAY_S
from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD
from tests.web import ScriptedWeb
from worker.daemon import chores, upkeep
from worker.daemon.doctor import examine
from worker.daemon.status import status


def test_what_is_too_large_is_trimmed_and_told(tmp_path: Path) -> None:
    """Above ``store.keep.size`` old texts go, and the log says so; also when the rest is still too large."""

    async def work() -> None:
        async with ScriptedWeb() as web:
            house = House(tmp_path, web, ManualClock())
            store = {"url": f"sqlite:///{tmp_path / 'wirewatch.db'}", "keep": {"size": "10kB"}}
            house.configure("a", store=store)
            house.reports("a", FERRY, ORCHARD)
            await house.watch()
            house.later(DAY_S)
            async with house.worker() as parts:
                with capture_logs() as young:
                    upkeep.forget(parts.database, house.loaded, house.clock.now())
                with capture_logs() as old:
                    upkeep.forget(parts.database, house.loaded, house.clock.now() + 20 * DAY_S)
        assert [it["event"] for it in young] == ["store.oversized"]
        trimmed, still = old
        assert (trimmed["event"], trimmed["limit"], still["event"]) == ("store.trimmed", 10_000, "store.oversized")
        assert trimmed["rows"] >= 4  # two texts, two verdicts
        assert {row["chars"] for row in house.rows("SELECT chars FROM articles")} == {0}
        assert len(house.rows("SELECT id FROM entries")) == 2
        (size,) = [it for it in examine(house.loaded) if it["check"] == "store size"]
        assert "of 10.0 kB" in size["found"]
        assert "store.keep.size" in size["next"]

    asyncio.run(work())


def test_an_entry_that_got_lost_is_told(tmp_path: Path) -> None:
    """I7: an entry neither decided nor pending is an error in the log, and stands in ``status`` and ``doctor``."""

    async def work() -> None:
        async with ScriptedWeb() as web:
            house = House(tmp_path, web, ManualClock())
            house.configure("a", store={"url": f"sqlite:///{tmp_path / 'wirewatch.db'}"})
            house.reports("a", FERRY, ORCHARD)
            await house.watch()
            async with house.worker() as parts:
                with capture_logs() as whole:
                    await chores.audit(parts)
                lose = sa.text("UPDATE entries SET disposition = NULL, judged_at = NULL WHERE id = 1")
                parts.database.write(lambda db: db.execute(lose))
                with capture_logs() as lossy:
                    await chores.audit(parts)
        assert (whole, [it["event"] for it in lossy]) == ([], ["store.audited"])
        assert (lossy[0]["admitted"], lossy[0]["pending"], lossy[0]["disposed"]) == (2, 0, 1)
        assert status(house.loaded)["sum_of_dispositions"] == {"agrees": False, "off_by": 1}
        (finding,) = [it for it in examine(house.loaded) if it["check"] == "sum of dispositions"]
        assert finding["found"] == "off by 1"
        assert "wirewatch status --json" in finding["next"]

    asyncio.run(work())


def test_a_clock_that_is_ahead_forgets_nothing(tmp_path: Path) -> None:
    """By one a year ahead all would be old; when it is set back, copies of what was told are still known."""

    async def work() -> None:
        async with ScriptedWeb() as web:
            house = House(tmp_path, web, ManualClock())
            house.configure("a", "b", store={"url": f"sqlite:///{tmp_path / 'wirewatch.db'}"})
            house.reports("a", FERRY)
            house.tells("b")
            await house.watch()
            for hours in (0, *[1] * 24, 365 * 24, 1, 1):
                house.later(hours * 3600)
                async with house.worker() as parts:
                    await chores.forget(parts)
            house.later(-365 * DAY_S)
            house.reports("b", replace(FERRY, title="Sandbank holds hundreds at sea", paragraphs=FERRY.paragraphs[1:]))
            await house.watch()
            assert house.words() == ["alerted", "grouped"]
            for hours in (0, *[1] * 24, *[24] * 200):
                house.later(hours * 3600)
                async with house.worker() as parts:
                    await chores.forget(parts)
            assert {row["chars"] for row in house.rows("SELECT chars FROM articles")} == {0}

    asyncio.run(work())
