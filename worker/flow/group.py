"""JUDGE, second step: the story an article belongs to, and the story as it grows by it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from worker.flow.across import Foreign, looked_up, posted
from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.story import Relation, RelationKind
from worker.policy import stories
from worker.policy.translations import counted
from worker.store.docket import Docket
from worker.store.judged import StoryRecord

ACROSS_WORTH = 1.5
"""What a score across languages counts for beside one within a language: texts on one topic share words, not names."""

VOICES = 4
"""By how many articles, each in another language, a story is compared with those of further languages."""


def foresee(docket: Docket, drafts: Sequence[ArticleDraft]) -> None:
    """Load in a few statements what the articles will probably need; what they need beyond it comes one by one."""
    vectors = [vector_of(docket, draft) for draft in drafts]
    wanted = {term for vector in vectors for term in stories.posting_terms(vector)}
    postings = docket.postings(list(wanted | looked_up(docket, drafts)))
    docket.stories({story for vector in vectors for story in stories.shortlist(vector, postings)})


def vector_of(docket: Docket, draft: ArticleDraft) -> stories.Vector:
    """The article's strongest terms, weighed by how common they are at this moment."""
    return stories.article_vector(draft.fingerprint.terms, docket.documents, docket.total)


def group(
    docket: Docket,
    entry: PendingEntry,
    draft: ArticleDraft,
    article_id: int,
    relations: Sequence[Relation],
    vector: stories.Vector,
    abroad: Callable[[], tuple[stories.Match | None, stories.Match | None]],
) -> tuple[StoryRecord, stories.Match | None, stories.Match | None]:
    """The story the article belongs to: its source's, else the best match, else one of its own.

    ``abroad`` answers for the stories told in other languages: one to join, else one to hint at, which is handed on.

    An article that only shares a part with its source is matched with the source's story as well: that alone
    can be strong enough to silence it.
    """
    if relations:
        candidates = docket.stories([docket.by_id(relations[0].other).story])
    else:
        candidates = docket.stories(stories.shortlist(vector, docket.postings(stories.posting_terms(vector))))
    if relations and relations[0].kind is not RelationKind.REWRITE:
        return candidates[0], None, None
    match = stories.best_match(
        vector,
        dict(draft.fingerprint.anchors),
        candidates,
        news_at=news_at(entry, draft),
        lang=draft.lang,
        has_body=bool(draft.text),
    )
    if relations:
        return candidates[0], match, None
    linked, hint = abroad()
    if linked is not None and (match is None or linked.score * ACROSS_WORTH > match.score):
        match = linked
    if match is not None:
        return docket.stories([match.story])[0], match, None
    return StoryRecord.opened(docket.next_id("stories"), draft.title, entry.first_seen_at, article_id), None, hint


def grow(
    docket: Docket,
    story: StoryRecord,
    entry: PendingEntry,
    draft: ArticleDraft,
    article_id: int,
    vector: stories.Vector | None,
    foreign: Foreign,
    sources: Collection[str],
) -> StoryRecord:
    """The story with this article in it; ``vector`` is None for an article it already holds.

    ``sources`` are the independent ones the article stands for.
    """
    speaks = vector is not None and draft.lang not in story.languages and len(story.voices) < VOICES
    changes: dict[str, Any] = {"last_seen_at": max(story.last_seen_at, entry.first_seen_at)}
    if not set(sources) <= set(story.sources):
        changes["sources"] = tuple(dict.fromkeys((*story.sources, *sorted(sources))))
    if draft.lang and draft.lang not in story.languages:
        changes["languages"] = (*story.languages, draft.lang)
    if speaks:
        changes["voices"] = (*story.voices, article_id)
    if vector is not None:
        changes["articles"] = story.articles + 1
        changes["news_at"] = (story.news_at * story.articles + news_at(entry, draft)) / (story.articles + 1)
        changes["vector"] = stories.grown(story.vector, vector)
        changes["length"] = stories.length(changes["vector"])
        docket.count([term for term, _ in draft.fingerprint.terms])
        docket.count(counted(draft.fingerprint.marks, draft.lang), texts=0)
    grown = replace(story, **changes)
    terms = stories.posting_terms(vector) if vector is not None else []
    docket.put_story(grown, [*terms, *posted(foreign)] if speaks or not story.articles else terms)
    return grown


def relation_by_story(story: StoryRecord, match: stories.Match) -> Relation:
    """The relation of an article that joined by what it tells, to the article that opened the story."""
    kind = RelationKind.FOLLOW_UP if match.follow_up else RelationKind.REWRITE
    return Relation(kind, story.lead, match.score, evidence=match.names)


def news_at(entry: PendingEntry, draft: ArticleDraft) -> float:
    """When the article is news: its own date, unless it has none or claims to be from the future."""
    published, seen = draft.published_at, entry.first_seen_at
    return published if published is not None and published <= seen else seen
