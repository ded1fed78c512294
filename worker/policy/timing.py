"""When an alert that is owed goes out: at once, after quiet hours, or with others in a digest.

Nothing is dropped: what may not go now is held until a time, with the reason. Quiet hours hold; a budget lets so many
alerts of a rule through to a sink in a period and puts the rest into a digest at its end. Severities named in
``passes`` are never held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from hashlib import blake2b

from worker.model.story import ClaimedAlert


class Held(StrEnum):
    """Why an alert was held back."""

    QUIET = "quiet"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day, on the clocks of ``zone``, in which nothing is told; ``end`` may be the next morning."""

    start: time
    end: time
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Budget:
    """So many alerts of one rule to one sink in any ``period_s``. ``digest``: what is over goes out in one message."""

    most: int
    period_s: float
    digest: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """What a user said about when to be told."""

    quiet: Quiet | None = None
    budget: Budget | None = None
    passes: frozenset[str] = frozenset()


@dataclass(slots=True)
class Plan:
    """What becomes of a lot: ``alone`` goes out now, ``digest`` in one message, ``held`` until a time for a reason."""

    alone: list[ClaimedAlert] = field(default_factory=list)
    digest: list[ClaimedAlert] = field(default_factory=list)
    held: list[tuple[ClaimedAlert, float, Held]] = field(default_factory=list)


def plan(lot: Sequence[ClaimedAlert], timing: Timing, delivered: Mapping[str, Sequence[float]], *, now: float) -> Plan:
    """What to do now with ``lot``, whose alerts are owed to one sink, oldest first.

    ``delivered`` lists for each rule the times of its alerts to this sink within the budget's period, ascending.
    """
    made = Plan()
    spent: dict[str, list[float]] = defaultdict(list, {rule: list(times) for rule, times in delivered.items()})
    waking = quiet_until(now, timing.quiet) if timing.quiet else None
    for alert in lot:
        if alert.severity in timing.passes:
            made.alone.append(alert)
        elif waking is not None:
            made.held.append((alert, waking, Held.QUIET))
        elif timing.budget is not None and timing.budget.digest and alert.held == Held.BUDGET:
            made.digest.append(alert)
        elif timing.budget is None or _spend(spent[alert.rule], timing.budget, now):
            made.alone.append(alert)
        else:
            made.held.append((alert, _free_again(spent[alert.rule], timing.budget), Held.BUDGET))
    return made


def _spend(times: list[float], budget: Budget, now: float) -> bool:
    """Whether one more may go now; if so it is counted."""
    times[:] = [at for at in times if at > now - budget.period_s]
    if len(times) >= budget.most:
        return False
    times.append(now)
    return True


def _free_again(times: Sequence[float], budget: Budget) -> float:
    return times[-budget.most] + budget.period_s


def quiet_until(at: float, quiet: Quiet) -> float | None:
    """When the quiet hours end that ``at`` is in; None outside of them.

    A time that the clocks skip in spring counts as much later as they skip, one they show twice in autumn as the
    first, and hours that begin and end alike are no hours.
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
    """The id of a digest: of its members' ids, so that the same alerts always make the same digest."""
    names = "\n".join(sorted(alert.id for alert in alerts))
    return blake2b(f"digest\n{names}".encode(), digest_size=16).hexdigest()
