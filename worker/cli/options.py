"""The options that most commands share, and the configuration that ``-c`` names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from worker.cli.output import complain
from worker.config.load import Loaded
from worker.daemon import logs
from worker.daemon.configuration import load_configuration
from worker.model.units import parse_since

Command = TypeVar("Command", bound=Callable[..., Any])


def config_option(command: Command) -> Command:
    """The option ``-c``, passed as ``config``."""
    option = click.option(
        "-c",
        "--config",
        type=click.Path(path_type=Path),
        default=Path("wirewatch.yaml"),
        envvar="WIREWATCH_CONFIG",
        show_default=True,
        show_envvar=True,
        help="The configuration file.",
    )
    return option(command)


def json_option(command: Command) -> Command:
    """The flag ``--json``, passed as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of words.")(command)


def since_option(shown: str, *, default: str | None = None) -> Callable[[Command], Command]:
    """The option ``--since``, a duration, a date or ``all``, passed as typed, but checked before anything is opened."""
    return click.option("--since", default=default, show_default=True, callback=_checked_since, help=shown)


def _checked_since(_context: click.Context, option: click.Parameter, since: str | None) -> str | None:
    try:
        if since is not None:
            parse_since(since, 0.0)
    except ValueError as error:
        raise click.BadParameter(f"{since!r} {error}", param=option) from None
    return since


def load_config(config: Path, *, use_cache: bool = True, warn: bool = False) -> Loaded:
    """Load the configuration, and set up logging as it says. ``use_cache`` as in ``load_configuration``.

    ``warn`` prints its warnings: for the commands that check it, or run a worker by it.
    """
    loaded = load_configuration(config, use_cache=use_cache)
    for warning in loaded.warnings if warn else ():
        complain(f"warning: {warning}")
    logs.configure(loaded.settings.log.format, loaded.settings.log.level, sys.stderr)
    return loaded


def load_if_there(config: Path) -> Loaded | None:
    """The configuration with all its feeds; None if none was named and the default file does not exist."""
    named = click.get_current_context().get_parameter_source("config") is not ParameterSource.DEFAULT
    return load_config(config, use_cache=False) if named or os.path.exists(config) else None  # noqa: PTH110 - Path.exists raises
