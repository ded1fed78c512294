"""Trouble with feeds: told once an episode with cause and remedy, closed when it is over; silence and moves, too."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.clock import START
from tests.flow.documents import DAY_S, Told, rss
from tests.flow.house import House, feed_url
from tests.web import Answer, conditional, redirect
from worker.policy import health

HOUR_S = 3600.0
PAGE = b"<!doctype html><title>Welcome</title>"
GOOD = Answer(200, rss(Told("One", guid="1")))


def told(house: House) -> list[dict[str, Any]]:
    """The notices about health in the file sink."""
    return [it for it in house.alerts() if it["rule"] == "health"]


def facts(house: House, *names: str) -> list[tuple[Any, ...]]:
    """Occasion and these facts of each notice."""
    return [(it["occasion"], *(it["health"][name] for name in names)) for it in told(house)]


def configure(house: House, *feeds: str, **sections: Any) -> None:
    """Trouble is told to the file sink after two hours."""
    house.configure(*feeds, articles={"fetch": False}, health={"to": ["alerts"], "after": "2h"}, **sections)


async def hours(house: House, number: int, step_h: float = 1.0) -> None:
    """A pass after each hour, of whatever is due."""
    for _ in range(number):
        house.later(step_h * HOUR_S)
        await house.watch(poll_all=False)


CAUSES = [
    pytest.param(Answer(reset=True), "reset", id="the connection is broken off"),
    pytest.param(Answer(200, PAGE), "html", id="a page in place of the feed"),
    pytest.param(Answer(200, b""), "empty", id="nothing"),
    pytest.param(Answer(200, b"%PDF-1.7"), "binary", id="something else"),
    pytest.param(Answer(403, b"no", [("cf-mitigated", "challenge")]), "challenge", id="a challenge"),
    pytest.param(Answer(401), "login", id="a login"),
    pytest.param(Answer(404), "http_404", id="not there"),
    pytest.param(Answer(500), "http_500", id="the server's trouble"),
    pytest.param(Answer(429, headers=[("Retry-After", "60")]), "throttled", id="asked to wait again and again"),
    pytest.param(redirect("/feed"), "redirect_loop", id="a circle"),
    pytest.param(redirect("http://10.0.0.1/"), "forbidden_address", id="an address inside"),
]


@pytest.mark.parametrize(("answer", "cause"), [case for case in CAUSES if "throttled" not in case.values])
async def test_a_failed_poll_is_logged_with_what_to_do(house: House, answer: Answer, cause: str) -> None:
    """Whatever the cause, the log names the address and a next step, at the first failure."""
    configure(house, "ill")
    house.web.say(feed_url("ill"), answer)
    with capture_logs() as logs:
        await house.watch()
    (said,) = [it for it in logs if it["event"] == "feed.failed"]
    assert said["cause"] == cause
    assert "http://" in said["error"]
    assert ";" in said["error"]


@pytest.mark.parametrize(("answer", "cause"), CAUSES)
async def test_what_lasts_is_told_once_with_its_remedy_and_then_its_end(
    house: House, answer: Answer, cause: str
) -> None:
    """Whatever keeps a feed away for hours is one notice with cause and remedy, and one more when it is over."""
    configure(house, "a")
    house.web.say(feed_url("a"), GOOD)
    await house.watch()
    house.web.say(feed_url("a"), answer)
    await hours(house, 4, step_h=6)
    assert facts(house, "feed", "cause") == [("opened", "a", cause)]
    (notice,) = told(house)
    assert notice["article"]["title"].startswith("A feed: ")
    assert notice["health"]["remedy"] in notice["article"]["excerpt"]
    house.web.say(feed_url("a"), GOOD)
    await hours(house, 2, step_h=24)
    assert [it[0] for it in facts(house)] == ["opened", "closed"]
    assert [it["state"] for it in house.rows("SELECT state FROM alerts WHERE rule = 'health'")] == ["delivered"] * 2


async def test_a_feed_is_told_of_by_the_title_it_was_given(house: House) -> None:
    """A title in the configuration is the one a person knows the feed by, not the one it gives itself."""
    configure(house, feeds=[{"id": "a", "url": feed_url("a"), "title": "Harbour desk"}])
    house.web.say(feed_url("a"), GOOD)
    await house.watch()
    house.web.say(feed_url("a"), Answer(404))
    await hours(house, 4, step_h=6)
    (notice,) = told(house)
    assert notice["article"]["title"].startswith("Harbour desk: ")


async def test_a_budget_that_is_used_up_keeps_no_notice_back(house: House) -> None:
    """Three feeds that are gone are told of at once: one alone, as the budget says, and two in one message."""
    configure(house, "a", "b", "c", alerts={"budget": "1/d"})
    for feed in "abc":
        house.web.say(feed_url(feed), Answer(410))
    await house.watch()
    (together,) = [it for it in house.alerts() if it["occasion"] == "digest"]
    assert together["article"]["title"] == "2 alerts"
    feeds = [it["health"]["feed"] for it in (*told(house), *together["digest"])]
    assert sorted(feeds) == ["a", "b", "c"]


async def test_a_hiccup_is_not_told(house: House) -> None:
    """What passes within the time that trouble is waited out is nobody's business."""
    configure(house, "a")
    house.web.say(feed_url("a"), GOOD, Answer(500), GOOD)
    await hours(house, 6)
    assert told(house) == []


