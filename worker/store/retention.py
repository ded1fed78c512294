"""Forgetting: bodies, samples, trails and polls go; what tells known from new (keys, relations) stays.

By age (``forget``), or the oldest of all first (``forget_before``), in small steps beside the work: each call deletes
at most ``STEP`` rows of a kind.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import takewhile

import sqlalchemy as sa

from worker.model.settings import Keep
from worker.model.story import AlertState
from worker.policy.furniture import FORGOTTEN_AFTER_DAYS
from worker.store import (
    bulk,
    bygone,
    counts,
    episodes,
    history,
    notices,
    postings,
    rereads,
    samples,
    sessions,
    sweeps,
)
from worker.store import schema as t
from worker.store.columns import Id
from worker.store.judged import DAY_S
from worker.store.schema import AT_HAND, HELD

STEP = 2000
STEP_FEEDS = 200
"""With some hundred polls each, if nothing was deleted for days."""
STEP_STORIES = 100
"""Some thirty terms each; 60 ms of the writer in a store of a million, 100 to 200 with twice as many."""
QUARANTINE_S = 30 * DAY_S
"""What kills a child today may be readable by next month's parsers."""

_FORGOTTEN, _NONE = zlib.compress(b""), "[]"


def forget(connection: sa.Connection, keep: Keep, *, window_s: float, now: float) -> int:
    """One step of forgetting; returns the number of rows touched, 0 when there is nothing more to forget.

    Samples are only looked up within the stories' window: they are packed once their day is over and deleted once they
    are older than the window. So are the posting lists and vectors of stories that have not grown for as long; their
    rows stay, and an article that repeats an old one word for word still joins its story. Texts are kept at least as
    long as stories take in articles: without them no copy could be proven one.
    """
    sessions.judge_alone(connection)
    first_day, today = int((now - window_s) // DAY_S), int(now // DAY_S)
    kept_since = now - max(keep.articles_s, window_s)
    return (
        _bodies(connection, kept_since)
        + _headlines(connection, kept_since, now)
        + samples.seal(connection, first_day, today)
        + samples.forget(connection, first_day, today)
        + _stories(connection, now - window_s)
        + postings.take_over(connection, now, STEP)
        + (counts.take_over(connection, now, STEP) or counts.forget(connection, now, STEP))
        + rereads.forget(connection, kept_since, STEP)
        + _trails(connection, now - keep.trails_s)
        + history.forget(connection, now - keep.trails_s, now, STEP)
        + episodes.forget(connection, now - keep.trails_s, STEP)
        + notices.forget(connection, now - keep.trails_s, STEP)
        + _polls(connection, now - keep.polls_s)
        + _quarantine(connection, now - QUARANTINE_S)
        + _furniture(connection, today - FORGOTTEN_AFTER_DAYS)
        + (0 if keep.stories_s is None else bygone.forget(connection, now - keep.stories_s, now))
    )


def expired(connection: sa.Connection, keep: Keep, *, window_s: float, now: float) -> dict[str, int]:
    """How many texts, trails, polls and stories are older than ``keep`` lets them become; counts them all."""
    kept_since = {
        "texts": (t.articles, sa.and_(t.articles.c.first_seen_at < now - max(keep.articles_s, window_s), HELD)),
        "trails": (t.trails, t.trails.c.at < now - keep.trails_s),
        "polls": (t.polls, t.polls.c.at < now - keep.polls_s),
        "stories": (t.stories, t.stories.c.last_seen_at < now - keep.stories_s) if keep.stories_s is not None else None,
    }
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(asked[0]).where(asked[1])) or 0 if asked else 0
        for name, asked in kept_since.items()
    }


def oldest(connection: sa.Connection) -> float | None:
    """The time of the oldest article or trail that is still stored whole."""
    seen = t.articles.c.first_seen_at
    body = sa.select(seen).where(HELD).order_by(seen).limit(1)
    found = (connection.scalar(body), connection.scalar(sa.select(sa.func.min(t.trails.c.at))))
    return min((at for at in found if at is not None), default=None)


def forget_before(connection: sa.Connection, before: float, *, since: float) -> int:
    """One step of deleting bodies, trails and polls before a time, whatever ``store.keep`` says; returns rows touched.

    Bodies and trails from before ``since`` are known to be gone.
    """
    sessions.judge_alone(connection)
    return (
        _bodies(connection, before, since) + _trails(connection, before) + _polls(connection, before, "polls trimmed")
    )


def _bodies(connection: sa.Connection, before: float, since: float = 0.0) -> int:
    seen = t.articles.c.first_seen_at
    old = sa.select(t.articles.c.id).where(seen >= since, seen < before, HELD).limit(STEP)
    ids = list(connection.execute(old).scalars())
    forgotten = sa.update(t.articles).where(t.articles.c.id.in_(ids)).values(body=_FORGOTTEN, chars=0, promo="[]")
    if ids:
        connection.execute(forgotten)
        connection.execute(sa.delete(t.fingerprints).where(t.fingerprints.c.article_id.in_(ids)))
    return len(ids)


