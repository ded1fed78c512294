"""The simulation as a command: every seed is a world of its own, and a seed that fails fails again.

    python -m tests.simulation --seeds 1-1000
    python -m tests.simulation --seeds 42 --feeds 1000 --reports 3000 --days 7
    python -m tests.simulation --every-turn 7        (seed 7 once for every turn of its first life, killed there)

Prints a line for each fault and one at the end; exit 1 where there was any.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.fates import Asked, live, lived, prepare, template_in
from tests.simulation.press import SMALL, Scale

MANY = 100
"""So many feeds are looked after in rounds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the seeds asked for on all cores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-20", help="one, or a range such as 1-1000")
    parser.add_argument("--every-turn", type=int, metavar="SEED", help="kill at every turn of this seed's first life")
    parser.add_argument("--step", type=int, default=1, help="with --every-turn: only at every so manyeth")
    parser.add_argument("--feeds", type=int, default=SMALL.feeds)
    parser.add_argument("--reports", type=int, default=SMALL.reports)
    parser.add_argument("--days", type=float, default=SMALL.days)
    parser.add_argument("--look", type=float, help="seconds between looks for what is due; 300 from 100 feeds on")
    given = parser.parse_args(arguments)
    look_s = given.look or (300.0 if given.feeds >= MANY else 1.0)
    scale = Scale(given.feeds, given.reports, given.days, look_s)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        template = template_in(Path(folder))
        done, wrong, kills, repeats, told = 0, 0, 0, 0, 0
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), prepare) as pool:
            for fate in pool.map(lived, _worlds(given, scale, template), chunksize=1):
                done, kills = done + 1, kills + fate.kills
                wrong, repeats, told = wrong + bool(fate.faults), repeats + fate.repeats, told + fate.told
                for fault in fate.faults[:5]:
                    _say(f"seed {fate.seed}: {fault}")
    _say(
        f"simulation {done - wrong}/{done}: {kills} kills, {told} alerts told, {repeats} came again marked, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _worlds(given: argparse.Namespace, scale: Scale, template: Path) -> Iterator[Asked]:
    if given.every_turn is not None:
        turns = live(given.every_turn, scale, template=template).turns
        yield from ((given.every_turn, scale, turn, template) for turn in range(1, turns, given.step))
        return
    first, _, last = given.seeds.partition("-")
    yield from ((seed, scale, None, template) for seed in range(int(first), int(last or first) + 1))


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets is part of a fate
        os.execve(
            sys.executable,
            [sys.executable, "-m", "tests.simulation", *sys.argv[1:]],
            os.environ | {"PYTHONHASHSEED": "0"},
        )
    sys.exit(main())
