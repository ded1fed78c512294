"""Dates as feeds and pages write them, in thirty languages, to seconds since the epoch.

One reader for all: the numeric date, the time with its zone, and then the remaining words, each of which must
be a month, a weekday or a known small word. With any other word the whole is no date: a wrong date is worse than
none. Ambiguous texts are decided like this:

* no zone, or an unknown one: that of the caller, else UTC;
* no time of day: noon UTC, which is off by 12 hours at most and keeps its calendar day in nearly all zones;
* ``11/03/2026``: day first, as everywhere but in the United States, unless AM or PM follows or only one order
  gives a date;
* a year of two digits: 50–99 are 19xx (RFC 2822 section 4.3);
* before 1990 or after 2100: None. Whether a date lies in the future is for the caller to judge, as is clamping.

A date costs 2 (ISO 8601) to 20 microseconds, below dateutil (which reads ``11.03.2026`` as 3 November) and dateparser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from worker.content.calendars import FOREIGN, plain
from worker.content.datewords import DAYS_FOLDED, MONTHS, SMALL_WORDS, ZONES, fold

_MAX_CHARS = 100
_BUDDHA, _BUDDHIST_FROM = 543, 2500
"""Years that the Thai calendar is ahead, and from when on its years are in use."""
_FIRST = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_LAST = datetime(2101, 1, 1, tzinfo=UTC).timestamp()

_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})\s?([-/.])\s?(?P<a>\d{1,2})\s?\2\s?(?P<b>\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(  # not behind a year, where 14.32.00 is a time
    r"(?<!\d)(?<!\d{4}\s)(?<!\d{4},\s)(?P<a>\d{1,2})\s?(?P<by>[-/.])\s?(?P<b>\d{1,2})\s?(?P=by)\s?(?P<y>\d{4}|(?<=[/.])\d{2})(?!\d)"
)
_AFTER_TIME = r"""
    \s*(?:(?:uhr|hrs|h)\b)?
    \s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<greek>[πμ])\.?\s?μ\b\.?)?
    (?:\s*\(?(?:(?:gmt|utc?)\s?(?P<far>[+-]\d{1,2}(?::?\d{2})?)|(?P<off>[+-](?:\d{1,2}:\d{2}|\d{4}|\d{2}))(?![\d.]))\)?)?
