"""What must be true of a store at every moment: looked at whenever a worker has ended, however it did.

That validators never run ahead of their entries is looked at before each commit: a worker seldom dies just then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from tests.honouring import HonouringSink
from tests.simulation.press import Press, key_of
from worker.store.engines import sqlite_module


def broken(store: Path, press: Press, sinks: Mapping[str, HonouringSink]) -> Iterator[str]:
    """Each sentence is a fault: validators ahead of their entries, half a judgement, an alert taken for told."""
    with closing(sqlite_module().connect(store)) as db:
        known = set(db.execute("SELECT feeds.key, entries.key FROM entries JOIN feeds ON feeds.id = feed_id"))
        for feed, etag in db.execute("SELECT key, etag FROM feeds WHERE etag IS NOT NULL"):
            for guid in press.vouched.get((feed, etag), ()):
                if (feed, key_of(guid)) not in known:
                    yield f"validators ahead: those of {feed} vouch for {guid}, which was never admitted"
        for (entry,) in db.execute(_HALF_JUDGED):
            yield f"entry {entry} is neither pending nor judged, or both, or judged without its alerts"
        for alert, sink in db.execute("SELECT id, sink FROM alerts WHERE state = 'delivered'"):
            if alert not in sinks[sink].kept:
                yield f"alert {alert} counts as told, and sink {sink} never had it"


def note_vouchers(connection: sa.Connection) -> None:
    """Have the transaction that begins remember for ``ahead`` which feeds it gives validators."""
    for statement in _NOTED:
        connection.exec_driver_sql(statement)


def ahead(connection: sa.Connection, press: Press) -> Iterator[str]:
    """Validators that are about to be committed before the entries they vouch for."""
    for feed, key, etag in connection.exec_driver_sql(_VOUCHED).fetchall():
        vouched = press.vouched.get((key, etag), ())
        known = set(connection.exec_driver_sql("SELECT key FROM entries WHERE feed_id = ?", (feed,)).scalars())
        missing = [guid for guid in vouched if key_of(guid) not in known]
        yield from (f"validators ahead: those of {key} are committed before {guid}" for guid in missing)


_NOTED = (
    "CREATE TEMP TABLE IF NOT EXISTS vouchers (feed_id INTEGER)",
    """CREATE TEMP TRIGGER IF NOT EXISTS noted AFTER UPDATE OF etag ON main.feeds WHEN NEW.etag IS NOT NULL
       BEGIN INSERT INTO vouchers VALUES (NEW.id); END""",
    "DELETE FROM temp.vouchers",
)
_VOUCHED = "SELECT DISTINCT id, key, etag FROM main.feeds JOIN temp.vouchers ON id = vouchers.feed_id"

_HALF_JUDGED = """SELECT id FROM entries AS e WHERE
    (disposition IS NULL) <> EXISTS (SELECT 1 FROM pending WHERE entry_id = e.id)
    OR (disposition IS NULL) = EXISTS (SELECT 1 FROM trails WHERE entry_id = e.id)
    OR (disposition = 'alerted' AND NOT EXISTS (SELECT 1 FROM alerts WHERE entry_id = e.id))"""
