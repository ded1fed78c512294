"""Marks of articles as stored: what reports in other languages are compared with."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.entry import Mark, MarkKind
from worker.store import schema as t


@dataclass(frozen=True, slots=True)
class KnownMarks:
    """What another article is compared by, across languages: its marks, and how rare each was when it was judged."""

    lang: str | None
    marks: tuple[Mark, ...]
    rarities: tuple[float, ...]


def pack_marks(marks: Sequence[Mark], rarities: Sequence[float]) -> bytes:
    """Marks as compressed lines: kind, title, count, place (1/64), rarity (1/8 nat), text. About 300 bytes."""
    lines = (
        f"{mark.kind}{int(mark.title)}{min(mark.count, 9)}{chr(48 + int(mark.place * 63))}"
        f"{chr(48 + min(79, max(0, round(rare * 8))))}{mark.text}"
        for mark, rare in zip(marks, rarities, strict=True)
    )
    return zlib.compress("\n".join(lines).encode(), 6)


def unpack_marks(lang: str | None, packed: bytes) -> KnownMarks:
    """The inverse of ``pack_marks``, to its precision; terms to look marks up by are not kept."""
    marks, rarities = [], []
    for line in zlib.decompress(packed).decode().split("\n"):
        if line:
            kind, title, count, place, rare, text = *line[:5], line[5:]
            marks.append(Mark(text, MarkKind(kind), int(count), title == "1", (ord(place) - 48) / 63))
            rarities.append((ord(rare) - 48) / 8)
    return KnownMarks(lang, tuple(marks), tuple(rarities))


def as_kept(lang: str | None, marks: Sequence[Mark], rarities: Sequence[float]) -> KnownMarks:
    """Marks as they will come back from the store, so that a batch decides as a restarted worker would."""
    return unpack_marks(lang, pack_marks(marks, rarities))


def keep_marks(connection: sa.Connection, article: int, marks: Sequence[Mark], rarities: Sequence[float]) -> None:
    """Keep the marks of an article judged before."""
    row = sa.update(t.fingerprints).where(t.fingerprints.c.article_id == article)
    connection.execute(row.values(marks=pack_marks(marks, rarities)))


def known_marks(connection: sa.Connection, articles: Collection[int]) -> dict[int, KnownMarks]:
    """The marks of these articles, as far as they are kept: those of voices are."""
    if not articles:
        return {}
    rows = connection.execute(_KNOWN, {"articles": list(articles)})
    return {row.article_id: unpack_marks(row.lang, row.marks) for row in rows if row.marks}


_KNOWN = (
    sa.select(t.fingerprints.c.article_id, t.fingerprints.c.marks, t.articles.c.lang)
    .join(t.articles, t.articles.c.id == t.fingerprints.c.article_id)
    .where(t.fingerprints.c.article_id.in_(sa.bindparam("articles", expanding=True)))
)
