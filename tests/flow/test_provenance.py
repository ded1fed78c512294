"""Provenance through the whole worker: first, copied_from, cites, independent sources, and the story's graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.flow.documents import Told
from tests.flow.house import House
from tests.flow.reports import FERRY, Report, report
from worker.daemon.status import explain
from worker.daemon.stories import stories_since

RETOLD = report(
    "Aldwyn aground: ferry with 214 people stuck near Brennock",
    """
    With 214 people on board the Aldwyn has been sitting on a bank near Brennock since the early morning. Port
    Hestry's coastguard counts no injuries; the ship's bottom looks whole.

    Two fishing boats without lights made Morwen Tallis, the captain, leave the fairway, her company told us.
    Tugs are on their way from Port Hestry and wait for high water off Brennock.

    Passengers of the Aldwyn were given tea. Captain Tallis spoke to each of them, a traveller wrote to us.
    """,
)
CITING = report(
    "Ferry Aldwyn stuck off Brennock, captain Tallis avoided trawlers",
    """
    The Aldwyn lies on a sandbank off Brennock, according to the Hestry Herald. Captain Morwen Tallis had turned
    away from two trawlers, and 214 travellers now wait for the tide and for tugs from Port Hestry.

    The coastguard in Port Hestry told the paper that nobody came to harm. The Aldwyn sails to Brennock daily.
    """,
)
OUTLETS = [
    {"id": "herald", "names": ["Hestry Herald"], "hosts": ["herald.example"], "tier": 1},
    {"id": "mirror", "names": ["Brennock Mirror"], "hosts": ["mirror.example"], "owner": "coast-press"},
    {"id": "echo", "names": ["Coast Echo"], "hosts": ["echo.example"], "owner": "coast-press"},
]


async def told_by(house: House, **reports: Report) -> dict[str, Any]:
    """One pass after another, a feed in each; answers the one story."""
    house.configure(*reports, outlets=OUTLETS)
    for feed, told in reports.items():
        house.reports(feed, told)
        await house.watch()
    (story,) = stories_since(house.loaded, "all", flagged=False)
    return story


async def test_a_copy_adds_no_source(house: House) -> None:
    """Two sites with the same words are one source, and the copy's edge names the share."""
    story = await told_by(house, herald=FERRY, paper=FERRY)
    assert story["sources"] == ["herald"]
    (edge,) = story["graph"]["edges"]
    assert (edge["from"], edge["to"], edge["share"]) == ("e2", "e1", 1.0)


async def test_another_report_adds_a_source(house: House) -> None:
    """The same event in words of its own is independent."""
    story = await told_by(house, herald=FERRY, mirror=RETOLD)
    assert story["sources"] == ["herald", "coast-press"]


async def test_outlets_of_one_owner_are_one_source(house: House) -> None:
    """Whose it is counts, not where it stands."""
    story = await told_by(house, echo=FERRY, mirror=RETOLD)
    assert story["sources"] == ["coast-press"]
    assert [node["owner"] for node in story["graph"]["nodes"]] == ["coast-press", "coast-press"]


async def test_a_report_that_cites_another_adds_no_source(house: House) -> None:
    """It stands for whom it names, whether we know that report or not."""
    story = await told_by(house, herald=FERRY, echo=CITING)
    assert story["sources"] == ["herald"]
    assert {"from": "e2", "to": "herald", "kind": "cites", "share": None} in story["graph"]["edges"]
    assert story["graph"]["first"] == "e1"
    nodes = [(node["outlet"], node["name"], node["tier"]) for node in story["graph"]["nodes"]]
    assert nodes == [("herald", "Hestry Herald", 1), ("echo", "Coast Echo", None)]


async def test_the_cited_report_had_it_first_though_it_came_last(house: House) -> None:
    """The alert of the citing report, seen first, could not know; the story's graph does."""
    story = await told_by(house, echo=CITING, herald=FERRY)
    assert story["graph"]["first"] == "e2"


async def test_an_alert_names_first_and_cited(house: House) -> None:
    """In the names the outside knows, the same as in exported lines."""
    await told_by(house, herald=FERRY, echo=CITING)
    first, *rest = house.alerts()
    assert first["provenance"] == {"first": "e1", "copied_from": None, "related": None, "share": None, "cites": []}
    assert [line["cites"] for line in house.lines()] == [[], ["Hestry Herald"]]
    for alert in rest:
        assert (alert["provenance"]["first"], alert["provenance"]["cites"]) == ("e1", ["Hestry Herald"])


