"""Sitemaps and gzip files read as feeds."""

from __future__ import annotations

import gzip
import time

import pytest

from worker.content.feeds import read_feed
from worker.content.packed import MAX_BYTES
from worker.content.splice import MAX_ITEMS
from worker.model.errors import NotAFeed

AT = {"Content-Location": "https://paper.example/sitemaps/news.xml"}
HEAD = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)
STORY = (
    "<url><loc>\n https://paper.example/new-bridge </loc><news:news><news:publication><news:name>The Paper</news:name>"
    "<news:language>ru</news:language></news:publication><news:publication_date>2026-03-11T15:32:00+01:00"
    "</news:publication_date><news:title>Мост &amp; река</news:title><news:keywords>мост, река</news:keywords>"
    "</news:news><image:image><image:loc>/bridge.jpg</image:loc><image:title>A bridge</image:title></image:image></url>"
)


def sitemap(*urls: str) -> bytes:
    """A sitemap of these elements."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{HEAD}{"".join(urls)}</urlset>'.encode()


def index(*parts: tuple[str, str]) -> bytes:
    """An index of these addresses with their dates."""
    told = (f"<sitemap><loc>{loc}</loc>{at and f'<lastmod>{at}</lastmod>'}</sitemap>" for loc, at in parts)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(told)}</sitemapindex>'.encode()


def plain(number: int, at: str = "") -> str:
    """One address, touched at ``at``."""
    return f"<url><loc>https://paper.example/{number}</loc>{at and f'<lastmod>{at}</lastmod>'}</url>"


def test_a_news_sitemap_is_a_feed() -> None:
    """Title, date, language, and keywords of a news sitemap become an entry; the picture's title does not."""
    feed = read_feed(sitemap(STORY), AT, b"")
    assert (feed.kind, feed.title, feed.lang, feed.parts) == ("sitemap", "The Paper", "ru", None)
    (entry,) = feed.entries
    assert (entry.url, entry.title, entry.lang) == ("https://paper.example/new-bridge", "Мост & река", "ru")
    assert (entry.published_at, entry.guid, entry.tags) == (1773239520.0, None, ("мост", "река"))


