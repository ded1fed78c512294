"""Whether the network is up: POLL holds failures until it is known whose they are; GATHER uses the answer."""

from __future__ import annotations

import asyncio

from worker.model.events import emit
from worker.model.feed import DueFeed, PollResult
from worker.policy import outage

Polled = tuple[DueFeed, PollResult, str | None]
"""A feed, its poll's result, and the error message."""


class Contact:
    """Follows the results of polls. While the network is ``down`` only probes are sent, and no failures are counted.

    ``answered_at`` is when a host last answered, ``lost_at`` when the network was found to be down; ``polling``:
    whether polls are under way.
    """

    def __init__(self) -> None:
        self.down = self.polling = False
        self.answered_at = self.lost_at = 0.0
        self._lost_since: set[str] = set()
        self._lost_amid: set[str] = set()
        self._held: list[Polled] = []
        self._waiting: list[asyncio.Future[None]] = []
        self._probe_at = 0.0

    def room(self, room: int, now: float) -> int:
        """How many of ``room`` feeds may be polled now."""
        if not self.down:
            return room
        if now < self._probe_at:
            return 0
        self._probe_at = now + outage.PROBE_EVERY_S
        return min(room, outage.PROBES)

    def lost(self, polled: Polled) -> None:
        """Hold a poll that got no answer, until it is known whose fault that is."""
        self._held.append(polled)
        if outage.bears_witness(polled[0]):
            # A request sent before the last answer came says little about our network.
            asked_at = polled[1].at - polled[1].duration_s
            (self._lost_since if asked_at > self.answered_at else self._lost_amid).add(polled[0].host)

    def try_now(self) -> None:
        """Send the next probes at once, because a person has changed something."""
        self._probe_at = 0.0

    def answered(self, now: float) -> list[Polled]:
        """Note that a host answered; returns the held failures, which are the feeds' own and are to be recorded."""
        self.answered_at = now
        if self.down:
            self.down = False
            emit("network.found", seconds=round(now - self.lost_at))
        self._lost_since.clear()
        self._lost_amid.clear()
        self._tell()
        return self._taken()

    def judge(self, now: float, *, at_rest: bool) -> tuple[list[Polled], list[Polled]]:
        """Decide about what is held: failures to record, and polls to repeat because the network is down."""
        self.polling = not at_rest
        self._tell()
        if not self.down and outage.cut_off(len(self._lost_since), len(self._lost_amid), at_rest=at_rest):
            self.down, self.lost_at, self._probe_at = True, now, now + outage.PROBE_EVERY_S
            emit("network.lost", hosts=len(self._lost_since | self._lost_amid), error=self._held[-1][2])
        if self.down:
            return [], self._taken()
        return (self._taken() if at_rest else []), []

    async def known(self, asked_at: float) -> None:
        """Wait until ``down`` tells whether a request of that time failed because of our network.

        That is known when nothing is held, and polls have been answered since then or none are under way.
        """
        while self._held or (self.polling and not self.down and self.answered_at < asked_at):
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

    async def cut_off(self, asked_at: float) -> bool:
        """Whether a request of that time got no answer because of our network."""
        await self.known(asked_at)
        return self.down

    def _tell(self) -> None:
        """Wake those that wait in ``known``."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    def _taken(self) -> list[Polled]:
        held, self._held = self._held, []
        return held
