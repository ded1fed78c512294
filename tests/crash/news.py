"""News for daemons under judgment: feeds that get new entries while they run, and a log of who asked when."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Self

FEEDS = 8
EVERY_S = 0.4
"""A new entry in one of the feeds so often."""


class News:
    """Sites whose feeds get new entries for as long as they are told to go on.

    Each entry has words of its own, so each is one alert; it stands in ``copies`` feeds. Feeds go round the ``hosts``.
    """

    hosts: Sequence[str] = ("127.0.0.1",)
    feeds = FEEDS
    copies = 1
    answer_s = 0.0
    """A request takes so long, that two at once would be seen."""

    def __init__(self) -> None:
        self._chance = random.Random(20261126)
        self._lock = threading.Lock()
        self._items: list[list[str]] = [[] for _ in range(self.feeds)]
        self._open: dict[str, int] = defaultdict(int)
        self.titles: list[str] = []
        self.asked: dict[str, list[float]] = defaultdict(list)
        """By path, when it was asked for, on a clock that nobody sets."""
        self.asked_at: dict[str, list[float]] = defaultdict(list)
        """The same by host."""
        self.at_once = 0
        """The most requests that any host had at once."""
        self.over = threading.Event()
        news = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                news._serve(self)

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

    def early(self, floor_s: float) -> int:
        """How often a path was asked for sooner than that after the last time."""
        return sum(gap < floor_s for times in self.asked.values() for gap in gaps(times))

    def publish(self) -> None:
        """One more entry, of invented words."""
        letters = ("".join(self._chance.choices("bdfgklmnprstv", k=5)) for _ in range(70))
        words = [f"{word}{self._chance.choice('aeiou')}" for word in letters]
        with self._lock:
            number = len(self.titles)
            title = f"{number} {' '.join(words[:6])}"
            self.titles.append(title)
            for copy in range(self.copies):
                self._items[(number + 3 * copy) % self.feeds].append(
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

    def _go(self) -> None:
        while not self.over.wait(EVERY_S):
            self.publish()

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        host = str(request.connection.getsockname()[0])
        with self._lock:
            now = time.monotonic()
            self.asked[request.path].append(now)
            self.asked_at[host].append(now)
            self._open[host] += 1
            self.at_once = max(self.at_once, self._open[host])
        try:
            threading.Event().wait(self.answer_s)
            self.answer(request)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked was killed
        finally:
            with self._lock:
                self._open[host] -= 1


def gaps(times: Sequence[float]) -> list[float]:
    """What lies between each time and the next."""
    return [later - earlier for earlier, later in pairwise(times)]
