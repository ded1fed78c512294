"""Units: how durations, sizes, names and addresses are written in a configuration, and what they become.

Errors raised here do not repeat the value, which may be a secret.
"""

from __future__ import annotations

import ipaddress
import re
import string
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, Strict, WithJsonSchema

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h|d|w)")
_DURATION_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_MAIL_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f]")
_LONGEST_S = 36_500 * 86_400.0  # a hundred years: keeps every sum of times within what dates can express
_RATE = re.compile(r"([1-9][0-9]{0,5})\s*/\s*([1-9][0-9]{0,3})?\s*(s|m|h|d|w)")
_MOST_IN_A_PERIOD = 100_000
_HOURS = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\s*-\s*(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(B|kB|KB|MB|GB)")
_SIZE_UNITS = {"B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000}

ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
TAG_PATTERN: Final = r"^[^\s,:/][^\s,:]{0,59}$"
ON_ADD_PATTERN: Final = r"^(baseline|all|last:[1-9][0-9]{0,3})$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}$"
DURATION_PATTERN: Final = r"^(\s*[0-9]+(\.[0-9]+)?\s*(ms|s|m|h|d|w))+\s*$"
EVERY_PATTERN: Final = DURATION_PATTERN + r"|^\s*(\S+\s+){4,5}\S+\s*$"
SIZE_PATTERN: Final = r"^\s*[0-9]+(\.[0-9]+)?\s*(B|kB|KB|MB|GB)\s*$"


def parse_duration(value: object) -> float:
    """``"10m"`` → 600.0; parts add up (``"1h 30m"``). Bare numbers are refused: a unit is never guessed."""
    if isinstance(value, str):
        parts = _DURATION.findall(value)
        if parts and not _DURATION.sub("", value).strip():
            seconds = sum(float(number) * _DURATION_MS[unit] for number, unit in parts) / 1000
            if seconds > _LONGEST_S:
                raise ValueError("is longer than 36500d, the longest duration there is")
            return seconds
    raise ValueError("is not a duration; write a number with ms, s, m, h, d or w, such as 10m or 1h 30m")


def parse_every(value: object) -> float | str:
    """A duration, or times in cron's five fields and perhaps a zone; what those say is for others to check."""
    if isinstance(value, str) and len(fields := value.split()) in (5, 6):
        return " ".join(fields)
    try:
        seconds = parse_duration(value)
    except ValueError as error:
        raise ValueError(f"{error}; or times in cron's five fields, such as 0 6-22 * * mon-fri Europe/Berlin") from None
    if seconds <= 0:
        raise ValueError("is no interval; write more than 0s")
    return seconds


def format_duration(seconds: float) -> str:
    """600.0 → ``"10m"``: the largest single unit that divides it; what ``parse_duration`` reads back, to the ms."""
    milliseconds = round(seconds * 1000)
    unit = next(unit for unit in ("d", "h", "m", "s", "ms") if milliseconds % _DURATION_MS[unit] == 0)
    return f"{milliseconds // _DURATION_MS[unit]}{unit}" if milliseconds else "0s"


def parse_size(value: object) -> int:
    """``"10MB"`` → 10_000_000."""
    if isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        return int(float(match[1]) * _SIZE_UNITS[match[2]])
    raise ValueError("is not a size; write a number with B, kB, MB or GB, such as 10MB")


def format_size(count: int) -> str:
    """10_000_000 → ``"10MB"``: the largest unit that divides it."""
    unit = next(unit for unit in ("GB", "MB", "kB", "B") if count % _SIZE_UNITS[unit] == 0)
    return f"{count // _SIZE_UNITS[unit]}{unit}" if count else "0B"


def rounded_size(count: int) -> str:
    """12_345_678 → ``"12.3 MB"``: for people, where the last byte does not matter."""
    unit = next((unit for unit in ("GB", "MB", "kB") if count >= _SIZE_UNITS[unit]), "B")
    return f"{count / _SIZE_UNITS[unit]:.1f} {unit}" if unit != "B" else f"{count} B"


@dataclass(frozen=True, slots=True)
class RateValue:
    """So many in a period of so many seconds."""

    most: int
    period_s: float

    def __str__(self) -> str:
        return f"{self.most}/{format_duration(self.period_s).removeprefix('1')}"


def parse_rate(value: object) -> RateValue:
    """``"20/h"`` → 20 in 3600 s; ``"5/10m"`` → 5 in 600 s."""
    if isinstance(value, str) and (match := _RATE.fullmatch(value.strip())):
        number, unit = match[2] or "1", match[3]
        period_s = int(number) * _DURATION_MS[unit] / 1000
        if 0 < int(match[1]) <= _MOST_IN_A_PERIOD and 0 < period_s <= _LONGEST_S:
            return RateValue(int(match[1]), period_s)
    raise ValueError("is not a rate; write how many in which time, such as 20/h or 5/10m")


def checked_hours(value: str) -> str:
    """From and to as hours and minutes."""
    if not _HOURS.fullmatch(value):
        raise ValueError("are no hours; write from and to as 22:00-06:00")
    return value


def checked_times(value: str) -> str:
    """Cron's five fields and perhaps a zone; what those say is for others to check."""
    fields = value.split()
    if len(fields) not in (5, 6):
        raise ValueError("are no times; write cron's five fields and the zone, as in 0 8,18 * * mon-fri Europe/Berlin")
    return " ".join(fields)


def checked_moment(value: str) -> str:
    """A day and time; without a zone of its own, in UTC."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is no time; write it as 2026-12-24T18:00 or 2026-12-24T18:00+01:00") from None
    return value


def checked_zone(value: str) -> str:
    """A time zone this machine knows by name."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone; write its name, such as Europe/Berlin") from None
    return value


def checked_feed_url(value: str) -> str:
    """A feed's http or https address."""
    if _NOT_IN_URL.search(value):
        raise ValueError("has a space or a control character in it; write them as %20 and the like")
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        raise ValueError("is not an address; check the brackets and the port, which ends at 65535") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is not a feed's address; write http:// or https:// and a host")
    return value


def checked_web_url(value: str) -> str:
    """An http or https address with a host; may carry anything else an address can."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or _NOT_IN_URL.search(value):
        raise ValueError("is not an address to post to; write http:// or https:// and a host, without spaces")
    return value


def checked_callback(value: str) -> str:
    """An address that more can be put behind."""
    if "?" in checked_web_url(value) or "#" in value or "@" in value:
        raise ValueError("is no address to put a path behind; write it without ?, # and @")
    return value


def checked_proxy(value: SecretStr) -> SecretStr:
    """A proxy's address, nothing behind it."""
    text = checked_web_url(value.get_secret_value())
    parts = urlsplit(text)
    if parts.scheme != "http" or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError("is no proxy's address; write http://HOST:PORT")
    return value


def checked_secret_web_url(value: SecretStr) -> SecretStr:
    """As ``checked_web_url``, for an address that may hold a token."""
    checked_web_url(value.get_secret_value())
    return value


def checked_mail_address(value: str) -> str:
    """A bare mail address, name@host."""
    if not _MAIL_ADDRESS.fullmatch(value):
        raise ValueError("is not a mail address; write name@host, without a display name")
    return value


def checked_network(value: str) -> str:
    """A network in CIDR form."""
    try:
        ipaddress.ip_network(value)
    except ValueError:
        raise ValueError("is not a network; write it like 10.1.0.0/16, with all bits after the prefix 0") from None
    return value


def checked_host(value: str) -> str:
    """A host's name, lower case, without ``www.``."""
    if not re.fullmatch(r"(?:[\w-]+\.)+[\w-]+", value):
        raise ValueError("is not a host; write its name alone, like example.org")
    return value.lower().removeprefix("www.")


def checked_agent(value: str) -> str:
    """A User-Agent in printable ASCII whose braces can be filled."""
    if not (value.isascii() and value.isprintable()):
        raise ValueError("cannot be sent as a header; use printable ASCII only")
    try:
        places = {
            (name, spec, conversion)
            for _, name, spec, conversion in string.Formatter().parse(value)
            if name is not None
        }
    except ValueError:
        places = {("", "", None)}
    if not places <= {("version", "", None), ("feeds", "", None)}:
        raise ValueError("has braces that cannot be filled; there are {version} and {feeds}")
    return value


def checked_listen(value: str) -> str:
    """Where to listen: a port of a loopback address, or a Unix socket."""
    if value.startswith("unix:/"):
        return value
    host, _, port = value.rpartition(":")
    try:
        local = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not (local and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("is not ours alone; write 127.0.0.1:PORT, [::1]:PORT or unix:/PATH, and a proxy in front")
    return value


def checked_store_url(value: str) -> str:
    """The address of a store we know."""
    if not value.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("names no store we know; write sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME")
    return value


DurationS = Annotated[
    float,
    BeforeValidator(parse_duration),
    Field(ge=0),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["10m", "1h 30m"]}),
]
Every = Annotated[
    float | str,
    BeforeValidator(parse_every),
    WithJsonSchema(
        {"type": "string", "pattern": EVERY_PATTERN, "examples": ["15m", "0 6-22 * * mon-fri Europe/Berlin"]}
    ),
]
SizeBytes = Annotated[
    int, BeforeValidator(parse_size), WithJsonSchema({"type": "string", "pattern": SIZE_PATTERN, "examples": ["10MB"]})
]
Rate = Annotated[
    RateValue,
    BeforeValidator(parse_rate),
    WithJsonSchema({"type": "string", "pattern": _RATE.pattern, "examples": ["20/h", "5/10m"]}),
]
# Strict: YAML 1.1 would take yes, on and 1 for true, and "3" for 3. What was written is what is meant.
Whole = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]
OnAdd = Annotated[str, Field(pattern=ON_ADD_PATTERN)]
Identifier = Annotated[str, Field(pattern=ID_PATTERN)]
Network = Annotated[str, AfterValidator(checked_network)]
Tag = Annotated[str, Field(pattern=TAG_PATTERN)]


class Section(BaseModel):
    """Base of every section: frozen, strict about unknown keys, filled by the YAML name."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
