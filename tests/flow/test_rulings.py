"""What people rule about stories: kept for good, told where due, never told twice, beside a running worker."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from tests.flow.house import House
from tests.flow.reports import FERRY, LIBRARY, ORCHARD, Report, report
from tests.flow.test_languages import FERRY_IN_RUSSIAN
from worker.cli import explanations
from worker.daemon import passes, rulings
from worker.daemon.build import Parts
from worker.daemon.status import explain
from worker.flow.rulings import Ruling
from worker.model.errors import ConfigError
from worker.store import feeds

RETOLD = report(
    "Brennock: tugs to free the stranded Aldwyn tonight",
    """
    After the ferry Aldwyn hit a sandbank near Brennock this morning, tugs from Port Hestry are on their way. All 214
    passengers are unhurt, a spokeswoman of the coastguard told reporters on the quay at Port Hestry.

    Morwen Tallis, the captain of the Aldwyn, avoided two trawlers without lights and left the channel. The shipping
    company confirmed that the ferry touched the ground off Brennock a little later and seems to be intact.
    """,
)


IN_RUSSIAN = Report("Пассажиры ждут буксиров", FERRY_IN_RUSSIAN.paragraphs[:1])
"""Shares too little to be silent under another title."""


ALL_BUT_QUIET = {"id": "all", "when": "*:* AND NOT feed:quiet", "to": ["alerts"]}


def split(house: House, story: str, *articles: str) -> dict[str, Any]:
    """Type ``stories split`` a minute later."""
    house.later(60)
    return rulings.split_story(house.loaded, story, articles, Ruling("anna", house.clock.now(), "two ferries"))


def merge(house: House, one: str, other: str) -> dict[str, Any]:
    """Type ``stories merge`` a minute later."""
    house.later(60)
    return rulings.merge_stories(house.loaded, one, other, Ruling("anna", house.clock.now(), "one ferry"))


def explained(house: House, entry: str) -> dict[str, Any]:
    """What ``explain`` says of an entry."""
    (found,) = explain(house.loaded, entry)["entries"]
    return dict(found)


async def told_once(house: House, *, first: str = "agency", then: str = "paper", **sections: Any) -> None:
    """A report and its silenced copy, e1 and e2, both in story 1."""
    house.configure("agency", "paper", "third", **sections)
    house.reports(first, FERRY)
    await house.watch()
    house.reports(then, FERRY)
    await house.watch()
    assert house.words() == ["alerted", "grouped"]


async def test_what_was_split_off_is_told(house: House, store_url: str) -> None:
    """A silenced copy that is split off has never been heard of: its story owes a first, once, on both databases."""
    await told_once(house, store={"url": store_url})
    done = split(house, "1", "e2")
    assert (done["story"], done["articles"]) == ("1", ["e2"])
    await house.watch()
    assert [(it["occasion"], it["story"]["id"], it["article"]["id"]) for it in house.alerts()] == [
        ("first", "1", "e1"),
        ("first", done["split_off"], "e2"),
    ]
    assert house.alerts()[1]["id"] == done["alerts"][0]
    assert house.words() == ["alerted", "alerted"]
    assert [line["story"] for line in house.lines()] == ["1", done["split_off"]]
    assert house.balance()["alerted"] == 2


async def test_what_was_told_under_the_other_name_is_not_told_again(house: House) -> None:
    """An article told as an update counts as its new story's first: no alert now, and its copies stay silent."""
    house.configure("agency", "paper", "third")
    house.reports("agency", FERRY)
    await house.watch()
    house.reports("paper", IN_RUSSIAN)
    await house.watch()
    assert house.told() == [("first", FERRY.title), ("update 1", IN_RUSSIAN.title)]
    done = split(house, "1", "e2")
    assert done["alerts"] == []
    house.reports("third", IN_RUSSIAN)
    await house.watch()
    assert len(house.alerts()) == 2
    assert [line["story"] for line in house.lines()] == ["1", done["split_off"], done["split_off"]]
    assert [it["occasion"] for it in explained(house, "e3")["told_before"]] == ["update 1"]


