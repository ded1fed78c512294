"""Commands for the store's upkeep: migrate, backup, prune, doctor, copy."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from worker.cli.group import FAILED
from worker.cli.options import config_option, json_option, load_config
from worker.cli.output import say, show
from worker.daemon import housekeeping
from worker.model.units import counted, rounded_size


@click.command()
@config_option
@click.option("--dry-run", is_flag=True, help="Only say what is missing.")
@json_option
def migrate(config: Path, dry_run: bool, as_json: bool) -> None:
    """Migrate the store's schema to this program's version."""
    loaded = load_config(config)
    if dry_run:
        missing = housekeeping.missing_migrations(loaded)
        words = "\n".join(f"{it['revision']} {it['title']}" for it in missing)
        say(words or "nothing is missing", {"missing": missing}, as_json=as_json)
    else:
        name = housekeeping.migrate(loaded)
        say(f"{name}: the schema is up to date", {"store": name, "missing": []}, as_json=as_json)


@click.command()
@click.argument("into", type=click.Path(path_type=Path))
@config_option
@json_option
def backup(into: Path, config: Path, as_json: bool) -> None:
    """Copy the store to a file, beside a running worker.

    The copy is opened and checked before it gets its name.
    """
    size = housekeeping.backup(load_config(config), into)
    facts = {"file": str(into), "bytes": size, "checked": True}
    say(f"{into}: {rounded_size(size)}, checked", facts, as_json=as_json)


@click.command()
@config_option
@click.option("--shrink", is_flag=True, help="Also return freed space to the disk; stop the worker first.")
@json_option
def prune(config: Path, shrink: bool, as_json: bool) -> None:
    """Forget what is older than store.keep, now."""
    touched, size = housekeeping.prune(load_config(config), shrink=shrink)
    facts = {"rows_changed": touched, "store_bytes": size}
    say(f"{counted(touched, 'row')} forgotten or packed; the store takes {rounded_size(size)}", facts, as_json=as_json)


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
    help="The address of an empty store, written like store.url. The environment hides it from the process list.",
)
@json_option
def copy(config: Path, to: str, as_json: bool) -> None:
    """Move to another database, SQLite or PostgreSQL.

    Every row is copied into an empty one. Stop the worker first.
    """
    loaded = load_config(config)
    name, tables = housekeeping.copy_store(loaded, to, lambda table, rows: click.echo(f"{table}: {rows}", err=True))
    rows = sum(tables.values())
    words = f"{name}: {counted(rows, 'row')} copied and counted; name it in store.url, then start the worker"
    say(words, {"store": name, "rows": rows, "tables": tables}, as_json=as_json)


@click.command()
@config_option
@json_option
def doctor(config: Path, as_json: bool) -> None:
    """Look for faults, and name a next step for each.

    Ends with 1 if anything was found.
    """
    from worker.cli import tables  # noqa: PLC0415 - as below
    from worker.daemon import doctor as looking  # noqa: PLC0415 - loads the web client

    loaded = load_config(config)
    with tables.progress("checks made; the store's integrity takes a minute for some GB") as checked:
        findings = looking.examine(loaded, checked)
    show(findings, "findings", as_json=as_json)
    sys.exit(FAILED if any(finding["next"] for finding in findings) else 0)
