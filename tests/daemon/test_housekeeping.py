"""Housekeeping as the daemon does it every hour: by age, then by size, and the log says what went."""

from __future__ import annotations

import asyncio
from pathlib import Path

from structlog.testing import capture_logs

from tests.clock import ManualClock
from tests.flow.documents import DAY_S
from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD
from tests.web import ScriptedWeb
from worker.daemon import housekeeping
from worker.daemon.doctor import examine


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
                    housekeeping.forget(parts.database, house.loaded, house.clock.now())
                with capture_logs() as old:
                    housekeeping.forget(parts.database, house.loaded, house.clock.now() + 20 * DAY_S)
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
