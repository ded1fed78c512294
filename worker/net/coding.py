"""Content codings: from the bytes on the wire to the bytes that were meant, within limits.

aiohttp's own decoding takes a gzip or brotli stream that breaks off in the middle for a complete body; half a
feed would be read as a whole one. Here the end of the stream has to be there.
"""

from __future__ import annotations

import zlib

import brotli  # type: ignore[import-untyped]  # it ships no types

from worker.model.errors import TooLarge, Unreachable

ACCEPTED = "gzip, deflate, br"
_NOT_CODED = frozenset({"", "identity", "none", "binary", "utf-8", "utf8"})
"""The last ones are no codings at all, but servers write them."""
_RATIO = 200
_RATIO_FROM_BYTES = 1_000_000
"""Text packs 3 to 20 times, a bomb about 1000 times; a small body may be as repetitive as it likes."""
_MEMBERS = 64
"""A gzip body may consist of several; each costs a copy of the rest."""
_GZIP_MAGIC = b"\x1f\x8b"
_DEFLATE_METHOD = 8


def unpack(body: bytes, coding: str, limit: int, where: str) -> bytes:
    """``body`` undone of the ``Content-Encoding`` named, at most ``limit`` bytes; ``where`` is for messages.

    Never holds more than the limit in memory. Raises ``TooLarge``; ``Unreachable`` with cause ``incomplete``
    where the stream breaks off, ``bad_encoding`` where it is damaged, nested or of a kind not offered.
    """
    plain = unpack_within(limit, body, coding, limit, where)
    assert plain is not None, "what is allowed is at most the limit"
    return plain


def unpack_within(most: int, body: bytes, coding: str, limit: int, where: str) -> bytes | None:
    """As ``unpack``, but holds no more than ``most`` bytes: None where it comes to more."""
    allowed = min(limit, max(_RATIO_FROM_BYTES, _RATIO * len(body)))
    most = min(most, allowed)
    try:
        plain, complete = _decoded(body, coding, most)
    except (zlib.error, brotli.error) as error:
        raise Unreachable(f"{where} cannot be unpacked: {error}; tell the site", cause="bad_encoding") from None
    if len(plain) > allowed:
        message = f"{where} unpacks from {len(body)} to over {allowed} bytes; raise web.limits if it is meant to be"
        raise TooLarge(message, cause="too_large")
    if len(plain) > most:
        return None
    if not complete:
        raise Unreachable(f"{where}: the {coding} body breaks off after {len(plain)} bytes", cause="incomplete")
    return plain


def excerpt(body: bytes, coding: str, limit: int) -> bytes:
    """What can be read of the beginning of a body that may be cut off: at most ``limit`` bytes, maybe none."""
    try:
        return _decoded(body, coding, limit)[0][:limit]
    except (zlib.error, brotli.error):
        return b""


def _decoded(body: bytes, coding: str, allowed: int) -> tuple[bytes, bool]:
    """The decoded bytes, somewhat over ``allowed`` at most, and whether the end of the stream was reached."""
    kind = coding.strip().lower()
    if kind in _NOT_CODED or not body:
        return body, True
    if kind in {"gzip", "x-gzip"}:
        return _gunzip(body, allowed)
    if kind == "deflate":
        return _inflate(body, allowed)
    if kind == "br":
        return _unbrotli(body, allowed)
    raise zlib.error(f"its encoding {kind[:60]!r} is none of {ACCEPTED}")


def _gunzip(body: bytes, allowed: int) -> tuple[bytes, bool]:
    plain = b""
    for _ in range(_MEMBERS):
        member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        plain += member.decompress(body, allowed + 1 - len(plain))
        body = member.unused_data
        if len(plain) > allowed or not member.eof or not body.startswith(_GZIP_MAGIC):
            return plain, member.eof
    raise zlib.error(f"more than {_MEMBERS} members")


def _inflate(body: bytes, allowed: int) -> tuple[bytes, bool]:
    # Some servers leave the zlib wrapper out; its first byte names the method in its low half.
    wrapped = body[0] & 0x0F == _DEFLATE_METHOD
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    return stream.decompress(body, allowed + 1), stream.eof


def _unbrotli(body: bytes, allowed: int) -> tuple[bytes, bool]:
    stream = brotli.Decompressor()
    plain: bytes = stream.process(body, output_buffer_limit=allowed + 1)
    return plain, stream.is_finished()
