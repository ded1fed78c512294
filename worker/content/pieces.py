"""Where the prose of a page stands: a body in several pieces is joined, and what most of the prose stands in is known.

The extractor takes the first element that is named like a body. Some sites part a body in several of them, with
advertisements between; on other pages the teaser of another report bears such a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import dropwhile, islice
from typing import cast

from lxml.etree import XPath, _Element
from lxml.html import HtmlElement
from trafilatura import xpaths

from worker.content import kinds
from worker.content.loose import PROSE_CHARS

_PLACES = frozenset("article body center div main section span".split())
_HEADINGS = ("h1", "h2", "h3")
_MAIN_CHARS = 500
_START = 60
"""So many characters of a paragraph tell whether a text has it."""

_paragraphs = XPath(f"//p[string-length(normalize-space()) >= {PROSE_CHARS}]")
_string = XPath("string()")
# The extractor's surest names of a body, all and not the first of each parent.
_named = kinds.remembered(kinds.search(xpaths.BODY_XPATH[0].path.strip().removesuffix("[1]")))


def boxes(tree: HtmlElement) -> list[_Element]:
    """The elements of ``tree`` that prose stands in, but for lists, tables and quotations."""
    around = dict.fromkeys(it.getparent() for it in cast("list[_Element]", _paragraphs(tree)))
    return [it for it in around if it is not None and it.tag in _PLACES]


def main_prose(prose: Iterable[_Element]) -> list[str]:
    """The paragraphs in the element with most prose, without blanks; empty where that is little."""
    told = ([text for it in box.iterchildren("p") if len(text := _text(it)) >= PROSE_CHARS] for box in prose)
    most = max(told, key=lambda texts: sum(map(len, texts)), default=[])
    return [_packed(it) for it in most] if sum(map(len, most)) >= _MAIN_CHARS else []


def has_prose(text: str, prose: Sequence[str]) -> bool:
    """Whether ``text`` has at least half of these paragraphs, by their length."""
    whole = _packed(text)
    return 2 * sum(len(it) for it in prose if it[:_START] in whole) >= sum(map(len, prose))


def join_pieces(tree: HtmlElement, prose: Sequence[_Element]) -> None:
    """Move what is in the later pieces of a body to the end of its first.

    Pieces are named the same, and stand in the same article without the heading of another one between them.
    """
    names = Counter(name for box in prose if (name := box.get("class")) and "omment" not in name)
    if max(names.values(), default=1) == 1:
        return
    named = _named(tree)
    known = set(prose)
    first = next((it for it in named if not known.isdisjoint(it.iter())), None)
    if first is None or not first.get("class"):
        return
    article = _article(first)
    pieces = {it for it in named if it.get("class") == first.get("class") and _article(it) is article}
    behind = dropwhile(lambda it: it is not first, list(tree.iter(first.tag, *_HEADINGS)))
    for element in islice(behind, 1, None):
        if first in element.iterancestors():  # also what was moved there
            continue
        if element.tag in _HEADINGS:
            return
        if element in pieces:
            first.extend(list(element))
            element.drop_tree()


def _article(element: _Element) -> _Element | None:
    """The article that an element belongs to."""
    above = element.iterancestors()
    return next((it for it in above if it.tag == "article" or "Article" in (it.get("itemtype") or "")), None)


def _text(element: _Element) -> str:
    return cast("str", _string(element)) if len(element) else element.text or ""


def _packed(text: str) -> str:
    return "".join(text.split())
