"""When a feed is asked again: what went before, what the poll showed and what the server wished decide."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.feed import DueFeed, FeedState, Outcome, ServerHints, Validators
from worker.model.settings import PollingSettings
from worker.policy.politeness import skip_bits
from worker.policy.polling import Next, Seen, decide, due_by, weight

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
NOW = 1_773_245_000.0
USUAL = PollingSettings()  # floor 10m, ceiling 24h, give up after 60d
FEED = DueFeed(
    id=1,
    key="harbour",
    url="https://harbour.example/feed",
    host="harbour.example",
    state=FeedState.ACTIVE,
    validators=Validators(),
    body_hash=b"known",
    item_hashes=b"",
    interval_s=HOUR,
    failures=0.0,
    failing_since=None,
    last_polled_at=NOW - HOUR,
    last_changed_at=NOW - DAY,
    every_s=None,
    on_add="baseline",
    lease=1,
)
NEW = replace(FEED, state=FeedState.NEW, body_hash=None)
FAILING = replace(FEED, state=FeedState.FAILING, failures=2.0, failing_since=NOW - 2 * DAY)
LONG_FAILING = replace(FAILING, failing_since=NOW - 61 * DAY)
DORMANT = replace(LONG_FAILING, state=FeedState.DORMANT, failures=40.0)
THROTTLED = replace(FEED, state=FeedState.THROTTLED, failures=0.25)
GONE = replace(FEED, state=FeedState.GONE, failures=1.0, failing_since=NOW - 30 * DAY)

NOTHING_NEW = Seen(Outcome.UNCHANGED, 304)
SOME_NEW = Seen(Outcome.CHANGED, 200, new=2, total=20, document=True)
HALF_NEW = Seen(Outcome.CHANGED, 200, new=10, total=20, document=True)
ALL_NEW = replace(HALF_NEW, new=20, missed=True)
SAME_BODY = Seen(Outcome.UNCHANGED, 200, validated=False)
NOT_FOUND = Seen(Outcome.FAILED, 404, "http_404")
FORBIDDEN = Seen(Outcome.FAILED, 403, "http_403")
NO_DNS = Seen(Outcome.FAILED, None, "dns")
SAYS_410 = Seen(Outcome.GONE, 410, "gone")
SAYS_429 = Seen(Outcome.THROTTLED, 429, "throttled")
SAYS_503 = Seen(Outcome.THROTTLED, 503, "throttled")

ACTIVE, STOPPED, OFF = FeedState.ACTIVE, FeedState.THROTTLED, FeedState.DORMANT


def after(feed: DueFeed, seen: Seen, polling: PollingSettings = USUAL, jitter: float = 0.0) -> Next:
    """What is decided, without jitter unless it is asked for."""
    return decide(feed, seen, polling, now=NOW, jitter=jitter)


def test_the_ceiling_holds_without_validators_too() -> None:
    """Whoever sets a ceiling of some hours is not made to wait a day by a server that gives no validators."""
    assert after(FEED, SAME_BODY, USUAL.model_copy(update={"ceiling_s": 6 * HOUR})).wait_s == 6 * HOUR


def wishing(seen: Seen, **wishes: Any) -> Seen:
    """The same poll with the server's wishes."""
    return replace(seen, hints=ServerHints(**wishes))


