"""``--json`` goes everywhere: what a command says in words, it says to programs, too."""

from __future__ import annotations

from typing import Any

import click
import pytest

from tests.cli.conftest import Desk, every_command
from tests.cli.test_commands import kill
from worker.store.schema import REVISION

IN_A_FORMAT_OF_ITS_OWN = {
    "run": "a daemon prints nothing, and its log has log.format",
    "feeds export": "OPML",
}
"""The commands without ``--json``, each with what it prints anyway."""


def test_every_command_has_json() -> None:
    """No command, and no group that answers by itself, is without the flag, but for those whose output is a format."""
    answering = {
        words: {name for option in command.params for name in option.opts}
        for words, command in every_command()
        if not isinstance(command, click.Group) or command.invoke_without_command
    }
    assert {words for words, options in answering.items() if "--json" not in options} == set(IN_A_FORMAT_OF_ITS_OWN)


OPML = """<opml version="2.0"><body>
<outline text="sea"><outline text="Port news" xmlUrl="https://port.example/rss"/></outline>
<outline text="Hill" xmlUrl="https://hill.example/atom"/></body></opml>"""
BROKEN = "polling: {flor: 10m}\nrules:\n  - {id: a, when: storm, to: [newsdesk]}\n"

DONE = [
    pytest.param(
        "check",
        [{"config": "{}/wirewatch.yaml", "problems": [], "feeds": 1, "rules": 1, "sinks": 2}],
        id="check",
    ),
    pytest.param("backup {}/copy.db", [{"file": "{}/copy.db", "checked": True}], id="backup"),
    pytest.param("prune", [{"rows_changed": 0, "dry_run": False}], id="prune"),
    pytest.param(
        "migrate",
        [{"store": "sqlite:///{}/store.db", "created": False, "missing": [], "applied": []}],
        id="migrate",
    ),
    pytest.param("rules export", [{"id": "sea", "when": "ferry", "to": ["alerts"]}], id="rules export"),
    pytest.param("migrate --dry-run", [{"missing": []}], id="migrate --dry-run"),
    pytest.param("store copy --to sqlite:///{}/new.db", [{"store": "sqlite:///{}/new.db", "rows": 0}], id="store copy"),
    pytest.param("alerts test alerts", [{"sink": "alerts", "taken": True}], id="alerts test"),
    pytest.param("alerts retry", [{"alerts_owed_again": 0}], id="alerts retry"),
    pytest.param(
        "feeds add https://hill.example/atom --id hill --tag sea --unchecked --into {}/more.yaml",
        [
            {
                "id": "hill",
                "url": "https://hill.example/atom",
                "title": None,
                "tags": ["sea"],
                "file": "{}/more.yaml",
                "included": False,
            }
        ],
        id="feeds add",
    ),
    pytest.param(
        "feeds import {}/feeds.opml",
        [
            {"url": "https://port.example/rss", "title": "Port news", "tags": ["sea"]},
            {"url": "https://hill.example/atom", "title": "Hill"},
        ],
        id="feeds import",
    ),
    pytest.param(
        "feeds import {}/feeds.opml --into {}/new.yaml", [{"file": "{}/new.yaml", "feeds": 2}], id="feeds import --into"
    ),
    pytest.param(
        "rules import {}/rules.yaml --into {}/new.yaml", [{"file": "{}/new.yaml", "rules": 1}], id="rules import"
    ),
    pytest.param("rules lint", [], id="rules lint"),
]


@pytest.mark.parametrize(("typed", "told"), DONE)
def test_what_was_done_is_json(desk: Desk, typed: str, told: list[dict[str, Any]]) -> None:
    """Standard output is JSON and nothing else, with the facts that the words hold."""
    desk.configure(("port", "https://port.example/"), rules=[{"id": "sea", "when": "ferry", "to": ["alerts"]}])
    desk.write("feeds.opml", OPML)
    desk.write("rules.yaml", "rules: [{id: fruit, when: orchard, to: [alerts]}]")
    lines = desk.lines(*typed.replace("{}", str(desk.folder)).split())
    wanted = [{name: _placed(value, desk) for name, value in one.items()} for one in told]
    assert [{name: line[name] for name in one} for line, one in zip(lines, wanted, strict=True)] == wanted


