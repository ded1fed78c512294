"""Whether one machine carries 180,000 feeds and a million articles a day: the daemon itself, and what a person types.

    python bench/capacity.py --place /var/tmp/capacity --seconds 600
    python bench/capacity.py --place /var/tmp/capacity --seconds 300 --pace 4

The farm (``multitude.py``) has as many feeds on shared hosts, and ``wirewatch run`` polls them with pages, robots.txt,
a rule that matches everything and a log of level info. In an empty ``--place`` all feeds are asked once first, as on
their first day, while the farm's time stands still; ``--store`` begins with that store instead of an empty one
(``history.py --till-now --store``). Then every feed is asked once in ``--every`` of the farm's time, due times spread
over it, for ``--seconds``; with ``--pace`` that time passes faster. What is in ``--place`` stays, for the next run.
Then come the commands (``--commands`` alone: nothing is polled). CPU and memory count; lateness is wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gauge
import multitude
import rig

LOOK_S = 2.0
SCRAPE_S = 15.0
BEHIND_S = 12 * 3600.0
"""How far behind the clock the farm's time begins, so that it never passes it."""
WITHIN_S = 3 * 3600.0
TICKS = os.sysconf("SC_CLK_TCK")
_CLAIMS = """
import sys, time
from worker.store import feeds
from worker.store.database import Database, Hold
database = Database(sys.argv[1], hold=Hold.NOT)
class Undone(Exception): pass
def timed(connection, at):
    for limit in (200, 200, 200):
        began = time.thread_time()
        found = len(feeds.claim_due(connection, now=at, limit=limit, lease_s=300.0))
        print(f"claim of {found}: {(time.thread_time() - began) * 1000:.1f} ms of CPU")
    raise Undone
for name, at in (("few due", time.time()), ("all due", time.time() + 1e6)):
    print(name, end=", ")
    try: database.write(lambda connection: timed(connection, at))
    except Undone: pass
"""


@dataclass(slots=True)
class Looks:
    """What was seen of the running daemon: CPU seconds by part, peaks of memory and of the log, lag by its metrics."""

    cpu: dict[str, float] = field(default_factory=dict)
    pss_mb: float = 0.0
    rss_mb: float = 0.0
    wal_mb: float = 0.0
    lag_s: list[float] = field(default_factory=list)
    pending: int = 0
    scrape_ms: list[float] = field(default_factory=list)


class Daemon:
    """``wirewatch run`` as a process."""

    def __init__(self, command: Sequence[str], config: Path, listen: str) -> None:
        self._log, self._listen = config.parent / "log.jsonl", listen
        self._output = self._log.open("wb")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*command, "run", "-c", str(config)], cwd=rig.PROJECT, stdout=self._output, stderr=subprocess.STDOUT
        )
        while b'"service.ready"' not in self._log.read_bytes():
            if self.process.poll() is not None:
                raise SystemExit(f"the daemon did not start: {self._log.read_text()[-400:]}")
            time.sleep(0.02)
        self.start_s, self.start_cpu_s = time.monotonic() - began, sum(self.cpu().values())

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far: of the event loop's thread, of all other threads, of child processes."""
        own = self.process.pid
        loop = _cpu_s(Path(f"/proc/{own}/task/{own}"), reaped=False)
        children = sum(_cpu_s(Path(f"/proc/{pid}")) for pid in gauge.descendants(own))
        return {"loop": loop, "threads": _cpu_s(Path(f"/proc/{own}"), reaped=False) - loop, "children": children}

    def look(self, looks: Looks, store: Path) -> None:
        """Note peaks."""
        pids = [self.process.pid, *gauge.descendants(self.process.pid)]
        looks.pss_mb = max(looks.pss_mb, sum(map(gauge.pss_kb, pids)) * 1024 / 1e6)
        looks.rss_mb = max(looks.rss_mb, _rss_mb(self.process.pid))
        wal = store.with_name(f"{store.name}-wal")
        looks.wal_mb = max(looks.wal_mb, wal.stat().st_size / 1e6 if wal.exists() else 0.0)

    def scrape(self, looks: Looks) -> None:
        """Ask for its metrics, as Prometheus does."""
        began = time.monotonic()
        with urllib.request.urlopen(f"http://{self._listen}/metrics", timeout=60) as answer:
            lines = answer.read().decode().splitlines()
        looks.scrape_ms.append((time.monotonic() - began) * 1000)
        told = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        looks.lag_s.append(float(told.get("wirewatch_schedule_lag_seconds", 0)))
        looks.pending = max(looks.pending, int(float(told.get("wirewatch_pending_entries", 0))))

    def reload(self) -> float:
        """SIGHUP; seconds until it says ``config.reloaded``."""
        before = self._log.read_bytes().count(b'"config.reloaded"')
        began = time.monotonic()
        self.process.send_signal(signal.SIGHUP)
        while self._log.read_bytes().count(b'"config.reloaded"') == before:
            time.sleep(0.1)
        return time.monotonic() - began

    def stop(self) -> float:
        """SIGTERM; seconds until it has ended."""
        began = time.monotonic()
        self.process.terminate()
        code = self.process.wait()
        self._output.close()
        if code:
            print(f"the daemon ended with {code}", file=sys.stderr)
        return time.monotonic() - began


