"""The client, by what servers saw and what it returned."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
from asyncio.trsock import TransportSocket
from base64 import b64decode, b64encode

import pytest

from tests.clock import START, ManualClock
from tests.net.conftest import AGENT, client_for
from tests.web import Answer, ScriptedWeb, conditional, redirect
from worker.model.errors import FetchError, Refused, TooLarge, Unreachable
from worker.model.ports import Purpose

FEED = "http://press.example/feed.xml"
PAGE = "http://press.example/page"


async def test_sends_what_it_should_and_nothing_else() -> None:
    """The request carries agent, Accept, encodings and the caller's validators byte for byte, and nothing else."""
    validators = {"If-None-Match": 'W/"a, b;c"', "If-Modified-Since": "Tue, 1 Sep 2026 08:00:00 +0200"}
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(body=b"x", headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]))
        await client.get(FEED, purpose="feed")
        await client.get(FEED, purpose="feed", headers=validators)
        plain, again = web.asked
    assert plain.method == "GET"
    assert {name for name, _ in plain.headers} == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert plain.header("User-Agent") == AGENT
    assert plain.header("Host") == "press.example"
    assert "application/rss+xml" in (plain.header("Accept") or "")
    assert dict(again.headers).items() >= validators.items()
    assert "Cookie" not in dict(again.headers)


async def test_reports_what_came_back() -> None:
    """Headers have lower-case keys, repeated ones are joined, an ETag keeps quotes and prefix."""
    headers = [("ETag", 'W/"x"'), ("Cache-Control", "a"), ("cache-control", "b"), ("Server", "M\xfcller")]
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(body=b"<rss/>", headers=headers))
        answer = await client.get(FEED, purpose="feed")
    assert (answer.status, answer.url, answer.body, answer.redirects) == (200, FEED, b"<rss/>", ())
    assert answer.headers["etag"] == 'W/"x"'
    assert answer.headers["cache-control"] == "a, b"
    assert answer.headers["server"] == "Müller"


async def test_a_validator_that_cannot_be_sent_back_is_left_out() -> None:
    """An ETag whose bytes are not text is dropped: it could only be sent back changed."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(headers=[("ETag", '"\xe9"')]))
        assert "etag" not in (await client.get(FEED, purpose="feed")).headers


@pytest.mark.parametrize("status", [200, 204, 300, 304, 400, 401, 403, 404, 410, 429, 500, 503])
async def test_any_status_is_an_answer(status: int) -> None:
    """No status raises; the caller decides what it means."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(status, b"" if status in {204, 304} else b"text"))
        assert (await client.get(FEED, purpose="feed")).status == status


async def test_not_modified_round_trip() -> None:
    """The ETag of one answer, sent back as it was, is answered with 304 and no body."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, conditional(b"<rss/>", 'W/"1-\xc3\xa9"'))
        first = await client.get(FEED, purpose="feed")
        second = await client.get(FEED, purpose="feed", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, second.status, second.body) == (200, 304, b"")


async def test_every_request_has_its_own_connection() -> None:
    """No connection is kept alive after a response."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(PAGE, Answer(body=b"x"))
        await client.get(PAGE, purpose="page")
        await client.get(PAGE, purpose="page")
        assert [(asked.connection, asked.header("Connection")) for asked in web.asked] == [(1, "close"), (2, "close")]


BOMB = gzip.compress(bytes(5_000_000))
FULL = gzip.compress(b"<item>news</item>" * 9)


def framed(body: bytes, *lines: bytes, length: int | None = None) -> Answer:
    """A 200 with header ``lines``, its Content-Length possibly a lie."""
    head = (b"HTTP/1.1 200 OK", b"Content-Length: %d" % (len(body) if length is None else length), *lines)
    return Answer(raw=b"\r\n".join(head) + b"\r\n\r\n" + body)


