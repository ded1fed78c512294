"""What servers may expect: skipped hours and days are spared, and a full poll is rare and well apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.test_polling import DAY, FEED, HOUR, NOW
from worker.policy.politeness import after_skips, asks_in_full, skip_bits

MIDNIGHT = NOW // DAY * DAY
"""The beginning of a Wednesday."""

ALL_HOURS, ALL_DAYS = tuple(range(24)), tuple(range(7))


@pytest.mark.parametrize(
    ("at", "hours", "days", "then"),
    [
        pytest.param(HOUR, (), (), HOUR, id="nothing is skipped"),
        pytest.param(HOUR, (5, 6), (), HOUR, id="another hour is skipped"),
        pytest.param(5.5 * HOUR, (5, 6), (), 7 * HOUR, id="until the skipped hours are over"),
        pytest.param(23.5 * HOUR, (23, 0, 1), (), DAY + 2 * HOUR, id="over midnight"),
        pytest.param(HOUR, ALL_HOURS, (), HOUR + DAY, id="who skips all hours is heard for a day"),
        pytest.param(HOUR, (), (2,), DAY, id="Wednesday is over at midnight"),
        pytest.param(3 * DAY + HOUR, (), (5, 6), 5 * DAY, id="a weekend"),
        pytest.param(3 * DAY + HOUR, (0, 1), (5, 6), 5 * DAY + 2 * HOUR, id="a weekend and the night after it"),
        pytest.param(HOUR, (), ALL_DAYS, HOUR + 3 * DAY, id="who skips all days is heard for three"),
    ],
)
def test_what_is_skipped(at: float, hours: tuple[int, ...], days: tuple[int, ...], then: float) -> None:
    """A time in skipped hours or days moves to their end, by at most a day or three."""
    assert after_skips(MIDNIGHT + at, skip_bits(hours, days)) - MIDNIGHT == then


@given(st.floats(0, 4e9), st.integers(0, (1 << 31) - 1))
@settings(max_examples=300)
def test_skipping_never_shortens_and_ends(at: float, skips: int) -> None:
    """Whatever is skipped, the time is not before the one asked about, and at most three days after."""
    assert at <= after_skips(at, skips) <= at + 3 * DAY


def test_one_poll_in_a_hundred_is_full() -> None:
    """Of a hundred polls of a quiet feed exactly one leaves its validators at home, and feeds do not do it together."""
    full = [asks_in_full(replace(FEED, id=feed, lease=lease), NOW) for feed in range(100) for lease in range(100)]
    assert [sum(full[start : start + 100]) for start in range(0, 10_000, 100)] == [1] * 100
    assert [sum(full[start::100]) for start in range(100)] == [1] * 100


def test_a_feed_that_changed_today_is_asked_conditionally() -> None:
    """Where news of today shows that the server does answer, no poll is full."""
    fresh = replace(FEED, last_changed_at=NOW - HOUR)
    assert not any(asks_in_full(replace(fresh, lease=lease), NOW) for lease in range(200))
