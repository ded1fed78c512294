"""``wirewatch feeds``: the feeds and how they fare."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import uvloop

from worker.cli.commands import FAILED
from worker.cli.options import Command, config_option, json_option, load_config, load_if_there
from worker.cli.output import complain, problem_facts, say, show
from worker.daemon import feeds as work
from worker.daemon import files
from worker.model.errors import ContentError
from worker.model.feed import FeedState
from worker.model.units import counted


@click.group()
def feeds() -> None:
    """List, find, add, test and pause feeds."""


@feeds.command("list")
@click.option(
    "--state",
    "states",
    type=click.Choice([state.value for state in FeedState]),
    multiple=True,
    help="Only feeds in this state; may be repeated.",
)
@config_option
@json_option
def list_feeds(states: tuple[str, ...], config: Path, as_json: bool) -> None:
    """List every feed with its state."""
    show(work.list_feeds(load_config(config), states), "feeds", as_json=as_json)


@feeds.command("history")
@click.argument("key", metavar="ID")
@config_option
@json_option
def feed_history(key: str, config: Path, as_json: bool) -> None:
    """Show the last 30 polls of a feed, and its changes."""
    show(work.feed_history(load_config(config), key), "feed_history", as_json=as_json)


def _wish(command: Command) -> Command:
    """The arguments that pause and resume share."""
    ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)
    reason = click.option("--reason", help="Why; shown by explain and feeds history.")
    return ids(reason(config_option(json_option(command))))


@feeds.command("pause")
@_wish
def pause(ids: tuple[str, ...], reason: str | None, config: Path, as_json: bool) -> None:
    """Stop polling feeds until they are resumed.

    Works while the worker runs, and lasts across restarts and changes of the configuration.
    """
    turned = work.pause_feeds(load_config(config), ids, reason or "paused by hand")
    _tell(ids, turned, paused=True, as_json=as_json)


@feeds.command("resume")
@_wish
def resume(ids: tuple[str, ...], reason: str | None, config: Path, as_json: bool) -> None:
    """Poll paused feeds again.

    New entries are told as always, including those that came during the pause and are still in the feed.
    """
    turned = work.resume_feeds(load_config(config), ids, reason or "resumed by hand")
    _tell(ids, turned, paused=False, as_json=as_json)


def _tell(asked: Sequence[str], turned: Sequence[str], *, paused: bool, as_json: bool) -> None:
    done, as_is = ("paused", "is paused already") if paused else ("resumed", "is not paused")
    words = (f"{key}: {done}" if key in turned else f"{key}: nothing to do, it {as_is}" for key in asked)
    facts = [{"id": key, "paused": paused, "changed": key in turned} for key in asked]
    say("\n".join(words), facts, as_json=as_json)


@feeds.command("test")
@click.argument("url", metavar="URL|ID")
@click.option("--allow-private", is_flag=True, help="Also fetch from private addresses.")
@config_option
@json_option
def test_feed(url: str, allow_private: bool, config: Path, as_json: bool) -> None:
    """Fetch a feed once and show what is read; nothing is stored."""
    from worker.daemon import preview  # noqa: PLC0415 - loads the web client and the parsers

    found = uvloop.run(preview.test_feed(url, load_if_there(config), allow_private=allow_private))
    show(found, "feed_test", as_json=as_json)


@feeds.command("discover")
@click.argument("url")
@click.option("--allow-private", is_flag=True, help="Also fetch from private addresses.")
@config_option
@json_option
def discover_feeds(url: str, allow_private: bool, config: Path, as_json: bool) -> None:
    """Find the feeds of a site.

    URL is any address of the site. Its pages, the usual places and its sitemaps are searched.
    """
    from worker.daemon.discover import discover  # noqa: PLC0415 - as above

    found = uvloop.run(discover(url, load_if_there(config), allow_private=allow_private))
    if not found:
        raise ContentError(f"{url}: no feed was found; look for one on the site, or ask its makers", cause="no_feed")
    show(found, "feeds_found", as_json=as_json)


@feeds.command("add")
@click.argument("url")
@click.option("--id", "key", help="A name of your choice, kept for good. Default: made from the address.")
@click.option("--title", help="Shown instead of the feed's own title.")
@click.option("--tag", "tags", multiple=True, help="A word for rules to match with tag:WORD; may be repeated.")
@click.option("--into", type=click.Path(path_type=Path), help="The YAML file to add it to. Default: the configuration.")
@click.option("--unchecked", is_flag=True, help="Do not fetch it first.")
@click.option("--allow-private", is_flag=True, help="Also fetch from private addresses.")
@config_option
@json_option
def add_feed(
    url: str,
    key: str | None,
    title: str | None,
    tags: tuple[str, ...],
    into: Path | None,
    unchecked: bool,
    allow_private: bool,
    config: Path,
    as_json: bool,
) -> None:
    """Add a feed to the configuration.

    URL is that of a feed, or of a page that names one feed. It is fetched first.
    """
    from worker.daemon.discover import the_feed  # noqa: PLC0415 - as above

    loaded = load_config(config)
    address = url if unchecked else uvloop.run(the_feed(url, loaded, allow_private=allow_private))
    feed = work.new_feed(url, address, key, tags, title)
    file = work.add_feed(loaded, feed, into)
    included = any(file.samefile(known) for known in loaded.files)
    read = "" if included else "; add this file to include: in your configuration"
    facts = {"id": feed.key, "url": feed.url, "title": title, "tags": tags, "file": str(file), "included": included}
    guarded = _guarded(file) if feed.login else ""
    unlisted = allow_private and not loaded.settings.web.allow_private
    private = "; the worker asks private addresses only where allow_private lists them" if unlisted else ""
    say(f"{file}: added {feed.url} as {feed.key}{read}{guarded}{private}", facts, as_json=as_json)


def _guarded(file: Path) -> str:
    """Who may read the passwords in a file, for the end of a message."""
    if files.is_private(file):
        return "; it holds a password, so only its owner may read it"
    return "; it holds a password that others may read: make it private with chmod 600"


@feeds.command("import")
@click.argument("opml", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="Write the feeds as YAML to this file.")
@json_option
def import_feeds(opml: Path, into: Path | None, as_json: bool) -> None:
    """Turn an OPML file into YAML that a configuration can include.

    Ends with 1 if some of its feeds cannot be used: these are listed and left out.
    """
    text, rows, left_out = work.import_opml(opml)
    not_taken = problem_facts(left_out)
    if into is None:
        say(text.rstrip("\n"), [*rows, *({"left_out": one} for one in not_taken)], as_json=as_json)
    else:
        _write_feeds(into, text, rows, not_taken, as_json=as_json)
    for problem in () if as_json else left_out:
        complain(f"left out: {problem}")
    if left_out:
        sys.exit(FAILED)


def _write_feeds(
    into: Path,
    text: str,
    rows: Sequence[Mapping[str, Any]],
    not_taken: Sequence[Mapping[str, Any]],
    *,
    as_json: bool,
) -> None:
    private = any(work.has_login(row["url"]) for row in rows)
    files.write_new(into, text, private=private)
    guarded = _guarded(into) if private else ""
    words = f"{into}: {counted(len(rows), 'feed')}; add it to include: in your configuration{guarded}"
    say(words, {"file": str(into), "feeds": len(rows), "left_out": not_taken}, as_json=as_json)


@feeds.command("export")
@config_option
def export_feeds(config: Path) -> None:
    """Write the configured feeds as OPML."""
    sys.stdout.buffer.write(work.export_opml(load_config(config)))
