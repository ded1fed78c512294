"""``wirewatch run`` as a process under judgment: started and ended over and over, listened to, and counted up."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import orjson

from tests.crash.news import News

READY_WITHIN_S = 60.0
TOLD_WITHIN_S = 60.0
HEARD = (
    "service.ready",
    "store.failed",
    "store.healed",
    "log.dropped",
    "document.quarantined",
    "config.refused",
    "config.reloaded",
    "lease.lost",
    "clock.leapt",
)
JUDGED, FAILED, NOT_JUDGED = 0, 1, 2
"""Exit codes: it holds, it does not, and what it takes to judge it is not there."""

N = TypeVar("N", bound=News)


class Daemon:
    """A daemon on one configuration, in a folder of its own; ``settings`` go over those that all judgments share."""

    def __init__(
        self,
        folder: Path,
        news: News,
        store_url: str,
        *,
        every: str = "1s",
        environ: Mapping[str, str] = {},
        settings: Mapping[str, Any] = {},
    ) -> None:
        self.folder = folder
        self.starts: list[float] = []
        self.heard: list[dict[str, Any]] = []
        self.said: deque[bytes] = deque(maxlen=5)
        """The last lines that are no events."""
        self._environ = {**os.environ, **environ}
        self._environ.pop("PYTHONUNBUFFERED", None)  # it hides what a broken standard error does to a worker
        self._listening: list[threading.Thread] = []
        self._last: subprocess.Popen[bytes] | None = None
        self.config = folder / "wirewatch.yaml"
        shared = {
            "store": {"url": store_url},
            "polling": {"on_add": "all", "floor": every, "ceiling": every, "start": every},
            "articles": {"fetch": False},
            "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s", "connections": 8}},
            "sinks": {"alerts": {"kind": "file", "path": str(folder / "alerts.jsonl")}},
            "rules": [{"id": "all", "when": "*:*", "to": ["alerts"]}],
            "feeds": [{"id": f"f{n}", "url": news.url(n)} for n in range(news.feeds)],
        }
        # One value a line, so that a line number says something.
        self.config.write_bytes(orjson.dumps({**shared, **settings}, option=orjson.OPT_INDENT_2))

    def start(self, *, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """Start it; returns once it says that it is ready, if it is listened to."""
        command = [sys.executable, "-m", "worker", "run", "-c", str(self.config)]
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=self.folder, env=self._environ, stderr=stderr, stdout=subprocess.DEVNULL
        )
        self._last = process
        if stderr == subprocess.PIPE:
            ready = threading.Event()
            self._listening.append(threading.Thread(target=self._listen, args=(process, ready), daemon=True))
            self._listening[-1].start()
            if not ready.wait(READY_WITHIN_S):
                process.kill()
                raise SystemExit(f"not ready: exit {process.wait()}, {b''.join(self.said).decode()}")
            self.starts.append(time.monotonic() - started)
        return process

    def gone(self) -> None:
        """Leave no process behind."""
        if self._last is not None and self._last.poll() is None:
            self._last.kill()
            self._last.wait()
        for listening in self._listening:
            listening.join()

    def _listen(self, process: subprocess.Popen[bytes], ready: threading.Event) -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                told = orjson.loads(line) if line.startswith(b"{") and line.endswith(b"}\n") else {"event": None}
                if told["event"] is None:
                    self.said.append(line)
                if told["event"] in HEARD or str(told["event"]).startswith("worker."):
                    self.heard.append(told)
                if told["event"] == "service.ready":
                    ready.set()

    def told(self, file: str = "alerts.jsonl") -> Counter[str]:
        """How often each title was told."""
        path = self.folder / file
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return Counter(orjson.loads(line)["article"]["title"] for line in lines)

    def until_all_told(self, news: News, *, patience_s: float = TOLD_WITHIN_S) -> float:
        """Wait until everything published was told, or nothing more has been for so long; how long it took."""
        started = moved = time.monotonic()
        number = 0
        while set(news.titles) - set(told := self.told()) and time.monotonic() - moved < patience_s:
            if len(told) > number:
                number, moved = len(told), time.monotonic()
            threading.Event().wait(0.2)
        return time.monotonic() - started


def verdict(what: str, news: News, daemon: Daemon, *, holds: bool = True, **facts: object) -> int:
    """Print the line; the exit code, which also says whether all ``holds`` besides."""
    told = daemon.told()
    lost, doubled = len(set(news.titles) - set(told)), sum(number - 1 for number in told.values())
    starts = sorted(daemon.starts)
    shown = {"published": len(news.titles), "lost": lost, "doubled": doubled, **facts}
    if starts:
        shown |= {"start_median_s": round(starts[len(starts) // 2], 2), "start_max_s": round(starts[-1], 2)}
    print(f"{what}:", ", ".join(f"{name} {value}" for name, value in shown.items()))  # noqa: T201 - the line
    return FAILED if lost or doubled or not holds else JUDGED


def not_judged(what: str, why: str) -> int:
    """Say that it could not be judged; the exit code."""
    print(f"{what}: not judged, {why}")  # noqa: T201 - the line
    return NOT_JUDGED


def end(process: subprocess.Popen[bytes]) -> int:
    """Stop the daemon as a service manager would."""
    process.send_signal(signal.SIGTERM)
    return process.wait(30)


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@contextmanager
def at_work(
    news: N, store_url: str | None = None, *, folder: Path | None = None, awkward: Sequence[str] = (), **settings: Any
) -> Iterator[tuple[N, Daemon]]:
    """News that goes on, and a daemon that is not started, on SQLite unless told otherwise.

    ``awkward``: further feeds at paths of these names.
    """
    with tempfile.TemporaryDirectory(prefix="endure-") as place, news:
        home = folder or Path(place)
        daemon = Daemon(home, news, store_url or f"sqlite:///{home / 'store.db'}", **settings)
        known = orjson.loads(daemon.config.read_bytes())
        known["feeds"] += [{"id": name, "url": f"http://{news.hosts[0]}:{news.port}/{name}"} for name in awkward]
        daemon.config.write_bytes(orjson.dumps(known, option=orjson.OPT_INDENT_2))
        try:
            yield news, daemon
        finally:
            daemon.gone()
