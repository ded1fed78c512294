"""What a user types. Thin: each command calls one function below and prints what it answers.

Exit codes: 0 done; 1 failed; 2 usage or invalid configuration; 3 done, but some feeds failed; 75 another instance
holds the store; 78 store unusable or its schema newer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
import orjson
import uvloop

from worker import __version__
from worker.config.load import Loaded, load
from worker.daemon import commands, logs, service
from worker.model.errors import ConfigError, Conflict, StoreError, WirewatchError
from worker.policy.rules import check_query

FAILED, INVALID, SOME_FEEDS_FAILED, HELD, UNUSABLE = 1, 2, 3, 75, 78


class _Commands(click.Group):
    """Turns our errors into messages and exit codes, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            _complain(str(error), INVALID)
        except Conflict as error:
            _complain(str(error), HELD)
        except StoreError as error:
            _complain(str(error), UNUSABLE)
        except WirewatchError as error:
            _complain(str(error), FAILED)


def _complain(message: str, code: int) -> NoReturn:
    click.echo("\n".join(map(logs.escaped, message.splitlines())), err=True)
    sys.exit(code)


Command = TypeVar("Command", bound=Callable[..., Any])


def _config(command: Command) -> Command:
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


def _json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="JSON lines on standard output instead of tables.")(
        command
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirewatch")
def main() -> None:
    """Watch news feeds; raise one alert per story, never lost, never doubled."""
    logs.configure("auto", "warning", sys.stderr)


def _load(config: Path) -> Loaded:
    loaded = load(config, os.environ, check_rule=check_query)
    for warning in loaded.warnings:
        click.echo(logs.escaped(f"warning: {warning}"), err=True)
    logs.configure(loaded.settings.log.format, loaded.settings.log.level, sys.stderr)
    return loaded


def _show_facts(facts: dict[str, Any], *, as_json: bool) -> None:
    """A line a fact, or one line of JSON."""
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(facts) + b"\n")
    else:
        for name, value in facts.items():
            click.echo(f"{name}: {'–' if value is None else value}")


def _show(found: Any, table: str, *, as_json: bool) -> None:
    """A list as one JSON line each, anything else as one line; or as the ``table`` of ``daemon.tables``."""
    if not as_json:
        from worker.daemon import tables  # noqa: PLC0415 - a pass or a daemon prints none

        tables.show(table, found)
        return
    for line in found if isinstance(found, list) else [found]:
        sys.stdout.buffer.write(orjson.dumps(line) + b"\n")


# -- the daemon ---------------------------------------------------------------------------------------------


@main.command()
@_config
def run(config: Path) -> None:
    """Run until told to stop (SIGTERM or Ctrl-C)."""
    loaded = _load(config)
    uvloop.run(_run(loaded))


async def _run(loaded: Loaded) -> None:
    await service.Service(loaded).run()


@main.command()
@_config
@click.option("--all", "poll_all", is_flag=True, help="Poll feeds that are not due yet, too.")
@_json
def once(config: Path, poll_all: bool, as_json: bool) -> None:
    """One full pass: poll, gather, judge, deliver, until nothing is pending or owed."""
    done = uvloop.run(service.once(_load(config), poll_all=poll_all))
    facts = commands.pass_facts(done)
    _show_facts(facts, as_json=as_json)
    if done.undelivered:
        sys.exit(FAILED)
    sys.exit(SOME_FEEDS_FAILED if done.failed_feeds else 0)


@main.command("demo")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("wirewatch-demo"),
    show_default=True,
    help="The folder for its store and alerts.",
)
@_json
def demo_command(into: Path, as_json: bool) -> None:
    """Watch an invented press world on loopback: copies, rewrites, promo, and one alert per story and rule."""
    from worker.daemon import demo  # noqa: PLC0415 - it brings a web server along

    done = uvloop.run(demo.run_demo(demo.seeds_dir(), into))
    _show(done.stories if as_json else done, "demo", as_json=as_json)


# -- configuration ------------------------------------------------------------------------------------------


@main.command()
@_config
@click.option("--effective", is_flag=True, help="Print every value and where it came from.")
def check(config: Path, effective: bool) -> None:
    """Validate a configuration; list everything wrong with it at once."""
    from worker.config import describe  # noqa: PLC0415 - only this command describes

    loaded = _load(config)
    if effective:
        click.echo(describe.effective(loaded))
    else:
        rules = len(loaded.settings.rules)
        click.echo(f"{config}: fine; {len(loaded.feeds)} feeds, {rules} rules, {len(loaded.settings.sinks)} sinks")


@main.command()
def schema() -> None:
    """Print the JSON Schema of the configuration, for editors."""
    from worker.config import describe  # noqa: PLC0415 - only this command describes

    click.echo(describe.schema_text())


# -- asking -------------------------------------------------------------------------------------------------


