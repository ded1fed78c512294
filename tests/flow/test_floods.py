"""Floods that are none: guids that change, archives that come again; and gaps that are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.clock import START
from tests.flow.documents import DAY_S, Told, atom, rss
from tests.flow.house import House, feed_url
from tests.web import Answer
from worker.daemon.feeds import feed_history
from worker.daemon.store_access import reading
from worker.store import feeds

QUIET = {"fetch": False}


def stories(first: int, last: int, *, site: str = "http://old.example", days_ago: float = 0.1) -> list[Told]:
    """Entries ``last`` down to ``first``, the newest first, an hour apart."""
    return [
        Told(
            f"Report number {it} of the harbour",
            f"{site}/{it}",
            f"guid-{it}",
            START - days_ago * DAY_S + it * 60,
            f"What happened at berth {it}.",
        )
        for it in range(last, first - 1, -1)
    ]


def under(told: Sequence[Told], change: Callable[[Told], Told]) -> list[Told]:
    """The same entries as another platform tells them."""
    return [change(it) for it in told]


MOVES = [
    pytest.param(lambda it: replace(it, guid=f"tag:new,{it.guid}"), id="other guids, same links"),
    pytest.param(
        lambda it: replace(it, guid=f"n{it.guid}", link=f"http://new.example/x{it.guid}"), id="same texts elsewhere"
    ),
    pytest.param(
        lambda it: replace(it, guid=f"n{it.guid}", link=f"http://new.example/x{it.guid}", summary=f"<p>{it.summary}"),
        id="same titles, all else new",
    ),
    pytest.param(lambda it: replace(it, guid=f"n{it.guid}", at=START), id="all of today, all guids new"),
]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("on_add", ["all", "baseline"])
async def test_a_feed_on_a_new_platform_is_one_notice_and_no_alert(
    house: House, on_add: str, move: Callable[[Told], Told]
) -> None:
    """Scar 28: every guid new, same links, texts or titles: known entries get new keys, what is really new is told."""
    house.configure("a", polling={"on_add": on_add}, articles=QUIET)
    old = stories(1, 8)
    house.tells("a", *old)
    await house.watch()
    before, alerts = house.words(), len(house.alerts())
    (new,) = stories(9, 9)
    moved = under(old, move)
    house.tells("a", move(new), *moved)
    with capture_logs() as logs:
        await house.watch()
    notices = [it for it in logs if it["event"] == "feed.rekeyed"]
    assert [(it["entries"], it["new"]) for it in notices] == [(8, 1)]
    assert house.words() == [*before, "alerted"]
    assert len(house.alerts()) == alerts + 1
    house.web.say(feed_url("a"), Answer(200, rss(move(new), *moved, extra="<ttl>61</ttl>")))
    with capture_logs() as logs:
        await house.watch()
    assert house.words() == [*before, "alerted"]
    assert not [it for it in logs if it["event"] == "feed.rekeyed"]


async def test_a_feed_under_another_address_does_not_flood(house: House) -> None:
    """A URL changed in the configuration, with new guids there: known entries stay known, later news is told."""
    house.configure("a", polling={"on_add": "baseline"}, articles=QUIET)
    old = stories(1, 6)
    house.tells("a", *old)
    await house.watch()
    house.configure(polling={"on_add": "baseline"}, articles=QUIET, feeds=[{"id": "a", "url": "http://b.example/rss"}])
    house.later(DAY_S)
    news = replace(stories(7, 7)[0], at=house.clock.now() - 60)
    moved = [replace(it, guid=f"x{it.guid}") for it in old]
    house.web.say("http://b.example/rss", Answer(200, rss(news, *moved)))
    await house.watch()
    assert house.words() == ["baseline"] * 6 + ["alerted"]


async def test_new_entries_that_share_little_are_no_move(house: House) -> None:
    """A document of new entries, one of which links to a known page, is news: fewer than three say nothing."""
    house.configure("a", articles=QUIET)
    house.tells("a", *stories(1, 5))
    await house.watch()
    fresh = stories(11, 15)
    fresh[0] = replace(fresh[0], link="http://old.example/1")
    house.tells("a", *fresh)
    with capture_logs() as logs:
        await house.watch()
    assert not [it for it in logs if it["event"] == "feed.rekeyed"]
    assert len(house.words()) == 10


async def test_older_entries_that_re_enter_are_not_told(house: House) -> None:
    """Scar 6: an entry vanishes and two from before the feed was added fill the window: recorded, not alerted."""
    house.configure("a", polling={"on_add": "baseline"}, articles=QUIET)
    shown, older = stories(3, 6), stories(1, 2, days_ago=9)
    house.tells("a", *shown)
    await house.watch()
    house.tells("a", *shown[1:], *older)
    await house.watch()
    assert house.words() == ["baseline"] * 6
    news = stories(7, 7)
    house.tells("a", *news, *shown[1:], *older)
    await house.watch()
    assert house.words() == ["baseline"] * 6 + ["alerted"]


async def test_an_archive_put_out_again_is_not_told(house: House) -> None:
    """Two hundred entries of years before the feed was added, below the known ones, are recorded and not alerted."""
    house.configure("a", polling={"on_add": "baseline"}, articles=QUIET)
    shown = stories(1, 4)
    house.tells("a", *shown)
    await house.watch()
    archive = [replace(it, guid=f"a{it.guid}") for it in stories(100, 299, days_ago=900)]
    house.tells("a", *shown, *archive)
    await house.watch()
    assert set(house.words()) == {"baseline"}
    assert len(house.words()) == 204
    assert house.alerts() == []


async def test_the_first_poll_of_a_feed_does_not_flood(house: House) -> None:
    """Scar 27: three hundred entries at a feed's first poll are its baseline; nobody is told, no page is asked for."""
    house.configure("a", polling={"on_add": "baseline"})
    house.tells("a", *stories(1, 300))
    await house.watch()
    assert house.alerts() == []
    assert [it.path for it in house.web.asked] == ["/feed"]


