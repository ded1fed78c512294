"""What the worker's HTTP server costs the worker."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
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
    monkeypatch.setattr(serve, "GAUGES_WITHIN_S", 0.05)
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


@asynccontextmanager
async def _serving(migrated_file: Path, listen: str) -> AsyncIterator[None]:
    with closing(Database(f"sqlite:///{migrated_file}", hold=Hold.NOT)) as database:
        server = serve.Server(database, Readiness(database), ManualClock(), observe=lambda _: None, pushes=_no_pushes)
        await server.move(f"unix:{listen}")
        try:
            yield
        finally:
            await server.close()


def test_what_is_no_request_fills_no_log(migrated_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Anybody may send it, thousands of times: it is answered 400, and no error of ours."""
    listen = str(tmp_path / "seen")

    async def work() -> None:
        async with _serving(migrated_file, listen):
            for said in (
                b"\x16\x03\x01 hello\r\n\r\n",
                b"GET / HTTP/1.1\r\nno header\r\n\r\n",
                b"GET / HTTP/9.9.9\r\n\r\n",
            ):
                reader, writer = await asyncio.open_unix_connection(listen)
                writer.write(said)
                assert (await reader.readline()).startswith(b"HTTP/1.0 400 ")
                writer.close()

    asyncio.run(work())
    assert not caplog.records


def test_connections_without_end_take_no_files_of_the_worker(migrated_file: Path, tmp_path: Path) -> None:
    """One more than are kept closes the oldest, though it still waits for the rest of its request."""
    listen = str(tmp_path / "seen")

    async def work() -> None:
        async with _serving(migrated_file, listen):
            held = []
            for _ in range(serve.MOST_CONNECTIONS):
                held.append(await asyncio.open_unix_connection(listen))
                held[-1][1].write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n")
            async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(listen)) as session:
                assert (await session.get("http://localhost/healthz")).status == 200
            assert await held[0][0].read() == b""
            held[-1][1].write(b"\r\n")
            assert (await held[-1][0].readline()).startswith(b"HTTP/1.1 200 ")
            for _, writer in held:
                writer.close()

    asyncio.run(work())
