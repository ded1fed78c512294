"""A webhook in trouble for an hour: the worker goes on, its outbox is seen to grow, and all is told after, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from tests.flow.house import House
from tests.flow.reports import BAKERY, FERRY, ORCHARD, TUNNEL
from tests.sinks.receiver import Receiver, receiving
from worker.daemon.status import status

FEEDS = ("a", "b", "c")
BOTH = {"id": "all", "when": "*:*", "to": ["alerts", "hook"], "again": {"flags": ["copy"]}}


def accepted(receiver: Receiver) -> list[dict[str, Any]]:
    """What a receiver keeps that honours ids, in the order it came first."""
    kept = {post.headers["idempotency-key"]: orjson.loads(post.body) for post in reversed(receiver.posted)}
    return list(reversed(kept.values()))


def what(alert: Mapping[str, Any]) -> tuple[str, str]:
    """What an alert tells, whichever sink it went to."""
    return alert["story"]["id"], alert["occasion"]


@pytest.mark.parametrize("mood", ["hang", "reset", "500", "429"])
async def test_an_hour_of_trouble_costs_nobody_anything(mood: str, house: House) -> None:
    """Meanwhile all is judged and told to the other sink; after the hour each alert arrives, a story in order."""
    with receiving() as receiver:
        _tell(house, receiver, timeout="200ms" if mood == "hang" else "30s")
        receiver.mood = mood
        for feed, report in (("a", FERRY), ("b", FERRY), ("a", ORCHARD), ("c", TUNNEL)):
            house.reports(feed, report)
            done = await house.watch()
            assert done.pending == 0
            assert status(house.loaded)["alerts_waiting"]["hook"]["alerts"] == len(house.alerts())
            house.later(840)
        assert [occasion for occasion, _ in house.told()] == ["first", "copy", "first", "first"]
        refused = len(receiver.posted)
        receiver.mood = ""
        receiver.posted.clear()
        _tell(house, receiver, timeout="30s")  # whoever is well may be slow
        house.reports("b", BAKERY)
        house.later(3600)
        await house.watch()
        told = accepted(receiver)
        assert refused >= 4
        assert sorted(map(what, told)) == sorted(map(what, house.alerts()))
        assert len(receiver.posted) == len(told)
        ferry = [alert["occasion"] for alert in told if alert["article"]["title"] == FERRY.title]
        assert ferry == ["first", "copy"]
        assert status(house.loaded)["alerts_waiting"] == {}
        receiver.over.set()


def _tell(house: House, receiver: Receiver, *, timeout: str) -> None:
    hook = {"kind": "webhook", "url": receiver.url, "timeout": timeout}
    file = {"kind": "file", "path": str(house.folder / "alerts.jsonl")}
    house.configure(*FEEDS, rules=[BOTH], sinks={"alerts": file, "hook": hook})
