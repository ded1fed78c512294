"""An HTTP receiver on loopback that writes down what it is sent and answers as it is told."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Posted:
    """One request: its headers with lower-case names, and its body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """``answers`` are (status, headers) for the next requests, 204 when they run out; ``posted`` what came.

    While its ``mood`` is ``hang`` it does not answer, while it is ``reset`` it breaks the connection; a number is the
    status of all answers. In the mood ``waits`` it says by ``asked`` that it was, and answers when it is ``over``.
    ``breaks off`` and ``goes on`` leave out the body behind the headers.
    """

    port: int = 0
    mood: str = ""
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    @property
    def status(self) -> int:
        """Of answers that were not ordered."""
        return int(self.mood) if self.mood.isdigit() else 204

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiving(*, hangs_after: int | None = None, certificate: Path | None = None) -> Iterator[Receiver]:
    """A receiver while the block runs; after so many answers it hangs until the block ends.

    With a certificate it speaks TLS.
    """
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            receiver.posted.append(Posted(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            if hangs_after is not None and len(receiver.posted) > hangs_after:
                receiver.over.wait()
            if receiver.mood in ("hang", "waits"):
                receiver.asked.set()
                receiver.over.wait()
            if receiver.mood == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            status, headers = receiver.answers.pop(0) if receiver.answers else (receiver.status, {})
            self.send_response_only(status)  # no header that is not named
            for name, value in headers.items():
                self.send_header(name, value)
            text = b"" if status == 204 else b"said the <receiver>"
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if receiver.mood == "goes on":
                receiver.over.wait()
            self.close_connection = receiver.mood == "breaks off"
            if not self.close_connection:
                self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
