"""The part of the configuration that servers feel: turns, limits, robots and addresses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from worker.model.fieldtypes import (
    DurationS,
    Network,
    Section,
    SizeBytes,
    Whole,
    checked_agent,
    checked_callback,
    checked_proxy,
)


class PerHost(Section):
    """How many requests go to one host, and how fast, feeds and pages together."""

    connections: Whole = Field(1, ge=1, le=16, description="Requests to one host at the same time.")
    spacing_s: DurationS = Field(1.0, alias="spacing", description="Pause between two requests to one host.")


class Limits(Section):
    """Limits of one GET."""

    feed_bytes: SizeBytes = Field(10_000_000, gt=0, alias="feed", description="The largest feed, unpacked.")
    page_bytes: SizeBytes = Field(5_000_000, gt=0, alias="page", description="The largest page, unpacked.")
    redirects: Whole = Field(5, ge=0, le=20, description="The most redirects that are followed.")
    total_s: DurationS = Field(
        30.0, gt=0, alias="total", description="The longest time from the request to the last byte."
    )


class WebSettings(Section):
    """How the worker behaves towards servers."""

    agent: Annotated[str, AfterValidator(checked_agent)] = Field(
        "wirewatch/{version} (+https://example.org/bot; {feeds} feeds from this host)",
        description="The User-Agent; {version} and {feeds} are filled in. Name a page that says who you are.",
    )
    per_host: PerHost = Field(PerHost(), description="How many requests go to one host, and how fast.")
    limits: Limits = Field(Limits(), description="Limits of one GET.")
    robots: Literal["pages", "all", "ignore"] = Field(
        "pages", description="Where robots.txt is obeyed: for pages, for feeds as well (all), or nowhere (ignore)."
    )
    retry_after: Literal["feed", "host", "site"] = Field(
        "host",
        description="Who waits when a server asks to (429, 503): the feed alone, its host, or all hosts of its site.",
    )
    allow_private: tuple[Network, ...] = Field(
        (),
        description="Private networks, such as 10.1.0.0/16, that any feed may lead to. It is safer to open them only "
        "to the feeds that need them.",
    )

    proxy: Annotated[SecretStr, AfterValidator(checked_proxy)] | None = Field(
        None,
        description="http://HOST:PORT of a proxy for everything but sinks and service.ping. May hold a user and a "
        "password; never shown.",
    )


class WebSubSettings(Section):
    """Pushes (WebSub): hubs announce changes of feeds. Polling goes on, at the ceiling."""

    callback: Annotated[str, AfterValidator(checked_callback)] | None = Field(
        None,
        description="The public address that leads to serve.listen, such as https://public.example/hook; a path is "
        "added to it. Off by default.",
    )
