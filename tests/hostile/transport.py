"""Transport: servers that stall, break off, or speak HTTP or TLS wrongly."""

from __future__ import annotations

import asyncio

from tests.hostile.scenario import DOMAIN, XML, Scenario, feed, page, rss, scenario
from tests.hostile.server import Conversation, http

HEAD = b"HTTP/1.1 200 So\r\nContent-Type: application/rss+xml\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LARGE = 100_000_000
BROKEN = "failed:protocol failed:reset failed:incomplete failed:bad_encoding"


async def _hang_at_once(it: Conversation) -> None:
    await it.hang()


async def _hang_in_headers(it: Conversation) -> None:
    await it.send(HEAD)
    await it.hang()


async def _hang_in_body(it: Conversation) -> None:
    await it.send(http(rss("x") * 2, 200, XML)[:400])
    await it.hang()


async def _drip_body(it: Conversation) -> None:
    await it.send(HEAD + b"Content-Length: 100000\r\n\r\n")
    await it.drip(b"<rss>", 0.5)


async def _drip_headers(it: Conversation) -> None:
    await it.send(b"HTTP/1.1 200 So\r\n")
    await it.drip(b"X-More: 1\r\n", 0.5)


async def _drip_status(it: Conversation) -> None:
    await it.drip(b"HTTP/1.1 ", 0.5)


async def _drip_chunks(it: Conversation) -> None:
    await it.send(CHUNKED)
    await it.drip(b"1\r\nx\r\n", 0.1)


async def _reset_at_once(it: Conversation) -> None:
    it.reset()


async def _reset_in_body(it: Conversation) -> None:
    await it.send(HEAD + b"Content-Length: 1000\r\n\r\n<rss>")
    await asyncio.sleep(0.1)
    it.reset()


async def _half_close(it: Conversation) -> None:
    it.writer.write_eof()
    await it.hang()


async def _half_close_in_body(it: Conversation) -> None:
    await it.send(HEAD + b"Content-Length: 1000\r\n\r\n<rss>")
    it.writer.write_eof()
    await it.hang()


async def endless(it: Conversation) -> None:
    """A body as long as somebody reads it."""
    await it.send(HEAD + b"\r\n")
    while True:
        await it.send(b"<item>x</item>" * 5000)


async def _endless_chunks(it: Conversation) -> None:
    await it.send(CHUNKED)
    while True:
        await it.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")


async def _endless_headers(it: Conversation) -> None:
    await it.send(b"HTTP/1.1 200 So\r\n")
    number = 0
    while True:
        number += 1
        await it.send(f"X-{number}: {'y' * 1000}\r\n".encode() * 10)


async def _endless_header(it: Conversation) -> None:
    await it.send(b"HTTP/1.1 200 So\r\nX-Long: ")
    while True:
        await it.send(b"y" * 65536)


async def _endless_reason(it: Conversation) -> None:
    await it.send(b"HTTP/1.1 200 ")
    while True:
        await it.send(b"y" * 65536)


async def _endless_informational(it: Conversation) -> None:
    while True:
        await it.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" * 100)
        await asyncio.sleep(0.01)


async def _endless_extension(it: Conversation) -> None:
    await it.send(CHUNKED + b"5;ext=")
    while True:
        await it.send(b"y" * 65536)


async def _endless_trailers(it: Conversation) -> None:
    await it.send(CHUNKED + b"5\r\n<rss>\r\n0\r\n")
    number = 0
    while True:
        number += 1
        await it.send(f"X-T-{number}: {'y' * 1000}\r\n".encode() * 10)


async def _endless_chunk_size(it: Conversation) -> None:
    await it.send(CHUNKED)
    while True:
        await it.send(b"0" * 65536)


async def _large_slowly_declared(it: Conversation) -> None:
    await it.send(HEAD + f"Content-Length: {LARGE}\r\n\r\n".encode())
    await it.hang()


async def _tls_garbage(it: Conversation) -> None:
    await it.send(b"\x15\x03\x03\x00\x02\x02\x28" * 3)


async def _answers_twice(it: Conversation) -> None:
    await it.send(http(rss("transport-two-answers"), 200, XML) + http(b"<rss>another</rss>", 200, XML))


def _raw(name: str, data: bytes, becomes: str, **more: object) -> Scenario:
    return scenario(name, data, becomes=becomes, **more)


_BODY = rss("transport-good")
_SMUGGLED = HEAD + b"Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"


def _tls(name: str, becomes: str, certificate: str, entries: int = 0) -> Scenario:
    url = f"https://{name}.{DOMAIN}/feed"
    return feed(name, url=url, becomes=becomes, certificate=certificate, entries=entries)


