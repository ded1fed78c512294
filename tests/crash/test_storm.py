"""A storm of alerts to a webhook, its worker killed at random moments; the long run is ``tests.crash.storm``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_short_storm_loses_and_doubles_nothing() -> None:
    """Three hundred alerts, six kills: none missing, none accepted twice, every repeat says that it may be one."""
    command = [sys.executable, "-m", "tests.crash.storm", "--alerts", "300", "--kills", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    kills, _, told = done.stdout.partition(" ")
    assert 1 <= int(kills) <= 6, done.stdout  # a quick worker has told all before the last
    assert told.startswith("kills, 300 alerts owed: 0 missing, 0 taken twice or not owed;"), done.stdout
    assert "(0 not marked as such)" in done.stdout
