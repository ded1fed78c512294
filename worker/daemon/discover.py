"""``wirewatch feeds discover``: finds the feeds of a site from any of its addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from worker.config.load import Loaded
from worker.content.tasks import feed_links, sitemap_links
from worker.daemon.escaping import escaped
from worker.daemon.preview import fetch, standalone
from worker.engine.local import LocalEngine
from worker.flow import shapes
from worker.flow.reading import PARSE_DEADLINE_S, read
from worker.model.entry import FeedDocument
from worker.model.errors import ContentError, FetchError, NotAFeed
from worker.model.feed import FeedSpec, split_login
from worker.model.ports import Clock, Response
from worker.net.client import WebClient

MOST = 10
"""The most addresses tried of each kind, since a host is asked once a second."""
_USUAL = ("/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json")
"""Common paths of feeds, tried if the site's page names none."""


async def discover(
    url: str, loaded: Loaded | None, *, allow_private: bool, clock: Clock | None = None
) -> list[dict[str, Any]]:
    """The feeds found from ``url``, each fetched and read once; those that could not be read have an ``error``.

    Tried in this order, until something is found: the address itself, the feeds its page names, common paths, and the
    sitemaps in robots.txt. A login in ``url`` is sent to its origin only, and is in no address found. Raises
    ``FetchError`` if the address does not answer.
    """
    plain, login = split_login(url)
    asked = FeedSpec("", plain, login=login)
    async with standalone(loaded, allow_private=allow_private, clock=clock) as (client, engine):
        response = await fetch(client, url)
        try:
            reading = await read(client, engine, response, b"")
        except NotAFeed:
            pass
        else:
            return [_found(response.url, reading.document, "address")]
        content_type = response.headers.get("content-type", "")
        links = await engine.run(feed_links, response.body, content_type, response.url, timeout_s=PARSE_DEADLINE_S)
        if found := [await _tried(client, engine, link, "page", asked) for link in links[:MOST]]:
            return found
        places = [urljoin(response.url, path) for path in _USUAL]
        usual = [await _tried(client, engine, link, "usual place", asked) for link in places]
        if found := [one for one in usual if "error" not in one]:
            return list({one["url"]: one for one in found}.values())
        links = await _sitemaps(client, response)
        maps = [await _tried(client, engine, link, "robots.txt", asked) for link in links]
        return [one for one in maps if "error" not in one]


async def the_feed(url: str, loaded: Loaded | None, *, allow_private: bool) -> str:
    """The address of the one feed found from ``url``; raises ``ContentError`` if there are none or several."""
    found = [one["url"] for one in await discover(url, loaded, allow_private=allow_private) if "error" not in one]
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise ContentError(f"{url}: no feed was found; add it with --unchecked if it is one", cause="no_feed")
    raise ContentError(f"{url} is not a feed but names {len(found)}; add one of them: {' '.join(found)}", cause="feeds")


async def _sitemaps(client: WebClient, page: Response) -> tuple[str, ...]:
    at = urljoin(page.url, "/robots.txt")
    try:
        robots = await client.get(at, purpose="robots")
    except FetchError:
        return ()
    return sitemap_links(robots.body, at)[:MOST] if robots.status == 200 else ()


async def _tried(client: WebClient, engine: LocalEngine, url: str, by: str, asked: FeedSpec) -> dict[str, Any]:
    try:
        response = await fetch(client, asked.url_with_login(url))
        return _found(response.url, (await read(client, engine, response, b"")).document, by)
    except (FetchError, ContentError) as error:
        return {"url": url, "found_by": by, "error": escaped(str(error))}


def _found(url: str, document: FeedDocument, by: str) -> dict[str, Any]:
    dates = [entry.published_at for entry in document.entries if entry.published_at is not None]
    return {
        "url": url,
        "found_by": by,
        "kind": document.kind,
        "title": document.title,
        "lang": document.lang,
        "entries": len(document.entries),
        "newest": shapes.timestamp(max(dates, default=None)),
    }
