"""Large bodies wait for room, small ones never."""

from __future__ import annotations

import asyncio
import gc
import gzip
import threading

import pytest

from tests.net.conftest import client_for
from tests.web import Answer, ScriptedWeb
from worker.model.errors import TooLarge, Unreachable
from worker.net import room
from worker.net.room import Room

LARGE, SMALL = "http://large.example/feed", "http://small.example/feed"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(body=b"x" * 900_000), id="large on the wire"),
        pytest.param(
            Answer(body=gzip.compress(b"x" * 900_000), headers=(("Content-Encoding", "gzip"),)), id="large unpacked"
        ),
    ],
)
async def test_a_large_body_waits_until_another_is_let_go(answer: Answer) -> None:
    """With room for one, the second is read once the first response is released; small ones need not wait.

    The wait takes nothing from the time that its server has.
    """
    limits = {"feed": "1MB", "page": "1MB", "total": "1s"}
    async with ScriptedWeb() as web, client_for(web, limits=limits) as client:
        web.say(LARGE, answer)
        web.say(SMALL, Answer(body=b"few words"))
        client._room = Room(1_000_000)
        first = await client.get(LARGE, purpose="feed")
        second = asyncio.create_task(client.get(LARGE, purpose="feed"))
        assert (await client.get(SMALL, purpose="feed")).body == b"few words"
        await web.until_asked(LARGE, 2)
        done, _ = await asyncio.wait([second], timeout=1.2)
        assert not done
        del first
        gc.collect()
        assert len((await asyncio.wait_for(second, 10)).body) == 900_000


async def test_who_waits_too_long_for_room_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room in time the request fails as crowded, which is our fault and no time-out, and takes no room."""
    monkeypatch.setattr(room, "WAIT_S", 0.1)
    one = Room(100)
    await one.take(60)
    with pytest.raises(Unreachable) as caught:
        await one.take(50)
    assert caught.value.cause == "crowded"
    one.give(60)
    await asyncio.sleep(0)
    await one.take(100)


async def test_room_that_comes_with_the_last_moment_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the event loop was blocked, room and the end of the wait come together: it is taken, or free again."""
    monkeypatch.setattr(room, "WAIT_S", 0.01)
    one = Room(100)
    await one.take(100)
    waiting = asyncio.create_task(one.take(50))
    await asyncio.sleep(0)
    one.give(100)
    threading.Event().wait(0.02)
    assert await waiting == 50
    one.give(50)
    await asyncio.sleep(0)
    assert await one.take(100) == 100


async def test_large_bodies_never_have_all_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many bodies of many megabytes there are, one under two megabytes gets room at once."""
    monkeypatch.setattr(room, "WAIT_S", 0.1)
    one = Room(room.ROOM_BYTES)
    taken = await asyncio.gather(*(one.take(10_000_000) for _ in range(20)), return_exceptions=True)
    assert taken.count(10_000_000) == 3
    large = asyncio.create_task(one.take(10_000_000))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(one.take(1_500_000), 1) == 1_500_000
    with pytest.raises(Unreachable):
        await large


async def test_who_wants_least_goes_first() -> None:
    """Free room goes to the smallest waiting request, and all room taken is returned to the byte."""
    one = Room(1000)
    await one.take(1000)
    sizes: list[int] = []

    async def take(size: int) -> None:
        sizes.append(await one.take(size))

    waiting = [asyncio.create_task(take(size)) for size in (700, 300, 100)]
    await asyncio.sleep(0)
    one.give(1000)
    await asyncio.wait(waiting[1:])
    await asyncio.sleep(0)
    assert sizes == [100, 300]
    one.give(400)
    await asyncio.wait(waiting)
    one.give(700)
    await asyncio.sleep(0)
    assert await asyncio.wait_for(one.take(1000), 1) == 1000


async def test_a_packed_body_takes_what_it_comes_to() -> None:
    """A packed feed takes room for its unpacked half megabyte, not for the most it could have been."""
    packed = Answer(body=gzip.compress(b"x" * 500_000), headers=(("Content-Encoding", "gzip"),))
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(LARGE, packed)
        client._room = Room(500_000)
        assert len((await client.get(LARGE, purpose="feed")).body) == 500_000
        client._room = Room(room.ROOM_BYTES)
        await asyncio.gather(*(client._room.take(10_000_000) for _ in range(3)))
        assert len((await asyncio.wait_for(client.get(LARGE, purpose="feed"), 5)).body) == 500_000


async def test_a_bomb_needs_no_room() -> None:
    """A body that unpacks beyond the limit is refused as too large even while others hold all the room."""
    bomb = Answer(body=gzip.compress(b" " * 1_000_000) * 40, headers=(("Content-Encoding", "gzip"),))
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(LARGE, bomb)
        await client._room.take(room.ROOM_BYTES)
        with pytest.raises(TooLarge):
            await asyncio.wait_for(client.get(LARGE, purpose="feed"), 5)
