"""A configuration described: whether it holds, what it comes to, and what may stand in one."""

from __future__ import annotations

from pathlib import Path

import click

from worker.cli.frame import config_option, load_config
from worker.config import describe


@click.command()
@config_option
@click.option("--effective", is_flag=True, help="Print every value and where it came from.")
def check(config: Path, effective: bool) -> None:
    """Say what is wrong with the configuration, all at once."""
    loaded = load_config(config, anew=True)
    if effective:
        click.echo(describe.effective(loaded))
    else:
        rules = len(loaded.settings.rules)
        click.echo(f"{config}: fine; feeds {len(loaded.feeds)}, rules {rules}, sinks {len(loaded.settings.sinks)}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of the configuration, for editors."""
    click.echo(describe.schema_text())
