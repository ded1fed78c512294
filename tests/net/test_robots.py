"""robots.txt: what it allows, how long it is cached, and how often it is fetched."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from yarl import URL

from tests.clock import START, ManualClock
from tests.net.conftest import client_for
from tests.web import Answer, ScriptedWeb, redirect
from worker.model.errors import FetchError, Refused, Throttled, Unreachable
from worker.model.ports import Purpose, Response
from worker.net.robots import Robots

PAGE = "http://press.example/news/1"
ROBOTS = "http://press.example/robots.txt"
HOUR = 3600.0


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("", True, id="an empty file"),
        pytest.param("User-agent: *\nDisallow: /", False, id="nobody may"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing is forbidden"),
        pytest.param("User-agent: *\nDisallow: /news", False, id="the part is closed"),
        pytest.param("User-agent: *\nDisallow: /sport", True, id="another part is closed"),
        pytest.param("User-agent: wirewatch\nDisallow: /", False, id="we are named"),
        pytest.param("USER-AGENT: WireWatch/2.0\ndisallow: /", False, id="we are named in other letters, with version"),
        pytest.param("User-agent: otherbot\nDisallow: /", True, id="another is named"),
        pytest.param("User-agent: wire\nDisallow: /", True, id="the beginning of our name is another's"),
        pytest.param("User-agent: wirewatcher\nDisallow: /", True, id="a longer name is another's"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: wirewatch\nAllow: /", True, id="ours wins over all"),
        pytest.param("User-agent: wirewatch\nAllow: /\n\nUser-agent: *\nDisallow: /", True, id="in either order"),
        pytest.param("User-agent: other\nUser-agent: wirewatch\nDisallow: /", False, id="two names share a group"),
        pytest.param("User-agent: wirewatch\nUser-agent: *\nDisallow: /", False, id="we and all share a group"),
        pytest.param("User-agent: wirewatch\nUser-agent: wirewatch\nDisallow: /", False, id="named twice"),
        pytest.param(
            "User-agent: wirewatch\nDisallow: /a\nUser-agent: x\nAllow: /\nUser-agent: wirewatch\nDisallow: /news",
            False,
            id="our groups are joined",
        ),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /news", True, id="the longer rule wins"),
        pytest.param("User-agent: *\nDisallow: /*/1$", False, id="wildcards"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /", False, id="a byte order mark"),
        pytest.param("# hello\nUser-agent: * # all\nDisallow: / # go", False, id="comments"),
        pytest.param("Disallow: /\nUser-agent: other\nDisallow: /", True, id="a rule for nobody"),
        pytest.param("<html>not found</html>", True, id="a page in its place"),
    ],
)
async def test_rules(text: str, allowed: bool) -> None:
    """The rules are applied as in RFC 9309; a forbidden page is never requested."""
    async with ScriptedWeb() as web, client_for(web, robots="pages") as client:
        web.say(ROBOTS, Answer(body=text.encode()))
        web.say(PAGE, Answer(body=b"news"))
        if allowed:
            assert (await client.get(PAGE, purpose="page")).body == b"news"
        else:
            with pytest.raises(Refused, match=r"robots\.txt forbids") as caught:
                await client.get(PAGE, purpose="page")
            assert caught.value.cause == "robots"
        assert [asked.path for asked in web.asked] == ["/robots.txt", "/news/1"][: 1 + allowed]


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        pytest.param(Answer(404), False, id="not there"),
        pytest.param(Answer(401), False, id="not for us"),
        pytest.param(Answer(403), False, id="forbidden itself"),
        pytest.param(Answer(410), False, id="gone"),
        pytest.param(Answer(500), True, id="server error"),
        pytest.param(Answer(503), True, id="unavailable"),
        pytest.param(Answer(429), True, id="too many requests"),
        pytest.param(Answer(reset=True), True, id="connection reset"),
        pytest.param(Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-"), True, id="half a file"),
        pytest.param(redirect("/robots.txt"), False, id="a circle of redirects"),
        pytest.param(redirect("http://10.0.0.1/robots.txt"), True, id="a redirect to a refused address"),
    ],
)
async def test_no_file(answer: Answer, closed: bool) -> None:
    """A missing file allows everything; one that cannot be fetched closes the site for now."""
    async with ScriptedWeb() as web, client_for(web, robots="pages") as client:
        web.say(ROBOTS, answer)
        web.say(PAGE, Answer(body=b"news"))
        if not closed:
            assert (await client.get(PAGE, purpose="page")).status == 200
            return
        with pytest.raises(Unreachable) as caught:
            await client.get(PAGE, purpose="page")
        assert caught.value.cause == "robots"
        assert ("list its network in allow_private" in str(caught.value)) == (answer.status == 302)
        assert not web.asked_for(PAGE)


async def test_believed_for_a_day() -> None:
    """The file is fetched once a day, however many pages are."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web, client_for(web, clock, robots="pages") as client:
        web.say(PAGE, Answer(body=b"x"))
        for hours in (0, 1, 22.9, 0.2):
            await clock.advance(hours * HOUR)
            await client.get(PAGE, purpose="page")
        assert [asked.at - START for asked in web.asked_for(ROBOTS)] == [0.0, 24.1 * HOUR]


