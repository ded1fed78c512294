"""A backup made and restored as docs/operations.md says has every row, and is a store the worker works on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from tests.databases import PostgresServer
from tests.store.rows import admission, admitted, contents, judge, poll_again
from worker.daemon import upkeep as commands
from worker.daemon.configuration import load_configuration
from worker.model.entry import Disposition
from worker.model.errors import WirewatchError
from worker.store import upkeep
from worker.store.database import Database, missing_in
from worker.store.migrate import alembic_config

LATER = 1_790_000_000.0 + 7200


@pytest.fixture
def programs(dialect: str, monkeypatch: pytest.MonkeyPatch, postgres_server: Callable[[], PostgresServer]) -> None:
    """PostgreSQL's own programs are found, where they are needed."""
    if dialect == "postgresql":
        monkeypatch.setenv("PATH", str(postgres_server().programs), prepend=os.pathsep)


def test_a_restored_backup_is_the_store(
    store_url: str,
    tmp_path: Path,
    postgres_server: Callable[[], PostgresServer],
    programs: None,
) -> None:
    """Rows, proofs and sequences are there: known entries stay known, new ones get ids of their own."""
    database = Database(store_url)
    first, second = admitted(database, "a", "b")
    judge(database, second, disposition=Disposition.GROUPED, sinks=["file"], copy_of=judge(database, first))
    before = contents(database)
    file = tmp_path / "backup"
    assert upkeep.backup(database, file) > 0
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(WirewatchError, match="exists already"):
        upkeep.backup(database, file)
    database.close()
    restored = Database(_restore(file, store_url, postgres_server))
    assert contents(restored) == before
    assert len(poll_again(restored, admission("a"), admission("b"), admission("new"), at=LATER)) == 1
    restored.close()


def test_a_store_of_an_older_version_is_copied_before_it_is_migrated(
    blank_url: str,
    tmp_path: Path,
    postgres_server: Callable[[], PostgresServer],
    programs: None,
) -> None:
    """Whoever installed the new version first can still go back: the copy has the schema that the store had."""
    database = Database(blank_url)
    admitted(database, "a", "b")
    before = contents(database)
    database.close()
    engine = sa.create_engine(blank_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0027")
    engine.dispose()
    main, file = tmp_path / "wirewatch.yaml", tmp_path / "backup"
    main.write_text(f"store: {{url: '{blank_url}'}}\n")
    assert commands.backup(load_configuration(main), file) > 0
    url = _restore(file, blank_url, postgres_server)
    assert missing_in(url)[0][0] == "0028"
    restored = Database(url)
    assert contents(restored) == before
    restored.close()


def _restore(file: Path, store_url: str, postgres_server: Callable[[], PostgresServer]) -> str:
    """Restore the backup as the page says."""
    if store_url.startswith("sqlite"):
        store = Path(store_url.removeprefix("sqlite:///"))
        for name in (store.name, f"{store.name}-wal", f"{store.name}-shm"):
            store.with_name(name).unlink(missing_ok=True)
        shutil.copy(file, store)
        return store_url
    url = postgres_server().blank()
    command = ["pg_restore", "--clean", "--if-exists", f"--dbname={url}", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return url
