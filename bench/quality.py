"""The quality gate: one table of how well the worker judges, over material and over the seed world.

    python bench/quality.py --data DIR

``DIR`` is laid out as ``grading/material.py`` says; what is absent is skipped, and named.
``--only copies,stories`` runs parts, ``--quick`` takes every fourth document. Exit code 1: a figure fell below its
floor (``quality-floors.json``), or none could be compared. ``--pin`` raises the floors; ``--allow-regression
'FIGURE=REASON'``, once for each figure or pattern of figures, lowers those too, and keeps the reason.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TextIO

import rig
from grading import copies, costs, extraction, languages, pairs, promo, seeds, silences, streams, tongues, wide
from grading.figures import Figure, Skipped, table
from grading.floors import PATH, Floors
from grading.material import Material

from worker import __version__, collector
from worker.daemon import logs

Part = Callable[[Material], Iterator[Figure | Skipped]]
PARTS: Mapping[str, Part] = {
    "seeds": seeds.measure,
    "extraction": extraction.measure,
    "promo": promo.measure,
    "copies": copies.measure,
    "silences": silences.measure,
    "stories": streams.measure,
    "dense": streams.measure_dense,
    "wide": wide.measure,
    "pairs": pairs.measure,
    "languages": languages.measure,
    "tongues": tongues.measure,
    "costs": costs.measure,
}


def run(
    parts: Mapping[str, Part], material: Material, each: Callable[[Figure], object] = lambda _: None
) -> list[Figure]:
    """The figures of these parts, handed to ``each`` as they come; what is skipped goes to standard error."""
    figures: list[Figure] = []
    for name, measure in parts.items():
        began = time.process_time()
        for found in measure(material):
            if isinstance(found, Skipped):
                print(f"{found.part}: skipped, {found.why}", file=sys.stderr)
            else:
                figures.append(found)
                each(found)
        print(f"{name}: {time.process_time() - began:.0f} s of CPU", file=sys.stderr)
    return figures


def _write(lines: TextIO, figure: Figure) -> None:
    lines.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")


def verdict(figures: Sequence[Figure], floors: Floors) -> int:
    """Say which figures fell, and which could not be compared; the exit code."""
    elsewhere, fallen = floors.elsewhere(figures), floors.below(figures)
    if elsewhere:
        print(f"\n{len(elsewhere)} floors are of other material and were not compared, such as {elsewhere[0]}")
    if elsewhere and not any(floors.floor(one) is not None for one in figures):
        print("\nno figure was compared: pin floors of your own for this material (--floors FILE --pin)")
        return 1
    print("\n" + ("\n".join(fallen) if fallen else "no figure is below its floor"))
    return 1 if fallen else 0


def reason(given: str) -> tuple[str, str]:
    """The figures, as a pattern, and the reason of ``--allow-regression``."""
    name, equals, why = given.partition("=")
    if not (equals and name.strip() and why.strip()):
        raise argparse.ArgumentTypeError(f"{given!r} is not FIGURE=REASON, such as 'wide · *=record 0039: …'")
    return name.strip(), why.strip()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How well the worker judges: one table.")
    parser.add_argument("--data", type=Path, help="the folder of the material")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts to run, of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="every fourth document; floors are not compared")
    parser.add_argument("--history", type=int, default=0, help="costs: articles judged before, such as 1000000")
    parser.add_argument("--floors", type=Path, default=PATH, help="the file of the floors")
    parser.add_argument("--json", type=Path, help="write each figure to this file as a JSON line, as it is measured")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    parser.add_argument(
        "--allow-regression",
        metavar="FIGURE=REASON",
        type=reason,
        action="append",
        default=[],
        help="lower the floors of these figures too (* stands for any letters), for this reason; may be repeated",
    )
    options = parser.parse_args(arguments)
    asked = [part.strip() for part in options.only.split(",")]
    if unknown := [part for part in asked if part not in PARTS]:
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    parts = {part: PARTS[part] for part in asked}
    if "costs" in parts:
        parts["costs"] = partial(costs.measure, history=options.history)
    logs.configure("json", "error")
    gc.set_threshold(collector.AFTER)  # as in the worker
    with options.json.open("w", encoding="utf-8", buffering=1) if options.json else nullcontext() as lines:
        each = partial(_write, lines) if lines else lambda _: None
        figures = run(parts, Material(options.data, options.quick), each)
    floors = Floors.read(options.floors)
    if options.pin or options.allow_regression:
        if refused := floors.pin(figures, dict(options.allow_regression)):
            print(f"not lowered without --allow-regression FIGURE=REASON: {', '.join(refused)}", file=sys.stderr)
        floors.write()
    print(f"wirewatch {__version__} · {rig.versions('numpy', 'trafilatura', 'sqlalchemy')} · {platform.machine()}\n")
    print(table(figures, {one.name: floor for one in figures if (floor := floors.floor(one)) is not None}))
    return verdict(figures, floors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
