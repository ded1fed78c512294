"""What a site serves, as bytes: feed documents in four formats, and article pages with a site's furniture."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from functools import lru_cache

import prose

# Of 20 feeds, in turn: 12 RSS, 5 Atom, 2 RDF, 1 JSON Feed, roughly what is found on the news web.
_FORMATS = (
    *("rss", "atom", "rss", "rdf", "rss", "atom", "rss", "rss", "json", "rss"),
    *("rss", "atom", "rss", "rss", "atom", "rss", "rdf", "rss", "atom", "rss"),
)
CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as a feed lists it; ``published_at`` in seconds since the epoch."""

    url: str
    title: str
    summary: str
    published_at: float


def format_of(feed: int) -> str:
    """The format feed number ``feed`` is written in."""
    return _FORMATS[feed % len(_FORMATS)]


def feed_document(feed: int, origin: str, entries: Sequence[Listed]) -> bytes:
    """The document of a feed, newest entry first. The words need no escaping: prose has none of ``<>&``."""
    write = {"rss": _rss, "atom": _atom, "rdf": _rdf, "json": _json}[format_of(feed)]
    return write(f"Site {feed}", origin, prose.language_of(feed), entries).encode()


def _iso(at: float) -> str:
    return datetime.fromtimestamp(int(at), UTC).isoformat().replace("+00:00", "Z")


def _rss(name: str, origin: str, lang: str, entries: Sequence[Listed]) -> str:
    items = "".join(
        f"<item><title>{entry.title}</title><link>{entry.url}</link>"
        f'<guid isPermaLink="true">{entry.url}</guid><pubDate>{formatdate(entry.published_at, usegmt=True)}</pubDate>'
        f"<category>news</category><description><![CDATA[<p>{entry.summary}</p>]]></description></item>\n"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{name}</title><link>{origin}/</link><description>News of {name}</description>"
        f"<language>{lang}</language>\n{items}</channel></rss>\n"
    )


def _atom(name: str, origin: str, lang: str, entries: Sequence[Listed]) -> str:
    items = "".join(
        f'<entry><title>{entry.title}</title><link rel="alternate" href="{entry.url}"/><id>{entry.url}</id>'
        f"<published>{_iso(entry.published_at)}</published><updated>{_iso(entry.published_at)}</updated>"
        f"<author><name>Desk of {name}</name></author>"
        f'<summary type="html">&lt;p&gt;{entry.summary}&lt;/p&gt;</summary></entry>\n'
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}"><title>{name}</title><id>{origin}/</id>'
        f'<link href="{origin}/"/><updated>{_iso(entries[0].published_at)}</updated>\n{items}</feed>\n'
    )


def _rdf(name: str, origin: str, lang: str, entries: Sequence[Listed]) -> str:
    places = "".join(f'<rdf:li rdf:resource="{entry.url}"/>' for entry in entries)
    items = "".join(
        f'<item rdf:about="{entry.url}"><title>{entry.title}</title><link>{entry.url}</link>'
        f"<description>{entry.summary}</description><dc:date>{_iso(entry.published_at)}</dc:date></item>\n"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{origin}/"><title>{name}</title><link>{origin}/</link><description>News</description>'
        f"<dc:language>{lang}</dc:language><items><rdf:Seq>{places}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def _json(name: str, origin: str, lang: str, entries: Sequence[Listed]) -> str:
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "content_html": f"<p>{entry.summary}</p>",
            "date_published": _iso(entry.published_at),
        }
        for entry in entries
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": name, "home_page_url": origin, "language": lang, "items": items})