async def test_what_stays_behind_untold_is_told(house: House) -> None:
    """Where the article that was told is split off, its copy is told: as an update, for the story has had a first."""
    await told_once(house)
    split(house, "1", "e1")
    await house.watch()
    assert [(it["occasion"], it["story"]["id"], it["article"]["id"]) for it in house.alerts()] == [
        ("first", "1", "e1"),
        ("update 1", "1", "e2"),
    ]
    assert [it["follows"] for it in house.alerts()] == [None, house.alerts()[0]["id"]]
    house.reports("third", FERRY)
    await house.watch()
    assert len(house.alerts()) == 2


async def test_the_judge_never_joins_what_was_split(house: House) -> None:
    """Two stories of the very same words stay two: an article that fits both joins one, in this run and the next."""
    await told_once(house)
    done = split(house, "1", "e2")
    house.reports("third", RETOLD)
    await house.watch()
    house.reports("third", RETOLD, Report("Aldwyn afloat", RETOLD.paragraphs[:1]))
    await house.watch()
    assert house.rows("SELECT id FROM stories WHERE merged_into IS NOT NULL") == []
    assert {line["story"] for line in house.lines()} == {"1", done["split_off"]}


async def test_explain_says_who_ruled_what_and_why(house: House) -> None:
    """Both halves' entries show the ruling, and keep the trail and the proof they had."""
    await told_once(house)
    before = [explained(house, entry)["trail"] for entry in ("e1", "e2")]
    other = split(house, "1", "e2")["split_off"]
    merge(house, other, "1")
    for entry, trail in zip(("e1", "e2"), before, strict=True):
        found = explained(house, entry)
        assert found["trail"] == trail
        assert [(it["kind"], it["story"], it["other"], it["by"], it["reason"]) for it in found["rulings"]] == [
            ("split", "1", other, "anna", "two ferries"),
            ("merge", "1", other, "anna", "one ferry"),
        ]
        assert found["rulings"][0]["articles"] == ["e2"]
        assert found["rulings"][0]["at"] is not None
    assert [it["proof"] for it in explained(house, "e2")["relations"]] == [True]


async def test_explain_tells_of_a_story_what_was_ruled_about_it(house: House) -> None:
    """Both stories show the split and the merge, with who, when and why; a story nobody ruled about shows none."""
    await told_once(house)
    house.reports("third", ORCHARD)
    await house.watch()
    other = split(house, "1", "e2")["split_off"]
    merge(house, other, "1")
    for story in ("1", other):
        found = explain(house.loaded, story)
        page = StringIO()
        explanations.explanation(Console(file=page, width=200), found)
        assert [(it["kind"], it["other"], it["by"]) for it in found["about"][0]["rulings"]] == [
            ("split", other, "anna"),
            ("merge", other, "anna"),
        ]
        assert f"split: e2 split off from story 1 as {other}, by anna at 2026-" in page.getvalue()
        assert f"merge: story {other} merged into 1, by anna at 2026-" in page.getvalue()
    assert explain(house.loaded, house.line(ORCHARD.title)["story"])["about"][0]["rulings"] == []


async def test_two_that_were_told_and_turn_out_one_tell_no_third(house: House, store_url: str) -> None:
    """Merged stories keep both alerts, for neither can be untold; what comes of either afterwards is silent."""
    house.configure("agency", "paper", "third", store={"url": store_url})
    house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    one, other = (line["story"] for line in house.lines())
    done = merge(house, other, one)
    assert (done["story"], done["gone"]) == (one, other)
    house.reports("paper", FERRY)
    house.reports("third", ORCHARD)
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "first"]
    assert {line["story"] for line in house.lines()} == {one}
    assert house.words() == ["alerted", "alerted", "grouped", "grouped"]


async def test_what_is_told_later_follows_the_alert_that_told_the_story_first(house: House, store_url: str) -> None:
    """Though its story was merged into one that opened earlier, and nobody was told of that one."""
    house.configure("quiet", "agency", "paper", rules=[ALL_BUT_QUIET], store={"url": store_url})
    house.reports("quiet", ORCHARD)
    await house.watch()
    house.reports("agency", FERRY)
    await house.watch()
    merge(house, "1", "2")
    house.reports("paper", IN_RUSSIAN)
    await house.watch()
    first, later = house.alerts()
    assert [(it["occasion"], it["story"]["id"]) for it in (first, later)] == [("first", "2"), ("update 1", "1")]
    assert (first["follows"], later["follows"]) == (None, first["id"])


