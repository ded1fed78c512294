"""Posting lists: which stories a term is strong in; and how one story's name becomes another's alias.

A list is one value, its newest stories packed, and so are the terms a story is on the lists of: rows of term and story
with an index by story took twice as much. Changed lists stand in a small table until they are taken over
(``store/fresh.py``); the one that stands there is the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from worker.store import bulk, fresh
from worker.store import schema as t
from worker.store.columns import Id
from worker.store.packing import pack, unpack

POSTING_CAP = 64


class Lists:
    """The lists of one batch: as they are stored, and as they stand with what the batch put on them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[int, list[int]] = {}
        self._put: defaultdict[int, list[int]] = defaultdict(list)
        self._new: set[tuple[int, int]] = set()

    def newest(self, terms: Sequence[int]) -> dict[int, list[int]]:
        """The newest stories of each term, the newest first, at most ``POSTING_CAP`` a term."""
        missing = [term for term in terms if term not in self._known]
        for term, stored in newest(self._connection, missing).items():
            if put := self._put.get(term):
                self._new.difference_update((term, story) for story in stored)
            self._known[term] = _capped({*put, *stored}) if put else stored
        return {term: self._known[term] for term in terms}

    def put(self, story: int, terms: Iterable[int]) -> None:
        """Put a story on the lists of terms, where it is not yet."""
        for term in terms:
            known = self._known.get(term, self._put[term])
            if story not in known:
                known[:] = _capped((*known, story))
                self._new.add((term, story))

    def rename(self, gone: int, kept: int) -> None:
        """A story stands for another from now on, of which only what is stored is left for ``make_alias``."""
        for known in (*self._known.values(), *self._put.values()):
            if gone in known:
                known[:] = sorted({kept if it == gone else it for it in known}, reverse=True)
        self._new = {(term, kept if story == gone else story) for term, story in self._new}

    def flush(self) -> None:
        """Keep the lists that changed."""
        lists = self.newest(list({term for term, _ in self._new}))  # of which some may have held the story before
        _keep(self._connection, {term: lists[term] for term, _ in self._new})
        _put(self._connection, {(term, story) for term, story in self._new if story in lists[term]})


def newest(connection: sa.Connection, terms: Collection[int]) -> dict[int, list[int]]:
    """As ``Lists.newest``, as they are stored."""
    dialect = connection.dialect.name
    rows = connection.execute(_lists(dialect), {"b_terms": bulk.listed(dialect, terms)}).all() if terms else ()
    return {term: list(unpack(packed or b"")) for term, packed in rows}


def unpost(connection: sa.Connection, stories: Collection[int]) -> None:
    """Take stories off all lists."""
    gone, own = set(stories), _own(connection, stories)
    lists = newest(connection, {term for terms in own.values() for term in terms})
    left = {term: [it for it in listed if it not in gone] for term, listed in lists.items()}
    _keep(connection, {term: listed for term, listed in left.items() if len(listed) < len(lists[term])})
    dialect = connection.dialect.name
    connection.execute(_unposted(dialect), {"b_stories": bulk.listed(dialect, own)})


def make_alias(connection: sa.Connection, gone: int, kept: int) -> None:
    """Articles and postings of a story go over to another, whose alias it becomes; its alerts stay as they are."""
    binds = {"b_gone": gone, "b_kept": kept}
    for statement in _MAKE_ALIAS:
        connection.execute(statement, binds)
    lists = newest(connection, _own(connection, [gone]).get(gone, ()))
    held = {term: listed for term, listed in lists.items() if gone in listed}
    joined = {term: sorted({*listed, kept} - {gone}, reverse=True) for term, listed in held.items()}
    unpost(connection, [gone])
    _keep(connection, joined)
    _put(connection, {(term, kept) for term, listed in held.items() if kept not in listed})


def take_over(connection: sa.Connection, now: float, step: int) -> int:
    """Once an hour keep the lists that changed where all are; see ``fresh.take_over``."""
    empty = t.fresh_postings.c.stories == b""
    return fresh.take_over(connection, t.fresh_postings, t.postings, _replaced, now, step, empty)


def _capped(stories: Collection[int]) -> list[int]:
    return sorted(stories, reverse=True)[:POSTING_CAP]


@cache
def _lists(dialect: str) -> sa.Select[Any]:
    wanted = bulk.numbers(dialect, "b_terms")
    both = wanted.outerjoin(t.postings, t.postings.c.term == wanted.c.value)
    both = both.outerjoin(t.fresh_postings, t.fresh_postings.c.term == wanted.c.value)
    listed = sa.func.coalesce(t.fresh_postings.c.stories, t.postings.c.stories)
    return sa.select(wanted.c.value, listed).select_from(both)


def _keep(connection: sa.Connection, lists: Mapping[int, Sequence[int]]) -> None:
    rows = [(term, pack(listed)) for term, listed in sorted(lists.items())]
    bulk.insert(connection, t.fresh_postings, rows, _replaced)


def _replaced(insert: Any) -> Any:
    return insert.on_conflict_do_update(index_elements=["term"], set_={"stories": insert.excluded.stories})


def _own(connection: sa.Connection, stories: Collection[int]) -> dict[int, tuple[int, ...]]:
    dialect = connection.dialect.name
    rows = connection.execute(_posted(dialect), {"b_stories": bulk.listed(dialect, stories)}).all() if stories else ()
    return {story: unpack(terms) for story, terms in rows}


def _put(connection: sa.Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Note of each story (term, story) the terms whose lists it came to."""
    came = defaultdict(list)
    for term, story in sorted(pairs):
        came[story].append(term)
    own = _own(connection, came)
    rows = [(story, pack((*own.get(story, ()), *terms))) for story, terms in sorted(came.items())]
    bulk.insert(connection, t.posted, rows, _told_anew)


def _told_anew(insert: Any) -> Any:
    return insert.on_conflict_do_update(index_elements=["story_id"], set_={"terms": insert.excluded.terms})


@cache
def _posted(dialect: str) -> sa.Select[Any]:
    return sa.select(t.posted).where(bulk.inside(dialect, t.posted.c.story_id, "b_stories"))


@cache
def _unposted(dialect: str) -> sa.Delete:
    return sa.delete(t.posted).where(bulk.inside(dialect, t.posted.c.story_id, "b_stories"))


_GONE, _KEPT = sa.bindparam("b_gone", type_=Id), sa.bindparam("b_kept", type_=Id)
_MAKE_ALIAS = (
    sa.update(t.stories).where(t.stories.c.merged_into == _GONE).values(merged_into=_KEPT),
    sa.update(t.stories).where(t.stories.c.id == _GONE).values(merged_into=_KEPT, vector=b""),
    sa.update(t.articles).where(t.articles.c.story_id == _GONE).values(story_id=_KEPT),
)
