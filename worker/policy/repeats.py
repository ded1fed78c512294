"""Words that were told before, all of them: the old report once more, or news of its own, as a warning issued anew.

A bulletin is short, holds for the hour it is issued, and is worded alike each time. What an outlet merely brings again
is mostly longer, or keeps its date, or comes within hours, or names the day it was about (record 0042).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from worker.model.entry import Wording
from worker.policy.stories import FOLLOW_UP_S, When
from worker.policy.templates import SPACED

BULLETIN_WORDS = 100.0
"""A longer text that is known word for word is an old report: warnings have 10 to 80 words, articles 150 and more."""
ALIKE = 0.8
"""Texts with so many of their samples in common are worded alike, whatever their pages print around them."""
DAY_S, WEEK_S = 86400.0, 7 * 86400.0

_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\s)\]}»”\"]*$")

ANOTHER_DAY, IN_TURN = "told on another day", "something else was told in between"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A known article in the same words, under the same headline; ``told``: somebody was told of it."""

    article: int
    feed: int
    when: When
    told: bool


def is_bulletin(words: Wording, text: str) -> bool:
    """Whether a text is short enough to be worded alike each time, and is all there."""
    return length(words) <= BULLETIN_WORDS and not _CUT_OFF.search(text)


def length(words: Wording) -> float:
    """How many words headline and text have, or would have in a script with spaces."""
    return (len(words.title) + len(words.body)) * SPACED / words.width


def last_told(earlier: Collection[Earlier]) -> Earlier | None:
    """The one that was told last; of those of which nobody was told, the last."""
    told = [it for it in earlier if it.told] or earlier
    return max(told, key=lambda it: (it.when.latest, it.article), default=None)


def of_another_day(own: When, other: Earlier) -> bool:
    """Whether an article is so much later that both are not one report brought in by several."""
    return own.earliest - other.when.latest >= FOLLOW_UP_S


def is_another_issue(own: When, feed: int, earlier: Collection[Earlier], last: Earlier, days: Sequence[str]) -> bool:
    """Whether a bulletin of ``feed`` was issued anew since it was told ``last``: on another day, by the same feed.

    Not if it names ``days`` (``content.issues.named_days``): then it is about the day that it was about before. But a
    weekday comes again.
    """
    if not of_another_day(own, last) or all(it.feed != feed for it in earlier):
        return False
    if not days:
        return True
    off_s = (own.earliest - last.when.latest) % WEEK_S
    return min(off_s, WEEK_S - off_s) < DAY_S / 2 and not any(word[:1].isdecimal() for word in days)
