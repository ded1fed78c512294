"""Time as machines have it: a clock that is set while the daemon runs, summer time both ways, a worker that is stopped.

What the web was asked, and when, is the judge; its own clock nobody sets.
"""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.crash.daemon import Daemon, at_work, end, not_judged, verdict
from tests.crash.news import News, gaps
from tests.crash.wall import NoCompiler, Wall

ZONE = "Europe/Berlin"
START = datetime(2026, 9, 15, 12, tzinfo=UTC)
SPRING, AUTUMN = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)
"""When the clocks of ``ZONE`` are set forward, and back."""
LEAPS = {"+1 h": 3600.0, "-1 h": -3600.0, "+10 years": 3653 * 86_400.0}
EMPTY = b"<rss version='2.0'><channel><title>n</title></channel></rss>"
QUIET = "01:30-02:00"
"""In spring it ends where two becomes three, and in autumn it is over before three becomes two."""

FLOOR_S, SPACING_S = 2.0, 0.5
ON_THE_WAY_S = 0.1
"""By so much two requests may come closer together than they were begun."""
ASKED_WITHIN_S = FLOOR_S * 1.1 + 4.0
"""A feed is asked so soon again: its interval, a look a second, its host's other feeds, a busy machine."""
SEEN_WITHIN_S, BEFORE_S = 2.5, 0.5
"""A clock that was set is followed within this; and so long before quiet hours end it is counted what they held."""
ENTRY_WITHIN_S = 0.02
"""After a stop all news of that time is read and judged while polling goes on: so long each on a busy machine."""
TIMED, MINUTE_S, TIMED_WITHIN_S = "/timed", 60.0, 184.0
"""A feed that is asked at each minute is so after one at the soonest; at the latest after two, and the spread."""


