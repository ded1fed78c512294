"""``wirewatch feeds``: the feeds and how they fare."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import uvloop

from worker.cli.frame import config_option, json_option, load_config, show
from worker.daemon import commands


@click.group()
def feeds() -> None:
    """The feeds and how they fare."""


@feeds.command("list")
@config_option
@json_option
def list_feeds(config: Path, as_json: bool) -> None:
    """Every feed with its state."""
    show(commands.list_feeds(load_config(config)), "feeds", as_json=as_json)


@feeds.command("test")
@click.argument("url")
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@json_option
def test_feed(url: str, allow_private: bool, as_json: bool) -> None:
    """Fetch a feed once and show what would be read, storing nothing."""
    from worker.daemon import tools  # noqa: PLC0415 - of use without a configuration only

    found = uvloop.run(tools.test_feed(url, allow_private=allow_private))
    show(found, "feed_test", as_json=as_json)


@feeds.command("import")
@click.argument("opml", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="Write the feeds as YAML to this file.")
def import_feeds(opml: Path, into: Path | None) -> None:
    """Turn an OPML file into a YAML file of feeds that a configuration can include."""
    text, number = commands.import_opml(opml)
    if into is None:
        click.echo(text, nl=False)
        return
    commands.write_new(into, text)
    click.echo(f"{into}: {number} feeds; add it to include: in your configuration")


@feeds.command("export")
@config_option
def export_feeds(config: Path) -> None:
    """Write the configured feeds as OPML."""
    sys.stdout.buffer.write(commands.export_opml(load_config(config)))
