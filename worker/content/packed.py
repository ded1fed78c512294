"""Documents that are gzip files: mostly sitemaps, and feeds that are stored compressed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from worker.content import refusals

MAX_BYTES = 50_000_000
"""The limit after unpacking, that of sitemaps.org; no known feed comes near."""

_MAGIC = b"\x1f\x8b\x08"
_GZIP = zlib.MAX_WBITS + 16


def unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """``body``, or if it is a gzip file its content, as far as it can be read; only one layer is unpacked.

    This is not the compression of the transfer, which ``net`` has undone. Raises ``NotAFeed`` with cause ``too_large``.
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
