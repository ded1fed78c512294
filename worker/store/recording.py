"""What a batch of judgements becomes in the tables, every row of a table in one statement."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.story import AlertState
from worker.policy import urls
from worker.store import bulk, rereads
from worker.store import schema as t
from worker.store.columns import Id
from worker.store.judged import DAY_S, Judgement, StoryRecord, pack_vector
from worker.store.marks import pack_marks

MAX_SOURCES = 500


def reserve(connection: sa.Connection, taken: Mapping[str, int]) -> dict[str, int]:
    """Reserve ids for articles, stories and relations; returns the last ones given out before."""
    rows = connection.execute(_ADVANCE, {f"b_{table}": number for table, number in taken.items()}).all()
    ends = {row.name: row.next for row in rows}
    for table in taken.keys() - ends.keys():
        connection.execute(sa.insert(t.sequences).values(name=table, next=taken[table]))
    return {table: ends.get(table, number) - number for table, number in taken.items()}


_SEQUENCES = ("articles", "stories", "relations")
_ADVANCE = (
    sa.update(t.sequences)
    .where(t.sequences.c.name.in_(_SEQUENCES))
    .values(
        next=t.sequences.c.next
        + sa.case({it: sa.bindparam(f"b_{it}", type_=Id) for it in _SEQUENCES}, value=t.sequences.c.name)
    )
    .returning(t.sequences.c.name, t.sequences.c.next)
)


def record_stories(connection: sa.Connection, stories: Sequence[StoryRecord]) -> None:
    """Insert stories that were just opened."""
    bulk.insert_rows(connection, t.stories, [_story_row(story) for story in stories])


def update_stories(connection: sa.Connection, stories: Sequence[StoryRecord]) -> None:
    """Update stories that existed before."""
    rows = [_story_row(story) for story in stories]
    bulk.run(connection, _GROWN, [{f"b_{name}": value for name, value in row.items()} for row in rows])


_KEPT = {"id", "merged_into"}
_GROWN = (
    sa.update(t.stories)
    .where(t.stories.c.id == sa.bindparam("b_id"))
    .values({it.name: sa.bindparam(f"b_{it.name}") for it in t.stories.c if it.name not in _KEPT})
)


def record(
    connection: sa.Connection,
    judgements: Sequence[Judgement],
    voices: Collection[int],
    next_relation: Callable[[], int],
    now: float,
) -> None:
    """Write all that was decided; the entries leave ``pending``.

    ``voices`` are the articles by which stories are compared across languages; marks are kept for no others.
    ``next_relation`` gives ids for relations.
    """
    with_article = [one for one in judgements if one.article is not None]
    bulk.insert_rows(connection, t.articles, [_article_row(one) for one in with_article])
    bulk.insert_rows(
        connection, t.fingerprints, [_fingerprint_row(one, one.article_id in voices) for one in with_article]
    )
    bulk.insert(connection, t.samples, sorted(row for one in with_article for row in _sample_rows(one)))
    bulk.insert_rows(connection, t.relations, [row for one in judgements for row in _relation_rows(one, next_relation)])
    bulk.run(connection, _JUDGED, [_judged_row(one, now) for one in judgements])
    bulk.insert_rows(connection, t.flags, [row for one in judgements for row in _flag_rows(one)])
    bulk.insert_rows(connection, t.alerts, _in_turn([row for one in judgements for row in _alert_rows(one, now)]))
    bulk.insert_rows(connection, t.trails, [_trail_row(one, now) for one in judgements])
    rereads.note(connection, judgements, now)
    dialect = connection.dialect.name
    connection.execute(_done(dialect), {"b_done": bulk.listed(dialect, [one.entry.id for one in judgements])})


@cache
def _done(dialect: str) -> sa.Delete:
    return sa.delete(t.pending).where(bulk.inside(dialect, t.pending.c.entry_id, "b_done"))


def _story_row(story: StoryRecord) -> dict[str, Any]:
    """A story as a row, with at most ``MAX_SOURCES`` sources."""
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
        "vector": pack_vector(story.vector, story.untold),
        "lead_id": story.lead,
        "voices": orjson.dumps(story.voices).decode(),
    }


def _article_row(one: Judgement) -> dict[str, Any]:
    """The judgement's article as a row, its text compressed; the judgement must have one."""
    draft, entry = one.article, one.entry
    assert draft is not None
    return {
        "id": one.article_id,
        "url_key": entry.url_key,
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
        "page_key": _page_key(draft.canonical, entry.url_key),
    }


