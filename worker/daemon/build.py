"""The composition root: the only place that names concrete classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from aiohttp.abc import AbstractResolver

from worker import __version__
from worker.config.load import Loaded
from worker.content.hearing import Hearing
from worker.content.outlets import press
from worker.daemon import times
from worker.daemon.clock import LEAP_S, SystemClock, since_boot
from worker.daemon.embedding import meaning
from worker.daemon.schedules import timing
from worker.engine.local import LocalEngine
from worker.flow.contact import Contact
from worker.flow.deliver import Deliverer
from worker.flow.gather import Gatherer
from worker.flow.health import Health
from worker.flow.judge import Judge
from worker.flow.poll import Poller
from worker.flow.push import AskHub, Pushes
from worker.flow.report import Reporter
from worker.flow.share import Share
from worker.model import sinks as kinds
from worker.model.events import emit
from worker.model.feed import FeedSpec
from worker.model.outlets import Press
from worker.model.ports import Clock, Sink, Web
from worker.model.settings import Settings
from worker.model.sinks import SinkSettings
from worker.model.web import WebSettings
from worker.net.client import WebClient
from worker.net.gate import Gate, site_of
from worker.net.subscriber import HubClient
from worker.policy import urls
from worker.policy.rules import RuleBook, compile_rule
from worker.sinks.file import FileSink
from worker.sinks.log import LogSink
from worker.store import entries, feeds, hosts, leaps, listing, outbox, rereads
from worker.store.database import Connection, Database
from worker.store.trouble import Trouble

PASS_WAITS_S = 30.0
"""How long one pass waits for a store in trouble; the daemon waits for as long as it takes."""

PRELOADED = ("worker.content.preload",)
PRELOADED_FOR_FEEDS = ("worker.content.articles", "worker.content.feeds")
PRELOADED_FOR_LINES = ("worker.content.articles",)
"""Where no pages are fetched, the extractor is not needed and the language model seldom: half the start of a child."""
LOADING_S = 1.5
"""CPU time of what is quick for such children: half a second goes into the language model where it is needed."""


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


@dataclass(frozen=True, slots=True)
class Seams:
    """What a caller may put in place of the real thing: the demo its names, benchmarks their engine, tests the rest.

    ``preload`` is what children need of the caller's work, where that is less than for pages.
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
    """Open the store, bring it in step with ``loaded`` and wire all stages.

    ``patient``: pages that fail are tried again later, and a store in trouble is waited for for as long as it takes.
    ``shared``: beside other workers, where the store lets them. Raises ``StoreError`` or ``Conflict`` for the store.
    """
    settings, clock = loaded.settings, seams.clock or SystemClock()
    wake = wake or Wake()
    database = Database(
        settings.store.url,
        shared=shared,
        migrate_now=settings.store.migrate,
        patience_s=inf if patient else PASS_WAITS_S,
        troubled=_tell_trouble,
    )
    try:
        share = Share(database, clock, since_boot)
        begin(share, database, loaded, clock.now())
        return _wire(loaded, database, share, clock, seams, wake, patient=patient)
    except BaseException:
        database.close()
        raise


@dataclass(frozen=True, slots=True)
class Wake:
    """Whom to wake when there is work: called from the stage before."""

    gather: Callable[[], None] = lambda: None
    deliver: Callable[[], None] = lambda: None


def _wire(
    loaded: Loaded, database: Database, share: Share, clock: Clock, seams: Seams, wake: Wake, *, patient: bool
) -> Parts:
    settings = loaded.settings
    gate = _gate(settings.web, share, clock)
    close_hosts(gate, settings.web, database, clock.now())
    user_agent = agent(settings, len(loaded.feeds))

    def closed(host: str, until: float) -> None:
        database.submit(lambda db: hosts.close(db, host, until=until, now=clock.now()))

    opened = loaded.opened()
    client = WebClient(settings.web, user_agent, clock, gate, resolver=seams.resolver, closed=closed, opened=opened)
    web = seams.web(client)
    engine = seams.engine or _engine(seams.preload, fetch=settings.articles.fetch)
    sinks = seams.sinks({name: make_sink(sink, user_agent, clock) for name, sink in settings.sinks.items()})
    pushes = _pushes(database, HubClient(client, clock, gate, resolver=seams.resolver).ask, clock, settings)
    shared, contact = _Shared(database, share, web, engine, clock, wake), Contact()
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
        health=_health(shared, settings),
        reporter=_reporter(shared, settings),
        pushes=pushes,
        poller=_poller(shared, loaded, contact, pushes),
        gatherer=_gatherer(shared, settings, contact, patient=patient),
        deliverer=Deliverer(database, sinks, settings.alerts.delivery, clock, timing(settings), share),
        sinks=sinks,
    )


