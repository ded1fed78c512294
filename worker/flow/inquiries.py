"""EXPLAIN, beyond entries: why a story, a rule, a feed or a notice led to what it did, and to nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from worker.flow import shapes
from worker.model.entry import Disposition
from worker.model.fieldtypes import ID_PATTERN
from worker.model.story import FLAG_PREFIX
from worker.model.units import counted
from worker.policy import health
from worker.store import inquiries, notices
from worker.store.database import Connection, Row

Closed = Callable[[Mapping[str, Any]], float | None]
"""Says until when the feed of a row waits because its host asked us to; None if it does not."""


PENDING = "pending"
"""Said of an entry that has no disposition yet."""


def inquire(
    connection: Connection, asked: str, rules: Mapping[str, str], closed_until: Closed, *, known: bool
) -> list[dict[str, Any]]:
    """What is stored under this name, as dicts with ``kind`` and ``why_not``; ``rules`` are those now in force.

    ``known``: an entry has this name. What is found already is not looked for among rules no longer in force as well,
    for which all flags are read.
    """
    made = [_notice(connection, asked), _story(connection, asked), _feed(connection, asked, closed_until)]
    if asked in rules or (re.fullmatch(ID_PATTERN, asked) and not known and not any(made)):
        made.insert(2, _rule(connection, asked, rules))
    return [it for it in made if it is not None]


def _notice(connection: Connection, asked: str) -> dict[str, Any] | None:
    row = notices.notice(connection, asked)
    if row is None:
        return None
    body = orjson.loads(row["body"])
    deliveries = [
        {"at": shapes.timestamp(it.at), "result": it.result, "error": it.error}
        for it in inquiries.deliveries(connection, asked)
    ]
    return {
        "kind": "notice",
        **shapes.alert_state(row),
        "title": body["article"]["title"],
        "health": body.get("health"),
        "report": body.get("report"),
        "deliveries": deliveries,
        "why_not": [] if row["delivered_at"] else [row["last_error"] or row["held"] or "it waits its turn"],
    }


def _story(connection: Connection, asked: str) -> dict[str, Any] | None:
    number = shapes.story_number(asked)
    row = inquiries.story(connection, number) if number is not None else None
    if row is None:
        return None
    return {
        "kind": "story",
        "id": asked,
        "title": row["title"],
        "merged_into": str(row["merged_into"]) if row["merged_into"] is not None else None,
        "first_seen": shapes.timestamp(row["first_seen_at"]),
        "last_seen": shapes.timestamp(row["last_seen_at"]),
        "sources": orjson.loads(row["sources"]),
        "languages": orjson.loads(row["languages"]),
        "entries": [
            {
                "id": shapes.entry_name(it.id, it.key, it.guid),
                "disposition": it.disposition or PENDING,
                "title": it.title,
            }
            for it in row["entries"]
        ],
        "more_entries": row["members"] - len(row["entries"]),
        "alerts": [shapes.alert_state(it._asdict()) for it in row["told"]],
        "flagged": {rule: number for rule, number in row["flagged"] if not rule.startswith(FLAG_PREFIX)},
        "rulings": [ruled(it) for it in row["rulings"]],
        "merges": list(_merges(row)),
        "why_not": list(_story_untold(row)),
    }


def ruled(row: Row) -> dict[str, Any]:
    """A person's ruling on a story: ``other`` was split off from ``story``, or merged into it."""
    return {
        "kind": row.kind,
        "at": shapes.timestamp(row.at),
        "by": row.by,
        "reason": row.reason,
        "story": str(row.story_id),
        "other": str(row.other_id),
        "articles": orjson.loads(row.entries),
    }


