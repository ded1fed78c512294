"""Feeds that fail: state, cause and next poll are stored, other feeds go on, and a feed that recovers is active."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.flow.documents import DAY_S, Told, page, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer, redirect
from worker.daemon.build import build
from worker.daemon.passes import one_pass, stop
from worker.model.ports import Purpose, Response, Web

BAD = feed_url("bad")
GOOD_RSS = rss(Told("One", guid="1"))

FAILURES = [
    pytest.param(Answer(200, page("Welcome", FERRY.paragraphs)), "failed", "html", "failing", id="HTML"),
    pytest.param(Answer(200, b""), "failed", "empty", "failing", id="an empty body"),
    pytest.param(Answer(200, b'{"a": 1}'), "failed", "json", "failing", id="JSON that is no feed"),
    pytest.param(
        Answer(200, GOOD_RSS.replace(b"item>", b"article>")),
        "failed",
        "unparseable",
        "failing",
        id="a feed whose entries are called otherwise",
    ),
    pytest.param(Answer(404, b"?"), "failed", "http_404", "new", id="404, half a failure"),
    pytest.param(Answer(401, b"?"), "failed", "login", "failing", id="401"),
    pytest.param(Answer(403, b"?"), "failed", "http_403", "failing", id="403"),
    pytest.param(
        Answer(403, b"?", [("cf-mitigated", "challenge")]), "failed", "challenge", "failing", id="a challenge by header"
    ),
    pytest.param(
        Answer(503, b"<script src='/cdn-cgi/challenge-platform/x.js'>"),
        "failed",
        "challenge",
        "failing",
        id="a challenge by its page",
    ),
    pytest.param(
        Answer(403, b'<form><input name="p" type="password"></form>'), "failed", "login", "failing", id="a login page"
    ),
    pytest.param(Answer(500, b"?"), "failed", "http_500", "new", id="500, half a failure"),
    pytest.param(Answer(410, b"?"), "gone", "gone", "gone", id="410"),
    pytest.param(Answer(429, b"?"), "throttled", "throttled", "throttled", id="429 without a wish"),
    pytest.param(Answer(503, b"?"), "throttled", "throttled", "throttled", id="503"),
    pytest.param(Answer(200, b"x" * 50_000_000), "failed", "too_large", "failing", id="50 MB"),
    pytest.param(redirect(BAD), "failed", "redirect_loop", "failing", id="a redirect loop"),
    pytest.param(
        redirect("http://10.0.0.1/feed"), "failed", "forbidden_address", "failing", id="a redirect to a private address"
    ),
    pytest.param(Answer(200, GOOD_RSS, cut=60), "failed", "incomplete", "new", id="a body that is cut off"),
    pytest.param(Answer(reset=True), "failed", "reset", "new", id="a reset connection"),
]


@pytest.mark.parametrize(("answer", "outcome", "cause", "state"), FAILURES)
async def test_a_failure_is_stored_and_others_go_on(
    house: House, answer: Answer, outcome: str, cause: str, state: str
) -> None:
    """Each way to fail leaves its outcome, cause and a later next poll in the store, and no trace on other feeds."""
    house.configure("bad", "good")
    house.web.say(BAD, answer)
    house.reports("good", FERRY)
    done = await house.watch()
    bad, good = house.feed("bad"), house.feed("good")
    (poll,) = house.rows("SELECT outcome, cause FROM polls WHERE feed_id = :id", id=bad["id"])
    assert (poll["outcome"], poll["cause"], bad["last_cause"], bad["state"]) == (outcome, cause, cause, state)
    assert bad["next_poll_at"] >= house.clock.now() + 3600
    assert (bad["etag"], bad["body_hash"], bad["leased_until"]) == (None, None, 0)
    assert (good["state"], good["last_cause"]) == ("active", None)
    assert house.words() == ["alerted"]
    assert done.failed_feeds == (outcome != "throttled")


class Stumbling:
    """A web that fails over a feed as no web is meant to."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def get(self, url: str, *, purpose: Purpose, **how: Any) -> Response:
        """Fail over the bad feed, and fetch anything else."""
        if url == BAD:
            raise IndexError("string index out of range")
        return await self._web.get(url, purpose=purpose, **how)


