"""Bringing a store's schema to this program's, with Alembic; refusing what is not ours or newer than us."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from worker.model.errors import StoreError

_PACKAGE = Path(__file__).resolve().parent.parent


def scripts_dir() -> Path:
    """Where the migrations lie: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_migrations"
    return installed if installed.is_dir() else _PACKAGE.parent / "migrations"


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic set up for our scripts on ``connection``; no ini file is involved."""
    config = Config()
    config.set_main_option("script_location", str(scripts_dir()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def bring_up(connection: sa.Connection, name: str, *, migrate_now: bool) -> None:
    """Run the missing migrations, each in a transaction; ``name`` is how messages call the store.

    Raises ``StoreError`` for a foreign database, a newer schema, or missing migrations with ``migrate_now`` off.
    """
    config = alembic_config(connection)
    scripts = ScriptDirectory.from_config(config)
    with connection.begin():
        current = MigrationContext.configure(connection).get_current_revision()
        tables = sa.inspect(connection).get_table_names()
    if current is None and tables:
        raise StoreError(f"store {name} holds tables that are not wirewatch's; name an empty database or another file")
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(f"store {name} has schema {current}, newer than this program knows; install a newer wirewatch")
    if current == scripts.get_current_head():
        return
    if not migrate_now:
        raise StoreError(f"store {name} needs migrations and store.migrate is off; run: wirewatch migrate")
    with connection.begin():
        command.upgrade(config, "head")
