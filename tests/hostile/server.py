"""Servers that do what a script says with every byte, and names that lead to them; both write down what they saw."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import cast

TLS = Path(__file__).parent / "tls"
PORTS = (80, 8080)
REFUSED_PORTS = (22, 25, 81, 6379)
"""Listened on as well, so that a connection would be seen; 6379 and 8080 may be asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``address`` and ``port`` are those that were dialled."""

    address: str
    port: int
    host: str
    path: str
    headers: Mapping[str, str]
    count: int


@dataclass(slots=True)
class Conversation:
    """One connection after its request was read."""

    asked: Asked
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Write, and wait until it is on its way."""
        self.writer.write(data)
        await self.writer.drain()

    async def hang(self) -> None:
        """Say nothing more until the client goes away."""
        while await self.reader.read(65536):
            pass

    async def drip(self, data: bytes, every_s: float) -> None:
        """One byte at a time, without end when the data is: it starts over."""
        while True:
            for place in range(len(data)):
                await self.send(data[place : place + 1])
                await asyncio.sleep(every_s)

    def reset(self) -> None:
        """Break the connection: lingering for no time turns the close into a reset."""
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


Script = bytes | Callable[[Conversation], Awaitable[None]]


def http(body: bytes = b"", status: int | str = 200, *headers: tuple[str, str], length: bool = True) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status} So" if isinstance(status, int) else status]
    lines += [f"{name}: {value}" for name, value in headers]
    lines += [f"Content-Length: {len(body)}"] if length else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body


@dataclass(slots=True)
class HostileWeb:
    """Answers every port opened by the script of its host and path; what nobody scripted is a 404.

    ``dialled`` lists all connections as (address, port), ``longest_s`` how long the longest stayed open.
    ``times`` are those of all requests for the hosts to ``watch``, by the event loop's clock.
    """

    scripts: dict[tuple[str, str], Script] = field(default_factory=dict)
    certificates: dict[str, str] = field(default_factory=dict)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    longest_s: float = 0.0
    watch: set[str] = field(default_factory=set)
    times: dict[str, list[float]] = field(default_factory=dict)
    _servers: list[asyncio.Server] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    async def open(self, hosts: Sequence[str], ports: Sequence[int], tls_ports: Sequence[int]) -> list[int]:
        """Listen; answers the ports, which for 0 are free ones."""
        opened = []
        for port in (*ports, *tls_ports):
            context = self._tls() if port in tls_ports else None
            for host in hosts:
                made = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
                made.listen(1024)
                server = await asyncio.start_server(self._accept, sock=made, ssl=context, limit=1 << 20)
                self._servers.append(server)
                opened.append(int(made.getsockname()[1]))
        return opened

    async def close(self) -> None:
        """End all conversations."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _tls(self) -> ssl.SSLContext:
        """Shows each name the certificate scripted for it."""
        contexts = {}
        for name in ("good", "expired", "early", "other", "own"):
            contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            contexts[name].load_cert_chain(TLS / f"{name}.pem")

        def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            connection.context = contexts[self.certificates.get(name or "", "good")]

        first = contexts["good"]
        first.sni_callback = choose
        return first

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        started = asyncio.get_running_loop().time()
        address, port = writer.get_extra_info("sockname")[:2]
        self.dialled.append((address, port))
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            asked = self._read(head, address, port)
            self.asked.append(asked)
            if asked.host in self.watch:
                self.times.setdefault(asked.host, []).append(asyncio.get_running_loop().time())
            script = self.scripts.get((asked.host, asked.path), self.scripts.get((asked.host, "*")))
            conversation = Conversation(asked, reader, writer)
            if script is None:
                await conversation.send(http(b"nothing here", 404))
            elif isinstance(script, bytes):
                await conversation.send(script)
            else:
                await script(conversation)
        except (OSError, EOFError, asyncio.CancelledError, asyncio.LimitOverrunError):
            pass  # the client went away, or the show is over
        finally:
            self.longest_s = max(self.longest_s, asyncio.get_running_loop().time() - started)
            self._tasks.discard(task)
            writer.close()

    def _read(self, head: str, address: str, port: int) -> Asked:
        request, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
        path = request.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host = headers.get("host", "").rpartition("]")[2].partition(":")[0]
        count = self._counts[host, path] = self._counts.get((host, path), 0) + 1
        return Asked(address, port, host, path, headers, count)


Names = Callable[[str, int], Sequence[str]]
"""The addresses of a name, at the nth question; none where it does not exist."""


class NameServer(asyncio.DatagramProtocol):
    """A DNS server for questions of A and AAAA; answers are good for no time at all."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._counts: dict[tuple[str, int], int] = {}
        self._transport: asyncio.DatagramTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to answer with."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question."""
        name, end = _name_of(data)
        kind = int.from_bytes(data[end : end + 2], "big")
        count = self._counts[name, kind] = self._counts.get((name, kind), 0) + 1
        found = [ip_address(address) for address in self._names(name, count)]
        wanted = [address.packed for address in found if address.version == (4 if kind == 1 else 6)]
        answers = b"".join(
            b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(packed)) + packed for packed in wanted if kind in {1, 28}
        )
        flags = 0x8180 if found else 0x8183
        head = data[:2] + struct.pack(">HHHHH", flags, 1, len(wanted) if kind in {1, 28} else 0, 0, 0)
        self._transport.sendto(head + data[12 : end + 4] + answers, addr)


def _name_of(question: bytes) -> tuple[str, int]:
    labels, at = [], 12
    while length := question[at]:
        labels.append(question[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return ".".join(labels).lower(), at + 1
