"""What is wrong with a feed and for how long, in words a person can act on; and when it is well again.

Each episode of trouble is reported once: it opens when a feed has failed for a while and closes with the next good
poll, whatever the causes in between were. A feed is stale against its own rhythm: three times its longest usual gap.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from worker.model.feed import FeedState
from worker.policy.politeness import DAY_S


class Kind(StrEnum):
    """What an episode is about; a feed has at most one of each kind at a time.

    ``network`` is about our own, ``judge`` about entries that cannot be judged.
    """

    FAILING = "failing"
    STALE = "stale"
    MOVED = "moved"
    NETWORK = "network"
    JUDGE = "judge"


STALE_GAPS = 3.0
"""A feed that is silent for so many times its longest usual gap is stale."""

STALE_MIN_S = DAY_S
KNOWN_CHANGES, KNOWN_FOR_S = 5, 8 * DAY_S
"""A rhythm is known after so many polls with new entries, and a whole week with its weekend."""

GAP_HALVES_S = 14 * DAY_S
"""Half-life of a long gap: weekends keep counting, one long holiday does not."""


def usual_gap_s(longest_s: float | None, latest_s: float) -> float:
    """The longest usual gap, updated with one of ``latest_s``."""
    remembered = (longest_s or 0.0) * math.exp2(-latest_s / GAP_HALVES_S)
    return max(remembered, latest_s)


@dataclass(frozen=True, slots=True)
class Patient:
    """The state of a feed as far as its health is concerned; times in seconds since the epoch."""

    state: FeedState
    state_since: float
    failing_since: float | None
    last_polled_at: float | None
    last_ok_at: float | None
    last_changed_at: float | None
    added_at: float
    last_cause: str | None
    changes: int
    gap_s: float | None
    expect_every_s: float | None
    moved_url: str | None
    refused_url: str | None


def troubles(feed: Patient, *, after_s: float) -> dict[Kind, str]:
    """What is wrong with the feed now, each with its cause. ``after_s``: how long a failure is tolerated."""
    found: dict[Kind, str] = {}
    if feed.state is FeedState.PAUSED:
        return found
    if feed.state in (FeedState.GONE, FeedState.DORMANT) or _failed_for(feed) >= after_s:
        found[Kind.FAILING] = "gone" if feed.state is FeedState.GONE else feed.last_cause or "failed"
    if _silent_for(feed) > _silence_s(feed):
        found[Kind.STALE] = "stale"
    if feed.moved_url is not None or feed.refused_url is not None:
        found[Kind.MOVED] = "moved" if feed.moved_url is not None else "move_refused"
    return found


def over(feed: Patient, kind: Kind) -> bool:
    """Whether an episode of ``kind``, no longer among the troubles, is over: only a good poll ends a failure."""
    return kind is not Kind.FAILING or (feed.state is FeedState.ACTIVE and feed.failing_since is None)


def since(feed: Patient, kind: Kind) -> float | None:
    """When the trouble began, as far as polls show."""
    if kind is Kind.FAILING:
        return feed.failing_since if feed.failing_since is not None else feed.state_since
    return feed.last_changed_at if kind is Kind.STALE else None


def _failed_for(feed: Patient) -> float:
    """For how long polls have failed; time without polls does not count."""
    since = feed.failing_since
    if since is None and feed.state is FeedState.THROTTLED:
        since = feed.state_since
    return 0.0 if since is None or feed.last_polled_at is None else feed.last_polled_at - since


def _silent_for(feed: Patient) -> float:
    known_at = feed.last_changed_at if feed.last_changed_at is not None else feed.added_at
    return 0.0 if feed.state is not FeedState.ACTIVE or feed.last_ok_at is None else feed.last_ok_at - known_at


def _silence_s(feed: Patient) -> float:
    """How long the feed may be silent."""
    if feed.expect_every_s is not None:
        return feed.expect_every_s
    known = feed.changes >= KNOWN_CHANGES and (feed.last_ok_at or 0.0) - feed.added_at >= KNOWN_FOR_S
    return max(STALE_GAPS * feed.gap_s, STALE_MIN_S) if known and feed.gap_s is not None else float("inf")


_TOLD: Mapping[str, tuple[str, str]] = {
    "dns": ("its host has no address", "check the spelling of the host, or whether the site still exists"),
    "tls": ("its certificate or TLS is not valid", "open the address in a browser; if it warns too, tell the site"),
    "timeout": (
        "it takes too long to answer",
        "open it in a browser; if it is slow there too, raise web.limits.total",
    ),
    "connect": (
        "its host refuses connections, or cannot be reached",
        "open it in a browser; tell the site if it is down",
    ),
    "reset": (
        "its host closes the connection early",
        "open it in a browser; if it works there, ask the site to let us in",
    ),
    "proxy": ("the proxy does not let us reach it", "ask who runs web.proxy to let this host through"),
    "incomplete": ("its answer breaks off", "tell the site; its server stops before the document ends"),
    "challenge": ("it wants proof of a browser", "ask the site to let feed readers through to this address"),
    "login": (
        "it wants a login or consent",
        "put USER:PASSWORD@ before its host if you have a login; else ask the site for an open address of the feed",
    ),
    "throttled": (
        "its server asks us to wait",
        "wait until it passes; if it does not, poll it less often (every:), or fewer feeds of the host",
    ),
    "html": ("there is a page where the feed was", "run wirewatch feeds discover on it to find where the feed went"),
    "empty": ("the document is empty", "open the address in a browser; pause the feed if it stays so"),
    "too_large": ("the document is larger than allowed", "raise web.limits.feed, or ask the site for a shorter feed"),
    "too_many_redirects": ("it redirects too often", "open it in a browser and configure the address it ends at"),
    "redirect_loop": ("it redirects in a circle", "tell the site; configure another address"),
    "forbidden_address": (
        "it leads to an address that is not public",
        "list its network in allow_private of the feed if meant",
    ),
    "forbidden_port": ("its port is not asked", "configure an address at port 80, 443, or 1024 and up"),
    "robots": ("robots.txt forbids it, or cannot be read", "ask the site; or set web.robots to pages"),
    "gone": (
        "its server says it is gone for good",
        "remove it, or find its successor with wirewatch feeds discover",
    ),
    "http_404": ("it is not there", "run wirewatch feeds discover on the site to find where it went"),
    "http_403": (
        "its server forbids it",
        "ask the site to let feed readers in; check the address",
    ),
    "stale": ("it has brought nothing for far longer than usual", "check whether the site still fills it, or moved it"),
    "moved": ("it moved permanently", "put the new address into the configuration; until then it is asked there"),
    "move_refused": (
        "its server redirects permanently to another feed, or to one that is polled already",
        "look at both; remove one of the two, or configure another address",
    ),
    "quarantined": (
        "the same document killed the process that read it three times, and is no longer read",
        "wait for its next document; if that fails too, tell the site, or pause the feed",
    ),
    "crowded": (
        "this worker had no time, memory or child process left for it",
        "look for feed.failed in the log, which says what is short; pause slow or large feeds, or give it more cores",
    ),
    "unstorable": (
        "the store refuses what it brings",
        "look for feed.failed in the log, which says why, and report it; until then none of its entries are told",
    ),
    "broken": (
        "entries cannot be judged, even by their titles",
        "report entry.failed in the log; they are tried for a week, so that a mended program still judges them",
    ),
    "network": ("no host can be reached", "look at this machine's network, its name servers, or the proxy"),
}
_PARSING = ("it cannot be read as a feed", "check the address with wirewatch feeds test; tell the site if it breaks")
_SERVER = ("its server has trouble", "wait until it passes; if it does not, tell the site")
_OTHER = ("it fails", "open the address in a browser, and look at it with wirewatch feeds history")


def told(cause: str) -> tuple[str, str]:
    """The meaning of a cause, and what can be done about it."""
    if cause.startswith("http_5"):
        return _SERVER
    if cause in ("unparseable", "binary", "opml", "json", "memory", "killed", "protocol", "bad_encoding"):
        return _PARSING
    return _TOLD.get(cause, _OTHER)


def advice(cause: str) -> str:
    """Both of them, as the end of a sentence."""
    return "; ".join(told(cause))


def notice_id(subject: str, kind: str, opened_at: float, sink: str, occasion: str) -> str:
    """The stable id of a notice, the same whenever it is made again."""
    identity = f"health\n{subject}\n{kind}\n{opened_at!r}\n{sink}\n{occasion}"
    return hashlib.blake2b(identity.encode(), digest_size=16).hexdigest()