def _engine(preload: Sequence[str] | None, *, fetch: bool) -> LocalEngine:
    if fetch and not preload:
        return LocalEngine(preload=PRELOADED)
    return LocalEngine(preload=preload or PRELOADED_FOR_FEEDS, quick_s=LOADING_S)


def rewire(parts: Parts, loaded: Loaded) -> Parts:
    """Another configuration on the same store, web and engine; nothing of ``parts`` has changed yet.

    Sinks whose settings are the same stay; ``take_over`` does the rest.
    """
    settings, before = loaded.settings, parts.loaded.settings.sinks
    user_agent = agent(settings, len(loaded.feeds))
    pushes = _pushes(parts.database, parts.pushes.ask, parts.clock, settings)
    shared = _Shared(parts.database, parts.share, parts.web, parts.engine, parts.clock, parts.wake)
    return replace(
        parts,
        loaded=loaded,
        health=_health(shared, settings),
        reporter=_reporter(shared, settings),
        pushes=pushes,
        poller=_poller(shared, loaded, parts.poller.contact, pushes),
        gatherer=_gatherer(shared, settings, parts.poller.contact, patient=True),
        sinks={
            name: parts.sinks[name] if before.get(name) == sink else make_sink(sink, user_agent, parts.clock)
            for name, sink in settings.sinks.items()
        },
    )


def rejoin(parts: Parts) -> Parts:
    """The parts of a worker that others took for gone, as another one: stages afresh, nothing claimed. Blocks."""
    begin(parts.share, parts.database, parts.loaded, parts.clock.now())
    new = rewire(parts, parts.loaded)
    look_again(new)
    return new


def look_again(parts: Parts) -> None:
    """Learn what other workers found out about the hosts that are ours now. Blocks."""
    close_hosts(parts.gate, parts.loaded.settings.web, parts.database, parts.clock.now())
    parts.poller.look_again()
    parts.gatherer.look_again()


def take_over(parts: Parts, new: Parts) -> None:
    """Let what ``new`` shares with ``parts`` go by its settings from now on; for its sinks see ``hand_sinks``."""
    web = new.loaded.settings.web
    parts.poller.retire()
    new.poller.contact.try_now()
    parts.gatherer.retire()
    new.gate.adjust(web.per_host, site_of=site_of if web.retry_after == "site" else None)
    new.client.adjust(web, agent(new.loaded.settings, len(new.loaded.feeds)), new.loaded.opened())
    new.share.go_by(new.loaded.in_common(), new.loaded.settings.polling.floor_s)


