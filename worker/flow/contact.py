"""POLL, contact with the world: failures are held until it is known whether they are the feeds' or our own."""

from __future__ import annotations

from worker.model.events import emit
from worker.model.feed import DueFeed, PollResult
from worker.policy import outage

Polled = tuple[DueFeed, PollResult, str | None]
"""A feed, what its poll came to, and the error in words."""


class Contact:
    """Listens to what polls come to. While it is ``down`` only probes are sent, and nobody counts failures.

    ``answered_at`` is when a host last answered, ``lost_at`` when none did any more.
    """

    def __init__(self) -> None:
        self.down = False
        self.answered_at = self.lost_at = 0.0
        self._lost_since: set[str] = set()
        self._lost_amid: set[str] = set()
        self._held: list[Polled] = []
        self._probe_at = 0.0

    def room(self, room: int, now: float) -> int:
        """How many of so many feeds may be asked now."""
        if not self.down:
            return room
        if now < self._probe_at:
            return 0
        self._probe_at = now + outage.PROBE_EVERY_S
        return min(room, outage.PROBES)

    def lost(self, polled: Polled) -> None:
        """A poll came to no answer: it is held."""
        self._held.append(polled)
        if outage.bears_witness(polled[0]):
            # What was asked before the last answer came is lost amid answers: that says little.
            asked_at = polled[1].at - polled[1].duration_s
            (self._lost_since if asked_at > self.answered_at else self._lost_amid).add(polled[0].host)

    def try_now(self) -> None:
        """Let the next probes go out at once: a person has changed something."""
        self._probe_at = 0.0

    def answered(self, now: float) -> list[Polled]:
        """Some host answered, so what is held is the feeds' own trouble: to be recorded now."""
        self.answered_at = now
        if self.down:
            self.down = False
            emit("network.found", seconds=round(now - self.lost_at))
        self._lost_since.clear()
        self._lost_amid.clear()
        return self._taken()

    def judge(self, now: float, *, at_rest: bool) -> tuple[list[Polled], list[Polled]]:
        """What is held by now: failures to record, and feeds to be asked again because it is us."""
        if not self.down and outage.cut_off(len(self._lost_since), len(self._lost_amid), at_rest=at_rest):
            self.down, self.lost_at, self._probe_at = True, now, now + outage.PROBE_EVERY_S
            emit("network.lost", hosts=len(self._lost_since | self._lost_amid), error=self._held[-1][2])
        if self.down:
            return [], self._taken()
        return (self._taken() if at_rest else []), []

    def _taken(self) -> list[Polled]:
        held, self._held = self._held, []
        return held
