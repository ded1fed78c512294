"""T2: what the judge reads, and what it writes, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.store.rows import (
    DAY,
    NOW,
    admission,
    admitted,
    article,
    contents,
    counted,
    decide,
    gather,
    judge,
    listed,
    number,
    one_feed,
    poll_again,
    polled,
    record,
    rows,
)
from worker.model.entry import Disposition, Mark, MarkKind, PendingEntry
from worker.store import counts, notes, stories
from worker.store import schema as t
from worker.store.counts import ALL_STORIES, Remembered
from worker.store.database import Database
from worker.store.docket import Docket
from worker.store.judged import KnownArticle, StoryRecord
from worker.store.postings import POSTING_CAP
from worker.store.sessions import JUDGE_LOCK

LATER = "Cranes stand still today."


def test_an_entry_leaves_the_queue_with_its_trail_and_alerts(database: Database) -> None:
    """I2: disposition, trail, article and owed alerts are there when the entry is no longer pending."""
    (entry,) = admitted(database, "a")
    judgement = judge(database, entry, disposition=Disposition.ALERTED, sinks=["file", "log"])
    assert judgement is not None
    assert rows(database, t.pending) == []
    (row,) = rows(database, t.entries)
    assert (row.disposition, row.judged_at, row.article_id) == ("alerted", NOW, judgement.article_id)
    assert [trail.verdicts for trail in rows(database, t.trails)] == [judgement.trail]
    assert {(alert.sink, alert.state, alert.entry_id) for alert in rows(database, t.alerts)} == {
        ("file", "owed", entry.id),
        ("log", "owed", entry.id),
    }


def test_a_judgement_that_cannot_be_stored_leaves_everything_as_it_was(database: Database) -> None:
    """I2: silence without proof is refused by the database, and the entry stays pending with nothing half written."""
    first, second = admitted(database, "a", "b")
    original = judge(database, first)
    before = contents(database)
    with pytest.raises(IntegrityError, match="no_silence_without_proof"):
        judge(database, second, disposition=Disposition.GROUPED, sinks=["file"], copy_of=original, proven=False)
    assert contents(database) == before


def test_silence_with_proof_is_stored_with_it(database: Database) -> None:
    """A grouped entry names the relation that silenced it, and that relation is marked as the proof."""
    first, second = admitted(database, "a", "b")
    original = judge(database, first)
    assert original is not None
    judge(database, second, disposition=Disposition.GROUPED, copy_of=original)
    (relation,) = rows(database, t.relations)
    assert (relation.other_id, relation.kind, relation.proves_id) == (original.article_id, "copy", second.id)
    assert rows(database, t.entries)[1].proof_id == relation.id


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"proves_id": None}, id="a relation that proves nothing"),
        pytest.param({"proves_id": 1}, id="a proof of another entry"),
        pytest.param({"kind": "unrelated"}, id="a relation that is none"),
    ],
)
def test_a_proof_stays_what_it_is(database: Database, change: dict[str, object]) -> None:
    """The relation that silenced an entry cannot be taken back, given to another entry or turned into none."""
    first, second = admitted(database, "a", "b")
    judge(database, second, disposition=Disposition.GROUPED, copy_of=judge(database, first))
    with pytest.raises(IntegrityError):
        database.write(lambda db: db.execute(sa.update(t.relations).values(change)))


def test_a_relation_that_proves_nothing_is_no_proof(database: Database) -> None:
    """A grouped entry cannot name a relation that proves nothing, nor one that proves another entry."""
    first, second, third = admitted(database, "a", "b", "c")
    original = judge(database, first)
    judge(database, second, disposition=Disposition.UNFLAGGED, copy_of=original, proven=False)
    judge(database, third, disposition=Disposition.GROUPED, copy_of=original)
    weak, strong = rows(database, t.relations)
    for relation in (weak, strong):
        silence = sa.update(t.entries).where(t.entries.c.id == second.id)
        silence = silence.values(disposition="grouped", proof_id=relation.id)
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            database.write(partial(sa.Connection.execute, statement=silence))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        pytest.param({"disposition": "grouped"}, "no_silence_without_proof", id="silence without proof"),
        pytest.param({"disposition": "lost"}, "disposition", id="a disposition that is none"),
        pytest.param({"disposition": None}, "judged_once", id="judged without a disposition"),
        pytest.param({"judged_at": None}, "judged_once", id="a disposition without a time"),
        pytest.param({"disposition": "grouped", "proof_id": 999}, "(?i)foreign key", id="a proof that is not there"),
        pytest.param({"article_id": 999}, "(?i)foreign key", id="an article that is not there"),
    ],
)
def test_the_database_refuses_impossible_entries(database: Database, values: dict[str, object], refusal: str) -> None:
    """What must not be true of an entry cannot be stored, even if the code is wrong."""
    judge(database, admitted(database, "a")[0])
    with pytest.raises(IntegrityError, match=refusal):
        database.write(lambda db: db.execute(sa.update(t.entries).values(values)))


def test_judging_twice_leaves_the_same_rows(database: Database) -> None:
    """I8: a batch that comes again, because the answer to its commit was lost, changes nothing but the id block."""
    (entry,) = admitted(database, "a")
    judge(database, entry, disposition=Disposition.ALERTED, sinks=["file"])
    once = contents(database)
    assert judge(database, entry, disposition=Disposition.ALERTED, sinks=["file"]) is None
    assert contents(database) | {"sequences": []} == once | {"sequences": []}


def test_who_lost_the_lease_does_not_judge(database: Database) -> None:
    """An entry handed to another gatherer in the meantime is the other's to judge."""
    (late,) = admitted(database, "a")
    (now_held,) = gather(database, now=NOW + 60)
    assert judge(database, late) is None
    assert judge(database, now_held) is not None


