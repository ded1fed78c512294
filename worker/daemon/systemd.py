"""Messages to systemd: ready, reloading, stopping, still alive (sd_notify(3)).

A datagram of ``NAME=value`` lines to the socket that ``NOTIFY_SOCKET`` names; without one, nothing is said.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping


class Notifier:
    """Sends messages to the service manager; never raises, never blocks."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        mine = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        usec = environ.get("WATCHDOG_USEC", "")
        self.watchdog_s: float | None = int(usec) / 1e6 if mine and usec.isdigit() and int(usec) else None
        """How long the manager waits for the next ``alive`` before it ends the worker; None if it does not watch."""

    def ready(self, status: str) -> None:
        """The start or a reload is complete; ``status`` is one line for people."""
        self._tell("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """A reload has begun; the manager waits for ``ready``."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """The worker is stopping."""
        self._tell("STOPPING=1")

    def alive(self) -> None:
        """The worker makes progress."""
        self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.setblocking(False)
            out.sendto("\n".join(lines).encode(errors="replace"), self._address)
