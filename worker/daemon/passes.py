"""One full pass of a worker; and how the parts of any worker are started and stopped."""

from __future__ import annotations

import asyncio
import resource
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from worker.config.load import Loaded
from worker.daemon.build import Parts, Seams, build
from worker.flow.shapes import timestamp
from worker.model.errors import Busy, Superseded
from worker.store import entries, feeds, outbox

MOST_FILES = 16_384
"""Up to ``polling.at_once`` polls, and as many pages, may hold a connection; usual soft limits are 1,024 and 256."""


@dataclass(frozen=True, slots=True)
class Pass:
    """The result of one full pass."""

    polled: int
    failed_feeds: int
    failed_deliveries: int
    undelivered: int
    held: int
    pending: int
    next_due_at: float | None


async def once(loaded: Loaded, *, poll_all: bool = False, seams: Seams = Seams()) -> Pass:
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
        await asyncio.wrap_future(parts.database.submit(lambda db: feeds.make_all_due(db, now=now)))
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
    """Stop all parts and close the store; work in flight is still in the store."""
    with suppress(Busy, Superseded):  # polls that cannot be recorded now are repeated later
        await parts.poller.stop()
    await parts.gatherer.stop()
    await parts.deliverer.stop()
    await parts.engine.stop()
    await parts.client.close()
    await asyncio.to_thread(parts.share.leave)
    parts.database.close()
