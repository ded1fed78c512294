"""Content codings: unpacks bodies, within limits.

aiohttp's own decoding takes a gzip or brotli stream that breaks off in the middle for a complete body; half a
feed would be read as a whole one. Here the end of the stream has to be there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]  # it ships no types

from worker.model.errors import TooLarge, Unreachable

ACCEPTED = "gzip, deflate, br"
_NOT_CODED = frozenset({"", "identity", "none", "binary", "utf-8", "utf8"})
"""The last three are not codings, but some servers send them."""
_RATIO = 200
_RATIO_FROM_BYTES = 1_000_000
"""Text compresses 3 to 20 times, a bomb about 1000 times; below the second size any ratio is allowed."""
_MEMBERS = 64
"""A gzip body may consist of several members; each costs a copy of the rest."""
_PIECE_BYTES = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_DEFLATE_METHOD = 8


def unpack(body: bytes, coding: str, limit: int, where: str) -> bytes:
    """``body`` with the named ``Content-Encoding`` undone, at most ``limit`` bytes; ``where`` is for messages.

    Never holds more than the limit in memory. Raises ``TooLarge``; ``Unreachable`` with cause ``incomplete``
    where the stream breaks off, ``bad_encoding`` where it is damaged, nested or of a kind not offered.
    """
    plain = unpack_within(limit, body, coding, limit, where)
    assert plain is not None, "what is allowed is at most the limit"
    return plain


def unpack_within(most: int, body: bytes, coding: str, limit: int, where: str) -> bytes | None:
    """As ``unpack``, but keeps at most ``most`` bytes in memory; None if the result is longer."""
    allowed = _allowed(body, limit)
    most = min(most, allowed)
    try:
        plain, complete = _decoded(body, coding, most)
    except (zlib.error, brotli.error) as error:
        raise Unreachable(f"{where} cannot be unpacked: {error}; tell the site", cause="bad_encoding") from None
    if len(plain) > allowed:
        raise _too_large(body, allowed, where)
    if len(plain) > most:
        return None
    if not complete:
        raise Unreachable(f"{where}: the {coding} body breaks off after {len(plain)} bytes", cause="incomplete")
    return plain


def weighed(body: bytes, coding: str, limit: int, where: str) -> int:
    """The unpacked size of ``body``, measured piece by piece. Raises as ``unpack``.

    Only for bodies that are small on the wire, as each piece copies what is not unpacked yet.
    """
    allowed = _allowed(body, limit)
    size, complete = 0, True
    try:
        for length, ended in _pieces(body, coding):
            size, complete = size + length, ended
            if size > allowed:
                raise _too_large(body, allowed, where)
    except (zlib.error, brotli.error) as error:
        raise Unreachable(f"{where} cannot be unpacked: {error}; tell the site", cause="bad_encoding") from None
    if not complete:
        raise Unreachable(f"{where}: the {coding} body breaks off after {size} bytes", cause="incomplete")
    return size


def _pieces(body: bytes, coding: str) -> Iterator[tuple[int, bool]]:
    """The lengths of decoded pieces, each with whether the stream ends there."""
    kind = coding.strip().lower()
    if not body:
        yield 0, True
        return
    if kind == "br":
        stream = brotli.Decompressor()
        piece = stream.process(body, output_buffer_limit=_PIECE_BYTES)
        yield len(piece), stream.is_finished()
        while piece and not stream.is_finished():
            piece = stream.process(b"", output_buffer_limit=_PIECE_BYTES)
            yield len(piece), stream.is_finished()
        return
    if kind not in {"gzip", "x-gzip", "deflate"}:
        plain, complete = _decoded(body, coding, _PIECE_BYTES)
        yield len(plain), complete
        return
    for _ in range(_MEMBERS):
        member = zlib.decompressobj(wbits=_wbits(body) if kind == "deflate" else 16 + zlib.MAX_WBITS)
        length = len(member.decompress(body, _PIECE_BYTES))
        yield length, member.eof
        while length and not member.eof:
            length = len(member.decompress(member.unconsumed_tail, _PIECE_BYTES))
            yield length, member.eof
        body = member.unused_data
        if kind == "deflate" or not member.eof or not body.startswith(_GZIP_MAGIC):
            return
    raise zlib.error(f"more than {_MEMBERS} members")


def _allowed(body: bytes, limit: int) -> int:
    return min(limit, max(_RATIO_FROM_BYTES, _RATIO * len(body)))


def _too_large(body: bytes, allowed: int, where: str) -> TooLarge:
    message = f"{where} unpacks from {len(body)} to over {allowed} bytes; raise web.limits if it is meant to be"
    return TooLarge(message, cause="too_large")


def excerpt(body: bytes, coding: str, limit: int) -> bytes:
    """The readable start of a body that may be cut off: at most ``limit`` bytes, possibly none."""
    try:
        return _decoded(body, coding, limit)[0][:limit]
    except (zlib.error, brotli.error):
        return b""


def _decoded(body: bytes, coding: str, allowed: int) -> tuple[bytes, bool]:
    """The decoded bytes, at most slightly more than ``allowed``, and whether the stream is complete."""
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
    stream = zlib.decompressobj(wbits=_wbits(body))
    return stream.decompress(body, allowed + 1), stream.eof


def _wbits(body: bytes) -> int:
    """Some servers leave the zlib wrapper out; its first byte names the method in its low half."""
    return zlib.MAX_WBITS if body[0] & 0x0F == _DEFLATE_METHOD else -zlib.MAX_WBITS


def _unbrotli(body: bytes, allowed: int) -> tuple[bytes, bool]:
    stream = brotli.Decompressor()
    plain: bytes = stream.process(body, output_buffer_limit=allowed + 1)
    return plain, stream.is_finished()
