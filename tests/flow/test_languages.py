"""Reports of one event in different languages: one story, a hint, or nothing, as the settings say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import Told
from tests.flow.house import House
from tests.flow.reports import FERRY, TUNNEL, Report, report
from worker.daemon.rulings import split_story
from worker.flow.rulings import Ruling

FERRY_IN_RUSSIAN = report(
    "Паром «Олдвин» сел на мель у Бреннока",
    """
    Автомобильный паром «Олдвин» с 214 пассажирами на борту вскоре после рассвета сел на песчаную отмель у Бреннока,
    сообщила береговая охрана в Порт-Хестри. Никто не пострадал, корпус, по-видимому, цел.

    Капитан Морвен Таллис обошла обычный фарватер стороной, чтобы разминуться с двумя траулерами, у которых погасли
    огни, пояснили в судоходной компании. Через одиннадцать минут киль коснулся дна.

    Буксиры из Порт-Хестри попытаются снять судно во время вечернего прилива. А пока на автомобильной палубе
    раздают чай и одеяла, и дети нарисовали мелом длинные классики между грузовиками.
    """,
)


@pytest.mark.parametrize(("setting", "stories"), [("link", 2), ("hint", 3), ("off", 3)])
async def test_a_translation_joins_as_the_settings_say(house: House, setting: str, stories: int) -> None:
    """Linked, it is an update of the story; hinted at, a story of its own whose trail names the other; else nothing."""
    house.configure("agency", "paper", stories={"across_languages": setting})
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    house.reports("paper", FERRY_IN_RUSSIAN)
    await house.watch()
    assert len({line["story"] for line in house.lines()}) == stories
    trail = house.rows("SELECT verdicts FROM trails ORDER BY entry_id DESC LIMIT 1")[0]["verdicts"]
    assert ("tallis = таллис" in trail or "таллис = tallis" in trail) is (setting != "off")
    assert ('"hint"' in trail) is (setting == "hint")
    assert ("joined" in trail) is (setting == "link")


IN_THE_SAME_PORT = report(
    "Бреннок: музей ищет снимки яхты капитана Таллиса",
    """
    Музей в Уитборне собирает снимки яхты «Колвейн», которую в 1931 году построила верфь «Драмонд» для семьи
    Киркбрайд. Хранитель Элспет Наварро говорит, что Бреннок помнит последние гонки, которые выиграл Годфри Таллис.

    Яхта прошла 4800 миль до Лиссабона и вернулась под флагом клуба «Сандерленд». Её чертежи нашёл в Глазго историк
    Томаш Вереш, а колокол хранит Розалинд Маккензи, внучка боцмана. Выставку откроют 17 мая в галерее Уитборна.
    """,
)


async def test_two_names_of_many_are_no_hint(house: House) -> None:
    """Two names that a long report shares with one in another language say nothing of what either tells."""
    house.configure("agency", "paper", stories={"across_languages": "hint"})
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    house.reports("paper", IN_THE_SAME_PORT)
    await house.watch()
    trail = house.rows("SELECT verdicts FROM trails ORDER BY entry_id DESC LIMIT 1")[0]["verdicts"]
    assert '"opened"' in trail
    assert '"hint"' not in trail


@pytest.mark.parametrize(
    ("paragraphs", "cited", "proof"),
    [
        pytest.param(1, " Об этом сообщает Hestry Wire.", "cites Hestry Wire", id="naming the source"),
        pytest.param(1, "", None, id="naming nobody"),
        pytest.param(3, "", "морвен", id="all of it"),
    ],
)
async def test_a_translation_that_is_silent(house: House, paragraphs: int, cited: str, proof: str | None) -> None:
    """Told in Russian under another title, a story is silent where its agency is named, or nearly all of it is told."""
    outlets = [{"id": "agency", "names": ["Hestry Wire"], "hosts": ["agency.example"]}]
    house.configure("agency", "paper", outlets=outlets)
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    first, *rest = FERRY_IN_RUSSIAN.paragraphs[:paragraphs]
    house.reports("paper", Report("Пассажиры пьют чай на мели", (first + cited, *rest)))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "first"] + ["update 1"] * (proof is None)
    if proof is not None:
        (proved,) = house.rows("SELECT evidence FROM relations WHERE proves_id IS NOT NULL")
        assert proof in proved["evidence"]


@pytest.mark.parametrize(
    ("title", "hours", "occasions"),
    [
        pytest.param("Паром «Олдвин» сел на мель у Бреннока", 1, [], id="its names are known"),
        pytest.param("Паром «Олдвин» у Бреннока: 31 раненый", 1, ["update 1"], id="a number that is new"),
        pytest.param("Сел на мель паром «Олдвин»", 1, ["update 1"], id="a single name"),
        pytest.param("Паром «Олдвин» сел на мель у Бреннока", 5, [], id="hours later, its number is known"),
    ],
)
async def test_a_translation_whose_headline_says_nothing_new(
    house: House, title: str, hours: int, occasions: list[str]
) -> None:
    """It shares too few marks to be silent by them alone; the trail says that it begins with nothing new."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    house.later(hours * 3600)
    told = house.prints("paper", Report(title, FERRY_IN_RUSSIAN.paragraphs[:1]))
    house.tells("paper", replace(told, at=house.clock.now()))
    await house.watch()
    assert [occasion for occasion, _ in house.told()[2:]] == occasions
    (last,) = house.rows("SELECT verdicts FROM trails ORDER BY entry_id DESC LIMIT 1")
    assert ("begins with nothing new" in last["verdicts"]) is (not occasions)


