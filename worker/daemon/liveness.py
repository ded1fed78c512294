"""Signs of life (watchdog, ping), given only while the stages make progress, so that a hung worker is noticed."""

from __future__ import annotations

import time

from worker.daemon.build import Parts, agent
from worker.model.errors import Unreachable
from worker.model.events import emit
from worker.net.ping import ping

PING_WITHIN_S = 10.0


class StageProgress:
    """Whether polling and gathering are both making progress: each must look for work again and again."""

    def __init__(self) -> None:
        self._seen = (-1, -1)

    def advanced(self, parts: Parts) -> bool:
        """True if both stages have looked for work since this was last true."""
        now = (parts.poller.turns, parts.gatherer.turns)
        if now[0] == self._seen[0] or now[1] == self._seen[1]:
            return False
        self._seen = now
        return True


class Pinger:
    """Requests ``service.ping`` every ``service.ping_every``, while the stages progress and the store takes writes."""

    def __init__(self) -> None:
        self._progress = StageProgress()
        self._next = 0.0
        self._failing_since: float | None = None

    async def tick(self, parts: Parts) -> None:
        """Ping if it is time and the stages have made progress. A failure is reported once, until a ping succeeds."""
        service, now = parts.loaded.settings.service, time.monotonic()
        if service.ping is None or now < self._next or parts.database.trouble or not self._progress.advanced(parts):
            return
        self._next = now + service.ping_every_s
        error = None
        try:
            name = agent(parts.loaded.settings, len(parts.loaded.feeds))
            status = await ping(service.ping.get_secret_value(), name, timeout_s=PING_WITHIN_S)
            if not 200 <= status < 300:
                error = f"it answered {status}"
        except Unreachable as unreachable:
            error = str(unreachable)
        self._tell(error, now)

    def _tell(self, error: str | None, now: float) -> None:
        if error is not None and self._failing_since is None:
            self._failing_since = now
            emit("ping.failed", error=error)
        elif error is None and self._failing_since is not None:
            emit("ping.healed", seconds=round(now - self._failing_since))
            self._failing_since = None
