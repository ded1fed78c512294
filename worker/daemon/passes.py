"""One full pass of a worker; and how the parts of any worker are started and stopped."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from worker.config.load import Loaded
from worker.daemon.build import Parts, Seams, build
from worker.flow.shapes import timestamp
from worker.model.errors import Busy, Superseded
from worker.store import entries, feeds, outbox

MOST_FILES = 16_384
"""Up to ``polling.at_once`` polls, and as many pages, may hold a connection; usual soft limits are 1,024 and 256."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pass:
    """The result of one full pass."""

    polled: int
    failed_feeds: int
    broken_entries: int
    failed_deliveries: int
    undelivered: int
    held: int
    pending: int
    next_due_at: float | None


async def once(loaded: Loaded, *, poll_all: bool, seams: Seams = Seams()) -> Pass:
    """Poll what is due, gather, judge and deliver until nothing more can be done now.

    All polls end before the first entry is judged, so the alerts do not depend on which feed was faster.
    """
    parts = build(loaded, seams=seams, patient=False)
    try:
        return await one_pass(parts, poll_all=poll_all)
    finally:
        await stop(parts)


async def one_pass(parts: Parts, *, poll_all: bool) -> Pass:
    """``once`` with parts already built."""
    now = parts.clock.now()
    await start(parts)
    if poll_all:
        await parts.database.awrite(lambda db: feeds.make_all_due(db, now=now))
    await parts.poller.run_due()
    await parts.gatherer.run_due()
    await parts.health.review()
    await parts.reporter.review()
    await parts.deliverer.run_due()
    sinks = list(parts.sinks)
    undelivered, held = parts.database.read(lambda db: outbox.undelivered(db, sinks, now=parts.clock.now()))
    return Pass(
        polled=parts.poller.polled,
        failed_feeds=parts.poller.failed,
        broken_entries=parts.gatherer.broken,
        failed_deliveries=parts.deliverer.failed,
        undelivered=undelivered,
        held=held,
        pending=parts.database.read(entries.count_pending),
        next_due_at=parts.database.read(feeds.next_due_at),
    )


def facts(done: Pass) -> dict[str, Any]:
    """The result of a pass, as ``wirewatch once`` prints it."""
    return {
        "feeds_polled": done.polled,
        "feeds_failed": done.failed_feeds,
        "entries_pending": done.pending,
        "entries_broken": done.broken_entries,
        "alerts_undelivered": done.undelivered,
        "alerts_held": done.held,
        "next_feed_due": timestamp(done.next_due_at),
    }


async def start(parts: Parts) -> None:
    """Start the parts that need the event loop."""
    _let_files_be_many()
    await parts.engine.start()
    await parts.client.start()


def _let_files_be_many() -> None:
    """Take up the limit of open files that the system allows: the lower one it begins with is that of old programs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def stop(parts: Parts) -> None:
    """Stop all parts, even where one fails, and close the store; work in flight is still in the store."""
    await abandon(parts)
    leave = partial(asyncio.to_thread, parts.share.leave)
    for end in (parts.deliverer.stop, parts.engine.stop, parts.client.close, leave):
        await _ended(end)
    parts.database.close()


async def abandon(parts: Parts) -> None:
    """Stop polling and gathering. Never raises, whatever the store no longer takes."""
    await _ended(parts.poller.stop)
    await _ended(parts.gatherer.stop)


async def _ended(end: Callable[[], Awaitable[object]]) -> None:
    try:
        await end()
    except (Busy, Superseded):  # polls that cannot be recorded now are repeated later
        return
    except Exception:  # whatever one part does at its end, the others end as well
        log.exception("a part failed to stop; the others are stopped all the same")
