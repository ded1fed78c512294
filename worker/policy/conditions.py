"""Conditions: a rule's query as a tree that holds for an article or does not, and says where.

Negations stand at the leaves only, so what yields spans is plain to see: leaves that are not negated, inside
branches that hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from worker.model.story import Span
from worker.policy import needles
from worker.policy.needles import Needle, Scanned

MAX_SPANS = 20
"""Spans a flag shows at most; more tell a reader nothing new."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article ready to be asked: its two texts after the scan, and its casefolded values by field."""

    title: Scanned
    body: Scanned
    values: dict[str, tuple[str, ...]]


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
    """A needle in the title, in the body, or (``field`` None) in either. ``term`` is as the user wrote it."""

    field: str | None
    needle: Needle
    term: str


@dataclass(frozen=True, slots=True)
class Value:
    """A whole value of a field such as ``lang`` or ``tag``."""

    field: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Not:
    """True when its leaf is not."""

    leaf: Term | Value


Condition = All | Either | Not | Term | Value


def holds(condition: Condition, page: Page) -> bool:
    """Whether ``condition`` is true of the article."""
    match condition:
        case Term(field, needle):
            if field != "body" and needles.found(needle, page.title):
                return True
            return field != "title" and needles.found(needle, page.body)
        case All(parts):
            return all(holds(part, page) for part in parts)
        case Either(parts):
            return any(holds(part, page) for part in parts)
        case Not(leaf):
            return not holds(leaf, page)
        case Value(field, pattern):
            return any(pattern.fullmatch(value) for value in page.values[field])


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
        case Not() | Value():
            return


def _term_spans(term: Term, page: Page) -> Iterator[Span]:
    for field, scanned in (("title", page.title), ("body", page.body)):
        if term.field in (None, field):
            for place in islice(needles.places(term.needle, scanned), MAX_SPANS):
                yield Span(field, *scanned.text.origin(*place), term.term)


def anchors(condition: Condition) -> frozenset[str] | None:
    """Strings of which one stands in every article ``condition`` holds for; None where there are none such."""
    match condition:
        case Term():
            return frozenset(needles.anchors(condition.needle)) or None
        case All(parts):
            # The longest strings are the rarest, as a rule; any choice is right.
            known = [own for part in parts if (own := anchors(part)) is not None]
            return max(known, key=lambda own: (min(map(len, own), default=0), -len(own)), default=None)
        case Either(parts):
            each = [anchors(part) for part in parts]
            return None if None in each else frozenset().union(*(own for own in each if own is not None))
        case Not() | Value():
            return None


def scanned_for(condition: Condition) -> Iterator[str]:
    """All strings whose places must be known before ``condition`` can be asked."""
    match condition:
        case Term():
            yield from needles.scanned_for(condition.needle)
        case All(parts) | Either(parts):
            for part in parts:
                yield from scanned_for(part)
        case Not(leaf):
            yield from scanned_for(leaf)
        case Value():
            return
