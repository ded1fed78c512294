"""What a start does to the store: feeds brought in step with the configuration, old claims released."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worker.config.load import Loaded
from worker.daemon.clock import LEAP_S
from worker.flow.share import Share
from worker.model.events import emit
from worker.model.feed import FeedSpec
from worker.policy import urls
from worker.store import leaps, leases, listing
from worker.store.database import Connection, Database


def join_store(share: Share, database: Database, loaded: Loaded, now: float) -> None:
    """Synchronise the feeds, join the workers on the store, and release what vanished workers had claimed."""
    if share.whole:
        _reclaim(database.write, loaded, now)
        return

    def work(db: Connection, only: bool) -> None:
        _reclaim(lambda one: one(db), loaded, now, only=only)

    share.go_by(loaded.in_common(), loaded.settings.polling.floor_s, loaded.settings.sinks)
    share.join(work)


def _reclaim(
    run: Callable[[Callable[[Connection], Any]], Any], loaded: Loaded, now: float, *, only: bool = True
) -> None:
    """``only``: no other worker is on the store, so every claim is stale."""
    polling = loaded.settings.polling
    if not run(lambda db: listing.in_step_with(db, loaded.digest, polling)):
        specs = spec_rows(loaded)
        run(lambda db: listing.sync(db, specs, polling, now, digest=loaded.digest))
    if not only:
        return
    if by := run(lambda db: leaps.catch_up(db, now=now, least_s=LEAP_S)):
        emit("clock.leapt", by_s=round(by))
    run(leases.release_all)


def spec_rows(loaded: Loaded) -> list[tuple[FeedSpec, str]]:
    """The configured feeds with their hosts, as ``store.listing.sync`` takes them."""
    return [(spec, urls.host(spec.url)) for spec in loaded.feeds]
