"""A clock that tests move: time passes only when a test lets it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from heapq import heappop, heappush
from typing import Any, TypeVar

T = TypeVar("T")

START = 1_790_000_000.0
"""A Monday in September 2026, where tests that name no other time begin."""

_QUIET_PASSES = 3
_STUCK_S = 10.0


class ManualClock:
    """``model.ports.Clock`` under a test's control.

    Sleepers wake in the order of their times, those of one time in the order they fell asleep, each only after
    what the one before set off has come to rest. At rest means: nothing is ready in the event loop, and no
    socket has news. That is exact for servers in the same loop; work in threads or child processes is only
    seen when ``busy`` tells of it. Needs asyncio's own event loop.
    """

    leapt = followed = 0.0

    def __init__(self, start: float = START, *, busy: Callable[[], bool] = lambda: False) -> None:
        self._now = start
        self._busy = busy
        self._asleep: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = 0

    def now(self) -> float:
        """Seconds since the epoch, as far as the test let them pass."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the test has let ``seconds`` pass; zero and less only yields."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        alarm = asyncio.get_running_loop().create_future()
        self._order += 1
        heappush(self._asleep, (self._now + seconds, self._order, alarm))
        await alarm

    def wakes_at(self) -> float | None:
        """When the next sleeper wakes, None when nobody sleeps."""
        while self._asleep and self._asleep[0][2].done():
            heappop(self._asleep)
        return self._asleep[0][0] if self._asleep else None

    async def settle(self) -> None:
        """Return when everything that can happen without time passing has happened."""
        loop = asyncio.get_running_loop()
        quiet = 0
        while quiet < _QUIET_PASSES:
            # The last pass blocks in the selector for a moment, so that news under way in the kernel arrives.
            await asyncio.sleep(0.001 if quiet == _QUIET_PASSES - 1 or self._busy() else 0)
            at_rest = not loop._ready and not self._busy()  # type: ignore[attr-defined]
            quiet = quiet + 1 if at_rest else 0

    async def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass, waking every sleeper due on the way at its own time."""
        end = self._now + seconds
        await self.settle()
        while (at := self.wakes_at()) is not None and at <= end:
            self._wake_next()
            await self.settle()
        self._now = end

    async def drive(self, work: Coroutine[Any, Any, T]) -> T:
        """Run ``work`` to its end; whenever all is at rest, let time pass to the next sleeper.

        Fails when nothing moves and nobody sleeps for 10 real seconds, naming where the work waits.
        """
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await self.settle()
                if task.done():
                    break
                if self.wakes_at() is not None:
                    self._wake_next()
                    continue
                # Only real time can help now: a limit on a socket that a test wants to see run out.
                await asyncio.wait([task], timeout=_STUCK_S)
                assert task.done() or self.wakes_at() is not None, f"stuck at {task.get_stack(limit=1)}"
            return task.result()
        finally:
            task.cancel()

    def _wake_next(self) -> None:
        at, _, alarm = heappop(self._asleep)
        self._now = max(self._now, at)
        alarm.set_result(None)
