"""Several workers on one PostgreSQL: one is killed time and again, one stopped for longer than others wait for it.

Each entry stands in two feeds, on hosts of their own: whoever reads them, it is one alert. The web counts how often a
feed is asked, and by how many at once.
"""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.crash.daemon import Daemon, end, verdict
from tests.crash.news import FEEDS, News
from tests.databases import PostgresServer
from worker.store.workers import BEAT_S, GONE_S

FLOOR_S = 2.0
ON_THE_WAY_S = 0.2
"""By so much two requests may come closer together than they were begun."""
KILL_EVERY_S = 10.0
STOPPED_S = GONE_S + 3 * BEAT_S
REPLACED_WITHIN_S = 60.0


class Town(News):
    """News on a host for each feed, each entry in two of them."""

    hosts = tuple(f"127.0.0.{2 + n}" for n in range(FEEDS))
    copies = 2
    answer_s = 0.05


class Crew:
    """Daemons that share a store and a configuration."""

    def __init__(self, folder: Path, news: News, store_url: str, count: int) -> None:
        self._daemons = [Daemon(folder, news, store_url, every=f"{FLOOR_S:g}s") for _ in range(count)]
        self.running: list[subprocess.Popen[bytes] | None] = [daemon.start() for daemon in self._daemons]
        self.first = self._daemons[0]

    def heard(self, event: str) -> int:
        """How often any of them said this."""
        return sum(it["event"] == event for daemon in self._daemons for it in daemon.heard)

    def go_on(self, place: int) -> None:
        """Let one that is stopped go on, once others do its work; returns when it knows."""
        name, known = f"process {self.pid(place)}", self.heard("worker.superseded")
        self._wait(lambda: any(str(it.get("name")).endswith(name) for one in self._daemons for it in one.heard))
        self.signal(place, signal.SIGCONT)
        self._wait(lambda: self.heard("worker.superseded") > known)

    def _wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + REPLACED_WITHIN_S
        while not done() and time.monotonic() < until:
            threading.Event().wait(0.1)

    def kill(self, place: int) -> None:
        """Kill -9, and start another in its place."""
        process = self.running[place]
        assert process is not None
        process.kill()
        process.wait()
        self.running[place] = self._daemons[place].start()

    def pid(self, place: int) -> int:
        """The process in this place."""
        process = self.running[place]
        assert process is not None
        return process.pid

    def signal(self, place: int, number: signal.Signals) -> None:
        """Send a signal."""
        process = self.running[place]
        assert process is not None
        process.send_signal(number)

    def end(self) -> list[int]:
        """Stop all; their exit codes."""
        return [end(process) for process in self.running if process is not None]

    def gone(self) -> None:
        """Leave no process behind."""
        for place, process in enumerate(self.running):
            if process is not None and process.poll() is None:
                self.signal(place, signal.SIGCONT)
        for daemon in self._daemons:
            daemon.gone()


def workers(count: int, seconds: float, *, kill_every_s: float = KILL_EVERY_S, aged: bool = False) -> int:
    """One of ``count`` workers is killed time and again, and one stopped beyond its lease, for so many seconds.

    ``aged``: instead of letting the lease run out, the store is told that whoever is stopped was heard of long ago.
    """
    chance = random.Random(count)
    server = PostgresServer()
    with tempfile.TemporaryDirectory(prefix="crew-") as place, Town() as town:
        url = server.blank()
        crew = Crew(Path(place), town, url, count)
        try:
            kills, stops = _torment(crew, chance, seconds, kill_every_s, url if aged else None)
            town.still()
            took = crew.first.until_all_told(town)
            left = _left(url)
            codes = crew.end()
        finally:
            crew.gone()
            server.stop()
        superseded, early = crew.heard("worker.superseded"), town.early(FLOOR_S - ON_THE_WAY_S)
        facts = {
            "kills": kills,
            "stops": stops,
            "superseded": superseded,
            "replaced": crew.heard("worker.replaced"),
            "late_refused": crew.heard("lease.lost"),
            "polls": sum(len(times) for times in town.asked.values()),
            "early": early,
            "at_once_max": town.at_once,
            "left": left,
            "caught_up_s": round(took, 1),
            "exits": "+".join(map(str, codes)),
        }
        holds = not early and not any(codes) and superseded >= stops
        return verdict(f"{count} workers", town, crew.first, holds=holds, **facts)


def _left(url: str) -> str:
    """What is still pending or owed."""
    with psycopg.connect(url) as admin:
        pending = admin.execute("SELECT count(*) FROM pending").fetchone() or (0,)
        alerts = admin.execute(
            "SELECT state, count(*) FROM alerts WHERE state <> 'delivered' GROUP BY state"
        ).fetchall()
    return "+".join([f"{pending[0]} pending", *(f"{number} {state}" for state, number in alerts)])


def _torment(
    crew: Crew, chance: random.Random, seconds: float, kill_every_s: float, aged: str | None
) -> tuple[int, int]:
    """Kills go round all workers but the one that is stopped; the answer counts both."""
    began, kills, stops, stopped, free_at = time.monotonic(), 0, 0, None, 0.0
    while (now := time.monotonic()) - began < seconds:
        if stopped is None and now - free_at > 5:
            stopped, free_at = chance.randrange(len(crew.running)), now + (STOPPED_S if aged is None else 0)
            crew.signal(stopped, signal.SIGSTOP)
            if aged is not None:
                with psycopg.connect(aged, autocommit=True) as admin:
                    admin.execute("UPDATE workers SET seen_at = 0 WHERE name LIKE %s", [f"% {crew.pid(stopped)} %"])
            stops += 1
        elif stopped is not None and now >= free_at:
            crew.go_on(stopped)
            stopped, free_at = None, time.monotonic()
        if now - began >= (kills + 1) * kill_every_s:
            others = [place for place in range(len(crew.running)) if place != stopped]
            crew.kill(chance.choice(others))
            kills += 1
        threading.Event().wait(0.2)
    if stopped is not None:
        threading.Event().wait(max(0.0, free_at - time.monotonic()))
        crew.go_on(stopped)
    return kills, stops
