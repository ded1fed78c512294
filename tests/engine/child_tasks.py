"""What the engine's tests have children do. A module of its own: children import it by name."""

from __future__ import annotations

import gc
import os
import re
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from worker.model.errors import ContentError, NoArticle


class NeedsTwo(Exception):
    """An exception that cannot be rebuilt from its message, as several libraries have them."""

    def __init__(self, what: str, *, where: str) -> None:
        super().__init__(what)
        self.where = where


def process_ids() -> tuple[int, int]:
    """The child's own id and the id of the process it was forked from."""
    return os.getpid(), os.getppid()


def looks_for_garbage() -> tuple[bool, str | None]:
    """Whether this process does, and how many threads numpy may keep in it."""
    return gc.isenabled(), os.environ.get("OPENBLAS_NUM_THREADS")


def double(number: int) -> int:
    """Twice the number."""
    return 2 * number


def block() -> None:
    """Wait for ever in Python."""
    threading.Event().wait()


def hang() -> None:
    """Backtrack for years in C without letting go of the interpreter."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def dawdle(seconds: float) -> str:
    """Take so long, then answer."""
    threading.Event().wait(seconds)
    return "done"


def toil(seconds: float) -> str:
    """Use so much CPU time, then answer."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def go_to(cpu: int) -> int:
    """Run on no other processor from now on; this child's id."""
    os.sched_setaffinity(0, {cpu})
    return os.getpid()


def spin(cpu: int) -> None:
    """Say so, and keep the processor busy as long as whoever started this is there."""
    os.sched_setaffinity(0, {cpu})
    parent = os.getppid()
    sys.stdout.write("\n")
    sys.stdout.flush()
    while os.getppid() == parent:
        pass


def cpu_limit() -> int:
    """The CPU seconds this process may use at most."""
    return resource.getrlimit(resource.RLIMIT_CPU)[0]


def touch_and_hang(fifo: Path) -> None:
    """Write this child's and its origin's id to ``fifo``, then hang in C."""
    fifo.write_text(f"{os.getpid()} {os.getppid()}")
    hang()


def touch_and_wait(fifo: Path, gate: Path) -> str:
    """Write both ids to ``fifo``, then wait for four bytes from the FIFO ``gate``."""
    fifo.write_text(f"{os.getpid()} {os.getppid()}")
    with gate.open("rb", buffering=0) as pipe:
        return pipe.read(4).decode()


def eat(megabytes: int) -> int:
    """Hold so much memory at once."""
    return len(bytearray(megabytes * 1_000_000))


def die() -> None:
    """End as a crash in a C library would."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    """Try to end the child politely."""
    raise SystemExit(3)


def refuse() -> None:
    """Fail as content code does."""
    raise NoArticle("page holds no text", cause="empty")


def refuse_generic() -> None:
    """Fail with the parent class."""
    raise ContentError("page is odd", cause="odd")


def stumble() -> None:
    """Fail with an exception that does not survive pickling."""
    raise NeedsTwo("odd markup", where="line 3")


def dig(depth: int = 0) -> int:
    """Recurse without end."""
    return dig(depth + 1)


def unsendable() -> Callable[[], None]:
    """Return what cannot be pickled."""
    return lambda: None
