"""Judgments on a daemon at work: faults from outside while news keeps coming, then a count. One line each.

    python -m tests.crash.endure kill --times 200 [--postgres]
    python -m tests.crash.endure restarts --times 20
    python -m tests.crash.endure sessions --times 100
    python -m tests.crash.endure disk --seconds 60          (needs leave to mount a small disk)
    python -m tests.crash.endure log
    python -m tests.crash.endure images --times 200
    python -m tests.crash.endure children --seconds 300
    python -m tests.crash.endure configs --times 50
    python -m tests.crash.endure stop --seconds 600
    python -m tests.crash.endure drain --times 10
    python -m tests.crash.endure workers --count 2 --for 120

Each ends with 1 where something was lost or doubled. Every entry has words of its own, so each is one alert.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import orjson
import psycopg

from tests.databases import PostgresServer

FEEDS = 8
EVERY_S = 0.4
"""A new entry in one of the feeds so often."""
READY_WITHIN_S = 60.0
HEARD = (
    "service.ready",
    "store.failed",
    "store.healed",
    "log.dropped",
    "document.quarantined",
    "config.refused",
    "config.reloaded",
    "lease.lost",
)
TOLD_WITHIN_S = 60.0


class News:
    """A site whose feeds get new entries for as long as it is told to go on."""

    hosts: Sequence[str] = ("127.0.0.1",)
    copies = 1
    """In so many feeds each entry stands."""

    def __init__(self) -> None:
        self._chance = random.Random(20261126)
        self._lock = threading.Lock()
        self._items: list[list[str]] = [[] for _ in range(FEEDS)]
        self.titles: list[str] = []
        self.over = threading.Event()
        news = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                news.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._servers = [ThreadingHTTPServer((host, 0), Handler) for host in self.hosts]
        self.port = self._servers[0].server_address[1]
        works = (*(server.serve_forever for server in self._servers), self._go)
        self._threads = [threading.Thread(target=work, daemon=True) for work in works]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def url(self, feed: int) -> str:
        """Where a feed is."""
        host, port = self._servers[feed % len(self._servers)].server_address[:2]
        return f"http://{host!s}:{port}/{feed}"

    def still(self) -> None:
        """Publish nothing any more."""
        self.over.set()

    def _go(self) -> None:
        while not self.over.wait(EVERY_S):
            self.publish()

    def publish(self) -> None:
        """One more entry, of invented words."""
        letters = ("".join(self._chance.choices("bdfgklmnprstv", k=5)) for _ in range(70))
        words = [f"{word}{self._chance.choice('aeiou')}" for word in letters]
        with self._lock:
            number = len(self.titles)
            title = f"{number} {' '.join(words[:6])}"
            self.titles.append(title)
            for copy in range(self.copies):
                self._items[(number + 3 * copy) % FEEDS].append(
                    f"<item><title>{title}</title><guid isPermaLink='false'>g{number}</guid>"
                    f"<description>{' '.join(words)}</description></item>"
                )

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve a feed, by its validator."""
        with self._lock:
            items = self._items[int(request.path.rpartition("/")[2])]
            etag, body = f'"{len(items)}"', "".join(reversed(items[-400:]))
        known = request.headers.get("If-None-Match") == etag
        page = b"" if known else f"<rss version='2.0'><channel><title>n</title>{body}</channel></rss>".encode()
        request.send_response(304 if known else 200)
        request.send_header("ETag", etag)
        request.send_header("Content-Length", str(len(page)))
        request.end_headers()
        request.wfile.write(page)


