"""When a page was published, as it says itself, the surest place first.

Facts that are declared (JSON-LD, ``<meta>``, ``<time>``, microformats) are taken as written. Where there are none, the
date printed below the headline counts, and then the day in the page's address. Nothing is searched for in the running
text, where a wrong date is easily found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from worker.content.dates import parse_date, trailing_date
from worker.content.fields import squeeze
from worker.content.phrases import DATED

NAMES = (
    *("article:published_time", "article:published", "og:article:published_time", "og:published_time"),
    *("datepublished", "date.published", "date_published", "published_time", "article:publicationdate"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article_date_original"),
    *("publish-date", "publish_date", "publishdate", "publish_time", "publishtime", "pubdate", "pub_date", "pubtime"),
    *("publicationdate", "publication_date", "originalpublicationdate", "firstpublishedtime", "og:time", "apub:time"),
    *("sn-post-date", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("dc:date", "date", "og:regdate"),
)
"""Of ``<meta>`` elements, the surest first."""
_PUBLISHED = "//*[@itemprop='datePublished'][1] | //time[@pubdate][1]"
_MARKED = (
    "(//article//time[@datetime])[1]",
    "(//time[@datetime])[1]",
    "(//*[@title and contains(concat(' ', normalize-space(@class), ' '), ' published ')])[1]",
    "(//*[@content and (@property='dc:date' or @property='dc:issued')])[1]",
)
_ATTRIBUTES = ("datetime", "content", "title")

_ZONE = r"(?:\s(?-i:[A-Z]{2,5})\b)?"
_HALF = r"\s?[ap]\.?m\b\.?"
_AT = r"[\s,|–—-]{1,4}(?:(?:at|um|à|om|kl\.?|alle|a las|às)\s)?"
_CLOCK = r"\d{1,2}[:：.h]\d\d(?:[:：]\d\d)?(?!\d|:\d)"
_BY_YEAR = (
    r"20\d\d[-/.年년]\s?\d{1,2}[-/.月월]\s?\d{1,2}[日일]?\s*(?:[(（].[)）]\s*)?,?\s*"
    r"(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:])|\d{1,2}[時时]\d{1,2}分|\d{1,2}시\s?\d{1,2}분)"
)
_MONTH = r"[^\W\d_]{3,12}\.?"
# Where a site declares no date, it mostly prints one below the headline. With its time it is no day of the event.
# Where the day could be the month, AM or PM tells that it is.
_DATE_AND_TIME = re.compile(
    r"(?<![\d/])(?:"
    rf"{_BY_YEAR}|"
    rf"\d{{1,2}}/\d{{1,2}}/20\d\d{_AT}{_CLOCK}{_HALF}{_ZONE}|"
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?20\d\d|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s20\d\d|"
    rf"\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?20\d\d){_AT}{_CLOCK}(?:{_HALF})?{_ZONE})",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(rf"(?<!\d){_BY_YEAR}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LINES = ("span", "div", "p", "time", "em", "i", "b", "small", "td", "li", "font", "abbr", "date", "h4", "h5", "h6")
_LINES_READ, _LINE_PARTS, _LINE_CHARS = 40, 20, 80
# Behind more paragraphs the report has begun, and other forms of a date are those of comments or of a line at its end.
_LEAD = 1
# A date and nothing else may be the event's, but for so near to the headline in an element named for it.
_NEAR = 15
_FOR_DATES = re.compile(r"dat(?!a-)|time|publi|posted|meta|byline", re.IGNORECASE)
_PARTED, _PARTS = re.compile(r"\s[|•·–—-]\s"), 3
# Only where all is ASCII may the month come first.
_EITHER = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/\d{4}(?!.*[ap]\.?m)", re.IGNORECASE)
# What tells the time of day to the visitor of a page.
_NOW = re.compile(r"now|today|current|clock|\blive|weather", re.IGNORECASE)
_ABOVE, _BESIDE = 3, 12
_CHANGED, _NEW = re.compile(r"updat|modif|chang", re.IGNORECASE), re.compile(r"publi|posted|creat", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:[/-](\d{1,2})[/-](\d{1,2})|(\d\d)(\d\d))(?!\d)(?=[/_.-]|$)")
_DAY, _NOON = 86_400.0, 43_200.0
_TWO_DAYS = 2 * _DAY
# A time on the day that is read as noon UTC, in any zone.
_SAME_DAY = _DAY


def published(
    tree: HtmlElement,
    declared: Iterable[str],
    elsewhere: str,
    heading: tuple[HtmlElement | None, bool],
    address: str,
) -> str | None:
    """The first date that can be read, else the first as it is written.

    A day alone gives way to a time on that day, if that is declared for the article or stands beside its headline.
    ``declared`` are the dates that the page declares for its article, ``elsewhere`` is one of anything else in its
    JSON-LD; ``heading`` is its headline, and whether that is sure.
    """
    first = day = None
    for told, sure in _dates(tree, declared, elsewhere, heading, address):
        at = parse_date(told)
        if at is None:
            first = first or told
        elif day is None and at % _DAY != _NOON:
            return told
        elif day is None:
            day = told, at
        elif sure and at % _DAY != _NOON and abs(at - day[1]) <= _SAME_DAY:
            return told
    return day[0] if day else first


def _dates(
    tree: HtmlElement,
    declared: Iterable[str],
    elsewhere: str,
    heading: tuple[HtmlElement | None, bool],
    address: str,
) -> Iterator[tuple[str, bool]]:
    """The dates in turn, and whether each is surely that of the article."""
    yield from ((told, True) for told in declared)
    yield from ((told, False) for element in tree.xpath(_PUBLISHED) if (told := _value(element)))
    if (own := _own_time(tree, *heading)) is not None:
        yield own, True
    yield from ((told, False) for path in _MARKED for element in tree.xpath(path) if (told := _value(element)))
    if elsewhere:
        yield elsewhere, False
    line, day = _dateline(tree, *heading) or _dateline_above(*heading), _day_in(address)
    # A clock in the page's head is on another day than the report.
    if line and (day is None or abs((parse_date(line) or 0) - (parse_date(day) or 0)) <= _TWO_DAYS):
        yield line, True
    if day:
        yield day, True


def _value(element: HtmlElement) -> str:
    """The date that an element marks, in an attribute or as its text."""
    values = (squeeze(element.get(name) or "") for name in _ATTRIBUTES)
    return next(filter(None, values), "") or squeeze(element.text_content())


def _own_time(tree: HtmlElement, heading: HtmlElement | None, sure: bool) -> str | None:
    """The first time that the headline's article marks, else one marked shortly behind the headline; of no update."""
    if heading is None or not sure:
        return None
    article = next(heading.iterancestors("article"), None)
    near = _behind(tree, heading) if article is None else article.iter("time")
    for element in near:
        told = element.get("datetime") if element.tag == "time" else None
        if told and next(element.iterancestors("article"), None) is article and not _is_change(element):
            return squeeze(told)
    return None


