"""Posting lists: which stories a term is strong in; and how one story's name becomes another's alias."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from worker.store import bulk
from worker.store import schema as t
from worker.store.columns import Id

POSTING_CAP = 64


def newest(connection: sa.Connection, terms: Sequence[int]) -> dict[int, list[int]]:
    """The newest stories of each term, at most ``POSTING_CAP`` a term."""
    found: dict[int, list[int]] = {term: [] for term in terms}
    dialect = connection.dialect.name
    for row in connection.execute(_newest(dialect), {"terms": bulk.listed(dialect, terms)}).all():
        found[row.term].append(row.story_id)
    return {term: sorted(stories, reverse=True) for term, stories in found.items()}


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
    wanted, newer = bulk.numbers(dialect, "terms"), t.story_terms.alias()
    oldest = (
        sa.select(newer.c.story_id)
        .where(newer.c.term == wanted.c.value)
        .order_by(newer.c.story_id.desc())
        .offset(sa.literal_column(str(POSTING_CAP - 1)))
        .limit(sa.literal_column("1"))
    )
    kept = t.story_terms.c.story_id >= sa.func.coalesce(oldest.scalar_subquery(), 0)
    return sa.select(t.story_terms.c.term, t.story_terms.c.story_id).join_from(
        wanted, t.story_terms, (t.story_terms.c.term == wanted.c.value) & kept
    )


_GONE, _KEPT = sa.bindparam("b_gone", type_=Id), sa.bindparam("b_kept", type_=Id)
_MAKE_ALIAS = (
    sa.update(t.stories).where(t.stories.c.merged_into == _GONE).values(merged_into=_KEPT),
    sa.update(t.stories).where(t.stories.c.id == _GONE).values(merged_into=_KEPT, vector=b""),
    sa.update(t.articles).where(t.articles.c.story_id == _GONE).values(story_id=_KEPT),
)
_POSTED = sa.select(t.story_terms.c.term).where(t.story_terms.c.story_id == _GONE)
_UNPOST = sa.delete(t.story_terms).where(t.story_terms.c.story_id == _GONE)
