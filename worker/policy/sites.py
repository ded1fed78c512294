"""Which hosts belong to one site: those under one registered domain."""

from __future__ import annotations

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


def _end(name: str) -> str:
    return ".".join(name.split(".")[-2:])
