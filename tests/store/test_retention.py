"""Forgetting by age: what is deleted, what stays, and that a forgotten entry does not come back as new."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import partial

import orjson
import pytest
import sqlalchemy as sa

from tests.store import rows
from worker.model.entry import Disposition
from worker.model.settings import Keep
from worker.model.story import AlertState
from worker.store import counts, notices, outbox, retention, schema
from worker.store.counts import ALL_STORIES
from worker.store.database import Database

DAY = rows.DAY
WINDOW = {"samples", "postings", "vectors", "marks"}
KEEP = Keep.model_validate({"articles": "30d", "trails": "60d", "polls": "10d"})


def forget_all(database: Database, now: float) -> int:
    """Take all steps; returns the number of rows changed."""
    touched = 0
    while step := database.write(lambda db: retention.forget(db, KEEP, window_s=7 * DAY, now=now)):
        touched += step
    return touched


@pytest.mark.parametrize(
    ("days", "old"),
    [(5, ()), (11, ("polls",)), (31, ("polls", "texts")), (61, ("polls", "texts", "trails"))],
)
def test_what_would_go_can_be_counted_before(database: Database, days: int, old: tuple[str, ...]) -> None:
    """The count names what the next steps delete, and after them nothing; it changes nothing itself."""
    (entry,) = rows.admitted(database, "one")
    rows.judge(database, entry)
    now = rows.NOW + days * DAY
    count = partial(retention.expired, keep=KEEP, window_s=7 * DAY, now=now)
    found = database.read(count)
    assert {name for name, number in found.items() if number} == set(old)
    assert database.read(count) == found
    forget_all(database, now)
    assert set(database.read(count).values()) == {0}


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        pytest.param(5, set(), id="after five days everything is still there"),
        pytest.param(8, WINDOW, id="what stories and copies are found by goes after the stories' window"),
        pytest.param(11, {*WINDOW, "polls"}, id="polls go after ten days"),
        pytest.param(
            31,
            {*WINDOW, "polls", "bodies", "rereads"},
            id="bodies go after thirty days, and no page is asked for any more",
        ),
        pytest.param(61, {*WINDOW, "polls", "bodies", "rereads", "trails"}, id="trails go after sixty days"),
        pytest.param(
            150, {*WINDOW, "polls", "bodies", "rereads", "trails", "counts"}, id="rare words go after two halvings"
        ),
    ],
)
def test_each_kind_goes_at_its_age(database: Database, days: int, gone: set[str]) -> None:
    """Each kind is forgotten at its own age, and nothing else is."""
    (entry,) = rows.admitted(database, "one")
    rows.judge(database, entry)
    rows.await_page(database, entry, at=rows.NOW)
    forget_all(database, rows.NOW + days * DAY)
    (article,) = rows.rows(database, schema.articles)
    (story,) = rows.rows(database, schema.stories)
    left = {
        "samples": bool(rows.rows(database, schema.samples) + rows.rows(database, schema.sealed_samples)),
        "postings": bool(rows.listed(database) or rows.rows(database, schema.posted)),
        "vectors": bool(story.vector),
        "marks": any(row.marks for row in rows.rows(database, schema.fingerprints)),
        "counts": bool(rows.rows(database, schema.term_counts)),
        "polls": bool(rows.rows(database, schema.polls)),
        "bodies": zlib.decompress(article.body) != b"",
        "rereads": bool(rows.rows(database, schema.rereads)),
        "trails": bool(rows.rows(database, schema.trails)),
    }
    assert {kind for kind, there in left.items() if not there} == gone


def test_of_old_alerts_only_who_was_told_of_what_stays(database: Database) -> None:
    """Text and attempts of a delivered alert go with the verdicts, its row stays; one still owed is left whole."""
    delivered, owed = rows.admitted(database, "one", "two")
    for entry, sink in ((delivered, "file"), (owed, "down")):
        rows.judge(database, entry, disposition=Disposition.ALERTED, sinks=[sink])
    claimed = database.write(lambda db: outbox.claim(db, "file", now=rows.NOW, limit=9, lease_s=60.0))
    database.write(lambda db: outbox.settle(db, claimed, state=AlertState.DELIVERED, now=rows.NOW, duration_s=0.1))
    before = {row.sink: row for row in rows.rows(database, schema.alerts)}
    assert len(rows.rows(database, schema.deliveries)) == 1
    forget_all(database, rows.NOW + 61 * DAY)
    after = {row.sink: row for row in rows.rows(database, schema.alerts)}
    assert after["down"] == before["down"]
    assert {**after["file"]._mapping, "body": b""} == {**before["file"]._mapping, "body": b""}
    told = {"id": after["file"].id, "rule": "harbour", "severity": "high", "occasion": "first"}
    shown = {it["sink"]: it for it in database.read(lambda db: outbox.list_alerts(db, state=None, limit=9))}
    assert after["file"].body == b""
    assert orjson.loads(shown["file"]["body"]) == told | {"article": {"title": "one: first version"}}
    assert shown["down"]["body"] == before["down"].body
    assert rows.rows(database, schema.deliveries) == []


def test_words_that_prove_go_with_the_verdicts(database: Database) -> None:
    """A relation stays with its numbers and a flag with its rule; what they were found by goes, as verdicts do."""
    first, second = rows.admitted(database, "one", "two")
    original = rows.judge(database, first)
    rows.judge(database, second, copy_of=original, disposition=Disposition.GROUPED)
    found = {"entry_id": second.id, "rule": "harbour", "rule_version": "1", "spans": '[{"term": "ships"}]'}
    database.write(lambda db: db.execute(sa.insert(schema.flags).values(found)))
    database.write(lambda db: db.execute(sa.update(schema.relations).values(evidence='["Ships wait outside."]')))
    forget_all(database, rows.NOW + 59 * DAY)
    (before,), (matched,) = (rows.rows(database, it) for it in (schema.relations, schema.flags))
    assert (before.evidence, matched.spans) == ('["Ships wait outside."]', found["spans"])
    forget_all(database, rows.NOW + 61 * DAY)
    (relation,), (flag,) = (rows.rows(database, it) for it in (schema.relations, schema.flags))
    assert relation._asdict() == before._asdict() | {"evidence": "[]"}
    assert flag._asdict() == found | {"spans": "[]"}


def test_what_feeds_went_through_goes_with_the_verdicts(database: Database) -> None:
    """Changes of state, trouble that is over and its delivered notices go; what is open, owed or young stays."""
    feed, late = rows.one_feed(database), rows.NOW + 2 * DAY
    event = {"feed_id": feed.id, "from_state": "active", "to_state": "failing", "arrow": "c", "reason": "dns"}
    trouble = {"feed_id": feed.id, "kind": "failing", "cause": "dns", "opened_at": rows.NOW}
    delivered = {"early": rows.NOW, "late": late}

    def happen(db: sa.Connection) -> None:
        db.execute(sa.insert(schema.feed_events), [event | {"at": at} for at in (rows.NOW, late)])
        db.execute(sa.insert(schema.episodes), [trouble | {"closed_at": at} for at in (rows.NOW, late, None)])
        sent = [notices.Notice(it, "health", it, "opened", "high", b"{}") for it in ("early", "late", "owed")]
        notices.owe(db, sent, rows.NOW)
        for name, at in delivered.items():
            done = sa.update(schema.alerts).where(schema.alerts.c.id == name)
            db.execute(done.values(state=AlertState.DELIVERED, delivered_at=at))

    database.write(happen)
    forget_all(database, rows.NOW + 59 * DAY)
    assert [len(rows.rows(database, it)) for it in (schema.feed_events, schema.episodes, schema.alerts)] == [2, 3, 3]
    forget_all(database, rows.NOW + 61 * DAY)
    assert [row.at for row in rows.rows(database, schema.feed_events)] == [late]
    assert [row.closed_at for row in rows.rows(database, schema.episodes)] == [late, None]
    assert [row.id for row in rows.rows(database, schema.alerts)] == ["late", "owed"]


def test_a_forgotten_entry_is_still_known(database: Database) -> None:
    """An entry whose article was forgotten, but which is still in a static feed, is not admitted again."""
    (entry,) = rows.admitted(database, "one")
    rows.judge(database, entry)
    assert forget_all(database, rows.NOW + 400 * DAY) > 0
    assert not rows.poll_again(database, rows.admission("one"), at=rows.NOW + 400 * DAY)


def test_fingerprints_of_bare_headlines_go(database: Database) -> None:
    """What has no body is forgotten at the age of bodies too, whoever was judged before it and is still young."""
    first, ahead, second, young = rows.admitted(database, "one", "two", "three", "four")
    rows.judge(database, first, rows.article("one", ""))
    rows.judge(database, replace(ahead, first_seen_at=rows.NOW + 9000 * DAY), rows.article("two", ""))
    rows.judge(database, second, rows.article("three", "Cranes fall."))
    rows.judge(database, replace(young, first_seen_at=rows.NOW + 2 * DAY), rows.article("four", ""))
    forget_all(database, rows.NOW + 29 * DAY)
    assert len(rows.rows(database, schema.fingerprints)) == 4
    forget_all(database, rows.NOW + 31 * DAY)
    assert [row.article_id for row in rows.rows(database, schema.fingerprints)] == [2, 4]
    forget_all(database, rows.NOW + 33 * DAY)
    assert [row.article_id for row in rows.rows(database, schema.fingerprints)] == [2]


def test_forgetting_goes_in_steps_and_ends(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call changes at most a step of each kind, and reports when nothing is left."""
    monkeypatch.setattr(retention, "STEP", 1)
    for entry in rows.admitted(database, "one", "two", "three"):
        rows.judge(database, entry)
    later = rows.NOW + 400 * DAY
    database.write(lambda db: retention.forget(db, KEEP, window_s=7 * DAY, now=later))
    assert len(rows.rows(database, schema.trails)) == 2
    forget_all(database, later)
    assert forget_all(database, later) == 0
    assert not rows.rows(database, schema.trails)