class Daemon:
    """``wirewatch run``, started and ended over and over on one configuration."""

    def __init__(self, folder: Path, news: News, store_url: str, *, every: str = "1s") -> None:
        self.folder = folder
        self.starts: list[float] = []
        self.heard: list[dict[str, Any]] = []
        self.said: deque[bytes] = deque(maxlen=5)
        """The last lines that are no events."""
        self._listening: list[threading.Thread] = []
        self._last: subprocess.Popen[bytes] | None = None
        self.config = folder / "wirewatch.yaml"
        settings = {
            "store": {"url": store_url},
            "polling": {"on_add": "all", "floor": every, "ceiling": every, "start": every},
            "articles": {"fetch": False},
            "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s", "connections": 8}},
            "sinks": {"alerts": {"kind": "file", "path": str(folder / "alerts.jsonl")}},
            "rules": [{"id": "all", "when": "*:*", "to": ["alerts"]}],
            "feeds": [{"id": f"f{n}", "url": news.url(n)} for n in range(FEEDS)],
        }
        self.config.write_bytes(orjson.dumps(settings))

    def start(self, *, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """Start it; returns once it says that it is ready, if it is listened to."""
        command = [sys.executable, "-m", "worker", "run", "-c", str(self.config)]
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=self.folder, stderr=stderr, stdout=subprocess.DEVNULL)
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

    def until_all_told(self, news: News) -> float:
        """Wait until everything published was told, or nothing more has been for long enough; how long it took."""
        started = moved = time.monotonic()
        number = 0
        while set(news.titles) - set(told := self.told()) and time.monotonic() - moved < TOLD_WITHIN_S:
            if len(told) > number:
                number, moved = len(told), time.monotonic()
            threading.Event().wait(0.2)
        return time.monotonic() - started


def verdict(what: str, news: News, daemon: Daemon, **facts: object) -> int:
    """Print the line; the exit code."""
    told = daemon.told()
    lost, doubled = len(set(news.titles) - set(told)), sum(number - 1 for number in told.values())
    starts = sorted(daemon.starts)
    shown = {"published": len(news.titles), "lost": lost, "doubled": doubled, **facts}
    if starts:
        shown |= {"start_median_s": round(starts[len(starts) // 2], 2), "start_max_s": round(starts[-1], 2)}
    print(f"{what}:", ", ".join(f"{name} {value}" for name, value in shown.items()))  # noqa: T201 - the line
    return int(bool(lost or doubled))


def end(process: subprocess.Popen[bytes]) -> int:
    """Stop the daemon as a service manager would."""
    process.send_signal(signal.SIGTERM)
    return process.wait(30)


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@contextmanager
def stage(*, postgres: bool, folder: Path | None = None) -> Iterator[tuple[News, Daemon, PostgresServer | None]]:
    """News, a daemon that is not started, and its database."""
    with ExitStack() as stack:
        home = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="endure-")))
        server = PostgresServer() if postgres else None
        if server is not None:
            stack.callback(server.stop)
        news = stack.enter_context(News())
        url = server.blank() if server is not None else f"sqlite:///{home / 'store.db'}"
        daemon = Daemon(home, news, url)
        stack.callback(daemon.gone)
        yield news, daemon, server


def kill(times: int, *, postgres: bool) -> int:
    """Kill -9 at random moments of ingestion."""
    chance = random.Random(9)
    with stage(postgres=postgres) as (news, daemon, _):
        whole = 0
        for _ in range(times):
            process = daemon.start()
            threading.Event().wait(chance.uniform(0.0, 2.0))
            process.kill()
            process.wait()
            whole += not postgres and sound(daemon.folder / "store.db")
        process = daemon.start()
        news.still()
        daemon.until_all_told(news)
        code = end(process)
        name = "PostgreSQL" if postgres else "SQLite"
        integrity = "not asked" if postgres else f"{whole}/{times}"
        return verdict(f"{times} kills on {name}", news, daemon, integrity=integrity, exit=code)


def restarts(times: int) -> int:
    """The server is restarted at once, with no time for anybody."""
    with stage(postgres=True) as (news, daemon, server):
        assert server is not None
        process = daemon.start()
        slowest = 0.0
        for _ in range(times):
            threading.Event().wait(1.5)
            server.restart()
            published = len(news.titles)
            back = time.monotonic()
            while len(daemon.told()) <= published and time.monotonic() - back < 60:
                threading.Event().wait(0.05)
            slowest = max(slowest, time.monotonic() - back)
        news.still()
        daemon.until_all_told(news)
        heard = [it["event"] for it in daemon.heard].count("store.healed")
        return verdict(f"{times} restarts", news, daemon, back_max_s=round(slowest, 1), healed=heard, exit=end(process))


