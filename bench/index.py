"""What samples cost when there are many: bytes an article, sealing, and how long a look-up takes.

    python bench/index.py --articles 1000000

A store of a week is filled with made-up samples (the judge's own tables and its own sealing, no texts): each article
has ``fingerprint.SAMPLES`` of them, below its share of the range, which falls with its length as in real ones. Six
days are sealed, the last is rows. Then batches of new articles are looked up, a tenth of whose samples are known.
``--unsealed`` leaves all days as rows: what it was before.
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

import rig

from worker.content.fingerprint import MAX_RATE, SAMPLE_BITS, SAMPLES
from worker.store import bulk, samples
from worker.store import schema as t
from worker.store.database import Connection, Database

DAYS = 7
TODAY = 20_700
LEAST_SHINGLES, MOST_SHINGLES = 60, 700
AT_ONCE = 2000
KNOWN = 0.1
WINDOW = {"first_day": TODAY - DAYS, "today": TODAY}


def hashes(rng: random.Random) -> list[int]:
    """The samples of one article, as many as a text of 60 to 700 shingles has."""
    shingles = rng.randint(LEAST_SHINGLES, MOST_SHINGLES)
    rate = max(1.0, min(float(MAX_RATE), shingles / SAMPLES))
    below = int((1 << SAMPLE_BITS) / rate)
    return [rng.randrange(below) for _ in range(int(shingles / rate))]


def fill(database: Database, articles: int, *, sealed: bool) -> tuple[float, list[int]]:
    """Fill day by day; answers the CPU seconds sealing took and some of the samples stored."""
    some: list[int] = []
    rng, spent = random.Random(1), 0.0
    for day in range(TODAY - DAYS + 1, TODAY + 1):
        first, last = (articles * (day - TODAY + DAYS - less) // DAYS for less in (1, 0))
        for start in range(first, last, AT_ONCE):
            rows = [(day, it, one) for one in range(start, min(start + AT_ONCE, last)) for it in set(hashes(rng))]
            database.write(lambda db, rows=rows: bulk.insert(db, t.samples, rows))  # type: ignore[misc]
            some.extend(rng.choice(rows)[1] for _ in range(20))
        if sealed and day < TODAY:
            began = time.process_time()
            while database.write(lambda db: samples.seal(db, **WINDOW)):
                pass
            spent += time.process_time() - began
        print(f"  day {day - TODAY + DAYS} of {DAYS}: {last:,} articles", file=sys.stderr)
    return spent, some


def look_ups(connection: Connection, size: int, times: int, some: list[int]) -> Iterator[tuple[float, float]]:
    """Milliseconds of wall time and of CPU that a batch of so many articles takes, in the writer's own connection."""
    rng = random.Random(2)
    for _ in range(times):
        wanted = {rng.choice(some) if rng.random() < KNOWN else it for _ in range(size) for it in hashes(rng)}
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
    parser.add_argument("--folder", type=Path, help="where the store lies while it is measured")
    asked = parser.parse_args()
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