def _is_change(element: HtmlElement) -> bool:
    names = f"{_named(element)} {element.get('itemprop') or ''}"
    return bool(_CHANGED.search(names)) and not _NEW.search(names)


def _behind(tree: HtmlElement, heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements shortly behind a headline that may be lines."""
    return islice(dropwhile(lambda it: it is not heading, tree.iter("h1", "h2", "h3", *_LINES)), 1, _LINES_READ)


def _dateline(tree: HtmlElement, heading: HtmlElement | None, sure: bool) -> str | None:
    """The date in the first short line behind the headline that has one, with its time or as all there is."""
    if heading is None:
        return None
    prose = 0
    for place, element in enumerate(_behind(tree, heading)):
        line = squeeze("".join(islice(element.itertext(), _LINE_PARTS)))
        prose += element.tag == "p" and len(line) > _LINE_CHARS
        if len(line) > _LINE_CHARS or not _YEAR.search(line) or _is_update(element):
            continue
        found = (_DATE_AND_TIME if prose <= _LEAD else _YEAR_FIRST).search(line)
        if found and parse_date(found[0]) is not None:
            return found[0]
        near = sure and place < _NEAR and _FOR_DATES.search(_named(element))
        if prose <= _LEAD and (read := _whole(line)) is not None and (near or read[1]):
            return read[0]
    return None


def _whole(line: str) -> tuple[str, bool] | None:
    """The date that a line is, or its end or a part of it ("By Ilse Mohr | 11 March 2026"), and whether with a time."""
    tails = (line[gap.end() :] for gap in islice(_PARTED.finditer(line), _PARTS))
    for part in (line, *tails, *_PARTED.split(line, _PARTS)):
        bare = DATED.sub("", part)
        if (told := trailing_date(bare)) is not None and not (bare.isascii() and _EITHER.search(bare)):
            return bare, told[1]
    return None


def _dateline_above(heading: HtmlElement | None, sure: bool) -> str | None:
    """The date with its time that stands shortly above the headline in an element named for it."""
    if heading is None or not sure:
        return None
    for element in islice(chain([heading], heading.iterancestors()), _ABOVE):
        for beside in islice(element.itersiblings(preceding=True), _ABOVE):
            for part in islice(beside.iter(*_LINES), _BESIDE):
                line = squeeze("".join(islice(part.itertext(), _LINE_PARTS)))
                if len(line) > _LINE_CHARS or not _YEAR.search(line) or not _FOR_DATES.search(named := _named(part)):
                    continue
                read = None if _NOW.search(named) or _is_update(part) else _whole(line)
                if read is not None and read[1]:
                    return read[0]
    return None


def _named(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}"


def _is_update(element: HtmlElement) -> bool:
    """Whether an element is named for when a page was changed, and for nothing else."""
    return bool(_UPDATED.search(name := _named(element)) and not _FOR_DATES.search(_UPDATED.sub("", name)))


def _day_in(address: str) -> str | None:
    """The day that newspapers have in the path of an address: ``/2026/03/11/``."""
    try:
        found = _DAY_IN_ADDRESS.search(urlsplit(address).path)
    except ValueError:
        return None
    if found is None:
        return None
    year, *rest = found.groups()
    month, day = (part for part in rest if part)
    told = f"{year}-{month:0>2}-{day:0>2}"
    return told if parse_date(told) is not None else None
