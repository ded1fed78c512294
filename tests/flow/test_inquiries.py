"""Why was I (not) told, asked by the id of a story, a rule, a feed or a notice about health."""

from __future__ import annotations

from io import StringIO
from typing import Any

import sqlalchemy as sa
from rich.console import Console

from tests.flow.documents import Told
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer
from worker.cli import explanations
from worker.daemon.status import explain

SHIPS = {"id": "ships", "when": "ferry", "to": ["alerts"]}
COMETS = {"id": "comets", "when": "comet", "to": ["alerts"]}


async def told_of(house: House) -> House:
    """A story told by one feed and copied by another, a report no rule wants, and a feed that is ill."""
    house.configure("agency", "paper", "ill", rules=[SHIPS, COMETS], health={"to": ["alerts"], "after": "1m"})
    house.reports("agency", FERRY, ORCHARD)
    house.web.say(feed_url("ill"), Answer(500))
    await house.watch()
    house.reports("paper", FERRY)
    house.later(600)
    await house.watch()
    return house


def about(house: House, asked: str) -> dict[str, Any]:
    """The one thing that has this name; it can be printed."""
    found = explain(house.loaded, asked)
    (one,) = found["about"]
    assert (found["entries"], found["never_seen"]) == ([], None)
    page = printed(found)
    assert f"{one['kind']} {asked}" in page
    assert "more entries" not in page  # there are none
    for reason in one["why_not"]:
        assert reason in page
    return dict(one)


def printed(found: dict[str, Any]) -> str:
    """An explanation as people read it."""
    page = StringIO()
    explanations.explanation(Console(file=page, width=200), found)
    return page.getvalue()


async def test_a_story_is_explained(house: House) -> None:
    """It names its articles with their dispositions, its alerts, and for one that was not told the reason."""
    told = await told_of(house)
    ids = {row["title"]: str(row["id"]) for row in told.rows("SELECT id, title FROM stories")}
    ferry = about(told, ids[FERRY.title])
    assert [it["disposition"] for it in ferry["entries"]] == ["alerted", "grouped"]
    assert [(it["rule"], it["sink"], it["occasion"]) for it in ferry["alerts"]] == [("ships", "alerts", "first")]
    assert (ferry["flagged"], ferry["why_not"]) == ({"ships": 2}, [])
    assert about(told, ids[ORCHARD.title])["why_not"] == ["no rule matched any of its articles"]


async def test_a_story_names_what_was_merged_into_it_and_by_which_article(house: House) -> None:
    """Flashes hours apart are two stories; the one that says both makes them one, and either story tells so."""
    house.configure("a", "b", "c")
    flash, later = "Ferry Aldwyn runs aground off Brennock", "Brennock: 214 passengers wait for tugs from Port Hestry"
    both = "Ferry Aldwyn aground off Brennock, 214 passengers wait for tugs"
    for feed, title, wait_s in (("a", flash, 0), ("b", later, 7 * 3600), ("c", both, 60)):
        house.later(wait_s)
        house.tells(feed, Told(title, guid=feed, at=house.clock.now()))
        await house.watch()
    for story in ("1", "2"):
        (merge,) = about(house, story)["merges"]
        assert (merge["story"], merge["other"], merge["article"]) == ("1", "2", "e3")
    page = printed(explain(house.loaded, "1"))
    assert f"story 2 merged into 1 at {merge['at']} because of e3" in page


async def test_a_rule_is_explained(house: House) -> None:
    """It counts what it matched and told, and says why it told no more."""
    told = await told_of(house)
    ships = about(told, "ships")
    assert (ships["when"], ships["flagged"], ships["alerts"]) == (
        "ferry",
        {"alerted": 1, "grouped": 1},
        [{"sink": "alerts", "state": "delivered", "number": 1}],
    )
    assert ships["why_not"] == ["1 matching article grouped: told before as part of a story"]
    (reason,) = about(told, "comets")["why_not"]
    assert reason.startswith("none of 3 articles since ")


async def test_a_feed_is_explained(house: House) -> None:
    """It says what became of its entries, and what is wrong with it."""
    told = await told_of(house)
    agency = about(told, "agency")
    assert (agency["entries"], agency["why_not"]) == ({"alerted": 1, "unflagged": 1}, [])
    failed, trouble = about(told, "ill")["why_not"]
    assert failed.startswith("its last poll failed (http_500): its server has trouble; ")
    assert trouble.startswith("trouble since ")
    told.configure("agency", "paper")
    await told.watch()
    ill = about(told, "ill")
    assert (ill["next_poll"], ill["why_not"][0]) == (None, "the configuration no longer lists it")


async def test_a_notice_about_health_is_explained(house: House) -> None:
    """It is about no story: its feed, cause and attempts are shown."""
    told = await told_of(house)
    (alert,) = [it for it in told.alerts() if it["rule"] == "health"]
    notice = about(told, alert["id"])
    assert (notice["occasion"], notice["state"], notice["health"]["feed"]) == ("opened", "delivered", "ill")
    assert [it["result"] for it in notice["deliveries"]] == ["delivered"]
    assert notice["why_not"] == []


async def test_what_is_found_is_not_looked_for_among_all_flags(house: House) -> None:
    """The flags of the whole store are read for a rule alone: that of the configuration, or one it had before."""
    told = await told_of(house)
    told.configure("agency", rules=[COMETS])
    read: list[str] = []
    sa.event.listen(sa.Engine, "before_cursor_execute", note := lambda *told: read.append(told[2]))
    try:
        for asked, all_flags in (("e1", False), ("http://agency.example/x", False), ("agency", False), ("ships", True)):
            read.clear()
            explain(told.loaded, asked)
            assert any("flags.rule = " in statement for statement in read) == all_flags, asked
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert about(told, "ships")["why_not"][0] == "the configuration no longer has this rule"
