"""A bounded set of running tasks: what POLL and GATHER have in flight."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager


class InFlight:
    """At most ``capacity`` things at once, and ``aside`` more that wait for another stage.

    The caller looks at ``room`` before it spawns.
    """

    def __init__(self, capacity: int, *, aside: int = 0) -> None:
        self._capacity = capacity
        self._tasks: dict[asyncio.Task[None], tuple[int, ...]] = {}
        self._most_aside = aside
        self._aside = 0
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def room(self) -> int:
        """How many more things may start."""
        beyond = max(0, self._aside - self._most_aside)
        return self._capacity - beyond - (sum(map(len, self._tasks.values())) - self._aside)

    @property
    def shards(self) -> frozenset[int]:
        """The shards that any running task is about."""
        return frozenset().union(*self._tasks.values())

    def spawn(self, work: Coroutine[None, None, None], *shards: int) -> None:
        """Start ``work``, which handles its own errors; it is about one thing on a host of each of these shards."""
        task = asyncio.create_task(work)
        self._tasks[task] = shards
        task.add_done_callback(self._finished)

    @contextmanager
    def set_aside(self, things: int) -> Iterator[None]:
        """While the calling task waits for another stage to take its ``things``, as many others may start."""
        self._aside += things
        self._changed.set()
        try:
            yield
        finally:
            self._aside -= things

    async def make_room(self, room: int, *, at_most_s: float) -> None:
        """Return when there is ``room``, or after ``at_most_s``."""
        await self._until(lambda: self.room >= room, at_most_s)

    async def thin_out(self, *, to: int, at_most_s: float) -> None:
        """Return when at most ``to`` tasks are left, or after ``at_most_s``."""
        await self._until(lambda: len(self._tasks) <= to, at_most_s)

    async def cancel(self) -> None:
        """Stop all tasks and wait for their ends."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _until(self, met: Callable[[], bool], at_most_s: float) -> None:
        try:
            async with asyncio.timeout(at_most_s):
                while not met():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        self._changed.set()
