"""The JSON forms the outside sees: alerts, exported lines, stories. One place, so that all commands agree.

Times are ISO 8601 in UTC, ids are strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from worker.model.entry import IMPORT_PREFIX, ArticleDraft, PendingEntry
from worker.model.story import ClaimedAlert, Flag, OwedAlert
from worker.model.units import counted
from worker.policy.places import in_place
from worker.policy.subject import Subject, text_of
from worker.store.judged import StoryRecord

if TYPE_CHECKING:
    from worker.store.backtest import PastEntry
    from worker.store.stories import FirstRelation, JudgedEntry

EMPTY: Mapping[str, Any] = {
    "id": None,
    "rule": None,
    "severity": None,
    "occasion": None,
    "follows": None,
    "raised_at": None,
    "story": dict.fromkeys(("id", "title", "first_seen", "articles", "sources")) | {"languages": []},
    "article": dict.fromkeys(("id", "url", "title", "lang", "published", "feed", "excerpt")),
    "why": [],
    "built_in": [],
    "provenance": dict.fromkeys(("first", "copied_from", "related", "share")) | {"cites": []},
}
"""The keys of every alert, in their order, without values."""

EXCERPT_CHARS = 280
LONGEST_NUMBER = 18
"""Digits: databases hold no larger ones."""


@dataclass(frozen=True, slots=True)
class AlertContext:
    """What an alert is about, when it is owed; ``entry`` and ``feed`` are public names."""

    entry: str
    feed: str
    article: ArticleDraft
    story: StoryRecord
    provenance: Mapping[str, Any]
    now: float
    built_in: Sequence[str] = ()


@lru_cache(1000)
def timestamp(seconds: float | None) -> str | None:
    """``2026-03-11T14:32:00Z``; None stays None."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def later(one: float | None, other: float | None) -> float | None:
    """The later of two times, if there are two."""
    return max((at for at in (one, other) if at is not None), default=None)


def entry_name(entry_id: int, feed_key: str, guid: str | None) -> str:
    """The public name of an entry: its own id if it was imported, else ``e`` and a number."""
    return guid if guid and feed_key.startswith(IMPORT_PREFIX) else f"e{entry_id}"


def name_of(entry: PendingEntry) -> str:
    """The public name of an entry that is not judged yet."""
    return entry_name(entry.id, entry.feed_key, entry.draft.guid)


def judged_name(judged: JudgedEntry | PastEntry) -> str:
    """The public name of a judged entry."""
    return entry_name(judged.entry_id, judged.feed_key, judged.guid)


