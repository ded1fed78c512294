"""What a running worker says of itself, asked over its own address by a command beside it."""

from __future__ import annotations

import http.client
import socket
from contextlib import closing, suppress

import orjson

ANSWERS_WITHIN_S = 2.0


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def connect(self) -> None:
        """Connect to the path that stands in the host's place."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWERS_WITHIN_S)
        self.sock.connect(self.host)


def worker_states(listen: str) -> dict[str, str] | None:
    """The states of the worker that listens there, with their reasons; None where nobody answers."""
    kind = UnixConnection if listen.startswith("unix:") else http.client.HTTPConnection
    with suppress(OSError, http.client.HTTPException, ValueError, KeyError):
        connection = kind(listen.removeprefix("unix:"), timeout=ANSWERS_WITHIN_S)
        with closing(connection):
            connection.request("GET", "/readyz", headers={"Host": "localhost"})
            found = orjson.loads(connection.getresponse().read())
            return {state["state"]: state["reason"] for state in found["states"]} or {"ready": "all is well"}
    return None