def _placed(value: object, desk: Desk) -> object:
    return value.replace("{}", str(desk.folder)) if isinstance(value, str) else value


def test_sizes_are_bytes(seen: Desk) -> None:
    """Sizes that are rounded for people are exact in JSON, and copied rows are listed per table."""
    (saved,) = seen.lines("backup", str(seen.folder / "saved.db"))
    assert saved["bytes"] == (seen.folder / "saved.db").stat().st_size
    (copied,) = seen.lines("store", "copy", "--to", f"sqlite:///{seen.folder / 'copied.db'}")
    assert (copied["tables"]["alerts"], copied["rows"]) == (2, sum(copied["tables"].values()))
    (pruned,) = seen.lines("prune")
    assert pruned["store_bytes"] > 0


def test_missing_migrations_are_json(desk: Desk) -> None:
    """Each has its number and what it does; the last is the one this program wants."""
    desk.configure()
    (desk.folder / "store.db").unlink()
    (found,) = desk.lines("migrate", "--dry-run")
    assert found["missing"][-1]["revision"] == REVISION
    assert all(set(one) == {"revision", "title"} and one["title"] for one in found["missing"])


def test_what_migrate_did_is_json(desk: Desk) -> None:
    """A store that was not there is said to be new, with all that was applied."""
    desk.configure()
    (desk.folder / "store.db").unlink()
    (done,) = desk.lines("migrate")
    assert (done["created"], done["missing"], done["applied"][-1]["revision"]) == (True, [], REVISION)


def test_problems_of_a_configuration_are_json(desk: Desk) -> None:
    """``check`` tells all of them with file and line, on standard output and nowhere else, and ends with 2."""
    file = str(desk.write("wirewatch.yaml", BROKEN))
    done = desk.type("check", "--json")
    assert done.stderr == ""
    (found,) = desk.lines("check", code=2)
    assert [(it["file"], it["line"]) for it in found["problems"]] == [(file, 1), (file, 3)]
    assert "did you mean floor" in found["problems"][0]["message"]
    (desk.folder / "wirewatch.yaml").unlink()
    (found,) = desk.lines("check", code=2)
    assert [(it["file"], it["line"]) for it in found["problems"]] == [("wirewatch.yaml", None)]


def test_a_name_that_is_no_utf8_is_told(desk: Desk) -> None:
    """Bytes of a file name that are not UTF-8 appear as question marks in JSON."""
    (found,) = desk.lines("check", "-c", "caf\udce9.yaml", code=2)
    assert found["problems"][0]["file"] == "caf?.yaml"


def test_effective_values_are_json(desk: Desk) -> None:
    """Every value comes with where it was set, and a warning with its file; what is masked in words is masked here."""
    file = desk.configure(feeds=[], store={"url": "postgresql://me:hidden@db.example/news"})
    (found,) = desk.lines("check", "--effective")
    values = {one["path"]: (one["value"], one["origin"]) for one in found["values"]}
    assert values["polling.on_add"] == ("all", f"{file}:1")
    assert values["store.url"][0] == "postgresql://me:***@db.example/news"
    assert "no feeds" in found["warnings"][0]["message"]


def test_feeds_and_alerts_are_turned_as_json(watched: Desk) -> None:
    """Each feed named is returned with its state and whether that changed; revived alerts are counted."""
    assert watched.lines("feeds", "pause", "agency") == [{"id": "agency", "paused": True, "changed": True}]
    assert watched.lines("feeds", "pause", "agency", "paper") == [
        {"id": "agency", "paused": True, "changed": False},
        {"id": "paper", "paused": True, "changed": True},
    ]
    assert watched.lines("feeds", "resume", "paper") == [{"id": "paper", "paused": False, "changed": True}]
    kill(watched, watched.lines("alerts", "list")[0]["id"])
    assert watched.lines("alerts", "retry") == [{"alerts_owed_again": 1}]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("alerts test pager", 2), ("alerts retry a9", 2), ("feeds pause nobody", 2), ("backup /nowhere/copy.db", 1)],
)
def test_what_goes_wrong_stays_on_standard_error(seen: Desk, typed: str, code: int) -> None:
    """With ``--json`` a command that fails prints nothing on standard output; its exit code is the same."""
    done = seen.type(*typed.split(), "--json")
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr
