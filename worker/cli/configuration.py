"""``wirewatch check`` and ``schema``: whether a configuration is valid, its effective values, its JSON Schema."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from worker.cli.commands import INVALID
from worker.cli.options import config_option, json_option, load_config
from worker.cli.output import complain, problem_facts, say
from worker.config import describe
from worker.model.errors import ConfigError


@click.command()
@config_option
@click.option("--effective", is_flag=True, help="Print every value and where it comes from.")
@json_option
def check(config: Path, effective: bool, as_json: bool) -> None:
    """List everything that is wrong with the configuration."""
    facts: dict[str, Any] = {"config": str(config), "problems": [], "warnings": []}
    try:
        loaded = load_config(config, use_cache=False, warn=True)
    except ConfigError as error:
        if not as_json:
            raise
        say("", facts | {"problems": problem_facts(error.problems)}, as_json=True)
        sys.exit(INVALID)
    from worker.daemon import rules as rulebook  # noqa: PLC0415 - loads the judge
    from worker.daemon.schedules import over  # noqa: PLC0415 - as above

    futile = [*rulebook.futile(loaded), *over(loaded, time.time())]
    for warning in futile:
        complain(f"warning: {warning}")
    counts = {"feeds": len(loaded.feeds), "rules": len(loaded.settings.rules), "sinks": len(loaded.settings.sinks)}
    facts |= {"warnings": problem_facts((*loaded.warnings, *futile)), **counts}
    if effective:
        values = describe.values(loaded)
        facts["values"] = [{"path": path, "value": value, "origin": origin} for path, value, origin in values]
        say(describe.effective(loaded), facts, as_json=as_json)
    else:
        told = ", ".join(f"{name} {number}" for name, number in counts.items())
        say(f"{config}: fine; {told}", facts, as_json=as_json)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Changes nothing: a schema is JSON anyway.")
def schema(as_json: bool) -> None:
    """Print the JSON Schema of the configuration, for editors."""
    click.echo(describe.schema_text())
