"""Articles imported into the configured store and exported from it, as JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from worker.config.load import Loaded
from worker.daemon.build import PRELOADED_FOR_LINES, Seams, build
from worker.daemon.passes import start, stop
from worker.daemon.store_access import reading, since_when
from worker.flow import exchange
from worker.store import outbox


def export_articles(loaded: Loaded, write: Callable[[bytes], object], *, since: str = "all") -> int:
    """Write every article judged within ``since`` as a JSON line; returns how many."""
    with reading(loaded) as database:
        return exchange.export_lines(database, write, since=since_when(since))


async def import_articles(loaded: Loaded, lines: Iterable[bytes], progress: Callable[[int], None]) -> exchange.Imported:
    """Run article lines through the judge, then deliver what is owed."""
    parts = build(loaded, seams=Seams(preload=PRELOADED_FOR_LINES), patient=False)
    polling = loaded.settings.polling
    try:
        await start(parts)
        done = await exchange.import_lines(
            lines, parts.database, parts.gatherer, polling, parts.clock, progress=progress
        )
        await parts.deliverer.run_due()
        sinks = list(parts.sinks)
        owed, _ = parts.database.read(lambda db: outbox.undelivered(db, sinks, now=parts.clock.now()))
        return replace(done, undelivered=owed, failed_deliveries=parts.deliverer.failed)
    finally:
        await stop(parts)
