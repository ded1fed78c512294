"""What is loaded when: a start pays only for what its work needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from worker.cli import main
from worker.cli.commands import HOMES

ONLY_WITH_NEWS = (
    *("trafilatura", "lxml", "feedparser", "py3langid", "numpy"),
    *("worker.flow.judge", "worker.store.docket", "worker.policy.stories"),
)
ONLY_ON_DEMAND = (
    *("alembic", "apscheduler", "jinja2", "aiohttp.web", "rich", "sqlalchemy.dialects.postgresql", "warcio"),
    *("worker.daemon.service", "worker.sinks.mail", "worker.config.opml"),
)
FOR_A_NEW_STORE = {"alembic", "sqlalchemy.dialects.postgresql"}
ONLY_AT_WORK = ("aiohttp", "asyncio", "pydantic", "sqlalchemy", "structlog", "yaml")


@pytest.mark.parametrize(
    ("started", "unneeded"),
    [
        pytest.param("worker.cli", ONLY_AT_WORK, id="the command line itself"),
        pytest.param("worker.cli.configuration", ("aiohttp", "sqlalchemy", "uvloop"), id="checking a configuration"),
        pytest.param("worker.engine.child", ("asyncio", "concurrent.futures"), id="the children's side of the engine"),
        pytest.param("worker.content.feeds", ("trafilatura", "py3langid", "numpy"), id="reading feeds"),
        pytest.param("worker.content.wordings", ("lxml", "numpy"), id="the judge comparing words"),
        pytest.param("worker.content.articles", ("trafilatura", "py3langid", "numpy"), id="articles of feeds alone"),
    ],
)
def test_a_start_loads_only_what_it_needs(started: str, unneeded: tuple[str, ...]) -> None:
    """Importing what begins a piece of work does not load what another piece of work needs."""
    assert not set(unneeded) & _loaded(f"import sys, {started}")


def test_a_pass_without_news_loads_no_judge(tmp_path: Path) -> None:
    """A whole pass that finds nothing new never loads what reads and judges news."""
    (tmp_path / "wirewatch.yaml").write_text("rules: [{id: all, when: '*:*', to: [log]}]\nsinks: {log: {kind: log}}\n")
    program = "import sys; from worker.cli import main; sys.exit = print; main(['once'], standalone_mode=False)"
    found = _loaded(program, tmp_path)
    assert "worker.flow.poll" in found
    assert {*ONLY_WITH_NEWS, *ONLY_ON_DEMAND} & found == FOR_A_NEW_STORE


@pytest.mark.parametrize("name", sorted(HOMES))
def test_a_command_is_where_it_is_looked_for(name: str) -> None:
    """Each command is found by its name, in its module."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name


def _loaded(program: str, folder: Path | None = None) -> set[str]:
    """The modules there are when ``program`` has run."""
    said = [sys.executable, "-c", f"{program}\nprint(*sys.modules)"]
    ran = subprocess.run(said, capture_output=True, text=True, check=True, cwd=folder)
    return set(ran.stdout.split())


def test_the_grammar_of_rules_says_nothing_when_its_tables_are_made() -> None:
    """A new installation makes them at its first start where the Python is newer than the library's tables."""
    script = """
import ply.yacc
ply.yacc.LRTable.read_table = lambda *_: (_ for _ in ()).throw(ply.yacc.VersionError("of another Python"))
ply.yacc.LRGeneratedTable.write_table = lambda *_: None
from worker.policy.queries import read_query
print(read_query("storm"))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (ran.stderr, "storm" in ran.stdout) == ("", True)
