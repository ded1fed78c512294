"""Fairness: are good feeds later, or poorer, because 120 hostile ones are polled beside them?

    python bench/fairness.py [--good 500] [--hostile 120] [--seconds 90] [--every 15]

Two daemons on real time, one after the other: the good feeds alone, then with the hostile ones. A good feed tells a new
entry every half a minute and answers 304 in between. Its lateness is what passes between two requests of it beyond its
interval, as its server sees it; the jitter of a tenth is in it, in both runs. The hostile servers are a process of
their own, so that what they cost themselves holds up no good one. Exit 1 where the 99th percentile grew by over a fifth
or an entry was lost. Runs in a network namespace of its own, with default policy.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import rig

sys.path.insert(0, str(rig.PROJECT))

from tests.hostile import stage
from tests.hostile.scenario import DOMAIN, XML, Scenario, items, says
from tests.hostile.server import PORTS, REFUSED_PORTS, Asked, HostileWeb, NameServer, http
from tests.hostile.show import LONG, TLS_PORTS, names_of, scenarios

NEWS_EVERY_S = 30.0
WINDOW = 10
GROWTH = 1.2
GOOD_PORT = 8090
HOSTILE_SERVERS = "--hostile-servers"


@dataclass(frozen=True, slots=True)
class Run:
    """What one daemon came to; times in seconds."""

    lateness: list[float]
    requests: int
    told: int
    lost: int

    def p99(self) -> float:
        """The 99th percentile of lateness."""
        return sorted(self.lateness)[int(len(self.lateness) * 0.99)] if self.lateness else 0.0


def good(number: int, started: float) -> Scenario:
    """A feed with a window of ten entries and a new one each half a minute, each feed at its own time."""
    name = f"fair-{number}"

    def answer(asked: Asked) -> bytes:
        newest = published(number, started, time.time())
        etag = f'"{newest}"'
        if asked.headers.get("if-none-match") == etag:
            return http(b"", 304, ("ETag", etag), length=False)
        # Entry n of a feed is always the same text.
        told = items(name, newest + 1).split("</item>")[max(0, newest + 1 - WINDOW) : newest + 1]
        body = "<rss version='2.0'><channel><title>x</title>" + "".join(f"{one}</item>" for one in reversed(told))
        return http(f"{body}</channel></rss>".encode(), 200, XML, ("ETag", etag))

    return Scenario(name, {"/feed": says(answer)}, url=f"http://{name}.{DOMAIN}:{GOOD_PORT}/feed")


def published(number: int, started: float, at: float) -> int:
    """The number of the newest entry at that time; two are there from the start."""
    offset = number * 7.3 % NEWS_EVERY_S
    return 1 + int((at - started + offset) // NEWS_EVERY_S)


def worst(number: int) -> list[Scenario]:
    """The slow ones first, then the heavy, then one of every few others."""
    every = scenarios()
    hard = [it for it in every if it.slow or it.heavy or it.name in LONG]
    rest = [it for it in every if it not in hard]
    step = max(1, len(rest) // max(1, number - len(hard)))
    return (hard + rest[::step])[:number]


async def live(feeds: Sequence[Scenario], hostile: Sequence[Scenario], seconds: float, every_s: float) -> Run:
    """One daemon over all these for so long."""
    web = _web(feeds)
    web.watch = {it.host for it in feeds}
    await web.open(("0.0.0.0", "::"), (GOOD_PORT,), ())
    command = [sys.executable, __file__, HOSTILE_SERVERS, str(len(hostile))]
    servers = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert servers.stdout is not None
    await servers.stdout.readline()  # they listen
    loop = asyncio.get_running_loop()
    names = names_of([*feeds, *hostile])
    transports = [
        (await loop.create_datagram_endpoint(lambda: NameServer(names), local_addr=(server, 53)))[0]
        for server in stage.resolvers()
    ]
    with tempfile.TemporaryDirectory(prefix="wirewatch-fairness-") as place:
        values = {
            "store": {"url": f"sqlite:///{place}/store.db"},
            "polling": {"on_add": "all", "floor": "10s"},
            "log": {"format": "json", "level": "error"},
            "feeds": [{"id": it.name, "url": it.address, "every": f"{every_s:g}s"} for it in [*feeds, *hostile]],
        }
        config = _written(Path(place, "wirewatch.yaml"), values)
        command = [sys.executable, "-m", "worker", "run", "-c", str(config)]
        worker = await asyncio.create_subprocess_exec(
            *command, cwd=rig.PROJECT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await asyncio.sleep(seconds)
            worker.send_signal(signal.SIGTERM)
            await worker.wait()
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
            servers.kill()
            await servers.wait()
            await web.close()
            for transport in transports:
                transport.close()
        return _run(web, feeds, Path(place, "store.db"), seconds, every_s)


def _web(scenarios: Sequence[Scenario]) -> HostileWeb:
    web = HostileWeb()
    for it in scenarios:
        web.scripts.update({(it.host, path): script for path, script in it.scripts.items()})
        web.scripts.update(it.other)
        web.certificates[it.host] = it.certificate
    return web


async def serve_hostile(number: int) -> None:
    """The servers of so many hostile feeds, in the network this process was started in; until it is killed."""
    web = _web(worst(number))
    await web.open(("0.0.0.0", "::"), (*PORTS, *REFUSED_PORTS), TLS_PORTS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _written(file: Path, values: object) -> Path:
    file.write_text(json.dumps(values))
    return file


def _run(web: HostileWeb, feeds: Sequence[Scenario], store: Path, seconds: float, every_s: float) -> Run:
    lateness: list[float] = []
    requests = 0
    for it in feeds:
        times = web.times.get(it.host, [])
        requests += len(times)
        gaps = [later - earlier for earlier, later in pairwise(times)]
        # Who was due and never asked again is as late as the run is long.
        if not times:
            gaps = [seconds]
        lateness += [max(0.0, gap - every_s) for gap in gaps]
    database = sqlite3.connect(store)
    query = "SELECT f.key, e.title FROM entries e JOIN feeds f ON f.id = e.feed_id"
    known = {title for key, title in database.execute(query) if key.startswith("fair-")}
    newest = "SELECT f.key, max(p.at) FROM polls p JOIN feeds f ON f.id = p.feed_id GROUP BY 1"
    told = lost = 0
    for key, _ in database.execute(newest):
        if key.startswith("fair-"):
            numbers = [int(title.rpartition(" ")[2]) for title in known if title.startswith(f"{key} ")]
            told += len(numbers)
            # The window holds ten, a feed is asked every few seconds: whatever came before the newest must be there.
            lost += max(numbers, default=0) + 1 - len(numbers)
    return Run(lateness, requests, told, lost)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--good", type=int, default=500)
    parser.add_argument("--hostile", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--every", type=float, default=15.0)
    parser.add_argument(HOSTILE_SERVERS, type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hostile_servers is not None:
        asyncio.run(serve_hostile(options.hostile_servers))
        return 0
    if not stage.enter():
        raise SystemExit("this machine does not let us have a network of our own: needs Linux, user namespaces and ip")
    runs = []
    for hostile in ([], worst(options.hostile)):
        started = time.time()
        feeds = [good(number, started) for number in range(options.good)]
        runs.append(asyncio.run(live(feeds, hostile, options.seconds, options.every)))
    alone, beside = runs
    growth = beside.p99() / alone.p99() if alone.p99() else float("inf")
    print(
        f"{options.good} good feeds, p99 of lateness {alone.p99():.2f} s alone, {beside.p99():.2f} s beside "
        f"{options.hostile} hostile ones: {growth:.2f} times; entries lost {alone.lost} and {beside.lost} of "
        f"{alone.told} and {beside.told}; requests {alone.requests} and {beside.requests}"
    )
    return int(growth > GROWTH or beside.lost > 0)


if __name__ == "__main__":
    sys.exit(main())
