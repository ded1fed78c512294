"""A store kept in order by hand: copied while it is in use, checked, shrunk."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from contextlib import closing
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from worker.model.errors import Damaged, StoreError, WirewatchError
from worker.model.settings import Keep
from worker.store import migrate, retention
from worker.store.database import NONE_YET, Database
from worker.store.engines import sqlite_module

DUMP_WITHIN_S = 24 * 3600.0


def backup(database: Database, into: Path) -> int:
    """Copy the store consistently into the file ``into``, which gets its name after a check; returns its size.

    A running worker goes on writing meanwhile. A store of an older version is copied as it is, so that there is a
    backup of it before it is migrated. SQLite's copy is a store; PostgreSQL's is an archive for
    ``pg_restore``. Raises ``StoreError`` for the store, another ``WirewatchError`` for what is wrong with the file or
    the programs, and then leaves no file.
    """
    if database.is_behind() and database.read(migrate.is_empty):
        raise StoreError(f"store {database.name}: {NONE_YET}")
    if into.exists():
        raise WirewatchError(f"{into} exists already; name a new file")
    half = into.with_name(f".{into.name}.half")
    half.unlink(missing_ok=True)
    try:
        half.touch(mode=0o600)
        if database.is_sqlite:
            _copy_sqlite(Path(database.url.database or ""), half)
        else:
            _dump(database, half)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.rename(into)
    except OSError as error:
        raise WirewatchError(f"{into} cannot be written: {error.strerror}; name another place") from error
    finally:
        half.unlink(missing_ok=True)
    return into.stat().st_size


def _copy_sqlite(source: Path, into: Path) -> None:
    module = sqlite_module()
    original, copied = (file.absolute().as_uri() for file in (source, into))  # any bytes may stand in a path
    try:
        with closing(module.connect(f"{original}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", [copied])
        with closing(module.connect(f"{copied}?mode=ro", uri=True)) as copy:
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
            copy.execute("SELECT version_num FROM alembic_version")
    except module.Error as error:
        if "disk is full" in str(error):
            raise OSError(errno.ENOSPC, "there is no room for it") from error
        raise StoreError(f"the store could not be copied: {error}; ask: wirewatch doctor") from error
    if faults != ["ok"]:
        raise StoreError(f"the copy is damaged ({'; '.join(faults)}), so the store is: ask wirewatch doctor")


def _dump(database: Database, into: Path) -> None:
    url = make_url(database.url).set(drivername="postgresql", password=None)
    environ = {**os.environ, **({"PGPASSWORD": database.url.password} if database.url.password else {})}
    for command in (
        ["pg_dump", "--format=custom", f"--file={into}", f"--dbname={url.render_as_string(hide_password=False)}"],
        ["pg_restore", "--list", str(into)],
    ):
        if shutil.which(command[0]) is None:
            raise WirewatchError(f"{command[0]} is not installed; install PostgreSQL's client programs, then try again")
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, no shell
            command, env=environ, capture_output=True, text=True, timeout=DUMP_WITHIN_S, check=False
        )
        if done.returncode:
            said = (done.stderr.strip() or f"exit {done.returncode}").splitlines()[-1]
            step = "; install client programs as new as the server" if "server version" in done.stderr else ""
            raise WirewatchError(f"{command[0]} failed: {said}{step}")


def faults(database: Database) -> list[str]:
    """What the database finds wrong with its own pages and references; takes a minute for some GB."""
    if not database.is_sqlite:
        return []  # PostgreSQL checks its pages as it reads them

    def work(connection: sa.Connection) -> list[str]:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
        return found + [
            f"{row[0]}: a reference to {row[2]} leads nowhere"
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
        ]

    try:
        return database.read(work)
    except Damaged as error:
        return [str(error)]
    except sa.exc.DBAPIError as error:
        return [str(error.orig)]


def prune(database: Database, keep: Keep, *, window_s: float, now: float) -> int:
    """Delete all that is older than ``keep`` says, in steps between which a worker can write; returns rows touched."""
    touched = 0
    while step := database.write(partial(retention.forget, keep=keep, window_s=window_s, now=now)):
        touched += step
    return touched