@pytest.mark.parametrize(
    ("answer", "kind", "cause"),
    [
        pytest.param(framed(b"half", length=8), Unreachable, "incomplete", id="body short of its declared length"),
        pytest.param(
            Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
            Unreachable,
            "incomplete",
            id="chunks without an end",
        ),
        pytest.param(
            framed(FULL[:-12], b"Content-Encoding: gzip"), Unreachable, "incomplete", id="gzip that breaks off"
        ),
        pytest.param(
            framed(b"\x00" * 40, b"Content-Encoding: gzip"), Unreachable, "bad_encoding", id="gzip that is none"
        ),
        pytest.param(framed(FULL, b"Content-Encoding: gzip, gzip"), Unreachable, "bad_encoding", id="gzip within gzip"),
        pytest.param(framed(FULL, b"Content-Encoding: zstd"), Unreachable, "bad_encoding", id="encoding not offered"),
        pytest.param(Answer(404, b"gone away", cut=3), Unreachable, "incomplete", id="error page cut short"),
        pytest.param(Answer(reset=True), Unreachable, "reset", id="connection reset"),
        pytest.param(Answer(raw=b""), Unreachable, "reset", id="hung up without a word"),
        pytest.param(Answer(raw=b"HTTP/1.1 200 OK\r\nConte"), Unreachable, "reset", id="hung up within the headers"),
        pytest.param(Answer(raw=b"SSH-2.0-x\r\n\r\n"), Unreachable, "protocol", id="another protocol"),
        pytest.param(framed(b"", b"Content-Length: x"), Unreachable, "protocol", id="two different lengths"),
        pytest.param(framed(b"x" * 60_000), TooLarge, "too_large", id="declared over the limit"),
        pytest.param(
            Answer(raw=b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 60_000),
            TooLarge,
            "too_large",
            id="over the limit without a word",
        ),
        pytest.param(framed(BOMB, b"Content-Encoding: gzip"), TooLarge, "too_large", id="unpacks over the limit"),
        pytest.param(framed(b"", b"X-Long: " + b"a" * 40_000), TooLarge, "too_large", id="one endless header field"),
        pytest.param(
            Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=" + b"y" * 16_000_000),
            TooLarge,
            "too_large",
            id="a chunk whose extension does not end",
        ),
        pytest.param(
            Answer(raw=(b"HTTP/1.1 103 Early\r\nX: %s\r\n\r\n" % (b"y" * 2000)) * 10_000),
            TooLarge,
            "too_large",
            id="interim answers without end",
        ),
        pytest.param(
            framed(b"", *(b"X-%d: 1" % number for number in range(200))),
            Unreachable,
            "protocol",
            id="200 header fields",
        ),
    ],
)
async def test_what_is_no_answer_raises_its_cause(answer: Answer, kind: type[FetchError], cause: str) -> None:
    """Without a complete response within the limits the client raises, and the server gets exactly one request."""
    async with ScriptedWeb() as web, client_for(web, limits={"feed": "50kB"}) as client:
        web.say(FEED, answer)
        with pytest.raises(FetchError) as caught:
            await client.get(FEED, purpose="feed")
        asked = len(web.asked)
    assert (type(caught.value), caught.value.cause, asked) == (kind, cause, 1)


async def test_each_purpose_has_its_limit() -> None:
    """A body that is too large for a page may be fine for a feed."""
    async with ScriptedWeb() as web, client_for(web, limits={"feed": "2kB", "page": "1kB"}) as client:
        web.say(FEED, Answer(body=b"x" * 1500))
        assert len((await client.get(FEED, purpose="feed")).body) == 1500
        with pytest.raises(TooLarge, match="1000 bytes"):
            await client.get(FEED, purpose="page")


