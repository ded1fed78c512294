"""Feeds and polls: what is asked, what came back, what is to be stored.

All times are seconds since the Unix epoch, UTC, as float.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from worker.model.entry import EntryDraft


class FeedState(StrEnum):
    """``new → active ⇄ throttled``, ``active ⇄ failing → dormant → active``, any ``→ paused``, ``→ gone``."""

    NEW = "new"
    ACTIVE = "active"
    THROTTLED = "throttled"
    FAILING = "failing"
    DORMANT = "dormant"
    PAUSED = "paused"
    GONE = "gone"


class Outcome(StrEnum):
    """The outcome of one poll."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    THROTTLED = "throttled"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Validators:
    """``ETag`` and ``Last-Modified``, byte for byte as the server sent them (RFC 9110 §8.8).

    ``url`` is the address that gave them; None where that is the configured one.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditional request headers for these validators; empty if there are none."""
        sent = {}
        if self.etag is not None:
            sent["If-None-Match"] = self.etag
        if self.last_modified is not None:
            sent["If-Modified-Since"] = self.last_modified
        return sent


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub that announces changes of a feed (W3C WebSub), and the feed's name there."""

    url: str
    topic: str


def split_login(url: str) -> tuple[str, str | None]:
    """An address without user and password, and these as they stand in it. What is no address stays as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:  # reported where addresses are checked
        return url, None
    login, at, host = parts.netloc.rpartition("@")
    return (parts._replace(netloc=host).geturl() if at else url), login or None


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """A feed as the configuration names it; ``key`` is the user's id, stable over reloads.

    ``every_cron`` is a schedule in cron's five fields, with an optional time zone. ``login`` is user and password as in
    a URL; it is sent to the feed's own origin only, and never gets into ``url``, the store, a log or an export.
    ``allow_private`` are private networks that the feed, its parts and its pages may be in.
    """

    key: str
    url: str
    tags: tuple[str, ...] = ()
    every_s: float | None = None
    expect_every_s: float | None = None
    on_add: str | None = None
    title: str | None = None
    every_cron: str | None = None
    login: str | None = field(default=None, repr=False)
    allow_private: tuple[str, ...] = ()

    def url_with_login(self, url: str) -> str:
        """``url`` with this feed's login inserted, if it has the same origin as the feed."""
        if self.login is None:
            return url
        mine, asked = urlsplit(self.url), urlsplit(url)
        if (mine.scheme, mine.netloc) != (asked.scheme, asked.netloc):
            return url
        return asked._replace(netloc=f"{self.login}@{asked.netloc}").geturl()


@dataclass(frozen=True, slots=True)
class DueFeed:
    """What the store hands out for one poll, under a lease.

    ``item_hashes`` holds the 8-byte hashes of the items in the last document read, concatenated in feed order.
    ``body_hash`` is that document's, None before the first whole one of its address or the second, empty if it was not
    whole.
    ``lease`` is the fencing number that the result must carry. ``wish_s`` and ``skips`` are the polling hints of its
    last document (``policy.politeness``). ``url`` is the configured address, or another if the feed has ``moved``;
    ``target_*`` are as in ``Moving``. ``gap_s`` is the longest usual time between two polls that brought something new,
    ``shard`` the shard of its host (``store.shards``). ``pushed_at`` is when a hub last announced something; None if
    pushes cannot be relied on. ``followed`` is that of the clock when its times were read from the store.
    """

    id: int
    key: str
    url: str
    host: str
    state: FeedState
    validators: Validators
    body_hash: bytes | None
    item_hashes: bytes
    interval_s: float
    failures: float
    failing_since: float | None
    last_polled_at: float | None
    last_changed_at: float | None
    every_s: float | None
    on_add: str
    lease: int
    every_cron: str | None = None
    wish_s: float | None = None
    skips: int = 0
    added_at: float = 0.0
    moved: bool = False
    target_url: str | None = None
    target_since: float | None = None
    target_polls: int = 0
    gap_s: float | None = None
    shard: int = 0
    pushed_at: float | None = None
    followed: float = 0.0

    def shifted(self, by: float) -> DueFeed:
        """The same with its times moved by ``by`` seconds, because the clock was set."""
        if not by:
            return self
        times = ("failing_since", "last_polled_at", "last_changed_at", "target_since", "pushed_at")
        known = {name: getattr(self, name) for name in times}
        return replace(self, **{name: at + by for name, at in known.items() if at is not None})


