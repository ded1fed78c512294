"""Rewires a running worker: another configuration, or another worker number, on the same store, web and engine."""

from __future__ import annotations

from dataclasses import replace

from worker.config.load import Loaded
from worker.daemon import stages
from worker.daemon.build import Parts, agent, close_hosts
from worker.daemon.schedules import timing
from worker.daemon.sinks import make_sink
from worker.daemon.startup import join_store
from worker.policy.sites import site_of


def rewire(parts: Parts, loaded: Loaded) -> Parts:
    """New parts for another configuration on the same store, web and engine; ``parts`` themselves stay unchanged.

    Sinks with unchanged settings are kept. ``switch_over`` then puts the new parts into force.
    """
    settings, before = loaded.settings, parts.loaded.settings.sinks
    user_agent = agent(settings, len(loaded.feeds))
    resources, contact = parts.resources, parts.poller.contact
    pushes = stages.pushes(resources, settings, parts.pushes.ask)
    return replace(
        parts,
        loaded=loaded,
        health=stages.health(resources, loaded),
        reporter=stages.reporter(resources, settings),
        pushes=pushes,
        poller=stages.poller(resources, loaded, pushes, contact, parts.poller.in_hand),
        gatherer=stages.gatherer(resources, loaded, contact, patient=True),
        sinks={
            name: parts.sinks[name] if before.get(name) == sink else make_sink(sink, user_agent, parts.clock)
            for name, sink in settings.sinks.items()
        },
    )


def rejoin(parts: Parts) -> Parts:
    """New parts for a worker that others have replaced: a new number, new stages, nothing claimed. Blocks."""
    join_store(parts.share, parts.database, parts.loaded, parts.clock.now())
    new = rewire(parts, parts.loaded)
    look_again(new)
    return new


def look_again(parts: Parts) -> None:
    """Read from the store what other workers have learnt about the hosts that are now ours. Blocks."""
    close_hosts(parts.gate, parts.loaded.settings.web, parts.database, parts.clock.now())
    parts.poller.look_again()
    parts.gatherer.look_again()


def switch_over(parts: Parts, new: Parts) -> None:
    """Retire the old stages and apply the settings of ``new`` to what both share; for sinks see ``switch_sinks``."""
    web = new.loaded.settings.web
    parts.poller.retire()
    new.poller.contact.try_now()
    parts.gatherer.retire()
    new.gate.adjust(web.per_host, site_of=site_of if web.retry_after == "site" else None)
    new.client.adjust(web, agent(new.loaded.settings, len(new.loaded.feeds)), new.loaded.opened())
    settings = new.loaded.settings
    new.share.go_by(new.loaded.in_common(), settings.polling.floor_s, settings.sinks)


async def switch_sinks(new: Parts) -> None:
    """Let the deliverer serve the sinks of ``new``; returns when the removed ones have stopped."""
    alerts = new.loaded.settings.alerts
    await new.deliverer.adopt(new.sinks, alerts.delivery, timing(new.loaded.settings))
