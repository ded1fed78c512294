"""Opening a store: dialects, pragmas, migrations, and who may write.

One ``Database`` holds one writer (``store/writer.py``) and readers with connections of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from worker.model.errors import Conflict, Damaged, StoreError
from worker.store import advisory, engines, lockfile, migrate
from worker.store.engines import parse_url
from worker.store.trouble import Trouble, is_damage, state_of, unusable
from worker.store.writer import TRY_AGAIN_MAX_S, Writer

T = TypeVar("T")

Connection = sa.Connection
Row = sa.Row[Any]
"""What work on the store is handed and returns, named here so that the floors above need no SQL library."""


log = structlog.get_logger()

LOCKED_FOR_S, ASK_AGAIN_S = 30.0, 2.0
"""How long a statement waits for a SQLite file that another program has locked: without patience, and with it (the
writer then tries again by itself)."""

NONE_YET = "there is none yet; make it by one pass, wirewatch once, or by the daemon, wirewatch run"


class Hold(Enum):
    """Who else may work on a store while it is open."""

    ALONE = auto()
    """No other worker."""
    TOGETHER = auto()
    """Other workers, where the database allows it (PostgreSQL); such a worker must ``join`` before it works."""
    NOT = auto()
    """Anybody: for commands beside a worker."""


class Older(Enum):
    """What becomes of a store with an older schema."""

    MIGRATED = auto()
    REFUSED = auto()
    TAKEN = auto()
    """As it is: to be copied, or to be asked what it lacks."""


class Database:
    """An open store. ``write`` runs in the one writer, ``read`` on the caller's thread.

    Raises ``StoreError`` when the store is not one of ours, is newer than this program or cannot be reached,
    ``Conflict`` when another process holds it, and ``Busy`` when it is in trouble that may pass. Opening never waits
    for trouble to pass, so that the operator sees at once why the worker does not start.
    """

    def __init__(
        self,
        url: str,
        *,
        hold: Hold = Hold.ALONE,
        older: Older | None = None,
        patience_s: float = 0.0,
        troubled: Callable[[Trouble, float | None], None] = lambda trouble, healed_after_s: None,
    ) -> None:
        """``older`` is by default migrated by who holds the store, else refused.

        ``patience_s`` is how long work waits for a store in trouble to recover. ``troubled`` is called in the writer's
        thread when trouble begins, and when it is over, then with the seconds it took.
        """
        self.url = parse_url(url)
        self._patience_s = patience_s
        self._troubled = troubled
        self._hurried = threading.Event()
        self._is_open = False
        self._writer: Writer | None = None
        self._making_writer = threading.Lock()
        self.damage: Damaged | None = None
        """Set by the read or write that found the damage, and never reset."""
        self._lock: int | None = None
        self._holds = self._member = self._well = False
        self.session = _session_name()
        self.shared = hold is Hold.TOGETHER and not self.is_sqlite
        held = hold is not Hold.NOT
        older = older or (Older.MIGRATED if held else Older.REFUSED)
        if self.is_sqlite:
            self._prepare_sqlite(held=held)
        self._write_engine = self._engine(writing=True)
        self._read_engine = self._engine(writing=False)
        try:
            if held and not self.is_sqlite:
                # The writing session itself holds the lock: a lost one cannot write, and a new one takes it first.
                event.listen(self._write_engine, "connect", self._hold)
                self._take_lock()
            if older is not Older.TAKEN:
                self._check(migrate_now=older is Older.MIGRATED, held=held)
            self._found_well()
        except DBAPIError as error:
            self.close()
            raise unusable(self.name, error) from error
        except BaseException:
            self.close()
            raise
        self._is_open = True

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """The store's address without its password; a file's path as it is."""
        if self.is_sqlite:
            return f"sqlite:///{self.url.database}"
        return self.url.render_as_string(hide_password=True)

    def submit(self, work: Callable[[sa.Connection], T]) -> Future[T]:
        """Queue ``work`` for the writer's next transaction.

        It may run more than once, so it must have no effect except through its connection.
        """
        with self._making_writer:
            if self._writer is None:  # commands that only read never start its thread
                self._writer = Writer(
                    self._write_engine, patience_s=self._patience_s, troubled=self._troubled, damaged=self._note_damage
                )
        return self._writer.submit(work)

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """``submit`` and wait: returns once the transaction is on disk."""
        return self.submit(work).result()

    def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Run ``work`` in one read-only transaction on a connection of its own: it sees one snapshot.

        Raises ``Damaged`` if the store's file or pages turn out to be corrupt.
        """
        started = time.monotonic()
        while True:
            try:
                with self._read_engine.connect() as connection:
                    return work(connection)
            except sa.exc.DBAPIError as error:
                if is_damage(error):
                    raise self._note_damage(error) from error
                waited_s = time.monotonic() - started
                patience_s = self._patience_s if self._is_open else LOCKED_FOR_S * (state_of(error) == "locked")
                if state_of(error) is None or waited_s >= patience_s or self._hurried.wait(TRY_AGAIN_MAX_S):
                    raise

    async def awrite(self, work: Callable[[sa.Connection], T]) -> T:
        """``write`` for the event loop."""
        return await asyncio.wrap_future(self.submit(work))

    async def aread(self, work: Callable[[sa.Connection], T]) -> T:
        """``read`` for the event loop, on another thread."""
        return await asyncio.to_thread(self.read, work)

    def post(self, work: Callable[[sa.Connection], object]) -> None:
        """``submit`` for what nobody waits for: an error is logged, with the place that ``work`` was written at."""
        self.submit(work).add_done_callback(partial(_log_failure, getattr(work, "__qualname__", repr(work))))

    @property
    def trouble(self) -> Trouble | None:
        """What keeps the store from taking writes right now, if anything."""
        return self._writer.trouble if self._writer else None

    def _note_damage(self, error: DBAPIError) -> Damaged:
        said = str(error.orig).strip().partition("\n")[0]
        self.damage = self.damage or Damaged(
            f"store {self.name} is damaged: {said}; restore a backup and keep the damaged file, or check store.url"
        )
        return self.damage

    def holder(self) -> str | None:
        """The workers that hold the store (host and process); None if there are none."""
        if not self.is_sqlite:
            return ", ".join(map(advisory.who, self.read(advisory.sessions))) or None
        path = Path(self.url.database or "")
        return lockfile.holder(path.with_name(path.name + ".lock"))

    def fill(self, work: Callable[[sa.Connection], None]) -> None:
        """Run ``work`` in one transaction that checks foreign keys at its end; nothing else may be under way."""
        with self._write_engine.connect() as connection:
            migrate.fill(connection, work)

    def vacuum(self) -> None:
        """Return free space inside the store to the disk; nothing else may be under way."""
        with self._write_engine.connect() as connection:
            if self.is_sqlite:
                driver = connection.connection.driver_connection
                assert driver is not None
                driver.execute("VACUUM")  # past SQLAlchemy, which would begin a transaction
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def join(self, work: Callable[[sa.Connection], T], *, first: Callable[[sa.Connection], None]) -> T:
        """Become one of the workers: run ``first``, then ``work``, each in a transaction; returns ``work``'s result.

        From then on nothing is written once other workers have declared this one gone. A worker that joins again does
        so under a new name.
        """
        if self._member:
            self._member, self.session = False, _session_name()
            self._write_engine.dispose()
        self.write(first)
        joined = self.write(work)
        self._member = True
        return joined

    def hurry(self) -> None:
        """Stop waiting for a store in trouble: what it does not accept fails at once."""
        self._hurried.set()
        if self._writer is not None:
            self._writer.hurry()

    def close(self) -> None:
        """Finish queued writes, then release the lock and all connections."""
        self._hurried.set()
        healthy = self.trouble is None
        if self._writer is not None:
            self._writer.close()
        if self._holds and healthy:
            with contextlib.suppress(DBAPIError, Conflict), self._write_engine.connect() as connection:
                advisory.let_go(connection)
            self._holds = False
        self._write_engine.dispose()
        self._read_engine.dispose()
        self._unlock(well=self._well and healthy and self.damage is None)

    def _unlock(self, *, well: bool = False) -> None:
        if self._lock is not None:
            if well:
                lockfile.leave(self._lock, Path(self.url.database or ""))
            os.close(self._lock)
            self._lock = None

    def _prepare_sqlite(self, *, held: bool) -> None:
        if not self.url.database or self.url.database == ":memory:":
            raise StoreError("store.url names no file; a store in memory forgets everything, name a file")
        path = Path(self.url.database)
        if not path.parent.is_dir():
            raise StoreError(f"store {path}: the folder {path.parent} does not exist; create it first")
        if path.is_dir():
            raise StoreError(f"store {path} is a folder; name a file in it")
        _refuse_foreign_link(path.parent)
        beside = path.with_name(path.name + ".lock")
        self._to_check = lockfile.to_check(beside, path)
        if held:
            self._lock = lockfile.take(beside)
        there = path.exists() and path.stat().st_size > 0
        if not there and lockfile.remembered(beside):
            self._unlock()
            raise StoreError(
                f"store {path}: a store was here, and now the file is {'empty' if path.exists() else 'gone'}; "
                f"restore a backup, or remove {beside.name} to begin anew"
            )
        if not there and not held:  # SQLite would make a file of anybody's rights, which then counts as a store
            raise StoreError(f"store {path}: {NONE_YET}")
        if not path.exists():
            path.touch(mode=0o600)  # what SQLite puts beside it gets the same rights
        elif lockfile.has_foreign_log(path):
            self._unlock()
            raise StoreError(
                f"store {path}: a backup stands beside the log of the store before it, which would damage it; "
                f"remove {path.name}-wal and {path.name}-shm"
            )

    def _engine(self, *, writing: bool) -> sa.Engine:
        if self.is_sqlite:
            locked_for_s = ASK_AGAIN_S if self._patience_s else LOCKED_FOR_S
            return engines.sqlite_engine(self.url, writing=writing, locked_for_s=locked_for_s)
        return engines.postgres_engine(self.url, writing=writing, session=lambda: self.session)

    def _hold(self, connection: Any, _record: object) -> None:
        if self.shared:
            advisory.hold_together(connection, self.name, self.session, member=self._member)
        else:
            advisory.hold_alone(connection, self.name, self.session)

    def _take_lock(self) -> None:
        """Take the lock; give it back if the server has one session for two connections: it would be everybody's."""
        with self._write_engine.connect() as connection:
            writing = advisory.session_id(connection)
        self._holds = True
        if self.read(advisory.session_id) == writing:
            raise StoreError(
                f"store {self.name} is behind a pooler that shares sessions between clients (transaction mode), "
                "in which no lock of a worker holds; name the server itself, or a pooler in session mode"
            )

    def _found_well(self) -> None:
        """Check the held store, unless it is exactly as it was last closed, and note that there is one."""
        if self._lock is None:
            return
        fault = self.read(lambda db: db.exec_driver_sql("PRAGMA quick_check(1)").scalar()) if self._to_check else "ok"
        if fault != "ok":
            raise StoreError(f"store {self.name} is damaged: {fault}; restore a backup, and keep the damaged file")
        lockfile.mark(self._lock)
        self._well = True

    def is_behind(self) -> bool:
        """Whether migrations are missing. Raises ``StoreError`` if the database is not ours, or is newer."""
        return self.read(lambda connection: migrate.is_behind(connection, self.name))

    def _why_not(self, *, held: bool) -> str:
        if held:
            return "its schema is older than this program's, and store.migrate is off; run: wirewatch migrate"
        if self.read(migrate.is_empty):
            return NONE_YET
        return "its schema is older than this program's; run wirewatch migrate, or start the worker"

    def _check(self, *, migrate_now: bool, held: bool) -> None:
        # Asked on a reader's connection: a database that is not ours must not even be switched to WAL.
        if not self.is_behind():
            return
        if not migrate_now:
            raise StoreError(f"store {self.name}: {self._why_not(held=held)}")
        deadline = time.monotonic() + advisory.SESSION_FREE_S
        with self._write_engine.connect() as connection:
            while self.shared and not advisory.alone_for_a_while(connection):
                if not self.is_behind():  # another worker that was started with us has done it
                    return
                if time.monotonic() > deadline:
                    raise Conflict(
                        f"store {self.name} has an older schema, and workers: {self.holder()}; stop all first"
                    )
                advisory.wait(connection)
            migrate.bring_up(connection)
            if self.shared:
                advisory.together_again(connection)