@pytest.mark.parametrize(
    ("feed", "seen", "state", "arrow", "wait_s"),
    [
        pytest.param(NEW, HALF_NEW, ACTIVE, "a", HOUR, id="a first document says nothing about the rhythm"),
        pytest.param(FEED, NOTHING_NEW, ACTIVE, None, 1.25 * HOUR, id="nothing new: a quarter later"),
        pytest.param(FEED, SOME_NEW, ACTIVE, None, 0.85 * HOUR, id="something new: a little sooner"),
        pytest.param(FEED, HALF_NEW, ACTIVE, None, 0.5 * HOUR, id="half of it new: much sooner"),
        pytest.param(replace(FEED, interval_s=23 * HOUR), NOTHING_NEW, ACTIVE, None, DAY, id="never over the ceiling"),
        pytest.param(replace(FEED, interval_s=660.0), HALF_NEW, ACTIVE, None, 600.0, id="never under the floor"),
        pytest.param(replace(FEED, every_s=900.0), NOTHING_NEW, ACTIVE, None, 900.0, id="every 15m is 15m"),
        pytest.param(replace(FEED, every_s=60.0), HALF_NEW, ACTIVE, None, 60.0, id="every is obeyed under the floor"),
        pytest.param(replace(FEED, every_s=2 * DAY), SOME_NEW, ACTIVE, None, 2 * DAY, id="and over the ceiling"),
        pytest.param(FAILING, NOTHING_NEW, ACTIVE, "a", 1.25 * HOUR, id="a failing feed recovers"),
        pytest.param(DORMANT, SOME_NEW, ACTIVE, "a", 0.85 * HOUR, id="a dormant feed comes back"),
        pytest.param(THROTTLED, NOTHING_NEW, ACTIVE, "a", 1.25 * HOUR, id="a throttled feed may go on"),
        pytest.param(GONE, SOME_NEW, ACTIVE, "a", 0.85 * HOUR, id="a gone feed comes back"),
        pytest.param(FEED, NO_DNS, ACTIVE, None, 1.25 * HOUR, id="one DNS failure changes no state"),
        pytest.param(FEED, NOT_FOUND, ACTIVE, None, 2 * HOUR, id="one 404 changes no state, and doubles the wait"),
        pytest.param(FEED, FORBIDDEN, FeedState.FAILING, "c", 2 * HOUR, id="one 403 makes it failing"),
        pytest.param(
            replace(FEED, failures=0.5), NOT_FOUND, FeedState.FAILING, "c", 4 * HOUR, id="so does a second 404"
        ),
        pytest.param(
            replace(FEED, failures=2.0), NOT_FOUND, FeedState.FAILING, "c", DAY, id="the fifth 404: from now on daily"
        ),
        pytest.param(
            replace(FAILING, failing_since=NOW - 29 * DAY),
            NOT_FOUND,
            FeedState.FAILING,
            None,
            DAY,
            id="404 for 29 days",
        ),
        pytest.param(
            replace(FAILING, failing_since=NOW - 31 * DAY),
            NOT_FOUND,
            OFF,
            "d",
            1.25 * DAY,
            id="404 for 31 days: flagged",
        ),
        pytest.param(
            FEED, ALL_NEW, ACTIVE, None, 0.25 * HOUR, id="no overlap with the last document: as soon as may be"
        ),
        pytest.param(FEED, SAME_BODY, ACTIVE, None, DAY, id="no validators, and nothing new for a day: daily"),
        pytest.param(
            replace(FEED, last_changed_at=NOW - HOUR),
            SAME_BODY,
            ACTIVE,
            None,
            1.25 * HOUR,
            id="unless it changed today",
        ),
        pytest.param(
            FEED, replace(SOME_NEW, validated=False), ACTIVE, None, 0.85 * HOUR, id="or changes at this very poll"
        ),
        pytest.param(NEW, replace(HALF_NEW, validated=False), ACTIVE, "a", DAY, id="a first document without any date"),
        pytest.param(
            NEW,
            replace(HALF_NEW, validated=False, newest_at=NOW - HOUR),
            ACTIVE,
            "a",
            HOUR,
            id="a first document with an entry of this hour",
        ),
        pytest.param(replace(FEED, every_s=900.0), SAME_BODY, ACTIVE, None, 900.0, id="the user's every is the user's"),
        pytest.param(
            replace(FEED, every_s=900.0, wish_s=HOUR), NOTHING_NEW, ACTIVE, None, HOUR, id="a remembered ttl on a 304"
        ),
        pytest.param(NEW, NO_DNS, FeedState.NEW, None, 1.25 * HOUR, id="a new feed that has no address yet stays new"),
        pytest.param(FAILING, FORBIDDEN, FeedState.FAILING, None, 4 * HOUR, id="waits grow by an interval a failure"),
        pytest.param(
            replace(FAILING, failures=90.0), NOT_FOUND, FeedState.FAILING, None, DAY, id="up to daily, not beyond"
        ),
        pytest.param(
            replace(FAILING, every_s=2 * DAY), NO_DNS, FeedState.FAILING, None, 2 * DAY, id="never sooner than every"
        ),
        pytest.param(LONG_FAILING, NOT_FOUND, OFF, "d", 1.25 * DAY, id="failing for 61 days: dormant"),
        pytest.param(replace(FEED, failing_since=NOW - 61 * DAY), NO_DNS, OFF, "d", 1.025 * DAY, id="DNS gone as long"),
        pytest.param(DORMANT, NOT_FOUND, OFF, None, 5.05 * DAY, id="dormant: ever more rarely"),
        pytest.param(replace(DORMANT, failures=900.0), NOT_FOUND, OFF, None, 30 * DAY, id="but monthly at least"),
        pytest.param(FEED, SAYS_410, FeedState.GONE, "e", 30 * DAY, id="410: gone, looked at in a month"),
        pytest.param(DORMANT, SAYS_410, FeedState.GONE, "e", 30 * DAY, id="410 from a dormant feed"),
        pytest.param(GONE, SAYS_410, FeedState.GONE, None, 30 * DAY, id="410 again"),
        pytest.param(GONE, NO_DNS, FeedState.GONE, None, 30 * DAY, id="a gone feed whose host went too stays gone"),
        pytest.param(FEED, SAYS_429, STOPPED, "b", HOUR, id="429 that names no wait: an hour"),
        pytest.param(FEED, SAYS_503, STOPPED, "b", HOUR, id="503 likewise"),
        pytest.param(THROTTLED, SAYS_429, STOPPED, None, 2 * HOUR, id="429 again: two hours"),
        pytest.param(replace(THROTTLED, failures=0.75), SAYS_503, STOPPED, None, 8 * HOUR, id="the fourth: eight"),
        pytest.param(replace(THROTTLED, failures=99.0), SAYS_429, STOPPED, None, DAY, id="a day at the most"),
        pytest.param(
            replace(FEED, state=STOPPED, failures=0.0),
            SAYS_429,
            STOPPED,
            None,
            HOUR,
            id="waits it named count not",
        ),
        pytest.param(FAILING, SAYS_429, STOPPED, "b", HOUR, id="earlier failures do not count as throttling"),
        pytest.param(replace(FEED, interval_s=6 * HOUR), SAYS_429, STOPPED, "b", 6 * HOUR, id="not before its turn"),
        pytest.param(
            replace(FEED, interval_s=30 * MINUTE),
            wishing(SAYS_429, retry_after_s=2 * HOUR),
            STOPPED,
            "b",
            2 * HOUR,
            id="server says wait 2 h, interval 30 min",
        ),
        pytest.param(FEED, wishing(SAYS_503, retry_after_s=88 * HOUR), STOPPED, "b", 88 * HOUR, id="even 88 h"),
        pytest.param(FEED, wishing(SAYS_503, retry_after_s=9e9), STOPPED, "b", 30 * DAY, id="Retry-After ends at 30 d"),
        pytest.param(FEED, wishing(SAYS_429, retry_after_s=0.0), STOPPED, "b", 600.0, id="Retry-After 0: the floor"),
        pytest.param(
            replace(FEED, every_s=5.0), wishing(SAYS_429, retry_after_s=0.0), STOPPED, "b", 60.0, id="or a minute"
        ),
        pytest.param(
            FEED, wishing(NOTHING_NEW, max_age_s=2 * HOUR), ACTIVE, None, 2 * HOUR, id="max-age on a 304 is a floor"
        ),
        pytest.param(FEED, wishing(FORBIDDEN, max_age_s=5 * HOUR), FeedState.FAILING, "c", 5 * HOUR, id="and on a 403"),
        pytest.param(
            FEED, wishing(FORBIDDEN, retry_after_s=9 * HOUR), FeedState.FAILING, "c", 9 * HOUR, id="Retry-After on 403"
        ),
        pytest.param(
            replace(FEED, every_s=900.0), wishing(SOME_NEW, ttl_s=HOUR), ACTIVE, None, HOUR, id="ttl beats every"
        ),
        pytest.param(FEED, wishing(SOME_NEW, update_every_s=DAY), ACTIVE, None, DAY, id="sy:update is a floor"),
        pytest.param(FEED, wishing(SOME_NEW, expires_in_s=9e9), ACTIVE, None, DAY, id="Expires in 285 years: a day"),
        pytest.param(
            FEED, wishing(NOTHING_NEW, max_age_s=60.0), ACTIVE, None, 1.25 * HOUR, id="a small max-age: no rush"
        ),
    ],
)
def test_what_a_poll_leads_to(feed: DueFeed, seen: Seen, state: FeedState, arrow: str | None, wait_s: float) -> None:
    """State, arrow and wait follow from the feed, the outcome and the server's wishes; a reason comes with an arrow."""
    found = after(feed, seen)
    assert (found.state, found.arrow) == (state, arrow)
    assert found.wait_s == pytest.approx(wait_s)
    assert (found.reason is None) == (arrow is None)


