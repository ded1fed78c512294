"""Commands that run a worker: the daemon, one pass, the demo."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import uvloop

from worker import stdio
from worker.cli.commands import FAILED, SOME_FEEDS_FAILED
from worker.cli.options import config_option, json_option, load_config
from worker.cli.output import all_done, complain, show, show_facts
from worker.config.load import Loaded
from worker.daemon import passes
from worker.model.units import counted


@click.command()
@config_option
def run(config: Path) -> None:
    """Run as a daemon, until SIGTERM or Ctrl-C.

    SIGHUP reads the configuration again.
    """
    uvloop.run(_run(load_config(config, warn=True)))


async def _run(loaded: Loaded) -> None:
    from worker.daemon.service import Service  # noqa: PLC0415 - `once` does not need it

    await Service(loaded).run()
    # Everything is stored and closed. Threads that still read, a large configuration say, would be waited for.
    stdio.leave(0)


@click.command()
@config_option
@click.option(
    "--all", "poll_all", is_flag=True, help="Poll all feeds, due or not, except on hosts that asked us to wait."
)
@json_option
def once(config: Path, poll_all: bool, as_json: bool) -> None:
    """Poll what is due, judge it, deliver the alerts, and end.

    Ends with 1 if entries could not be judged or alerts could not be delivered, with 3 if only feeds failed.
    """
    done = uvloop.run(passes.once(load_config(config, warn=True), poll_all=poll_all))
    facts = passes.facts(done)
    show_facts(facts, as_json=as_json)
    if not all_done(broken=done.broken_entries, undelivered=done.undelivered, failed=done.failed_deliveries):
        sys.exit(FAILED)
    sys.exit(SOME_FEEDS_FAILED if done.failed_feeds else 0)


@click.command()
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("wirewatch-demo"),
    show_default=True,
    help="The folder for its store and alerts.",
)
@json_option
def demo(into: Path, as_json: bool) -> None:
    """Show the whole job on an invented press world.

    Two days of news with copies, rewrites and promo, served on loopback, become one alert per story and rule. Nothing
    of yours is read. Ends with 1 if nothing could be read or alerts could not be delivered, with 3 if only some feeds
    failed.
    """
    from worker.daemon import demo as showing  # noqa: PLC0415 - loads a web server

    done = uvloop.run(showing.run_demo(showing.seeds_dir(), into))
    show(done.stories if as_json else done, "demo", as_json=as_json)
    last = done.rounds[-1]
    failed = sum(it.failed_deliveries for it in done.rounds)
    if not all_done(broken=sum(it.broken_entries for it in done.rounds), undelivered=last.undelivered, failed=failed):
        sys.exit(FAILED)
    if worst := max(it.failed_feeds for it in done.rounds):
        complain(f"{worst} of {counted(last.polled, 'feed')} could not be read; feed.failed in the log above says why")
        sys.exit(SOME_FEEDS_FAILED if done.stories else FAILED)
