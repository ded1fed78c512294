"""JUDGE, what it says: the verdicts of an article's trail, and the log events of a judgement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from worker.flow import shapes
from worker.flow.relate import Related
from worker.model.entry import DOUBTED, ArticleDraft, Disposition, PendingEntry
from worker.model.events import emit
from worker.model.story import FLAG_PREFIX, OwedAlert, Relation, RelationKind
from worker.model.verdict import Stage, Verdict
from worker.policy.stories import Match
from worker.store.admission import MAX_REVISIONS
from worker.store.docket import Docket
from worker.store.entries import verdicts_json
from worker.store.judged import Judgement, StoryRecord


def relate_verdict(
    docket: Docket, draft: ArticleDraft, relations: Sequence[Relation], related: Related, left_out: int
) -> Verdict:
    """How it stands to known articles; ``left_out`` paragraphs that are not its own. The relations have their rows."""
    evidence: dict[str, Any] = {}
    if draft.published_from == DOUBTED:
        evidence["doubted_date"] = shapes.timestamp(draft.published_at)
    if left_out:
        evidence["left_out"] = left_out
    if related.together is not None:
        evidence["together"] = round(related.together, 3)
    if related.anew is not None:
        evidence["anew"] = related.anew
    if related.look_alikes:
        names = docket.names([it.other for it in related.look_alikes])
        evidence["look_alikes"] = [
            {"of": shapes.entry_name(*names[it.other]), "differs": it.evidence}
            for it in related.look_alikes
            if it.other in names
        ]
    return Verdict(Stage.RELATE, relations[0].kind if relations else RelationKind.UNRELATED, evidence)


def group_verdict(
    story: StoryRecord,
    relations: Sequence[Relation],
    match: Match | None,
    hint: Match | None,
    merged: Sequence[int],
) -> Verdict:
    """How it came to its story, and what was ``merged`` into that; else the ``hint`` that did not suffice."""
    evidence: dict[str, object] = {"story": str(story.id)}
    if match is not None:
        code = "joined_untold" if match.untold else "joined_strongly" if match.strong else "joined_weakly"
        evidence |= {"score": round(match.score, 3), "marks": match.names}
        return Verdict(Stage.GROUP, code, evidence | ({"merged": list(map(str, merged))} if merged else {}))
    if hint is not None:
        evidence["hint"] = {"story": str(hint.story), "score": round(hint.score, 3), "marks": hint.names}
    return Verdict(Stage.GROUP, "joined" if relations else "opened", evidence)


def owe_verdict(disposition: Disposition, owed: Sequence[OwedAlert]) -> Verdict:
    """The final word, and the alerts it came with."""
    evidence = {"alerts": [it.id for it in owed], "occasions": [it.occasion for it in owed]}
    return Verdict(Stage.OWE, disposition, evidence)


def trail(entry: PendingEntry, verdicts: Sequence[Verdict]) -> str:
    """The entry's trail: the verdicts from while it was pending, then these."""
    earlier, later = entry.trail.rstrip("]"), verdicts_json(verdicts).removeprefix("[")
    return f"{earlier}{',' if len(earlier) > 1 and len(later) > 1 else ''}{later}"


def announce(judgement: Judgement) -> None:
    """Log what was decided, once it is committed."""
    title = judgement.article.title if judgement.article else judgement.entry.draft.title
    story, entry = str(judgement.story), shapes.name_of(judgement.entry)
    relation = RelationKind.UNRELATED
    if judgement.relations:
        relation, score = judgement.relations[0].kind, round(judgement.relations[0].score, 3)
        emit("story.joined", story=story, entry=entry, relation=relation, score=score)
    else:
        emit("story.opened", story=story, entry=entry, title=title)
    for gone in judgement.merged:
        emit("story.merged", story=story, gone=str(gone), entry=entry)
    flags = [it.rule for it in judgement.flags]
    emit(
        "entry.judged",
        entry=entry,
        feed=shapes.feed_name(judgement.entry.feed_key),
        disposition=judgement.disposition,
        relation=relation,
        story=story,
        flags=[it for it in flags if not it.startswith(FLAG_PREFIX)],
        built_in=[it.removeprefix(FLAG_PREFIX) for it in flags if it.startswith(FLAG_PREFIX)],
        alerts=len(judgement.alerts),
        title=title,
    )
    if judgement.entry.revision == MAX_REVISIONS:
        emit("entry.changes_often", entry=entry, feed=shapes.feed_name(judgement.entry.feed_key), title=title)
    for alert, _ in judgement.alerts:
        emit("alert.owed", alert=alert.id, story=story, rule=alert.rule, sink=alert.sink, occasion=alert.occasion)
