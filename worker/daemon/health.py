"""How the worker is: states with names, each with its reason and since when, for people and for machines.

Only what keeps it from its work makes it unready: a store in trouble, or no network at all.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

from worker.daemon import logs
from worker.model.events import emit
from worker.store.database import Database


@dataclass(frozen=True, slots=True)
class State:
    """One thing that is not as it should be. ``since`` is seconds since the epoch."""

    state: str
    reason: str
    since: float
    unready: bool


class Health:
    """Collects states from the store, the log, and the events of the stages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._network: State | None = None
        self._dropped = logs.dropped()
        self.stopping = False

    def heard(self, name: str, keys: dict[str, object]) -> None:
        """An observer of events (``model.events.observe``): whether our network is there."""
        if name == "network.lost":
            reason = f"{keys['hosts']} hosts in a row could not be reached: {keys['error']}"
            self._network = State("network_gone", reason, time.time(), unready=True)
        elif name == "network.found":
            self._network = None

    def look(self) -> None:
        """A tick: says how many lines the log has lost, once there is room to say it."""
        dropped = logs.dropped()
        if dropped > self._dropped and emit("log.dropped", lines=dropped - self._dropped) is not False:
            self._dropped = dropped

    def states(self) -> list[State]:
        """What is wrong right now, the worst first."""
        found = []
        if (trouble := self._database.trouble) is not None:
            found.append(State(f"store_{trouble.state}", trouble.error, trouble.since, unready=True))
        if (damage := self._database.damage) is not None:
            found.append(State("store_damaged", str(damage), time.time(), unready=True))
        if self._network is not None:
            found.append(self._network)
        if self.stopping:
            found.append(State("stopping", "the worker was told to stop", time.time(), unready=True))
        return found

    def ready(self) -> dict[str, Any]:
        """The answer of ``/readyz``."""
        states = self.states()
        return {"ready": not any(it.unready for it in states), "states": [asdict(it) for it in states]}
