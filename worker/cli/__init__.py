"""What a user types. Thin: each command calls one function of ``daemon`` and prints what it answers.

Exit codes: 0 done; 1 failed; 2 usage or invalid configuration; 3 done, but some feeds failed; 75 another instance
holds the store; 78 store unusable or its schema newer.
"""

from __future__ import annotations

import sys

import click

from worker import __version__
from worker.cli import alerts, articles, asking, feeds, rules, running, stories, upkeep
from worker.cli.frame import Commands
from worker.daemon import logs


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirewatch")
def main() -> None:
    """Watch news feeds; raise one alert per story, never lost, never doubled."""
    logs.configure("auto", "warning", sys.stderr)


for command in (
    *(running.run, running.once, running.demo_command, running.migrate),
    *(asking.check, asking.schema, asking.explain, asking.status, asking.extract),
    *(upkeep.backup, upkeep.prune, upkeep.doctor, upkeep.store),
    *(articles.articles, feeds.feeds, rules.rules, rules.replay, alerts.alerts, stories.stories),
):
    main.add_command(command)