def _headlines(connection: sa.Connection, before: float, now: float) -> int:
    """The fingerprints of articles without a body, which ``_bodies`` never finds; in the order of judging, once each.

    A time that lies ahead, given by a clock that was wrong, does not keep those behind it waiting.
    """
    sweep = sweeps.begun(connection, "headlines", 0)
    rows = connection.execute(_FINGERPRINTED, {"b_place": max(sweep.place, 0)}).all()
    old = list(takewhile(lambda row: row.first_seen_at < before or row.first_seen_at > now, rows))
    if old:
        bare = [row.id for row in old if not row.chars and row.first_seen_at < before]
        connection.execute(sa.delete(t.fingerprints).where(bulk.among(connection, t.fingerprints.c.article_id, bare)))
        sweeps.note(connection, sweep, old[-1].id)
    return len(old)


_FINGERPRINTED = (
    sa.select(t.articles.c.id, t.articles.c.chars, t.articles.c.first_seen_at)
    .join(t.fingerprints, t.fingerprints.c.article_id == t.articles.c.id)
    .where(t.fingerprints.c.article_id > sa.bindparam("b_place", type_=Id))
    .order_by(t.fingerprints.c.article_id)
    .limit(STEP)
)


def _stories(connection: sa.Connection, before: float) -> int:
    """Delete what old stories are found and compared by: posting lists, vectors, marks."""
    old = sa.select(t.stories.c.id).where(t.stories.c.last_seen_at < before, AT_HAND)
    ids = list(connection.scalars(old.order_by(t.stories.c.last_seen_at).limit(STEP_STORIES)))
    if ids:
        postings.unpost(connection, ids)
        theirs = sa.select(t.articles.c.id).where(t.articles.c.story_id.in_(ids))
        marked = sa.update(t.fingerprints).where(t.fingerprints.c.article_id.in_(theirs))
        connection.execute(marked.values(marks=None))
        connection.execute(sa.update(t.stories).where(t.stories.c.id.in_(ids)).values(vector=b"", voices="[]"))
    return len(ids)


def _trails(connection: sa.Connection, before: float) -> int:
    """Why anybody was told: verdicts, the words that prove relations and flags, and what alerts said."""
    ids = list(connection.execute(sa.select(t.trails.c.entry_id).where(t.trails.c.at < before).limit(STEP)).scalars())
    if ids:
        connection.execute(sa.delete(t.trails).where(t.trails.c.entry_id.in_(ids)))
        for table, words in ((t.relations, t.relations.c.evidence), (t.flags, t.flags.c.spans)):
            theirs = sa.update(table).where(table.c.entry_id.in_(ids), words != _NONE)
            connection.execute(theirs.values({words: _NONE}))
        strip_alerts(connection, ids)
    return len(ids)


def strip_alerts(connection: sa.Connection, told_of: Sequence[int]) -> None:
    """Delivered alerts keep who was told of what, so that no one is told again; their text and attempts go."""
    query = sa.select(t.alerts.c.id, t.alerts.c.state).where(t.alerts.c.entry_id.in_(told_of))
    # By the state SQLite would look for them among all that were ever delivered.
    ids = [row.id for row in connection.execute(query) if row.state == AlertState.DELIVERED]
    if ids:
        connection.execute(sa.update(t.alerts).where(t.alerts.c.id.in_(ids)).values(body=b""))
        connection.execute(sa.delete(t.deliveries).where(t.deliveries.c.alert_id.in_(ids)))


def _polls(connection: sa.Connection, before: float, sweep: str = "polls") -> int:
    """Polls are clustered by feed, so once for each day that grows too old all feeds are visited, in steps."""
    place = sweeps.begun(connection, sweep, int(before // DAY_S))
    if place.done:
        return 0
    ahead = sa.select(t.feeds.c.id).where(t.feeds.c.id > place.place).order_by(t.feeds.c.id).limit(STEP_FEEDS)
    feeds = list(connection.scalars(ahead))
    dialect = connection.dialect.name
    old = sa.and_(bulk.inside(dialect, t.polls.c.feed_id, "b_feeds"), t.polls.c.at < before)
    given = {"b_feeds": bulk.listed(dialect, feeds)}
    gone = connection.execute(sa.delete(t.polls).where(old), given).rowcount if feeds else 0
    more = len(feeds) == STEP_FEEDS
    sweeps.note(connection, place, feeds[-1] if more else None)
    return gone + more


def _quarantine(connection: sa.Connection, before: float) -> int:
    return connection.execute(sa.delete(t.quarantined).where(t.quarantined.c.last_at < before)).rowcount


def _furniture(connection: sa.Connection, before_day: int) -> int:
    """Delete hosts not seen for so long; single paragraphs are dropped when their host is next learned from."""
    old = sa.select(t.furniture.c.host).where(t.furniture.c.last_day < before_day).limit(STEP)
    hosts = list(connection.execute(old).scalars())
    if hosts:
        connection.execute(sa.delete(t.furniture).where(t.furniture.c.host.in_(hosts)))
    return len(hosts)
