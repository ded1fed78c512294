"""Alerts as log events: one ``alert.raised`` line each."""

from __future__ import annotations

from collections.abc import Sequence

from worker.model.errors import Unavailable
from worker.model.events import emit
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.wording import matched, part, read, word

KNOWN = 10_000
"""Ids kept in memory, some 1 MB: only alerts whose acknowledgement got lost are repeated, and those are recent."""


class LogSink:
    """Implements ``model.ports.Sink`` over the worker's own log.

    A log cannot be read back, so an alert is written exactly once per run of the worker; one whose acknowledgement got
    lost in a crash is written again after it. For exactly-once over crashes, use a file sink.
    """

    at_once = 100

    def __init__(self) -> None:
        self._known: dict[str, None] = {}

    async def start(self) -> None:
        """Nothing to make ready."""

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Write one line per alert not written before.

        Raises ``Unavailable`` if the log takes no lines (closed pipe, full disk). Alerts written before are remembered
        and not written again by the next try.
        """
        return [self._write(alert) for alert in alerts]

    async def stop(self) -> None:
        """Nothing to let go of."""

    def _write(self, alert: ClaimedAlert) -> Delivered:
        if alert.id in self._known:
            return Delivered(alert.id, duplicate=True)
        body = read(alert)
        worded = word(body)
        written = emit(
            "alert.raised",
            alert=alert.id,
            rule=body.get("rule"),
            severity=body.get("severity"),
            occasion=body.get("occasion"),
            story=part(body, "story").get("id"),
            title=worded.headline,
            url=part(body, "article").get("url"),
            why=matched(body) or [member.subject for member in worded.members],
        )
        if written is False:
            raise Unavailable(f"alert {alert.id}: the log takes no lines; check the disk or the reader of its pipe")
        self._known[alert.id] = None
        if len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]
        return Delivered(alert.id)