def _cpu_s(process: Path, *, reaped: bool = True) -> float:
    try:
        words = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # ended while we looked
        return 0.0
    return sum(map(int, words[11 : 15 if reaped else 13])) / TICKS


def _rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmRSS"))


class Place:
    """A folder with a store and a configuration, and what ran there before."""

    def __init__(self, folder: Path, asked: argparse.Namespace) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.asked, self.store, self.config = asked, folder / "store.db", folder / "config.yaml"
        self.command = [sys.executable, "-m", "worker"]
        self._noted = folder / "farm.json"
        noted = json.loads(self._noted.read_text()) if self._noted.exists() else {}
        self.fresh = not noted
        self.port: int = noted.get("port") or _free_port()
        self.now: float = noted.get("now", time.time() - BEHIND_S)
        self.listen: str = noted.get("listen") or f"127.0.0.1:{_free_port()}"  # the same, so that no file changes
        if self.fresh and asked.store:
            asked.store.rename(self.store)
        if self.fresh:
            lines = (
                f'  - {{"id": "feed-{number}", "url": "{url}"}}\n'
                for number, url in enumerate(multitude.urls(asked.feeds, self.port))
            )
            (folder / "feeds.yaml").write_text("feeds:\n" + "".join(lines))

    def configure(self, every_s: float) -> None:
        """Feeds asked every so many seconds."""
        settings: dict[str, object] = {
            "include": ["feeds.yaml"],
            "polling": dict.fromkeys(("floor", "ceiling", "start"), f"{every_s:.0f}s"),
            "serve": {"listen": self.listen},
            "log": {"format": "json", "level": "info"},
            "web": {"allow_private": ["127.0.0.0/8"]},
        }
        rig.write_config(self.config.parent, (), **settings)

    @contextmanager
    def farm(self, pace: float) -> Iterator[None]:
        """The farm, its time going on where it stood."""
        asked = self.asked
        given = {"feeds": asked.feeds, "a-day": asked.a_day, "entries": asked.entries, "port": self.port}
        given |= {"since": self.now, "pace": pace}
        options = [word for name, value in given.items() for word in (f"--{name}", str(value))]
        command = [sys.executable, str(rig.BENCH / "multitude.py"), *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            if not process.stdout.readline():
                raise SystemExit("the farm did not start; its own words are above")
            yield
            self.note(self.stats()["now"])
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()

    def note(self, now: float) -> None:
        """The farm's time, for the next run."""
        self.now = now
        self._noted.write_text(json.dumps({"port": self.port, "now": now, "listen": self.listen}))

    def stats(self) -> dict[str, Any]:
        """What the farm counted since it was asked last."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/admin/reset", timeout=60) as answer:
            found: dict[str, Any] = json.loads(answer.read())
        return found

    def ask(self, query: str, *given: object) -> list[Any]:
        """Rows of the store."""
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=60)) as db:
            return db.execute(query, given).fetchall()

    def held_bytes(self) -> int:
        """The pages in use."""
        ((pages, free, size),) = self.ask(
            "SELECT * FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()"
        )
        return int((pages - free) * size)


def first_day(place: Place) -> None:
    """All feeds asked once: what the first start costs, and the first round."""
    place.configure(WITHIN_S)
    with place.farm(0.0):
        began, daemon, looks = time.monotonic(), Daemon(place.command, place.config, place.listen), Looks()
        _say("first start", wall_s=daemon.start_s, cpu_s=daemon.start_cpu_s)
        unasked = place.asked.feeds
        while unasked > place.asked.feeds // 1000 and time.monotonic() - began < WITHIN_S:
            time.sleep(LOOK_S)
            daemon.look(looks, place.store)
            before, unasked = unasked, place.ask("SELECT count(*) FROM feeds WHERE state = 'new' AND listed")[0][0]
            if unasked // 20_000 != before // 20_000:
                print(f"  {unasked} feeds to be asked for the first time", file=sys.stderr)
        _say(
            "first round",
            wall_s=time.monotonic() - began,
            feeds=place.asked.feeds - unasked,
            **daemon.cpu(),
            pss_mb=looks.pss_mb,
            wal_mb=looks.wal_mb,
            farm_cpu_s=place.stats()["cpu_s"],
        )
        _say("SIGTERM in the first round", wall_s=daemon.stop(), exit=daemon.process.returncode)
    place.note(place.now + place.asked.every * 60.0)  # each has an interval's news when it is asked next


def pace(place: Place) -> None:
    """So many seconds of a day as any other."""
    asked = place.asked
    every_s = asked.every * 60.0 / asked.pace
    place.configure(every_s)
    due = _spread_due(place, every_s)
    held, articles = place.held_bytes(), place.ask("SELECT max(id) FROM articles")[0][0] or 0
    with place.farm(asked.pace):
        daemon, looks = Daemon(place.command, place.config, place.listen), Looks()
        _say("start", wall_s=daemon.start_s, cpu_s=daemon.start_cpu_s)
        time.sleep(asked.warm)
        place.stats()
        began, cpu_before, wall = time.time(), daemon.cpu(), time.monotonic()
        scraped = 0.0
        while time.monotonic() - wall < asked.seconds:
            time.sleep(LOOK_S)
            daemon.look(looks, place.store)
            if time.monotonic() - scraped > SCRAPE_S:
                scraped = time.monotonic()
                daemon.scrape(looks)
        seconds, ended = time.monotonic() - wall, time.time()
        cpu = {name: used - cpu_before[name] for name, used in daemon.cpu().items()}
        farm = place.stats()
        with (place.config.parent / "feeds.yaml").open("a") as file:
            file.write(f'  - {{"id": "late-{ended:.0f}", "url": "http://127.9.9.9:{place.port}/f/0?{ended:.0f}"}}\n')
        _say("SIGHUP with one more feed", wall_s=daemon.reload())
        _say("SIGTERM", wall_s=daemon.stop(), exit=daemon.process.returncode)
    late = sorted(
        max(0.0, at - due[feed])
        for feed, at in place.ask("SELECT feed_id, min(at) FROM polls WHERE at > ? GROUP BY feed_id", began)
        if began < due.get(feed, 0.0) < ended
    )
    judged, _ = place.ask(
        "SELECT count(*), 0 FROM entries WHERE judged_at BETWEEN ? AND ? AND NOT baseline", began, ended
    )[0]
    polls = farm["feed_200"] + farm["feed_304"]
    new = (place.ask("SELECT max(id) FROM articles")[0][0] or 0) - articles
    _say(
        f"pace {asked.pace:g}",
        seconds=seconds,
        polls_a_s=polls / seconds,
        of_them_304=farm["feed_304"] / max(1, polls),
        requests_a_s=farm["requests"] / seconds,
        articles_a_s=judged / seconds,
        cores=sum(cpu.values()) / seconds,
        **{f"{name}_cores": used / seconds for name, used in cpu.items()},
        pss_mb=looks.pss_mb,
        rss_mb=looks.rss_mb,
        wal_mb=looks.wal_mb,
        late_p50_s=late[len(late) // 2] if late else None,
        late_p99_s=late[int(len(late) * 0.99)] if late else None,
        lag_most_s=max(looks.lag_s, default=0),
        pending_most=looks.pending,
        scrape_ms=sorted(looks.scrape_ms)[len(looks.scrape_ms) // 2],
        new_articles=new,
        held_growth_mb=(place.held_bytes() - held) / 1e6,
        farm_cores=farm["cpu_s"] / seconds,
    )
    ask = [sys.executable, "-c", _CLAIMS, f"sqlite:///{place.store}"]
    print(subprocess.run(ask, cwd=rig.PROJECT, check=True, capture_output=True, text=True).stdout, end="")


def _spread_due(place: Place, every_s: float) -> dict[int, float]:
    """Make all feeds due at some time within ``every_s``, as they are in the middle of a day; when each is."""
    rng, start = random.Random(place.now), time.time() + 5.0
    with closing(sqlite3.connect(place.store)) as db:
        due = {row[0]: start + rng.random() * every_s for row in db.execute("SELECT id FROM feeds WHERE listed")}
        db.executemany(
            "UPDATE feeds SET next_poll_at = ?, interval_s = ? WHERE id = ?",
            [(at, every_s, feed) for feed, at in due.items()],
        )
        db.commit()
    return due


def commands(place: Place) -> None:
    """What a person types, beside a daemon at work: seconds and memory of each."""
    place.configure(place.asked.every * 60.0)
    folder = place.config.parent
    ((feed,),) = place.ask("SELECT key FROM feeds WHERE listed AND state = 'active' ORDER BY id DESC LIMIT 1")
    ((url,),) = place.ask("SELECT url FROM entries WHERE article_id > 0 ORDER BY id DESC LIMIT 1")
    opml = folder / "feeds.opml"
    typed = {
        "check": ["check"],
        "status": ["status"],
        "feeds list": ["feeds", "list"],
        "feeds list --json": ["feeds", "list", "--json"],
        "feeds history ID": ["feeds", "history", feed],
        "explain URL": ["explain", url],
        "explain an unknown URL": ["explain", "http://127.3.3.3/nothing"],
        "explain FEED": ["explain", feed],
        "stories --since 24h": ["stories", "--since", "24h"],
        "stories --since 10m --json": ["stories", "--since", "10m", "--json"],
        "alerts list": ["alerts", "list"],
        "feeds export": ["feeds", "export"],
        "doctor": ["doctor"],
        "prune": ["prune"],
    }
    for name, words in typed.items():
        if place.asked.only and name not in place.asked.only:
            continue
        cost = gauge.measure([*place.command, *words, "-c", str(place.config)], cwd=rig.PROJECT, timeout_s=900)
        _say(
            name,
            exit=cost.exit_code,
            wall_s=cost.wall_s,
            cpu_s=cost.cpu_s,
            mb=cost.tree_mb,
            out_kb=len(cost.out) / 1000,
        )
        if cost.exit_code and cost.exit_code != -9:
            print((cost.err or cost.out)[-300:], file=sys.stderr)
        if name == "feeds export":
            opml.write_text(cost.out)
    if opml.exists() and not place.asked.only:
        words = ["feeds", "import", str(opml), "--into", str(folder / "imported.yaml")]
        cost = gauge.measure([*place.command, *words], cwd=rig.PROJECT)
        _say("feeds import", exit=cost.exit_code, wall_s=cost.wall_s, cpu_s=cost.cpu_s, mb=cost.tree_mb)
        (folder / "imported.yaml").unlink(missing_ok=True)


def _say(what: str, **figures: object) -> None:
    told = (f"{name} {value:.3g}" if isinstance(value, float) else f"{name} {value}" for name, value in figures.items())
    print(f"{what}: {', '.join(told)}", flush=True)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--place", type=Path, required=True, help="a folder with some GB to spare; it stays")
    parser.add_argument("--store", type=Path, help="begin with this store, which is moved there")
    parser.add_argument("--feeds", type=int, default=180_000)
    parser.add_argument("--a-day", type=float, default=1e6, help="articles in a day of the farm's time")
    parser.add_argument("--entries", type=int, default=20, help="entries a feed shows")
    parser.add_argument("--every", type=float, default=60.0, help="minutes between two polls, in the farm's time")
    parser.add_argument("--pace", type=float, default=1.0, help="how fast the farm's time passes")
    parser.add_argument("--warm", type=float, default=20.0, help="seconds after the start that are not measured")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--commands", action="store_true", help="only the commands")
    parser.add_argument("--only", action="append", help="only this command")
    asked = parser.parse_args(arguments)
    rig.as_installed()
    place = Place(asked.place, asked)
    if place.fresh:
        first_day(place)
    if not asked.commands and asked.seconds:
        pace(place)
    if asked.commands:
        commands(place)


if __name__ == "__main__":
    main(sys.argv[1:])