async def test_a_long_error_page_is_cut() -> None:
    """If the status is not 200, only 64 kB of the body are read, and that is no error."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(503, b"sorry " * 100_000))
        answer = await client.get(FEED, purpose="feed")
    assert (answer.status, len(answer.body)) == (503, 65_536)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(body=b"x" * 1000, drip_s=0.02), id="a body that drips"),
        pytest.param(Answer(hold=asyncio.Event()), id="no answer at all"),
    ],
)
async def test_the_total_limit_ends_everything(answer: Answer) -> None:
    """The time limit covers the body too, even if it keeps trickling in."""
    async with ScriptedWeb() as web, client_for(web, limits={"total": "200ms"}) as client:
        web.say(FEED, answer)
        with pytest.raises(Unreachable) as caught:
            await client.get(FEED, purpose="feed")
    assert caught.value.cause == "timeout"
    assert str(caught.value) == f"{FEED}: it took longer than 0.2 s (web.limits.total); open it in a browser"


async def test_the_total_limit_is_not_felt_by_who_stood_still() -> None:
    """An answer that came while this process did not run, for longer than the limit, is an answer."""
    asked, late = threading.Event(), threading.Event()

    def serve(listening: socket.socket) -> None:
        there, _ = listening.accept()
        with there:
            there.recv(4096)
            asked.set()
            late.wait()
            there.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        async with ScriptedWeb() as web, client_for(web, limits={"total": "600ms"}) as client:
            getting = asyncio.create_task(client.get(f"http://{_at(listening)}/", purpose="feed"))
            await asyncio.to_thread(asked.wait)
            late.set()
            threading.Event().wait(0.8)  # the event loop stands still
            assert (await getting).body == b"hello"
        thread.join()


async def test_the_total_limit_runs_on_over_redirects() -> None:
    """A second hop only gets the time that the first one left."""
    async with ScriptedWeb() as web, client_for(web, limits={"total": "1200ms"}) as client:
        slow = asyncio.Event()
        web.say("http://a.example/1", Answer(302, headers=[("Location", "/2")], hold=slow))
        web.say("http://a.example/2", Answer(hold=asyncio.Event()))
        loop = asyncio.get_running_loop()
        loop.call_later(0.6, slow.set)
        began = loop.time()
        with pytest.raises(Unreachable) as caught:
            await client.get("http://a.example/1", purpose="feed")
        assert loop.time() - began < 1.75
        assert len(web.asked) == 2
    assert caught.value.cause == "timeout"


async def test_no_dns_no_server_no_tls() -> None:
    """An unknown name, a closed port and a server without TLS have different causes."""

    async def speak_plainly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 no TLS here\r\n\r\n")
        writer.close()

    plain = await asyncio.start_server(speak_plainly, "127.0.0.1", 0)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound but not listening: nobody else can take it meanwhile
        async with plain, ScriptedWeb() as web, client_for(web) as client:
            causes = []
            for url in ("http://nowhere.invalid/", f"http://{_at(closed)}/", f"https://{_at(plain.sockets[0])}/"):
                with pytest.raises(Unreachable) as caught:
                    await client.get(url, purpose="feed")
                causes.append(caught.value.cause)
    assert causes == ["dns", "connect", "tls"]


async def test_redirects_are_followed_and_told() -> None:
    """Each hop is reported with its status, and the response has the address that it came from."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/1", redirect("/2%2c?q=%c3", 301))
        web.say("http://a.example/2%2c?q=%c3", redirect("//b.example/3#part", 308))
        web.say("http://b.example/3", Answer(body=b"here"))
        answer = await client.get("http://a.example/1", purpose="feed")
    assert answer.body == b"here"
    assert answer.url == "http://b.example/3"
    assert answer.redirects == ((301, "http://a.example/2%2c?q=%c3"), (308, "http://b.example/3"))


async def test_headers_go_to_their_address_alone() -> None:
    """Validators are sent to the address asked for, and to none that a redirect leads to, on whatever site."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/1", redirect("/2"))
        web.say("http://a.example/2", redirect("http://b.example/3"))
        web.say("http://b.example/3", Answer(body=b"x"))
        await client.get("http://a.example/1", purpose="feed", headers={"If-None-Match": '"x"'})
        seen = [(asked.path, asked.header("If-None-Match")) for asked in web.asked]
    assert seen == [("/1", '"x"'), ("/2", None), ("/3", None)]


@pytest.mark.parametrize(
    ("then", "date"), [pytest.param("now", "Mon", id="the same query"), pytest.param("then", None, id="another query")]
)
async def test_headers_for_an_address_go_there_alone(then: str, date: str | None) -> None:
    """They are sent to that address on the way, and to no other; under another query it is asked for no date."""
    validators = {"If-None-Match": '"x"', "If-Modified-Since": "Mon"}
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/1", redirect("http://b.example/2?now"))
        web.say("http://b.example/2?now", redirect("/3"))
        web.say("http://b.example/3", Answer(body=b"x"))
        given_by = f"http://b.example/2?{then}"
        await client.get("http://a.example/1", purpose="feed", headers=validators, meant_for=given_by)
        seen = [(it.path, it.header("If-None-Match"), it.header("If-Modified-Since")) for it in web.asked]
    assert seen == [("/1", None, None), ("/2?now", '"x"', date), ("/3", None, None)]


@pytest.mark.parametrize("user", ["bob", ""])
async def test_credentials_in_the_url_are_sent_but_never_shown(user: str) -> None:
    """User and password of a feed's URL only reach its own origin, and appear in no response or message."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/1", redirect("/2"))
        web.say("http://a.example/2", redirect("http://eve:trap@b.example/3"))
        web.say("http://b.example/3", redirect("/3"))
        with pytest.raises(TooLarge) as caught:
            await client.get(f"http://{user}:secret@a.example/1", purpose="feed")
        web.say("http://a.example/2", Answer(body=b"x"))
        found = await client.get(f"http://{user}:secret@a.example/1", purpose="feed")
        seen = [asked.header("Authorization") for asked in web.asked]
    sent = f"Basic {b64encode(f'{user}:secret'.encode()).decode()}"
    assert seen == [sent, sent, None, sent, sent]
    assert (found.url, found.redirects) == ("http://a.example/2", ((302, "http://a.example/2"),))
    assert "secret" not in str(caught.value)
    assert "trap" not in str(caught.value)


