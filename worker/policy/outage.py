"""Is it them or us? When many hosts cannot be reached at once and none answers, it is our own network."""

from __future__ import annotations

from worker.model.feed import DueFeed, FeedState, PollResult
from worker.model.settings import PollingSettings

UNREACHABLE = frozenset({"dns", "timeout", "connect", "reset"})
UNSEEN = frozenset({"dns", "connect"})
"""Of these causes the server saw no request."""

HOSTS, HOSTS_AT_WORK = 3, 20
"""So many hosts in a row, all well before: at rest, with every request answered or lost; and amid other requests,
where dead feeds come in clumps."""

PROBES, PROBE_EVERY_S = 2, 60.0
"""While nothing answers, so many feeds are asked so often."""

STARTS_PER_S, BACK_WITHIN_S = 10.0, 900.0
"""What waited is asked again at this pace, but within a quarter of an hour."""


def unreachable(result: PollResult) -> bool:
    """Whether a poll came to no answer at all."""
    return result.status is None and result.cause in UNREACHABLE


def bears_witness(feed: DueFeed) -> bool:
    """Whether its failure says something about us: one that was ill before says nothing."""
    return feed.failing_since is None and feed.state in (FeedState.ACTIVE, FeedState.NEW, FeedState.THROTTLED)


def cut_off(since: int, amid: int, *, at_rest: bool) -> bool:
    """Whether so many hosts of well feeds, lost in a row, mean that it is us.

    ``since`` were asked after the last answer, ``amid`` before it.
    """
    return (at_rest and since >= HOSTS) or since + amid >= HOSTS_AT_WORK


def due_again(feed: DueFeed, result: PollResult, settings: PollingSettings, now: float) -> float:
    """When a feed that could not be reached on our account may be asked: who may have seen it has its gap."""
    return now if result.cause in UNSEEN else now + (feed.every_s or settings.floor_s)


def back_within_s(feeds: int) -> float:
    """Over how long so many feeds that waited are spread."""
    return min(feeds / STARTS_PER_S, BACK_WITHIN_S)
