"""A bounded crowd of tasks: what POLL and GATHER have in flight."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine


class InFlight:
    """At most ``capacity`` tasks at once; the caller looks at ``room`` before it spawns."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._tasks: dict[asyncio.Task[None], frozenset[int]] = {}
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def room(self) -> int:
        """How many more tasks may start."""
        return self._capacity - len(self._tasks)

    @property
    def shards(self) -> frozenset[int]:
        """The shards that any running task is about."""
        return frozenset().union(*self._tasks.values())

    def spawn(self, work: Coroutine[None, None, None], *shards: int) -> None:
        """Start ``work``, which is about hosts of these shards and handles its own errors."""
        task = asyncio.create_task(work)
        self._tasks[task] = frozenset(shards)
        task.add_done_callback(self._finished)

    async def thin_out(self, *, to: int, at_most_s: float) -> None:
        """Return when at most ``to`` tasks are left, or after ``at_most_s``."""
        try:
            async with asyncio.timeout(at_most_s):
                while len(self._tasks) > to:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return

    async def cancel(self) -> None:
        """Stop all tasks and wait for their ends."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        self._changed.set()