async def test_credentials_are_sent_in_utf8() -> None:
    """Browsers send them so (RFC 7617 names no default); in a user's name a colon would end it, so it is refused."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(body=b"x"))
        for login in ("анна:пароль", "anna:%C3%BC"):
            await client.get(FEED.replace("//", f"//{login}@"), purpose="feed")
        with pytest.raises(Refused, match="colon") as caught:
            await client.get(FEED.replace("//", "//an%3Ana:secret@"), purpose="feed")
        seen = [asked.header("Authorization") or "" for asked in web.asked]
    assert [b64decode(it.removeprefix("Basic ")).decode() for it in seen] == ["анна:пароль", "anna:ü"]
    assert caught.value.cause == "bad_url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "kind", "cause"),
    [
        pytest.param("file:///etc/passwd", Refused, "forbidden_scheme", id="to a file"),
        pytest.param("javascript:alert(1)", Refused, "forbidden_scheme", id="to a script"),
        pytest.param("http://b.example:25/", Refused, "forbidden_port", id="to the mail port"),
        pytest.param("http://10.0.0.1/", Refused, "forbidden_address", id="to a private address"),
        pytest.param("http://169.254.169.254/latest", Refused, "forbidden_address", id="to the metadata service"),
        pytest.param("http://[::1]:8080/", Refused, "forbidden_address", id="to IPv6 loopback"),
        pytest.param("http://[::ffff:10.0.0.1]/", Refused, "forbidden_address", id="to a mapped address"),
        pytest.param("http://2130706433/", Refused, "bad_url", id="to loopback as one number"),
        pytest.param("http://127.1/", Refused, "bad_url", id="to loopback cut short"),
        pytest.param("http://b.example:port/", Refused, "bad_url", id="to no port"),
        pytest.param("http://b.example[::1]@/", Refused, "bad_url", id="to nothing behind a user"),
        pytest.param("/start", TooLarge, "redirect_loop", id="to itself"),
    ],
)
async def test_where_redirects_do_not_lead(location: str, kind: type[FetchError], cause: str) -> None:
    """The second hop meets the same guard as the first, and gets no request."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/start", redirect(location))
        with pytest.raises(FetchError) as caught:
            await client.get("http://a.example/start", purpose="feed")
        asked = len(web.asked)
    assert (type(caught.value), caught.value.cause, asked) == (kind, cause, 1)


async def test_circles_and_long_chains_end() -> None:
    """A loop is detected when it closes, wherever it was entered, and a sixth redirect is one too many."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say("http://a.example/door", redirect("/ping"))
        web.say("http://a.example/ping", redirect("/pong"))
        web.say("http://a.example/pong", redirect("/ping"))
        for number in range(9):
            web.say(f"http://b.example/{number}", redirect(f"/{number + 1}"))
        with pytest.raises(TooLarge) as circle:
            await client.get("http://a.example/ping", purpose="feed")
        with pytest.raises(TooLarge) as entered:
            await client.get("http://a.example/door", purpose="feed")
        with pytest.raises(TooLarge) as chain:
            await client.get("http://b.example/0", purpose="feed")
        asked = [asked.path for asked in web.asked]
    causes = [caught.value.cause for caught in (circle, entered, chain)]
    assert causes == ["redirect_loop", "redirect_loop", "too_many_redirects"]
    assert asked == ["/ping", "/pong", "/door", "/ping", "/pong", "/0", "/1", "/2", "/3", "/4", "/5"]


async def test_a_redirect_without_a_target_is_an_answer() -> None:
    """A 302 without Location is returned unchanged."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(302, b"nowhere"))
        assert (await client.get(FEED, purpose="feed")).status == 302


async def test_every_hop_takes_its_hosts_turn() -> None:
    """Two hops at one host start a second apart, while a hop at another host starts at once."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web, client_for(web, clock, per_host={"spacing": "1s"}) as client:
        web.say("http://a.example/1", redirect("/2"))
        web.say("http://a.example/2", redirect("http://b.example/3"))
        web.say("http://b.example/3", Answer(body=b"x"))
        await clock.drive(client.get("http://a.example/1", purpose="feed"))
        assert [(asked.path, asked.at - START) for asked in web.asked] == [("/1", 0.0), ("/2", 1.0), ("/3", 1.0)]


async def test_one_connection_per_host_and_none_waits_for_another_host() -> None:
    """Twelve requests to three hosts: never two at once at one host, four seconds in all."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web, client_for(web, clock, per_host={"spacing": "1s"}) as client:
        urls = [f"http://host{number % 3}.example/{number}" for number in range(12)]
        for url in urls:
            web.say(url, Answer(body=b"x"))

        async def ask_all() -> None:
            await asyncio.gather(*(client.get(url, purpose="feed") for url in urls))

        await clock.drive(ask_all())
        assert web.most_at_once == {"host0.example": 1, "host1.example": 1, "host2.example": 1}
        assert sorted(asked.at - START for asked in web.asked) == [second for second in range(4) for _ in range(3)]