def test_a_story_that_grows_stays(database: Database) -> None:
    """The postings of a story stay for a window after its last article, however old its first is."""
    first, second = rows.admitted(database, "one", "two")
    original = rows.judge(database, first)
    rows.judge(database, replace(second, first_seen_at=rows.NOW + 6 * DAY), copy_of=original)
    database.write(lambda db: db.execute(sa.update(schema.stories).values(last_seen_at=rows.NOW + 6 * DAY)))
    forget_all(database, rows.NOW + 12 * DAY)
    assert rows.listed(database)
    forget_all(database, rows.NOW + 14 * DAY)
    assert not rows.listed(database)
    assert [row.articles for row in rows.rows(database, schema.stories)] == [2]


def test_a_forgotten_story_takes_a_late_article(database: Database) -> None:
    """A late article of a forgotten story makes it searchable again, for another window."""
    first, second = rows.admitted(database, "one", "two")
    original = rows.judge(database, first)
    late = rows.NOW + 20 * DAY
    forget_all(database, late)
    rows.judge(database, second, rows.article("two", "Cranes fall"), copy_of=original, now=late)
    assert rows.listed(database).keys() == {rows.number("Cranes"), rows.number("fall")}
    forget_all(database, late + 8 * DAY)
    assert not rows.listed(database)


