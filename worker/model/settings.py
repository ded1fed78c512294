"""The configuration as values: every default, unit and limit, here and in web.py, alerts.py and sinks.py.

YAML keys are short (``floor: 10m``), the fields carry their unit (``floor_s``). Durations are seconds as
float, sizes are bytes as int. Everything is frozen and refuses unknown keys. The descriptions are what the
JSON Schema shows in an editor.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, field_validator

from worker.model.alerts import AlertSettings, HealthSettings, ReportSettings, RuleSettings
from worker.model.feed import FeedSpec, split_login
from worker.model.fieldtypes import (
    LANGUAGE_PATTERN,
    DurationS,
    Every,
    Identifier,
    Network,
    OnAdd,
    Section,
    SizeBytes,
    Tag,
    Whole,
    YesNo,
    checked_feed_url,
    checked_host,
    checked_language,
    checked_listen,
    checked_names,
    checked_outlet_name,
    checked_secret_web_url,
    checked_store_url,
)
from worker.model.outlets import Outlet
from worker.model.sinks import LogSink, SinkSettings
from worker.model.web import WebSettings, WebSubSettings


class Keep(Section):
    """How long, and how much, the store remembers. Seen keys outlive all of these."""

    articles_s: DurationS = Field(
        180 * 86400.0, alias="articles", description="Texts of articles; never shorter than stories.window."
    )
    trails_s: DurationS = Field(
        400 * 86400.0,
        alias="trails",
        description="Verdicts and alerts: why you were told or not; and what feeds went through.",
    )
    stories_s: DurationS | None = Field(
        None,
        alias="stories",
        description="Whole stories with articles, alerts and reasons, counted from their last article; null: for good.",
    )
    polls_s: DurationS = Field(30 * 86400.0, alias="polls", description="The history of polls of each feed.")
    size_bytes: SizeBytes | None = Field(
        None,
        gt=0,
        alias="size",
        description="The most that the content may take; above it the oldest texts, verdicts and polls are removed.",
    )


class StoreSettings(Section):
    """Where everything is remembered."""

    url: Annotated[str, AfterValidator(checked_store_url)] = Field(
        "sqlite:///wirewatch.db",
        description="sqlite:///FILE, relative to the configuration file, or "
        "postgresql+psycopg://USER:PASSWORD@HOST/NAME.",
    )
    migrate: YesNo = Field(default=True, description="Migrate the tables of an older version at the start.")
    keep: Keep = Field(Keep(), description="How long, and how much, is remembered.")


class PollingSettings(Section):
    """When feeds are polled. The interval adapts to each feed between floor and ceiling."""

    floor_s: DurationS = Field(
        600.0, gt=0, alias="floor", description="No feed is polled more often than this, unless its own every says so."
    )
    ceiling_s: DurationS = Field(
        86400.0,
        gt=0,
        alias="ceiling",
        description="No healthy feed is polled less often, unless its every or its server asks for it.",
    )
    start_s: DurationS = Field(3600.0, gt=0, alias="start", description="The first interval of most new feeds.")
    give_up_after_s: DurationS = Field(
        60 * 86400.0,
        gt=0,
        alias="give_up_after",
        description="A feed that has failed for this long is dormant: it is only polled rarely.",
    )
    on_add: OnAdd = Field(
        "baseline",
        description="Entries found at a feed's first poll: baseline (recorded, not alerted), all, or last:N.",
    )
    at_once: Whole = Field(200, ge=1, le=5000, description="Feeds polled at the same time, over all hosts.")


class ArticleSettings(Section):
    """How articles are fetched and read."""

    fetch: YesNo = Field(
        default=True, description="Fetch the page behind an entry; if false, the entry's own text is used."
    )
    languages: tuple[Annotated[str, Field(pattern=LANGUAGE_PATTERN), AfterValidator(checked_language)], ...] = Field(
        (),
        description="The languages that detection chooses from, as codes such as de; empty: all that are known.",
    )
    min_chars: Whole = Field(200, ge=0, description="A page with a shorter body counts as one without an article.")
    attempts: Whole = Field(
        3, ge=1, le=20, description="Attempts to fetch a page before its entry is judged without it."
    )
    retry_s: DurationS = Field(300.0, alias="retry", description="Wait before the second attempt; it grows.")
    reread_s: tuple[DurationS, ...] = Field(
        (3600.0, 6 * 3600.0, 86400.0),
        max_length=10,
        alias="reread",
        description="Waits before each further attempt, after an entry was judged without its page because this was "
        "behind a wall or its server failed; empty: no further attempts.",
    )
    archive: str | None = Field(
        None,
        min_length=1,
        description="A folder in which each fetched page is kept as it came, in WARC files; relative to the file that "
        "names it. Needs pip install 'wirewatch[archive]'. None by default.",
    )


class EmbedderSettings(Section):
    """A model of your own that finds texts of the same meaning in different languages. Nothing is downloaded."""

    load: str = Field(
        pattern=r"^[\w.]+:\w+$",
        description="Where it is: module:name. That is called with path and returns an object with embed(texts).",
    )
    path: str = Field("", description="Passed to it: the folder of its files, such as /srv/models/multilingual.")
    link_from: float = Field(
        0.8,
        gt=0,
        le=1,
        description="The lowest cosine similarity at which an article joins a story in another language.",
    )


class StorySettings(Section):
    """How articles become stories."""

    window_s: DurationS = Field(
        7 * 86400.0, gt=0, alias="window", description="How long after its last article a story still takes in others."
    )
    across_languages: Literal["off", "hint", "link"] = Field(
        "link",
        description="Reports in other languages: kept apart (off), kept apart but shown (hint), or in one story "
        "(link).",
    )
    names: Annotated[dict[str, str], AfterValidator(checked_names)] = Field(
        default_factory=dict,
        description="Names in Han characters with their Latin form, added to those built in: {普京: Putin}.",
    )
    embedder: EmbedderSettings | None = Field(
        None, description="A local model that finds reports in other languages that share no names; none by default."
    )
    uncertain: Literal["tell", "digest"] = Field(
        "tell",
        description="When to tell of an article that joined a story on weaker evidence (an update of the story): at "
        "once (tell), or in the next message of alerts.digest (digest).",
    )


def _default_sinks() -> dict[str, SinkSettings]:
    return {"log": LogSink(kind="log")}


class OutletSettings(Section):
    """An outlet: added to the built-in list, or in place of the one there with the same name or host."""

    id: Identifier = Field(description="A name of your choice, under which stories list it as a source.")
    names: tuple[Annotated[str, Field(min_length=2), AfterValidator(checked_outlet_name)], ...] = Field(
        min_length=1, description="What it is called, in any script; the first is the one shown."
    )
    hosts: tuple[Annotated[str, AfterValidator(checked_host)], ...] = Field(
        (), description="Where it publishes, such as example.org; hosts under it count as well."
    )
    owner: str | None = Field(
        None,
        min_length=1,
        description="Who owns it; outlets of one owner count as one source. By default it is a source of its own.",
    )
    tier: Whole | None = Field(None, ge=1, le=9, description="How important it is to you, 1 the most.")
    agency: YesNo = Field(default=False, description="Whether it is also credited in datelines and brackets, as (dpa).")

    def outlet(self) -> Outlet:
        """The same as the rest of the house takes it."""
        return Outlet(self.names, self.hosts, self.owner, self.tier, self.agency, id=self.id)


class LogSettings(Section):
    """The worker's own log."""

    format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto: console on a terminal, else JSON lines."
    )
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The lowest level that is written.")


