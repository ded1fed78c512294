"""Hubs (W3C WebSub): which one a feed names, how far its pushes can be relied on, and when to subscribe again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from worker.model.entry import FeedDocument
from worker.model.feed import DueFeed, Hub

LEASE_S = 10 * 86400.0
"""The lease we ask for; a hub may give another."""
LONGEST_LEASE_S = 90 * 86400.0
RENEW_AT = 0.8
SOONEST_S = 300.0
"""No lease is renewed sooner than this, however short it is."""
RETRY_S, RETRY_MAX_S = 3600.0, 7 * 86400.0

_MOST_CHARS = 2000
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,500})")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def named(url: str, headers: Mapping[str, str], document: FeedDocument) -> Hub | None:
    """The hub that the response from ``url`` names, in its Link header or its document; None without a topic.

    Header keys are lower case. Of several hubs the first is taken.
    """
    links = dict(reversed(list(_linked(url, headers.get("link", "")))))
    hub, topic = (links["hub"], links["self"]) if links.keys() >= {"hub", "self"} else (document.hub, document.topic)
    if not (hub and topic) or max(len(hub), len(topic)) > _MOST_CHARS:
        return None
    return Hub(hub, topic) if hub.startswith(("https://", "http://")) else None


def _linked(url: str, header: str) -> Iterator[tuple[str, str]]:
    for target, parameters in _LINK.findall(header):
        for quoted, plain in _REL.findall(parameters):
            try:
                joined = urljoin(url, target)
            except ValueError:
                continue
            yield from ((rel, joined) for rel in (quoted or plain).lower().split())


def relied_on(feed: DueFeed, new: int) -> bool:
    """Whether a feed can wait for its next push up to the ceiling: its last push announced what was new.

    If nothing new was found after a push, it came before its document, so the feed is polled at its own pace.
    """
    return feed.pushed_at is not None and (feed.pushed_at > (feed.last_polled_at or 0.0)) == bool(new)


def slipped(feed: DueFeed, new: int) -> bool:
    """Whether there was something new without a push: pushes are then not relied on until the next one comes."""
    return feed.pushed_at is not None and bool(new) and feed.pushed_at <= (feed.last_polled_at or 0.0)


def lease_s(given: str) -> float | None:
    """The lease a hub grants, from ``hub.lease_seconds``; None if that is no number."""
    return min(float(given), LONGEST_LEASE_S) if re.fullmatch(r"[1-9][0-9]{0,11}", given) else None


def renew_after_s(lease: float) -> float:
    """When to renew, in seconds from the beginning of a lease of so many seconds."""
    return max(lease * RENEW_AT, SOONEST_S)


def retry_after_s(failures: int) -> float:
    """How long to wait after a hub failed once more, after so many failures in a row."""
    return float(min(RETRY_S * 2 ** min(failures, 10), RETRY_MAX_S))
