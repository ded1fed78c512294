"""What judging costs in a store with a long history: CPU and look-ups as it grows, bytes, memory, and the housekeeping.

    python bench/history.py --articles 200000 --days 10
    python bench/history.py --articles 10000 --days 3 --each 5000 --times 100

Invented news (``newsroom.py``) goes through the worker's own stages and its store in this process, as ``articles
import`` does, under a clock that follows the news: every hour of it the house is kept (samples sealed, stories past
their window forgotten, texts after eight days) and alerts are delivered. Every ``--each`` articles one line is printed.
``--times`` makes a long history of it in minutes, and ``--more`` articles are judged in that store.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar, cast

import newsroom
import orjson
import rig
from grading.extraction import source
from grading.judging import START, InlineEngine, Spent, StandingClock
from multiply import multiply

from worker import collector
from worker.config.load import load
from worker.content.articles import read_article
from worker.content.fingerprint import fingerprint
from worker.daemon import chores, logs, passes, upkeep
from worker.daemon.build import Parts, Seams, build
from worker.flow import exchange
from worker.flow.group import foresee
from worker.model.entry import ArticleDraft
from worker.policy.rules import check_query
from worker.store.database import Connection, Database
from worker.store.docket import Docket

HOUR_S = 3600.0
AT_ONCE = 512
"""Lines admitted at a time, and judged in batches before the next come."""
LOOKUPS = 300
AUDITS_AN_HOUR = 6
INDEX = ("samples", "sealed_samples", "fingerprints", "postings", "fresh_postings", "posted")
COUNTED = ("term_counts", "fresh_counts")
"""Tables kept for comparison, with their indexes; and what is counted beside them."""
_ASK = (
    "import json, sqlite3, sys; print(json.dumps(dict(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())))"
)
_BYTES = "SELECT tbl_name, sum(pgsize) FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name GROUP BY tbl_name"
T = TypeVar("T")


@dataclass(slots=True)
class Cost:
    """CPU seconds of a stretch of articles, by whom; ``longest_s``: the longest step of housekeeping in the writer."""

    articles: int = 0
    all_s: float = 0.0
    reading_s: float = 0.0
    writer_s: float = 0.0
    delivery_s: float = 0.0
    house_s: float = 0.0
    audit_s: float = 0.0
    longest_s: float = 0.0
    written: int = 0


class Watched:
    """A database that knows how much CPU its longest write took."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.longest_s = 0.0

    def write(self, work: Callable[[Connection], T]) -> T:
        """``Database.write``."""

        def timed(connection: Connection) -> T:
            began = time.thread_time()
            try:
                return work(connection)
            finally:
                self.longest_s = max(self.longest_s, time.thread_time() - began)

        return self._database.write(timed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


class Newsdesk:
    """The worker with its store, fed by the hour."""

    def __init__(self, parts: Parts, clock: StandingClock, spent: Spent, articles: int) -> None:
        self._parts, self._clock, self._spent = parts, clock, spent
        self._kept_at = clock.at
        self._cost = Cost()
        self.articles = articles

    async def take(self, reports: Sequence[newsroom.Report]) -> None:
        """Judge these, and keep the house whenever an hour is over."""
        lines = [orjson.dumps(it.line()) for it in reports]
        self._clock.at = max(self._clock.at, reports[-1].at + 60.0)
        cost, parts = self._cost, self._parts
        written = _written()
        began, writer, read = time.process_time(), await self._writer_s(), self._spent.reading_s
        settings = parts.loaded.settings.polling
        done = await exchange.import_lines(lines, parts.database, parts.gatherer, settings, parts.clock)
        cost.writer_s += await self._writer_s() - writer
        cost.reading_s += self._spent.reading_s - read
        cost.all_s += time.process_time() - began
        cost.written += _written() - written
        cost.articles += done.admitted
        self.articles += done.admitted
        while self._clock.at - self._kept_at >= HOUR_S:
            self._kept_at += HOUR_S
            await self._keep_house(self._kept_at)

    async def _writer_s(self) -> float:
        return await asyncio.wrap_future(self._parts.database.submit(lambda _: time.thread_time()))

    async def _keep_house(self, now: float) -> None:
        parts, cost = self._parts, self._cost
        began = time.process_time()
        await parts.deliverer.run_due()
        delivered = time.process_time()
        watched = Watched(parts.database)
        await asyncio.to_thread(upkeep.forget, cast("Database", watched), parts.loaded, now)
        await chores.refresh_prints(parts)
        kept = time.process_time()
        for _ in range(AUDITS_AN_HOUR):
            await chores.audit(parts)
        cost.delivery_s += delivered - began
        cost.house_s += kept - delivered
        cost.audit_s += time.process_time() - kept
        cost.longest_s = max(cost.longest_s, watched.longest_s)

    def figures(self, store: Path, upcoming: Sequence[newsroom.Report]) -> dict[str, float]:
        """What the articles since last time cost, and how things stand; milliseconds of CPU, bytes an article."""
        cost, self._cost = self._cost, Cost()
        a_thousand = 1000 / max(1, cost.articles)
        began = time.process_time()
        for it in upcoming[:LOOKUPS]:
            fingerprint(it.title, it.text, it.lang)
        printing = (time.process_time() - began) / LOOKUPS * 1000
        rest = (cost.all_s - cost.reading_s) * a_thousand
        took = self._look_ups([_draft(it) for it in upcoming[:LOOKUPS]])
        sizes = _sizes(store)
        bytes_ = {name: sizes.get(name, 0) / self.articles for name in (*INDEX, *COUNTED)}
        return {
            "articles": self.articles,
            "fingerprint": printing,
            "the rest": rest,
            "both": printing + rest,
            "of it writer": cost.writer_s * a_thousand,
            "reading": cost.reading_s * a_thousand,
            "delivery": cost.delivery_s * a_thousand,
            "house": cost.house_s * a_thousand,
            "audit": cost.audit_s * a_thousand,
            "longest step, ms": cost.longest_s * 1000,
            "look-up p50": took[49],
            "p99": took[98],
            "index B": sum(bytes_[name] for name in INDEX),
            **bytes_,
            "store B": store.stat().st_size / self.articles,
            "written kB": cost.written / 1000 / max(1, cost.articles),
            "RSS MB": _resident_mb(),
        }

    def _look_ups(self, drafts: Sequence[ArticleDraft]) -> list[float]:
        """CPU until the docket knows what one article may be related to, in hundredths, in the writer."""
        window_s = self._parts.loaded.settings.stories.window_s

        def look_up(connection: Connection, draft: ArticleDraft) -> float:
            began = time.thread_time()
            docket = Docket(connection, now=self._clock.at, window_s=window_s)
            docket.open([], [draft])
            foresee(docket, [draft])
            return (time.thread_time() - began) * 1000

        write = self._parts.database.write
        return quantiles([write(lambda db, it=it: look_up(db, it)) for it in drafts], n=100)  # type: ignore[misc]


def _draft(report: newsroom.Report) -> ArticleDraft:
    plain = source(b"", report.host)
    draft = replace(plain.draft, title=report.title, content=report.text, lang=report.lang)
    return read_article(replace(plain, page=None, draft=draft))


def _sizes(store: Path) -> dict[str, float]:
    """Bytes of all tables with their indexes, as they lie on the disk, largest first.

    Asked of the standard library, whose SQLite has dbstat, in a process of its own: two libraries in one take each
    other's locks away, and the first to close ends the log that the other has in memory.
    """
    ask = [sys.executable, "-c", _ASK, str(store), _BYTES]
    found: dict[str, float] = orjson.loads(subprocess.run(ask, check=True, capture_output=True).stdout)
    return dict(sorted(found.items(), key=lambda it: -it[1]))


def _written() -> int:
    """Bytes this process has had written to a disk."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


class Run:
    """One store, filled, multiplied, filled further; its lines printed as they come."""

    def __init__(self, place: Path, asked: argparse.Namespace) -> None:
        self._store, self._asked = place / "store.db", asked
        sections = {"url": f"sqlite:///{self._store}", "keep": {"articles": asked.keep}}
        self._loaded = load(rig.write_config(place, (), store=sections), {}, check_rule=check_query)
        start = time.time() - asked.days * 86400.0 if asked.till_now else START
        self._news = newsroom.reports(asked.seed, start=start, a_day=round(asked.articles / asked.days))
        self._clock, self._spent = StandingClock(start), Spent()
        self._held = 0

    async def judge(self, articles: int, each: int) -> None:
        """Judge so many more; a line for ``each``."""
        seams = Seams(clock=self._clock, engine=InlineEngine(self._spent))
        parts = build(self._loaded, seams=seams, patient=False)
        await passes.start(parts)
        gc.collect()
        gc.freeze()
        try:
            desk = Newsdesk(parts, self._clock, self._spent, self._held)
            until, next_look = self._held + articles, self._held + each
            while desk.articles < until:
                await desk.take(list(islice(self._news, AT_ONCE)))
                if desk.articles >= next_look:
                    next_look += each
                    upcoming = list(islice(self._news, LOOKUPS))
                    self._print(desk.figures(self._store, upcoming))
                    await desk.take(upcoming)
            self._held = desk.articles
        finally:
            await passes.stop(parts)

    def multiply(self, times: int) -> None:
        """As if ``times`` as much had been judged; what comes next comes as much faster."""
        multiply(self._store, times)
        self._held *= times
        began, slower = self._clock.at, self._news
        self._news = (replace(it, at=began + max(0.0, it.at - began) / times) for it in slower)

    def _print(self, figures: dict[str, float]) -> None:
        if not self._held:
            print("| " + " | ".join(figures) + " |\n|" + "---:|" * len(figures), flush=True)
            self._held = int(figures["articles"])
        print("| " + " | ".join(map(_cell, figures.values())) + " |", flush=True)

    def print_sizes(self) -> None:
        """Bytes an article of all tables."""
        for name, size in _sizes(self._store).items():
            print(f"{name}: {size / self._held:.0f} bytes an article")


def _cell(value: float) -> str:
    return f"{value:.2f}" if value < 20 else f"{value:,.0f}"


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--days", type=float, default=10.0, help="over how many days they come out")
    parser.add_argument("--each", type=int, default=50_000, help="articles from one line to the next")
    parser.add_argument("--keep", default="8d", help="how long texts are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the store lies while it is measured")
    parser.add_argument("--store", type=Path, help="move the store here at the end")
    parser.add_argument("--till-now", action="store_true", help="its news ends now, not on a date that stays the same")
    parser.add_argument("--times", type=int, default=1, help="multiply what was judged so often (multiply.py)")
    parser.add_argument("--more", type=int, default=2000, help="articles judged after that")
    asked = parser.parse_args()
    logs.configure("json", "error")
    gc.set_threshold(collector.AFTER)
    with tempfile.TemporaryDirectory(prefix="wirewatch-history-", dir=asked.folder) as place:
        run = Run(Path(place), asked)
        asyncio.run(run.judge(asked.articles, asked.each))
        if asked.times > 1:
            run.multiply(asked.times)
            asyncio.run(run.judge(asked.more, asked.more // 2))
        print(rig.versions("pysqlite3", "sqlalchemy"))
        run.print_sizes()
        if asked.store:
            shutil.move(Path(place) / "store.db", asked.store)


if __name__ == "__main__":
    main()