@pytest.mark.parametrize("root", ["<urlset>", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'])
def test_prefixes_that_nobody_declared(root: str) -> None:
    """Without the names of its extensions, and escaped once more, a sitemap tells the same."""
    body = sitemap(STORY).decode().replace(HEAD, root).replace("Мост &amp; река", "&lt;![CDATA[Мост &amp; река]]&gt;")
    (entry,) = read_feed(body.encode(), AT, b"").entries
    (usual,) = read_feed(sitemap(STORY), AT, b"").entries
    assert entry == usual


def test_known_addresses_are_not_read_again() -> None:
    """What was in the last document is left out, also where only its date of change moved."""
    first = read_feed(sitemap(STORY, plain(1, "2026-03-10")), AT, b"")
    again = read_feed(sitemap(plain(2), STORY, plain(1, "2026-03-11")), AT, first.window)
    assert [entry.url for entry in again.entries] == ["https://paper.example/2"]
    assert len(again.window) == 3 * 8


def test_a_date_of_change_is_no_date_of_publication() -> None:
    """A plain sitemap's entries have no date: when a page was touched says nothing about when it came out."""
    (entry,) = read_feed(sitemap(plain(1, "2026-03-11")), AT, b"").entries
    assert (entry.published_at, entry.published_raw, entry.title) == (None, None, "")


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
def test_fifty_thousand_addresses_are_bounded(dated: bool) -> None:
    """Of a large sitemap the youngest are read; without dates, both of its ends. It takes seconds at most."""
    days = [f"2026-{1 + number % 12:02}-01" if dated else "" for number in range(50_000)]
    started = time.process_time()
    feed = read_feed(sitemap(*(plain(number, day) for number, day in enumerate(days))), AT, b"")
    assert time.process_time() - started < 10
    assert len(feed.entries) == MAX_ITEMS
    numbers = [int((entry.url or "").rpartition("/")[2]) for entry in feed.entries]
    assert numbers == sorted(numbers)
    if dated:
        assert sum(days[number] == "2026-12-01" for number in numbers) == days.count("2026-12-01")
    else:
        assert {0, 49_999} <= set(numbers)


def test_a_sitemap_that_breaks_off_keeps_its_whole_elements() -> None:
    """Half an address is no address."""
    body = sitemap(plain(1), plain(2345))
    cut = body[: body.index(b"45</loc>")]
    assert [entry.url for entry in read_feed(cut, AT, b"").entries] == ["https://paper.example/1"]


def test_ampersands_of_a_sitemap() -> None:
    """An ampersand that opens no entity is one, in titles and addresses; the entities of HTML are read."""
    story = STORY.replace("new-bridge", "?a=1&b=2").replace("Мост &amp; река", "AT&T&#8217;s caf&eacute; &amp; pier")
    (entry,) = read_feed(sitemap(story), AT, b"").entries
    assert (entry.url, entry.title) == ("https://paper.example/?a=1&b=2", "AT&T’s café & pier")


def test_a_feed_about_sitemaps_is_a_feed() -> None:
    """What is told in a feed does not make it a sitemap."""
    item = b"<item><title>How to</title><description><![CDATA[<urlset><url>]]></description></item>"
    body = b"<rss><channel>" + item + b"</channel></rss>"
    assert [entry.title for entry in read_feed(body, AT, b"").entries] == ["How to"]


def test_an_empty_sitemap_is_a_feed_without_news() -> None:
    """A site that published nothing for two days has an empty news sitemap, and that is no failure."""
    assert read_feed(sitemap(), AT, b"").entries == ()


def test_an_index_names_what_to_read_next() -> None:
    """Young parts first, those with news in the name before all; parts read before in the same state are left out."""
    parts = (("https://paper.example/a.xml", "2026-03-01"), ("/b.xml.gz", "2026-03-02"), ("/news.xml", "2026-02-01"))
    feed = read_feed(index(*parts), AT, b"")
    assert feed.parts == tuple(f"https://paper.example/{name}" for name in ("news.xml", "b.xml.gz", "a.xml"))
    assert (feed.entries, feed.lasting) == ((), True)
    touched = (*parts[:2], ("/news.xml", "2026-03-03"))
    assert read_feed(index(*touched), AT, feed.window).parts == ("https://paper.example/news.xml",)


def test_an_index_without_dates_is_always_read_through() -> None:
    """Where nothing says which part has changed, all are to be asked, and the index itself in full."""
    parts = (("/a.xml", ""), ("/b.xml", ""))
    feed = read_feed(index(*parts), AT, b"")
    assert not feed.lasting
    assert read_feed(index(*parts), AT, feed.window).parts == feed.parts != ()


def test_entities_of_a_sitemap_are_not_fetched() -> None:
    """A document type with entities reads no file."""
    head = '<!DOCTYPE urlset [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    body = f"{head}{HEAD}<url><loc>https://a.example/&file;</loc></url>{plain(7)}</urlset>".encode()
    urls = [entry.url for entry in read_feed(body, AT, b"").entries]
    assert urls == ["https://a.example/", "https://paper.example/7"]


def test_entities_of_a_sitemap_do_not_multiply() -> None:
    """Nothing is made of entities that are made of entities."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{laughs}]>{HEAD}<url><loc>&l9;</loc></url></urlset>'.encode()
    assert read_feed(body, AT, b"").entries == ()


def test_a_gzip_file_is_read_as_what_is_in_it() -> None:
    """Sitemaps come as .gz files, and so do some feeds; one that breaks off gives what can be had."""
    body = sitemap(STORY, plain(1))
    assert read_feed(gzip.compress(body), AT, b"") == read_feed(body, AT, b"")
    rss = gzip.compress(b"<rss><channel><item><title>A</title></item></channel></rss>")
    assert [entry.title for entry in read_feed(rss, {}, b"").entries] == ["A"]


def test_a_gzip_file_cannot_fill_the_memory() -> None:
    """More than 50 MB in a gzip file are refused, and a gzip file in a gzip file is not opened."""
    with pytest.raises(NotAFeed) as caught:
        read_feed(gzip.compress(bytes(MAX_BYTES + 1), 1), AT, b"")
    assert caught.value.cause == "too_large"
    with pytest.raises(NotAFeed) as caught:
        read_feed(gzip.compress(gzip.compress(sitemap(STORY))), AT, b"")
    assert caught.value.cause == "binary"
