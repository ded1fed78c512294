"""What a page says about itself: headline, date, author, canonical address, site, language.

Read straight from the parsed tree in well under a millisecond. The declared facts (JSON-LD, ``<meta>``, ``<time>``)
are taken as written; nothing is searched for in the running text, where a wrong date is easily found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from worker.content.dates import parse_date
from worker.content.fields import unescaped
from worker.content.mastheads import SITE_TAIL

# A headline longer than this is no headline but a hostile or broken page; the longest real ones stay under 300.
MAX_TITLE_CHARS = 500

# JSON-LD blocks beyond this size are product lists, not descriptions of one article.
_MAX_LD_CHARS = 500_000
_LD_DEPTH = 4
_LD = json.JSONDecoder(strict=False)  # sites break lines within strings
_LD_START = re.compile(r"\{|(?<!CDATA)\[\s*\{")  # behind what hides it from old browsers

_ARTICLE_TYPES = ("Article", "BlogPosting", "Posting", "Report")

_DATE_NAMES = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publish_time",
    "publishtime",
    "pubdate",
    "pubtime",
    "og:time",
    "apub:time",
    "sn-post-date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author")

# Where a site declares no date, it mostly prints one below the headline. With its time it is no day of the event.
_DATE_AND_TIME = re.compile(
    r"(?<!\d)20\d\d(?:[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)\s*,?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:])"
)
_LINES = ("span", "div", "p", "time", "em", "i", "b", "small", "td", "li", "font")
_LINES_READ, _LINE_PARTS, _LINE_CHARS = 40, 20, 80

# The ideographic space parts the halves of a Japanese headline and is kept as written.
_IDEOGRAPHIC_SPACE = "\u3000"
_SPACE = re.compile(r"[^\S\u3000]+")
# A heading that shares less with every stated title is a logo, a slogan or another article's.
_ALIKE = 0.5
# Where authors stand in the markup; one walk over the elements, which costs more than everything else here together.
_BYLINE_SIGN = re.compile(r"=\s*[\"']?(?:author|byline)\b")
_BYLINE_SIGNS = frozenset({"author", "byline"})
_BY = re.compile(r"^(?:by|von|par|por|di|da|door|автор:?|av|przez)\s+", re.IGNORECASE)


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
    links: list[HtmlElement]
    headings: list[HtmlElement]
    title: str


def read_head(tree: HtmlElement, url: str, markup: str) -> PageHead:
    """Look up the declared facts of a page fetched from ``url``, ``tree`` its ``markup`` parsed.

    Does not change the tree, never raises.
    """
    declared = _declared(tree)
    site_name = declared.metas.get("og:site_name") or declared.metas.get("application-name")
    return PageHead(
        title=_title(declared, site_name)[:MAX_TITLE_CHARS],
        html_lang=_lang(tree, declared),
        published_raw=_published(tree, declared),
        author=_author(tree, declared, markup),
        canonical=_canonical(declared, url),
        site_name=site_name,
    )


def _declared(tree: HtmlElement) -> _Declared:
    """One walk for all: a walk costs more than what is done with most elements found."""
    found: dict[str, list[HtmlElement]] = {"meta": [], "script": [], "link": [], "h1": [], "title": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    metas, ld = _metas(found["meta"]), _article_ld(found["script"])
    return _Declared(metas, ld, found["link"], found["h1"], _titled([it for it in found["title"] if it is not tree]))


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


def _article_ld(scripts: list[HtmlElement]) -> dict[str, Any]:
    """The first JSON-LD object that describes an article; empty where there is none or it cannot be read."""
    for script in scripts:
        if "ld+json" not in (script.get("type") or "") or len(text := script.text or "") > _MAX_LD_CHARS:
            continue
        start = _LD_START.search(text)
        try:
            value, _ = _LD.raw_decode(text, start.start() if start else 0)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value, _LD_DEPTH):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names):
                return thing
    return {}


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


def _title(declared: _Declared, site_name: str | None) -> str:
    """The headline as readers see it: the ``<h1>`` most like another source's title, else the declared title."""
    tail = SITE_TAIL.search(declared.title)
    # If what is behind is the longer part, the site's name is before it.
    tag = declared.title[: tail.start()] if tail and 2 * tail.start() > len(declared.title) else declared.title
    stated = [unescaped(declared.metas.get("og:title", "")), _text(declared.ld.get("headline")), tag]
    headings = [text for text in (squeeze(h1.text_content()) for h1 in declared.headings) if len(text) > 3]
    alike = {heading: max(_alike(heading, text) for text in stated) for heading in headings if heading != site_name}
    best = max(alike, key=alike.__getitem__, default="")
    if best and alike[best] >= _ALIKE:
        return best
    for text in stated[:2]:
        if text:
            return _without_site(text, site_name)
    return tag or (headings[0] if headings else "")


