"""Sinks that take nothing are reported to the others of ``health.to``: once when it lasts, once when it is over."""

from __future__ import annotations

from collections.abc import Collection

from worker.flow import notices
from worker.flow.shapes import timestamp
from worker.model.alerts import HealthSettings
from worker.model.events import emit
from worker.store import stuck
from worker.store.database import Connection, Database
from worker.store.notices import Notice
from worker.store.outbox import taken_at
from worker.store.stuck import Stuck


async def review(database: Database, settings: HealthSettings, sinks: Collection[str], now: float) -> bool:
    """Examine all sinks once; whether notices were put into the outbox.

    The trouble of a sink that is not named any more is neither over nor told again: it may be named again.
    """

    def due(connection: Connection) -> tuple[list[Stuck], list[Stuck]]:
        told = stuck.told(connection)
        lasting = [it for it in stuck.stuck(connection, sinks) if now - it.since >= settings.after_s]
        over = [it for it in told if it.sink in sinks and taken_at(connection, it.sink) > it.since]
        known = {it.sink for it in told}
        return [it for it in lasting if it.sink not in known], over

    opened, closed = await database.aread(due)
    begun = [(it, _notices(settings, it, now, closing=False)) for it in opened]
    ended = [(it, _notices(settings, it, now, closing=True)) for it in closed]
    if not (begun or ended):
        return False
    await database.awrite(lambda db: stuck.tell(db, begun, ended, now=now))
    for it in opened:
        emit("sink.failed", sink=it.sink, error=it.error, for_s=round(now - it.since))
    for it in closed:
        emit("sink.healed", sink=it.sink)
    return True


def _notices(settings: HealthSettings, trouble: Stuck, now: float, *, closing: bool) -> list[Notice]:
    since, sink = timestamp(trouble.since), trouble.sink
    remedy = f"see to it, and try it with wirewatch alerts test {sink}; wirewatch alerts dead lists what it refused"
    title = f"sink {sink}: over: it takes alerts again" if closing else f"sink {sink} takes no alerts: {trouble.error}"
    excerpt = f"It took none since {since}." if closing else f"What to do: {remedy}."
    facts = {"sink": sink, "kind": "sink", "cause": "sink", "closed_at": timestamp(now) if closing else None}
    body = notices.body(now, title=title, excerpt=excerpt, since=since, facts=facts | {"remedy": remedy})
    return notices.notices(settings, f"sink {sink}", "sink", trouble.since, body, but=sink)
