"""A task's deadline, which counts the time that the child had, not time in which the machine had none for it.

On a busy machine a child waits for a processor; while a laptop sleeps or a process is stopped, time passes in which
nobody works. Neither is the document's fault.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

STEPS = 10
"""A deadline is waited for in so many steps. Each counts once, however long this process stood still in it."""
LITTLE = 0.25
"""A child that wants to run and has a processor for a smaller share of a step was kept from it. One that was kept from
it in all steps but such a share had too little time to be judged by."""
LAST_LOOK_S = 0.1
"""After a deadline: an answer that arrived while the event loop was blocked is one."""
BOOKS = "/proc/{pid}/stat"
"""Linux's books about a process. On other systems a child that is kept from running looks like any other."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Starved(Exception):
    """The child hardly had a processor in the time named, so the task is not to blame."""


async def in_time(answer: Callable[[], Awaitable[T]], pid: int, *, timeout_s: float, patience: int) -> T:
    """What ``answer`` gives before the child ``pid`` has had ``timeout_s``, whether it ran or slept.

    Time in which it was kept from running does not count, up to ``patience`` times the whole. Then it raises
    ``Starved`` if there was hardly any other, and ``TimeoutError`` in all other cases.
    """
    step_s, steps, kept_back, before_s = timeout_s / STEPS, 0, 0, None
    while steps < STEPS * patience and steps - kept_back < STEPS:
        with suppress(TimeoutError):
            async with asyncio.timeout(step_s):
                return await answer()
        steps += 1
        willing, ran_s = _books(pid)  # not at the start: most tasks end within the first step
        kept_back += willing and before_s is not None and ran_s - before_s < LITTLE * step_s
        before_s = ran_s
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_LOOK_S):
            return await answer()
    if steps - kept_back <= LITTLE * steps:
        raise Starved(f"{steps * step_s:g} s")
    raise TimeoutError


def _books(pid: int) -> tuple[bool, float]:
    """Whether the child wants to run, or was stopped; and its CPU time so far."""
    try:
        with open(BOOKS.format(pid=pid), "rb") as books:  # noqa: PTH123 - made up by the kernel in 20 µs
            state, *numbers = books.read().rpartition(b")")[2].split()
        return state in {b"R", b"T", b"t"}, (int(numbers[10]) + int(numbers[11])) / _TICKS
    except (OSError, IndexError, ValueError):
        return False, 0.0
