"""Moves: which permanent redirects are believed, when, and when they are given up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.policy.test_polling import DAY, FEED, HOUR, NOW
from worker.model.feed import DueFeed, FeedState, Moving, Outcome
from worker.policy import moves

HERE, THERE = "http://harbour.example/feed", "https://harbour.example/new"
PLAIN = replace(FEED, url=HERE)
WATCHED = replace(PLAIN, target_url=THERE, target_since=NOW - DAY, target_polls=2)
REFUSED = replace(PLAIN, target_url=THERE, target_since=None)
LASTING = ((301, THERE),)

CASES = [
    pytest.param(PLAIN, (), None, id="nothing new where nobody is sent anywhere"),
    pytest.param(PLAIN, LASTING, Moving(THERE, NOW, 1), id="a target is watched from its first good poll"),
    pytest.param(PLAIN, ((308, THERE),), Moving(THERE, NOW, 1), id="308 is as good as 301"),
    pytest.param(PLAIN, ((302, THERE),), None, id="302 moves nothing"),
    pytest.param(PLAIN, ((302, "http://x.example/"), (301, THERE)), None, id="nor does what is behind a 302"),
    pytest.param(PLAIN, ((301, THERE), (302, "http://x.example/")), Moving(THERE, NOW, 1), id="a 302 behind it stays"),
    pytest.param(WATCHED, LASTING, Moving(THERE, NOW - DAY, 3, settled=True), id="the third good poll after a day"),
    pytest.param(
        replace(WATCHED, target_since=NOW - 23 * HOUR),
        LASTING,
        Moving(THERE, NOW - 23 * HOUR, 3),
        id="three good polls within the day are not enough",
    ),
    pytest.param(replace(WATCHED, target_polls=1), LASTING, Moving(THERE, NOW - DAY, 2), id="nor are two in a day"),
    pytest.param(WATCHED, (), Moving(), id="who is not sent on any more begins anew"),
    pytest.param(WATCHED, ((301, "https://x.example/"),), Moving("https://x.example/", NOW, 1), id="another target"),
    pytest.param(REFUSED, LASTING, None, id="what was refused stays refused"),
    pytest.param(REFUSED, (), Moving(), id="until we are not sent there any more"),
    pytest.param(replace(PLAIN, url=THERE), ((301, HERE),), None, id="from TLS to plain text, never"),
    pytest.param(PLAIN, ((301, "http://192.0.2.7/feed"),), None, id="nor to an address in numbers"),
    pytest.param(PLAIN, ((301, "http://[2001:db8::7]/feed"),), None, id="nor to such a one of IPv6"),
]


@pytest.mark.parametrize(("feed", "redirects", "expected"), CASES)
def test_good_polls_settle_a_move(
    feed: DueFeed, redirects: tuple[tuple[int, str], ...], expected: Moving | None
) -> None:
    """What a good poll says about the address."""
    assert moves.follow(feed, redirects, Outcome.CHANGED, alike=True, now=NOW) == expected
    assert moves.follow(feed, redirects, Outcome.UNCHANGED, alike=True, now=NOW) == expected


def test_a_target_with_another_feed_is_not_taken() -> None:
    """Where nothing of the document is known, the target is somebody else's, and is remembered as refused."""
    found = moves.follow(PLAIN, LASTING, Outcome.CHANGED, alike=False, now=NOW)
    assert found == Moving(THERE, None, 0)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.THROTTLED, Outcome.GONE])
def test_bad_polls_say_nothing(outcome: Outcome) -> None:
    """A target that fails, asks to wait or is an HTML page neither comes nearer nor is forgotten."""
    assert moves.follow(WATCHED, LASTING, outcome, alike=True, now=NOW) is None


@pytest.mark.parametrize(
    ("moved", "before", "after", "expected"),
    [
        pytest.param(True, FeedState.FAILING, FeedState.DORMANT, True, id="given up"),
        pytest.param(True, FeedState.ACTIVE, FeedState.GONE, True, id="410 at the new address"),
        pytest.param(True, FeedState.ACTIVE, FeedState.FAILING, False, id="failing is not given up yet"),
        pytest.param(True, FeedState.DORMANT, FeedState.DORMANT, False, id="it was given up before"),
        pytest.param(False, FeedState.FAILING, FeedState.DORMANT, False, id="it never moved"),
    ],
)
def test_a_dead_new_address_gives_way(moved: bool, before: FeedState, after: FeedState, expected: bool) -> None:
    """A feed that is given up where it moved to is asked at its configured address again."""
    assert moves.gives_way(replace(PLAIN, moved=moved, state=before), after) is expected
