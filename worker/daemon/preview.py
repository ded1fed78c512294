"""What the worker would read from a feed or a page, for ``feeds test`` and ``extract``; nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from worker.config.load import Loaded
from worker.content.refusals import status_cause
from worker.content.tasks import RawPage, Source, read_articles
from worker.daemon.build import agent
from worker.daemon.clock import SystemClock
from worker.daemon.escaping import escaped
from worker.engine.local import LocalEngine
from worker.flow import shapes
from worker.flow.pages import EXTRACT_DEADLINE_S
from worker.flow.reading import read
from worker.model.entry import ArticleDraft, EntryDraft
from worker.model.errors import ContentError, FetchError, Unreachable, WirewatchError
from worker.model.feed import split_login
from worker.model.ports import Clock, Response
from worker.model.settings import Settings
from worker.model.units import rounded_size
from worker.net.client import WebClient
from worker.net.gate import Gate
from worker.policy import health, urls

ANY_ADDRESS = ("0.0.0.0/0", "::/0")


async def test_feed(asked: str, loaded: Loaded | None, *, allow_private: bool) -> dict[str, Any]:
    """Fetch a feed once and return what would be read. ``asked`` is its address or the id of a configured feed."""
    async with standalone(loaded, allow_private=allow_private) as (client, engine):
        response = await fetch(client, asked, loaded)
        document = (await read(client, engine, response, b"")).document
    return {
        "url": response.url,
        "kind": document.kind,
        "title": document.title,
        "lang": document.lang,
        "bytes": len(response.body),
        "validators": sorted(name for name in ("etag", "last-modified") if name in response.headers),
        "entries": [
            {
                "id": entry.guid,
                "url": entry.url,
                "title": entry.title,
                "published": shapes.timestamp(entry.published_at),
                "published_raw": entry.published_raw,
            }
            for entry in document.entries
        ],
    }


async def extract(
    sources: Sequence[str], base: str | None, languages: Sequence[str], loaded: Loaded | None, *, allow_private: bool
) -> list[dict[str, Any]]:
    """What would be read from each file or URL; one that cannot be read has an ``error``."""
    async with standalone(loaded, allow_private=allow_private) as (client, engine):
        limit = (loaded.settings if loaded else Settings()).web.limits.page_bytes
        return [await _extract(client, engine, source, base, tuple(languages), limit) for source in sources]


async def _extract(
    client: WebClient, engine: LocalEngine, source: str, base: str | None, languages: tuple[str, ...], limit: int
) -> dict[str, Any]:
    shown, _ = split_login(source)
    try:
        page = await _page(client, source, base, limit)
        wanted = Source(_entry_of(page.url), urls.host(page.url), None, languages, min_chars=0, page=page, reason=None)
        (article,) = await engine.run(read_articles, [wanted], timeout_s=EXTRACT_DEADLINE_S)
    except WirewatchError as error:
        return {"source": shown, "error": escaped(str(error))}
    return _extracted(shown, article)


def _entry_of(url: str) -> EntryDraft:
    """An entry that says nothing but where its page is."""
    return EntryDraft(
        item_hash=b"",
        order=0,
        guid=None,
        url=url,
        title="",
        summary="",
        content="",
        author=None,
        lang=None,
        published_raw=None,
        published_at=None,
    )


async def _page(client: WebClient, source: str, base: str | None, limit: int) -> RawPage:
    if source.startswith(("http://", "https://")):
        response = await client.get(source, purpose="page")
        if response.status != 200:
            raise Unreachable(f"{source} answered {response.status}", cause=f"http_{response.status}")
        return RawPage(response.body, dict(response.headers), response.url)
    try:
        return RawPage(await asyncio.to_thread(_read, source, limit), {}, base or "")
    except OSError as error:
        raise ContentError(f"{source}: {error.strerror}; name a file or a URL", cause="unreadable") from error


def _read(source: str, limit: int) -> bytes:
    with Path(source).open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ContentError(f"{source}: is larger than {rounded_size(limit)}; raise web.limits.page", cause="too_large")
    return data


def _extracted(source: str, article: ArticleDraft) -> dict[str, Any]:
    return {
        "source": source,
        "title": article.title,
        "text": article.text,
        "lang": article.lang,
        "host": article.host,
        "published": shapes.timestamp(article.published_at),
        "published_from": article.published_from,
        "author": article.author,
        "canonical": article.canonical,
        "promo": [{"text": cut.text, "why": cut.why} for cut in article.promo],
        "degraded": article.degraded,
        "cites": [it.name for it in article.cites],
        "quality": round(article.quality, 3),
    }


async def fetch(client: WebClient, url: str, loaded: Loaded | None = None) -> Response:
    """Fetch an address that a person named; raises ``FetchError`` for any status but 200.

    If ``url`` is the id or address of a configured feed, its login is sent and its private networks are allowed.
    """
    spec = next((feed for feed in loaded.feeds if url in (feed.key, feed.url)), None) if loaded else None
    if spec is None:
        response = await client.get(url, purpose="feed")
    else:
        url = spec.url
        response = await client.get(spec.url_with_login(url), purpose="feed", feed=spec.key)
    if response.status != 200:
        status, cause = response.status, status_cause(response.status, response.body, response.headers)
        told = health.advice({410: "gone", 429: "throttled"}.get(status, cause))
        raise FetchError(f"{url} answered {status}: {told}", cause=cause, status=status)
    return response


@asynccontextmanager
async def standalone(
    loaded: Loaded | None, *, allow_private: bool, clock: Clock | None = None
) -> AsyncIterator[tuple[WebClient, LocalEngine]]:
    """A web client and an engine without a store, stopped when the block ends.

    Without a configuration they have default settings, without a ``clock`` the system's.
    """
    settings, feeds = (loaded.settings, len(loaded.feeds)) if loaded else (Settings(), 1)
    web = settings.web.model_copy(update={"allow_private": ANY_ADDRESS} if allow_private else {})
    clock, opened = clock or SystemClock(), loaded.opened() if loaded else {}
    client = WebClient(web, agent(settings, feeds), clock, Gate(web.per_host, clock), opened=opened)
    engine = LocalEngine(workers=1)
    await client.start()
    await engine.start()
    try:
        yield client, engine
    finally:
        await engine.stop()
        await client.close()
