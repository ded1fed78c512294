"""A store that begins again, from nothing or from a backup, beside sinks that remember what they were told."""

from __future__ import annotations

import shutil
from dataclasses import replace

from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD, TUNNEL


def lose_the_store(house: House) -> None:
    """Remove the store; what its sinks wrote stays."""
    for file in house.folder.glob("wirewatch.db*"):
        file.unlink()


async def test_a_store_made_anew_tells_beside_the_alerts_of_the_old_one(house: House) -> None:
    """Its stories get the old one's numbers; the file that holds the old alerts takes the new ones all the same."""
    house.configure("a")
    house.reports("a", FERRY)
    await house.watch()
    lose_the_store(house)
    house.configure("b")
    house.reports("b", ORCHARD)
    await house.watch()
    assert [title for _, title in house.told()] == [FERRY.title, ORCHARD.title]


async def test_a_restored_backup_tells_what_comes_after_it(house: House) -> None:
    """A story that gets a number given out since the backup is told: it is not what the sink knows by that number."""
    house.configure("a")
    house.reports("a", FERRY)
    await house.watch()
    shutil.copy(house.store, house.folder / "backup")
    house.reports("a", ORCHARD)
    await house.watch()
    lose_the_store(house)
    shutil.copy(house.folder / "backup", house.store)
    house.reports("a", TUNNEL)
    await house.watch()
    assert [title for _, title in house.told()] == [FERRY.title, ORCHARD.title, TUNNEL.title]


async def test_a_restored_backup_tells_what_befell_an_older_story_since(house: House) -> None:
    """A revision of what was told before the backup is told though another one was, under the same number, after it."""
    house.configure("a", rules=[{"id": "all", "when": "*:*", "to": ["alerts"], "again": {"revision": "any"}}])
    (entry,) = house.reports("a", FERRY)
    await house.watch()
    shutil.copy(house.store, house.folder / "backup")
    for aboard in ("231 passengers", "307 passengers"):
        lose_the_store(house)
        shutil.copy(house.folder / "backup", house.store)
        first = FERRY.paragraphs[0].replace("214 passengers", aboard)
        house.prints("a", replace(FERRY, paragraphs=(first, *FERRY.paragraphs[1:])))
        house.tells("a", replace(entry, summary=first))
        await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "revision 1", "revision 1"]
    assert "307 passengers" in house.alerts()[-1]["article"]["excerpt"]
