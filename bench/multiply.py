"""A long history made of a short one: a judged store's rows many times over, as if as much had been judged in its days.

Each further copy is other news of the same days and feeds: its own articles, stories, alerts and trails, with other
addresses, texts' digests and samples. Words that many stories have are shared by all copies, so that their posting
lists grow; those that few have become other words in each, as news always brings new names. What is judged after it
meets a store of that size, made in minutes instead of hours; texts and marks stay the same bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from worker.store.packing import pack, unpack
from worker.store.postings import POSTING_CAP
from worker.store.samples import ARTICLE_BITS, DAY_BITS, HASH_BITS

COMMON = 8
"""Of so many stories a word is common: its list is shared by all copies."""
_LOW, _REST_BITS = 0x2545F491, DAY_BITS + ARTICLE_BITS
_NUMBERS = ("articles", "entries", "stories", "relations")
_SHIFTED = {
    "stories": {"id": "stories", "lead_id": "articles", "merged_into": "stories"},
    "articles": {"id": "articles", "previous_id": "articles", "story_id": "stories"},
    "fingerprints": {"article_id": "articles"},
    "entries": {"id": "entries", "article_id": "articles", "proof_id": "relations"},
    "relations": {"id": "relations", "entry_id": "entries", "other_id": "articles", "proves_id": "entries"},
    "flags": {"entry_id": "entries"},
    "trails": {"entry_id": "entries"},
    "alerts": {"story_id": "stories", "entry_id": "entries"},
}
"""The numbers of each table that are another's, by the table whose they are."""
_OTHERWISE = {
    ("articles", "url_key"): "other(url_key, :copy)",
    ("articles", "digest"): "mixed(digest, :copy)",
    ("entries", "url_key"): "other(url_key, :copy)",
    ("entries", "key"): "mixed(key, :copy)",
    ("alerts", "id"): "id || '-' || :copy",
    ("alerts", "digest"): "NULL",
}


def multiply(store: Path, copies: int) -> None:
    """Let ``store`` hold ``copies`` times as much; no worker may hold it. Some minutes for a million articles."""
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.create_function("other", 2, _other, deterministic=True)
        db.create_function("mixed", 2, _mixed, deterministic=True)
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=MEMORY", "cache_size=-800000"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        ends = {name: db.execute(f"SELECT max(id) FROM {name}").fetchone()[0] for name in _NUMBERS}
        for table, shifted in _SHIFTED.items():
            for copy in range(1, copies):
                _copied(db, table, {column: ends[of] * copy for column, of in shifted.items()}, copy, ends)
        _words(db, copies, ends["stories"])
        _samples(db, copies, ends["articles"])
        for name in ("articles", "stories", "relations"):
            db.execute("UPDATE sequences SET next = ? WHERE name = ?", [ends[name] * copies, name])
        db.execute("COMMIT")
        db.execute("ANALYZE") if db.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"
        ).fetchone() else None
        db.execute("PRAGMA journal_mode=WAL")


def _copied(db: sqlite3.Connection, table: str, shifts: dict[str, int], copy: int, ends: dict[str, int]) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = [f"{name} + {shifts[name]}" if name in shifts else _OTHERWISE.get((table, name), name) for name in columns]
    own = next(iter(_SHIFTED[table]))
    last = ends[_SHIFTED[table][own]]
    which = f"entry_id <= {ends['entries']}" if table == "alerts" else f"{own} <= {last}"
    db.execute(
        f"INSERT INTO {table} ({','.join(columns)}) SELECT {','.join(values)} FROM {table} WHERE {which}",
        {"copy": copy},
    )


