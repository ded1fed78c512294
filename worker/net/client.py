"""The one client: GET, in the host's turn, guarded at every hop, within limits of bytes and time.

What it sends is what politeness asks for and nothing else: our agent, an Accept for the purpose, the encodings
we can decode, and the caller's headers byte for byte. No cookies, no Referer, no other methods.
"""

from __future__ import annotations

import asyncio
import socket
import weakref
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from time import monotonic

import aiohttp
from aiohappyeyeballs import AddrInfoType
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDict
from yarl import URL

from worker.awake import Limit
from worker.model.errors import FetchError, Refused, Throttled, TooLarge
from worker.model.ports import Clock, Purpose, Response
from worker.model.web import WebSettings
from worker.net.coding import ACCEPTED, excerpt, unpack, unpack_within, weighed
from worker.net.failures import FIELD_BYTES, failure
from worker.net.gate import IN_LINE_S, PATIENCE_S, Gate
from worker.net.guard import checked_url, shown, socket_factory
from worker.net.headers import authorized, plain_headers
from worker.net.proxy import ANYWHERE, judge
from worker.net.redirects import REDIRECTS, check_hops, headers_for, leads_to
from worker.net.resolver import make_resolver
from worker.net.robots import Robots
from worker.net.room import ROOM_BYTES, SMALL_BYTES, Room
from worker.net.wire import counted
from worker.policy import politeness
from worker.policy.hints import retry_after_s

_ACCEPT: Mapping[Purpose, str] = {
    "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,"
    "application/xml;q=0.8,text/xml;q=0.8,*/*;q=0.1",
    "page": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "robots": "text/plain,*/*;q=0.1",
}
_OTHER_STATUS_BYTES = 64 * 1024
"""How much of the body is read if the status is not 200: enough to tell a challenge page from a login wall."""
_ROBOTS_BYTES = 2_000_000
"""More than any real robots.txt; the first 500 KiB are parsed."""
_PIECE_BYTES = 64 * 1024
_FIELDS = 128
"""The most header fields in a response."""
_DNS_TTL_S = 300
_DNS_NAMES = 50_000
"""Caching addresses is safe because they are checked at the socket. The floor between polls is 10 minutes."""
_allowed: ContextVar[tuple[str, ...]] = ContextVar("_allowed", default=())
"""The private networks that the current request may reach; a robots.txt is fetched in a copy of its asker's context."""

_Answer = tuple[int, dict[str, str], bytes, int]
"""Status, headers, body, and the memory reserved for the body."""


