"""What stands in a document in which no entry was recognised, in words for its refusal."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from worker.content import charset

if TYPE_CHECKING:
    from lxml import etree

_FIRST = re.compile(rb"<([A-Za-z_][\w.:-]{0,60})")
_START_BYTES = 5_000
_LOOK_AT = 20_000  # elements; a page of reports shows itself within these
_OF_FEEDS = frozenset("rss feed rdf channel image textinput author source item entry".split())
_NAMED = frozenset({"title", "headline"})
_PARTS = frozenset("link url guid id description summary content body text date pubdate published".split())


def first_element(body: bytes) -> str | None:
    """The name of the first element; None if there is none."""
    found = _FIRST.search(body[:_START_BYTES])
    return found[1].decode() if found else None


def reports(text: str) -> str | None:
    """Which elements look like reports though a feed's are called otherwise, as ``2 <article>``; None if none does.

    They have a title and something else of an entry. Those of other vocabularies, such as pictures, do not count.
    """
    from lxml import etree  # noqa: PLC0415 - a poll without news does without it

    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.fromstring(charset.as_xml(text).encode(), parser)
    if root is None:
        return None
    own = {_space(element) for element in (root, *islice(root, 1))} | {""}
    seen: Counter[str] = Counter()
    for element in islice(root.iter(etree.Element), _LOOK_AT):
        name, parts = _name(element), {_name(part).lower() for part in element.iterchildren(etree.Element)}
        if _space(element) in own and name.lower() not in _OF_FEEDS and parts & _NAMED and parts & _PARTS:
            seen[name] += 1
    return next((f"{number} <{name}>" for name, number in seen.most_common(1)), None)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _space(element: etree._Element) -> str:
    """Its namespace; a prefix that nobody declared is part of the tag, and counts as one."""
    space, _, name = str(element.tag).rpartition("}")
    return name.partition(":")[0] if ":" in name else space
