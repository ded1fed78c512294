"""REPORT: a report on the worker and its feeds at set times, each once, across restarts.

The report and the note up to when it speaks commit together, and it goes through the outbox like every alert.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import orjson

from worker.flow.shapes import timestamp, with_all_keys
from worker.model.alerts import ReportSettings
from worker.model.ports import Clock
from worker.policy import reporting as policy
from worker.policy.polling import Firing
from worker.policy.reporting import Mark, Report
from worker.store import reporting
from worker.store.database import Database
from worker.store.notices import Notice


class Reporter:
    """Owes a report at each time of ``report.at``."""

    def __init__(
        self,
        database: Database,
        settings: ReportSettings,
        clock: Clock,
        *,
        times: Callable[[str], Firing],
        owed: Callable[[], None] = lambda: None,
    ) -> None:
        """``owed`` is called when a report was put into the outbox."""
        self._database = database
        self._settings = settings
        self._clock = clock
        self._times = times
        self._owed = owed

    async def review(self) -> None:
        """Make a report if one is due."""
        if self._settings.at is None or not self._settings.to:
            return
        now = self._clock.now()
        mark = await self._database.aread(reporting.mark)
        if mark is None or policy.is_void(mark, now):
            await self._database.awrite(lambda db: reporting.begin(db, now))
        elif policy.is_due(mark, self._times(self._settings.at), now):
            await self._make(mark, now)

    async def _make(self, mark: Mark, now: float) -> None:
        report = await self._database.aread(lambda db: reporting.collect(db, mark, now))
        notices = [self._notice(mark, report, sink) for sink in dict.fromkeys(self._settings.to)]
        if await self._database.awrite(lambda db: reporting.owe_report(db, mark, report, notices, now)):
            self._owed()

    def _notice(self, mark: Mark, report: Report, sink: str) -> Notice:
        name, severity = policy.report_id(mark, sink), self._settings.severity
        body = {"id": name, "rule": "report", "severity": severity, "occasion": "first"} | _body(report)
        return Notice(name, "report", sink, "first", severity, orjson.dumps(with_all_keys(body)))


def _body(report: Report) -> dict[str, Any]:
    """The report in the form of an alert; sinks show title and lines."""
    since, until = timestamp(report.since), timestamp(report.until)
    title = policy.title(report)
    return {
        "raised_at": until,
        "article": {"title": title, "published": until, "excerpt": f"From {since} to {until}."},
        "report": asdict(report)
        | {"since": since, "until": until}
        | {"trouble": [asdict(it) | {"since": timestamp(it.since)} for it in report.trouble]}
        | {"lines": policy.lines(report)},
    }
