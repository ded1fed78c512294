"""The operator's proxy: the requests that go through it, and those that never do."""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.clock import ManualClock
from tests.net.conftest import AGENT, web_settings
from tests.web import Answer, ScriptedWeb, redirect
from worker.model.errors import Refused, Unreachable
from worker.model.ports import Purpose
from worker.net.client import WebClient
from worker.net.gate import Gate
from worker.net.subscriber import HubClient

FEED = "http://press.example/feed"
OPEN = b"HTTP/1.1 200 Connected\r\n\r\n"
OWN_NAME = Path(__file__).parents[1] / "hostile" / "tls" / "own.pem"
"""A certificate that nobody vouches for."""


class Names(AbstractResolver):
    """Leads ``10-1-2-3.example`` to 10.1.2.3 and the like, all other names to a public address."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """All that the name says, joined by ``x``."""
        if host == "nowhere.example":
            raise OSError(None, "no such name")
        if host == "silent.example":
            await asyncio.Event().wait()
        told = [part.replace("-", ".") for part in host.removesuffix(".example").split("x")]
        found = [one if one.count(".") == 3 else "93.184.216.34" for one in told]
        return [ResolveResult(hostname=host, host=one, port=port, family=2, proto=0, flags=0) for one in found]

    async def close(self) -> None:
        """Nothing to close."""


class Proxy:
    """Answers from a scripted web; ``lines`` are the request lines it got, ``logins`` the credentials."""

    def __init__(self, web: ScriptedWeb, tunnel: bytes) -> None:
        self.lines: list[str] = []
        self.logins: list[str] = []
        self._web, self._tunnel = web, tunnel
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._answer(reader, writer)
        except asyncio.CancelledError:
            pass  # the test ended
        finally:
            self._tasks.discard(task)
            writer.close()

    async def end(self) -> None:
        """Break off what is not answered yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *fields = head.split("\r\n")
        self.lines.append(line)
        self.logins += [it.partition(": ")[2] for it in fields if it.lower().startswith("proxy-authorization")]
        if line.startswith("CONNECT"):
            writer.write(self._tunnel)
            if self._tunnel == OPEN:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(OWN_NAME)
                with suppress(OSError):
                    await writer.start_tls(context)
        else:
            method, url, version = line.split()
            path = "/" + url.split("/", 3)[3]
            length = next((int(it.partition(":")[2]) for it in fields if it.lower().startswith("content-length")), 0)
            body = await reader.readexactly(length)
            there, on = await asyncio.open_connection(self._web.address, self._web.port)
            try:
                on.write("\r\n".join([f"{method} {path} {version}", *fields]).encode() + body)
                writer.write(await there.read())
            finally:
                on.close()
        await writer.drain()


@asynccontextmanager
async def proxied(
    web: ScriptedWeb, login: str = "", tunnel: bytes = b"HTTP/1.1 403 No\r\n\r\n", **changes: object
) -> AsyncIterator[tuple[WebClient, HubClient, Proxy]]:
    """A client without private networks opened, and its proxy on loopback."""
    proxy = Proxy(web, tunnel)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = web_settings(**{"allow_private": [], "proxy": f"http://{login}127.0.0.1:{port}", **changes})
    clock = ManualClock()
    gate = Gate(settings.per_host, clock)
    client = WebClient(settings, AGENT, clock, gate, resolver=Names(), opened={"inner": ("10.1.0.0/16",)})
    await client.start()
    try:
        yield client, HubClient(client, clock, gate, resolver=Names()), proxy
    finally:
        await client.close()
        server.close()
        await proxy.end()


async def test_everything_is_asked_through_the_proxy() -> None:
    """Feeds, pages, their robots.txt and hubs are requested by full URL, with the proxy's own credentials."""
    async with ScriptedWeb() as web, proxied(web, "ann:se%3Acret@", robots="pages") as (client, hubs, proxy):
        web.say(FEED, redirect("http://other.example/feed"))
        web.say("http://other.example/feed", Answer(body=b"news"))
        web.say("http://press.example/page", Answer(body=b"page"))
        web.say("http://hub.example/", Answer(202))
        assert (await client.get(FEED, purpose="feed")).body == b"news"
        assert (await client.get("http://press.example/page", purpose="page")).body == b"page"
        await hubs.ask("http://hub.example/", {"hub.mode": "subscribe"}, "a")
        assert web.asked[-1].body == b"hub.mode=subscribe"
    assert [line.rpartition(" ")[0] for line in proxy.lines] == [
        f"GET {FEED}",
        "GET http://other.example/feed",
        "GET http://press.example/robots.txt",
        "GET http://press.example/page",
        "POST http://hub.example/",
    ]
    assert set(proxy.logins) == {"Basic YW5uOnNlOmNyZXQ="}


