"""A whole worker that kills itself at a named point.

``main`` reads one order a line, forks a worker for each and answers with its exit code, which
is -9 when it came to the point. The fork spares every worker 3 s of importing, its own and that of the process its
engine's children are forked from, which all workers share; from there on it is a process like any other, with
children of its own. The worker is composed through ``Seams``; what the seams do not show is told by its log events
and by the statements it sends to its database.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
import structlog
import uvloop
from alembic import command as _loaded_once  # noqa: F401 - for those workers that migrate
from sqlalchemy import event
from structlog.typing import EventDict, Processor

from tests.web import LoopbackResolver
from worker.config.load import load
from worker.daemon.articles import import_articles
from worker.daemon.build import PRELOADED, Seams
from worker.daemon.passes import once
from worker.daemon.upkeep import migrate
from worker.model.ports import Purpose, Response, Sink, Web
from worker.model.story import ClaimedAlert, Delivered
from worker.policy.rules import check_query

LONGEST_S = 60
"""A worker that hangs is ended by SIGALRM, which no test takes for a kill."""

TRANSACTIONS = {
    "migration": ("CREATE TABLE alembic_version",),
    "polls": ("INSERT INTO polls",),
    "gather": ("UPDATE pending SET", "RETURNING"),
    "judge": ("DELETE FROM pending",),
    "claim": ("UPDATE alerts SET", "RETURNING"),
    "ack": ("INSERT INTO deliveries",),
    "any": ("",),
}
"""What a transaction is for, by the words of one of its writing statements."""

CHANGES = re.compile(r"\s*(?:CREATE|ALTER|DROP|INSERT|UPDATE|DELETE)\b")
WRITES = re.compile(r"(?:INSERT INTO|DELETE FROM|CREATE TABLE) \w+|UPDATE \w+(?= SET)")

TEARS: Mapping[str, Callable[[bytes], int]] = {
    "sink_half_line_written": lambda lines: (lines.rfind(b"\n", 0, -1) + len(lines)) // 2,
    "sink_line_end_missing": lambda lines: len(lines) - 1,
}
"""How much of what the file sink writes reaches the file: up to the middle of the last line, or all but its end."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do: ``once``, ``import`` or ``migrate``; and where to die: at ``point``, reached the ``times``-th time.

    ``port`` is where the web answers; ``lines`` the file to import.
    """

    task: str
    config: str
    port: int = 0
    lines: str = ""
    point: str = ""
    times: int = 1

    def line(self) -> bytes:
        """The order as it is given to the driver."""
        return orjson.dumps(asdict(self)) + b"\n"


class Doom:
    """Counts down to the point where the worker dies."""

    def __init__(self, point: str, times: int) -> None:
        self.point = point
        self._left = times

    def reached(self, point: str) -> None:
        """Say that ``point`` was reached; does not return from the last time."""
        if point == self.point:
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


class WatchedWeb:
    """Implements ``model.ports.Web``: points ``feed_asked``, ``feed_answered``, ``page_asked``, ``page_answered``."""

    def __init__(self, web: Web, doom: Doom) -> None:
        self._web = web
        self._doom = doom

    async def get(self, url: str, *, purpose: Purpose, **how: Any) -> Response:
        """Fetch ``url`` through the real client."""
        self._doom.reached(f"{purpose}_asked")
        response = await self._web.get(url, purpose=purpose, **how)
        self._doom.reached(f"{purpose}_answered")
        return response


class WatchedSink:
    """Implements ``model.ports.Sink``: points ``sink_before_write``, ``sink_after_write`` and those of ``TEARS``."""

    at_once = 100

    def __init__(self, sink: Sink, doom: Doom) -> None:
        self._sink = sink
        self._doom = doom

    async def start(self) -> None:
        """Start the real sink."""
        await self._sink.start()

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Hand over to the real sink."""
        self._doom.reached("sink_before_write")
        if self._doom.point in TEARS:
            _tear_writes(self._doom)
        taken = await self._sink.deliver(alerts)
        self._doom.reached("sink_after_write")
        return taken

    async def stop(self) -> None:
        """Stop the real sink."""
        await self._sink.stop()


