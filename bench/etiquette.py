"""The score of manners: a day of moved clock against scripted servers, one line a rule; all have to be 0.

    python bench/etiquette.py --hours 24 --each 3 --big 200

The servers, a dozen kinds and one host with many feeds, stand in tests/flow/etiquette.py. Exit 1 if a rule was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import rig
import structlog

sys.path.insert(0, str(rig.PROJECT))

from tests.flow.etiquette import Etiquette


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--each", type=int, default=3, help="hosts of each kind")
    parser.add_argument("--big", type=int, default=200, help="feeds of the big host")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="wirewatch-etiquette-") as folder:
        score = asyncio.run(Etiquette(Path(folder), each=options.each, big=options.big).score(options.hours))
    print(f"{options.hours:g} h, {score.hosts} hosts, {score.requests} requests")
    print("\n".join(score.lines()))
    return int(any(score.broken.values()))


if __name__ == "__main__":
    sys.exit(main())
