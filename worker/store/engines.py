"""From a store's address to connections: which databases and drivers there are, and how each is set up."""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from worker.model.errors import StoreError
from worker.store import sessions
from worker.store.trouble import Removed

SAFE_SQLITE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can lose committed rows when a commit races a checkpoint of another connection."""
NEWER_SQLITE = "use 3.51.3 or newer (on Linux and x86-64: pip install pysqlite3), or PostgreSQL"

_DEAD_LINKS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""A server that vanished without a word is noticed within 25 s."""

_READERS = 5
"""Connections that readers keep open."""


def parse_url(url: str, name: str = "store.url") -> URL:
    """The address of a store. Raises ``StoreError`` for what is none, or names a database or driver we do not have.

    ``name`` is where the address was given, for the message.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is none
        raise StoreError(
            f"{name} {url!r} is not a database address; write sqlite:///FILE or postgresql://HOST/NAME"
        ) from None
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        try:
            parsed.get_dialect().import_dbapi()
        except (ImportError, NoSuchModuleError):
            raise StoreError(
                f"{name} names PostgreSQL; install its driver: pip install 'wirewatch[postgres]'"
            ) from None
    elif parsed.get_backend_name() != "sqlite":
        raise StoreError(f"{name}: {parsed.get_backend_name()} is not supported; use sqlite:/// or postgresql://")
    return parsed


def sqlite_module(*, warn: bool = True) -> ModuleType:
    """The newest SQLite there is: the ``pysqlite3`` wheel, else the standard library's with a warning.

    There are wheels for Linux on x86-64; built from source it links the machine's own SQLite, which is no newer.
    """
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        module = importlib.import_module("sqlite3")
        if warn and module.sqlite_version_info < SAFE_SQLITE:
            warnings.warn(
                f"SQLite {module.sqlite_version} can lose committed rows in rare races; {NEWER_SQLITE}",
                RuntimeWarning,
                stacklevel=2,
            )
        return module


def sqlite_engine(url: URL, *, writing: bool, locked_for_s: float) -> sa.Engine:
    """Connections to a file, for the writer or for readers, who cannot write.

    ``locked_for_s`` is how long a statement waits for a file that another program has locked.
    """
    engine = sa.create_engine(
        url,
        module=sqlite_module(),
        pool_size=1 if writing else _READERS,
        connect_args={"timeout": locked_for_s},
        hide_parameters=True,
    )
    engine.dialect.statement_compiler = sessions.UnpeekedLimits
    event.listen(engine, "connect", sessions.prepare_sqlite if writing else sessions.prepare_sqlite_reader)
    if writing:
        event.listen(engine, "connect", _noting(Path(url.database or "")))
    begin = _begin_while_there if writing else sessions.begin_deferred
    engine.dialect.do_begin = begin  # type: ignore[assignment, method-assign]  # this engine's own way to begin
    return engine


def _noting(file: Path) -> Callable[[object, Any], None]:
    """Note with each connection which file there was when the store was opened."""
    opened = file.stat()

    def note(_connection: object, record: Any) -> None:
        record.info["file"] = file, opened

    return note


def _begin_while_there(connection: Any) -> None:
    """Begin a writing transaction, or raise ``Removed``: a file that has lost its name ends with its process."""
    file, opened = connection.info["file"]
    try:
        there = os.path.samestat(opened, file.stat())
    except OSError:
        there = False
    if not there:
        raise Removed(f"{file} was moved or removed while it was in use")
    sessions.begin_immediate(connection)


def postgres_engine(url: URL, *, writing: bool, session: Callable[[], str]) -> sa.Engine:
    """Connections to a server, for the writer or for readers, who cannot write.

    ``session`` names each new session to the server, as its ``application_name``.
    """

    def name(_dialect: object, _record: object, _args: object, parameters: dict[str, Any]) -> None:
        parameters["application_name"] = session()

    engine = sa.create_engine(
        url,
        pool_size=1 if writing else _READERS,
        max_overflow=0 if writing else 10,
        pool_pre_ping=True,
        hide_parameters=True,
        # The judge reads after it has waited for its lock, so each of its statements has to see what is committed.
        isolation_level="READ COMMITTED" if writing else "REPEATABLE READ",
        execution_options={} if writing else {"postgresql_readonly": True},
        connect_args=_DEAD_LINKS,
    )
    event.listen(engine, "do_connect", name)
    if writing:
        event.listen(engine, "connect", sessions.prepare_postgres)
    return engine