async def test_a_feed_that_breaks_our_own_code_has_failed(house: House) -> None:
    """A fault of ours that a feed brings about is logged with its place, stored as a failure, and stops no other."""
    house.configure("bad", "good")
    house.reports("good", FERRY)
    parts = build(house.loaded, seams=replace(house.seams(), web=Stumbling), patient=False)
    try:
        with capture_logs() as logs:
            done = await one_pass(parts, poll_all=False)
    finally:
        await stop(parts)
    bad = house.feed("bad")
    assert (bad["last_cause"], bad["state"], bad["leased_until"]) == ("internal", "failing", 0)
    assert (house.words(), done.failed_feeds) == (["alerted"], 1)
    assert [(line["feed"], line["exc_info"]) for line in logs if line["log_level"] == "error"] == [("bad", True)]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        pytest.param(b"<description>", 0, id="in its first entry"),
        pytest.param(b"Quenby apple", 1, id="in its second entry"),
        pytest.param(b"</channel>", 2, id="after its last entry"),
        pytest.param(b"<title>A feed", 0, id="before any entry"),
    ],
)
async def test_a_truncated_document_tells_its_whole_entries_once(house: House, at: bytes, told: int) -> None:
    """XML that breaks off is no reason to tell half a title, nor to believe its validators: the rest comes later."""
    house.configure("a", articles={"fetch": False})
    reports = [Told(it.title, guid=it.title, summary=" ".join(it.paragraphs)) for it in (FERRY, ORCHARD)]
    whole = rss(*reports)
    validators = [("ETag", '"the same"')]
    house.web.say(feed_url("a"), Answer(200, whole[: whole.index(at)], validators))
    for _ in range(2):
        await house.watch()
        feed = house.feed("a")
        assert feed["next_poll_at"] - feed["last_polled_at"] < 7200  # at its pace, not as where no poll is conditional
        assert (len(house.told()), house.feed("a")["etag"]) == (told, None)
    house.web.say(feed_url("a"), Answer(200, whole, validators))
    await house.watch()
    assert sorted(title for _, title in house.told()) == sorted(it.title for it in (FERRY, ORCHARD))
    assert house.feed("a")["etag"] == '"the same"'


async def test_what_a_truncated_document_left_out_is_told_though_it_is_older_than_that_poll(house: House) -> None:
    """Of a feed whose first entries were not told, an entry that was cut off is news at the next poll, not baseline."""
    house.configure("a", polling={"on_add": "baseline"}, articles={"fetch": False})
    known = Told("The old lighthouse was painted", guid="old", at=house.clock.now() - DAY_S)
    house.tells("a", known)
    await house.watch()
    house.later(7200)
    at = house.clock.now() - 600
    news = [Told(it.title, guid=it.title, at=at, summary=it.paragraphs[0]) for it in (FERRY, ORCHARD)]
    whole = rss(*news, known)
    for body in (whole[: whole.index(b"Quenby apple")], whole):
        house.web.say(feed_url("a"), Answer(200, body))
        await house.watch()
    assert house.words() == ["baseline", "alerted", "alerted"]


async def test_an_entry_that_changes_in_a_truncated_document_is_a_new_version(house: House) -> None:
    """What was known of the rest is kept, and so is the hash that the entry had; that makes it no neighbour of it."""
    house.configure("a", articles={"fetch": False})
    told = [Told(it.title, guid=it.title, summary=it.paragraphs[0]) for it in (FERRY, ORCHARD)]
    house.tells("a", *told)
    await house.watch()
    changed = rss(replace(told[0], title="Corrected: ferry Aldwyn afloat again"), told[1])
    house.web.say(feed_url("a"), Answer(200, changed[: changed.index(b"Quenby apple")]))
    await house.watch()
    assert house.rows("SELECT max(revision) AS versions FROM entries") == [{"versions": 1}]