@main.command()
@click.argument("asked")
@_config
@_json
def explain(asked: str, config: Path, as_json: bool) -> None:
    """Why you were (not) told: the stored trail of a URL, an entry id or an alert id."""
    found = commands.explain(_load(config), asked)
    _show(found, "explanation", as_json=as_json)
    if found["never_seen"]:
        sys.exit(FAILED)


@main.command()
@_config
@click.option(
    "--since", default="24h", show_default=True, help="How far back, such as 36h or 7d; 'all' for everything."
)
@click.option("--flagged", is_flag=True, help="Only stories that raised an alert.")
@_json
def stories(config: Path, since: str, flagged: bool, as_json: bool) -> None:
    """Stories with their articles and alerts."""
    lines = commands.stories_since(_load(config), since, flagged=flagged)
    _show(lines, "stories", as_json=as_json)


@main.command()
@_config
@_json
def status(config: Path, as_json: bool) -> None:
    """What the store holds and what is under way."""
    facts = commands.status(_load(config))
    _show(facts, "status", as_json=as_json)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--url", "base", help="The address a file was fetched from.")
@click.option("--lang", "languages", multiple=True, help="Expect these languages only.")
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@_json
def extract(
    sources: tuple[str, ...], base: str | None, languages: tuple[str, ...], allow_private: bool, as_json: bool
) -> None:
    """What would be read out of pages: files or URLs."""
    from worker.daemon import tools  # noqa: PLC0415 - of use without a configuration only

    found = uvloop.run(tools.extract(sources, base, languages, allow_private=allow_private))
    _show(found, "extracts", as_json=as_json)
    if any("error" in one for one in found):
        sys.exit(FAILED)


# -- articles -----------------------------------------------------------------------------------------------


@main.group()
def articles() -> None:
    """Articles in and out as JSON lines."""


@articles.command("import")
@click.argument("file", type=click.File("rb"))
@_config
@_json
def import_articles(file: Any, config: Path, as_json: bool) -> None:
    """Run articles through the judge without the web. FILE may be - for standard input."""
    loaded = _load(config)
    from worker.daemon import tables  # noqa: PLC0415 - the daemon draws nothing

    with tables.progress("articles") as advance:
        done = uvloop.run(commands.import_articles(loaded, file, advance))
    facts = {"lines": done.lines, "admitted": done.admitted, "refused": len(done.refused)}
    for line in done.refused:
        click.echo(f"{file.name}: {line}", err=True)
    _show_facts(facts, as_json=as_json)
    if done.refused:
        sys.exit(FAILED)


@articles.command("export")
@_config
@click.option("--json", "as_json", is_flag=True, help="Accepted for symmetry: the export is JSON lines anyway.")
def export_articles(config: Path, as_json: bool) -> None:
    """Write what was decided about every article, one JSON line each."""
    commands.export_articles(_load(config), sys.stdout.buffer.write)


# -- feeds --------------------------------------------------------------------------------------------------


@main.group()
def feeds() -> None:
    """The feeds and how they fare."""


@feeds.command("list")
@_config
@_json
def list_feeds(config: Path, as_json: bool) -> None:
    """Every feed with its state."""
    _show(commands.list_feeds(_load(config)), "feeds", as_json=as_json)


@feeds.command("test")
@click.argument("url")
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@_json
def test_feed(url: str, allow_private: bool, as_json: bool) -> None:
    """Fetch a feed once and show what would be read, storing nothing."""
    from worker.daemon import tools  # noqa: PLC0415 - of use without a configuration only

    found = uvloop.run(tools.test_feed(url, allow_private=allow_private))
    _show(found, "feed_test", as_json=as_json)


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
@_config
def export_feeds(config: Path) -> None:
    """Write the configured feeds as OPML."""
    sys.stdout.buffer.write(commands.export_opml(_load(config)))


# -- alerts -------------------------------------------------------------------------------------------------


@main.group()
def alerts() -> None:
    """Alerts owed, delivered and dead."""


@alerts.command("list")
@_config
@click.option("--limit", default=50, show_default=True)
@_json
def list_alerts(config: Path, limit: int, as_json: bool) -> None:
    """The newest alerts and what became of them."""
    _show(commands.list_alerts(_load(config), None, limit), "alert_states", as_json=as_json)


@alerts.command("dead")
@_config
@click.option("--limit", default=50, show_default=True)
@_json
def dead_alerts(config: Path, limit: int, as_json: bool) -> None:
    """Alerts no sink would take; they are kept until retried."""
    _show(commands.list_alerts(_load(config), "dead", limit), "alert_states", as_json=as_json)


@alerts.command("retry")
@click.argument("ids", nargs=-1)
@_config
def retry_alerts(ids: tuple[str, ...], config: Path) -> None:
    """Owe dead alerts again: those named, or all."""
    click.echo(f"{commands.retry_alerts(_load(config), ids)} alerts are owed again")


# -- store --------------------------------------------------------------------------------------------------


@main.command()
@_config
def migrate(config: Path) -> None:
    """Bring the store's schema up to this program."""
    click.echo(commands.migrate(_load(config)))
