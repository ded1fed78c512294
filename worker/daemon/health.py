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

UNREACHABLE = frozenset({"dns", "connect", "timeout", "reset", "tls"})
"""Causes of a failed poll in which nobody answered."""
SILENT_POLLS = 20
"""So many polls in a row without any answer, from whatever host: that is our network and not theirs."""


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
        self._silent = 0
        self._silent_since = 0.0
        self._dropped = logs.dropped()
        self.stopping = False

    def heard(self, name: str, keys: dict[str, object]) -> None:
        """An observer of events (``model.events.observe``): whether anybody out there still answers."""
        if name == "feed.failed" and keys.get("status") is None and keys.get("cause") in UNREACHABLE:
            self._silent += 1
            if self._silent == 1:
                self._silent_since = time.time()
            elif self._silent == SILENT_POLLS:
                emit("network.lost", polls=self._silent, error=str(keys.get("error")))
        elif name in ("feed.polled", "feed.failed", "feed.throttled"):
            if self._silent >= SILENT_POLLS:
                emit("network.found", seconds=round(time.time() - self._silent_since))
            self._silent = 0

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
        if self._silent >= SILENT_POLLS:
            reason = f"{self._silent} polls in a row got no answer from anybody"
            found.append(State("network_gone", reason, self._silent_since, unready=True))
        if self.stopping:
            found.append(State("stopping", "the worker was told to stop", time.time(), unready=True))
        return found

    def ready(self) -> dict[str, Any]:
        """The answer of ``/readyz``."""
        states = self.states()
        return {"ready": not any(it.unready for it in states), "states": [asdict(it) for it in states]}
