"""Large bodies wait for room, small ones never."""

from __future__ import annotations

import asyncio
import gc
import gzip

import pytest

from tests.net.conftest import client_for
from tests.web import Answer, ScriptedWeb
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
    """With room for one of them the second is read when nobody holds the first one's response; small ones pass by."""
    limits = {"feed": "1MB", "page": "1MB"}
    async with ScriptedWeb() as web, client_for(web, limits=limits) as client:
        web.say(LARGE, answer)
        web.say(SMALL, Answer(body=b"few words"))
        client._room = Room(1_000_000)
        first = await client.get(LARGE, purpose="feed")
        second = asyncio.create_task(client.get(LARGE, purpose="feed"))
        assert (await client.get(SMALL, purpose="feed")).body == b"few words"
        await web.until_asked(LARGE, 2)
        done, _ = await asyncio.wait([second], timeout=0.3)
        assert not done
        del first
        gc.collect()
        assert len((await asyncio.wait_for(second, 10)).body) == 900_000


async def test_who_waits_too_long_for_room_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room in time the request fails as one that took too long, and takes no room with it."""
    monkeypatch.setattr(room, "WAIT_S", 0.1)
    one = Room(100)
    await one.take(60)
    with pytest.raises(TimeoutError):
        await one.take(50)
    one.give(60)
    await asyncio.sleep(0)
    await one.take(100)
