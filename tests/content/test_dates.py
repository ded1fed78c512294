"""Dates as feeds and pages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.content.dates import parse_date, trailing_date


def at(hour: int, minute: int = 0, second: int = 0, *, day: int = 11, month: int = 3, year: int = 2026) -> float:
    """A second of 11 March 2026, or of another day."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()


NOON = at(12)
HALF_PAST_TWO = at(14, 32)

WITH_TIME = [
    ("Wed, 11 Mar 2026 14:32:00 +0000", HALF_PAST_TWO),
    ("11 Machi 2026 14:32", HALF_PAST_TWO),
    ("Wed, 11 Mar 2026 14:32:05 GMT", at(14, 32, 5)),
    ("Wed, 11 Mar 2026 14:32:00 +0100", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 +01:00", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00+0100", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 -0330", at(18, 2)),
    ("Wed, 11 Mar 2026 14:32:00 GMT+1", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 UTC+01:00", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 -0000", HALF_PAST_TWO),
    ("Wed, 11 Mar 2026 14:32:00 Z", HALF_PAST_TWO),
    ("Wed, 11 Mar 2026 14:32:00 UT", HALF_PAST_TWO),
    ("Wed, 11 Mar 2026 14:32:00 CET", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 CEST", at(12, 32)),
    ("Wed, 11 Mar 2026 14:32:00 MESZ", at(12, 32)),
    ("Wed, 11 Mar 2026 14:32:00 EET", at(12, 32)),
    ("Wed, 11 Mar 2026 14:32:00 EEST", at(11, 32)),
    ("Wed, 11 Mar 2026 14:32:00 MSK", at(11, 32)),
    ("Wed, 11 Mar 2026 14:32:00 BST", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 EST", at(19, 32)),
    ("Wed, 11 Mar 2026 14:32:00 EDT", at(18, 32)),
    ("Wed, 11 Mar 2026 14:32:00 PDT", at(21, 32)),
    ("Wed, 11 Mar 2026 14:32:00 IST", at(9, 2)),
    ("Wed, 11 Mar 2026 14:32:00 JST", at(5, 32)),
    ("Wed, 11 Mar 2026 14:32:00 AEDT", at(3, 32)),
    ("Wed, 11 Mar 2026 14:32:00 QQT", HALF_PAST_TWO),
    ("Wed, 11 Mar 2026 14:32:00 +0100 (CET)", at(13, 32)),
    ("Wed Mar 11 2026 14:32:00 GMT+0100 (Central European Standard Time)", at(13, 32)),
    ("Wed Mar 11 14:32:00 2026", HALF_PAST_TWO),
    ("Wed Mar 11 14:32:00 CET 2026", at(13, 32)),
    ("11 Mar 2026 14:32", HALF_PAST_TWO),
    ("11 Mar 26 14:32:00 GMT", HALF_PAST_TWO),
    ("11 Mar 97 14:32:00 GMT", at(14, 32, year=1997)),
    ("Wednesday, 11-Mar-26 14:32:00 GMT", HALF_PAST_TWO),
    ("Wed,11 March 2026  9:05", at(9, 5)),
    ("Thu, 11 Mar 2026 14:32:00 GMT", HALF_PAST_TWO),
    ("11 Sept 2026 14:32", at(14, 32, month=9)),
    ("Tue, 10 Mar 2026 24:00:00 GMT", at(0)),
    ("Tue, 10 Mar 2026 23:59:60 GMT", at(0)),
    ("2026-03-11T14:32:00Z", HALF_PAST_TWO),
    ("2026-03-11T14:32:00+01:00", at(13, 32)),
    ("2026-03-11T14:32:00+0100", at(13, 32)),
    ("2026-03-11T14:32:00.123456789-05:00", at(19, 32) + 0.123456),
    ("2026-03-11T14:32", HALF_PAST_TWO),
    ("2026-03-11 14:32:00", HALF_PAST_TWO),
    ("2026-03-11 14:32:00 UTC", HALF_PAST_TWO),
    ("2026-03-11 14:32:00 +0100", at(13, 32)),
    ("2026/03/11 14:32", HALF_PAST_TWO),
    ("2026-3-11 9:05", at(9, 5)),
    ("11.03.2026 14:32", HALF_PAST_TWO),
    ("11.3.2026, 14.32 Uhr", HALF_PAST_TWO),
    ("11.03.26 - 14:32", HALF_PAST_TWO),
    ("11. 3. 2026 14:32", HALF_PAST_TWO),
    ("11/03/2026 14:32", HALF_PAST_TWO),
    ("11/03/2026 à 14h32", HALF_PAST_TWO),
    ("3/11/2026 2:32:00 PM", HALF_PAST_TWO),
    ("03/25/2026 14:32", at(14, 32, day=25)),
    ("25/03/2026 2:32 pm", at(14, 32, day=25)),
    ("March 11, 2026 at 2:32 p.m. EDT", at(18, 32)),
    ("March 11th, 2026, 12:05 AM", at(0, 5)),
    ("Mar 11, 2026 12:05 pm", at(12, 5)),
    ("Mittwoch, 11. März 2026, 14:32 Uhr", HALF_PAST_TWO),
    ("Mi, 11 Mrz 2026 14:32:00 +0100", at(13, 32)),
    ("11. Jänner 2026 um 14 Uhr", at(14, month=1)),
    ("11. Dezember 2026, 14:32 Uhr (MEZ)", at(13, 32, month=12)),
    ("mer., 11 août 2026 14:32:00 +0200", at(12, 32, month=8)),
    ("mar. 11 mars 2026 à 14h32", HALF_PAST_TWO),
    ("mié, 11 mar 2026 14:32:00 +0100", at(13, 32)),
    ("mar, 11 mar 2026 14:32:00 GMT", HALF_PAST_TWO),
    ("miércoles, 11 de agosto de 2026 - 14:32", at(14, 32, month=8)),
    ("mercoledì 11 marzo 2026, ore 14:32", HALF_PAST_TWO),
    ("gio, 11 giu 2026 14:32", at(14, 32, month=6)),
    ("qua, 11 fev 2026 14:32:00 -0300", at(17, 32, month=2)),
    ("11 de março de 2026 às 14h32", HALF_PAST_TWO),
    ("woensdag 11 maart 2026 om 14:32 uur", HALF_PAST_TWO),
    ("wo, 11 mei 2026 14:32", at(14, 32, month=5)),
    ("środa, 11 października 2026 r. godz. 14:32", at(14, 32, month=10)),
    ("śr, 11 paź 2026 14:32:00 +0200", at(12, 32, month=10)),
    ("Ср, 11 мар 2026 14:32:00 +0300", at(11, 32)),
    ("11 марта 2026 года, 14:32", HALF_PAST_TWO),
    ("11 мая 2026 в 14:32 МСК", at(11, 32, month=5)),
    ("11 березня 2026 р. о 14:32", HALF_PAST_TWO),
    ("п'ятниця, 11 лютого 2026, 14:32", at(14, 32, month=2)),
    ("11 Şubat 2026 Çarşamba 14:32", at(14, 32, month=2)),
    ("Paz, 11 Eki 2026 14:32", at(14, 32, month=10)),
    ("11 ARALIK 2026 14:32", at(14, 32, month=12)),
    ("Τετάρτη, 11 Μαρτίου 2026, 2:32 μ.μ.", HALF_PAST_TWO),
    ("11 Μαΐου 2026 14:32", at(14, 32, month=5)),
    ("Mar 10, 2026, 2:32 p.m. ET", at(18, 32, day=10)),
    ("January 11, 2026 at 2:32 PM PT", at(22, 32, month=1)),
    ("Rab, 11 Mar 2026 14:32:00 +0700", at(7, 32)),
    ("8 ธ.ค. 68 14:32 น.", at(14, 32, day=8, month=12, year=2025)),
    ("2569-03-11T14:32:00+07:00", at(7, 32)),
    ("1404-12-20 14:32", HALF_PAST_TWO),
    ("水, 11 3月 2026 14:32:00 +0900", at(5, 32)),
    ("수, 11 3월 2026 14:32:00 +0900", at(5, 32)),
    ("周三, 11 3 月 2026 14:32:00 +0800", at(6, 32)),
    ("星期三, 11 十二月 2026 14:32:00 +0800", at(6, 32, month=12)),
    ("ד, 11 מרץ 2026 14:32:00 +0200", at(12, 32)),
    ("csüt., 11 Mar 2026 14:32:00 +0100", at(13, 32)),
    ("on., 11 mar 2026 14.32.00 +0100", at(13, 32)),
    ("Wed, 11 Mar 2026 14:32:00 &#43;0100", at(13, 32)),
    ("2026-03-11T14:32:00&#x2B;01:00", at(13, 32)),
]

WITHOUT_TIME = [
    ("2026-03-11", NOON),
    ("11.03.2026", NOON),
    ("11.03.26", NOON),
    ("11-03-2026", NOON),
    ("11/03/2026", NOON),
    ("March 11, 2026", NOON),
    ("11 March 2026", NOON),
    ("2026 March 11", NOON),
    ("Mittwoch, den 11. März 2026", NOON),
    ("1er avril 2026", at(12, day=1, month=4)),
    ("11 de octubre de 2026", at(12, month=10)),
    ("11 вересня 2026", at(12, month=9)),
    ("11. des. 2026", at(12, month=12)),
    ("11 Mac 2026", NOON),
    ("11 มี.ค. 69", NOON),
    ("11/03/2569", NOON),
    ("1404/12/20", NOON),
    ("11 Mar 2026 GMT", NOON),
]

DIGITS = [
    ("1773239520", HALF_PAST_TWO),
    ("1773239520.5", HALF_PAST_TWO + 0.5),
    ("1773239520000", HALF_PAST_TWO),
    ("20260311", NOON),
    ("20260311143205", at(14, 32, 5)),
    ("202603111432", HALF_PAST_TWO),
    ("20260311T143200Z", HALF_PAST_TWO),
]

NO_DATES = [
    "",
    "0001-01-01T00:00:00+01:00",
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "   ",
    "hello",
    "yesterday",
    "14:32",
    "2026",
    "March 2026",
    "11 March",
    "31.02.2026",
    "11.13.2026",
    "32 March 2026",
    "11 Mar 2026 14:75",
    "11 Mar 2026 25:00",
    "11 Mar 2026 14:32 +9900",
    "11 Mar 2026 12 Apr 2026",
    "11 Mar 2026 14:32 - 15:10",
    "11 Foo 2026 14:32",
    "Version 11.03.2026 of the list",
    "١٤٤٧/٠٩/٢٢",  # years of the moon
    "1447/09/22",
    "0001-01-01T00:00:00Z",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "31 Dec 1989 14:32",
    "1 Jan 2101 00:00",
    "0",
    "1",
    "99999999999999999999",
    "²" * 10,
    "2026-03-11" * 50,
]


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(*row, id=row[0]) for row in WITH_TIME + WITHOUT_TIME])
def test_dates_are_read(raw: str, expected: float) -> None:
    """A date in words or numbers becomes the second it means, without a zone UTC, without a time noon."""
    assert parse_date(raw) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(*row, id=row[0]) for row in DIGITS])
