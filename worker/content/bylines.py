"""Who wrote a page: the name in a byline, without the label before it and the date behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from worker.content.datewords import MONTHS_HERE, WEEKDAYS
from worker.content.fields import squeeze

_MAX_CHARS = 120
_READ_CHARS = 300
_META_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author")
_LABEL = re.compile(
    r"^(?:view all posts by|(?:posted|published|written|story) by|geschrieben von|écrit par|escrito por|scritto da|"
    r"autore?|author|auteure?|автор|yazar|作者|記者|by|von|par|por|di|da|door|av|przez|от|текст|tekst|oprac\.?|szerző|"
    r"كتب|كتبت|بقلم|نویسنده|โดย|tác giả|oleh|penulis|γράφει|yazan|muhabir|objavi(?:o|la)|објави(?:о|ла)|लेखक|লেখক|文|"
    r"取材)"
    r"(?:/\w{1,3})?(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
# Korean reporters are called so behind their names.
_CALLED = re.compile(r"\s(?:선임)?(?:기자|특파원)$")
_BESIDE = re.compile(r"\s[-–—|•·]\s")
# A time of day, or a year beside another number: what a date has, and no name.
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DATED = re.compile(rf"\d{{1,2}}[:.h]\d\d(?!\d)|\d.*{_YEAR}|{_YEAR}.*\d", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*@\S+")
_EDGE = re.compile(r"^[\s,;:|•·/(<–—-]+|[\s,;:|•·/(<–—-]+$")
_BEFORE_COMMA = re.compile(r"(?<!\s)\s+(?=[,;])")
_LAST_WORD = re.compile(r"[^\W\d_]+\.?[\s,;:|•·/(–—-]*$")
_BEFORE_DATES = {word.casefold() for word in (*MONTHS_HERE, *WEEKDAYS)}.union(
    "on at am um le à el o the posted published updated".split(),
    "veröffentlicht aktualisiert publié publicado опубликовано 发布于 发布时间 发表于".split(),
)
_NOBODY = frozenset(
    "na n/a none null nan undefined unknown name author authors admin administrator root user username guest anonymous "
    "default webmaster superuser гость админ администратор redaktor автор autor auteur".split()
) | {"super user", "site admin", "web admin", "no author", "guest author"}

_WRITERS = "byline author writer journalist reporter szerzo autor"
_SIGNS = frozenset({"byline", "author"})
# Less sure: a name, and nothing that a reader's or a box about the author has.
_LIKE_SIGNS = re.compile(rf"(?:[a-z]+[_-]+){{0,4}}(?:{_WRITERS.replace(' ', '|')})(?:[_-]+names?)?")
_ELSEWHERE = ("comment", "related", "sidebar", "widget", "komentar", "reply")
_NO_NAME = re.compile(r"\d|[.!?。！？>]\s|//")
_NAME_CHARS = 60


def author(tree: HtmlElement, markup: str, metas: Mapping[str, str], told: str) -> str | None:
    """The author of a page whose ``<meta>`` elements and JSON-LD (``told``) are read; None where it names nobody."""
    return next(filter(None, map(name, _candidates(tree, markup, metas, told))), None)


def name(byline: str) -> str | None:
    """The name in a byline: "By Ilse Mohr | 11 March 2026"."""
    found = _LABEL.sub("", squeeze(byline)[:_READ_CHARS])
    if _DATED.search(found):
        found = _undated(found)
    if "@" in found:
        found = _ADDRESS.sub("", found)
    found = _CALLED.sub("", _EDGE.sub("", _BESIDE.split(found, maxsplit=1)[0]))
    if not 2 < len(found) + (not found.isascii()) <= _MAX_CHARS or "://" in found or found.casefold() in _NOBODY:
        return None
    return found if any(map(str.isalpha, found)) else None


def _undated(found: str) -> str:
    """What is before the first number, without the words of its date."""
    found = re.split(r"\d", found, maxsplit=1)[0]
    while (last := _LAST_WORD.search(found)) and _EDGE.sub("", last[0]).strip(".").casefold() in _BEFORE_DATES:
        found = found[: last.start()]
    return found


def _candidates(tree: HtmlElement, markup: str, metas: Mapping[str, str], told: str) -> Iterator[str]:
    """What may be the author's name, the most trusted first; the elements are searched only if it comes to that."""
    yield told
    yield from (metas[one] for one in _META_NAMES if one in metas)
    if words := _named(markup):
        # A walk that stops at the first takes a third of what the search for all takes (record 0015).
        signed = (element for element in tree.iterdescendants("*") if not _SIGNS.isdisjoint(element.values()))
        yield from map(_text, filter(_is_byline, signed))
        likely = cast("list[HtmlElement]", _likely(*words)(tree))
        texts = (_text(element) for element in likely if _may_be_byline(element))
        yield from (text for text in texts if len(text) <= _NAME_CHARS and not _NO_NAME.search(text))


def _named(markup: str) -> tuple[str, ...]:
    return tuple(word for word in _WRITERS.split() if word in markup)


@lru_cache(maxsize=64)
def _likely(*words: str) -> XPath:
    """What finds elements with one of these words in their class: fewer take less time."""
    return XPath("//*[" + " or ".join(f"contains(@class, '{word}')" for word in words) + "]")


def _text(element: HtmlElement) -> str:
    return _BEFORE_COMMA.sub("", squeeze(" ".join(map(str, element.itertext()))))


def _is_byline(element: HtmlElement) -> bool:
    if element.get("class") in _SIGNS or element.get("itemprop") == "author":
        return True
    return bool(element.get("rel") == "author" and element.tag == "a")


def _may_be_byline(element: HtmlElement) -> bool:
    if not any(map(_LIKE_SIGNS.fullmatch, (element.get("class") or "").lower().split())):
        return False
    around = (f"{it.get('class') or ''} {it.get('id') or ''}" for it in (element, *element.iterancestors()))
    return not any(sign in named.lower() for named in around for sign in _ELSEWHERE)
