"""A sink that honours ids and is not to be relied on otherwise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NoReturn

import orjson

from worker.model.errors import Unavailable
from worker.model.story import ClaimedAlert, Delivered

FATES = ("takes", "refuses", "unheard", "takes half", "dies")
"""What may become of a lot; ``unheard``: it is taken, and the answer lost; ``dies``: the worker, once it is taken."""


class HonouringSink:
    """``model.ports.Sink`` that keeps one alert of each id, as far as the fate it is told of each lot lets it."""

    at_once = 20

    def __init__(self, fate: Callable[[], Awaitable[str]], die: Callable[[], NoReturn]) -> None:
        self._fate = fate
        self._die = die
        self.kept: dict[str, dict[str, Any]] = {}
        self.repeats = 0
        self.unmarked: list[str] = []

    async def start(self) -> None:
        """Nothing to make ready."""

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Take the lot, a part or nothing, and say so, or not."""
        fate = await self._fate()
        if fate == "refuses":
            raise Unavailable("not now")
        taken = alerts[: len(alerts) // 2] if fate == "takes half" else alerts
        for alert in taken:
            self._keep(alert)
        if fate == "dies":
            self._die()
        if fate == "takes half":
            raise Unavailable("full", taken=[Delivered(alert.id) for alert in taken])
        if fate == "unheard":
            raise Unavailable("the answer was lost")
        return [Delivered(alert.id) for alert in alerts]

    def _keep(self, alert: ClaimedAlert) -> None:
        body = orjson.loads(alert.body)
        if alert.id in self.kept:
            self.repeats += 1
            if not body["maybe_repeat"]:
                self.unmarked.append(alert.id)
        self.kept.setdefault(alert.id, body)

    async def stop(self) -> None:
        """Nothing to let go of."""
