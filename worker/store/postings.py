"""Posting lists: which stories a term is strong in; and how one story's name becomes another's alias."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.store import bulk
from worker.store import schema as t
from worker.store.columns import Id

POSTING_CAP = 64


def newest(connection: sa.Connection, terms: Sequence[int]) -> dict[int, list[int]]:
    """The newest stories of each term, the newest first, at most ``POSTING_CAP`` a term.

    A list comes as one value: an article asks for a hundred lists, and each of their stories as a row of its own would
    cost as much as all the rest of its look-up.
    """
    found: dict[int, list[int]] = {term: [] for term in terms}
    dialect = connection.dialect.name
    for term, stories in connection.execute(_newest(dialect), {"terms": bulk.listed(dialect, terms)}).all():
        if stories is not None:
            found[term] = sorted(stories if dialect == "postgresql" else orjson.loads(stories), reverse=True)
    return found


def post(connection: sa.Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Put stories on the lists of terms, where they are not yet."""
    bulk.insert(connection, t.story_terms, sorted(pairs), bulk.leave)


def make_alias(connection: sa.Connection, gone: int, kept: int) -> None:
    """Articles and postings of a story go over to another, whose alias it becomes; its alerts stay as they are."""
    binds = {"b_gone": gone, "b_kept": kept}
    for statement in _MAKE_ALIAS:
        connection.execute(statement, binds)
    post(connection, {(term, kept) for term in connection.execute(_POSTED, binds).scalars()})
    connection.execute(_UNPOST, binds)


@lru_cache
def _newest(dialect: str) -> sa.Select[Any]:
    wanted = bulk.numbers(dialect, "terms")
    newer = (
        sa.select(t.story_terms.c.story_id)
        .where(t.story_terms.c.term == wanted.c.value)
        .order_by(t.story_terms.c.story_id.desc())
        .limit(sa.literal_column(str(POSTING_CAP)))
        .correlate(wanted)
        .subquery()
    )
    together = sa.func.array_agg if dialect == "postgresql" else sa.func.json_group_array
    listed = sa.select(together(newer.c.story_id)).correlate(wanted).scalar_subquery()
    return sa.select(wanted.c.value, listed)


_GONE, _KEPT = sa.bindparam("b_gone", type_=Id), sa.bindparam("b_kept", type_=Id)
_MAKE_ALIAS = (
    sa.update(t.stories).where(t.stories.c.merged_into == _GONE).values(merged_into=_KEPT),
    sa.update(t.stories).where(t.stories.c.id == _GONE).values(merged_into=_KEPT, vector=b""),
    sa.update(t.articles).where(t.articles.c.story_id == _GONE).values(story_id=_KEPT),
)
_POSTED = sa.select(t.story_terms.c.term).where(t.story_terms.c.story_id == _GONE)
_UNPOST = sa.delete(t.story_terms).where(t.story_terms.c.story_id == _GONE)
