"""Durations, sizes and rates as a configuration writes them: parsed to numbers, and formatted back.

Errors raised here do not repeat the value, which may be a secret.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h|d|w|y)")
_DURATION_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000, "y": 31_536_000_000}
_LONGEST_S = 36_500 * 86_400.0  # a hundred years: every sum of times stays within the range of datetime
_MOST_IN_A_PERIOD = 100_000
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(B|kB|KB|MB|GB)")
_LARGEST_BYTES = 10**15
_SIZE_UNITS = {"B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000}

DURATION_PATTERN: Final = r"^(\s*[0-9]+(\.[0-9]+)?\s*(ms|s|m|h|d|w|y))+\s*$"
RATE_PATTERN: Final = r"^\s*([1-9][0-9]{0,5})\s*/\s*([1-9][0-9]{0,3})?\s*(s|m|h|d|w)\s*$"
SIZE_PATTERN: Final = r"^\s*[0-9]+(\.[0-9]+)?\s*(B|kB|KB|MB|GB)\s*$"


def parse_duration(value: object) -> float:
    """``"10m"`` → 600.0; parts add up (``"1h 30m"``). Bare numbers are refused: a unit is never guessed."""
    if isinstance(value, str):
        parts = _DURATION.findall(value)
        if parts and not _DURATION.sub("", value).strip():
            seconds = sum(float(number) * _DURATION_MS[unit] for number, unit in parts) / 1000
            if seconds > _LONGEST_S:
                raise ValueError("is longer than the limit of 36500d")
            return seconds
    raise ValueError("is not a duration; write a number with ms, s, m, h, d, w or y, such as 10m or 1h 30m")


def format_duration(seconds: float) -> str:
    """600.0 → ``"10m"``: in the largest unit that divides it; ``parse_duration`` reads it back, exact to the ms."""
    milliseconds = round(seconds * 1000)
    unit = next(unit for unit in ("d", "h", "m", "s", "ms") if milliseconds % _DURATION_MS[unit] == 0)
    return f"{milliseconds // _DURATION_MS[unit]}{unit}" if milliseconds else "0s"


def parse_moment(value: str) -> float:
    """A date, or date and time, in ISO 8601 as seconds since the epoch; UTC if it names no offset."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a date and time; write it like 2026-12-24T18:00 or 2026-12-24T18:00+01:00") from None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def parse_since(value: str, now: float) -> float:
    """The beginning of a span of time that ends now: so long ago, or a date, or 0.0 for ``all``."""
    if value == "all":
        return 0.0
    with suppress(ValueError):
        return parse_moment(value)
    try:
        return now - parse_duration(value)
    except ValueError as error:
        raise ValueError(f"{error}, a date such as 2026-11-27, or all for everything") from None


def parse_size(value: object) -> int:
    """``"10MB"`` → 10_000_000."""
    if isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        size = float(match[1]) * _SIZE_UNITS[match[2]]
        if size > _LARGEST_BYTES:
            raise ValueError("is larger than the limit of 1000000GB")
        return int(size)
    raise ValueError("is not a size; write a number with B, kB, MB or GB, such as 10MB")


def format_size(count: int) -> str:
    """10_000_000 → ``"10MB"``: the largest unit that divides it."""
    unit = next(unit for unit in ("GB", "MB", "kB", "B") if count % _SIZE_UNITS[unit] == 0)
    return f"{count // _SIZE_UNITS[unit]}{unit}" if count else "0B"


def rounded_size(count: int) -> str:
    """12_345_678 → ``"12.3 MB"``: rounded, for people."""
    unit = next((unit for unit in ("GB", "MB", "kB") if count >= _SIZE_UNITS[unit]), "B")
    return f"{count / _SIZE_UNITS[unit]:.1f} {unit}" if unit != "B" else f"{count} B"


def counted(number: int, noun: str) -> str:
    """``(2, "story")`` → ``"2 stories"``; the noun is given for one, with an ending of regular English."""
    if number != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun}"


@dataclass(frozen=True, slots=True)
class RateValue:
    """At most ``most`` in any ``period_s`` seconds."""

    most: int
    period_s: float

    def __str__(self) -> str:
        return f"{self.most}/{format_duration(self.period_s).removeprefix('1')}"


def parse_rate(value: object) -> RateValue:
    """``"20/h"`` → 20 in 3600 s; ``"5/10m"`` → 5 in 600 s."""
    if isinstance(value, str) and (match := re.fullmatch(RATE_PATTERN, value)):
        number, unit = match[2] or "1", match[3]
        period_s = int(number) * _DURATION_MS[unit] / 1000
        if 0 < int(match[1]) <= _MOST_IN_A_PERIOD and 0 < period_s <= _LONGEST_S:
            return RateValue(int(match[1]), period_s)
    raise ValueError(
        "is not a rate; write a number and a period, such as 20/h or 5/10m; the limits are 100000 and 36500d"
    )