@pytest.mark.parametrize(
    ("seen", "weighs"),
    [
        pytest.param(NO_DNS, 0.25, id="no DNS is temporary"),
        pytest.param(Seen(Outcome.FAILED, None, "timeout"), 0.25, id="so is a timeout"),
        pytest.param(Seen(Outcome.FAILED, 200, "incomplete"), 0.25, id="and a body cut short"),
        pytest.param(Seen(Outcome.FAILED, 200, "crowded"), 0.25, id="and what we had no room for"),
        pytest.param(NOT_FOUND, 0.5, id="404 is soft"),
        pytest.param(Seen(Outcome.FAILED, 502, "http_502"), 0.5, id="so is 502"),
        pytest.param(FORBIDDEN, 1.0, id="403 is hard"),
        pytest.param(Seen(Outcome.FAILED, 200, "html"), 1.0, id="so is a page in place of a feed"),
        pytest.param(Seen(Outcome.FAILED, None, "tls"), 1.0, id="and a bad certificate"),
    ],
)
def test_what_failures_weigh(seen: Seen, weighs: float) -> None:
    """Failures that pass by themselves count less towards giving up."""
    assert weight(seen) == weighs
    assert after(FAILING, seen).failures == FAILING.failures + weighs


def test_a_failure_is_dated_from_the_first() -> None:
    """The first failure starts the clock of giving up, later ones leave it, a good poll stops it."""
    first = after(FEED, NO_DNS)
    assert (first.failures, first.failing_since) == (0.25, NOW)
    assert after(FAILING, NO_DNS).failing_since == FAILING.failing_since
    for feed in (FAILING, DORMANT, THROTTLED, GONE):
        good = after(feed, NOTHING_NEW)
        assert (good.failures, good.failing_since) == (0.0, None)


