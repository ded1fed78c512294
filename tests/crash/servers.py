"""A PostgreSQL that lets the daemon down: restarted with no time for anybody, or ending single sessions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.crash.daemon import Daemon, at_work, end, verdict
from tests.crash.news import News
from tests.databases import PostgresServer

BACK_WITHIN_S = 5.0
"""Once the server takes connections again, what is new is told within this."""
WAITED_FOR_S = 60.0
SESSION_WITHIN_S = 5.0
"""The worker is back with another session, on the average."""


def restarts(times: int, *, back_within_s: float = BACK_WITHIN_S) -> int:
    """The server is restarted at once, with no time for anybody."""
    with _served() as (server, _, news, daemon):
        process = daemon.start()
        slowest = 0.0
        for _ in range(times):
            threading.Event().wait(1.5)
            server.restart()
            published = len(news.titles)
            back = time.monotonic()
            while len(daemon.told()) <= published and time.monotonic() - back < WAITED_FOR_S:
                threading.Event().wait(0.05)
            slowest = max(slowest, time.monotonic() - back)
        news.still()
        daemon.until_all_told(news)
        facts = {
            "back_max_s": round(slowest, 1),
            "healed": [it["event"] for it in daemon.heard].count("store.healed"),
        }
        code = end(process)
        holds = slowest < back_within_s and not code
        return verdict(f"{times} restarts", news, daemon, holds=holds, **facts, exit=code)


def sessions(times: int) -> int:
    """Single sessions of the worker are ended by the server."""
    with _served() as (_, url, news, daemon):
        process = daemon.start()
        ended, until = 0, time.monotonic() + times * SESSION_WITHIN_S
        with psycopg.connect(url, autocommit=True) as admin:
            while ended < times and time.monotonic() < until:  # now and then there is none to end
                threading.Event().wait(0.15)
                ended += admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'wirewatch%%'"
                    " ORDER BY random() LIMIT 1"
                ).rowcount
        news.still()
        daemon.until_all_told(news)
        code = end(process)
        return verdict(f"{ended} sessions ended", news, daemon, holds=ended == times and not code, exit=code)


@contextmanager
def _served() -> Iterator[tuple[PostgresServer, str, News, Daemon]]:
    server = PostgresServer()
    try:
        url = server.blank()
        with at_work(News(), url) as (news, daemon):
            yield server, url, news, daemon
    finally:
        server.stop()
