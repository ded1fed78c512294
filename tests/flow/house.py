"""A whole worker in a folder of its own: scripted web, hand-moved clock, real SQLite store, real file sink."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import sqlalchemy as sa

from tests.clock import ManualClock
from tests.flow.documents import Told, page, rss
from tests.flow.reports import Report
from tests.web import Answer, ScriptedWeb
from worker.config.load import Loaded, load
from worker.daemon import passes
from worker.daemon.articles import export_articles
from worker.daemon.build import Parts, Seams, build
from worker.daemon.cron import shortest_gap_s
from worker.daemon.store_access import reading
from worker.model.ports import Sink
from worker.policy.rules import check_query
from worker.store import entries

PASS_LIMIT_S = 60.0
"""Real seconds after which a pass counts as hung."""

EVERYTHING = {"id": "all", "when": "*:*", "to": ["alerts"]}

Sinks = Callable[[Mapping[str, Sink]], Mapping[str, Sink]]


class House:
    """One configuration, one store, one web. ``configure`` first, then ``watch`` as often as the test has rounds."""

    def __init__(self, folder: Path, web: ScriptedWeb, clock: ManualClock, empty_store: Path | None = None) -> None:
        """``empty_store`` is the file of a store without rows: to make one anew takes longer than most passes."""
        self.folder, self.web, self.clock, self.empty_store = folder, web, clock, empty_store
        self.loaded: Loaded
        self.sinks: Sinks = lambda sinks: sinks
        self.breaks_the_judge = False
        """Set where a test wants entries to end as ``failed``; everywhere else that is a fault."""

    @property
    def store(self) -> Path:
        """The file of its store."""
        return self.folder / "wirewatch.db"

    def configure(self, *feeds: str, rules: Sequence[Mapping[str, Any]] = (EVERYTHING,), **sections: Any) -> None:
        """Watch ``http://<feed>.example/feed`` for each of ``feeds``; ``sections`` replace those below."""
        store = self.store
        if self.empty_store is not None and not store.exists():
            shutil.copy(self.empty_store, store)
        values: dict[str, Any] = {
            "store": {"url": f"sqlite:///{store}"},
            "polling": {"on_add": "all"},
            "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}, "robots": "ignore"},
            "sinks": {"alerts": {"kind": "file", "path": str(self.folder / "alerts.jsonl")}},
            "rules": list(rules),
            "feeds": [{"id": feed, "url": feed_url(feed)} for feed in feeds],
        }
        file = self.folder / "wirewatch.yaml"
        file.write_bytes(orjson.dumps(values | sections))  # JSON is YAML
        self.loaded = load(file, {}, check_rule=check_query, check_times=shortest_gap_s)

    def tells(self, feed: str, *told: Told) -> None:
        """Serve these entries as the feed's RSS document."""
        self.web.say(feed_url(feed), Answer(200, rss(*told)))

    def reports(self, feed: str, *reports: Report) -> list[Told]:
        """Serve these reports, each with a page of its own; answers their entries."""
        told = [self.prints(feed, report) for report in reports]
        self.tells(feed, *told)
        return told

    def prints(self, feed: str, report: Report) -> Told:
        """Serve a page with this report; answers the entry that links to it."""
        link = f"http://{feed}.example/{quote('-'.join(report.title.lower().split()))}"
        self.web.say(link, Answer(200, page(report.title, report.paragraphs), HTML))
        return Told(report.title, link, guid=f"{feed} {report.title}", summary=report.paragraphs[0][:60])

    def seams(self) -> Seams:
        """What a worker in this house stands on."""
        return Seams(clock=self.clock, resolver=self.web.resolver(), sinks=self.sinks)

    async def watch(self, *, poll_all: bool = True, patient: bool = False) -> passes.Pass:
        """One full pass of a worker started for it, a minute after the last; a ``patient`` one tries pages again."""
        self.later(60)
        async with self.worker(patient=patient) as parts:
            done = await passes.one_pass(parts, poll_all=poll_all)
        assert self.breaks_the_judge or "failed" not in self.words()
        return done

    @asynccontextmanager
    async def worker(self, *, patient: bool = False) -> AsyncIterator[Parts]:
        """A worker that is stopped when the block ends."""
        parts = build(self.loaded, seams=self.seams(), patient=patient)
        try:
            async with asyncio.timeout(PASS_LIMIT_S):
                yield parts
        finally:
            await passes.stop(parts)

    def later(self, seconds: float) -> None:
        """Let time pass while no worker runs."""
        self.clock = ManualClock(self.clock.now() + seconds)

    # -- what the store and the sinks hold ----------------------------------------------------------------

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """What the store answers to ``query``."""
        with reading(self.loaded) as database:
            return database.read(lambda db: [dict(row) for row in db.execute(sa.text(query), values).mappings()])

    def feed(self, key: str) -> dict[str, Any]:
        """The feed's row."""
        return self.rows("SELECT * FROM feeds WHERE key = :key", key=key)[0]

    def arrows(self, key: str) -> list[str]:
        """The feed's changes of state so far, such as ``new-a-active``."""
        query = """SELECT from_state || '-' || arrow || '-' || to_state AS arrow FROM feed_events
                   JOIN feeds ON feeds.id = feed_events.feed_id WHERE key = :key ORDER BY feed_events.id"""
        return [row["arrow"] for row in self.rows(query, key=key)]

    def dispositions(self) -> list[tuple[str, str]]:
        """Title and disposition of every entry, in the order of admission."""
        query = "SELECT title, coalesce(disposition, 'pending') AS word FROM entries ORDER BY id"
        return [(row["title"], row["word"]) for row in self.rows(query)]

    def words(self) -> list[str]:
        """The dispositions alone, in the order of admission."""
        return [word for _, word in self.dispositions()]

    def lines(self) -> list[dict[str, Any]]:
        """The exported lines."""
        written: list[bytes] = []
        export_articles(self.loaded, written.append)
        return [orjson.loads(line) for line in written]

    def line(self, title: str, feed: str | None = None) -> dict[str, Any]:
        """The one exported line with this title (of this feed)."""
        (found,) = [it for it in self.lines() if it["title"] == title and feed in (None, it["feed"])]
        return found

    def alerts(self) -> list[dict[str, Any]]:
        """What the file sink holds."""
        file = self.folder / "alerts.jsonl"
        return [orjson.loads(line) for line in file.read_bytes().splitlines()] if file.exists() else []

    def told(self) -> list[tuple[str, str]]:
        """Occasion and title of each alert in the file sink, in order."""
        return [(alert["occasion"], alert["article"]["title"]) for alert in self.alerts()]

    def balance(self) -> dict[str, int]:
        """Admitted, pending and disposed entries as the audit counts them."""
        with reading(self.loaded) as database:
            return database.read(entries.audit)


HTML = (("Content-Type", "text/html; charset=utf-8"),)


def feed_url(feed: str) -> str:
    """Where the feed of this name is polled."""
    return f"http://{feed}.example/feed"
