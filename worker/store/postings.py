"""Posting lists: the newest stories a term is strong in."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from worker.store import schema as t

POSTING_CAP = 64
POSTING_QUERY = 48
"""Terms looked up in one statement."""


def newest_stories(connection: sa.Connection, terms: Sequence[int]) -> dict[int, list[int]]:
    """The newest stories of each term, newest first, at most ``POSTING_CAP``; none for a term never posted."""
    postings: dict[int, list[int]] = {term: [] for term in terms}
    for start in range(0, len(terms), POSTING_QUERY):
        wanted = terms[start : start + POSTING_QUERY]
        padded = [*wanted, *[None] * (POSTING_QUERY - len(wanted))]
        rows = connection.execute(_QUERY, {f"t{place}": term for place, term in enumerate(padded)})
        for term, story in sorted({(row.term, row.story_id) for row in rows}, reverse=True):
            postings[term].append(story)
    return postings


def _newest_of(place: int) -> sa.Select[tuple[int, int]]:
    newest = (
        sa.select(t.story_terms.c.term, t.story_terms.c.story_id)
        .where(t.story_terms.c.term == sa.bindparam(f"t{place}", type_=sa.BigInteger))
        .order_by(t.story_terms.c.story_id.desc())
        .limit(sa.literal_column(str(POSTING_CAP)))
        .subquery()
    )
    return sa.select(newest.c.term, newest.c.story_id)


_QUERY = sa.union_all(*(_newest_of(place) for place in range(POSTING_QUERY)))
