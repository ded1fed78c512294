"""A farm of very many feeds on the loopback, which publish by the clock; nothing is rendered before it is asked for.

    python bench/multitude.py --feeds 180000 --since EPOCH

Feeds share hosts as they do in the world: of 180,000, 46 in a hundred live in crowds of up to 600 at one address, the
others alone, on 119,561 hosts together. Some publish often and most seldom, ``--a-day`` entries of all feeds together.
What a feed shows is a function of the time: ``--since`` is the farm's time when it starts, ``--pace`` how fast that
passes, 0 not at all. So a farm that is started anew tells the same feeds, and days can pass in minutes.

One socket listens at all addresses and closes what does not come from the loopback. On 127.0.0.1: ``/admin/stats``,
``/admin/reset``.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import socket
import sys
import time
from collections.abc import Iterator
from email.utils import formatdate
from functools import lru_cache
from typing import cast

import documents
import farm
import prose

EPOCH = 1_760_000_000.0
"""Before this no entry was published; a feed shows its newest, counted from here."""
CROWD, FALLS = 600, 0.6
"""The largest host has so many feeds, the host of rank r that many divided by r to this power."""
OFTEN, SPREAD = 0.8, 1000
"""A feed of rank r (of a thousand ranks) publishes in proportion to (r + 3) to the power of minus this."""


def crowds(feeds: int) -> Iterator[int]:
    """The host of each feed, by number: crowds first."""
    host = 0
    while feeds > 0:
        size = min(feeds, max(1, round(CROWD / (host + 1) ** FALLS)))
        yield from [host] * size
        feeds -= size
        host += 1


def urls(feeds: int, port: int) -> Iterator[str]:
    """The address of each feed, by number."""
    for feed, host in enumerate(crowds(feeds)):
        yield f"http://{farm.address_of(host, one_host=False)}:{port}/f/{feed}"


class Multitude:
    """All feeds, and the answer to one request. ``open_now`` and ``counters`` are what a connection counts in."""

    def __init__(self, options: argparse.Namespace, port: int) -> None:
        self._seed, self._shown, self._feeds = options.seed, options.entries, options.feeds
        self._port, self._pace = port, float(options.pace)
        self._since, self._started = float(options.since), time.time()
        self._hosts = list(crowds(options.feeds))
        weights: list[float] = [(rank + 3) ** -OFTEN for rank in range(SPREAD)]
        of_one: float = options.a_day * SPREAD / (options.feeds * sum(weights)) / 86400.0
        ranks = random.Random(options.seed)
        self._rates = [of_one * weights[ranks.randrange(SPREAD)] for _ in range(options.feeds)]
        self._phases = [ranks.random() for _ in range(options.feeds)]
        self.counters, self.open_now = farm.Counters(), 0

    def now(self) -> float:
        """The farm's time."""
        return self._since + (time.time() - self._started) * self._pace

    def answer(self, request: bytes) -> bytes:
        """The response to one request head."""
        target = request[4 : request.find(b" ", 4)]
        parts = target.split(b"/")
        if target.startswith(b"/admin/"):
            return self._admin(target)
        if len(parts) == 3 and parts[1] == b"f":
            answer = self._poll(int(parts[2].partition(b"?")[0]), request)
        elif len(parts) == 4 and parts[1] == b"a":
            answer = self._page(int(parts[2]), int(parts[3].removesuffix(b".html")))
        else:
            self.counters.elsewhere += 1
            answer = farm.answered("404 Not Found", b"not here\n", "text/plain")
        self.counters.bytes_out += len(answer)
        return answer

    def _at(self, feed: int, sequence: int) -> float:
        return EPOCH + (sequence + 1 - self._phases[feed]) / self._rates[feed]

    def _poll(self, feed: int, request: bytes) -> bytes:
        newest = int((self.now() - EPOCH) * self._rates[feed] + self._phases[feed]) - 1
        etag = f'"{feed}-{newest}"'
        lower = request.lower()
        self.counters.conditional += b"\r\nif-none-match:" in lower
        if etag.encode() in request:
            self.counters.feed_unchanged += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        self.counters.feed_changed += 1
        return self._document(feed, newest, etag)

    def _document(self, feed: int, newest: int, etag: str) -> bytes:
        origin = self._origin(feed)
        entries = []
        for sequence in range(newest, max(newest - self._shown, -1), -1):
            title, summary = _headline(self._seed, feed, sequence)
            entries.append(
                documents.Listed(f"{origin}/a/{feed}/{sequence}.html", title, summary, self._at(feed, sequence))
            )
        body = documents.feed_document(feed, origin, entries)
        validators = f"ETag: {etag}\r\nLast-Modified: {formatdate(self._at(feed, newest), usegmt=True)}\r\n"
        return farm.answered("200 OK", body, documents.CONTENT_TYPES[documents.format_of(feed)], validators)

    def _page(self, feed: int, sequence: int) -> bytes:
        self.counters.pages += 1
        url = f"{self._origin(feed)}/a/{feed}/{sequence}.html"
        page = documents.page(self._seed, feed, sequence, url, self._at(feed, sequence))
        return farm.answered("200 OK", page, "text/html; charset=utf-8")

    def _origin(self, feed: int) -> str:
        return f"http://{farm.address_of(self._hosts[feed], one_host=False)}:{self._port}"

    def _admin(self, target: bytes) -> bytes:
        told = self.counters.summary() | {"now": self.now()}
        if target == b"/admin/reset":
            self.counters = farm.Counters()
        return farm.answered("200 OK", json.dumps(told).encode(), "application/json")


@lru_cache(maxsize=100_000)
def _headline(seed: int, feed: int, sequence: int) -> tuple[str, str]:
    return prose.headline(seed, feed, sequence)


class Local(farm.Connection):
    """A connection from the loopback; others are closed."""

    __slots__ = ()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See where it comes from."""
        super().connection_made(transport)
        if not str(transport.get_extra_info("peername")[0]).startswith("127."):
            cast("asyncio.WriteTransport", transport).abort()


async def _serve(port: int, options: argparse.Namespace) -> None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", port))
    listener.listen(2048)
    listener.setblocking(False)
    many = Multitude(options, listener.getsockname()[1])
    gc.freeze()
    server = await asyncio.get_running_loop().create_server(lambda: Local(many), sock=listener)
    print(json.dumps({"port": listener.getsockname()[1], "feeds": options.feeds}), flush=True)
    await server.serve_forever()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="A farm of very many feeds on the loopback.")
    parser.add_argument("--feeds", type=int, default=180_000)
    parser.add_argument("--a-day", type=float, default=1e6, help="entries that all feeds publish in a day of its time")
    parser.add_argument("--entries", type=int, default=20, help="entries a feed shows")
    parser.add_argument("--since", type=float, default=time.time(), help="its time at the start")
    parser.add_argument("--pace", type=float, default=1.0, help="how fast its time passes")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        import uvloop
    except ImportError:
        asyncio.run(_serve(options.port, options))
    else:
        uvloop.run(_serve(options.port, options))


if __name__ == "__main__":
    main(sys.argv[1:])
