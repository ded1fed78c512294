"""Stories that ended long ago go whole: articles, entries, relations, flags, alerts, trails.

Only marks of their entries stay (``store/seen.py``). A story stays, with all that is its own, while it may still be
needed: an alert of it is not delivered, a person ruled about it, or what is younger refers to it as its proof, its
earlier version or the same entry. Those that need each other go in one step, or not at all. The newest entry of all
stays, for SQLite would give its number to the next; and while a sink has a dead alert, the last that it took, which
says that it is not in trouble.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from worker.model.story import AlertState
from worker.store import bulk, postings, sweeps, tally
from worker.store import schema as t
from worker.store.admission import KEY
from worker.store.columns import Id
from worker.store.judged import DAY_S
from worker.store.outbox import witnesses
from worker.store.seen import Seen, remember

STEP_STORIES = 100
STEP_ENTRIES = 500

_PLACE = sa.bindparam("b_place", type_=Id)
_ENTRY: sa.Select[Any] = sa.select(
    t.entries.c.id,
    t.entries.c.feed_id,
    t.entries.c.key,
    t.entries.c.url_key,
    t.entries.c.title,
    t.entries.c.first_seen_at,
    t.entries.c.disposition,
    t.entries.c.article_id,
)
_NEWEST = sa.select(sa.func.max(t.entries.c.id))


def forget(connection: sa.Connection, before: float, now: float) -> int:
    """One step; returns how many stories or entries were looked at. Once a day all that are old enough are."""
    return _stories(connection, before, now) or _storyless(connection, before, now)


def _stories(connection: sa.Connection, before: float, now: float) -> int:
    """Stories whose last article came before a time, in the order they were opened."""
    sweep = sweeps.begun(connection, "stories", int(before // DAY_S))
    if sweep.done:
        return 0
    rows = connection.execute(_OPENED, {"b_place": sweep.place, "b_most": STEP_STORIES}).all()
    old = list(takewhile(lambda row: not before <= row.first_seen_at <= now, rows))
    found = _Found(connection, [row.id for row in old if row.last_seen_at < before], before)
    gone = found.free()
    if gone:
        _delete(connection, found, gone, before, now)
    sweeps.note(connection, sweep, old[-1].id if len(old) == STEP_STORIES else None)
    return len(old)


_OPENED = (
    sa.select(t.stories.c.id, t.stories.c.first_seen_at, t.stories.c.last_seen_at)
    .where(t.stories.c.id > _PLACE, t.stories.c.merged_into.is_(None))
    .order_by(t.stories.c.id)
    .limit(sa.bindparam("b_most", type_=sa.Integer))
)


def _storyless(connection: sa.Connection, before: float, now: float) -> int:
    """Entries without an article (baseline, failed), if no version of them has one."""
    sweep = sweeps.begun(connection, "entries", int(before // DAY_S))
    if sweep.done:
        return 0
    ahead = _ENTRY.where(t.entries.c.id > _PLACE).order_by(t.entries.c.id).limit(STEP_ENTRIES)
    rows = connection.execute(ahead, {"b_place": sweep.place}).all()
    old = list(takewhile(lambda row: not before <= row.first_seen_at <= now, rows))
    newest = connection.scalar(_NEWEST)
    bare = [row for row in old if row.article_id is None and row.id != newest]
    needed = {(row.feed_id, row.key) for row in _versions(connection, bare) if not _is_settled(row, before)}
    _delete_entries(connection, [row for row in bare if (row.feed_id, row.key) not in needed], before, now)
    sweeps.note(connection, sweep, old[-1].id if len(old) == STEP_ENTRIES else None)
    return len(old)


def _is_settled(row: sa.Row[Any], before: float) -> bool:
    """Whether a version never had an article, will not get one, and is old."""
    return row.article_id is None and row.disposition is not None and row.first_seen_at < before


def _versions(connection: sa.Connection, rows: Collection[sa.Row[Any]]) -> Iterator[sa.Row[Any]]:
    """All versions of these entries."""
    return bulk.of_pairs(connection, _ENTRY, KEY, {(row.feed_id, row.key) for row in rows})


class _Found:
    """Old stories with all that is theirs; ``needs`` are the stories without which one cannot go, None: it cannot."""

    def __init__(self, connection: sa.Connection, stories: Sequence[int], before: float) -> None:
        self._connection = connection
        self.roots = {story: story for story in stories}
        self.articles: dict[int, int] = {}
        self.entries: dict[int, sa.Row[Any]] = {}
        self.alerts: dict[str, int] = {}
        self._root_of: dict[int, int] = {}
        self._needs: list[tuple[int, int | None]] = []
        self._newest = connection.scalar(_NEWEST)
        if stories:
            self._gather(before)

    def free(self) -> set[int]:
        """Those of the stories that can go, and the aliases of them."""
        kept = {story for story, other in self._needs if other is None}
        while more := {story for story, other in self._needs if other in kept} - kept:
            kept |= more
        return {story for story, root in self.roots.items() if root not in kept}

    def root(self, entry: int) -> int | None:
        """The story of an entry; None if it is none of these."""
        return self._root_of.get(entry)

    def _gather(self, before: float) -> None:
        aliases = sa.select(t.stories.c.id, t.stories.c.merged_into)
        self.roots |= {row.id: row.merged_into for row in self._of(aliases, t.stories.c.merged_into, self.roots)}
        own = sa.select(t.articles.c.id, t.articles.c.story_id)
        rows = self._of(own, t.articles.c.story_id, self.roots)
        self.articles = {row.id: self.roots[row.story_id] for row in rows}
        self._take(self._of(_ENTRY, t.entries.c.article_id, self.articles), before)
        self._take_versions(before)
        self._take_alerts()
        later = sa.select(t.articles.c.id, t.articles.c.previous_id)
        for row in self._of(later, t.articles.c.previous_id, self.articles):
            self._need(self.articles[row.previous_id], self.articles.get(row.id))
        proofs = sa.select(t.relations.c.entry_id, t.relations.c.other_id).where(t.relations.c.proves_id.is_not(None))
        for row in self._of(proofs, t.relations.c.other_id, self.articles):
            self._need(self.articles[row.other_id], self.root(row.entry_id))
        ruled = sa.select(t.rulings.c.story_id, t.rulings.c.other_id)
        for column in (t.rulings.c.story_id, t.rulings.c.other_id):
            for row in self._of(ruled, column, self.roots):
                self._needs += [(self.roots[it], None) for it in row if it in self.roots]

    def _take(self, rows: Sequence[sa.Row[Any]], before: float) -> None:
        for row in rows:
            story = self.articles[row.article_id]
            self.entries[row.id], self._root_of[row.id] = row, story
            if row.first_seen_at >= before or row.id == self._newest:
                self._needs.append((story, None))

    def _take_versions(self, before: float) -> None:
        """Versions of the same entries go with them, or keep them."""
        own: dict[tuple[int, bytes], set[int]] = defaultdict(set)
        for row in self.entries.values():
            own[row.feed_id, row.key].add(self._root_of[row.id])
        for row in list(_versions(self._connection, self.entries.values())):
            stories = own[row.feed_id, row.key]
            if row.id not in self.entries and _is_settled(row, before) and row.id != self._newest:
                self.entries[row.id], self._root_of[row.id] = row, min(stories)
            for one in stories:
                self._need(one, self.root(row.id))

    def _take_alerts(self) -> None:
        told = sa.select(t.alerts.c.id, t.alerts.c.story_id, t.alerts.c.entry_id, t.alerts.c.state)
        kept = witnesses(self._connection)
        rows = [
            *self._of(told, t.alerts.c.story_id, self.roots),
            *self._of(told, t.alerts.c.entry_id, self.entries),
        ]
        for row in rows:
            stories = {self.roots.get(row.story_id), self.root(row.entry_id)}
            for one in stories - {None}:
                assert one is not None
                self.alerts[row.id] = one
                for other in stories:
                    self._need(one, other)
                if row.state != AlertState.DELIVERED or row.id in kept:
                    self._needs.append((one, None))

    def _need(self, story: int, other: int | None) -> None:
        if story != other:
            self._needs.append((story, other))

    def _of(self, query: sa.Select[Any], column: sa.Column[Any], ids: Collection[int]) -> Sequence[sa.Row[Any]]:
        return self._connection.execute(query.where(bulk.among(self._connection, column, list(ids)))).all()


def _delete(connection: sa.Connection, found: _Found, gone: Collection[int], before: float, now: float) -> None:
    """Delete these stories; what refers goes before what is referred to."""
    told = [alert for alert, story in found.alerts.items() if story in gone]
    for some in bulk.batches(told):
        connection.execute(sa.delete(t.alerts).where(t.alerts.c.id.in_(some)))
    _delete_entries(connection, [row for row in found.entries.values() if found.root(row.id) in gone], before, now)
    articles = [article for article, story in found.articles.items() if story in gone]
    postings.unpost(connection, gone)
    for column, ids in ((t.relations.c.other_id, articles), (t.articles.c.id, articles), (t.stories.c.id, gone)):
        connection.execute(sa.delete(column.table).where(bulk.among(connection, column, list(ids))))


def _delete_entries(connection: sa.Connection, rows: Sequence[sa.Row[Any]], before: float, now: float) -> None:
    """Delete entries with their trails, flags and relations; marks of them stay."""
    if rows:
        seen = [Seen(row.feed_id, row.key, row.url_key, row.title) for row in rows]
        remember(connection, seen, before=before, now=now)
        tally.forgotten(connection, [(row.id, row.disposition) for row in rows])
        connection.execute(sa.delete(t.entries).where(bulk.among(connection, t.entries.c.id, [row.id for row in rows])))