def test_digits_are_read(raw: str, expected: float) -> None:
    """Epoch seconds, milliseconds and compact dates are told apart."""
    assert parse_date(raw) == expected


@pytest.mark.parametrize("raw", [None, *NO_DATES])
def test_no_date_is_better_than_a_wrong_one(raw: str | None) -> None:
    """Garbage, impossible days and years outside 1990 to 2100 are no dates."""
    assert parse_date(raw) is None


@pytest.mark.parametrize(
    ("line", "expected", "has_time"),
    [
        pytest.param("11.03.2026 14:32", HALF_PAST_TWO, True, id="numbers"),
        pytest.param("  11. März 2026, 14:32 Uhr ", HALF_PAST_TWO, True, id="German"),
        pytest.param("11.03.2026 | 14:32", HALF_PAST_TWO, True, id="with a bar between"),
        pytest.param("(11.03.2026)", NOON, False, id="in brackets"),
        pytest.param("— March 11, 2026 —", NOON, False, id="between dashes"),
        pytest.param("2026-03-11 14:32", HALF_PAST_TWO, True, id="ISO"),
        pytest.param("11 марта 2026, 14:32", HALF_PAST_TWO, True, id="Russian"),
        pytest.param("14:32, 11 марта 2026", HALF_PAST_TWO, True, id="the time first"),
        pytest.param("11/03/2026 14h32", HALF_PAST_TWO, True, id="French"),
    ],
)
def test_a_line_that_is_a_date(line: str, expected: float, *, has_time: bool) -> None:
    """A bare date is recognised, and whether it has a time of day."""
    assert trailing_date(line) == (expected, has_time)


