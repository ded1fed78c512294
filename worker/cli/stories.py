"""``wirewatch stories``: stories with their articles and alerts, and corrections by a person."""

from __future__ import annotations

import getpass
import os
import time
from pathlib import Path

import click
from click.core import ParameterSource

from worker.cli.options import Command, config_option, json_option, load_config, since_option
from worker.cli.output import show, show_facts
from worker.daemon import stories as work

MOST = 500
"""A day may have a million: a table of them takes an hour and all memory."""


@click.group(invoke_without_command=True)
@config_option
@since_option("How far back, such as 36h or 7d, or a date; 'all' for everything.", default="24h")
@click.option("--flagged", is_flag=True, help="Only stories that raised an alert.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"How many to show at most, those that grew last. Default: {MOST}; all with --json.",
)
@json_option
@click.pass_context
def stories(ctx: click.Context, config: Path, since: str, flagged: bool, limit: int | None, as_json: bool) -> None:
    """List stories with their articles and alerts, or correct them."""
    if ctx.invoked_subcommand is None:
        most = limit or (None if as_json else MOST)
        lines = work.stories_since(load_config(config), since, flagged=flagged, limit=most)
        if as_json:
            show(lines, "stories", as_json=True)
            return
        shown = list(lines)
        show(shown, "stories", as_json=False)
        if not shown and since != "all":
            told = f"since {since}" if "-" in since else f"in the last {since}"
            click.echo(f"none grew {told}; --since all shows older ones")
        elif not shown:
            click.echo("what a feed lists at its first poll is recorded, and opens no story (polling.on_add)")
        if len(shown) == most:
            click.echo(f"these are the {most} that grew last; for more: --limit, or --json for all")
    elif any(ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ctx.params):
        raise click.UsageError(f"write the options behind {ctx.invoked_subcommand}", ctx)


def _ruling(command: Command) -> Command:
    """The options that all rulings share: who decided, and why."""
    by = click.option("--by", default=_login, help="Who decided. Default: your login name.")
    return by(click.option("--reason", help="Why; shown by explain.")(command))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without an entry for this user
        return f"user {os.getuid()}"


@stories.command("split")
@click.argument("story")
@click.argument("articles", nargs=-1, required=True)
@_ruling
@config_option
@json_option
def split(story: str, articles: tuple[str, ...], by: str, reason: str | None, config: Path, as_json: bool) -> None:
    """Make ARTICLES of a STORY a story of their own.

    ARTICLES are ids or addresses. The judge never joins the two stories again. What had been silenced because of the
    other half is told now.
    """
    from worker.daemon import rulings  # noqa: PLC0415 - loads the judge
    from worker.flow.rulings import Ruling  # noqa: PLC0415 - as above

    show_facts(
        rulings.split_story(load_config(config), story, articles, Ruling(by, time.time(), reason)), as_json=as_json
    )


@stories.command("merge")
@click.argument("story")
@click.argument("other")
@_ruling
@config_option
@json_option
def merge(story: str, other: str, by: str, reason: str | None, config: Path, as_json: bool) -> None:
    """Join two stories.

    The number of the older one is kept. Alerts that were raised stay as they are.
    """
    from worker.daemon import rulings  # noqa: PLC0415 - as above
    from worker.flow.rulings import Ruling  # noqa: PLC0415 - as above

    show_facts(
        rulings.merge_stories(load_config(config), story, other, Ruling(by, time.time(), reason)), as_json=as_json
    )
