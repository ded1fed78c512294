"""The system's certificates, read before the first connection that needs them instead of at each start.

aiohttp reads them twice as it is imported, for a context that verifies and for one that does not: 0.042 s, a 25th of a
pass over 1,000 unchanged feeds. The first is now read once (0.02 s) if anything is asked by https, the second not at
all. Should aiohttp be imported before this package, or make its contexts otherwise, all is as without this module.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

_read = ssl.SSLContext.set_default_verify_paths


@contextmanager
def _read_when_needed() -> Iterator[None]:
    """Contexts that are made inside read the system's certificates before their first connection."""
    ssl.SSLContext.set_default_verify_paths = _later  # type: ignore[assignment]  # it is put back below
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # which uncovers the inherited one


def _later(context: ssl.SSLContext) -> None:
    def wrap_bio(*args: object, **options: object) -> ssl.SSLObject:
        _read(context)
        vars(context).pop("wrap_bio", None)
        return context.wrap_bio(*args, **options)  # type: ignore[arg-type]  # as it was called

    vars(context)["wrap_bio"] = wrap_bio  # what event loops begin a TLS connection with


with _read_when_needed():
    import_module("aiohttp")
