"""The same entries tell the same stories, whatever the batches, the order of reading and the restarts between them."""

from __future__ import annotations

import asyncio
import gc
import random
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.clock import START, ManualClock
from tests.flow.documents import Told
from tests.flow.house import House
from tests.flow.reports import BAKERY, FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.flow.test_languages import FERRY_IN_RUSSIAN
from tests.flow.test_rulings import IN_RUSSIAN, RETOLD
from tests.store.rows import NOW, admission, gather, one_feed, polled, record
from tests.store.test_workers import Member
from worker.content.outlets import press
from worker.content.tasks import Source, read_articles
from worker.daemon import passes
from worker.daemon.articles import import_articles
from worker.flow import judge
from worker.flow.gathered import Gathered
from worker.flow.inflight import InFlight
from worker.flow.judge import Judge
from worker.flow.resequencer import Resequencer
from worker.model.alerts import RuleSettings
from worker.model.entry import ArticleDraft
from worker.model.outlets import Press
from worker.model.settings import StorySettings
from worker.policy.rules import RuleBook, compile_rule
from worker.store.database import Database
from worker.store.judged import Judgement

DAY = (FERRY, ORCHARD, FERRY_IN_RUSSIAN, TUNNEL, RETOLD, LIBRARY, FERRY, BAKERY, IN_RUSSIAN, ORCHARD, TUNNEL)
"""Reports, copies of them, a rewrite and translations, as they come out."""

RULE = RuleSettings(id="all", when="*:*", to=("log",))
EACH = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def article(report: Report, place: int) -> ArticleDraft:
    """The report as read from the ``place``-th of many hosts."""
    draft = replace(admission(f"{place}").draft, title=report.title, content="\n\n".join(report.paragraphs), lang=None)
    (read,) = read_articles([Source(draft, f"host{place}.example", None, (), 0, None, None)])
    return read


def told(url: str, reports: Sequence[Report], cuts: Sequence[int], *, restarts: bool) -> list[Any]:
    """Judge the reports in this order, in batches that end at ``cuts``; answers what came of each, and all alerts.

    Numbers of stories are by rank, for they are handed out in blocks.
    """
    database = Database(url)
    record(database, polled(one_feed(database), *(admission(f"{place:03}") for place in range(len(reports)))))
    entries = sorted(gather(database, limit=len(reports)), key=lambda it: it.draft.guid or "")
    everything = [Gathered(it, article(reports[place], place), ()) for place, it in enumerate(entries)]
    bounds = sorted({0, *cuts, len(reports)})
    bench = None
    for start, end in pairwise(bounds):
        if restarts and bench is not None:
            database.close()
            database, bench = Database(url), None
        bench = bench or judge_for(database)
        asyncio.run(bench.judge(everything[start:end]))
    query = """SELECT e.id, e.disposition, a.story_id, r.kind, r.other_id, r.score, r.evidence, l.occasion
               FROM entries e JOIN articles a ON a.id = e.article_id LEFT JOIN relations r ON r.entry_id = e.id
               LEFT JOIN alerts l ON l.entry_id = e.id ORDER BY e.id, r.id, l.id"""
    rows = database.read(lambda db: [list(row) for row in db.execute(sa.text(query))])
    articles = database.read(lambda db: list(db.scalars(sa.text("SELECT id FROM articles ORDER BY id"))))
    database.close()
    ranks = {story: rank for rank, story in enumerate(sorted({row[2] for row in rows}))}
    places = {one: place for place, one in enumerate(articles)}
    return [[row[0], row[1], ranks[row[2]], row[3], places.get(row[4]), *row[5:]] for row in rows]


def judge_for(database: Database, press: Callable[[], Press] = press) -> Judge:
    """A judge by one rule for everything."""
    book, clock = RuleBook([compile_rule(RULE.id, RULE.when)]), ManualClock(NOW)
    return Judge(database, book, [RULE], StorySettings(), clock, press=press)


