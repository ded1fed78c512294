"""Feeds that pages name."""

from __future__ import annotations

import time

import pytest

from worker.content.discovery import MOST, feed_links, sitemap_links
from worker.content.feeds import read_feed
from worker.model.errors import NotAFeed

AT = "https://paper.example/world/"
RSS = 'type="application/rss+xml"'


def links(page: str, encoding: str = "utf-8") -> tuple[str, ...]:
    """What is found in a page at ``AT``."""
    return feed_links(page.encode(encoding), "text/html", AT)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(f'<link rel="alternate" {RSS} href="/f">', ["https://paper.example/f"], id="an alternate"),
        pytest.param("<LINK HREF=f REL='Alternate' TYPE=application/atom+xml>", [f"{AT}f"], id="sloppy markup"),
        pytest.param(
            '<link rel="alternate" type="application/feed+json" href="//cdn.example/f.json?a=1&amp;b=2"/>',
            ["https://cdn.example/f.json?a=1&b=2"],
            id="a JSON Feed on another host",
        ),
        pytest.param(
            f'<base href="/x/"><link rel="alternate" {RSS} href="f">', ["https://paper.example/x/f"], id="a base"
        ),
        pytest.param('<a href="/service/rss">RSS</a>', ["https://paper.example/service/rss"], id="a link"),
        pytest.param('<a href="https://a.example/top.rss">x</a>', ["https://a.example/top.rss"], id="by its ending"),
        pytest.param('<a href="/blog?feed=rss2">x</a>', ["https://paper.example/blog?feed=rss2"], id="by its query"),
        pytest.param(
            f'<a href="/feed">x</a><link rel="alternate" {RSS} href="/declared">',
            ["https://paper.example/declared", "https://paper.example/feed"],
            id="what is declared comes first",
        ),
        pytest.param(
            f'<link rel="alternate" {RSS} href="/comments/feed/"><link rel="alternate" {RSS} href="/feed/">',
            ["https://paper.example/feed/"],
            id="comments are no news",
        ),
        pytest.param('<link rel="alternate" hreflang="de" href="/de/">', [], id="another language is no feed"),
        pytest.param('<a href="/feeding-birds">x</a><a href="/atomic-age">y</a>', [], id="words that begin alike"),
        pytest.param('<a href="javascript:rss()">x</a><a href="feed:">y</a>', [], id="no address"),
        pytest.param(f'<!-- <link rel="alternate" {RSS} href="/old"> -->', [], id="commented out"),
        pytest.param(f'<link rel="alternate" {RSS} href="{AT}">', [], id="the page itself"),
    ],
)  # fmt: skip
def test_feeds_of_a_page(page: str, found: list[str]) -> None:
    """What a page declares or links to as a feed, and nothing else."""
    assert links(f"<!doctype html><html><head></head><body>{page}</body></html>") == tuple(found)


def test_a_page_with_hundreds_of_feeds_is_cut() -> None:
    """No more are named than a person looks through, and each once."""
    page = "".join(f'<a href="/{number}.rss">x</a>' * 2 for number in range(500))
    assert links(page) == tuple(f"https://paper.example/{number}.rss" for number in range(MOST))


@pytest.mark.parametrize("piece", ["<a ", "<a " + "a" * 1_990, "<link a=", "<!--", "<a href='", "<a x" + " " * 1_900])
def test_hostile_pages_take_no_time(piece: str) -> None:
    """Two million characters of anything take a second at most."""
    started = time.process_time()
    links((piece + ">" if len(piece) > 100 else piece) * (2_000_000 // len(piece)))
    assert time.process_time() - started < 3


def test_sitemaps_of_a_robots_file() -> None:
    """Those with news in the name come first."""
    robots = b"User-agent: *\nSitemap: https://a.example/s.xml\n sitemap:/news.xml\n# Sitemap\nDisallow: /sitemap: x\n"
    assert sitemap_links(robots, "https://a.example/robots.txt") == (
        "https://a.example/news.xml",
        "https://a.example/s.xml",
    )


def test_a_page_in_place_of_a_feed_is_refused_with_its_feeds() -> None:
    """The message names the feeds of the page: the remedy is to put one in its place."""
    page = f"<!doctype html><html><head><link rel=alternate {RSS} href=/new.rss></head></html>".encode()
    with pytest.raises(NotAFeed) as caught:
        read_feed(page, {"Content-Location": "https://paper.example/old.rss"}, b"")
    assert caught.value.cause == "html"
    assert "https://paper.example/new.rss" in str(caught.value)
