"""What a page says about itself: headline, date, author, canonical address, site, language.

Read straight from the parsed tree in well under a millisecond. The declared facts (JSON-LD, ``<meta>``) are taken as
written; dates have a module of their own (``pagedates``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

from worker.content.bylines import author
from worker.content.fields import squeeze, unescaped
from worker.content.headlines import headline
from worker.content.pagedates import NAMES, published

# A headline longer than this is no headline but a hostile or broken page; the longest real ones stay under 300.
MAX_TITLE_CHARS = 500

# JSON-LD blocks beyond this size are product lists, not descriptions of one article.
_MAX_LD_CHARS = 500_000
_LD_DEPTH = 4
_LD = json.JSONDecoder(strict=False)  # sites break lines within strings
_LD_START = re.compile(r"\{|(?<!CDATA)\[\s*\{")  # behind what hides it from old browsers

_ARTICLE_TYPES = ("Article", "BlogPosting", "Posting", "Report")


@dataclass(frozen=True, slots=True)
class PageHead:
    """The page's own words about itself; None where it is silent. ``canonical`` is absolute, http or https."""

    title: str
    html_lang: str | None
    published_raw: str | None
    author: str | None
    canonical: str | None
    site_name: str | None


@dataclass(slots=True)
class _Declared:
    metas: dict[str, str]
    ld: dict[str, Any]
    dated: str
    links: list[HtmlElement]
    headings: list[HtmlElement]
    title: str


def read_head(tree: HtmlElement, url: str, markup: str, *, dated: bool = True, signed: bool = True) -> PageHead:
    """Look up the declared facts of a page fetched from ``url``, ``tree`` its ``markup`` parsed.

    Date and author only with ``dated`` and ``signed``. Does not change the tree, never raises.
    """
    declared = _declared(tree)
    site_name = declared.metas.get("og:site_name") or declared.metas.get("application-name")
    stated = (unescaped(declared.metas.get("og:title", "")), _text(declared.ld.get("headline")))
    title, heading = headline(declared.headings, declared.title, stated, site_name, url)
    canonical = _canonical(declared, url)
    return PageHead(
        title=title[:MAX_TITLE_CHARS],
        html_lang=_lang(tree, declared),
        published_raw=_published(tree, declared, (title, heading), canonical or url) if dated else None,
        author=author(tree, markup, declared.metas, _person(declared.ld.get("author"))) if signed else None,
        canonical=canonical,
        site_name=site_name,
    )


def _lower(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The heading of a lower level in which the title stands: portals keep ``<h1>`` for their own name."""
    return next((it for it in tree.iter("h2", "h3") if squeeze(it.text_content()) == title), None) if title else None


def _declared(tree: HtmlElement) -> _Declared:
    """One walk for all: a walk costs more than what is done with most elements found."""
    found: dict[str, list[HtmlElement]] = {"meta": [], "script": [], "link": [], "h1": [], "title": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    ld, dated = _article_ld(found["script"])
    title = _titled([it for it in found["title"] if it is not tree])
    return _Declared(_metas(found["meta"]), ld, dated, found["link"], found["h1"], title)


def _titled(titles: list[HtmlElement]) -> str:
    """What the first ``<title>`` of a head says, else the first of all: drawings have titles, too."""
    in_head = next((it.text for it in titles if (above := it.getparent()) is not None and above.tag == "head"), None)
    return squeeze(in_head or (titles and titles[0].text) or "")


def _metas(elements: list[HtmlElement]) -> dict[str, str]:
    """First content of each ``<meta>``, by its property, name or itemprop in lower case."""
    found: dict[str, str] = {}
    for meta in elements:
        content = squeeze(meta.get("content") or "")
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _article_ld(scripts: list[HtmlElement]) -> tuple[dict[str, Any], str]:
    """The first JSON-LD object that describes an article, empty if none does, and the first date that any has."""
    article: dict[str, Any] = {}
    dated: object = None
    for thing in _told(scripts):
        if not article and _is_article(thing):
            article = thing
        dated = dated or thing.get("datePublished") or thing.get("pubDate")
        if article and dated:
            break
    return article, _text(dated)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _told(scripts: list[HtmlElement]) -> Iterator[dict[str, Any]]:
    """What the JSON-LD blocks that can be read describe."""
    for script in scripts:
        if "ld+json" not in (script.get("type") or "") or len(text := script.text or "") > _MAX_LD_CHARS:
            continue
        start = _LD_START.search(text)
        try:
            value, _ = _LD.raw_decode(text, start.start() if start else 0)
        except (ValueError, RecursionError):
            continue
        yield from _things(value, _LD_DEPTH)


def _things(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for member in value[:50]:
            yield from _things(member, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth - 1)


def _lang(tree: HtmlElement, declared: _Declared) -> str | None:
    xml_lang = tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    lang = tree.get("lang") or xml_lang or declared.metas.get("content-language") or declared.metas.get("og:locale")
    return squeeze(lang).split(",")[0] or None if lang else None


def _published(
    tree: HtmlElement, declared: _Declared, found: tuple[str, HtmlElement | None], address: str
) -> str | None:
    title, heading = found
    if heading is None:
        heading = _lower(tree, title)
    under = (heading, True) if heading is not None else (next(iter(declared.headings), None), False)
    return published(tree, _declared_dates(declared), declared.dated, under, address)


def _declared_dates(declared: _Declared) -> Iterator[str]:
    if told := _text(declared.ld.get("datePublished")):
        yield told
    yield from (declared.metas[name] for name in NAMES if name in declared.metas)


def _person(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_person(member) for member in value[:5])))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _canonical(declared: _Declared, url: str) -> str | None:
    links = (link.get("href") for link in declared.links if "canonical" in (link.get("rel") or "").lower().split())
    for link in (next(filter(None, links), None), declared.metas.get("og:url")):
        if not link:
            continue
        try:
            address, parts = _joined(url, link.strip())
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname:
            return address
    return None


def _joined(url: str, link: str) -> tuple[str, SplitResult]:
    """``link`` as an address, and its parts; most are whole, and to join those takes four times as long."""
    parts = urlsplit(link)
    if parts.scheme in {"http", "https"} and parts.netloc and ";" not in link and urlunsplit(parts) == link:
        return link, parts
    address = urljoin(url, link)
    return address, urlsplit(address)


def _text(value: object) -> str:
    """A string of JSON-LD, in which sites' software leaves the entities of HTML."""
    return squeeze(unescaped(value)) if isinstance(value, str) else ""