def test_counts_of_the_hour_are_taken_over_in_steps(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts of an hour are moved a few terms per call, once an hour, and every count stays the same."""
    monkeypatch.setattr(retention, "STEP", 3)
    terms = {term: term + 1.0 for term in range(10)}
    both = (schema.term_counts, schema.fresh_counts)
    expected = dict.fromkeys(terms, 0.0)
    for hour in (0, 1):
        now = rows.NOW + hour * 3600
        database.write(lambda db, now=now: counts.add(db, terms, now))  # type: ignore[misc]
        expected = {term: expected[term] + terms[term] for term in terms}
        moved = []
        while True:
            assert rows.counted(database, [*terms], now) == expected
            moved.append([len(rows.rows(database, table)) for table in both])
            step = partial(retention.forget, keep=KEEP, window_s=7 * DAY, now=now)
            if not database.write(step):
                break
        assert [fresh for _, fresh in moved][:4] == [10, 6, 2, 0]
    assert {counted for counted, _ in moved} == {10}
    database.write(lambda db: counts.add(db, {5: 1.0}, now))
    assert forget_all(database, now) == 0
    assert len(rows.rows(database, schema.fresh_counts)) == 1


def test_counts_halve_together_and_rarity_stays(database: Database) -> None:
    """Halving keeps all proportions; rare terms that did not recur are removed."""
    often, once, lately = 10, 11, 12
    later = rows.NOW + 2 * counts.HALVED_AFTER_DAYS * DAY
    database.write(lambda db: counts.add(db, {often: 40, once: 1, ALL_STORIES: 1000}, rows.NOW))
    database.write(lambda db: counts.add(db, {often: 2, lately: 1, ALL_STORIES: 50}, later))
    forget_all(database, later)
    found = rows.counted(database, [often, once, lately, ALL_STORIES], later)
    assert found == {often: 12.0, once: 0.0, lately: 1.0, ALL_STORIES: 300.0}
    assert {row.term for row in rows.rows(database, schema.term_counts)} == {often, lately, ALL_STORIES}


def test_counts_are_swept_in_steps_once_a_halving(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is swept a few rows per call, and then not again before the next halving."""
    monkeypatch.setattr(retention, "STEP", 3)
    database.write(lambda db: counts.add(db, dict.fromkeys(range(20), 1.0), rows.NOW))
    forget_all(database, rows.NOW)
    later = rows.NOW + 2 * counts.HALVED_AFTER_DAYS * DAY
    steps = []
    while database.write(lambda db: retention.forget(db, KEEP, window_s=7 * DAY, now=later)):
        steps.append(len(rows.rows(database, schema.term_counts)))
    assert steps == [16, 12, 8, 4, 0]
    database.write(lambda db: counts.add(db, {5: 1.0}, rows.NOW))
    assert forget_all(database, later) == 0
