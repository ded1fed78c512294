"""Fingerprints of older versions: which there are, and how they are replaced."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.entry import FINGERPRINT_VERSION, Fingerprint
from worker.store import bulk, sessions, sweeps
from worker.store import schema as t
from worker.store.judged import DAY_S
from worker.store.sweeps import START, Sweep

_SWEEP = "fingerprints"


@dataclass(frozen=True, slots=True)
class Outdated:
    """An article whose fingerprint is of an older version, and the day its samples stand under."""

    article: int
    title: str
    text: str
    lang: str | None
    day: int


def outdated(connection: sa.Connection, *, since: float, most: int) -> tuple[Sweep, list[Outdated]]:
    """The newest articles seen since a time that are still to be fingerprinted anew; nothing when all were."""
    sweep = sweeps.begun(connection, _SWEEP, FINGERPRINT_VERSION)
    if sweep.done:
        return sweep, []
    query = _OUTDATED.where(t.articles.c.first_seen_at >= since).limit(most)
    if sweep.place != START:
        query = query.where(t.articles.c.id < -sweep.place)
    rows = connection.execute(query)
    return sweep, [
        Outdated(row.id, row.title, zlib.decompress(row.body).decode(), row.lang, int(row.first_seen_at // DAY_S))
        for row in rows
    ]


def renew(
    connection: sa.Connection, sweep: Sweep, made: Sequence[tuple[Outdated, Fingerprint]], last: int | None
) -> None:
    """Replace the fingerprints of these articles. ``last`` is the last article seen, None where all were.

    Samples of the old version stay until they are past the window: they are in blocks with others, and find nothing.
    """
    sessions.judge_alone(connection)
    samples = [(one.day, sample, one.article) for one, new in made for sample in new.samples]
    bulk.insert(connection, t.samples, samples, bulk.leave)
    for one, new in made:
        row = sa.update(t.fingerprints).where(t.fingerprints.c.article_id == one.article)
        connection.execute(row.values(version=new.version, shingles=new.shingles))
        article = sa.update(t.articles).where(t.articles.c.id == one.article)
        connection.execute(article.values(digest=new.digest))
    sweeps.note(connection, sweep, None if last is None else -last)


_OUTDATED = (
    sa.select(t.articles.c.id, t.articles.c.title, t.articles.c.body, t.articles.c.lang, t.articles.c.first_seen_at)
    .join(t.fingerprints, t.fingerprints.c.article_id == t.articles.c.id)
    .where(t.fingerprints.c.version != FINGERPRINT_VERSION)
    .order_by(t.articles.c.id.desc())
)
