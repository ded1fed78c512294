"""A posting list is one value, and so are the terms a story is posted under."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

AT_ONCE = 5000
CAP = 64
_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ROWS = sa.table("story_terms", sa.column("term"), sa.column("story_id"))
_POSTED = sa.table("posted", sa.column("story_id"), sa.column("terms"))
_LISTS, _FRESH = (sa.table(it, sa.column("term"), sa.column("stories")) for it in ("postings", "fresh_postings"))


def upgrade() -> None:
    for name in ("postings", "fresh_postings"):
        op.create_table(
            name,
            sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("stories", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("term", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "posted",
        sa.Column("story_id", _ID, autoincrement=False, nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_posted_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_posted")),
    )
    term, story = _ROWS.c.term, _ROWS.c.story_id
    _move(sa.select(term, story).order_by(term, story.desc()), _LISTS, lambda rows: _grouped(rows, CAP))
    _move(sa.select(story, term).order_by(story, term), _POSTED, _grouped)
    op.drop_table("story_terms")


def downgrade() -> None:
    op.create_table(
        "story_terms",
        sa.Column("term", sa.BigInteger(), nullable=False),
        sa.Column("story_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_terms_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("term", "story_id", name=op.f("pk_story_terms")),
        sqlite_with_rowid=False,
    )
    older = _LISTS.c.term.not_in(sa.select(_FRESH.c.term))
    lists = sa.union_all(sa.select(_LISTS).where(older), sa.select(_FRESH)).order_by("term")
    _move(lists, _ROWS, lambda rows: ((term, story) for term, packed in rows for story in sorted(_unpacked(packed))))
    op.create_index("ix_story_terms_story_id", "story_terms", ["story_id"])
    for name in ("posted", "fresh_postings", "postings"):
        op.drop_table(name)


def _move(query: Any, table: sa.TableClause, made: Callable[[Iterable[Any]], Iterator[tuple[Any, ...]]]) -> None:
    """Rows of ``query`` become rows of ``table``; of millions only some are held at a time."""
    connection = op.get_bind()
    found = connection.execute(query.execution_options(yield_per=AT_ONCE))
    rows = made(chain.from_iterable(found.partitions()))
    names = [it.name for it in table.c]
    while some := [dict(zip(names, row, strict=True)) for row in islice(rows, AT_ONCE)]:
        connection.execute(sa.insert(table), some)


def _grouped(rows: Iterable[Any], most: int | None = None) -> Iterator[tuple[int, bytes]]:
    for key, same in groupby(rows, key=lambda row: row[0]):
        yield key, _packed([row[1] for row in islice(same, most)])


def _packed(numbers: list[int]) -> bytes:
    low, high = [it & 0xFFFFFFFF for it in numbers], [it >> 32 for it in numbers]
    return struct.pack(f"<{len(numbers)}I{len(numbers)}B", *low, *high)


def _unpacked(packed: bytes) -> list[int]:
    size = len(packed) // 5
    values = struct.unpack(f"<{size}I{size}B", packed)
    return [high << 32 | low for low, high in zip(values[:size], values[size:], strict=True)]
