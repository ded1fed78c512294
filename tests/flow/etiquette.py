"""A score of manners: hours of a moved clock against scripted servers, judged by what the servers saw.

``python bench/etiquette.py`` runs a day and prints the score; ``test_etiquette.py`` runs a part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

from tests.clock import START
from tests.flow.day import Day
from tests.flow.documents import DAY_S, Told, page, rss
from tests.flow.house import HTML
from tests.web import Answer, Asked, redirect

FLOOR_S, SPACING_S = 600.0, 1.0
UNWANTED = frozenset({"cookie", "referer", "pragma", "cache-control", "range", "from", "origin", "authorization"})
CRAWL_DELAY_S = 20.0

Reply = Callable[[Asked, int], Answer]
"""What a server says to a request; the number counts the requests for this address, from 0."""


@dataclass
class Score:
    """How often each rule was broken, and what was seen in all."""

    requests: int = 0
    hosts: int = 0
    broken: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """One line a rule, in fixed order."""
        return [f"{name} {count}" for name, count in self.broken.items()]


@dataclass(frozen=True)
class _Seen:
    asked: Asked
    answer: Answer

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.answer.headers if key.lower() == name.lower()), None)


class Etiquette(Day):
    """``feeds`` hosts of each of a dozen kinds, one big host, and a record of all that was asked and answered."""

    def __init__(self, folder: Path, *, each: int, big: int) -> None:
        super().__init__(folder)
        self._seen: list[_Seen] = []
        self._floors: dict[str, float] = {}
        feeds = [self._feed(kind, number) for kind in KINDS for number in range(each)]
        # A second feed beside each that is throttled: the whole host asked us to wait.
        sisters = [(f"sister{number}", f"http://busy{number}.example/sister") for number in range(each)]
        feeds += [self._add(key, url, _standing(5)) for key, url in sisters]
        feeds += [self._away(number) for number in range(each)]
        feeds += [self._add(f"big{number}", f"http://big.example/{number}", _standing(0)) for number in range(big)]
        sections = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": f"{SPACING_S:g}s"}}
        self.configure(web=sections, feeds=feeds, polling={"on_add": "last:1"})

    async def score(self, hours: float) -> Score:
        """Live so long, starting the worker anew half way, and count."""
        async with self.web:
            await self.live(hours / 2)
            await self.live(hours / 2)
        by_host: dict[str, list[_Seen]] = defaultdict(list)
        by_url: dict[str, list[_Seen]] = defaultdict(list)
        for it in self._seen:
            by_host[it.asked.host].append(it)
            by_url[f"http://{it.asked.host}{it.asked.path}"].append(it)
        feeds = {url: seen for url, seen in by_url.items() if url in self._floors}
        total = Score(len(self.web.asked), len(by_host))
        total.broken = {
            "unconditional repeats where validators were given": sum(map(_unconditional, feeds.values())),
            "Retry-After broken": sum(map(_impatient, by_host.values())),
            "gaps under the floor": sum(_hasty(seen, self._floors[url]) for url, seen in feeds.items()),
            "requests to one host closer than the spacing": sum(map(_crowding, by_host.values())),
            "cookies, Referer, other methods, added queries": sum(map(self._unwanted, self._seen)),
            "hosts with more than one connection at once": sum(it > 1 for it in self.web.most_at_once.values()),
            "pages asked that robots.txt forbids": sum(it.asked.path == "/closed" for it in self._seen),
        }
        return total

    def _feed(self, kind: str, number: int) -> dict[str, str]:
        reply, floor_s = KINDS[kind]
        host = f"{kind}{number}.example"
        self._serve(f"http://{host}/robots.txt", _always(Answer(200, ROBOTS)))
        for story in range(40):
            answer = Answer(200, page(f"Story {story}", ["A paragraph of some length. " * 9]), HTML)
            self._serve(f"http://{host}/story/{story}", _always(answer))
        return self._add(f"{kind}{number}", f"http://{host}/feed", reply(host), floor_s)

    def _away(self, number: int) -> dict[str, str]:
        """A feed whose server sends us to another one, which gives the validators."""
        there = f"http://there{number}.example/feed"
        self._add(f"there{number}", there, _standing(6), 3600.0)
        return self._add(f"away{number}", f"http://away{number}.example/feed", _always(redirect(there)), 3600.0)

    def _add(self, key: str, url: str, reply: Reply, floor_s: float = FLOOR_S) -> dict[str, str]:
        self._floors[url] = floor_s
        self._serve(url, reply)
        return {"id": key, "url": url}

    def _serve(self, url: str, reply: Reply) -> None:
        times = 0

        def script(asked: Asked) -> Answer:
            nonlocal times
            answer = reply(asked, times)
            times += 1
            self._seen.append(_Seen(asked, answer))
            return answer

        self.web.say(url, script)

    def _unwanted(self, seen: _Seen) -> bool:
        url = f"http://{seen.asked.host}{seen.asked.path}"
        strange = "?" in url or seen.asked.method != "GET"
        return strange or any(name.lower() in UNWANTED for name, _ in seen.asked.headers)


ROBOTS = f"User-agent: *\nDisallow: /closed\nCrawl-delay: {CRAWL_DELAY_S:g}\n".encode()


def _always(answer: Answer) -> Reply:
    return lambda _asked, _times: answer


def _told(host: str, number: int) -> list[Told]:
    return [
        Told(f"{host} story {it}", f"http://{host}/{'closed' if it == 3 else f'story/{it}'}", at=START + it * 3600)
        for it in range(number, max(number - 10, -1), -1)
    ]


def _validated(asked: Asked, body: bytes, etag: str, *headers: tuple[str, str]) -> Answer:
    given = (("ETag", etag), ("Set-Cookie", "seen=1"), *headers)
    return Answer(304, headers=given) if asked.header("If-None-Match") == etag else Answer(200, body, given)


def _standing(number: int, *headers: tuple[str, str], extra: str = "") -> Reply:
    body = rss(Told("Old", guid=f"old {number}", at=START - 9 * DAY_S), extra=extra)
    return lambda asked, _times: _validated(asked, body, f'W/"{number}"', *headers)


def _moving(host: str, every_s: float = 3600.0, *, validators: bool = True) -> Reply:
    def reply(asked: Asked, _times: int) -> Answer:
        number = int((asked.at - START) // every_s)
        body = rss(*_told(host, number))
        return _validated(asked, body, f'"{number}"') if validators else Answer(200, body)

    return reply


def _dated(host: str) -> Reply:
    body, modified = rss(*_told(host, 2)), "Mon,  7 Sep 2026 06:00:00 GMT"

    def reply(asked: Asked, _times: int) -> Answer:
        known = asked.header("If-Modified-Since") == modified
        return Answer(304 if known else 200, b"" if known else body, (("Last-Modified", modified),))

    return reply


def _now_and_then(reply: Reply, *bad: Answer) -> Reply:
    """Every third request is answered otherwise."""
    return lambda asked, times: bad[times // 3 % len(bad)] if times % 3 == 2 else reply(asked, times)


def _busy(host: str) -> Reply:
    """429 and 503 with Retry-After in all its forms."""

    def reply(asked: Asked, times: int) -> Answer:
        if times % 3 != 1:
            return _validated(asked, rss(*_told(host, 2)), '"1"')
        wish = ("7200", formatdate(asked.at + 5400, usegmt=True), "0")[times // 3 % 3]
        return Answer((429, 503)[times % 2], headers=(("Retry-After", wish),))

    return reply


NIGHT = f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in range(18, 24))}</skipHours>"

KINDS: dict[str, tuple[Callable[[str], Reply], float]] = {
    "still": (lambda _host: _standing(1), 3600.0),
    "hourly": (_moving, FLOOR_S),
    "quick": (lambda host: _moving(host, 900.0), FLOOR_S),
    "dated": (_dated, 3600.0),
    "bare": (lambda _host: _always(Answer(200, rss(Told("Old", at=START - 9 * DAY_S)))), DAY_S),
    "barenews": (lambda host: _moving(host, validators=False), FLOOR_S),
    "busy": (_busy, FLOOR_S),
    "cached": (lambda _host: _standing(2, ("Cache-Control", "max-age=10800")), 10800.0),
    "ttl": (lambda _host: _standing(3, extra="<ttl>240</ttl>"), 14400.0),
    "night": (lambda _host: _standing(4, extra=NIGHT), 3600.0),
    "ill": (lambda host: _now_and_then(_moving(host), Answer(500), Answer(reset=True), Answer(404)), FLOOR_S),
    "gone": (lambda _host: _always(Answer(410)), DAY_S),
    "refusing": (lambda _host: _always(Answer(403, b"no")), 3600.0),
}
"""Kinds of servers, each with the least gap its feed may be asked at by default."""


def _unconditional(seen: list[_Seen]) -> int:
    """Requests without the validators that the last good answer gave."""
    broken, etag, modified = 0, None, None
    for it in seen:
        broken += (etag, modified) != (it.asked.header("If-None-Match"), it.asked.header("If-Modified-Since"))
        if it.answer.status in {200, 304} and not it.answer.reset:
            etag, modified = it.header("ETag"), it.header("Last-Modified")
    return broken


def _impatient(seen: list[_Seen]) -> int:
    """Requests to a host before the time it named, whatever they were for; a wish under a minute is a minute."""
    broken, closed_until = 0, 0.0
    for it in seen:
        broken += it.asked.at < closed_until
        wish = it.header("Retry-After")
        if wish is not None:
            wait_s = float(wish) if wish.isdigit() else 5400.0
            closed_until = it.asked.at + max(wait_s, 60.0) - 1  # dates have whole seconds
    return broken


def _hasty(seen: list[_Seen], floor_s: float) -> int:
    return sum(later.asked.at - earlier.asked.at < floor_s for earlier, later in pairwise(seen))


def _crowding(seen: list[_Seen]) -> int:
    return sum(later.asked.at - earlier.asked.at < SPACING_S - 0.01 for earlier, later in pairwise(seen))
