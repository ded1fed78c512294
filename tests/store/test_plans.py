"""Frequent queries of a worker do not read the whole history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from tests.store.rows import NOW
from worker.model.settings import Keep
from worker.store import entries, figures, outbox, retention, stories, trails
from worker.store.database import Database

DAY = 86400.0
ASKED = [
    pytest.param(partial(retention.forget, keep=Keep(), window_s=7 * DAY, now=NOW), id="forgetting"),
    pytest.param(retention.oldest, id="what is oldest"),
    pytest.param(entries.undecided, id="auditing"),
    pytest.param(partial(figures.figures, now=NOW), id="metrics"),
    pytest.param(partial(outbox.delivered_since, sink="file", since=NOW, now=NOW), id="a budget"),
    pytest.param(partial(outbox.list_alerts, state=None, limit=50), id="the newest alerts"),
    pytest.param(partial(outbox.owed_since, since=NOW), id="alerts of late"),
    pytest.param(partial(stories.recent, since=NOW, flagged=True, limit=500), id="stories that grew last"),
    pytest.param(partial(trails.entries_by_page, page_key=1), id="a page's own address"),
]
LONG = ("articles", "entries", "alerts", "trails", "stories", "postings", "posted", "relations", "fingerprints")


def _plans(database: Database, ask: Callable[[sa.Connection], Any]) -> list[str]:
    """The steps in which SQLite answers all that ``ask`` asks."""

    def plans(connection: sa.Connection) -> list[str]:
        ran: list[tuple[str, Any]] = []

        def note(_connection: object, _cursor: object, statement: str, given: Any, *_more: object) -> None:
            ran.append((statement, given))

        sa.event.listen(connection, "before_cursor_execute", note)
        ask(connection)
        sa.event.remove(connection, "before_cursor_execute", note)
        asked = [(sql, given) for sql, given in ran if not sql.startswith("PRAGMA")]
        return [
            row[3] for sql, given in asked for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
        ]

    return database.write(plans)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ask", ASKED)
def test_no_long_table_is_read_from_end_to_end(database: Database, ask: Callable[[sa.Connection], Any]) -> None:
    """Tables that grow with the history are searched by an index, or only their index is read."""
    found = _plans(database, ask)
    assert found
    scans = [line for line in found if line.startswith("SCAN ") and line.split()[1] in LONG]
    assert [line for line in scans if " INDEX " not in line] == []
    assert [line for line in found if "ix_articles_first_seen_at" in line] == [], "that one has what is forgotten too"


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_alerts_about_old_entries_are_not_looked_for_among_all_delivered(database: Database) -> None:
    """They are found by their entries: by their state, each step of forgetting would read every alert there was."""
    found = _plans(database, partial(retention.strip_alerts, told_of=[1, 2]))
    assert [line for line in found if "ix_alerts_entry_id" in line]
