"""A scripted web on loopback: says what a test told it to say, and records what it was asked.

One server stands for many hosts; ``ScriptedWeb.resolver`` leads every ``*.example`` name to it, so tests ask
``http://press.example/feed.xml`` on port 80 and the Host header tells the server who is meant. Clients under
test need ``127.0.0.0/8`` among their allowed networks.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver, ResolveResult

from worker.model.ports import Clock


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it. ``headers`` keep order and spelling, bytes read as Latin-1.

    ``host`` is the Host header without port, ``path`` has the query. ``connection`` numbers connections from 1.
    ``at`` is the time of the clock handed in, else of the event loop. ``body`` is what came with it, if anything.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    host: str
    connection: int
    at: float
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its spelling."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one request.

    Content-Length is added unless ``headers`` have it or Transfer-Encoding. ``hold`` keeps the answer back until it
    is set. ``raw`` replaces status, headers and body by these bytes and then hangs up. ``cut`` hangs up after that
    many bytes of the body, ``reset`` breaks the connection with a TCP reset instead of answering. ``drip_s`` sends
    the body byte by byte with so many real seconds between.
    """

    status: int = 200
    body: bytes = b""
    headers: Sequence[tuple[str, str]] = ()
    hold: asyncio.Event | None = None
    raw: bytes | None = None
    cut: int | None = None
    reset: bool = False
    drip_s: float = 0.0


Script = Answer | Callable[[Asked], Answer]

NOT_FOUND = Answer(404, b"nothing is scripted here")


def redirect(to: str, status: int = 302) -> Answer:
    """A redirect to ``to``, written into Location as it is."""
    return Answer(status, headers=(("Location", to),))


def conditional(body: bytes, etag: str, content_type: str = "application/rss+xml") -> Callable[[Asked], Answer]:
    """A document that answers 304 to whoever sends ``etag`` (with its quotes) in If-None-Match."""

    def answer(asked: Asked) -> Answer:
        if asked.header("If-None-Match") == etag:
            return Answer(304, headers=(("ETag", etag),))
        return Answer(200, body, (("ETag", etag), ("Content-Type", content_type)))

    return answer


class ScriptedWeb:
    """``async with ScriptedWeb() as web:`` serves on a free port of a loopback address until the block ends.

    ``asked`` lists all requests in the order they came; ``most_at_once`` the greatest number of requests of one
    host that were open together, by host. ``elsewhere`` are hosts that its resolver leads to another scripted web.
    """

    def __init__(self, clock: Clock | None = None, address: str = "127.0.0.1") -> None:
        self.address = address
        self.elsewhere: dict[str, ScriptedWeb] = {}
        self.asked: list[Asked] = []
        self.most_at_once: dict[str, int] = {}
        self.port = 0
        self._clock = clock
        self._scripts: dict[tuple[str, str], list[Script]] = {}
        self._open: dict[str, int] = {}
        self._connections = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, self.address, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def say(self, url: str, *scripts: Script) -> None:
        """Answer requests for ``url`` (``http://host/path?query``) with ``scripts`` in turn; the last one repeats.

        Saying again replaces what was said before. What nobody scripted is a 404.
        """
        host, slash, path = url.removeprefix("http://").partition("/")
        self._scripts[host.partition(":")[0], slash + path] = list(scripts)

    def asked_for(self, url: str) -> list[Asked]:
        """The requests for ``url``, in the order they came."""
        host, slash, path = url.removeprefix("http://").partition("/")
        return [asked for asked in self.asked if (asked.host, asked.path) == (host.partition(":")[0], slash + path)]

    async def until_asked(self, url: str, times: int = 1) -> Asked:
        """Wait until ``url`` was asked for so many times; the latest of these requests."""
        while len(seen := self.asked_for(url)) < times:
            self._news.clear()
            await self._news.wait()
        return seen[times - 1]

    def resolver(self, *addresses: str) -> LoopbackResolver:
        """A resolver that leads ``*.example`` here; ``addresses`` replaces our own for all of them."""
        return LoopbackResolver(addresses or (self.address,), self.port, self.elsewhere)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections += 1
        try:
            await self._converse(self._connections, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client went away, or the test ended
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _converse(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stays = True
        while stays:
            head = await reader.readuntil(b"\r\n\r\n")
            asked = self._read(head.decode("latin-1"), number)
            if length := int(asked.header("Content-Length") or 0):
                asked = replace(asked, body=await reader.readexactly(length))
            self.asked.append(asked)
            self._open[asked.host] = self._open.get(asked.host, 0) + 1
            self.most_at_once[asked.host] = max(self.most_at_once.get(asked.host, 0), self._open[asked.host])
            self._news.set()
            try:
                stays = await self._reply(self._next(asked), writer) and asked.header("Connection") != "close"
            finally:
                self._open[asked.host] -= 1

    def _read(self, head: str, number: int) -> Asked:
        request, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
        method, path, _ = request.split(" ")
        headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
        host = next(value for name, value in headers if name.lower() == "host")
        at = self._clock.now() if self._clock else asyncio.get_running_loop().time()
        return Asked(method, path, headers, host.partition(":")[0], number, at)

    def _next(self, asked: Asked) -> Answer:
        scripts = self._scripts.get((asked.host, asked.path), [NOT_FOUND])
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script if isinstance(script, Answer) else script(asked)

    async def _reply(self, answer: Answer, writer: asyncio.StreamWriter) -> bool:
        """Say it; whether the connection stays open."""
        if answer.hold is not None:
            await answer.hold.wait()
        if answer.reset:
            # Lingering for no time at all turns the close into a reset.
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            return False
        if answer.raw is not None:
            writer.write(answer.raw)
            await writer.drain()
            return False
        writer.write(_head(answer))
        body = answer.body[: answer.cut]
        if answer.drip_s:
            await _drip(body, answer.drip_s, writer)
        else:
            writer.write(body)
        await writer.drain()
        return answer.cut is None


class LoopbackResolver(AbstractResolver):
    """Leads every name under ``.example`` to given addresses and one port; other names do not exist.

    ``looked_up`` lists the names asked, in order.
    """

    def __init__(self, addresses: Sequence[str], port: int, elsewhere: Mapping[str, ScriptedWeb] | None = None) -> None:
        self.addresses = tuple(addresses)
        self._elsewhere = elsewhere or {}
        self.looked_up: list[str] = []
        self._port = port

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        """The addresses, each with our own port in place of the one asked for."""
        self.looked_up.append(host)
        if not host.endswith(".example"):
            raise OSError(None, "no such name")
        other = self._elsewhere.get(host)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=other.port if other else self._port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in ((other.address,) if other else self.addresses)
        ]

    async def close(self) -> None:
        """Nothing to let go of."""


def _head(answer: Answer) -> bytes:
    headers = list(answer.headers)
    named = {name.lower() for name, _ in headers}
    if not named & {"content-length", "transfer-encoding"} and answer.status not in {204, 304}:
        headers.append(("Content-Length", str(len(answer.body))))
    lines = [f"HTTP/1.1 {answer.status} Scripted", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1")


async def _drip(body: bytes, every_s: float, writer: asyncio.StreamWriter) -> None:
    for place in range(len(body)):
        writer.write(body[place : place + 1])
        await writer.drain()
        await asyncio.sleep(every_s)  # a drip is real time on a real socket
