"""Many feeds and pages of one host take turns, and take nobody else's."""

from __future__ import annotations

import time
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from tests.clock import START
from tests.flow.day import Day
from tests.flow.documents import Told, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.web import Answer, conditional
from worker.cli import tables
from worker.daemon.feeds import feed_history, list_feeds, pause_feeds
from worker.daemon.status import explain
from worker.flow.shapes import timestamp

WEB = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "1s"}, "robots": "ignore"}
HOUR_S = 3600.0


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """A day on a clock of its own; the test opens its web."""
    return Day(tmp_path)


def starts(day: Day, host: str) -> list[float]:
    """When requests of one host began, in seconds of the day."""
    return [asked.at - START for asked in day.web.asked if asked.host == host]


async def test_many_feeds_of_one_host_do_not_delay_others(day: Day) -> None:
    """Scar 20: 300 feeds of one host, all due and many times what may be in flight, leave 20 others on time.

    The big host is asked once a second without a break, one request at a time, and each of its feeds once.
    """
    small = [f"small{number}" for number in range(20)]
    big = [{"id": f"big{number}", "url": f"http://big.example/{number}"} for number in range(300)]
    feeds = [*big, *({"id": it, "url": feed_url(it)} for it in small)]
    day.configure(web=WEB, feeds=feeds, polling={"at_once": 30, "on_add": "baseline"})
    body = rss(Told("One", guid="1"))
    for it in feeds:
        day.web.say(it["url"], conditional(body, '"1"'))
    async with day.web:
        await day.live(0.1)
    others = [starts(day, f"{it}.example")[0] for it in small]
    assert max(others) <= 10.0
    asked = starts(day, "big.example")
    assert len(asked) == 300
    assert all(later - earlier >= 0.999 for earlier, later in pairwise(asked))
    assert asked[-1] - asked[0] <= 900.0
    assert day.web.most_at_once["big.example"] == 1
    assert len({it.path for it in day.web.asked if it.host == "big.example"}) == 300


async def test_many_pages_of_one_host_do_not_delay_others(day: Day) -> None:
    """A host with more new pages than may be in flight is asked for them one by one; another's page is had at once."""
    slow = WEB | {"per_host": {"spacing": "5s"}}
    day.configure("big", "small", web=slow, polling={"at_once": 6, "on_add": "all"})
    for feed, number in (("big", 15), ("small", 1)):
        told = [Told(f"{feed} story {it}", f"http://{feed}.example/{it}") for it in range(number)]
        day.web.say(feed_url(feed), conditional(rss(*told), '"1"'))
        for it in told:
            day.web.say(it.link or "", Answer(200, page(it.title, ["A paragraph of some length. " * 9]), HTML))
    async with day.web:
        await day.live(0.25)
    asked = starts(day, "big.example")
    assert starts(day, "small.example")[1] < asked[4]
    assert len(asked) == 16
    # Seconds since the epoch as float are exact to a microsecond. The moved clock may leap over a request on its way or
    # a page that is being judged, so single gaps are longer at times.
    assert all(later - earlier >= 4.999 for earlier, later in pairwise(asked))
    assert asked[-1] - asked[0] <= 1800.0
    assert day.web.most_at_once["big.example"] == 1


@pytest.mark.parametrize(
    ("scope", "sister", "cousin"),
    [
        pytest.param("host", False, True, id="host: all feeds of the host wait"),
        pytest.param("site", False, False, id="site: so do those of its other hosts"),
        pytest.param("feed", True, True, id="feed: nobody else waits"),
    ],
)
async def test_retry_after_holds_for_its_scope_also_over_a_restart(
    day: Day, scope: str, sister: bool, cousin: bool
) -> None:
    """After a 429 that names two hours nothing in its scope is asked before, by this worker or the next."""
    urls = {"first": "http://www.press.example/1", "sister": "http://www.press.example/2"}
    urls |= {"cousin": "http://news.press.example/3", "other": "http://other.example/4"}
    feeds = [{"id": name, "url": url, "every": "30m"} for name, url in urls.items()]
    day.configure(web=WEB | {"retry_after": scope}, feeds=feeds)
    for url in urls.values():
        day.web.say(url, conditional(rss(Told("One", guid="1")), '"1"'))
    throttled = Answer(429, headers=[("Retry-After", "7200")])
    async with day.web:
        await day.live(0.1)
        day.web.say(urls["first"], throttled)
        day.later_in_place(0.5 * HOUR_S)
        await day.live(0.2)
        closed_at = day.web.asked_for(urls["first"])[-1].at
        await day.live(1.5)
        for name, asked in (("sister", sister), ("cousin", cousin), ("other", True), ("first", False)):
            within = [it for it in day.web.asked_for(urls[name]) if closed_at + 60 < it.at < closed_at + 7200]
            assert bool(within) == asked, name
        day.web.say(urls["first"], conditional(rss(Told("One", guid="1")), '"1"'))
        await day.live(2.0)
    assert all(day.web.asked_for(url)[-1].at > closed_at + 7200 for url in urls.values())


