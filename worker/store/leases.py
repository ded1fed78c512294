"""Claims that may be made twice: a writer that lost its store does not know whether its last commit went through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import sqlalchemy as sa

from worker.model.ports import Clock
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

_COLUMNS: dict[str, tuple[sa.Column[int] | sa.Column[str], sa.Column[float]]] = {
    "feeds": (feeds.c.id, feeds.c.leased_until),
    "pending": (pending.c.entry_id, pending.c.leased_until),
    "rereads": (rereads.c.entry_id, rereads.c.leased_until),
    "alerts": (alerts.c.id, alerts.c.claimed_until),
}
"""The key of a row, and until when its lease runs."""


class Claim(Generic[T]):
    """Work for the writer that claims rows of a table by ``claim``, handed the time.

    Run again, it finds the leases it gave before if they were committed, and hands out the same; a plain claim would
    find those rows taken, by nobody, until their leases end. The time is that of the run, by ``clock``: a store in
    trouble may take the claim hours after it was asked for, and leases that count from then would be over at once.
    """

    def __init__(self, table: str, clock: Clock, claim: Callable[[sa.Connection, float], list[T]]) -> None:
        self._key, self._until = _COLUMNS[table]
        self._clock = clock
        self._claim = claim
        self._given: list[T] = []

    def __call__(self, connection: sa.Connection) -> list[T]:
        """The rows claimed, now or by the last call."""
        now = self._clock.now()
        if not (self._given and self._holds(connection, self._given[0], now)):
            self._given = self._claim(connection, now)
        return self._given

    def _holds(self, connection: sa.Connection, one: T, now: float) -> bool:
        """Whether the lease was committed, and still runs."""
        lease = self._key.table.c.lease
        query = sa.select(sa.true()).where(self._key == one.id, lease == one.lease, self._until > now)
        return connection.execute(query).first() is not None