class ServiceSettings(Section):
    """How the daemon runs."""

    watch: YesNo = Field(default=False, description="Read the configuration again when its files change, as on SIGHUP.")
    ping: Annotated[SecretStr, AfterValidator(checked_secret_web_url)] | None = Field(
        None,
        description="An address to request regularly, which raises an alarm when the requests stop; never shown.",
    )
    ping_every_s: DurationS = Field(60.0, gt=0, alias="ping_every", description="How often it is requested.")


class ServeSettings(Section):
    """What the daemon answers over HTTP: /healthz, /readyz, /metrics and /version."""

    listen: Annotated[str, AfterValidator(checked_listen)] | None = Field(
        None, description="127.0.0.1:PORT or unix:/PATH; off by default."
    )


class FeedSettings(Section):
    """A feed to poll."""

    id: Identifier = Field(description="A name of your choice, to be kept for good: the feed's history belongs to it.")
    url: Annotated[str, AfterValidator(checked_feed_url)] = Field(
        description="Its http:// or https:// address. A user and password before an @ are sent to it, never shown."
    )
    title: str | None = Field(None, description="Shown instead of the feed's own title.")
    tags: tuple[Tag, ...] = Field((), description="Words for rules to match with tag:WORD.")
    every: Every | None = Field(
        None,
        description="A fixed interval instead of the adaptive one, or times in cron form, with the zone if it is not "
        "UTC: 0 6-22 * * mon-fri Europe/Berlin.",
    )
    expect_every_s: DurationS | None = Field(
        None, gt=0, alias="expect_every", description="Report the feed when it has brought nothing new for this long."
    )
    on_add: OnAdd | None = Field(None, description="The same as polling.on_add, for this feed alone.")
    allow_private: tuple[Network, ...] = Field(
        (),
        description="The same as web.allow_private, for this feed alone, with its redirects, its archive and the pages "
        "of its entries.",
    )

    def spec(self) -> FeedSpec:
        """The same as the rest of the house takes it."""
        url, login = split_login(self.url)
        return FeedSpec(
            key=self.id,
            url=url,
            login=login,
            tags=self.tags,
            every_s=None if isinstance(self.every, str) else self.every,
            every_cron=self.every if isinstance(self.every, str) else None,
            expect_every_s=self.expect_every_s,
            on_add=self.on_add,
            title=self.title,
            allow_private=self.allow_private,
        )


