"""Content codings: whole bodies or an error, never more than the limit."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest

from worker.model.errors import FetchError, TooLarge, Unreachable
from worker.net.coding import excerpt, unpack, weighed

TEXT = b"Die Flut kam um drei Uhr, sagte die Wehr. " * 50
NOISE = random.Random(1).randbytes(50_000)
RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("coding", "body", "plain"),
    [
        pytest.param("", TEXT, TEXT, id="no coding"),
        pytest.param("identity", TEXT, TEXT, id="identity"),
        pytest.param("UTF-8", TEXT, TEXT, id="a charset where the coding belongs"),
        pytest.param("gzip", gzip.compress(TEXT), TEXT, id="gzip"),
        pytest.param(" GZip ", gzip.compress(TEXT), TEXT, id="gzip spelt oddly"),
        pytest.param("x-gzip", gzip.compress(TEXT), TEXT, id="gzip by its old name"),
        pytest.param("gzip", gzip.compress(TEXT) + gzip.compress(b"end"), TEXT + b"end", id="gzip of two members"),
        pytest.param("gzip", gzip.compress(TEXT) + b"\n\n", TEXT, id="gzip with junk behind it"),
        pytest.param("gzip", b"", b"", id="nothing, called gzip"),
        pytest.param("deflate", zlib.compress(TEXT), TEXT, id="deflate in its wrapper"),
        pytest.param("deflate", RAW_DEFLATE.compress(TEXT) + RAW_DEFLATE.flush(), TEXT, id="deflate without wrapper"),
        pytest.param("br", brotli.compress(TEXT), TEXT, id="brotli"),
        pytest.param("br", brotli.compress(NOISE), NOISE, id="brotli of noise"),
        pytest.param("gzip", gzip.compress(bytes(900_000)), bytes(900_000), id="a small body, very repetitive"),
    ],
)
def test_unpacks(coding: str, body: bytes, plain: bytes) -> None:
    """Bodies in the codings we offer are decoded to the original."""
    assert unpack(body, coding, 1_000_000, "a feed") == plain
    assert weighed(body, coding, 1_000_000, "a feed") == len(plain)


@pytest.mark.parametrize(
    ("coding", "body", "kind", "cause"),
    [
        pytest.param("gzip", gzip.compress(NOISE)[:-1], Unreachable, "incomplete", id="gzip short of one byte"),
        pytest.param("gzip", gzip.compress(TEXT)[:5], Unreachable, "incomplete", id="gzip cut within its header"),
        pytest.param(
            "gzip", gzip.compress(TEXT) + gzip.compress(TEXT)[:30], Unreachable, "incomplete", id="second member cut"
        ),
        pytest.param("deflate", zlib.compress(NOISE)[:-1], Unreachable, "incomplete", id="deflate short of one byte"),
        pytest.param("br", brotli.compress(NOISE)[:-1], Unreachable, "incomplete", id="brotli short of one byte"),
        pytest.param("gzip", TEXT, Unreachable, "bad_encoding", id="plain text called gzip"),
        pytest.param("br", b"\xff" * 99, Unreachable, "bad_encoding", id="garbage called brotli"),
        pytest.param("zstd", TEXT, Unreachable, "bad_encoding", id="a coding not offered"),
        pytest.param("gzip, br", TEXT, Unreachable, "bad_encoding", id="two codings"),
        pytest.param("gzip", gzip.compress(b"") * 65, Unreachable, "bad_encoding", id="65 empty members"),
        pytest.param("gzip", gzip.compress(bytes(20_000_000)), TooLarge, "too_large", id="gzip bomb"),
        pytest.param("deflate", zlib.compress(bytes(20_000_000)), TooLarge, "too_large", id="deflate bomb"),
        pytest.param("br", brotli.compress(bytes(20_000_000), quality=1), TooLarge, "too_large", id="brotli bomb"),
        pytest.param("gzip", gzip.compress(NOISE * 201, 0), TooLarge, "too_large", id="just over the limit"),
        pytest.param(
            "gzip", gzip.compress(bytes(2_000_000)), TooLarge, "too_large", id="under the limit, 1000 times its size"
        ),
    ],
)
def test_refuses(coding: str, body: bytes, kind: type[FetchError], cause: str) -> None:
    """A body that is truncated, damaged or unpacks beyond the limit is an error."""
    for way in (unpack, weighed):
        with pytest.raises(FetchError) as caught:
            way(body, coding, 10_000_000, "a feed")
        assert (type(caught.value), caught.value.cause) == (kind, cause)


@pytest.mark.parametrize(
    ("coding", "body", "plain"),
    [
        pytest.param("gzip", gzip.compress(TEXT)[:-9], TEXT[:100], id="a beginning is read"),
        pytest.param("", TEXT, TEXT[:100], id="uncoded"),
        pytest.param("gzip", b"not gzip at all", b"", id="damaged"),
        pytest.param("zstd", b"anything", b"", id="unknown"),
    ],
)
def test_excerpts(coding: str, body: bytes, plain: bytes) -> None:
    """Of a body that only serves as a hint, the readable part is returned without an error."""
    assert excerpt(body, coding, 100) == plain