async def test_trouble_is_looked_at_again_after_an_hour() -> None:
    """After a server error the file is fetched again after an hour, not before."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web, client_for(web, clock, robots="pages") as client:
        web.say(ROBOTS, Answer(500), Answer(body=b""))
        web.say(PAGE, Answer(body=b"x"))
        for _ in range(2):
            with pytest.raises(Unreachable):
                await client.get(PAGE, purpose="page")
            await clock.advance(0.6 * HOUR)
        assert (await client.get(PAGE, purpose="page")).status == 200
        assert len(web.asked_for(ROBOTS)) == 2


async def test_a_server_that_could_not_be_reached_is_asked_again_after_five_minutes() -> None:
    """No response at all may be our own network's fault: the site is closed for minutes, not for an hour."""
    clock = ManualClock()
    async with ScriptedWeb(clock) as web, client_for(web, clock, robots="pages") as client:
        web.say(ROBOTS, Answer(reset=True), Answer(body=b""))
        web.say(PAGE, Answer(body=b"x"))
        for minutes in (0, 4):
            await clock.advance(60 * minutes)
            with pytest.raises(Unreachable):
                await client.get(PAGE, purpose="page")
        await clock.advance(60)
        assert (await client.get(PAGE, purpose="page")).status == 200
        assert len(web.asked_for(ROBOTS)) == 2


async def test_askers_share_one_fetch() -> None:
    """Ten pages at once cost one robots.txt, and cancelling one of them does not cancel the fetch."""
    async with ScriptedWeb() as web, client_for(web, robots="pages") as client:
        held = asyncio.Event()
        web.say(ROBOTS, Answer(body=b"User-agent: *\nAllow: /", hold=held))
        web.say(PAGE, Answer(body=b"x"))
        asking = [asyncio.ensure_future(client.get(PAGE, purpose="page")) for _ in range(10)]
        await web.until_asked(ROBOTS)
        asking[0].cancel()
        held.set()
        answers = await asyncio.gather(*asking[1:])
        assert {answer.status for answer in answers} == {200}
        assert len(web.asked_for(ROBOTS)) == 1
        assert len(web.asked_for(PAGE)) == 9


async def test_crawl_delay_is_a_floor_for_everything_at_the_host() -> None:
    """A Crawl-delay spaces pages and feeds of its host, beginning with the robots.txt itself; at most by a minute."""
    clock = ManualClock()
    async with (
        ScriptedWeb(clock) as web,
        client_for(web, clock, robots="pages", per_host={"spacing": "1s"}) as client,
    ):
        web.say(ROBOTS, Answer(body=b"User-agent: *\nCrawl-delay: 7"))
        web.say("http://slow.example/robots.txt", Answer(body=b"User-agent: *\nCrawl-delay: 86400"))
        web.say("http://slow.example/a", Answer(body=b"x"))
        web.say(PAGE, Answer(body=b"x"))

        async def read(url: str, purpose: Purpose) -> None:
            try:
                await client.get(url, purpose=purpose)
            except Throttled as busy:
                await clock.sleep(busy.retry_after_s)
                await client.get(url, purpose=purpose)

        async def read_on() -> None:
            await read(PAGE, "page")
            await read("http://press.example/feed", "feed")
            await read("http://slow.example/a", "page")

        await clock.drive(read_on())
        assert [asked.at - START for asked in web.asked] == [0.0, 7.0, 14.0, 14.0, 74.0]


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        pytest.param("pages", ["/feed"], id="a feed a person named is asked without"),
        pytest.param("all", ["/robots.txt"], id="unless everything is to obey"),
        pytest.param("ignore", ["/feed"], id="or nothing is"),
    ],
)
async def test_feeds(robots: str, asked: list[str]) -> None:
    """The user chooses whether feeds obey robots.txt."""
    async with ScriptedWeb() as web, client_for(web, robots=robots) as client:
        web.say("http://press.example/robots.txt", Answer(body=b"User-agent: *\nDisallow: /"))
        try:
            await client.get("http://press.example/feed", purpose="feed")
        except Refused:
            assert robots == "all"
        assert [request.path for request in web.asked] == asked


