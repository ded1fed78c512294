"""Compression: bombs, layers, streams that break off, names that lie."""

from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]  # it ships no types

from tests.hostile.scenario import XML, Scenario, feed, page, rss
from tests.hostile.server import http

BAD = "failed:bad_encoding"
LARGE = "failed:too_large"
_MB = 1_000_000


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _many(pack: zlib._Compress, size: int) -> bytes:
    """A stream of ``size`` blanks, made a piece at a time."""
    out = [pack.compress(b" " * _MB) for _ in range(size // _MB)]
    return b"".join([*out, pack.flush()])


def gzip_bomb(size: int) -> bytes:
    """``size`` bytes of blanks as gzip."""
    return _many(zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS), size)


def brotli_bomb(size: int) -> bytes:
    """``size`` bytes of blanks as brotli."""
    packer = brotli.Compressor(quality=5)
    out = [packer.process(b" " * _MB) for _ in range(size // _MB)]
    return b"".join([*out, packer.finish()])


_ZSTD = b"\x28\xb5\x2f\xfd\xa4\x00\x00\x10\x00" + b"\x02\x00\x10\x20" * 200
_GZIP_BOMB = gzip_bomb(300 * _MB)


def _coded(name: str, coding: str, body: bytes, becomes: str = "", entries: int = 0) -> Scenario:
    return feed(name, body, XML, ("Content-Encoding", coding), becomes=becomes, entries=entries)


def _good(name: str) -> bytes:
    return rss(name)


SCENARIOS = [
    _coded("compression-gzip", "gzip", gzip.compress(_good("compression-gzip")), entries=3),
    _coded("compression-deflate", "deflate", zlib.compress(_good("compression-deflate")), entries=3),
    _coded("compression-deflate-raw", "deflate", _raw_deflate(_good("compression-deflate-raw")), entries=3),
    _coded("compression-br", "br", brotli.compress(_good("compression-br")), entries=3),
    _coded("compression-capitals", "GZip", gzip.compress(_good("compression-capitals")), entries=3),
    _coded("compression-identity", "identity", _good("compression-identity"), entries=3),
    _coded("compression-gzip-bomb", "gzip", _GZIP_BOMB, LARGE),
    _coded("compression-deflate-bomb", "deflate", _many(zlib.compressobj(9), 300 * _MB), LARGE),
    _coded("compression-br-bomb", "br", brotli_bomb(300 * _MB), LARGE),
    _coded("compression-zstd-bomb", "zstd", _ZSTD, BAD),
    _coded("compression-gzip-twice", "gzip, gzip", gzip.compress(_GZIP_BOMB), BAD),
    _coded("compression-mixed-layers", "br, gzip", gzip.compress(brotli_bomb(100 * _MB)), BAD),
    _coded("compression-ten-layers", ", ".join(["gzip"] * 10), gzip.compress(b"x"), BAD),
    _coded("compression-file-in-transfer", "gzip", gzip.compress(_GZIP_BOMB), LARGE + " failed:binary failed:empty"),
    _coded("compression-members-bomb", "gzip", gzip.compress(b" " * _MB) * 40, LARGE),
    _coded("compression-members-many", "gzip", gzip.compress(b"") * 50_000, BAD),
    _coded("compression-gzip-cut", "gzip", gzip.compress(_good("compression-gzip-cut"))[:-20], "failed:incomplete"),
    _coded("compression-deflate-cut", "deflate", zlib.compress(_good("x"))[:-20], "failed:incomplete"),
    _coded("compression-br-cut", "br", brotli.compress(_good("x"))[:-20], "failed:incomplete"),
    _coded("compression-gzip-head-only", "gzip", gzip.compress(b"x")[:8], "failed:incomplete failed:bad_encoding"),
    _coded("compression-gzip-bad-sum", "gzip", gzip.compress(_good("x"))[:-8] + b"\0" * 8, BAD),
    _coded(
        "compression-gzip-trailing", "gzip", gzip.compress(_good("compression-gzip-trailing")) + b"garbage", entries=3
    ),
    _coded(
        "compression-deflate-trailing",
        "deflate",
        zlib.compress(_good("compression-deflate-trailing")) + b"junk",
        entries=3,
    ),
    _coded(
        "compression-br-trailing",
        "br",
        brotli.compress(_good("compression-br-trailing")) + b"garbage",
        BAD + " changed unchanged",
    ),
    _coded("compression-plain-as-gzip", "gzip", _good("compression-plain-as-gzip"), BAD),
    _coded("compression-plain-as-br", "br", _good("compression-plain-as-br"), BAD),
    _coded("compression-gzip-as-br", "br", gzip.compress(_good("x")), BAD),
    _coded("compression-br-as-gzip", "gzip", brotli.compress(_good("x")), BAD),
    _coded("compression-unknown", "snappy", _good("compression-unknown"), BAD),
    _coded("compression-compress", "compress", b"\x1f\x9d\x90" + b"x" * 90, BAD),
    _coded("compression-long-name", "g" * 20_000, _good("x"), BAD),
    feed("compression-gzip-unlabelled", gzip.compress(_good("compression-gzip-unlabelled")), entries=3),
    feed("compression-bomb-unlabelled", _GZIP_BOMB, becomes="failed:too_large failed:empty"),
    page("compression-page-bomb", http(_GZIP_BOMB, 200, ("Content-Encoding", "gzip")), "too_large"),
    page("compression-page-br-bomb", http(brotli_bomb(100 * _MB), 200, ("Content-Encoding", "br")), "too_large"),
    Scenario(
        "compression-error-bomb", {"/feed": http(_GZIP_BOMB, 404, ("Content-Encoding", "gzip"))}, ("failed:http_404",)
    ),
    Scenario(
        "compression-robots-bomb",
        {
            "/feed": http(rss("compression-robots-bomb", 1, links=True), 200, XML),
            "/robots.txt": http(_GZIP_BOMB, 200, ("Content-Encoding", "gzip")),
        },
        entries=1,
        degraded=1,
        reasons=("robots",),
    ),
]
