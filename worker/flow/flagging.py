"""JUDGE, third step: the flags an article gets, those of rules and those that need none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worker.flow import shapes
from worker.model.entry import DOUBTED, IMPORT_PREFIX, ArticleDraft, PendingEntry
from worker.model.story import FLAG_PREFIX, Flag, Relation, RelationKind
from worker.model.verdict import Stage, Verdict
from worker.policy import flags
from worker.policy.revisions import Change
from worker.policy.rules import RuleBook, Subject
from worker.store.docket import Docket
from worker.store.judged import StoryRecord


@dataclass(frozen=True, slots=True)
class Flagged:
    """The flags of rules, and the built-in ones by their names."""

    rules: tuple[Flag, ...]
    built_in: tuple[Flag, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the built-in flags."""
        return tuple(it.rule for it in self.built_in)

    def verdict(self) -> Verdict:
        """The verdict for the trail."""
        code = "flagged" if self.rules else "unflagged"
        return Verdict(Stage.FLAG, code, {"rules": [it.rule for it in self.rules], "built_in": list(self.names)})

    @property
    def all(self) -> tuple[Flag, ...]:
        """All flags as they are stored: built-in ones with a prefix that no rule id can have."""
        named = (Flag(FLAG_PREFIX + it.rule, it.rule_version, it.spans) for it in self.built_in)
        return (*self.rules, *named)


def flag(
    docket: Docket,
    book: RuleBook,
    entry: PendingEntry,
    draft: ArticleDraft,
    relations: Sequence[Relation],
    story: StoryRecord,
    revised: Change | None,
    *,
    anew: bool,
) -> Flagged:
    """The flags of the article, given its story as it now stands; ``anew``: it began with what the story lacked."""
    judged = flags.raised(_facts(docket, entry, draft, relations, story, revised, anew=anew))
    found, worded = book.read(_subject(entry, draft, relations, story, judged))
    if not judged and not worded:
        return Flagged(found, ())
    spans = {it.rule: it for it in worded}
    names = [name for name in flags.BUILT_IN if name in judged or name in spans]
    return Flagged(found, tuple(spans.get(name, Flag(name, "", ())) for name in names))


def _facts(
    docket: Docket,
    entry: PendingEntry,
    draft: ArticleDraft,
    relations: Sequence[Relation],
    story: StoryRecord,
    revised: Change | None,
    *,
    anew: bool,
) -> flags.Facts:
    """The facts for built-in flags; the store is only read where the answer could raise one."""
    now, imported = entry.first_seen_at, entry.feed_key.startswith(IMPORT_PREFIX)
    dated = draft.published_at if draft.published_from == DOUBTED and not entry.revision else None
    unseen_at, lately = None, 0
    if flags.may_be_backdated(dated, now):
        unseen_at = docket.read_before(entry.feed_id, now)
    age_s = now - story.first_seen_at
    if flags.may_burst(story.articles, age_s) and not imported:  # imported lines all arrive at once
        lately = 1 + sum(it.first_seen_at > now - flags.BURST_S for it in docket.members(story.id)[0])
    return flags.Facts(
        relations=relations,
        promo=tuple(cut.why for cut in draft.promo),
        degraded=draft.degraded,
        revised=revised,
        anew=anew,
        published_at=dated,
        unseen_at=unseen_at,
        lately=lately,
        articles=story.articles,
        story_age_s=age_s,
    )


def _subject(
    entry: PendingEntry, draft: ArticleDraft, relations: Sequence[Relation], story: StoryRecord, judged: Sequence[str]
) -> Subject:
    return Subject(
        title=draft.title,
        body=draft.text,
        lang=draft.lang,
        feed=shapes.feed_name(entry.feed_key),
        tags=entry.feed_tags,
        host=draft.host,
        author=draft.author or "",
        url=draft.url or "",
        relation=relations[0].kind if relations else RelationKind.UNRELATED,
        cites=tuple(it.name for it in draft.cites),
        promo=tuple(cut.why for cut in draft.promo),
        quality=draft.quality,
        sources=len(story.sources),
        languages=story.languages,
        flags=tuple(judged),
    )
