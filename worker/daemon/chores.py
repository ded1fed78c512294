"""What a running worker does beside its stages, each at its tick; and who does the housekeeping of a shared store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from worker.daemon import upkeep
from worker.daemon.build import Parts
from worker.flow.refresh import refresh
from worker.model.events import emit
from worker.store import entries, leaps, tally

Chore = Callable[[Parts], Coroutine[None, None, None]]


async def review(parts: Parts) -> None:
    """Report feeds and sinks in trouble."""
    if parts.share.keeps_house:
        await parts.health.review()


async def report(parts: Parts) -> None:
    """Send the report, when it is time."""
    if parts.share.keeps_house:
        await parts.reporter.review()


async def subscribe(parts: Parts) -> None:
    """Subscribe at hubs, and renew subscriptions before they expire."""
    if parts.share.keeps_house:
        await parts.pushes.review()


async def audit(parts: Parts) -> None:
    """I7: dispositions must add up to admitted minus pending.

    A cheap comparison first; all are counted only if it fails.
    """
    undecided, pending = await asyncio.to_thread(parts.database.read, tally.undecided)
    if undecided == pending:
        return
    counts = await asyncio.to_thread(parts.database.read, entries.audit)
    if entries.unaccounted(counts):
        disposed = counts["admitted"] - counts.get("open", 0)
        emit("store.audited", admitted=counts["admitted"], pending=counts["pending"], disposed=disposed)


async def forget(parts: Parts) -> None:
    """Apply retention, in small steps that let other writes through; not by a clock that has just jumped."""
    now = parts.clock.now()
    if parts.share.keeps_house and await parts.database.awrite(lambda db: leaps.is_settled(db, now)):
        await asyncio.to_thread(upkeep.forget, parts.database, parts.loaded, now)


async def refresh_prints(parts: Parts) -> None:
    """Renew fingerprints of older versions until none is left."""
    if not parts.share.keeps_house:
        return
    stories = parts.loaded.settings.stories
    since = parts.clock.now() - stories.window_s
    while await refresh(parts.database, parts.engine, since=since, names=stories.names):
        pass


CHORES: dict[Chore, float] = {
    review: 60.0,
    report: 60.0,
    subscribe: 60.0,
    audit: 600.0,
    forget: 3600.0,
    refresh_prints: 60.0,
}
"""Each chore with the seconds between two ticks."""
