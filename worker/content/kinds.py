"""Caches the extractor's searches: conditions on an element's name and attributes are evaluated once.

trafilatura goes through a page with a dozen XPath expressions, most of them conditions on an element's own name, class
and id, and each condition calls back into Python for each element. Elements recur, within a page and between pages. So
each kind of element is evaluated once per expression, and the result is cached (docs/decisions/0015).

Only expressions of such conditions are replaced; if a later condition looks further (``.//h1``), the expression itself
is evaluated, but only for elements that meet the conditions before it. The same elements are found in the same order,
and the extractor does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Protocol, cast

from lxml.etree import Element, SubElement, XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

_LISTS = (
    "RAW_TREE_PRUNE_XPATH",
    "REMOVE_COMMENTS_AND_LISTS_XPATH",
    "BODY_XPATH",
    "OVERALL_DISCARD_XPATH",
    "TEASER_DISCARD_XPATH",
    "DISCARD_IMAGE_ELEMENTS",
)
_REMOVED = ("RAW_TREE_PRUNE_XPATH", "OVERALL_DISCARD_XPATH")
"""Lists of several, whose elements are all removed: they are found in one walk."""
_MEASURE = "BASIC_CLEAN_XPATH"
_REGEXP = {"re": "http://exslt.org/regular-expressions"}
_LITERAL = r"'[^']*'|\"[^\"]*\""
_BRACKETS = rf"\[(?:{_LITERAL}|[^\[\]'\"])*\]"
_ANY_ELEMENT = re.compile(rf"\s*(?:\(\s*)?\.//\*\s*((?:{_BRACKETS}\s*)+)(\)\s*\[1\])?\s*")
_CONDITION = re.compile(rf"\[((?:{_LITERAL}|[^\[\]'\"])*)\]")
_PART = re.compile(rf"(?:{_BRACKETS}|[^|\[\]])+")
_OF_ITSELF = re.compile(
    rf"(?:{_LITERAL}|self::[a-z0-9]+|@[a-z-]+|(?:re:test|contains|starts-with|translate|not)(?=\()|or\b|and\b|[|=,()\s])+"
)
_NAMED = re.compile(r"(?:\s|or\b|self::[a-z0-9]+)+")
_SIZE = 1_000_000
"""Characters of kinds cached for one expression, with 100 more counted for each; then the cache is emptied."""

_Kind = tuple[str, tuple[tuple[str, str], ...]]
"""An element's name, and its attributes that the expression reads, in their order."""


class Search(Protocol):
    """What the extractor calls with a tree; returns the elements found below it."""

    path: str

    def __call__(self, tree: HtmlElement, /) -> list[HtmlElement]:
        """The elements, in the order of the page."""


def search(path: str) -> Search:
    """The expression itself, as the extractor has it."""
    return cast("Search", XPath(path, namespaces=_REGEXP))


class Remembered:
    """Replaces ``expression``: finds the same elements in the same order."""

    def __init__(self, expression: Search, conditions: Collection[str], *, whole: bool, first: str) -> None:
        """``conditions`` are those on the element alone; with ``whole`` the expression has no others.

        ``first``: it takes the first "of each parent", or "of all", or, if empty, every element that meets them.
        """
        self.expression = expression
        self.path = expression.path
        self.whole = whole
        self.first = first
        names = next((re.findall(r"self::([a-z0-9]+)", it) for it in conditions if _NAMED.fullmatch(it)), ["*"])
        self.names = frozenset(names)
        self.attributes = frozenset(re.findall(r"@([a-z-]+)", re.sub(_LITERAL, "", " ".join(conditions))))
        self.meets = search("*" + "".join(f"[{condition}]" for condition in conditions))
        self._kinds = Kinds([self])

    def __call__(self, tree: HtmlElement, /) -> list[HtmlElement]:
        """The elements below ``tree`` that meet the conditions."""
        met = self._kinds.below(tree)
        if met is None or (met and not self.whole):
            return self.expression(tree)
        found = [element for element, _ in met]
        if self.first == "of each parent":
            first: dict[HtmlElement | None, HtmlElement] = {}
            for element in found:
                first.setdefault(element.getparent(), element)
            return list(first.values())
        return found[:1] if self.first else found


