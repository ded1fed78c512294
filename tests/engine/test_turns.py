"""Turns at the children: the smallest waits least, and large documents never hold all of them."""

from __future__ import annotations

import asyncio

from worker.engine.turns import LARGE_BYTES, Turns

LARGE = LARGE_BYTES + 1


def test_the_smallest_of_those_who_wait_is_next() -> None:
    """In whatever order they come."""

    async def scenario() -> list[int]:
        turns, order = Turns(1), []

        async def work(size: int) -> None:
            await turns.take(size)
            order.append(size)
            await asyncio.sleep(0)
            turns.give(size)

        await turns.take(1)
        waiting = [asyncio.create_task(work(size)) for size in (LARGE, 500, 20, LARGE + 5, 100)]
        await asyncio.sleep(0)
        turns.give(1)
        await asyncio.gather(*waiting)
        return order

    assert asyncio.run(scenario()) == [20, 100, 500, LARGE, LARGE + 5]


def test_one_child_is_left_to_small_documents() -> None:
    """Two large ones are not read at once by two children, but a small one is read beside a large one."""

    async def scenario() -> bool:
        turns = Turns(2)
        await turns.take(LARGE)
        second = asyncio.create_task(turns.take(LARGE))
        await asyncio.sleep(0)
        await asyncio.wait_for(turns.take(10), 1)
        waited = not second.done()
        turns.give(LARGE)
        await asyncio.wait_for(second, 1)
        return waited

    assert asyncio.run(scenario())


def test_who_gives_up_leaves_the_turn_to_others() -> None:
    """Neither a place in line nor a turn is lost with a cancelled call."""

    async def scenario() -> None:
        turns = Turns(1)
        await turns.take(1)
        gone = asyncio.create_task(turns.take(1))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        turns.give(1)
        await asyncio.wait_for(turns.take(1), 1)

    asyncio.run(scenario())
