"""Commands for the store's upkeep: migrate, backup, prune, doctor, copy."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from worker.cli.commands import FAILED
from worker.cli.options import config_option, json_option, load_config
from worker.cli.output import say, show
from worker.daemon import upkeep as work
from worker.model.units import counted, rounded_size

FIRST_REVISION = "0001"


@click.command()
@config_option
@click.option("--dry-run", is_flag=True, help="Only list the migrations that are missing.")
@json_option
def migrate(config: Path, dry_run: bool, as_json: bool) -> None:
    """Migrate the store's schema to this program's version.

    Makes an empty store where there is none.
    """
    loaded = load_config(config)
    if dry_run:
        missing = work.missing_migrations(loaded)
        words = "\n".join(f"{it['revision']} {it['title']}" for it in missing)
        say(words or "nothing is missing", {"missing": missing}, as_json=as_json)
        return
    name, applied = work.migrate(loaded)
    created = bool(applied) and applied[0]["revision"] == FIRST_REVISION
    done = "made, empty" if created else f"{counted(len(applied), 'migration')} applied"
    words = f"{name}: {done if applied else 'the schema was up to date'}"
    say(words, {"store": name, "created": created, "missing": [], "applied": applied}, as_json=as_json)


@click.command()
@click.argument("into", type=click.Path(path_type=Path))
@config_option
@json_option
def backup(into: Path, config: Path, as_json: bool) -> None:
    """Copy the store to a file, while the worker runs.

    The copy is opened and checked before it gets its name.
    """
    size = work.backup(load_config(config), into)
    facts = {"file": str(into), "bytes": size, "checked": True}
    say(f"{into}: {rounded_size(size)}, checked", facts, as_json=as_json)


@click.command()
@config_option
@click.option("--shrink", is_flag=True, help="Also return freed space to the disk; stop the worker first.")
@click.option("--dry-run", is_flag=True, help="Only count what would be forgotten.")
@json_option
def prune(config: Path, shrink: bool, dry_run: bool, as_json: bool) -> None:
    """Forget now what is older than store.keep allows.

    If the store holds more than store.keep.size, the oldest goes as well.
    """
    facts = work.prune(load_config(config), shrink=shrink, dry_run=dry_run)
    old = ", ".join(f"{name} {number}" for name, number in facts["expired"].items())
    done = "" if dry_run else f"{counted(facts['rows_changed'], 'row')} forgotten or packed; "
    over = f", {rounded_size(facts['over_limit_bytes'])} over store.keep.size" if facts["over_limit_bytes"] else ""
    words = f"older than store.keep: {old}\n{done}the store takes {rounded_size(facts['store_bytes'])}{over}"
    say(words, facts, as_json=as_json)


@click.group()
def store() -> None:
    """Move the store to another database."""


@store.command()
@config_option
@click.option(
    "--to",
    required=True,
    envvar="WIREWATCH_COPY_TO",
    show_envvar=True,
    help="The address of an empty store, written like store.url. Given in the environment, it does not show in the "
    "process list.",
)
@json_option
def copy(config: Path, to: str, as_json: bool) -> None:
    """Copy every row into an empty store, SQLite or PostgreSQL.

    Stop the worker first; afterwards, set store.url to the new address.
    """
    loaded = load_config(config)
    name, tables = work.copy_store(loaded, to, lambda table, rows: click.echo(f"{table}: {rows}", err=True))
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
    from worker.cli import tables  # noqa: PLC0415 - as in output.py
    from worker.daemon import doctor as looking  # noqa: PLC0415 - loads the web client

    loaded = load_config(config)
    with tables.progress("checks made; the store's integrity takes a minute for some GB") as checked:
        findings = looking.examine(loaded, checked)
    show(findings, "findings", as_json=as_json)
    sys.exit(FAILED if any(finding["next"] for finding in findings) else 0)