def sessions(times: int) -> int:
    """Single sessions of the worker are ended by the server."""
    with stage(postgres=True) as (news, daemon, server):
        assert server is not None
        process = daemon.start()
        url = orjson.loads(daemon.config.read_bytes())["store"]["url"]
        with psycopg.connect(url, autocommit=True) as admin:
            for _ in range(times):
                threading.Event().wait(0.15)
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'wirewatch%%'"
                    " ORDER BY random() LIMIT 1"
                )
        news.still()
        daemon.until_all_told(news)
        return verdict(f"{times} sessions ended", news, daemon, exit=end(process))


def disk(seconds: float) -> int:
    """The store's disk is full for a while."""
    with tempfile.TemporaryDirectory(prefix="endure-disk-") as place:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", place]
        if subprocess.run(mount, check=False).returncode:
            print("disk: not judged, a small disk could not be mounted")  # noqa: T201
            return 0
        try:
            with stage(postgres=False, folder=Path(place)) as (news, daemon, _):
                process = daemon.start()
                threading.Event().wait(3)
                filler = Path(place) / "filler"
                with filler.open("wb", buffering=0) as file:
                    try:
                        while True:
                            file.write(b"x" * 65536)
                    except OSError:
                        pass
                threading.Event().wait(seconds)
                alive = process.poll() is None
                filler.unlink()
                news.still()
                took = daemon.until_all_told(news)
                said = sorted({it["state"] for it in daemon.heard if it["event"] == "store.failed"})
                whole = sound(Path(place) / "store.db")
                facts = {
                    "alive": alive,
                    "said": "+".join(said) or "nothing",
                    "healed_s": round(took, 1),
                    "sound": whole,
                }
                return verdict(f"disk full {seconds:g} s", news, daemon, **facts, exit=end(process))
        finally:
            subprocess.run(["umount", "--lazy", place], check=False)


def log() -> int:
    """Nobody reads the log: its pipe is closed."""
    with stage(postgres=False) as (news, daemon, _):
        reading, writing = os.pipe()
        process = daemon.start(stderr=writing)
        os.close(writing)
        os.close(reading)
        threading.Event().wait(8)
        news.still()
        daemon.until_all_told(news)
        return verdict("log to a closed pipe", news, daemon, exit=end(process))


def images(times: int) -> int:
    """Database and log copied while the worker writes: what a power failure might leave."""
    with stage(postgres=False) as (news, daemon, _):
        process = daemon.start()
        opened, missing = 0, 0
        for number in range(times):
            threading.Event().wait(0.1)
            copy = daemon.folder / f"image{number}"
            copy.mkdir()
            told = daemon.told()
            for name in ("store.db-wal", "store.db"):  # the log first: it may then lack what the file has, not more
                shutil.copyfile(daemon.folder / name, copy / name)
            with closing(sqlite3.connect(copy / "store.db")) as connection:
                opened += connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                known = {row[0] for row in connection.execute("SELECT title FROM entries")}
            missing += len(set(told) - known)
            shutil.rmtree(copy)
        news.still()
        daemon.until_all_told(news)
        return verdict(f"{times} images", news, daemon, clean=f"{opened}/{times}", missing=missing, exit=end(process))


def main() -> int:
    """Judge one thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    judged: dict[str, Callable[..., int]] = {
        "kill": kill,
        "restarts": restarts,
        "sessions": sessions,
        "disk": disk,
        "log": log,
        "images": images,
    }
    from tests.crash import crew, trials

    judged |= {"children": trials.children, "configs": trials.configs, "stop": trials.stop, "drain": trials.drain}
    parser.add_argument("what", choices=[*judged, "workers"])
    parser.add_argument("--count", type=int, default=2)
    parser.add_argument("--for", type=float, default=60.0, dest="lasting")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    match asked.what:
        case "kill":
            return kill(asked.times, postgres=asked.postgres)
        case "disk" | "children" | "stop" as what:
            return judged[what](asked.seconds)
        case "log":
            return log()
        case "workers":
            return crew.workers(asked.count, asked.lasting)
        case what:
            return judged[what](asked.times)


if __name__ == "__main__":
    sys.exit(main())
