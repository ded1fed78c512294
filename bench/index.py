"""What samples cost when there are many: bytes an article, sealing, and how long a look-up takes.

    python bench/index.py --articles 1000000

A store of a week is filled with made-up samples (the judge's own tables and its own sealing, no texts): each article
has ``fingerprint.SAMPLES`` of them, below its share of the range, which falls with its length as in real ones. Six
days are sealed, the last is rows. Then batches of new articles are looked up, a tenth of whose samples are known.
``--unsealed`` leaves all days as rows: what it was before. Ten millions are filled and sealed within an hour if a step
of sealing takes more rows than beside a worker's other work: ``--articles 10000000 --step 1000000``.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import numpy as np
import rig
from numpy.typing import NDArray

from worker.content.fingerprint import MAX_RATE, SAMPLE_BITS, SAMPLES
from worker.store import bulk, samples
from worker.store import schema as t
from worker.store.database import Connection, Database

DAYS = 7
TODAY = 20_700
LEAST_SHINGLES, MOST_SHINGLES = 60, 700
AT_ONCE = 2000
KNOWN = 0.1
Numbers = NDArray[np.int64]
WINDOW = {"first_day": TODAY - DAYS, "today": TODAY}


def held(rng: np.random.Generator, first: int, last: int) -> tuple[Numbers, Numbers]:
    """The samples of articles ``first`` to ``last`` (exclusive), each as many as a text of 60 to 700 shingles has."""
    shingles = rng.integers(LEAST_SHINGLES, MOST_SHINGLES, last - first, endpoint=True)
    rates = np.clip(shingles / SAMPLES, 1.0, MAX_RATE)
    counts = (shingles / rates).astype(np.int64)
    below = np.repeat((1 << SAMPLE_BITS) / rates, counts)
    return (rng.random(len(below)) * below).astype(np.int64), np.repeat(np.arange(first, last), counts)


def fill(database: Database, articles: int, *, sealed: bool) -> tuple[float, list[int]]:
    """Fill day by day; answers the CPU seconds sealing took and some of the samples stored.

    Days that are over are put down and sealed step by step in the order of their samples, which leaves the same blocks.
    """
    some: list[int] = []
    rng, spent = np.random.default_rng(1), 0.0
    for day in range(TODAY - DAYS + 1, TODAY + 1):
        first, last = (articles * (day - TODAY + DAYS - less) // DAYS for less in (1, 0))
        over = sealed and day < TODAY
        at_once = last - first if over else AT_ONCE
        for start in range(first, last, at_once):
            hashes, holders = held(rng, start, min(start + at_once, last))
            some.extend(hashes[rng.integers(len(hashes), size=max(20, at_once // 100))].tolist())
            order = np.lexsort((holders, hashes))
            hashes, holders = hashes[order], holders[order]
            for place in range(0, len(hashes), samples.STEP_ROWS):
                step = slice(place, place + samples.STEP_ROWS)
                rows = [(day, *row) for row in zip(hashes[step].tolist(), holders[step].tolist(), strict=True)]
                database.write(lambda db, rows=rows: bulk.insert(db, t.samples, rows, bulk.leave))  # type: ignore[misc]
                if over:
                    spent += seal(database)
        print(f"  day {day - TODAY + DAYS} of {DAYS}: {last:,} articles", file=sys.stderr)
    return spent, some


def seal(database: Database) -> float:
    """Seal all that is over; answers the CPU seconds it took."""
    began = time.process_time()
    while database.write(lambda db: samples.seal(db, **WINDOW)):
        pass
    return time.process_time() - began


def look_ups(connection: Connection, size: int, times: int, some: list[int]) -> Iterator[tuple[float, float]]:
    """Milliseconds of wall time and of CPU that a batch of so many articles takes, in the writer's own connection."""
    rng, known = np.random.default_rng(2), random.Random(2)
    for number in range(times):
        hashes = held(rng, number * size, (number + 1) * size)[0].tolist()
        wanted = {known.choice(some) if known.random() < KNOWN else sample for sample in hashes}
        began, busy = time.perf_counter(), time.thread_time()
        list(samples.held(connection, wanted, TODAY - DAYS, TODAY))
        yield (time.perf_counter() - began) * 1000, (time.thread_time() - busy) * 1000


def sizes(file: Path) -> dict[str, int]:
    """Bytes of each table with its indexes, as they lie on the disk."""
    query = "SELECT tbl_name, sum(pgsize) FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name GROUP BY tbl_name"
    connection = sqlite3.connect(file)  # has dbstat, which the wheel has not
    found = dict(connection.execute(query))
    connection.close()
    return found


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--unsealed", action="store_true")
    parser.add_argument("--step", type=int, default=samples.STEP_ROWS, help="rows sealed in one step")
    parser.add_argument("--folder", type=Path, help="where the store lies while it is measured")
    asked = parser.parse_args()
    samples.STEP_ROWS = asked.step
    with tempfile.TemporaryDirectory(prefix="wirewatch-index-", dir=asked.folder) as place:
        file = Path(place) / "store.db"
        database = Database(f"sqlite:///{file}")
        spent, some = fill(database, asked.articles, sealed=not asked.unsealed)
        print(f"{rig.versions('pysqlite3', 'sqlalchemy')}")
        database.close()
        database = Database(f"sqlite:///{file}")
        for size in (1, 64):
            times = 1000 if size == 1 else 100
            took = database.write(lambda db, size=size, times=times: list(look_ups(db, size, times, some)))  # type: ignore[misc]
            for kind, figures in zip(("wall", "CPU"), zip(*took, strict=True), strict=True):
                cuts = quantiles(figures, n=100)
                print(f"look-up of {size} articles at once, {kind}: p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms")
        database.close()
        found = sizes(file)
        for name in ("samples", "sealed_samples"):
            print(f"{name}: {found[name] / asked.articles:.0f} bytes an article")
        print(f"sealing: {spent / asked.articles * 1000:.3f} ms of CPU an article")


if __name__ == "__main__":
    main()
