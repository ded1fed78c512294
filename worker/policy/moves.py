"""Permanent redirects: when the address at which a feed is polled moves, and when it moves back.

A 301 or 308 is believed once the target has served good polls for a day: many are mistakes, site-wide catch-alls or
the work of an intruder. A move is recorded as an arrow (letters as in docs/ARCHITECTURE.md):
t any but gone → same       another address is polled from now on; or the configured one again, or a move was refused
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from worker.model.feed import DueFeed, FeedState, Moving, Outcome
from worker.policy.politeness import DAY_S

LASTING = frozenset({301, 308})
GOOD_POLLS, SETTLED_AFTER_S = 3, DAY_S
"""A target is accepted after so many good polls through it, over so long."""


def follow(
    feed: DueFeed, redirects: Sequence[tuple[int, str]], outcome: Outcome, *, alike: bool, now: float
) -> Moving | None:
    """What a poll means for the feed's address; None if nothing changes. Only good polls count, for and against.

    ``alike``: the document has something in common with what the feed had before, or there was nothing before. A
    document that has not is another feed (a new owner's, a catch-all's): its address is not accepted.
    """
    if outcome not in (Outcome.CHANGED, Outcome.UNCHANGED):
        return None
    target = lasting_target(redirects)
    if target is not None and not _may_follow(feed.url, target):
        target = None
    if target is None:
        return Moving() if feed.target_url is not None else None
    if target != feed.target_url:
        return Moving(target, now, 1) if alike else Moving(target, None, 0)
    if feed.target_since is None:
        return None
    polls = feed.target_polls + 1
    settled = polls >= GOOD_POLLS and now - feed.target_since >= SETTLED_AFTER_S
    return Moving(target, feed.target_since, polls, settled=settled)


def gives_way(feed: DueFeed, state: FeedState) -> bool:
    """Whether a moved feed is to be polled at its configured address again, because its new one has failed for good."""
    return feed.moved and state in (FeedState.DORMANT, FeedState.GONE) and feed.state is not state


def lasting_target(redirects: Sequence[tuple[int, str]]) -> str | None:
    """Where the permanent redirects at the start of a chain lead; redirects after a temporary one do not count."""
    lasting = list(takewhile(lambda hop: hop[0] in LASTING, redirects))
    return lasting[-1][1] if lasting else None


def _may_follow(url: str, target: str) -> bool:
    """Whether the target is acceptable: never from TLS to plain text, nor to an IP address as another host."""
    here, there = urlsplit(url), urlsplit(target)
    if here.scheme == "https" and there.scheme != "https":
        return False
    host = there.hostname or ""
    numeric = ":" in host or host.rpartition(".")[2].isdigit()
    return host == here.hostname or not numeric