@pytest.mark.parametrize(
    ("addresses", "cause"),
    [
        pytest.param(["10.0.0.1"], "forbidden_address", id="a private address"),
        pytest.param(["10.0.0.1", "192.168.0.1"], "forbidden_address", id="two private addresses"),
        pytest.param(["::1", "fd00::1"], "forbidden_address", id="two IPv6 addresses"),
        pytest.param(["0.0.0.0"], "forbidden_address", id="the address of nobody"),
        pytest.param(["10.0.0.1", "127.0.0.1"], None, id="a private and an allowed address"),
    ],
)
async def test_names_are_judged_by_where_they_lead(addresses: list[str], cause: str | None) -> None:
    """A host is only contacted at addresses that may be dialled, whatever else it resolves to."""
    async with ScriptedWeb() as web:
        web.say(FEED, Answer(body=b"x"))
        async with client_for(web, resolver=web.resolver(*addresses)) as client:
            if cause is None:
                assert (await client.get(FEED, purpose="feed")).status == 200
                return
            with pytest.raises(Refused) as caught:
                await client.get(FEED, purpose="feed")
    assert caught.value.cause == cause
    assert any(address in str(caught.value) for address in addresses)
    assert not web.asked


async def test_a_name_that_changes_its_address_is_judged_again() -> None:
    """An allowed address of a host does not make its next address trusted."""
    async with ScriptedWeb() as web:
        web.say(FEED, Answer(body=b"x"))
        resolver = web.resolver()
        async with client_for(web, resolver=resolver) as client:
            await client.get(FEED, purpose="feed")
        resolver.addresses = ("10.0.0.1",)
        async with client_for(web, resolver=resolver) as client:
            with pytest.raises(Refused, match=r"10\.0\.0\.1"):
                await client.get(FEED, purpose="feed")
    assert len(web.asked) == 1


@pytest.mark.parametrize("purpose", ["feed", "page"])
async def test_loopback_is_closed_by_default(purpose: Purpose) -> None:
    """Without networks opened by the user even a literal loopback address is not dialled."""
    async with ScriptedWeb() as web, client_for(web, allow_private=[]) as client:
        with pytest.raises(Refused) as caught:
            await client.get(f"http://127.0.0.1:{web.port}/", purpose=purpose)
        assert not web.asked
    assert caught.value.cause == "forbidden_address"


async def test_a_network_opened_to_one_feed_is_closed_to_all_others() -> None:
    """What one feed may ask, redirects and robots.txt included, another may not; it does not bear others' refusals."""
    loopback = {"inner": ("127.0.0.0/8",)}
    async with ScriptedWeb() as web, client_for(web, allow_private=[], robots="pages", opened=loopback) as client:
        web.say("http://a.example/", redirect("http://b.example/"))
        web.say("http://b.example/", Answer(body=b"inner"))
        for feed in ("other", None, "inner", "other"):
            for purpose in ("feed", "page"):
                if feed == "inner":
                    assert (await client.get("http://a.example/", purpose=purpose, feed=feed)).body == b"inner"
                    continue
                asked = len(web.asked)
                with pytest.raises(FetchError):
                    await client.get("http://a.example/", purpose=purpose, feed=feed)
                assert len(web.asked) == asked


async def test_giving_up_frees_the_turn() -> None:
    """A cancelled request passes its host's turn to the next one."""
    async with ScriptedWeb() as web, client_for(web) as client:
        web.say(FEED, Answer(hold=asyncio.Event()), Answer(body=b"x"))
        stuck = asyncio.ensure_future(client.get(FEED, purpose="feed"))
        await web.until_asked(FEED)
        stuck.cancel()
        assert (await client.get(FEED, purpose="feed")).body == b"x"
        with pytest.raises(asyncio.CancelledError):
            await stuck


def _at(sock: TransportSocket | socket.socket) -> str:
    host, port = sock.getsockname()
    return f"{host}:{port}"