def test_a_documents_wish_is_remembered() -> None:
    """The 304 after a document with a ttl comes without it, and is still not followed too soon; the next forgets."""
    found = after(FEED, wishing(HALF_NEW, ttl_s=6 * HOUR))
    later = replace(FEED, interval_s=found.interval_s, wish_s=found.wish_s)
    assert found.interval_s == 0.5 * HOUR
    assert after(later, NOTHING_NEW).wait_s == 6 * HOUR
    assert after(later, HALF_NEW).wait_s == 900.0


def test_skipped_hours_are_spared_on_a_304() -> None:
    """A wait that would end in an hour the document skips ends after it, with jitter behind it and not before."""
    night = skip_bits((17, 18, 19), ())  # NOW is 16:03:20 UTC
    feed = replace(FEED, skips=night)
    assert (NOW + after(feed, NOTHING_NEW).wait_s) % DAY == 20 * HOUR
    assert 20 * HOUR < (NOW + after(feed, NOTHING_NEW, jitter=0.9).wait_s) % DAY < 20.2 * HOUR
    assert after(feed, replace(SOME_NEW, hints=ServerHints(skips=0))).wait_s == 0.85 * HOUR


@pytest.mark.parametrize(
    ("waits_s", "every_s", "was_s", "wish_s", "due_s"),
    [
        pytest.param(3600, 900, 3600, None, 900, id="sooner than it was"),
        pytest.param(900, 3600, 900, None, 900, id="never later than it was"),
        pytest.param(3990, 900, 3600, None, 900, id="jitter is nobody's wish"),
        pytest.param(7200, 900, 3600, None, 7200, id="a wait that the server asked for stays"),
        pytest.param(3600, 900, 3600, 1800, 1800, id="the wish of its document stays"),
        pytest.param(40_000, 900, None, None, 900, id="it had times of its own"),
    ],
)
def test_a_shorter_every_counts_from_the_last_poll(
    waits_s: float, every_s: float, was_s: float | None, wish_s: float | None, due_s: float
) -> None:
    """A feed whose ``every`` was made shorter is due as if it had always been so, unless its server asked for more."""
    due = due_by(NOW, NOW + waits_s, every_s, was_s=was_s, wish_s=wish_s)
    assert due - NOW == due_s


def test_times_of_the_users_own() -> None:
    """With cron times a wait ends at the first of them that floors allow, or within the minute after."""

    def on_the_quarter(at: float) -> float:
        return math.ceil(at / 900) * 900

    def at(seen: Seen, feed: DueFeed = FEED, jitter: float = 0.0) -> float:
        return NOW + decide(feed, seen, USUAL, now=NOW, jitter=jitter, firing=on_the_quarter).wait_s

    quarter = on_the_quarter(NOW)
    assert at(NOTHING_NEW) == quarter
    assert quarter < at(NOTHING_NEW, jitter=0.9) < quarter + 60
    assert at(wishing(NOTHING_NEW, max_age_s=HOUR)) == on_the_quarter(NOW + HOUR)
    assert at(FORBIDDEN) == on_the_quarter(NOW + 2 * HOUR)
    assert at(SAME_BODY) == quarter


