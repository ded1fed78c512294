"""Which paragraphs are a host's furniture: those that stand on several of its pages that tell different things.

A paragraph is identified by its hash, a page by its *content*: 64 bits for what it tells. Pages of the same content
count once, so a report that a host carries at three addresses, cut or under another headline, does not turn its own
paragraphs into furniture. Paragraphs not seen for long are forgotten, and only so many are kept per host.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CONTENTS = 3
"""A paragraph seen with so many contents is furniture."""
SEGMENTS = 128
"""Paragraphs kept per host; a page brings some 12, so one that recurs within 8 pages is noticed."""
LASTING = 80
"""So many of them may have been seen with two contents or more."""
FORGOTTEN_AFTER_DAYS = 60

TITLE_BITS = 40
LEAD_BITS = 12
_TITLE = (1 << TITLE_BITS) - 1
_LEAD = (1 << LEAD_BITS) - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph of a host: the day it was last seen, and with what contents (at most ``CONTENTS``)."""

    day: int
    contents: tuple[int, ...]

    @property
    def furniture(self) -> bool:
        """Whether it was seen on enough pages of different content."""
        return len(self.contents) >= CONTENTS


def content(imprint: int, story: int) -> int:
    """The content of a page, from its imprint (words of the title, 40 bits; longest prose, 12 bits) and its story."""
    return (story & _LEAD) << (TITLE_BITS + LEAD_BITS) | imprint


def same_content(first: int, second: int) -> bool:
    """Whether two pages tell the same.

    They do if they have the same headline or the same long paragraph, or are in one story and share two words of the
    headline: furniture alone can bring unrelated pages into one story, and one common bit may be chance.
    """
    if first & _TITLE == second & _TITLE:
        return True
    lead, other = first >> TITLE_BITS & _LEAD, second >> TITLE_BITS & _LEAD
    if lead and lead == other:
        return True
    one_story = first >> (TITLE_BITS + LEAD_BITS) == second >> (TITLE_BITS + LEAD_BITS)
    return one_story and (first & second & _TITLE).bit_count() > 1


def elsewhere(known: Segment, imprint: int) -> bool:
    """Whether a paragraph was seen only under other headlines than that of the page of this imprint."""
    return all(one & _TITLE != imprint & _TITLE for one in known.contents)


def sighted(known: Segment | None, seen_with: int, day: int) -> Segment:
    """The paragraph after it was seen on one more page."""
    if known is None:
        return Segment(day, (seen_with,))
    if known.furniture or any(same_content(one, seen_with) for one in known.contents):
        return Segment(max(day, known.day), known.contents)
    return Segment(max(day, known.day), (*known.contents, seen_with))


def forgotten(segment: Segment, today: int) -> bool:
    """Whether the paragraph was last seen too long ago to count."""
    return today - segment.day > FORGOTTEN_AFTER_DAYS


def remembered(segments: Mapping[int, Segment], today: int) -> dict[int, Segment]:
    """The paragraphs to keep of a host; ``segments`` and the result are in the order they were last seen."""
    fresh = [(it, one) for it, one in segments.items() if not forgotten(one, today)]
    if len(fresh) <= SEGMENTS:
        return dict(fresh)
    lasting = [it for it, one in fresh if len(one.contents) > 1][-LASTING:]
    single = [it for it, one in fresh if len(one.contents) == 1][-(SEGMENTS - len(lasting)) :]
    kept = {*lasting, *single}
    return {it: one for it, one in fresh if it in kept}
