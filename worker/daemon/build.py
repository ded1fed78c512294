"""The composition root: wires a whole worker from a configuration; ``stages.py`` builds each stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from worker import __version__
from worker.config.load import Loaded
from worker.daemon import stages
from worker.daemon.clock import SystemClock, since_boot
from worker.daemon.sinks import make_sink
from worker.daemon.startup import join_store
from worker.daemon.store_access import older
from worker.engine.local import LocalEngine
from worker.flow.contact import Contact
from worker.flow.deliver import Deliverer
from worker.flow.gather import Gatherer
from worker.flow.health import Health
from worker.flow.poll import Poller
from worker.flow.polled import InHand
from worker.flow.push import Pushes
from worker.flow.report import Reporter
from worker.flow.resources import Resources, Wake
from worker.flow.share import Share
from worker.model.events import emit
from worker.model.ports import Clock, Sink, Web
from worker.model.settings import Settings
from worker.model.web import WebSettings
from worker.net.client import WebClient
from worker.net.gate import Gate
from worker.net.subscriber import HubClient
from worker.policy.sites import site_of
from worker.store import hosts
from worker.store.database import Database, Hold
from worker.store.trouble import Trouble

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

PASS_WAITS_S = 30.0
"""How long a single pass waits for a store in trouble; the daemon waits indefinitely."""

PRELOADED_FOR_LINES = ("worker.content.preload",)
PRELOADED_FOR_FEEDS = (*PRELOADED_FOR_LINES, "worker.content.feeds")
PRELOADED = (*PRELOADED_FOR_FEEDS, "worker.content.pageload")
"""What children import before they fork. Without pages they need no extractor: half the start of a child."""
LOADING_S = 1.5
"""Their limit of CPU time in the quick lane: loading the language model, when first needed, takes half a second."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole worker, wired but not started."""

    loaded: Loaded
    database: Database
    share: Share
    clock: Clock
    web: Web
    client: WebClient
    gate: Gate
    engine: LocalEngine
    wake: Wake
    health: Health
    reporter: Reporter
    pushes: Pushes
    poller: Poller
    gatherer: Gatherer
    deliverer: Deliverer
    sinks: Mapping[str, Sink]

    @property
    def resources(self) -> Resources:
        """What the stages work with."""
        return Resources(self.database, self.web, self.engine, self.clock, self.share, self.wake)


@dataclass(frozen=True, slots=True)
class Seams:
    """Replacements for real parts: the demo's resolver, the engine of benchmarks, clocks and webs of tests.

    ``preload`` are the modules that children import before they fork, if the caller needs fewer than the default.
    """

    clock: Clock | None = None
    resolver: AbstractResolver | None = None
    engine: LocalEngine | None = None
    preload: tuple[str, ...] | None = None
    web: Callable[[Web], Web] = lambda web: web
    sinks: Callable[[Mapping[str, Sink]], Mapping[str, Sink]] = lambda sinks: sinks


def build(
    loaded: Loaded, *, seams: Seams = Seams(), patient: bool = True, wake: Wake | None = None, shared: bool = False
) -> Parts:
    """Open the store, synchronise its feeds with ``loaded``, and wire all stages.

    ``patient``: pages that fail are retried later, and a store in trouble is waited for indefinitely.
    ``shared``: beside other workers, if the store allows it. Raises ``StoreError`` or ``Conflict``.
    """
    settings, clock = loaded.settings, seams.clock or SystemClock()
    wake = wake or Wake()
    database = Database(
        settings.store.url,
        hold=Hold.TOGETHER if shared else Hold.ALONE,
        older=older(settings.store),
        patience_s=inf if patient else PASS_WAITS_S,
        troubled=_tell_trouble,
    )
    try:
        share = Share(database, clock, since_boot)
        join_store(share, database, loaded, clock.now())
        return _wire(loaded, database, share, clock, seams, wake, patient=patient)
    except BaseException:
        database.close()
        raise


def _wire(
    loaded: Loaded, database: Database, share: Share, clock: Clock, seams: Seams, wake: Wake, *, patient: bool
) -> Parts:
    settings = loaded.settings
    gate = _gate(settings.web, share, clock)
    close_hosts(gate, settings.web, database, clock.now())
    user_agent = agent(settings, len(loaded.feeds))

    def closed(host: str, until: float) -> None:
        database.post(lambda db: hosts.close(db, host, until=until, now=clock.now()))

    opened = loaded.opened()
    client = WebClient(settings.web, user_agent, clock, gate, resolver=seams.resolver, closed=closed, opened=opened)
    web = seams.web(client)
    engine = seams.engine or _engine(seams.preload, fetch=settings.articles.fetch)
    sinks = seams.sinks({name: make_sink(sink, user_agent, clock) for name, sink in settings.sinks.items()})
    resources, contact = Resources(database, web, engine, clock, share, wake), Contact()
    pushes = stages.pushes(resources, settings, HubClient(client, clock, gate, resolver=seams.resolver).ask)
    return Parts(
        loaded=loaded,
        database=database,
        share=share,
        clock=clock,
        web=web,
        client=client,
        gate=gate,
        engine=engine,
        wake=wake,
        health=stages.health(resources, loaded),
        reporter=stages.reporter(resources, settings),
        pushes=pushes,
        poller=stages.poller(resources, loaded, pushes, contact, InHand()),
        gatherer=stages.gatherer(resources, loaded, contact, patient=patient),
        deliverer=stages.deliverer(resources, settings, sinks),
        sinks=sinks,
    )


def _engine(preload: Sequence[str] | None, *, fetch: bool) -> LocalEngine:
    if fetch and not preload:
        return LocalEngine(preload=PRELOADED)
    return LocalEngine(preload=preload or PRELOADED_FOR_FEEDS, quick_s=LOADING_S)


def _gate(settings: WebSettings, share: Share, clock: Clock) -> Gate:
    sites = site_of if settings.retry_after == "site" else None
    return Gate(settings.per_host, clock, site_of=sites, in_force=share.in_force)


def close_hosts(gate: Gate, settings: WebSettings, database: Database, now: float) -> None:
    """Close the gate to hosts that asked us to wait before this start, or asked another worker."""
    if settings.retry_after != "feed":
        for host, until in database.read(lambda db: hosts.closed(db, now=now)).items():
            gate.penalty(host, until)


def _tell_trouble(trouble: Trouble, healed_after_s: float | None) -> None:
    if healed_after_s is None:
        emit("store.failed", state=trouble.state, error=trouble.error)
    else:
        emit("store.healed", state=trouble.state, seconds=healed_after_s)


def agent(settings: Settings, number: int) -> str:
    """The User-Agent with its placeholders filled; ``number`` of feeds."""
    return settings.web.agent.format(version=__version__, feeds=number)
