"""The simulated press: what happens, which feeds tell it when, and how their servers feel at each time."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import xxhash
from yarl import URL

from tests.flow.documents import Told, page, rss
from worker.model.errors import Unreachable
from worker.policy.urls import entry_key

WINDOW = 40
"""Items a feed shows: more than it tells while anything is wrong, so that none may be missed."""
ALARM = "Alarm"
_UNREACHED = ("timeout", "reset", "connect", "dns", "incomplete")
_MOODS = ("500", "503", "429", "busy", "page", "cut", "unreached", "slow", "moved", "forgetful")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a world is."""

    feeds: int
    reports: int
    days: float
    look_s: float = 1.0
    """How often a worker looks for what is due, as the daemon does once a second. In a large world polls that are
    asked in rounds of minutes meet each other and share commits, and cost half as much."""


SMALL = Scale(feeds=8, reports=14, days=1.0)
"""Two seconds of one core's time: many different worlds tell more than a large one."""


def key_of(guid: str) -> bytes:
    """What stands for an item in the store."""
    return entry_key(guid, None, b"")


@dataclass(frozen=True, slots=True)
class Item:
    """One report as one feed tells it, seconds after the beginning."""

    report: int
    at: float
    guid: str
    path: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Visit:
    """A request as its server saw it. ``status`` is None where no answer was given."""

    host: str
    path: str
    began: float
    life: int
    ended: float | None = None
    status: int | None = None
    wait_s: float | None = None
    condition: str | None = None


class Press:
    """Hosts with feeds and pages. Everything about them is settled by the seed before it begins."""

    def __init__(self, seed: int, scale: Scale, begins: float) -> None:
        chance = Random(f"press {seed}")
        self._begins = begins
        self._latency = Random(f"latency {seed}")
        self.faulty_until = scale.days * 86400.0
        self.life = 0
        self.visits: list[Visit] = []
        self.vouched: dict[tuple[str, str], list[str]] = {}
        """The guids of the document that a feed's ETag stands for."""
        self.asked: Callable[[], None] = lambda: None
        """Called with each request."""
        self.served: Callable[[], None] = lambda: None
        """Called when a feed was answered by a document."""
        self.titles = [_title(seed, number) for number in range(scale.reports)]
        self.hosts = [f"site{number}.example" for number in range(max(1, round(scale.feeds * 0.8)))]
        self.homes = [chance.choice(self.hosts) for _ in range(scale.feeds)]
        self._items = self._told(seed, chance, scale)
        self._shown = [(-1, b"", "")] * scale.feeds
        self._pages = {(self.homes[feed], item.path): item for feed, items in enumerate(self._items) for item in items}
        last = max(item.at for items in self._items for item in items)
        self.over_at = max(self.faulty_until, last)
        """When no more faults come, and no more news."""
        self._moods = {host: _moods(chance, self.faulty_until) for host in self.hosts}
        self._dark = _spells(chance, self.faulty_until, number=chance.randint(0, 2), hours=(0.2, 2.5))

    def address(self, feed: int) -> str:
        """Where the feed is."""
        return f"http://{self.homes[feed]}/feed{feed}"

    def published(self) -> list[tuple[int, Item]]:
        """Every item with its feed."""
        return [(feed, item) for feed, items in enumerate(self._items) for item in items]

    def _told(self, seed: int, chance: Random, scale: Scale) -> list[list[Item]]:
        """Each report is told by one feed, and by some others a while later in the same words."""
        items: list[list[Item]] = [[] for _ in range(scale.feeds)]
        for report in range(scale.reports):
            at = chance.uniform(0, self.faulty_until)
            paragraphs = _paragraphs(seed, report)
            for feed in chance.sample(range(scale.feeds), k=min(scale.feeds, chance.choice((1, 1, 1, 2, 3)))):
                if len(items[feed]) < WINDOW:
                    path = f"/story/{report}-{feed}"
                    items[feed].append(Item(report, at, f"guid {report} {feed}", path, paragraphs))
                at += chance.expovariate(1 / 3600)
        return [sorted(told, key=lambda item: item.at) for told in items]

    async def answer(
        self, target: URL, sent: Mapping[str, str], purpose: str, _spent_s: float
    ) -> tuple[int, dict[str, str], bytes, int]:
        """As ``WebClient._exchange``: one request and its answer."""
        clock = asyncio.get_running_loop().time
        visit = Visit(target.host or "", target.path, clock(), self.life, condition=sent.get("If-None-Match"))
        self.visits.append(visit)
        self.asked()
        mood = self._mood(visit.host, clock())
        try:
            await asyncio.sleep(self._latency.uniform(10, 29) if mood == "slow" else self._latency.uniform(0.02, 0.4))
            if mood == "unreached":
                cause = self._latency.choice(_UNREACHED)
                raise Unreachable(f"{target}: {cause}", cause=cause)
            status, headers, body = self._answer(visit, mood, purpose)
        finally:
            visit.ended = clock()
        visit.status = status
        if purpose == "feed" and status == 200:
            self.served()
        return status, headers, body, 0

    def _mood(self, host: str, now: float) -> str:
        if now >= self.faulty_until:
            return "well"
        if any(start <= now < end for start, end, _ in self._dark):
            return "unreached"
        spells = self._moods[host]
        place = bisect_right(spells, (now, float("inf"), "")) - 1
        return spells[place][2] if place >= 0 and now < spells[place][1] else "well"

    def _answer(self, visit: Visit, mood: str, purpose: str) -> tuple[int, dict[str, str], bytes]:
        if purpose == "robots":
            return 404, {}, b""
        if mood in {"503", "429", "busy"}:
            visit.wait_s = float(self._latency.randint(60, 7200)) if mood != "busy" else None
            wait = {} if visit.wait_s is None else {"retry-after": str(int(visit.wait_s))}
            return int(mood) if mood != "busy" else 429, wait, b"busy"
        if mood == "500":
            return 500, {}, b"broken"
        if purpose == "page":
            item = self._pages[visit.host, visit.path]
            return 200, {"content-type": "text/html; charset=utf-8"}, page(self.titles[item.report], item.paragraphs)
        if mood == "moved" and not visit.path.endswith("-moved"):
            return 302, {"location": f"http://{visit.host}{visit.path}-moved"}, b""
        return self._feed_document(visit, mood)

    def _feed_document(self, visit: Visit, mood: str) -> tuple[int, dict[str, str], bytes]:
        feed = int(visit.path.removesuffix("-moved").removeprefix("/feed"))
        told = sum(item.at <= visit.began for item in self._items[feed])
        if self._shown[feed][0] != told:
            self._shown[feed] = (told, *self._document(feed, self._items[feed][:told][-WINDOW:]))
        _, body, etag = self._shown[feed]
        if mood == "page":
            return (
                200,
                {"content-type": "text/html"},
                b"<!doctype html><html><body><p>We will be back.</p></body></html>",
            )
        if mood == "cut":
            body = body[: self._latency.randint(1, len(body) - 1)]
        if mood == "forgetful":
            return 200, {"content-type": "application/rss+xml"}, body
        if visit.condition == etag:
            return 304, {"etag": etag}, b""
        return 200, {"content-type": "application/rss+xml", "etag": etag}, body

    def _document(self, feed: int, shown: Sequence[Item]) -> tuple[bytes, str]:
        body = rss(*(self._entry(feed, item) for item in reversed(shown)), title=f"Feed {feed}")
        etag = f'"{xxhash.xxh3_64_hexdigest(body)}"'
        self.vouched[f"f{feed}", etag] = [item.guid for item in shown]
        return body, etag

    def _entry(self, feed: int, item: Item) -> Told:
        link = f"http://{self.homes[feed]}{item.path}"
        at = self._begins + item.at
        return Told(self.titles[item.report], link, guid=item.guid, at=at, summary=" ".join(item.paragraphs))


