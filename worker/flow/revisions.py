"""JUDGE: what a later version of an article changed, as a verdict of its trail and for alerting."""

from __future__ import annotations

from dataclasses import replace

from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.verdict import Stage, Verdict
from worker.policy.revisions import CHURN, GONE, Change, Edit, Version, change
from worker.store.docket import Docket
from worker.store.judged import KnownArticle


def revised(docket: Docket, entry: PendingEntry, draft: ArticleDraft, previous: KnownArticle | None) -> Change | None:
    """What the entry's newest version changed; None for a first version, noise if the earlier one was not judged."""
    if not entry.revision:
        return None
    if previous is None:
        return Change(Edit.NOISE, headline=False, silent=False)
    title, text = docket.text(previous.id)
    before = Version(title, text, previous.published_at, previous.degraded in GONE)
    after = Version(draft.title, draft.text, draft.published_at, draft.degraded in GONE)
    # The text was deleted, or one version is a page and the other a summary.
    if not text or previous.degraded != draft.degraded:
        before, after = replace(before, text=""), replace(after, text="")
    if previous.degraded is not None and draft.degraded is None and draft.title == title:
        return Change(Edit.READ, headline=False, silent=False)
    same = docket.by_digest(draft.fingerprint.digest)
    swaps = same is not None and same.id in docket.versions(entry, previous)
    return change(before, after, seen_before=swaps, churns=entry.revision > CHURN)


def verdicts(revised: Change | None) -> tuple[Verdict, ...]:
    """The change as a verdict: its class, whether it was silent, and the sentences that changed."""
    if revised is None:
        return ()
    facts = {"headline": revised.headline, "silent": revised.silent}
    return (Verdict(Stage.REVISE, revised.edit, {**facts, "removed": revised.removed, "added": revised.added}),)
