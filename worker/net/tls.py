"""TLS as requests of ours go by it: the system's certificates, read when the first address with ``https`` is asked.

aiohttp makes two contexts of its own as it is imported, 21 ms each, and every start would pay for both, whatever is
asked later. ``cli/group.py`` has it find no certificates then; so each request must bring ours along.
"""

from __future__ import annotations

import ssl
from functools import cache

from yarl import URL


def trusted(target: URL) -> ssl.SSLContext | bool:
    """What aiohttp's ``ssl`` is to be for a request of ``target``."""
    return _context() if target.scheme == "https" else True


@cache
def _context() -> ssl.SSLContext:
    """As aiohttp makes its own."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(("http/1.1",))
    return context
