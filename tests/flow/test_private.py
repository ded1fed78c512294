"""Networks that are not public, opened to the feeds that live in them and to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import pytest

from tests.content.test_sitemaps import index, sitemap
from tests.flow.documents import Told, atom, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer, ScriptedWeb, redirect
from worker.daemon import passes
from worker.daemon.reconfigure import rewire, switch_over
from worker.model.errors import Refused

WEB = {"allow_private": ["127.0.0.1/32"], "per_host": {"spacing": "0s"}, "robots": "pages"}
OPEN = {"allow_private": ["127.0.0.2/32"]}
INNER = "http://inner.a.example"


@asynccontextmanager
async def inner_web(house: House) -> AsyncIterator[ScriptedWeb]:
    """A web at an address that ``WEB`` does not open."""
    async with ScriptedWeb(address="127.0.0.2") as inner:
        house.web.elsewhere["inner.a.example"] = inner
        yield inner


async def test_parts_and_pages_of_a_feed_may_be_where_no_others_may(house: House) -> None:
    """A feed's parts and pages are asked for in its own network; another's feed, redirect and page there are not."""
    feeds = [
        {"id": "a", "url": feed_url("a"), **OPEN},
        {"id": "b", "url": feed_url("b")},
        {"id": "c", "url": f"{INNER}/feed"},
        {"id": "d", "url": feed_url("d")},
    ]
    house.configure(web=WEB, feeds=feeds)
    async with inner_web(house) as inner:
        news = "<news:news><news:publication_date>2026-09-21T14:00:00Z</news:publication_date>"
        entry = f"<url><loc>{INNER}/ferry</loc>{news}<news:title>{FERRY.title}</news:title></news:news></url>"
        house.web.say(feed_url("a"), Answer(200, index((f"{INNER}/part.xml", "2026-09-21"))))
        inner.say(f"{INNER}/part.xml", Answer(200, sitemap(entry)))
        inner.say(f"{INNER}/ferry", Answer(200, page(FERRY.title, FERRY.paragraphs), HTML))
        house.tells("b", Told(ORCHARD.title, f"{INNER}/orchard", guid="1"))
        house.web.say(feed_url("d"), redirect(f"{INNER}/feed"))
        await house.watch()
        assert sorted(it.path for it in inner.asked) == ["/ferry", "/part.xml", "/robots.txt"]
    causes = {row["key"]: row["cause"] for row in house.rows("SELECT key, cause FROM polls JOIN feeds ON feed_id = id")}
    assert causes == {"a": None, "b": None, "c": "forbidden_address", "d": "forbidden_address"}
    assert (house.line(FERRY.title)["degraded"], house.line(ORCHARD.title)["degraded"]) == (None, "robots")


async def test_an_archive_may_be_where_its_feed_may(house: House) -> None:
    """Archive pages are asked for in the network of the feed that names them, and not for one without."""
    house.configure(
        web=WEB,
        articles={"fetch": False},
        feeds=[{"id": "a", "url": feed_url("a"), **OPEN}, {"id": "b", "url": feed_url("b")}],
    )
    link = f'<link rel="prev-archive" href="{INNER}/1"/><entry>'.encode()
    for feed in ("a", "b"):
        house.tells(feed, *(Told(f"{feed} {number}", guid=str(number)) for number in range(3)))
    await house.watch()
    async with inner_web(house) as inner:
        inner.say(f"{INNER}/1", Answer(200, rss(*(Told(f"a {number}", guid=str(number)) for number in range(6)))))
        for feed in ("a", "b"):
            told = atom(*(Told(f"{feed} {number}", guid=str(number)) for number in range(6, 9)))
            house.web.say(feed_url(feed), Answer(200, told.replace(b"<entry>", link, 1)))
        await house.watch()
        assert [it.path for it in inner.asked] == ["/1"]


async def test_networks_are_opened_and_closed_by_a_reload(house: House) -> None:
    """A network that the configuration opens to a feed no more is closed to it at once."""
    feeds = [{"id": "a", "url": f"{INNER}/feed"}]
    house.configure(web=WEB, feeds=feeds)
    async with inner_web(house) as inner, house.worker() as parts:
        inner.say(f"{INNER}/feed", Answer(200, rss()))
        await passes.start(parts)
        for opened in ({}, OPEN, {}):
            house.configure(web=WEB, feeds=[feeds[0] | opened])
            new = rewire(parts, house.loaded)
            switch_over(parts, new)
            with nullcontext() if opened else pytest.raises(Refused):
                assert (await new.web.get(f"{INNER}/feed", purpose="feed", feed="a")).status == 200
