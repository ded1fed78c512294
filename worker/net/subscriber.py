"""POST to hubs that feeds name: in the host's turn, behind the guard; of what they say only the status is read."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from worker.awake import Limit
from worker.model.errors import Throttled, Unreachable
from worker.model.ports import Clock
from worker.net.client import WebClient
from worker.net.failures import FIELD_BYTES, failure
from worker.net.gate import Gate
from worker.net.guard import checked_url, socket_factory
from worker.net.proxy import ANYWHERE, judge
from worker.net.resolver import make_resolver
from worker.net.wire import counted
from worker.policy.hints import retry_after_s

_TOTAL_S = 15.0
_PATIENCE_S = 30.0
_WIRE_BYTES = 64 * 1024


class HubClient:
    """Asks hubs. A connection each: a hub is asked a few times a month."""

    def __init__(self, client: WebClient, clock: Clock, gate: Gate, *, resolver: AbstractResolver | None) -> None:
        """``client`` supplies the agent, the proxy and the allowed networks; ``resolver`` as for ``WebClient``."""
        self._client = client
        self._clock = clock
        self._gate = gate
        self._resolver = resolver

    async def ask(self, hub: str, form: Mapping[str, str], feed: str) -> None:
        """Send ``form`` for the feed of this key; returns if the hub accepted it (2xx).

        Raises ``Throttled`` if the hub asks us to wait or its host has no turn soon, else ``Refused``, ``TooLarge`` or
        ``Unreachable``.
        """
        target = checked_url(hub)
        headers = {"User-Agent": self._client.agent, "Content-Type": "application/x-www-form-urlencoded"}
        async with self._gate.turn(target.raw_host or "", patience_s=_PATIENCE_S):
            try:
                async with Limit(_TOTAL_S):
                    status, wait_s = await self._post(
                        target, urlencode(form).encode(), headers, self._client.allowed(feed)
                    )
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise failure(target, error, None, f"{_TOTAL_S:g} s") from error
        if status in {429, 503} and wait_s is not None:
            raise Throttled(f"{target.host} asks us to wait", cause="throttled", retry_after_s=wait_s)
        if not 200 <= status < 300:
            raise Unreachable(f"{target.host} answered {status}", cause=f"http_{status}", status=status)

    async def _post(
        self, target: URL, body: bytes, headers: Mapping[str, str], allowed: tuple[str, ...]
    ) -> tuple[int, float | None]:
        """The status, and for how long the hub asks us to wait."""
        resolver = self._resolver or make_resolver()
        proxy = self._client.proxy
        dialled = ANYWHERE if proxy else allowed
        connector = aiohttp.TCPConnector(force_close=True, resolver=resolver, socket_factory=socket_factory(*dialled))
        connector._factory = counted(lambda: _WIRE_BYTES)  # type: ignore[assignment]  # noqa: SLF001 - as in client.py
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_field_size=FIELD_BYTES,
            headers=headers,
        )
        try:
            if proxy is not None:
                await judge(target, resolver, allowed)
            login = self._client.proxy_login
            answer = await session.post(target, data=body, allow_redirects=False, proxy=proxy, proxy_headers=login)
            answer.close()  # nothing in its body is of use
            return answer.status, retry_after_s(answer.headers, self._clock.now())
        finally:
            await session.close()
            if resolver is not self._resolver:
                await resolver.close()
