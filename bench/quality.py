"""The quality gate: one table of how well the worker judges, over material and over the seed world.

    python bench/quality.py --data DIR

``DIR`` is laid out as ``grading/material.py`` says; what is absent is skipped, and named.
``--only copies,stories`` runs parts, ``--quick`` takes every fourth document.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import rig
from grading import copies, languages, pairs, silences, streams
from grading.figures import Figure, Skipped, table
from grading.material import Material

from worker import __version__

PARTS: Mapping[str, Callable[[Material], Iterator[Figure | Skipped]]] = {
    "copies": copies.measure,
    "silences": silences.measure,
    "stories": streams.measure,
    "languages": languages.measure,
    "pairs": pairs.measure,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How well the worker judges: one table.")
    parser.add_argument("--data", type=Path, help="the folder of the material")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts to run, of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="every fourth document; floors are not compared")
    options = parser.parse_args(arguments)
    material = Material(options.data, options.quick)
    figures: list[Figure] = []
    for part in options.only.split(","):
        began = time.process_time()
        for found in PARTS[part](material):
            if isinstance(found, Skipped):
                print(f"{found.part}: skipped, {found.why}", file=sys.stderr)
            else:
                figures.append(found)
        print(f"{part}: {time.process_time() - began:.0f} s of CPU", file=sys.stderr)
    print(f"wirewatch {__version__} · {rig.versions('numpy', 'trafilatura', 'sqlalchemy')} · {platform.machine()}\n")
    print(table(figures, {}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
