"""What servers see of a worker: when it asks, with which headers, and that it remembers what they wished."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.clock import START
from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer, Script, conditional, redirect
from worker.daemon.feeds import list_feeds
from worker.daemon.passes import start

HOUR_S = 3600.0
ONE = Told("One", guid="1")


def wait_s(house: House, feed: str = "a") -> float:
    """How long the feed is left alone from now on."""
    return float(house.feed(feed)["next_poll_at"]) - house.clock.now()


async def poll_when_due(house: House, times: int, feed: str = "a") -> None:
    """Watch so often, each time when the feed has just become due."""
    for _ in range(times):
        house.later(max(wait_s(house, feed), 0.0))
        await house.watch(poll_all=False)


def gaps(times: list[float]) -> list[float]:
    """Seconds between polls, by the store."""
    return [later - earlier for earlier, later in pairwise(times)]


def asked_at(house: House) -> list[float]:
    """When the feed was polled."""
    return [float(row["at"]) for row in house.rows("SELECT at FROM polls ORDER BY at")]


@pytest.mark.parametrize(
    ("extra", "headers", "at_least_s"),
    [
        pytest.param("<ttl>300</ttl>", (), 5 * HOUR_S, id="ttl, in minutes"),
        pytest.param("<ttl>9999999</ttl>", (), DAY_S, id="an absurd ttl is a day"),
        pytest.param("", (("Cache-Control", "max-age=18000"),), 5 * HOUR_S, id="max-age"),
        pytest.param("", (("Expires", "Thu, 31 Dec 2099 00:00:00 GMT"),), DAY_S, id="an absurd Expires is a day"),
        pytest.param("<skipDays><day>Monday</day></skipDays>", (), 9.5 * HOUR_S, id="skipDays: not on this Monday"),
        pytest.param(
            f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in range(14, 24))}</skipHours>",
            (),
            9.5 * HOUR_S,
            id="skipHours: not before midnight",
        ),
    ],
)
async def test_a_servers_wish_is_a_floor_also_over_a_304(
    house: House, extra: str, headers: tuple[tuple[str, str], ...], at_least_s: float
) -> None:
    """What document or headers wish holds for the next poll and, where the document wished it, after a 304 too."""
    house.configure("a", feeds=[{"id": "a", "url": feed_url("a"), "every": "10m"}])
    answer = Answer(200, rss(ONE, extra=extra), (("ETag", '"1"'), *headers))
    house.web.say(feed_url("a"), answer, Answer(304, headers=headers))
    await house.watch()
    assert wait_s(house) >= at_least_s
    house.later(wait_s(house))
    if "skip" in extra:
        house.clock = type(house.clock)(START + 7 * DAY_S)  # a Monday again, at the same hour
    await house.watch()
    assert [row["status"] for row in house.rows("SELECT status FROM polls ORDER BY at")] == [200, 304]
    assert wait_s(house) >= at_least_s


async def test_times_of_a_cron_line_are_kept(house: House) -> None:
    """A feed with times of its own is asked at these, within a minute after, on the clocks of their zone."""
    line = "30 6,18 * * * Europe/Berlin"
    house.configure("a", feeds=[{"id": "a", "url": feed_url("a"), "every": line}])
    house.web.say(feed_url("a"), conditional(rss(ONE), '"1"'))
    await house.watch()
    await poll_when_due(house, 6)
    asked = [(float(row["at"]) - 61) % DAY_S for row in house.rows("SELECT at FROM polls ORDER BY at")][1:]
    assert len(asked) == 6
    # In September Berlin is two hours ahead; who waits for the due time and a minute more is there in two.
    assert all(min(abs(it - at) for at in (4.5 * HOUR_S, 16.5 * HOUR_S)) <= 121 for it in asked)


async def test_a_document_without_wishes_forgets_them(house: House) -> None:
    """A later document without a ttl sets the feed free again."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(200, rss(ONE, extra="<ttl>600</ttl>"), [("ETag", '"1"')]))
    await house.watch()
    house.web.say(feed_url("a"), Answer(200, rss(ONE, Told("Two", guid="2")), [("ETag", '"2"')]))
    await poll_when_due(house, 1)
    assert wait_s(house) < HOUR_S


async def test_an_unconditional_feed_that_stands_still_is_asked_daily(house: House) -> None:
    """A feed without validators, whose entries are old, is asked once a day until it brings something."""
    house.configure("a")
    house.tells("a", Told("Old", guid="1", at=START - 9 * DAY_S))
    await house.watch()
    await poll_when_due(house, 3)
    assert all(DAY_S <= gap <= 1.2 * DAY_S for gap in gaps(asked_at(house)))
    (shown,) = list_feeds(house.loaded)
    assert shown["interval_s"] == pytest.approx(wait_s(house), abs=1)
    house.tells("a", Told("New", guid="2"), Told("Old", guid="1", at=START - 9 * DAY_S))
    await poll_when_due(house, 1)
    assert wait_s(house) < 2 * HOUR_S


