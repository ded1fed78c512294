"""What must be true of a store at every moment: looked at whenever a worker has ended, however it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from tests.honouring import HonouringSink
from tests.simulation.press import Press
from worker.store.database import sqlite_module


def broken(store: Path, press: Press, sinks: Mapping[str, HonouringSink]) -> Iterator[str]:
    """Each sentence is a fault: validators ahead of their entries, half a judgement, an alert taken for told."""
    with closing(sqlite_module().connect(store)) as db:
        known = set(db.execute("SELECT feeds.key, guid FROM entries JOIN feeds ON feeds.id = feed_id"))
        for feed, etag in db.execute("SELECT key, etag FROM feeds WHERE etag IS NOT NULL"):
            for guid in press.vouched.get((feed, etag), ()):
                if (feed, guid) not in known:
                    yield f"validators ahead: those of {feed} vouch for {guid}, which was never admitted"
        for (entry,) in db.execute(_HALF_JUDGED):
            yield f"entry {entry} is neither pending nor judged, or both, or judged without its alerts"
        for alert, sink in db.execute("SELECT id, sink FROM alerts WHERE state = 'delivered'"):
            if alert not in sinks[sink].kept:
                yield f"alert {alert} counts as told, and sink {sink} never had it"


_HALF_JUDGED = """SELECT id FROM entries AS e WHERE
    (disposition IS NULL) <> EXISTS (SELECT 1 FROM pending WHERE entry_id = e.id)
    OR (disposition IS NULL) = EXISTS (SELECT 1 FROM trails WHERE entry_id = e.id)
    OR (disposition = 'alerted' AND NOT EXISTS (SELECT 1 FROM alerts WHERE entry_id = e.id))"""
