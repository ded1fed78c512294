"""What is forgotten beyond the window changes nothing within it, and nobody is told twice of what went whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.flow.test_languages import FERRY_IN_RUSSIAN
from tests.flow.test_rulings import RETOLD
from tests.web import Answer
from worker.daemon.replay import replay
from worker.daemon.status import explain, status
from worker.daemon.stories import stories_since
from worker.store import retention
from worker.store.database import Database

DAY_S = 86_400.0


def forget(house: House) -> None:
    """All that the hourly tick would forget by now."""
    settings = house.loaded.settings
    keep, window_s = settings.store.keep, settings.stories.window_s
    database = Database(settings.store.url)
    step = partial(retention.forget, keep=keep, window_s=window_s, now=house.clock.now())
    while database.write(step):
        pass
    database.close()


async def lived(house: House, days: float, *, forgetful: bool) -> list[int]:
    """Reports, then after so many days a rewrite, a translation and a copy of them, and news; the story of each."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY, ORCHARD, TUNNEL)
    await house.watch()
    house.later(days * DAY_S)
    if forgetful:
        forget(house)
    late = (RETOLD, FERRY_IN_RUSSIAN, Report("Orchard, once more", ORCHARD.paragraphs), LIBRARY)
    house.reports("paper", *late)
    await house.watch()
    stories = [line["story"] for line in house.lines()]
    return [list(dict.fromkeys(stories)).index(it) + 1 for it in stories]


@pytest.mark.parametrize("forgetful", [True, False])
@pytest.mark.parametrize("days", [3.0, 6.9])
async def test_forgetting_changes_nothing_within_the_window(house: House, days: float, forgetful: bool) -> None:
    """Copies, rewrites and translations join stories younger than the window as if nothing was ever forgotten."""
    assert await lived(house, days, forgetful=forgetful) == [1, 2, 3, 1, 1, 2, 4]
    assert house.words()[3:] == ["grouped", "grouped", "grouped", "alerted"]


async def test_texts_are_kept_as_long_as_stories_take_in_articles(house: House) -> None:
    """However short ``store.keep`` is: without the text of the first report its copy could not be proven one."""
    house.configure(
        "agency", "paper", store={"url": f"sqlite:///{house.folder}/wirewatch.db", "keep": {"articles": "1d"}}
    )
    house.reports("agency", ORCHARD)
    await house.watch()
    house.later(3 * DAY_S)
    forget(house)
    house.reports("paper", Report("Frost", ORCHARD.paragraphs[1:2]))
    await house.watch()
    assert house.words() == ["alerted", "grouped"]


@pytest.mark.parametrize("forgetful", [True, False])
async def test_beyond_the_window_an_old_story_is_told_again(house: House, forgetful: bool) -> None:
    """What nobody told for longer than the window is news again, forgotten or not, unless it is an old text."""
    assert await lived(house, 9.0, forgetful=forgetful) == [1, 2, 3, 4, 4, 2, 5]
    assert house.words()[3:] == ["alerted", "grouped", "grouped", "alerted"]


AGAIN: list[tuple[str, Callable[[Told], Told]]] = [
    ("as it was", lambda it: it),
    ("under another guid", lambda it: replace(it, guid=f"anew {it.guid}")),
    ("at another address", lambda it: replace(it, link=f"{it.link}-moved")),
    ("with another summary", lambda it: replace(it, summary="Another summary of the same.")),
    ("under another guid, without a date", lambda it: replace(it, guid=f"anew {it.guid}", at=None)),
]


async def years_later(house: House) -> list[Told]:
    """A house that forgets stories after a hundred days: two reports were told, and are forgotten; their entries."""
    keep = {"articles": "20d", "trails": "50d", "stories": "100d"}
    house.configure("agency", "paper", store={"url": f"sqlite:///{house.folder / 'wirewatch.db'}", "keep": keep})
    told = house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    house.later(101 * DAY_S)
    house.reports("paper", TUNNEL)
    await house.watch()
    house.later(DAY_S)
    forget(house)
    assert [line["title"] for line in house.lines()] == [TUNNEL.title]
    assert house.words() == ["alerted"]
    return told


@pytest.mark.parametrize(("how", "changed"), AGAIN, ids=[how for how, _ in AGAIN])
async def test_what_was_forgotten_whole_is_not_told_again(
    house: House, how: str, changed: Callable[[Told], Told]
) -> None:
    """A feed lists entries again, or still, whose stories are forgotten: nobody is told, and what is new is."""
    ferry, orchard = await years_later(house)
    library = house.prints("agency", LIBRARY)
    house.tells("agency", library, changed(ferry), orchard)
    await house.watch()
    await house.watch()
    told = sorted(title for _, title in house.told())
    assert told == sorted(it.title for it in (FERRY, ORCHARD, TUNNEL, LIBRARY)), how
    assert house.balance()["pending"] == 0


async def test_another_issue_of_a_forgotten_page_is_told(house: House) -> None:
    """A page that keeps its address and its title has other news than years ago, by the date of its entry."""
    ferry, orchard = await years_later(house)
    assert ferry.link is not None
    house.web.say(ferry.link, Answer(200, page(FERRY.title, LIBRARY.paragraphs), HTML))
    house.tells("agency", replace(ferry, guid="another issue", at=house.clock.now()), orchard)
    await house.watch()
    assert [title for _, title in house.told()].count(FERRY.title) == 2


async def test_what_was_forgotten_whole_is_said_so(house: House) -> None:
    """Explain knows the address, and says when it was forgotten; status counts; listed again, the entry says it too."""
    ferry, orchard = await years_later(house)
    found = explain(house.loaded, ferry.link or "")
    assert found["entries"] == []
    assert "its story is forgotten since 2027-01-01T00:00:00Z (store.keep.stories)" in found["never_seen"]
    assert "stories that ended before 2026-09-23T" in explain(house.loaded, "e1")["never_seen"]
    found = status(house.loaded)
    assert (found["entries_admitted"], found["entries_forgotten"]) == (1, 2)
    house.tells("agency", replace(ferry, guid="anew"), orchard)
    await house.watch()
    (entry,) = explain(house.loaded, ferry.link or "")["entries"]
    assert entry["disposition"] == "baseline"
    assert [(it["stage"], it["code"], it["on"]) for it in entry["trail"]] == [("admit", "forgotten", "2027-01-01")]


async def test_reports_go_on_without_what_was_forgotten(house: House) -> None:
    """Stories, exported lines and a replay show what is left."""
    await years_later(house)
    house.reports("agency", LIBRARY)
    await house.watch()
    left = [TUNNEL.title, LIBRARY.title]
    assert [line["title"] for line in house.lines()] == left
    assert [it["title"] for it in stories_since(house.loaded, "all", flagged=False)] == left
    compared = await replay(house.loaded, house.loaded, "all", lambda _: None)
    assert compared["articles"] == len(left)
