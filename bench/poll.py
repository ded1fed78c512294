"""CPU seconds per 1,000 feeds: wirewatch, the reader library and a bare aiohttp client on the same work.

    python bench/poll.py --rounds 3

A round takes every contender through three phases, in turn: *cold* (an empty store, every feed new), *all-304*
(nothing changed), *5 % changed* (one new entry in each of 50 feeds). Each run is a process of its own and is
measured with its children. Start-up is what the same phase costs with one feed; the table shows the rest.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import gauge
import rig

PHASES = ("cold", "all-304", "changed")
CHANGED_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Contender:
    """``command`` builds the command line for a place on disk and the feeds to poll."""

    name: str
    command: Callable[[Path, Sequence[str]], list[str]]


@dataclass(slots=True)
class Measured:
    """The costs of one contender, a list per phase with one cost a round; ``solo`` is with one feed.

    ``alerts`` counts what wirewatch's file sink got in the changed phase, a number a round: at most one for each
    new entry, and far fewer only if entries were left behind or taken for copies.
    """

    full: dict[str, list[gauge.Cost]] = field(default_factory=lambda: {phase: [] for phase in PHASES})
    solo: dict[str, list[gauge.Cost]] = field(default_factory=lambda: {phase: [] for phase in PHASES})
    alerts: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def net_cpu_s(self, phase: str, feeds: int) -> float | None:
        """Median CPU seconds per 1,000 feeds, start-up taken off; None where no run succeeded."""
        if not self.full[phase] or not self.solo[phase]:
            return None
        more = gauge.median(self.full[phase]).cpu_s - gauge.median(self.solo[phase]).cpu_s
        return more * 1000 / (feeds - 1)

    def gross_cpu_s(self, phase: str, feeds: int) -> float | None:
        """Median CPU seconds per 1,000 feeds of the whole run, start-up in it."""
        return gauge.median(self.full[phase]).cpu_s * 1000 / feeds if self.full[phase] else None


def wirewatch(command: Sequence[str]) -> Contender:
    def build(place: Path, feeds: Sequence[str]) -> list[str]:
        config = rig.write_config(place, feeds, articles={"fetch": False})
        return [*command, "once", "--all", "-c", str(config)]

    return Contender("wirewatch", build)


def peer(name: str) -> Contender:
    def build(place: Path, feeds: Sequence[str]) -> list[str]:
        listed = place / "feeds"
        listed.write_text("\n".join(feeds))
        return [sys.executable, str(rig.BENCH / "peers.py"), name, str(place / "store"), str(listed)]

    return Contender(name, build)


def run_phase(
    phase: str, contender: Contender, farm: rig.RunningFarm, place: Path, changed: int
) -> tuple[gauge.Cost, str | None]:
    """One contender once over the farm: what it cost, and what went wrong, if anything did."""
    place.mkdir(parents=True, exist_ok=True)
    command = contender.command(place, farm.feeds)
    farm.reset()
    cost = gauge.measure(command, cwd=rig.PROJECT)
    if cost.exit_code != 0:
        return cost, f"{contender.name}, {phase}: exit {cost.exit_code}: {(cost.err or cost.out).strip()[-400:]}"
    stats = farm.stats()
    asked, unchanged = stats["feed_200"] + stats["feed_304"], stats["feed_304"]
    feeds = len(farm.feeds)
    expected = {"cold": 0, "all-304": feeds, "changed": feeds - changed}[phase]
    # A client may ask some feeds without validators on purpose, to heal from servers that lie: up to 3 %.
    if asked < feeds or unchanged > expected or unchanged < expected - max(1, 0.03 * feeds):
        wrong = f"{contender.name}, {phase}: {asked} polls and {unchanged} 304s for {feeds} feeds, expected {expected}"
        return cost, wrong
    return cost, None


def run_round(
    contenders: Sequence[Contender], farms: tuple[rig.RunningFarm, rig.RunningFarm], measured: dict[str, Measured]
) -> list[dict[str, float]]:
    """All contenders through the three phases; the big farm's own CPU seconds by phase and contender."""
    own_cost = []
    full, solo = farms
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as place:
        for phase in PHASES:
            changed = len(full.tick(CHANGED_SHARE)) if phase == "changed" else 0
            if phase == "changed":
                solo.tick(1.0)
            for contender in contenders:
                mine = measured[contender.name]
                for farm, found, count in ((full, mine.full, changed), (solo, mine.solo, len(solo.feeds))):
                    where = Path(place, contender.name, str(len(farm.feeds)))
                    cost, wrong = run_phase(phase, contender, farm, where, count)
                    if wrong:
                        mine.wrong.append(wrong)
                        print(wrong, file=sys.stderr)
                    else:
                        found[phase].append(cost)
                    if farm is full:
                        own_cost.append({"phase": phase, "contender": contender.name, **farm.stats()})
                print(f"  {phase}: {contender.name} done", file=sys.stderr)
        alerts = Path(place, "wirewatch", str(len(full.feeds)), "alerts.jsonl")
        if alerts.exists():
            measured["wirewatch"].alerts.append(len(alerts.read_bytes().splitlines()))
    return own_cost