async def test_a_conditional_feed_that_stands_still_is_asked_ever_more_rarely(house: House) -> None:
    """Two days of 304s: no gap under an hour, each at least as long as the one before, none over a day."""
    house.configure("a")
    house.web.say(feed_url("a"), conditional(rss(ONE), '"1"'))
    await house.watch()
    await poll_when_due(house, 8)
    found = gaps(asked_at(house))
    assert found[0] >= HOUR_S
    assert all(later >= earlier * 1.05 for earlier, later in pairwise(found))
    assert all(it.header("If-None-Match") == '"1"' for it in house.web.asked[1:])


async def test_a_304_that_lies_is_healed(house: House) -> None:
    """A server that answers 304 for ever is asked without conditions about once in a hundred polls, and heals."""
    house.configure("a")
    news = Told("News", guid="2")

    def lying(body: bytes) -> Script:
        return lambda asked: Answer(304) if asked.header("If-None-Match") else Answer(200, body, [("ETag", '"1"')])

    house.web.say(feed_url("a"), lying(rss(ONE)))
    await house.watch()
    house.web.say(feed_url("a"), lying(rss(news, ONE)))
    house.later(2 * DAY_S)
    for _ in range(100):
        await house.watch()
    full = [it for it in house.web.asked[1:] if it.header("If-None-Match") is None]
    assert len(full) == 1
    assert [title for title, _ in house.dispositions()] == ["One", "News"]


async def test_a_200_under_the_same_tag_is_read(house: House) -> None:
    """Only the status decides: a 200 whose ETag did not change but whose body did is read."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(200, rss(ONE), [("ETag", '"1"')]))
    await house.watch()
    house.web.say(feed_url("a"), Answer(200, rss(Told("Two", guid="2"), ONE), [("ETag", '"1"')]))
    await house.watch()
    assert [title for title, _ in house.dispositions()] == ["One", "Two"]


async def test_the_agent_is_the_same_after_a_403(house: House) -> None:
    """Refused or not, the worker says who it is: product, version, a page about it, how many feeds it reads."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(403))
    await house.watch()
    await house.watch()
    agents = {it.header("User-Agent") for it in house.web.asked}
    (agent,) = agents
    assert agent is not None
    assert agent.startswith("wirewatch/")
    assert "(+https://" in agent
    assert "; 1 feeds" in agent


async def test_no_request_has_what_none_needs(house: House) -> None:
    """Feeds, pages and robots.txt are asked by GET, without cookies, Referer, no-cache or a query of our making."""
    house.configure("a", web={"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}})
    link = "http://a.example/story"
    house.web.say(link, Answer(200, b"<p>", [("Set-Cookie", "a=1")]))
    house.web.say(feed_url("a"), Answer(200, rss(Told("One", link)), [("Set-Cookie", "id=4"), ("ETag", '"1"')]))
    await house.watch()
    house.web.say(feed_url("a"), redirect("/feed/?from=feed"), redirect("http://b.example/"))
    await house.watch()
    assert {it.path for it in house.web.asked} == {"/feed", "/story", "/robots.txt", "/feed/?from=feed"}
    assert {it.method for it in house.web.asked} == {"GET"}
    unwanted = {"cookie", "referer", "pragma", "cache-control", "range", "from", "origin", "authorization"}
    assert not any(name.lower() in unwanted for it in house.web.asked for name, _ in it.headers)
    assert all(it.header("Accept") for it in house.web.asked)


async def test_a_404_is_asked_daily_and_flagged_after_a_month(house: House) -> None:
    """A feed that is not found is soon asked only daily, is dormant after thirty days, and is never given up."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(404))
    await house.watch()
    while house.feed("a")["state"] != "dormant":
        await poll_when_due(house, 1)
    days = (house.clock.now() - START) / DAY_S
    assert 30 <= days < 32
    assert len(house.web.asked) < 40
    await poll_when_due(house, 12)
    assert 2.5 * DAY_S < wait_s(house) <= 30 * DAY_S
    house.tells("a", ONE)
    await poll_when_due(house, 1)
    assert house.feed("a")["state"] == "active"


async def test_a_feed_does_not_pay_for_the_time_its_document_waits(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gap to the next poll counts from the answer, however long the children took to get round to reading it."""
    house.configure(feeds=[{"id": "a", "url": feed_url("a"), "every": "10m"}])
    house.tells("a", Told("One", guid="1"))
    async with house.worker() as parts:
        run, asked_at = parts.engine.run, house.clock.now()

        async def slowly(*args: Any, **more: Any) -> Any:
            done = await run(*args, **more)
            await house.clock.advance(200.0)
            return done

        monkeypatch.setattr(parts.engine, "run", slowly)
        await start(parts)
        await parts.poller.run_due()
    assert 600.0 <= house.feed("a")["next_poll_at"] - asked_at <= 660.0