@dataclass(frozen=True, slots=True)
class ServerHints:
    """What headers and document say about when to poll again, in seconds; None for what they do not say.

    ``skips`` are the document's skipHours and skipDays (``policy.politeness.skip_bits``).
    """

    max_age_s: float | None = None
    expires_in_s: float | None = None
    ttl_s: float | None = None
    update_every_s: float | None = None
    retry_after_s: float | None = None
    skips: int = 0


@dataclass(frozen=True, slots=True)
class Admission:
    """An entry of a feed that may be new, with its identity.

    ``key`` (16 bytes) is its identity within the feed: guid, else canonical URL, else digest.
    ``digest`` (8 bytes) covers title and texts: a known key with another digest is a revision.
    ``url_key`` (8-byte signed integer) hashes the canonical URL, None where there is no link.
    """

    key: bytes
    digest: bytes
    url_key: int | None
    baseline: bool
    draft: EntryDraft


@dataclass(frozen=True, slots=True)
class Moving:
    """Where the feed's server redirects permanently: to ``url``, since when, and over how many good polls.

    If ``since`` is None, the target is not acceptable. ``settled``: the target is polled from now on; ``back``: the
    configured address is. Without ``url``, an earlier target is forgotten.
    """

    url: str | None = None
    since: float | None = None
    polls: int = 0
    settled: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class PollResult:
    """One finished poll, ready to be recorded: everything T1 needs, nothing it must look up.

    ``validators`` replace the stored ones only when not None (a 200, or a 304 that carries new ones).
    ``item_hashes`` and ``body_hash`` are those of the document read, None where none was; ``remembered`` as there.
    ``arrow`` is the letter of the arrow taken in the state diagram, None when the state stays.
    ``gap_s`` replaces the feed's if an entry turns out to be new. ``missed``: entries were missed since the last poll.
    ``slipped`` is the ``pushed_at`` of a feed whose hub failed to announce what the poll found.
    ``rekeyed`` are known entries under a new guid, as pairs of old key and entry.
    ``leapt`` is that of the clock when its times were taken.
    """

    feed_id: int
    lease: int
    at: float
    outcome: Outcome
    status: int | None
    cause: str | None
    state: FeedState
    arrow: str | None
    reason: str | None
    next_poll_at: float
    interval_s: float
    failures: float
    failing_since: float | None
    duration_s: float
    bytes_read: int = 0
    validators: Validators | None = None
    body_hash: bytes | None = None
    item_hashes: bytes | None = None
    remembered: int = 0
    title: str | None = None
    lang: str | None = None
    wish_s: float | None = None
    skips: int = 0
    entries_seen: int = 0
    admissions: tuple[Admission, ...] = ()
    rekeyed: tuple[tuple[bytes, Admission], ...] = ()
    moving: Moving | None = None
    gap_s: float | None = None
    missed: bool = False
    slipped: float | None = None
    leapt: float = 0.0

    def moved(self, by: float) -> PollResult:
        """The same with its times moved by ``by`` seconds, because the clock was set."""
        if not by:
            return self
        known = {name: getattr(self, name) for name in ("at", "next_poll_at", "failing_since", "slipped")}
        later = replace(self, **{name: at + by for name, at in known.items() if at is not None})
        if self.moving is None or self.moving.since is None:
            return later
        return replace(later, moving=replace(self.moving, since=self.moving.since + by))