def story_number(asked: str) -> int | None:
    """The number of a story as a person types it; None if it can be none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else None


def feed_name(feed_key: str) -> str:
    """The public name of a feed."""
    return feed_key.removeprefix(IMPORT_PREFIX)


def excerpt(text: str) -> str:
    """The first words of a body, ending at a word."""
    start = " ".join(text[: 4 * EXCERPT_CHARS].split())
    folded = start if len(start) > EXCERPT_CHARS else " ".join(text.split())
    if len(folded) <= EXCERPT_CHARS:
        return folded
    return folded[:EXCERPT_CHARS].rsplit(" ", 1)[0] + " …"


def with_all_keys(body: Mapping[str, Any]) -> dict[str, Any]:
    """A message with all keys of an alert: those it lacks are null, lists are empty."""
    parts = {name: {**EMPTY[name], **body.get(name, {})} for name in ("story", "article", "provenance")}
    return {**EMPTY, **body, **parts}


def alert_state(row: Mapping[str, Any]) -> dict[str, Any]:
    """What became of an alert, from its row in the outbox."""
    return {
        "id": row["id"],
        "story": str(row["story_id"]) if row["story_id"] is not None else None,
        "rule": row["rule"],
        "sink": row["sink"],
        "occasion": row["occasion"],
        "state": row["state"],
        "attempts": row["attempt"],
        "owed": timestamp(row["owed_at"]),
        "delivered": timestamp(row["delivered_at"]),
        "held": row["held"],
        "not_before": timestamp(row["not_before"]),
        "digest": row["digest"],
        "last_error": row["last_error"],
    }


def alert_body(alert: OwedAlert, flags: Sequence[Flag], context: AlertContext) -> bytes:
    """An alert as the file sink writes it, without ``maybe_repeat``, which delivery adds."""
    article, story = context.article, context.story
    spans = [span for flag in flags if flag.rule == alert.rule for span in flag.spans]
    cites = [it.name for it in article.cites]
    subject = Subject(
        article.title, article.text, author=article.author or "", url=article.url or "", cites=tuple(cites)
    )
    return orjson.dumps(
        {
            "id": alert.id,
            "rule": alert.rule,
            "severity": alert.severity,
            "occasion": alert.occasion,
            "follows": alert.follows,
            "raised_at": timestamp(context.now),
            "story": {
                "id": str(story.id),
                "title": story.title,
                "first_seen": timestamp(story.first_seen_at),
                "articles": story.articles,
                "sources": len(story.sources),
                "languages": story.languages,
            },
            "article": {
                "id": context.entry,
                "url": article.url,
                "title": article.title,
                "lang": article.lang,
                "published": timestamp(article.published_at),
                "feed": context.feed,
                "excerpt": excerpt(article.text),
            },
            "why": [in_place(it, text_of(subject, it.field)) for it in spans],
            "built_in": list(context.built_in),
            "provenance": {**context.provenance, "cites": cites},
        }
    )


def digest_alert(name: str, members: Sequence[ClaimedAlert], now: float) -> ClaimedAlert:
    """Several alerts as one: their titles as the excerpt, the alerts themselves under ``digest``."""
    bodies = [orjson.loads(alert.body) for alert in members]
    told = [body["article"]["title"] or body["article"].get("excerpt", "") for body in bodies]
    stories = len({body["story"].get("id") for body in bodies} - {None})
    severities = {body["severity"] for body in bodies}
    at, title = timestamp(now), counted(len(bodies), "alert")
    if stories:
        title += f" of {counted(stories, 'story')}"
    body = {
        "id": name,
        "rule": "digest",
        "severity": severities.pop() if len(severities) == 1 else "mixed",
        "occasion": "digest",
        "raised_at": at,
        "article": {"title": title, "excerpt": " · ".join(told)},
        "digest": bodies,
    }
    first, attempt = members[0], max(alert.attempt for alert in members)
    packed = orjson.dumps(with_all_keys(body))
    return ClaimedAlert(name, first.sink, attempt, first.owed_at, first.lease, packed)


def sample_alert(sink: str, now: float) -> ClaimedAlert:
    """A test alert; its id depends on the time."""
    name = f"test-{int(now * 1000)}"
    at = timestamp(now)
    body: dict[str, Any] = {
        "id": name,
        "rule": "test",
        "severity": "test",
        "occasion": "first",
        "raised_at": at,
        "story": {"id": "0", "title": "Test", "first_seen": at, "articles": 1, "sources": 1, "languages": ["en"]},
        "article": {
            "id": name,
            "url": "https://example.org/",
            "title": f"Test: wirewatch can reach the sink {sink}",
            "lang": "en",
            "published": at,
            "feed": "test",
            "excerpt": "Nothing has happened. Somebody typed: wirewatch alerts test",
        },
        "maybe_repeat": False,
    }
    return ClaimedAlert(name, sink, 1, now, 0, orjson.dumps(with_all_keys(body)))


def exported_line(judged: JudgedEntry) -> dict[str, Any]:
    """An article line as ``articles export`` writes it."""
    return {
        "id": judged_name(judged),
        "url": judged.url,
        "feed": feed_name(judged.feed_key),
        "published": timestamp(judged.published_at),
        "first_seen": timestamp(judged.first_seen_at),
        "judged": timestamp(judged.judged_at),
        "title": judged.title,
        "text": judged.text,
        "lang": judged.lang,
        "story": str(judged.story_id),
        "relation": _relation(judged.relation),
        "flags": judged.flags,
        "built_in": judged.built_in,
        "disposition": judged.disposition,
        "cites": [it.name for it in judged.cites],
        "promo": judged.promo,
        "degraded": judged.degraded,
    }


def _relation(first: FirstRelation | None) -> dict[str, Any]:
    if first is None:
        return {"kind": "unrelated", "of": None, "score": 0.0}
    of = entry_name(first.entry_id, first.feed_key, first.guid)
    return {"kind": first.kind, "of": of, "score": round(first.score, 3)}


def story_line(
    story: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    alerts: Iterable[dict[str, Any]],
    graph: Mapping[str, Any],
) -> dict[str, Any]:
    """A story as ``stories --json`` writes it; ``lines`` are its exported lines, ``alerts`` those of ``told_alert``."""
    return {
        "id": str(story["id"]),
        "title": story["title"],
        "first_seen": timestamp(story["first_seen_at"]),
        "languages": orjson.loads(story["languages"]),
        "sources": orjson.loads(story["sources"]),
        "articles": list(lines),
        "graph": dict(graph),
        "alerts": list(alerts),
    }


def told_alert(row: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """An alert of the outbox as its story lists it: what its sink got, as far as that is remembered, and the sink."""
    known = {"raised_at": timestamp(row["owed_at"]), "story": {"id": str(row["story_id"])}}
    said = with_all_keys({**known, **orjson.loads(body)})
    return {**said, "maybe_repeat": row["attempt"] > 1, "sink": row["sink"]}