class Street(News):
    """Three feeds on each of eight hosts, and one more that never has anything."""

    hosts = tuple(f"127.0.0.{2 + n}" for n in range(8))
    feeds = 24
    answer_s = 0.02

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve it, or a feed."""
        if request.path != TIMED:
            super().answer(request)
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(EMPTY)))
        request.end_headers()
        request.wfile.write(EMPTY)


@contextmanager
def street() -> Iterator[tuple[Street, Daemon, Wall]]:
    """News, a daemon that is not started, and the clock on its wall. Raises ``NoCompiler``."""
    with tempfile.TemporaryDirectory(prefix="endure-wall-") as place:
        wall = Wall(Path(place))
        wall.show(START.timestamp())
        news = Street()
        timed = f"http://{news.hosts[0]}:{news.port}{TIMED}"
        settings = {
            "web": {
                "allow_private": ["127.0.0.0/8"],
                "per_host": {"spacing": f"{SPACING_S:g}s", "connections": 1},
            },
            "alerts": {"quiet": {"hours": QUIET, "zone": ZONE}},
            "feeds": [
                *({"id": f"f{n}", "url": news.url(n)} for n in range(news.feeds)),
                {"id": "timed", "url": timed, "every": f"* * * * * {ZONE}"},
            ],
        }
        environ = {**wall.environ, "TZ": ZONE}
        with at_work(news, every=f"{FLOOR_S:g}s", environ=environ, settings=settings) as (_, daemon):
            yield news, daemon, wall


def clock(seconds: float, stop_seconds: float) -> int:
    """Leaps, each looked at for so many seconds, both changes of summer time, and SIGSTOP for ``stop-seconds``."""
    try:
        with street() as (news, daemon, wall):
            return Trial(news, daemon, wall).run(seconds, stop_seconds)
    except NoCompiler:
        return not_judged("clock", "there is no C compiler to make a clock with")


class Trial:
    """One daemon through all of it."""

    def __init__(self, news: Street, daemon: Daemon, wall: Wall) -> None:
        self._news, self._daemon, self._wall = news, daemon, wall
        self._marks: list[tuple[float, str]] = []
        """What happened when."""
        self._held = self._kept = 0

    def run(self, seconds: float, stop_seconds: float) -> int:
        """See ``clock``."""
        process = self._daemon.start()
        self._after("the start", seconds)
        for name, by in LEAPS.items():
            self._wall.set_by(by)
            self._after(name, seconds)
        self._through_spring(seconds)
        self._wall.show(AUTUMN.timestamp() - seconds / 2)
        self._after("autumn", seconds)
        stopped, known = time.monotonic(), len(self._news.titles)
        process.send_signal(signal.SIGSTOP)
        threading.Event().wait(stop_seconds)
        resumed, backlog = time.monotonic(), len(self._news.titles) - known
        process.send_signal(signal.SIGCONT)
        self._after("the stop", seconds)
        stuck = self._stuck(self._marks[0][0], stopped)
        stuck += self._stuck(resumed, time.monotonic(), slack_s=backlog * ENTRY_WITHIN_S)
        self._news.still()
        self._daemon.until_all_told(self._news)
        caught_up, least = self._caught_up(resumed), self._host_gap()
        timed = sum(gap < MINUTE_S - ON_THE_WAY_S for gap in gaps(self._news.asked[TIMED]))
        early = timed + self._news.early(FLOOR_S - ON_THE_WAY_S)
        leapt = [it["event"] for it in self._daemon.heard].count("clock.leapt")
        facts = {
            "polls": sum(map(len, self._news.asked.values())),
            "early": early,
            "stuck": ", ".join(f"{number} after {name}" for name, number in stuck.items()) or 0,
            "held_in_quiet_hours": f"{self._kept}/{self._held}",
            "caught_up_s": round(caught_up, 1),
            "longest_gap_after_s": round(self._longest_gap(resumed), 1),
            "host_gap_s": round(least, 2),
            "at_once_at_a_host": self._news.at_once,
        }
        code = end(process)
        holds = not (early or stuck or code) and leapt == len(LEAPS) + 2 and 0 < self._held == self._kept
        holds = holds and least >= SPACING_S - ON_THE_WAY_S and caught_up < ASKED_WITHIN_S
        holds = holds and self._news.at_once == 1
        what = f"clock set {leapt} times, stopped for {stop_seconds:g} s"
        return verdict(what, self._news, self._daemon, holds=holds, **facts, exit=code)

    def _after(self, what: str, seconds: float) -> None:
        """Let time pass after this."""
        self._marks.append((time.monotonic(), what))
        threading.Event().wait(seconds)

    def _through_spring(self, seconds: float) -> None:
        """Into quiet hours that end where the hour is skipped: nothing is told before that, and all after it."""
        self._wall.show(SPRING.timestamp() - SEEN_WITHIN_S - seconds)
        self._after("the leap before spring", SEEN_WITHIN_S)
        told, published = self._daemon.told().total(), len(self._news.titles)
        threading.Event().wait(seconds - BEFORE_S)
        self._held = len(self._news.titles) - published
        self._kept = self._held - (self._daemon.told().total() - told)
        threading.Event().wait(BEFORE_S)
        self._after("spring", seconds)

    def _stuck(self, since: float, until: float, *, slack_s: float = 0.0) -> Counter[str]:
        """Feeds that were not asked for too long in this time, by what had happened before they should have been."""
        found = Counter[str]()
        for path in (TIMED, *(f"/{number}" for number in range(self._news.feeds))):
            longest = (TIMED_WITHIN_S if path == TIMED else ASKED_WITHIN_S) + slack_s
            times = [since, *(it for it in self._news.asked[path] if since <= it <= until), until]
            for before, gap in zip(times, gaps(times), strict=False):
                if gap > longest:
                    found[[what for at, what in self._marks if at <= before + longest][-1]] += 1
        return found

    def _caught_up(self, resumed: float) -> float:
        """How long it took after the stop until the last feed was asked, but for the one that waits for its minute."""
        asked = [times for path, times in self._news.asked.items() if path != TIMED]
        return max(min((it for it in times if it >= resumed), default=float("inf")) for times in asked) - resumed

    def _longest_gap(self, since: float) -> float:
        """Between two requests of one feed after this."""
        asked = [times for path, times in self._news.asked.items() if path != TIMED]
        return max(gap for times in asked for gap in gaps([it for it in times if it >= since]))

    def _host_gap(self) -> float:
        """The least gap between two requests at one host."""
        return min(gap for times in self._news.asked_at.values() for gap in gaps(times))
