"""Bulletins are worded alike each time, and each is told; an old report that is only listed again is not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, TUNNEL
from tests.web import Answer

HOUR = 3600.0


@dataclass(frozen=True)
class Said:
    """What a feed says after so many ``hours``, as an entry of its own, dated ``old`` hours before."""

    hours: float
    text: tuple[str, str]
    feed: str = "warnings"
    old: float | None = 0.0


async def told(house: House, *said: Said, lang: str = "en") -> list[bool]:
    """Let feeds without pages say this, one after the other; answers of which somebody was told."""
    house.configure(*dict.fromkeys(it.feed for it in said), articles={"fetch": False})
    begun, listed = house.clock.now(), dict[str, list[Told]]()
    for number, one in enumerate(said):
        house.later(max(0.0, begun + one.hours * HOUR - house.clock.now()))
        at = None if one.old is None else house.clock.now() - 60 - one.old * HOUR
        entry = Told(one.text[0], f"http://{one.feed}.example/{number}", f"{number}", at, one.text[1])
        listed.setdefault(one.feed, []).insert(0, entry)
        document = rss(*listed[one.feed]).replace(b"<language>en<", f"<language>{lang}<".encode())
        house.web.say(feed_url(one.feed), Answer(200, document))
        await house.watch()
    alerted = {alert["article"]["url"] for alert in house.alerts()}
    return [f"http://{one.feed}.example/{number}" in alerted for number, one in enumerate(said)]


ALARM = {
    "en": (
        ("Air raid alert in Quenby", "Air raid alert. Go to the nearest shelter and stay there until the all-clear."),
        ("All clear in Quenby", "The air raid alert is over. You may leave the shelter."),
    ),
    "de": (
        ("Luftalarm in Kölleda", "Es herrscht Luftalarm. Bleiben Sie bis zur Entwarnung im nächsten Schutzraum."),
        ("Entwarnung in Kölleda", "Der Luftalarm ist aufgehoben. Sie können den Schutzraum wieder verlassen."),
    ),
    "zh": (
        ("石门岭发布防空警报", "防空警报。请前往最近的避难所,并留在那里直到警报解除。"),
        ("石门岭防空警报解除", "防空警报已经解除。可以离开避难所。"),
    ),
    "ar": (
        ("إنذار جوي في منطقة تل الزيتون", "إنذار جوي. توجهوا إلى أقرب ملجأ وابقوا فيه حتى صدور إشارة الأمان."),
        ("انتهاء الإنذار في منطقة تل الزيتون", "انتهى الإنذار الجوي. يمكنكم مغادرة الملاجئ."),
    ),
    "th": (
        ("สัญญาณเตือนภัยทางอากาศในเขาศิลา", "มีสัญญาณเตือนภัยทางอากาศ โปรดไปยังที่หลบภัยที่ใกล้ที่สุดและอยู่ที่นั่นจนกว่าจะปลอดภัย"),
        ("ยกเลิกสัญญาณเตือนภัยในเขาศิลา", "ยกเลิกสัญญาณเตือนภัยทางอากาศแล้ว ท่านสามารถออกจากที่หลบภัยได้"),
    ),
}
ALERT, CLEAR = ALARM["en"]


@pytest.mark.parametrize("lang", ALARM)
async def test_a_warning_is_told_each_day_and_its_copies_never(house: House, lang: str) -> None:
    """The feed that issued it says the same days later, and another outlet repeats it each time."""
    alert, clear = ALARM[lang]
    days = [
        Said(start + hours, text, feed)
        for start in (0, 26, 75)
        for hours, text, feed in ((0, alert, "warnings"), (1, alert, "paper"), (3, clear, "warnings"))
    ]
    assert await told(house, *days, lang=lang) == [True, False, True] * 3


async def test_an_alert_its_end_and_the_next_alert_of_a_day_are_told(house: House) -> None:
    """The same words within hours are news where the feed said something else of the story in between."""
    turns = (Said(0, ALERT), Said(2, CLEAR), Said(7, ALERT), Said(7.5, ALERT, "paper"), Said(9, CLEAR), Said(10, CLEAR))
    assert await told(house, *turns) == [True, True, True, False, True, False]
    stories = [line["story"] for line in house.lines()]
    assert len(set(stories)) == 1


async def test_another_day_is_another_story_and_the_trail_says_why(house: House) -> None:
    """A warning issued anew opens a story; its copy belongs to that one, not to the first."""
    await told(house, Said(0, ALERT), Said(30, ALERT), Said(31, ALERT, "paper"))
    first, second, copy = (line["story"] for line in house.lines())
    assert first != second == copy
    assert [occasion for occasion, _ in house.told()] == ["first", "first"]
    assert any("told on another day" in row["verdicts"] for row in house.rows("SELECT verdicts FROM trails"))


LONG = FERRY.title, " ".join(FERRY.paragraphs + TUNNEL.paragraphs[:1])
NAMES_ITS_DAY = "Robbery in Quenby", "A man was robbed of his watch in Quenby on Monday. The police ask for witnesses."


@pytest.mark.parametrize(
    "again",
    [
        pytest.param((Said(30, LONG), Said(200, LONG)), id="a report of full length"),
        pytest.param((Said(30, NAMES_ITS_DAY), Said(130, NAMES_ITS_DAY)), id="a notice that names its day"),
        pytest.param((Said(30, (ALERT[0], ALERT[1] + " …")),), id="the beginning of a longer text"),
        pytest.param((Said(1, ALERT), Said(5, ALERT)), id="within hours"),
        pytest.param((Said(40, ALERT, old=40.0),), id="with its old date"),
        pytest.param((Said(40, ALERT, old=None),), id="without a date"),
        pytest.param((Said(40, ALERT, "paper"),), id="in a feed that had not told it"),
    ],
)
async def test_what_is_only_listed_again_is_silent(house: House, again: tuple[Said, ...]) -> None:
    """Under another address and guid."""
    assert await told(house, Said(0, again[0].text), *again) == [True, *(False for _ in again)]


async def test_a_notice_that_names_its_weekday_is_told_each_week(house: House) -> None:
    """The same weekday has come again."""
    assert await told(house, Said(0, NAMES_ITS_DAY), Said(7 * 24, NAMES_ITS_DAY)) == [True, True]


async def test_bulletins_that_replace_all_the_feed_had_are_told(house: House) -> None:
    """Where nothing of the last document is left, known texts of a later date are no known entries under new guids."""
    house.configure("bridges", articles={"fetch": False})
    for day in range(2):
        at = house.clock.now()
        closed = [
            Told(f"Bridge {name} closed", f"http://bridges.example/{day}/{name}", f"{day} {name}", at - 1000 * place)
            for place, name in enumerate(("over the Olm", "over the Wren", "of St Juno"), 1)
        ]
        house.tells("bridges", *(replace(it, summary=f"{it.title} to all traffic.") for it in closed))
        await house.watch()
        house.later(24 * HOUR)
    assert house.words() == ["alerted"] * 6


STORM = """Gusts of up to 100 km/h are expected. Stay away from trees and the sea front, and do not park under
scaffolding. Ferries may be cancelled at short notice."""


async def test_one_word_in_the_headline_of_its_own_feed_is_news(house: House) -> None:
    """A warning is extended: all but a few of its words are known, and other outlets repeat both."""
    title, rest = "Severe weather warning for the Brennock coast", " ".join(STORM.split())
    issued = title, f"The weather service has issued a severe weather warning for the Brennock coast. {rest}"
    more = "The weather service has extended its severe weather warning for the Brennock coast until midnight."
    extended = f"{title} extended", f"{more} {rest}"
    said = (Said(0, issued), Said(0.5, issued, "paper"), Said(6, extended), Said(6.5, extended, "paper"))
    assert await told(house, *said) == [True, False, True, False]


async def test_the_same_lines_for_other_regions_are_told(house: House) -> None:
    """The headline alone says where, in capitals or not."""
    regions = [
        Said(n / 10, (title, ALARM["zh"][0][1])) for n, title in enumerate(("青河发布防空警报", "海棠湾发布防空警报"))
    ]
    assert await told(house, *regions, *(Said(1, it.text, "paper") for it in regions), lang="zh") == [
        True,
        True,
        False,
        False,
    ]


async def test_each_issue_of_a_column_is_told(house: House) -> None:
    """Its headline stays, its text is another, and all its names are known."""
    title = "Court list for Quenby"
    cases = (
        "9.30: Harriet Lowe, theft. 11.00: Tobias Fenn, fraud. All hearings are public.",
        "9.30: Tobias Fenn, theft. 11.00: Miriam Okafor, assault. All hearings are public.",
        "9.30: Miriam Okafor, fraud. 11.00: Harriet Lowe, assault. All hearings are public.",
    )
    assert await told(house, *(Said(24.0 * day, (title, text)) for day, text in enumerate(cases))) == [True] * 3
