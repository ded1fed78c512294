"""``wirewatch alerts``: alerts owed, delivered and dead."""

from __future__ import annotations

from pathlib import Path

import click
import uvloop

from worker.cli.options import config_option, json_option, load_config
from worker.cli.output import say, show
from worker.daemon import alerts as work
from worker.model.units import counted

_limit = click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="The most to show, newest first."
)


@click.group()
def alerts() -> None:
    """Alerts owed, delivered and dead."""


@alerts.command("list")
@config_option
@_limit
@json_option
def list_alerts(config: Path, limit: int, as_json: bool) -> None:
    """The newest alerts and what became of them."""
    show(work.list_alerts(load_config(config), None, limit), "alert_states", as_json=as_json)


@alerts.command("dead")
@config_option
@_limit
@json_option
def dead_alerts(config: Path, limit: int, as_json: bool) -> None:
    """Alerts no sink would take; they are kept until retried."""
    show(work.list_alerts(load_config(config), "dead", limit), "alert_states", as_json=as_json)


@alerts.command("test")
@click.argument("sink")
@config_option
@json_option
def test_sink(sink: str, config: Path, as_json: bool) -> None:
    """Hand a marked sample to a sink and say whether it was taken."""
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
