"""The local engine: answers come back, deadlines kill, and no child outlives its worker or its welcome."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from multiprocessing import forkserver
from pathlib import Path
from types import SimpleNamespace

import pytest
import uvloop

from tests.engine import child_tasks
from worker.engine import process
from worker.engine.local import QUICK_S, SLOW_WAIT_S, LocalEngine
from worker.model.errors import ContentError, NoArticle

pytestmark = pytest.mark.usefixtures("all_time_counts")


@asynccontextmanager
async def engine(
    workers: int = 1,
    max_tasks: int = 1000,
    memory_bytes: int = 1_500_000_000,
    quick_s: float = QUICK_S,
    slow_wait_s: float = SLOW_WAIT_S,
) -> AsyncIterator[LocalEngine]:
    """A started engine, stopped at the end."""
    local = LocalEngine(
        workers=workers, max_tasks=max_tasks, memory_bytes=memory_bytes, quick_s=quick_s, slow_wait_s=slow_wait_s
    )
    await local.start()
    try:
        yield local
    finally:
        await local.stop()


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended but was not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int, within_s: float = 5.0) -> bool:
    """Whether the process ends in time; waits for it."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within_s)[0])
    finally:
        os.close(handle)


def children() -> set[int]:
    """Process ids that have this process among their ancestors."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid for pid in found - {os.getpid()} if alive(pid)}


def read_ids(fifo: Path) -> tuple[int, int]:
    """Both ids a child wrote into a FIFO; waits for the child."""
    own, origin = fifo.read_text(encoding="ascii").split()
    return int(own), int(origin)


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """A FIFO over which a child can say that it is busy."""
    path = tmp_path / "started"
    os.mkfifo(path)
    return path


def test_answers_come_back() -> None:
    """Many calls at once each get their own answer."""

    async def scenario() -> list[int]:
        async with engine(2) as local:
            return await asyncio.gather(*(local.run(child_tasks.double, n, timeout_s=30) for n in range(40)))

    assert asyncio.run(scenario()) == [2 * n for n in range(40)]


def test_large_pages_travel_both_ways() -> None:
    """Five megabytes, the limit of a page, go to the child and come back."""

    async def scenario() -> int:
        async with engine() as local:
            return len(await local.run(bytes.upper, b"x" * 5_000_000, timeout_s=30))

    assert asyncio.run(scenario()) == 5_000_000


@pytest.mark.parametrize(
    ("task", "cause"),
    [
        pytest.param(child_tasks.block, "timeout", id="waiting for ever ends at the deadline"),
        pytest.param(child_tasks.hang, "timeout", id="hanging in C ends at the deadline"),
        pytest.param(child_tasks.die, "killed", id="a child that dies is told from one that is late"),
        pytest.param(child_tasks.dig, "crashed", id="endless recursion is a crash of the document"),
        pytest.param(child_tasks.stumble, "crashed", id="an exception that cannot travel is a crash"),
        pytest.param(child_tasks.leave, "crashed", id="an exit is a crash"),
        pytest.param(child_tasks.unsendable, "crashed", id="an answer that cannot travel is a crash"),
        pytest.param(child_tasks.refuse_generic, "odd", id="an error of ours keeps its own cause"),
    ],
)
def test_failures_are_named_and_leave_the_engine_usable(task: Callable[[], object], cause: str) -> None:
    """Whatever a task does to its child, the caller hears the cause and the next call is served."""

    async def scenario() -> tuple[str, int]:
        async with engine() as local:
            with pytest.raises(ContentError) as caught:
                await local.run(task, timeout_s=0.3 if cause == "timeout" else 30)
            return caught.value.cause, await local.run(child_tasks.double, 21, timeout_s=30)

    assert asyncio.run(scenario()) == (cause, 42)


def test_our_errors_keep_their_class() -> None:
    """A ``NoArticle`` raised in the child is a ``NoArticle`` here, message and all."""

    async def scenario() -> None:
        async with engine() as local:
            await local.run(child_tasks.refuse, timeout_s=30)

    with pytest.raises(NoArticle, match="page holds no text"):
        asyncio.run(scenario())


def test_memory_is_limited() -> None:
    """A task may use what it is allowed, and is refused more, without harm to the next."""

    async def scenario() -> tuple[int, str, int]:
        async with engine(memory_bytes=300_000_000) as local:
            before = await local.run(child_tasks.eat, 100, timeout_s=30)
            with pytest.raises(ContentError, match="300_000_000") as caught:
                await local.run(child_tasks.eat, 400, timeout_s=30)
            return before, caught.value.cause, await local.run(child_tasks.eat, 100, timeout_s=30)

    assert asyncio.run(scenario()) == (100_000_000, "memory", 100_000_000)


def test_deadline_is_kept_and_harms_no_other() -> None:
    """A hanging child is gone soon after its deadline while its neighbour keeps answering."""

    async def scenario() -> tuple[float, int]:
        async with engine(2) as local:
            await asyncio.gather(*(local.run(child_tasks.process_ids, timeout_s=30) for _ in range(2)))
            begun = time.monotonic()
            late = asyncio.create_task(local.run(child_tasks.hang, timeout_s=0.5))
            answers = 0
            while not late.done():
                await local.run(child_tasks.double, 1, timeout_s=30)
                answers += 1
            with pytest.raises(ContentError):
                await late
            return time.monotonic() - begun, answers

    took, answers = asyncio.run(scenario())
    assert 0.5 <= took < 5.0
    assert answers > 2


def test_slow_tasks_go_after_another_and_harm_no_other() -> None:
    """Six tasks that are not done in a moment wait for one another; on the only child of all others nobody notices.

    The first of them ends at its whole deadline, those that would wait too long are sent away.
    """

    async def scenario() -> tuple[list[str], bool]:
        async with engine(1, quick_s=0.1, slow_wait_s=0.5) as local:
            await local.run(child_tasks.double, 1, timeout_s=30)
            late = [asyncio.create_task(local.run(child_tasks.hang, timeout_s=1.0)) for _ in range(6)]
            await asyncio.sleep(0)
            await local.run(child_tasks.double, 1, timeout_s=30)
            before = not all(it.done() for it in late)
            ends = await asyncio.gather(*late, return_exceptions=True)
            return [end.cause for end in ends if isinstance(end, ContentError)], before

    causes, before = asyncio.run(scenario())
    assert (len(causes), set(causes)) == (6, {"timeout", "crowded"})
    assert causes.count("crowded") >= 1
    assert before


def test_what_is_slow_but_ends_is_answered() -> None:
    """What outlasts the quick lane is begun anew and has its whole deadline; a suspect begins in the slow lane.

    Who sees to it himself is told as soon as it is slow.
    """

    async def scenario() -> tuple[str, str, str]:
        async with engine(1, quick_s=0.1) as local:
            anew = await local.run(child_tasks.toil, 0.3, timeout_s=10)
            with pytest.raises(ContentError) as caught:
                await local.run(child_tasks.dawdle, 5.0, timeout_s=0.3, suspect=True)
            with pytest.raises(ContentError) as told:
                await local.run(child_tasks.toil, 0.3, timeout_s=10, again=False)
            return anew, caught.value.cause, told.value.cause

    assert asyncio.run(scenario()) == ("done", "timeout", "timeout")


def test_who_waits_for_a_processor_is_not_slow() -> None:
    """The quick lane counts CPU time, more of it for a larger document: a busy machine makes no document slow."""

    async def scenario() -> tuple[str, str]:
        # Whoever is sent to the slow lane is told that it is crowded.
        async with engine(1, quick_s=0.1, slow_wait_s=0.0) as local, local._slow_turn:
            waiting = await local.run(child_tasks.dawdle, 0.3, timeout_s=10)
            return waiting, await local.run(child_tasks.toil, 0.3, timeout_s=10, size=1_000_000)

    assert asyncio.run(scenario()) == ("done", "done")


def test_cpu_time_is_limited_where_nobody_keeps_the_deadline() -> None:
    """The kernel ends a child that uses more CPU than its deadline and the cores allow."""

    async def scenario() -> int:
        async with engine() as local:
            return await local.run(child_tasks.cpu_limit, timeout_s=10, suspect=True)

    assert 10 < asyncio.run(scenario()) < 10 * (os.cpu_count() or 1) + 30


def test_children_killed_while_idle_cost_nobody_an_answer() -> None:
    """The system may kill all idle children (out of memory); the next call must not notice."""

    async def scenario() -> int:
        async with engine(workers=3) as local:
            ids = await asyncio.gather(*(local.run(child_tasks.process_ids, timeout_s=30) for _ in range(3)))
            idle = {child for child, _ in ids}
            assert len(idle) == 3
            for child in idle:
                os.kill(child, signal.SIGKILL)
            return await local.run(child_tasks.double, 4, timeout_s=30)

    assert asyncio.run(scenario()) == 8


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def test_an_answer_that_came_in_time_counts(
    fifo: Path, tmp_path: Path, loop: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """Where the event loop was blocked beyond the deadline, an answer that has arrived meanwhile is no time-out."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)

    async def scenario() -> str:
        async with engine() as local:
            task = local.run(child_tasks.touch_and_wait, fifo, gate, timeout_s=0.4, again=False)
            call = asyncio.create_task(task)
            await asyncio.to_thread(read_ids, fifo)
            gate.write_bytes(b"done")
            threading.Event().wait(0.6)
            return await call

    with asyncio.Runner(loop_factory=loop) as runner:
        assert runner.run(scenario()) == "done"


