"""What a command costs: CPU seconds, wall seconds and peak memory of it and everything it starts.

The command runs under a process of its own (``python gauge.py REPORT SECONDS -- COMMAND``) that is made the reaper
of all its descendants, so workers that outlive their parent are waited for and counted too. CPU is
``getrusage(RUSAGE_CHILDREN)`` of that process: user plus system time. Linux only.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
_SAMPLE_S, _SHARE = 0.1, 0.02
"""Ten samples of memory a second, or as many as take so much of a core. To walk through the page tables of a worker
with its children takes 18 ms, which at ten a second was a twelfth of what articles.py has of two cores."""
_ORPHANS_S = 10.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, all its processes together; ``exit_code`` is -9 where the time ran out.

    ``largest_mb`` is the peak resident set of the largest process. ``tree_mb`` is the peak of all together, pages
    they share shared out (Pss), sampled up to ten times a second. MB of 1,000,000 bytes.
    """

    exit_code: int
    cpu_s: float
    wall_s: float
    largest_mb: float
    tree_mb: float
    out: str = ""
    err: str = ""


def measure(
    command: Sequence[str], *, cwd: Path | None = None, cpus: set[int] | None = None, timeout_s: float = 900.0
) -> Cost:
    """Run the command to its end and say what it cost; ``cpus`` pins it and its children to those cores."""
    with tempfile.TemporaryDirectory() as place:
        report, out, err = (Path(place, name) for name in ("report", "out", "err"))
        with out.open("wb") as out_file, err.open("wb") as err_file:
            subprocess.run(
                [sys.executable, __file__, str(report), str(timeout_s), "--", *command],
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out_file,
                stderr=err_file,
                check=True,
                preexec_fn=(lambda: os.sched_setaffinity(0, cpus)) if cpus else None,
            )
        found = json.loads(report.read_text())
        return Cost(**found | {"out": out.read_text(errors="replace"), "err": err.read_text(errors="replace")})


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each number by itself."""
    return Cost(
        max(cost.exit_code for cost in costs),
        *(statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu_s", "wall_s")),
        *(statistics.median(getattr(cost, name) for cost in costs) for name in ("largest_mb", "tree_mb")),
    )


class _Memory(threading.Thread):
    """Samples what the descendants of this process hold together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most_kb = 0
        self.over = threading.Event()

    def run(self) -> None:
        pause_s = _SAMPLE_S
        while not self.over.wait(pause_s):
            started = time.thread_time()
            self.most_kb = max(self.most_kb, sum(pss_kb(pid) for pid in descendants(os.getpid())))
            pause_s = max(_SAMPLE_S, (time.thread_time() - started) / _SHARE)


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(word) for word in (task / "children").read_text().split()]
        except OSError:  # ended while we looked
            continue
        found += children + [below for child in children for below in descendants(child)]
    return found


def pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # ended while we looked
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _reap_orphans() -> None:
    """Wait for what the command left behind; what does not end by itself is ended."""
    until = time.monotonic() + _ORPHANS_S
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            if time.monotonic() > until:
                for left in descendants(os.getpid()):
                    os.kill(left, signal.SIGKILL)
            time.sleep(0.01)


def _attend(report: Path, timeout_s: float, command: list[str]) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    memory = _Memory()
    started = time.perf_counter()
    child = subprocess.Popen(command)
    memory.start()
    try:
        code = child.wait(timeout_s)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    wall_s = time.perf_counter() - started
    _reap_orphans()
    memory.over.set()
    memory.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = Cost(code, used.ru_utime + used.ru_stime, wall_s, used.ru_maxrss * 1024 / 1e6, memory.most_kb * 1024 / 1e6)
    report.write_text(json.dumps(asdict(cost)))


if __name__ == "__main__":
    _attend(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[4:])
