"""Counts all bytes of an answer as they come in, including those that are not part of its body.

Limits on bodies do not see chunk extensions, leading zeros of chunk sizes, interim answers and trailers: a server may
send them as fast as the line allows until the total time is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
from aiohttp.client_proto import ResponseHandler

HEADERS_BYTES = 5_000_000
"""Allowed for all header fields, in addition to a body."""


class OverWire(aiohttp.ClientError):
    """A response took more bytes on the wire than a body of the allowed size can."""


def counted(limit: Callable[[], int]) -> Callable[[], ResponseHandler]:
    """A protocol factory for a connector.

    A connection may receive twice the ``limit``, for bodies in small chunks, plus the headers. It is used for one
    request only, so the count is never reset.
    """
    loop = asyncio.get_running_loop()
    return lambda: _Counted(loop, 2 * limit() + HEADERS_BYTES)


class _Counted(ResponseHandler):
    def __init__(self, loop: asyncio.AbstractEventLoop, limit: int) -> None:
        super().__init__(loop)
        self._left = limit

    def data_received(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left >= 0:
            super().data_received(data)
            return
        error = OverWire("too many bytes")
        if self._payload is not None:
            self._payload.set_exception(error)
        self.set_exception(error)
        if self.transport is not None:
            self.transport.abort()
