"""Walls whose words nobody knows: a host that shows one text in place of all its reports silences none of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import ALL, FERRY, LIBRARY, ORCHARD, TUNNEL
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


def front_page(*, whole: bool) -> list[str]:
    """What a site prints on its first page: all its headlines, with leads or with all of their texts."""
    return [line for it in ALL for line in (f"{it.title}. {it.paragraphs[0]}", *(it.paragraphs[1:] if whole else ()))]


def linked(house: House, *, summarised: bool) -> None:
    """Serve a feed of four reports whose links are its pages 0 to 3."""
    house.configure("a")
    told = enumerate((FERRY, ORCHARD, TUNNEL, LIBRARY))
    house.tells(
        "a",
        *(
            Told(it.title, f"http://a.example/{place}", it.title, summary=it.paragraphs[0] if summarised else "")
            for place, it in told
        ),
    )


@pytest.mark.parametrize("home", ["/", "/de/", "/index.html"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole texts", "teasers"])
async def test_links_that_lead_to_the_home_page_hide_no_report(house: House, home: str, whole: bool) -> None:
    """Though the page has all their words: each is told from its entry, the first as well."""
    linked(house, summarised=True)
    for place in range(4):
        house.web.say(f"http://a.example/{place}", Answer(302, b"", [("Location", f"http://a.example{home}")]))
    house.web.say(f"http://a.example{home}", Answer(200, page("The Paper", front_page(whole=whole)), HTML))
    await house.watch()
    assert house.words() == ["alerted"] * 4
    assert {row["degraded"] for row in house.rows("SELECT degraded FROM articles")} == {"home_page"}


@pytest.mark.parametrize("whole", [True, False], ids=["whole texts", "teasers"])
@pytest.mark.parametrize("summarised", [True, False], ids=["with summaries", "with headlines alone"])
@pytest.mark.parametrize("heading", ["Not found", "The Paper of the North"])
async def test_one_page_for_all_links_hides_no_report(
    house: House, heading: str, summarised: bool, whole: bool
) -> None:
    """A page that answers 200 for all, under a headline of its own, with the words of all: it proves nothing."""
    linked(house, summarised=summarised)
    for place in range(4):
        house.web.say(f"http://a.example/{place}", Answer(200, page(heading, front_page(whole=whole)), HTML))
    await house.watch()
    assert house.words() == ["alerted"] * 4
    degraded = [row["degraded"] for row in house.rows("SELECT degraded FROM articles ORDER BY id")]
    assert degraded == [None, *["same_text"] * 3]


async def test_a_wall_that_two_hosts_share_hides_no_report(house: House) -> None:
    """Two papers of one house show one dialogue: it is about neither headline."""
    house.configure("a", "b")
    for feed, title in (("a", "Storm in the north"), ("b", "Frost")):
        link = f"http://{feed}.example/1"
        house.web.say(link, Answer(200, page("The Paper", WALL), HTML))
        house.tells(feed, Told(title, link, guid=title))
    await house.watch()
    assert house.words() == ["alerted", "alerted"]


async def test_a_part_of_a_report_at_another_host_is_a_copy(house: House) -> None:
    """Though it is about neither headline, it stands under its own: it is no wall."""
    house.configure("a", "b")
    house.reports("a", FERRY)
    house.tells("b")
    await house.watch()
    house.reports("b", replace(FERRY, title="Sandbank holds hundreds at sea", paragraphs=FERRY.paragraphs[1:]))
    await house.watch()
    assert house.words() == ["alerted", "grouped"]
    assert {row["degraded"] for row in house.rows("SELECT degraded FROM articles")} == {None}
