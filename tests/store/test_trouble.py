"""A store in trouble: reported, waited for, recovered; and a worker that lost its store to another."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import closing
from math import inf
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from worker.model.errors import Busy, Conflict
from worker.store.advisory import SESSION_LOCK
from worker.store.database import Database
from worker.store.schema import sequences
from worker.store.trouble import Trouble, state_of

WAIT_S = 20


class Told:
    """What the writer reported of trouble, and a wait for it."""

    def __init__(self) -> None:
        self.states: list[tuple[str, bool]] = []
        self.began = threading.Event()

    def __call__(self, trouble: Trouble, healed_after_s: float | None) -> None:
        """Note it."""
        self.states.append((trouble.state, healed_after_s is not None))
        self.began.set()


def _cut_off(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _put(db: sa.Connection) -> str:
    db.execute(sa.insert(sequences).values(name="kept", next=1))
    return "kept"


def _filling(room: threading.Event) -> Callable[[sa.Connection], str]:
    """Work that needs more room than the SQLite file may take, until ``room`` is made."""

    def work(db: sa.Connection) -> str:
        pages = 1_000_000 if room.is_set() else db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for number in range(200):
            db.execute(sa.insert(sequences).values(name=f"{number} {'x' * 500}", next=1))
        return _put(db)

    return work


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_full_disk_is_waited_for(store_url: str) -> None:
    """Work on a full store is neither refused nor lost: it is done once there is room, and both times are reported."""
    told, room = Told(), threading.Event()
    with closing(Database(store_url, patience_s=inf, troubled=told)) as database:
        waiting = database.submit(_filling(room))
        assert told.began.wait(WAIT_S)
        assert database.trouble is not None
        assert (database.trouble.state, waiting.done()) == ("disk_full", False)
        room.set()
        assert waiting.result(WAIT_S) == "kept"
        assert told.states == [("disk_full", False), ("disk_full", True)]
        assert database.read(lambda db: db.scalar(sa.select(sa.func.count()).select_from(sequences))) == 201


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_file_taken_away_is_waited_for(store_url: str) -> None:
    """Nothing is written to a file that has lost its name, nor to another in its place; it goes on once it is back."""
    told, file = Told(), Path(str(sa.make_url(store_url).database))
    aside = file.with_name("aside")
    with closing(Database(store_url, patience_s=inf, troubled=told)) as database:
        database.write(lambda db: db.execute(sa.insert(sequences).values(name="before", next=1)))
        file.rename(aside)
        file.touch()
        waiting = database.submit(_put)
        assert told.began.wait(WAIT_S)
        assert database.trouble is not None
        assert (database.trouble.state, waiting.done(), file.stat().st_size) == ("lost", False, 0)
        assert "was moved or removed" in database.trouble.error
        aside.rename(file)
        assert waiting.result(WAIT_S) == "kept"
    with closing(Database(store_url)) as database:
        names = database.read(lambda db: db.scalars(sa.select(sequences.c.name)).all())
    assert {"before", "kept"} <= set(names)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_who_hurries_gets_the_work_back(store_url: str) -> None:
    """At shutdown nothing waits for a disk: the work fails with ``Busy``, and the store closes."""
    told = Told()
    with closing(Database(store_url, patience_s=inf, troubled=told)) as database:
        waiting = database.submit(_filling(threading.Event()))
        assert told.began.wait(WAIT_S)
        database.hurry()
        with pytest.raises(Busy, match="full"):
            waiting.result(WAIT_S)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_command_does_not_wait_long(store_url: str) -> None:
    """Without patience the first error is raised."""
    with closing(Database(store_url)) as database, pytest.raises(Busy, match="full"):
        database.write(_filling(threading.Event()))


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_session_cut_off_holds_the_store_again(store_url: str) -> None:
    """A worker whose sessions the server ended goes on writing, again with exclusive use."""
    with closing(Database(store_url, patience_s=inf)) as database:
        _cut_off(store_url)
        assert database.write(_put) == "kept"
        with pytest.raises(Conflict, match=r"held by wirewatch \S+ process \d+;"):
            Database(store_url)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_worker_that_lost_its_store_writes_no_more(store_url: str) -> None:
    """If another worker has taken the store meanwhile, every write is a ``Conflict``."""
    with closing(Database(store_url, patience_s=inf)) as database, psycopg.connect(store_url, autocommit=True) as other:
        other.execute("SET application_name = 'wirewatch elsewhere process 1 f00d'")
        database.close()
        lost = Database(store_url, patience_s=inf)
        pids = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
        # One statement: ends the holder and takes its place before it can come back.
        other.execute(
            f"SELECT pg_terminate_backend(pid, 10000), pg_advisory_lock({SESSION_LOCK}) FROM ({pids}) AS held"
        )
        for _ in range(2):
            with pytest.raises(Conflict, match="held by wirewatch elsewhere process 1;"):
                lost.write(_put)
        assert other.execute("SELECT count(*) FROM sequences").fetchone() == (0,)
        lost.close()


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_reader_outlives_the_loss_of_its_connections(store_url: str) -> None:
    """A read under way when the server ends its session is done again."""
    with closing(Database(store_url, patience_s=inf)) as database:
        cut: list[bool] = []

        def work(db: sa.Connection) -> int:
            if not cut:
                cut.append(True)
                _cut_off(store_url)
            return int(db.execute(sa.select(sa.func.count()).select_from(sequences)).scalar_one())

        assert database.read(work) == 0


def test_what_is_wrong_with_the_work_is_no_trouble(database: Database) -> None:
    """A violated unique key is no trouble of the disk: it is raised at once."""
    database.write(_put)
    with pytest.raises(sa.exc.IntegrityError) as raised:
        database.write(_put)
    assert state_of(raised.value) is None
    assert database.trouble is None


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_what_a_server_can_never_take_is_no_trouble(database: Database) -> None:
    """A value too large for an index is wrong for good: whoever waits for the store to recover would wait for ever."""
    name = "".join(hashlib.sha256(bytes([place])).hexdigest() for place in range(100))
    with pytest.raises(sa.exc.DBAPIError, match="exceeds btree"):
        database.write(lambda db: db.execute(sa.insert(sequences).values(name=name, next=1)))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_what_sqlite_cannot_do_is_no_trouble(database: Database) -> None:
    """SQLite calls it operational too, but nothing passes here: the work is wrong, and its own stage must hear so."""
    with pytest.raises(sa.exc.OperationalError, match="malformed JSON"):
        database.write(lambda db: db.exec_driver_sql("SELECT json('{')").all())


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_statement_that_the_server_cancels_may_be_tried_again(database: Database) -> None:
    """What a busy server or its operator cuts short is not the work's fault."""
    with pytest.raises(Busy, match="user request"):
        database.write(lambda db: db.exec_driver_sql("SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(9)").all())


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_the_victim_of_a_deadlock_is_run_again(database: Database) -> None:
    """Without patience, too: the other side is through by then."""
    runs: list[int] = []

    def work(db: sa.Connection) -> str:
        runs.append(1)
        if len(runs) == 1:
            db.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$")
        return _put(db)

    assert database.write(work) == "kept"
    assert len(runs) == 2


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_what_is_committed_is_written_whatever_the_server_is_set_to(database: Database) -> None:
    """The tests' server has synchronous commits off; for the worker's writer they are on."""
    with psycopg.connect(database.url.render_as_string(hide_password=False).replace("+psycopg", "")) as anybody:
        assert anybody.execute("SHOW synchronous_commit").fetchone() == ("off",)
    assert database.write(lambda db: db.exec_driver_sql("SHOW synchronous_commit").scalar()) == "on"


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_no_limit_of_the_server_ends_a_write(store_url: str) -> None:
    """A role or a database may be set to end what takes long: a judge that waits for another one is not ended."""
    limits = ("statement_timeout", "lock_timeout", "idle_session_timeout")
    with psycopg.connect(store_url, autocommit=True) as admin:
        for name in limits:
            admin.execute(f"ALTER DATABASE {admin.info.dbname} SET {name} = '8s'")
        database = Database(store_url)
        found = database.write(lambda db: [db.exec_driver_sql(f"SHOW {name}").scalar() for name in limits])
        database.close()
        for name in limits:
            admin.execute(f"ALTER DATABASE {admin.info.dbname} RESET {name}")
    assert found == ["0"] * 3
