"""What the worker says is wrong with it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from worker.daemon.readiness import Readiness
from worker.store.database import Database, Older


def test_a_state_says_since_when(tmp_path: Path, migrated_file: Path) -> None:
    """Asked again, a state has begun when it began, not when it was asked for."""
    shutil.copy(migrated_file, tmp_path / "store.db")
    with closing(Database(f"sqlite:///{tmp_path / 'store.db'}", older=Older.REFUSED)) as database:
        readiness = Readiness(database)
        readiness.stop()
        readiness.observe("network.lost", {"hosts": 3, "error": "none"})
        first = readiness.answer()
        assert [it["state"] for it in first["states"]] == ["network_gone", "stopping"]
        assert (first["ready"], readiness.answer()) == (False, first)
