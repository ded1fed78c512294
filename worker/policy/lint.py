"""Rules that cannot mean what they say: they never match, match everything, or add nothing to another rule.

Only what is certain from the conditions and the feeds there are is reported; a rule without findings may still be bad.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from worker.policy.conditions import BOUNDS, All, Condition, Either, Leaf, Not, Number, Term, Value
from worker.policy.needles import Literal
from worker.policy.rules import CompiledRule

SINGLE = frozenset({"lang", "feed", "host", "relation"})
"""Fields with one value per article: two different plain values exclude each other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a rule: ``never``, ``always``, ``unknown`` or ``shadowed``.

    ``by`` names the rule that covers it, ``term`` the part of the query that asks for what is not there, and ``near`` a
    value like the one it asks for that is.
    """

    rule: str
    kind: str
    by: str | None = None
    term: str | None = None
    near: str | None = None


def lint(
    rules: Sequence[tuple[CompiledRule, frozenset[str]]], known: Mapping[str, Collection[str]] | None = None
) -> list[Finding]:
    """Findings about rules, given with their sinks, in the order of the rules.

    ``known`` are the values that articles can have in some fields, such as the feeds there are.
    """
    found: list[Finding] = []
    values = {name: {it.casefold(): it for it in those} for name, those in (known or {}).items()}
    for rule, _ in rules:
        found += _unknown(rule, values)
        if never(rule.condition):
            found.append(Finding(rule.id, "never"))
        elif rule.condition != All(()) and always(rule.condition):  # *:* matches everything on purpose
            found.append(Finding(rule.id, "always"))
    settled = {it.rule for it in found if it.kind != "unknown"}
    return found + [it for it in _shadowed(rules) if it.rule not in settled]


def _unknown(rule: CompiledRule, known: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    """What a rule excludes may come with a later feed, so that is named only if it is nearly something else."""
    for part in dict.fromkeys(_leaves(rule.condition)):
        leaf = part.leaf if isinstance(part, Not) else part
        if isinstance(leaf, Value) and _plain(leaf) and leaf.glob not in known.get(leaf.field, {leaf.glob: ""}):
            those = known[leaf.field]
            near = next((those[it] for it in difflib.get_close_matches(leaf.glob, those, n=1)), None)
            if near is not None or leaf is part:
                yield Finding(rule.id, "unknown", term=f"{leaf.field}:{leaf.term}", near=near)


def _shadowed(rules: Sequence[tuple[CompiledRule, frozenset[str]]]) -> Iterator[Finding]:
    """A rule is shadowed by one that reaches all of its sinks and matches whatever it matches.

    Of two rules that mean the same, the later one is shadowed.
    """
    index = _Implied([rule.condition for rule, _ in rules])
    for place, (rule, sinks) in enumerate(rules):
        for other_place in index.candidates(rule.condition):
            other, other_sinks = rules[other_place]
            if other_place == place or not sinks <= other_sinks or other.condition == All(()):
                continue
            back = implies(other.condition, rule.condition) and other_sinks <= sinks
            if implies(rule.condition, other.condition) and not (back and other_place > place):
                yield Finding(rule.id, "shadowed", other.id)
                break


_Key = str | tuple[str, object]
_NEGATION: _Key = ("not", None)


class _Implied:
    """An inverted index over conditions, so that ``implies`` is not asked of every pair.

    If a condition implies another, one of its leaves implies a leaf of the other (``_leaf_implies``). So every
    condition is filed under the keys of its rarest required leaves, and found by the keys of leaves that imply these.
    """

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self._frequency = Counter(_key(leaf) for condition in conditions for leaf in _leaves(condition))
        self._everywhere: list[int] = []
        self._filed: dict[_Key, list[int]] = defaultdict(list)
        for place, condition in enumerate(conditions):
            keys = self._required(condition)
            if keys is None:
                self._everywhere.append(place)
            for key in keys or ():
                self._filed[key].append(place)
        self._literals = [key for key in self._filed if isinstance(key, str)]
        self._finder = AhoCorasick(self._literals) if self._literals else None

    def candidates(self, condition: Condition) -> list[int]:
        """The places of all conditions that ``condition`` may imply, ascending."""
        found = set(self._everywhere)
        for leaf in _leaves(condition):
            key = _key(leaf)
            if not isinstance(key, str):
                found.update(self._filed.get(key, ()))
            elif self._finder is not None:
                for index, _, _ in self._finder.find_matches_as_indexes(key, overlapping=True):
                    found.update(self._filed[self._literals[index]])
        return sorted(found)

    def _required(self, condition: Condition) -> frozenset[_Key] | None:
        """Keys of which one must be looked up for ``condition`` to be implied; None if any condition may imply it."""
        match condition:
            case All(parts):
                choices = [keys for part in parts if (keys := self._required(part)) is not None]
                return min(choices, key=lambda keys: sum(self._frequency[key] for key in keys), default=None)
            case Either(parts):
                every = [self._required(part) for part in parts]
                return None if None in every else frozenset().union(*(keys for keys in every if keys is not None))
        return frozenset({_key(condition)})


def _leaves(condition: Condition) -> Iterator[Leaf | Not]:
    match condition:
        case All(parts) | Either(parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield condition


def _key(leaf: Leaf | Not) -> _Key:
    """Where a leaf is filed: only leaves of the same key can imply each other; a literal also one contained in it."""
    match leaf:
        case Not():
            return _NEGATION
        case Value(field, glob):
            return field, glob
        case Number(field):
            return field, None
        case Term(_, needle, term):
            return needle.text if isinstance(needle, Literal) else (term, type(needle))


def never(condition: Condition) -> bool:
    """Whether no article can meet the condition."""
    match condition:
        case Either(parts):
            return all(map(never, parts))
        case All(parts):
            leaves = list(_required(parts))
            return any(map(never, parts)) or any(
                _exclude(one, other) for place, one in enumerate(leaves) for other in leaves[:place]
            )
        case Number():
            return _exclude(condition, Number(condition.field, *BOUNDS[condition.field], True, True, ""))
    return False


def always(condition: Condition) -> bool:
    """Whether every article meets the condition."""
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
    """Whether every article that meets ``one`` certainly meets ``other``."""
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
        return (one.field, one.glob) == (other.field, other.glob)
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
    """Whether it is certain that no article meets both."""
    if isinstance(one, Not) != isinstance(other, Not):
        denied, held = (one, other) if isinstance(one, Not) else (other, one)
        return isinstance(denied, Not) and _leaf_implies(held, denied.leaf)
    if isinstance(one, Value) and isinstance(other, Value) and one.field == other.field and one.field in SINGLE:
        alike = one.pattern.fullmatch(other.glob) or other.pattern.fullmatch(one.glob)
        return _plain(one) and _plain(other) and not alike
    if isinstance(one, Number) and isinstance(other, Number) and one.field == other.field:
        low = max(one, other, key=lambda it: (it.low, not it.with_low))
        high = min(one, other, key=lambda it: (it.high, it.with_high))
        return _is_empty(Number(one.field, low.low, high.high, low.with_low, high.with_high, ""))
    return False


def _is_empty(number: Number) -> bool:
    return number.low > number.high or (number.low == number.high and not (number.with_low and number.with_high))


def _plain(value: Value) -> bool:
    return "*" not in value.glob and "?" not in value.glob
