"""The store kept in order: brought up to date, copied, pruned, examined."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from worker.cli.frame import config_option, json_option, load_config, show
from worker.cli.group import FAILED
from worker.daemon import commands, housekeeping
from worker.model.units import rounded_size


@click.command()
@config_option
@click.option("--dry-run", is_flag=True, help="Only say what is missing.")
def migrate(config: Path, dry_run: bool) -> None:
    """Bring the store's schema up to this program."""
    loaded = load_config(config)
    if dry_run:
        click.echo("\n".join(commands.missing_migrations(loaded)) or "nothing is missing")
    else:
        click.echo(commands.migrate(loaded))


@click.command()
@click.argument("into", type=click.Path(path_type=Path))
@config_option
def backup(into: Path, config: Path) -> None:
    """Copy the store to a file, beside a running worker.

    The copy is opened and checked before it gets its name.
    """
    click.echo(f"{into}: {rounded_size(housekeeping.backup(load_config(config), into))}, checked")


@click.command()
@config_option
@click.option("--shrink", is_flag=True, help="Give free room back to the disk, too; needs the store alone.")
def prune(config: Path, shrink: bool) -> None:
    """Forget what is older than store.keep, now."""
    touched, size = housekeeping.prune(load_config(config), shrink=shrink)
    click.echo(f"{touched} rows forgotten; the store takes {rounded_size(size)}")


@click.group()
def store() -> None:
    """The store as a whole."""


@store.command()
@config_option
@click.option(
    "--to",
    required=True,
    envvar="WIREWATCH_COPY_TO",
    show_envvar=True,
    help="The address of an empty store, as store.url is written; an address in the environment is seen by nobody.",
)
def copy(config: Path, to: str) -> None:
    """Move to another database, SQLite or PostgreSQL.

    Every row is copied into an empty one. Stop the worker first.
    """
    loaded = load_config(config)
    name, rows = housekeeping.copy_store(loaded, to, lambda table, rows: click.echo(f"{table}: {rows}", err=True))
    click.echo(f"{name}: {rows} rows copied and counted; name it in store.url, then start the worker")


@click.command()
@config_option
@json_option
def doctor(config: Path, as_json: bool) -> None:
    """Look for all that can be wrong, with a next step for each.

    Ends with 1 if anything was found.
    """
    from worker.daemon import doctor as looking  # noqa: PLC0415 - it brings the web along

    findings = looking.examine(load_config(config))
    show(findings, "findings", as_json=as_json)
    sys.exit(FAILED if any(finding["next"] for finding in findings) else 0)
