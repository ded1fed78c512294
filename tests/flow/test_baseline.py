"""What was there when a feed was added, and what came since: no document is so odd that its news counts as old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.clock import START
from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import BAKERY, FERRY, ORCHARD, TUNNEL, Report
from tests.web import Answer

ON_ADD = {"on_add": "baseline"}


def undated(house: House, *reports: Report) -> list[Told]:
    """Their entries, without dates."""
    return [replace(house.prints("a", it), at=None) for it in reports]


def told_late(house: House, *reports: Report) -> list[Told]:
    """Their entries, dated a while before the feed was read last."""
    return [replace(house.prints("a", it), at=START - 60 * place) for place, it in enumerate(reports)]


DATES = [pytest.param(undated, id="without dates"), pytest.param(told_late, id="told later than dated")]
Write = Callable[..., list[Told]]


@pytest.mark.parametrize("entries", DATES)
async def test_a_feed_that_never_closes_tells_its_news(house: House, entries: Write) -> None:
    """No document of it is ever whole, the first included: what comes above the known entries is told."""
    house.configure("a", polling=ON_ADD)
    for reports in ((FERRY,), (ORCHARD, FERRY), (TUNNEL, ORCHARD, FERRY)):
        house.web.say(feed_url("a"), Answer(200, rss(*entries(house, *reports)).removesuffix(b"</channel></rss>")))
        await house.watch()
    assert house.words() == ["baseline", "alerted", "alerted"]


@pytest.mark.parametrize("entries", DATES)
async def test_the_rest_of_a_first_document_that_broke_off_is_not_told(house: House, entries: Write) -> None:
    """What stands below the entries read at first was there before; what stands above them was not."""
    house.configure("a", polling=ON_ADD, articles={"fetch": False})
    whole = rss(*entries(house, FERRY, ORCHARD, TUNNEL))
    house.web.say(feed_url("a"), Answer(200, whole[: whole.index(b"Quenby apple")]))
    await house.watch()
    house.tells("a", *entries(house, BAKERY, FERRY, ORCHARD, TUNNEL))
    await house.watch()
    assert house.dispositions() == [
        (FERRY.title, "baseline"),
        (BAKERY.title, "alerted"),
        (ORCHARD.title, "baseline"),
        (TUNNEL.title, "baseline"),
    ]


@pytest.mark.parametrize("entries", DATES)
@pytest.mark.parametrize("touched", [False, True], ids=["the same bytes", "the same guids"])
async def test_another_address_of_a_feed_tells_what_came_meanwhile(house: House, entries: Write, touched: bool) -> None:
    """A URL corrected in the configuration: what stands above known entries is news, whatever its date."""
    house.configure("a", polling=ON_ADD)
    house.tells("a", *entries(house, FERRY))
    await house.watch()
    house.configure(polling=ON_ADD, feeds=[{"id": "a", "url": "http://a.example/rss"}])
    news, *known = entries(house, ORCHARD, FERRY)
    known = [replace(it, link=f"{it.link}?from=rss") for it in known] if touched else known
    house.web.say("http://a.example/rss", Answer(200, rss(news, *known)))
    await house.watch()
    assert house.words() == ["baseline", "alerted"]


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(START - 9 * 365 * DAY_S, id="one date for all"),
        pytest.param(START - 16 * 3600, id="the day alone, or no zone"),
    ],
)
@pytest.mark.parametrize("pinned", [True, False], ids=["below what is pinned", "appended"])
async def test_dates_before_the_feed_was_added_make_nothing_old_that_its_first_entries_are_not(
    house: House, at: float, pinned: bool
) -> None:
    """An entry below known ones is news unless it is older than what was there, by the feed's own dates."""
    house.configure("a", polling=ON_ADD)
    first, second, news = (replace(house.prints("a", it), at=at) for it in (FERRY, BAKERY, ORCHARD))
    older = replace(house.prints("a", TUNNEL), at=at - DAY_S)
    house.tells("a", first, second)
    await house.watch()
    house.tells("a", *((first, news, second) if pinned else (first, second, news)), older)
    await house.watch()
    assert dict(house.dispositions()) == {
        FERRY.title: "baseline",
        BAKERY.title: "baseline",
        ORCHARD.title: "alerted",
        TUNNEL.title: "baseline",
    }


async def test_an_index_with_a_part_that_is_gone_for_good_tells_its_news(house: House) -> None:
    """Though it can never be read whole, what its other parts bring is told."""
    house.configure("a", polling=ON_ADD)
    parts = "".join(f"<sitemap><loc>http://a.example/{it}.xml</loc></sitemap>" for it in ("gone", "news"))
    house.web.say(feed_url("a"), Answer(200, f"<sitemapindex {SITEMAP}>{parts}</sitemapindex>".encode()))
    for reports in ((FERRY,), (ORCHARD, FERRY), (TUNNEL, ORCHARD, FERRY)):
        urls = "".join(f"<url><loc>{house.prints('a', it).link}</loc></url>" for it in reports)
        house.web.say("http://a.example/news.xml", Answer(200, f"<urlset {SITEMAP}>{urls}</urlset>".encode()))
        await house.watch()
    assert [word for _, word in house.dispositions()] == ["baseline", "alerted", "alerted"]


SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
