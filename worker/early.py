"""Signals that come before the daemon can act on them: its start may take seconds."""

import os
import signal

_asked: list[int] = []


def listen() -> None:
    """Note a SIGHUP from now on, and let SIGTERM and SIGINT end the process with 0, since nothing has begun.

    Without it SIGHUP would end the process, and the first process of a container would not hear SIGTERM.
    """
    signal.signal(signal.SIGHUP, lambda number, _: _asked.append(number))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))


def reload_asked() -> bool:
    """Whether a SIGHUP was noted."""
    return bool(_asked)