async def test_what_is_undecided_is_no_id(house: House) -> None:
    """Of two reports in the same words and of the same time neither is the copy: the other is ``related``."""
    house.configure("herald", "paper", outlets=OUTLETS, rules=[{"id": "it", "when": "feed:paper", "to": ["alerts"]}])
    house.reports("herald", FERRY)
    await house.watch()
    house.reports("paper", FERRY)
    await house.watch()
    (alert,) = house.alerts()
    told: dict[str, Any] = {"first": None, "copied_from": None, "related": "e1", "share": 1.0, "cites": []}
    assert (alert["article"]["id"], alert["provenance"]) == ("e2", told)
    (story,) = stories_since(house.loaded, "all", flagged=False)
    assert story["graph"]["first"] is None


async def test_a_second_independent_source_is_worth_a_message_if_asked(house: House) -> None:
    """``again.sources`` counts owners: a copy and a citation do not reach it, a report of its own does, once."""
    rule = {"id": "all", "when": "*:*", "to": ["alerts"], "again": {"sources": [2]}}
    feeds = {"herald": FERRY, "paper": FERRY, "echo": CITING, "mirror": RETOLD, "radio": FERRY}
    house.configure(*feeds, rules=[rule], outlets=OUTLETS)
    for feed, told in feeds.items():
        house.reports(feed, told)
        await house.watch()
    developments = [it for it in house.alerts() if it["occasion"].startswith("development")]
    assert [(it["occasion"], it["article"]["feed"], it["story"]["sources"]) for it in developments] == [
        ("development 2", "mirror", 2)
    ]


async def test_explain_names_direction_and_cited_outlets(house: House) -> None:
    """Who copied whom, and who is cited where."""
    await told_by(house, herald=FERRY, paper=FERRY, echo=CITING)
    (copy,) = explain(house.loaded, "e2")["entries"]
    assert copy["relations"][0]["direction"] in ("copy", "undecided")
    (citing,) = explain(house.loaded, "e3")["entries"]
    assert citing["cites"] == [{"name": "Hestry Herald", "how": "cue", "lead": True}]


@pytest.mark.parametrize(("hours", "way"), [(5.0, "undecided"), (1.0, "source")])
async def test_a_date_its_feed_refutes_makes_no_source(house: House, hours: float, way: str) -> None:
    """A copy dated hours before its feed was read without it decides nothing; within two hours a date is believed."""
    house.configure("herald", "farm")
    house.tells("farm")
    house.tells("herald", replace(house.prints("herald", FERRY), at=house.clock.now()))
    await house.watch()
    copy = replace(house.prints("farm", FERRY), at=house.clock.now() - hours * 3600)
    house.later(3600)
    house.tells("farm", copy)
    await house.watch()
    (entry,) = explain(house.loaded, "e2")["entries"]
    assert entry["relations"][0]["direction"] == way
    assert any("doubted_date" in verdict for verdict in entry["trail"]) is (way == "undecided")
    (story,) = stories_since(house.loaded, "all", flagged=False)
    assert story["graph"]["first"] == ("e1" if way == "undecided" else "e2")


async def test_a_refuted_date_keeps_no_report_from_its_story(house: House) -> None:
    """Headlines fade within hours, so a feed whose dates are of last year would tell every story once more."""
    house.configure("herald", "mirror", articles={"fetch": False})
    house.tells("mirror")
    house.tells("herald", Told("Ferry Aldwyn aground off Brennock with 214 on board", "/a", at=house.clock.now()))
    await house.watch()
    house.later(1800)
    house.tells("mirror", Told("Ferry Aldwyn stuck near Brennock", "/b", at=house.clock.now() - 365 * 86400))
    await house.watch()
    assert len(list(stories_since(house.loaded, "all", flagged=False))) == 1


async def test_a_revision_with_a_refuted_date_stays_refuted(house: House) -> None:
    """Its feed was read with the article since: that says nothing about the date it still bears."""
    house.configure("herald", "farm")
    house.tells("farm")
    house.reports("herald", FERRY)
    await house.watch()
    house.later(3600)
    copy = replace(house.prints("farm", FERRY), at=house.clock.now() - 9 * 3600)
    house.tells("farm", copy)
    await house.watch()
    house.later(3600)
    house.tells("farm", replace(copy, title=f"{FERRY.title}, latest"))
    await house.watch()
    origins = house.rows("SELECT published_from FROM articles ORDER BY id")
    assert [row["published_from"] for row in origins] == ["feed", "doubted", "doubted"]


@pytest.mark.parametrize("columns", ["first_seen", "published"])
async def test_our_sight_and_their_date_are_kept_apart(house: House, columns: str) -> None:
    """Each node has both."""
    story = await told_by(house, herald=FERRY)
    assert columns in story["graph"]["nodes"][0]
