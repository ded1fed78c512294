"""Revisions through the whole worker: clocks tell nobody, changed facts do if asked, explain shows the sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY
from tests.web import Answer
from worker.daemon.status import explain

ASKED = {"id": "all", "when": "*:*", "to": ["alerts"], "again": {"revision": "any"}}


async def versions(house: House, *answers: Answer) -> list[str]:
    """The report, then its page with each of these answers, the entry touched each time; the occasions told."""
    house.configure("a", rules=[ASKED])
    (told,) = house.reports("a", FERRY)
    await house.watch()
    for number, answer in enumerate(answers):
        house.web.say(told.link or "", answer)
        house.tells("a", replace(told, summary=f"Version {number}."))
        await house.watch()
    return [occasion for occasion, _ in house.told()]


def said(*changed: str, instead: tuple[str, str] = ("", "")) -> Answer:
    """The report's page with more lines, or some of its words exchanged."""
    paragraphs = (text.replace(*instead) if instead[0] else text for text in FERRY.paragraphs)
    return Answer(200, page(FERRY.title, (*paragraphs, *changed)), HTML)


async def test_two_dozen_clocks_tell_nobody(house: House) -> None:
    """Twenty-four versions that differ by the time they show raise no alert, even where any revision is asked for."""
    clocks = [said(f"Readers online now: {number * 17}") for number in range(24)]
    assert await versions(house, *clocks) in (["first"], ["first", "revision 1"])


async def test_another_version_of_what_was_there_before_tells_nobody(house: House) -> None:
    """An entry of the first poll was not judged, and a version with other facts does not make it news."""
    house.configure("a", rules=[ASKED], polling={"on_add": "baseline"})
    (told,) = house.reports("a", FERRY)
    await house.watch()
    house.web.say(told.link or "", said(instead=("214 passengers", "231 passengers")))
    house.tells("a", replace(told, summary="Another version."))
    await house.watch()
    assert (house.words(), house.told()) == (["baseline", "revision"], [])


@pytest.mark.parametrize(("asked", "occasions"), [({}, []), ({"revision": "facts"}, ["first"])])
async def test_further_versions_of_what_was_there_before(
    house: House, asked: dict[str, str], occasions: list[str]
) -> None:
    """However often an old entry is touched, it is no news; whoever asks for it hears of one that changes facts."""
    house.configure("a", rules=[{**ASKED, "again": asked}], polling={"on_add": "baseline"})
    (told,) = house.reports("a", FERRY)
    await house.watch()
    for number in range(2):
        house.tells("a", replace(told, summary=f"{number} readers so far."))
        await house.watch()
    assert (house.words(), house.told()) == (["baseline", "revision", "revision"], [])
    house.web.say(told.link or "", said(instead=("214 passengers", "231 passengers")))
    house.tells("a", replace(told, summary="Another version."))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == occasions


async def test_two_pages_that_swap_tell_once(house: House) -> None:
    """A server that takes turns between two texts brings one revision."""
    other = said(instead=("214 passengers", "231 passengers"))
    assert await versions(house, other, said(), other, said()) == ["first", "revision 1"]


async def test_a_silent_change_of_facts_is_told_and_shown(house: House) -> None:
    """Another number, no word about it: explain has the class, the mark and both sentences."""
    assert await versions(house, said(instead=("214 passengers", "231 passengers"))) == ["first", "revision 1"]
    (entry,) = explain(house.loaded, "e2")["entries"]
    (verdict,) = [it for it in entry["trail"] if it["stage"] == "revise"]
    assert (verdict["code"], verdict["silent"]) == ("facts", True)
    assert ["214" in text for text in verdict["removed"]] == ["231" in text for text in verdict["added"]] == [True]


async def test_a_page_that_is_gone_is_told(house: House) -> None:
    """The entry came again and its page answers 410: a deletion, once."""
    assert await versions(house, Answer(410), Answer(410)) == ["first", "revision 1"]
    (entry,) = explain(house.loaded, "e2")["entries"]
    assert [it["code"] for it in entry["trail"] if it["stage"] == "revise"] == ["deletion"]
