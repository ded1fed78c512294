"""The two commands that README.md gives a newcomer are the ones ``.ci/run`` runs."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from tests.shape.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _command(name: str) -> str:
    """The fenced block behind the mark ``<!-- command: NAME -->``."""
    found = re.findall(rf"^<!-- command: {name} -->\n```\w*\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"README.md has {len(found)} commands marked {name}"
    return str(found[0])


def test_ci_runs_what_the_readme_says() -> None:
    """``.ci/run`` takes both commands from the README, word for word and in this order."""
    shown = subprocess.run(["bash", str(ROOT / ".ci" / "run"), "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines() == [_command("demo"), _command("tests")]


@pytest.mark.parametrize("name", ["demo", "tests"])
def test_a_command_does_all_set_up(name: str) -> None:
    """One line that makes the environment, installs the pinned versions into it, and runs from there."""
    steps = [shlex.split(step) for step in _command(name).split(" && ")]
    assert "\n" not in _command(name)
    assert steps[0] == ["python3", "-m", "venv", ".venv"]
    assert steps[1][:4] == [".venv/bin/pip", "install", "-c", "constraints.txt"]
    assert steps[2][0].startswith(".venv/bin/")


def test_the_suite_is_run_whole() -> None:
    """The tests command picks out no tests."""
    assert _command("tests").split(" && ")[-1] == ".venv/bin/python -m pytest -n auto"