FERRY_RETOLD_IN_RUSSIAN = report(
    "Автомобильный паром «Олдвин» на песчаной отмели у Бреннока",
    """
    На песчаной отмели у Бреннока вскоре после рассвета оказался автомобильный паром «Олдвин», на борту 214 пассажиров.
    Никто не пострадал, сообщила береговая охрана в Порт-Хестри, корпус, по-видимому, цел.
    """,
)


async def test_what_a_silent_translation_says_counts_as_told(house: House) -> None:
    """So that the next report in its language, a day later, is not told for words that say the same."""
    house.configure("agency", "paper", "gazeta")
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    house.reports("paper", Report("Паром «Олдвин» сел на мель у Бреннока", FERRY_IN_RUSSIAN.paragraphs[:1]))
    await house.watch()
    house.later(20 * 3600)
    house.tells("gazeta", replace(house.prints("gazeta", FERRY_RETOLD_IN_RUSSIAN), at=house.clock.now()))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "first"]


LATER_ON_BOARD = report(
    "Brennock: tea for the stranded on the Aldwyn",
    """
    Tea and blankets are handed out on the ferry Aldwyn, which ran aground off Brennock with 214 passengers, while tugs
    from Port Hestry wait for the tide. Captain Morwen Tallis steered wide of two trawlers, the coastguard said.
    """,
)


@pytest.mark.parametrize("split_up", [False, True])
async def test_a_translation_is_held_against_the_report_that_followed_a_flash(house: House, split_up: bool) -> None:
    """A flash has few names and numbers; also where the story was made anew because an article was split off."""
    house.configure("agency", "paper", "third", "gazeta")
    house.tells("agency", Told("Ferry Aldwyn runs aground near Brennock", guid="flash"))
    await house.watch()
    house.reports("paper", FERRY, TUNNEL)
    await house.watch()
    house.reports("third", LATER_ON_BOARD)
    await house.watch()
    if split_up:
        split_story(house.loaded, "1", ["e4"], Ruling("anna", house.clock.now(), "about tea"))
    house.reports("gazeta", Report("Пассажиры пьют чай на мели", FERRY_IN_RUSSIAN.paragraphs))
    await house.watch()
    stories = {line["title"]: line["story"] for line in house.lines()}
    assert stories["Пассажиры пьют чай на мели"] == stories[FERRY.title] != stories[TUNNEL.title]
    (last,) = house.rows("SELECT verdicts FROM trails ORDER BY entry_id DESC LIMIT 1")
    assert "214" in last["verdicts"]  # which is not in the flash


SINKS = report(
    "Mindestens 12 Tote nach Untergang der Fähre Santa Brigida vor Mandara",
    """
    Beim Untergang der Fähre Santa Brigida vor der Insel Mandara sind am Montag mindestens 12 Menschen ums Leben
    gekommen, wie die Küstenwache in Port Selim mitteilte. Das Schiff war von Port Selim nach Kandar ausgelaufen.

    An Bord waren rund 300 Menschen. Bis zum Mittag wurden 210 gerettet, sagte Küstenwachchef Omar Lattif.
    """,
)
LATER = """
The coastguard in Port Selim said on Tuesday that more people were killed when the ferry Santa Brigida sank off Mandara
on its way from Port Selim to Kandar. Of 300 people aboard 210 were rescued, coastguard chief Omar Lattif said.

Divers found bodies in the hull during the night. The ministry declared three days of mourning.
"""


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        pytest.param("Death toll of Santa Brigida ferry off Mandara rises to 47", True, id="a number that is new"),
        pytest.param("Twelve and more dead on Santa Brigida off Mandara", False, id="no number"),
    ],
)
async def test_a_number_in_the_headline_of_a_later_report_is_news(house: House, headline: str, told: bool) -> None:
    """However many names link it to what another language told the day before."""
    house.configure("zeitung", "paper")
    house.reports("zeitung", SINKS)
    await house.watch()
    house.later(24 * 3600)
    house.tells("paper", replace(house.prints("paper", report(headline, LATER)), at=house.clock.now()))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first"] + ["update 1"] * told