async def hand_sinks(new: Parts) -> None:
    """Let the deliverer serve the sinks of ``new``; returns when those that are gone have ended."""
    alerts = new.loaded.settings.alerts
    await new.deliverer.adopt(new.sinks, alerts.delivery, timing(new.loaded.settings))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the stages stand on."""

    database: Database
    share: Share
    web: Web
    engine: LocalEngine
    clock: Clock
    wake: Wake


def _health(shared: _Shared, settings: Settings) -> Health:
    return Health(shared.database, settings.health, shared.clock, owed=shared.wake.deliver)


def _pushes(database: Database, ask: AskHub, clock: Clock, settings: Settings) -> Pushes:
    callback, limits = settings.websub.callback, settings.web.limits
    floor_s = settings.polling.floor_s
    return Pushes(database, ask, clock, callback=callback, floor_s=floor_s, most_bytes=limits.feed_bytes)


def _reporter(shared: _Shared, settings: Settings) -> Reporter:
    return Reporter(shared.database, settings.report, shared.clock, times=times.firing, owed=shared.wake.deliver)


def _poller(shared: _Shared, loaded: Loaded, contact: Contact, pushes: Pushes) -> Poller:
    settings = loaded.settings
    return Poller(
        shared.database,
        shared.web,
        shared.engine,
        settings.polling,
        shared.clock,
        admitted=shared.wake.gather,
        times=times.firing,
        cut_off=_health(shared, settings).network_down,
        contact=contact,
        logins=loaded.logins(),
        hubs=pushes.named if pushes.on else None,
        share=shared.share,
    )


def _gatherer(shared: _Shared, settings: Settings, contact: Contact, *, patient: bool) -> Gatherer:
    book = RuleBook(
        [compile_rule(rule.id, rule.when) for rule in settings.rules], Hearing(settings.stories.names or None)
    )
    known = partial(known_press, settings)
    return Gatherer(
        shared.database,
        shared.web,
        shared.engine,
        Judge(
            shared.database,
            book,
            settings.rules,
            settings.stories,
            shared.clock,
            press=known,
            judged=shared.wake.deliver,
            meaning=meaning(settings.stories.embedder),
            reread_s=settings.articles.reread_s,
        ),
        settings.articles,
        shared.clock,
        at_once=settings.polling.at_once,
        patient=patient,
        outlets=tuple(it.outlet() for it in settings.outlets),
        names=settings.stories.names or None,
        contact=contact,
        share=shared.share,
    )


def _gate(settings: WebSettings, share: Share, clock: Clock) -> Gate:
    sites = site_of if settings.retry_after == "site" else None
    return Gate(settings.per_host, clock, site_of=sites, in_force=share.in_force)


def close_hosts(gate: Gate, settings: WebSettings, database: Database, now: float) -> None:
    """Have the hosts wait that asked for it before the worker was started, or asked another worker."""
    if settings.retry_after != "feed":
        for host, until in database.read(lambda db: hosts.closed(db, now=now)).items():
            gate.penalty(host, until)


def _tell_trouble(trouble: Trouble, healed_after_s: float | None) -> None:
    if healed_after_s is None:
        emit("store.failed", state=trouble.state, error=trouble.error)
    else:
        emit("store.healed", state=trouble.state, seconds=healed_after_s)


def begin(share: Share, database: Database, loaded: Loaded, now: float) -> None:
    """List the configured feeds, take our share of the work, and take back what a worker that is gone had claimed."""
    if share.whole:
        _take_over(database.write, loaded, now)
        return

    def work(db: Connection, only: bool) -> None:
        _take_over(lambda one: one(db), loaded, now, only=only)

    share.go_by(loaded.in_common(), loaded.settings.polling.floor_s)
    share.join(loaded.settings.sinks, work)


def _take_over(
    run: Callable[[Callable[[Connection], Any]], Any], loaded: Loaded, now: float, *, only: bool = True
) -> None:
    """``only``: no other worker can hold anything."""
    polling = loaded.settings.polling
    if not run(lambda db: listing.in_step_with(db, loaded.digest, polling)):
        specs = spec_rows(loaded)
        run(lambda db: listing.sync(db, specs, polling, now, digest=loaded.digest))
    if not only:
        return
    if by := run(lambda db: leaps.catch_up(db, now=now, least_s=LEAP_S)):
        emit("clock.leapt", by_s=round(by))
    for release in (feeds.release_leases, entries.release_leases, rereads.release_leases, outbox.release_claims):
        run(release)


def spec_rows(loaded: Loaded) -> list[tuple[FeedSpec, str]]:
    """The configured feeds as ``store.listing.sync`` takes them."""
    return [(spec, urls.host(spec.url)) for spec in loaded.feeds]


def known_press(settings: Settings) -> Press:
    """The outlets known: the built-in ones and the configured."""
    return press(tuple(it.outlet() for it in settings.outlets))


def make_sink(settings: SinkSettings, user_agent: str, clock: Clock) -> Sink:
    """The sink that these settings describe; a kind that is not used is not loaded."""
    made: Sink
    match settings:
        case kinds.LogSink():
            made = LogSink()
        case kinds.FileSink(path=path):
            made = FileSink(Path(path))
        case kinds.FeedSink():
            from worker.sinks.feed import FeedSink  # noqa: PLC0415 - see above

            made = FeedSink(settings)
        case kinds.WebhookSink():
            from worker.net.poster import WebPoster  # noqa: PLC0415
            from worker.sinks.webhook import WebhookSink  # noqa: PLC0415

            made = WebhookSink(settings, WebPoster(user_agent, clock))
        case kinds.MailSink():
            from worker.sinks.mail import MailSink  # noqa: PLC0415

            made = MailSink(settings)
        case kinds.AppriseSink():
            from worker.sinks.apprise import AppriseSink  # noqa: PLC0415

            made = AppriseSink(settings)
        case kinds.CommandSink():
            from worker.sinks.command import CommandSink  # noqa: PLC0415

            made = CommandSink(settings)
    return made


def agent(settings: Settings, number: int) -> str:
    """The User-Agent with its placeholders filled."""
    return settings.web.agent.format(version=__version__, feeds=number)
