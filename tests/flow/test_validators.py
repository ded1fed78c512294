"""Asking again: what is sent, what is kept, and that nothing is fetched, parsed or told twice."""

from __future__ import annotations

import pytest

from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import BAKERY, FERRY, ORCHARD
from tests.web import Answer, conditional, redirect
from worker.engine.local import LocalEngine

MODIFIED = "Mon,  7 Sep 2026 06:00:00 GMT"
"""Two spaces: not how HTTP writes a date, but how this server does."""


def say(house: House, body: bytes, *headers: tuple[str, str], status: int = 200) -> None:
    """Answer the next polls of feed ``a`` so."""
    house.web.say(feed_url("a"), Answer(status, body, headers))


def kept(house: House) -> tuple[str | None, str | None]:
    """The validators the store holds for feed ``a``."""
    feed = house.feed("a")
    return feed["etag"], feed["last_modified"]


@pytest.mark.parametrize(
    ("etag", "modified"),
    [
        pytest.param('"abc"', MODIFIED, id="a strong tag and an odd date"),
        pytest.param('W/"x y;z,--gzip"', None, id="a weak tag with signs in it"),
        pytest.param("unquoted", MODIFIED, id="a tag without quotes"),
        pytest.param(None, "yesterday", id="a date that is none"),
    ],
)
async def test_validators_go_back_byte_for_byte(house: House, etag: str | None, modified: str | None) -> None:
    """What a server sent as ETag and Last-Modified comes back in the next request exactly so."""
    headers = [(name, it) for name, it in (("ETag", etag), ("Last-Modified", modified)) if it is not None]
    house.configure("a")
    say(house, rss(Told("One", guid="1")), *headers)
    await house.watch()
    await house.watch()
    first, second = house.web.asked_for(feed_url("a"))
    assert (first.header("If-None-Match"), first.header("If-Modified-Since")) == (None, None)
    assert (second.header("If-None-Match"), second.header("If-Modified-Since")) == (etag, modified)


async def test_a_304_fetches_no_page_and_tells_nothing_again(house: House) -> None:
    """After a 304 no page is asked for, no entry is admitted and no alert is raised a second time."""
    house.configure("a")
    told = house.reports("a", FERRY, ORCHARD)
    say(house, rss(*told), ("ETag", '"1"'))
    await house.watch()
    alerts, asked = house.alerts(), len(house.web.asked)
    say(house, b"", status=304)
    done = await house.watch()
    assert [it.path for it in house.web.asked[asked:]] == ["/feed"]
    assert len(alerts) == 2
    assert house.alerts() == alerts
    assert house.words() == ["alerted", "alerted"]
    assert (done.polled, done.failed_feeds, done.pending, done.undelivered) == (1, 0, 0, 0)
    assert kept(house) == ('"1"', None)


async def test_a_304_may_bring_a_new_tag(house: House) -> None:
    """A 304 that names another ETag replaces both validators: it vouches for the same document."""
    house.configure("a")
    say(house, rss(Told("One", guid="1")), ("ETag", '"1"'), ("Last-Modified", MODIFIED))
    await house.watch()
    say(house, b"", ("ETag", '"2"'), status=304)
    await house.watch()
    assert kept(house) == ('"2"', None)


async def test_a_200_without_validators_clears_the_old_ones(house: House) -> None:
    """A document that comes without validators is asked for without conditions from then on."""
    house.configure("a")
    say(house, rss(Told("One", guid="1")), ("ETag", '"1"'), ("Last-Modified", MODIFIED))
    await house.watch()
    say(house, rss(Told("Two", guid="2")))
    await house.watch()
    await house.watch()
    assert kept(house) == (None, None)
    assert house.web.asked[-1].header("If-None-Match") is None
    assert house.web.asked[-1].header("If-Modified-Since") is None


@pytest.mark.parametrize(
    ("hops", "told"),
    [
        pytest.param([(feed_url("a"), "http://b.example/feed")], ("b.example", "/feed"), id="to another host"),
        pytest.param([(feed_url("a"), "/new"), ("http://a.example/new", "/newer")], ("a.example", "/newer"), id="home"),
        pytest.param(
            [(feed_url("a"), "http://b.example/"), ("http://b.example/", "http://a.example/back")],
            ("a.example", "/back"),
            id="away and back",
        ),
    ],
)
async def test_validators_go_to_the_address_that_gave_them(
    house: House, hops: list[tuple[str, str]], told: tuple[str, str]
) -> None:
    """Behind a redirect they go to the address they came from at every poll, and to no other on the way."""
    house.configure("a")
    for here, there in hops:
        house.web.say(here, redirect(there))
    house.web.say("http://" + "".join(told), conditional(rss(Told("One", guid="1")), '"1"'))
    for _ in range(3):
        await house.watch()
    sent = [(it.host, it.path) for it in house.web.asked if it.header("If-None-Match") is not None]
    assert sent == [told, told]
    assert [it["status"] for it in house.rows("SELECT status FROM polls ORDER BY at")] == [200, 304, 304]