def test_ids_are_never_used_again(database: Database) -> None:
    """After the newest article and its story are deleted the next ones get numbers of their own."""
    first, second = admitted(database, "a", "b")
    gone = judge(database, first)
    assert gone is not None

    def purge(db: sa.Connection) -> None:
        db.execute(sa.update(t.entries).values(article_id=None))
        db.execute(sa.delete(t.articles))
        db.execute(sa.delete(t.stories))

    database.write(purge)
    new = judge(database, second)
    assert new is not None
    assert new.article_id > gone.article_id
    assert new.story > gone.story


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in two transactions"])
def test_what_was_judged_before_is_known(database: Database, together: bool) -> None:
    """Entries judged earlier are found by link, text, samples and story, whether they are stored yet or not."""
    first, second = admitted(database, "a", "b")
    drafts = [article("A", "Ships wait outside."), article("B", LATER)]
    # The second entry's link and text are the first one's, under another title.
    asking = replace(second, url_key=first.url_key)

    def ask(docket: Docket) -> None:
        known = docket.by_url(first.url_key)
        assert known == KnownArticle.of(1, 1, first, drafts[0])
        assert docket.by_digest(drafts[0].fingerprint.digest) == known == docket.by_id(1)
        assert [*docket.all_by_digest(drafts[0].fingerprint.digest)] == [1]
        assert docket.told_articles([1, 2]) == {1}
        assert docket.text(1) == ("A", "Ships wait outside.")
        assert docket.holders[number("Ships")] == [1]
        assert (docket.counts.stories, docket.counts.documents[number("Ships")]) == (1, 1)
        assert docket.postings([number("Ships"), number("Cranes")]) == {number("Ships"): [1], number("Cranes"): []}
        assert docket.told(1) == {("harbour", "file", "first"): "1-harbour-file-first"}
        (story,) = docket.stories([1])
        words = {number(word) for word in ("Ships", "wait")}
        assert (story.title, story.articles, story.lead, words <= set(story.vector)) == ("A", 1, 1, True)

    def work(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=3 * DAY)
        assert docket.open([first, asking] if together else [asking], [drafts[0]]) >= {second.id}
        if together:
            decide(docket, first, drafts[0], disposition=Disposition.ALERTED, sinks=["file"])
        ask(docket)
        docket.flush()

    if not together:
        judge(database, first, drafts[0], disposition=Disposition.ALERTED, sinks=["file"])
    database.write(work)


def test_a_story_grows_and_counts_add_up(database: Database) -> None:
    """An article that joins changes its story's row and adds its words to those counted before."""
    first, second = admitted(database, "a", "b")
    original = judge(database, first, article("A", "Ships wait"))
    judge(database, second, article("B", "Ships sail"), copy_of=original)
    (story,) = rows(database, t.stories)
    assert (story.title, story.articles) == ("A", 2)
    expected = {ALL_STORIES: 2, number("Ships"): 2, number("wait"): 1, number("sail"): 1}
    assert counted(database, [*expected], NOW) == expected
    assert listed(database) == {number(word): [1] for word in ("Ships", "wait", "sail")}


@pytest.mark.parametrize("between", ["nothing", "another judge", "forgetting"])
def test_remembered_counts_are_those_of_the_store(database: Database, between: str) -> None:
    """Batches that share what they remember count on from it, until another judge counts or dwindled counts go."""
    remembered, asked = Remembered(), article("C", "Ships wait once more")
    *batches, other, last = admitted(database, *"abcde")
    texts = {entry.id: "Ships wait" for entry in batches} | {batches[0].id: "Ships wait once"}
    later = NOW + 2 * counts.HALVED_AFTER_DAYS * DAY

    def count(entry: PendingEntry, now: float, shared: Remembered | None) -> dict[int, float]:
        def work(db: sa.Connection) -> dict[int, float]:
            docket = Docket(db, now=now, window_s=DAY, remembered=shared)
            docket.open([entry], [asked])
            found = {term: docket.counts.documents[term] for term in (*asked.fingerprint.terms, ALL_STORIES)}
            decide(docket, entry, article("A", texts.get(entry.id, "Ships")))
            docket.flush()
            return found

        return database.write(work)

    found = [count(entry, NOW, remembered) for entry in batches]
    assert [it[number("Ships")] for it in found] == [0, 1, 2]
    if between == "another judge":
        count(other, NOW, None)
    if between == "forgetting":
        count(other, later, remembered)
        database.write(lambda db: counts.take_over(db, later, 1000))
        database.write(lambda db: counts.forget(db, later, 1000))
    now = later if between == "forgetting" else NOW
    expected = counted(database, [*asked.fingerprint.terms, ALL_STORIES], now)
    assert count(last, now, remembered) == expected


def test_samples_outside_the_window_are_not_asked(database: Database) -> None:
    """Comparison reaches back as many days as configured; the link also finds older articles."""
    (first, second) = admitted(database, "a", "b")
    judge(database, first, article("A", "Ships wait"))

    def holders(now: float) -> list[int]:
        def work(db: sa.Connection) -> list[int]:
            docket = Docket(db, now=now, window_s=3 * DAY)
            docket.open([replace(second, url_key=first.url_key)], [article("B", "Ships")])
            assert docket.by_url(first.url_key) is not None
            return list(docket.holders[number("Ships")])

        return database.write(work)

    assert holders(NOW + 3 * DAY) == [1]
    assert holders(NOW + 4 * DAY) == []


