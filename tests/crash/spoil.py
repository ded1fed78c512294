"""Judgments on a store whose files were spoilt: pages turned to garbage, a log cut short, nothing left. One line.

    python -m tests.crash.spoil --times 100

Ends with 1 where a spoilt store was opened with fewer rows than it surely had, or not refused in our own words.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from tests.store.rows import list_feeds, spec
from worker.model.errors import StoreError
from worker.store import notes
from worker.store.database import Database
from worker.store.schema import feeds

FEEDS = 1500
COMMITS = 40
PAGE_BYTES = 4096


def spoil(times: int) -> int:
    """Each kind of harm so many times, each to a copy of its own."""
    chance = random.Random(20261126)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="wirewatch-spoil-") as made:
        whole, logged = Path(made) / "whole", Path(made) / "logged"
        _write(whole, logged)
        for number in range(times):
            copy = Path(made) / f"page{number}"
            shutil.copytree(whole, copy)
            _garble(copy / "store.db", chance)
            seen[f"page_{_opened(copy)}"] += 1
            shutil.rmtree(copy)
            shutil.copytree(logged, copy)
            with (copy / "store.db-wal").open("r+b") as file:
                file.truncate(chance.randrange((copy / "store.db-wal").stat().st_size))
            seen[f"log_{_opened(copy)}"] += 1
            shutil.rmtree(copy)
        shutil.copytree(whole, copy)
        (copy / "store.db").write_bytes(b"")
        seen[f"empty_{_opened(copy)}"] += 1
    wrong = {name: count for name, count in seen.items() if name.endswith("_wrong")} or seen["empty_whole"]
    print(f"{times} pages, {times} logs: {'FAIL' if wrong else 'ok'} {dict(sorted(seen.items()))}")  # noqa: T201
    return 1 if wrong else 0


def _write(whole: Path, logged: Path) -> None:
    """A store at rest; and the same with commits that are in its log only."""
    whole.mkdir()
    with closing(Database(f"sqlite:///{whole / 'store.db'}")) as database:
        list_feeds(database, *(spec(f"feed{number}") for number in range(FEEDS)))
    shutil.copytree(whole, logged)
    copy = logged.with_name("open")
    shutil.copytree(whole, copy)
    with closing(Database(f"sqlite:///{copy / 'store.db'}")) as database:
        for number in range(COMMITS):
            database.write(lambda db, number=number: notes.keep(db, f"commit {number}", "done"))  # type: ignore[misc]
        for name in ("store.db", "store.db-wal"):
            shutil.copyfile(copy / name, logged / name)


def _garble(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) // PAGE_BYTES) * PAGE_BYTES
    data[start : start + PAGE_BYTES] = bytes(byte ^ 0xFF for byte in data[start : start + PAGE_BYTES])
    path.write_bytes(data)


def _opened(folder: Path) -> str:
    """``refused`` with a next step, ``whole`` with all that was surely there, or ``wrong``."""
    try:
        with closing(Database(f"sqlite:///{folder / 'store.db'}")) as database:
            number = database.read(lambda db: db.scalar(sa.select(sa.func.count()).select_from(feeds)))
            kept = database.read(lambda db: [note for n in range(COMMITS) if (note := notes.note(db, f"commit {n}"))])
            first = database.read(lambda db: [notes.note(db, f"commit {n}") for n in range(len(kept))])
    except StoreError as error:
        return "refused" if ";" in str(error) else "wrong"
    return "whole" if number == FEEDS and None not in first else "wrong"


def main() -> int:
    """Judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    return spoil(parser.parse_args().times)


if __name__ == "__main__":
    sys.exit(main())