def _log_failure(work: str, written: Future[Any]) -> None:
    error = None if written.cancelled() else written.exception()
    if error is not None:
        log.error("a write that nobody waits for failed", work=work, error=f"{type(error).__name__}: {error}")


def _session_name() -> str:
    return f"wirewatch {socket.gethostname()[:20]} process {os.getpid()} {secrets.token_hex(4)}"


def missing_in(url: str) -> list[tuple[str, str]]:
    """The migrations a store lacks, as number and title; opens it read-only and creates no file."""
    parsed = parse_url(url)
    path = Path(parsed.database or ".")
    if parsed.get_backend_name() == "sqlite" and not (path.exists() and path.stat().st_size):
        engine = sa.create_engine("sqlite://", module=engines.sqlite_module())
        try:
            with engine.connect() as nothing:
                return migrate.missing(nothing)
        finally:
            engine.dispose()
    database = Database(url, hold=Hold.NOT, older=Older.TAKEN)
    try:
        return database.read(migrate.missing) if database.is_behind() else []
    finally:
        database.close()


def _refuse_foreign_link(folder: Path) -> None:
    """Refuse a folder behind another user's symbolic link, which may lead elsewhere tomorrow."""
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) and found.st_uid not in {0, os.geteuid()}:
        raise StoreError(f"store: {folder} is a link that belongs to user {found.st_uid}; name the folder itself")
