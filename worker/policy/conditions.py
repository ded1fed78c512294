"""Conditions: a rule's query as a tree that an article meets or not, and the places that meet it.

Only leaves are negated, so it is clear which of them yield spans: those not negated, in branches that hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from worker.model.story import Span
from worker.policy import needles
from worker.policy.needles import Needle, Scanned

MAX_SPANS = 20
"""At most so many spans are shown for a flag."""
BOUNDS = {"quality": (0.0, 1.0), "story.sources": (1.0, math.inf)}
"""The least and the highest value of each field that holds a number."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article prepared for rules: its scanned texts, its casefolded values and its numbers, by field."""

    texts: dict[str, Scanned]
    values: dict[str, tuple[str, ...]]
    numbers: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class All:
    """True when all of its parts are; of no parts (``*:*``), always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True when at least one of its parts is; of no parts, never."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A needle in a text, or (``field`` None) in title or body. ``term`` is as the user wrote it."""

    field: str | None
    needle: Needle
    term: str


@dataclass(frozen=True, slots=True)
class Value:
    """A whole value of a field such as ``lang`` or ``tag``: ``glob``, in the form that values of articles have.

    ``pattern`` is also true of what lies under it, as ``de-AT`` under ``de``. ``term`` is as the user wrote it.
    """

    field: str
    glob: str
    pattern: re.Pattern[str]
    term: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a field such as ``quality`` between two bounds, each inclusive or exclusive."""

    field: str
    low: float
    high: float
    with_low: bool
    with_high: bool
    term: str

    def takes(self, number: float | None) -> bool:
        """Whether ``number`` is known and within the bounds."""
        if number is None or not self.low <= number <= self.high:
            return False
        return (number > self.low or self.with_low) and (number < self.high or self.with_high)


Leaf = Term | Value | Number


@dataclass(frozen=True, slots=True)
class Not:
    """True when its leaf is not."""

    leaf: Leaf


Condition = All | Either | Not | Leaf

_EITHER_TEXT = ("title", "body")


def holds(condition: Condition, page: Page) -> bool:
    """Whether ``condition`` is true of the article."""
    match condition:
        case Term(field, needle):
            return any(needles.found(needle, page.texts[it]) for it in ((field,) if field else _EITHER_TEXT))
        case All(parts):
            return all(holds(part, page) for part in parts)
        case Either(parts):
            return any(holds(part, page) for part in parts)
        case Not(leaf):
            return not holds(leaf, page)
        case Value(field, _, pattern):
            return any(pattern.fullmatch(value) for value in page.values[field])
        case Number():
            return condition.takes(page.numbers[condition.field])


def clause(condition: Condition, page: Page) -> dict[str, Any]:
    """``{"clause", "holds"}`` of a condition, and ``parts``, the same of its parts."""
    found: dict[str, Any] = {"clause": _written(condition), "holds": holds(condition, page)}
    if isinstance(condition, All | Either) and condition.parts:
        found["parts"] = [clause(part, page) for part in condition.parts]
    return found


def _written(condition: Condition) -> str:
    match condition:
        case All(parts):
            return " AND ".join(map(_bracketed, parts)) or "*:*"
        case Either(parts):
            return " OR ".join(map(_bracketed, parts)) or "NOT *:*"
        case Not(leaf):
            return f"NOT {_written(leaf)}"
    return f"{condition.field}:{condition.term}" if condition.field else condition.term


def _bracketed(part: Condition) -> str:
    return f"({_written(part)})" if isinstance(part, All | Either) and len(part.parts) > 1 else _written(part)


def spans(condition: Condition, page: Page) -> Iterator[tuple[int, Span]]:
    """Where the terms stand that make ``condition`` hold, each with how many of the same term came before it.

    At most ``MAX_SPANS`` for a term in one field.
    """
    match condition:
        case Term():
            yield from enumerate(_term_spans(condition, page))
        case All(parts):
            for part in parts:
                yield from spans(part, page)
        case Either(parts):
            for part in parts:
                if holds(part, page):
                    yield from spans(part, page)
        case Not() | Value() | Number():
            return


def _term_spans(term: Term, page: Page) -> Iterator[Span]:
    for field in (term.field,) if term.field else _EITHER_TEXT:
        for place in islice(needles.spans(term.needle, page.texts[field]), MAX_SPANS):
            yield Span(field, *place, term.term)


def anchors(condition: Condition) -> frozenset[str] | None:
    """Strings of which one stands in every article that meets ``condition``; None if there are no such strings."""
    match condition:
        case Term():
            return frozenset(needles.anchors(condition.needle)) or None
        case All(parts):
            # Any choice is correct; the longest strings are usually the rarest.
            known = [own for part in parts if (own := anchors(part)) is not None]
            return max(known, key=lambda own: (min(map(len, own), default=0), -len(own)), default=None)
        case Either(parts):
            each = [anchors(part) for part in parts]
            return None if None in each else frozenset().union(*(own for own in each if own is not None))
        case Not() | Value() | Number():
            return None


def read_in(condition: Condition) -> Iterator[str]:
    """The text fields that ``condition`` names."""
    match condition:
        case Term(field):
            if field:
                yield field
        case All(parts) | Either(parts):
            for part in parts:
                yield from read_in(part)
        case Not(leaf):
            yield from read_in(leaf)
        case Value() | Number():
            return


def scanned_for(condition: Condition) -> Iterator[str]:
    """All strings whose places must be known to evaluate ``condition``."""
    match condition:
        case Term():
            yield from needles.scanned_for(condition.needle)
        case All(parts) | Either(parts):
            for part in parts:
                yield from scanned_for(part)
        case Not(leaf):
            yield from scanned_for(leaf)
        case Value() | Number():
            return
