"""Further judgments of ``endure``: parsers killed, invalid configurations, workers stopped for a while or for good."""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from os import kill
from pathlib import Path
from typing import Any

import orjson

from tests.crash.endure import Daemon, News, end, verdict

HEAVY = b"<rss version='2.0'><channel><title>heavy</title>" + b"<a>" * 120_000
"""Some ten seconds of parsing: whoever kills a child every second meets it."""
FLOOR_S = 5.0
REFUSED_WITHIN_S = 30.0
ASKED_WITHIN_S, DRAINED_WITHIN_S = 30.0, 5.0


class Watched(News):
    """News that writes down when each feed is asked, and has one document that takes long to read."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, list[float]] = defaultdict(list)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve ``/heavy``, ``/drip`` (a byte a second) and ``/hung`` (nothing), or a feed."""
        self.asked[request.path].append(time.monotonic())
        if request.path not in {"/heavy", "/drip", "/hung"}:
            super().answer(request)
            return
        while request.path == "/hung" and not self.over.wait(1.0):
            pass
        request.send_response(200)
        request.send_header("Content-Length", str(len(HEAVY)))
        request.end_headers()
        with suppress(OSError):
            while request.path == "/drip" and not self.over.wait(1.0):
                request.wfile.write(b"<")
            request.wfile.write(HEAVY)


@contextmanager
def _trial(*awkward: str, **polling: str) -> Iterator[tuple[Watched, Daemon]]:
    """News and a daemon that is not started; ``awkward`` are further feeds, see ``Watched.answer``."""
    with tempfile.TemporaryDirectory(prefix="endure-") as folder, Watched() as news:
        daemon = Daemon(Path(folder), news, f"sqlite:///{folder}/store.db")
        settings = orjson.loads(daemon.config.read_bytes())
        settings["polling"] |= polling
        settings["feeds"] += [{"id": name, "url": f"http://127.0.0.1:{news.port}/{name}"} for name in awkward]
        # One value a line, so that a line number says something.
        daemon.config.write_bytes(orjson.dumps(settings, option=orjson.OPT_INDENT_2))
        try:
            yield news, daemon
        finally:
            daemon.gone()


def children(seconds: float) -> int:
    """A child that reads documents is killed every second."""
    chance = random.Random(7)
    with _trial("heavy") as (news, daemon):
        process = daemon.start()
        killed, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            threading.Event().wait(1.0)
            readers = _readers(process.pid)
            if readers:
                with suppress(ProcessLookupError):
                    kill(chance.choice(readers), signal.SIGKILL)
                    killed += 1
        alive = process.poll() is None
        news.still()
        daemon.until_all_told(news)
        given_up = [it for it in daemon.heard if it["event"] == "document.quarantined"]
        facts: dict[str, Any] = {
            "killed": killed,
            "alive": alive,
            "quarantined": ",".join(it["url"].rpartition("/")[2] for it in given_up) or "nothing",
            "on_kill": ",".join(str(it["kills"]) for it in given_up) or "none",
        }
        return verdict(f"children killed for {seconds:g} s", news, daemon, **facts, exit=end(process))


def drain(times: int) -> int:
    """SIGTERM, again and again, while a server hangs, one drips, and a document takes long to read."""
    awkward = ("heavy", "drip", "hung")
    took, exits, missed = [0.0], Counter[int](), 0
    with _trial(*awkward) as (news, daemon):
        for _ in range(times):
            news.asked.clear()
            process, until = daemon.start(), time.monotonic() + ASKED_WITHIN_S
            while not all(news.asked[f"/{name}"] for name in awkward) and time.monotonic() < until:
                threading.Event().wait(0.05)
            missed += not all(news.asked[f"/{name}"] for name in awkward)
            began = time.monotonic()
            exits[end(process)] += 1
            took.append(time.monotonic() - began)
        news.still()
        process = daemon.start()
        daemon.until_all_told(news)
        facts = {"slowest_s": round(max(took), 2), "not_in_flight": missed, "clean": f"{exits[0]}/{times}"}
        code = verdict(f"{times} times SIGTERM", news, daemon, **facts, exit=end(process))
        return int(bool(code or missed) or exits[0] < times or max(took) >= DRAINED_WITHIN_S)


def _readers(daemon: int) -> list[int]:
    """The children of the daemon's fork server: what stands between a document and the daemon."""
    parents: dict[int, list[int]] = defaultdict(list)
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with suppress(OSError, ValueError):
                parents[int((place / "stat").read_text().rpartition(")")[2].split()[1])].append(int(place.name))
    return [reader for child in parents[daemon] for reader in parents[child]]


Spoilt = Callable[[list[str], random.Random], tuple[list[str], int | None]]


