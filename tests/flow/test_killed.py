"""Children that die of what others do (no memory, an impatient operator) cost nothing but time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import pytest

from tests.engine.child_tasks import die
from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer
from worker.content.feeds import read_feed
from worker.content.tasks import read_articles
from worker.daemon import passes
from worker.daemon.build import Seams, build
from worker.engine.local import LocalEngine

T = TypeVar("T")


class Unlucky(LocalEngine):
    """The real engine, whose child is killed while it does one of the first so many tasks of a kind."""

    def __init__(self, struck: Callable[..., Any], times: int) -> None:
        super().__init__()
        self._struck, self._left = struck, times

    async def run(self, function: Callable[..., T], *args: object, **how: Any) -> T:
        """Run it, in a child that is killed if it is its turn."""
        if function is self._struck and self._left:
            self._left -= 1
            return await super().run(cast("Callable[..., T]", die), timeout_s=how["timeout_s"])
        return await super().run(function, *args, **how)


async def watch(house: House, engine: LocalEngine, *, poll_all: bool = True) -> passes.Pass:
    """One pass on this engine."""
    house.later(60)
    seams = Seams(clock=house.clock, resolver=house.web.resolver(), engine=engine)
    parts = build(house.loaded, seams=seams, patient=False)
    try:
        return await passes.one_pass(parts, poll_all=poll_all)
    finally:
        await passes.stop(parts)


async def test_a_child_killed_once_costs_its_page_nothing(house: House) -> None:
    """The page is read again by another child, whole, in the same pass."""
    house.configure("a")
    house.reports("a", FERRY)
    await watch(house, Unlucky(read_articles, 1))
    (line,) = house.lines()
    assert (line["title"], line["degraded"]) == (FERRY.title, None)


async def test_entries_whose_children_all_die_are_read_again_soon(house: House) -> None:
    """What no child lived long enough to read is nobody's loss: it comes back in seconds, not with its lease."""
    house.configure("a")
    house.reports("a", FERRY, ORCHARD)
    first = await watch(house, Unlucky(read_articles, 100))
    assert (first.pending, house.told()) == (2, [])
    waits = [row["not_before"] - house.clock.now() for row in house.rows("SELECT not_before FROM pending")]
    assert all(0 < wait <= 20 for wait in waits)
    await watch(house, Unlucky(read_articles, 0), poll_all=False)
    assert {title for _, title in house.told()} == {FERRY.title, ORCHARD.title}


@pytest.mark.parametrize("kills", [1, 2, 3])
async def test_no_element_of_a_feed_is_left_out_for_a_death_that_was_not_its_own(house: House, kills: int) -> None:
    """A feed in whose reading children are killed loses none of its entries."""
    house.configure("a", articles={"fetch": False})
    house.web.say(feed_url("a"), Answer(200, rss(Told("One", guid="1"), Told("Two", guid="2"))))
    await watch(house, Unlucky(read_feed, kills))
    await watch(house, Unlucky(read_feed, 0))
    assert sorted(title for title, _ in house.dispositions()) == ["One", "Two"]
