"""Storms and nights: a budget makes a digest of what is over it, quiet hours hold, and nothing is lost on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.flow.house import EVERYTHING, House
from tests.flow.reports import BAKERY, FERRY, LIBRARY, ORCHARD, TUNNEL
from tests.flow.test_sinks import Moody
from worker.daemon.alerts import list_alerts
from worker.daemon.passes import one_pass
from worker.daemon.status import explain
from worker.daemon.store_access import reading
from worker.model.errors import Unavailable
from worker.policy.timing import Timing

REPORTS = (FERRY, ORCHARD, TUNNEL, BAKERY)


def digests(house: House) -> list[list[str]]:
    """The titles in each digest of the file sink."""
    found: list[dict[str, Any]] = [it for it in house.alerts() if it["occasion"] == "digest"]
    return [[member["article"]["title"] for member in it["digest"]] for it in found]


async def test_what_is_over_the_budget_becomes_one_digest(house: House) -> None:
    """Of four stories two are told at once, the others together an hour later; all are delivered and explained."""
    house.configure("a", alerts={"budget": "2/h"})
    house.reports("a", *REPORTS)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert [occasion for occasion, _ in house.told()] == ["first", "first"]
        await house.clock.advance(3590)
        await parts.deliverer.run_due()
        assert digests(house) == []
        await house.clock.advance(20)
        await parts.deliverer.run_due()
    (titles,) = digests(house)
    told = [title for occasion, title in house.told() if occasion == "first"]
    assert sorted([*titles, *told]) == sorted(report.title for report in REPORTS)
    rows = house.rows("SELECT state, attempt, held, digest FROM alerts")
    assert {(row["state"], row["attempt"]) for row in rows} == {("delivered", 1)}
    assert sum(row["held"] == "budget" for row in rows) == 2
    assert len({row["digest"] for row in rows} - {None}) == 1
    (digest,) = [it["id"] for it in house.alerts() if it["occasion"] == "digest"]
    assert sorted(entry["title"] for entry in explain(house.loaded, digest)["entries"]) == sorted(titles)


async def test_what_the_budget_held_is_not_overtaken_by_what_came_after(house: House) -> None:
    """When the hour is over a story waits to be told, and a copy of it has just come: one after the other."""
    rule = EVERYTHING | {"again": {"flags": ["copy"]}}
    house.configure("a", "b", rules=[rule], alerts={"budget": "1/h"})
    house.reports("a", FERRY, ORCHARD)
    await house.watch()
    (held,) = house.rows("SELECT title FROM alerts JOIN entries ON entries.id = entry_id WHERE held = 'budget'")
    house.reports("b", *(it for it in (FERRY, ORCHARD) if it.title == held["title"]))
    house.later(3600)
    await house.watch()
    (digest,) = [it["digest"] for it in house.alerts() if it["occasion"] == "digest"]
    assert [(it["occasion"], it["article"]["title"]) for it in digest] == [
        ("first", held["title"]),
        ("copy", held["title"]),
    ]


async def test_a_digest_that_fails_comes_again_the_same(house: House) -> None:
    """A sink that is down when the digest goes out gets the very same one later, with an alert more owed by then."""
    moody = Moody()
    house.sinks = lambda _: {"alerts": moody}
    house.configure("a", "b", alerts={"budget": "1/h"})
    house.reports("a", FERRY, ORCHARD, TUNNEL, LIBRARY)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert len(moody.took) == 1
        moody.mood = Unavailable("down")
        await house.clock.advance(3700)
        await parts.deliverer.run_due()
        failed = moody.tried[-1]
    # However its members fare meanwhile, it keeps the name it may have arrived under.
    with reading(house.loaded) as database:
        one = "SELECT min(id) FROM alerts WHERE digest IS NOT NULL"
        database.write(lambda db: db.exec_driver_sql(f"UPDATE alerts SET state = 'dead' WHERE id = ({one})"))
    house.reports("b", BAKERY)
    moody.mood = None
    await house.watch()
    sent = [name for names in moody.tried[-2:] for name in names]
    assert failed[0] in sent
    (digest,) = [body for body in moody.took if body["occasion"] == "digest"]
    assert digest["id"] == failed[0]
    assert digest["maybe_repeat"] is True
    ids = [str(body["id"]) for body in moody.took]
    assert len(ids) == len(set(ids)) == 3


NIGHT = {"hours": "22:00-06:00", "zone": "UTC"}


def seconds_to(house: House, clock: str) -> float:
    """How long it is until UTC's clocks show this."""
    now = datetime.fromtimestamp(house.clock.now(), UTC)
    then = now.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0, microsecond=0)
    return (then - now).total_seconds() % 86400


