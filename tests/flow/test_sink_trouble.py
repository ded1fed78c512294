"""Sinks that take nothing: the others are told once when it lasts, and once when it is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.flow.house import EVERYTHING, House
from tests.flow.reports import BAKERY, FERRY, ORCHARD, TUNNEL, Report
from tests.sinks.receiver import Receiver, receiving

HOUR_S = 3600.0
BOTH = EVERYTHING | {"to": ["alerts", "hook"]}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver on loopback."""
    with receiving() as found:
        yield found


def configure(house: House, receiver: Receiver, *, to: Sequence[str] = ("alerts", "hook"), **sinks: Any) -> None:
    """All is told to a file and to a webhook; trouble after two hours."""
    file = {"kind": "file", "path": str(house.folder / "alerts.jsonl")}
    hook = {"kind": "webhook", "url": receiver.url}
    house.configure(
        "a", rules=[BOTH], sinks={"alerts": file, "hook": hook, **sinks}, health={"to": list(to), "after": "2h"}
    )


async def hours(house: House, number: int, *reports: Report) -> list[dict[str, Any]]:
    """A pass after each hour, with one more report as long as there are some; what was logged of sinks."""
    with capture_logs() as logged:
        for place in range(number):
            house.later(HOUR_S)
            if place < len(reports):
                house.reports("a", reports[place])
            await house.watch()
    return [dict(it) for it in logged if it["event"].startswith("sink.")]


def told(house: House) -> list[tuple[str, str, str]]:
    """Occasion, title and sink of the notices in the file."""
    notices = [it for it in house.alerts() if it["rule"] == "health"]
    return [(it["occasion"], it["article"]["title"], it["health"]["sink"]) for it in notices]


@pytest.mark.parametrize("answer", ["500", "400"])
async def test_a_sink_that_takes_nothing_is_told_to_the_others(house: House, receiver: Receiver, answer: str) -> None:
    """Whether it fails or refuses for good; never to itself, and not a second time while it lasts."""
    configure(house, receiver)
    receiver.mood = answer
    assert await hours(house, 2, FERRY) == []
    (failed,) = await hours(house, 4, ORCHARD, TUNNEL)
    assert (failed["sink"], failed["for_s"] >= 2 * HOUR_S) == ("hook", True)
    (opened,) = told(house)
    assert opened[0] == "opened"
    assert opened[1].startswith("sink hook takes no alerts: ")
    assert answer in opened[1]
    receiver.mood = ""
    (healed,) = await hours(house, 2, BAKERY)
    assert (healed["event"], healed["sink"]) == ("sink.healed", "hook")
    assert told(house)[1:] == [("closed", "sink hook: over: it takes alerts again", "hook")]
    assert await hours(house, 3) == []
    assert not [post for post in receiver.posted if b'"rule":"health"' in post.body]


async def test_a_sink_that_takes_what_comes_is_in_no_trouble(house: House, receiver: Receiver) -> None:
    """One alert that it refused for good does not make it one that takes nothing."""
    configure(house, receiver)
    receiver.answers = [(400, {})]
    assert await hours(house, 6, FERRY, ORCHARD) == []
    assert told(house) == []


@pytest.mark.parametrize("heals", [True, False])
async def test_a_sink_that_is_taken_out_and_named_again(house: House, receiver: Receiver, heals: bool) -> None:
    """Its trouble is told once, and over when it takes what has waited for it; feeds are looked after all the time."""
    configure(house, receiver)
    receiver.mood = "500"
    assert [it["event"] for it in await hours(house, 4, FERRY)] == ["sink.failed"]
    house.configure("a", health={"to": ["alerts"], "after": "2h"})
    assert await hours(house, 2) == []
    assert [occasion for occasion, _, _ in told(house)] == ["opened"]
    configure(house, receiver)
    receiver.mood = "" if heals else "500"
    assert [it["event"] for it in await hours(house, 3)] == ["sink.healed"] * heals
    assert [occasion for occasion, _, _ in told(house)] == ["opened", *["closed"] * heals]


async def test_the_only_sink_of_health_is_not_told_of_itself(house: House, receiver: Receiver) -> None:
    """There is nobody to tell but the log."""
    configure(house, receiver, to=["hook"])
    receiver.mood = "500"
    assert [it["event"] for it in await hours(house, 5, FERRY)] == ["sink.failed"]
    assert house.rows("SELECT id FROM alerts WHERE rule = 'health'") == []