async def test_a_feed_that_is_gone_is_told_at_once(house: House) -> None:
    """410 is final, and needs no waiting; a feed that comes back all the same closes the episode."""
    configure(house, "a")
    house.web.say(feed_url("a"), Answer(410))
    await house.watch()
    assert facts(house, "cause", "state") == [("opened", "gone", "gone")]
    house.web.say(feed_url("a"), GOOD)
    await hours(house, 1, step_h=24 * 34)
    assert [it[0] for it in facts(house)] == ["opened", "closed"]


async def test_other_causes_are_the_same_episode_and_a_relapse_is_another(house: House) -> None:
    """A feed whose trouble changes its face is told once; one that was well in between, again."""
    configure(house, "a")
    house.web.say(feed_url("a"), Answer(500))
    await hours(house, 3, step_h=6)
    house.web.say(feed_url("a"), Answer(200, PAGE))
    await hours(house, 3, step_h=6)
    house.web.say(feed_url("a"), GOOD)
    await hours(house, 2, step_h=24)
    house.web.say(feed_url("a"), Answer(403))
    await hours(house, 3, step_h=24)
    assert facts(house, "cause") == [("opened", "http_500"), ("closed", "http_500"), ("opened", "http_403")]


async def test_a_notice_waits_for_its_sink_and_comes_once(house: House) -> None:
    """A worker that looks again, is started anew or finds its sink down owes the same notice, once."""
    configure(house, "a")
    house.web.say(feed_url("a"), Answer(410))
    sink = house.folder / "alerts.jsonl"
    sink.mkdir()
    await house.watch()
    await house.watch()
    assert len(house.rows("SELECT id FROM alerts WHERE state = 'owed'")) == 1
    sink.rmdir()
    await hours(house, 2)
    assert len(told(house)) == 1


async def test_a_feed_taken_off_the_list_ends_its_episode_in_silence(house: House) -> None:
    """Nobody hears of the end of trouble with what they removed."""
    configure(house, "a", "b")
    house.web.say(feed_url("a"), Answer(410))
    house.web.say(feed_url("b"), GOOD)
    await house.watch()
    configure(house, "b")
    await hours(house, 2)
    assert facts(house, "feed") == [("opened", "a")]
    assert house.rows("SELECT id FROM episodes WHERE closed_at IS NULL") == []


async def test_silence_against_a_feeds_own_rhythm_is_told(house: House) -> None:
    """A feed that brought something twice a day for ten days is stale after three times its longest usual gap."""
    configure(house, "a")
    for number in range(20):
        house.tells("a", Told(f"Report {number}", guid=str(number), at=START + number * DAY_S / 2))
        await house.watch()
        house.later(DAY_S / 2)
    assert told(house) == []
    await hours(house, 1, step_h=12)
    assert told(house) == []
    await hours(house, 4, step_h=12)
    assert facts(house, "kind", "cause") == [("opened", "stale", "stale")]
    house.tells("a", Told("At last", guid="last"))
    await hours(house, 4, step_h=6)
    assert [it[0] for it in facts(house)] == ["opened", "closed"]


async def test_a_worker_that_slept_calls_no_feed_stale(house: House) -> None:
    """Silence counts as far as polls saw it: after a week without a worker nothing is told at its start."""
    configure(house, "a")
    for number in range(20):
        house.tells("a", Told(f"Report {number}", guid=str(number)))
        await house.watch()
        house.later(DAY_S / 2)
    house.later(9 * DAY_S)
    house.tells("a", Told("After the holidays", guid="new"))
    await house.watch()
    assert told(house) == []


async def test_expect_every_goes_before_the_rhythm(house: House) -> None:
    """A feed with ``expect_every`` is told when that has passed, whatever its rhythm."""
    configure(house, feeds=[{"id": "a", "url": feed_url("a"), "expect_every": "6h"}])
    house.web.say(feed_url("a"), GOOD)
    await hours(house, 5)
    assert told(house) == []
    await hours(house, 4)
    assert facts(house, "cause") == [("opened", "stale")]


async def test_a_move_is_told_until_the_configuration_follows(house: House) -> None:
    """A feed asked at another address is one notice that names it; the new address in the configuration closes it."""
    configure(house, "a")
    new = "http://new.example/feed"
    house.web.say(feed_url("a"), redirect(new, 301))
    house.web.say(new, conditional(GOOD.body, '"1"'))
    await hours(house, 4, step_h=12)
    assert facts(house, "kind", "cause") == [("opened", "moved", "moved")]
    assert told(house)[0]["article"]["url"] == new
    configure(house, feeds=[{"id": "a", "url": new}])
    await hours(house, 2)
    assert [it[0] for it in facts(house)] == ["opened", "closed"]


def test_every_cause_has_words_of_its_own_kind() -> None:
    """A cause nobody listed still gets a remedy."""
    assert health.told("http_503") == health.told("http_500") != health.told("never heard of")
    assert all(health.told(cause)[1] for cause in ("dns", "tls", "timeout", "internal", "other_site"))
    assert all(health.told(cause) != health.told("never heard of") for cause in ("crowded", "quarantined"))
