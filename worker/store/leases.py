"""Leases on rows: claims that may be made twice, and all claims released.

A writer that lost its store does not know whether its last commit went through, and claims again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import sqlalchemy as sa

from worker.model.ports import Clock
from worker.model.story import AlertState
from worker.store.schema import OPEN, alerts, feeds, pending, rereads


class Leased(Protocol):
    """A row handed out by a claim."""

    @property
    def id(self) -> int | str:
        """The row's key."""
        ...

    @property
    def lease(self) -> int:
        """The fencing number of this claim."""
        ...


T = TypeVar("T", bound=Leased)

_COLUMNS: dict[str, tuple[sa.Column[int] | sa.Column[str], sa.Column[float]]] = {
    "feeds": (feeds.c.id, feeds.c.leased_until),
    "pending": (pending.c.entry_id, pending.c.leased_until),
    "rereads": (rereads.c.entry_id, rereads.c.leased_until),
    "alerts": (alerts.c.id, alerts.c.claimed_until),
}
"""The key of a row, and when its lease ends."""


class Claim(Generic[T]):
    """Work for the writer that claims rows by calling ``claim`` with its connection and ``now``.

    When the writer repeats it, and the leases it gave were committed, it hands out the same rows; a plain claim would
    find them taken, by nobody, until the leases end. The time is read when the work runs: a store in trouble may accept
    it hours after it was submitted, and leases counted from then would already be over.
    """

    def __init__(self, table: str, clock: Clock, claim: Callable[..., list[T]]) -> None:
        self._key, self._until = _COLUMNS[table]
        self._clock = clock
        self._claim = claim
        self._given: list[T] = []

    def __call__(self, connection: sa.Connection) -> list[T]:
        """The rows claimed by this call, or by an earlier one that was committed."""
        now = self._clock.now()
        if not (self._given and self._holds(connection, self._given[0], now)):
            self._given = self._claim(connection, now=now)
        return self._given

    def _holds(self, connection: sa.Connection, one: T, now: float) -> bool:
        """Whether the lease was committed, and still runs."""
        lease = self._key.table.c.lease
        query = sa.select(sa.true()).where(self._key == one.id, lease == one.lease, self._until > now)
        return connection.execute(query).first() is not None


def release_all(connection: sa.Connection) -> None:
    """Forget all claims; right only while no other worker can hold one (a SQLite store just opened)."""
    for leased in (feeds, pending, rereads):
        connection.execute(sa.update(leased).where(leased.c.leased_until > 0).values(leased_until=0))
    claimed = sa.update(alerts).where(OPEN, alerts.c.state == AlertState.CLAIMED)
    connection.execute(claimed.values(state=AlertState.OWED, not_before=0))
