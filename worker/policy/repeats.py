"""Words that were told before: the old report once more, or news of its own, as a warning issued anew.

A bulletin is short, holds for the hour it is issued, and is worded alike each time. What an outlet merely brings again
is mostly longer, or keeps its date, or comes within hours, or names the day it was about (record 0042). A price, a rate
or a sale of bonds is reported in the words of the last one, figures aside: within hours an edited copy is likelier,
after days only copies to the letter are (record 0043).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from worker.model.entry import Wording
from worker.policy import likeness
from worker.policy.stories import FOLLOW_UP_S, When
from worker.policy.templates import MOST_SHOWN, OF_EDITS, SPACED, figures_changed

BULLETIN_WORDS = 100.0
"""A longer text that is known word for word is an old report: warnings have 10 to 80 words, articles 150 and more."""
ALIKE = 0.8
"""Texts with so many of their samples in common are worded alike, whatever their pages print around them."""
DAY_S, WEEK_S = 86400.0, 7 * 86400.0
LATE_S = 3 * DAY_S
"""From here on an outlet's reworded text is another issue."""
LONG_WORDS = 300
"""Of so many words a text known nearly whole, figures and all, is the same article once more, however late."""

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


def issued_again(
    own: likeness.Text, found: likeness.Comparison, *, apart_s: float, one_outlet: bool
) -> tuple[str, ...]:
    """Why an article in the words of another, ``apart_s`` from it, is another issue; empty if it is not.

    One figure in another's place is enough from ``FOLLOW_UP_S`` on, for daily bulletins come as far apart.
    ``one_outlet``: both are of one outlet. Another's may be a copy that was late, and reworded, figures and all.
    """
    if apart_s < FOLLOW_UP_S:
        return ()
    edits = found.alignment.edits
    figures = figures_changed(edits)
    if figures and (one_outlet or len(figures) >= OF_EDITS * len(edits)):
        return tuple(f"{ours} ≠ {theirs}" for ours, theirs in figures)[:MOST_SHOWN]
    if not one_outlet or apart_s < LATE_S or found.overlap.inner == 1.0:
        return ()
    if len(own.wording.compared) >= LONG_WORDS and found.covered >= likeness.KNOWN:
        return ()
    return (f"{round(apart_s / DAY_S)} days apart",)
