"""Bringing a store's schema to this program's, with Alembic; refusing what is not ours or newer than us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.schema import AddConstraint, DropConstraint

from worker.model.errors import StoreError
from worker.store.schema import REVISION, metadata

if TYPE_CHECKING:
    from alembic.config import Config

_CURRENT = sa.text("SELECT version_num FROM alembic_version")
_ENCODING = "SHOW server_encoding"
_PACKAGE = Path(__file__).resolve().parent.parent


def scripts_dir() -> Path:
    """Where the migrations lie: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_migrations"
    return installed if installed.is_dir() else _PACKAGE.parent / "migrations"


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic set up for our scripts on ``connection``; no ini file is involved."""
    from alembic.config import Config  # noqa: PLC0415 - a store that is up to date does not need Alembic

    config = Config()
    config.set_main_option("script_location", str(scripts_dir()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def is_behind(connection: sa.Connection, name: str) -> bool:
    """Whether migrations are missing; ``name`` is how messages call the store. Only reads.

    Raises ``StoreError`` for a database that is not ours, that cannot hold every letter, or whose schema is newer than
    this program.
    """
    if connection.dialect.name == "postgresql" and (held := connection.exec_driver_sql(_ENCODING).scalar()) != "UTF8":
        raise StoreError(
            f"store {name} is encoded in {held}, which lacks letters; make one by createdb --encoding=UTF8"
        )
    tables = set(sa.inspect(connection).get_table_names())
    current = connection.scalar(_CURRENT) if "alembic_version" in tables else None
    if current == REVISION:
        return False
    if current is None and tables - {"alembic_version"}:
        raise StoreError(f"store {name} holds tables that are not wirewatch's; name an empty database or another file")
    if current is not None and current not in _revisions(connection):
        raise StoreError(f"store {name} has schema {current}, newer than this program knows; install a newer wirewatch")
    return True


def is_empty(connection: sa.Connection) -> bool:
    """Whether there is nothing at all in the database: a store that nobody has made yet."""
    return not sa.inspect(connection).get_table_names()


def missing(connection: sa.Connection) -> list[tuple[str, str]]:
    """The migrations that are missing, oldest first: its number and what it does."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - a store that is up to date does not need Alembic

    tables = set(sa.inspect(connection).get_table_names())
    current = connection.scalar(_CURRENT) if "alembic_version" in tables else None
    scripts = ScriptDirectory.from_config(alembic_config(connection)).iterate_revisions("head", current or "base")
    return [(script.revision, (script.doc or "").splitlines()[0]) for script in reversed(list(scripts))]


def bring_up(connection: sa.Connection) -> None:
    """Run the missing migrations, all in one transaction.

    SQLite rebuilds a table to change it: with foreign keys on, dropping the old one would delete all that refers to it.
    """
    from alembic import command  # noqa: PLC0415 - a store that is up to date does not need Alembic

    with unreferenced(connection):
        command.upgrade(alembic_config(connection), "head")


@contextmanager
def unreferenced(connection: sa.Connection) -> Iterator[None]:
    """One transaction in which SQLite looks at references only at its end. Raises ``StoreError`` for a broken one."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        _foreign_keys(connection, "OFF")
    try:
        with connection.begin():
            yield
            if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise StoreError(f"there is a reference that leads nowhere in {broken[0]}; nothing was changed")
    finally:
        if is_sqlite:
            _foreign_keys(connection, "ON")


def fill(connection: sa.Connection, work: Callable[[sa.Connection], None]) -> None:
    """Run ``work`` in one transaction that may write rows in any order: references are checked at its end.

    PostgreSQL's are taken off and put on again, for which owning the tables is enough.
    """
    keys = [key for table in metadata.tables.values() for key in table.foreign_key_constraints]
    keys = keys if connection.dialect.name == "postgresql" else []
    with unreferenced(connection):
        for key in keys:
            connection.execute(DropConstraint(key))
        work(connection)
        for key in keys:
            connection.execute(AddConstraint(key))


def _foreign_keys(connection: sa.Connection, state: str) -> None:
    """Past SQLAlchemy, which would begin a transaction, in which SQLite ignores this."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={state}")


def _revisions(connection: sa.Connection) -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - a store that is up to date does not need Alembic

    return {script.revision for script in ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()}
