"""A report that keeps half of a known one, in other words and order: told only if it says what nobody was told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.house import House
from tests.flow.reports import FERRY, Report, report

REWORKED = report(
    "Car ferry Aldwyn aground off Brennock",
    """
    The ferry Aldwyn ran aground on a sandbank off Brennock with 214 passengers aboard on her way to Lowmoor, the
    coastguard in Port Hestry said. Nobody was hurt, and the hull appears to be sound.

    Passengers spoke of a soft jolt, after which cups slid from the tables in the saloon and the lamps went out for a
    moment. Some had slept through it and only woke when the engines stopped.

    Captain Morwen Tallis had steered wide of the usual channel to avoid two trawlers whose lights had failed,
    according to the shipping company.
    """,
)
WITH_NEWS = report(
    "Trawler skipper arrested after ferry Aldwyn ran aground",
    """
    Police in Port Hestry have arrested the skipper of a trawler after the ferry Aldwyn ran aground off Brennock. He
    had sailed without lights and later burned his logbook in the galley stove, a constable said.

    The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn with 214 passengers aboard,
    the coastguard in Port Hestry said. Nobody was hurt, and the hull appears to be sound.

    Captain Morwen Tallis had steered wide of the usual channel to avoid two trawlers whose lights had failed,
    according to the shipping company. The keel touched bottom eleven minutes later.
    """,
)

WITH_NEWS_BELOW = report(
    "Ferry aground on sandbank: pilot suspended",
    """
    The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn with 214 passengers aboard,
    the coastguard in Port Hestry said. Nobody was hurt, and the hull appears to be sound.

    Captain Morwen Tallis had steered wide of the usual channel to avoid two trawlers whose lights had failed,
    according to the shipping company.

    In the afternoon the company suspended the pilot who had come aboard at the harbour mouth. He had slept through
    two calls from the bridge, it said, and signed for soundings that nobody took that night.
    """,
)

WITH_NEWS_IN_BOTH = report(
    "Ferry Aldwyn runs aground on sandbank off Brennock: pilot",
    """
    The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn with 214 passengers aboard, to the
    dismay of innkeepers.

    Captain Morwen Tallis had steered wide of the usual channel to avoid two trawlers whose lights had failed,
    according to the shipping company.

    In the afternoon the company suspended the pilot who had come aboard at the harbour mouth. He had slept through
    two calls from the bridge, it said, and signed for soundings that nobody took that night.
    """,
)


@pytest.mark.parametrize(
    ("second", "last"),
    [
        pytest.param(REWORKED, "grouped", id="the same news"),
        pytest.param(WITH_NEWS, "alerted", id="more news"),
        pytest.param(WITH_NEWS_BELOW, "alerted", id="more news, told last"),
        pytest.param(WITH_NEWS_IN_BOTH, "alerted", id="a word in the headline, others in the first sentence"),
    ],
)
async def test_half_of_a_known_report_is_told_with_other_news_alone(house: House, second: Report, last: str) -> None:
    """Its words do not prove that it is known, being half its own; names do, unless its beginning says more."""
    house.configure("agency", "paper")
    for feed, one in (("agency", FERRY), ("paper", second)):
        house.reports(feed, one)
        await house.watch()
    assert house.words() == ["alerted", last]
    [relation] = house.rows("SELECT kind, proves_id FROM relations")
    assert (relation["kind"], relation["proves_id"] is not None) == ("near_copy", last == "grouped")


ARREST = report(
    "Ferry Aldwyn: trawler skipper arrested",
    """
    A trawler skipper was arrested in Port Hestry after the car ferry Aldwyn with 214 passengers aboard touched a
    sandbank off Brennock.

    The coastguard blames him, for Captain Morwen Tallis had to leave the channel because of two trawlers without
    lights.
    """,
)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param(["news"], ["alerted", "alerted", "grouped"], id="told of it before"),
        pytest.param([], ["alerted", "grouped", "alerted"], id="never told of it"),
    ],
)
async def test_what_is_new_is_what_nobody_was_told(house: House, asked: list[str], words: list[str]) -> None:
    """A text that begins with an arrest is told, unless a rule asked for each step and was told of it before."""
    rule = {"id": "all", "when": "*:*", "to": ["alerts"], "again": {"flags": asked}}
    house.configure("agency", "radio", "paper", rules=[rule])
    for feed, one in (("agency", FERRY), ("radio", ARREST), ("paper", WITH_NEWS)):
        house.reports(feed, one)
        await house.watch()
    assert len({house.line(one.title)["story"] for one in (FERRY, ARREST, WITH_NEWS)}) == 1
    assert house.words() == words


TEA = report(
    "Ferry Aldwyn aground off Brennock",
    """
    The ferry Aldwyn is aground off Brennock. Nine buses wait at the pier in Lowmoor, the hotel Ravensbourne has
    emptied its kitchen for those who missed the wedding of Perdita Quill, and the bakers of Saltmarsh sell out.

    Pub landlord Cuthbert Oyelaran remembers 1963, when a coaster with 400 sheep lay there for eleven days.
    """,
)


@pytest.mark.parametrize(
    ("title", "hours", "last"),
    [
        pytest.param(TEA.title, 1, "grouped", id="nothing new"),
        pytest.param(TEA.title, 9, "alerted", id="nothing new, but hours later"),
        pytest.param("Ferry Aldwyn aground off Brennock: hotel kitchen emptied", 1, "alerted", id="a new headline"),
    ],
)
async def test_a_text_that_begins_as_its_story_is_silent_in_the_same_hours(
    house: House, title: str, hours: int, last: str
) -> None:
    """However much it adds: headline and first sentence say what a text is about, and its trail says why."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY)
    await house.watch()
    house.later(hours * 3600)
    house.tells("paper", replace(house.prints("paper", Report(title, TEA.paragraphs)), at=house.clock.now()))
    await house.watch()
    assert house.words() == ["alerted", last]
    (trail,) = house.rows("SELECT verdicts FROM trails ORDER BY entry_id DESC LIMIT 1")
    assert ("begins with nothing new" in trail["verdicts"]) is (last == "grouped")
    assert ("joined_weakly" in trail["verdicts"]) is (last == "alerted")
