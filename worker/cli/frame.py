"""What most commands need: the options they take, the configuration loaded, and showing what was found."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
from click.core import ParameterSource

from worker.config.kept import place_for
from worker.config.load import Loaded, load
from worker.daemon import logs
from worker.daemon.cron import shortest_gap_s
from worker.daemon.escaping import escaped
from worker.policy.rules import check_query

Command = TypeVar("Command", bound=Callable[..., Any])


def config_option(command: Command) -> Command:
    """The option ``-c``, handed on as ``config``."""
    option = click.option(
        "-c",
        "--config",
        type=click.Path(path_type=Path),
        default=Path("wirewatch.yaml"),
        envvar="WIREWATCH_CONFIG",
        show_default=True,
        help="The configuration file.",
    )
    return option(command)


def json_option(command: Command) -> Command:
    """The flag ``--json``, handed on as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="JSON lines on standard output instead of words.")(
        command
    )


def load_config(config: Path, *, anew: bool = False) -> Loaded:
    """The configuration, its warnings told, logging set up as it says. ``anew``: with the places of all feeds."""
    keep_at = None if anew else place_for(config, os.environ)
    loaded = load(config, os.environ, check_rule=check_query, check_times=shortest_gap_s, keep_at=keep_at)
    for warning in loaded.warnings:
        with suppress(OSError):  # nobody reads it, or its disk is full: that is no reason not to work
            click.echo(escaped(f"warning: {warning}"), err=True)
    logs.configure(loaded.settings.log.format, loaded.settings.log.level, sys.stderr)
    return loaded


def load_if_there(config: Path) -> Loaded | None:
    """The configuration with all its feeds; None where ``-c`` was not given and there is no such file."""
    named = click.get_current_context().get_parameter_source("config") is ParameterSource.COMMANDLINE
    return load_config(config, anew=True) if named or config.exists() else None


def show_facts(facts: dict[str, Any], *, as_json: bool) -> None:
    """A line a fact, or one line of JSON."""
    if as_json:
        _write(facts)
    else:
        for name, value in facts.items():
            told = ", ".join(map(str, value)) if isinstance(value, list) else value
            click.echo(f"{name.replace('_', ' ')}: {'–' if told in (None, '') else told}")


def show(found: Any, table: str, *, as_json: bool) -> None:
    """A list as one JSON line each, anything else as one line; or as the ``table`` of ``cli.tables``."""
    if not as_json:
        from worker.cli import tables  # noqa: PLC0415 - a pass or a daemon prints none

        tables.show(table, found)
        return
    _write(found)


def say(words: str, facts: dict[str, Any] | list[dict[str, Any]], *, as_json: bool) -> None:
    """What was done, in words; or as its facts, a list as one JSON line each."""
    if as_json:
        _write(facts)
    else:
        click.echo(words)


def _write(found: Any) -> None:
    for line in found if isinstance(found, list) else [found]:
        try:
            written = orjson.dumps(line)
        except TypeError:  # the name of a file may be no UTF-8, which JSON must be
            written = json.dumps(line, ensure_ascii=False).encode(errors="replace")
        sys.stdout.buffer.write(written + b"\n")
