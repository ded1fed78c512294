"""How long an alert takes: from the poll that brings an entry until its sink has the alert, in a running daemon.

    python bench/latency.py --feeds 200 --seconds 120

Each feed is asked every ten seconds, and every ``--tick`` seconds a share of them publishes one entry with a page of
its own. The worker fetches the page, reads it, judges it and writes the alert. Times are wall time, as the store has
them: the poll's, and the acknowledged delivery's. What a story waits before its feed is due comes on top; that is the
feed's interval, or nothing where a hub pushes.
"""

from __future__ import annotations

import argparse
import shlex
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import rig

EVERY_S = 10
_LATENCIES = """
    SELECT a.delivered_at - e.first_seen_at FROM alerts a JOIN entries e ON e.id = a.entry_id
    WHERE a.state = 'delivered' ORDER BY 1
"""


def latencies(command: Sequence[str], farm: rig.RunningFarm, options: argparse.Namespace) -> tuple[list[float], int]:
    """Seconds of each alert, sorted; and how many entries were published."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as place:
        polling = dict.fromkeys(("floor", "start", "ceiling"), f"{EVERY_S}s")
        config = rig.write_config(Path(place), farm.feeds, polling=polling)
        subprocess.run([*command, "once", "-c", str(config)], cwd=rig.PROJECT, capture_output=True, check=True)
        with subprocess.Popen([*command, "run", "-c", str(config)], cwd=rig.PROJECT) as worker:
            published, until = 0, time.monotonic() + options.seconds
            while time.monotonic() < until - 2 * EVERY_S:
                published += len(farm.tick(options.share))
                time.sleep(options.tick)
            time.sleep(max(0.0, until - time.monotonic()))
            worker.send_signal(signal.SIGTERM)
        with closing(sqlite3.connect(Path(place) / "store.db")) as store:
            return [row[0] for row in store.execute(_LATENCIES)], published


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Seconds from the poll that brings an entry until its alert is out.")
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--tick", type=float, default=1.0, help="seconds between two rounds of publishing")
    parser.add_argument("--share", type=float, default=0.02, help="the share of feeds that publish in a round")
    parser.add_argument("--wirewatch", default=f"{sys.executable} -m worker", help="the command to measure")
    options = parser.parse_args(arguments)
    rig.as_installed()
    with rig.RunningFarm(options.feeds, pages=True) as farm:
        found, published = latencies(shlex.split(options.wirewatch), farm, options)
    missing = published - len(found)
    told = [found[int(share * (len(found) - 1))] for share in (0.5, 0.9, 0.99, 1.0)] if found else [None] * 4
    print(
        rig.table(["published", "without alert", "p50 s", "p90 s", "p99 s", "longest s"], [[published, missing, *told]])
    )
    return int(missing != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