def _tear_writes(doom: Doom) -> None:
    """From now on lines of JSON reach a file only in part."""
    whole = os.write

    def torn(file: int, data: Any, /) -> int:
        lines = bytes(data)
        if lines.startswith(b"{"):
            whole(file, lines[: TEARS[doom.point](lines)])
            doom.reached(doom.point)
        return whole(file, data)

    os.write = torn


def _watch_database(doom: Doom) -> None:
    """Points ``…_before_commit`` and ``…_after_commit`` of ``TRANSACTIONS``, ``INSERT INTO …`` and the like.

    Before a commit all statements are done, after it nobody has been told yet; a statement is about to be sent. Any
    that changes rows or tables is the point ``change``, too.
    """

    @event.listens_for(sa.Engine, "before_cursor_execute")
    def note(connection: sa.Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if CHANGES.match(statement):
            doom.reached("change")
        if writes := WRITES.search(statement):
            purposes = connection.info.setdefault("purposes", set())
            purposes |= {name for name, words in TRANSACTIONS.items() if all(word in statement for word in words)}
            doom.reached(writes[0])

    @event.listens_for(sa.Engine, "rollback")
    def forget(connection: sa.Connection) -> None:
        connection.info.pop("purposes", None)

    @event.listens_for(sa.Engine, "commit")
    def before(connection: sa.Connection) -> None:
        connection.info["committed"] = connection.info.pop("purposes", set())
        for purpose in connection.info["committed"]:
            doom.reached(f"{purpose}_before_commit")

    @event.listens_for(sa.Pool, "checkin")
    def after(_connection: object, record: sa.PoolProxiedConnection) -> None:
        for purpose in record.info.pop("committed", ()):
            doom.reached(f"{purpose}_after_commit")


def _watch_log(doom: Doom, path: Path) -> None:
    """Points named like the log events; the log itself goes to ``path``."""

    def note(_logger: object, _method: str, told: EventDict) -> EventDict:
        doom.reached(str(told["event"]))
        return told

    lines = structlog.WriteLoggerFactory(path.open("a", encoding="utf-8"))
    shown: list[Processor] = [note, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(processors=shown, logger_factory=lines)


def _work(order: Order) -> None:
    doom = Doom(order.point, order.times)
    config = Path(order.config)
    _watch_database(doom)
    _watch_log(doom, config.with_suffix(".log"))
    loaded = load(config, {}, check_rule=check_query)
    if order.task == "migrate":
        migrate(loaded)
        return
    if order.task == "import":
        with Path(order.lines).open("rb") as lines:
            uvloop.run(import_articles(loaded, lines, lambda _: None))
        return
    seams = Seams(
        resolver=LoopbackResolver(("127.0.0.1",), order.port),
        web=lambda web: WatchedWeb(web, doom),
        sinks=lambda sinks: {name: WatchedSink(sink, doom) for name, sink in sinks.items()},
    )
    uvloop.run(once(loaded, poll_all=True, seams=seams))


def _fork(order: Order) -> int:
    """Do ``order`` in a process of its own; its exit code, negative for the signal that ended it."""
    worker = os.fork()
    if worker:
        return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    code = 1
    try:
        signal.alarm(LONGEST_S)
        # The shared process was started by our parent, so it is not ours to ask whether it runs.
        for asked in (forkserver, forkserver._forkserver):
            vars(asked)["ensure_running"] = lambda: None
        _work(order)
        code = 0
    except BaseException:  # noqa: BLE001 - the edge of the forked process: it must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(code)


def _steady() -> None:
    """Return when the shared process answers.

    A worker killed while it asks for a child takes that process along. Requests are answered in their order, so one
    that is answered says that none like it is left, and one that is not that a new process has to be started.
    """
    context = multiprocessing.get_context("forkserver")
    while True:
        child = context.Process(target=int)
        try:
            child.start()
            child.join()
        except (EOFError, OSError):
            continue
        if child.exitcode == 0:
            return


def main() -> None:
    """Do the orders on standard input until it ends."""
    forkserver.set_forkserver_preload(list(PRELOADED))
    for line in sys.stdin.buffer:
        order = Order(**orjson.loads(line))
        if order.task != "migrate":  # that has no children
            _steady()
        sys.stdout.write(f"{_fork(order)}\n")
        sys.stdout.flush()
