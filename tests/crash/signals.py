"""Signals: SIGTERM amid documents that hang, drip or take long, and SIGHUP on configurations that are invalid."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.crash.daemon import Daemon, at_work, end, verdict
from tests.crash.kills import HEAVY, Heavy
from tests.crash.news import News

REFUSED_WITHIN_S = 30.0
ASKED_WITHIN_S, DRAINED_WITHIN_S = 30.0, 5.0
AWKWARD = ("heavy", "drip", "hung")


class Awkward(Heavy):
    """News with documents at ``/drip`` (a byte a second) and ``/hung`` (nothing), too."""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve one of them, or a feed."""
        while request.path == "/hung" and not self.over.wait(1.0):
            pass
        if request.path not in {"/drip", "/hung"}:
            super().answer(request)
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(HEAVY)))
        request.end_headers()
        with suppress(OSError):
            while request.path == "/drip" and not self.over.wait(1.0):
                request.wfile.write(b"<")


def drain(times: int) -> int:
    """SIGTERM, again and again, while a server hangs, one drips, and a document takes long to read."""
    took, exits, missed = [0.0], Counter[int](), 0
    with at_work(Awkward(), awkward=AWKWARD) as (news, daemon):
        for _ in range(times):
            news.asked.clear()
            process, until = daemon.start(), time.monotonic() + ASKED_WITHIN_S
            while not all(news.asked[f"/{name}"] for name in AWKWARD) and time.monotonic() < until:
                threading.Event().wait(0.05)
            missed += not all(news.asked[f"/{name}"] for name in AWKWARD)
            began = time.monotonic()
            exits[end(process)] += 1
            took.append(time.monotonic() - began)
        news.still()
        process = daemon.start()
        daemon.until_all_told(news)
        facts = {"slowest_s": round(max(took), 2), "not_in_flight": missed, "clean": f"{exits[0]}/{times}"}
        holds = not missed and exits[0] == times and max(took) < DRAINED_WITHIN_S
        return verdict(f"{times} times SIGTERM", news, daemon, holds=holds, **facts, exit=end(process))


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
    with at_work(News()) as (news, daemon):
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
        code = end(process)
        holds = refused == placed == times and back and not code
        return verdict(f"{times} invalid configurations", news, daemon, holds=holds, **facts, exit=code)


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