def origin() -> int:
    """The forkserver."""
    return int(vars(forkserver._forkserver)["_forkserver_pid"])


def test_an_origin_that_is_stuck_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forkserver was stopped: the call that needs a child ends, and the next one is served."""

    async def scenario() -> int:
        async with engine() as local, asyncio.timeout(20):
            child, _ = await local.run(child_tasks.process_ids, timeout_s=30)
            stuck = origin()
            os.kill(stuck, signal.SIGSTOP)
            os.kill(child, signal.SIGKILL)
            monkeypatch.setattr("worker.engine.process.GRACE_S", 0.2)
            try:
                with suppress(ContentError):
                    await local.run(child_tasks.double, 4, timeout_s=30)
                monkeypatch.undo()
                return await local.run(child_tasks.double, 4, timeout_s=30)
            finally:
                with suppress(ProcessLookupError):
                    os.kill(stuck, signal.SIGCONT)

    assert asyncio.run(scenario()) == 8


def test_a_stop_does_not_wait_for_a_start() -> None:
    """A child whose start hangs is given up by a stop at once, and what it would be forked from is gone."""

    async def scenario() -> tuple[int, str | None]:
        local = LocalEngine(workers=1)
        await local.start()
        await local.run(child_tasks.double, 4, timeout_s=30)
        os.kill(stuck := origin(), signal.SIGSTOP)
        call = asyncio.create_task(local.run(child_tasks.double, 4, timeout_s=30, suspect=True))  # in another child
        assert await asyncio.to_thread(process._starting.wait, 10)
        async with asyncio.timeout(process.GRACE_S / 3):
            await local.stop()
        (error,) = await asyncio.gather(call, return_exceptions=True)
        assert isinstance(error, ContentError)
        return stuck, error.cause

    stuck, cause = asyncio.run(scenario())
    assert (gone(stuck), cause) == (True, "stopped")


def test_an_origin_that_is_killed_leaves_no_child_behind(fifo: Path) -> None:
    """A hung child whose origin is gone is killed all the same, and the next call is served from another."""

    async def scenario() -> tuple[bool, int]:
        async with engine() as local:
            task = local.run(child_tasks.touch_and_hang, fifo, timeout_s=60, suspect=True)  # no limit of CPU time
            call = asyncio.create_task(task)
            child, _ = await asyncio.to_thread(read_ids, fifo)
            os.kill(origin(), signal.SIGKILL)
            assert gone(origin())
            answer = await local.run(child_tasks.double, 4, timeout_s=30)
            call.cancel()
            await asyncio.wait([call])
            return gone(child), answer

    assert asyncio.run(scenario()) == (True, 8)


@pytest.mark.parametrize("shape", [SimpleNamespace(), SimpleNamespace(_resource_tracker=object())])
def test_a_python_with_other_books_starts_children(monkeypatch: pytest.MonkeyPatch, shape: SimpleNamespace) -> None:
    """What we know of the resource tracker's inside saves a process; a Python without it does as it always does."""
    monkeypatch.setattr("worker.engine.process.resource_tracker", shape)

    async def scenario() -> int:
        async with engine() as local:
            return await local.run(child_tasks.double, 4, timeout_s=30)

    assert asyncio.run(scenario()) == 8


