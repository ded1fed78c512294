"""Processes killed (-9): the daemon itself, and the children that read documents for it."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import defaultdict
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.crash.daemon import TOLD_WITHIN_S, at_work, end, sound, verdict
from tests.crash.news import News
from tests.databases import PostgresServer
from worker.flow.gather import LEASE_S

HEAVY = b"<rss version='2.0'><channel><title>heavy</title>" + b"<a>" * 120_000
"""Some ten seconds of parsing: whoever kills a child every second meets it."""
KILLED_AFTER_S = 2.0
"""At most so long after it is ready."""
QUARANTINED_ON = 3
"""A document that kills so many children is asked for no more; it is tried once again before."""


class Heavy(News):
    """News with one document at ``/heavy`` that takes long to read."""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve it, or a feed."""
        if request.path != "/heavy":
            super().answer(request)
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(HEAVY)))
        request.end_headers()
        request.wfile.write(HEAVY)


def kill(times: int, *, postgres: bool) -> int:
    """Kill -9 at random moments of ingestion."""
    chance = random.Random(9)
    with ExitStack() as stack:
        url = None
        if postgres:
            server = PostgresServer()
            stack.callback(server.stop)
            url = server.blank()
        news, daemon = stack.enter_context(at_work(News(), url))
        whole = 0
        for _ in range(times):
            process = daemon.start()
            threading.Event().wait(chance.uniform(0.0, KILLED_AFTER_S))
            process.kill()
            process.wait()
            whole += not postgres and sound(daemon.folder / "store.db")
        process = daemon.start()
        news.still()
        daemon.until_all_told(news)
        code = end(process)
        name = "PostgreSQL" if postgres else "SQLite"
        integrity = "not asked" if postgres else f"{whole}/{times}"
        holds = not code and (postgres or whole == times)
        return verdict(f"{times} kills on {name}", news, daemon, holds=holds, integrity=integrity, exit=code)


def children(seconds: float) -> int:
    """A child that reads documents is killed every second.

    An entry that was being read at three of these kills waits for as long as a claim lasts, a quarter of an hour.
    """
    chance = random.Random(7)
    with at_work(Heavy(), awkward=["heavy"]) as (news, daemon):
        process = daemon.start()
        killed, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            threading.Event().wait(1.0)
            readers = _readers(process.pid)
            if readers:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(readers), signal.SIGKILL)
                    killed += 1
        alive = process.poll() is None
        news.still()
        took = daemon.until_all_told(news, patience_s=LEASE_S + TOLD_WITHIN_S)
        given_up = [
            (it["url"].rpartition("/")[2], it["kills"]) for it in daemon.heard if it["event"] == "document.quarantined"
        ]
        facts = {
            "killed": killed,
            "alive": alive,
            "quarantined": ",".join(name for name, _ in given_up) or "nothing",
            "on_kill": ",".join(str(kills) for _, kills in given_up) or "none",
            "caught_up_s": round(took, 1),
        }
        code = end(process)
        holds = alive and not code and set(given_up) <= {("heavy", QUARANTINED_ON)}
        return verdict(f"children killed for {seconds:g} s", news, daemon, holds=holds, **facts, exit=code)


def _readers(daemon: int) -> list[int]:
    """The children of the daemon's fork server: what stands between a document and the daemon."""
    parents: dict[int, list[int]] = defaultdict(list)
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with suppress(OSError, ValueError):
                parents[int((place / "stat").read_text().rpartition(")")[2].split()[1])].append(int(place.name))
    return [reader for child in parents[daemon] for reader in parents[child]]
