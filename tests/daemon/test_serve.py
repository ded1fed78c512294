"""What the worker's HTTP server costs the worker."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiohttp
import psycopg
import pytest

from tests.clock import ManualClock
from tests.databases import PostgresServer
from worker.daemon import serve
from worker.daemon.readiness import Readiness
from worker.flow.push import Pushes
from worker.store.database import Database, Hold


def _no_pushes() -> Pushes:
    raise AssertionError("no hub calls here")


def test_a_store_that_hangs_holds_up_one_thread(
    postgres_server: Callable[[], PostgresServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often metrics are asked for while the database waits for a lock, one thread waits with it."""
    monkeypatch.setattr(serve, "FIGURES_WITHIN_S", 0.05)
    url, listen = postgres_server().take(), f"{tmp_path / 'seen'}"

    async def work() -> None:
        with closing(Database(url)) as database:
            server = serve.Server(
                database, Readiness(database), ManualClock(), observe=lambda _: None, pushes=_no_pushes
            )
            await server.move(f"unix:{listen}")
            async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(listen)) as session:

                async def page() -> str:
                    async with session.get("http://localhost/metrics") as answer:
                        return await answer.text()

                before = threading.active_count()
                with psycopg.connect(url) as other:
                    other.execute("LOCK TABLE feeds")
                    assert not [text for text in [await page() for _ in range(4)] if "wirewatch_feeds_due" in text]
                    assert threading.active_count() <= before + 1
                    other.rollback()
                while "wirewatch_feeds_due" not in await page():
                    pass
            await server.close()

    asyncio.run(work())
    postgres_server().give_back(url)


def test_a_socket_is_open_to_its_group_and_goes_with_the_server(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The umask, which is that of all threads, is left alone; where one is moved away from, nothing is left."""

    def refuse(mask: int) -> int:
        raise AssertionError(f"the umask of all threads becomes {mask:o}")

    first, second = tmp_path / "first", tmp_path / "second"

    async def work() -> None:
        with closing(Database(f"sqlite:///{migrated_file}", hold=Hold.NOT)) as database:
            server = serve.Server(
                database, Readiness(database), ManualClock(), observe=lambda _: None, pushes=_no_pushes
            )
            await server.move(f"unix:{first}")
            await server.move(f"unix:{second}")
            assert (first.exists(), second.stat().st_mode & 0o777) == (False, 0o660)
            async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(str(second))) as session:
                assert (await session.get("http://localhost/healthz")).status == 200
            await server.close()

    with monkeypatch.context() as patch:
        patch.setattr(os, "umask", refuse)
        asyncio.run(work())
    assert not second.exists()