async def test_a_digest_that_failed_in_the_evening_comes_in_the_morning(house: House) -> None:
    """It is as quiet in quiet hours as any alert, and still the same message."""
    moody = Moody()
    house.sinks = lambda _: {"alerts": moody}
    house.configure("a", alerts={"budget": "1/h", "quiet": NIGHT, "delivery": {"backoff": "1h", "backoff_max": "1h"}})
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    house.later(seconds_to(house, "20:30"))
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        moody.mood = Unavailable("down")
        await house.clock.advance(seconds_to(house, "21:40"))
        await parts.deliverer.run_due()
        moody.mood = None
        await house.clock.advance(seconds_to(house, "23:00"))
        await parts.deliverer.run_due()
        assert len(moody.took) == 1
        await house.clock.advance(seconds_to(house, "06:01"))
        await parts.deliverer.run_due()
    assert moody.tried[-1] == moody.tried[-2]
    assert [(body["occasion"], body["maybe_repeat"]) for body in moody.took] == [("first", False), ("digest", True)]


async def test_what_failed_before_it_was_held_is_held(house: House) -> None:
    """A pass counts it among what is held on purpose, and other settings let it go as they do all that is held."""
    moody = Moody()
    house.sinks = lambda _: {"alerts": moody}
    house.configure("a", alerts={"quiet": NIGHT})
    house.reports("a", FERRY)
    house.later(seconds_to(house, "21:55"))
    moody.mood = Unavailable("down")
    assert (await house.watch()).undelivered == 1
    moody.mood = None
    house.later(seconds_to(house, "22:30"))
    done = await house.watch()
    assert (done.undelivered, done.held, moody.took) == (0, 1, [])
    house.configure("a")
    await house.watch()
    assert [body["maybe_repeat"] for body in moody.took] == [True]


async def test_a_digest_with_what_was_tried_alone_may_be_a_repeat(house: House) -> None:
    """The newest of its members may have arrived, and then a silence put it into a digest."""
    moody = Moody()
    house.sinks = lambda _: {"alerts": moody}
    until = datetime.fromtimestamp(house.clock.now() + 7200, UTC).isoformat()
    silence = {"until": until, "stories": [1]}
    house.configure("a", alerts={"silences": [silence]})
    moody.mood = Unavailable("the answer was lost")
    for reports in ([FERRY], [FERRY, ORCHARD]):
        house.reports("a", *reports)
        await house.watch()
    house.configure("a", alerts={"silences": [{"until": until}]})
    moody.mood = None
    for _ in range(2):
        house.later(3600)
        await house.watch()
    assert [(body["occasion"], body["maybe_repeat"]) for body in moody.took] == [("digest", True)]


async def test_quiet_hours_hold_until_morning(house: House) -> None:
    """At night only the severity that always goes is told; in the morning the rest is, once."""
    night = datetime(2026, 9, 22, 23, 30, tzinfo=UTC).timestamp()
    loud = {"id": "loud", "when": "title:ferry", "severity": "high", "to": ["alerts"]}
    alerts = {"quiet": {"hours": "22:00-06:00", "zone": "UTC"}, "always": ["high"]}
    house.configure("a", rules=[EVERYTHING, loud], alerts=alerts)
    house.reports("a", FERRY, ORCHARD)
    house.later(night - house.clock.now())
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert [alert["rule"] for alert in house.alerts()] == ["loud"]
        await house.clock.advance(6.4 * 3600)
        await parts.deliverer.run_due()
        assert len(house.alerts()) == 1
        await house.clock.advance(0.2 * 3600)
        await parts.deliverer.run_due()
    assert sorted(alert["rule"] for alert in house.alerts()) == ["all", "all", "loud"]


