"""What must be true of a world once all has healed. Each sentence that is returned is a fault of the worker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tests.simulation.press import ALARM, Visit, key_of
from tests.simulation.world import CEILING_S, FLOOR_S, SINKS, World
from worker.daemon.store_access import reading
from worker.store import entries

SPACING_S = 1.0
JUST = 0.001


def faults(world: World) -> list[str]:
    """All that is wrong, in words."""
    return [*world.unforeseen, *_with_the_store(world), *_with_manners(world)]


def _with_the_store(world: World) -> Iterator[str]:
    with reading(world.loaded) as database:
        yield from _with_entries(world, _rows(database, _ENTRIES))
        counts = database.read(entries.audit)
        if counts["pending"] or counts.get("open", 0):
            yield f"entries left undone: {counts}"
        yield from _with_alerts(world, _rows(database, _ALERTS))
        for feed in _rows(database, "SELECT key, last_ok_at, state FROM feeds"):
            if feed["state"] != "active" or world.wall() - (feed["last_ok_at"] or 0.0) > CEILING_S * 1.5:
                yield f"feed {feed['key']} is {feed['state']} and was last read at {feed['last_ok_at']}"


_ENTRIES = """SELECT feeds.key AS feed, entries.key, revision, disposition, entries.id, before.degraded FROM entries
              JOIN feeds ON feeds.id = entries.feed_id LEFT JOIN articles ON articles.id = article_id
              LEFT JOIN articles AS before ON before.id = articles.previous_id"""
_ALERTS = """SELECT alerts.id, story_id, rule, sink, occasion, alerts.state, entries.title FROM alerts
             JOIN entries ON entries.id = entry_id"""


def _rows(database: Any, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = database.read(lambda db: [dict(row) for row in db.execute(sa.text(query)).mappings()])
    return rows


def _with_entries(world: World, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Every item was admitted, once, and again only for a page that could not be had the first time."""
    read_again = {row["id"] for row in rows if row["disposition"] == "revision" and row["degraded"] is not None}
    rows = [row for row in rows if row["id"] not in read_again]
    seen = Counter((row["feed"], row["key"]) for row in rows)
    expected = {(f"f{feed}", key_of(item.guid)): item.guid for feed, item in world.press.published()}
    for feed, key in expected.keys() - seen.keys():
        yield f"lost: {expected[feed, key]} of {feed} was never admitted"
    for (feed, key), number in seen.items():
        if number > 1 or (feed, key) not in expected:
            yield f"doubled: {expected.get((feed, key), key)} of {feed} was admitted {number} times"
    for row in rows:
        if row["disposition"] not in {"alerted", "grouped"}:
            yield f"entry {row['id']} of {row['feed']} ended as {row['disposition']}"


def _with_alerts(world: World, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Each report was told first once by every rule it matches, and each sink holds what it was owed."""
    for sink in SINKS:
        owed = {row["id"] for row in rows if row["sink"] == sink}
        kept = world.sinks[sink]
        if owed != set(kept.kept):
            yield f"sink {sink}: {len(owed - set(kept.kept))} missing, {len(set(kept.kept) - owed)} never owed"
        if kept.unmarked:
            yield f"sink {sink}: {len(kept.unmarked)} came again unmarked"
    undelivered = Counter(row["state"] for row in rows if row["state"] != "delivered")
    if undelivered:
        yield f"alerts not delivered: {dict(undelivered)}"
    first = Counter((row["title"], row["rule"], row["sink"]) for row in rows if row["occasion"] == "first")
    told = {world.press.titles[item.report] for _, item in world.press.published()}
    expected = {(title, "all", sink) for title in told for sink in SINKS}
    expected |= {(title, "alarms", "two") for title in told if ALARM in title}
    for what in sorted(expected - set(first)):
        yield f"lost: {what} was never told"
    for what, number in first.items():
        if number > 1 or what not in expected:
            yield f"doubled: {what} was told first {number} times"
    for row in rows:
        if row["occasion"] not in {"first", "sources:2"}:
            yield f"told without need: {row['title']} as {row['occasion']}"


def _with_manners(world: World) -> Iterator[str]:
    """One request at a time a host, pauses between them, floors and requests to wait heeded.

    A worker that was killed knows nothing of what it had not written down, so lives are looked at one by one.
    """
    by_host: dict[tuple[int, str], list[Visit]] = defaultdict(list)
    for visit in world.press.visits:
        by_host[visit.life, visit.host].append(visit)
    for (_, host), visits in by_host.items():
        yield from _at_a_host(host, visits)


def _at_a_host(host: str, visits: list[Visit]) -> Iterator[str]:
    polls: dict[str, Visit] = {}
    closed_until = 0.0
    for before, visit in zip([None, *visits], visits, strict=False):
        if before is not None and (before.ended is None or visit.began < before.ended + SPACING_S - JUST):
            yield f"{host}{visit.path} was asked at {visit.began}, the request before it ended at {before.ended}"
        if visit.began < closed_until - JUST:
            yield f"{host}{visit.path} was asked at {visit.began}, but wanted peace until {closed_until}"
        if visit.wait_s is not None and visit.ended is not None:
            closed_until = visit.ended + visit.wait_s
        if not visit.path.startswith("/feed") or visit.path.endswith("-moved"):
            continue
        last = polls.get(visit.path)
        if last is not None and last.status is not None and visit.began - last.began < FLOOR_S - JUST:
            yield f"{host}{visit.path} was polled at {last.began} and again at {visit.began}, under its floor"
        polls[visit.path] = visit
