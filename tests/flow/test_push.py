"""Hubs: asked for feeds that name one, believed in what we asked for, and their pushes make a feed due."""

from __future__ import annotations

import asyncio
import gzip
import hmac
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode

import aiohttp
import pytest
from structlog.testing import capture_logs

from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer
from worker.daemon import passes
from worker.daemon.build import Parts
from worker.daemon.readiness import Readiness
from worker.daemon.serve import Server
from worker.daemon.websub import EACH_AT_ONCE
from worker.flow.push import MOST_A_MINUTE
from worker.model.settings import PollingSettings
from worker.policy.pushing import LEASE_S
from worker.store import listing

HUB = "http://hub.example/"
TOPIC = "http://a.example/topic?x=1&y=2"
CALLBACK = "https://public.example/hook"
WEB = {"allow_private": ["127.0.0.1/32"], "per_host": {"spacing": "0s"}, "robots": "ignore", "limits": {"feed": "1MB"}}
DAY_S = 86400.0


def says(house: House, *titles: str, hub: str = HUB) -> None:
    """Serve a feed that names the hub."""
    links = f'<atom:link rel="hub" href="{hub}"/><atom:link rel="self" href="{TOPIC.replace("&", "&amp;")}"/>'
    body = rss(*(Told(title, guid=title) for title in titles), extra=links)
    house.web.say(
        feed_url("a"), Answer(200, body.replace(b"<rss", b'<rss xmlns:atom="http://www.w3.org/2005/Atom"', 1))
    )


