"""Stories forgotten whole: what goes, what keeps a story, and that nobody is told of their entries again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.store import rows
from worker.model.entry import Disposition
from worker.model.feed import Admission
from worker.model.settings import Keep
from worker.model.story import AlertState, RulingKind
from worker.store import bygone, entries, notices, outbox, retention, rulings, schema, seen, stuck, trails, upkeep
from worker.store.database import Database
from worker.store.judged import Judgement
from worker.store.notices import Notice

DAY = rows.DAY
KEEP = Keep.model_validate({"articles": "30d", "trails": "60d", "polls": "10d", "stories": "100d"})
WHOLE = ("stories", "articles", "entries", "relations", "flags", "alerts", "deliveries", "trails", "fingerprints")
LATER = rows.NOW + 101 * DAY


BEACON = b"beacon"
"""The key of what is always the newest entry; that one stays."""


def forget(database: Database, now: float = LATER) -> int:
    """Forget all that is old enough; returns the rows touched."""
    database.write(lambda db: light_beacon(db, now))
    return upkeep.prune(database, KEEP, window_s=7 * DAY, now=now)


def light_beacon(db: sa.Connection, now: float) -> None:
    """Let an entry that has just come be the newest."""
    db.execute(sa.delete(schema.entries).where(schema.entries.c.key == BEACON))
    feed = db.scalar(sa.select(sa.func.min(schema.feeds.c.id)))
    values = {"feed_id": feed, "key": BEACON, "revision": 0, "digest": b"", "item_hash": b"", "title": "beacon"}
    values |= {"baseline": True, "first_seen_at": now, "judged_at": now, "disposition": Disposition.BASELINE}
    db.execute(sa.insert(schema.entries).values(values))


def deliver(
    database: Database, state: AlertState = AlertState.DELIVERED, error: str | None = None, now: float = rows.NOW
) -> None:
    """Deliver all alerts that the file is owed, or let them die."""
    claimed = database.write(lambda db: outbox.claim(db, "file", now=rows.NOW, limit=9, lease_s=60.0))
    database.write(lambda db: outbox.settle(db, claimed, state=state, now=now, duration_s=0.1, error=error))


def left(database: Database) -> dict[str, int]:
    """How many rows each table has that holds stories, but for empty ones."""
    counted = {name: len(rows.rows(database, schema.metadata.tables[name])) for name in WHOLE}
    counted["entries"] -= any(row.key == BEACON for row in rows.rows(database, schema.entries))
    return {name: number for name, number in counted.items() if number}


def told(database: Database, *names: str) -> list[Judgement]:
    """A story: the first entry opens it and is told, the others are copies of it and silent."""
    first, *others = rows.admitted(database, *names)
    original = rows.judge(database, first, disposition=Disposition.ALERTED, sinks=["file"])
    assert original
    copied = [rows.judge(database, it, disposition=Disposition.GROUPED, copy_of=original) for it in others]
    deliver(database)
    return [original, *(it for it in copied if it)]


def test_a_story_goes_whole_at_its_age(database: Database) -> None:
    """Before its age everything stays, after it nothing of it does; the sums of entries agree all the time."""
    told(database, "one", "two")
    forget(database, rows.NOW + 99 * DAY)
    assert left(database) == {"stories": 1, "articles": 2, "entries": 2, "relations": 1, "alerts": 1}
    assert database.read(entries.audit)["admitted"] == 3
    assert forget(database) > 0
    assert left(database) == {}
    assert database.read(entries.audit) == {"admitted": 1, "pending": 0, "baseline": 1}
    assert database.read(seen.so_far) == seen.Forgotten(2, LATER - KEEP.stories_s)  # type: ignore[operator]
    assert upkeep.faults(database) == []
    assert forget(database) == 0


def test_stories_are_kept_for_good_by_default(database: Database) -> None:
    """Nobody who did not ask for it loses a story."""
    told(database, "one", "two")
    upkeep.prune(database, Keep(), window_s=7 * DAY, now=rows.NOW + 4000 * DAY)
    assert left(database) == {"stories": 1, "articles": 2, "entries": 2, "relations": 1, "alerts": 1}


def test_noted_sums_agree_with_a_new_count(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What housekeeping counted before is corrected by what is forgotten."""
    from worker.store import tally

    told(database, "one", "two")
    assert not database.write(lambda db: tally.count_on(db, behind=0))
    forget(database)
    assert database.read(entries.audit) == database.read(lambda db: entries.audit(db, anew=True))


