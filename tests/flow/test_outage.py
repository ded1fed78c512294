"""Our own network down: one alert about us, no feed pays for it, and what waited comes back spread."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.abc import AbstractResolver

from tests.flow.documents import Told, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY
from tests.web import Answer, LoopbackResolver
from worker.daemon import passes
from worker.daemon.build import Parts
from worker.store import feeds

FEEDS = tuple("abcdefgh")
SPOILT = Answer(reset=True)


class Names(AbstractResolver):
    """The house's names, as long as the line is up."""

    def __init__(self, real: LoopbackResolver) -> None:
        self.real = real
        self.down = False
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[Any]:
        """As the real one, or no such name."""
        self.asked.append(host)
        if self.down:
            raise OSError(None, "no name server")
        return await self.real.resolve(host, port)

    async def close(self) -> None:
        """Nothing to let go of."""


@pytest.fixture
def names(house: House, monkeypatch: pytest.MonkeyPatch) -> Names:
    """Name service that a test takes down."""
    made = Names(LoopbackResolver(("127.0.0.1",), 0))

    def resolver() -> Names:
        made.real = LoopbackResolver(("127.0.0.1",), house.web.port)
        return made

    monkeypatch.setattr(house.web, "resolver", resolver)
    return made


def configure(house: House, *feeds: str) -> None:
    """Feeds of as many hosts; trouble is told to the file sink at once."""
    house.configure(*feeds, articles={"fetch": False}, health={"to": ["alerts"], "after": "1m"})
    for feed in feeds:
        house.web.say(feed_url(feed), Answer(200, rss(Told(feed, guid=feed))))


def told(house: House) -> list[tuple[str, str]]:
    """Occasion and cause of the notices about health."""
    return [(it["occasion"], it["health"]["cause"]) for it in house.alerts() if it["rule"] == "health"]


def ill(house: House) -> list[str]:
    """Feeds that bear a mark of failure."""
    query = "SELECT key FROM feeds WHERE failures > 0 OR failing_since IS NOT NULL OR state <> 'active' ORDER BY key"
    return [row["key"] for row in house.rows(query)]


async def test_a_network_that_is_down_is_one_alert_about_us(house: House, names: Names) -> None:
    """When no host can be reached no feed counts a failure or backs off; the user hears of it once, and of its end."""
    configure(house, *FEEDS)
    await house.watch()
    before = [row["interval_s"] for row in house.rows("SELECT interval_s FROM feeds ORDER BY id")]
    names.down = True
    for _ in range(3):
        house.later(7200)
        done = await house.watch()
        assert done.failed_feeds == len(FEEDS)
    assert told(house) == [("opened", "network")]
    assert ill(house) == []
    assert [row["interval_s"] for row in house.rows("SELECT interval_s FROM feeds ORDER BY id")] == before
    assert len(house.rows("SELECT at FROM polls")) == len(FEEDS)
    names.down = False
    house.later(60)
    await house.watch(poll_all=False)
    assert len(house.rows("SELECT at FROM polls")) == 2 * len(FEEDS)
    assert told(house) == [("opened", "network"), ("closed", "network")]


async def test_broken_connections_of_all_hosts_are_our_network_too_and_keep_their_gaps(house: House) -> None:
    """Servers that may have seen a request are not asked again before their floor."""
    configure(house, *FEEDS)
    await house.watch()
    for feed in FEEDS:
        house.web.say(feed_url(feed), SPOILT)
    house.later(7200)
    await house.watch()
    assert (told(house), ill(house)) == ([("opened", "network")], [])
    asked = len(house.web.asked)
    await house.watch(poll_all=False)
    assert len(house.web.asked) == asked


async def test_while_it_is_down_two_feeds_a_minute_are_tried_and_the_rest_comes_back_spread(
    house: House, names: Names
) -> None:
    """A daemon sends probes only; with the first answer what waited becomes due one after the other."""
    configure(house, *FEEDS)
    await house.watch()
    house.later(90_000)
    names.down = True
    async with house.worker() as parts:
        await passes.start(parts)
        assert await tries(house, parts, names) == len(FEEDS)
        assert await tries(house, parts, names) == 0
        assert await tries(house, parts, names, later_s=61) == 2
        names.down = False
        assert await tries(house, parts, names, later_s=61) == 2
        due = parts.database.read(lambda db: [row["next_poll_at"] for row in feeds.list_feeds(db)])
        waiting = sorted(at for at in due if at < parts.clock.now() + 60)
        assert len(set(waiting)) == len(waiting) == len(FEEDS) - 2
        assert waiting[-1] <= parts.clock.now() + 1
        assert await tries(house, parts, names, later_s=1) == len(FEEDS) - 2
    assert ill(house) == []


async def tries(house: House, parts: Parts, names: Names, *, later_s: float = 0.0) -> int:
    """How many hosts are looked for in one run of the poller."""
    house.clock._now += later_s
    before = len(names.asked)
    await parts.poller.run_due()
    return len(names.asked) - before


async def test_one_host_that_answers_shows_that_it_is_them(house: House) -> None:
    """With a single answer among the failures they are the feeds' own, and count."""
    configure(house, *FEEDS)
    await house.watch()
    for feed in FEEDS[1:]:
        house.web.say(feed_url(feed), SPOILT)
    house.later(7200)
    await house.watch()
    assert ("opened", "network") not in told(house)
    assert all(row["failures"] > 0 for row in rows(house)[1:])


async def test_feeds_that_were_ill_before_say_nothing_about_us(house: House) -> None:
    """Dead feeds that happen to be due together are no outage."""
    configure(house, *FEEDS)
    for feed in FEEDS[1:]:
        house.web.say(feed_url(feed), SPOILT)
    await house.watch()
    house.later(7200)
    query = "SELECT key FROM feeds WHERE failures > 0"
    assert len(house.rows(query)) == len(FEEDS) - 1
    house.web.say(feed_url("a"), SPOILT)
    await house.watch()
    assert ("opened", "network") not in told(house)
    assert house.feed("a")["failures"] > 0


def rows(house: House) -> list[dict[str, Any]]:
    """All feeds, by id."""
    return house.rows("SELECT * FROM feeds ORDER BY id")


@pytest.mark.parametrize("patient", [True, False], ids=["a daemon", "once"])
async def test_pages_spend_no_try_while_our_network_is_down(house: House, names: Names, patient: bool) -> None:
    """However long it is down, pages wait with their entries; when it is back they are read and told in full."""
    web = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}, "robots": "pages"}
    house.configure(*FEEDS, health={"to": ["alerts"], "after": "1m"}, web=web)
    for feed in FEEDS:
        house.tells(feed)
    link = "http://a.example/ferry"
    house.tells("a", Told(FERRY.title, link, guid="1"))
    house.web.say(link, Answer(503))
    await house.watch(patient=True)
    house.web.say(link, Answer(200, page(FERRY.title, FERRY.paragraphs), HTML))
    names.down = True
    for _ in range(5):
        house.later(7200)
        await house.watch(patient=patient)
    assert ("opened", "network") in told(house)
    assert house.words() == ["pending"]
    names.down = False
    house.later(120)
    await house.watch(patient=patient)
    house.later(120)
    await house.watch(patient=patient)
    (line,) = house.lines()
    assert (line["disposition"], line["degraded"]) == ("alerted", None)
    assert ("first", FERRY.title) in house.told()
