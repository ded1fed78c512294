"""Walls whose words nobody knows: a host that shows one text in place of all its reports silences none of them."""

from __future__ import annotations

import pytest

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY, ORCHARD, TUNNEL
from tests.web import Answer

REPORTS = (FERRY, ORCHARD, TUNNEL)
WALL = (
    "Before you go on, please choose how this paper may remember you between visits.",
    "Our eleven partners would like to know which pages you open, how long you stay and what you look at next.",
    "With that the notices that stand beside the reports can be made to suit you better than those of last year.",
    "You may change your mind at any time at the foot of every page, and nothing you have read is taken away from you.",
)


def shut(house: House, *titles: str, summaries: tuple[str, ...] = ()) -> None:
    """Serve a feed of these titles whose pages all show the wall."""
    house.configure("a")
    told = []
    for number, title in enumerate(titles):
        link = f"http://a.example/{number}"
        house.web.say(link, Answer(200, page("The Paper", WALL), HTML))
        told.append(Told(title, link, guid=title, summary=summaries[number] if summaries else ""))
    house.tells("a", *told)


@pytest.mark.parametrize("summarised", [True, False], ids=["with summaries", "with headlines alone"])
async def test_a_wall_on_all_pages_hides_no_report(house: House, summarised: bool) -> None:
    """Each is told from its entry, degraded, on the first page already."""
    summaries = tuple(report.paragraphs[0] for report in REPORTS) if summarised else ()
    shut(house, *(report.title for report in REPORTS), summaries=summaries)
    await house.watch()
    assert house.words() == ["alerted"] * 3
    assert {row["degraded"] for row in house.rows("SELECT degraded FROM articles")} == {"other_text"}
    assert {line["text"] for line in house.lines()} == set(summaries or ("",))


async def test_headlines_too_short_to_tell_are_not_lost_behind_a_wall(house: House) -> None:
    """Where a headline says too little to know a wall by, the host's second one under another headline does."""
    shut(house, "Storm", "Frost", "Tunnel")
    await house.watch()
    assert house.words() == ["alerted"] * 3
    degraded = [row["degraded"] for row in house.rows("SELECT degraded FROM articles ORDER BY id")]
    assert degraded == [None, "same_text", "same_text"]
    # Each of them took one number: the next batch is given none that is taken.
    house.reports("a", FERRY, ORCHARD)
    await house.watch()
    assert house.words() == ["alerted"] * 5


async def test_one_report_under_two_headlines_is_still_one(house: House) -> None:
    """A report that its host carries again under another headline is a copy: it is about its headline."""
    house.configure("a")
    told = [house.prints("a", FERRY)]
    link = "http://a.example/again"
    house.web.say(link, Answer(200, page("Sandbank holds coastguard busy", FERRY.paragraphs), HTML))
    house.tells("a", *told, Told("Sandbank holds coastguard busy", link, guid="again"))
    await house.watch()
    assert sorted(house.words()) == ["alerted", "grouped"]
