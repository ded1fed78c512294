"""The queries of reports: judged entries, stories and trails."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from tests.store.rows import NOW, POLLING, admission, admitted, article, judge, number, one_feed, polled, record, rows
from worker.model.entry import Disposition
from worker.policy import urls
from worker.store import listing, rulings, schema, stories, trails
from worker.store.admission import admit
from worker.store.database import Database
from worker.store.entries import known_urls


@pytest.fixture
def told(database: Database) -> Database:
    """A store with a story of two articles, one a silenced copy, and a story of one article without alerts."""
    first, second, third = admitted(database, "a", "b", "c")
    original = judge(database, first, article("A"), disposition=Disposition.ALERTED, sinks=["file", "log"])
    judge(database, second, article("B"), now=NOW + 5, disposition=Disposition.GROUPED, copy_of=original)
    judge(database, third, article("C"), now=NOW + 9)
    return database


def test_judged_entries_come_with_their_text_and_relation(told: Database) -> None:
    """An exported line has the article, its disposition, and the entry that it is a copy of."""
    a, b, c = told.read(lambda db: list(stories.all_judged(db)))
    assert [it.title for it in (a, b, c)] == ["A", "B", "C"]
    assert [it.disposition for it in (a, b, c)] == ["alerted", "grouped", "unflagged"]
    assert (a.text, a.feed_key, a.relation) == ("Ships wait outside the port.", "harbour", None)
    assert b.relation is not None
    assert (b.relation.kind, b.relation.entry_id, b.relation.feed_key) == ("copy", a.entry_id, "harbour")
    assert a.story_id == b.story_id != c.story_id


def test_stories_are_listed_with_their_alerts(told: Database) -> None:
    """All stories since a time, only those with alerts, or those that grew last."""
    listed = told.read(lambda db: stories.stories(db, stories.recent(db, since=NOW, flagged=False)))
    assert [(story["title"], story["articles"]) for story in listed] == [("A", 2), ("C", 1)]
    flagged = told.read(lambda db: stories.stories(db, stories.recent(db, since=NOW, flagged=True, limit=5)))
    assert [story["title"] for story in flagged] == ["A"]
    assert told.read(lambda db: stories.recent(db, since=NOW, flagged=False, limit=1)) == [listed[1]["id"]]
    alerts = told.read(lambda db: stories.story_alerts(db, [story["id"] for story in listed]))
    assert {alert.sink for alert in alerts[flagged[0]["id"]]} == {"file", "log"}
    assert told.read(lambda db: stories.recent(db, since=NOW + 1, flagged=False)) == []
    assert len(told.read(lambda db: stories.entry_ids(db, story_ids=[flagged[0]["id"]]))) == 2


def test_a_story_may_have_more_articles_than_a_statement_takes_parameters(told: Database) -> None:
    """Seventy thousand entries and stories are looked up at once, and the stored ones are returned."""
    many = range(1, 70_001)
    assert [it.title for it in told.read(lambda db: stories.judged_entries(db, many))] == ["A", "B", "C"]
    assert len(told.read(lambda db: stories.entry_ids(db, story_ids=many))) == 3
    assert sum(map(len, told.read(lambda db: stories.story_alerts(db, many)).values())) == 2
    told.write(lambda db: rulings.move(db, many, rows(told, schema.stories)[0].id))


def test_an_entry_is_found_by_every_name_it_has(told: Database) -> None:
    """Its number, link and alert all lead to the stored trail."""
    entry = rows(told, schema.entries)[0]
    alert = rows(told, schema.alerts)[0]
    assert told.read(lambda db: trails.entries_by_name(db, f"e{entry.id}")) == [entry.id]
    assert told.read(lambda db: trails.entries_by_name(db, alert.id)) == [entry.id]
    assert told.read(lambda db: trails.entries_by_url(db, number("a"))) == [entry.id]
    assert told.read(lambda db: known_urls(db, [number("a")])).keys() == {number("a")}
    assert not told.read(lambda db: known_urls(db, [number("z")]))
    (found,) = told.read(lambda db: trails.entries(db, [entry.id]))
    assert orjson.loads(found["verdicts"]) == [{"stage": "owe", "code": "alerted"}]
    assert {row.sink for row in found["alerts"]} == {"file", "log"}


@pytest.mark.parametrize("name", ["", "e", "e0", "e99999999999999999", "e999999999999999999999", "e١", "e-1", "%"])
def test_a_name_that_is_none_finds_nothing(told: Database, name: str) -> None:
    """Any text can be looked up, and not finding it is no error."""
    assert told.read(lambda db: trails.entries_by_name(db, name)) == []


def test_an_imported_entry_is_found_by_its_own_id(database: Database) -> None:
    """Imported lines keep the ids they came with; a feed's guid is not such a name."""
    ids = database.write(lambda db: listing.ensure_imported(db, ["import:wire"], POLLING, NOW))
    feed = one_feed(database)
    line = replace(admission("line 7"), key=urls.entry_key("line 7", None, b""))
    arrivals = polled(feed, line)
    record(database, arrivals)
    database.write(lambda db: admit(db, [replace(arrivals, feed_id=ids["import:wire"], item_hashes=None)]))
    found = database.read(lambda db: trails.entries_by_name(db, "line 7"))
    assert [row.feed_id for row in rows(database, schema.entries) if row.id in found] == [ids["import:wire"]]


def test_a_pending_entry_shows_the_trail_so_far(database: Database) -> None:
    """Before it is judged, an entry shows its trail so far."""
    record(database, polled(one_feed(database), admission("a")))
    (entry,) = rows(database, schema.entries)
    (found,) = database.read(lambda db: trails.entries(db, [entry.id]))
    assert (found["verdicts"], found["disposition"], found["attempt"]) == (None, None, 0)
    assert orjson.loads(found["pending_trail"])[0]["code"] == "new"


@pytest.mark.parametrize("host", ["harbour.example", "www.harbour.example"])
def test_feeds_of_a_host_are_found_with_and_without_www(database: Database, host: str) -> None:
    """A site's listed feeds are found by its host name with and without www."""
    one_feed(database)
    assert [row.key for row in database.read(lambda db: trails.feeds_of_host(db, host))] == ["harbour"]