async def test_validators_stay_with_their_address_when_a_redirect_turns(house: House) -> None:
    """Where the feed is sent elsewhere, or answers itself again, nobody gets the tag that another gave."""
    house.configure("a")
    for host in "bc":
        house.web.say(f"http://{host}.example/feed", conditional(rss(Told(host, guid=host)), f'"{host}"'))
    own = conditional(rss(Told("own", guid="own")), '"a"')
    house.web.say(feed_url("a"), *(redirect(f"http://{host}.example/feed") for host in "bbcc"), own, own)
    for _ in range(6):
        await house.watch()
    asked = [(it.host, it.header("If-None-Match")) for it in house.web.asked]
    ways = [
        [("a.example", None), (f"{host}.example", tag)]
        for host, tag in zip("bbcc", (None, '"b"', None, '"c"'), strict=True)
    ]
    assert asked == [*(hop for way in ways for hop in way), ("a.example", None), ("a.example", '"a"')]


async def test_a_redirect_to_a_new_query_each_time_is_still_conditional(house: House) -> None:
    """A target whose query is signed anew for every poll is the same document, and gets its tag back."""
    house.configure("a")
    house.web.say(feed_url("a"), *(redirect(f"http://b.example/feed?key={key}") for key in "xy"))
    for key in "xy":
        house.web.say(f"http://b.example/feed?key={key}", conditional(rss(Told("One", guid="1")), '"1"'))
    await house.watch()
    await house.watch()
    assert [it["status"] for it in house.rows("SELECT status FROM polls ORDER BY at")] == [200, 304]


async def test_an_unchanged_body_gets_its_new_tag_and_no_parser(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 200 with the same bytes and another ETag replaces the validators; no child process sees the body."""
    house.configure("a")
    body = rss(Told("One", guid="1"))
    say(house, body, ("ETag", '"1"'), ("Last-Modified", MODIFIED))
    await house.watch()
    say(house, body, ("ETag", '"2"'))
    forbid_children(monkeypatch)
    await house.watch()
    assert kept(house) == ('"2"', None)
    assert [row["outcome"] for row in house.rows("SELECT outcome FROM polls ORDER BY at")] == ["changed", "unchanged"]


async def test_known_items_in_a_new_frame_start_no_child(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose clock and order changed, but none of its items, is understood without a parser."""
    house.configure("a")
    told = [Told(report.title, guid=report.title) for report in (FERRY, ORCHARD, BAKERY)]
    say(house, rss(*told, extra="<lastBuildDate>today</lastBuildDate>"))
    await house.watch()
    say(house, rss(*reversed(told[:2]), extra="<lastBuildDate>tomorrow</lastBuildDate>"), ("ETag", '"new"'))
    forbid_children(monkeypatch)
    await house.watch()
    assert len(house.words()) == 3
    assert kept(house) == ('"new"', None)


def forbid_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any use of the engine fail the poll."""

    async def run(*_args: object, **_kwargs: object) -> object:
        raise AssertionError("a child process was asked for")

    monkeypatch.setattr(LocalEngine, "run", run)


async def test_an_entry_that_left_and_came_back_is_known(house: House) -> None:
    """An entry that falls out of the window and re-enters it is told no second time."""
    house.configure("a")
    one, two = house.reports("a", FERRY, ORCHARD)
    await house.watch()
    house.tells("a", two)
    await house.watch()
    house.tells("a", two, one)
    await house.watch()
    assert len(house.alerts()) == 2
    assert house.words() == ["alerted", "alerted"]


async def test_polls_wait_until_they_are_due(house: House) -> None:
    """Without poll_all a feed is asked again only when its time has come."""
    house.configure("a")
    house.tells("a", Told("One", guid="1"))
    await house.watch(poll_all=False)
    await house.watch(poll_all=False)
    assert len(house.web.asked) == 1
    house.later(house.feed("a")["next_poll_at"] - house.clock.now() + 1)
    await house.watch(poll_all=False)
    assert len(house.web.asked) == 2