@pytest.mark.parametrize(
    ("value", "at_least_s", "at_most_s"),
    [
        pytest.param("7200", 7200, 7920, id="seconds"),
        pytest.param("Mon, 21 Sep 2026 16:14:20 GMT", 7200, 7920, id="a date"),
        pytest.param("0", 600, 660, id="no wait at all becomes the floor"),
        pytest.param("316800", 316800, 348480, id="88 hours"),
        pytest.param("99999999", 30 * DAY_S, 33 * DAY_S, id="three years become thirty days"),
        pytest.param("soon", 3600, 3960, id="nonsense counts as no wish"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed(
    house: House, status: int, value: str, at_least_s: float, at_most_s: float
) -> None:
    """A throttled feed is asked again no earlier than the server wished, not even by ``once --all``."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(status, b"", [("Retry-After", value)]))
    done = await house.watch()
    wait_s = house.feed("a")["next_poll_at"] - house.clock.now()
    assert at_least_s <= wait_s <= at_most_s
    assert (house.feed("a")["state"], done.failed_feeds) == ("throttled", 0)
    house.later(wait_s - 70)
    await house.watch()
    assert len(house.web.asked) == 1
    await house.watch()
    assert len(house.web.asked) == 2


async def test_the_arrows_of_a_feed_that_fails_and_recovers(house: House) -> None:
    """From new over failing and throttled back to active each arrow is recorded once, with its reason."""
    house.configure("a")
    for answer in (
        Answer(200, GOOD_RSS),
        Answer(403),
        Answer(403),
        Answer(200, GOOD_RSS),
        Answer(429, headers=[("Retry-After", "60")]),
        Answer(200, GOOD_RSS),
    ):
        house.web.say(feed_url("a"), answer)
        house.later(2 * DAY_S)
        await house.watch()
    assert house.arrows("a") == [
        "new-a-active",
        "active-c-failing",
        "failing-a-active",
        "active-b-throttled",
        "throttled-a-active",
    ]
    reasons = [row["reason"] for row in house.rows("SELECT reason FROM feed_events ORDER BY id")]
    assert reasons[1] == "http_403 (403)"
    assert all(reasons)
    feed = house.feed("a")
    assert (feed["state"], feed["failures"], feed["failing_since"], feed["last_cause"]) == ("active", 0, None, None)


async def test_a_feed_that_fails_for_long_goes_dormant_and_wakes(house: House) -> None:
    """After give_up_after of failures a feed is dormant and asked rarely; when it answers it is active and tells."""
    house.configure("a", polling={"on_add": "all", "give_up_after": "10d"})
    house.web.say(feed_url("a"), Answer(403))
    for _ in range(3):
        await house.watch()
        house.later(6 * DAY_S)
    assert house.arrows("a") == ["new-c-failing", "failing-d-dormant"]
    assert house.feed("a")["next_poll_at"] > house.clock.now() - 6 * DAY_S + DAY_S
    house.reports("a", FERRY)
    await house.watch()
    assert house.arrows("a")[-1] == "dormant-a-active"
    assert house.told() == [("first", FERRY.title)]


async def test_a_gone_feed_is_asked_once_a_month(house: House) -> None:
    """After a 410 the feed is gone: flagged, left alone for thirty days, and probed then, for feeds do come back."""
    house.configure("a")
    house.web.say(feed_url("a"), Answer(410))
    await house.watch()
    assert house.arrows("a") == ["new-e-gone"]
    assert house.feed("a")["next_poll_at"] >= house.clock.now() + 30 * DAY_S
    house.later(DAY_S)
    await house.watch()
    assert len(house.web.asked) == 1
    house.reports("a", FERRY)
    house.later(31 * DAY_S)
    await house.watch(poll_all=False)
    assert house.arrows("a")[-1] == "gone-a-active"
    assert house.words() == ["alerted"]


async def test_failures_keep_what_is_known(house: House) -> None:
    """A feed that fails in between neither forgets its validators nor tells known entries again."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    house.web.say(feed_url("a"), Answer(200, rss(told), [("ETag", '"1"')]))
    await house.watch()
    for answer in (Answer(500), Answer(200, page("Maintenance", ()), [("ETag", '"html"')])):
        house.web.say(feed_url("a"), answer)
        await house.watch()
        assert house.web.asked[-1].header("If-None-Match") == '"1"'
    house.web.say(feed_url("a"), Answer(200, rss(told), [("ETag", '"1"')]))
    await house.watch()
    assert house.words() == ["alerted"]


async def test_a_feed_taken_out_of_the_configuration_is_not_polled(house: House) -> None:
    """A feed that is no longer listed is left alone, and what is known of it comes back with it."""
    house.configure("a", "b")
    house.reports("a", FERRY)
    house.reports("b", ORCHARD)
    await house.watch()
    house.configure("b")
    await house.watch()
    assert len(house.web.asked_for(feed_url("a"))) == 1
    house.configure("a", "b")
    await house.watch()
    assert len(house.web.asked_for(feed_url("a"))) == 2
    assert house.words() == ["alerted", "alerted"]
