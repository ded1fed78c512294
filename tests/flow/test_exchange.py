"""Article lines: what may stand in one, and that none brings into the store what one of the stores cannot hold."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import tracemalloc
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
import xxhash

from worker.flow.exchange import DEFAULT_FEED, FEED_CHARS, MAX_LINE_BYTES, BadLine, lines_of, parse_line

PLAIN = {"id": "a1", "published": "2026-11-26T10:00:00Z", "title": "A ferry stops"}


def line(**values: Any) -> bytes:
    """An article line that differs from a plain one in these."""
    return orjson.dumps(PLAIN | values)


@pytest.mark.parametrize("field", ["id", "url", "title", "text", "lang", "published"])
def test_no_line_holds_what_postgresql_refuses(field: str) -> None:
    """A NUL anywhere would make PostgreSQL refuse the whole batch; it goes, the article stays."""
    value = {"url": "https://example.org/", "published": "2026-11-26", "lang": "en"}.get(field, "words")
    _, draft = parse_line(1, line(**{field: f"{value}\x00"}))
    held = [getattr(draft, it.name) for it in fields(draft) if it.name != "item_hash"]
    assert not any("\x00" in it for it in held if isinstance(it, str))


@pytest.mark.parametrize(
    ("values", "field", "kept"),
    [
        ({"id": 7}, "guid", "7"),
        ({"title": " two\n lines "}, "title", "two lines"),
        ({"title": "<Name> wins &amp; loses"}, "title", "<Name> wins &amp; loses"),
        ({"title": "t" * 5000}, "title", "t" * 1000),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"url": ""}, "url", None),
        ({"lang": "de_AT"}, "lang", "de-AT"),
        ({"lang": "x" * 5000}, "lang", None),
        ({"published": None, "first_seen": "2026-11-26T09:00:00Z"}, "published_raw", "2026-11-26T09:00:00Z"),
        ({"published": 1795000000}, "published_at", 1795000000.0),
        ({"published": 1795000000.5}, "published_at", 1795000000.5),
        ({"published": 1795000000000}, "published_at", 1795000000.0),
    ],
)
def test_odd_values_are_made_fit(values: dict[str, Any], field: str, kept: str | float | None) -> None:
    """What can be understood is kept, as for feeds; what cannot is left out where the article does without."""
    feed, draft = parse_line(1, line(**values))
    assert (feed, getattr(draft, field)) == (DEFAULT_FEED, kept)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"7", "not a JSON object"),
        (b"[" + line() + b"]", "a list; write one JSON object a line"),
        (b"[\n", "a list; write one JSON object a line"),
        (line().decode().encode("utf-16"), "not UTF-8 text; convert the file"),
        (b"{", "not JSON"),
        (line(id=""), "id is missing"),
        (line(id=True), "id is missing"),
        (line(title="", text=" \x00"), "neither title nor text"),
        (line(published="yesterday"), "'yesterday' of article a1 is no date from 1990 to 2100"),
        (line(published="1926-11-20"), "'1926-11-20' of article a1 is no date from 1990 to 2100"),
        (line(published=17), "published 17 of article a1 is no date from 1990 to 2100"),
        (line(published=[2026]), "is no date from 1990"),
        (line(published=None), "article a1 has no date; add published"),
        (line(lang=17), "lang is 17; write it as text"),
        (line(feed="f" * (FEED_CHARS + 1)), f"at most {FEED_CHARS} characters"),
        (line(feed="a\x00b"), "is not a name"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, said: str) -> None:
    """The line is named, with the field and what should stand there."""
    with pytest.raises(BadLine, match=said) as refused:
        parse_line(12, data)
    assert str(refused.value).startswith("line 12: ")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("piped", [False, True])
def test_a_packed_file_is_read_like_a_plain_one(tmp_path: Path, pack: Callable[[bytes], bytes], *, piped: bool) -> None:
    """Archives come packed: who made one is told by its first bytes, in a pipe too."""
    data = pack(line() + b"\n" + line(id="a2") + b"\n")
    (tmp_path / "lines").write_bytes(data)
    with (tmp_path / "lines").open("rb") as file:
        read = list(lines_of(BytesIO(data) if piped else file))
    assert read == [line() + b"\n", line(id="a2") + b"\n"]


def test_a_line_without_end_takes_no_memory() -> None:
    """A packed file of half a megabyte may hold a line of half a gigabyte: it is refused, and the next one is read."""
    packed = gzip.compress(b" " * 60_000_000 + b"\n" + line() + b"\n")
    tracemalloc.start()
    try:
        long, good = lines_of(BytesIO(packed))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert good == line() + b"\n"
    assert most < 6 * MAX_LINE_BYTES
    with pytest.raises(BadLine, match="line 1: has more bytes than the limit of 5000000; split the text"):
        parse_line(1, long)


def test_the_first_line_may_begin_with_a_mark() -> None:
    """Spreadsheets put a byte order mark before UTF-8."""
    assert parse_line(1, codecs.BOM_UTF8 + line())[1].title == PLAIN["title"]


@pytest.mark.parametrize("spoil", [lambda data: data[:-20], lambda data: data[:-40] + b"x" * 40])
def test_a_packed_file_cut_short_says_where(spoil: Callable[[bytes], bytes]) -> None:
    """What could be unpacked is handed over; then the line is named from which on nothing was read."""
    words = "\n".join(xxhash.xxh3_128_hexdigest(bytes(number)) for number in range(2000))
    read: list[bytes] = []
    with pytest.raises(BadLine, match="cannot be read, nor what follows") as refused:
        read.extend(lines_of(BytesIO(spoil(gzip.compress(words.encode())))))
    assert 0 < len(read) < 2000
    assert refused.value.number == len(read) + 1
