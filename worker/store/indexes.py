"""The tables that serve comparison: posting lists, counts of terms, fingerprints, samples, furniture, seen keys."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, SmallInteger, Table, Text

from worker.store.columns import Id, metadata


def _by_term(name: str, column: str, kind: type[LargeBinary] | type[Float[float]]) -> Table:
    """A table with one value a term."""
    term = Column("term", BigInteger, primary_key=True, autoincrement=False)
    return Table(name, metadata, term, Column(column, kind, nullable=False), sqlite_with_rowid=False)


postings, fresh_postings = (_by_term(name, "stories", LargeBinary) for name in ("postings", "fresh_postings"))
"""Posting lists: the newest stories a term is strong in, the newest first, packed (``store/packing.py``); and the lists
that changed in the last hour, which stand for those."""

posted = Table(
    "posted",
    metadata,
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("terms", LargeBinary, nullable=False),
)
"""The terms whose lists a story is on, packed."""

term_counts, fresh_counts = (_by_term(name, "documents", Float) for name in ("term_counts", "fresh_counts"))
"""In how many stories a term was strong, weighed by their age (``store/counts.py``), and what the last hour adds to it;
the hash holds its language."""

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("version", SmallInteger, nullable=False),
    Column("shingles", Integer, nullable=False),
    Column("marks", LargeBinary),
)

samples = Table(
    "samples",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Sampled shingle hashes of days not yet sealed, clustered by the day (of first sight)."""

sealed_samples = Table(
    "sealed_samples",
    metadata,
    Column("bucket", Id, primary_key=True, autoincrement=False),
    Column("first_day", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
"""Samples of the days before, packed by neighbouring hashes (``store/samples.py``); ``first_day`` is the oldest."""

furniture = Table(
    "furniture",
    metadata,
    Column("host", Text, primary_key=True),
    Column("last_day", Integer, nullable=False, index=True),
    Column("segments", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What is remembered of the paragraphs of each host's pages, packed (``store/furniture.py``)."""

seen = Table(
    "seen",
    metadata,
    Column("bucket", Id, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)
"""Marks of entries that were forgotten whole, packed by neighbouring hashes (``store/seen.py``)."""
