"""A store moved to the other database and back: the same rows, and a worker that goes on as if nothing had been."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from tests.cli.conftest import Desk, Site
from tests.databases import PostgresServer
from tests.flow.reports import FERRY, ORCHARD
from tests.store.rows import contents
from worker.store.database import Database, Older


@pytest.fixture
def postgres(postgres_server: Callable[[], PostgresServer]) -> str:
    """A database on a real PostgreSQL, without a table."""
    return postgres_server().blank()


def rows(url: str) -> dict[str, list[Any]]:
    """Every row of a store that nobody holds."""
    with closing(Database(url, older=Older.REFUSED)) as database:
        return contents(database)


def moved(desk: Desk, to: str, code: int = 0) -> str:
    """What ``store copy`` says."""
    done = desk.type("store", "copy", "--to", to)
    assert done.exit_code == code, done.output
    return done.output


def at(desk: Desk, site: Site, url: str) -> None:
    """The same feeds on another store."""
    feeds = ("agency", site.url("agency")), ("paper", site.url("paper"))
    desk.configure(*feeds, store={"url": url})


def test_a_worker_goes_on_where_its_store_was_moved_to(watched: Desk, site: Site, postgres: str) -> None:
    """To PostgreSQL and back every row is the same; in between nothing is told twice, and what is new is kept."""
    here, back = f"sqlite:///{watched.folder / 'store.db'}", f"sqlite:///{watched.folder / 'back.db'}"
    alerts = watched.folder / "alerts.jsonl"
    assert "rows copied and counted" in moved(watched, postgres)
    assert rows(postgres) == rows(here)
    before = alerts.read_bytes()
    at(watched, site, postgres)
    assert watched.type("once", "--all").exit_code == 0
    assert alerts.read_bytes() == before
    site.tells("paper", FERRY, ORCHARD)
    site.tells("agency", FERRY, ORCHARD)
    assert watched.type("once", "--all").exit_code == 0
    moved(watched, back)
    assert rows(back) == rows(postgres)
    at(watched, site, back)
    assert watched.type("once", "--all").exit_code == 0
    assert alerts.read_bytes() == before


def test_a_store_that_holds_something_is_not_written_to(watched: Desk, site: Site, postgres: str) -> None:
    """The second copy is refused with 78 and changes nothing, and so is a copy onto itself, with 75."""
    moved(watched, postgres)
    held = rows(postgres)
    assert "is not empty" in moved(watched, postgres, code=78)
    assert rows(postgres) == held
    assert "held by" in moved(watched, f"sqlite:///{watched.folder / 'store.db'}", code=75)


def test_a_reference_that_leads_nowhere_leaves_the_target_empty(watched: Desk, site: Site, postgres: str) -> None:
    """Rows that the other database would refuse make the whole copy fail, with a message."""
    with closing(sqlite3.connect(watched.folder / "store.db")) as connection:
        connection.execute("DELETE FROM stories")  # from under their articles, as no program of ours would
        connection.commit()
    assert "nothing was copied" in moved(watched, postgres, code=78)
    assert not any(rows(postgres).values())


@pytest.mark.parametrize("to", ["foo", "mysql://host/name", "postgresql://host:port/name", "postgresql://[::1/name"])
def test_a_target_that_is_no_address_is_wrong_usage(watched: Desk, to: str) -> None:
    """The message names the option that was mistyped, not the store that is in use, and the exit code is 2."""
    said = moved(watched, to, code=2)
    assert ("--to" in said, "store.url" in said) == (True, False)
