"""``wirewatch articles``: articles in and out as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import uvloop

from worker.cli.commands import FAILED
from worker.cli.options import config_option, json_option, load_config, since_option
from worker.cli.output import all_done, complain, show_facts
from worker.daemon import articles as work
from worker.flow import exchange


@click.group()
def articles() -> None:
    """Import and export articles as JSON lines."""


@articles.command("import")
@click.argument("file", type=click.File("rb"))
@config_option
@json_option
def import_articles(file: Any, config: Path, as_json: bool) -> None:
    """Judge articles from a file, without the web.

    FILE has one JSON object per line, such as {"id": "1", "published": "2026-11-26", "title": "…", "text": "…"}. It may
    be - for standard input, and compressed (gzip, bzip2, xz). Ends with 1 if lines were refused, articles could not be
    judged, or alerts could not be delivered.
    """
    from worker.cli import tables  # noqa: PLC0415 - as in output.py

    loaded = load_config(config, warn=True)
    with tables.progress("articles") as advance:
        done = uvloop.run(work.import_articles(loaded, exchange.lines_of(file), advance))
    refused = len(done.refused)
    known = done.lines - done.admitted - refused
    facts = {"lines": done.lines, "admitted": done.admitted, "known_before": known, "refused": refused}
    facts |= {"entries_broken": done.broken, "alerts_undelivered": done.undelivered}
    for line in done.refused:
        complain(f"{file.name}: {line}")
    show_facts(facts, as_json=as_json)
    told = all_done(broken=done.broken, undelivered=done.undelivered, failed=done.failed_deliveries)
    if done.refused or not told:
        sys.exit(FAILED)


@articles.command("export")
@config_option
@since_option("Only articles judged within this, such as 36h or 7d, or since a date.", default="all")
@click.option("--json", "as_json", is_flag=True, help="Changes nothing: the export is JSON lines anyway.")
def export_articles(config: Path, since: str, as_json: bool) -> None:
    """Write every article with what was decided about it.

    One JSON object per line, in the form that import reads.
    """
    work.export_articles(load_config(config), sys.stdout.buffer.write, since=since)