def _alike(heading: str, title: str) -> float:
    """How much of both is in words that both have, 0..1; of what is alike but in its end, all.

    A site's name alone is but a small part of a title that ends with it.
    """
    one, other = heading.casefold().split(), title.casefold().split()
    least, most = sorted(("".join(one), "".join(other)), key=len)
    if 2 * len(least) >= len(most) and least in most:
        return 1.0
    both = set(one).intersection(other)
    return min(_letters(it for it in of if it in both) / max(1, _letters(of)) for of in (one, other))


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _without_site(title: str, site_name: str | None) -> str:
    if site_name and title.endswith(site_name) and len(title) > len(site_name):
        return title[: -len(site_name)].rstrip(" |–—·•»:-") or title
    return title


def _lang(tree: HtmlElement, declared: _Declared) -> str | None:
    xml_lang = tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    lang = tree.get("lang") or xml_lang or declared.metas.get("content-language") or declared.metas.get("og:locale")
    return squeeze(lang).split(",")[0] or None if lang else None


def _published(tree: HtmlElement, declared: _Declared) -> str | None:
    """The first date that can be read, else the first as it is written."""
    first = None
    for told in _dates(tree, declared):
        if parse_date(told) is not None:
            return told
        first = first or told
    return first


def _dates(tree: HtmlElement, declared: _Declared) -> Iterator[str]:
    if ld := _text(declared.ld.get("datePublished")):
        yield ld
    yield from (declared.metas[name] for name in _DATE_NAMES if name in declared.metas)
    marked = tree.xpath("//*[@itemprop='datePublished'][1] | //time[@pubdate][1] | (//article//time[@datetime])[1]")
    times = marked or tree.xpath("(//time[@datetime])[1]")
    for element in times:
        if value := squeeze(element.get("datetime") or element.get("content") or element.text_content()):
            yield value
    if line := _dateline(tree, declared.headings):
        yield line


def _dateline(tree: HtmlElement, headings: list[HtmlElement]) -> str | None:
    """The date and time in the first short line behind the headline that has them, year first: "2026-03-01 08:05"."""
    behind = dropwhile(lambda element: element is not headings[0], tree.iter("h1", *_LINES)) if headings else ()
    for element in islice(behind, 1, _LINES_READ):
        line = squeeze("".join(islice(element.itertext(), _LINE_PARTS)))
        if len(line) <= _LINE_CHARS and (found := _DATE_AND_TIME.search(line)):
            return found[0]
    return None


def _author(tree: HtmlElement, declared: _Declared, markup: str) -> str | None:
    for candidate in _bylines(tree, declared, markup):
        name = _BY.sub("", squeeze(candidate))
        if 2 < len(name) <= 120 and "://" not in name:
            return name
    return None


def _bylines(tree: HtmlElement, declared: _Declared, markup: str) -> Iterator[str]:
    """What may be the author's name, the most trusted first; the elements are walked only if it comes to that."""
    yield _person(declared.ld.get("author"))
    yield from (declared.metas[name] for name in _AUTHOR_NAMES if name in declared.metas)
    if _BYLINE_SIGN.search(markup):
        signed = (it for it in tree.iterdescendants("*") if not _BYLINE_SIGNS.isdisjoint(it.values()))
        byline = next(filter(_is_byline, signed), None)
        yield byline.text_content() if byline is not None else ""


def _is_byline(element: HtmlElement) -> bool:
    if element.get("class") in {"byline", "author"} or element.get("itemprop") == "author":
        return True
    return bool(element.get("rel") == "author" and element.tag == "a")


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
            address = urljoin(url, str(link).strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname:
            return address
    return None


def _text(value: object) -> str:
    """A string of JSON-LD, in which sites' software leaves the entities of HTML."""
    return squeeze(unescaped(value)) if isinstance(value, str) else ""


def squeeze(text: str) -> str:
    """``text`` on one line, runs of white space as one blank."""
    if _IDEOGRAPHIC_SPACE in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())
