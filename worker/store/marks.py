"""Marks of articles as stored: what reports in other languages are compared with."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from worker.model.entry import Mark, MarkKind
from worker.store import bulk
from worker.store import schema as t


@dataclass(frozen=True, slots=True)
class KnownMarks:
    """What another article is compared by, across languages, as it is kept: half of those asked for are never read."""

    lang: str | None
    packed: bytes

    def read(self) -> tuple[list[Mark], list[float]]:
        """The marks as they are kept, without terms; and how rare each was when it was judged."""
        return unpack_marks(self.packed)


def pack_marks(marks: Sequence[Mark], rarities: Sequence[float]) -> bytes:
    """Marks as compressed lines: kind, title, count, place (1/64), rarity (1/8 nat), text. About 300 bytes."""
    lines = (
        f"{mark.kind}{int(mark.title)}{min(mark.count, 9)}{chr(48 + int(mark.place * 63))}"
        f"{chr(48 + min(79, max(0, round(rare * 8))))}{mark.text}"
        for mark, rare in zip(marks, rarities, strict=True)
    )
    return zlib.compress("\n".join(lines).encode(), 6)


def unpack_marks(packed: bytes) -> tuple[list[Mark], list[float]]:
    """The inverse of ``pack_marks``, to its precision; terms to look marks up by are not kept."""
    marks, rarities = [], []
    for line in zlib.decompress(packed).decode().split("\n"):
        if line:
            mark = Mark(line[5:], _KINDS[line[0]], int(line[2]), line[1] == "1", (ord(line[3]) - 48) / 63)
            marks.append(mark)
            rarities.append((ord(line[4]) - 48) / 8)
    return marks, rarities


_KINDS = {str(kind): kind for kind in MarkKind}
"""To look a member up costs a third of calling the enum."""


def as_kept(lang: str | None, marks: Sequence[Mark], rarities: Sequence[float]) -> KnownMarks:
    """Marks as they will come back from the store, so that a batch decides as a restarted worker would."""
    return KnownMarks(lang, pack_marks(marks, rarities))


def keep_marks(connection: sa.Connection, article: int, marks: Sequence[Mark], rarities: Sequence[float]) -> None:
    """Keep the marks of an article judged before."""
    row = sa.update(t.fingerprints).where(t.fingerprints.c.article_id == article)
    connection.execute(row.values(marks=pack_marks(marks, rarities)))


def known_marks(connection: sa.Connection, articles: Collection[int]) -> dict[int, KnownMarks]:
    """The marks of these articles, as far as they are kept: those of voices are."""
    if not articles:
        return {}
    dialect = connection.dialect.name
    rows = connection.execute(_known(dialect), {"b_articles": bulk.listed(dialect, articles)}).all()
    return {article: KnownMarks(lang, packed) for article, packed, lang in rows if packed}


@lru_cache
def _known(dialect: str) -> sa.Select[Any]:
    return (
        sa.select(t.fingerprints.c.article_id, t.fingerprints.c.marks, t.articles.c.lang)
        .join(t.articles, t.articles.c.id == t.fingerprints.c.article_id)
        .where(bulk.inside(dialect, t.fingerprints.c.article_id, "b_articles"))
    )
