"""Feeds and pages as servers send them, written from a few facts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from tests.clock import START

DAY_S = 86400.0


@dataclass(frozen=True)
class Told:
    """An entry as its site tells it. ``link`` is a path or an address; ``at`` is None where the feed has no date."""

    title: str
    link: str | None = None
    guid: str | None = None
    at: float | None = START - 3600
    summary: str = ""


def rss(*told: Told, title: str = "A feed", extra: str = "") -> bytes:
    """An RSS 2.0 document; ``extra`` goes into its channel."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<language>en</language>{extra}{''.join(map(_rss_item, told))}</channel></rss>"
    ).encode()


def _rss_item(told: Told) -> str:
    parts = [f"<title>{escape(told.title)}</title>" if told.title else ""]
    parts.append(f"<link>{escape(told.link)}</link>" if told.link else "")
    parts.append(f'<guid isPermaLink="false">{escape(told.guid)}</guid>' if told.guid else "")
    parts.append(f"<pubDate>{_rfc822(told.at)}</pubDate>" if told.at is not None else "")
    parts.append(f"<description>{escape(told.summary)}</description>" if told.summary else "")
    return f"\n<item>{''.join(parts)}</item>"


def atom(*told: Told) -> bytes:
    """An Atom document."""
    entries = "".join(
        f"\n<entry><title>{escape(it.title)}</title><id>{escape(it.guid or '')}</id>"
        f'<link rel="alternate" href="{escape(it.link or "")}"/><updated>{_iso(it.at)}</updated>'
        f"<summary>{escape(it.summary)}</summary></entry>"
        for it in told
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>A feed</title><id>urn:feed</id><updated>{_iso(START)}</updated>{entries}</feed>"
    ).encode()


def rdf(*told: Told) -> bytes:
    """An RSS 1.0 document."""
    items = "".join(
        f'\n<item rdf:about="{escape(it.link or "")}"><title>{escape(it.title)}</title>'
        f"<link>{escape(it.link or '')}</link><dc:date>{_iso(it.at)}</dc:date>"
        f"<description>{escape(it.summary)}</description></item>"
        for it in told
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="http://rdf.example/"><title>A feed</title><link>http://rdf.example/</link>'
        f"<description>It tells.</description><dc:language>en</dc:language></channel>{items}</rdf:RDF>"
    ).encode()


def json_feed(*told: Told) -> bytes:
    """A JSON Feed 1.1 document."""
    items = [
        {"id": it.guid, "url": it.link, "title": it.title, "content_text": it.summary, "date_published": _iso(it.at)}
        for it in told
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A feed", "language": "en", "items": items}
    return json.dumps(feed).encode()


def page(title: str, paragraphs: Sequence[str], lang: str = "en") -> bytes:
    """An article's page with a menu above it and a foot below."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About</a></nav>'
        f"<main><article><h1>{escape(title)}</h1>{body}</article></main>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def _rfc822(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")


def _iso(at: float | None) -> str:
    return datetime.fromtimestamp(START if at is None else at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
