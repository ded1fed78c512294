"""Opening a store: refusals and their advice, exclusive use, and what readers can do."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from tests.store.rows import contents, list_feeds, one_feed, rows, spec
from worker.model.errors import Conflict, StoreError
from worker.store import lockfile
from worker.store.database import Database, Hold, Older
from worker.store.schema import REVISION, feeds, sequences

HOLD = """
import sys
from worker.store.database import Database
database = Database(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""
"""Holds a store until it is killed."""

FREE_WITHIN_S = 20


def _execute(url: str, *statements: str) -> None:
    """Run SQL on a database as somebody who is not wirewatch."""
    if url.startswith("postgresql"):
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
        return
    with closing(sqlite3.connect(str(make_url(url).database))) as file, file:
        for statement in statements:
            file.execute(statement)


# -- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        pytest.param("wirewatch.db", "write sqlite:///FILE", id="a file name is not an address"),
        pytest.param("mysql://localhost/w", "use sqlite:/// or postgresql://", id="another kind of database"),
        pytest.param("sqlite://", "name a file", id="no file"),
        pytest.param("sqlite:///:memory:", "name a file", id="a store in memory"),
        pytest.param("sqlite:///{folder}/none/w.db", "create it first", id="a folder that is not there"),
        pytest.param("sqlite:///{folder}", "is a folder; name a file in it", id="a folder"),
        pytest.param("sqlite:///{folder}/text.db", "check store.url", id="a file that is no database"),
        pytest.param("sqlite:///{folder}/locked.db", "own the store's folder", id="a lock file that leads elsewhere"),
        pytest.param("postgresql://u@/w?host={folder}", "check store.url", id="nobody listens"),
    ],
)
def test_what_is_no_store_is_refused_with_the_next_step(tmp_path: Path, url: str, advice: str) -> None:
    """A wrong ``store.url`` is an error that names the store and says what to do."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "text.db").write_text("This is a shopping list and not a database. " * 50)
    (folder / "locked.db.lock").symlink_to(folder / "elsewhere")
    with pytest.raises(StoreError, match=advice):
        Database(url.format(folder=folder))


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_database_that_is_not_there_is_refused(store_url: str) -> None:
    """The server's own words and the next step are in the message; the password never is."""
    wrong = make_url(store_url).set(database="nowhere", password="secret").render_as_string(hide_password=False)
    with pytest.raises(StoreError, match=r"nowhere.*check store\.url") as refused:
        Database(wrong)
    assert "secret" not in str(refused.value)


