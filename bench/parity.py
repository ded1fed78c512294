"""Whether the reader of feeds is ever behind feedparser: each document of a collection read by both.

    python bench/parity.py --data DIR-OR-TAR [--deadline 20]

Reads every ``.xml .rss .atom .rdf .json`` file of a folder or a tar archive, each by ``read_feed`` in a child process
with a deadline, as the worker does, and by feedparser alone. One line for each document on which the reader crashed,
outlasted its deadline, found fewer entries than feedparser, or refused what feedparser finds entries in; then the
totals. The exit code is 1 where there is any. ``--more`` also lists documents in which the reader found more.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import feedparser

from worker.content.tasks import read_feed
from worker.engine.local import LocalEngine
from worker.model.errors import ContentError, NotAFeed

SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")


def documents(data: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every document."""
    if data.is_dir():
        for path in sorted(data.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield str(path.relative_to(data)), path.read_bytes()
        return
    with tarfile.open(data) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(SUFFIXES) and (file := archive.extractfile(member)):
                yield member.name, file.read()


def entries_of_feedparser(body: bytes) -> int:
    """How many entries feedparser finds by itself; 0 where it raises."""
    try:
        return len(feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False).entries)
    except Exception:  # noqa: BLE001 - it does raise, and then finds nothing
        return 0


async def compare(data: Path, deadline_s: float, *, more: bool) -> int:
    """Print what differs and the totals; answers how many documents the reader is behind on."""
    engine = LocalEngine(workers=1)
    await engine.start()
    totals: Counter[str] = Counter()
    slowest = (0.0, "")
    try:
        for name, body in documents(data):
            totals["documents"] += 1
            theirs = entries_of_feedparser(body)
            started = time.perf_counter()
            try:
                document = await engine.run(read_feed, body, {}, b"", timeout_s=deadline_s)
                ours, told = len(document.entries), document.kind
                totals[f"read as {told}"] += 1
            except NotAFeed as refused:
                ours, told = 0, f"refused: {refused.cause}"
                totals["refused"] += 1
            except ContentError as broken:
                ours, told = -1, f"broke: {broken}"
                totals["broke"] += 1
            slowest = max(slowest, (time.perf_counter() - started, name))
            totals["entries"] += max(ours, 0)
            totals["entries by feedparser"] += theirs
            if ours < theirs:
                totals["behind"] += 1
            if ours < theirs or (more and ours > theirs):
                print(f"{name}: {ours} entries, feedparser {theirs} ({told})")
    finally:
        await engine.stop()
    print("; ".join(f"{name} {number}" for name, number in totals.items()))
    print(f"slowest: {slowest[1]}, {slowest[0]:.2f} s")
    return totals["behind"]


def main() -> None:
    """Compare, and end with 1 where the reader is behind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder or a tar archive of feed documents")
    parser.add_argument("--deadline", type=float, default=20.0, help="seconds for one document")
    parser.add_argument("--more", action="store_true", help="list also where the reader finds more")
    told = parser.parse_args()
    sys.exit(1 if asyncio.run(compare(told.data, told.deadline, more=told.more)) else 0)


if __name__ == "__main__":
    main()
