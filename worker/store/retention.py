"""Forgetting by age: bodies, samples, trails and polls go; what tells known from new (keys, relations) stays.

In small steps beside the work: each call deletes at most ``STEP`` rows of a kind.
"""

from __future__ import annotations

import zlib

import sqlalchemy as sa

from worker.model.settings import Keep
from worker.policy.furniture import FORGOTTEN_AFTER_DAYS
from worker.store import counts, rereads, samples, sessions
from worker.store import schema as t
from worker.store.judged import DAY_S
from worker.store.schema import AT_HAND

STEP = 2000
STEP_STORIES = 200
"""Some thirty terms each."""
QUARANTINE_S = 30 * DAY_S
"""What kills a child today may be read by the parsers of next month."""

_FORGOTTEN = zlib.compress(b"")


def forget(connection: sa.Connection, keep: Keep, *, window_s: float, now: float) -> int:
    """One step of forgetting; answers how many rows it touched, 0 when there is nothing more to forget.

    Samples are only ever looked up within the stories' window, so they go after it, and are packed before that; so
    does what stories are found by that grew no more for as long. Their rows stay, and what repeats an old article word
    for word still joins them.
    """
    sessions.judge_alone(connection)
    first_day, today = int((now - window_s) // DAY_S), int(now // DAY_S)
    return (
        _bodies(connection, now - keep.articles_s)
        + samples.seal(connection, first_day, today)
        + samples.forget(connection, first_day, today)
        + _stories(connection, now - window_s)
        + counts.forget(connection, now, STEP)
        + rereads.forget(connection, now - keep.articles_s, STEP)
        + _trails(connection, now - keep.trails_s)
        + _polls(connection, now - keep.polls_s)
        + _quarantine(connection, now - QUARANTINE_S)
        + _furniture(connection, today - FORGOTTEN_AFTER_DAYS)
    )


def _bodies(connection: sa.Connection, before: float) -> int:
    old = sa.select(t.articles.c.id).where(t.articles.c.first_seen_at < before, t.articles.c.chars > 0).limit(STEP)
    ids = list(connection.execute(old).scalars())
    forgotten = sa.update(t.articles).where(t.articles.c.id.in_(ids)).values(body=_FORGOTTEN, chars=0, promo="[]")
    if ids:
        connection.execute(forgotten)
        connection.execute(sa.delete(t.fingerprints).where(t.fingerprints.c.article_id.in_(ids)))
    return len(ids)


def _stories(connection: sa.Connection, before: float) -> int:
    """What stories are found and compared by: posting lists, vectors, and the marks of their articles."""
    old = sa.select(t.stories.c.id).where(t.stories.c.last_seen_at < before, AT_HAND)
    ids = list(connection.scalars(old.order_by(t.stories.c.last_seen_at).limit(STEP_STORIES)))
    if ids:
        connection.execute(sa.delete(t.story_terms).where(t.story_terms.c.story_id.in_(ids)))
        theirs = sa.select(t.articles.c.id).where(t.articles.c.story_id.in_(ids))
        marked = sa.update(t.fingerprints).where(t.fingerprints.c.article_id.in_(theirs))
        connection.execute(marked.values(marks=None))
        connection.execute(sa.update(t.stories).where(t.stories.c.id.in_(ids)).values(vector=b"", voices="[]"))
    return len(ids)


def _trails(connection: sa.Connection, before: float) -> int:
    ids = list(connection.execute(sa.select(t.trails.c.entry_id).where(t.trails.c.at < before).limit(STEP)).scalars())
    if ids:
        connection.execute(sa.delete(t.trails).where(t.trails.c.entry_id.in_(ids)))
    return len(ids)


def _polls(connection: sa.Connection, before: float) -> int:
    """A step is a feed here: polls are clustered by it."""
    old = sa.exists().where(t.polls.c.feed_id == t.feeds.c.id, t.polls.c.at < before)
    feed = connection.scalar(sa.select(t.feeds.c.id).where(old).limit(1))
    if feed is None:
        return 0
    return connection.execute(sa.delete(t.polls).where(t.polls.c.feed_id == feed, t.polls.c.at < before)).rowcount


def _quarantine(connection: sa.Connection, before: float) -> int:
    return connection.execute(sa.delete(t.quarantined).where(t.quarantined.c.last_at < before)).rowcount


def _furniture(connection: sa.Connection, before_day: int) -> int:
    """Hosts not read from for so long; what a host does not print any more goes when it is next learned from."""
    old = sa.select(t.furniture.c.host).where(t.furniture.c.last_day < before_day).limit(STEP)
    hosts = list(connection.execute(old).scalars())
    if hosts:
        connection.execute(sa.delete(t.furniture).where(t.furniture.c.host.in_(hosts)))
    return len(hosts)
