"""Places: what a rule matched, shown where it stands, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from worker.model.story import Span

AROUND = 60
LONGEST = 200


def in_place(span: Span, text: str) -> dict[str, Any]:
    """A span as JSON: its place in ``text``, its field, and what stands there, before and behind it.

    At most ``LONGEST`` characters of the match and ``AROUND`` on either side, cut between words where there are blanks;
    an ellipsis shows that something is left out.
    """
    return {
        "field": span.field,
        "span": [span.start, span.end],
        "term": span.term,
        "before": _last(text[: span.start]),
        "text": _first(text[span.start : span.end], LONGEST),
        "after": _first(text[span.end :], AROUND),
    }


def in_words(place: Mapping[str, Any]) -> str:
    """What ``in_place`` returned, on one line, the match in brackets."""
    return f"{place['before']}[{place['text']}]{place['after']}"


def _first(text: str, most: int) -> str:
    line = _on_one_line(text[: most + 1])
    if len(text) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def _last(text: str) -> str:
    line = _on_one_line(text[-AROUND - 1 :])
    if len(text) <= AROUND:
        return line
    return f"… {line[-AROUND:].partition(' ')[2] or line[-AROUND:]}"


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
