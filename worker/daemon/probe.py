"""Asks a running worker how it is, over the address it serves; used by commands that run beside it."""

from __future__ import annotations

import http.client
import socket
from contextlib import closing, suppress

import orjson

TIMEOUT_S = 2.0
MAX_BYTES = 1_000_000


class UnixConnection(http.client.HTTPConnection):
    """HTTP over the Unix socket at ``path``."""

    def __init__(self, path: str, *, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket instead of a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def worker_states(listen: str) -> dict[str, str] | None:
    """The states of the worker at ``listen`` (as ``serve.listen``) with their reasons; None if no worker answers."""
    # Whatever listens there may be another program: anything but a worker's answer counts as none.
    with suppress(OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        connection: http.client.HTTPConnection
        if listen.startswith("unix:"):
            connection = UnixConnection(listen.removeprefix("unix:"), timeout=TIMEOUT_S)
        else:
            connection = http.client.HTTPConnection(listen, timeout=TIMEOUT_S)
        with closing(connection):
            connection.request("GET", "/readyz", headers={"Host": "localhost"})
            found = orjson.loads(connection.getresponse().read(MAX_BYTES))
            return {state["state"]: state["reason"] for state in found["states"]} or {"ready": "all is well"}
    return None
