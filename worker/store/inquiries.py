"""What is stored about a story, a rule, a feed or a notice, for explain."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from worker.model.entry import Disposition
from worker.store import schema as t
from worker.store import tally
from worker.store.rulings import counts_for, of_story

MOST = 50
_WITH_ARTICLE = (Disposition.ALERTED, Disposition.GROUPED, Disposition.UNFLAGGED, Disposition.REVISION)


def deliveries(connection: sa.Connection, alert: str) -> list[sa.Row[Any]]:
    """The attempts to hand an alert over, in order."""
    query = sa.select(t.deliveries).where(t.deliveries.c.alert_id == alert).order_by(t.deliveries.c.id)
    return list(connection.execute(query.limit(MOST)))


def story(connection: sa.Connection, id_: int) -> dict[str, Any] | None:
    """A story's row, with the ``entries`` of its articles, the ``alerts`` that count for it and the rules ``flagged``.

    ``flagged`` are (rule, entries), built-in flags among them; ``members`` is the number of all entries. ``rulings``
    are what people ruled about it, ``joined`` the entries at which the judge found two stories to be one, of this
    story and what it was merged into, with their ``verdicts``.
    """
    row = connection.execute(sa.select(t.stories).where(t.stories.c.id == id_)).mappings().one_or_none()
    if row is None:
        return None
    of_it = sa.and_(t.articles.c.id == t.entries.c.article_id, t.articles.c.story_id == id_)
    names = (t.entries.c.id, t.entries.c.guid, t.entries.c.title, t.entries.c.disposition, t.entries.c.judged_at)
    members = (
        sa.select(*names, t.feeds.c.key).join(t.articles, of_it).join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    )
    flagged = (
        sa.select(t.flags.c.rule, sa.func.count())
        .join(t.entries, t.entries.c.id == t.flags.c.entry_id)
        .join(t.articles, of_it)
        .group_by(t.flags.c.rule)
        .order_by(t.flags.c.rule)
    )
    told = sa.select(t.alerts).where(counts_for(id_)).order_by(t.alerts.c.owed_at, t.alerts.c.id)
    number = sa.select(sa.func.count()).select_from(t.entries).join(t.articles, of_it)
    return {
        **row,
        "members": connection.execute(number).scalar_one(),
        "entries": connection.execute(members.order_by(t.entries.c.id).limit(MOST)).all(),
        "told": connection.execute(told.limit(MOST)).all(),
        "flagged": [(rule, number) for rule, number in connection.execute(flagged)],
        "rulings": of_story(connection, id_),
        "joined": _joined(connection, row["merged_into"] or id_),
    }


def _joined(connection: sa.Connection, story: int) -> list[sa.Row[Any]]:
    """The entries of a story whose trail says that they brought another story to it, in the order of judgement."""
    names = (t.entries.c.id, t.entries.c.guid, t.entries.c.judged_at, t.feeds.c.key, t.trails.c.verdicts)
    query: sa.Select[Any] = (
        sa.select(*names)
        .join(t.articles, t.articles.c.id == t.entries.c.article_id)
        .join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
        .join(t.trails, t.trails.c.entry_id == t.entries.c.id)
        .where(t.articles.c.story_id == story, t.trails.c.verdicts.contains('"merged":[', autoescape=True))
    )
    return [*connection.execute(query.order_by(t.entries.c.judged_at, t.entries.c.id).limit(MOST))]


def rule(connection: sa.Connection, id_: str) -> dict[str, Any]:
    """A rule's results: entries ``flagged`` by disposition, alerts ``told`` by sink and state, each with the last."""
    on_it = t.flags.c.rule == id_
    flagged = (
        sa.select(t.entries.c.disposition, sa.func.count(), sa.func.max(t.entries.c.judged_at))
        .join(t.flags, t.flags.c.entry_id == t.entries.c.id)
        .where(on_it)
        .group_by(t.entries.c.disposition)
        .order_by(t.entries.c.disposition)
    )
    told = (
        sa.select(t.alerts.c.sink, t.alerts.c.state, sa.func.count(), sa.func.max(t.alerts.c.owed_at))
        .where(t.alerts.c.rule == id_)
        .group_by(t.alerts.c.sink, t.alerts.c.state)
        .order_by(t.alerts.c.sink, t.alerts.c.state)
    )
    versions = sa.select(t.flags.c.rule_version).where(on_it).distinct().order_by(t.flags.c.rule_version)
    return {
        "flagged": [tuple(row) for row in connection.execute(flagged)],
        "told": [tuple(row) for row in connection.execute(told)],
        "versions": list(connection.scalars(versions.limit(MOST))),
    }


def judged_since(connection: sa.Connection) -> tuple[int, float | None]:
    """How many entries were judged by rules, and since when."""
    counts = tally.dispositions(connection)
    first = (
        sa.select(t.entries.c.judged_at).where(t.entries.c.article_id.is_not(None)).order_by(t.entries.c.id).limit(1)
    )
    return sum(counts[it] for it in _WITH_ARTICLE), connection.scalar(first)


def feed(connection: sa.Connection, key: str) -> dict[str, Any] | None:
    """A feed's row, with its ``entries`` by disposition and its ``open`` episodes of trouble (kind, cause, since)."""
    row = connection.execute(sa.select(t.feeds).where(t.feeds.c.key == key)).mappings().one_or_none()
    if row is None:
        return None
    words = sa.select(t.entries.c.disposition, sa.func.count()).where(t.entries.c.feed_id == row["id"])
    trouble = sa.select(t.episodes.c.kind, t.episodes.c.cause, t.episodes.c.opened_at).where(
        t.episodes.c.feed_id == row["id"], t.episodes.c.closed_at.is_(None)
    )
    return {
        **row,
        "entries": {
            word or "pending": number for word, number in connection.execute(words.group_by(t.entries.c.disposition))
        },
        "open": connection.execute(trouble.order_by(t.episodes.c.id)).all(),
    }