SCENARIOS = [
    feed("transport-good", entries=3),
    scenario("transport-hang", _hang_at_once, becomes="failed:timeout", slow=True),
    scenario("transport-hang-headers", _hang_in_headers, becomes="failed:timeout", slow=True),
    scenario("transport-hang-body", _hang_in_body, becomes="failed:timeout", slow=True),
    scenario("transport-drip-body", _drip_body, becomes="failed:timeout", slow=True),
    scenario("transport-drip-headers", _drip_headers, becomes="failed:timeout", slow=True),
    scenario("transport-drip-status", _drip_status, becomes="failed:timeout failed:protocol", slow=True),
    scenario("transport-drip-chunks", _drip_chunks, becomes="failed:timeout", slow=True),
    scenario("transport-declared-hang", _large_slowly_declared, becomes="failed:too_large"),
    scenario("transport-reset", _reset_at_once, becomes="failed:reset"),
    scenario("transport-reset-body", _reset_in_body, becomes="failed:incomplete failed:reset"),
    scenario("transport-half-close", _half_close, becomes="failed:reset"),
    scenario("transport-half-close-body", _half_close_in_body, becomes="failed:incomplete"),
    _raw("transport-silent-close", b"", "failed:reset"),
    _raw("transport-length-long", http(_BODY, 200, XML).replace(b"Content-Length: ", b"Content-Length: 9"), BROKEN),
    _raw("transport-length-short", HEAD + b"Content-Length: 40\r\n\r\n" + _BODY, "failed:protocol failed:unparseable"),
    _raw("transport-length-negative", HEAD + b"Content-Length: -5\r\n\r\n" + _BODY, BROKEN),
    _raw("transport-length-words", HEAD + b"Content-Length: many\r\n\r\n" + _BODY, BROKEN),
    _raw(
        "transport-length-huge",
        HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n" + _BODY,
        BROKEN + " failed:too_large",
    ),
    _raw("transport-length-twice", HEAD + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\n" + _BODY, BROKEN),
    _raw("transport-smuggled", _SMUGGLED, BROKEN + " failed:empty"),
    _raw("transport-chunk-size-bad", CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", BROKEN),
    _raw("transport-chunk-size-huge", CHUNKED + b"F" * 17 + b"\r\nhello\r\n", BROKEN + " failed:too_large"),
    _raw("transport-chunk-cut", CHUNKED + b"1000\r\n<rss>", BROKEN),
    _raw("transport-chunk-no-end", CHUNKED + b"5\r\n<rss>\r\n", BROKEN),
    _raw("transport-chunk-no-crlf", CHUNKED + b"5\r\n<rss>5\r\nabcde\r\n0\r\n\r\n", BROKEN),
    _raw("transport-http-0.9", _BODY, BROKEN),
    _raw("transport-http-2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", BROKEN),
    _raw("transport-garbage", bytes(range(256)) * 20, BROKEN),
    _raw("transport-status-words", b"HTTP/1.1 OK 200\r\n\r\n", BROKEN),
    _raw("transport-header-nul", HEAD + b"X-\x00: 1\r\n\r\n" + _BODY, BROKEN),
    _raw(
        "transport-header-folded",
        HEAD + b"X-A: 1\r\n  2\r\n\r\n" + rss("transport-header-folded"),
        "changed unchanged",
        entries=3,
    ),
    _raw(
        "transport-header-latin",
        HEAD + b"X-A: \xff\xfe\r\nETag: \xff\r\n\r\n" + rss("transport-header-latin"),
        "changed unchanged",
        entries=3,
    ),
    scenario("transport-headers-endless", _endless_headers, becomes="failed:too_large failed:protocol"),
    scenario("transport-header-endless", _endless_header, becomes="failed:too_large failed:protocol"),
    scenario("transport-reason-endless", _endless_reason, becomes="failed:too_large failed:protocol"),
    scenario("transport-1xx-endless", _endless_informational, becomes="failed:timeout failed:protocol", slow=True),
    scenario("transport-extension-endless", _endless_extension, becomes="failed:too_large failed:protocol"),
    scenario(
        "transport-trailers-endless", _endless_trailers, becomes="failed:too_large failed:protocol failed:incomplete"
    ),
    scenario("transport-chunk-size-endless", _endless_chunk_size, becomes="failed:too_large failed:protocol"),
    scenario("transport-body-endless", endless, becomes="failed:too_large"),
    scenario("transport-chunks-endless", _endless_chunks, becomes="failed:too_large"),
    scenario("transport-two-answers", _answers_twice, entries=3),
    feed("transport-upgrade", None, XML, ("Upgrade", "h2c"), ("Connection", "Upgrade"), entries=3),
    feed("transport-keep-alive", None, XML, ("Connection", "keep-alive"), ("Keep-Alive", "timeout=1000000"), entries=3),
    feed("transport-cookies", None, XML, *[("Set-Cookie", f"a{n}=b; Domain={DOMAIN}") for n in range(60)], entries=3),
    _tls("transport-tls-good", "changed unchanged", "good", 3),
    _tls("transport-tls-self-signed", "failed:tls", "own"),
    _tls("transport-tls-expired", "failed:tls", "expired"),
    _tls("transport-tls-early", "failed:tls", "early"),
    _tls("transport-tls-wrong-name", "failed:tls", "other"),
    Scenario(
        "transport-tls-on-plain",
        {"/feed": _tls_garbage},
        ("failed:timeout",),
        url=f"https://transport-tls-on-plain.{DOMAIN}:8080/feed",
        slow=True,
    ),
    Scenario(
        "transport-plain-on-tls",
        {},
        ("failed:reset", "failed:protocol"),
        url=f"http://transport-plain-on-tls.{DOMAIN}:8443/feed",
    ),
    Scenario("transport-refused", {}, ("failed:connect",), url=f"http://transport-refused.{DOMAIN}:9999/feed"),
    Scenario("transport-no-name", {}, ("failed:dns",), names=lambda _: ()),
    page("transport-page-hangs", _hang_at_once, "timeout", slow=True),
    page("transport-page-drips", _drip_body, "timeout", slow=True),
    page("transport-page-endless", endless, "too_large"),
    page("transport-page-resets", _reset_in_body, "incomplete", "reset"),
    Scenario(
        "transport-robots-hangs",
        {"/feed": http(rss("transport-robots-hangs", 1, links=True), 200, XML), "/robots.txt": _hang_at_once},
        entries=1,
        degraded=1,
        reasons=("robots",),
        slow=True,
    ),
    Scenario(
        "transport-robots-endless",
        {"/feed": http(rss("transport-robots-endless", 1, links=True), 200, XML), "/robots.txt": endless},
        entries=1,
        degraded=1,
        reasons=("robots",),
    ),
]
"""With the answer ``unchanged`` where an end of the connection is the end of a body that names no length."""
