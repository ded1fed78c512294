"""Resolves names to addresses, with enough patience for slow name servers."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp.resolver import AsyncResolver

TRIES = 5
"""c-ares waits for as long as its name server usually takes, a quarter of a second where that one is near, and doubles
it at each try. With its usual three tries a name whose own servers need two seconds fails after 1.3 s (c-ares 1.34);
with five it has eight, of the thirty a request may take."""


def make_resolver(name_servers: Sequence[str] = ()) -> AsyncResolver:
    """Asks ``name_servers`` (address, or address:port), else those of the machine. Close it at the end."""
    return AsyncResolver(nameservers=list(name_servers) or None, tries=TRIES)
