"""The byte splice: what it finds, when it declines, and that nobody can tell its result from a full parse."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path
from typing import Any

import feedparser
import pytest
import xxhash

from worker.content.feeds import read_feed
from worker.content.splice import cut, item_hashes, split_hashes

FEEDS = Path(__file__).parent / "feeds"


def rss(*items: str, end: str = "</channel></rss>") -> bytes:
    """An RSS document of ``items``."""
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}{end}'.encode()


@pytest.mark.parametrize(
    ("body", "elements"),
    [
        pytest.param(rss("<item>a</item>", "<item>b</item>"), [b"<item>a</item>", b"<item>b</item>"], id="two items"),
        pytest.param(
            rss("<item/>", "<item>b</item >"), [b"<item/>", b"<item>b</item >"], id="an empty element is one too"
        ),
        pytest.param(
            rss('<item about="a>b">x</item>'), [b'<item about="a>b">x</item>'], id="an attribute may hold a bracket"
        ),
        pytest.param(
            rss("<!-- <item> -->", "<item>a<!-- </item> --></item>"),
            [b"<item>a<!-- </item> --></item>"],
            id="tags in comments are not seen",
        ),
        pytest.param(
            rss("<item><![CDATA[</item><item>]]></item>"),
            [b"<item><![CDATA[</item><item>]]></item>"],
            id="tags in CDATA are not seen",
        ),
        pytest.param(rss("<?php <item> ?>", "<item>a</item>"), [b"<item>a</item>"], id="nor in instructions"),
        pytest.param(
            rss("<items><itemized/></items>", "<item>a</item>"),
            [b"<item>a</item>"],
            id="names that only begin like item are others",
        ),
        pytest.param(b"<feed><entry>a</entry></feed>", [b"<entry>a</entry>"], id="entries of Atom"),
        pytest.param(
            rss("<item>a</item>", "<item><title>half a ti", end=""), [b"<item>a</item>"], id="a half item is left out"
        ),
        pytest.param(
            rss("<item>a</item>", "<item><![CDATA[half", end=""),
            [b"<item>a</item>"],
            id="also when it breaks off within CDATA",
        ),
        pytest.param(rss("<item>a</item>", "<item", end=""), [b"<item>a</item>"], id="or within its first tag"),
    ],
)
def test_finds_the_elements(body: bytes, elements: list[bytes]) -> None:
    """The spans are the elements' bytes in order, each with its own xxHash64."""
    found = cut(body)
    assert found is not None
    assert [body[start:end] for start, end in found.spans] == elements
    assert split_hashes(found.hashes) == [xxhash.xxh64_digest(element) for element in elements]
    if body.endswith(b">"):
        assert item_hashes(body) == found.hashes


