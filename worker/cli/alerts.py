"""``wirewatch alerts``: alerts owed, delivered and dead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import uvloop

from worker.cli.options import Command, config_option, json_option, load_config, since_option
from worker.cli.output import say, show
from worker.daemon import alerts as work
from worker.model.story import AlertState
from worker.model.units import counted

MOST = 50


def _chosen(command: Command) -> Command:
    """The options that say which alerts are listed."""
    for option in (
        json_option,
        click.option(
            "--limit",
            type=click.IntRange(min=1),
            help=f"How many to show at most, newest first. Default: {MOST}; all with --json.",
        ),
        click.option("--sink", "sinks", multiple=True, help="Only alerts to this sink; may be repeated."),
        click.option("--rule", "rules", multiple=True, help="Only alerts of this rule; may be repeated."),
        since_option("Only alerts raised within this, such as 36h or 7d, or since a date.", default="all"),
        config_option,
    ):
        command = option(command)
    return command


def _show(config: Path, limit: int | None, as_json: bool, **chosen: Any) -> None:
    most = limit or (None if as_json else MOST)
    lines = work.list_alerts(load_config(config), limit=most, **chosen)
    if as_json:
        show(lines, "alert_states", as_json=True)
        return
    shown = list(lines)
    show(shown, "alert_states", as_json=False)
    if len(shown) == most:
        click.echo(f"these are the {most} newest; for more: --limit, or --json for all")


@click.group()
def alerts() -> None:
    """List, test and retry alerts."""


@alerts.command("list")
@_chosen
@click.option("--state", type=click.Choice([state.value for state in AlertState]), help="Only alerts in this state.")
def list_alerts(**chosen: Any) -> None:
    """List the newest alerts and what became of them."""
    _show(**chosen)


@alerts.command("dead")
@_chosen
def dead_alerts(**chosen: Any) -> None:
    """List alerts that were given up; they are kept until retried."""
    _show(state=AlertState.DEAD, **chosen)


@alerts.command("test")
@click.argument("sink")
@config_option
@json_option
def test_sink(sink: str, config: Path, as_json: bool) -> None:
    """Send a marked sample to a sink, and say whether it was taken."""
    uvloop.run(work.test_sink(load_config(config), sink))
    say(f"{sink} took a test alert", {"sink": sink, "taken": True}, as_json=as_json)


@alerts.command("retry")
@click.argument("ids", nargs=-1)
@config_option
@json_option
def retry_alerts(ids: tuple[str, ...], config: Path, as_json: bool) -> None:
    """Try dead alerts again: those named, or all."""
    number = work.retry_alerts(load_config(config), ids)
    say(f"{counted(number, 'alert')} owed again", {"alerts_owed_again": number}, as_json=as_json)
