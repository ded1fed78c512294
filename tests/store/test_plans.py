"""Frequent queries of a worker do not read the whole history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from tests.store.rows import NOW, admission, admitted, judge, one_feed, polled
from worker.model.settings import Keep
from worker.store import (
    bygone,
    feeds,
    gauges,
    inquiries,
    outbox,
    retention,
    rulings,
    schema,
    stories,
    tally,
    tellings,
    trails,
)
from worker.store.database import Database

DAY = 86400.0
ASKED = [
    pytest.param(partial(retention.forget, keep=Keep(), window_s=7 * DAY, now=NOW), id="forgetting"),
    pytest.param(retention.oldest, id="what is oldest"),
    pytest.param(tally.undecided, id="auditing"),
    pytest.param(partial(gauges.gauges, now=NOW), id="metrics"),
    pytest.param(partial(outbox.delivered_since, sink="file", since=NOW, now=NOW), id="a budget"),
    pytest.param(partial(outbox.list_alerts, state=None, limit=50), id="the newest alerts"),
    pytest.param(partial(outbox.owed_since, since=NOW), id="alerts of late"),
    pytest.param(partial(stories.recent, since=NOW, flagged=True, limit=500), id="stories that grew last"),
    pytest.param(partial(trails.entries_by_page, page_key=1), id="a page's own address"),
    pytest.param(partial(trails.entries_by_name, name="line 1"), id="an imported line's id"),
]
LONG = ("articles", "entries", "alerts", "trails", "stories", "postings", "posted", "relations", "fingerprints")


def _plans(database: Database, ask: Callable[[sa.Connection], Any]) -> list[str]:
    """The steps in which SQLite answers all that ``ask`` asks: the worker's own, and that of the standard library."""

    def plans(connection: sa.Connection) -> list[str]:
        asked = [(sql, given) for sql, given in _asked(connection, ask) if not isinstance(given, list)]  # no INSERTs
        asked = [(sql, given) for sql, given in asked if not sql.startswith("PRAGMA")]
        plain = sqlite3.connect(":memory:")
        for (made,) in connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"):
            plain.execute(made)
        found = [
            row[3]
            for sql, given in asked
            for explained in (connection.exec_driver_sql, plain.execute)
            for row in explained(f"EXPLAIN QUERY PLAN {sql}", given)
        ]
        plain.close()
        return found

    return database.write(plans)


def _asked(connection: sa.Connection, ask: Callable[[sa.Connection], Any]) -> list[tuple[str, Any]]:
    """The statements of ``ask``, with what was given for their parameters."""
    ran: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, given: Any, *_more: object) -> None:
        ran.append((statement, given))

    sa.event.listen(connection, "before_cursor_execute", note)
    ask(connection)
    sa.event.remove(connection, "before_cursor_execute", note)
    return ran


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
@pytest.mark.parametrize("entries", [3, 1000])
def test_which_entries_are_new_is_looked_up(database: Database, entries: int) -> None:
    """Documents with news ask for their entries, by pairs of feed and key: however many, an index finds those known."""
    poll = polled(one_feed(database), *(admission(f"entry {number}") for number in range(entries)))
    found = _plans(database, partial(feeds.record_polls, results=[poll]))
    assert [line for line in found if line.startswith("SEARCH entries") and "feed_id=? AND key=?" in line]
    assert [line for line in found if line.startswith("SCAN entries")] == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_alerts_about_old_entries_are_not_looked_for_among_all_delivered(database: Database) -> None:
    """They are found by their entries: by their state, each step of forgetting would read every alert there was."""
    found = _plans(database, partial(retention.strip_alerts, told_of=[1, 2]))
    assert [line for line in found if "ix_alerts_entry_id" in line]


BY_STORY = [
    pytest.param(partial(tellings.told, story=1), id="what was told of a story"),
    pytest.param(partial(rulings.alerts_of, story=1), id="a story's alerts"),
    pytest.param(partial(inquiries.story, id_=1), id="why a story was told"),
    pytest.param(partial(stories.recent, since=NOW, flagged=True, limit=500), id="stories that grew last"),
    pytest.param(partial(stories.story_alerts, story_ids=[1, 2]), id="alerts of several stories"),
]


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """A plan of PostgreSQL as a flat list."""
    return [plan, *(node for part in plan.get("Plans", ()) for node in _nodes(part))]


def _fill(connection: sa.Connection) -> None:
    """Give PostgreSQL a reason to look up: 5,000 older stories with an alert each, copies of the one there is."""
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # their entries are not there
    of_story = {"id": "n", "last_seen_at": "last_seen_at - n"}
    for table, own in ((schema.stories, of_story), (schema.alerts, {"id": "n::text", "story_id": "n"})):
        columns = [column.name for column in table.c]
        copied = ", ".join(own.get(name, name) for name in columns)
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM {table}, generate_series(1000, 6000) AS n"
        )
    connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
    connection.exec_driver_sql("ANALYZE")  # of a table it never looked at it takes some thousand rows for granted


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("ask", BY_STORY)
def test_what_is_asked_of_a_story_is_looked_up(database: Database, ask: Callable[[sa.Connection], Any]) -> None:
    """Alerts stay for years: a condition for which PostgreSQL reads all of them makes each article slower."""

    def work(connection: sa.Connection) -> list[dict[str, Any]]:
        _fill(connection)
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # the other tables are all but empty
        found: list[dict[str, Any]] = []
        for sql, given in _asked(connection, ask):
            (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", given).scalar_one()
            found += [it for it in _nodes(plan["Plan"]) if it.get("Relation Name") == "alerts"]
        return found

    judge(database, admitted(database, "a")[0], sinks=["file"])
    scans = database.write(work)
    assert scans
    assert [it for it in scans if "Index Cond" not in it and "Recheck Cond" not in it] == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_what_belongs_to_old_stories_is_found_by_indexes(database: Database) -> None:
    """Articles, versions, proofs, alerts and aliases of a step's stories are looked up, however many others are."""
    first, second = admitted(database, "one", "two")
    judge(database, second, copy_of=judge(database, first, sinks=["file"]))
    found = _plans(database, partial(bygone.forget, before=NOW + DAY, now=NOW + DAY))
    assert [line for line in found if line.startswith("SCAN ") and line.split()[1] in LONG] == []
    assert [line for line in found if "ix_articles_previous_id" in line]
    assert [line for line in found if "ix_stories_merged_into" in line]
