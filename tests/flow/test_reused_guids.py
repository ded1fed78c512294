"""Guids that mean another entry than before, and titles that come every day: news is told under them all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.clock import START
from tests.flow.documents import DAY_S, Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import BAKERY, FERRY, LIBRARY, OBSERVATORY, ORCHARD, TUNNEL, Report
from tests.web import Answer

COLUMNS = ("Court notices of today", "Road works in the town", "What the harbour expects")


def numbered(house: House, *reports: Report) -> None:
    """Serve a feed whose guids are the places of its entries."""
    house.tells("a", *(replace(house.prints("a", it), guid=str(place)) for place, it in enumerate(reports)))


@pytest.mark.parametrize(
    ("on_add", "told"), [("all", [FERRY, ORCHARD, TUNNEL, LIBRARY]), ("baseline", [TUNNEL, LIBRARY])]
)
async def test_guids_that_number_the_places_of_a_feed(house: House, on_add: str, told: list[Report]) -> None:
    """What moves down a place is known by its link, what comes above it is told; and that once."""
    house.configure("a", polling={"on_add": on_add})
    numbered(house, FERRY, ORCHARD)
    await house.watch()
    numbered(house, TUNNEL, FERRY)
    await house.watch()
    numbered(house, LIBRARY, TUNNEL)
    await house.watch()
    assert sorted(house.told()) == sorted(("first", it.title) for it in told)


async def test_one_guid_for_whatever_is_newest(house: House) -> None:
    """A feed of one entry with a constant guid tells each; an edited headline at the same link is a revision."""
    house.configure("a", polling={"on_add": "baseline"})
    for report in (FERRY, ORCHARD, TUNNEL):
        newest = replace(house.prints("a", report), guid="latest")
        house.tells("a", newest)
        await house.watch()
    house.tells("a", replace(newest, title="First metres dug below Mount Ossel"))
    await house.watch()
    assert house.words() == ["baseline", "alerted", "alerted", "revision"]


async def test_one_guid_and_one_link_for_whatever_is_newest(house: House) -> None:
    """Each day another report, known by its headline and date; what is edited on the same day is a revision."""
    house.configure("a", polling={"on_add": "baseline"})
    for day, report in enumerate((FERRY, ORCHARD, TUNNEL, LIBRARY, OBSERVATORY)):
        house.web.say("http://a.example/newest", Answer(200, page(report.title, report.paragraphs), HTML))
        newest = Told(report.title, "http://a.example/newest", "newest", START + day * DAY_S, report.paragraphs[0])
        house.tells("a", newest)
        await house.watch()
        house.later(DAY_S - 60)
    house.tells("a", replace(newest, title=f"{newest.title} at night"))
    await house.watch()
    assert house.words() == ["baseline", "alerted", "alerted", "alerted", "alerted", "revision"]
    assert [title for _, title in house.told()] == [it.title for it in (ORCHARD, TUNNEL, LIBRARY, OBSERVATORY)]
    assert [line["text"] for line in house.lines()][:2] == ["\n\n".join(it.paragraphs) for it in (ORCHARD, TUNNEL)]


@pytest.mark.parametrize(
    ("title", "hours"),
    [("Sandbank holds hundreds at sea", 6), ("Ferry Aldwyn is free", 24)],
    ids=["a new headline on the same day", "a word in common on the next day"],
)
async def test_what_may_be_the_same_report_is_a_revision(house: House, title: str, hours: float) -> None:
    """Under the guid and link of one that is known: a headline or a date alone makes no other report."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    told = replace(told, at=START)
    house.tells("a", told)
    await house.watch()
    house.later(hours * 3600)
    house.tells("a", replace(told, title=title, at=START + hours * 3600))
    await house.watch()
    assert house.words() == ["alerted", "revision"]


async def test_a_report_that_got_another_address_and_headline_is_known_by_its_text(house: House) -> None:
    """Under its old guid, at another link and with no word of the old headline: it is told no second time."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    await house.watch()
    moved = house.prints("a", replace(FERRY, title="Sandbank holds hundreds at sea"))
    house.tells("a", replace(moved, guid=told.guid))
    await house.watch()
    assert house.words() == ["alerted", "grouped"]


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "without dates"])
async def test_columns_under_the_same_titles_each_day_are_no_move(house: House, dated: bool) -> None:
    """Guids, links and texts are all new, so the feed has not moved to another platform: each is told."""
    house.configure("a", articles={"fetch": False})
    days = [(FERRY, ORCHARD, TUNNEL), (LIBRARY, OBSERVATORY, BAKERY)]
    for day, reports in enumerate(days):
        at = START + day * DAY_S if dated else None
        summaries = [" ".join(it.paragraphs) for it in reports]
        columns = enumerate(zip(COLUMNS, summaries, strict=True))
        house.tells(
            "a",
            *(Told(title, f"http://a.example/{day}/{it}", f"{day}-{it}", at, text) for it, (title, text) in columns),
        )
        await house.watch()
        house.later(DAY_S)
    assert sorted(title for _, title in house.told()) == sorted([*COLUMNS, *COLUMNS])


async def test_pages_that_say_something_else_each_day_are_no_move(house: House) -> None:
    """Three counties' warnings, each under its address and title, come again with new guids, dates and texts."""
    house.configure("a")
    for reports in ((FERRY, ORCHARD, TUNNEL), (LIBRARY, OBSERVATORY, BAKERY)):
        told = []
        for county, report in zip(("Aldwyn", "Brennock", "Corvey"), reports, strict=True):
            title, link = f"Warnings for the county of {county}", f"http://a.example/{county}"
            house.web.say(link, Answer(200, page(title, report.paragraphs), HTML))
            told.append(Told(title, link, f"{county} {report.title}", house.clock.now(), report.paragraphs[0]))
        house.tells("a", *told)
        await house.watch()
        house.later(DAY_S)
    assert house.words() == ["alerted"] * 6
