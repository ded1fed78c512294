"""A fault of the judge, as far as anybody outside can tell: the store refuses what it decides."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_REFUSE = "CREATE TRIGGER fault BEFORE INSERT ON articles WHEN {} BEGIN SELECT RAISE(ABORT, 'a fault'); END"


def break_the_judge(store: Path, when: str = "1") -> None:
    """From now on the store refuses articles of which ``when`` is true."""
    _run(store, _REFUSE.format(when))


def mend(store: Path) -> None:
    """The fault is gone."""
    _run(store, "DROP TRIGGER fault")


def _run(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(statement)
