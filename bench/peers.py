"""What wirewatch is measured beside, each a command of its own that loads nothing the others need.

    python bench/peers.py reader STORE FEEDS    the reader library: add the feeds of the file, update all of them
    python bench/peers.py aiohttp STORE FEEDS   a GET for each feed with the validators kept in STORE, nothing else
    python bench/peers.py naive FEEDS           parse each feed, fetch and extract each of its pages, one by one

The last line on stdout is JSON: what was done, so that the benchmark can check it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

AT_ONCE = 200  # requests in flight; wirewatch's default
READER_WORKERS = 1  # reader's default; with 10 it costs more CPU, see README
WITH_TEXT = 1000  # characters: the shortest page of the farm has about twice as many, the longest summary half


def poll_with_reader(store: Path, feeds: list[str], workers: int = READER_WORKERS) -> dict[str, int]:
    from reader import make_reader

    fresh = not store.exists()
    with make_reader(str(store)) as reader:
        if fresh:
            for feed in feeds:
                reader.add_feed(feed)
        updated = failed = entries = 0
        # By default only feeds that are due are asked; here, as for the others, all of them.
        for result in reader.update_feeds_iter(scheduled=False, workers=workers):
            if isinstance(result.value, Exception):
                failed += 1
            elif result.value is not None:
                updated += 1
                entries += result.value.new
    return {"updated": updated, "failed": failed, "new": entries}


def poll_with_aiohttp(store: Path, feeds: list[str]) -> dict[str, int]:
    import asyncio

    import aiohttp
    import uvloop

    kept: dict[str, dict[str, str]] = json.loads(store.read_text()) if store.exists() else {}
    statuses: dict[str, int] = {}

    async def poll(session: aiohttp.ClientSession, feed: str) -> None:
        async with session.get(feed, headers=kept.get(feed)) as answer:
            await answer.read()
            statuses[str(answer.status)] = statuses.get(str(answer.status), 0) + 1
            if answer.status == 200:
                found = {
                    "If-None-Match": answer.headers.get("ETag"),
                    "If-Modified-Since": answer.headers.get("Last-Modified"),
                }
                kept[feed] = {name: value for name, value in found.items() if value}

    async def drain(session: aiohttp.ClientSession, waiting: list[str]) -> None:
        while waiting:
            await poll(session, waiting.pop())

    async def poll_all() -> None:
        waiting = feeds[::-1]
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(drain(session, waiting) for _ in range(AT_ONCE)))

    uvloop.run(poll_all())
    store.write_text(json.dumps(kept))
    return statuses


def gather_naively(feeds: list[str]) -> dict[str, int]:
    from urllib.request import urlopen

    import feedparser
    import trafilatura

    pages = with_text = 0
    for feed in feeds:
        for entry in feedparser.parse(feed).entries:
            with urlopen(entry.link, timeout=30) as answer:  # trafilatura's own downloader refuses the loopback
                text = trafilatura.extract(answer.read())
            pages += 1
            with_text += len(text or "") >= WITH_TEXT
    return {"pages": pages, "with_text": with_text}


def main(arguments: list[str]) -> None:
    match arguments:
        case ["reader", store, feeds, *workers]:
            told = poll_with_reader(Path(store), Path(feeds).read_text().split(), *map(int, workers))
        case ["aiohttp", store, feeds]:
            told = poll_with_aiohttp(Path(store), Path(feeds).read_text().split())
        case ["naive", feeds]:
            told = gather_naively(Path(feeds).read_text().split())
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
