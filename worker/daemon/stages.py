"""Builds each stage for a configuration, on the parts that all stages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worker import __version__
from worker.config.load import Loaded
from worker.daemon import cron
from worker.daemon.embedder import meaning
from worker.engine.local import LocalEngine
from worker.flow.contact import Contact
from worker.flow.gather import Gatherer
from worker.flow.gathered import HostFurniture
from worker.flow.health import Health
from worker.flow.poll import Poller
from worker.flow.polled import InHand
from worker.flow.push import AskHub, Pushes
from worker.flow.report import Reporter
from worker.flow.share import Share
from worker.model.ports import Clock, PageArchive, Web
from worker.model.settings import Settings
from worker.store.database import Database

if TYPE_CHECKING:
    from worker.flow.judge import Judge


@dataclass(frozen=True, slots=True)
class Wake:
    """Callbacks that wake the next stage when there is work for it."""

    gather: Callable[[], None] = lambda: None
    deliver: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Shared:
    """The parts that all stages share."""

    database: Database
    share: Share
    web: Web
    engine: LocalEngine
    clock: Clock
    wake: Wake


def health(shared: Shared, loaded: Loaded) -> Health:
    """The review of feeds and sinks in trouble."""
    settings, sinks = loaded.settings.health, loaded.settings.sinks
    return Health(shared.database, settings, shared.clock, sinks=sinks, titles=loaded.titles, owed=shared.wake.deliver)


def pushes(database: Database, ask: AskHub, clock: Clock, settings: Settings) -> Pushes:
    """WebSub subscriptions; ``ask`` sends a request to a hub."""
    callback, limits = settings.websub.callback, settings.web.limits
    floor_s = settings.polling.floor_s
    return Pushes(database, ask, clock, callback=callback, floor_s=floor_s, most_bytes=limits.feed_bytes)


def reporter(shared: Shared, settings: Settings) -> Reporter:
    """The scheduled report."""
    return Reporter(shared.database, settings.report, shared.clock, times=cron.firing, owed=shared.wake.deliver)


def poller(shared: Shared, loaded: Loaded, contact: Contact, pushes: Pushes, in_hand: InHand | None = None) -> Poller:
    """POLL; ``contact`` and ``in_hand`` are taken over from an earlier poller, if there was one."""
    settings = loaded.settings
    return Poller(
        shared.database,
        shared.web,
        shared.engine,
        settings.polling,
        shared.clock,
        admitted=shared.wake.gather,
        times=cron.firing,
        cut_off=health(shared, loaded).network_down,
        contact=contact,
        in_hand=in_hand,
        logins=loaded.logins(),
        hubs=pushes.named if pushes.on else None,
        share=shared.share,
    )


def gatherer(shared: Shared, settings: Settings, contact: Contact, *, patient: bool) -> Gatherer:
    """GATHER, which feeds JUDGE. Raises ``ConfigError`` if the embedder cannot be loaded."""
    embedder = meaning(settings.stories.embedder)

    def judge(furniture: HostFurniture) -> Judge:
        from worker.daemon.judging import make_judge  # noqa: PLC0415 - a fifth of a start, needed where there is news

        database, clock, deliver = shared.database, shared.clock, shared.wake.deliver
        return make_judge(database, settings, clock, furniture, owed=deliver, meaning=embedder)

    return Gatherer(
        shared.database,
        shared.web,
        shared.engine,
        judge,
        settings.articles,
        shared.clock,
        at_once=settings.polling.at_once,
        patient=patient,
        outlets=tuple(it.outlet() for it in settings.outlets),
        names=settings.stories.names or None,
        contact=contact,
        share=shared.share,
        archive=_archive(settings.articles.archive),
    )


def _archive(folder: str | None) -> PageArchive | None:
    if folder is None:
        return None
    from worker.net.archive import WarcArchive  # noqa: PLC0415 - its library is an extra

    return WarcArchive(Path(folder), f"wirewatch/{__version__}")