@pytest.mark.parametrize("end", ["", "<item><title>half a ti", "</chan"])
def test_a_document_that_breaks_off_has_no_window(end: str) -> None:
    """What is known of it says nothing about the rest."""
    assert item_hashes(rss("<item>a</item>", end=end)) is None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss(), id="no element at all"),
        pytest.param(b"<html><p>Not a feed</p></html>", id="a page"),
        pytest.param(b"", id="nothing"),
        pytest.param(rss("<item>a<item>b</item></item>"), id="nested elements"),
        pytest.param(rss("<item>a", "<item>b</item>"), id="an element that is not closed"),
        pytest.param(rss("<item>a</item>", "</item>"), id="a closing tag too many"),
        pytest.param(rss("<item>a</entry>"), id="a closing tag of the other name"),
        pytest.param(rss("<item>a</item>", "<item>b"), id="an unclosed last element in a closed document"),
        pytest.param(b'<!DOCTYPE rss [<!ENTITY x "y">]>' + rss("<item>&x;</item>"), id="entities of its own"),
        pytest.param("<?xml?><rss><item>a</item></rss>".encode("utf-16"), id="UTF-16"),
        pytest.param(rss("<item>\u65e5\u672c</item>").decode().encode("iso-2022-jp"), id="an encoding with shifts"),
    ],
)
def test_declines_what_bytes_cannot_tell(body: bytes) -> None:
    """Where the bytes are not plain there is no short cut, never a wrong one."""
    assert item_hashes(body) is None


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries each document had that the parser was given."""
    counts: list[int] = []
    parse = feedparser.parse

    def counted(source: io.BytesIO, **options: Any) -> Any:
        found = parse(source, **options)
        counts.append(len(found.entries))
        return found

    monkeypatch.setattr(feedparser, "parse", counted)
    return counts


@pytest.mark.parametrize("name", ["harbour.rss", "observatory.atom", "archive.rdf"])
def test_spliced_equals_full(name: str, parsed: list[int]) -> None:
    """Whatever subset is known, the other entries come out as in a full parse, and they alone are parsed."""
    body = (FEEDS / name).read_bytes()
    full = read_feed(body, {"Content-Location": "https://host.example/feeds/x"}, b"")
    hashes = split_hashes(full.window)
    assert len(full.entries) == len(hashes) > 1
    for many in range(len(hashes) + 1):
        for unknown in combinations(range(len(hashes)), many):
            known = b"".join(item for place, item in enumerate(hashes) if place not in unknown)
            partly = read_feed(body, {"content-location": "https://host.example/feeds/x"}, known)
            assert partly.entries == tuple(full.entries[place] for place in unknown)
            assert partly.window == full.window == item_hashes(body)
            assert (partly.title, partly.ttl_s) == (full.title, full.ttl_s)
            assert parsed[-1] == many


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss("<item><title>a</title><item><title>b</title></item></item>"), id="nested items"),
        pytest.param(
            rss("<ITEM><title>a</title></ITEM>", "<item><title>b</title></item>"), id="items in two spellings"
        ),
        pytest.param(rss("<item><title>a</title>", "<item><title>b</title></item>"), id="an item that is not closed"),
    ],
)
def test_known_entries_are_known_without_a_splice(body: bytes) -> None:
    """A document that has to be parsed whole still reports only what is unknown, and the same window each time."""
    full = read_feed(body, {}, b"")
    hashes = split_hashes(full.window)
    assert len(full.entries) == len(hashes) == 2
    second = read_feed(body, {}, hashes[0])
    assert second.entries == full.entries[1:]
    assert second.window == full.window
    assert read_feed(body, {}, full.window).entries == ()


def test_utf16_is_spliced_too(parsed: list[int]) -> None:
    """A document in UTF-16 is cut after transcoding, so its known items are not parsed again."""
    body = '<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><item><title>Küste</title></item>'
    body += "<item><title>Möwe</title></item></channel></rss>"
    full = read_feed(body.encode("utf-16"), {}, b"")
    assert [entry.title for entry in full.entries] == ["Küste", "Möwe"]
    second = read_feed(body.encode("utf-16"), {}, full.window[:8])
    assert parsed == [2, 1]
    assert second.entries == full.entries[1:]


def test_only_the_first_items_of_a_huge_document_are_read() -> None:
    """5,000 items are the most one document gives; the first ones are the newest."""
    body = rss(*(f"<item><guid>{number}</guid></item>" for number in range(5_003)))
    window = item_hashes(body)
    assert window is not None
    assert len(window) == 5_000 * 8
    last = read_feed(body, {}, window[:-8])
    assert [(entry.guid, entry.order) for entry in last.entries] == [("4999", 4_999)]


def test_half_an_item_is_not_an_entry() -> None:
    """A feed cut short in the middle of an item gives the complete items only."""
    body = (FEEDS / "harbour.rss").read_bytes()
    short = body[: body.index(b"Neue Schl") + 6]
    assert [entry.guid for entry in read_feed(short, {}, b"").entries] == ["hb-101"]