KEPT: list[tuple[str, Callable[[Database, list[Judgement]], object]]] = [
    (
        "an alert that is dead",
        lambda database, _: database.write(
            lambda db: db.execute(sa.update(schema.alerts).values(state="dead", delivered_at=None))
        ),
    ),
    (
        "a person's ruling",
        lambda database, story: database.write(
            lambda db: rulings.record(
                db, RulingKind.SPLIT, story[0].story, story[0].story, at=rows.NOW, by="ada", reason=None
            )
        ),
    ),
    (
        "an entry that came lately",
        lambda database, story: database.write(
            lambda db: db.execute(
                sa.update(schema.entries)
                .where(schema.entries.c.id == story[1].entry.id)
                .values(first_seen_at=LATER - DAY)
            )
        ),
    ),
    (
        "a version that waits to be judged",
        lambda database, _: rows.poll_again(database, rows.admission("two", "edited"), at=LATER - DAY),
    ),
    (
        "an article that came lately",
        lambda database, _: database.write(
            lambda db: db.execute(sa.update(schema.stories).values(last_seen_at=LATER - DAY))
        ),
    ),
]


@pytest.mark.parametrize(("why", "keeps"), KEPT, ids=[why for why, _ in KEPT])
def test_what_is_still_needed_stays_whole(
    database: Database, why: str, keeps: Callable[[Database, list[Judgement]], object]
) -> None:
    """A story stays with all its entries, articles and alerts."""
    keeps(database, told(database, "one", "two"))
    forget(database)
    assert {name: left(database)[name] for name in ("stories", "articles", "relations", "alerts")} == {
        "stories": 1,
        "articles": 2,
        "relations": 1,
        "alerts": 1,
    }, why
    assert database.read(seen.so_far).entries == 0


def moved(database: Database, judgement: Judgement | None, *, last_seen_at: float, story: int = 900) -> int:
    """Let the article of a judgement be in a story of its own, which ended then; its number."""
    assert judgement

    def work(db: sa.Connection) -> int:
        row = db.execute(sa.select(schema.stories)).first()
        assert row
        db.execute(sa.insert(schema.stories).values({**row._asdict(), "id": story, "last_seen_at": last_seen_at}))
        rulings.move(db, [judgement.article_id], story)
        return story

    return database.write(work)


@pytest.mark.parametrize(("last_seen_at", "stories"), [(LATER - DAY, 2), (rows.NOW, 0)])
def test_a_proof_keeps_what_it_names(database: Database, last_seen_at: float, stories: int) -> None:
    """The story of an article that proves a younger one known stays; if both are old, both go together."""
    _, copy = told(database, "one", "two")
    moved(database, copy, last_seen_at=last_seen_at)
    forget(database)
    assert left(database).get("stories", 0) == stories
    assert upkeep.faults(database) == []


def test_what_is_needed_keeps_what_it_needs(database: Database) -> None:
    """An old story that a younger one needs keeps the older one that it needs itself."""
    first, second, third = rows.admitted(database, "one", "two", "three")
    oldest = rows.judge(database, first)
    old = rows.judge(database, second, copy_of=oldest)
    moved(database, old, last_seen_at=rows.NOW, story=900)
    young = rows.judge(database, third, copy_of=old)
    moved(database, young, last_seen_at=LATER - DAY, story=901)
    forget(database)
    assert left(database)["stories"] == 3


def test_an_earlier_version_stays_with_the_later(database: Database) -> None:
    """What a younger article revises is kept for it."""
    first, second = rows.admitted(database, "one", "two")
    earlier = rows.judge(database, first)
    later = rows.judge(database, replace(second, first_seen_at=LATER - DAY), rows.article("two", "Cranes fall."))
    assert earlier
    assert later
    revises = sa.update(schema.articles).where(schema.articles.c.id == later.article_id)
    database.write(lambda db: db.execute(revises.values(previous_id=earlier.article_id)))
    database.write(lambda db: db.execute(sa.update(schema.entries).values(first_seen_at=rows.NOW)))
    forget(database)
    assert left(database)["stories"] == 2


def test_hints_of_younger_stories_go_with_what_they_name(database: Database) -> None:
    """A relation that proves nothing does not keep an old story, and the younger story stays."""
    first, second = rows.admitted(database, "one", "two")
    original = rows.judge(database, first)
    hinted = rows.judge(database, second, copy_of=original, proven=False)
    kept = moved(database, hinted, last_seen_at=LATER - DAY)
    forget(database)
    assert [it.id for it in rows.rows(database, schema.stories)] == [kept]
    assert rows.rows(database, schema.relations) == []
    assert upkeep.faults(database) == []


