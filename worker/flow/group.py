"""JUDGE, second step: the story an article belongs to, and the story as it grows by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.settings import StorySettings
from worker.model.story import Relation, RelationKind
from worker.policy import stories
from worker.store.docket import Docket
from worker.store.judged import StoryRecord


def foresee(docket: Docket, drafts: Sequence[ArticleDraft]) -> None:
    """Load in a few statements what the articles will probably need; what they need beyond it comes one by one."""
    vectors = [vector_of(docket, draft) for draft in drafts]
    postings = docket.postings(list({term for vector in vectors for term in stories.posting_terms(vector)}))
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
    settings: StorySettings,
) -> tuple[StoryRecord, stories.Match | None]:
    """The story the article belongs to: its source's, else the best match, else one of its own.

    An article that only shares a part with its source is matched with the source's story as well: that alone
    can be strong enough to silence it.
    """
    if relations:
        candidates = docket.stories([docket.by_id(relations[0].other).story])
    else:
        candidates = docket.stories(stories.shortlist(vector, docket.postings(stories.posting_terms(vector))))
    if relations and relations[0].kind is not RelationKind.REWRITE:
        return candidates[0], None
    match = stories.best_match(
        vector,
        dict(draft.fingerprint.anchors),
        candidates,
        news_at=news_at(entry, draft),
        lang=draft.lang,
        has_body=bool(draft.text),
        across=settings.across_languages == "link",
    )
    if relations:
        return candidates[0], match
    if match is not None:
        return docket.stories([match.story])[0], match
    return StoryRecord.opened(docket.next_id("stories"), draft.title, entry.first_seen_at, article_id), None


def grow(
    docket: Docket,
    story: StoryRecord,
    entry: PendingEntry,
    draft: ArticleDraft,
    vector: stories.Vector | None,
    sources: Collection[str],
) -> StoryRecord:
    """The story with this article in it; ``vector`` is None for an article it already holds.

    ``sources`` are the independent ones the article stands for.
    """
    changes: dict[str, Any] = {"last_seen_at": max(story.last_seen_at, entry.first_seen_at)}
    if not set(sources) <= set(story.sources):
        changes["sources"] = tuple(dict.fromkeys((*story.sources, *sorted(sources))))
    if draft.lang and draft.lang not in story.languages:
        changes["languages"] = (*story.languages, draft.lang)
    if vector is not None:
        changes["articles"] = story.articles + 1
        changes["news_at"] = (story.news_at * story.articles + news_at(entry, draft)) / (story.articles + 1)
        changes["vector"] = stories.grown(story.vector, vector)
        changes["length"] = stories.length(changes["vector"])
        docket.count(term for term, _ in draft.fingerprint.terms)
    grown = replace(story, **changes)
    docket.put_story(grown, stories.posting_terms(vector) if vector is not None else ())
    return grown


def relation_by_story(story: StoryRecord, match: stories.Match) -> Relation:
    """The relation of an article that joined by what it tells, to the article that opened the story."""
    kind = RelationKind.FOLLOW_UP if match.follow_up else RelationKind.REWRITE
    return Relation(kind, story.lead, match.score, evidence=match.names)


def news_at(entry: PendingEntry, draft: ArticleDraft) -> float:
    """When the article is news: its own date, unless it has none or claims to be from the future."""
    published, seen = draft.published_at, entry.first_seen_at
    return published if published is not None and published <= seen else seen
