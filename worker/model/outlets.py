"""Outlets: papers, agencies and sites, with their names, hosts and owners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper, agency, broadcaster or site. ``names[0]`` is the one shown, ``id`` its key in the configuration.

    ``plain`` names are also ordinary words, so they count only next to a cue. ``owner`` is None if the outlet is
    independent; ``tier`` is its weight as the user sees it, 1 the highest. An ``agency`` is also credited in datelines
    and brackets.
    """

    names: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    owner: str | None = None
    tier: int | None = None
    agency: bool = False
    plain: frozenset[str] = frozenset()
    id: str | None = None

    @property
    def key(self) -> str:
        """What JSON calls it: its id; one that is built in goes by its name."""
        return self.id or self.names[0].casefold()


@dataclass(frozen=True, slots=True)
class Citation:
    """An outlet that an article names as its source.

    ``name`` is the shown name of a known outlet, else as the article has it. ``how``: ``cue`` (named beside "laut",
    "citing" …), ``credit`` (dateline, bracket, source line) or ``link``. ``lead``: in the title or the opening, where
    an article says what it rests on.
    """

    name: str
    how: str
    lead: bool


class Press:
    """Outlets by name and by host. Later outlets override earlier ones with the same name or host."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple(outlets)
        self._by_name = {name.casefold(): outlet for outlet in self.outlets for name in outlet.names}
        self._by_host = {host: outlet for outlet in self.outlets for host in outlet.hosts}

    def named(self, name: str) -> Outlet | None:
        """The outlet of this name."""
        return self._by_name.get(name.casefold())

    def at(self, host: str) -> Outlet | None:
        """The outlet at this host or at the nearest host above it: ``feeds.bbc.co.uk`` is the BBC's."""
        while "." in host:
            if host in self._by_host:
                return self._by_host[host]
            host = host.partition(".")[2]
        return None

    def owner_of(self, name: str) -> str:
        """The owner of the outlet of this name; an unknown name is its own owner."""
        outlet = self.named(name)
        return _owner(outlet) if outlet else name.casefold()

    def owner_at(self, host: str) -> str:
        """The owner of this host; an unknown host, without ``www.``, is its own owner."""
        outlet = self.at(host)
        return _owner(outlet) if outlet else host.removeprefix("www.")


def _owner(outlet: Outlet) -> str:
    return outlet.owner or outlet.key