def _merges(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the judge merged: ``other`` into ``story``, because ``article`` belongs to both."""
    for it in row["joined"]:
        for verdict in orjson.loads(it.verdicts):
            for other in verdict.get("merged", ()):
                if row["merged_into"] is None or str(row["id"]) in (other, verdict["story"]):
                    article = shapes.entry_name(it.id, it.key, it.guid)
                    told = {"story": verdict["story"], "other": other, "article": article}
                    yield {"at": shapes.timestamp(it.judged_at)} | told


def _story_untold(row: Mapping[str, Any]) -> Iterator[str]:
    if row["merged_into"] is not None:
        yield f"its articles are told as story {row['merged_into']}"
        return
    flagged = {rule for rule, _ in row["flagged"] if not rule.startswith(FLAG_PREFIX)}
    told: dict[str, list[Row]] = {}
    for alert in row["told"]:
        told.setdefault(alert.rule, []).append(alert)
    if not flagged:
        yield "no rule matched any of its articles"
    for rule in sorted(flagged - told.keys()):
        yield f"rule {rule} matched, and owed nothing: see its entries"
    for rule, alerts in sorted(told.items()):
        for alert in alerts:
            if alert.delivered_at is None:
                until = f"held ({alert.held}) until {shapes.timestamp(alert.not_before)}" if alert.held else None
                reason = alert.last_error or until or "it waits its turn"
                yield f"rule {rule} to {alert.sink}, {alert.occasion}: {alert.state}, {reason}"


def _rule(connection: Connection, asked: str, rules: Mapping[str, str]) -> dict[str, Any] | None:
    found = inquiries.rule(connection, asked)
    if asked not in rules and not found["flagged"] and not found["told"]:
        return None
    judged, since = inquiries.judged_since(connection)
    return {
        "kind": "rule",
        "id": asked,
        "when": rules.get(asked),
        "versions": found["versions"],
        "flagged": {word or PENDING: number for word, number, _ in found["flagged"]},
        "last_flagged": shapes.timestamp(max((at for _, _, at in found["flagged"] if at), default=None)),
        "alerts": [{"sink": sink, "state": state, "number": number} for sink, state, number, _ in found["told"]],
        "last_alert": shapes.timestamp(max((at for *_, at in found["told"]), default=None)),
        "judged": judged,
        "why_not": list(_rule_untold(asked, rules, found, judged, since)),
    }


def _rule_untold(
    asked: str, rules: Mapping[str, str], found: Mapping[str, Any], judged: int, since: float | None
) -> Iterator[str]:
    words = {word: number for word, number, _ in found["flagged"]}
    if asked not in rules:
        yield "the configuration no longer has this rule"
    if not words:
        told = (
            f"none of {counted(judged, 'article')} since {shapes.timestamp(since)}"
            if judged
            else "no article was judged yet, so none"
        )
        yield f"{told} matched it; try it on the past: wirewatch rules test --rule {asked}"
    if silent := words.get(Disposition.GROUPED):
        yield f"{counted(silent, 'matching article')} grouped: told before as part of a story"
    if revised := words.get(Disposition.REVISION):
        yield f"{counted(revised, 'matching article')}: later versions of what was known before"
    for sink, state, number, _ in found["told"]:
        if state != "delivered":
            where = "dead" if state == "dead" else "list"
            yield f"{counted(number, 'alert')} to {sink} {state}: wirewatch alerts {where}"


def _feed(connection: Connection, asked: str, closed_until: Closed) -> dict[str, Any] | None:
    row = inquiries.feed(connection, asked)
    if row is None:
        return None
    until = closed_until(row)
    return {
        "kind": "feed",
        "id": asked,
        "title": row["title"],
        "url": row["moved_url"] or row["url"],
        "state": row["state"],
        "since": shapes.timestamp(row["state_since"]),
        "last_polled": shapes.timestamp(row["last_polled_at"]),
        "last_ok": shapes.timestamp(row["last_ok_at"]),
        "last_changed": shapes.timestamp(row["last_changed_at"]),
        "next_poll": shapes.timestamp(shapes.later(row["next_poll_at"], until) if row["listed"] else None),
        "entries": row["entries"],
        "why_not": list(_feed_untold(row, until)),
    }


def _feed_untold(row: Mapping[str, Any], until: float | None) -> Iterator[str]:
    if not row["listed"]:
        yield "the configuration no longer lists it"
    if until is not None:
        yield f"its host asked us to wait until {shapes.timestamp(until)} (web.retry_after)"
    if row["state"] == "paused":
        since = shapes.timestamp(row["state_since"])
        yield f"it is paused since {since}, {row['state_reason']}; to ask it again: wirewatch feeds resume {row['key']}"
    if row["last_polled_at"] is None:
        yield "it was never polled"
    elif row["last_cause"]:
        yield f"its last poll failed ({row['last_cause']}): {health.advice(row['last_cause'])}"
    for kind, cause, opened_at in row["open"]:
        yield f"trouble since {shapes.timestamp(opened_at)}: {kind}, {cause}"
    if baseline := row["entries"].get(Disposition.BASELINE):
        yield f"{counted(baseline, 'entry')} from its first poll, or older than that, not told (on_add)"
    if pending := row["entries"].get(PENDING):
        yield f"{counted(pending, 'entry')} not judged yet"
