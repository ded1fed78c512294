"""Lint, format, types and floors: what a reader may rely on without looking."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape.source import ROOT

BESIDE = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([sys.executable, "-m", "ruff", "check", "--quiet", "."], id="ruff finds nothing to say"),
        pytest.param([sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."], id="all is formatted alike"),
        pytest.param([sys.executable, "-m", "mypy"], id="types are strict and hold"),
        pytest.param([str(BESIDE / "lint-imports")], id="imports go down only and each library has one home"),
    ],
)
def test_the_tools_agree(command: list[str]) -> None:
    """Each tool, set up in pyproject.toml, accepts the whole repository."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