async def test_no_overlap_is_told_and_polled_sooner(house: House) -> None:
    """A window in which nothing is known means missed entries: one event, all of it news, and a shorter interval."""
    house.configure("a", articles=QUIET)
    house.tells("a", *stories(1, 4))
    await house.watch()
    house.tells("a", *stories(11, 14))
    with capture_logs() as logs:
        await house.watch()
    (gap,) = [it for it in logs if it["event"] == "feed.gap_suspected"]
    assert (gap["feed"], gap["entries"], gap["archived"], gap["closed"]) == ("a", 4, 0, False)
    assert house.feed("a")["interval_s"] == 900.0
    assert house.words() == ["alerted"] * 8


async def test_an_overlap_is_no_gap(house: House) -> None:
    """One known entry in the new window, also one whose bytes changed, means that nothing was missed."""
    house.configure("a", articles=QUIET)
    told = stories(1, 4)
    house.tells("a", *told)
    await house.watch()
    house.tells("a", *stories(11, 13), replace(told[0], at=START))
    with capture_logs() as logs:
        await house.watch()
    assert not [it for it in logs if it["event"] == "feed.gap_suspected"]


def archive_page(house: House, number: int, told: Sequence[Told], prev: int | None) -> None:
    """Serve a page of the feed's archive."""
    house.web.say(f"http://a.example/page/{number}", Answer(200, linked(told, prev)))


def linked(told: Sequence[Told], prev: int | None) -> bytes:
    """An Atom document that names the archive page before it."""
    link = f'<link rel="prev-archive" href="http://a.example/page/{prev}"/>' if prev is not None else ""
    return atom(*told).replace(b"<entry>", link.encode() + b"<entry>", 1)


async def test_a_gap_is_filled_from_the_archive(house: House) -> None:
    """Missed entries are found in the feed's archive pages, asked for until one has known entries, and told once."""
    house.configure("a", articles=QUIET)
    house.web.say(feed_url("a"), Answer(200, linked(stories(1, 4), None)))
    await house.watch()
    house.web.say(feed_url("a"), Answer(200, linked(stories(11, 14), 2)))
    archive_page(house, 2, stories(8, 10), 1)
    archive_page(house, 1, stories(3, 7), 0)
    archive_page(house, 0, stories(1, 2), None)
    with capture_logs() as logs:
        await house.watch()
    (gap,) = [it for it in logs if it["event"] == "feed.gap_suspected"]
    assert (gap["entries"], gap["archived"], gap["closed"]) == (4, 8, True)
    assert [it.path for it in house.web.asked[2:]] == ["/page/2", "/page/1"]
    titles = [title for title, _ in house.dispositions()]
    assert len(titles) == 14
    assert {title for _, title in house.told()} == {it.title for it in stories(1, 14)}


async def test_an_endless_archive_is_left_after_five_pages(house: House) -> None:
    """A gap that five archive pages do not close is left open: what was found is told, and no more is asked for."""
    house.configure("a", articles=QUIET)
    house.web.say(feed_url("a"), Answer(200, linked(stories(1, 3), None)))
    await house.watch()
    house.web.say(feed_url("a"), Answer(200, linked(stories(101, 103), 9)))
    for number in range(9, 0, -1):
        archive_page(house, number, stories(number * 10, number * 10 + 2), number - 1)
    with capture_logs() as logs:
        await house.watch()
    (gap,) = [it for it in logs if it["event"] == "feed.gap_suspected"]
    assert (gap["archived"], gap["closed"]) == (15, False)
    assert len(house.web.asked) == 7


async def test_a_gap_across_a_kill_is_filled_and_stays_told(house: House) -> None:
    """Killed amid a poll and started days later, the worker finds what it missed; the poll's row says so for good."""
    house.configure("a", articles=QUIET)
    house.web.say(feed_url("a"), Answer(200, linked(stories(1, 4), None)))
    await house.watch()
    house.later(DAY_S)
    with reading(house.loaded) as database:
        # All that a kill leaves of a poll under way: a lease that nobody will come back with.
        now = house.clock.now()
        assert database.write(lambda db: feeds.claim_due(db, now=now, limit=9, lease_s=9 * DAY_S))
    house.later(2 * DAY_S)
    house.web.say(feed_url("a"), Answer(200, linked(stories(8, 11), 1)))
    archive_page(house, 1, stories(3, 7), None)
    with capture_logs() as logs:
        await house.watch(poll_all=False)
    (gap,) = [it for it in logs if it["event"] == "feed.gap_suspected"]
    assert (gap["entries"], gap["archived"], gap["closed"]) == (4, 5, True)
    assert {title for _, title in house.told()} == {it.title for it in stories(1, 11)}
    history = feed_history(house.loaded, "a")
    assert [poll["cause"] for poll in history["polls"]] == ["gap_suspected", None]
    assert history["last_cause"] is None