def test_merged_stories_go_together(database: Database) -> None:
    """The alias goes with the story that it was merged into, and the alerts raised for it."""
    first, second = rows.admitted(database, "one", "two")
    kept = rows.judge(database, first)
    gone = rows.judge(database, second, rows.article("two", "Cranes fall."), sinks=["file"])
    assert kept
    assert gone
    deliver(database)
    values = {"merged_into": kept.story}
    alias = sa.update(schema.stories).where(schema.stories.c.id == gone.story).values(values)
    database.write(lambda db: db.execute(alias))
    database.write(lambda db: rulings.move(db, [gone.article_id], kept.story))
    forget(database)
    assert left(database) == {}


def test_baseline_entries_go_at_the_same_age(database: Database) -> None:
    """Entries without an article go when none of their versions has one that stays."""
    bare, told_later = (rows.admission(name, baseline=True) for name in ("one", "two"))
    rows.record(database, rows.polled(rows.one_feed(database), bare, told_later))
    rows.poll_again(database, rows.admission("two", "edited"), at=LATER - DAY)
    (entry,) = rows.gather(database, now=LATER)
    rows.judge(database, replace(entry, first_seen_at=LATER - DAY), now=LATER)
    forget(database)
    assert [row.key for row in rows.rows(database, schema.entries)] == [told_later.key, told_later.key, BEACON]


