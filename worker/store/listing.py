"""The store's feeds kept in step with those that the configuration lists, and rows for feeds it does not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.feed import FeedSpec, FeedState
from worker.model.settings import PollingSettings
from worker.policy import urls
from worker.policy.polling import due_by
from worker.store import bulk, notes
from worker.store.feeds import place
from worker.store.schema import feeds


@dataclass(frozen=True, slots=True)
class Synced:
    """How many feeds ``sync`` added, changed and unlisted."""

    added: int
    changed: int
    unlisted: int


def sync(
    connection: sa.Connection,
    specs: Sequence[tuple[FeedSpec, str]],
    settings: PollingSettings,
    now: float,
    *,
    digest: str | None = None,
) -> Synced:
    """Make the store's listed feeds those of ``specs`` (feed, host); nothing known about a feed is deleted.

    A feed whose URL changed keeps its entries but loses its validators, which belong to another document, and a poll
    that is under way, unless the configuration only follows a move that polls have already made. A feed whose ``every``
    changed is rescheduled by it. A URL that was one key's, by http or https, and is another's now is one feed under
    another name: a first poll would take what it brought meanwhile for its baseline.
    ``digest`` identifies ``specs`` for ``in_step_with``; None if nobody will ask.
    """
    notes.keep(connection, _IN_STEP, digest and f"{digest} {settings.on_add}")
    steps = _compared(connection, specs, settings, now)
    _carry_out(connection, steps, now)
    return Synced(len(steps.new), len(steps.changed) + len(steps.relocated) + len(steps.followed), len(steps.gone))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Rows to write. ``relocated`` feeds have another URL, ``followed`` ones that of a move which polls have made.

    ``changed`` are all others that differ, ``hurried`` those of them that another ``every`` makes due sooner. Feeds of
    these with another key are ``renamed`` as well.
    """

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    followed: list[dict[str, Any]] = field(default_factory=list)
    relocated: list[dict[str, Any]] = field(default_factory=list)
    hurried: list[dict[str, Any]] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    renamed: list[dict[str, Any]] = field(default_factory=list)


def _compared(
    connection: sa.Connection, specs: Sequence[tuple[FeedSpec, str]], settings: PollingSettings, now: float
) -> _Steps:
    """How the feeds of the store differ from ``specs``."""
    names = ("id", "listed", "moved_url", *_SPEC_COLUMNS, *_DUE_BY)
    columns = [feeds.c[name] for name in names]
    known = {row.key: row for row in connection.execute(sa.select(*columns))}
    former = _former_keys(known, [spec for spec, _ in specs])
    steps = _Steps()
    for spec, host in specs:
        wanted = _spec_row(spec, host, settings)
        row = known.pop(former.get(spec.key, spec.key), None)
        if row is not None and row.key != spec.key:
            steps.renamed.append({"b_id": row.id, "key": f"?{row.id}"})
        if row is None:
            steps.new.append(wanted | _fresh(now, settings, due_at=now - place(len(steps.new) + 1)))
        elif row.url != spec.url:
            (steps.followed if row.moved_url == spec.url else steps.relocated).append(wanted | {"b_id": row.id})
        elif not row.listed or any(getattr(row, name) != wanted[name] for name in _SPEC_COLUMNS):
            steps.changed.append(wanted | {"b_id": row.id})
            steps.hurried.extend(_hurried(row, spec))
    steps.gone.extend({"b_id": row.id} for row in known.values() if row.listed)
    return steps


def _former_keys(known: Mapping[str, sa.Row[Any]], specs: Sequence[FeedSpec]) -> dict[str, str]:
    """The former key of each feed that has another one now, by the new key.

    A feed whose key stays at a URL that no feed had has moved, and is no other feed.
    """
    stays = {spec.key for spec in specs}
    moved = [spec for spec in specs if (row := known.get(spec.key)) is None or spec.url not in (row.url, row.moved_url)]
    leaves = {spec.key for spec in moved}
    may_leave = [row for row in known.values() if row.listed and (row.key not in stays or row.key in leaves)]
    key_at = {urls.canonical(url): row.key for row in may_leave for url in (row.url, row.moved_url) if url}
    if not key_at:
        return {}
    heirs: dict[str, str] = {}
    for spec in moved:
        if (former := key_at.get(urls.canonical(spec.url), spec.key)) != spec.key:
            heirs.setdefault(former, spec.key)
    found = {key: former for former, key in heirs.items()}
    # Keys are unique: a feed gives up its own only if that goes, or is taken up by another.
    while held := [key for key, former in found.items() if _stays(former, found, stays) or _is_held(key, found, known)]:
        for key in held:
            del found[key]
    return found