@pytest.mark.parametrize(
    "line",
    [
        *NO_DATES,
        "Stand: 11.03.2026",
        "Am 11. März 2026 tagt der Rat",
        "11.03.2026 14:32 (Reuters)",
        "11.03.2026 14:32 dpa",
        "1773239520",
        "20260311",
        "11.03.2026 12.03.2026",
        "+49 30 11 03 2026",
    ],
)
def test_a_line_that_is_more_than_a_date(line: str) -> None:
    """A line with any other word or number in it is text, not a date."""
    assert trailing_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "2026年3月11日 14:32",
        "2026年3月11日（水）午後2時32分",
        "令和8年3月11日 14時32分",
        "2026年03月11日 星期三 下午2:32",
        "2026년 3월 11일 오후 2:32",
        "11 มีนาคม 2569 14:32 น.",
        "๑๑ มี.ค. ๒๕๖๙ เวลา 14.32 น.",
        "چهارشنبه ۲۰ اسفند ۱۴۰۴ ساعت ۱۴:۳۲",
        "۱۴۰۴/۱۲/۲۰ - ۱۴:۳۲",
        "١١ مارس/آذار ٢٠٢٦ 14:32",
        "الأربعاء، 11 مارس 2026، 2:32 م",
        "יום רביעי, 11 במרץ 2026, 14:32",
        "11 मार्च 2026, 14:32",
        "বুধবার, ১১ মার্চ ২০২৬, ১৪:৩২",
        "ngày 11 tháng 3 năm 2026 14:32",
        "2026. március 11. 14:32",
        "11. maaliskuuta 2026 klo 14.32",
        "11. března 2026 14:32",
        "11 martie 2026, ora 14:32",
        "11 март 2026 г., 14:32 ч.",
        "11. март 2026. у 14:32",
        "11. ožujka 2026. u 14:32",
        "Rabu, 11 Maret 2026 14:32",
        "onsdag 11 mars 2026 kl. 14.32",
    ],
)
def test_bare_dates_of_other_scripts_and_calendars(line: str) -> None:
    """Native digits, month names and the Buddhist, Persian and Japanese years are read."""
    assert trailing_date(line) == (HALF_PAST_TWO, True)


