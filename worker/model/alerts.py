"""The part of the configuration that says who is told of what, and when: rules, alerts, notices and reports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from worker.model.fieldtypes import (
    DurationS,
    Identifier,
    Rate,
    Section,
    Whole,
    checked_hours,
    checked_moment,
    checked_rule_id,
    checked_times,
    checked_zone,
)


class Again(Section):
    """On which further occasions a story that was told is told again."""

    sources: tuple[Annotated[Whole, Field(ge=2)], ...] = Field(
        (), description="Tell again when this many independent sources have the story, such as [3, 10]."
    )
    revision: Literal["no", "retraction", "headline", "facts", "any"] = Field(
        "no",
        description="Tell again when an article is edited: never (no), when it is withdrawn or deleted (retraction), "
        "also for a new headline (headline), also for other facts (facts), for any change but clocks and counters "
        "(any).",
    )
    flags: tuple[
        Literal["promo", "copy", "rewrite", "news", "revision", "denial", "correction", "backdated", "wall", "burst"],
        ...,
    ] = Field(
        (),
        description="Tell again of a story's first article with such a flag, and of each with news (docs/flags.md).",
    )


class RuleSettings(Section):
    """A named condition in Lucene syntax, and where its alerts go."""

    id: Annotated[Identifier, AfterValidator(checked_rule_id)] = Field(
        description="A name of your choice, to be kept for good: what was told is known by it. Not health, report or "
        "digest, which other messages have in its place."
    )
    when: str = Field(
        min_length=1, description="The condition, such as title:(storm OR flood*); *:* matches every article."
    )
    severity: str = Field("normal", min_length=1, description="A word of your choice, passed on with the alert.")
    to: tuple[str, ...] = Field(("log",), description="Names of sinks.")
    again: Again = Field(Again(), description="On which further occasions a story that was told is told again.")


class DeliverySettings(Section):
    """How often an alert is tried before it is listed as dead."""

    attempts: Whole = Field(
        80,
        ge=1,
        description="Attempts to deliver an alert before it is listed as dead; by default they take three days.",
    )
    backoff_s: DurationS = Field(
        10.0, gt=0, alias="backoff", description="Wait after the first failed attempt; it doubles."
    )
    backoff_max_s: DurationS = Field(
        3600.0, gt=0, alias="backoff_max", description="The longest wait between attempts."
    )


class QuietHours(Section):
    """Hours of the day in which nothing is told; alerts raised in them wait until their end, and none is dropped."""

    hours: Annotated[str, AfterValidator(checked_hours)] | None = Field(
        None, description="Start and end in local time, such as 22:00-06:00; none by default."
    )
    zone: Annotated[str, AfterValidator(checked_zone)] = Field(
        "UTC", description="A time zone by name, such as Europe/Berlin; summer time is respected."
    )


class DigestSettings(Section):
    """Digests at set times: what waits for them is told in one message per sink."""

    at: Annotated[str, AfterValidator(checked_times)] = Field(
        "0 * * * *",
        description="Times in cron form, with the zone if it is not UTC: 0 8,18 * * mon-fri Europe/Berlin.",
    )
    severities: tuple[str, ...] = Field((), description="Severities that wait for the digest, such as [low].")


class SilenceSettings(Section):
    """Alerts that match wait until it ends, then arrive in one digest. A kind that is left out matches everything."""

    until: Annotated[str, AfterValidator(checked_moment)] = Field(
        description="Its end, such as 2026-12-24T18:00+01:00; UTC if no zone is given."
    )
    rules: tuple[str, ...] = Field((), description="Ids of rules.")
    sinks: tuple[str, ...] = Field((), description="Names of sinks.")
    severities: tuple[str, ...] = Field((), description="Severities.")
    stories: tuple[Whole, ...] = Field((), description="Numbers of stories, as wirewatch stories lists them.")
    why: str | None = Field(None, min_length=1, description="A note to whoever reads this later.")


class AlertSettings(Section):
    """When alerts go out, and how often each is tried."""

    budget: Rate | None = Field(
        None,
        description="The most alerts of one rule to one sink in a period, such as 20/h or 5/10m; no limit by default.",
    )
    over_budget: Literal["digest", "hold"] = Field(
        "digest",
        description="Alerts over the budget: in one message when the period ends (digest), or one by one (hold).",
    )
    quiet: QuietHours = Field(QuietHours(), description="Hours in which nothing is told.")
    digest: DigestSettings = Field(DigestSettings(), description="Digests at set times.")
    always: tuple[str, ...] = Field((), description="Severities that neither a budget nor quiet hours hold back.")
    silences: tuple[SilenceSettings, ...] = Field((), description="Alerts to hold back for a while.")
    delivery: DeliverySettings = Field(DeliverySettings(), description="How often an alert is tried.")


class HealthSettings(Section):
    """Who is told of trouble with feeds, sinks or the network: once when it has lasted, and once when it is over."""

    to: tuple[str, ...] = Field(("log",), description="Names of sinks; empty: nobody is told.")
    after_s: DurationS = Field(
        6 * 3600.0,
        alias="after",
        description="How long a feed or a sink must fail before it is reported; 410 Gone is reported at once.",
    )
    severity: str = Field("warning", min_length=1, description="A word of your choice, passed on with the notice.")


class ReportSettings(Section):
    """A report on the worker and its feeds at set times, through the same outbox as every alert."""

    at: Annotated[str, AfterValidator(checked_times)] | None = Field(
        None,
        description="Times in cron form, with the zone if it is not UTC: 0 7 * * * Europe/Berlin; no report by "
        "default.",
    )
    to: tuple[str, ...] = Field(("log",), description="Names of sinks.")
    severity: str = Field("info", min_length=1, description="A word of your choice, passed on with the report.")
