"""An update that makes fingerprints another way loses no copy: what is stored is made anew, the newest first."""

from __future__ import annotations

from contextlib import closing

import sqlalchemy as sa

from tests.flow.house import House
from tests.flow.reports import FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.inline import InlineEngine
from worker.flow.refresh import refresh
from worker.store import fingerprints
from worker.store import schema as t
from worker.store.database import Database

DAY_S = 86_400.0


def wrapped(report: Report) -> Report:
    """A report in another outlet's words."""
    first, last = "We have this from a colleague on the coast.", "More of it on our pages every evening at seven."
    return Report(f"Overheard: {report.title}", (first, *report.paragraphs, last))


def older(house: House) -> None:
    """Make all fingerprints look as if an older version had made them: another number, other samples."""

    def age(connection: sa.Connection) -> None:
        connection.execute(sa.update(t.fingerprints).values(version=1))
        connection.execute(sa.update(t.samples).values(hash=t.samples.c.hash + 1))

    with closing(Database(house.loaded.settings.store.url)) as database:
        database.write(age)


async def renewed(house: House, most: int) -> int:
    """One step of making them anew."""
    settings = house.loaded.settings
    with closing(Database(settings.store.url)) as database:
        since = house.clock.now() - settings.stories.window_s
        return await refresh(database, InlineEngine(), since=since, names=settings.stories.names, most=most)


async def copied(house: House, *reports: Report) -> list[str | None]:
    """Of which report each of these is a copy by its words, by title; None where it is of none."""
    before = len(house.lines())
    house.reports("paper", *reports)
    await house.watch()
    titles = {line["id"]: line["title"] for line in house.lines()}
    relations = [line["relation"] for line in house.lines()[before:]]
    return [titles[it["of"]] if it["kind"] in ("copy", "near_copy") else None for it in relations]


async def test_copies_are_found_while_and_after_fingerprints_are_made_anew(house: House) -> None:
    """A copy word for word is found throughout, another as soon as its source is made anew: newest first."""
    house.configure("agency", "paper")
    house.reports("agency", LIBRARY, FERRY, ORCHARD, TUNNEL)
    house.reports("paper")
    await house.watch()
    older(house)
    house.later(DAY_S)
    assert await copied(house, Report("Orchard, once more", ORCHARD.paragraphs)) == [ORCHARD.title]
    older(house)

    assert await renewed(house, most=2) == 2
    house.later(DAY_S)
    assert await copied(house, wrapped(TUNNEL), wrapped(FERRY)) == [TUNNEL.title, None]
    assert [await renewed(house, most=2) for _ in range(3)] == [2, 1, 0]
    house.later(DAY_S)
    assert await copied(house, wrapped(LIBRARY)) == [LIBRARY.title]


async def test_what_is_past_the_window_is_left(house: House) -> None:
    """Nobody looks at older fingerprints, so none is made anew."""
    house.configure("agency")
    house.reports("agency", FERRY)
    await house.watch()
    older(house)
    house.later(house.loaded.settings.stories.window_s + DAY_S)
    assert await renewed(house, most=9) == 0
    with closing(Database(house.loaded.settings.store.url)) as database:
        assert database.read(lambda db: fingerprints.outdated(db, since=0, most=9))[0].done