def test_a_foreign_database_is_refused_and_left_as_it_is(blank_url: str) -> None:
    """Foreign tables show a wrong address: nothing is changed, not even the file's header."""
    _execute(blank_url, "CREATE TABLE shopping (item TEXT)")
    path = Path(str(make_url(blank_url).database))
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match="tables that are not wirewatch's; name an empty database or another file"):
        Database(blank_url)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_database_that_does_not_hold_every_letter_is_refused(blank_url: str) -> None:
    """Otherwise each feed with a letter that it lacks would fail at each poll, with an error nobody expects."""
    _execute(blank_url, "CREATE DATABASE old TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreError, match=r"LATIN1.*createdb --encoding=UTF8"):
        Database(str(make_url(blank_url).set(database="old").render_as_string(hide_password=False)))


def test_a_store_of_a_newer_program_is_refused(store_url: str) -> None:
    """A schema this program does not know is not touched; a newer program is needed."""
    _execute(store_url, "UPDATE alembic_version SET version_num = 'ffff'")
    try:
        with pytest.raises(StoreError, match="schema ffff, newer than this program knows; install a newer wirewatch"):
            Database(store_url)
    finally:
        _execute(store_url, f"UPDATE alembic_version SET version_num = '{REVISION}'")


def test_migrations_wait_for_leave(blank_url: str) -> None:
    """With migrations off an empty database stays empty, and the message names the command."""
    with pytest.raises(StoreError, match="run: wirewatch migrate"):
        Database(blank_url, older=Older.REFUSED)
    with closing(Database(blank_url)):
        pass
    with closing(Database(blank_url, older=Older.REFUSED)) as database:
        assert rows(database, feeds) == []


# -- who holds it -----------------------------------------------------------------------------------------


def test_two_workers_cannot_hold_one_store(database: Database, store_url: str) -> None:
    """I4: the second one is told of the conflict, and the first goes on undisturbed."""
    with pytest.raises(Conflict, match="stop it first"):
        Database(store_url)
    list_feeds(database, spec("a"))


def test_a_command_that_only_reads_does_not_need_the_store_alone(database: Database, store_url: str) -> None:
    """Reports work while the worker runs, and see what it has stored."""
    list_feeds(database, spec("a"))
    with closing(Database(store_url, hold=Hold.NOT)) as reader:
        assert [row.key for row in rows(reader, feeds)] == ["a"]


def test_a_closed_store_is_free_at_once(store_url: str) -> None:
    """After a worker has ended normally its lock is gone at once."""
    for _ in range(20):
        with closing(Database(store_url)):
            pass


def test_a_refused_opener_leaves_the_store_free(blank_url: str) -> None:
    """A start that fails after it took the lock gives the lock back."""
    for _ in range(3):
        with pytest.raises(StoreError, match="wirewatch migrate"):
            Database(blank_url, older=Older.REFUSED)


def test_a_killed_holder_leaves_the_store_free(store_url: str) -> None:
    """A kill -9 ends the lock with the process: no lock file has to be removed by hand."""
    command = [sys.executable, "-c", HOLD, store_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Conflict):
            Database(store_url)
        holder.send_signal(signal.SIGKILL)
    database = _open_soon(store_url)
    one_feed(database)
    database.close()


def _open_soon(url: str) -> Database:
    """Open a store whose holder was killed: PostgreSQL takes a moment to notice."""
    deadline = time.monotonic() + FREE_WITHIN_S
    while True:
        try:
            return Database(url)
        except Conflict:
            assert time.monotonic() < deadline


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_conflict_names_the_holder(database: Database, store_url: str) -> None:
    """The message says which process to look for."""
    with pytest.raises(Conflict, match=r"store\.db is held by process \d+"):
        Database(store_url)
    assert database.is_sqlite


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_store_closes_though_its_server_went_first(store_url: str) -> None:
    """Closing works although the connection is gone."""
    with closing(Database(store_url)) as database, psycopg.connect(store_url, autocommit=True) as admin:
        list_feeds(database, spec("a"))
        admin.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


# -- reading ----------------------------------------------------------------------------------------------


def test_readers_cannot_write(database: Database) -> None:
    """Only the writer writes: on a reader's connection the database itself refuses."""
    before = contents(database)
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        database.read(lambda db: db.execute(sa.insert(sequences).values(name="a", next=1)))
    assert contents(database) == before


def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    """While a transaction is open readers see what was committed before it."""

    def work(db: sa.Connection) -> int:
        db.execute(sa.insert(sequences).values(name="a", next=1))
        return len(rows(database, sequences))

    assert database.write(work) == 0
    assert len(rows(database, sequences)) == 1


def test_what_a_reader_sees_is_of_one_moment(database: Database) -> None:
    """A write between two queries of one reader does not show in the second."""
    count = sa.select(sa.func.count()).select_from(sequences)

    def read(db: sa.Connection) -> tuple[int | None, int | None]:
        first = db.scalar(count)
        database.write(lambda other: other.execute(sa.insert(sequences).values(name="a", next=1)))
        return first, db.scalar(count)

    assert database.read(read) == (0, 0)
    assert len(rows(database, sequences)) == 1


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_commit_is_on_disk(database: Database) -> None:
    """A SQLite store is in WAL mode, synced at every commit, foreign keys checked; its log is written back in lots."""
    names = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")

    def pragmas(db: sa.Connection) -> list[object]:
        return [db.scalar(sa.text(f"PRAGMA {name}")) for name in names]

    assert database.write(pragmas) == ["wal", 2, 1, 8000]


def test_a_store_as_it_was_left_is_not_looked_through_again(tmp_path: Path) -> None:
    """The check is skipped only for a store that was closed normally and not written to since."""
    file, beside = tmp_path / "store.db", tmp_path / "store.db.lock"
    with closing(Database(f"sqlite:///{file}")) as database:
        trails = database.read(lambda db: db.scalar(sa.text("SELECT rootpage FROM sqlite_schema WHERE name='trails'")))
        assert lockfile.to_check(beside, file)
    assert not lockfile.to_check(beside, file)
    with file.open("r+b") as opened:
        opened.seek(4096 * (trails - 1))
        opened.write(b"\xa5" * 4096)
    with pytest.raises(StoreError, match="restore a backup"):
        Database(f"sqlite:///{file}")
    assert lockfile.to_check(beside, file)
    with beside.open("r+b") as lock:
        lockfile.leave(lock.fileno(), file)
    Database(f"sqlite:///{file}").close()


# -- whose files they are ---------------------------------------------------------------------------------


def test_a_new_store_is_read_by_its_owner_only(tmp_path: Path) -> None:
    """The store, its log and its lock are private, whatever the umask is."""
    before = os.umask(0)
    try:
        with closing(Database(f"sqlite:///{tmp_path / 'store.db'}")) as database:
            one_feed(database)
            rights = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert set(rights) >= {"store.db", "store.db-wal", "store.db.lock"}
    assert set(rights.values()) == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make another user's link")
def test_a_store_is_named_as_its_file_is(tmp_path: Path) -> None:
    """Messages show the file's own name, without URL escapes."""
    file = tmp_path / "наш Ordner 100% #1?.db"
    database = Database(str(URL.create("sqlite", database=str(file))))
    database.close()
    assert (database.name, file.exists()) == (f"sqlite:///{file}", True)


def test_a_folder_behind_somebody_elses_link_is_refused(tmp_path: Path) -> None:
    """The owner of the link could move the store; a link of our own is accepted."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    with closing(Database(f"sqlite:///{link / 'store.db'}")):
        pass
    os.lchown(link, 4711, 4711)
    with pytest.raises(StoreError, match="link that belongs to user 4711"):
        Database(f"sqlite:///{link / 'store.db'}")
