"""Lists of other stories, behind a label such as "Related articles"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from worker.content import labels
from worker.content.dates import trailing_date
from worker.content.labels import composed, label

SENTENCE_END = re.compile(r"[.!。।؛][\"'”»)\]]*$")
# Lines of a list are no longer than a headline, and do not end like a sentence.
_HEADLINE_CHARS = 160


def mark_listed(paragraphs: list[str], found: dict[int, str]) -> None:
    """Mark headlines after a label such as "Related articles": all of them up to the end, else only its bullets."""
    heads = [index for index, why in found.items() if _names_others(paragraphs[index], why)]
    end = marked = 0  # where the headlines end, and up to where they are marked
    for head in heads:
        if head >= end:
            behind = range(head + 1, len(paragraphs))
            ends = (index for index in behind if index not in found and not _headline(paragraphs[index]))
            end = next(ends, len(paragraphs))
        listed: Iterable[int] = range(max(head + 1, marked), end)
        if end < len(paragraphs):
            listed = takewhile(lambda index: paragraphs[index].startswith(("- ", "• ", "* ")), listed)
        for index in listed:
            marked = index + 1
            if trailing_date(paragraphs[index]) is None:
                found.setdefault(index, "related")


def _names_others(paragraph: str, why: str) -> bool:
    """Whether a label announces other stories, or what there is to read more."""
    named = label(paragraph)
    if why == "read_more":
        return paragraph.endswith((":", "：")) and named in labels.READ_MORE_LABELS
    return why == "related" and (named in labels.RELATED_LABELS or composed(named) == "related")


def _headline(paragraph: str) -> bool:
    return len(paragraph) <= _HEADLINE_CHARS and not SENTENCE_END.search(paragraph)
