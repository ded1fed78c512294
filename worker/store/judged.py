"""Values between judge and store: articles and stories as they are known, and all that was decided about one entry."""

from __future__ import annotations

import struct
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.entry import ArticleDraft, Disposition, PendingEntry
from worker.model.outlets import Citation
from worker.model.story import Flag, OwedAlert, Relation
from worker.policy import urls
from worker.policy.vectors import Squares, squares
from worker.store import bulk
from worker.store import schema as t
from worker.store.packing import BYTES, pack, unpack

DAY_S = 86400


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """The facts of a judged article that are needed to decide about another one."""

    id: int
    story: int
    title: str
    feed_id: int
    lang: str | None
    digest: bytes
    host: str
    published_at: float | None
    published_from: str | None
    first_seen_at: float
    cites: tuple[Citation, ...]
    degraded: str | None = None

    @classmethod
    def of(cls, article: int, story: int, entry: PendingEntry, draft: ArticleDraft) -> KnownArticle:
        """An article that has just been judged."""
        return cls(
            id=article,
            story=story,
            title=draft.title,
            feed_id=entry.feed_id,
            lang=draft.lang,
            digest=draft.fingerprint.digest,
            host=draft.host,
            published_at=draft.published_at,
            published_from=draft.published_from,
            first_seen_at=entry.first_seen_at,
            cites=draft.cites,
            degraded=draft.degraded,
        )


@dataclass(slots=True)
class Address:
    """When the page at an address was news: the latest date of its articles, and when each feed brought its last."""

    published_at: float | None = None
    brought_at: dict[int, float] = field(default_factory=dict)

    def note(self, feed_id: int, published_at: float | None, first_seen_at: float) -> None:
        """Note an article of this address."""
        if published_at is not None:
            self.published_at = max(published_at, self.published_at or published_at)
        self.brought_at[feed_id] = max(first_seen_at, self.brought_at.get(feed_id, first_seen_at))

    def has_another_issue(self, entry: PendingEntry) -> bool:
        """Whether an entry that links here may tell of other news than before.

        One without a date is as old as we have known it; other feeds may list a page late.
        """
        if entry.draft.published_at is not None:
            return urls.another_issue(entry.draft.published_at, self.published_at)
        return urls.another_issue(entry.first_seen_at, self.brought_at.get(entry.feed_id))


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as stored; ``vector`` maps terms to summed weights, ``squares`` are the sums of their squares by kind.

    ``tellings`` counts the articles that are no copies, ``sources`` are the owners of the independent ones; ``voices``
    are the articles it is compared by across languages: the first in each of its first languages. ``untold`` are the
    terms that only articles brought of which nobody was told; of a story that was never told they say nothing.
    """

    id: int
    title: str
    first_seen_at: float
    last_seen_at: float
    news_at: float
    articles: int
    tellings: int
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    vector: dict[int, float]
    squares: Squares
    lead: int
    voices: tuple[int, ...] = ()
    untold: frozenset[int] = frozenset()

    @classmethod
    def opened(cls, story: int, title: str, at: float, lead: int) -> StoryRecord:
        """A story about to get its first article, ``lead``."""
        return cls(story, title, at, at, at, 0, 0, (), (), {}, {}, lead)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was decided about one entry. ``article`` is None where the entry shares a known article.

    ``reread_at`` is when its page is to be asked for again, None where that would bring nothing.
    """

    entry: PendingEntry
    article_id: int
    article: ArticleDraft | None
    rarities: tuple[float, ...]
    previous: int | None
    story: int
    merged: tuple[int, ...]
    relations: tuple[Relation, ...]
    proof: int | None
    flags: tuple[Flag, ...]
    alerts: tuple[tuple[OwedAlert, bytes], ...]
    disposition: Disposition
    trail: str
    reread_at: float | None = None


def pack_vector(vector: dict[int, float], untold: Collection[int]) -> bytes:
    """Terms (40 bits), then weights of 2 bytes, little-endian; those of ``untold`` terms are negative."""
    weights = [-weight if term in untold else weight for term, weight in vector.items()] if untold else vector.values()
    return pack(vector) + struct.pack(f"<{len(vector)}e", *weights)


def rounded(vector: dict[int, float]) -> dict[int, float]:
    """A vector with the store's precision, so that a batch decides as a restarted worker would."""
    return dict(
        zip(vector, struct.unpack(f"<{len(vector)}e", struct.pack(f"<{len(vector)}e", *vector.values())), strict=True)
    )


def unpack_vector(packed: bytes) -> tuple[dict[int, float], frozenset[int]]:
    """The inverse of ``pack_vector``; weights come back with half precision."""
    size = len(packed) // (BYTES + 2)
    terms, weights = unpack(packed[: BYTES * size]), struct.unpack(f"<{size}e", packed[BYTES * size :])
    if not size or min(weights) >= 0:
        return dict(zip(terms, weights, strict=True)), frozenset()
    untold = frozenset(term for term, weight in zip(terms, weights, strict=True) if weight < 0)
    return dict(zip(terms, map(abs, weights), strict=True)), untold


@lru_cache
def stored_stories(dialect: str) -> sa.Select[Any]:
    """Selects the stories whose ids are bound to ``b_wanted``."""
    return sa.select(t.stories).where(bulk.inside(dialect, t.stories.c.id, "b_wanted"))


def story_record(row: sa.Row[Any]) -> StoryRecord:
    """A row of ``stories`` as a record."""
    vector, untold = unpack_vector(row.vector)
    return StoryRecord(
        id=row.id,
        title=row.title,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        news_at=row.news_at,
        articles=row.articles,
        tellings=row.tellings,
        sources=tuple(orjson.loads(row.sources)),
        languages=tuple(orjson.loads(row.languages)),
        vector=vector,
        squares=squares(vector),
        lead=row.lead_id,
        voices=tuple(orjson.loads(row.voices)),
        untold=untold,
    )
