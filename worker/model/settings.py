"""The configuration as values: every default, unit and limit in one place.

YAML keys are short (``floor: 10m``), the fields carry their unit (``floor_s``). Durations are seconds as
float, sizes are bytes as int. Everything is frozen and refuses unknown keys. The descriptions are what the
JSON Schema shows in an editor. Errors raised here do not repeat the value, which may be a secret.
"""

from __future__ import annotations

import ipaddress
import re
import string
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    WithJsonSchema,
    field_validator,
)

from worker.model.feed import FeedSpec
from worker.model.outlets import Outlet

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h|d|w)")
_DURATION_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f]")
_LONGEST_S = 36_500 * 86_400.0  # a hundred years: keeps every sum of times within what dates can express
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(B|kB|KB|MB|GB)")
_SIZE_UNITS = {"B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000}

ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
TAG_PATTERN: Final = r"^[^\s,:/][^\s,:]{0,59}$"
ON_ADD_PATTERN: Final = r"^(baseline|all|last:[1-9][0-9]{0,3})$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}$"
DURATION_PATTERN: Final = r"^(\s*[0-9]+(\.[0-9]+)?\s*(ms|s|m|h|d|w))+\s*$"
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


def _feed_url(value: str) -> str:
    if _NOT_IN_URL.search(value):
        raise ValueError("has a space or a control character in it; write them as %20 and the like")
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        raise ValueError("is not an address; check the brackets and the port, which ends at 65535") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is not a feed's address; write http:// or https:// and a host")
    if "@" in parts.netloc:
        raise ValueError("carries a user name or password, which is not supported yet; remove what stands before the @")
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value)
    except ValueError:
        raise ValueError("is not a network; write it like 10.1.0.0/16, with all bits after the prefix 0") from None
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"(?:[\w-]+\.)+[\w-]+", value):
        raise ValueError("is not a host; write its name alone, like example.org")
    return value.lower().removeprefix("www.")


def _agent(value: str) -> str:
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


def _store_url(value: str) -> str:
    if not value.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("names no store we know; write sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME")
    return value


DurationS = Annotated[
    float,
    BeforeValidator(parse_duration),
    Field(ge=0),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["10m", "1h 30m"]}),
]
SizeBytes = Annotated[
    int, BeforeValidator(parse_size), WithJsonSchema({"type": "string", "pattern": SIZE_PATTERN, "examples": ["10MB"]})
]
# Strict: YAML 1.1 would take yes, on and 1 for true, and "3" for 3. What was written is what is meant.
Whole = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]
OnAdd = Annotated[str, Field(pattern=ON_ADD_PATTERN)]
Identifier = Annotated[str, Field(pattern=ID_PATTERN)]
Tag = Annotated[str, Field(pattern=TAG_PATTERN)]