@lru_cache(maxsize=2000)
def _furniture(feed: int) -> tuple[str, str, str, str]:
    """What every page of a site has around the report: head, header, what follows the report, and footer.

    Together 40 to 110 kB and some 750 elements, as many as the middle one of 181 real article pages had; it is the
    number of elements that an extractor's time grows with.
    """
    rng = random.Random(f"furniture {feed}")

    def texts() -> tuple[str, str]:
        return prose.headline(-1, feed, rng.randrange(1 << 30))

    style = "".join(f".c{n}{{margin:{n}px;color:#{rng.randrange(1 << 24):06x}}}" for n in range(rng.randint(60, 300)))
    script = "".join(f"window.q{n}=window.q{n}||[];q{n}.push([{n},'load']);" for n in range(rng.randint(40, 200)))
    state = json.dumps({f"k{n}": [rng.randrange(1 << 30), style[n : n + 60]] for n in range(rng.randint(100, 500))})
    head = (
        f'<html lang="{prose.language_of(feed)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style>'
        f"<script>{script}window.state={state}</script>"
    )
    header = f'<header class="top"><a href="/">Site {feed}</a><nav>{_menu(rng, texts()[1])}</nav></header>'
    cards = "".join(_card(feed, number, *texts()) for number in range(rng.randint(20, 45)))
    comments = "".join(_comment(number, texts()[1]) for number in range(rng.randint(5, 18)))
    after = (
        f'<aside class="related"><h3>Most read</h3>{cards}</aside>'
        f'<section id="comments" class="comments"><h3>Comments</h3>{comments}</section>'
    )
    columns = "".join(f'<div class="column">{_list(texts()[0].split())}</div>' for _ in range(rng.randint(4, 8)))
    footer = f'<footer><div class="columns">{columns}</div><p>© Site {feed}. All rights reserved.</p></footer>'
    return head, header, after, footer


def _menu(rng: random.Random, words: str) -> str:
    entries = words.split()[:14]
    return "".join(
        f'<div class="menu-entry"><a href="/s/{n}"><span>{word}</span></a>{_list(rng.sample(entries, 4))}</div>'
        for n, word in enumerate(entries)
    )


def _list(words: Sequence[str]) -> str:
    return "<ul>" + "".join(f'<li><a href="/t/{word}">{word}</a></li>' for word in words) + "</ul>"


def _card(feed: int, number: int, title: str, summary: str) -> str:
    return (
        f'<div class="card c{number}"><a href="/a/{feed}/r{number}.html"><figure><img src="/i/{number}.jpg" alt="">'
        f'</figure><div class="card-text"><h4><span>{title}</span></h4><p>{summary[:90]}</p>'
        f'<time datetime="2026-01-{1 + number % 28:02d}">{number} h</time></div></a></div>'
    )


def _comment(number: int, text: str) -> str:
    return (
        f'<div class="comment" id="comment-{number}"><div class="comment-head">'
        f'<span class="name">Reader {number}</span><time>{number} h</time></div>'
        f'<div class="comment-body"><p>{text}</p></div>'
        f'<div class="comment-foot"><a href="#reply">Reply</a> <a href="#like">Like</a></div></div>'
    )


def page(seed: int, feed: int, sequence: int, url: str, published_at: float) -> bytes:
    """An article page of 40 to 120 kB around 300 to 600 words; about 0.7 ms once the site is known."""
    report = prose.report(seed, feed, sequence)
    head, header, after, footer = _furniture(feed)
    at = _iso(published_at)
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": report.title, "datePublished": at}
    body = "".join(
        f"<p>{_with_link(paragraph)}</p>\n" if number % 2 else f"<p>{paragraph}</p>\n"
        for number, paragraph in enumerate(report.paragraphs)
    )
    share = "".join(f'<a class="share" href="https://{name}.example/?u={url}">{name}</a>' for name in ("one", "two"))
    return (
        f'<!DOCTYPE html>{head}<title>{report.title} - Site {feed}</title><link rel="canonical" href="{url}">'
        f'<meta property="og:title" content="{report.title}"><meta property="article:published_time" content="{at}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head><body>{header}'
        f'<main><article><h1>{report.title}</h1><p class="byline">Desk <time datetime="{at}">{at[:10]}</time></p>'
        f'<div class="share-bar">{share}</div><div class="article-body">\n{body}</div></article>{after}</main>'
        f'<section class="newsletter"><h3>Newsletter</h3><p>Get the day in your inbox.</p></section>{footer}'
        "</body></html>\n"
    ).encode()


def _with_link(paragraph: str) -> str:
    first, rest = paragraph.split(" ", 1)
    return f'<a href="/t/{len(first)}">{first}</a> {rest}'
