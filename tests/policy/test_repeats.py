"""When words that were told before are news of their own, and when they are the old report."""

from __future__ import annotations

import pytest

from worker.content.issues import named_days
from worker.content.wordings import wording
from worker.policy.repeats import Earlier, is_another_issue, is_bulletin, last_told
from worker.policy.stories import When

HOUR, DAY = 3600.0, 86400.0


def at(seconds: float) -> When:
    """An article with a date that nobody doubts."""
    return When(seconds, seconds)


@pytest.mark.parametrize(
    ("later_s", "feed", "days", "issued"),
    [
        pytest.param(24 * HOUR, 1, (), True, id="the next day"),
        pytest.param(17 * HOUR, 1, (), False, id="within the day"),
        pytest.param(24 * HOUR, 2, (), False, id="by a feed that did not tell it"),
        pytest.param(3 * DAY, 1, ("monday",), False, id="it names a weekday, and this is another"),
        pytest.param(14 * DAY, 1, ("monday",), True, id="the weekday has come again"),
        pytest.param(14 * DAY, 1, ("8", "march"), False, id="a date does not come again"),
        pytest.param(-24 * HOUR, 1, (), False, id="it is older"),
    ],
)
def test_a_bulletin_is_issued_anew(later_s: float, feed: int, days: tuple[str, ...], *, issued: bool) -> None:
    """By the same feed, on another day than all tellings, unless it is about the day it was about before."""
    first = Earlier(1, 1, at(0), told=True)
    assert is_another_issue(at(later_s), feed, [first], first, days) is issued


def test_a_doubted_date_counts_from_its_earliest() -> None:
    """Between its date and our sight: what may be of the same hours is no issue of its own."""
    first = Earlier(1, 1, at(0), told=True)
    assert not is_another_issue(When(HOUR, 30 * HOUR), 1, [first], first, ())


def test_what_was_told_last_counts() -> None:
    """Not a later copy of which nobody was told; unless nobody was told of any."""
    issue, copy, old = (
        Earlier(2, 1, at(DAY), told=True),
        Earlier(3, 2, at(2 * DAY), told=False),
        Earlier(1, 1, at(0), told=True),
    )
    assert last_told([old, issue, copy]) == issue
    assert last_told([copy]) == copy
    assert last_told([]) is None


@pytest.mark.parametrize(
    ("text", "lang", "bulletin"),
    [
        pytest.param("word " * 90, "en", True, id="some ninety words"),
        pytest.param("word " * 150, "en", False, id="an article"),
        pytest.param("气象台发布大风预警" * 15, "zh", True, id="letters are parts of words"),
        pytest.param("气象台发布大风预警" * 25, "zh", False, id="but many are an article"),
        pytest.param("The council met on …", "en", False, id="the beginning of a longer text"),
        pytest.param("The council met on (...)", "en", False, id="in brackets"),
    ],
)
def test_a_bulletin_is_short_and_all_there(text: str, lang: str, *, bulletin: bool) -> None:
    """What is longer, or was cut off, is an article."""
    assert is_bulletin(wording("Title", text, lang), text) is bulletin


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("The road is closed until further notice.", "en", ()),
        ("Robbed on Monday near the station.", "en", ("monday",)),
        ("Am 8. März wurde der Zug gestoppt.", "de", ("8", "märz")),
        ("Сообщили в среду вечером.", "ru", ("среду",)),
        ("3月8日发布。", "zh", ("3", "月", "8", "日")),
    ],
)
def test_the_days_a_text_names(text: str, lang: str, days: tuple[str, ...]) -> None:
    """Weekdays as they stand in dates, months with their day, dates in figures."""
    assert named_days(text, lang) == days
