"""One worker's share of the work on its store; everything, if it holds the store alone."""

from __future__ import annotations

from collections.abc import Callable, Collection

from worker.model.errors import StoreError
from worker.model.events import emit
from worker.model.ports import Clock
from worker.store import workers
from worker.store.database import Connection, Database
from worker.store.shards import SHARDS

IN_FORCE_S = workers.GONE_S - 2.0
"""A worker whose last beat is older makes no requests and delivers nothing: others may be about to replace it."""


class Share:
    """This worker's duties; all of them if the store is not shared."""

    def __init__(self, database: Database, clock: Clock, since_boot: Callable[[], float]) -> None:
        """``since_boot``: a clock that runs on while the worker is stopped, and that cannot be set."""
        self._database = database
        self._clock = clock
        self._since_boot = since_boot
        self._config, self._floor_s = "", 0.0
        self._sinks: Collection[str] = ()
        self._duties = workers.Duties()
        self._heard_at = 0.0
        self.whole = not database.shared
        """Whether the store cannot be shared at all."""
        self.number = 0
        """This worker's id; it changes when the worker joins again after it was declared gone."""

    @property
    def alone(self) -> bool:
        """Whether no other worker is on the store."""
        return self.whole or self._duties.workers == 1

    @property
    def shards(self) -> list[int] | None:
        """The shards whose hosts this worker polls; None for all."""
        kept = self._duties.shards - self._duties.surplus
        return None if self.whole or len(kept) == SHARDS else sorted(kept)

    @property
    def keeps_house(self) -> bool:
        """Whether this worker does health, reports and retention."""
        return self.whole or self._duties.housekeeping

    def serves(self, sink: str) -> bool:
        """Whether this worker delivers to the sink."""
        return self.whole or sink in self._duties.sinks

    def in_force(self) -> bool:
        """Whether other workers certainly still consider this worker alive."""
        return self.whole or self._since_boot() - self._heard_at < IN_FORCE_S

    def go_by(self, config: str, floor_s: float, sinks: Collection[str]) -> None:
        """Announce another configuration, with these sinks, from the next beat on."""
        self._config, self._floor_s, self._sinks = config, floor_s, sinks

    def join(self, begun: Callable[[Connection, bool], None]) -> None:
        """Join the workers, and take over from those that are gone. Blocks; raises ``Conflict``.

        ``begun`` runs in the joining transaction, with whether this is the only worker.
        """
        gone: list[workers.Gone] = []
        self._duties, self._heard_at = workers.Duties(), 0.0  # until then nothing is ours

        def work(db: Connection) -> tuple[int, bool]:
            gone.clear()
            gone.extend(workers.take_back(db, now=self._clock.now(), floor_s=self._floor_s))
            number, only = workers.join(db, self._database.session, self._config, self._sinks)
            begun(db, only)
            return number, only

        self.number, _ = self._database.join(work, first=workers.mark_gone)
        emit("worker.joined", worker=self.number)
        self._tell_gone(gone)
        self._take(self._database.write(self._beat(())))

    async def renew(self, busy: Collection[int]) -> frozenset[int]:
        """Send a beat; returns the shards gained by it. ``busy`` are shards with work under way.

        Raises ``Superseded`` if others have declared this worker gone.
        """
        before, asked_at = self._duties.shards, self._since_boot()
        found = await self._database.awrite(self._beat(self._duties.surplus - set(busy)))
        self._take(found, asked_at)
        return found.shards - before

    def leave(self) -> None:
        """Give back all duties, if the store accepts it at once."""
        if self.whole or not self.number:
            return
        now, floor_s, number = self._clock.now(), self._floor_s, self.number
        try:
            self._database.write(lambda db: workers.leave(db, number, now=now, floor_s=floor_s))
        except StoreError:
            return  # others will notice

    def _beat(self, let_go: Collection[int]) -> Callable[[Connection], workers.Duties]:
        number, config, sinks, floor_s = self.number, self._config, self._sinks, self._floor_s
        return lambda db: workers.beat(
            db, number, config=config, sinks=sinks, let_go=let_go, now=self._clock.now(), floor_s=floor_s
        )

    def _take(self, found: workers.Duties, asked_at: float | None = None) -> None:
        if self._duties.alike and not found.alike:
            emit("worker.differed", workers=found.workers)
        self._heard_at = self._since_boot() if asked_at is None else asked_at
        self._duties = found
        self._tell_gone(found.gone)

    def _tell_gone(self, gone: Collection[workers.Gone]) -> None:
        for one in gone:
            emit("worker.replaced", worker=one.id, name=one.name)
