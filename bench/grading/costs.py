"""What judging costs: CPU per article after extraction, bytes of index per article, and how long a look-up takes.

The articles are invented (``prose.py``): reports of 300 to 600 words, each followed by three shorter copies.
``history`` many are read and judged before. Times depend on the machine; read the ratios.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import prose

from grading.extraction import source
from grading.figures import Figure, Skipped, digest
from grading.judging import START, Court, Line, scratch
from grading.material import Material
from worker.content.articles import read_article
from worker.content.fingerprint import fingerprint
from worker.model.entry import ArticleDraft
from worker.store import upkeep
from worker.store.database import Connection
from worker.store.docket import Docket
from worker.store.judged import DAY_S

GOAL_MS = 2.0
GOAL_BYTES = 500.0
GOAL_LOOKUP_MS = 20.0
MEASURED = 2000
LOOKUPS = 400
COPIES = 4
INDEX = ("samples", "sealed_samples", "fingerprints", "postings", "fresh_postings", "posted")
"""Tables kept for comparison: samples, fingerprints with their marks, posting lists; with their indexes."""


_SIZES = "SELECT tbl_name, sum(pgsize) FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name GROUP BY tbl_name"


def measure(material: Material, history: int = 0) -> Iterator[Figure | Skipped]:
    """The figures after ``history`` articles and a few more to get going."""
    measured = MEASURED // (4 if material.quick else 1)
    before = max(history, measured // 2)
    named = digest("generated", str(before), str(measured))
    with scratch() as place:
        court = Court.opened(place, now=START + 30 * 86400.0)
        court.judge(_line(number) for number in range(before))
        spent = court.spent
        spent.total_s = spent.reading_s = 0.0
        lines = [_line(number) for number in range(before, before + measured)]
        court.judge(lines)
        after_reading = (spent.total_s - spent.reading_s) / measured * 1000
        printing = _printing_ms(lines[:400])
        note = f"fingerprint {printing:.2f} ms, the rest {after_reading:.2f} ms"
        name = f"cost · after {before:,} articles"
        yield Figure(
            f"{name} · CPU ms an article",
            printing + after_reading,
            measured,
            named,
            GOAL_MS,
            low=True,
            noise=None,
            note=note,
        )
        yield from _lookups(court, name, before + measured, named)
        asyncio.run(_sealed(court))
        yield from _index(place / "store.db", before + measured, named)


def _line(number: int) -> Line:
    """The ``number``-th line; four in a row have the same report, cut differently."""
    story, copy = divmod(number, COPIES)
    report = prose.report(7, story, 0)
    text = "\n\n".join(report.paragraphs[: max(1, len(report.paragraphs) - copy)])
    return Line(f"g{number}", report.title, text, report.lang, START + 2.0 * number, f"site{number % 97}.example")


def _printing_ms(lines: Sequence[Line]) -> float:
    began = time.process_time()
    for line in lines:
        fingerprint(line.title, line.text, line.lang)
    return (time.process_time() - began) / len(lines) * 1000


def _lookups(court: Court, name: str, articles: int, named: str) -> Iterator[Figure]:
    """Wall time until the docket knows what one article may be related to; the store is warm."""
    step = max(1, articles // LOOKUPS)
    drafts = [_draft(_line(number)) for number in range(0, articles, step)][:LOOKUPS]
    took = asyncio.run(_timed(court, drafts))
    cuts = quantiles(took, n=100)
    n = len(took)
    yield Figure(f"{name} · look-up p50, ms", cuts[49], n, named, low=True, noise=None)
    yield Figure(f"{name} · look-up p99, ms", cuts[98], n, named, GOAL_LOOKUP_MS, low=True, noise=None)


async def _timed(court: Court, drafts: Sequence[ArticleDraft]) -> list[float]:
    async with court.worker() as parts:
        window_s = parts.loaded.settings.stories.window_s

        def look_up(connection: Connection, draft: ArticleDraft) -> float:
            began = time.perf_counter()
            Docket(connection, now=court.now, window_s=window_s).open([], [draft])
            return (time.perf_counter() - began) * 1000

        return [parts.database.write(lambda db, draft=draft: look_up(db, draft)) for draft in drafts]  # type: ignore[misc]


async def _sealed(court: Court) -> None:
    """The store as it is the day after."""
    async with court.worker() as parts:
        settings = parts.loaded.settings
        window_s, now = settings.stories.window_s, court.now + DAY_S
        upkeep.prune(parts.database, settings.store.keep, window_s=window_s, now=now)


def _draft(line: Line) -> ArticleDraft:
    """The line as an article, its fingerprint with it."""
    plain = source(b"", line.host)
    return read_article(replace(plain, page=None, draft=replace(plain.draft, title=line.title, content=line.text)))


def _index(store: Path, articles: int, named: str) -> Iterator[Figure | Skipped]:
    """Bytes of the tables and indexes that serve comparison, as SQLite's page statistics have them."""
    with contextlib.closing(sqlite3.connect(store)) as connection:
        connection.execute("VACUUM")
        try:
            rows = connection.execute(_SIZES).fetchall()
        except sqlite3.OperationalError:
            yield Skipped("cost: index bytes", "this Python's SQLite has no dbstat")
            return
    sizes = {name: size / articles for name, size in rows}
    used = {name: sizes[name] for name in INDEX if name in sizes}
    note = " · ".join(f"{name} {size:.0f}" for name, size in used.items()) + f" · whole store {sum(sizes.values()):.0f}"
    yield Figure(
        "cost · index bytes an article", sum(used.values()), articles, named, GOAL_BYTES, low=True, noise=5.0, note=note
    )