class WebClient:
    """``model.ports.Web`` over aiohttp. One per event loop; ``start`` before the first ``get``, ``close`` at the end.

    ``resolver`` replaces DNS; each of its results names address *and* port to dial, while the Host header,
    TLS and turn-taking go by the URL. Addresses are judged after it, so what it answers has to be in
    ``settings.allow_private`` where it is not public. ``limits.total_s`` runs over connecting, redirects and
    body together, but not while waiting for a turn or for memory, nor while this process stands still.
    """

    def __init__(
        self,
        settings: WebSettings,
        agent: str,
        clock: Clock,
        gate: Gate,
        *,
        resolver: AbstractResolver | None = None,
        closed: Callable[[str, float], None] = lambda host, until: None,
        opened: Mapping[str, tuple[str, ...]],
    ) -> None:
        """``agent`` is the User-Agent with its placeholders filled.

        ``opened`` are private networks that single feeds may reach, by key, in addition to those of ``settings``.
        ``closed`` is called with each host that asked us to wait, and until when (epoch seconds).
        """
        self._gate = gate
        self._clock = clock
        self._closed = closed
        self._resolver = resolver
        self._robots = Robots(self._get_robots, clock, gate.slow)
        self._session: aiohttp.ClientSession | None = None
        self.adjust(settings, agent, opened)

    def adjust(self, settings: WebSettings, agent: str, opened: Mapping[str, tuple[str, ...]]) -> None:
        """Use other settings from now on; requests under way finish with the old ones."""
        self.agent = agent
        proxy = URL(settings.proxy.get_secret_value()) if settings.proxy else None
        self.proxy = proxy and proxy.with_user(None)
        self.proxy_login = authorized(CIMultiDict(), proxy) if proxy else None
        self._allowed = settings.allow_private
        self._opened = opened
        self._closes_hosts = settings.retry_after != "feed"
        self._redirects = settings.limits.redirects
        self._total_s = settings.limits.total_s
        self._limits: Mapping[Purpose, int] = {
            "feed": settings.limits.feed_bytes,
            "page": settings.limits.page_bytes,
            "robots": _ROBOTS_BYTES,
        }
        self._headers = {
            purpose: CIMultiDict({"User-Agent": agent, "Accept": accept, "Accept-Encoding": ACCEPTED})
            for purpose, accept in _ACCEPT.items()
        }
        self._obeys = {"pages": {"page"}, "all": {"page", "feed"}, "ignore": set[str]()}[settings.robots]

    async def start(self) -> None:
        """Open the session; must be called in the event loop that will use it."""
        self._names = self._resolver or make_resolver()
        connector = aiohttp.TCPConnector(
            limit=0,  # bounded by turns and by the number of polls at once
            ttl_dns_cache=_DNS_TTL_S,
            dns_cache_max_size=_DNS_NAMES,
            # Requests to one host are a second apart or minutes: connections left open would mostly be dead by then,
            # and a request lost on one could not be told from a server that hangs up.
            force_close=True,
            resolver=self._names,
            socket_factory=_make_socket,
        )
        # The connector has no public parameter for its protocol factory.
        connector._factory = counted(lambda: max(self._limits.values()))  # type: ignore[assignment]  # noqa: SLF001 - as above
        self._room = Room(ROOM_BYTES)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # see coding.py
            max_field_size=FIELD_BYTES,
            max_headers=_FIELDS,
            read_bufsize=_PIECE_BYTES // 2,
            timeout=aiohttp.ClientTimeout(total=None),  # see ``Limit``
            middlewares=(_ask_once,),
        )

    async def close(self) -> None:
        """Close every connection; a ``get`` under way fails."""
        await self._robots.close()
        if self._session is not None:
            await self._session.close()
            self._session = None
            if self._names is not self._resolver:
                await self._names.close()

    def allowed(self, feed: str | None) -> tuple[str, ...]:
        """The private networks that requests for the feed of this key may reach."""
        return self._allowed + self._opened.get(feed or "", ())

    async def get(
        self,
        url: str,
        *,
        purpose: Purpose,
        headers: Mapping[str, str] | None = None,
        meant_for: str | None = None,
        feed: str | None = None,
    ) -> Response:
        """As ``model.ports.Web.get``. Raises ``TooLarge``, ``Refused`` or ``Unreachable``.

        Where the status is not 200 only the first 64 kB of the body are read. Causes: dns, tls, timeout, connect,
        reset, incomplete, bad_encoding, protocol, crowded: no memory for it (Unreachable); too_large, redirect_loop,
        too_many_redirects (TooLarge); forbidden_address, forbidden_scheme, forbidden_port, bad_url (Refused); robots
        (Refused where it forbids the page, Unreachable where it cannot be read for now); crowded, closed, throttled
        (Throttled: the host is not asked now).
        """
        if purpose != "robots":
            _allowed.set(self.allowed(feed))
        target = checked_url(url)
        plain_sent = own_sent = self._headers[purpose]
        if headers:
            own_sent = plain_sent.copy()
            own_sent.update(headers)
        sent = own_sent if meant_for is None else headers_for(target, own_sent, plain_sent, meant_for)
        hops: tuple[tuple[int, str], ...] = ()
        spent_s, left_s = 0.0, self._total_s
        while True:
            if purpose in self._obeys and not await self._robots.allowed(target, _allowed.get()):
                raise Refused(f"robots.txt forbids {shown(target)}; leave it, or ask the site", cause="robots")
            # A request with a long wait ahead is turned away at its start; in the middle of a redirect chain it waits.
            patience_s = IN_LINE_S if hops or purpose == "robots" else PATIENCE_S
            who = url if purpose == "feed" and not hops else None
            try:
                async with self._gate.turn(target.raw_host or "", patience_s=patience_s, who=who):
                    started, limit = monotonic(), Limit(left_s)
                    status, plain, body, held = await self._exchange(target, sent, purpose, limit)
                    spent_s, left_s = spent_s + monotonic() - started, limit.left_s
            except Throttled as error:
                error.cause = "throttled" if hops else error.cause
                raise
            if status in {429, 503} and self._closes_hosts:
                self._heed(target.raw_host or "", status, plain)
            location = plain.get("location") if status in REDIRECTS else None
            if location is None:
                response = Response(status, shown(target), plain, body, hops, spent_s)
                if held:
                    # The memory is given back when the response, which holds the body, is garbage.
                    weakref.finalize(response, self._room.give, held).atexit = False
                return response
            following = leads_to(target, location)
            hops = (*hops, (status, shown(following)))
            check_hops(url, hops, target, most=self._redirects)
            sent = plain_sent if meant_for is None else headers_for(following, own_sent, plain_sent, meant_for)
            target = following

    def _heed(self, host: str, status: int, plain: Mapping[str, str]) -> None:
        """Close the host for as long as its response asks."""
        now = self._clock.now()
        closing_s = politeness.closing_s(status, retry_after_s(plain, now))
        if closing_s is not None:
            self._gate.penalty(host, now + closing_s)
            self._closed(host, now + closing_s)

    async def _get_robots(self, url: str) -> Response:
        return await self.get(url, purpose="robots")

    async def _exchange(self, target: URL, sent: CIMultiDict[str], purpose: Purpose, within: Limit) -> _Answer:
        """One request and its response; the body of a redirect is not read."""
        assert self._session is not None, "start() comes before get()"
        status = None
        try:
            async with within:
                answer = await self._send(self._session, target.with_user(None), authorized(sent, target))
                try:
                    status = answer.status
                    plain = plain_headers(answer.headers)
                    if answer.content.at_eof() or (status in REDIRECTS and "location" in plain):
                        return status, plain, b"", 0
                    coding = plain.get("content-encoding", "")
                    if status != 200:
                        start = await _body(answer, _OTHER_STATUS_BYTES, cut=True)
                        return status, plain, excerpt(start, coding, _OTHER_STATUS_BYTES), 0
                    body, held = await self._whole(answer, self._limits[purpose], coding, within)
                    return status, plain, body, held
                finally:
                    # Closes the connection, however far the body was read.
                    answer.release()
        except FetchError as error:
            error.status = status
            raise
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise failure(target, error, status, f"{self._total_s:g} s (web.limits.total)") from error

    async def _send(
        self, session: aiohttp.ClientSession, target: URL, sent: CIMultiDict[str]
    ) -> aiohttp.ClientResponse:
        if self.proxy is None:
            return await session.get(target, headers=sent, allow_redirects=False)
        await judge(target, self._names, _allowed.get())
        before = _allowed.set(ANYWHERE)
        try:
            return await session.get(
                target,
                headers=sent,
                allow_redirects=False,
                proxy=self.proxy,
                proxy_headers=self.proxy_login,
            )
        finally:
            _allowed.reset(before)

    async def _whole(self, answer: aiohttp.ClientResponse, limit: int, coding: str, within: Limit) -> tuple[bytes, int]:
        """The unpacked body and the memory reserved for it: none if it is small, else the most it can come to.

        Our own work and lack of memory take nothing from the server's time.
        """
        held = 0

        async def grow(size: int) -> None:
            nonlocal held
            held = await self._room.take(size)

        async def grow_amid() -> None:
            with within.paused():
                await grow(limit if coding else answer.content_length or limit)

        try:
            body = await _body(answer, limit, grow=grow_amid)
            if not coding:
                return body, held
            packed = (body, coding, limit, shown(answer.url))
            with within.paused():
                if not held:
                    if (plain := await asyncio.to_thread(unpack_within, SMALL_BYTES, *packed)) is not None:
                        return plain, held
                    # A decompression bomb fails here, before memory is reserved for it.
                    await grow(await asyncio.to_thread(weighed, *packed))
                return await asyncio.to_thread(unpack, *packed), held
        except BaseException:
            if held:
                self._room.give(held)
            raise


