"""JUDGE, third step: the flags an article gets, those of rules and those that need none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worker.flow import shapes
from worker.flow.standing import Article, Place
from worker.model.entry import DOUBTED, IMPORT_PREFIX
from worker.model.story import FLAG_PREFIX, Flag, RelationKind
from worker.model.verdict import Stage, Verdict
from worker.policy import flags
from worker.policy.revisions import Change
from worker.policy.rules import RuleBook, Subject
from worker.store.docket import Docket


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


def flag(docket: Docket, book: RuleBook, article: Article, place: Place, revised: Change | None) -> Flagged:
    """The flags of the article, given its story as it now stands."""
    judged = flags.raised(_facts(docket, article, place, revised))
    found, worded = book.read(_subject(article, place, judged))
    if not judged and not worded:
        return Flagged(found, ())
    spans = {it.rule: it for it in worded}
    names = [name for name in flags.BUILT_IN if name in judged or name in spans]
    return Flagged(found, tuple(spans.get(name, Flag(name, "", ())) for name in names))


def _facts(docket: Docket, article: Article, place: Place, revised: Change | None) -> flags.Facts:
    """The facts for built-in flags; the store is only read where the answer could raise one."""
    entry, draft, story = article.entry, article.draft, place.story
    now, imported = entry.first_seen_at, entry.feed_key.startswith(IMPORT_PREFIX)
    dated = draft.published_at if draft.published_from == DOUBTED and not entry.revision else None
    unseen_at, lately = None, 0
    if flags.may_be_backdated(dated, now):
        unseen_at = docket.read_before(entry.feed_id, now)
    age_s = now - story.first_seen_at
    if flags.may_burst(story.articles, age_s) and not imported:  # imported lines all arrive at once
        lately = 1 + sum(it.first_seen_at > now - flags.BURST_S for it in docket.members(story.id)[0])
    return flags.Facts(
        relations=place.relations,
        promo=tuple(cut.why for cut in draft.promo),
        degraded=draft.degraded,
        revised=revised,
        anew=place.anew,
        published_at=dated,
        unseen_at=unseen_at,
        lately=lately,
        articles=story.articles,
        story_age_s=age_s,
    )


def _subject(article: Article, place: Place, judged: Sequence[str]) -> Subject:
    entry, draft, story, relations = article.entry, article.draft, place.story, place.relations
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
