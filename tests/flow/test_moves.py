"""Feeds that move for good: when the stored address follows, what keeps it, and what the user is told."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer, Asked, conditional, redirect
from worker.daemon.feeds import feed_history

NEW = "http://new.example/feed"
TOLD = [Told("One", guid="1"), Told("Two", guid="2")]


async def poll(house: House, times: int, *, apart_s: float = DAY_S / 2) -> None:
    """So many polls, each in a pass of its own."""
    for _ in range(times):
        house.later(apart_s)
        await house.watch()


def hosts(house: House, since: int) -> set[str]:
    """Who was asked, from that request on."""
    return {it.host for it in house.web.asked[since:]}


@pytest.mark.parametrize("status", [301, 308])
async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(house: House, status: int) -> None:
    """After three good polls over a day the old server is left alone; the tag goes on being sent; it is told once."""
    house.configure("a")
    house.web.say(feed_url("a"), redirect(NEW, status))
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    with capture_logs() as logs:
        await poll(house, 3)
        asked = len(house.web.asked)
        await poll(house, 2)
    assert [(it["url"], it["to"]) for it in logs if it["event"] == "feed.moved"] == [(feed_url("a"), NEW)]
    assert [(it.host, it.header("If-None-Match")) for it in house.web.asked[asked:]] == [("new.example", '"1"')] * 2
    assert house.words() == ["alerted", "alerted"]
    history = feed_history(house.loaded, "a")
    assert (history["url"], history["moved_to"]) == (feed_url("a"), NEW)
    assert f"moved for good to {NEW}" in [it["reason"] for it in history["events"]]
    assert [it["status"] for it in history["polls"]] == [304, 304, 304, 304, 200]


async def test_the_date_of_one_document_is_not_asked_of_another(house: House) -> None:
    """A feed that begins to redirect within its site is read in full: its new document may be dated before the old."""
    late, early = "Fri, 27 Nov 2026 08:00:00 GMT", "Thu, 26 Nov 2026 08:00:00 GMT"

    def unless_newer(asked: Asked) -> Answer:
        headers = [("Last-Modified", early)]
        return Answer(304, headers=headers) if asked.header("If-Modified-Since") else Answer(200, rss(TOLD[1]), headers)

    house.configure("a")
    house.web.say(feed_url("a"), Answer(200, rss(TOLD[0]), [("Last-Modified", late)]))
    await poll(house, 1)
    house.web.say(feed_url("a"), redirect("/other"))
    house.web.say("http://a.example/other", unless_newer)
    await poll(house, 2)
    assert house.words() == ["alerted", "alerted"]
    seen = [it.header("If-Modified-Since") for it in house.web.asked_for("http://a.example/other")]
    assert seen == [None, early]


async def test_a_temporary_redirect_moves_nothing(house: House) -> None:
    """However often a 302 leads to the same place, the configured address is asked first."""
    house.configure("a")
    house.web.say(feed_url("a"), redirect(NEW, 302))
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    await poll(house, 6)
    assert len(house.web.asked_for(feed_url("a"))) == 6
    assert house.feed("a")["moved_url"] is None


async def test_three_polls_within_an_hour_settle_nothing(house: House) -> None:
    """A redirect is believed after a day, not after an evening's mistake."""
    house.configure("a")
    house.web.say(feed_url("a"), redirect(NEW, 301))
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    await poll(house, 5, apart_s=600)
    assert len(house.web.asked_for(feed_url("a"))) == 5


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(200, b"<!doctype html><title>This domain is for sale</title>"), id="a parking page"),
        pytest.param(Answer(404), id="nothing there"),
        pytest.param(Answer(200, rss(Told("Pills", guid="x"), Told("Watches", guid="y"))), id="somebody else's feed"),
    ],
)
async def test_a_move_to_what_is_not_the_feed_is_not_taken(house: House, answer: Answer) -> None:
    """A target with a page, with nothing or with another feed is never asked in the feed's place."""
    house.configure("a")
    house.tells("a", *TOLD)
    await poll(house, 1)
    house.web.say(feed_url("a"), redirect(NEW, 301))
    house.web.say(NEW, answer)
    await poll(house, 6)
    assert len(house.web.asked_for(feed_url("a"))) == 7
    assert house.feed("a")["moved_url"] is None


async def test_a_move_to_a_feed_already_polled_is_refused_and_told_once(house: House) -> None:
    """Two feeds that become one are not both asked there: the user is told which to remove."""
    house.configure("a", "b")
    house.web.say(feed_url("a"), redirect(feed_url("b"), 301))
    house.web.say(feed_url("b"), conditional(rss(*TOLD), '"1"'))
    with capture_logs() as logs:
        await poll(house, 8)
    assert [(it["feed"], it["taken_by"]) for it in logs if it["event"] == "feed.moved"] == [("a", "b")]
    assert house.feed("a")["moved_url"] is None
    reasons = [it["reason"] for it in feed_history(house.loaded, "a")["events"]]
    assert f"moved for good to {feed_url('b')}, which the feed b is asked at; remove one of the two" in reasons


async def test_of_two_feeds_that_move_to_one_address_one_follows(house: House) -> None:
    """Where one feed moved already, the other is not asked there as well, though no feed is configured so."""
    house.configure("a", "b")
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    house.web.say(feed_url("a"), redirect(NEW, 301))
    house.tells("b", *TOLD)
    await poll(house, 8)
    house.web.say(feed_url("b"), redirect(NEW, 301))
    await poll(house, 8)
    assert [house.feed(feed)["moved_url"] for feed in ("a", "b")] == [NEW, None]
    reasons = [it["reason"] for it in feed_history(house.loaded, "b")["events"]]
    assert f"moved for good to {NEW}, which the feed a is asked at; remove one of the two" in reasons


async def test_a_move_to_a_dead_end_goes_back(house: House) -> None:
    """What moved to an address that is then gone is asked at its configured one again, without the other's tag."""
    house.configure("a")
    house.web.say(feed_url("a"), redirect(NEW, 301))
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    await poll(house, 3)
    house.web.say(NEW, conditional(rss(*TOLD, Told("Three", guid="3")), '"2"'))
    await poll(house, 1)
    house.web.say(NEW, Answer(410))
    house.tells("a", *TOLD)
    await poll(house, 1)
    asked = len(house.web.asked)
    house.later(31 * DAY_S)
    await house.watch(poll_all=False)
    assert [(it.host, it.header("If-None-Match")) for it in house.web.asked[asked:]] == [("a.example", None)]
    assert (house.feed("a")["state"], house.feed("a")["moved_url"]) == ("active", None)


async def test_a_configuration_that_follows_a_move_loses_nothing(house: House) -> None:
    """Writing the new address into the configuration keeps the tag, and nothing is told again."""
    house.configure("a")
    house.web.say(feed_url("a"), redirect(NEW, 301))
    house.web.say(NEW, conditional(rss(*TOLD), '"1"'))
    await poll(house, 3)
    house.configure(feeds=[{"id": "a", "url": NEW}])
    await poll(house, 1)
    assert house.web.asked[-1].header("If-None-Match") == '"1"'
    assert (house.feed("a")["url"], house.feed("a")["moved_url"]) == (NEW, None)
    assert house.words() == ["alerted", "alerted"]
