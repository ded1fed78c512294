"""How long an alert waits before it is offered again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.alerts import DeliverySettings
from worker.policy.retrying import JITTER, backoff_s, jittered

USUAL = DeliverySettings()  # 10 s doubling up to 1 h


@pytest.mark.parametrize(
    ("attempt", "wish_s", "wait_s"),
    [
        pytest.param(1, None, 10.0, id="the first failure: ten seconds"),
        pytest.param(2, None, 20.0, id="the second: twenty"),
        pytest.param(5, None, 160.0, id="the fifth: eight times twenty"),
        pytest.param(10, None, 3600.0, id="an hour at the most"),
        pytest.param(10_000, None, 3600.0, id="also after very many"),
        pytest.param(1, 5.0, 10.0, id="a sink that wishes less waits like others"),
        pytest.param(1, 45.0, 45.0, id="a sink that wishes more gets it"),
        pytest.param(1, 7200.0, 7200.0, id="even over the maximum"),
        pytest.param(1, 9e9, 86400.0, id="but a day is the end"),
        pytest.param(3, -1.0, 40.0, id="a negative wish is none"),
    ],
)
def test_waits_between_attempts(attempt: int, wish_s: float | None, wait_s: float) -> None:
    """Waits double up to the maximum; the sink's own wish is a floor, within a day."""
    assert backoff_s(attempt, USUAL, wish_s) == wait_s


@given(st.integers(1, 200), st.none() | st.floats(0, 1e12))
@settings(max_examples=200)
def test_waits_never_shrink(attempt: int, wish_s: float | None) -> None:
    """A later failure never waits less than an earlier one, and none longer than a day."""
    assert backoff_s(attempt, USUAL, wish_s) <= backoff_s(attempt + 1, USUAL, wish_s) <= 86400.0


@given(st.floats(0, 1e6), st.text(max_size=40), st.integers(1, 50))
@settings(max_examples=200)
def test_jitter_only_lengthens(wait_s: float, alert: str, attempt: int) -> None:
    """A wait is never cut short, grows by a fifth at most, and is the same whenever it is asked for."""
    assert wait_s <= jittered(wait_s, alert, attempt) <= wait_s * (1 + JITTER)
    assert jittered(wait_s, alert, attempt) == jittered(wait_s, alert, attempt)


def test_jitter_tells_alerts_and_attempts_apart() -> None:
    """Alerts that failed together come back at different times, and not always in the same order."""
    assert len({jittered(100.0, f"alert {number}", 1) for number in range(50)}) == 50
    assert len({jittered(100.0, "alert", attempt) for attempt in range(1, 51)}) == 50


def test_a_sink_may_be_down_for_days() -> None:
    """As configured by default, an alert is tried for three days, every hour at the least."""
    waits = [backoff_s(attempt, USUAL) for attempt in range(1, USUAL.attempts)]
    assert 2.8 * 86400 < sum(waits) < 3.2 * 86400
    assert max(waits) == 3600
