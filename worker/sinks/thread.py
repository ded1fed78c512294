"""A thread for one sink: a file system or server that hangs there holds up nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

T = TypeVar("T")
Given = TypeVarTuple("Given")


class SinkThread:
    """Runs the calls of one sink one after the other; one that was cancelled is still ended before the next."""

    def __init__(self) -> None:
        self._calls = ThreadPoolExecutor(1, thread_name_prefix="sink")

    async def run(self, work: Callable[[*Given], T], *given: *Given) -> T:
        """``work(*given)``, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._calls, work, *given)
