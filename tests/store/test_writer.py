"""The one writer: group commits, and what one job may do to the others."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import event
from structlog.testing import capture_logs

from worker.model.errors import StoreError
from worker.store.database import Database, Hold
from worker.store.schema import sequences
from worker.store.writer import MAX_GROUP

WAIT_S = 20
Work = Callable[[sa.Connection], str]


def _put(name: str) -> Work:
    """A job that stores a row and returns its name."""

    def work(db: sa.Connection) -> str:
        db.execute(sa.insert(sequences).values(name=name, next=1))
        return name

    return work


def _fail(db: sa.Connection) -> str:
    db.execute(sa.insert(sequences).values(name="never", next=1))
    raise LookupError("this job fails after it wrote")


def _leave(_: sa.Connection) -> str:
    sys.exit("this job has had enough")


def _answer(number: int, _: sa.Connection) -> int:
    return number


def _names(database: Database) -> set[str]:
    return set(database.read(lambda db: db.execute(sa.select(sequences.c.name)).scalars().all()))


@contextmanager
def _held(database: Database) -> Iterator[None]:
    """Keep the writer inside a transaction, so that whatever is submitted meanwhile queues up behind it."""
    inside, release = threading.Event(), threading.Event()

    def wait(_: sa.Connection) -> None:
        inside.set()
        assert release.wait(WAIT_S)

    holding = database.submit(wait)
    assert inside.wait(WAIT_S)
    try:
        yield
    finally:
        release.set()
        holding.result(WAIT_S)


@pytest.fixture
def commits() -> Iterator[list[sa.Connection]]:
    """The commits of all engines while the test runs."""
    seen: list[sa.Connection] = []

    def note(connection: sa.Connection) -> None:
        seen.append(connection)

    event.listen(sa.Engine, "commit", note)
    yield seen
    event.remove(sa.Engine, "commit", note)


def test_a_result_comes_after_the_commit(database: Database) -> None:
    """Once ``write`` answers, every other connection sees the row."""
    assert database.write(_put("one")) == "one"
    assert _names(database) == {"one"}


def test_jobs_that_queue_up_share_transactions(database: Database, commits: list[sa.Connection]) -> None:
    """250 jobs behind a busy writer cost three transactions, not 250."""
    with _held(database):
        waiting = [database.submit(_put(f"job {place}")) for place in range(250)]
    assert [future.result(WAIT_S) for future in waiting] == [f"job {place}" for place in range(250)]
    assert len(commits) == 1 + 3
    assert len(_names(database)) == 250


def test_who_hands_over_a_job_never_waits(database: Database) -> None:
    """However many jobs a store in trouble leaves waiting: it would be the event loop that stands still."""
    waiting: list[Future[int]] = []

    def hand_over() -> None:
        waiting.extend(database.submit(partial(_answer, number)) for number in range(3000))

    with _held(database):
        handing = threading.Thread(target=hand_over, daemon=True)
        handing.start()
        handing.join(WAIT_S / 4)
        assert not handing.is_alive()
    assert [it.result(WAIT_S) for it in waiting] == list(range(3000))


def test_jobs_run_in_the_order_they_came(database: Database) -> None:
    """A job sees what every job before it wrote, in its own transaction or an earlier one."""

    def count(db: sa.Connection) -> int:
        db.execute(sa.insert(sequences).values(name=f"row {threading.get_ident()} {next(places)}", next=1))
        return db.scalar(sa.select(sa.func.count()).select_from(sequences)) or 0

    places = iter(range(1000))
    with _held(database):
        waiting = [database.submit(count) for _ in range(2 * MAX_GROUP)]
    assert [future.result(WAIT_S) for future in waiting] == list(range(1, 2 * MAX_GROUP + 1))


def test_a_job_that_fails_takes_no_other_with_it(database: Database) -> None:
    """The error goes to the submitter of the job; other jobs of the transaction are stored, its own writes are not."""
    with _held(database):
        before, failing, after = (database.submit(work) for work in (_put("before"), _fail, _put("after")))
    assert (before.result(WAIT_S), after.result(WAIT_S)) == ("before", "after")
    with pytest.raises(LookupError, match="fails after it wrote"):
        failing.result(WAIT_S)
    assert _names(database) == {"before", "after"}


def test_a_job_the_database_refuses_takes_no_other_with_it(database: Database) -> None:
    """A statement that fails ends PostgreSQL's transaction for all in it: the others run again."""
    database.write(_put("taken"))
    with _held(database):
        before, double, after = (database.submit(_put(name)) for name in ("before", "taken", "after"))
    assert (before.result(WAIT_S), after.result(WAIT_S)) == ("before", "after")
    with pytest.raises(sa.exc.IntegrityError):
        double.result(WAIT_S)


