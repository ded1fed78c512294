"""Pages that keep their address and their title, and tell other news each day: lists, warnings, columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import DAY_S, Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY, ORCHARD, TUNNEL, Report
from tests.web import Answer

LINK = "http://a.example/warnings"
TITLE = "Current warnings for the coast"


def issue(house: House, report: Report, day: int) -> Told:
    """Serve the page with this report; answers the entry of the day that links to it."""
    house.web.say(LINK, Answer(200, page(TITLE, report.paragraphs), HTML))
    return Told(TITLE, LINK, f"issue {day}", house.clock.now(), report.paragraphs[0])


async def next_day(house: House, *told: Told, feed: str = "a") -> None:
    """Let a day pass until the feed shows these entries."""
    house.tells(feed, *told)
    await house.watch()
    house.later(DAY_S)


async def test_each_issue_of_a_page_is_told(house: House) -> None:
    """A new guid and a later date for a known page and title: the page is asked for again, and its text told."""
    house.configure("a")
    for day, report in enumerate((FERRY, ORCHARD, TUNNEL)):
        await next_day(house, issue(house, report, day))
    assert house.words() == ["alerted"] * 3
    assert len(house.web.asked_for(LINK)) == 3
    assert [line["text"] for line in house.lines()] == ["\n\n".join(it.paragraphs) for it in (FERRY, ORCHARD, TUNNEL)]


@pytest.mark.parametrize("other", [False, True], ids=["the page", "another feed lists the page"])
async def test_issues_without_a_date_are_told(house: House, other: bool) -> None:
    """Of what a feed does not date it counts when it came. What another feed lists without a date is the same page."""
    house.configure("a", "b")
    for day, report in enumerate((FERRY, ORCHARD)):
        await next_day(house, replace(issue(house, report, day), at=None), feed="b" if other and day else "a")
    assert house.words() == ["alerted", "grouped" if other else "alerted"]


async def test_issues_whose_page_cannot_be_had_are_told_by_their_own_texts(house: House) -> None:
    """What the feed says of each is compared in place of the page."""
    house.configure("a")
    for day, report in enumerate((FERRY, ORCHARD)):
        told = replace(issue(house, report, day), summary=" ".join(report.paragraphs))
        house.web.say(LINK, Answer(403))
        await next_day(house, told)
    assert house.words() == ["alerted"] * 2


async def test_a_report_that_is_listed_again_is_told_once(house: House) -> None:
    """Another guid and a later date for the same text: it is read once more, and known by its words."""
    house.configure("a")
    for day in range(3):
        await next_day(house, issue(house, FERRY, day))
    assert house.words() == ["alerted", "grouped", "grouped"]


async def test_a_report_that_is_touched_up_within_hours_is_not_read_again(house: House) -> None:
    """New guids for a known page and title within the same hours cost the host no request."""
    house.configure("a")
    first = issue(house, FERRY, 0)
    house.tells("a", first)
    await house.watch()
    house.tells("a", replace(first, guid="touched up", at=house.clock.now()), first)
    await house.watch()
    assert sorted(house.words()) == ["alerted", "grouped"]
    assert len(house.web.asked_for(LINK)) == 1


@pytest.mark.parametrize("answer", [Answer(403), Answer(200, page(TITLE, FERRY.paragraphs), HTML)])
async def test_a_page_that_another_feed_lists_a_day_later_is_known(house: House, answer: Answer) -> None:
    """By its words or, where the page cannot be had any more, by its address and its headline."""
    house.configure("a", "b")
    first = issue(house, FERRY, 0)
    house.tells("b")
    await next_day(house, first)
    house.web.say(LINK, answer)
    await next_day(house, replace(first, guid="b", at=house.clock.now(), summary="Seen elsewhere today."), feed="b")
    assert house.words() == ["alerted", "grouped"]
