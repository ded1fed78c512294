"""Lines through the worker's own judge: the real store, the real stages, in this process and under a clock that stands.

What is measured is what ``articles import`` does, less the child processes: reading runs in this one, so that its CPU
can be told from the judge's.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import rig
import sqlalchemy as sa

from grading.material import Text
from worker.config.load import Loaded, load
from worker.daemon import passes
from worker.daemon.articles import export_articles
from worker.daemon.build import Parts, Seams, build
from worker.daemon.store_access import reading
from worker.engine.local import LocalEngine
from worker.flow import exchange
from worker.policy.rules import check_query

T = TypeVar("T")

START = datetime(2026, 3, 2, 6, tzinfo=UTC).timestamp()
"""When the news of a text without a date begins."""
STEP_S = 600.0


@dataclass(frozen=True, slots=True)
class Line:
    """An article line; ``host`` is the site it stands on, and the feed it came by."""

    id: str
    title: str
    text: str
    lang: str | None
    at: float
    host: str

    def encoded(self) -> bytes:
        """As ``articles import`` reads it."""
        line = {
            "id": self.id,
            "url": f"https://{self.host}/{self.id}",
            "feed": self.host,
            "published": datetime.fromtimestamp(self.at, UTC).isoformat(),
            "title": self.title,
            "text": self.text,
            "lang": self.lang,
        }
        return json.dumps(line, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as stored, ``of`` being the id of the line it points to."""

    kind: str
    of: str
    inner: float
    outer: float
    shared: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided, by the id of the line. ``relations`` are in the order of the judge, the best first."""

    stories: dict[str, str]
    occasions: dict[str, list[str]]
    relations: dict[str, list[Related]]
    silenced: set[str]


@dataclass(slots=True)
class Spent:
    """CPU seconds of an import: in all, and in reading articles (language, cleaning, fingerprint)."""

    total_s: float = 0.0
    reading_s: float = 0.0
    articles: int = 0


class InlineEngine(LocalEngine):
    """Runs what it is asked in this process, and adds up the CPU it took."""

    def __init__(self, spent: Spent) -> None:
        super().__init__()
        self._spent = spent

    async def run(self, function: Callable[..., T], *args: object, **_limits: object) -> T:
        """``function(*args)``, here and now."""
        began = time.thread_time()
        try:
            return function(*args)
        finally:
            self._spent.reading_s += time.thread_time() - began


@dataclass(slots=True)
class StandingClock:
    """``model.ports.Clock`` that stands where it is put."""

    at: float
    leapt: float = 0.0
    followed: float = 0.0

    def now(self) -> float:
        """Where it was put."""
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Return at once, others first."""
        await asyncio.sleep(min(seconds, 0.0))


@dataclass(slots=True)
class Court:
    """A store with a judge, in a folder of its own. ``across``: what ``stories.across_languages`` is set to."""

    place: Path
    now: float
    loaded: Loaded
    spent: Spent = field(default_factory=Spent)

    @classmethod
    def opened(cls, place: Path, *, now: float, across: str = "link") -> Court:
        """A new court in ``place``."""
        place.mkdir(parents=True, exist_ok=True)
        config = rig.write_config(place, (), stories={"across_languages": across})
        return cls(place, now, load(config, {}, check_rule=check_query))

    def copied(self, place: Path) -> Court:
        """Another court that knows what this one knows."""
        other = Court.opened(place, now=self.now)
        shutil.copyfile(self.place / "store.db", place / "store.db")
        return other

    def forget(self, kept: Collection[str]) -> None:
        """Empty all tables but ``kept``."""
        engine = sa.create_engine(self.loaded.settings.store.url)
        with engine.begin() as connection:
            for name in sa.inspect(connection).get_table_names():
                if name not in kept:
                    connection.execute(sa.text(f"DELETE FROM {name}"))
        engine.dispose()

    def judge(self, lines: Iterable[Line]) -> None:
        """Run the lines through the judge, in their order."""
        asyncio.run(self._import(list(lines)))

    async def _import(self, lines: Sequence[Line]) -> None:
        async with self.worker() as parts:
            settings = parts.loaded.settings.polling
            encoded = [line.encoded() for line in lines]
            began = time.process_time()
            done = await exchange.import_lines(encoded, parts.database, parts.gatherer, settings, parts.clock)
            self.spent.total_s += time.process_time() - began
            self.spent.articles += len(lines)
        if done.refused:
            raise SystemExit(f"{len(done.refused)} lines were refused, the first: {done.refused[0]}")

    def worker(self) -> _Worker:
        """The wired worker, as a context."""
        return _Worker(self.loaded, Seams(clock=StandingClock(self.now), engine=InlineEngine(self.spent)))

    def query(self, statement: str) -> list[Any]:
        """Rows of the store."""
        with reading(self.loaded) as database:
            return database.read(lambda db: list(db.execute(sa.text(statement))))

    def judged(self) -> Judged:
        """All that was decided so far."""
        exported: list[bytes] = []
        export_articles(self.loaded, exported.append)
        lines = [json.loads(line) for line in exported]
        occasions: dict[str, list[str]] = defaultdict(list)
        for guid, occasion in self.query(_ALERTS):
            occasions[guid].append(occasion)
        relations: dict[str, list[Related]] = defaultdict(list)
        for guid, kind, of, inner, outer, shared, proven in self.query(_RELATIONS):
            relations[guid].append(Related(kind, of, inner, outer, shared, bool(proven)))
        stories = {line["id"]: str(line["story"]) for line in lines}
        silenced = {line["id"] for line in lines if line["disposition"] == "grouped"}
        return Judged(stories, dict(occasions), dict(relations), silenced)


class _Worker:
    def __init__(self, loaded: Loaded, seams: Seams) -> None:
        self._loaded, self._seams = loaded, seams
        self._parts: Parts | None = None

    async def __aenter__(self) -> Parts:
        self._parts = build(self._loaded, seams=self._seams, patient=False)
        await passes.start(self._parts)
        return self._parts

    async def __aexit__(self, *_: object) -> None:
        assert self._parts is not None
        await passes.stop(self._parts)


_ALERTS = """
    SELECT entries.guid, alerts.occasion
    FROM alerts JOIN entries ON entries.id = alerts.entry_id ORDER BY alerts.entry_id
"""
_RELATIONS = """
    SELECT entries.guid, relations.kind,
           (SELECT guid FROM entries AS other WHERE other.article_id = relations.other_id ORDER BY other.id LIMIT 1),
           inner_share, outer_share, shared, proves_id IS NOT NULL
    FROM relations JOIN entries ON entries.id = relations.entry_id ORDER BY relations.id
"""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for stores, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-quality-") as place:
        yield Path(place)


def spaced(texts: Iterable[Text], *, start: float = START, step_s: float = STEP_S) -> list[Line]:
    """Lines ten minutes apart in the order given, each on a host of its own language.

    A story takes articles in for a week only, and so long samples are looked at: many lines need smaller steps.
    """
    return [
        Line(text.id, text.title, text.text, text.lang, start + step_s * number, f"{text.lang}{number % 17}.example")
        for number, text in enumerate(texts)
    ]


def dated(texts: Iterable[Text]) -> list[Line]:
    """Lines at their own dates."""
    lines = spaced(texts)
    return [replace(line, at=text.at or line.at) for line, text in zip(lines, texts, strict=True)]


def after(lines: Iterable[Line]) -> float:
    """A moment when all lines are out."""
    return max(line.at for line in lines) + 3600.0
