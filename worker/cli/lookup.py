"""Commands that answer questions: what a page says, what the store holds and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import uvloop

from worker.cli.commands import FAILED
from worker.cli.options import config_option, json_option, load_config, load_if_there
from worker.cli.output import complain, show
from worker.daemon import status as work


@click.command()
@click.argument("asked")
@click.option("--rule", help="Show instead, clause by clause, whether this rule matches it now.")
@config_option
@json_option
def explain(asked: str, rule: str | None, config: Path, as_json: bool) -> None:
    """Say why you were, or were not, told of something.

    ASKED is the URL or the title of an article, or the id of an entry, alert, story, rule or feed.
    """
    if rule is not None:
        _why_not(asked, rule, config, as_json=as_json)
        return
    found = work.explain(load_config(config), asked)
    show(found, "explanation", as_json=as_json)
    if found["never_seen"]:
        sys.exit(FAILED)


def _why_not(asked: str, rule: str, config: Path, *, as_json: bool) -> None:
    from worker.daemon import rules  # noqa: PLC0415 - loads the judge

    found = rules.why_not(load_config(config), asked, rule)
    show(found, "tried_on", as_json=as_json)
    if not found:
        complain(f"{asked}: nothing that was judged has this address or id (what feeds listed at first is not read)")
        sys.exit(FAILED)


@click.command()
@config_option
@json_option
def status(config: Path, as_json: bool) -> None:
    """Show what the store holds and what is under way."""
    facts = work.status(load_config(config))
    show(facts, "status", as_json=as_json)


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--url", "base", help="The address that a file was fetched from.")
@click.option(
    "--lang", "languages", multiple=True, help="A language to expect, such as de; may be repeated. Default: any."
)
@click.option("--allow-private", is_flag=True, help="Also fetch from private addresses.")
@config_option
@json_option
def extract(
    sources: tuple[str, ...],
    base: str | None,
    languages: tuple[str, ...],
    allow_private: bool,
    config: Path,
    as_json: bool,
) -> None:
    """Show what is read from pages: files or URLs. Nothing is stored."""
    from worker.daemon import preview  # noqa: PLC0415 - loads the web client and the parsers

    loaded = load_if_there(config)
    found = uvloop.run(preview.extract(sources, base, languages, loaded, allow_private=allow_private))
    show(found, "extracts", as_json=as_json)
    if any("error" in one for one in found):
        sys.exit(FAILED)
