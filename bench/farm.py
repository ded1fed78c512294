"""A farm of feeds on the loopback, cheap enough not to disturb what is measured against it.

    python bench/farm.py --feeds 1000

Feed ``i`` has an address of its own in 127.0.0.0/8 (Linux answers on all of them; ``--one-host`` puts all feeds
on 127.0.0.1) and shows its newest 20 entries with ``ETag`` and ``Last-Modified``. Answers to polls are bytes
rendered before the listening starts; so are article pages with ``--pages``, else they are rendered when asked for,
which takes 1.5 to 2.5 ms each. The first line on stdout is ``{"port": …, "feeds": …}``, written when the farm is ready.
On 127.0.0.1 of the same port:

``/admin/feeds``                         the feed URLs, one a line
``/admin/tick?share=0.05&new=1``         publishes one new entry in 5 % of the feeds
``/admin/stats``, ``/admin/reset``       counters since the last reset, as JSON; CPU seconds of the farm among them
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import hashlib
import json
import random
import resource
import socket
import statistics
import sys
import time
from email.utils import formatdate
from typing import Protocol, cast
from urllib.parse import parse_qs, urlsplit

import documents
import prose

ENTRY_GAP_S = 1800.0  # between two entries of a feed at the start


class Feed:
    """One feed: what it shows now, and the two answers it can give, as bytes."""

    __slots__ = ("changed", "etag", "index", "modified", "origin", "times", "unchanged")

    def __init__(self, index: int, origin: str, times: list[float]) -> None:
        self.index, self.origin, self.times = index, origin, times
        self.etag = self.modified = self.changed = self.unchanged = b""

    def url(self) -> str:
        """Where the feed is polled."""
        return f"{self.origin}/f/{self.index}"

    def render(self, seed: int, shown: int) -> None:
        """Write both answers anew; about 1.5 ms. ``etag`` and ``modified`` are kept in lower case to look for."""
        newest = len(self.times) - 1
        entries = []
        for sequence in range(newest, max(newest - shown, -1), -1):
            title, summary = prose.headline(seed, self.index, sequence)
            url = f"{self.origin}/a/{self.index}/{sequence}.html"
            entries.append(documents.Listed(url, title, summary, self.times[sequence]))
        body = documents.feed_document(self.index, self.origin, entries)
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        modified = formatdate(self.times[newest], usegmt=True)
        validators = f"ETag: {etag}\r\nLast-Modified: {modified}\r\n"
        kind = documents.CONTENT_TYPES[documents.format_of(self.index)]
        self.etag, self.modified = etag.encode(), modified.lower().encode()
        self.changed = answered("200 OK", body, kind, validators)
        self.unchanged = f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode()


class Counters:
    """What was asked since the last reset, in numbers."""

    def __init__(self) -> None:
        self.feed_changed = self.feed_unchanged = self.conditional = 0
        self.pages = self.pages_again = self.elsewhere = self.bytes_out = 0
        self.open_most = 0
        self.seen: set[bytes] = set()
        self.last: dict[int, float] = {}
        self.least_gap: dict[int, float] = {}
        self.cpu_from = time.process_time()

    def at_host(self, host: int) -> None:
        """Note a request to a host, and how long after the one before it came."""
        now = time.monotonic()
        if (before := self.last.get(host)) is not None:
            self.least_gap[host] = min(now - before, self.least_gap.get(host, 1e9))
        self.last[host] = now

    def summary(self) -> dict[str, float | int | None]:
        """The counters by name. Gaps are between two requests to one host, feeds and pages together, in seconds."""
        gaps = sorted(self.least_gap.values())
        return {
            "requests": self.feed_changed + self.feed_unchanged + self.pages + self.elsewhere,
            "feed_200": self.feed_changed,
            "feed_304": self.feed_unchanged,
            "conditional": self.conditional,
            "pages": self.pages,
            "pages_again": self.pages_again,
            "elsewhere": self.elsewhere,
            "bytes_out": self.bytes_out,
            "open_most": self.open_most,
            "hosts": len(self.last),
            "hosts_asked_again": len(gaps),
            "gap_least_s": round(gaps[0], 4) if gaps else None,
            "gap_median_of_least_s": round(statistics.median(gaps), 4) if gaps else None,
            "hosts_with_gap_below_1s": sum(gap < 1.0 for gap in gaps),
            "cpu_s": round(time.process_time() - self.cpu_from, 4),
        }


class Farm:
    """All feeds, and the answer to one request."""

    def __init__(self, options: argparse.Namespace, port: int) -> None:
        self.seed, self.shown, self.one_host = options.seed, options.entries, options.one_host
        self.port, self.round, self.open_now = port, 0, 0
        started = float(int(time.time())) - 60.0
        times = [started - ENTRY_GAP_S * back for back in range(self.shown - 1, -1, -1)]
        self.feeds = [
            Feed(index, f"http://{address_of(index, one_host=self.one_host)}:{port}", list(times))
            for index in range(options.feeds)
        ]
        for feed in self.feeds:
            feed.render(self.seed, self.shown)
        self.by_path = {f"/f/{feed.index}".encode(): feed for feed in self.feeds}
        self.pages: dict[str, bytes] = {}
        if options.pages:
            for feed in self.feeds:
                for sequence in range(self.shown):
                    target = f"/a/{feed.index}/{sequence}.html"
                    self.pages[target] = self._page(feed, sequence, target)
        self.counters = Counters()

    def answer(self, request: bytes) -> bytes:
        """The response to one request head; about 3 µs for a poll."""
        target = request[4 : request.find(b" ", 4)]
        if target.startswith(b"/admin/"):
            return self._admin(target.decode("latin-1"))
        feed = self.by_path.get(target)
        answer = self._poll(feed, request.lower()) if feed else self._other(target)
        self.counters.bytes_out += len(answer)
        return answer

    def _poll(self, feed: Feed, request: bytes) -> bytes:
        counters = self.counters
        counters.at_host(0 if self.one_host else feed.index)
        by_tag = b"\r\nif-none-match:" in request
        conditional = by_tag or b"\r\nif-modified-since:" in request
        counters.conditional += conditional
        # RFC 9110 §13.1.3: a recipient ignores If-Modified-Since where If-None-Match is present.
        if conditional and (feed.etag if by_tag else feed.modified) in request:
            counters.feed_unchanged += 1
            return feed.unchanged
        counters.feed_changed += 1
        return feed.changed

    def _other(self, target: bytes) -> bytes:
        counters = self.counters
        parts = target.split(b"/")
        if len(parts) == 4 and parts[1] == b"a" and (feed := self.by_path.get(b"/f/" + parts[2])):
            sequence = parts[3].removesuffix(b".html")
            if sequence.isdigit() and int(sequence) < len(feed.times):
                counters.at_host(0 if self.one_host else feed.index)
                counters.pages += 1
                counters.pages_again += target in counters.seen
                counters.seen.add(target)
                path = target.decode()
                return self.pages.get(path) or self._page(feed, int(sequence), path)
        counters.elsewhere += 1
        return answered("404 Not Found", b"not here\n", "text/plain")

    def _page(self, feed: Feed, sequence: int, target: str) -> bytes:
        page = documents.page(self.seed, feed.index, sequence, feed.origin + target, feed.times[sequence])
        return answered("200 OK", page, "text/html; charset=utf-8")

    def _admin(self, target: str) -> bytes:
        parts = urlsplit(target)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/admin/feeds":
                return answered("200 OK", "".join(f"{feed.url()}\n" for feed in self.feeds).encode(), "text/plain")
            case "/admin/tick":
                told: object = self.tick(float(asked.get("share", "0.05")), int(asked.get("new", "1")))
            case "/admin/stats":
                told = self.counters.summary()
            case "/admin/reset":
                self.counters, told = Counters(), "reset"
            case _:
                return answered("404 Not Found", b"not an order\n", "text/plain")
        return answered("200 OK", json.dumps(told).encode(), "application/json")

    def tick(self, share: float, new: int) -> dict[str, object]:
        """Publish ``new`` entries in ``share`` of the feeds, chosen by seed and round; tells which feeds."""
        self.round += 1
        count = round(share * len(self.feeds))
        chosen = sorted(random.Random(f"{self.seed} tick {self.round}").sample(range(len(self.feeds)), count))
        now = float(int(time.time()))
        for index in chosen:
            feed = self.feeds[index]
            feed.times.extend([now] * new)
            feed.render(self.seed, self.shown)
        return {"round": self.round, "new": new, "feeds": chosen}


class Answering(Protocol):
    """What a connection talks to."""

    counters: Counters
    open_now: int

    def answer(self, request: bytes) -> bytes:
        """The response to one request head."""


class Connection(asyncio.Protocol):
    """One connection: cuts the bytes into request heads and writes an answer to each."""

    __slots__ = ("_farm", "_rest", "_transport")

    def __init__(self, farm: Answering) -> None:
        self._farm, self._rest = farm, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it among the open ones."""
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own is one, but not by descent
        self._farm.open_now += 1
        self._farm.counters.open_most = max(self._farm.counters.open_most, self._farm.open_now)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._farm.open_now -= 1

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete; keep the rest for the next bytes."""
        data = self._rest + data
        while (end := data.find(b"\r\n\r\n")) >= 0:
            request, data = data[: end + 2], data[end + 4 :]
            self._transport.write(self._farm.answer(request))
            if b"\r\nconnection: close" in request.lower():
                self._transport.close()
                return
        self._rest = data


def answered(status: str, body: bytes, kind: str, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def address_of(feed: int, *, one_host: bool) -> str:
    """The loopback address feed number ``feed`` lives at; 127.0.x.y is left to the machine itself."""
    if one_host:
        return "127.0.0.1"
    return f"127.{1 + feed // 62500}.{feed // 250 % 250}.{1 + feed % 250}"


def _listen(feeds: int, port: int, *, one_host: bool) -> list[socket.socket]:
    """A listening socket for each address, all on one port: nothing but the loopback can reach the farm."""
    addresses = ["127.0.0.1"] if one_host else ["127.0.0.1", *(address_of(n, one_host=False) for n in range(feeds))]
    sockets = []
    for address in addresses:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        port = listener.getsockname()[1]
        listener.listen(512)
        listener.setblocking(False)
        sockets.append(listener)
    return sockets


async def _serve(farm: Farm, sockets: list[socket.socket]) -> None:
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(lambda: Connection(farm), sock=listener) for listener in sockets]
    print(json.dumps({"port": farm.port, "feeds": len(farm.feeds)}), flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="A farm of feeds on the loopback.")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=20, help="entries a feed shows")
    parser.add_argument("--pages", action="store_true", help="render all pages before listening")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-host", action="store_true", help="all feeds on 127.0.0.1, told apart by path")
    options = parser.parse_args(arguments)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a listener and a connection for each feed
    sockets = _listen(options.feeds, options.port, one_host=options.one_host)
    farm = Farm(options, sockets[0].getsockname()[1])
    gc.freeze()
    try:
        import uvloop
    except ImportError:
        asyncio.run(_serve(farm, sockets))
    else:
        uvloop.run(_serve(farm, sockets))


if __name__ == "__main__":
    main(sys.argv[1:])
