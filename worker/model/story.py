"""Stories, relations, flags and alerts.

All times are seconds since the Unix epoch, UTC, as float.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """How an article stands to a known one."""

    SAME_ENTRY = "same_entry"
    SAME_URL = "same_url"
    COPY = "copy"
    NEAR_COPY = "near_copy"
    REWRITE = "rewrite"
    FOLLOW_UP = "follow_up"
    UNRELATED = "unrelated"


class RulingKind(StrEnum):
    """The kinds of rulings a person can make about stories."""

    SPLIT = "split"
    MERGE = "merge"


class Direction(StrEnum):
    """Which of two articles with common words copied from the other, as seen from the one that was judged."""

    COPY = "copy"
    SOURCE = "source"
    UNDECIDED = "undecided"


PROVEN = frozenset({RelationKind.SAME_ENTRY, RelationKind.SAME_URL, RelationKind.COPY, RelationKind.NEAR_COPY})
"""Relations that carry a proof strong enough to silence an alert."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How an article relates to article ``other``, with the numbers this rests on.

    ``inner`` is the share of the article's shingles found in the other, ``outer`` the share of the other's
    found in the article, ``shared`` their number; all 0 where the relation rests on identity (entry, URL).
    ``direction`` is None if no words are shared.
    ``covered`` is the share of the article found in the other when small edits are bridged, at least ``inner``.
    ``proven`` relations may silence an alert; ``policy/likeness.py`` decides which are.
    """

    kind: RelationKind
    other: int
    score: float
    inner: float = 0.0
    outer: float = 0.0
    shared: int = 0
    covered: float = 0.0
    proven: bool = False
    evidence: tuple[str, ...] = ()
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A place in an article where a rule matched; ``start`` and ``end`` count characters of the field."""

    field: str
    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule's match on an article. ``rule_version`` is a digest of the rule's text."""

    rule: str
    rule_version: str
    spans: tuple[Span, ...]


class BuiltIn(StrEnum):
    """Flags that need no rule; ``policy/flags.py`` defines when each applies."""

    PROMO = "promo"
    COPY = "copy"
    REWRITE = "rewrite"
    NEWS = "news"
    REVISION = "revision"
    DENIAL = "denial"
    CORRECTION = "correction"
    BACKDATED = "backdated"
    WALL = "wall"
    BURST = "burst"


FLAG_PREFIX = "flag:"
"""Prefix of built-in flags where they are stored beside rule ids, which contain no colon."""


class AlertState(StrEnum):
    """``owed → claimed(until) → delivered | owed(again) | dead``."""

    OWED = "owed"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class OwedAlert:
    """One message owed to one sink; (story, rule, sink, occasion) is its identity, ``id`` as in ``policy/alerting.py``.

    ``follows`` is the id of the alert by which this rule told this sink of the story first; None for that one itself.
    """

    id: str
    story: int
    rule: str
    sink: str
    occasion: str
    severity: str
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """A sink's acknowledgement. ``duplicate``: the sink already had an alert with this id, and kept one."""

    id: str
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class ClaimedAlert:
    """An alert handed out for delivery under a lease.

    ``body`` is the alert's JSON object as it will be sent, without a line end. ``attempt`` counts from 1. ``held``
    is why it was held back before, ``digest`` the id of the digest it belongs to; None if neither applies. A notice
    (trouble with feeds, a report) is about no ``story``.
    """

    id: str
    sink: str
    attempt: int
    owed_at: float
    lease: int
    body: bytes
    rule: str = ""
    severity: str = ""
    held: str | None = None
    digest: str | None = None
    occasion: str = "first"
    story: int | None = None
