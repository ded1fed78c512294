"""The reader against some two thousand documents collected by other projects, where they are at hand."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from worker.content.feeds import read_feed
from worker.content.splice import split_hashes
from worker.model.errors import NotAFeed

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("WIREWATCH_SHARED", ROOT.parent / "shared")) / "data" / "feeds" / "fixtures.tar.gz"
SUFFIXES = (".xml", ".rss", ".atom", ".json")
TRIED_PER_DOCUMENT = 3


def documents() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every document."""
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(SUFFIXES) and (file := archive.extractfile(member)):
                yield member.name, file.read()


def entries_seen_by_the_parser(name: str, body: bytes) -> int:
    """How many entries the parser finds without any of our doing."""
    if name.endswith(".json"):
        return 0
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return len(parsed.entries)


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no collected documents at {CORPUS}; set WIREWATCH_SHARED")
def test_collected_documents() -> None:
    """No crash, never fewer entries than the parser alone finds, and every spliced entry equals the full parse's."""
    read, cases = 0, 0
    for name, body in documents():
        try:
            full = read_feed(body, {}, b"")
        except NotAFeed:
            assert entries_seen_by_the_parser(name, body) == 0, name
            continue
        read += 1
        assert len(full.entries) >= entries_seen_by_the_parser(name, body), name
        hashes = split_hashes(full.window)
        assert read_feed(body, {}, full.window).entries == (), name
        for unknown in range(min(len(hashes), TRIED_PER_DOCUMENT)):
            known = [item for item in hashes if item != hashes[unknown]]
            partly = read_feed(body, {}, b"".join(known))
            assert partly.entries == tuple(e for e in full.entries if e.item_hash == hashes[unknown]), name
            assert partly.window == full.window, name
            cases += 1
    assert (read > 1_900, cases > 1_300) == (True, True), (read, cases)
