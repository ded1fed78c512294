"""When an alert that is owed goes out: at once, after quiet hours, or with others in a digest.

Nothing is dropped: an alert that may not go now is held until a time, with the reason. A silence holds its alerts until
its end and then sends them in a digest; quiet hours hold; collected alerts wait for the next scheduled digest; a budget
lets so many alerts of a rule through to a sink in a period and puts the rest into a digest at its end. It holds no
notice: those above it go out at once, together. Severities named in ``passes`` are only held by a silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from hashlib import blake2b
from typing import Literal

from worker.model.story import ClaimedAlert


class Held(StrEnum):
    """Why an alert was held back."""

    QUIET = "quiet"
    BUDGET = "budget"
    DIGEST = "digest"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day in ``zone`` without alerts; ``end`` may be on the next morning."""

    start: time
    end: time
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Budget:
    """So many alerts of one rule to one sink in any ``period_s``. ``digest``: those above it go out in one message."""

    most: int
    period_s: float
    digest: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """Which alerts wait for a scheduled digest: those of these ``severities``; with ``updates`` also uncertain ones.

    ``next_at`` returns when the next digest goes out after a time, by the user's schedule.
    """

    next_at: Callable[[float], float]
    severities: frozenset[str] = frozenset()
    updates: bool = False

    def takes(self, alert: ClaimedAlert) -> bool:
        """Whether ``alert`` waits for the digest."""
        return alert.severity in self.severities or (self.updates and alert.occasion.startswith("update "))


@dataclass(frozen=True, slots=True)
class Silence:
    """Until ``end``, holds alerts with a member in each of these sets; an empty set matches all."""

    end: float
    rules: frozenset[str] = frozenset()
    sinks: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    stories: frozenset[int] = frozenset()

    def takes(self, alert: ClaimedAlert) -> bool:
        """Whether the silence holds ``alert``."""
        asked = (
            (self.rules, alert.rule),
            (self.sinks, alert.sink),
            (self.severities, alert.severity),
            (self.stories, alert.story),
        )
        return all(not wanted or own in wanted for wanted, own in asked)


@dataclass(frozen=True, slots=True)
class Timing:
    """The user's settings of when to be alerted."""

    quiet: Quiet | None = None
    budget: Budget | None = None
    passes: frozenset[str] = frozenset()
    collected: Collected | None = None
    silences: tuple[Silence, ...] = ()


@dataclass(slots=True)
class Plan:
    """The plan for a lot: ``alone`` goes out now, ``digest`` in one message, ``held`` until a time for a reason.

    ``again`` are digests made before, each to be sent once more.
    """

    alone: list[ClaimedAlert] = field(default_factory=list)
    digest: list[ClaimedAlert] = field(default_factory=list)
    again: list[list[ClaimedAlert]] = field(default_factory=list)
    held: list[tuple[ClaimedAlert, float, Held]] = field(default_factory=list)


_Way = tuple[float, Held] | Literal["alone", "digest"]
"""How one alert fares: held until a time for a reason, or told now."""


def plan(lot: Sequence[ClaimedAlert], timing: Timing, delivered: Mapping[str, Sequence[float]], *, now: float) -> Plan:
    """Plan ``lot``, alerts that are owed to one sink, oldest first.

    No alert overtakes an older one of its story and rule: it waits as long, or goes into the digest as well. A digest
    made before stays whole: it goes out as soon as one of its members may. ``delivered`` lists for each rule the times
    of its alerts to this sink within the budget's period, ascending.
    """
    made = Plan()
    spent: dict[str, list[float]] = defaultdict(list, {rule: list(times) for rule, times in delivered.items()})
    waking = quiet_until(now, timing.quiet) if timing.quiet else None
    bound: dict[str, list[ClaimedAlert]] = defaultdict(list)
    for alert in lot:
        if alert.digest is not None:
            bound[alert.digest].append(alert)
    kept = {alert.id: _kept(alert, timing, waking, now) for alert in lot}
    made.again = [members for members in bound.values() if not all(kept[it.id] for it in members)]
    again = {it.id for members in made.again for it in members}
    older: dict[tuple[int, str], _Way] = {}
    for alert in lot:
        holds = kept[alert.id]
        before = older.get((alert.story, alert.rule)) if alert.story is not None else None
        way: _Way
        if alert.id in again:
            way = "digest"
        elif holds is not None:
            way = max(holds, before) if isinstance(before, tuple) else holds
        else:
            way = before or _way(alert, timing, spent[alert.rule], now)
        if way == "alone":
            made.alone.append(alert)
        elif way != "digest":
            made.held.append((alert, *way))
        elif alert.id not in again:
            made.digest.append(alert)
        if alert.story is not None and way != "alone":
            older[alert.story, alert.rule] = way
    return made


def _way(alert: ClaimedAlert, timing: Timing, spent: list[float], now: float) -> _Way:
    """How an alert fares that neither a silence nor quiet hours hold."""
    budget = timing.budget
    if alert.severity in timing.passes:
        return "alone"
    if alert.held in _TOGETHER or (budget and budget.digest and alert.held == Held.BUDGET):
        return "digest"
    if timing.collected is not None and timing.collected.takes(alert):
        return timing.collected.next_at(now), Held.DIGEST
    if budget is None or _spend(spent, budget, now):
        return "alone"
    if alert.story is None:
        return "digest" if budget.digest else "alone"
    return _free_again(spent, budget), Held.BUDGET


_TOGETHER = (Held.DIGEST, Held.SILENCE)


def _kept(alert: ClaimedAlert, timing: Timing, waking: float | None, now: float) -> tuple[float, Held] | None:
    """Until when a silence or quiet hours hold the alert; None if they do not."""
    silent_until = max((it.end for it in timing.silences if it.end > now and it.takes(alert)), default=None)
    if silent_until is not None:
        return silent_until, Held.SILENCE
    if waking is None or alert.severity in timing.passes:
        return None
    # An alert that has waited for its digest does not wait for another one.
    return waking, Held(alert.held) if alert.held in _TOGETHER else Held.QUIET


def _spend(times: list[float], budget: Budget, now: float) -> bool:
    """Whether one more alert may go now; if so it is counted."""
    times[:] = [at for at in times if at > now - budget.period_s]
    if len(times) >= budget.most:
        return False
    times.append(now)
    return True


def _free_again(times: Sequence[float], budget: Budget) -> float:
    return times[-budget.most] + budget.period_s


def quiet_until(at: float, quiet: Quiet) -> float | None:
    """The end of the quiet hours around ``at``; None outside of them.

    A time that clocks skip in spring is moved by as much as they skip; of one shown twice in autumn the first counts;
    hours that begin and end at the same time are empty.
    """
    local = datetime.fromtimestamp(at, quiet.zone)
    for start_day in (local.date() - timedelta(days=1), local.date()):
        over = start_day if quiet.start <= quiet.end else start_day + timedelta(days=1)
        start = datetime.combine(start_day, quiet.start, quiet.zone).timestamp()
        end = datetime.combine(over, quiet.end, quiet.zone).timestamp()
        if start <= at < end:
            return end
    return None


def digest_id(alerts: Collection[ClaimedAlert]) -> str:
    """The id of a digest, derived from its members' ids, so that the same alerts always have the same one."""
    names = "\n".join(sorted(alert.id for alert in alerts))
    return blake2b(f"digest\n{names}".encode(), digest_size=16).hexdigest()