async def test_a_merged_story_was_told_as_long_as_both(house: House) -> None:
    """It was seen from the first sight of the one to the last of the other, and is news of the time between."""
    house.configure("agency", "paper")
    house.reports("paper")
    for feed, one in (("agency", FERRY), ("paper", ORCHARD)):
        house.tells(feed, replace(house.prints(feed, one), at=house.clock.now()))
        await house.watch()
        house.later(3600)
    first, last = house.rows("SELECT * FROM stories ORDER BY id")
    done = merge(house, "2", "1")
    (kept,) = house.rows("SELECT * FROM stories WHERE id = :id", id=int(done["story"]))
    assert [kept[name] for name in ("first_seen_at", "last_seen_at")] == [first["first_seen_at"], last["last_seen_at"]]
    assert kept["news_at"] - first["news_at"] == last["news_at"] - kept["news_at"] > 0


async def test_versions_and_shared_articles_go_together(house: House) -> None:
    """Who splits off one version of an article splits off all, with the entries that only link to it."""
    house.configure("agency", "paper", "third")
    house.reports("agency", FERRY)
    await house.watch()
    (told,) = house.reports("paper", FERRY)
    await house.watch()
    house.tells("third", told)
    await house.watch()
    assert split(house, "1", "e3")["articles"] == ["e2", "e3"]


async def test_a_running_worker_knows_what_was_ruled(house: House) -> None:
    """A ruling typed beside a worker counts from its next batch on, and the worker delivers what is owed by it."""
    house.configure("agency", "paper", "third")
    house.reports("agency", FERRY)
    async with house.worker() as parts:
        await passes.start(parts)
        await _round(house, parts)
        house.reports("paper", FERRY)
        await _round(house, parts)
        ruling = Ruling("anna", house.clock.now(), None)
        other = rulings.split_story(house.loaded, "1", ["e2"], ruling)["split_off"]
        house.reports("third", RETOLD, LIBRARY)
        await _round(house, parts)
        rulings.merge_stories(house.loaded, other, "1", ruling)
        house.reports("third", RETOLD, LIBRARY, Report("Stranded", FERRY.paragraphs))
        await _round(house, parts)
    assert [occasion for occasion, _ in house.told()].count("first") == 3
    stories = [line["story"] for line in house.lines()]
    assert stories[0] == stories[1] == stories[-1] == "1"


async def _round(house: House, parts: Parts) -> None:
    """Poll all, judge and deliver, a minute later."""
    await house.clock.advance(60)
    parts.database.write(lambda db: feeds.make_all_due(db, now=house.clock.now()))
    await parts.poller.run_due()
    await parts.gatherer.run_due()
    await parts.deliverer.run_due()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(("9", "e2"), "there is no story 9", id="no such story"),
        pytest.param(("one", "e2"), "there is no story one", id="a story that is no number"),
        pytest.param(("9" * 20, "e2"), "there is no story 9{20};", id="a number that no database takes"),
        pytest.param(("1", "e9"), "e9: no entry has this id", id="no such article"),
        pytest.param(("1", "e3"), r"e3 is in story \d+, not in story 1", id="an article of another story"),
        pytest.param(("1", "e1", "e2"), "that is all of story 1", id="all of it"),
    ],
)
async def test_what_cannot_be_split_is_refused(house: House, words: tuple[str, ...], why: str) -> None:
    """A ruling that cannot be carried out changes nothing and says why, and where ids are listed."""
    await told_once(house)
    house.reports("third", ORCHARD)
    await house.watch()
    with pytest.raises(ConfigError, match=why):
        split(house, *words)
    assert house.rows("SELECT * FROM rulings") == []
    assert [line["story"] for line in house.lines()][:2] == ["1", "1"]


async def test_a_story_is_not_merged_with_itself(house: House) -> None:
    """Neither under one number nor under two that are one by now."""
    house.configure("agency")
    house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    one, other = (line["story"] for line in house.lines())
    merge(house, one, other)
    for name in (one, other):
        with pytest.raises(ConfigError, match=f"are one story already, {one}"):
            merge(house, other, name)


async def test_halves_of_a_split_are_compared_across_languages(house: House) -> None:
    """Marks are kept of the articles a story is compared by, and a half that was none of them gets its own."""
    await told_once(house)
    kept = "SELECT article_id FROM fingerprints WHERE marks IS NOT NULL ORDER BY article_id"
    assert len(house.rows(kept)) == 1
    split(house, "1", "e2")
    assert len(house.rows(kept)) == 2
