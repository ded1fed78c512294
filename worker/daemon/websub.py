"""The hook that hubs call: to verify a subscription, and to announce that a feed has something new."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from aiohttp import web

from worker.flow.push import Pushes

PATH = r"/{way:(?:.*/)?}{token:[A-Za-z0-9_-]{43}}"
"""What comes before the token is the path of ``websub.callback``, which the operator chose."""
AT_ONCE, EACH_AT_ONCE = 32, 4
"""The second for one token: a hub that sends its pushes byte by byte must not keep out those of others."""
WITHIN_S = 20.0
PIECE_BYTES = 64 * 1024
PLAIN = {"X-Content-Type-Options": "nosniff"}


class HubCallback:
    """Answers hubs: at most ``AT_ONCE`` pushes at a time, each within ``WITHIN_S``. What they send is not kept.

    A hub that has to wait is answered 503, upon which it tries again.
    """

    def __init__(self, pushes: Callable[[], Pushes]) -> None:
        """``pushes`` returns those of the configuration in force."""
        self._pushes = pushes
        self._busy: Counter[str] = Counter()

    def routes(self) -> list[web.RouteDef]:
        """GET to verify a subscription, POST to push."""
        return [web.get(PATH, self._verify, allow_head=False), web.post(PATH, self._push)]

    async def _verify(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(WITHIN_S):
                answer = await self._pushes().verify(request.match_info["token"], request.query)
        except TimeoutError:
            raise web.HTTPServiceUnavailable from None
        if answer is None:
            raise web.HTTPNotFound
        return web.Response(text=answer, headers=PLAIN)

    async def _push(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        if self._busy.total() >= AT_ONCE or self._busy[token] >= EACH_AT_ONCE:
            raise web.HTTPServiceUnavailable
        self._busy[token] += 1
        try:
            async with asyncio.timeout(WITHIN_S):
                signature = request.headers.get("X-Hub-Signature", "")
                body = request.content.iter_chunked(PIECE_BYTES)
                known = await self._pushes().receive(token, signature, body)
        except TimeoutError:
            raise web.HTTPServiceUnavailable from None
        finally:
            self._busy -= Counter({token: 1})
        if known is None:
            raise web.HTTPServiceUnavailable
        # An invalid signature is acknowledged and ignored (WebSub, section 7.1). 410 makes the hub end the subscription
        # of a feed that is no longer listed.
        return web.Response(status=202 if known else 410, headers=PLAIN)
