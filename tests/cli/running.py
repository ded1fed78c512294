"""A worker as a process of its own, that speaks JSON lines to whoever waits for them."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson

from tests.cli.conftest import Desk

SOON_S = 30.0
"""How long a process may take to start on a busy machine."""


@contextmanager
def running(desk: Desk, *words: str, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that is gone when the block ends."""
    with desk.start(*words, env=env) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], event: str, **keys: object) -> list[dict[str, Any]]:
    """Read JSON lines from the process's standard error until ``event``, with these keys if any are named."""
    seen: list[dict[str, Any]] = []
    for told in _told(process):
        seen.append(told)
        if seen[-1]["event"] == event and keys.items() <= seen[-1].items():
            return seen
    raise AssertionError(f"{event} was never said; {seen}")


def ended(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """Stop the worker; what it said since it was last listened to."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(SOON_S) == 0
    return list(_told(process))


def _told(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """What the log says from now on.

    Not all is log: the configuration may be warned of before there is one, and where a worker ends while its first
    child starts, the interpreter's own tracker of semaphores says a word after it.
    """
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("{"):
            yield orjson.loads(line)
