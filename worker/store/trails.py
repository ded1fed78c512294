"""What is stored about entries for explain: trails, relations, flags and alerts."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

import sqlalchemy as sa

from worker.model.entry import IMPORT_PREFIX
from worker.policy import urls
from worker.store import schema as t
from worker.store.rulings import counts_for, of_story
from worker.store.stories import SHARES

MOST = 50
MOST_TITLES = 5
LEAST_DIGITS, ALL_DIGITS = 6, 32
"""Of an alert's id: fewer might be meant as something else."""
LEAST_WORD = 3
"""Characters of a title that are worth a search."""


def entries_by_url(connection: sa.Connection, url_key: int) -> list[int]:
    """Entries whose link has this canonical URL, in order of admission."""
    query = sa.select(t.entries.c.id).where(t.entries.c.url_key == url_key).order_by(t.entries.c.id).limit(MOST)
    return list(connection.execute(query).scalars())


def entries_by_page(connection: sa.Connection, page_key: int) -> list[int]:
    """Entries whose page has this canonical URL, though their link has another, in order of admission."""
    query = sa.select(t.entries.c.id).join(t.articles, t.articles.c.id == t.entries.c.article_id)
    found = query.where(t.articles.c.page_key == page_key).order_by(t.entries.c.id).limit(MOST)
    return list(connection.execute(found).scalars())


def entries_by_name(connection: sa.Connection, name: str) -> list[int]:
    """The entry called ``e12``, entries imported under this id, or those that an alert of this id is about.

    The id of a digest is that of an alert, too: it is about the entries of its members.
    """
    is_alert = sa.or_(t.alerts.c.id == name, t.alerts.c.digest == name)
    wanted = [sa.select(t.alerts.c.entry_id).where(is_alert, t.alerts.c.entry_id.is_not(None))]
    if name[:1] in ("e", "E") and name[1:].isascii() and name[1:].isdigit() and len(name) < 19:
        wanted.append(sa.select(t.entries.c.id).where(t.entries.c.id == int(name[1:])))
    imports = sa.select(t.feeds.c.id).where(t.feeds.c.key.startswith(IMPORT_PREFIX))
    own = sa.and_(t.entries.c.key == urls.entry_key(name, None, b""), t.entries.c.guid == name)  # by guid is no index
    wanted.append(sa.select(t.entries.c.id).where(own, t.entries.c.feed_id.in_(imports)))
    return sorted(set(connection.execute(sa.union(*wanted)).scalars()))[:MOST]


def entries_by_part(connection: sa.Connection, part: str) -> list[int]:
    """Entries of the alerts whose ids begin so, or else the newest entries with this title, in order of admission."""
    if LEAST_DIGITS <= len(part) < ALL_DIGITS and all(one in "0123456789abcdef" for one in part):
        alerts = sa.select(t.alerts.c.entry_id).where(t.alerts.c.id.startswith(part), t.alerts.c.entry_id.is_not(None))
        if found := connection.execute(alerts.limit(MOST)).scalars().all():
            return sorted(set(found))
    newest = sa.select(t.entries.c.id).where(t.entries.c.title == part).order_by(t.entries.c.id.desc())
    return sorted(connection.execute(newest.limit(MOST)).scalars()) if len(part) >= LEAST_WORD else []


def titled(connection: sa.Connection, words: str) -> list[sa.Row[Any]]:
    """The newest entries with ``words`` in their title, a few: ``id``, ``guid``, ``title`` and the ``key`` of the feed.

    Reads all titles, some 0.3 s for a million.
    """
    if len(words) < LEAST_WORD:
        return []
    names = (t.entries.c.id, t.entries.c.guid, t.entries.c.title, t.feeds.c.key)
    query: sa.Select[Any] = sa.select(*names).join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    having = query.where(t.entries.c.title.icontains(words, autoescape=True))
    return [*connection.execute(having.order_by(t.entries.c.id.desc()).limit(MOST_TITLES))]


