"""Articles per second with text: wirewatch with its pages fetched, beside a naive loop over the same farm.

    python bench/articles.py --feeds 40 --rounds 3

The naive loop is what a short script does: parse each feed, fetch each entry's page, extract it, one after another.
Both may use every core. The farm shares them, and so renders its pages beforehand. A page counts when at least 1,000
characters of text came of it. Start-up is what a farm of one feed with one entry costs; rates are given with and
without it.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import gauge
import peers
import rig


@dataclass(slots=True)
class Rates:
    """The runs of one contender: ``full`` over the whole farm, ``solo`` over one page; ``with_text`` a run each."""

    full: list[gauge.Cost] = field(default_factory=list)
    solo: list[gauge.Cost] = field(default_factory=list)
    with_text: list[int] = field(default_factory=list)

    def per_second(self, *, start_up: bool) -> float:
        """Pages with text a second of wall time, medians; ``start_up`` leaves it in."""
        full, solo = gauge.median(self.full), gauge.median(self.solo)
        return min(self.with_text) / (full.wall_s if start_up else full.wall_s - solo.wall_s)


def run_wirewatch(command: Sequence[str], farm: rig.RunningFarm, place: Path) -> tuple[gauge.Cost, int]:
    config = rig.write_config(place, farm.feeds, polling={"on_add": "all"})
    cost = gauge.measure([*command, "once", "--all", "-c", str(config)], cwd=rig.PROJECT)
    _must_have_ended_well("wirewatch once", cost)
    exported = subprocess.run(
        [*command, "articles", "export", "-c", str(config)], cwd=rig.PROJECT, capture_output=True, check=True
    )
    lines = [json.loads(line) for line in exported.stdout.splitlines() if line.strip()]
    return cost, sum(len(line.get("text") or "") >= peers.WITH_TEXT for line in lines)


def run_naive(farm: rig.RunningFarm, place: Path) -> tuple[gauge.Cost, int]:
    listed = place / "feeds"
    listed.write_text("\n".join(farm.feeds))
    cost = gauge.measure([sys.executable, str(rig.BENCH / "peers.py"), "naive", str(listed)])
    _must_have_ended_well("the naive loop", cost)
    return cost, int(rig.last_line(cost.out)["with_text"])


def _must_have_ended_well(what: str, cost: gauge.Cost) -> None:
    if cost.exit_code != 0:
        raise SystemExit(f"{what} ended with {cost.exit_code}: {(cost.err or cost.out).strip()[-800:]}")


def run_round(
    command: Sequence[str], farms: tuple[rig.RunningFarm, rig.RunningFarm], rates: dict[str, Rates], turn: int
) -> None:
    """Each contender once over each farm, with a new store; every other round the order is turned."""
    full, solo = farms
    for name in sorted(rates, reverse=bool(turn % 2)):
        for farm, found in ((solo, rates[name].solo), (full, rates[name].full)):
            with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as place:
                run = run_wirewatch(command, farm, Path(place)) if name == "wirewatch" else run_naive(farm, Path(place))
            found.append(run[0])
            if farm is full:
                rates[name].with_text.append(run[1])
        print(f"  {name}: {rates[name].full[-1].wall_s:.1f} s, {rates[name].with_text[-1]} with text", file=sys.stderr)


def report(rates: dict[str, Rates], pages: int) -> str:
    rows: list[list[object]] = []
    for name, mine in rates.items():
        full, solo = gauge.median(mine.full), gauge.median(mine.solo)
        fast, whole = mine.per_second(start_up=False), mine.per_second(start_up=True)
        cpu_ms = (full.cpu_s - solo.cpu_s) / min(mine.with_text) * 1000
        rows.append([name, fast, whole, f"{min(mine.with_text)} of {pages}", cpu_ms, solo.wall_s, full.tree_mb])
    rows.append(
        ["ratio wirewatch / naive", *(_ratio(rates, start_up=start_up) for start_up in (False, True)), *[None] * 4]
    )
    head = ["", "articles/s", "start-up in it", "with text", "CPU ms an article", "start-up wall s", "all processes MB"]
    return rig.table(head, rows)


def _ratio(rates: dict[str, Rates], *, start_up: bool) -> float:
    return rates["wirewatch"].per_second(start_up=start_up) / rates["naive"].per_second(start_up=start_up)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Articles per second with text, beside a naive loop.")
    parser.add_argument("--feeds", type=int, default=40, help="feeds of 20 pages each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one-host", action="store_true", help="all feeds on 127.0.0.1 (systems without 127.0.0.0/8)")
    parser.add_argument("--wirewatch", default=f"{sys.executable} -m worker", help="the command to measure")
    options = parser.parse_args(arguments)
    rig.as_installed()
    command = shlex.split(options.wirewatch)
    rates = {"wirewatch": Rates(), "naive": Rates()}
    with (
        rig.RunningFarm(options.feeds, one_host=options.one_host, pages=True) as full,
        rig.RunningFarm(1, entries=1, one_host=options.one_host, pages=True) as solo,
    ):
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            run_round(command, (full, solo), rates, number)
    print(f"wirewatch {rig.wirewatch_version(command)} · {rig.versions('trafilatura', 'feedparser', 'aiohttp')}")
    print(f"{options.feeds} feeds of 20 pages · {options.rounds} rounds, median\n")
    print(report(rates, options.feeds * full.entries))


if __name__ == "__main__":
    main(sys.argv[1:])
