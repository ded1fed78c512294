"""JUDGE, for an entry that breaks it: judged by less of it, else put back for later, else given up.

What breaks the judge is a fault of this program, or of its store. Nobody may miss a story for it.
"""

from __future__ import annotations

from dataclasses import replace

import orjson

from worker.content import direct
from worker.flow.gathered import Gathered
from worker.model.entry import PendingEntry
from worker.model.verdict import Stage, Verdict

REASON = "broken"
"""Why such an article is ``degraded``: what else was read of it broke the judge."""

PAUSES_S = (600.0, 3_600.0, 21_600.0, *[86_400.0] * 6)
"""After how long an entry is judged again whose title alone broke the judge: a week, for somebody to mend what did."""


def judged_by_less(one: Gathered, verdict: Verdict) -> Gathered | None:
    """The entry with the feed's own text instead of its page's, then with its title alone; None after that.

    Blocks for as long as a text is read: call it from a thread.
    """
    article, draft = one.article, one.entry.draft
    if not article.text:
        return None
    if article.degraded is not None or not (draft.content or draft.summary):
        draft = replace(draft, content="", summary="")
    try:
        less = direct.from_entry(draft, article.host, one.entry.feed_lang, REASON)
    except Exception:  # noqa: BLE001 - whatever broke the judge may break the reader as well
        less = direct.from_entry(replace(draft, content="", summary=""), article.host, one.entry.feed_lang, REASON)
    return replace(one, article=less, verdicts=(*one.verdicts, verdict))


def verdict_of(error: Exception) -> Verdict:
    """What the trail says of an attempt that broke the judge."""
    return Verdict(Stage.RELATE, "failed", {"error": f"{type(error).__name__}: {error}"})


def pause_s(entry: PendingEntry) -> float | None:
    """How long until the entry is judged again; None if it was tried often enough."""
    tried = sum(it["code"] == "failed" and it["stage"] == Stage.RELATE for it in orjson.loads(entry.trail))
    return PAUSES_S[tried] if tried < len(PAUSES_S) else None
