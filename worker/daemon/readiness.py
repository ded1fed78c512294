"""Whether the worker can do its work, and if not, why and since when; for ``/readyz``, ``/metrics`` and ``status``."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

from worker.daemon import logs
from worker.model.events import emit
from worker.store.database import Database


@dataclass(frozen=True, slots=True)
class State:
    """One thing that is wrong.

    ``since`` is in seconds since the epoch; ``unready``: it keeps the worker from its work.
    """

    state: str
    reason: str
    since: float
    unready: bool


class Readiness:
    """Collects what is wrong from the store, the log, and the events of the stages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._network: State | None = None
        self._damaged: State | None = None
        self._stopping: State | None = None
        self._dropped = logs.dropped()

    def observe(self, name: str, keys: dict[str, object]) -> None:
        """An observer for ``model.events.observe``: learns from events whether there is a network."""
        if name == "network.lost":
            reason = f"{keys['hosts']} hosts in a row could not be reached: {keys['error']}"
            self._network = _now("network_gone", reason)
        elif name == "network.found":
            self._network = None

    def check_log(self) -> None:
        """Report lines that the log has lost, once it takes lines again. Called at a tick."""
        dropped = logs.dropped()
        if dropped > self._dropped and emit("log.dropped", lines=dropped - self._dropped) is not False:
            self._dropped = dropped

    def stop(self) -> None:
        """From now on the worker is stopping."""
        self._stopping = _now("stopping", "the worker was told to stop")

    def states(self) -> list[State]:
        """Everything that is wrong now, the worst first."""
        found = []
        if (trouble := self._database.trouble) is not None:
            found.append(State(f"store_{trouble.state}", trouble.error, trouble.since, unready=True))
        if (damage := self._database.damage) is not None:
            self._damaged = self._damaged or _now("store_damaged", str(damage))
        return [*found, *filter(None, (self._damaged, self._network, self._stopping))]

    def answer(self) -> dict[str, Any]:
        """The answer of ``/readyz``."""
        states = self.states()
        return {"ready": not any(it.unready for it in states), "states": [asdict(it) for it in states]}


def _now(state: str, reason: str) -> State:
    return State(state, reason, time.time(), unready=True)
