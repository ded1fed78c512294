"""A sample of the hostile web; the whole takes minutes: ``python bench/hostile.py``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.show import GROUPS, is_public, scenarios


def test_a_sample_of_the_hostile_web_harms_nobody() -> None:
    """Of a sample of all kinds each comes to what it must, within its time; nothing forbidden is dialled."""
    command = [sys.executable, "-m", "tests.hostile.show", "--sample", "6", "--without-slow", "--passes", "2"]
    project = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=project)
    failed = [line for line in done.stdout.splitlines() if ": ok" not in line]
    assert done.returncode == 0, "\n".join([*failed, done.stderr[-2000:]])


def test_there_are_enough_scenarios_of_every_kind() -> None:
    """Every group has fifteen at least, and no two have one name."""
    names = [it.name for it in scenarios()]
    assert len(names) == len(set(names))
    assert all(sum(name.startswith(group) for name in names) >= 15 for group in GROUPS)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("10.0.0.1", False),
        ("168.63.129.16", False),
        ("2606:4700::1", True),
        ("64:ff9b::808:808", True),
        ("64:ff9b::a00:1", False),
        ("2606:4700::5efe:a00:1", False),
        ("2002:808:808::1", False),
        ("fec0::1", False),
        ("ff0e::1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_the_show_knows_a_forbidden_address(address: str, public: bool) -> None:
    """What counts as forbidden is told without the worker's own tables."""
    assert is_public(address) is public