def _page_key(address: str | None, link_key: int | None) -> int | None:
    """The key of a page's own address; None where its link says the same."""
    link = urls.canonical(address) if address else None
    key = urls.url_key(link) if link else None
    return None if key == link_key else key


def _fingerprint_row(one: Judgement, speaks: bool) -> dict[str, Any]:
    """What is kept of the article for comparison, except its samples."""
    assert one.article is not None
    fingerprint = one.article.fingerprint
    return {
        "article_id": one.article_id,
        "version": fingerprint.version,
        "shingles": fingerprint.shingles,
        "marks": pack_marks(fingerprint.marks, one.rarities) if speaks else None,
    }


def _sample_rows(one: Judgement) -> list[tuple[int, int, int]]:
    """One row per sample (day, hash, article); the day is when the article was first seen."""
    assert one.article is not None
    day = int(one.entry.first_seen_at // DAY_S)
    return [(day, sample, one.article_id) for sample in one.article.fingerprint.samples]


_JUDGED = (
    sa.update(t.entries)
    .where(t.entries.c.id == sa.bindparam("b_id"))
    .values(
        judged_at=sa.bindparam("b_at"),
        disposition=sa.bindparam("b_disposition"),
        article_id=sa.bindparam("b_article"),
        proof_id=sa.bindparam("b_proof"),
    )
)


def _judged_row(one: Judgement, now: float) -> dict[str, Any]:
    """The parameters that give the entry its disposition."""
    return {
        "b_id": one.entry.id,
        "b_at": now,
        "b_disposition": one.disposition,
        "b_article": one.article_id,
        "b_proof": one.proof,
    }


def _flag_rows(one: Judgement) -> list[dict[str, Any]]:
    """One row per flag, with the matching spans as JSON."""
    return [
        {
            "entry_id": one.entry.id,
            "rule": flag.rule,
            "rule_version": flag.rule_version,
            "spans": orjson.dumps(flag.spans).decode(),
        }
        for flag in one.flags
    ]


def _alert_rows(one: Judgement, now: float) -> list[dict[str, Any]]:
    """One row per alert, owed from ``now`` on."""
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


def _in_turn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the alerts of a story to a sink be owed a microsecond after each other, the last one now.

    A sink is told in the order in which alerts were owed, and an update must not come before what it updates.
    """
    later: Counter[tuple[int, str]] = Counter()
    for row in reversed(rows):
        turn = (row["story_id"], row["sink"])
        row["owed_at"] -= later[turn] / 1e6
        later[turn] += 1
    return rows


def _trail_row(one: Judgement, now: float) -> dict[str, Any]:
    """All verdicts of the entry in one row."""
    return {"entry_id": one.entry.id, "at": now, "verdicts": one.trail}


def _relation_rows(judgement: Judgement, next_relation: Callable[[], int]) -> list[dict[str, Any]]:
    rows = []
    for place, relation in enumerate(judgement.relations):
        proves = judgement.proof is not None and place == 0
        rows.append(
            {
                "id": judgement.proof if proves else next_relation(),
                "entry_id": judgement.entry.id,
                "other_id": relation.other,
                "kind": relation.kind,
                "score": relation.score,
                "inner_share": relation.inner,
                "outer_share": relation.outer,
                "shared": relation.shared,
                "covered": relation.covered,
                "proves_id": judgement.entry.id if proves else None,
                "direction": relation.direction,
                "evidence": orjson.dumps(relation.evidence).decode(),
            }
        )
    return rows
