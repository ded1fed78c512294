"""The feeds of a configuration and its store: listed, paused and resumed, added, and exchanged as OPML."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from worker.config import opml
from worker.config.edit import list_items, with_feed
from worker.config.load import Loaded
from worker.daemon import files
from worker.daemon.store_access import reading, waiting
from worker.flow import shapes
from worker.model.entry import IMPORT_PREFIX
from worker.model.errors import ConfigError, Problem
from worker.model.feed import FeedSpec, split_login
from worker.model.units import format_duration
from worker.policy import health
from worker.policy.polling import waited_s
from worker.store import feeds as feed_store
from worker.store import history, pausing
from worker.store.database import Connection

HISTORY_POLLS = 30
AT_ONCE = 2000
"""Feeds read at a time. One long look would keep the writer from its log for as long, so that it grows."""


def list_feeds(loaded: Loaded, states: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Every feed with its state and schedule, or those listed that are in one of ``states``; read bit by bit."""
    titles = loaded.titles()
    with reading(loaded) as database:
        after, closed_until = "", waiting(loaded, database)
        while rows := database.read(partial(feed_store.list_feeds, states=states, after=after, limit=AT_ONCE)):
            after = rows[-1]["key"]
            own = (row for row in rows if not row["key"].startswith(IMPORT_PREFIX))
            yield from (_feed_line(row, titles, closed_until(row)) for row in own)


def feed_history(loaded: Loaded, key: str) -> dict[str, Any]:
    """A feed with its newest polls and all changes of its state and address. Raises ``ConfigError`` if unknown."""
    with reading(loaded) as database:
        found = database.read(lambda db: history.of_feed(db, key, polls=HISTORY_POLLS))
        closed_until = waiting(loaded, database)
    if found is None:
        raise _unknown(loaded, key)
    row, polls, events = found
    return {
        **_feed_line(row, loaded.titles(), closed_until(row)),
        "failing_since": shapes.timestamp(row["failing_since"]),
        "last_ok": shapes.timestamp(row["last_ok_at"]),
        "polls": [{**poll, "at": shapes.timestamp(poll["at"])} for poll in polls],
        "events": [{**event, "at": shapes.timestamp(event["at"])} for event in events],
    }


def pause_feeds(loaded: Loaded, keys: Sequence[str], reason: str) -> list[str]:
    """Stop polling feeds until they are resumed; returns those that were not paused before. Raises ``ConfigError``."""
    return _change(loaded, keys, lambda db: pausing.pause(db, keys, reason=reason, now=time.time()))


def resume_feeds(loaded: Loaded, keys: Sequence[str], reason: str) -> list[str]:
    """Poll paused feeds again; returns those that were paused before. Raises ``ConfigError``."""
    floor_s = loaded.settings.polling.floor_s
    return _change(loaded, keys, lambda db: pausing.resume(db, keys, reason=reason, now=time.time(), floor_s=floor_s))


def _change(loaded: Loaded, keys: Sequence[str], change: Callable[[Connection], list[str]]) -> list[str]:
    with reading(loaded) as database:
        if unknown := database.read(lambda db: pausing.unlisted(db, keys)):
            raise _unknown(loaded, unknown[0])
        return database.write(change)


def _unknown(loaded: Loaded, key: str) -> ConfigError:
    told = f"there is no feed {key!r}; wirewatch feeds list names them"
    return ConfigError([Problem(str(loaded.files[0]), 0, told)])


def _feed_line(row: dict[str, Any], titles: Mapping[str, str], closed_until: float | None) -> dict[str, Any]:
    due_at = row["next_poll_at"] if row["listed"] else None
    return {
        "id": row["key"],
        "url": row["url"],
        "moved_to": row["moved_url"],
        "title": titles.get(row["key"]) or row["title"],
        "tags": orjson.loads(row["tags"]),
        "listed": row["listed"],
        "state": row["state"],
        "reason": row["state_reason"],
        "since": shapes.timestamp(row["state_since"]),
        "last_polled": shapes.timestamp(row["last_polled_at"]),
        "last_changed": shapes.timestamp(row["last_changed_at"]),
        "last_cause": row["last_cause"],
        "advice": health.advice(row["last_cause"]) if row["last_cause"] else None,
        "next_poll": shapes.timestamp(shapes.later(due_at, closed_until)),
        "host_closed_until": shapes.timestamp(closed_until),
        "interval_s": round(_interval_s(row)),
    }


def _interval_s(row: Mapping[str, Any]) -> float:
    polled_at, due_at, interval_s = row["last_polled_at"], row["next_poll_at"], row["interval_s"]
    if polled_at is None or due_at is None:
        return float(interval_s)
    return waited_s(polled_at, due_at, interval_s, timed=row["every_cron"] is not None)


def import_opml(path: Path) -> tuple[str, list[dict[str, Any]], list[Problem]]:
    """The feeds of an OPML file: as YAML that a configuration can include, and as rows with the keys of the YAML.

    Third, what was left out and why. Raises ``ConfigError`` if nothing is left, or the file cannot be read.
    """
    left_out: list[Problem] = []
    rows = [_row(feed) for feed in opml.read_opml(files.read(path), str(path), left_out)]
    return f"feeds:\n{list_items(rows)}" if rows else "feeds: []\n", rows, left_out


def has_login(url: str) -> bool:
    """Whether an address has a user or password in it."""
    return split_login(url)[1] is not None


def _row(feed: FeedSpec) -> dict[str, Any]:
    """A feed with the keys of the configuration, without values that are not set."""
    durations = {"every": feed.every_s, "expect_every": feed.expect_every_s}
    told = {name: format_duration(seconds) for name, seconds in durations.items() if seconds is not None}
    told |= {"every": feed.every_cron} if feed.every_cron else {}
    row = {
        "id": feed.key,
        "url": feed.url_with_login(feed.url),
        "title": feed.title,
        "tags": feed.tags,
        **told,
        "on_add": feed.on_add,
    }
    return {name: value for name, value in row.items() if value}


def new_feed(asked: str, found: str, key: str | None, tags: tuple[str, ...], title: str | None) -> FeedSpec:
    """A feed to be added: ``found`` from the address a person named, whose login it keeps if its origin is the same."""
    plain, login = split_login(asked)
    url, login = split_login(FeedSpec("", plain, login=login).url_with_login(found))
    return FeedSpec(key or opml.key_for(url), url, tags, title=title, login=login)


def add_feed(loaded: Loaded, feed: FeedSpec, into: Path | None) -> Path:
    """Add a line for a feed to a YAML file, by default the configuration itself; returns the file."""
    for known in loaded.feeds:
        if feed.url == known.url or feed.key == known.key:
            same = "URL" if feed.url == known.url else "id"
            told = f"the feed {known.key} ({known.url}) already has this {same}"
            raise ConfigError([Problem(str(loaded.files[0]), 0, told)])
    path = (into or loaded.files[0]).resolve()
    row = _row(feed)
    files.replace(path, with_feed(files.read_text(path, missing=""), row, str(path)), private=feed.login is not None)
    return path


def export_opml(loaded: Loaded) -> bytes:
    """The configured feeds as OPML."""
    return opml.write_opml(loaded.feeds)
