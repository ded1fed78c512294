"""JUDGE, second step: the story an article belongs to, how it grows by the article, and which stories become one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from worker.content.direct import (
    commonness,
    fingerprint,
    heading,
    headline,
    headline_terms,
    is_signed,
    lead_terms,
)
from worker.flow.across import Foreign, looked_up, posted
from worker.flow.relate import when_of
from worker.flow.standing import Article
from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.story import PROVEN, Relation, RelationKind
from worker.policy import likeness, novelty, repeats, stories, templates, vectors
from worker.store.docket import Docket
from worker.store.judged import StoryRecord, rounded

VOICES = 4
"""By how many articles, each in another language, a story is compared with those of further languages."""

EVEN = 0.5
"""The chance given where the headline alone decides."""
SPARE_TERMS = 4
"""Terms foreseen beyond those an article is looked up by: the batch itself changes which are rarest."""
COPIED = 0.5
"""From this share of known samples on nothing is foreseen of an article: it will hardly be asked what it is about."""


def foresee(docket: Docket, drafts: Sequence[ArticleDraft]) -> None:
    """Load in a few statements what the articles will probably need; what they need beyond it comes one by one."""
    own = _no_copies(docket, drafts)
    seen = [vector_of(docket, draft) for draft in own]
    wanted = {term for vector in seen for term in islice(vector, stories.POSTING_TERMS + SPARE_TERMS)}
    postings = docket.postings(list(wanted | looked_up(docket, own)))
    docket.load_stories({story for vector in seen for story in stories.shortlist(vector, postings)})
    docket.load_texts({it for one in drafts for it in likeness.candidates(one.fingerprint.samples, docket.holders)})


def _no_copies(docket: Docket, drafts: Sequence[ArticleDraft]) -> list[ArticleDraft]:
    """Those with samples of their own: a copy joins the story of its source, whatever it is about."""
    met, own = set(docket.holders), []
    for draft in drafts:
        samples = draft.fingerprint.samples
        if len(met.intersection(samples)) <= COPIED * len(samples):
            own.append(draft)
        met.update(samples)
    return own


def vector_of(docket: Docket, draft: ArticleDraft) -> vectors.Vector:
    """The article's strongest terms, weighed by how common they are at this moment."""
    counts = docket.counts
    return vectors.weighed(draft.fingerprint.terms, counts.documents, counts.stories, commonness(draft.lang))


def group(
    docket: Docket,
    article: Article,
    relations: Sequence[Relation],
    about: Callable[[], vectors.Vector],
    abroad: Callable[[], tuple[stories.Match | None, stories.Match | None]],
    *,
    across: bool,
) -> tuple[StoryRecord, stories.Match | None, stories.Match | None]:
    """The story the article belongs to: its source's, else the best match, else one of its own.

    ``about`` returns the article's vector, which copies do not need; ``abroad`` the stories told in other
    languages: one to join, else one to hint at, which is handed on.

    An article whose words do not prove that its source tells it is matched with the source's story as well: that alone
    can be strong enough to silence it.
    """
    draft = article.draft
    if relations:
        candidates = docket.stories([docket.by_id(relations[0].other).story])
    else:
        vector = about()
        found = stories.shortlist(vector, docket.postings(stories.posting_terms(vector)))
        own_only = article.told_in_full or not across  # as ``stories.best_match`` sees it
        candidates = docket.open_stories(found, (draft.lang,) if own_only else ())
        candidates = [it for it in _of_this_issue(draft, candidates) if it.id not in article.related.closed]
    if relations and relations[0].proven:
        return candidates[0], None, None
    vector = about()
    match = stories.best_match(
        vector,
        draft.fingerprint.anchors,
        candidates,
        when=article.when,
        lang=draft.lang,
        has_body=article.told_in_full,
        across=across,
    )
    if match is not None:
        story = next(it for it in candidates if it.id == match.story)
        match = _with_news(docket, article, vector, match, story, relations)
    if relations:
        return candidates[0], match, None
    match = match or _headed_alike(article, candidates) or _of_a_flash(docket, article, vector, candidates)
    linked, hint = abroad()
    if linked is not None:
        match = stories.likelier(match, linked)
    if match is not None:
        return docket.stories([match.story])[0], match, None
    own = StoryRecord.opened(docket.next_id("stories"), draft.title, article.entry.first_seen_at, article.id)
    return own, None, hint


def _of_this_issue(draft: ArticleDraft, candidates: list[StoryRecord]) -> list[StoryRecord]:
    """Those not opened under the article's headline with another day or another name in it."""
    own = heading(draft.title, draft.lang) if candidates else None
    if own is None:
        return candidates
    return [
        story
        for story in candidates
        if (theirs := heading(story.title, draft.lang)) is None or not templates.another_issue(own, theirs)
    ]


