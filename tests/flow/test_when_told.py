"""Whatever the settings say of when to tell, and whatever sinks do: all is told, in turn, at a time it may be."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.clock import START
from tests.flow.reports import FERRY
from tests.flow.test_exactly_once import REPORTS, World, _die, batches
from tests.honouring import FATES, HonouringSink
from worker.config.load import Loaded, load
from worker.daemon.cron import shortest_gap_s
from worker.daemon.passes import stop
from worker.model.story import ClaimedAlert
from worker.policy.rules import check_query
from worker.store import outbox

RULES = [
    {"id": "all", "when": "*:*", "severity": "low", "to": ["one", "two"], "again": {"flags": ["copy"]}},
    {"id": "sea", "when": "ferry OR trawlers", "severity": "high", "to": ["two"]},
    {"id": "land", "when": "NOT ferry", "to": ["one"], "again": {"sources": [2], "flags": ["news"]}},
]
HOUR_S = 3600.0
_OWED = "SELECT count(*), min(not_before) FILTER (WHERE not_before > :now) FROM alerts WHERE state <> 'delivered'"
MOST_WAITS = 200
"""Alerts are held a few times at most, and no alert of these worlds for longer than a week."""


def _until(hours: float) -> str:
    return (datetime.fromtimestamp(START, UTC) + timedelta(hours=hours)).isoformat()


NIGHT = {"hours": "22:00-06:00", "zone": "Europe/Berlin"}
DAY = {"hours": "06:30-21:00", "zone": "America/St_Johns"}
plans = st.fixed_dictionaries(
    {
        "over_budget": st.sampled_from(["digest", "hold"]),
        "always": st.sampled_from([[], ["high"], ["low"]]),
        "quiet": st.sampled_from([{}, NIGHT, DAY]),
        "digest": st.sampled_from(
            [{}, {"at": "0 8 * * * Europe/Berlin", "severities": ["low"]}, {"severities": ["high", "normal"]}]
        ),
        "silences": st.sampled_from(
            [[], [{"until": _until(20), "rules": ["all"]}], [{"until": _until(9), "severities": ["high", "low"]}]]
        ),
    },
    optional={"budget": st.sampled_from(["1/h", "2/10m", "1/5h"])},
)


class Noting(HonouringSink):
    """Notes when it was handed what, and under which plan."""

    def __init__(self, world: Desk, name: str) -> None:
        super().__init__(partial(world._fate, name), _die)
        self.world = world
        self.noted: list[tuple[float, Mapping[str, Any], str, dict[str, Any]]] = []

    def _keep(self, alert: ClaimedAlert) -> None:
        super()._keep(alert)
        self.noted.append((self.world.clock.now(), self.world.plan, alert.id, orjson.loads(alert.body)))


class Desk(World):
    """A world whose alerts go out by a plan that changes."""

    def __init__(self, folder: Path, empty_store: Path, plan: Mapping[str, Any]) -> None:
        self.folder, self.plan = folder, plan
        super().__init__(folder, empty_store)

    def _configured(self, folder: Path) -> Loaded:
        self.noting = {name: Noting(self, name) for name in self.sinks}
        self.sinks = dict(self.noting)
        return self._planned()

    def _planned(self) -> Loaded:
        values = {
            "store": {"url": f"sqlite:///{self.folder / 'world.db'}"},
            "rules": RULES,
            "sinks": {name: {"kind": "file", "path": str(self.folder / name)} for name in self.sinks},
            "alerts": {**self.plan, "delivery": {"attempts": 1000}},
        }
        file = self.folder / "wirewatch.yaml"
        file.write_bytes(orjson.dumps(values))
        return load(file, {}, check_rule=check_query, check_times=shortest_gap_s)

    async def plans(self, plan: Mapping[str, Any]) -> None:
        """Another worker takes over, which was told otherwise."""
        self.plan = plan
        self.loaded = self._planned()
        await self.restarts()

    async def waits(self, hours: int, one: Sequence[str], two: Sequence[str]) -> None:
        """Hours pass; what becomes due is handed over, and fares so the first times."""
        self.fates = {"one": [*one], "two": [*two]}
        for _ in range(hours):
            await self.clock.advance(HOUR_S)
            await self._hands_over()
        self.fates = {"one": [], "two": []}

    async def ends(self) -> None:
        """Sinks take everything, until nothing is owed any more."""
        for _ in range(MOST_WAITS):
            await self._hands_over()
            now = self.clock.now()
            number, at = self.parts.database.read(partial(_left, now))
            if not number:
                return
            await self.clock.advance(at - now if at is not None else 60.0)


def _left(now: float, db: sa.Connection) -> tuple[int, float | None]:
    """How many alerts are not told yet, and when the next of them may be."""
    row = db.execute(sa.text(_OWED), {"now": now}).one()
    return row[0], row[1]


fates = st.lists(st.sampled_from(FATES), max_size=3)
steps = st.one_of(
    batches.map(lambda batch: ("arrives", batch)),
    st.tuples(st.just("waits"), st.integers(1, 9), fates, fates),
    plans.map(lambda plan: ("plans", plan)),
)


PLAIN = {"over_budget": "digest", "always": [], "quiet": {}, "digest": {}, "silences": []}
SILENT = PLAIN | {"silences": [{"until": _until(20), "rules": ["all"]}]}
EVENING = PLAIN | {"budget": "1/h", "quiet": NIGHT}
DOWN = ["takes", "refuses", "refuses", "refuses", "refuses"]
ALL_FIVE = ("arrives", [(place, 0) for place in range(len(REPORTS))])


@given(plan=plans, history=st.lists(steps, min_size=3, max_size=10))
@example(plan=SILENT, history=[("arrives", [(0, 0)]), ("waits", 1, [], []), ("arrives", [(0, 1)])])
@example(plan=EVENING, history=[ALL_FIVE, ("waits", 9, DOWN, DOWN)])
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_all_is_told_when_it_may_be(
    migrated_file: Path, plan: Mapping[str, Any], history: list[tuple[object, ...]]
) -> None:
    """Nothing is held for ever, told out of turn, told twice without saying so, or told when nothing may be."""
    asyncio.run(_live(plan, history, migrated_file))


async def _live(plan: Mapping[str, Any], history: list[tuple[object, ...]], empty_store: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), empty_store, plan)
        for what, *how in history:
            await getattr(desk, str(what))(*how)
        await desk.ends()
        query = sa.text("SELECT id, story_id, rule, sink, occasion, state FROM alerts ORDER BY owed_at, id")
        owed = desk.parts.database.read(lambda db: list(db.execute(query)))
        counted = desk.parts.database.read(lambda db: outbox.undelivered(db, list(desk.sinks), now=desk.clock.now()))
        await stop(desk.parts)
    assert {row.state for row in owed} <= {"delivered"}
    assert counted == (0, 0)
    for name, sink in desk.noting.items():
        assert sink.unmarked == []
        due = [row for row in owed if row.sink == name]
        told = _told(sink)
        assert set(told) == {row.id for row in due}
        stories: dict[tuple[int, str], list[str]] = defaultdict(list)
        for row in due:
            stories[row.story_id, row.rule].append(row.id)
        for alerts in stories.values():
            assert sorted(alerts, key=told.index) == alerts
        for at, then, _, body in sink.noted:
            assert any(_may_be_told(then, at, it) for it in body.get("digest") or [body])
    firsts = [(row.rule, row.sink) for row in owed if row.occasion == "first"]
    assert firsts.count(("all", "one")) == firsts.count(("all", "two")) == len(desk.arrived)
    assert firsts.count(("sea", "two")) == (REPORTS.index(FERRY) in desk.arrived)


def _told(sink: Noting) -> list[str]:
    """The alerts in the order in which the sink first had them; what it has again says so."""
    told: dict[str, str] = {}
    for _, _, name, body in sink.noted:
        for alert in body.get("digest") or [body]:
            assert told.setdefault(alert["id"], name) == name or body["maybe_repeat"]
    return list(told)


def _may_be_told(plan: Mapping[str, Any], at: float, alert: Mapping[str, Any]) -> bool:
    """Whether neither a silence nor quiet hours speak against it."""
    for silence in plan["silences"]:
        takes = alert["rule"] in silence.get("rules", ()) or alert["severity"] in silence.get("severities", ())
        if takes and at < datetime.fromisoformat(silence["until"]).timestamp():
            return False
    if not plan["quiet"] or alert["severity"] in plan["always"]:
        return True
    start, _, end = plan["quiet"]["hours"].partition("-")
    clock = datetime.fromtimestamp(at, ZoneInfo(plan["quiet"]["zone"])).strftime("%H:%M")
    return not (start <= clock < end if start < end else clock >= start or clock < end)
