"""README.md tells a newcomer what is so: its two commands are the ones ``.ci/run`` runs, its example loads."""

from __future__ import annotations

import re
import shlex
import subprocess
import textwrap
from pathlib import Path

import click
import pytest

from tests.shape.source import ROOT, name
from worker.cli import main
from worker.config.load import load
from worker.policy.rules import check_query

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _command(which: str) -> str:
    """The fenced block behind the mark ``<!-- command: NAME -->``."""
    found = re.findall(rf"^<!-- command: {which} -->\n```\w*\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"README.md has {len(found)} commands marked {which}"
    return str(found[0])


def test_ci_runs_what_the_readme_says() -> None:
    """``.ci/run`` takes both commands from the README, word for word and in this order."""
    shown = subprocess.run(["bash", str(ROOT / ".ci" / "run"), "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines() == [_command("demo"), _command("tests")]


@pytest.mark.parametrize("which", ["demo", "tests"])
def test_a_command_does_all_set_up(which: str) -> None:
    """One line that makes the environment, installs the pinned versions into it, and runs from there."""
    steps = [shlex.split(step) for step in _command(which).split(" && ")]
    assert "\n" not in _command(which)
    assert steps[0] == ["python3", "-m", "venv", ".venv"]
    assert steps[1][:4] == [".venv/bin/pip", "install", "-c", "constraints.txt"]
    assert steps[2][0].startswith(".venv/bin/")


def test_the_suite_is_run_whole() -> None:
    """The tests command picks out no tests."""
    assert _command("tests").split(" && ")[-1] == ".venv/bin/python -m pytest -n auto"


def test_the_example_configuration_loads(tmp_path: Path) -> None:
    """What the README says is enough to start is a configuration without faults."""
    found = re.search(r"^ *```yaml\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)
    assert found
    written = tmp_path / "wirewatch.yaml"
    written.write_text(textwrap.dedent(found[1]), encoding="utf-8")
    loaded = load(written, {}, check_rule=check_query)
    assert loaded.feeds
    assert loaded.settings.rules


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]), ids=name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    """What a page shows of ``wirewatch …`` is a command, with options that it has."""
    shown = re.findall(r"`wirewatch ([^`]+)`|^wirewatch (.+ -.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    wrong = [words for either in shown if not _exists((words := "".join(either)).split("#")[0].split())]
    assert not wrong


def _exists(words: list[str]) -> bool:
    command: click.Command | None = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(click.Context(command), words.pop(0))
    options = {option for it in (command.params if command else ()) for option in it.opts} | {"--help", "--version"}
    return command is not None and {word for word in words if re.fullmatch("--?[a-z-]+", word)} <= options


@pytest.mark.parametrize("page", ["flags.md", "rules.md", "sinks.md"])
def test_the_examples_of_a_page_load(page: str, tmp_path: Path) -> None:
    """Each YAML example is a configuration without faults, once the sinks and rules that it names are there."""
    context = {
        "sinks": "sinks: {newsdesk: {kind: file, path: alerts.jsonl}}",
        "rules": "rules: [{id: storms, when: storm}]",
    }
    names = ("NEWSDESK_URL", "MAIL_PASSWORD", "NTFY_URL")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        missing = [text for key, text in context.items() if not re.search(f"^{key}:", example, re.MULTILINE)]
        written = tmp_path / "wirewatch.yaml"
        own = re.sub(r"(?<=_file: )[\w/]+", "secret", example)
        written.write_text("\n".join([own, *missing]), encoding="utf-8")
        load(written, dict.fromkeys(names, "https://receiver.example/"), check_rule=check_query)


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]), ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link from a page to a file of the repository finds it."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]
