"""Is it them or us? When many hosts cannot be reached at once and none answers, it is our own network."""

from __future__ import annotations

from worker.model.feed import DueFeed, FeedState, PollResult
from worker.model.settings import PollingSettings

UNREACHABLE = frozenset({"dns", "timeout", "connect", "reset"})
UNSEEN = frozenset({"dns", "connect"})
"""With these causes no request reached the server."""

HOSTS, HOSTS_AT_WORK = 3, 20
"""So many hosts in a row, all well before, mean an outage: with no request under way; and while others are, as dead
feeds come in clusters."""

PROBES, PROBE_EVERY_S = 2, 60.0
"""While nothing answers, so many feeds are polled so often."""

STARTS_PER_S, BACK_WITHIN_S = 10.0, 900.0
"""Feeds that waited are polled again at this pace, but all within a quarter of an hour."""


def unreachable(result: PollResult) -> bool:
    """Whether a poll got no answer at all."""
    return result.status is None and result.cause in UNREACHABLE


def bears_witness(feed: DueFeed) -> bool:
    """Whether its failure may show that we are cut off: not if the feed failed before."""
    return feed.failing_since is None and feed.state in (FeedState.ACTIVE, FeedState.NEW, FeedState.THROTTLED)


def cut_off(since: int, amid: int, *, at_rest: bool) -> bool:
    """Whether so many hosts of well feeds, failed in a row, mean that our network is down.

    ``since`` counts requests sent after the last answer, ``amid`` those sent before it.
    """
    return (at_rest and since >= HOSTS) or since + amid >= HOSTS_AT_WORK


def due_again(feed: DueFeed, result: PollResult, settings: PollingSettings, now: float) -> float:
    """When to repeat a poll lost by our own network; the gap is kept if the server may have seen the poll."""
    return now if result.cause in UNSEEN else now + (feed.every_s or settings.floor_s)


def back_within_s(feeds: int) -> float:
    """Over how many seconds so many waiting feeds are spread."""
    return min(feeds / STARTS_PER_S, BACK_WITHIN_S)