@pytest.mark.parametrize(
    ("line", "day", "month"), [("۱ فروردین ۱۴۰۳", 20, 3), ("۲۹ اسفند ۱۴۰۲", 19, 3), ("۳۰ اسفند ۱۳۹۹", 20, 3)]
)
def test_persian_new_years(line: str, day: int, month: int) -> None:
    """Leap years of the Persian calendar are counted: 1399 was one."""
    found = trailing_date(line)
    assert found is not None
    read = datetime.fromtimestamp(found[0], UTC)
    assert (read.day, read.month) == (day, month)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("2026-03-11 14:32", at(5, 32), id="local time"),
        pytest.param("2026-03-11T14:32:00", at(5, 32), id="ISO"),
        pytest.param("202603111432", at(5, 32), id="compact digits"),
        pytest.param("2026年3月11日 14:32", at(5, 32), id="in words"),
        pytest.param("2026年3月11日 14:32 公開", at(5, 32), id="before a word that is no zone"),
        pytest.param("2026-03-11T14:32:00+01:00", at(13, 32), id="with an offset"),
        pytest.param("2026-03-11T14:32:00Z", HALF_PAST_TWO, id="with Z"),
        pytest.param("Wed, 11 Mar 2026 14:32:00 GMT", HALF_PAST_TWO, id="with GMT"),
        pytest.param("Wed, 11 Mar 2026 14:32:00 CET", at(13, 32), id="with a name"),
        pytest.param("2026-03-11 14:32 Europe/Berlin", at(13, 32), id="with a region"),
        pytest.param("1773239520", HALF_PAST_TWO, id="epoch"),
        pytest.param("2026-03-11", NOON, id="a day alone"),
    ],
)
def test_a_time_without_a_zone_is_in_that_of_the_caller(raw: str, expected: float) -> None:
    """Only what has a time of day and no zone of its own is moved."""
    assert parse_date(raw, "Asia/Tokyo") == expected


def test_summer_time_of_the_callers_zone_is_respected() -> None:
    """A line at a text's end is read like any date."""
    assert parse_date("11.07.2026 14:32", "Europe/Berlin") == at(12, 32, month=7)
    assert trailing_date("11.07.2026 14:32", "Europe/Berlin") == (at(12, 32, month=7), True)
    assert parse_date("11.07.2026 14:32", "Nowhere/Atall") == at(14, 32, month=7)
