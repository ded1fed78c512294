"""The types of configuration fields: how each value is validated, and what the JSON Schema says of it.

Errors raised here do not repeat the value, which may be a secret. Each reads as the end of "<value> ...".
"""

from __future__ import annotations

import ipaddress
import re
import string
from typing import Annotated, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, Strict, WithJsonSchema

from worker.model.languages import unknown_language
from worker.model.units import (
    DURATION_PATTERN,
    RATE_PATTERN,
    SIZE_PATTERN,
    RateValue,
    parse_duration,
    parse_moment,
    parse_rate,
    parse_size,
)

_MAIL_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f]")
_HOURS = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\s*-\s*(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DATABASE_PORT = re.compile(r"[\w+]+://(?:[^:/]*(?::[^@]*)?@)?(?:\[[^/?]+\]|[^/:?@]+)?:([^/?@]+)(?:[/?]|$)")
"""As SQLAlchemy takes an address apart."""
_HAN = re.compile("[\u3400-\u9fff]")
_CRON_EXAMPLE = "0 8,18 * * mon-fri Europe/Berlin"

ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
NOT_RULES: Final = ("health", "report", "digest")
"""What stands for the rule in notices, reports and digests: receivers and silences tell these by it."""
TAG_PATTERN: Final = r"^[^\s,:/][^\s,:]{0,59}$"
ON_ADD_PATTERN: Final = r"^(baseline|all|last:[1-9][0-9]{0,3})$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}$"
EVERY_PATTERN: Final = DURATION_PATTERN + r"|^\s*(\S+\s+){4,5}\S+\s*$"


def parse_every(value: object) -> float | str:
    """A duration in seconds, or a cron schedule as text; ``config.checks`` validates what the schedule says."""
    if isinstance(value, str) and len(fields := value.split()) in (5, 6):
        return " ".join(fields)
    try:
        seconds = parse_duration(value)
    except ValueError as error:
        raise ValueError(f"{error}; or a cron schedule, such as 0 6-22 * * mon-fri Europe/Berlin") from None
    if seconds <= 0:
        raise ValueError("is not an interval; write more than 0s")
    return seconds


def checked_hours(value: str) -> str:
    """A time range, ``HH:MM-HH:MM``; it may span midnight."""
    if not _HOURS.fullmatch(value):
        raise ValueError("is not a time range; write it like 22:00-06:00")
    start, end = (time.strip() for time in value.split("-"))
    if start == end:
        raise ValueError("ends as it begins, so it is no time at all; leave it out, or write it like 22:00-06:00")
    return value


def checked_times(value: str) -> str:
    """A cron schedule: five fields and an optional time zone; ``config.checks`` validates what it says."""
    fields = value.split()
    if len(fields) not in (5, 6):
        raise ValueError(
            f"is not a schedule; write cron's five fields and a time zone if not UTC, as in {_CRON_EXAMPLE}"
        )
    return " ".join(fields)


def checked_moment(value: str) -> str:
    """A date and time in ISO 8601; UTC if it names no offset."""
    parse_moment(value)
    return value


def checked_zone(value: str) -> str:
    """The name of a time zone that this machine knows."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a time zone; write its name, such as Europe/Berlin") from None
    return value


def checked_feed_url(value: str) -> str:
    """The http or https address of a feed."""
    if _NOT_IN_URL.search(value):
        raise ValueError("has a space or a control character in it; percent-encode it, as in %20")
    try:
        parts = urlsplit(value)
        possible = parts.port != 0
    except ValueError:
        possible = False
    if not possible:
        raise ValueError("is not an address; check the brackets and the port, a number from 1 to 65535")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is not a feed's address; write http:// or https:// and a host")
    return value


def checked_web_url(value: str) -> str:
    """Any http or https address with a host."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or _NOT_IN_URL.search(value):
        raise ValueError("is not an address to post to; write http:// or https:// and a host, without spaces")
    return value


def checked_callback(value: str) -> str:
    """An address to which a path can be appended."""
    if "?" in checked_web_url(value) or "#" in value or "@" in value:
        raise ValueError("cannot have a path appended; write it without ?, # and @")
    return value


def checked_proxy(value: SecretStr) -> SecretStr:
    """The address of an HTTP proxy, without a path."""
    text = checked_web_url(value.get_secret_value())
    parts = urlsplit(text)
    if parts.scheme != "http" or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError("is not a proxy address; write http://HOST:PORT")
    return value


def checked_secret_web_url(value: SecretStr) -> SecretStr:
    """As ``checked_web_url``, for an address that may hold a token."""
    checked_web_url(value.get_secret_value())
    return value


def checked_secret_header(value: SecretStr) -> SecretStr:
    """What can be sent as the value of a header."""
    if not value.get_secret_value().isprintable():
        raise ValueError("cannot be sent as a header; write it on one line, without control characters")
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
        raise ValueError("is not a network; write it like 10.1.0.0/16, with all bits after the prefix zero") from None
    return value


def checked_host(value: str) -> str:
    """A host name; returned in lower case and without ``www.``."""
    if not re.fullmatch(r"(?:[\w-]+\.)+[\w-]+", value, re.ASCII):
        raise ValueError("is not a host; write its name alone, like example.org, and other letters in their xn-- form")
    return value.lower().removeprefix("www.")


def checked_rule_id(value: str) -> str:
    """A rule's id that no other message has in its place."""
    if value in NOT_RULES:
        raise ValueError(f"is the rule of other messages ({', '.join(NOT_RULES)}); choose another id")
    return value


def checked_language(value: str) -> str:
    """The code of a language that articles can be in."""
    if wrong := unknown_language(value):
        raise ValueError(wrong)
    return value


def checked_outlet_name(value: str) -> str:
    """The name of an outlet: something in it can be looked for."""
    if not any(map(str.isalnum, value)):
        raise ValueError("has no letter or digit; write the name as articles have it")
    return value


def checked_names(value: dict[str, str]) -> dict[str, str]:
    """Names in Han characters, each with its Latin form."""
    for name, latin in value.items():
        if not (_HAN.search(name) and latin.strip()):
            raise ValueError(f"has a name {name!r}; write names in Han characters with a Latin form, as 普京: Putin")
    return value


def checked_agent(value: str) -> str:
    """A User-Agent in printable ASCII with no placeholders but ``{version}`` and ``{feeds}``."""
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
        raise ValueError("has unknown placeholders; the only ones are {version} and {feeds}")
    return value


def checked_listen(value: str) -> str:
    """Where to listen: a port of a loopback address, or a Unix socket with an absolute path."""
    if value.startswith("unix:/"):
        return value
    host, _, port = value.rpartition(":")
    try:
        local = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not (local and re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65536):
        raise ValueError(
            "is not a local address; write 127.0.0.1:PORT, [::1]:PORT or unix:/PATH, with a proxy before it"
        )
    return value


def checked_store_url(value: str) -> str:
    """The address of a supported database."""
    if not value.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("is not a supported store; write sqlite:///FILE or postgresql://HOST/NAME")
    try:
        urlsplit(value)
    except ValueError:
        raise ValueError("has a bracket that belongs to no IPv6 address; write it as %5B or %5D") from None
    if (match := _DATABASE_PORT.match(value)) and not (match[1].isdecimal() and 0 < int(match[1]) < 65536):
        raise ValueError("has a port that is none; write it like postgresql://USER:PASSWORD@HOST:5432/NAME")
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
    WithJsonSchema({"type": "string", "pattern": RATE_PATTERN, "examples": ["20/h", "5/10m"]}),
]
# Strict: pydantic would otherwise take "yes", "on" and 1 for true, and "3" for 3.
Whole = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]
OnAdd = Annotated[str, Field(pattern=ON_ADD_PATTERN)]
Identifier = Annotated[str, Field(pattern=ID_PATTERN)]
Network = Annotated[str, AfterValidator(checked_network)]
Tag = Annotated[str, Field(pattern=TAG_PATTERN)]


class Section(BaseModel):
    """Base of every section: frozen, refuses unknown keys, populated by YAML name or field name."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
