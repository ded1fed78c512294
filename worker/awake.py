"""A time limit for waiting on others, which counts only time in which this process was awake.

After it was stopped, or its machine paused, time has passed in which it could hear nobody. What was said meanwhile is
heard before the limit ends the wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

STEPS = 10
LEAST_S = 0.001


class Limit:
    """``async with Limit(seconds)`` raises ``TimeoutError`` as ``asyncio.timeout`` does.

    The time passes in ten steps, each of which counts once, however long this process stood still in it.
    """

    def __init__(self, seconds: float) -> None:
        self._step_s = max(seconds, LEAST_S) / STEPS
        self._steps = STEPS
        self._since: float | None = None
        self._timeout = asyncio.timeout(None)

    @property
    def left_s(self) -> float:
        """The time that is left: all of it before it has begun."""
        if self._since is None:
            return self._steps * self._step_s
        now = asyncio.get_running_loop().time()
        return self._steps * self._step_s - min(self._step_s, now - self._since)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let time pass that does not count; the step that had begun begins anew."""
        self._handle.cancel()
        try:
            yield
        finally:
            self._begin_step()

    async def __aenter__(self) -> Self:
        await self._timeout.__aenter__()
        self._begin_step()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._handle.cancel()
        await self._timeout.__aexit__(kind, error, where)

    def _begin_step(self) -> None:
        loop = asyncio.get_running_loop()
        self._since = loop.time()
        self._handle = loop.call_later(self._step_s, self._passed)

    def _passed(self) -> None:
        self._steps -= 1
        if self._steps > 0:
            self._begin_step()
        else:
            self._timeout.reschedule(asyncio.get_running_loop().time())
