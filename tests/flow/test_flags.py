"""Built-in flags through the whole worker: stored, shown by explain, exports and alerts, an occasion where asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import Told
from tests.flow.house import EVERYTHING, House
from tests.flow.reports import FERRY, report
from worker.daemon.status import explain

CLAIM = report(
    "Banca Lorenza in talks to be taken over by Norbank",
    """
    Banca Lorenza is in talks to be taken over by Norbank of Ostrava, three people with knowledge of it said. The
    offer values the bank at 3.2 billion crowns.

    A decision could come within two weeks. Chief executive Matteo Ruggeri would stay on, one of them said.
    """,
)
DENIAL = report(
    "Banca Lorenza denies takeover talks with Norbank",
    """
    Banca Lorenza is not in talks to be taken over by Norbank of Ostrava, the bank said, denying a report. There was no
    offer at 3.2 billion crowns or any other price.

    Chief executive Matteo Ruggeri called the report pure invention.
    """,
)
AGAIN = {"id": "all", "when": "*:*", "to": ["alerts"], "again": {"flags": ["denial"]}}


async def test_a_flag_is_shown_everywhere(house: House) -> None:
    """A copy is one in the export, in explain and in the store; rules keep the list of their own."""
    house.configure("a", "b", rules=[{"id": "copies", "when": "flag:copy", "to": ["alerts"]}])
    house.reports("a", FERRY)
    await house.watch()
    house.reports("b", FERRY)
    await house.watch()
    line = house.line(FERRY.title, "b")
    assert (line["built_in"], line["flags"]) == (["copy"], ["copies"])
    assert house.line(FERRY.title, "a")["built_in"] == []
    (entry,) = explain(house.loaded, "e2")["entries"]
    assert [flag["rule"] for flag in entry["built_in"]] == ["copy"]
    assert [flag["rule"] for flag in entry["flags"]] == ["copies"]
    assert entry["flags"][0]["version"]
    assert [alert["built_in"] for alert in house.alerts()] == [["copy"]]


@pytest.mark.parametrize("rule", ["all", "denial"])
async def test_a_denial_is_told_once_where_asked(house: House, rule: str) -> None:
    """It has the names, the numbers and most words of the claim, and is the opposite of it; the next is no news.

    A rule that has the name of the flag does not stand for it.
    """
    house.configure("courier", "herald", "post", "radio", rules=[AGAIN | {"id": rule}])
    for feed, one in (("courier", CLAIM), ("herald", DENIAL), ("post", DENIAL)):
        house.reports(feed, one)
        await house.watch()
    assert house.told() == [("first", CLAIM.title), ("denial", DENIAL.title)]
    house.reports("radio", replace(DENIAL, title=f"{DENIAL.title} once more"))
    await house.watch()
    assert [occasion for occasion, _ in house.told()].count("denial") == 1


async def test_a_denial_that_opened_its_story_is_told_once(house: House) -> None:
    """A copy of it is not told as the story's denial once more."""
    house.configure("herald", "post", rules=[AGAIN])
    for feed in ("herald", "post"):
        house.reports(feed, DENIAL)
        await house.watch()
    assert house.told() == [("first", DENIAL.title)]


MISSING = report(
    "Vermiste Sofie (17) uit Hoogveld al drie dagen zoek",
    """
    De politie zoekt nog altijd naar de 17-jarige Sofie Verhagen uit Hoogveld, die sinds vrijdagavond wordt vermist. Ze
    verliet rond 21.00 uur op haar fiets het huis van een vriendin in de Molenstraat.

    Haar fiets is teruggevonden bij het kanaal. Burgemeester Ton Dirks roept bewoners op hun schuren te controleren.
    """,
)
FOUND = report(
    "Vermiste Sofie (17) uit Hoogveld dood gevonden",
    """
    De 17-jarige Sofie Verhagen uit Hoogveld, die sinds vrijdagavond werd vermist, is maandagmiddag dood gevonden in het
    kanaal. Dat meldt de politie.

    Ze verliet vrijdag rond 21.00 uur op haar fiets het huis van een vriendin in de Molenstraat. Burgemeester Ton Dirks
    spreekt van een klap voor het hele dorp.
    """,
)


@pytest.mark.parametrize(("asked", "told"), [([], ["first"]), (["news"], ["first", "update 1"])])
async def test_each_step_of_a_story_is_told_where_asked(house: House, asked: list[str], told: list[str]) -> None:
    """Found dead, in the names, numbers and most words of the search: what headline and first sentence say is new."""
    house.configure("a", "b", "c", rules=[AGAIN | {"again": {"flags": asked}}])
    for feed, one in (("a", MISSING), ("b", FOUND), ("c", replace(FOUND, title="Sofie uit Hoogveld dood in kanaal"))):
        house.reports(feed, one)
        await house.watch()
    assert [occasion for occasion, _ in house.told()] == told
    assert "news" in house.line(FOUND.title)["built_in"]


async def test_a_story_that_grows_fast_is_told_as_a_burst(house: House) -> None:
    """The sixth article within an hour is told again as the burst, though a copy; the seventh says nothing new."""
    feeds = [f"feed{number}" for number in range(7)]
    house.configure(*feeds, rules=[AGAIN | {"again": {"flags": ["burst"]}}])
    for feed in feeds:
        house.tells(feed)
    for number, feed in enumerate(feeds, 1):
        house.reports(feed, FERRY)
        await house.watch()
        assert [occasion for occasion, _ in house.told()] == (["first"] if number < 6 else ["first", "burst"])
    assert house.line(FERRY.title, "feed5")["built_in"] == ["burst", "copy"]


async def test_a_date_before_a_poll_without_the_entry_is_noticed(house: House) -> None:
    """An entry dated days before polls that did not bring it is backdated; one of the first poll is not."""
    house.configure("a")
    old = house.prints("a", FERRY)
    house.tells("a", replace(old, at=house.clock.now() - 9 * 86400))
    await house.watch()
    house.later(86400)
    late = house.prints("a", DENIAL)
    house.tells("a", replace(late, at=house.clock.now() - 5 * 86400))
    await house.watch()
    assert house.line(FERRY.title)["built_in"] == []
    assert "backdated" in house.line(DENIAL.title)["built_in"]


async def test_names_are_heard_for_the_rules_that_ask_for_them(house: House) -> None:
    """A rule with a name by its sound is asked beside one without, and finds it in another script."""
    rules = [EVERYTHING | {"to": []}, {"id": "named", "when": "name:Morozov", "to": ["alerts"]}]
    house.configure("a", rules=rules, articles={"fetch": False})
    house.tells("a", Told("Морозов открыл мост", guid="1"), Told("The orchard is in bloom", guid="2"))
    await house.watch()
    assert house.told() == [("first", "Морозов открыл мост")]