@pytest.fixture
def stores(tmp_path: Path, migrated_file: Path) -> Any:
    """Makes empty SQLite stores."""
    made = iter(range(10**6))
    return lambda: f"sqlite:///{shutil.copy(migrated_file, tmp_path / f'{next(made)}.db')}"


@EACH
@given(cuts=st.lists(st.integers(1, len(DAY) - 1), max_size=6), restarts=st.booleans())
@example(cuts=list(range(1, len(DAY))), restarts=True)
def test_batches_and_restarts_change_nothing(stores: Any, cuts: list[int], restarts: bool) -> None:
    """What is decided about each article is the same in one batch, in several, and with a new worker for each."""
    assert told(stores(), DAY, cuts, restarts=restarts) == told(stores(), DAY, [], restarts=False)


def test_a_batch_that_takes_long_is_decided_in_parts(stores: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What else is to be written does not wait for its end, and what is decided is the same."""
    whole = told(stores(), DAY, [], restarts=False)
    monkeypatch.setattr(judge, "DECIDED_FOR_S", 0.0)
    assert told(stores(), DAY, [], restarts=False) == whole
    judged: list[Future[int]] = []

    def asked() -> Press:
        if not judged:  # while the first is decided
            query = sa.text("SELECT count(*) FROM entries WHERE judged_at IS NOT NULL")
            judged.append(database.submit(lambda db: int(db.scalar(query) or 0)))
        return press()

    database = Database(stores())
    record(database, polled(one_feed(database), *(admission(f"{place}") for place in range(3))))
    found = [Gathered(it, article(FERRY, it.id), ()) for it in gather(database)]
    assert len(asyncio.run(judge_for(database, asked).judge(found))) == 3
    database.close()
    assert judged[0].result() == 1


@pytest.mark.parametrize("breaks", [False, True], ids=["judged", "broken"])
def test_the_garbage_collector_is_off_for_a_batch_alone(stores: Any, breaks: bool) -> None:
    """It does not look through what a batch makes, and is on again after it, also where an entry broke the judge."""
    seen: list[bool] = []

    def watching() -> Press:
        seen.append(gc.isenabled())
        if breaks:
            raise ValueError("no press")
        return press()

    database = Database(stores())
    record(database, polled(one_feed(database), admission("one")))
    (entry,) = gather(database, limit=1)
    asyncio.run(judge_for(database, watching).judge([Gathered(entry, article(FERRY, 0), ())]))
    database.close()
    assert (set(seen), gc.isenabled()) == ({False}, True)


@EACH
@given(
    order=st.permutations([FERRY] * 4 + [ORCHARD] * 3 + [TUNNEL]),
    cuts=st.lists(st.integers(1, 7), max_size=4),
    restarts=st.booleans(),
)
def test_copies_in_any_order_tell_one_alert_a_story(
    stores: Any, order: list[Report], cuts: list[int], restarts: bool
) -> None:
    """Eight articles of three stories raise three alerts, each about the first that came, in whatever order."""
    rows = told(stores(), order, cuts, restarts=restarts)
    assert [row[-1] for row in rows if row[-1]] == ["first"] * 3
    firsts = [order.index(report) for report in (FERRY, ORCHARD, TUNNEL)]
    assert [row[0] - rows[0][0] for row in rows if row[1] == "alerted"] == sorted(firsts)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_copies_tell_one_alert_on_postgresql(store_url: str) -> None:
    """The same, once, in a PostgreSQL store with a new worker for each batch."""
    rows = told(store_url, [FERRY, ORCHARD, FERRY, FERRY, ORCHARD], [1, 3, 4], restarts=True)
    assert [row[-1] for row in rows if row[-1]] == ["first", "first"]


@pytest.mark.parametrize("turns", [1, 2, 4])
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_copies_tell_one_alert_whoever_judges_them(store_url: str, turns: int) -> None:
    """Two workers that judge copies of the same reports at the same time tell each story once."""
    crew = [Member(store_url), Member(store_url)]
    for one in crew:
        one.join()
    database, reports = crew[0].database, [FERRY, ORCHARD, TUNNEL, LIBRARY]
    record(database, polled(one_feed(database), *(admission(f"{place:03}") for place in range(2 * len(reports)))))
    entries = gather(database, limit=2 * len(reports))
    ready = [Gathered(it, article(report, it.id), ()) for it, report in zip(entries, reports * 2, strict=True)]

    async def work(one: Member, share: Sequence[Gathered]) -> None:
        bench, size = judge_for(one.database), -(-len(share) // turns)
        for start in range(0, len(share), size):
            await bench.judge(share[start : start + size])

    async def both() -> None:
        await asyncio.gather(work(crew[0], ready[: len(reports)]), work(crew[1], ready[len(reports) :]))

    asyncio.run(both())
    alerts = database.read(lambda db: list(db.scalars(sa.text("SELECT occasion FROM alerts"))))
    for one in crew:
        one.database.close()
    assert alerts == ["first"] * len(reports)


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), most=st.integers(1, 5))
def test_who_is_read_last_is_judged_in_its_turn(seed: int, most: int) -> None:
    """Entries of one claim are judged in its order, however long each is read; those that go are not waited for."""

    async def judged() -> list[int]:
        chance, line = random.Random(seed), Resequencer()
        waiting = list(range(9))
        line.join(waiting)
        taken: list[int] = []

        async def judging() -> None:
            while len(taken) < len(waiting) - 1:
                taken.extend(one.entry.id for one in await line.take(most))
                await asyncio.sleep(0)

        task = asyncio.create_task(judging())
        for entry in chance.sample(waiting, len(waiting)):
            if entry == 4:
                line.leave([entry])
            else:
                line.ready([_read(entry)])
            await asyncio.sleep(0)
        await task
        return taken

    assert asyncio.run(judged()) == [0, 1, 2, 3, 5, 6, 7, 8]


async def test_a_slow_page_does_not_hold_the_others_for_long() -> None:
    """Whoever waited a second for those before it goes ahead of them; the late one comes when it is read."""
    line = Resequencer()
    line.join([1, 2, 3])
    line.ready([_read(2)])
    assert [one.entry.id for one in await line.take(8)] == [2]
    line.ready([_read(3), _read(1)])
    assert [one.entry.id for one in await line.take(8)] == [1, 3]
    assert await line.take(8) == []


async def test_in_a_single_pass_nobody_goes_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a page takes, those behind it are judged after it."""
    monkeypatch.setattr("worker.flow.resequencer.READ_S", 0.0)
    line = Resequencer(None)
    line.join([1, 2, 3])
    line.reads([1])
    line.ready([_read(2), _read(3)])
    waiting = asyncio.create_task(line.take(8))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    line.ready([_read(1)])
    assert [one.entry.id for one in await waiting] == [1, 2, 3]


@pytest.mark.parametrize(("hold_s", "ready", "taken"), [(None, 20, 20), (None, 19, 0), (1.0, 20, 0)])
async def test_a_single_pass_judges_half_of_its_last_ones(hold_s: float | None, ready: int, taken: int) -> None:
    """While the other half is read, so that it does not end with a long batch; a daemon waits for more."""
    line = Resequencer(hold_s)
    line.join(range(40))
    line.ready(map(_read, range(ready)))
    waiting = asyncio.create_task(line.take(32))
    for _ in range(20):
        await asyncio.sleep(0)
    assert (len(waiting.result()) if waiting.done() else 0) == taken
    waiting.cancel()


async def test_what_is_being_read_is_waited_for() -> None:
    """A slow host is not: once its page is here, those after it wait as long as the reading takes."""
    line = Resequencer(hold_s=0.0)
    line.join([1, 2, 3])
    line.reads([2])
    line.ready([_read(3)])
    waiting = asyncio.create_task(line.take(8))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    line.ready([_read(2)])
    assert [one.entry.id for one in await waiting] == [2, 3]
    line.reads([1])
    line.leave([1])
    assert await line.take(8) == []


async def test_what_is_read_for_too_long_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that keeps a child busy delays the others for so long and no longer."""
    monkeypatch.setattr("worker.flow.resequencer.READ_S", 0.0)
    line = Resequencer(hold_s=0.0)
    line.join([1, 2])
    line.reads([1])
    line.ready([_read(2)])
    assert [one.entry.id for one in await line.take(8)] == [2]


@pytest.mark.parametrize("at", [1023.1, 131071.3])
async def test_a_wait_that_ends_at_a_rounded_time_ends(monkeypatch: pytest.MonkeyPatch, at: float) -> None:
    """A second later, as a float, is not always a second later by subtraction: the judge goes on all the same."""
    line = Resequencer(hold_s=1.0)
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: at)
    line.join([1, 2])
    line.ready([_read(2)])
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: at + 1.0)
    assert [one.entry.id for one in await line.take(8)] == [2]


async def test_one_pass_has_all_polls_in_before_it_judges(house: House) -> None:
    """What an earlier worker left pending waits for a feed that had the report first: that one is told."""
    feeds = [f"feed{number}" for number in range(7)]
    house.configure(*feeds, polling={"on_add": "all", "at_once": 1})
    house.reports("feed0", FERRY)
    for feed in feeds[1:]:
        house.tells(feed)
    async with house.worker() as parts:
        await passes.start(parts)
        await parts.poller.run_due()
    for place, feed in enumerate(feeds[1:]):
        house.tells(feed, replace(house.prints(feed, FERRY), at=START - 7200 - 60 * place))
    await house.watch()
    (alert,) = house.alerts()
    assert alert["article"]["url"].startswith("http://feed6.example/")


def _read(entry: int) -> Gathered:
    pending: Any = _Numbered(entry)
    return Gathered(pending, article(FERRY, 0), ())


class _Numbered:
    def __init__(self, number: int) -> None:
        self.id = number


async def test_who_is_judged_makes_room_for_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a batch is before the judge, pages are asked for in the places of those that are being judged."""
    monkeypatch.setattr("worker.flow.judgetask.JUDGED_AT_ONCE", 2)
    house.configure("a", polling={"at_once": 4, "on_add": "all"})
    told = [Told(f"Report number {number}", f"http://a.example/{number}", guid=str(number)) for number in range(6)]
    house.tells("a", *told)
    async with house.worker() as parts:
        the_judge = await parts.gatherer.judge()
        judge = the_judge.judge

        async def slowly(batch: Sequence[Gathered]) -> list[Judgement]:
            async with asyncio.timeout(20):
                await house.web.until_asked("http://a.example/5")
            return await judge(batch)

        monkeypatch.setattr(the_judge, "judge", slowly)
        await passes.one_pass(parts, poll_all=True)
    assert len(house.rows("SELECT id FROM articles")) == 6


async def test_room_for_those_who_wait_for_the_judge_is_limited() -> None:
    """Four may be gathered, and two more wait; of those beyond, each takes the place of one that could be gathered."""
    in_flight, over = InFlight(4, aside=2), asyncio.Event()

    async def wait_aside(things: int) -> None:
        with in_flight.set_aside(things):
            await over.wait()

    rooms = [in_flight.room]
    for things in (1, 2, 1, 2):
        in_flight.spawn(wait_aside(things), *range(things))
        rooms.append(in_flight.room)
        await asyncio.sleep(0)
        rooms.append(in_flight.room)
    over.set()
    await in_flight.thin_out(to=0, at_most_s=5)
    assert (rooms, in_flight.room) == ([4, 3, 4, 2, 3, 2, 2, 0, 0], 4)


async def test_imported_lines_are_numbered_as_they_come(house: House) -> None:
    """Whatever feeds they name: so rows of entries that are judged together lie together."""
    house.configure()
    told = {"published": "2026-03-02", "title": "Cranes stand still", "text": "The cranes stood still today."}
    lines = [told | {"id": str(number), "feed": f"paper {number % 2}"} for number in range(6)]
    await import_articles(house.loaded, map(orjson.dumps, lines), lambda _: None)
    assert [row["guid"] for row in house.rows("SELECT guid FROM entries ORDER BY id")] == list("012345")