"""
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})\s?[:.h]\s?(?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,:]\d+)?)?(?!\d)" + _AFTER_TIME,
    re.VERBOSE,
)
_FULL_HOUR = re.compile(r"(?<![\d.:])(?P<h>\d{1,2})(?=\s?(?:uhr\b|h\b|[ap]\.?m\b))" + _AFTER_TIME, re.VERBOSE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_CLEAN = re.compile(r"(?:\d|[^\W\d_]|[\s.,|–—•·/()\[\];:'’ʼ-])*")
_REGION = re.compile(r"\s*\[?([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?|\b[ECMP]T)\]?$")
# In the United States, where summer time has no name of its own.
_AMERICAN = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_FIRST_WORD = re.compile(r"^[^\W\d_]{1,12}\.?[,，]\s*(?=\d)")  # in the place of a weekday, whatever the language
_COMMENT = re.compile(r"\([^()\d]*\)\s*$")


class _Read(NamedTuple):
    """A date as read: seconds since the epoch, with a time of day, and with a zone of its own."""

    at: float
    timed: bool
    zoned: bool


def parse_date(raw: str | None, zone: str = "") -> float | None:
    """``raw`` as seconds since the epoch, UTC; None for garbage and for years before 1990 or after 2100.

    Reads RFC 822 and ISO 8601 with their sloppy variants, epoch seconds and milliseconds, compact digits, and
    dates in words or numbers of the languages in the tables above. ``zone`` is that of a time without one.
    """
    if not raw or len(raw) > _MAX_CHARS:
        return None
    text = _plain((unescape(raw) if "&" in raw else raw).strip())  # "&#43;0000" is what some escape the plus as
    if region := _REGION.search(text):
        return parse_date(text[: region.start()], _AMERICAN.get(region[1], region[1]))
    digits = text.isdigit() or _EPOCH.fullmatch(text)
    read = _digits(text) if digits else _iso(text) or _read(text, bare=False)
    return _there(read, zone) if read else None


def first_date(written: Iterable[str]) -> tuple[str | None, float | None]:
    """The first of these dates that can be read, as written and as ``parse_date`` reads it; else the first and None."""
    told = list(written)
    read = ((one, at) for one in told if (at := parse_date(one)) is not None)
    return next(read, (told[0] if told else None, None))


def _there(read: _Read, zone: str) -> float:
    """A date whose time, if it has no zone of its own, is that of ``zone`` (``Europe/Berlin``)."""
    if not zone or not read.timed or read.zoned:
        return read.at
    try:
        return datetime.fromtimestamp(read.at, UTC).replace(tzinfo=ZoneInfo(zone)).timestamp()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return read.at  # as with any unknown zone


def trailing_date(line: str, zone: str = "") -> tuple[float, bool] | None:
    """The date of a line that is nothing but a date, with or without a time of day, and which of the two it is.

    Stricter than ``parse_date``: no bare numbers, no unknown words. ``Stand: 11.03.2026`` is not such a line. ``zone``
    is that of a time without one.
    """
    if len(line) > _MAX_CHARS:
        return None
    text = _plain(line.strip()).strip(".,;:|–—•· ")
    read = _iso(text) or _read(text, bare=True)
    return (_there(read, zone), read.timed) if read else None


def _plain(text: str) -> str:
    return plain(text) if FOREIGN.search(text) else text


def _digits(text: str) -> _Read | None:
    if _EPOCH.fullmatch(text):
        number = float(text)
        plausible = _in_range(number / 1000 if number > 1e11 else number)
        if plausible is not None:
            return _Read(plausible, timed=True, zoned=True)
    if match := _COMPACT.fullmatch(text):
        year, month, day, *clock = (int(part) if part else None for part in match.groups())
        hour, minute, second = clock
        # A bare "20260311" is a date without a time, which is noon.
        clock_time = None if hour is None else (hour, minute or 0, second or 0)
        return _moment(year or 0, month or 0, day or 0, clock_time, None)
    return None


def _iso(text: str) -> _Read | None:
    """Read by the standard library, which is tried first because it is ten times faster."""
    if (text[4:5] != "-" and text[8:9] != "T") or len(text) == 10:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    plausible = _in_range((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    return None if plausible is None or "W" in text else _Read(plausible, timed=True, zoned=at.tzinfo is not None)


def _read(text: str, *, bare: bool) -> _Read | None:
    """The general reader. ``bare`` forbids unknown zone names and comments in brackets."""
    if not bare:
        text = _FIRST_WORD.sub("", text)
        text = _COMMENT.sub(lambda zone: zone[0] if fold(zone[0].strip(" ()")) in ZONES else "", text)
    rest = fold(text).replace("\u2212", "-")
    date = _YEAR_FIRST.search(rest) or _YEAR_LAST.search(rest)
    if date:
        rest = f"{rest[: date.start()]} {rest[date.end() :]}"
    time = _CLOCK.search(rest) or _FULL_HOUR.search(rest)
    after = len(rest) if bare else 0  # where a zone may stand
    if time:
        rest, after = f"{rest[: time.start()]} {rest[time.end() :]}", time.start()
    if not _CLEAN.fullmatch(rest):
        return None
    words = _sort_words(rest, after, strangers=bool(time) and not bare)
    if words is None:
        return None
    numbers, months, zone = words
    meridiem = (time["half"] or {"π": "a", "μ": "p"}.get(time["greek"] or "")) if time else None
    day = _numeric_day(date, american=meridiem is not None) if date else _named_day(numbers, months)
    if day is None or (date and (numbers or months)):
        return None
    if not time:
        return _moment(*day, None, None)
    clock = _clock(time, meridiem)
    written = time["far"] or time["off"]
    offset = _offset(written) if written else zone
    return None if clock is None or (written and offset is None) else _moment(*day, clock, offset)


def _sort_words(rest: str, after: int, *, strangers: bool) -> tuple[list[str], list[int], int | None] | None:
    """Numbers, months and zone (minutes east, or None) among the words; None if a word does not belong in a date.

    ``strangers`` allows short words after position ``after``, where the time was: unknown zone names.
    """
    numbers: list[str] = []
    months: list[str] = []
    zone = None
    for token in _TOKEN.finditer(rest):
        word = token[0]
        if word.isdigit():
            numbers.append(word)
        elif word in MONTHS:
            months.append(word)
        elif word in ZONES and token.start() >= after:
            zone = ZONES[word]
        elif word in DAYS_FOLDED or word in SMALL_WORDS:
            continue
        elif not strangers or token.start() < after or not 2 <= len(word) <= 5:
            return None
    if len(months) > 1 and months[0] in DAYS_FOLDED:  # "mar 11 mars": mardi, not March
        del months[0]
    return numbers, [MONTHS[word] for word in months], zone


def _numeric_day(date: re.Match[str], *, american: bool) -> tuple[int, int, int] | None:
    first, second, year = int(date["a"]), int(date["b"]), _year(date["y"])
    if date.re is _YEAR_FIRST:
        return year, first, second
    if date["by"] == "/" and (second > 12 or (american and first <= 12)):
        return year, first, second
    return year, second, first


def _named_day(numbers: list[str], months: list[int]) -> tuple[int, int, int] | None:
    if len(numbers) != 2 or len(months) != 1:
        return None
    day, year = numbers
    if len(day) > 2:
        day, year = year, day
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return _year(year), months[0], int(day)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year - _BUDDHA if year > _BUDDHIST_FROM else year
    return year + (1900 if year >= 50 else 2000)


def _clock(time: re.Match[str], meridiem: str | None) -> tuple[int, int, int] | None:
    parts = time.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("m") or 0), int(parts.get("s") or 0)
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    return (hour, minute, second) if hour <= 24 and minute < 60 and second <= 60 else None


def _offset(written: str) -> int | None:
    """``+0100``, ``+01:00``, ``+1`` or ``-05`` as minutes east of Greenwich; None beyond 15 hours."""
    hours, _, minutes = written[1:].partition(":")
    if len(hours) == 4:
        hours, minutes = hours[:2], hours[2:]
    east = int(hours) * 60 + int(minutes or 0)
    if east > 15 * 60:
        return None
    return -east if written[0] == "-" else east


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int] | None, offset: int | None) -> _Read | None:
    hour, minute, second = clock or (12, 0, 0)
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
        # Added rather than set, so that 24:00 and a leap second's :60 carry over.
        at = midnight + timedelta(hours=hour, minutes=minute - (offset or 0), seconds=second)
    except (ValueError, OverflowError):  # "0001-01-01T00:00:00+01:00" is what some programs write for no date
        return None
    plausible = _in_range(at.timestamp())
    return None if plausible is None else _Read(plausible, clock is not None, offset is not None)


def _in_range(at: float) -> float | None:
    return at if _FIRST <= at < _LAST else None