async def test_each_hop_is_asked_of_its_own_site() -> None:
    """A page that redirects to another site is stopped by that site's rules."""
    async with ScriptedWeb() as web, client_for(web, robots="pages") as client:
        web.say(PAGE, redirect("http://other.example/x"))
        web.say("http://other.example/robots.txt", Answer(body=b"User-agent: *\nDisallow: /x"))
        with pytest.raises(Refused, match=r"other\.example"):
            await client.get(PAGE, purpose="page")
        assert [f"{asked.host}{asked.path}" for asked in web.asked] == [
            "press.example/robots.txt",
            "press.example/news/1",
            "other.example/robots.txt",
        ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b"".join(b"User-agent: b%d\n" % number for number in range(15_000)) + b"Disallow: /x\n" * 15_000,
            id="a legion of names",
        ),
        pytest.param(b"User-agent: *\n" + b"Disallow: /*a*b*c*d*e$\n" * 20_000, id="a legion of wildcards"),
        pytest.param(b"User-agent: *\n" + b"User-agent: *\nAllow: /\n" * 15_000, id="a legion of groups"),
        pytest.param(b"a" * 500_000, id="one line"),
    ],
)
async def test_a_hostile_file_costs_little(body: bytes) -> None:
    """A hostile file of half a megabyte is parsed in under two seconds of one core."""

    async def fetch(url: str) -> Response:
        return Response(200, url, {}, body, (), 0.0)

    robots = Robots(fetch, ManualClock(), lambda host, pace: None)
    before = time.process_time()
    assert await robots.allowed(URL("http://press.example/" + "abcd" * 300))
    assert time.process_time() - before < 2.0


async def test_what_lies_beyond_500_kib_does_not_count() -> None:
    """Rules are taken from the first 500 KiB only."""
    body = b"User-agent: *\n" + b"# filling\n" * 52_000 + b"Disallow: /\n"
    async with ScriptedWeb() as web, client_for(web, robots="pages") as client:
        web.say(ROBOTS, Answer(body=body))
        web.say(PAGE, Answer(body=b"x"))
        assert (await client.get(PAGE, purpose="page")).status == 200


async def test_memory_is_bounded() -> None:
    """Of many sites those learned longest ago are forgotten, together with their pace."""
    paces: dict[str, float] = {}

    async def fetch(url: str) -> Response:
        return Response(200, url, {}, b"User-agent: *\nCrawl-delay: 5", (), 0.0)

    clock = ManualClock()
    robots = Robots(fetch, clock, paces.__setitem__)
    for number in range(1999):
        await robots.allowed(URL(f"http://site{number}.example/"))
    await robots.allowed(URL("https://site1.example/"))
    await clock.advance(25 * HOUR)
    for number in (0, 2000, 2001):
        await robots.allowed(URL(f"http://site{number}.example/"))
    assert paces["site0.example"] == 5.0
    assert paces["site1.example"] == 5.0, "its other origin is still known"
    assert paces["site2.example"] == 0.0


async def test_long_files_are_remembered_of_fewer_sites() -> None:
    """Rules of half a megabyte take 24 MB: somebody with 2,000 names could have all memory."""
    paces: dict[str, float] = {}
    body = b"User-agent: *\nCrawl-delay: 5\n" + b"".join(b"Disallow: /%d%s\n" % (it, b"x" * 990) for it in range(500))

    async def fetch(url: str) -> Response:
        return Response(200, url, {}, body, (), 0.0)

    robots = Robots(fetch, ManualClock(), paces.__setitem__)
    for number in range(12):
        await robots.allowed(URL(f"http://site{number}.example/"))
    assert [paces[f"site{number}.example"] for number in (0, 2, 3, 11)] == [0.0, 0.0, 5.0, 5.0]


class _Counting(ThreadPoolExecutor):
    """Counts how much is handed to it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.most = 0

    def submit(self, *args: Any, **options: Any) -> Future[Any]:
        """As its base class."""
        self.now += 1
        self.most = max(self.most, self.now)
        done = super().submit(*args, **options)
        done.add_done_callback(self._end)
        return done

    def _end(self, _: Future[Any]) -> None:
        self.now -= 1


async def test_long_files_are_parsed_one_after_the_other() -> None:
    """Many at once would leave the event loop a second out of thirty."""

    async def fetch(url: str) -> Response:
        return Response(200, url, {}, b"User-agent: *\n" + b"Disallow: /x\n" * 3000, (), 0.0)

    robots = Robots(fetch, ManualClock(), lambda host, pace: None)
    threads = _Counting()
    asyncio.get_running_loop().set_default_executor(threads)
    await asyncio.gather(*(robots.allowed(URL(f"http://site{number}.example/")) for number in range(8)))
    assert threads.most == 1


async def test_closing_drops_what_is_under_way() -> None:
    """If the client is closed while a robots.txt hangs, its waiters are released."""
    async with ScriptedWeb() as web:
        async with client_for(web, robots="pages") as client:
            web.say(ROBOTS, Answer(hold=asyncio.Event()))
            asking = asyncio.ensure_future(client.get(PAGE, purpose="page"))
            await web.until_asked(ROBOTS)
        with pytest.raises((asyncio.CancelledError, FetchError)):
            await asking
