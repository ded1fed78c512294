"""Why was I (not) told? The stored verdicts, printed; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from worker.flow import shapes
from worker.flow.inquiries import PENDING, Closed, inquire, ruled
from worker.model.story import FLAG_PREFIX
from worker.policy import urls
from worker.store import seen, trails
from worker.store.database import Connection, Database, Row


def explain(database: Database, asked: str, rules: Mapping[str, str], closed_until: Closed) -> dict[str, Any]:
    """All that is stored about a URL, an entry (``e12`` or an imported id), an alert, a story, a rule or a feed.

    The whole title of an entry and the first digits of an alert's id will do as well.

    ``{"asked", "entries": […], "about": […], "never_seen": null}``; ``about`` is what else has this name. If nothing
    has, ``never_seen`` says what is known of the address's host: its feeds and when they were last polled. ``rules``
    are the queries now in force, by rule id; ``closed_until`` says until when the feed of a row waits for its host.
    """
    return database.read(lambda db: _explain(db, asked.strip(), rules, closed_until))


def _explain(connection: Connection, asked: str, rules: Mapping[str, str], closed_until: Closed) -> dict[str, Any]:
    ids = named(connection, asked)
    about = inquire(connection, asked, rules, closed_until, known=bool(ids))
    if not (ids or about):
        ids = trails.entries_by_part(connection, asked)
    found = [_entry(row) for row in trails.entries(connection, ids)]
    never_seen = None if found or about else _never_seen(connection, asked)
    return {"asked": asked, "entries": found, "about": about, "never_seen": never_seen}


def named(connection: Connection, asked: str) -> list[int]:
    """The entries that a URL, ``e12``, an imported id or an alert's id names.

    A URL may lack its scheme, and may differ in ``www.`` or a final slash where nothing has exactly this one. If no
    link has it, it may be the page's own: what the page says, or where the link redirected to.
    """
    link = urls.canonical(asked)
    if link is None and (found := trails.entries_by_name(connection, asked)):
        return found
    keys = [urls.url_key(spelling) for spelling in urls.spellings(link or _without_scheme(asked) or "")]
    looked_up = (look(connection, key) for look in (trails.entries_by_url, trails.entries_by_page) for key in keys)
    return next(filter(None, looked_up), [])


def _without_scheme(asked: str) -> str | None:
    """The address that ``asked`` is if it only lacks ``https://``; None if it is none."""
    host, slash, _ = asked.partition("/")
    is_address = bool(slash) and "." in host and " " not in asked
    return urls.canonical(f"https://{asked}") if is_address else None


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": shapes.entry_name(row["entry_id"], row["feed_key"], row["guid"]),
        "feed": shapes.feed_name(row["feed_key"]),
        "url": row["url"],
        "title": row["title"],
        "revision": row["revision"],
        "published": shapes.timestamp(row["published_at"]),
        "first_seen": shapes.timestamp(row["first_seen_at"]),
        "judged": shapes.timestamp(row["judged_at"]),
        "disposition": row["disposition"] or PENDING,
        "attempts": row["attempt"],
        "next_try": _next_try(row),
        "story": str(row["story_id"]) if row["story_id"] is not None else None,
        "reread": _reread(row),
        "trail": orjson.loads(row["verdicts"] or row["pending_trail"] or "[]"),
        "cites": orjson.loads(row["cites"] or "[]"),
        "relations": [_relation(relation) for relation in row["relations"]],
        "flags": [_flag(flag) for flag in row["flags"] if not flag.rule.startswith(FLAG_PREFIX)],
        "built_in": [_flag(flag) for flag in row["flags"] if flag.rule.startswith(FLAG_PREFIX)],
        "alerts": [shapes.alert_state(it._asdict()) for it in row["alerts"]],
        "told_before": [shapes.alert_state(it._asdict()) for it in row["told_before"]],
        "rulings": [ruled(it) for it in row["rulings"]],
    }


def _next_try(row: Mapping[str, Any]) -> str | None:
    """Before when the page of a pending entry is not asked for; None if it is still to be tried for the first time."""
    put_off = row["attempt"] or (row["retry_at"] or 0.0) > row["first_seen_at"]
    return shapes.timestamp(row["retry_at"]) if put_off else None


def _reread(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """When a page that could not be fetched will be asked for again, and how often it was already."""
    if row["reread_reason"] is None:
        return None
    return {
        "next": shapes.timestamp(row["reread_at"]),
        "tries": row["reread_tries"],
        "last": shapes.timestamp(row["reread_last"]),
        "reason": row["reread_reason"],
    }


def _flag(row: Row) -> dict[str, Any]:
    rule = row.rule.removeprefix(FLAG_PREFIX)
    spans = [
        {"field": it["field"], "span": [it["start"], it["end"]], "term": it["term"]} for it in orjson.loads(row.spans)
    ]
    return {"rule": rule, "version": row.rule_version or None, "spans": spans}


def _relation(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "of": shapes.entry_name(row.of_entry_id, row.of_feed_key, row.of_guid) if row.of_entry_id else None,
        "title": row.of_title,
        "url": row.of_url,
        "score": round(row.score, 3),
        "inner": round(row.inner_share, 3),
        "outer": round(row.outer_share, 3),
        "shared": row.shared,
        "direction": row.direction,
        "covered": round(row.covered, 3),
        "proof": row.proves_id is not None,
        "evidence": orjson.loads(row.evidence),
    }


def _never_seen(connection: Connection, asked: str) -> str:
    link = urls.canonical(asked) or _without_scheme(asked)
    if link is None:
        titled = trails.titled(connection, asked)
        if titled:
            near = "; ".join(f"{shapes.entry_name(it.id, it.key, it.guid)} {it.title}" for it in titled)
            return f"{asked}: nothing has this id; the newest entries with these words in the title: {near}"
        listed = "wirewatch stories, alerts list, feeds list"
        told = f"{asked}: no entry, alert, story, rule or feed has this id, no title these words"
        told += f"; ids are listed by: {listed}"
        before = seen.so_far(connection).before
        return f"{told}; stories that ended before {shapes.timestamp(before)} are forgotten" if before else told
    keys = [urls.url_key(spelling) for spelling in urls.spellings(link)]
    if (at := max(filter(None, (seen.forgotten_address(connection, key) for key in keys)), default=None)) is not None:
        day = shapes.timestamp(at)
        return f"{asked} was seen in a feed, but its story is forgotten since {day} (store.keep.stories)"
    host = urls.host(link)
    feeds = trails.feeds_of_host(connection, host)
    if not feeds:
        return f"{asked} was never seen in a feed, and no feed of {host} is listed; add one: wirewatch feeds add"
    polled = "; ".join(f"{feed.key} {_last_poll(feed)}" for feed in feeds)
    return f"{asked} was never seen in a feed; feeds of {host}: {polled}"


def _last_poll(feed: Row) -> str:
    if feed.last_polled_at is None:
        return "was never polled"
    outcome = feed.last_cause or "went well"
    return f"was last polled {shapes.timestamp(feed.last_polled_at)} ({outcome}, {feed.state})"
