"""What a deadline counts: a child without a processor is not late, one that sleeps or works is."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.engine import child_tasks
from tests.engine.test_local_engine import child_env, engine, read_ids
from worker.model.errors import ContentError

CPU = min(os.sched_getaffinity(0))
SPIN = "from tests.engine import child_tasks\nchild_tasks.spin(%d)"


@contextmanager
def busy() -> Iterator[None]:
    """A processor on which five programs work without end."""
    command = [sys.executable, "-c", SPIN % CPU]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=child_env()) for _ in range(5)]
    try:
        for one in programs:
            assert one.stdout is not None
            one.stdout.readline()
        yield
    finally:
        for one in programs:
            one.kill()
            one.communicate()


async def error_of(call: Coroutine[object, object, object]) -> tuple[str, str]:
    """The cause of the call's failure, and its words."""
    with pytest.raises(ContentError) as caught:
        await call
    return caught.value.cause, str(caught.value)


@pytest.mark.parametrize(("suspect", "killed"), [(False, "after 0.9 s"), (True, "after 0.3 s")], ids=["quick", "slow"])
def test_a_child_without_a_processor_is_not_late(*, suspect: bool, killed: str) -> None:
    """It is killed in the end, after a longer time in the quick lane, which does not send it on to the slow one."""

    async def scenario() -> tuple[str, str]:
        async with engine() as local:
            await local.run(child_tasks.go_to, CPU, timeout_s=30, suspect=suspect)
            with busy():
                return await error_of(local.run(child_tasks.toil, 0.35, timeout_s=0.3, suspect=suspect))

    cause, words = asyncio.run(scenario())
    assert cause == "crowded"
    assert killed in words


@pytest.mark.parametrize("suspect", [False, True], ids=["quick", "slow"])
def test_a_child_that_sleeps_is_late_on_a_busy_machine_too(*, suspect: bool) -> None:
    """It wants no processor, so it lacks none: a document that never ends is not read again and again."""

    async def scenario() -> tuple[str, str]:
        async with engine() as local:
            await local.run(child_tasks.go_to, CPU, timeout_s=30, suspect=suspect)
            with busy():
                return await error_of(local.run(child_tasks.block, timeout_s=1.0, suspect=suspect, again=False))

    assert asyncio.run(scenario())[0] == "timeout"


@pytest.mark.usefixtures("all_time_counts")
def test_without_the_kernels_books_all_time_counts() -> None:
    """Elsewhere than on Linux nobody tells a child that waits from one that works."""

    async def scenario() -> tuple[str, str]:
        async with engine() as local:
            await local.run(child_tasks.go_to, CPU, timeout_s=30, suspect=True)
            with busy():
                return await error_of(local.run(child_tasks.toil, 0.35, timeout_s=0.3, suspect=True))

    assert asyncio.run(scenario())[0] == "timeout"


def test_time_in_which_all_stood_still_does_not_count(tmp_path: Path) -> None:
    """The worker and its child were stopped for longer than the deadline: the child has the rest of its time."""
    started, gate = tmp_path / "started", tmp_path / "gate"
    os.mkfifo(started)
    os.mkfifo(gate)

    async def scenario() -> str:
        async with engine() as local:
            # It waits instead of working, so that it needs no processor, of which other programs may leave it little.
            task = local.run(child_tasks.touch_and_wait, started, gate, timeout_s=1.5, again=False)
            call = asyncio.create_task(task)
            child, _ = await asyncio.to_thread(read_ids, started)
            os.kill(child, signal.SIGSTOP)
            threading.Event().wait(1.7)  # the event loop stands still
            os.kill(child, signal.SIGCONT)
            await asyncio.wait({call}, timeout=0.3)
            await asyncio.to_thread(gate.write_bytes, b"done")
            return await call

    assert asyncio.run(scenario()) == "done"