def _with_news(
    docket: Docket,
    article: Article,
    vector: vectors.Vector,
    match: stories.Match,
    story: StoryRecord,
    relations: Sequence[Relation],
) -> stories.Match:
    """The match, strong or weak by how the report begins: with what was told, or with what came after.

    ``relations`` to articles whose words it has, but they prove nothing.
    """
    draft = article.draft
    headline = headline_terms(draft.title, draft.lang)
    if not draft.text:
        if not match.strong or is_signed(draft.title) or not _is_listed(docket, article.entry, story):
            return match
        return replace(match, strong=not novelty.tells_anew(vector, story.vector, headline))
    told = story.vector.keys() - story.untold
    lead = lead_terms(draft.text, draft.lang)
    match = replace(match, anew=novelty.tells_anew(vector, told, headline & lead))
    if relations and relations[0].kind in PROVEN:
        more = novelty.tells_more(vector, told, headline, lead)
    else:
        more = match.follow_up and novelty.tells_what_came_after(vector, told, headline & lead)
    if match.strong:
        match = replace(match, strong=not more)
    after_s = article.when.after(story.news_at)
    if not (match.strong or relations) and novelty.begins_as_known(vector, told, headline, lead, after_s=after_s):
        match = replace(match, strong=True, names=(*match.names, novelty.BEGINS_KNOWN))
    return replace(match, strong=match.strong and not _is_next_of_feed(docket, article, vector, story, told))


def _is_next_of_feed(
    docket: Docket, article: Article, vector: vectors.Vector, story: StoryRecord, told: Collection[int]
) -> bool:
    """Whether a feed that told of the story tells its next bulletin, or the next day's issue of a column."""
    if not _is_listed(docket, article.entry, story):
        return False
    return (repeats.is_bulletin(article.words, article.draft.text) and novelty.tells_anew(vector, told, vector)) or any(
        it.feed_id == article.entry.feed_id
        and headline(it.title, it.lang) == article.headline
        and article.when.after(when_of(it, it.first_seen_at).latest) >= stories.FOLLOW_UP_S
        for it in docket.members(story.id)[0]
    )


def _is_listed(docket: Docket, entry: PendingEntry, story: StoryRecord) -> bool:
    """Whether the entry's feed has told of the story at another address; an import may be any collection."""
    if entry.is_imported or docket.by_url(entry.url_key) is not None:
        return False
    return any(it.feed_id == entry.feed_id for it in docket.members(story.id)[0])


def _of_a_flash(
    docket: Docket, article: Article, vector: vectors.Vector, candidates: Sequence[StoryRecord]
) -> stories.Match | None:
    """The story told in bare headlines that a report belongs to by its own headline, however little its text shares."""
    draft, counts = article.draft, docket.counts
    flashes = [it for it in candidates if stories.says_more(vector, it.vector)] if draft.text else []
    if not flashes:
        return None
    alone = fingerprint(draft.title, "", draft.lang, None)
    own = vectors.weighed(alone.terms, counts.documents, counts.stories, commonness(draft.lang))
    match = stories.best_match(own, alone.anchors, flashes, when=article.when, lang=draft.lang, has_body=False)
    return replace(match, strong=False, also=()) if match and match.odds >= stories.BY_HEADLINE else None


def _headed_alike(article: Article, candidates: Sequence[StoryRecord]) -> stories.Match | None:
    """The story opened under the article's very headline, however little a text and a bare headline share."""
    told = (it for it in candidates if article.draft.lang in it.languages)
    story = next((it for it in told if _same_headline(article, it)), None)
    if story is None:
        return None
    late = article.when.after(story.news_at) > stories.FOLLOW_UP_S
    return stories.Match(story.id, EVEN, strong=False, follow_up=late, names=(), odds=0.0)


def under_its_headline(article: Article, story: StoryRecord, match: stories.Match) -> stories.Match:
    """The match made strong where the article has the very headline of the one that opened the story."""
    if match.strong or match.by_meaning or not _same_headline(article, story):
        return match
    return replace(match, strong=True, names=(*match.names, "the same headline"))


def _same_headline(article: Article, story: StoryRecord) -> bool:
    gap_s = article.when.after(story.news_at)
    return stories.same_headline(article.headline, headline(story.title, article.draft.lang), gap_s)


def grow(
    docket: Docket,
    story: StoryRecord,
    article: Article,
    vector: vectors.Vector | None,
    foreign: Foreign,
    sources: Collection[str],
) -> StoryRecord:
    """The story with this article in it; ``sources`` are the independent ones.

    ``vector`` is what it tells; None for a copy: what is told once more is not told louder.
    """
    draft = article.draft
    voices = _voices(docket, story, article, vector) if vector is not None else story.voices
    speaks = voices != story.voices
    changes: dict[str, Any] = {"last_seen_at": max(story.last_seen_at, article.entry.first_seen_at)}
    if not set(sources) <= set(story.sources):
        changes["sources"] = tuple(dict.fromkeys((*story.sources, *sorted(sources))))
    if draft.lang and draft.lang not in story.languages:
        changes["languages"] = (*story.languages, draft.lang)
    if speaks:
        changes["voices"] = voices
    if article.fresh:
        changes["articles"] = story.articles + 1
    if vector is not None:
        changes["tellings"] = story.tellings + 1
        news_at = article.when.nearest(story.news_at)
        changes["news_at"] = (story.news_at * story.tellings + news_at) / (story.tellings + 1)
        changes["vector"] = rounded(vectors.summed(story.vector, vector))
        changes["squares"] = vectors.squares(changes["vector"])
    grown = replace(story, **changes)
    terms = stories.posting_terms(vector) if vector is not None else []
    docket.put_story(grown, [*terms, *posted(foreign)] if speaks or not story.articles else terms)
    return grown


