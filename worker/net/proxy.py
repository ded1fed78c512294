"""The operator's proxy: the socket only sees the proxy's address, so the guard judges the target first."""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver
from yarl import URL

from worker.model.errors import Unreachable
from worker.net.guard import ForbiddenAddress, forbidden, shown

ANYWHERE = ("0.0.0.0/0", "::/0")
"""What may be dialled where only the proxy can be: it is the operator's own address."""

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?")
"""A host whose last label is a number is an address to some that look names up (127.1, 0x7f000001), if not to ours."""


async def judge(target: URL, resolver: AbstractResolver, allowed: tuple[str, ...]) -> None:
    """Raise ``ForbiddenAddress`` where any address of the host may not be asked, the proxy being free to take any.

    The proxy looks the name up again, and may find another address: that is not seen here. Raises ``Unreachable``
    where we cannot look it up.
    """
    host = target.raw_host or ""
    for address in await _addresses(target, host, resolver):
        if forbidden(*allowed)(address):
            raise ForbiddenAddress(address)


async def _addresses(target: URL, host: str, resolver: AbstractResolver) -> list[str]:
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        raise ForbiddenAddress(host)
    try:
        found = await resolver.resolve(host, target.port or 0, socket.AF_UNSPEC)
    except OSError as error:
        raise Unreachable(f"{shown(target)}: its name is not known: {error}", cause="dns") from error
    return [one["host"] for one in found]