def _make_socket(info: AddrInfoType) -> socket.socket:
    return socket_factory(*_allowed.get())(info)


async def _ask_once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Turn a lost connection into our own error, because aiohttp would repeat the request without a turn."""
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise failure(request.url, error, None) from error


async def _body(
    answer: aiohttp.ClientResponse, limit: int, *, cut: bool = False, grow: Callable[[], Awaitable[None]] | None = None
) -> bytes:
    """The bytes on the wire, at most ``limit``; more raises ``TooLarge``, or is cut off with ``cut``.

    ``grow`` is awaited before the body exceeds ``SMALL_BYTES``.
    """
    declared = answer.content_length or 0
    # One growing buffer: many pieces of 64 kB would fragment the heap.
    whole, grown = bytearray(), False
    while len(whole) <= limit and (cut or declared <= limit) and (chunk := await answer.content.read(_PIECE_BYTES)):
        whole += chunk
        del chunk
        if grow is not None and len(whole) > SMALL_BYTES and not grown:
            grown = True
            await grow()
    if cut:
        return bytes(whole[:limit])
    if max(len(whole), declared) > limit:
        message = f"{shown(answer.url)} is over {limit} bytes; raise web.limits if it is meant to be"
        raise TooLarge(message, cause="too_large")
    return bytes(whole)