class Kinds:
    """Which elements meet the conditions of which expressions, by their kind; one walk for all expressions."""

    def __init__(self, expressions: Sequence[Remembered]) -> None:
        names = frozenset[str]().union(*(it.names for it in expressions))
        self._names = ("*",) if "*" in names else tuple(names)
        self._attributes = frozenset[str]().union(*(it.attributes for it in expressions))
        self._expressions = expressions
        self._known: dict[_Kind, tuple[Remembered, ...]] = {}
        self._size = 0

    def below(self, tree: HtmlElement) -> list[tuple[HtmlElement, tuple[Remembered, ...]]] | None:
        """Each element below ``tree`` that meets some, and those it meets; None if they have to be asked themselves."""
        elements = list(tree.iterdescendants(*self._names))
        asked, known = self._attributes, self._known
        kinds = [(it.tag, tuple([pair for pair in it.items() if pair[0] in asked])) for it in elements]
        try:
            self._learn([kind for kind in set(kinds) if kind not in known])
        except ValueError:  # control characters, which an element made by us cannot have
            return None
        found = [(element, met) for element, kind in zip(elements, kinds, strict=True) if (met := known[kind])]
        if self._size > _SIZE:
            known.clear()
            self._size = 0
        return found

    def _learn(self, kinds: Collection[_Kind]) -> None:
        """Evaluate the conditions for each kind, as an element without children."""
        if not kinds:
            return
        crowd = Element("kinds")
        shown = [SubElement(crowd, name) for name, _ in kinds]
        for element, (_, attributes) in zip(shown, kinds, strict=True):
            for name, value in attributes:
                element.set(name, value)
                self._size += len(value)
        meet = [(it, set(it.meets(cast("HtmlElement", crowd)))) for it in self._expressions]
        for kind, element in zip(kinds, shown, strict=True):
            self._known[kind] = tuple([it for it, elements in meet if element in elements])
        self._size += 100 * len(kinds)


def remembered(expression: Search) -> Search:
    """``expression`` with a cache, or itself if it looks at more than single elements."""
    parts = _ANY_ELEMENT.fullmatch(expression.path)
    if parts is None or isinstance(expression, Remembered):
        return expression
    conditions = [it[1] for it in _CONDITION.finditer(parts[1])]
    first = "of all" if parts[2] else "of each parent" if conditions[-1].strip() == "1" else ""
    if first == "of each parent":
        del conditions[-1]
    own = 0
    while own < len(conditions) and _OF_ITSELF.fullmatch(conditions[own]):
        own += 1
    if own == 0 or (first and own < len(conditions)):
        return expression
    return Remembered(expression, conditions[:own], whole=own == len(conditions), first=first)


class Union:
    """Replaces several expressions whose elements are all removed: finds the same, in no particular order."""

    def __init__(self, expressions: Sequence[Search]) -> None:
        self.path = "|".join(it.path for it in expressions)
        parts = [remembered(it) for it in expressions]
        every = [it for it in parts if isinstance(it, Remembered) and not it.first]
        others = [it.path for it in parts if it not in every]
        self._kinds = Kinds(every)
        self._others = search("|".join(others)) if others else None
        self._all = search(self.path)

    def __call__(self, tree: HtmlElement, /) -> list[HtmlElement]:
        """The elements below ``tree`` that any of the expressions finds."""
        met = self._kinds.below(tree)
        if met is None:
            return self._all(tree)
        found = [element for element, by in met if any(it.whole for it in by)]
        for part in {it for _, by in met for it in by if not it.whole}:
            found += part.expression(tree)
        return list(dict.fromkeys(found + (self._others(tree) if self._others else [])))


def install() -> None:
    """Replace the expressions in the extractor's own lists, which its stages share, and in its measure of a page. Once.

    If another version of the extractor lacks a name, or has something else by it, that stays as it is, only slower.
    """
    lists = vars(xpaths)
    for name in _LISTS:
        expressions = lists.get(name)
        if isinstance(expressions, list) and all(isinstance(it, XPath | Remembered) for it in expressions):
            expressions[:] = map(remembered, expressions)
            # What the first removes changes nothing for conditions on single elements.
            if name in _REMOVED and all(isinstance(it, Remembered) and it.whole for it in expressions[1:]):
                expressions[:] = [Union(expressions)]
    # The package has a function of the module's name. What this finds is removed, so its order does not matter.
    measure = vars(import_module("trafilatura.baseline"))
    if isinstance(measure.get(_MEASURE), XPath):
        measure[_MEASURE] = Union([search(it) for it in _PART.findall(measure[_MEASURE].path)])