async def test_a_login_at_the_proxy_is_sent_in_utf8() -> None:
    """As logins of feeds are, also to open a tunnel."""
    async with ScriptedWeb() as web, proxied(web, "анна:ü@") as (client, hubs, proxy):
        web.say(FEED, Answer(body=b"news"))
        web.say("http://hub.example/", Answer(202))
        assert (await client.get(FEED, purpose="feed")).body == b"news"
        await hubs.ask("http://hub.example/", {"hub.mode": "subscribe"}, "a")
        with pytest.raises(Unreachable, match=r"web\.proxy answered 403"):
            await client.get(FEED.replace("http:", "https:"), purpose="feed")
        assert [it.header("Authorization") for it in web.asked] == [None, None]
    assert proxy.logins == [f"Basic {b64encode('анна:ü'.encode()).decode()}"] * 3


async def test_the_look_at_a_name_counts_as_time_of_the_request() -> None:
    """The guard's own look at the target ends with the time of the request."""
    async with ScriptedWeb() as web, proxied(web, limits={"total": "200ms"}) as (client, _, _):
        with pytest.raises(Unreachable) as caught:
            await client.get("http://silent.example/", purpose="feed")
    assert caught.value.cause == "timeout"


@pytest.mark.parametrize("purpose", ["feed", "page"])
@pytest.mark.parametrize(
    "host",
    [
        "10-1-2-3.example",
        "169-254-169-254.example",
        "93-184-216-34x127-0-0-1.example",
        "127.0.0.1",
        "[::1]",
        "[64:ff9b::7f00:1]",
        "2130706433",
        "0x7f.1",
        "127.1.",
    ],
)
async def test_what_leads_to_a_private_address_never_reaches_the_proxy(host: str, purpose: Purpose) -> None:
    """Names are checked by all their addresses, at every redirect; the proxy's own address opens nothing else."""
    async with ScriptedWeb() as web, proxied(web) as (client, hubs, proxy):
        web.say(FEED, redirect(f"http://{host}:8080/x"))
        with pytest.raises(Refused) as refused:
            await client.get(f"http://{host}:8080/x", purpose=purpose)
        with pytest.raises(Refused):
            await hubs.ask(f"http://{host}:8080/x", {}, "a")
        assert proxy.lines == []
        with pytest.raises(Refused):
            await client.get(FEED, purpose=purpose)
        assert len(proxy.lines) == 1
    assert refused.value.cause == "forbidden_address"


async def test_a_network_is_open_to_its_feed_through_the_proxy_as_well() -> None:
    """``allow_private`` of a feed also holds for its requests through the proxy."""
    async with ScriptedWeb() as web, proxied(web) as (client, _, _):
        web.say("http://10-1-2-3.example/feed", Answer(body=b"inner"))
        assert (await client.get("http://10-1-2-3.example/feed", purpose="feed", feed="inner")).body == b"inner"
        with pytest.raises(Refused):
            await client.get("http://10-1-2-3.example/feed", purpose="feed", feed="other")


@pytest.mark.parametrize(
    ("url", "tunnel", "cause", "asked"),
    [
        pytest.param("https://press.example/", b"HTTP/1.1 407 Who\r\n\r\n", "proxy", 1, id="it lets nobody through"),
        pytest.param("https://press.example/", OPEN, "tls", 1, id="behind it is a server of another name"),
        pytest.param("https://press.example/", b"x" * 99, "protocol", 1, id="no HTTP"),
        pytest.param("http://nowhere.example/", b"", "dns", 0, id="a name we do not know"),
    ],
)
async def test_what_fails_at_the_proxy_has_a_cause(url: str, tunnel: bytes, cause: str, asked: int) -> None:
    """HTTPS uses CONNECT with the host name; a refusal by the proxy is reported without its password."""
    async with ScriptedWeb() as web, proxied(web, "ann:secret@", tunnel) as (client, _, proxy):
        with pytest.raises(Unreachable) as failed:
            await client.get(url, purpose="feed")
    assert failed.value.cause == cause
    assert "secret" not in str(failed.value)
    assert proxy.lines == ["CONNECT press.example:443 HTTP/1.1"] * asked
