"""In whatever order things happen, a sink that honours ids gets each alert once, and each report is told first once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import NoReturn, cast

import orjson
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clock import START, ManualClock
from tests.flow.reports import BAKERY, FERRY, LIBRARY, ORCHARD, TUNNEL
from tests.honouring import FATES, HonouringSink
from tests.inline import InlineEngine
from worker.config.load import Loaded, load
from worker.daemon.build import Parts, Seams, build
from worker.daemon.passes import stop
from worker.engine.local import LocalEngine
from worker.flow import exchange
from worker.policy.rules import check_query

REPORTS = (FERRY, ORCHARD, TUNNEL, BAKERY, LIBRARY)
RULES = [
    {"id": "all", "when": "*:*", "to": ["one", "two"], "again": {"sources": [2, 3]}},
    {"id": "sea", "when": "ferry OR trawlers", "to": ["two"]},
]


class Killed(BaseException):
    """The worker is gone: nothing after this line of it was done."""


def _die() -> NoReturn:
    raise Killed


class World:
    """A store, two sinks, and a worker that may be killed at any time."""

    def __init__(self, folder: Path, empty_store: Path) -> None:
        shutil.copy(empty_store, folder / "world.db")
        self.clock, self.numbers = ManualClock(START), count()
        self.fates: dict[str, list[str]] = {"one": [], "two": []}
        self.sinks = {name: HonouringSink(partial(self._fate, name), _die) for name in self.fates}
        self.loaded = self._configured(folder)
        self.arrived: set[int] = set()
        self.parts = self._born()

    def _configured(self, folder: Path) -> Loaded:
        values = {
            "store": {"url": f"sqlite:///{folder / 'world.db'}"},
            "rules": RULES,
            "sinks": {name: {"kind": "file", "path": str(folder / name)} for name in self.sinks},
            "alerts": {"delivery": {"attempts": 1000}},
        }
        file = folder / "wirewatch.yaml"
        file.write_bytes(orjson.dumps(values))
        return load(file, {}, check_rule=check_query, check_times=lambda _: 3600.0)

    def _born(self) -> Parts:
        engine = cast("LocalEngine", InlineEngine())
        seams = Seams(clock=self.clock, engine=engine, sinks=lambda _: dict(self.sinks))
        return build(self.loaded, seams=seams, patient=False)

    async def arrives(self, batch: Sequence[tuple[int, int]]) -> None:
        """Articles come in one batch: each a report as some feed tells it."""
        lines = []
        for place, feed in batch:
            self.arrived.add(place)
            report = REPORTS[place]
            line = {"id": f"n{next(self.numbers)}", "feed": f"feed{feed}", "title": report.title, "lang": "en"}
            line |= {"published": "2026-09-21T10:00:00Z", "text": "\n\n".join(report.paragraphs)}
            lines.append(orjson.dumps(line | {"url": f"https://feed{feed}.example/{place}"}))
        settings = self.loaded.settings.polling
        await exchange.import_lines(lines, self.parts.database, self.parts.gatherer, settings, self.clock)

    async def delivers(self, one: str, two: str) -> None:
        """Time passes and what is due is handed over; a sink that dies takes the worker along."""
        self.fates = {"one": [one], "two": [two]}
        await self.clock.advance(4000)
        await self._hands_over()
        self.fates = {"one": [], "two": []}

    async def _hands_over(self) -> None:
        try:
            await self.parts.deliverer.run_due()
        except Killed:
            await self.restarts()

    async def _fate(self, name: str) -> str:
        return self.fates[name].pop(0) if self.fates[name] else "takes"

    async def restarts(self) -> None:
        """The worker is gone without a word, and another one opens the store."""
        self.parts.database.close()
        self.parts = self._born()

    async def heals(self) -> None:
        """All sinks take what they are given, for long enough."""
        for _ in range(3):
            await self.delivers("takes", "takes")


batches = st.lists(st.tuples(st.integers(0, len(REPORTS) - 1), st.integers(0, 3)), min_size=1, max_size=4)
steps = st.one_of(
    batches.map(lambda batch: ("arrives", batch)),
    st.tuples(st.sampled_from(FATES), st.sampled_from(FATES)).map(lambda fates: ("delivers", *fates)),
    st.just(("restarts",)),
)


@given(history=st.lists(steps, min_size=2, max_size=9))
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_each_alert_is_delivered_once(migrated_file: Path, history: list[tuple[object, ...]]) -> None:
    """After any history of arrivals, copies, restarts and failures a sink holds just the alerts owed to it."""
    asyncio.run(_live(history, migrated_file))


async def _live(history: list[tuple[object, ...]], empty_store: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), empty_store)
        for what, *how in history:
            await getattr(world, str(what))(*how)
        await world.heals()
        query = sa.text("SELECT id, story_id, rule, sink, occasion, state FROM alerts")
        owed = world.parts.database.read(lambda db: list(db.execute(query)))
        await stop(world.parts)
        assert {row.state for row in owed} <= {"delivered"}
        assert len({(row.story_id, row.rule, row.sink, row.occasion) for row in owed}) == len(owed)
        for name, sink in world.sinks.items():
            assert set(sink.kept) == {row.id for row in owed if row.sink == name}
            assert sink.unmarked == []
        told = [(row.rule, row.sink) for row in owed if row.occasion == "first"]
        assert told.count(("all", "one")) == told.count(("all", "two")) == len(world.arrived)
        assert told.count(("sea", "two")) == (0 in world.arrived)
