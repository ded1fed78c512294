"""Builds each stage for a configuration, on a worker's resources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from worker import __version__
from worker.config.load import Loaded
from worker.daemon import cron
from worker.daemon.embedder import meaning
from worker.daemon.schedules import timing
from worker.flow.contact import Contact
from worker.flow.deliver import Deliverer
from worker.flow.gather import Gatherer
from worker.flow.gathered import HostFurniture
from worker.flow.health import Health
from worker.flow.pages import Reader
from worker.flow.poll import Poller
from worker.flow.polled import InHand
from worker.flow.push import AskHub, Pushes
from worker.flow.report import Reporter
from worker.flow.resources import Resources
from worker.model.ports import PageArchive, Sink
from worker.model.settings import Settings

if TYPE_CHECKING:
    from worker.flow.judge import Judge


def health(on: Resources, loaded: Loaded) -> Health:
    """The review of feeds and sinks in trouble."""
    settings, sinks = loaded.settings.health, loaded.settings.sinks
    return Health(on.database, settings, on.clock, sinks=sinks, titles=loaded.titles, owed=on.wake.deliver)


def pushes(on: Resources, settings: Settings, ask: AskHub) -> Pushes:
    """WebSub subscriptions; ``ask`` sends a request to a hub."""
    callback, limits = settings.websub.callback, settings.web.limits
    floor_s = settings.polling.floor_s
    return Pushes(on.database, ask, on.clock, callback=callback, floor_s=floor_s, most_bytes=limits.feed_bytes)


def reporter(on: Resources, settings: Settings) -> Reporter:
    """The scheduled report."""
    return Reporter(on.database, settings.report, on.clock, times=cron.firing, owed=on.wake.deliver)


def poller(on: Resources, loaded: Loaded, pushes: Pushes, contact: Contact, in_hand: InHand) -> Poller:
    """POLL; ``contact`` and ``in_hand`` are taken over from the poller before it, if there was one."""
    return Poller(
        on,
        loaded.settings.polling,
        contact,
        in_hand,
        times=cron.firing,
        logins=loaded.logins(),
        hubs=pushes.named if pushes.on else None,
        cut_off=health(on, loaded).network_down,
    )


def gatherer(on: Resources, loaded: Loaded, contact: Contact, *, patient: bool) -> Gatherer:
    """GATHER, which feeds JUDGE. Raises ``ConfigError`` if the embedder cannot be loaded."""
    settings, embedder, furniture = loaded.settings, meaning(loaded), HostFurniture()

    def judge() -> Judge:
        from worker.daemon.judging import make_judge  # noqa: PLC0415 - a fifth of a start, needed where there is news

        return make_judge(on.database, settings, on.clock, furniture, owed=on.wake.deliver, meaning=embedder)

    reader = Reader(
        on,
        settings.articles,
        furniture,
        outlets=tuple(it.outlet() for it in settings.outlets),
        names=settings.stories.names or None,
        archive=_archive(settings.articles.archive),
    )
    at_once = settings.polling.at_once
    return Gatherer(on, settings.articles, reader, judge, contact, at_once=at_once, patient=patient)


def deliverer(on: Resources, settings: Settings, sinks: Mapping[str, Sink]) -> Deliverer:
    """DELIVER, to these sinks."""
    return Deliverer(on, settings.alerts.delivery, timing(settings), sinks)


def _archive(folder: str | None) -> PageArchive | None:
    if folder is None:
        return None
    from worker.net.archive import WarcArchive  # noqa: PLC0415 - its library is an extra

    return WarcArchive(Path(folder), f"wirewatch/{__version__}")
