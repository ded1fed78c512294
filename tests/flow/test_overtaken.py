"""Versions of an entry that overtake each other: the first waits for its page while the next is judged."""

from __future__ import annotations

from dataclasses import replace

from tests.faults import break_the_judge
from tests.flow.documents import Told, page
from tests.flow.house import EVERYTHING, HTML, House
from tests.flow.reports import FERRY
from tests.web import Answer
from worker.daemon.status import explain
from worker.flow.broken import PAUSES_S

LINK = "http://a.example/1"
FLASH = Told("Breaking news", LINK, guid="1", summary="A ship in trouble.")
EDITED = replace(FLASH, title=FERRY.title, summary=FERRY.paragraphs[0])
READ = Answer(200, page(FERRY.title, FERRY.paragraphs), HTML)


async def overtake(house: House) -> None:
    """The flash waits for its page; the edited entry is read at once, and the flash some minutes later."""
    house.tells("a", FLASH)
    house.web.say(LINK, Answer(503))
    await house.watch(patient=True)
    assert house.words()[-1] == "pending"
    house.tells("a", EDITED)
    house.web.say(LINK, READ)
    await house.watch(patient=True)
    assert house.words()[-2:] == ["pending", "revision"]
    house.later(3600)
    await house.watch(patient=True)


async def test_a_version_that_overtakes_the_first_is_told(house: House) -> None:
    """The rule asks for what only the later version says; that the first was not judged yet does not silence it."""
    house.configure("a", rules=[{"id": "ferries", "when": "title:Brennock", "to": ["alerts"]}])
    await overtake(house)
    assert house.told() == [("first", FERRY.title)]
    assert house.words() == ["unflagged", "revision"]


async def test_a_version_that_was_overtaken_is_told_no_more(house: House) -> None:
    """Once the later version was told, the first is the same entry and says nothing new, whatever its headline."""
    house.configure("a", rules=[EVERYTHING])
    await overtake(house)
    assert house.told() == [("first", FERRY.title)]
    assert house.words() == ["grouped", "revision"]
    (entry,) = explain(house.loaded, "e1")["entries"]
    assert entry["relations"][0]["kind"] == "same_entry"


async def test_a_version_of_what_broke_the_judge_is_told(house: House) -> None:
    """An entry that was given up was told to nobody; its next version is news."""
    house.breaks_the_judge = True
    house.configure("a")
    house.tells("a", FLASH)
    house.web.say(LINK, READ)
    break_the_judge(house.store, f"NEW.title = '{FLASH.title}'")
    await house.watch()
    for pause_s in PAUSES_S:
        house.later(pause_s)
        await house.watch()
    house.tells("a", EDITED)
    await house.watch()
    assert house.words() == ["failed", "revision"]
    assert house.told() == [("first", FERRY.title)]


async def test_versions_of_what_was_there_before_overtake_in_silence(house: House) -> None:
    """An entry of the first poll, edited twice: the second version is judged before the first, and none is told."""
    house.configure("a", polling={"on_add": "baseline"})
    house.tells("a", replace(FLASH, title="Quiet seas"))
    await house.watch()
    await overtake(house)
    assert (sorted(house.words()), house.told()) == (["baseline", "revision", "revision"], [])
