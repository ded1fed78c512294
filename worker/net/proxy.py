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
"""Allowed where every connection goes to the proxy, whose address the operator chose."""

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?")
"""A host that ends in a number (127.1, 0x7f000001) is an address to some resolvers, though not to ours."""


async def judge(target: URL, resolver: AbstractResolver, allowed: tuple[str, ...]) -> None:
    """Raise ``ForbiddenAddress`` if any address of the host is forbidden, as the proxy may use any of them.

    The proxy resolves the name again and may get another address, which cannot be seen here. Raises ``Unreachable`` if
    the name cannot be resolved.
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
