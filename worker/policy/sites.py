"""Which hosts belong to one site: those under one registered domain; and which of them wait for one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from worker.policy.urls import host


@lru_cache(maxsize=50_000)
def site_of(name: str) -> str:
    """The registered domain that a host belongs to, by the list of public suffixes; an address is its own site.

    Under an unlisted suffix it is the last two labels, which is the list's own default.
    """
    from tld import get_fld  # noqa: PLC0415 - the list takes 20 MB, and few workers need it

    if ":" in name or name.rpartition(".")[2].isdigit():
        return name
    return get_fld(f"http://{name}", fail_silently=True) or _end(name)


def same_site(one: str, other: str) -> bool:
    """Whether two http(s) addresses are on one site; only loads the list of public suffixes if that is in doubt."""
    ours, theirs = host(one), host(other)
    if ours.removeprefix("www.") == theirs.removeprefix("www."):
        return bool(ours)
    return _end(ours) == _end(theirs) and site_of(ours) == site_of(theirs)


def opening(closed: Mapping[str, float], scope: str) -> Callable[[str], float | None]:
    """A function that says until when an address waits for a host that is ``closed``; None if it does not wait.

    ``closed`` are hosts that asked us to wait and the times they named, ``scope`` is ``web.retry_after``.
    """
    if not closed or scope == "feed":
        return lambda url: None
    if scope == "host":
        return lambda url: closed.get(host(url))
    until: dict[str, float] = {}
    for name, at in closed.items():
        until[site_of(name)] = max(at, until.get(site_of(name), at))
    return lambda url: until.get(site_of(host(url)))


def _end(name: str) -> str:
    return ".".join(name.split(".")[-2:])
