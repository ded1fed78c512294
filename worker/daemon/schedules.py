"""From settings to the timing of alerts: quiet hours, budgets, scheduled digests, silences."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from worker.config.load import Loaded
from worker.daemon.cron import firing
from worker.model.alerts import SilenceSettings
from worker.model.errors import Problem
from worker.model.settings import Settings
from worker.model.units import parse_moment
from worker.policy.timing import Budget, Collected, Quiet, Silence, Timing


def over(loaded: Loaded, now: float) -> list[Problem]:
    """Silences that have ended, each with the place where it is written."""
    return [
        loaded.problem(
            f"alerts.silences[{place}].until", f"until: this silence ended at {silence.until}, so it can be taken out"
        )
        for place, silence in enumerate(loaded.settings.alerts.silences)
        if parse_moment(silence.until) <= now
    ]


def timing(settings: Settings) -> Timing:
    """When alerts may be delivered, according to the settings."""
    alerts, quiet, budget = settings.alerts, None, None
    if alerts.quiet.hours is not None:
        start, end = (time.fromisoformat(part.strip()) for part in alerts.quiet.hours.split("-"))
        quiet = Quiet(start, end, ZoneInfo(alerts.quiet.zone))
    if alerts.budget is not None:
        budget = Budget(alerts.budget.most, alerts.budget.period_s, alerts.over_budget == "digest")
    collected, updates = None, settings.stories.uncertain == "digest"
    if updates or alerts.digest.severities:
        find = firing(alerts.digest.at)
        collected = Collected(lambda now: find(now + 1), frozenset(alerts.digest.severities), updates)
    silences = tuple(map(_silence, alerts.silences))
    return Timing(quiet, budget, frozenset(alerts.always), collected, silences)


def _silence(settings: SilenceSettings) -> Silence:
    return Silence(
        end=parse_moment(settings.until),
        rules=frozenset(settings.rules),
        sinks=frozenset(settings.sinks),
        severities=frozenset(settings.severities),
        stories=frozenset(settings.stories),
    )
