"""Times in cron's fields: what they mean in a zone, over the changes of its clocks, and what names none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.daemon.cron import firing, shortest_gap_s
from worker.daemon.schedules import timing
from worker.model.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> float:
    """Seconds since the epoch of a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def from_then_on(line: str, start: str, number: int) -> list[str]:
    """The first times of ``line`` from ``start`` (UTC) on, in UTC."""
    found, now = [], at(start)
    for _ in range(number):
        now = firing(line)(now)
        found.append(datetime.fromtimestamp(now, UTC).strftime("%d %H:%M"))
        now += 1
    return found


CASES = [
    pytest.param(
        "0 6 * * *", "2026-03-10T06:00", ["10 06:00", "11 06:00"], id="UTC where no zone is named; now counts"
    ),
    pytest.param("0 6 * * * Europe/Berlin", "2026-01-10T00:00", ["10 05:00", "11 05:00"], id="a zone, in winter"),
    pytest.param("0 6 * * * Europe/Berlin", "2026-07-10T00:00", ["10 04:00", "11 04:00"], id="a zone, in summer"),
    pytest.param("30 2 * * * Europe/Berlin", "2026-03-28T12:00", ["29 01:30", "30 00:30"], id="an hour skipped"),
    pytest.param("30 2 * * * Europe/Berlin", "2026-10-24T12:00", ["25 00:30", "26 01:30"], id="an hour twice: once"),
    pytest.param("30 * * * * Europe/Berlin", "2026-10-25T00:00", ["25 00:30", "25 01:30"], id="every hour: twice"),
    pytest.param("0 9 * * 0", "2026-03-09T00:00", ["15 09:00", "22 09:00"], id="0 is Sunday"),
    pytest.param("0 9 * * 7", "2026-03-09T00:00", ["15 09:00", "22 09:00"], id="so is 7"),
    pytest.param("0 9 * * 1-2", "2026-03-09T00:00", ["09 09:00", "10 09:00", "16 09:00"], id="1 is Monday"),
    pytest.param("0 9 * * 5-7", "2026-03-09T00:00", ["13 09:00", "14 09:00", "15 09:00"], id="from Friday to Sunday"),
    pytest.param(
        "0 9 * * Sun-Mon", "2026-03-09T00:00", ["09 09:00", "15 09:00"], id="a week of names begins on Sunday"
    ),
    pytest.param("0 9 * * */3", "2026-03-09T00:00", ["11 09:00", "14 09:00", "15 09:00"], id="every third from Sunday"),
    pytest.param("0 9 * * mon,5", "2026-03-09T00:00", ["09 09:00", "13 09:00"], id="names and numbers"),
    pytest.param("0 9 11,12 * */3", "2026-03-09T00:00", ["11 09:00", "11 09:00", "12 09:00"], id="an asterisk: both"),
    pytest.param("0 9 30 2 mon", "2026-02-15T00:00", ["16 09:00", "23 09:00"], id="no such day, or a weekday"),
    pytest.param("0 9 11 * mon", "2026-03-09T00:00", ["09 09:00", "11 09:00", "16 09:00"], id="day or weekday"),
]


@pytest.mark.parametrize(("line", "start", "expected"), CASES)
def test_when_a_line_fires(line: str, start: str, expected: list[str]) -> None:
    """The first times from a start on."""
    assert from_then_on(line, start, len(expected)) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("61 * * * *", "names no times", id="a minute there is not"),
        pytest.param("* * * foo *", "names no times", id="a month there is not"),
        pytest.param("* * * * 8", "day of the week by '8'", id="a day of the week there is not"),
        pytest.param("* * * * */00", "by '[*]/00'", id="every no day of the week"),
        pytest.param("* * * * */²", "by '[*]/²'", id="every squared day of the week"),
        pytest.param("* * * * 6-2", "by '6-2'", id="a week backwards"),
        pytest.param("0 0 31 2 *", "never comes", id="the last of February and a bit"),
        pytest.param("0 6 * * * Berlin", "no time zone in 'Berlin'", id="a zone there is not"),
    ],
)
def test_what_names_no_times(line: str, said: str) -> None:
    """A line that cannot be understood, or never comes, says what is wrong with it."""
    with pytest.raises(ValueError, match=said):
        firing(line)


def test_how_close_the_times_come() -> None:
    """The shortest gap is that of the crowded hours."""
    assert shortest_gap_s("*/5 8 * * *") == 300
    assert shortest_gap_s("0 6,18 * * *") == 43_200


@given(
    st.sampled_from(["30 2 * * *", "0 */2 * * *", "*/15 1-3 * * *", "0 3 * * 0"]),
    st.integers(int(at("2026-01-01T00:00")), int(at("2027-01-01T00:00"))),
)
def test_times_go_forward_and_are_what_the_line_says(line: str, start: int) -> None:
    """None is before its start, none comes twice, and none is missed on a day whose clocks do not change."""
    find, now = firing(f"{line} Europe/Berlin"), float(start)
    times = []
    for _ in range(6):
        times.append(find(now))
        assert times[-1] >= now
        now = times[-1] + 1
    local = [datetime.fromtimestamp(it, BERLIN) for it in times]
    assert len({it.replace(fold=0, tzinfo=None) for it in local}) == len(times)
    assert all(later - earlier <= timedelta(days=8) for earlier, later in pairwise(local))


@pytest.mark.parametrize("start", ["2026-03-27T12:00", "2026-10-23T12:00"])
def test_one_digest_a_day_also_where_clocks_change(start: str) -> None:
    """A digest in the hour that clocks skip or repeat goes out once each day, on the day's own date."""
    digest = {"at": "30 2 * * * Europe/Berlin", "severities": ["low"]}
    collected = timing(Settings.model_validate({"alerts": {"digest": digest}})).collected
    assert collected is not None
    now, days = at(start), []
    for _ in range(4):
        now = collected.next_at(now)
        days.append(datetime.fromtimestamp(now, BERLIN).date())
    assert [(later - earlier).days for earlier, later in pairwise(days)] == [1, 1, 1]
