"""Rules that cannot mean what they say: they never match, match everything, or add nothing to another rule.

Only what is certain from the conditions alone is told; a rule that passes may still be a bad one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worker.policy.conditions import All, Condition, Either, Leaf, Not, Number, Term, Value
from worker.policy.needles import Literal
from worker.policy.rules import CompiledRule

SINGLE = frozenset({"lang", "feed", "host", "relation"})
"""Fields of which an article has one value: two different plain ones exclude each other."""
_BOUNDS = {"quality": (0.0, 1.0), "story.sources": (1.0, math.inf)}
_MOST_COMPARED = 1500
"""Beyond so many rules only those of the same words are compared: pairs grow with the square."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a rule: ``never``, ``always`` or ``shadowed``; ``by`` names the rule that says it already."""

    rule: str
    kind: str
    by: str | None = None


def lint(rules: Sequence[tuple[CompiledRule, frozenset[str]]]) -> list[Finding]:
    """Findings about rules, each with the sinks it tells, in the order of the rules."""
    found = []
    for rule, _ in rules:
        if never(rule.condition):
            found.append(Finding(rule.id, "never"))
        elif rule.condition != All(()) and always(rule.condition):  # *:* says that it means everything
            found.append(Finding(rule.id, "always"))
    settled = {it.rule for it in found}
    return found + [it for it in _shadowed(rules) if it.rule not in settled]


def _shadowed(rules: Sequence[tuple[CompiledRule, frozenset[str]]]) -> Iterator[Finding]:
    """A rule is shadowed by one that tells all of its sinks and matches whatever it matches; of two alike the later."""
    few = len(rules) <= _MOST_COMPARED
    for place, (rule, sinks) in enumerate(rules):
        for other_place, (other, other_sinks) in enumerate(rules):
            if other_place == place or not sinks <= other_sinks or other.condition == All(()):
                continue
            if not few and other.version != rule.version:
                continue
            back = implies(other.condition, rule.condition) and other_sinks <= sinks
            if implies(rule.condition, other.condition) and not (back and other_place > place):
                yield Finding(rule.id, "shadowed", other.id)
                break


def never(condition: Condition) -> bool:
    """Whether no article can meet it."""
    match condition:
        case Either(parts):
            return all(map(never, parts))
        case All(parts):
            leaves = list(_required(parts))
            return any(map(never, parts)) or any(
                _exclude(one, other) for place, one in enumerate(leaves) for other in leaves[:place]
            )
        case Number():
            return _exclude(condition, Number(condition.field, *_BOUNDS[condition.field], True, True, ""))
    return False


def always(condition: Condition) -> bool:
    """Whether every article must meet it."""
    match condition:
        case All(parts):
            return all(map(always, parts))
        case Either(parts):
            denied = [part.leaf for part in parts if isinstance(part, Not)]
            return any(map(always, parts)) or any(_leaf_implies(one, part) for one in denied for part in parts)
        case Not(leaf):
            return never(leaf)
    return False


def implies(one: Condition, other: Condition) -> bool:
    """Whether whatever meets ``one`` certainly meets ``other``."""
    if isinstance(other, All):
        return all(implies(one, part) for part in other.parts)
    if isinstance(one, Either):
        return all(implies(part, other) for part in one.parts)
    if isinstance(other, Either) and any(implies(one, part) for part in other.parts):
        return True
    if isinstance(one, All):
        return any(implies(part, other) for part in one.parts)
    if isinstance(one, Not) and isinstance(other, Not):
        return _leaf_implies(other.leaf, one.leaf)
    return _leaf_implies(one, other)


def _leaf_implies(one: Condition, other: Condition) -> bool:
    if isinstance(one, Term) and isinstance(other, Term):
        if other.field not in (one.field, None) or (other.field is None and one.field not in ("title", "body", None)):
            return False
        if isinstance(one.needle, Literal) and isinstance(other.needle, Literal):
            return other.needle.text in one.needle.text
        return (one.term, type(one.needle)) == (other.term, type(other.needle))
    if isinstance(one, Value) and isinstance(other, Value):
        return one.field == other.field and one.pattern.pattern == other.pattern.pattern
    if isinstance(one, Number) and isinstance(other, Number):
        return one.field == other.field and _holds_within(one, other)
    return False


def _holds_within(one: Number, other: Number) -> bool:
    low = one.low > other.low or (one.low == other.low and (other.with_low or not one.with_low))
    high = one.high < other.high or (one.high == other.high and (other.with_high or not one.with_high))
    return low and high


def _required(parts: Iterable[Condition]) -> Iterator[Leaf | Not]:
    for part in parts:
        if isinstance(part, All):
            yield from _required(part.parts)
        elif not isinstance(part, Either):
            yield part


def _exclude(one: Leaf | Not, other: Leaf | Not) -> bool:
    """Whether no article meets both."""
    if isinstance(one, Not) != isinstance(other, Not):
        denied, held = (one, other) if isinstance(one, Not) else (other, one)
        return isinstance(denied, Not) and _leaf_implies(held, denied.leaf)
    if isinstance(one, Value) and isinstance(other, Value) and one.field == other.field and one.field in SINGLE:
        alike = one.pattern.fullmatch(_text(other)) or other.pattern.fullmatch(_text(one))
        return _plain(one) and _plain(other) and not alike
    if isinstance(one, Number) and isinstance(other, Number) and one.field == other.field:
        low = max(one, other, key=lambda it: (it.low, not it.with_low))
        high = min(one, other, key=lambda it: (it.high, it.with_high))
        return _is_empty(Number(one.field, low.low, high.high, low.with_low, high.with_high, ""))
    return False


def _is_empty(number: Number) -> bool:
    return number.low > number.high or (number.low == number.high and not (number.with_low and number.with_high))


def _plain(value: Value) -> bool:
    return "*" not in value.term and "?" not in value.term


def _text(value: Value) -> str:
    text = value.term.strip('"').casefold()
    return text.replace("_", "-") if value.field == "lang" else text