def _spells(
    chance: Random, until: float, *, number: int, hours: tuple[float, float], moods: Sequence[str] = ("",)
) -> list[tuple[float, float, str]]:
    spells = []
    for _ in range(number):
        start = chance.uniform(0, until)
        spells.append((start, start + chance.uniform(*hours) * 3600, chance.choice(moods)))
    return sorted(spells)


def full_spells(seed: int, until: float) -> list[tuple[float, float]]:
    """When the disk beneath the store is full."""
    chance = Random(f"disk {seed}")
    return [(start, end) for start, end, _ in _spells(chance, until, number=chance.randint(0, 2), hours=(0.01, 1.5))]


def _moods(chance: Random, until: float) -> list[tuple[float, float, str]]:
    return _spells(chance, until, number=chance.randint(0, max(2, round(until / 20_000))), hours=(0.1, 6), moods=_MOODS)


def _word(chance: Random) -> str:
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4)))


def _title(seed: int, report: int) -> str:
    """Words of its own, so that no two reports have anything in common; some are what a rule waits for."""
    chance = Random(f"title {seed} {report}")
    words = [_word(chance) for _ in range(5)]
    return f"{words[0].title()} {words[1]} {ALARM if report % 3 == 0 else words[2]} {words[3].title()} {words[4]}"


def _paragraphs(seed: int, report: int) -> tuple[str, ...]:
    chance = Random(f"text {seed} {report}")
    words = [_word(chance) for _ in range(80)]

    def sentence() -> str:
        return " ".join(chance.choice(words) for _ in range(chance.randint(8, 16))).capitalize() + "."

    return tuple(" ".join(sentence() for _ in range(4)) for _ in range(3))
