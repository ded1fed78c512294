"""A connection pooler in transaction mode on loopback: many clients, one session of the server, by turns."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from sqlalchemy.engine import make_url

_ASKS_FOR_TLS = 80877103
_READY, _IDLE = b"Z", b"I"


class _Pooler:
    """Hands the server's session to one client for each of its transactions."""

    def __init__(self, url: str) -> None:
        self._server = psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
        self._backend = socket.socket(fileno=os.dup(self._server.pgconn.socket))
        self._backend.setblocking(True)
        self._turn = threading.Lock()

    def close(self) -> None:
        """End the server's session."""
        self._backend.close()
        self._server.close()

    def serve(self, client: socket.socket) -> None:
        """Speak with one client until it leaves."""
        with client, suppress(OSError):
            while _number(_read(client, _number(_read(client, 4)) - 4)[:4]) == _ASKS_FOR_TLS:
                client.sendall(b"N")
            client.sendall(_message(b"R", struct.pack("!i", 0)))
            for name in ("server_version", "server_encoding", "client_encoding", "standard_conforming_strings"):
                held = self._server.pgconn.parameter_status(name.encode()) or b""
                client.sendall(_message(b"S", name.encode() + b"\0" + held + b"\0"))
            client.sendall(_message(_READY, _IDLE))
            while True:
                said = _received(client)
                if said[:1] == b"X":
                    return
                with self._turn:
                    self._transaction(client, said)

    def _transaction(self, client: socket.socket, said: bytes) -> None:
        """Pass messages on until the server says that no transaction is open."""
        while True:
            self._backend.sendall(said)
            if said[:1] in (b"Q", b"S"):  # after a query, and at the end of a series of messages
                while (answer := _received(self._backend))[:1] != _READY:
                    client.sendall(answer)
                client.sendall(answer)
                if answer[5:6] == _IDLE:
                    return
            said = _received(client)


@contextmanager
def pooled(url: str) -> Iterator[str]:
    """The address of a pooler before the database at ``url``, while the block runs."""
    pooler, gate = _Pooler(url), socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=pooler.serve, args=[gate.accept()[0]], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        asked = make_url(url)
        given = asked.set(host="127.0.0.1", port=gate.getsockname()[1], query={})
        yield given.render_as_string(hide_password=False)
    finally:
        gate.shutdown(socket.SHUT_RDWR)
        gate.close()
        pooler.close()


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def _received(peer: socket.socket) -> bytes:
    head = _read(peer, 5)
    return head + _read(peer, _number(head[1:]) - 4)


def _read(peer: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        if not (part := peer.recv(size - len(found))):
            raise ConnectionError
        found += part
    return found


def _number(four: bytes) -> int:
    return int(struct.unpack("!i", four)[0])
