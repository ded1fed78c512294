"""``wirewatch articles``: articles in and out as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import uvloop

from worker.cli.group import FAILED
from worker.cli.options import config_option, json_option, load_config, since_option
from worker.cli.output import all_done, complain, show_facts
from worker.daemon import articles as work
from worker.flow import exchange


@click.group()
def articles() -> None:
    """Articles in and out as JSON lines."""


@articles.command("import")
@click.argument("file", type=click.File("rb"))
@config_option
@json_option
def import_articles(file: Any, config: Path, as_json: bool) -> None:
    """Run articles through the judge without the web.

    FILE has one JSON object a line, such as {"id": "1", "published": "2026-11-26", "title": "…", "text": "…"}; it may
    be - for standard input, and packed (gzip, bzip2, xz). Ends with 1 if lines were refused, articles not judged, or
    alerts not delivered.
    """
    loaded = load_config(config, warn=True)
    from worker.cli import tables  # noqa: PLC0415 - `run` and `once` print no tables

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
@click.option("--json", "as_json", is_flag=True, help="Accepted for symmetry: the export is JSON lines anyway.")
def export_articles(config: Path, since: str, as_json: bool) -> None:
    """Write every article and what was decided about it.

    One JSON object a line, which import reads again.
    """
    work.export_articles(load_config(config), sys.stdout.buffer.write, since=since)
