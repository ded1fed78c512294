"""Notices of trouble in the form of alerts: one for each sink that is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from worker.flow.shapes import timestamp, with_all_keys
from worker.model.alerts import HealthSettings
from worker.policy import health
from worker.store.notices import Notice


def notices(
    settings: HealthSettings, subject: str, kind: str, began: float, body: Mapping[str, Any], *, but: str | None = None
) -> list[Notice]:
    """A notice with this body for each sink of ``settings.to`` but one; their ids are made of the other arguments."""
    closing = body["health"]["closed_at"] is not None
    occasion = "closed" if closing else "opened"
    severity = "info" if closing else settings.severity
    made = []
    for sink in dict.fromkeys(settings.to):
        if sink != but:
            name = health.notice_id(subject, kind, began, sink, occasion)
            head = {"id": name, "rule": "health", "severity": severity, "occasion": occasion}
            made.append(Notice(name, "health", sink, occasion, severity, orjson.dumps(with_all_keys({**head, **body}))))
    return made


def body(
    now: float,
    *,
    title: str,
    excerpt: str,
    since: str | None,
    facts: Mapping[str, Any],
    feed: str | None = None,
    url: str | None = None,
) -> dict[str, Any]:
    """A body in the form of an alert; sinks show its title, address and excerpt. ``facts`` are for programs."""
    return {
        "raised_at": timestamp(now),
        "article": {"url": url, "title": title, "published": since, "feed": feed, "excerpt": excerpt},
        "health": {"feed": None, "sink": None, "url": None, "state": None, "last_ok": None, "since": since, **facts},
    }
