"""A storm of alerts to a webhook, its worker killed again and again: none missing, none accepted twice.

    python -m tests.crash.storm --alerts 5000 --kills 200

Prints one line; exit code 1 where an alert is missing or was accepted twice. The receiver is a process of its own that
outlives every kill; it honours ``Idempotency-Key`` and counts what came again. Repeats are no fault: who is killed
between a sink's answer and writing it down must send again, and says so.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import orjson
import structlog

from tests.inline import InlineEngine
from worker.config.load import Loaded, load
from worker.daemon.build import Seams, build
from worker.daemon.cron import shortest_gap_s
from worker.daemon.passes import stop
from worker.daemon.store_access import reading
from worker.engine.local import LocalEngine
from worker.flow import exchange
from worker.policy.rules import check_query
from worker.store import outbox

WORDS = "harbour bridge orchard tunnel library ferry mill comet bakery quarry lantern viaduct meadow chapel".split()
SHORTEST_S, LONGEST_S = 0.02, 1.0
"""A worker's life before it is killed, counted from its fork."""
ANSWER_S = 0.005
"""What the receiver takes to answer, as a server far away does: of 5,000 alerts some twenty are settled in a life."""


@dataclass(frozen=True)
class Outcome:
    """``raw`` posts came, of which ``unmarked`` were repeats that did not say so; ``kills`` met a worker at work."""

    owed: int
    accepted: int
    missing: int
    raw: int
    most: int
    unmarked: int
    kills: int

    @property
    def well(self) -> bool:
        """Nothing missing, and nothing at the receiver that was not owed."""
        return self.missing == 0 and self.accepted == self.owed

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.owed} alerts owed: {self.missing} missing, {self.accepted - self.owed} taken "
            f"twice or not owed; {self.raw} posts, {self.raw - self.accepted} of them repeats ({self.unmarked} not "
            f"marked as such), one alert at most {self.most} times"
        )


def serve() -> None:
    """The receiver: a line with its port, then it takes alerts until it is ended. ``GET /`` tells what came."""
    came: list[tuple[str, bool]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert body["id"] == self.headers["Idempotency-Key"]
            came.append((body["id"], bool(body["maybe_repeat"])))
            threading.Event().wait(ANSWER_S)
            self._say(b"")

        def do_GET(self) -> None:
            self._say(orjson.dumps(came))

        def _say(self, text: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that was killed is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


@contextmanager
def receiver() -> Iterator[str]:
    """The receiver's address while the block runs."""
    command = [sys.executable, "-m", "tests.crash.storm", "--receive"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/"
        finally:
            process.terminate()


def configured(folder: Path, url: str) -> Loaded:
    """A worker with no feeds and one rule that tells the receiver of everything."""
    file = folder / "wirewatch.yaml"
    values = {
        "store": {"url": f"sqlite:///{folder / 'storm.db'}"},
        "rules": [{"id": "all", "when": "*:*", "to": ["hook"]}],
        "sinks": {"hook": {"kind": "webhook", "url": url}},
    }
    file.write_bytes(orjson.dumps(values))  # JSON is YAML
    return load(file, {}, check_rule=check_query, check_times=shortest_gap_s)


async def fill(loaded: Loaded, alerts: int) -> None:
    """Owe so many alerts: articles that share no more than a few words, judged in this process."""
    rng = random.Random(7)
    parts = build(loaded, seams=Seams(engine=cast("LocalEngine", InlineEngine())), patient=False)
    try:
        await exchange.import_lines(
            (_line(number, rng) for number in range(alerts)),
            parts.database,
            parts.gatherer,
            loaded.settings.polling,
            parts.clock,
        )
    finally:
        await stop(parts)


def _line(number: int, rng: random.Random) -> bytes:
    names = " ".join("".join(rng.choices("abdegiklmnoprstu", k=9)).capitalize() for _ in range(6))
    line = {
        "id": f"a{number}",
        "published": "2026-03-11T14:00:00Z",
        "title": f"{names} {rng.choice(WORDS)} {number * 7919}",
        "text": " ".join("".join(rng.choices("abdegiklmnoprstu", k=8)) for _ in range(40)),
        "lang": "en",
    }
    return orjson.dumps(line)


def live(loaded: Loaded) -> int:
    """Fork a worker that delivers what is owed until nothing is; its process id."""
    worker = os.fork()
    if worker:
        return worker
    code = 1
    try:
        asyncio.run(_deliver(loaded))
        code = 0
    except BaseException:  # noqa: BLE001 - the edge of the forked process: it must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(code)


async def _deliver(loaded: Loaded) -> None:
    parts = build(loaded, patient=False)
    await parts.deliverer.run_due()
    await stop(parts)


def storm(folder: Path, alerts: int, kills: int, rng: random.Random) -> Outcome:
    """Kill so many workers at random moments while alerts are owed, then let one come to its end."""
    with receiver() as url:
        loaded = configured(folder, url)
        asyncio.run(fill(loaded, alerts))
        killed = 0
        while killed < kills and _owed(loaded):
            worker = live(loaded)
            _let_live(worker, rng.uniform(SHORTEST_S, LONGEST_S))
            os.kill(worker, signal.SIGKILL)
            killed += os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGKILL
        assert os.waitstatus_to_exitcode(os.waitpid(live(loaded), 0)[1]) == 0
        with urllib.request.urlopen(url) as answer:
            came = orjson.loads(answer.read())
    with reading(loaded) as database:
        owed = {row["id"] for row in database.read(lambda db: outbox.list_alerts(db, state=None, limit=alerts + 1))}
        states = database.read(outbox.counts)
    assert set(states) == {"delivered"}, states
    times = Counter(name for name, _ in came)
    first: set[str] = set()
    unmarked = 0
    for name, marked in came:
        unmarked += name in first and not marked
        first.add(name)
    return Outcome(len(owed), len(times), len(owed - times.keys()), len(came), max(times.values()), unmarked, killed)


def _let_live(worker: int, seconds: float) -> None:
    """Return when the worker has come to its end by itself, or after so long."""
    ended = os.pidfd_open(worker)
    try:
        select.select([ended], [], [], seconds)
    finally:
        os.close(ended)


def _owed(loaded: Loaded) -> int:
    with reading(loaded) as database:
        counts = database.read(outbox.counts)
    return sum(number for state, number in counts.items() if state in ("owed", "claimed"))


def main() -> int:
    """Run the storm in a folder that is thrown away."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--alerts", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--receive", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.receive:
        serve()
        return 0
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory(prefix="storm-") as folder:
        outcome = storm(Path(folder), asked.alerts, asked.kills, random.Random(asked.seed))
    sys.stdout.write(f"{outcome}\n")
    return 0 if outcome.well else 1


if __name__ == "__main__":
    sys.exit(main())
