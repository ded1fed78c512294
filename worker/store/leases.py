"""Claims that may be made twice: a writer that lost its store does not know whether its last commit went through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import sqlalchemy as sa

from worker.store.schema import alerts, feeds, pending, rereads


class Leased(Protocol):
    """What a claim hands out."""

    @property
    def id(self) -> int | str:
        """The row's key."""
        ...

    @property
    def lease(self) -> int:
        """The number of this claim of the row."""
        ...


T = TypeVar("T", bound=Leased)

_KEYS: dict[str, sa.Column[int] | sa.Column[str]] = {
    "feeds": feeds.c.id,
    "pending": pending.c.entry_id,
    "rereads": rereads.c.entry_id,
    "alerts": alerts.c.id,
}


class Claim(Generic[T]):
    """Work for the writer that claims rows of a table by ``claim``.

    Run again, it finds the leases it gave before if they were committed, and hands out the same; a plain claim would
    find those rows taken, by nobody, until their leases end.
    """

    def __init__(self, table: str, claim: Callable[[sa.Connection], list[T]]) -> None:
        self._key = _KEYS[table]
        self._claim = claim
        self._given: list[T] = []

    def __call__(self, connection: sa.Connection) -> list[T]:
        """The rows claimed, now or by the last call."""
        if not (self._given and self._committed(connection, self._given[0])):
            self._given = self._claim(connection)
        return self._given

    def _committed(self, connection: sa.Connection, one: T) -> bool:
        lease = connection.scalar(sa.select(self._key.table.c.lease).where(self._key == one.id))
        return bool(lease == one.lease)