def report(measured: dict[str, Measured], feeds: int) -> str:
    """Three tables: costs without start-up, ratios of them, and what the whole processes took."""
    net = {name: [mine.net_cpu_s(phase, feeds) for phase in PHASES] for name, mine in measured.items()}
    ours = net.get("wirewatch", [None] * len(PHASES))
    ratios = [
        [f"{name} / wirewatch", *(_ratio(theirs, own) for theirs, own in zip(values, ours, strict=True))]
        for name, values in net.items()
        if name != "wirewatch"
    ]
    gross = [
        [name, *(mine.gross_cpu_s(phase, feeds) for phase in PHASES), *_sizes(mine)] for name, mine in measured.items()
    ]
    head = ["cold", "all-304", "5 % changed"]
    sizes = ["start-up CPU s", "wall s, all-304", "largest process MB", "all processes MB"]
    tables = [
        rig.table(["CPU s per 1,000 feeds", *head], [[name, *values] for name, values in net.items()]),
        rig.table(["ratio of these", *head], ratios),
        rig.table(["whole process, CPU s per 1,000", *head, *sizes], gross),
    ]
    return "\n\n".join(tables)


def _sizes(mine: Measured) -> list[float | None]:
    """Start-up CPU (unchanged feed), wall of the all-304 phase, and the highest memory of any phase."""
    if not all([*mine.full.values(), *mine.solo.values()]):
        return [None] * 4
    most = [gauge.median(costs) for costs in mine.full.values()]
    return [
        gauge.median(mine.solo["all-304"]).cpu_s,
        gauge.median(mine.full["all-304"]).wall_s,
        max(cost.largest_mb for cost in most),
        max(cost.tree_mb for cost in most),
    ]


def _ratio(theirs: float | None, own: float | None) -> float | None:
    return theirs / own if theirs is not None and own else None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="CPU seconds per 1,000 feeds, beside others.")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one-host", action="store_true", help="all feeds on 127.0.0.1 (systems without 127.0.0.0/8)")
    parser.add_argument("--only", action="append", choices=["wirewatch", "reader", "aiohttp"])
    parser.add_argument("--wirewatch", default=f"{sys.executable} -m worker", help="the command to measure")
    parser.add_argument("--json", type=Path, help="write every single cost here")
    options = parser.parse_args(arguments)
    if options.feeds < 2:
        parser.error("--feeds must be 2 or more: what one feed costs is the start-up")
    rig.as_installed()
    command = shlex.split(options.wirewatch)
    known = [wirewatch(command), peer("reader"), peer("aiohttp")]
    contenders = [contender for contender in known if not options.only or contender.name in options.only]
    measured = {contender.name: Measured() for contender in contenders}
    farm_costs = []
    with (
        rig.RunningFarm(options.feeds, one_host=options.one_host) as full,
        rig.RunningFarm(1, one_host=options.one_host) as solo,
    ):
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            turn = number % len(contenders)
            farm_costs += run_round(contenders[turn:] + contenders[:turn], (full, solo), measured)
    print(f"wirewatch {rig.wirewatch_version(command)} · {rig.versions('reader', 'aiohttp', 'uvloop')}")
    print(f"{options.feeds:,} feeds of 20 entries · {options.rounds} rounds, median\n")
    print(report(measured, options.feeds))
    cheapest, dearest = (pick(cost["cpu_s"] for cost in farm_costs) for pick in (min, max))
    print(f"\nThe farm's own CPU, not counted above: {cheapest:.2f} to {dearest:.2f} s a run.")
    for name, mine in measured.items():
        if mine.alerts:
            new = round(CHANGED_SHARE * options.feeds)
            print(f"{name} raised {mine.alerts} alerts, a number a round, for {new} new entries each.")
    if options.json:
        costs = {name: asdict(mine) for name, mine in measured.items()}
        options.json.write_text(json.dumps({"costs": costs, "farm": farm_costs}, indent=1))
    return 1 if any(mine.wrong for mine in measured.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
