"""The worker's HTTP server: health, readiness, metrics, version, and the hook for pushes."""

from __future__ import annotations

import asyncio
import logging
import platform
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from worker import __version__
from worker.daemon.metrics import CONTENT_TYPE, Metrics
from worker.daemon.readiness import Readiness
from worker.daemon.websub import HubCallback
from worker.flow.push import Pushes
from worker.model.ports import Clock
from worker.store.database import Database
from worker.store.gauges import Gauges, gauges
from worker.store.schema import REVISION

SHUTDOWN_S = 0.5
GAUGES_WITHIN_S = 5.0
UNIX = "unix:"
MOST_CONNECTIONS = 100
"""One more closes the oldest: who opens connections without end must not take the files that polls need."""


def _is_our_fault(record: logging.LogRecord) -> bool:
    """Whether an error came of what we do, not of a request that is none or breaks off: anybody may send thousands."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError | ConnectionError)


logging.getLogger("aiohttp.server").addFilter(_is_our_fault)


class Server:
    """Serves until ``close``; ``move`` changes the address."""

    def __init__(
        self,
        database: Database,
        readiness: Readiness,
        clock: Clock,
        *,
        observe: Callable[..., None],
        pushes: Callable[[], Pushes],
    ) -> None:
        """``observe`` registers an observer of events (``model.events.observe``); ``pushes`` returns those in force."""
        self._database = database
        self._readiness = readiness
        self._clock = clock
        self._metrics = Metrics(readiness)
        observe(self._metrics.observe)
        app = web.Application()
        app.add_routes(
            [
                web.get("/healthz", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._show_metrics),
                web.get("/version", self._version),
                *HubCallback(pushes).routes(),
            ]
        )
        self._runner = web.AppRunner(
            app,
            access_log=None,
            auto_decompress=False,  # pushes are signed as they are sent, and a bomb would be unpacked unasked
            shutdown_timeout=SHUTDOWN_S,
            handle_signals=False,
        )
        self._site: web.BaseSite | None = None
        self._reading: asyncio.Task[Gauges] | None = None
        self.listen: str | None = None

    async def move(self, listen: str | None) -> None:
        """Listen at ``HOST:PORT`` or ``unix:PATH``, or nowhere.

        Raises ``OSError``, and then listens where it did before.
        """
        if listen == self.listen:
            return
        if self._runner.server is None:
            await self._runner.setup()
        before = self._site
        self._site = await self._open(listen) if listen is not None else None
        self.listen = listen
        if before is not None:
            await before.stop()

    async def _open(self, listen: str) -> web.BaseSite:
        if not listen.startswith(UNIX):
            host, _, port = listen.rpartition(":")
            site = _Site(self._runner, listen, host=host.strip("[]"), port=int(port))
        else:
            site = _UnixSite(self._runner, Path(listen.removeprefix(UNIX)))
        await site.start()
        return site

    async def close(self) -> None:
        """Stop serving."""
        await self._runner.cleanup()

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        found = self._readiness.answer()
        return web.Response(
            body=orjson.dumps(found) + b"\n", status=200 if found["ready"] else 503, content_type="application/json"
        )

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        found = None
        if self._database.trouble is None:
            with suppress(Exception):  # that the store does not answer shows in wirewatch_state
                found = await asyncio.wait_for(asyncio.shield(self._gauges()), GAUGES_WITHIN_S)
        return web.Response(body=self._metrics.text(found), headers={"Content-Type": CONTENT_TYPE})

    def _gauges(self) -> asyncio.Task[Gauges]:
        """The store's gauges; a read that is still under way is joined, so a store that hangs holds up one thread."""
        if self._reading is None or self._reading.done():
            now = self._clock.now()
            reading = asyncio.to_thread(self._database.read, lambda db: gauges(db, now=now))
            self._reading = asyncio.create_task(reading)
        return self._reading

    async def _version(self, _request: web.Request) -> web.Response:
        found = {"version": __version__, "schema": REVISION, "python": platform.python_version()}
        return web.Response(body=orjson.dumps(found) + b"\n", content_type="application/json")


class _Site(web.BaseSite):
    """Listens where ``loop.create_server`` is told to, and keeps ``MOST_CONNECTIONS`` open."""

    def __init__(self, runner: web.AppRunner, name: str, **where: Any) -> None:
        super().__init__(runner)
        self._name = name
        self._where = where

    @property
    def name(self) -> str:
        """Where it listens."""
        return self._name

    async def start(self) -> None:
        await super().start()
        server = self._runner.server
        assert server is not None, "setup() comes before start()"

        def connect() -> asyncio.Protocol:
            for oldest in server.connections[: 1 - MOST_CONNECTIONS]:
                if oldest.transport is not None:
                    oldest.transport.abort()
            return server()

        self._server = await asyncio.get_running_loop().create_server(connect, **self._where)


class _UnixSite(_Site):
    """Listens at a socket in the file system, which it removes in the end."""

    def __init__(self, runner: web.AppRunner, path: Path) -> None:
        self._path = path
        _clear(path)
        listening = socket.socket(socket.AF_UNIX)
        try:
            listening.bind(str(path))
            # Open to our group: whoever scrapes is seldom the same user. Until it listens, nobody gets in. The umask
            # would be that of all threads.
            path.chmod(0o660)
        except OSError:
            listening.close()
            raise
        super().__init__(runner, str(path), sock=listening)

    async def stop(self) -> None:
        await super().stop()
        _clear(self._path)


def _clear(path: Path) -> None:
    """Remove the socket of a worker that has ended: we hold the store, so its owner is gone."""
    if path.is_socket():
        path.unlink()