def test_a_job_that_asks_for_an_exit_ends_only_itself(database: Database) -> None:
    """What is no ordinary error, as an exit asked for, goes to the job's submitter too; the writer goes on."""
    with _held(database):
        before, leaving = database.submit(_put("before")), database.submit(_leave)
    with pytest.raises(SystemExit):
        leaving.result(WAIT_S)
    assert before.result(WAIT_S) == "before"
    assert database.submit(_put("after")).result(WAIT_S) == "after"
    assert _names(database) == {"before", "after"}


def test_what_nobody_waits_for_is_logged_where_it_fails(database: Database) -> None:
    """Work that was only posted is done; where it fails, the log says what it was and why, and the next one is done."""
    with capture_logs() as logs:
        database.post(_fail)
        database.post(_put("after"))
        database.write(lambda _: None)
    assert _names(database) == {"after"}
    assert [(it["work"], it["error"]) for it in logs] == [("_fail", "LookupError: this job fails after it wrote")]


def test_a_cancelled_job_is_not_run(database: Database) -> None:
    """A job that is cancelled before its turn leaves nothing in the store."""
    with _held(database):
        given_up, kept = database.submit(_put("given up")), database.submit(_put("kept"))
        assert given_up.cancel()
    assert kept.result(WAIT_S) == "kept"
    assert _names(database) == {"kept"}


def test_a_job_cancelled_while_it_runs_does_not_stop_the_writer(database: Database) -> None:
    """A task that is cancelled while its job runs cannot take the job back, and the writer goes on."""
    inside, release = threading.Event(), threading.Event()

    def work(db: sa.Connection) -> None:
        _put("written")(db)
        inside.set()
        assert release.wait(WAIT_S)

    running = database.submit(work)
    assert inside.wait(WAIT_S)
    assert not running.cancel()
    release.set()
    assert database.submit(_put("next")).result(WAIT_S) == "next"
    assert _names(database) == {"written", "next"}


def test_closing_runs_what_is_queued(store_url: str) -> None:
    """``close`` returns when the last job submitted before it is stored."""
    database = Database(store_url)
    with _held(database):
        waiting = [database.submit(_put(f"job {place}")) for place in range(2 * MAX_GROUP + 1)]
    database.close()
    assert all(future.done() for future in waiting)
    reader = Database(store_url, hold=Hold.NOT)
    assert len(_names(reader)) == 2 * MAX_GROUP + 1
    reader.close()


def test_threads_that_write_first_at_once_share_one_writer(store_url: str) -> None:
    """However many threads hand in a store's first work at the same moment, one writer's thread is started."""
    before, switch_s = threading.active_count(), sys.getswitchinterval()
    database = Database(store_url)
    together = threading.Barrier(8)

    def write() -> None:
        together.wait(WAIT_S)
        database.write(lambda _: None)

    threads = [threading.Thread(target=write) for _ in range(8)]
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(WAIT_S)
        assert threading.active_count() == before + 1
    finally:
        sys.setswitchinterval(switch_s)
        database.close()


def test_a_closed_store_refuses_work(store_url: str) -> None:
    """A late job is refused, rather than waiting for a writer that is gone."""
    database = Database(store_url)
    database.write(_put("one"))
    database.close()
    with pytest.raises(StoreError, match="closed"):
        database.submit(_put("two"))


def test_closing_twice_is_closing_once(store_url: str) -> None:
    """Closing twice is allowed, for clean-up after a failed start."""
    database = Database(store_url)
    database.write(_put("one"))
    database.close()
    database.close()


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_the_writer_survives_a_server_that_drops_it(database: Database, store_url: str) -> None:
    """Connections lost between two transactions are replaced: the next job and the next reader find new ones."""
    database.write(_put("one"))
    assert _names(database) == {"one"}
    with psycopg.connect(store_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert database.write(_put("two")) == "two"
    assert _names(database) == {"one", "two"}