def test_forgetting_goes_in_steps_beside_the_judge(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step takes some stories, and what is left after any of them is in order, so a kill leaves that."""
    monkeypatch.setattr(bygone, "STEP_STORIES", 1)
    for entry in rows.admitted(database, "one", "two", "three"):
        rows.judge(database, entry)
    database.write(lambda db: light_beacon(db, LATER))
    step = retention.forget
    numbers = []
    while database.write(lambda db: step(db, KEEP, window_s=7 * DAY, now=LATER)):
        numbers.append(len(rows.rows(database, schema.stories)))
        assert upkeep.faults(database) == []
        assert database.read(entries.audit)["admitted"] == numbers[-1] + 1
    assert [it for it in numbers if it] == [2, 1]


KILLED = """
import os, signal, sys
from tests.store import test_bygone
from worker.store import bygone, seen
from worker.store.database import Database

steps = []
def remember(*given, **more):
    seen.remember(*given, **more)
    steps.append(1)
    if len(steps) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

bygone.remember, bygone.STEP_STORIES = remember, 1
test_bygone.forget(Database(sys.argv[1]))
"""


def test_a_kill_half_way_loses_one_step(store_url: str) -> None:
    """What was forgotten is marked, what was not is whole, and the next time the rest goes."""
    database = Database(store_url)
    for entry in rows.admitted(database, "one", "two", "three"):
        rows.judge(database, entry)
    database.close()
    ended = subprocess.run([sys.executable, "-c", KILLED, store_url], check=False)
    assert ended.returncode == -signal.SIGKILL
    database = Database(store_url)
    assert left(database) == dict.fromkeys(("stories", "articles", "entries"), 2)
    assert database.read(seen.so_far).entries == 1
    assert upkeep.faults(database) == []
    assert database.read(entries.audit) == database.read(lambda db: entries.audit(db, anew=True))
    forget(database)
    assert left(database) == {}
    assert database.read(seen.so_far).entries == 3
    assert rows.poll_again(database, *(rows.admission(it) for it in ("one", "two", "three")), at=LATER)
    assert database.read(entries.count_pending) == 0
    database.close()


@pytest.mark.parametrize("last", ["alert", "notice"])
def test_a_sink_that_took_something_is_in_no_trouble_when_that_is_forgotten(database: Database, last: str) -> None:
    """Of what it took the last stays, beside the alert that it refused for good."""
    refused, *taken = rows.admitted(database, "refused", "one", "two")
    rows.judge(database, refused, disposition=Disposition.ALERTED, sinks=["file"])
    deliver(database, AlertState.DEAD, "400")
    assert [it.sink for it in database.read(lambda db: stuck.stuck(db, ["file"]))] == ["file"]
    for place, entry in enumerate(taken, 1):
        rows.judge(database, entry, disposition=Disposition.ALERTED, sinks=["file"])
        deliver(database, now=rows.NOW + place)
    if last == "notice":
        notice = Notice("n", "health", "file", "opened", "warning", b"{}")
        database.write(lambda db: notices.owe(db, [notice], rows.NOW))
        deliver(database, now=LATER - DAY)
    forget(database)
    forget(database, LATER + 61 * DAY)
    assert database.read(lambda db: stuck.stuck(db, ["file"])) == []
    assert left(database)["alerts"] == 2


def test_the_newest_entry_stays(database: Database) -> None:
    """Its number is not given to another, whatever is forgotten."""
    told(database, "one")
    last = rows.rows(database, schema.entries)[-1].id
    upkeep.prune(database, KEEP, window_s=7 * DAY, now=LATER)
    rows.poll_again(database, rows.admission("two"), at=LATER)
    assert [row.id for row in rows.rows(database, schema.entries)] == [last, last + 1]


def test_the_newest_entry_stays_without_a_story_too(database: Database) -> None:
    """Of a feed's first entries, which nobody was told of, the last stays."""
    names = (rows.admission(name, baseline=True) for name in ("one", "two"))
    rows.record(database, rows.polled(rows.one_feed(database), *names))
    upkeep.prune(database, KEEP, window_s=7 * DAY, now=LATER)
    assert [row.key for row in rows.rows(database, schema.entries)] == [rows.digest("two")]


AGAIN = [
    pytest.param(rows.admission("one"), id="listed again as it was"),
    pytest.param(replace(rows.admission("one"), digest=b"12345678"), id="with another text under its headline"),
    pytest.param(replace(rows.admission("one"), key=rows.digest("anew")), id="under another guid"),
    pytest.param(replace(rows.admission("one"), url_key=7), id="at another address"),
]


@pytest.mark.parametrize("again", AGAIN)
def test_a_forgotten_entry_is_known(database: Database, again: Admission) -> None:
    """It is recorded like a baseline, queued for nobody, and its trail says that it was forgotten."""
    told(database, "one", "two")
    forget(database)
    assert len(rows.poll_again(database, again, at=LATER)) == 1
    row = rows.rows(database, schema.entries)[-1]
    assert (row.key, row.disposition) == (again.key, Disposition.BASELINE)
    assert database.read(entries.count_pending) == 0
    (found,) = database.read(lambda db: trails.entries(db, [row.id]))
    assert '"code":"forgotten"' in found["verdicts"]


NEWS = [
    pytest.param(rows.admission("three"), id="another entry"),
    pytest.param(rows.admission("one", "another headline"), id="its guid and address under another headline"),
]


@pytest.mark.parametrize("news", NEWS)
def test_what_is_news_is_not_taken_for_forgotten(database: Database, news: Admission) -> None:
    """Some feeds have one guid, or one link, for all they bring: the headline must be the same."""
    told(database, "one", "two")
    forget(database)
    assert rows.poll_again(database, news, at=LATER)
    assert database.read(entries.count_pending) == 1


@pytest.mark.parametrize(("published_at", "pending"), [(rows.NOW - DAY, 0), (LATER - DAY, 1)])
def test_an_old_date_makes_up_for_another_headline(database: Database, published_at: float, pending: int) -> None:
    """An entry that says itself that it is older than all that is remembered is known under any headline."""
    told(database, "one", "two")
    forget(database)
    edited = rows.admission("one", "another headline")
    edited = replace(edited, draft=replace(edited.draft, published_at=published_at))
    rows.poll_again(database, edited, at=LATER)
    assert database.read(entries.count_pending) == pending


def test_what_was_forgotten_twice_is_known_by_the_later_day(database: Database) -> None:
    """An entry that was recorded again, and forgotten again, has one mark."""
    told(database, "one")
    forget(database)
    rows.poll_again(database, rows.admission("one"), at=LATER)
    marked = [len(row.packed) for row in rows.rows(database, schema.seen)]
    forget(database, LATER + 101 * DAY)
    assert left(database) == {}
    assert [len(row.packed) for row in rows.rows(database, schema.seen)] == marked
    found = database.read(lambda db: seen.forgotten_address(db, rows.number("one")))
    assert found == (LATER + 101 * DAY) // DAY * DAY


def test_marks_with_neighbouring_hashes_share_a_block(database: Database) -> None:
    """A thousand marks of one block are each found, with their day, and nothing beside them is."""
    many = [seen.Seen(1, b"", it << 36, f"headline {it}") for it in range(1000)]
    for day, some in ((1, many[::2]), (2, many[1::2])):
        database.write(lambda db, some=some, day=day: seen.remember(db, some, before=0.0, now=day * DAY))  # type: ignore[misc]
    asked = [under_a_key(it, place) for place, it in enumerate(many)]
    found = database.read(lambda db: seen.forgotten(db, asked))
    assert found == {place: (1 + place % 2) * DAY for place in range(1000)}
    others = [under_a_key(it, place)._replace(title="another") for place, it in enumerate(many)]
    assert database.read(lambda db: seen.forgotten(db, others)) == {}


def under_a_key(it: seen.Seen, place: int) -> seen.Seen:
    """The same address under a key of its own."""
    return it._replace(key=b"%d" % place)