def _unit(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, f'"{chance.choice(("floor", "ceiling", "start"))}": "1s"')
    return _put(lines, at, lines[at - 1].replace('"1s"', chance.choice(('"1 fortnight"', '"soon"', '"-1s"', "10")))), at


def _unknown(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, f'"{chance.choice(("polling", "articles", "web"))}": {{')
    word = "".join(chance.choices("abcdefgh", k=8))
    return [*lines[:at], f'    "{word}": "1",', *lines[at:]], at + 1


def _no_sink(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, '"to": [') + 1
    return _put(lines, at, f'        "nowhere{chance.randrange(99)}"'), at


def _no_rule(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, '"when": "*:*"')
    return _put(lines, at, lines[at - 1].replace("*:*", chance.choice(("(a", "title:", "a AND", "nofield:x")))), at


def _twice(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, f'"id": "f{chance.randrange(1, 8)}"')
    return _put(lines, at, '      "id": "f0",'), at


def _no_address(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    at = _line(lines, f'/{chance.randrange(8)}"')
    return _put(
        lines, at, f'      "url": "{chance.choice(("ftp://a.example/", "a.example", "http://", "http://[::"))}"'
    ), at


def _cut(lines: list[str], chance: random.Random) -> tuple[list[str], int | None]:
    return lines[: chance.randrange(2, len(lines) - 1)], None  # where it is noticed is the parser's affair


SPOILT: tuple[Spoilt, ...] = (_unit, _unknown, _no_sink, _no_rule, _twice, _no_address, _cut)


def _line(lines: list[str], words: str) -> int:
    return next(number for number, line in enumerate(lines, 1) if words in line)


def _put(lines: list[str], at: int, line: str) -> list[str]:
    return [*lines[: at - 1], line, *lines[at:]]


def configs(times: int) -> int:
    """Invalid configurations, each read again by SIGHUP."""
    chance = random.Random(3)
    with _trial() as (news, daemon):
        process = daemon.start()
        valid = daemon.config.read_text().splitlines()
        refused, placed, wrong = 0, 0, Counter[str]()
        for number in range(times):
            spoil = SPOILT[number % len(SPOILT)]
            lines, at = spoil(valid, chance)
            daemon.config.write_text("\n".join(lines) + "\n")
            said = _reloaded(process, daemon)
            refused += said["event"] == "config.refused"
            well = said.get("file") == str(daemon.config) and said.get("error") and (at is None or said["line"] == at)
            placed += bool(well)
            wrong[spoil.__name__] += not well
        daemon.config.write_text("\n".join(valid) + "\n")
        back = _reloaded(process, daemon)["event"] == "config.reloaded"
        news.still()
        daemon.until_all_told(news)
        facts = {"old_in_force": f"{refused}/{times}", "placed": f"{placed}/{times}", "valid_taken": back}
        facts |= {"misplaced": ",".join(name for name, number in wrong.items() if number)} if placed < times else {}
        code = verdict(f"{times} invalid configurations", news, daemon, **facts, exit=end(process))
        return int(bool(code) or refused < times or placed < times or not back)


def _reloaded(process: subprocess.Popen[bytes], daemon: Daemon) -> dict[str, Any]:
    """What became of a reload."""
    before, deadline = len(daemon.heard), time.monotonic() + REFUSED_WITHIN_S
    process.send_signal(signal.SIGHUP)
    while time.monotonic() < deadline:
        answers = [it for it in daemon.heard[before:] if it["event"].startswith("config.")]
        if answers:
            return answers[0]
        threading.Event().wait(0.02)
    return {"event": "nothing"}


def stop(seconds: float) -> int:
    """The worker is stopped (SIGSTOP) for a while, and goes on."""
    with _trial(floor=f"{FLOOR_S:g}s", start=f"{FLOOR_S:g}s", ceiling=f"{FLOOR_S:g}s") as (news, daemon):
        process = daemon.start()
        threading.Event().wait(3 * FLOOR_S)
        process.send_signal(signal.SIGSTOP)
        threading.Event().wait(seconds)
        resumed = time.monotonic()
        process.send_signal(signal.SIGCONT)
        threading.Event().wait(4 * FLOOR_S)
        news.still()
        daemon.until_all_told(news)
        gaps = [after - before for times in news.asked.values() for before, after in pairwise(times)]
        later = {path: [it for it in times if it >= resumed] for path, times in news.asked.items()}
        stuck = sum(len(times) < 2 for times in later.values())
        firsts = [times[0] - resumed for times in later.values() if times]
        facts = {
            "least_gap_s": round(min(gaps), 2),
            "floor_s": FLOOR_S,
            "stuck": stuck,
            "caught_up_in_s": round(max(firsts, default=0.0), 1),
        }
        code = verdict(f"stopped for {seconds:g} s", news, daemon, **facts, exit=end(process))
        return int(bool(code) or stuck > 0 or min(gaps) < FLOOR_S - 0.1)
