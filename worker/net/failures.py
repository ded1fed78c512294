"""What goes wrong between us and a server, by its cause."""

from __future__ import annotations

import aiohttp
from aiohttp.http_exceptions import LineTooLong
from yarl import URL

from worker.model.errors import FetchError, Refused, TooLarge, Unreachable
from worker.net.guard import ForbiddenAddress, shown
from worker.net.wire import OverWire

FIELD_BYTES = 32 * 1024
"""A header field at most. Some publishers' Content-Security-Policy passes the usual 8 kB."""

_CAUSES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "timeout"),
    (aiohttp.ClientConnectorDNSError, "dns"),
    (aiohttp.ClientSSLError, "tls"),
    (aiohttp.ClientConnectorError, "connect"),
    (aiohttp.ClientPayloadError, "incomplete"),
    ((aiohttp.ClientConnectionError, OSError), "reset"),
)
"""The first kind that fits names the cause."""


def failure(target: URL, error: Exception, status: int | None) -> FetchError:
    """What became of asking for ``target``, as an error of ours; ``status`` is what was answered, if anything was."""
    told = shown(target)
    forbidden = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(forbidden, ForbiddenAddress):
        message = (
            f"{told} leads to {forbidden.address}, which is not a public address; "
            "list its network in allow_private of the feed if it is meant"
        )
        return Refused(message, cause="forbidden_address", status=status)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Unreachable(f"{told}: web.proxy answered {error.status}; ask who runs it", cause="proxy")
    if isinstance(error, aiohttp.InvalidURL):
        return Refused(f"{told} cannot be asked: {error}; correct it", cause="bad_url", status=status)
    root: BaseException = error
    while root.__cause__ is not None:
        root = root.__cause__
    if isinstance(root, OverWire):
        message = f"{told} sent far more than its body may hold: headers, chunk marks or answers without end"
        return TooLarge(message, cause="too_large", status=status)
    if isinstance(root, LineTooLong):
        message = f"{told} sent a header field over {FIELD_BYTES} bytes; tell the site"
        return TooLarge(message, cause="too_large", status=status)
    cause = next((cause for kinds, cause in _CAUSES if isinstance(error, kinds)), "protocol")
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        told += ": web.proxy does not answer"
    return Unreachable(f"{told}: {type(error).__name__}: {str(error)[:200]}", cause=cause, status=status)
