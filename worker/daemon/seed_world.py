"""The seed world as a web: feeds and pages of ``seeds/world.json``, served on loopback with validators."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import xxhash
from aiohttp import web


@dataclass(frozen=True, slots=True)
class _Document:
    files: Mapping[int, str]
    content_type: str
    status: int


class World:
    """A small press world in rounds; each address answers as of the round that was last entered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        manifest: dict[str, Any] = orjson.loads((folder / "world.json").read_bytes())
        self._now = {int(number): datetime.fromisoformat(at).timestamp() for number, at in manifest["now"].items()}
        self._documents = {feed["url"]: _feed(feed) for feed in (outlet["feed"] for outlet in manifest["outlets"])}
        self._documents.update((page["url"], _page(page)) for page in manifest["pages"])
        self._round = min(self._now)
        self.answers: Counter[int] = Counter()

    @property
    def rounds(self) -> list[int]:
        """The numbers of the rounds, in order."""
        return sorted(self._now)

    def now(self, number: int) -> float:
        """When a round is, in seconds since the epoch."""
        return self._now[number]

    def enter(self, number: int) -> None:
        """Serve this round from now on, and count its answers from zero."""
        self._round = number
        self.answers.clear()

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[int]:
        """Serve on loopback; yields the port."""
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        response = self._response(request)
        self.answers[response.status] += request.path != "/robots.txt"
        return response

    def _response(self, request: web.Request) -> web.Response:
        document = self._documents.get(f"http://{request.host}{request.path_qs}")
        if document is None:
            return web.Response(status=404, text="not found")
        newest = max(number for number in document.files if number <= self._round)
        body = (self._folder / document.files[newest]).read_bytes()
        etag = f'"{xxhash.xxh3_64_hexdigest(body)}"'
        headers = {"ETag": etag, "Content-Type": document.content_type}
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers=headers)
        return web.Response(status=document.status, body=body, headers=headers)


def _feed(feed: Mapping[str, Any]) -> _Document:
    return _Document({int(number): file for number, file in feed["rounds"].items()}, feed["type"], 200)


def _page(page: Mapping[str, Any]) -> _Document:
    later = {int(number): file for number, file in page.get("rounds", {}).items()}
    return _Document({1: page["file"], **later}, page["type"], int(page.get("status", 200)))