def test_children_are_recycled() -> None:
    """After ``max_tasks`` tasks a fresh child takes over."""

    async def scenario() -> list[int]:
        async with engine(max_tasks=3) as local:
            return [(await local.run(child_tasks.process_ids, timeout_s=30))[0] for _ in range(7)]

    pids = asyncio.run(scenario())
    assert [len(set(pids[:3])), len(set(pids[3:6])), len(set(pids))] == [1, 1, 3]


def test_calls_that_do_not_overlap_share_one_child() -> None:
    """An engine allowed four children starts only as many as are needed at once."""

    async def scenario() -> set[tuple[int, int]]:
        async with engine(4) as local:
            return {await local.run(child_tasks.process_ids, timeout_s=30) for _ in range(8)}

    assert len(asyncio.run(scenario())) == 1


def test_an_idle_engine_starts_nothing() -> None:
    """Starting the engine starts no process; the first call starts a child, and what it is forked from."""
    script = """
import asyncio
from tests.engine import child_tasks, test_local_engine as t
async def main():
    async with t.engine(2) as local:
        print(len(t.children()))
        await local.run(child_tasks.double, 1, timeout_s=30)
        print(len(t.children()))
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", script], env=child_env(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "2"]


def test_a_task_is_not_to_blame_where_no_child_can_start() -> None:
    """No child comes up, because what they load at their start fails: the cause is ours, not the document's."""
    script = (
        "import asyncio\n"
        "from tests.engine import child_tasks\n"
        "from worker.engine.local import LocalEngine\n"
        "from worker.model.errors import ContentError\n"
        "async def main():\n"
        "    local = LocalEngine(workers=1, preload=['tests.engine.no_origin'])\n"
        "    await local.start()\n"
        "    try:\n"
        "        await local.run(child_tasks.double, 4, timeout_s=30)\n"
        "    except ContentError as error:\n"
        "        print(error.cause, error)\n"
        "    await local.stop()\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=child_env(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("crowded double: two child processes died before they took the task")
    assert "temporary folder" in done.stdout


def test_stop_ends_hung_children_within_a_second(fifo: Path) -> None:
    """Stopping does not wait for a child that hangs in C; its caller is told why."""

    async def scenario() -> tuple[float, str, bool]:
        async with engine() as local:
            call = asyncio.create_task(local.run(child_tasks.touch_and_hang, fifo, timeout_s=60))
            child, _ = await asyncio.to_thread(read_ids, fifo)
            begun = time.monotonic()
            await local.stop()
            took = time.monotonic() - begun
            with pytest.raises(ContentError) as caught:
                await call
            return took, caught.value.cause, alive(child)

    took, cause, still_there = asyncio.run(scenario())
    assert (cause, still_there) == ("stopped", False)
    assert took < 1.0


def test_a_stopped_engine_refuses_calls() -> None:
    """A call to an engine that is not started is refused instead of waiting for ever."""
    with pytest.raises(ContentError, match="engine is stopped"):
        asyncio.run(LocalEngine(workers=1).run(child_tasks.double, 1, timeout_s=1))


def test_cancelling_a_call_kills_its_child(fifo: Path) -> None:
    """A cancelled call frees its turn at once and leaves no busy child behind."""

    async def scenario() -> tuple[bool, int]:
        async with engine() as local:
            call = asyncio.create_task(local.run(child_tasks.touch_and_hang, fifo, timeout_s=60))
            child, _ = await asyncio.to_thread(read_ids, fifo)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            answer = await local.run(child_tasks.double, 5, timeout_s=30)
            return gone(child), answer

    assert asyncio.run(scenario()) == (True, 10)


def test_a_call_cancelled_while_its_child_starts_leaves_none_behind() -> None:
    """The thread that starts a child cannot be cancelled; what it started is killed all the same."""

    async def scenario() -> set[int]:
        async with engine() as local:
            await local.run(child_tasks.double, 5, timeout_s=30)
        before = children()
        async with engine() as local:
            call = asyncio.create_task(local.run(child_tasks.block, timeout_s=60))
            for _ in range(3):  # a turn, the child, its thread
                await asyncio.sleep(0)
            assert local._children
            call.cancel()
        return children() - before

    assert asyncio.run(scenario()) == set()


def test_a_command_that_does_not_stop_its_engine_ends() -> None:
    """An exit does not wait for an idle child."""
    script = """
import asyncio
from tests.engine import child_tasks
from worker.engine.local import LocalEngine
async def main():
    await engine.start()
    await engine.run(child_tasks.double, 5, timeout_s=30)
engine, loop = LocalEngine(workers=1), asyncio.new_event_loop()
loop.run_until_complete(main())
"""
    subprocess.run([sys.executable, "-c", script], env=child_env(), check=True, timeout=60, stderr=subprocess.DEVNULL)


def test_a_termination_signal_to_the_whole_group_does_not_lose_work(fifo: Path, tmp_path: Path) -> None:
    """A service manager sends SIGTERM to every process; the task in flight still ends well."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)

    async def scenario() -> str:
        async with engine() as local:
            call = asyncio.create_task(
                local.run(child_tasks.touch_and_wait, fifo, gate, timeout_s=30),
            )
            for pid in await asyncio.to_thread(read_ids, fifo):
                os.kill(pid, signal.SIGTERM)
            opened = os.open(gate, os.O_RDWR)  # which waits for nobody, should the child be gone
            try:
                os.write(opened, b"done")
                return await call
            finally:
                os.close(opened)

    assert asyncio.run(scenario()) == "done"


def test_what_children_are_forked_from_is_born_deaf_to_the_terminal() -> None:
    """Ctrl-C and SIGTERM go to the whole group: what still imports at that moment must not say a traceback."""

    async def scenario() -> None:
        async with engine() as local:
            await local.run(child_tasks.double, 5, timeout_s=30)

    asyncio.run(scenario())
    status = Path(f"/proc/{vars(forkserver._forkserver)['_forkserver_pid']}/status").read_text()
    blocked = int(status.partition("SigBlk:")[2].split()[0], 16)
    assert [number for number in (signal.SIGTERM, signal.SIGINT) if not blocked >> (number - 1) & 1] == []


def test_what_children_are_forked_from_saves_and_they_do_not() -> None:
    """Children look for garbage again, without idle threads; the worker, which loads the same, stays as it was."""

    async def scenario() -> tuple[bool, str | None]:
        async with engine() as local:
            return await local.run(child_tasks.looks_for_garbage, timeout_s=30)

    assert asyncio.run(scenario()) == (True, os.environ.get("OPENBLAS_NUM_THREADS", "1"))
    assert gc.isenabled()


def test_no_child_outlives_a_killed_worker(fifo: Path) -> None:
    """When the worker is killed with kill -9, a child hanging in C and its origin end at once."""
    script = f"""
import asyncio, pathlib
from tests.engine import child_tasks, test_local_engine as t
async def main():
    async with t.engine() as local:
        await local.run(child_tasks.touch_and_hang, pathlib.{fifo!r}, timeout_s=600)
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], env=child_env()) as worker:
        child, origin = read_ids(fifo)
        assert alive(child)
        worker.kill()
    assert gone(child)
    assert gone(origin)


def child_env() -> dict[str, str]:
    """An environment in which a second interpreter finds the worker and these tests."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
