"""Rewires a running worker: another configuration, or another worker number, on the same store, web and engine."""

from __future__ import annotations

from dataclasses import replace

from worker.config.load import Loaded
from worker.daemon import stages
from worker.daemon.build import Parts, agent, close_hosts
from worker.daemon.schedules import timing
from worker.daemon.sinks import make_sink
from worker.daemon.startup import join_store
from worker.net.gate import site_of


def rewire(parts: Parts, loaded: Loaded) -> Parts:
    """Another configuration on the same store, web and engine; nothing of ``parts`` has changed yet.

    Sinks whose settings are the same stay; ``switch_over`` does the rest.
    """
    settings, before = loaded.settings, parts.loaded.settings.sinks
    user_agent = agent(settings, len(loaded.feeds))
    pushes = stages.pushes(parts.database, parts.pushes.ask, parts.clock, settings)
    shared = stages.Shared(parts.database, parts.share, parts.web, parts.engine, parts.clock, parts.wake)
    return replace(
        parts,
        loaded=loaded,
        health=stages.health(shared, settings),
        reporter=stages.reporter(shared, settings),
        pushes=pushes,
        poller=stages.poller(shared, loaded, parts.poller.contact, pushes, parts.poller.in_hand),
        gatherer=stages.gatherer(shared, settings, parts.poller.contact, patient=True),
        sinks={
            name: parts.sinks[name] if before.get(name) == sink else make_sink(sink, user_agent, parts.clock)
            for name, sink in settings.sinks.items()
        },
    )


def rejoin(parts: Parts) -> Parts:
    """The parts of a worker that others took for gone, as another one: stages afresh, nothing claimed. Blocks."""
    join_store(parts.share, parts.database, parts.loaded, parts.clock.now())
    new = rewire(parts, parts.loaded)
    look_again(new)
    return new


def look_again(parts: Parts) -> None:
    """Learn what other workers found out about the hosts that are ours now. Blocks."""
    close_hosts(parts.gate, parts.loaded.settings.web, parts.database, parts.clock.now())
    parts.poller.look_again()
    parts.gatherer.look_again()


def switch_over(parts: Parts, new: Parts) -> None:
    """Let what ``new`` shares with ``parts`` go by its settings from now on; for its sinks see ``switch_sinks``."""
    web = new.loaded.settings.web
    parts.poller.retire()
    new.poller.contact.try_now()
    parts.gatherer.retire()
    new.gate.adjust(web.per_host, site_of=site_of if web.retry_after == "site" else None)
    new.client.adjust(web, agent(new.loaded.settings, len(new.loaded.feeds)), new.loaded.opened())
    new.share.go_by(new.loaded.in_common(), new.loaded.settings.polling.floor_s)


async def switch_sinks(new: Parts) -> None:
    """Let the deliverer serve the sinks of ``new``; returns when those that are gone have ended."""
    alerts = new.loaded.settings.alerts
    await new.deliverer.adopt(new.sinks, alerts.delivery, timing(new.loaded.settings))
