"""Judgments on a daemon at work: faults from outside while news keeps coming, then a count. One line each.

    python -m tests.crash.endure kill --times 200 [--postgres]
    python -m tests.crash.endure children --seconds 300
    python -m tests.crash.endure restarts --times 20
    python -m tests.crash.endure sessions --times 100
    python -m tests.crash.endure disk --seconds 60          (needs leave to mount a small disk)
    python -m tests.crash.endure log
    python -m tests.crash.endure images --times 200
    python -m tests.crash.endure configs --times 50
    python -m tests.crash.endure drain --times 10
    python -m tests.crash.endure clock --seconds 200 --stop-seconds 600      (needs a C compiler)
    python -m tests.crash.endure workers --count 2 --seconds 120

Each ends with 1 where something was lost or doubled or a promise broken, and with 2 where it cannot be judged here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.crash import clocks, crew, disks, kills, servers, signals


def main() -> int:
    """Judge one thing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    judged = parser.add_subparsers(required=True)

    def judge(name: str, work: Callable[..., int], **options: float) -> argparse.ArgumentParser:
        one = judged.add_parser(name, help=work.__doc__)
        one.set_defaults(work=work)
        for option, value in options.items():
            one.add_argument(f"--{option.replace('_', '-')}", type=type(value), default=value)
        return one

    judge("kill", kills.kill, times=20).add_argument("--postgres", action="store_true")
    judge("children", kills.children, seconds=60.0)
    judge("restarts", servers.restarts, times=20)
    judge("sessions", servers.sessions, times=20)
    judge("disk", disks.disk, seconds=60.0)
    judge("log", disks.log)
    judge("images", disks.images, times=20)
    judge("configs", signals.configs, times=50)
    judge("drain", signals.drain, times=20)
    judge("clock", clocks.clock, seconds=6.0, stop_seconds=10.0)
    judge("workers", crew.workers, count=2, seconds=60.0)
    asked = vars(parser.parse_args())
    return int(asked.pop("work")(**asked))


if __name__ == "__main__":
    sys.exit(main())
