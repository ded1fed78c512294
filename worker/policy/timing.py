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


def plan(lot: Sequence[ClaimedAlert], timing: Timing, delivered: Mapping[str, Sequence[float]], *, now: float) -> Plan:
    """Plan ``lot``, alerts that are owed to one sink, oldest first.

    A digest made before stays whole: it goes out as soon as one of its members may. ``delivered`` lists for each rule
    the times of its alerts to this sink within the budget's period, ascending.
    """
    made = Plan()
    spent: dict[str, list[float]] = defaultdict(list, {rule: list(times) for rule, times in delivered.items()})
    waking = quiet_until(now, timing.quiet) if timing.quiet else None
    bound: dict[str, list[ClaimedAlert]] = defaultdict(list)
    for alert in lot:
        if alert.digest is not None:
            bound[alert.digest].append(alert)
        elif (kept := _kept(alert, timing, waking, now)) is not None:
            made.held.append((alert, *kept))
        elif alert.severity in timing.passes:
            made.alone.append(alert)
        elif alert.held in _TOGETHER or (timing.budget and timing.budget.digest and alert.held == Held.BUDGET):
            made.digest.append(alert)
        elif timing.collected is not None and timing.collected.takes(alert):
            made.held.append((alert, timing.collected.next_at(now), Held.DIGEST))
        elif timing.budget is None or _spend(spent[alert.rule], timing.budget, now):
            made.alone.append(alert)
        elif alert.story is None:
            (made.digest if timing.budget.digest else made.alone).append(alert)
        else:
            made.held.append((alert, _free_again(spent[alert.rule], timing.budget), Held.BUDGET))
    for members in bound.values():
        keeping = [(it, kept) for it in members if (kept := _kept(it, timing, waking, now)) is not None]
        if len(keeping) == len(members):
            made.held += [(it, *kept) for it, kept in keeping]
        else:
            made.again.append(members)
    return made


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