def entries(connection: sa.Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Everything stored about these entries, one dict each; see ``_ENTRY`` and below for keys."""
    found = [dict(row) for row in connection.execute(_ENTRY.where(t.entries.c.id.in_(ids))).mappings()]
    for row in found:
        entry_id = row["entry_id"]
        row["relations"] = connection.execute(_RELATIONS.where(t.relations.c.entry_id == entry_id)).all()
        row["flags"] = connection.execute(sa.select(t.flags).where(t.flags.c.entry_id == entry_id)).all()
        row["alerts"] = connection.execute(_ALERTS.where(t.alerts.c.entry_id == entry_id)).all()
        own = min((alert.owed_at for alert in row["alerts"]), default=inf)
        told = _ALERTS.where(
            counts_for(row["story_id"]),
            t.alerts.c.entry_id != entry_id,
            t.alerts.c.owed_at <= (row["judged_at"] or 0.0),  # nothing is before "not judged yet"
            # What the same batch raised later is not before; of two batches at one time, the order of entries tells.
            sa.or_(t.alerts.c.owed_at < own, sa.and_(t.alerts.c.owed_at == own, t.alerts.c.entry_id < entry_id)),
            t.alerts.c.rule.in_([flag.rule for flag in row["flags"]]),
        )
        row["told_before"] = connection.execute(told).all()
        row["rulings"] = of_story(connection, row["story_id"])
    return found


def feeds_of_host(connection: sa.Connection, host: str) -> list[sa.Row[Any]]:
    """Listed feeds at ``host``, or whose name without ``www.`` is the same."""
    bare = host.removeprefix("www.")
    query = sa.select(t.feeds).where(t.feeds.c.host.in_((bare, f"www.{bare}")), t.feeds.c.listed)
    return list(connection.execute(query.order_by(t.feeds.c.key).limit(MOST)).all())


_ENTRY = (
    sa.select(
        t.entries.c.id.label("entry_id"),
        t.entries.c.guid,
        t.entries.c.url,
        t.entries.c.title,
        t.entries.c.revision,
        sa.func.coalesce(t.articles.c.published_at, t.entries.c.published_at).label("published_at"),
        t.entries.c.first_seen_at,
        t.entries.c.judged_at,
        t.entries.c.disposition,
        t.feeds.c.key.label("feed_key"),
        t.articles.c.story_id,
        t.articles.c.cites,
        t.trails.c.verdicts,
        t.pending.c.trail.label("pending_trail"),
        t.pending.c.attempt,
        t.pending.c.not_before.label("retry_at"),
        t.rereads.c.tries.label("reread_tries"),
        t.rereads.c.not_before.label("reread_at"),
        t.rereads.c.asked_at.label("reread_last"),
        t.rereads.c.reason.label("reread_reason"),
    )
    .join(t.feeds, t.feeds.c.id == t.entries.c.feed_id)
    .outerjoin(t.articles, t.articles.c.id == t.entries.c.article_id)
    .outerjoin(t.trails, t.trails.c.entry_id == t.entries.c.id)
    .outerjoin(t.pending, t.pending.c.entry_id == t.entries.c.id)
    .outerjoin(t.rereads, t.rereads.c.entry_id == t.entries.c.id)
    .order_by(t.entries.c.id)
)

_OTHER = t.articles.alias("other")
_BROUGHT = (
    sa.select(sa.func.min(t.entries.c.id))
    .where(t.entries.c.article_id == t.relations.c.other_id, ~SHARES)
    .scalar_subquery()
)
_FIRST = t.entries.alias("first")
_RELATIONS = (
    sa.select(
        t.relations,
        _OTHER.c.title.label("of_title"),
        _FIRST.c.url.label("of_url"),
        _FIRST.c.id.label("of_entry_id"),
        _FIRST.c.guid.label("of_guid"),
        t.feeds.c.key.label("of_feed_key"),
    )
    .join(_OTHER, _OTHER.c.id == t.relations.c.other_id)
    .outerjoin(_FIRST, _FIRST.c.id == _BROUGHT)
    .outerjoin(t.feeds, t.feeds.c.id == _FIRST.c.feed_id)
    .order_by(t.relations.c.id)
)
_ALERTS = sa.select(t.alerts).order_by(t.alerts.c.owed_at, t.alerts.c.id)
