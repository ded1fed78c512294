"""From page bytes to title, body text and what the page declares about itself.

The tree is built once: facts are looked up in it, then the extractor takes it over. On 181 hand-typed pages the
extractor's fast mode without comments scores .963 (4-gram shingle F1), .966 without the headline and .969 once
``promo`` has cleaned it, at 10 to 14 ms a page.
Meant for a child process with a deadline: a hostile page can cost seconds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import ElementDefaultClassLookup, LxmlError
from lxml.html import HtmlElement, fromstring
from trafilatura.utils import HTML_PARSER, repair_faulty_html

from worker.content.dates import parse_date
from worker.content.extraction import extract
from worker.content.pagecharset import decode
from worker.content.pagehead import read_head, squeeze
from worker.content.walls import is_wall
from worker.model.errors import NoArticle

# What the extractor logs about a page it could not read, NoArticle says with the address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
# Its parser would ask Python which class each element is of, whenever one is touched: some 1,900 times a page.
HTML_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))

# libxml2 stops at 256 open elements and drops what lies deeper, so a tree this deep has lost its text.
_MAX_DEPTH = 254
# What the extractor repairs of a page stands in its first lines, but for control characters.
_FIRST_CHARS = 4096
_CONTROLS = [code for code in range(0x20) if chr(code) not in "\t\n\r"]
_NO_LETTERS = ("\ufffe", "\uffff")

# Under this length a text beside a lost part is a menu or a teaser, not the article.
_TEASER_CHARS = 200

# A paragraph of prose: long enough to be no label or link, ended like a sentence.
_PROSE_CHARS = 80
_SENTENCE_END = re.compile(r"[.!?…。！？؟।։:»”\"')\]]\s*$")
# A report of this many characters is beyond doubt a report; shorter ones may be a teaser.
_FULL_CHARS = 1200


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read. ``text`` has a blank line between paragraphs and still holds the site's promo.

    ``published_at`` is seconds since the epoch, UTC, understood from ``published_raw``; None where the page declares
    no date or one that cannot be read. ``canonical`` is absolute, http or https. ``quality`` is 0..1: how much the
    text looks like a report (length, share in full sentences, words of the title found in it).
    """

    title: str
    text: str
    html_lang: str | None
    published_at: float | None
    published_raw: str | None
    author: str | None
    canonical: str | None
    site_name: str | None
    quality: float


def read_page(body: bytes, headers: Mapping[str, str], url: str) -> Page:
    """Read the page that ``url`` answered with; ``headers`` have lower-case keys.

    Raises ``NoArticle`` with cause ``nesting`` (elements nested too deep to be parsed), ``wall`` (a consent,
    login, challenge or "not found" page stands in the article's place) or ``no_text``. About 10 ms for a usual page.
    """
    markup = decode(body, headers.get("content-type", ""))
    tree = _parsed(markup)
    if tree is None:
        raise NoArticle(f"{url}: {len(body)} bytes that are no HTML page; use the feed's own text", cause="no_text")
    head = read_head(tree, url, markup)
    _lighten(tree)
    text = _body_text(tree, markup, head.title)
    if is_wall(head.title, text):
        raise NoArticle(
            f"{url}: a consent, login, challenge or error page of {len(text)} characters stands in for the article; "
            "use the feed's own text",
            cause="wall",
        )
    if len(text) < _TEASER_CHARS and _too_deep(markup):
        raise NoArticle(
            f"{url}: elements nested deeper than {_MAX_DEPTH}, the parser's limit; use the feed's own text",
            cause="nesting",
        )
    if not text:
        raise NoArticle(f"{url}: no body text in {len(body)} bytes; use the feed's own text", cause="no_text")
    return Page(
        title=head.title,
        text=text,
        html_lang=head.html_lang,
        published_at=parse_date(head.published_raw) if head.published_raw else None,
        published_raw=head.published_raw,
        author=head.author,
        canonical=head.canonical,
        site_name=head.site_name,
        quality=_quality(head.title, text),
    )


def _parsed(markup: str) -> HtmlElement | None:
    """The tree that ``trafilatura.load_html`` makes of ``markup``; None where that is no HTML."""
    beginning = markup[:50].lower()
    try:
        tree = fromstring(_repaired(markup, beginning), parser=HTML_PARSER)
    except LxmlError:
        return None
    return tree if "html" in beginning or len(tree) > 1 else None


def _repaired(markup: str, beginning: str) -> bytes:
    """``markup`` as the parser can take it.

    The extractor looks at each letter for control characters: .2 ms on the benchmark's pages, .5 on real ones.
    """
    body = markup.encode("utf-8", "surrogatepass")
    if any(map(body.__contains__, _CONTROLS)) or any(map(markup.__contains__, _NO_LETTERS)):
        return repair_faulty_html(markup, beginning).encode("utf-8", "surrogatepass")
    start = markup[:_FIRST_CHARS]
    repaired = repair_faulty_html(f"{start}\n", beginning)[:-1]
    return body if repaired == start else (repaired + markup[_FIRST_CHARS:]).encode("utf-8", "surrogatepass")


def _lighten(tree: HtmlElement) -> None:
    """Take out of ``tree`` what no stage of the extractor reads, so that its searches do not walk through it.

    It drops these elements itself, but late: its regular expressions visit every element several times before.
    Without them it takes 2.3 ms instead of 4.1 on the benchmark's pages and 10.7 instead of 12.2 on 181 real ones,
    with the same text for each. In ``ld+json`` scripts it finds whole articles, so those stay.
    """
    for element in list(tree.iter("aside", "footer", "style", "svg", "script")):
        told = element.tag == "script" and "ld+json" in (element.get("type") or "")
        if not told and element.getparent() is not None:
            element.drop_tree()


def _body_text(tree: HtmlElement, markup: str, title: str) -> str:
    """The extractor's text, one blank line between paragraphs; empty where it found none.

    The headline element is the title, not the body's first paragraph; what prints the title again stays for ``promo``.
    """
    found = extract(tree, markup)
    if found is None:
        return ""
    body, text = found
    lines = [line for line in map(squeeze, text.split("\n")) if line]
    for heading in body.iterfind("head[@rend='h1']"):
        printed = squeeze("".join(map(str, heading.itertext())))
        if printed.split() == title.split() and printed in lines:
            lines.remove(printed)
            break
    return "\n\n".join(lines)


def _too_deep(markup: str) -> bool:
    """Parsed once more, which few pages are: the extractor took the first tree apart."""
    tree = _parsed(markup)
    if tree is None:
        return False
    _lighten(tree)
    return bool(tree.xpath(f"boolean(//*[count(ancestor::*) >= {_MAX_DEPTH}])"))


def _quality(title: str, text: str) -> float:
    """How much the text looks like a report, 0..1: half prose, a third length, the rest the title's words in it."""
    paragraphs = text.split("\n\n")
    prose = sum(len(line) for line in paragraphs if len(line) >= _PROSE_CHARS and _SENTENCE_END.search(line))
    prose_share = prose / len(text)
    length = min(1.0, len(text) / _FULL_CHARS)
    lowered = text.casefold()
    words = [word for word in title.casefold().split() if len(word) > 3]
    echoed = sum(word in lowered for word in words) / len(words) if words else 0.5
    return round(0.5 * prose_share + 0.3 * length + 0.2 * echoed, 3)
