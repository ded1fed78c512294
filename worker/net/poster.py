"""POST to addresses the operator named: no redirects, no cookies, a bounded answer, a total time.

The address guard does not stand here: a webhook often lives in the operator's own network, and nobody but the
operator can name one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import aiohttp
from multidict import CIMultiDict

from worker.awake import Limit
from worker.model.ports import Answered, Clock
from worker.net.failures import untold
from worker.net.guard import as_written
from worker.net.headers import authorized
from worker.policy.hints import retry_after_s

_READ_BYTES = 4096
"""Read of the response, of which only a reason is shown to the user."""


class WebPoster:
    """``model.ports.Poster`` over aiohttp; ``start`` in the event loop that posts. Connections are kept open."""

    def __init__(self, agent: str, clock: Clock) -> None:
        self._agent = agent
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the session, once."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._agent},
                timeout=aiohttp.ClientTimeout(total=None),  # see ``Limit``
            )

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Answered:
        """As ``model.ports.Poster.post``."""
        assert self._session is not None, "start() comes before post()"
        target = as_written(url)
        sent = authorized(CIMultiDict(headers), target)
        answered: Answered | None = None
        try:
            async with (
                Limit(timeout_s),
                self._session.post(target.with_user(None), data=body, headers=sent, allow_redirects=False) as answer,
            ):
                answered = Answered(answer.status, retry_after_s(answer.headers, self._clock.now()), "")
                excerpt = await answer.content.read(_READ_BYTES)
                answered = replace(answered, excerpt=excerpt.decode(errors="replace"))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if answered is None:  # else the status was the answer, whatever is wrong with what follows it
                raise untold(error) from error
        return answered

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None