class Settings(Section):
    """A whole configuration, includes merged."""

    store: StoreSettings = Field(StoreSettings(), description="Where everything is remembered.")
    include: tuple[str, ...] = Field(
        (), description="Further files with feeds, rules, outlets and sinks: YAML or OPML, by name or pattern."
    )
    polling: PollingSettings = Field(PollingSettings(), description="When feeds are polled.")
    web: WebSettings = Field(WebSettings(), description="How the worker behaves towards servers.")
    articles: ArticleSettings = Field(ArticleSettings(), description="How articles are fetched and read.")
    stories: StorySettings = Field(StorySettings(), description="How articles become stories.")
    rules: tuple[RuleSettings, ...] = Field((), description="What to tell, and to whom.")
    outlets: tuple[OutletSettings, ...] = Field(
        (), description="Outlets that articles cite or that publish them, in addition to those built in."
    )
    sinks: dict[Identifier, SinkSettings] = Field(
        default_factory=_default_sinks,
        description="Where alerts go. The sink log is always there.",
    )
    alerts: AlertSettings = Field(AlertSettings(), description="When alerts go out, and how often each is tried.")
    service: ServiceSettings = Field(ServiceSettings(), description="How the daemon runs.")
    health: HealthSettings = Field(
        HealthSettings(), description="Who is told of trouble with feeds, sinks or the network."
    )
    report: ReportSettings = Field(ReportSettings(), description="Regular reports on the worker and its feeds.")
    serve: ServeSettings = Field(ServeSettings(), description="What the daemon answers over HTTP.")
    websub: WebSubSettings = Field(WebSubSettings(), description="Pushes from hubs that announce changes of feeds.")
    log: LogSettings = Field(LogSettings(), description="The worker's own log.")
    feeds: tuple[FeedSettings, ...] = Field((), description="What to poll.")

    @field_validator("sinks", mode="after")
    @classmethod
    def _log_is_always_there(cls, sinks: dict[str, SinkSettings]) -> dict[str, SinkSettings]:
        return _default_sinks() | sinks
