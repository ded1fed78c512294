"""What is loaded when: a start pays only for what its work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

ONLY_WITH_NEWS = ("trafilatura", "lxml", "feedparser", "py3langid", "numpy")
ONLY_ON_DEMAND = ("alembic", "apscheduler", "jinja2", "aiohttp.web", "sqlalchemy.dialects.postgresql")


@pytest.mark.parametrize(
    ("started", "unneeded"),
    [
        pytest.param("worker.cli", ONLY_WITH_NEWS + ONLY_ON_DEMAND, id="a pass over feeds that have not changed"),
        pytest.param("worker.content.feeds", ("trafilatura", "py3langid", "numpy"), id="reading feeds"),
        pytest.param("worker.content.wordings", ("lxml", "numpy"), id="the judge comparing words"),
        pytest.param("worker.content.articles", ("trafilatura",), id="articles made of what their feeds hold"),
    ],
)
def test_a_start_loads_only_what_it_needs(started: str, unneeded: tuple[str, ...]) -> None:
    """Importing what begins a piece of work does not load what another piece of work needs."""
    asked = f"import sys, {started}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not set(unneeded) & set(loaded)