class Section(BaseModel):
    """Base of every section: frozen, strict about unknown keys, filled by the YAML name."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Keep(Section):
    """How long the store remembers. Seen keys outlive all of these."""

    articles_s: DurationS = Field(180 * 86400.0, alias="articles", description="Articles with their texts.")
    trails_s: DurationS = Field(400 * 86400.0, alias="trails", description="Verdicts and alerts: why you were told.")
    polls_s: DurationS = Field(30 * 86400.0, alias="polls", description="The history of polls of each feed.")


class StoreSettings(Section):
    """Where everything is remembered."""

    url: Annotated[str, AfterValidator(_store_url)] = Field(
        "sqlite:///wirewatch.db",
        description="sqlite:///FILE, relative to the configuration file, or postgresql+psycopg://USER:PASSWORD@HOST/NAME.",
    )
    migrate: YesNo = Field(default=True, description="Bring the tables of an older version up to date at the start.")
    keep: Keep = Field(Keep(), description="How long what is remembered.")


class PollingSettings(Section):
    """When feeds are asked. The interval adapts to each feed between floor and ceiling."""

    floor_s: DurationS = Field(600.0, gt=0, alias="floor", description="No feed is asked more often than this.")
    ceiling_s: DurationS = Field(86400.0, gt=0, alias="ceiling", description="No healthy feed is asked less often.")
    start_s: DurationS = Field(3600.0, gt=0, alias="start", description="The first interval of a new feed.")
    give_up_after_s: DurationS = Field(
        60 * 86400.0, gt=0, alias="give_up_after", description="A feed that failed this long is asked rarely."
    )
    on_add: OnAdd = Field(
        "baseline",
        description="Entries found at a feed's first poll: baseline (recorded, not alerted), all, or last:N.",
    )
    at_once: Whole = Field(200, ge=1, le=5000, description="Feeds polled at the same time, over all hosts.")


class PerHost(Section):
    """Turn-taking at one host, feeds and pages together."""

    connections: Whole = Field(1, ge=1, le=16, description="Requests in flight at one host.")
    spacing_s: DurationS = Field(1.0, alias="spacing", description="Pause between two requests to one host.")


class Limits(Section):
    """What one GET may cost."""

    feed_bytes: SizeBytes = Field(10_000_000, gt=0, alias="feed", description="Size of a feed, unpacked.")
    page_bytes: SizeBytes = Field(5_000_000, gt=0, alias="page", description="Size of a page, unpacked.")
    redirects: Whole = Field(5, ge=0, le=20, description="Redirects followed.")
    total_s: DurationS = Field(30.0, gt=0, alias="total", description="Time from the request to the last byte.")


class WebSettings(Section):
    """How the worker behaves towards servers."""

    agent: Annotated[str, AfterValidator(_agent)] = Field(
        "wirewatch/{version} (+https://example.org/bot; {feeds} feeds from this host)",
        description="The User-Agent; {version} and {feeds} are filled in. Name a page that says who you are.",
    )
    per_host: PerHost = Field(PerHost(), description="Turn-taking at one host, feeds and pages together.")
    limits: Limits = Field(Limits(), description="What one GET may cost.")
    robots: Literal["pages", "all", "ignore"] = Field(
        "pages", description="Where robots.txt is obeyed: for pages, for feeds as well, or nowhere."
    )
    allow_private: tuple[Annotated[str, AfterValidator(_network)], ...] = Field(
        (), description="Networks such as 10.1.0.0/16 that may be asked although they are not public."
    )


class ArticleSettings(Section):
    """How articles are gathered."""

    fetch: YesNo = Field(default=True, description="Fetch the page behind an entry; if false, its own text is used.")
    languages: tuple[Annotated[str, Field(pattern=LANGUAGE_PATTERN)], ...] = Field(
        (), description="The languages to tell apart, as codes such as de; empty means all that are known."
    )
    min_chars: Whole = Field(200, ge=0, description="A shorter body counts as not found in the page.")
    attempts: Whole = Field(3, ge=1, le=20, description="Tries for a page before the entry is judged without it.")
    retry_s: DurationS = Field(300.0, alias="retry", description="Wait before the second try; it grows.")


class StorySettings(Section):
    """How articles become stories."""

    window_s: DurationS = Field(7 * 86400.0, gt=0, alias="window", description="How long a story takes articles in.")
    across_languages: Literal["off", "link"] = Field(
        "link", description="Articles in other languages: kept apart, or put into the same story."
    )
    uncertain: Literal["tell"] = Field(
        "tell", description="An article that joined a story on weaker evidence: told as an update of the story."
    )


class Again(Section):
    """Further occasions of a story already told that are worth a message."""

    sources: tuple[Annotated[Whole, Field(ge=2)], ...] = Field(
        (), description="Tell again when so many independent sources have the story, such as [3, 10]."
    )
    revision: Literal["no", "headline", "any"] = Field(
        "no", description="Tell again when an article is edited: never, on a new headline, on any new text."
    )


class RuleSettings(Section):
    """A named condition in Lucene syntax, and where its alerts go."""

    id: Identifier = Field(description="A name of your choice, kept for good: alerts carry it.")
    when: str = Field(min_length=1, description="The condition, such as title:(storm OR flood*); *:* is every article.")
    severity: str = Field("normal", min_length=1, description="A word of your choice, handed on with the alert.")
    to: tuple[str, ...] = Field(("log",), description="Names of sinks.")
    again: Again = Field(Again(), description="Further occasions of a story already told that are worth a message.")


class OutletSettings(Section):
    """An outlet others cite: added to the built-in list, or put in the place of one there with its name or host."""

    id: Identifier = Field(description="A name of your choice.")
    names: tuple[Annotated[str, Field(min_length=2)], ...] = Field(
        min_length=1, description="What it is called, in any script; the first is the one shown."
    )
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = Field(
        (), description="Where it publishes, such as example.org; hosts under it count as well."
    )
    owner: str | None = Field(
        None, min_length=1, description="Whose it is; outlets of one owner are no independent sources."
    )
    tier: Whole | None = Field(None, ge=1, le=9, description="How much it weighs for you, 1 the most.")
    agency: YesNo = Field(default=False, description="Whether it is credited in datelines and brackets too, as (dpa).")

    def outlet(self) -> Outlet:
        """The same as the rest of the house takes it."""
        return Outlet(self.names, self.hosts, self.owner, self.tier, self.agency)


class LogSink(Section):
    """Alerts as log events."""

    kind: Literal["log"] = Field(description="Alerts as log events.")


class FileSink(Section):
    """Alerts as JSON lines, exactly once by id."""

    kind: Literal["file"] = Field(description="Alerts as JSON lines in a file, each exactly once.")
    path: str = Field(min_length=1, description="The file, relative to the configuration file that names it.")


SinkSettings = Annotated[LogSink | FileSink, Field(discriminator="kind")]


def _default_sinks() -> dict[str, LogSink | FileSink]:
    return {"log": LogSink(kind="log")}


class DeliverySettings(Section):
    """How often a sink is tried before an alert is put among the dead ones."""

    attempts: Whole = Field(12, ge=1, description="Tries of one alert before it is listed as dead.")
    backoff_s: DurationS = Field(10.0, gt=0, alias="backoff", description="Wait after the first failed try; doubles.")
    backoff_max_s: DurationS = Field(3600.0, gt=0, alias="backoff_max", description="The longest wait between tries.")


class AlertSettings(Section):
    """What goes for all alerts."""

    delivery: DeliverySettings = Field(DeliverySettings(), description="How often a sink is tried.")


class LogSettings(Section):
    """How the worker speaks about itself."""

    format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto is console on a terminal, else JSON lines."
    )
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least level written.")


class FeedSettings(Section):
    """A feed as a person names it."""

    id: Identifier = Field(description="A name of your choice, kept for good: the feed's history hangs on it.")
    url: Annotated[str, AfterValidator(_feed_url)] = Field(description="http:// or https:// address of the feed.")
    title: str | None = Field(None, description="Shown instead of the feed's own title.")
    tags: tuple[Tag, ...] = Field((), description="Words for rules to match with tag:WORD.")
    every_s: DurationS | None = Field(
        None, gt=0, alias="every", description="A fixed interval instead of the adaptive one."
    )
    expect_every_s: DurationS | None = Field(
        None, gt=0, alias="expect_every", description="Say so when the feed brings nothing new for this long."
    )
    on_add: OnAdd | None = Field(None, description="As polling.on_add, for this feed.")

    def spec(self) -> FeedSpec:
        """The same as the rest of the house takes it."""
        return FeedSpec(
            key=self.id,
            url=self.url,
            tags=self.tags,
            every_s=self.every_s,
            expect_every_s=self.expect_every_s,
            on_add=self.on_add,
            title=self.title,
        )


class Settings(Section):
    """A whole configuration, includes merged."""

    store: StoreSettings = Field(StoreSettings(), description="Where everything is remembered.")
    include: tuple[str, ...] = Field(
        (), description="Further files with feeds, rules and sinks: YAML and OPML, by name or pattern."
    )
    polling: PollingSettings = Field(PollingSettings(), description="When feeds are asked.")
    web: WebSettings = Field(WebSettings(), description="How the worker behaves towards servers.")
    articles: ArticleSettings = Field(ArticleSettings(), description="How articles are gathered.")
    stories: StorySettings = Field(StorySettings(), description="How articles become stories.")
    rules: tuple[RuleSettings, ...] = Field((), description="What to tell, and to whom.")
    outlets: tuple[OutletSettings, ...] = Field((), description="Outlets that articles cite, and whose they are.")
    sinks: dict[Identifier, SinkSettings] = Field(
        default_factory=_default_sinks,
        description="Where alerts go; the sink log is always there.",
    )
    alerts: AlertSettings = Field(AlertSettings(), description="What goes for all alerts.")
    log: LogSettings = Field(LogSettings(), description="How the worker speaks about itself.")
    feeds: tuple[FeedSettings, ...] = Field((), description="What to poll.")

    @field_validator("sinks", mode="after")
    @classmethod
    def _log_is_always_there(cls, sinks: dict[str, LogSink | FileSink]) -> dict[str, LogSink | FileSink]:
        return _default_sinks() | sinks