def _stays(former: str, found: Mapping[str, str], stays: Collection[str]) -> bool:
    return former in stays and former not in found


def _is_held(key: str, found: Mapping[str, str], known: Collection[str]) -> bool:
    return key in known and key not in found.values()


def _carry_out(connection: sa.Connection, steps: _Steps, now: float) -> None:
    by_id = sa.update(feeds).where(feeds.c.id == sa.bindparam("b_id"))
    is_paused = feeds.c.state == FeedState.PAUSED  # the operator's wish outlives changes of the configuration
    at_once = sa.case((is_paused, None), else_=now)
    due_again = {"next_poll_at": sa.func.coalesce(feeds.c.next_poll_at, at_once), "listed": True}
    if steps.new:
        bulk.insert_rows(connection, feeds, steps.new)
    if steps.renamed:  # keys are unique, and may be exchanged
        connection.execute(by_id, steps.renamed)
    if steps.changed:
        connection.execute(by_id.values(due_again), steps.changed)
    if steps.followed:
        connection.execute(by_id.values(due_again | {"moved_url": None}), steps.followed)
    if steps.relocated:
        vouched = {"etag": None, "last_modified": None, "validated_url": None}
        moved = {"moved_url": None, "target_url": None, "target_since": None, "target_polls": 0}
        under_way = {"lease": feeds.c.lease + 1, "leased_until": 0}  # what the old address answers counts no more
        afresh = due_again | vouched | moved | under_way | {"body_hash": None, "next_poll_at": at_once}
        connection.execute(by_id.values(afresh), steps.relocated)
    if steps.hurried:
        connection.execute(by_id, steps.hurried)
    if steps.gone:
        connection.execute(by_id.values(listed=False), steps.gone)


def in_step_with(connection: sa.Connection, digest: str | None, settings: PollingSettings) -> bool:
    """Whether the last ``sync`` had feeds of this digest, so that another one would change nothing."""
    return digest is not None and notes.note(connection, _IN_STEP) == f"{digest} {settings.on_add}"


_IN_STEP = "feeds in step"
_DUE_BY = ("state", "next_poll_at", "last_polled_at", "interval_s", "wish_s")


def _hurried(row: sa.Row[Any], spec: FeedSpec) -> list[dict[str, Any]]:
    """The new due time of a healthy feed whose ``every`` changed, if that is sooner than the old one."""
    if spec.every_s is None or row.every_s == spec.every_s or row.state != FeedState.ACTIVE:
        return []
    if row.next_poll_at is None or row.last_polled_at is None:
        return []
    was_s = None if row.every_cron else row.interval_s
    due_at = due_by(row.last_polled_at, row.next_poll_at, spec.every_s, was_s=was_s, wish_s=row.wish_s)
    return [{"b_id": row.id, "next_poll_at": due_at}] if due_at < row.next_poll_at else []


_SPEC_COLUMNS = ("key", "url", "host", "tags", "every_s", "every_cron", "expect_every_s", "on_add")


def _spec_row(spec: FeedSpec, host: str, settings: PollingSettings) -> dict[str, Any]:
    return {
        "key": spec.key,
        "url": spec.url,
        "host": host,
        "tags": orjson.dumps(spec.tags).decode(),
        "every_s": spec.every_s,
        "every_cron": spec.every_cron,
        "expect_every_s": spec.expect_every_s,
        "on_add": spec.on_add or settings.on_add,
    }


def _fresh(now: float, settings: PollingSettings, *, due_at: float | None) -> dict[str, Any]:
    return {
        "listed": True,
        "added_at": now,
        "state": FeedState.NEW.value,
        "state_since": now,
        "item_hashes": b"",
        "interval_s": settings.start_s,
        "next_poll_at": due_at,
    }


def ensure_imported(
    connection: sa.Connection, keys: Sequence[str], settings: PollingSettings, now: float
) -> dict[str, int]:
    """Rows for feeds whose entries are imported and that are never polled; returns their ids by key."""
    known = dict(connection.execute(sa.select(feeds.c.key, feeds.c.id).where(feeds.c.key.in_(keys))).all())
    missing = [FeedSpec(key=key, url="", on_add="all") for key in keys if key not in known]
    if missing:
        fresh = _fresh(now, settings, due_at=None) | {"listed": False}
        rows = [_spec_row(spec, "", settings) | fresh for spec in missing]
        inserted = connection.execute(sa.insert(feeds).returning(feeds.c.key, feeds.c.id), rows)
        known.update(inserted.all())
    return known