@pytest.mark.parametrize(
    ("scope", "waiting"),
    [
        pytest.param("host", {"first", "sister"}, id="host: all feeds of the host"),
        pytest.param("site", {"first", "sister", "cousin"}, id="site: those of its other hosts, too"),
        pytest.param("feed", set[str](), id="feed: nobody else"),
    ],
)
async def test_a_feed_that_waits_because_of_its_host_says_so_and_until_when(
    house: House, scope: str, waiting: set[str]
) -> None:
    """The list, the history and explain name the time; a paused feed waits for nobody."""
    urls = {"first": "http://www.press.example/1", "sister": "http://www.press.example/2"}
    urls |= {"cousin": "http://news.press.example/3", "other": "http://other.example/4"}
    urls["paused"] = "http://www.press.example/5"
    web = WEB | {"retry_after": scope, "per_host": {"spacing": "0s"}}
    house.configure(web=web, feeds=[{"id": key, "url": url} for key, url in urls.items()])
    house.later(time.time() - house.clock.now())  # the commands go by the time of day
    for url in urls.values():
        house.web.say(url, Answer(200, rss(Told("One", guid="1"))))
    await house.watch()
    pause_feeds(house.loaded, ["paused"], "holiday")
    house.web.say(urls["first"], Answer(429, headers=[("Retry-After", "7200")]))
    await house.watch()
    listed = {row["id"]: row for row in list_feeds(house.loaded)}
    assert {key for key, row in listed.items() if row["host_closed_until"]} == waiting
    for key in waiting:
        until = listed[key]["host_closed_until"]
        assert listed[key]["next_poll"] >= until > timestamp(house.clock.now() + 7000)
        assert feed_history(house.loaded, key)["host_closed_until"] == until
        (about,) = explain(house.loaded, key)["about"]
        assert about["next_poll"] >= until
        assert f"its host asked us to wait until {until}" in " ".join(about["why_not"])
    page = StringIO()
    tables.feeds(Console(file=page, width=300), listed.values())
    assert page.getvalue().count("host waits") == len(waiting - {"first"})


async def test_a_page_does_not_wait_for_a_host_that_closed_for_long(day: Day) -> None:
    """A page whose host asks for an hour is given up for its entry, which is told degraded, and is not asked again."""
    day.configure("a", web=WEB, polling={"on_add": "all"})
    day.web.say(feed_url("a"), conditional(rss(Told("One story", "http://p.example/1", summary="Words. " * 50)), '"1"'))
    day.web.say("http://p.example/1", Answer(429, headers=[("Retry-After", "3600")]))
    async with day.web:
        await day.live(0.5)
    assert len(starts(day, "p.example")) == 1
    assert [line["degraded"] for line in day.lines()] == ["http_429"]


async def test_all_feeds_of_a_busy_host_get_their_turn(day: Day) -> None:
    """Feeds that are due twice as often as their host has time are asked in rounds: none twice before all were once."""
    number, spacing_s = 90, 10.0
    feeds = [{"id": f"big{it}", "url": f"http://big.example/{it}", "every": "10m"} for it in range(number)]
    busy = WEB | {"per_host": {"spacing": f"{spacing_s:g}s"}}
    day.configure(web=busy, feeds=feeds, polling={"at_once": 30, "on_add": "baseline"})
    for it in feeds:
        day.web.say(it["url"], conditional(rss(Told("One", guid="1")), '"1"'))
    async with day.web:
        await day.live(3.2 * number * spacing_s / HOUR_S)
    asked = [it.path for it in day.web.asked if it.host == "big.example"]
    assert len(asked) >= 2.9 * number
    counts = [asked[:number].count(f"/{it}") for it in range(number)]
    assert counts == [1] * number
    assert all(asked.count(f"/{it}") >= 2 for it in range(number))
    began = starts(day, "big.example")
    assert all(later - earlier >= spacing_s - 0.001 for earlier, later in pairwise(began))
