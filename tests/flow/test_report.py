"""The report on the worker itself: what it says, and that each of its times is told once, whatever the clock does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from tests.clock import START, ManualClock
from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer
from worker.daemon.cron import firing
from worker.flow.report import Reporter
from worker.model.alerts import ReportSettings
from worker.policy.reporting import Mark
from worker.sinks.wording import word
from worker.store import notes, outbox, reporting
from worker.store.database import Database
from worker.store.notices import Notice

HOUR_S = 3600.0
BERLIN = ZoneInfo("Europe/Berlin")


def reports(house: House) -> list[dict[str, Any]]:
    """The reports in the file sink."""
    return [it for it in house.alerts() if it["rule"] == "report"]


async def test_a_report_says_how_things_stand_and_what_happened_since_the_last(house: House) -> None:
    """A gone feed, a gap, alerts sent and the store's growth are in the morning's report, through the same sink."""
    at: Any = {"report": {"at": "0 7 * * *", "to": ["alerts"]}, "health": {"to": []}, "articles": {"fetch": False}}
    house.configure("a", "b", **at)
    house.web.say(feed_url("a"), Answer(410))
    house.tells("b", *(Told(f"Report {number} of the harbour", guid=str(number)) for number in range(3)))
    await house.watch()
    house.tells("b", *(Told(f"Another {number} from the hills", guid=f"h{number}") for number in range(4)))
    await house.watch()
    assert reports(house) == []
    house.later(DAY_S)
    await house.watch(poll_all=False)
    await house.watch(poll_all=False)
    (report,) = reports(house)
    sent = len([it for it in house.alerts() if it["rule"] == "all"])
    facts = report["report"]
    assert facts["feeds"] == {"active": 1, "gone": 1}
    assert [(it["feed"], it["kind"], it["cause"]) for it in facts["trouble"]] == [("a", "failing", "gone")]
    assert (facts["gaps"], facts["sent"], facts["dead"]) == ({"b": 1}, {"alerts": sent}, 0)
    assert facts["articles"] == 7
    assert 0 <= facts["grown_bytes"] <= facts["held_bytes"] <= facts["store_bytes"]
    assert report["article"]["title"].startswith(f"1 of 2 feeds in trouble; {sent} alerts sent; gaps in 1 ")
    house.later(DAY_S)
    await house.watch(poll_all=False)
    assert [it["report"]["gaps"] for it in reports(house)] == [{"b": 1}, {}]
    assert reports(house)[1]["report"]["since"] == facts["until"]


async def test_a_report_waits_for_its_sink_like_every_alert(house: House) -> None:
    """A sink that is down gets the report when it is up again, once."""
    house.configure("a", report={"at": "0 7 * * *", "to": ["alerts"]})
    house.web.say(feed_url("a"), Answer(200, rss(Told("One", guid="1"))))
    await house.watch()
    (house.folder / "alerts.jsonl").unlink()
    (house.folder / "alerts.jsonl").mkdir()
    for _ in range(2):
        house.later(HOUR_S * 24)
        await house.watch(poll_all=False)
    (house.folder / "alerts.jsonl").rmdir()
    for _ in range(2):
        house.later(HOUR_S)
        await house.watch(poll_all=False)
    assert len(reports(house)) == 2


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """A report is counted on both."""
    return str(request.param)


class Office:
    """Reporters on one store, a new one for each look as after a restart, by a clock that is moved."""

    def __init__(self, database: Database, line: str, now: float) -> None:
        self.database = database
        self.settings = ReportSettings(at=line)
        self.now = now

    async def look(self) -> int:
        """Two looks by two workers at this moment; how many reports there are by now."""
        for _ in range(2):
            reporter = Reporter(self.database, self.settings, ManualClock(self.now), times=firing)
            await reporter.review()
        return self.database.read(outbox.counts).get("owed", 0)


@pytest.fixture
def office(database: Database) -> Office:
    """One that reports each night in an hour that the clocks skip and repeat."""
    return Office(database, "30 2 * * * Europe/Berlin", 0.0)


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24"])
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_one_report_a_day_also_where_clocks_change(office: Office, day: str) -> None:
    """With a look every half hour over three days in which Berlin's clocks go on or back there are three reports."""
    office.now = datetime.fromisoformat(day).replace(tzinfo=BERLIN).timestamp()
    await office.look()
    counts = []
    for _ in range(3):
        for _ in range(48):
            office.now += HOUR_S / 2
            number = await office.look()
        counts.append(number)
    assert counts == [1, 2, 3]


async def test_what_was_missed_is_one_report_over_all_of_it(office: Office) -> None:
    """A worker that was off for five days tells once what it missed, and the next one a day later, on both stores."""
    office.now = START
    await office.look()
    office.now += 5 * DAY_S
    assert await office.look() == 1
    (row,) = office.database.read(lambda db: outbox.list_alerts(db, state=None, limit=9))
    body = orjson.loads(row["body"])["report"]
    span = datetime.fromisoformat(body["until"]) - datetime.fromisoformat(body["since"])
    assert span.total_seconds() == 5 * DAY_S
    office.now += DAY_S
    assert await office.look() == 2


async def test_two_that_make_the_same_report_owe_it_once(office: Office) -> None:
    """Who comes second finds that it was made since it looked, and owes nothing."""
    seen = Mark(START, 0)
    notice = Notice("first", "report", "log", "first", "info", b"{}")
    office.database.write(lambda db: reporting.begin(db, START))
    before = office.database.read(reporting.mark)
    assert before is not None
    report = office.database.read(lambda db: reporting.collect(db, seen, START + DAY_S))
    owed = [
        office.database.write(lambda db, it=it: reporting.owe_report(db, before, report, [it], START))  # type: ignore[misc]
        for it in (notice, replace(notice, id="second"))
    ]
    assert owed == [True, False]
    assert office.database.read(outbox.counts) == {"owed": 1}


@pytest.mark.parametrize(
    ("leap_s", "told"),
    [
        pytest.param(-HOUR_S, [1, 1, 2], id="an hour back: not told twice"),
        pytest.param(HOUR_S, [1, 1, 2], id="an hour on"),
        pytest.param(-3650 * DAY_S, [1, 1, 2], id="ten years back: told again from tomorrow on"),
        pytest.param(3650 * DAY_S, [1, 2, 3], id="ten years on: at once, over all of them"),
    ],
)
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_clock_that_is_set_stops_no_report(office: Office, leap_s: float, told: list[int]) -> None:
    """Half an hour after a report the clock is set: what follows is told neither twice nor never."""
    office.now = datetime(2026, 6, 1, 2, 0, tzinfo=BERLIN).timestamp()
    await office.look()
    office.now += HOUR_S
    counts = [await office.look()]
    office.now += leap_s
    counts.append(await office.look())
    office.now += DAY_S + HOUR_S
    counts.append(await office.look())
    assert counts == told


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_no_report_is_made_unless_asked_for(office: Office) -> None:
    """By default the worker reports nothing, and keeps no note of when it would have."""
    office.settings = ReportSettings()
    office.now = START
    assert await office.look() == 0
    assert office.database.read(lambda db: notes.note(db, "report")) is None


def test_people_read_a_line_for_each_matter() -> None:
    """What mails and chats show has the report's lines as they are named, and no line that says nothing."""
    lines = [["Feeds", "3 active"], ["Gaps", "b 1"]]
    body = {"rule": "report", "occasion": "first", "article": {"title": "all well"}, "report": {"lines": lines}}
    assert word(body).text() == "all well\n\nFeeds: 3 active\nGaps: b 1\n"
