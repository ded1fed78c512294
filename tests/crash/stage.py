"""A stage for a crash: the press on its web, a configuration, a store, workers one after another; and what is left."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson
import sqlalchemy as sa

from tests.crash import press
from tests.crash.driver import Order
from tests.crash.press import Press
from tests.web import ScriptedWeb
from worker.config.load import Loaded, load
from worker.daemon.alerts import list_alerts
from worker.daemon.articles import export_articles
from worker.daemon.status import status
from worker.daemon.store_access import reading
from worker.policy.rules import check_query
from worker.store.schema import feeds

KILLED = -signal.SIGKILL
_ROOT = Path(__file__).resolve().parents[2]


class Nest:
    """``with Nest() as nest:`` keeps a driver whose workers run one at a time."""

    def __enter__(self) -> Self:
        # Not -m: each child of an engine imports what a main module is made of.
        command = [sys.executable, "-c", "from tests.crash.driver import main; main()"]
        self._driver = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._driver.communicate()

    async def run(self, order: Order) -> int:
        """The exit code of a worker with this order."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(order.line())
        self._driver.stdin.flush()
        return int(await asyncio.to_thread(self._driver.stdout.readline))


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything around the worker: it outlives each kill."""

    nest: Nest
    press: Press
    config: Path

    @property
    def loaded(self) -> Loaded:
        """The configuration as the commands take it."""
        return load(self.config, {}, check_rule=check_query)

    async def run(self, point: str = "", times: int = 1, *, lines: Path | None = None) -> int:
        """Run ``once``, or import ``lines``, to the end or to ``point``; the worker's exit code."""
        task, file = ("import", str(lines)) if lines else ("once", "")
        return await self.nest.run(Order(task, str(self.config), self.press.web.port, file, point, times))

    def judged(self) -> list[dict[str, Any]]:
        """The articles judged so far, as ``articles export`` writes them."""
        lines: list[bytes] = []
        export_articles(self.loaded, lines.append)
        return [orjson.loads(line) for line in lines]

    def handed_over(self) -> list[dict[str, Any]]:
        """The alerts in the sink's file, which must be nothing but whole lines."""
        *lines, rest = (self.config.parent / "alerts.jsonl").read_bytes().split(b"\n")
        assert rest == b""
        return [orjson.loads(line) for line in lines]

    def validators(self) -> dict[str, str | None]:
        """Each feed's ETag as stored."""
        with reading(self.loaded) as database:
            rows = database.read(lambda db: db.execute(sa.select(feeds.c.key, feeds.c.etag)).all())
        return {row.key: row.etag for row in rows}


@asynccontextmanager
async def staged(nest: Nest, folder: Path, store_url: str) -> AsyncIterator[Stage]:
    """A stage in ``folder`` with the first wave of news published."""
    config = folder / "wirewatch.yaml"
    config.write_bytes(orjson.dumps(_settings(store_url)))  # JSON is YAML
    async with ScriptedWeb() as web:
        world = Press(web)
        world.publish(1)
        yield Stage(nest, world, config)


def _settings(store_url: str) -> dict[str, object]:
    return {
        "store": {"url": store_url},
        "polling": {"on_add": "all"},
        "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}, "robots": "ignore"},
        "articles": {"languages": ["en"]},
        "sinks": {"alerts": {"kind": "file", "path": "alerts.jsonl"}},
        "rules": [{"id": name, "when": when, "to": ["alerts"]} for name, when in press.RULES.items()],
        "feeds": [{"id": outlet, "url": url} for outlet, url in press.FEEDS.items()],
    }


def assert_nothing_lost_or_doubled(stage: Stage, wave: int) -> None:
    """After a pass that ended well: each alert of this wave exactly once, and the books closed."""
    told = [(alert["article"]["url"].rpartition("/")[2], alert["rule"]) for alert in stage.handed_over()]
    assert sorted(told) == press.expected(wave)
    assert_outbox_is_the_file(stage)
    assert_books_agree(stage, press.entries(wave))
    assert stage.validators() == {outlet: press.etag(outlet, wave) for outlet in press.OUTLETS}
    reports = Counter((line["story"], line["url"].rpartition("/")[2]) for line in stage.judged())
    assert len(reports) == len({report for _, report in reports}), f"a report is in two stories: {reports}"


def assert_outbox_is_the_file(stage: Stage) -> None:
    """What is in the file is what the outbox calls delivered, each alert once, for its first occasion."""
    handed_over = stage.handed_over()
    outbox = list(list_alerts(stage.loaded))
    assert {alert["state"] for alert in outbox} <= {"delivered"}
    assert sorted(alert["id"] for alert in handed_over) == sorted(alert["id"] for alert in outbox)
    assert _highest((alert["story"]["id"], alert["rule"]) for alert in handed_over) == 1
    assert {alert["occasion"] for alert in handed_over} == {"first"}


def assert_books_agree(stage: Stage, admitted: int) -> None:
    """I7: everything admitted has its one disposition, nothing is pending."""
    held = status(stage.loaded)
    assert (held["entries_admitted"], held["entries_pending"]) == (admitted, 0)
    assert held["sum_of_dispositions"]["agrees"]
    assert sum(held["dispositions"].values()) == admitted
    assert len(stage.judged()) == admitted


def _highest(things: Iterable[object]) -> int:
    return max(Counter(things).values())
