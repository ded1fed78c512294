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


def health(resources: Resources, loaded: Loaded) -> Health:
    """The review of feeds and sinks in trouble."""
    settings, sinks = loaded.settings.health, loaded.settings.sinks
    return Health(
        resources.database, settings, resources.clock, sinks=sinks, titles=loaded.titles, owed=resources.wake.deliver
    )


def pushes(resources: Resources, settings: Settings, ask: AskHub) -> Pushes:
    """WebSub subscriptions; ``ask`` sends a request to a hub."""
    callback, limits = settings.websub.callback, settings.web.limits
    floor_s = settings.polling.floor_s
    return Pushes(
        resources.database, ask, resources.clock, callback=callback, floor_s=floor_s, most_bytes=limits.feed_bytes
    )


def reporter(resources: Resources, settings: Settings) -> Reporter:
    """The scheduled report."""
    return Reporter(
        resources.database, settings.report, resources.clock, times=cron.firing, owed=resources.wake.deliver
    )


def poller(resources: Resources, loaded: Loaded, pushes: Pushes, contact: Contact, in_hand: InHand) -> Poller:
    """POLL; ``contact`` and ``in_hand`` are taken over from the poller before it, if there was one."""
    return Poller(
        resources,
        loaded.settings.polling,
        contact,
        in_hand,
        times=cron.firing,
        logins=loaded.logins(),
        hubs=pushes.named if pushes.on else None,
        cut_off=health(resources, loaded).network_down,
    )


def gatherer(resources: Resources, loaded: Loaded, contact: Contact, *, patient: bool) -> Gatherer:
    """GATHER, which feeds JUDGE. Raises ``ConfigError`` if the embedder cannot be loaded."""
    settings, embedder, furniture = loaded.settings, meaning(loaded), HostFurniture()

    def judge() -> Judge:
        from worker.daemon.judging import make_judge  # noqa: PLC0415 - a fifth of a start, needed where there is news

        return make_judge(
            resources.database, settings, resources.clock, furniture, owed=resources.wake.deliver, meaning=embedder
        )

    reader = Reader(
        resources,
        settings.articles,
        furniture,
        outlets=tuple(it.outlet() for it in settings.outlets),
        names=settings.stories.names or None,
        archive=_archive(settings.articles.archive),
    )
    at_once = settings.polling.at_once
    return Gatherer(resources, settings.articles, reader, judge, contact, at_once=at_once, patient=patient)


def deliverer(resources: Resources, settings: Settings, sinks: Mapping[str, Sink]) -> Deliverer:
    """DELIVER, to these sinks."""
    return Deliverer(resources, settings.alerts.delivery, timing(settings), sinks)


def _archive(folder: str | None) -> PageArchive | None:
    if folder is None:
        return None
    from worker.net.archive import WarcArchive  # noqa: PLC0415 - its library is an extra

    return WarcArchive(Path(folder), f"wirewatch/{__version__}")
