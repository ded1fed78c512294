"""Posting lists: which stories a term is strong in; and how one story's name becomes another's alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from worker.store import bulk
from worker.store import schema as t
from worker.store.columns import Id

POSTING_CAP = 64
POSTING_QUERIES = (4, 48)
"""Terms looked up in one statement: few when a batch misses some, many when it begins."""


def newest(connection: sa.Connection, terms: Sequence[int]) -> dict[int, list[int]]:
    """The newest stories of each term, at most ``POSTING_CAP`` a term."""
    found: dict[int, list[int]] = defaultdict(list)
    few, many = POSTING_QUERIES
    size = few if len(terms) <= few else many
    for start in range(0, len(terms), size):
        wanted = [*terms[start : start + size], *([None] * size)][:size]
        binds = {f"t{place}": term for place, term in enumerate(wanted)}
        for row in connection.execute(_NEWEST[size], binds).all():
            found[row.term].append(row.story_id)
    return {term: sorted(set(found[term]), reverse=True) for term in terms}


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


def _newest_of(place: int) -> sa.Select[tuple[int, int]]:
    newest = (
        sa.select(t.story_terms.c.term, t.story_terms.c.story_id)
        .where(t.story_terms.c.term == sa.bindparam(f"t{place}", type_=sa.BigInteger))
        .order_by(t.story_terms.c.story_id.desc())
        .limit(sa.literal_column(str(POSTING_CAP)))
        .subquery()
    )
    return sa.select(newest.c.term, newest.c.story_id)


_GONE, _KEPT = sa.bindparam("b_gone", type_=Id), sa.bindparam("b_kept", type_=Id)
_MAKE_ALIAS = (
    sa.update(t.stories).where(t.stories.c.merged_into == _GONE).values(merged_into=_KEPT),
    sa.update(t.stories).where(t.stories.c.id == _GONE).values(merged_into=_KEPT, vector=b""),
    sa.update(t.articles).where(t.articles.c.story_id == _GONE).values(story_id=_KEPT),
)
_POSTED = sa.select(t.story_terms.c.term).where(t.story_terms.c.story_id == _GONE)
_UNPOST = sa.delete(t.story_terms).where(t.story_terms.c.story_id == _GONE)
_NEWEST = {size: sa.union_all(*(_newest_of(place) for place in range(size))) for size in POSTING_QUERIES}
