"""The dead man's switch: a ping to the operator's address, which raises an alarm when none comes."""

from __future__ import annotations

import aiohttp
from multidict import CIMultiDict

from worker.net.failures import untold
from worker.net.guard import as_written
from worker.net.headers import authorized


async def ping(url: str, agent: str, *, timeout_s: float) -> int:
    """GET ``url`` and return the status; the body is not read. Raises ``Unreachable``.

    Without the address guard, as for webhooks: only the operator can name the address.
    """
    timeout = aiohttp.ClientTimeout(total=timeout_s)
    try:
        target = as_written(url)
        login = authorized(CIMultiDict(), target)
        async with (
            aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(), headers={"User-Agent": agent}, timeout=timeout
            ) as session,
            session.get(target.with_user(None), headers=login, allow_redirects=False) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise untold(error) from error
