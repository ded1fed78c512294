"""The report on the worker itself: when it is due, and its wording."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from worker.model.units import counted, rounded_size
from worker.policy.politeness import DAY_S
from worker.policy.polling import Firing

AHEAD_S = DAY_S
"""A last report further in the future than this was made before the clock was set back, and does not count."""

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of the last report's period (seconds since the epoch), and the bytes of the store's content then."""

    at: float
    held_bytes: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feed with an open episode; ``since`` is when that was reported."""

    feed: str
    kind: str
    cause: str
    since: float


@dataclass(frozen=True, slots=True)
class Report:
    """What happened between two moments, and the state of things at the later one.

    ``feeds`` are listed feeds by state, ``gaps`` how often a feed was found to have missed entries, ``outages`` how
    often our own network was gone, ``sent`` alerts about stories by sink, ``waiting`` alerts not yet delivered.
    ``store_bytes`` is the size of the store on disk, ``held_bytes`` that of its content, the third how much that grew.
    """

    since: float
    until: float
    feeds: Mapping[str, int]
    trouble: Sequence[Trouble]
    gaps: Mapping[str, int]
    outages: int
    articles: int
    stories: int
    sent: Mapping[str, int]
    waiting: Mapping[str, int]
    dead: int
    store_bytes: int
    held_bytes: int
    grown_bytes: int


def is_due(mark: Mark, firing: Firing, now: float) -> bool:
    """Whether a time of the cron line has come since the last report; several missed ones count as one."""
    return mark.at < now and firing(mark.at + 1) <= now


def is_void(mark: Mark, now: float) -> bool:
    """Whether the mark lies too far in the future to be valid."""
    return mark.at > now + AHEAD_S


def report_id(mark: Mark, sink: str) -> str:
    """The stable id of the report to one sink, the same whenever it is made again."""
    return hashlib.blake2b(f"report\n{mark.at!r}\n{sink}".encode(), digest_size=16).hexdigest()


def title(report: Report) -> str:
    """The report in one line."""
    ill, listed = len({it.feed for it in report.trouble}), sum(report.feeds.values())
    feeds = f"{ill} of {counted(listed, 'feed')} in trouble" if ill else f"{counted(listed, 'feed')}, all well"
    said = [feeds, f"{counted(sum(report.sent.values()), 'alert')} sent"]
    if report.gaps:
        said.append(f"gaps in {counted(len(report.gaps), 'feed')}")
    if report.dead:
        said.append(f"{counted(report.dead, 'alert')} dead")
    return "; ".join([*said, f"store {rounded_size(report.store_bytes)}"])


def lines(report: Report) -> list[tuple[str, str]]:
    """The report as named lines, without empty ones."""
    waits, dead = sum(report.waiting.values()), report.dead
    sent = f"{sum(report.sent.values())} sent{_in_brackets(report.sent)}"
    alerts = [sent, *([f"{waits} wait{_in_brackets(report.waiting)}"] if waits else [])]
    alerts += [f"{dead} dead: wirewatch alerts dead"] if dead else []
    more = "more" if report.grown_bytes >= 0 else "less"
    named = {"Broken": [it for it in report.trouble if it.kind == "failing"]}
    named |= {"Silent": [it for it in report.trouble if it.kind == "stale"]}
    named |= {"Moved": [it for it in report.trouble if it.kind == "moved"]}
    found = [
        ("Feeds", ", ".join(f"{number} {state}" for state, number in report.feeds.items()) or "none"),
        *((name, _some(f"{it.feed} ({it.cause}, told {_day(it.since)})" for it in ill)) for name, ill in named.items()),
        ("Gaps", _some(f"{feed} {number}" for feed, number in report.gaps.items())),
        ("Network", f"gone {counted(report.outages, 'time')}" if report.outages else ""),
        ("News", f"{counted(report.articles, 'article')}, {counted(report.stories, 'story')}"),
        ("Alerts", ", ".join(alerts)),
        ("Store", f"{rounded_size(report.store_bytes)}, holds {rounded_size(abs(report.grown_bytes))} {more}"),
    ]
    return [(name, said) for name, said in found if said]


def _some(names: Iterable[str]) -> str:
    """The first of them, and how many more there are."""
    every = list(names)
    left = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" and {left} more" if left > 0 else "")


def _in_brackets(numbers: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{name} {number}' for name, number in numbers.items())})" if numbers else ""


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