def _words(db: sqlite3.Connection, copies: int, stories: int) -> None:
    """Posting lists and counts: common words grow, the others are other words in each copy."""
    db.execute("INSERT OR REPLACE INTO postings SELECT * FROM fresh_postings")
    db.execute("DELETE FROM fresh_postings")
    lists = {term: unpack(packed) for term, packed in db.execute("SELECT * FROM postings")}
    common = {term for term, listed in lists.items() if len(listed) >= COMMON}
    db.execute("CREATE TEMP TABLE common (term INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO common VALUES (?)", [(term,) for term in common])
    db.executemany(
        "REPLACE INTO postings VALUES (?, ?)",
        [
            (
                term,
                pack([it + stories * copy for copy in range(copies - 1, -1, -1) for it in lists[term]][:POSTING_CAP]),
            )
            for term in common
        ],
    )
    db.executemany(
        "INSERT OR IGNORE INTO postings VALUES (?, ?)",
        sorted(
            (term ^ _changed(copy), pack([it + stories * copy for it in listed]))
            for term, listed in lists.items()
            if term not in common
            for copy in range(1, copies)
        ),
    )
    own = db.execute("SELECT story_id, terms FROM posted").fetchall()
    for copy in range(1, copies):
        db.executemany(
            "INSERT INTO posted VALUES (?, ?)",
            [
                (story + stories * copy, pack([it if it in common else it ^ _changed(copy) for it in unpack(terms)]))
                for story, terms in own
            ],
        )
    term = "CASE WHEN term < 0 OR term IN common THEN term ELSE (term | :bits) - (term & :bits) END"
    db.execute("CREATE TEMP TABLE counted AS SELECT term, documents FROM term_counts")
    for copy in range(1, copies):
        db.execute(
            f"INSERT INTO term_counts SELECT {term}, documents FROM counted WHERE true"
            " ON CONFLICT (term) DO UPDATE SET documents = documents + excluded.documents",
            {"bits": _changed(copy)},
        )


def _samples(db: sqlite3.Connection, copies: int, articles: int) -> None:
    """All samples, those of days that are over in blocks."""
    blocks = db.execute("SELECT bucket, first_day, packed FROM sealed_samples ORDER BY bucket").fetchall()
    buckets = np.repeat([row[0] for row in blocks], [len(row[2]) // 8 for row in blocks]).astype(np.uint64)
    numbers = np.concatenate([np.frombuffer(row[2], np.uint64) for row in blocks])
    hashes = buckets << np.uint64(HASH_BITS) | numbers >> np.uint64(_REST_BITS)
    rest = numbers & np.uint64((1 << _REST_BITS) - 1)
    hashes = np.concatenate([hashes ^ np.uint64(_bits(copy)) for copy in range(copies)])
    rest = np.concatenate([rest + np.uint64(articles * copy) for copy in range(copies)])
    order = np.lexsort((rest, hashes))
    hashes, rest = hashes[order], rest[order]
    numbers = (hashes & np.uint64((1 << HASH_BITS) - 1)) << np.uint64(_REST_BITS) | rest
    buckets = hashes >> np.uint64(HASH_BITS)
    starts = np.flatnonzero(np.concatenate(([True], buckets[1:] != buckets[:-1]))).tolist()
    first = min(row[1] for row in blocks)
    packed = [
        (int(buckets[start]), first, numbers[start:end].tobytes())
        for start, end in zip(starts, [*starts[1:], len(buckets)], strict=True)
    ]
    db.execute("DELETE FROM sealed_samples")
    db.executemany("INSERT INTO sealed_samples VALUES (?, ?, ?)", packed)
    held = db.execute("SELECT day, hash, article_id FROM samples").fetchall()
    rows = sorted((day, it ^ _bits(copy), own + articles * copy) for copy in range(1, copies) for day, it, own in held)
    db.executemany("INSERT OR IGNORE INTO samples VALUES (?, ?, ?)", rows)


def _changed(copy: int) -> int:
    """What changes in a word that few stories have: not its kind, nor its language."""
    return (copy * 8) & 0xFFFFFF8


def _bits(copy: int) -> int:
    """What changes in a hash: its lower part, so that as many as before stand in the range that long texts keep."""
    return copy * _LOW & ((1 << 30) - 1)


def _other(key: int | None, copy: int) -> int | None:
    return None if key is None else key ^ copy << 20


def _mixed(key: bytes, copy: int) -> bytes:
    return (int.from_bytes(key, "big") ^ copy * 0x9E3779B97F4A7C15).to_bytes(len(key) + 8, "big")[-len(key) :]