class Desk:
    """A worker with its hook, and the hub's side of it."""

    def __init__(self, house: House, parts: Parts, session: aiohttp.ClientSession) -> None:
        self.house, self.parts, self.session = house, parts, session

    def asked(self) -> list[dict[str, str]]:
        """The forms the hub was sent."""
        return [
            {key: value for key, (value,) in parse_qs(it.body.decode()).items()} for it in self.house.web.asked_for(HUB)
        ]

    async def poll(self) -> None:
        """Poll what is due, and let the subscriber look."""
        await self.parts.poller.run_due()
        await self.parts.pushes.review()

    async def calls(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        """A call of the hub, as the operator's proxy hands it on."""
        method = "GET" if body is None else "POST"
        async with self.session.request(method, f"http://localhost/{path}", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def confirms(self, token: str, lease_s: float = LEASE_S, changes: Mapping[str, str] = {}) -> tuple[int, str]:
        """The hub asks whether we meant it."""
        query = {
            "hub.mode": "subscribe",
            "hub.topic": TOPIC,
            "hub.challenge": "<b>prove</b>",
            "hub.lease_seconds": f"{lease_s:.0f}",
        }
        return await self.calls(f"hook/{token}?{urlencode(query | dict(changes))}")

    async def pushes(self, form: dict[str, str], method: str = "sha256", body: bytes = b"<feed/>") -> int:
        """The hub tells of something new."""
        signed = hmac.new(form["hub.secret"].encode(), body, method).hexdigest()
        return (await self.calls(token_of(form), body, **{"X-Hub-Signature": f"{method}={signed}"}))[0]

    def waits_s(self) -> float:
        """Seconds until the feed is due."""
        return float(self.house.feed("a")["next_poll_at"] - self.parts.clock.now())


def token_of(form: dict[str, str]) -> str:
    """What our address ends with."""
    return form["hub.callback"].removeprefix(f"{CALLBACK}/")


@asynccontextmanager
async def working(house: House, **sections: Any) -> AsyncIterator[Desk]:
    """A worker that is told of hubs at a socket."""
    listen = f"unix:{house.folder}/hook"
    own: dict[str, Any] = {
        "serve": {"listen": listen},
        "websub": {"callback": CALLBACK},
        "web": WEB,
        "articles": {"fetch": False},
    }
    house.configure("a", **(own | sections))
    async with house.worker() as parts:
        await passes.start(parts)
        server = Server(
            parts.database, Readiness(parts.database), parts.clock, observe=lambda _: None, pushes=lambda: parts.pushes
        )
        await server.move(listen)
        try:
            async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(listen.removeprefix("unix:"))) as session:
                yield Desk(house, parts, session)
        finally:
            await server.close()


@asynccontextmanager
async def asked(house: House) -> AsyncIterator[tuple[Desk, dict[str, str]]]:
    """A worker that has polled the feed once, and what it asked the hub for."""
    says(house, "One")
    house.web.say(HUB, Answer(202))
    async with working(house) as desk:
        await desk.poll()
        (form,) = desk.asked()
        yield desk, form


async def test_a_hub_is_asked_confirmed_and_asked_again(house: House) -> None:
    """The request has a token and a secret of its own; it is confirmed once, as we asked, and renewed at 80 %."""
    async with asked(house) as (desk, form):
        assert (form["hub.mode"], form["hub.topic"], len(token_of(form))) == ("subscribe", TOPIC, 43)
        assert len(form["hub.secret"]) >= 40
        assert form["hub.secret"] not in form["hub.callback"]
        token = token_of(form)
        for changes in ({"hub.topic": "http://b.example/"}, {"hub.mode": "unsubscribe"}, {"hub.lease_seconds": "-1"}):
            assert (await desk.confirms(token, changes=changes))[0] == 404
        assert (await desk.confirms("x" * 43))[0] == 404
        assert await desk.confirms(token, DAY_S) == (200, "<b>prove</b>")
        assert (await desk.confirms(token))[0] == 404
        await house.clock.advance(DAY_S * 0.8 - 1)
        await desk.poll()
        assert len(desk.asked()) == 1
        await house.clock.advance(2)
        await desk.poll()
        first, second = desk.asked()
        assert first == second
        assert (await desk.confirms(token))[0] == 200


async def test_a_push_makes_the_feed_due_and_polling_goes_on_at_the_ceiling(house: House) -> None:
    """A signed push is acted on after the floor; while pushes tell of everything the feed is polled once a day."""
    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        assert await desk.pushes(form, "sha1") == 202
        assert desk.waits_s() == 600
        await house.clock.advance(1000)
        says(house, "Two", "One")
        assert await desk.pushes(form) == 202
        assert desk.waits_s() <= 0
        await desk.poll()
        assert house.words() == ["pending", "pending"]
        assert DAY_S <= desk.waits_s() <= 1.1 * DAY_S
        await house.clock.advance(1.1 * DAY_S)
        says(house, "Three", "Two", "One")
        await desk.poll()
        assert desk.waits_s() < DAY_S / 10
        assert house.feed("a")["pushed_at"] is None


async def test_a_hub_learns_that_a_feed_is_no_longer_wanted(house: House) -> None:
    """What is pushed for a feed taken off the list is answered 410 (Gone), by which a hub may end the subscription."""
    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        assert await desk.pushes(form) == 202
        desk.parts.database.write(lambda db: listing.sync(db, [], PollingSettings(), house.clock.now()))
        assert await desk.pushes(form) == 410


@pytest.mark.parametrize(
    ("method", "secret", "size"),
    [
        pytest.param("md5", None, 9, id="signed by MD5"),
        pytest.param("sha256", "guessed", 9, id="signed with another secret"),
        pytest.param("sha256", None, 1_000_001, id="larger than a feed may be"),
    ],
)
async def test_what_is_not_signed_has_no_effect(house: House, method: str, secret: str | None, size: int) -> None:
    """A push that is not signed by our secret, with a digest that holds and within bounds, is ignored and told of."""
    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        await house.clock.advance(1000)
        before = desk.waits_s()
        with capture_logs() as logs:
            assert await desk.pushes(form | ({"hub.secret": secret} if secret else {}), method, b"x" * size) == 202
            assert await desk.pushes(form | {"hub.callback": "y" * 43}, "sha256") == 410
        assert [it["event"] for it in logs] == ["push.refused"]
        assert desk.waits_s() == before > 600


async def test_a_push_is_signed_as_it_was_sent(house: House) -> None:
    """A packed one is not unpacked: nothing is read in it, and a few bytes may unpack to gigabytes."""
    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        body = gzip.compress(b"<feed/>" * 100_000)[:-9]
        signed = hmac.new(form["hub.secret"].encode(), body, "sha256").hexdigest()
        headers = {"X-Hub-Signature": f"sha256={signed}", "Content-Encoding": "gzip"}
        assert (await desk.calls(token_of(form), body, **headers))[0] == 202
        assert desk.waits_s() == 600


async def test_a_hub_that_calls_without_end_is_heeded_so_often_a_minute(house: House) -> None:
    """Each call is a commit and a line of the log; what it is put off with lets an honest hub try again."""
    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        with capture_logs() as logs:
            answers = Counter([await desk.pushes(form, secret) for secret in ["sha256", "md5"] * 40])
            denied = [await desk.confirms(token_of(form), changes={"hub.mode": "denied"}) for _ in range(3)]
        assert answers == {202: MOST_A_MINUTE - 1, 503: 80 - MOST_A_MINUTE + 1}
        assert len(logs) == MOST_A_MINUTE - 1
        assert {status for status, _ in denied} == {404}
        await house.clock.advance(60)
        assert await desk.pushes(form) == 202


async def test_pushes_that_do_not_end_leave_room_for_those_of_others(house: House) -> None:
    """Of the pushes that are received at once only a few may be for one feed."""
    async with asked(house) as (desk, form):
        held = []
        for _ in range(EACH_AT_ONCE):
            reader, writer = await asyncio.open_unix_connection(f"{house.folder}/hook")
            head = f"POST /hook/{token_of(form)} HTTP/1.1\r\nHost: a\r\nX-Hub-Signature: sha256=00\r\n"
            writer.write(f"{head}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n".encode())
            assert b" 100 " in await reader.readuntil(b"\r\n\r\n")
            held.append(writer)
        assert await desk.pushes(form) == 503
        assert await desk.pushes(form | {"hub.callback": "y" * 43}) == 410
        for writer in held:
            writer.close()
        while await desk.pushes(form) == 503:
            pass


async def test_a_signature_may_be_of_any_bytes(house: House) -> None:
    """A header that is not UTF-8 is a signature that is not ours, and no fault."""

    async def body() -> AsyncIterator[bytes]:
        yield b"<feed/>"

    async with asked(house) as (desk, form):
        await desk.confirms(token_of(form))
        with capture_logs() as logs:
            assert await desk.parts.pushes.receive(token_of(form), "sha256=\udcff", body())
        assert [it["event"] for it in logs] == ["push.refused"]


@pytest.mark.parametrize(
    ("hub", "answer", "told"),
    [
        pytest.param("http://127.0.0.2:9999/", None, "not a public address", id="in a private network"),
        pytest.param("http://hub.example:22/", None, "port 22", id="at a port of others"),
        pytest.param(HUB, Answer(307, headers=[("Location", "http://127.0.0.2/")]), "answered 307", id="elsewhere"),
        pytest.param(HUB, Answer(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 240_000), "far more", id="without end"),
        pytest.param(HUB, Answer(429, headers=[("Retry-After", "9000")]), "asks us to wait", id="later"),
    ],
)
async def test_a_hub_that_fails_is_asked_again_later(house: House, hub: str, answer: Answer | None, told: str) -> None:
    """Hubs are behind the guard and within limits; one that does not take it is asked again hours later."""
    says(house, "One", hub=hub)
    if answer is not None:
        house.web.say(HUB, answer)
    async with working(house) as desk:
        with capture_logs() as logs:
            await desk.poll()
            await desk.poll()
        (failed,) = [it for it in logs if it["event"] == "push.failed"]
        assert told in failed["error"]
        assert failed["next_in_s"] == (9000 if "wait" in told else 3600)
        assert len(house.web.asked) == 1 + (answer is not None)
        assert (await desk.confirms("z" * 43))[0] == 404


async def test_a_hub_without_a_turn_for_us_is_no_failure(house: House) -> None:
    """A hub that is closed for a while, or that many wait for, is asked when it has time, and nobody is told."""
    says(house, "One")
    house.web.say(HUB, Answer(202))
    async with working(house) as desk:
        desk.parts.gate.penalty("hub.example", house.clock.now() + 1000)
        with capture_logs() as logs:
            await desk.poll()
            assert "push.failed" not in {it["event"] for it in logs}
        (row,) = house.rows("SELECT due_at, asked_at, failures FROM subscriptions")
        assert (row["due_at"], row["asked_at"], row["failures"]) == (house.clock.now() + 1000, None, 0)
        await house.clock.advance(1001)
        await desk.poll()
        assert len(desk.asked()) == 1


async def test_nothing_is_subscribed_to_by_default(house: House) -> None:
    """Without a callback no hub is asked, and nobody is answered."""
    says(house, "One")
    async with working(house, websub={}) as desk:
        await desk.poll()
        assert [it.path for it in house.web.asked] == ["/feed"]
        assert house.rows("SELECT * FROM subscriptions") == []
        assert await desk.pushes({"hub.secret": "x", "hub.callback": "y" * 43}) == 410
