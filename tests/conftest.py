"""How every suite runs, and what it may use: stores on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import PostgresServer
from worker.daemon.build import PRELOADED
from worker.engine import deadline, process
from worker.store.database import Database

settings.register_profile("suite", deadline=None, derandomize=True)  # the same examples each time, on any machine
settings.load_profile("suite")


@pytest.fixture(scope="module", autouse=True)
def _origin() -> None:
    """Have children forked from a process that has loaded all they need, whichever engine was the first of a session.

    Without it each child of an engine that needs more loads that for itself, which takes a second.
    """
    asked = forkserver._forkserver
    pid = vars(asked)["_forkserver_pid"]
    command = Path(f"/proc/{pid}/cmdline")  # Linux; elsewhere the tests are slower
    if pid is not None and command.exists() and PRELOADED[-1].encode() not in command.read_bytes():
        os.kill(pid, signal.SIGKILL)  # it may be stopped
        vars(type(asked))["_stop"](asked)
        pid = None
    if pid is None:
        multiprocessing.get_context("forkserver").set_forkserver_preload(list(PRELOADED))
        process._start_origin()


@pytest.fixture
def all_time_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A late child's task is to blame, however busy the machine that runs the tests: for documents that never end."""
    monkeypatch.setattr(deadline, "BOOKS", "/nowhere/{pid}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[], PostgresServer]]:
    """Answers the session's PostgreSQL, started by the first test that asks."""
    started: list[PostgresServer] = []

    def server() -> PostgresServer:
        if not started:
            started.append(PostgresServer())
        return started[0]

    yield server
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with today's schema and no rows, to be copied."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    Database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """The two databases a store may live in."""
    return str(request.param)


@pytest.fixture
def store_url(
    dialect: str, tmp_path: Path, migrated_file: Path, postgres_server: Callable[[], PostgresServer]
) -> Iterator[str]:
    """The address of a migrated store without rows that nobody has opened."""
    if dialect == "sqlite":
        yield f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'store.db')}"
        return
    url = postgres_server().take()
    yield url
    postgres_server().give_back(url)


@pytest.fixture
def blank_url(dialect: str, tmp_path: Path, postgres_server: Callable[[], PostgresServer]) -> str:
    """The address of a database that holds nothing at all."""
    return f"sqlite:///{tmp_path / 'blank.db'}" if dialect == "sqlite" else postgres_server().blank()


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    """A migrated store without rows, open for work."""
    opened = Database(store_url)
    yield opened
    opened.close()