def test_a_common_term_leads_to_the_newest_stories_only(database: Database) -> None:
    """Of the stories of a term the newest are candidates, up to a cap."""

    def fill(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open([], [])
        for place in range(1, POSTING_CAP + 10):
            docket.put_story(StoryRecord.opened(place, "story", NOW, place), [7])
        docket.flush()

    database.write(fill)
    asked = list(range(30))
    found = database.write(lambda db: Docket(db, now=NOW, window_s=DAY).postings(asked))
    assert found[7] == list(range(POSTING_CAP + 9, 9, -1))
    assert all(found[term] == [] for term in asked if term != 7)


def test_open_stories_may_be_those_of_a_language(database: Database) -> None:
    """Stories told in other languages are left out, of those stored as of those of the batch."""
    told = {1: ("en",), 2: ("de",), 3: ("en", "de"), 4: ("de",)}
    stored = {it: replace(StoryRecord.opened(it, "story", NOW, it), languages=told[it]) for it in told}

    def work(db: sa.Connection) -> list[list[int]]:
        first, second = (Docket(db, now=NOW, window_s=DAY) for _ in range(2))
        first.open([], [])
        for story in (1, 2):
            first.put_story(stored[story], [])
        first.flush()
        for story in (3, 4):
            second.put_story(stored[story], [])
        return [[it.id for it in second.open_stories(told, langs)] for langs in ((), ("en",), ("de",), (None,))]

    assert database.write(work) == [[1, 2, 3, 4], [1, 3], [2, 3, 4], []]


def test_a_story_is_stored_with_what_nobody_was_told_of(database: Database) -> None:
    """A story's terms come back with their weights, and those that nobody was told of are the same."""
    vector, untold = {7: 0.5, 9: 0.25, 11: 1.5}, frozenset({7, 11})

    def fill(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open([], [])
        docket.put_story(replace(StoryRecord.opened(1, "story", NOW, 1), vector=vector, untold=untold), vector)
        docket.flush()

    database.write(fill)
    (story,) = database.write(lambda db: Docket(db, now=NOW, window_s=DAY).stories([1]))
    assert (story.vector, story.untold) == (vector, untold)


def test_what_a_batch_posts_is_found_beside_what_is_stored(database: Database) -> None:
    """A term that nobody had looked up yet leads to the stories of this batch and to those stored before."""

    def post(story: int, asked: Sequence[int]) -> list[int]:
        def work(db: sa.Connection) -> list[int]:
            docket = Docket(db, now=NOW, window_s=DAY)
            docket.open([], [])
            docket.put_story(StoryRecord.opened(story, "story", NOW, story), [7])
            found = [it for term in asked for it in docket.postings([term])[term]]
            docket.flush()
            return found

        return database.write(work)

    assert post(1, [7]) == [1]
    assert post(2, [7]) == [2, 1]


def test_marks_of_articles_are_kept(database: Database) -> None:
    """The marks of an article, for comparison across languages, are read unchanged, in its batch and from the store."""
    (entry,) = admitted(database, "a")
    marks = (Mark("mohr", MarkKind.NAME, 2, True, 0.0), Mark("12:30", MarkKind.NUMBER, 12, False, 1.0))
    draft = article("A")
    draft = replace(draft, lang="ru", fingerprint=replace(draft.fingerprint, marks=_with_terms(marks)))
    judged = judge(database, entry, draft)
    assert judged is not None
    found = database.write(lambda db: Docket(db, now=NOW, window_s=DAY).marks([judged.article_id, 99]))
    assert list(found) == [judged.article_id]
    kept = found[judged.article_id]
    assert kept.lang == "ru"
    assert kept.read() == ([marks[0], replace(marks[1], count=9)], [1.0, 1.0])


def _with_terms(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(replace(mark, terms=(place + 1,)) for place, mark in enumerate(marks))


def test_a_revision_finds_the_version_before_it(database: Database) -> None:
    """The article of the last judged version is what a new version revises."""
    (entry,) = admitted(database, "a")
    judge(database, entry, article("A"))
    poll_again(database, admission("a", "edited"), at=NOW + 3600)
    (edited,) = gather(database, now=NOW + 3600)

    def previous(db: sa.Connection) -> tuple[KnownArticle | None, KnownArticle | None]:
        docket = Docket(db, now=NOW, window_s=DAY)
        return docket.previous(entry), docket.previous(edited)

    first, second = database.write(previous)
    assert first is None
    assert second is not None
    assert second.title == "A"


@pytest.mark.parametrize("together", [True, False])
def test_a_version_judged_late_revises_an_earlier_one(database: Database, *, together: bool) -> None:
    """Versions 0 and 2 were judged first: 1 is compared with 0, and 3 with 2, whether in one batch or after it."""
    record(database, polled(one_feed(database), admission("a", "v0")))
    for version in (1, 2, 3):
        poll_again(database, admission("a", f"v{version}"), at=NOW + version * 3600)
    old, late, newer, newest = sorted(gather(database, now=NOW + DAY), key=lambda entry: entry.revision)

    def judge_three(db: sa.Connection) -> list[str]:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open([old, newer], [])
        for entry in (old, newer):
            decide(docket, entry, article(f"version {entry.revision}", f"Ship {entry.revision} waits"))
        if not together:
            docket.flush()
            docket = Docket(db, now=NOW, window_s=DAY)
        found = [docket.previous(entry) for entry in (late, newest)]
        return [it.title for it in found if it is not None]

    assert database.write(judge_three) == ["version 0", "version 2"]


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_second_judge_waits(database: Database, store_url: str) -> None:
    """I4: while a docket is open nobody else can open one, and the end of its transaction lets the next one in."""
    free = f"SELECT pg_try_advisory_xact_lock({JUDGE_LOCK})"
    with psycopg.connect(store_url, autocommit=True) as other:

        def work(db: sa.Connection) -> tuple[bool]:
            Docket(db, now=NOW, window_s=DAY)
            found: tuple[bool] = other.execute(free).fetchone() or (True,)
            return found

        assert database.write(work) == (False,)
        assert other.execute(free).fetchone() == (True,)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_judge_that_waited_sees_what_was_decided_meanwhile(blank_url: str) -> None:
    """I4: whatever isolation the server or the role has by default, a docket is no snapshot from before its lock."""
    with psycopg.connect(blank_url, autocommit=True) as other:
        name = other.info.dbname
        other.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'".encode())
        with closing(Database(blank_url)) as database:

            def work(db: sa.Connection) -> str | None:
                Docket(db, now=NOW, window_s=DAY)
                other.execute("INSERT INTO notes VALUES ('decided', 'meanwhile')")
                return notes.note(db, "decided")

            assert database.write(work) == "meanwhile"


def test_many_entries_are_judged_in_one_batch(database: Database) -> None:
    """A batch of 300 entries is one transaction with an article, a trail and a story each."""
    batch = admitted(database, *(f"entry {place:03}" for place in range(300)))
    drafts = [article(entry.draft.title, f"Ship {entry.id} waits") for entry in batch]

    def work(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open(batch, drafts)
        for entry, draft in zip(batch, drafts, strict=True):
            decide(docket, entry, draft, disposition=Disposition.ALERTED, sinks=["file"])
        docket.flush()

    database.write(work)
    for table in (t.articles, t.stories, t.trails, t.alerts, t.fingerprints):
        assert len(rows(database, table)) == 300, table.name
    assert rows(database, t.pending) == []


def test_what_was_merged_twice_leads_to_the_last(database: Database) -> None:
    """A story that took in another and is itself taken in, in one batch, leaves neither behind."""
    for entry, text in zip(admitted(database, "a", "b", "c"), ("Ships wait", "Boats sail", "Tugs pull"), strict=True):
        judge(database, entry, article(entry.draft.title, text))

    def merge(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=3 * DAY)
        first, second, third = docket.stories([1, 2, 3])
        docket.merge(second, third)
        docket.merge(first, second)
        assert [story.id for story in docket.stories([3])] == [1]
        docket.flush()

    database.write(merge)
    assert [(row.id, row.merged_into) for row in rows(database, t.stories)] == [(1, None), (2, 1), (3, 1)]


def test_merged_stories_are_one_and_told_once(database: Database) -> None:
    """The older story takes the other's articles, postings and occasions; alerts stay unchanged."""
    first, second = admitted(database, "a", "b")
    judge(database, first, article("A", "Ships wait"), sinks=["file"])
    judge(database, second, article("B", "Boats sail"), sinks=["log"])
    alerts = rows(database, t.alerts)

    def merge(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=3 * DAY)
        kept, gone = docket.stories([1, 2])
        docket.merge(replace(kept, articles=2), gone)
        assert [story.id for story in docket.stories([2, 1])] == [1]
        assert docket.told(1) == told  # for the rest of the batch too
        docket.flush()

    told = {("harbour", sink, "first"): f"{story}-harbour-{sink}-first" for story, sink in ((1, "file"), (2, "log"))}
    database.write(merge)
    assert [(row.id, row.merged_into) for row in rows(database, t.stories)] == [(1, None), (2, 1)]
    assert {row.story_id for row in rows(database, t.articles)} == {1}
    assert listed(database) == {number(word): [1] for word in ("Ships", "wait", "Boats", "sail")}
    assert rows(database, t.alerts) == alerts
    assert database.write(lambda db: Docket(db, now=NOW, window_s=DAY).told(1)) == told
    with_alerts = database.read(lambda db: stories.stories(db, stories.recent(db, since=0, flagged=True)))
    assert [story["id"] for story in with_alerts] == [1]
    shown = database.read(lambda db: stories.story_alerts(db, [1]))
    assert [row.sink for row in shown[1]] == ["file", "log"]


def test_flags_told_of_merged_stories_are_told(database: Database) -> None:
    """Of a merged story all flags told of either count as told, those of the same batch as well."""
    first, second, third = admitted(database, "a", "b", "c")
    judge(database, first, article("A", "Ships wait"), sinks=["file"], flags=["denial"])
    other = judge(database, second, article("B", "Boats sail"), sinks=["log"], flags=["news"])

    def merge(db: sa.Connection) -> dict[tuple[str, str, str], str]:
        docket, draft = Docket(db, now=NOW, window_s=3 * DAY), article("C", "Tugs pull")
        docket.open([third], [draft])
        decide(docket, third, draft, copy_of=other, sinks=["mail"], flags=["burst"], occasion="update 1")
        docket.merge(*docket.stories([1, 2]))
        told = docket.told_flags(1)
        docket.flush()
        return told

    told = {
        ("harbour", "file", "denial"): "1-harbour-file-first",
        ("harbour", "log", "news"): "2-harbour-log-first",
        ("harbour", "mail", "burst"): "2-harbour-mail-update 1",
    }
    assert database.write(merge) == told
    assert database.write(lambda db: Docket(db, now=NOW, window_s=DAY).told_flags(1)) == told