def test_a_headers_wish_passes() -> None:
    """A max-age holds for the wait it came with, and leaves the feed's own interval alone."""
    assert after(FEED, wishing(NOTHING_NEW, max_age_s=20 * HOUR)).interval_s == 1.25 * HOUR


durations = st.floats(1, 40 * DAY)
feeds = st.builds(
    lambda state, interval, every, failures, since, known: replace(
        FEED,
        state=state,
        interval_s=interval,
        every_s=every,
        failures=failures,
        failing_since=None if since is None else NOW - since,
        body_hash=b"known" if known else None,
    ),
    st.sampled_from(FeedState),
    durations,
    st.none() | durations,
    st.floats(0, 5000),
    st.none() | st.floats(0, 900 * DAY),
    st.booleans(),
)
wishes = st.none() | st.floats(0, 1e9)
hints = st.builds(ServerHints, wishes, wishes, wishes, wishes, wishes)
polls = st.builds(
    Seen,
    st.sampled_from(Outcome),
    st.sampled_from([None, 200, 304, 403, 404, 410, 429, 500, 503]),
    st.sampled_from([None, "dns", "http_403", "html"]),
    st.integers(0, 50),
    st.integers(0, 50),
    hints,
    st.booleans(),
)


@given(feeds, polls, st.floats(0, 1, exclude_max=True))
@settings(max_examples=500)
def test_no_wait_is_too_short_or_endless(feed: DueFeed, seen: Seen, jitter: float) -> None:
    """Whatever happens, a wait is under neither every (or the floor) nor the server's wish, nor much over a month."""
    wait = after(feed, seen, jitter=jitter).wait_s
    documents = (seen.hints.ttl_s, seen.hints.update_every_s) if seen.document else ()
    wished = [it for it in (seen.hints.max_age_s, *documents) if it is not None]
    assert wait >= (feed.every_s or USUAL.floor_s)
    assert all(wait >= min(wish, DAY) for wish in wished)
    if seen.hints.retry_after_s is not None:
        assert wait >= min(max(seen.hints.retry_after_s, MINUTE), 30 * DAY)
    assert wait <= max(44 * DAY, (feed.every_s or feed.interval_s) * 1.1)


@given(feeds, polls, st.floats(0, 1, exclude_max=True))
@settings(max_examples=300)
def test_jitter_never_shortens(feed: DueFeed, seen: Seen, jitter: float) -> None:
    """Jitter stretches a wait by a tenth at the most and changes nothing else."""
    plain, spread = after(feed, seen), after(feed, seen, jitter=jitter)
    assert plain.wait_s <= spread.wait_s <= plain.wait_s * 1.1
    assert replace(spread, wait_s=plain.wait_s) == plain


@given(feeds, polls)
@settings(max_examples=300)
def test_arrows_and_reasons_go_together(feed: DueFeed, seen: Seen) -> None:
    """A state changes with an arrow and a reason, and stays without either."""
    found = after(feed, seen)
    changed = found.state is not feed.state
    assert (found.arrow is not None, found.reason is not None) == (changed, changed)


def test_a_feed_given_up_after_a_day_says_so_in_good_english() -> None:
    """The reason for its rest counts days, also a single one."""
    impatient = PollingSettings.model_validate({"give_up_after": "12h"})
    feed = replace(FEED, failures=9, failing_since=NOW - DAY)
    found = decide(feed, NO_DNS, impatient, now=NOW, jitter=0.0)
    assert (found.state, found.reason) == (FeedState.DORMANT, "dns for 1 day")


@given(st.lists(st.sampled_from([NO_DNS, NOT_FOUND, FORBIDDEN]), min_size=1, max_size=200))
@settings(max_examples=50)
def test_a_dead_feed_is_never_forgotten(failures: list[Seen]) -> None:
    """However a feed fails, it is asked again within a month, and is dormant after two months of it."""
    feed, now = FEED, NOW
    for seen in failures:
        found = decide(feed, seen, USUAL, now=now, jitter=0.9)
        assert found.wait_s <= 30 * DAY
        assert found.state is FeedState.DORMANT or now - (found.failing_since or now) <= USUAL.give_up_after_s
        feed = replace(
            feed,
            state=found.state,
            failures=found.failures,
            failing_since=found.failing_since,
            interval_s=found.interval_s,
        )
        now += found.wait_s
