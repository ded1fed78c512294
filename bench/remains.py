"""What stays of an article once ``store.keep`` at its strictest has let everything go: bytes by table and index.

    python bench/history.py --articles 20000 --days 10 --store /var/tmp/history.db
    python bench/remains.py /var/tmp/history.db
    python bench/remains.py /var/tmp/history.db --stories 100d

A copy of a store (``history.py --store``) is migrated, forgets as of two years later, then of another day, and is
packed (VACUUM). In a store that grows by and by the indexes are up to half as large again, for their pages are not as
full. ``--to`` copies what is left into an empty PostgreSQL and measures it there; ``--stories`` is that of
``store.keep``.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import rig
import sqlalchemy as sa

from worker.model.settings import Keep
from worker.store import upkeep
from worker.store.database import Database
from worker.store.transfer import transfer

DAY_S = 86400.0
LATER_S = 2 * 365 * DAY_S
WINDOW_S = 7 * DAY_S
_SQLITE = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
_POSTGRESQL = sa.text("""
SELECT relname, pg_table_size(oid) AS size FROM pg_class
WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace
""")


def main() -> None:
    """Forget, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--to", help="the address of an empty PostgreSQL database")
    parser.add_argument("--stories", help="how long stories are kept")
    asked = parser.parse_args()
    keep = Keep.model_validate({"articles": "1d", "trails": "1d", "polls": "1d", "stories": asked.stories})
    with tempfile.TemporaryDirectory(prefix="wirewatch-remains-", dir=asked.store.parent) as place:
        copy = Path(place) / "store.db"
        shutil.copy(asked.store, copy)
        with closing(Database(f"sqlite:///{copy}")) as database:
            articles = database.read(lambda db: db.scalar(sa.text("SELECT count(*) FROM articles")))
            last = database.read(lambda db: db.scalar(sa.text("SELECT max(last_seen_at) FROM stories")))
            began = time.process_time()
            forget = partial(upkeep.prune, database, keep, window_s=WINDOW_S)
            rows = sum(forget(now=last + later_s) for later_s in (LATER_S, LATER_S + DAY_S))
            print(f"{articles} articles; {rows} rows forgotten in {time.process_time() - began:.1f} s of CPU")
            database.vacuum()
            if asked.to:
                with closing(Database(asked.to)) as target:
                    transfer(database, target, progress=lambda *_: None)
        sizes = _postgresql(asked.to) if asked.to else _sqlite(copy)
    print(f"{sum(sizes.values()) / articles:.0f} bytes an article; {rig.versions('sqlalchemy')}")
    for name, size in sorted(sizes.items(), key=lambda it: -it[1]):
        if size / articles >= 1:
            print(f"{name}: {size / articles:.0f}")


def _sqlite(store: Path) -> dict[str, float]:
    with closing(sqlite3.connect(store)) as db:
        return dict(db.execute(_SQLITE).fetchall())


def _postgresql(url: str) -> dict[str, float]:
    with closing(Database(url)) as database:
        return {row.relname: float(row.size) for row in database.read(lambda db: db.execute(_POSTGRESQL).all())}


if __name__ == "__main__":
    main()