async def test_what_is_held_survives_the_worker(house: House) -> None:
    """A worker started after the quiet hours tells what the one before it held."""
    house.configure("a", alerts={"quiet": {"hours": "00:00-23:59", "zone": "UTC"}})
    house.reports("a", FERRY)
    done = await house.watch()
    assert (house.alerts(), done.undelivered, done.held) == ([], 0, 1)
    house.configure("a")
    house.later(86_400)
    await house.watch()
    assert house.told() == [("first", FERRY.title)]


@pytest.mark.parametrize(
    ("alerts", "words"),
    [
        pytest.param({"budget": "20"}, "is not a rate; write a number and a period", id="a budget without a time"),
        pytest.param({"budget": "0/h"}, "is not a rate", id="a budget of none"),
        pytest.param({"budget": "150000/h"}, "the limits are 100000 and 36500d", id="a budget without bounds"),
        pytest.param({"quiet": {"hours": "22-6"}}, "is not a time range; write it like 22:00-06:00", id="hours alone"),
        pytest.param({"quiet": {"zone": "Berlin"}}, "is not a time zone; write its name", id="half a zone's name"),
        pytest.param({"quiet": {"hour": "22:00-06:00"}}, "did you mean hours", id="a misspelt key"),
    ],
)
def test_wrong_times_are_named(house: House, alerts: dict[str, Any], words: str) -> None:
    """What cannot be understood is refused before anything starts, with what to write instead."""
    with pytest.raises(Exception, match=re.escape(words)):
        house.configure("a", alerts=alerts)


async def test_a_silence_ends_in_one_digest(house: House) -> None:
    """What is owed while a rule is silent comes together when the silence is over, and the list says what holds it."""
    until = datetime.fromtimestamp(house.clock.now() + 7200, UTC).isoformat()
    house.configure("a", alerts={"silences": [{"until": until, "rules": ["all"]}]})
    house.reports("a", *REPORTS)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert house.alerts() == []
        assert {line["held"] for line in list_alerts(house.loaded, limit=10)} == {"silence"}
        await house.clock.advance(7300)
        await parts.deliverer.run_due()
    (titles,) = digests(house)
    assert sorted(titles) == sorted(report.title for report in REPORTS)


async def test_a_silence_of_a_story_holds_no_other(house: House) -> None:
    """The others are told at once."""
    until = datetime.fromtimestamp(house.clock.now() + 7200, UTC).isoformat()
    house.configure("a", alerts={"silences": [{"until": until, "stories": [1]}]})
    house.reports("a", *REPORTS)
    await house.watch()
    held = {line["story"] for line in list_alerts(house.loaded, limit=10) if line["held"]}
    assert (held, len(house.told())) == ({"1"}, len(REPORTS) - 1)


async def test_a_silence_that_is_taken_back_holds_nothing(house: House) -> None:
    """Other settings for when to be told go for what is held already, at a reload as at the next start."""
    until = datetime.fromtimestamp(house.clock.now() + 7200, UTC).isoformat()
    house.configure("a", alerts={"silences": [{"until": until, "rules": ["all"]}]})
    house.reports("a", FERRY)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert house.alerts() == []
        await parts.deliverer.adopt(parts.sinks, parts.loaded.settings.alerts.delivery, Timing())
        await parts.deliverer.run_due()
    assert house.told() == [("first", FERRY.title)]


async def test_low_alerts_wait_for_the_digest_at_eight(house: House) -> None:
    """What is of a collected severity comes at the next time of the schedule, in one message; the rest at once."""
    low = {"id": "low", "when": "NOT ferry", "severity": "low", "to": ["alerts"]}
    high = {"id": "high", "when": "ferry", "to": ["alerts"]}
    alerts = {"digest": {"at": "0 8 * * * Europe/Berlin", "severities": ["low"]}}
    house.configure("a", rules=[low, high], alerts=alerts)
    house.reports("a", *REPORTS)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        assert [title for _, title in house.told()] == [FERRY.title]
        await house.clock.advance(86400)
        await parts.deliverer.run_due()
    assert [len(titles) for titles in digests(house)] == [len(REPORTS) - 1]
