"""An event loop in which time passes only where nothing else can happen, and in which a worker may be killed."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest import mock


class Killed(KeyboardInterrupt):  # one of the two that asyncio hands on from wherever they are raised
    """The worker is gone: nothing after this was done."""


class Stuck(AssertionError):
    """Nothing moves, and nobody waits for a time; or much moves, and little time passes."""


BUSY_HOUR_TURNS = 20_000
"""Ten times what an hour took that had the most to do."""


class SimulatedLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, in one thread, over a selector that lets time pass instead of waiting.

    Work for threads is run by the loop itself, a random moment later. ``kill_at`` is the turn of the loop at which the
    worker is killed; turns are where control comes back from every await.
    """

    def __init__(self, now: float, chance: Random) -> None:
        super().__init__(_NoSockets(self))
        self.now = now
        self.chance = chance
        self.turns = 0
        self._hour = (0, 0)
        self.kill_at: int | None = None

    def time(self) -> float:
        """Seconds since the simulation began."""
        return self.now

    def turn(self, wait_s: float | None) -> None:
        """Let ``wait_s`` pass (None: nobody waits for a time). Raises ``Killed`` or ``Stuck``."""
        self.turns += 1
        if self.kill_at is not None and self.turns >= self.kill_at:
            self.kill_at = None
            raise Killed
        if wait_s is None:
            raise Stuck("nothing moves, and nobody waits for a time")
        if wait_s > 0:
            self.now += wait_s
        hour, since = self._hour
        if self.now // 3600 != hour:
            self._hour = (int(self.now // 3600), self.turns)
        elif self.turns - since > BUSY_HOUR_TURNS:
            raise Stuck(f"{BUSY_HOUR_TURNS} turns within an hour")

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Any = None
    ) -> asyncio.Handle:
        """There is one thread."""
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run ``func`` here, some milliseconds from now."""
        done = self.create_future()

        def run() -> None:
            if done.done():
                return
            try:
                result = func(*args)
            except Exception as error:  # noqa: BLE001 - it goes to whoever waits
                done.set_exception(error)
            else:
                done.set_result(result)

        self.call_later(self.chance.uniform(0, 0.005), run)
        return done

    @contextmanager
    def clocks(self) -> Iterator[None]:
        """What measures durations sees this loop's time."""
        with mock.patch.object(time, "perf_counter", self.time), mock.patch.object(time, "monotonic", self.time):
            yield


class _NoSockets(selectors.SelectSelector):
    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        self._loop.turn(timeout)
        return []
