"""What goes wrong between us and a server, by its cause."""

from __future__ import annotations

import errno
import os
import ssl

import aiohttp
from aiohttp.http_exceptions import LineTooLong
from yarl import URL

from worker.model.errors import FetchError, Refused, TooLarge, Unreachable
from worker.net.guard import ForbiddenAddress, shown
from worker.net.wire import OverWire

FIELD_BYTES = 32 * 1024
"""The longest header field. Some publishers' Content-Security-Policy exceeds the usual 8 kB."""

_CAUSES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "timeout"),
    (aiohttp.ClientConnectorDNSError, "dns"),
    (aiohttp.ClientSSLError, "tls"),
    (aiohttp.ClientConnectorError, "connect"),
    (aiohttp.ClientPayloadError, "incomplete"),
    ((aiohttp.ClientConnectionError, OSError), "reset"),
)
"""The first matching kind gives the cause."""


def failure(target: URL, error: Exception, status: int | None, within: str = "it may") -> FetchError:
    """A failed request for ``target`` as an error of ours; ``status`` is the response's, if there was one.

    ``within`` names the time limit, for the message.
    """
    told = shown(target)
    forbidden = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(forbidden, ForbiddenAddress):
        message = (
            f"{told} leads to {forbidden.address}, which is not a public address; "
            "list its network in allow_private of the feed if it is meant; commands that look once take --allow-private"
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
    return Unreachable(f"{told}: {_said(cause, error, within)}", cause=cause, status=status)


def untold(error: Exception) -> Unreachable:
    """A failed request to an address that may hold a token: the library's message, which may name it, is left out."""
    cause = next((cause for kind, cause in _CAUSES if isinstance(error, kind)), type(error).__name__)
    reason = _system_says(error) if cause != "timeout" else ""
    told = f"{cause} ({reason})" if reason else cause
    return Unreachable(f"the request failed: {told}", cause=told)


def _system_says(error: Exception) -> str:
    """The reason without a name: what OpenSSL says of a certificate ends with the host, after a comma."""
    system = _system(error)
    if isinstance(system, ssl.CertificateError):
        return str(system.verify_message).partition(",")[0]
    if isinstance(system, ssl.SSLError):  # whose numbers are OpenSSL's own
        return (system.reason or "").replace("_", " ").lower()
    number = system.errno if isinstance(system, OSError) else None
    return os.strerror(number) if number and number in errno.errorcode else ""


def _system(error: Exception) -> Exception:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return error.certificate_error
    return error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error


_SAID = {
    "timeout": "it took longer than {within}; open it in a browser",
    "dns": "its host has no address ({reason}); check the spelling",
    "tls": "its certificate or TLS is not valid ({reason}); open it in a browser",
    "connect": "its host refuses connections, or cannot be reached ({reason}); open it in a browser",
    "incomplete": "its answer breaks off before its end; tell the site if it stays so",
    "reset": "its host broke the connection off ({reason}); open it in a browser",
    "protocol": "its answer is not HTTP as it should be ({reason}); tell the site",
}


def _said(cause: str, error: Exception, within: str) -> str:
    """What the cause means, with the system's reason where it adds something."""
    system = _system(error)
    reason = getattr(system, "verify_message", None) or getattr(system, "strerror", None) or str(system)
    return _SAID[cause].format(within=within, reason=str(reason)[:200] or type(error).__name__)
