"""What runs in a child process: takes a task, says so, runs it within limits that the kernel keeps, and answers.

Loaded in the forkserver, so it imports little: no event loop.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import math
import multiprocessing
import os
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Sequence
from multiprocessing import connection
from pathlib import Path
from typing import NamedTuple

from worker import collector
from worker.model.errors import ContentError

TASK = struct.Struct("=Qdd")
"""What a task begins with: its length in bytes, its deadline and its limit of CPU time in seconds, 0 for none."""
ANSWER = struct.Struct("=Q8s")
"""What an answer begins with: the length of its payload and its kind, padded with zeros."""
READY = TAKEN = b"."
"""Said once when the child is prepared, and for each task before it is run."""


class Orders(NamedTuple):
    """What a child is born with."""

    memory_bytes: int
    nicer: int
    modules: Sequence[str]


def serve(worker: socket.socket, orders: Orders) -> None:
    """Do one task after the other until the worker closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _prepare(orders)
    with worker, worker.makefile("rb") as tasks:
        worker.sendall(READY)
        while head := tasks.read(TASK.size):
            length, timeout_s, cpu_s = TASK.unpack(head)
            task = tasks.read(length)
            worker.sendall(TAKEN)
            kind, payload = _answer(task, timeout_s, cpu_s)
            del task
            worker.sendall(ANSWER.pack(len(payload), kind.encode()))
            worker.sendall(payload)


def _answer(task: bytes, timeout_s: float, cpu_s: float) -> tuple[str, bytes]:
    """Run a pickled task, with a limit of CPU time somewhat above its deadline, or of ``cpu_s``."""
    _limit_cpu(timeout_s)
    signal.setitimer(signal.ITIMER_PROF, cpu_s)  # the kernel kills the child, even inside C code
    try:
        function, args = pickle.loads(task)  # noqa: S301 - written by our own parent, over our own socket
        return "value", pickle.dumps(function(*args), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return "memory", b""
    except ContentError as error:
        return "error", pickle.dumps(error)
    except BaseException as error:  # noqa: BLE001 - the edge of the child: whatever a parser raises is reported
        return "crashed", f"{type(error).__name__}: {error}"[:500].encode(errors="backslashreplace")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def _limit_cpu(timeout_s: float) -> None:
    """A backstop in case nobody is left to enforce the deadline; threads of a library may use all cores until then."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    cores = os.cpu_count() or 1
    limit = math.ceil(used.ru_utime + used.ru_stime + timeout_s * cores) + 1
    _limit(resource.RLIMIT_CPU, limit)


def _limit(what: int, to: int) -> None:
    """Lower a limit of this process; one that was set lower for the worker stays, as nobody may raise it."""
    _, most = resource.getrlimit(what)
    resource.setrlimit(what, (to if most == resource.RLIM_INFINITY else min(to, most), most))


def _prepare(orders: Orders) -> None:
    _die_with_parent()
    os.nice(orders.nicer)
    for name in orders.modules:  # already imported, unless another engine started the process it was forked from
        importlib.import_module(name)
    gc.freeze()  # what is loaded stays: the collector skips it, and its memory stays shared by all children
    gc.set_threshold(collector.AFTER)
    gc.enable()
    statm = Path("/proc/self/statm")
    if statm.exists():
        mapped = int(statm.read_text().split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, mapped + orders.memory_bytes)


def _die_with_parent() -> None:
    """Have the kernel kill this child when the worker dies, even while a regular expression holds the interpreter.

    The pipe that closes with the parent is set to send SIGKILL when it does. The usual PR_SET_PDEATHSIG would watch the
    forkserver, which itself waits for its children. On other systems than Linux only an idle child notices, because its
    socket closes.
    """
    parent = multiprocessing.parent_process()
    if parent is None or not hasattr(fcntl, "F_SETSIG"):
        return
    pipe = parent.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if connection.wait([pipe], timeout=0):  # the parent died before the kernel was asked
        os._exit(1)
