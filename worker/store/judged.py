"""Rows of the judge: what is known of articles and stories, and what one judgement becomes in the tables."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.entry import ArticleDraft, Disposition, PendingEntry
from worker.model.outlets import Citation
from worker.model.story import AlertState, Flag, OwedAlert, Relation
from worker.policy.vectors import Squares, squares
from worker.store.marks import pack_marks
from worker.store.schema import entries

DAY_S = 86400
MAX_SOURCES = 500


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article already judged, as far as deciding about another needs it."""

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


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as stored; ``vector`` maps terms to summed weights, ``squares`` are the sums of their squares by kind.

    ``tellings`` counts the articles that are no copies, ``sources`` are the owners of the independent ones; ``voices``
    are the articles it is compared by across languages: the first in each of its first languages.
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

    @classmethod
    def opened(cls, story: int, title: str, at: float, lead: int) -> StoryRecord:
        """A story about to get its first article, ``lead``."""
        return cls(story, title, at, at, at, 0, 0, (), (), {}, {}, lead)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was decided about one entry. ``article`` is None where the entry shares a known article."""

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


def pack_vector(vector: dict[int, float]) -> bytes:
    """Terms (40 bits) and weights, little-endian: 4 lower bytes of all, their upper bytes, then 2 a weight."""
    size, terms = len(vector), vector.keys()
    low, high = (term & 0xFFFFFFFF for term in terms), (term >> 32 for term in terms)
    return struct.pack(f"<{size}I{size}B{size}e", *low, *high, *vector.values())


def rounded(vector: dict[int, float]) -> dict[int, float]:
    """A vector as it will come back from the store, so that a batch decides as a restarted worker would."""
    return unpack_vector(pack_vector(vector))


def unpack_vector(packed: bytes) -> dict[int, float]:
    """The inverse of ``pack_vector``; weights come back with half precision."""
    size = len(packed) // 7
    values = struct.unpack(f"<{size}I{size}B{size}e", packed)
    terms = (high << 32 | low for low, high in zip(values[:size], values[size : 2 * size], strict=True))
    return dict(zip(terms, values[2 * size :], strict=True))


def story_record(row: sa.Row[Any]) -> StoryRecord:
    """A row of ``stories`` as a record."""
    times = (row.first_seen_at, row.last_seen_at, row.news_at)
    names = (tuple(orjson.loads(row.sources)), tuple(orjson.loads(row.languages)))
    vector = unpack_vector(row.vector)
    counts, voices = (row.articles, row.tellings), tuple(orjson.loads(row.voices))
    return StoryRecord(row.id, row.title, *times, *counts, *names, vector, squares(vector), row.lead_id, voices)


def story_row(story: StoryRecord) -> dict[str, Any]:
    """A story as its row; of its sources the first ``MAX_SOURCES`` are kept."""
    return {
        "id": story.id,
        "title": story.title,
        "first_seen_at": story.first_seen_at,
        "last_seen_at": story.last_seen_at,
        "news_at": story.news_at,
        "articles": story.articles,
        "tellings": story.tellings,
        "sources": orjson.dumps(story.sources[:MAX_SOURCES]).decode(),
        "languages": orjson.dumps(story.languages).decode(),
        "vector": pack_vector(story.vector),
        "lead_id": story.lead,
        "voices": orjson.dumps(story.voices).decode(),
    }


def article_row(one: Judgement) -> dict[str, Any]:
    """The judgement's own article as its row, text compressed; only for a judgement that has one."""
    draft, entry = one.article, one.entry
    assert draft is not None
    return {
        "id": one.article_id,
        "url": draft.url,
        "url_key": entry.url_key,
        "canonical": draft.canonical,
        "host": draft.host,
        "lang": draft.lang,
        "title": draft.title,
        "author": draft.author,
        "body": zlib.compress(draft.text.encode(), 6),
        "chars": len(draft.text),
        "published_at": draft.published_at,
        "published_from": draft.published_from,
        "first_seen_at": entry.first_seen_at,
        "promo": orjson.dumps([{"text": cut.text, "why": cut.why} for cut in draft.promo]).decode(),
        "degraded": draft.degraded,
        "cites": orjson.dumps(draft.cites).decode(),
        "quality": draft.quality,
        "digest": draft.fingerprint.digest,
        "feed_id": entry.feed_id,
        "previous_id": one.previous,
        "story_id": one.story,
    }


def fingerprint_row(one: Judgement) -> dict[str, Any]:
    """What is kept of the article for comparison, but for its samples."""
    assert one.article is not None
    print_ = one.article.fingerprint
    return {
        "article_id": one.article_id,
        "version": print_.version,
        "shingles": print_.shingles,
        "marks": pack_marks(print_.marks, one.rarities),
    }


def sample_rows(one: Judgement) -> list[tuple[int, int, int]]:
    """One row a sample (day, hash, article), under the day the article was first seen."""
    assert one.article is not None
    day = int(one.entry.first_seen_at // DAY_S)
    return [(day, sample, one.article_id) for sample in one.article.fingerprint.samples]


JUDGED = (
    sa.update(entries)
    .where(entries.c.id == sa.bindparam("b_id"))
    .values(
        judged_at=sa.bindparam("b_at"),
        disposition=sa.bindparam("b_disposition"),
        article_id=sa.bindparam("b_article"),
        proof_id=sa.bindparam("b_proof"),
    )
)
"""Gives an entry its disposition; takes ``judged_row``."""


def judged_row(one: Judgement, now: float) -> dict[str, Any]:
    """The parameters that give the entry its disposition."""
    return {
        "b_id": one.entry.id,
        "b_at": now,
        "b_disposition": one.disposition,
        "b_article": one.article_id,
        "b_proof": one.proof,
    }


def relation_rows(one: Judgement, next_id: Callable[[str], int]) -> list[dict[str, Any]]:
    """One row a relation, the first of them the proof where the entry is silenced."""
    rows = []
    for place, relation in enumerate(one.relations):
        proves = one.proof is not None and place == 0
        rows.append(
            {
                "id": one.proof if proves else next_id("relations"),
                "entry_id": one.entry.id,
                "other_id": relation.other,
                "kind": relation.kind,
                "score": relation.score,
                "inner_share": relation.inner,
                "outer_share": relation.outer,
                "shared": relation.shared,
                "covered": relation.covered,
                "proves_id": one.entry.id if proves else None,
                "direction": relation.direction,
                "evidence": orjson.dumps(relation.evidence).decode(),
            }
        )
    return rows


def flag_rows(one: Judgement) -> list[dict[str, Any]]:
    """One row a flag, with the spans that matched as JSON."""
    return [
        {
            "entry_id": one.entry.id,
            "rule": flag.rule,
            "rule_version": flag.rule_version,
            "spans": orjson.dumps(flag.spans).decode(),
        }
        for flag in one.flags
    ]


def alert_rows(one: Judgement, now: float) -> list[dict[str, Any]]:
    """One row an alert, owed from ``now`` on."""
    return [
        {
            "id": alert.id,
            "story_id": alert.story,
            "rule": alert.rule,
            "sink": alert.sink,
            "occasion": alert.occasion,
            "severity": alert.severity,
            "entry_id": one.entry.id,
            "body": body,
            "state": AlertState.OWED,
            "owed_at": now,
            "not_before": now,
        }
        for alert, body in one.alerts
    ]


def trail_row(one: Judgement, now: float) -> dict[str, Any]:
    """All verdicts of the entry in one row."""
    return {"entry_id": one.entry.id, "at": now, "verdicts": one.trail}
