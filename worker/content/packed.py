"""Documents that are gzip files: mostly sitemaps, and feeds that a server sends as it stores them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from worker.content import refusals

MAX_BYTES = 50_000_000
"""Unpacked; a sitemap may have so many (sitemaps.org), and no feed we know of comes near."""

_MAGIC = b"\x1f\x8b\x08"
_GZIP = zlib.MAX_WBITS + 16


def unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """``body``, or what is in it if it is a gzip file, as far as that goes; one layer and no more.

    This is not the transfer's compression, which ``net`` has undone. Raises ``NotAFeed`` with cause ``too_large``.
    """
    if not body.startswith(_MAGIC):
        return body
    reader = zlib.decompressobj(_GZIP)
    try:
        content = reader.decompress(body, MAX_BYTES)
    except zlib.error:
        return body
    if reader.unconsumed_tail:
        raise refusals.refusal("too_large", body, headers, reason=f"{MAX_BYTES // 1_000_000} MB")
    return content