def _voices(docket: Docket, story: StoryRecord, article: Article, vector: vectors.Vector) -> tuple[int, ...]:
    """By which articles the story is compared across languages, with this one in it: the first of each language.

    A flash comes first, and has few of the names and numbers: the report that follows speaks in its place.
    """
    draft = article.draft
    if draft.lang not in story.languages:
        return (*story.voices, article.id) if len(story.voices) < VOICES else story.voices
    if not draft.text or not stories.says_more(vector, story.vector):
        return story.voices
    others = [it for it in story.voices if docket.by_id(it).lang != draft.lang]
    return (*others, article.id) if len(others) < len(story.voices) else story.voices


def merge(
    docket: Docket, story: StoryRecord, match: stories.Match | None, *, has_body: bool
) -> tuple[StoryRecord, tuple[int, ...]]:
    """The story with those merged that the article fits as well, if all they hold says so; and which these were.

    The one opened first stays.
    """
    gone: list[int] = []
    for other in docket.stories(match.also) if match is not None else ():
        if other.id == story.id or not stories.same_story(story, other, has_body=has_body):
            continue
        if not docket.parted(story.id, other.id):
            kept, lost = (story, other) if story.id < other.id else (other, story)
            story = united(docket, kept, lost)
            docket.merge(story, lost)
            gone.append(lost.id)
    return story, tuple(gone)


def heard(
    docket: Docket, story: StoryRecord, about: Callable[[], vectors.Vector], brought: Collection[int], *, told: bool
) -> StoryRecord:
    """The story after an article of which somebody was ``told``, or nobody; it ``brought`` these terms to the story."""
    if not (told or docket.told(story.id)):
        return story
    untold = _untold(docket, story)
    if not told:
        untold = untold.union(brought)
    elif untold:
        untold = untold.difference(about())
    untold = untold.intersection(story.vector)
    if untold == story.untold:
        return story
    story = replace(story, untold=untold)
    docket.put_story(story, ())
    return story


def count(docket: Docket, foreign: Foreign, brought: Collection[int], *, fresh: bool, opened: bool) -> None:
    """Count a ``fresh`` article by its marks, and what it ``brought`` to its story or ``opened`` it with.

    Last of all, so that whatever is asked about the article before is weighed by the same counts.
    """
    if fresh:
        docket.counts.add_text(foreign.counted)
    docket.counts.add_to_story(brought, opened=opened)


def _untold(docket: Docket, story: StoryRecord) -> frozenset[int]:
    return story.untold if docket.told(story.id) else frozenset(story.vector)


def united(docket: Docket, kept: StoryRecord, gone: StoryRecord) -> StoryRecord:
    """Two stories as one, which keeps the number, title and lead of the first."""
    of_kept, of_gone = (replace(it, untold=_untold(docket, it)) for it in (kept, gone))
    return pooled(of_kept, of_gone)


def pooled(kept: StoryRecord, gone: StoryRecord) -> StoryRecord:
    """As ``united``, where ``untold`` is right though a story was never told."""
    tellings = kept.tellings + gone.tellings
    vector = rounded(vectors.summed(kept.vector, gone.vector))
    return replace(
        kept,
        first_seen_at=min(kept.first_seen_at, gone.first_seen_at),
        last_seen_at=max(kept.last_seen_at, gone.last_seen_at),
        news_at=(kept.news_at * kept.tellings + gone.news_at * gone.tellings) / max(1, tellings),
        articles=kept.articles + gone.articles,
        tellings=tellings,
        sources=tuple(dict.fromkeys((*kept.sources, *gone.sources))),
        languages=tuple(dict.fromkeys((*kept.languages, *gone.languages))),
        voices=tuple(dict.fromkeys((*kept.voices, *gone.voices)))[:VOICES],
        vector=vector,
        squares=vectors.squares(vector),
        untold=frozenset(term for term in vector if all(term in it.untold for it in (kept, gone) if term in it.vector)),
    )


def relation_by_story(story: StoryRecord, match: stories.Match) -> Relation:
    """The relation of an article that joined by what it tells, to the article that opened the story."""
    kind = RelationKind.FOLLOW_UP if match.follow_up else RelationKind.REWRITE
    return Relation(kind, story.lead, match.score, evidence=match.names)
