"""The versions of a batch's entries: which were judged, in this batch as well, and which are still to be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.entry import PendingEntry
from worker.store import bulk
from worker.store.admission import KEY
from worker.store.judged import Judgement
from worker.store.schema import entries


@dataclass(frozen=True, slots=True)
class _Version:
    """``article`` is None before it is judged, and where it never will be."""

    article: int | None
    baseline: bool = False


class Versions:
    """What is stored of the entries' versions is read once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[int, bytes], dict[int, _Version]] = {}

    def load(self, asked: Collection[PendingEntry]) -> None:
        """Read those of these entries in one statement; of others they are read one by one."""
        keys = {(it.feed_id, it.key) for it in asked} - self._known.keys()
        self._known |= {key: {} for key in keys}
        for row in bulk.of_pairs(self._connection, _STORED, KEY, keys):
            self._known[row.feed_id, row.key][row.revision] = _Version(row.article_id, bool(row.baseline))

    def put(self, judgement: Judgement) -> None:
        """Note that a version was judged."""
        self._of(judgement.entry)[judgement.entry.revision] = _Version(judgement.article_id)

    def before(self, entry: PendingEntry) -> dict[int, int]:
        """The articles of the entry's earlier versions, by revision."""
        return {it: one.article for it, one in self._of(entry).items() if it < entry.revision and one.article}

    def after(self, entry: PendingEntry) -> dict[int, int]:
        """The articles of later versions: the entry was waiting while they were judged."""
        return {it: one.article for it, one in self._of(entry).items() if it > entry.revision and one.article}

    def came_as_news(self, entry: PendingEntry) -> bool:
        """Whether the entry's first version was to be judged, and told: it was not there before its feed was added."""
        versions = self._of(entry)
        return not versions[min(versions)].baseline

    def _of(self, entry: PendingEntry) -> dict[int, _Version]:
        self.load([entry])
        return self._known[entry.feed_id, entry.key]


_STORED = sa.select(*KEY, entries.c.revision, entries.c.article_id, entries.c.baseline)
