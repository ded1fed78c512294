"""Feeds that a page links to: those it declares for readers, and links that look like feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.content import charset, fields

MOST = 20
_LOOK_AT = 2_000_000  # bytes; pages declare their feeds at the start and link to them at the very end
# Tags that are opened and never closed must not cause a new scan for each opening.
_TAG = re.compile(r"<(link|a|base)\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b([a-z]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|text/xml", re.IGNORECASE)
_SURE_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)", re.IGNORECASE)
_LOOKS_LIKE_ONE = re.compile(r"(?:^|[/._?=&-])(?:rss2?|atom|feeds?|rdf|newsfeed)(?:$|[/._?=&-])", re.IGNORECASE)
# Not the site's news: comments on one article, embedding protocols, and services that only display a feed.
_NOT_NEWS = re.compile(r"/comments?/|comments?[-_/]feed|oembed|wp-json|feedly\.com|/feedback\b", re.IGNORECASE)
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,4096})", re.IGNORECASE | re.MULTILINE)


def feed_links(body: bytes, content_type: str, url: str | None) -> tuple[str, ...]:
    """Addresses of feeds that the page at ``url`` names, the likeliest first, at most ``MOST``.

    Nothing is guessed: they are declared as alternates of a feed's type, or linked at an address that looks like
    a feed's. Feeds of comments are left out if there is any other. Linear in the length of the page.
    """
    text = charset.text_of(body[:_LOOK_AT], charset.settle(body[:_LOOK_AT], content_type))
    declared, linked = [], []
    base = url
    for name, told in _tags(_COMMENT.sub("", text)):
        href = told.get("href", "")
        if name == "base":
            base = fields.web_url(href, url) or base
            continue
        address = fields.web_url(href, base)
        if address is None or address == url:
            continue
        if name == "link" and _is_alternate(told):
            declared.append((_SURE_TYPES.search(told.get("type", "")) is None, address))
        elif name == "a" and (_TYPES.search(told.get("type", "")) or _LOOKS_LIKE_ONE.search(_path(address))):
            linked.append(address)
    declared.sort(key=lambda it: it[0])
    every = list(dict.fromkeys([*(address for _, address in declared), *linked]))
    return tuple([address for address in every if not _NOT_NEWS.search(address)] or every)[:MOST]


def sitemap_links(robots: bytes, url: str) -> tuple[str, ...]:
    """Addresses of sitemaps that a robots.txt names, those with news in the name first, at most ``MOST``."""
    found = (fields.web_url(address, url) for address in _SITEMAP.findall(robots.decode("utf-8", "replace")))
    every = dict.fromkeys(address for address in found if address)
    return tuple(sorted(every, key=lambda address: "news" not in address.lower())[:MOST])


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag in _TAG.finditer(text):
        found = _ATTRIBUTE.findall(tag[2])
        yield tag[1].lower(), {name.lower(): fields.unescaped(a or b or c).strip() for name, a, b, c in reversed(found)}


def _is_alternate(told: dict[str, str]) -> bool:
    relations = told.get("rel", "").lower().split()
    return ("alternate" in relations and _TYPES.search(told.get("type", "")) is not None) or "feed" in relations


def _path(address: str) -> str:
    return address.partition("//")[2].partition("/")[2]
