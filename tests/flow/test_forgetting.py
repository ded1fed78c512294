"""What is forgotten beyond the window changes nothing within it."""

from __future__ import annotations

from functools import partial

import pytest

from tests.flow.house import House
from tests.flow.reports import FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.flow.test_languages import FERRY_IN_RUSSIAN
from tests.flow.test_rulings import RETOLD
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
