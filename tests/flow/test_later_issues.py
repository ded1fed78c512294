"""Bulletins in the words of the last one, a day or a week later: each issue is told, late copies are not."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from tests.clock import START
from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import ALL, Report, report
from tests.web import Answer
from worker.daemon import passes
from worker.flow import exchange

DAY_S, WEEK_S, HOUR_S = 86400.0, 7 * 86400.0, 3600.0

PRICES = {
    "en": report(
        "Heating oil at the Brennock terminal",
        """
        The terminal at Brennock sells heating oil of the light grade at {} crowns for a hundred litres, the port
        authority said. Deliveries of 3,000 litres and more cost 2 crowns less, those beyond 40 kilometres 4 crowns
        more. Orders placed before 11 are filled within 5 days. The tanks hold 18,500 cubic metres, and two barges of
        900 tonnes each are expected at the pier.
        """,
    ),
    "de": report(
        "Heizöl ab Lager Trebnow",
        """
        Das Lager in Trebnow verkauft leichtes Heizöl für {} Euro je hundert Liter, wie der Handel mitteilte. Ab 3.000
        Litern kostet es 2 Euro weniger, außerhalb von 40 Kilometern 4 Euro mehr. Wer vor 11 Uhr bestellt, wird binnen
        5 Tagen beliefert. Die Tanks fassen 18.500 Kubikmeter, zwei Schiffe mit je 900 Tonnen werden erwartet.
        """,
    ),
    "ru": report(
        "Печное топливо на терминале Бреннок",
        """
        Терминал в Бренноке продаёт лёгкое печное топливо по {} кроны за сто литров, сообщило управление порта. От
        3000 литров оно стоит на 2 кроны дешевле, дальше 40 километров на 4 кроны дороже. Заказы, принятые до 11
        часов, выполняются за 5 дней. Резервуары вмещают 18500 кубометров, у причала ждут две баржи по 900 тонн.
        """,
    ),
    "ja": report(
        "ブレノック油槽所の灯油価格",
        """
        ブレノックの油槽所は灯油を百リットルあたり{}クローネで販売すると港湾当局が発表した。

        3000リットル以上は2クローネ安く、40キロメートルを超える配達は4クローネ高くなる。午前11時までの注文は5日以内に届けられる。

        タンクの容量は18500立方メートルで、桟橋には900トンのはしけが二隻着く予定だ。
        """,
    ),
}

DUES = report(
    "Brennock council leaves the harbour dues as they are",
    """
    The council of Brennock leaves the dues of the harbour as they are, it decided behind closed doors, and will look
    at them again when the herring fleet is back. Traders had expected nothing else.

    The chairwoman called the mood among the fishermen steady and the weather kind. Nobody spoke against her, and the
    meeting was over before the soup was cold.
    """,
)
DUES_AGAIN = report(
    "Harbour dues in Brennock remain unchanged",
    """
    The council of Brennock leaves the dues of the harbour as they are, it decided in the evening, and will look at
    them again when the sprat fleet is back. Traders had feared a rise.

    The chairwoman called the mood among the merchants nervous and the weather kind. Two members spoke against her, and
    the meeting was over before the soup was cold.
    """,
)


async def published(house: House, feed: str, report: Report, after_s: float) -> None:
    """So long after the beginning the feed lists this report, at an address of its own, and is polled."""
    at = START + after_s
    house.later(max(0.0, at + HOUR_S - house.clock.now()))
    link = f"http://{feed}.example/{after_s:.0f}"
    house.web.say(link, Answer(200, page(report.title, report.paragraphs), HTML))
    house.tells(feed, Told(report.title, link, guid=link, at=at))
    await house.watch()


def bulletin(lang: str, price: str) -> Report:
    """The price of the week, one figure of seven."""
    told = PRICES[lang]
    return replace(told, paragraphs=tuple(text.format(price) for text in told.paragraphs))


@pytest.mark.parametrize("lang", PRICES)
async def test_a_price_of_the_next_day_is_told(house: House, lang: str) -> None:
    """Though one figure among many has changed; every outlet's copies of it stay silent."""
    house.configure("port", "paper")
    for day, price in enumerate(("104.80", "101.35", "103.20")):
        await published(house, "port", bulletin(lang, price), day * DAY_S)
        await published(house, "paper", bulletin(lang, price), day * DAY_S + 2 * HOUR_S)
    assert [alert["article"]["feed"] for alert in house.alerts()] == ["port"] * 3
    assert house.words() == ["alerted", "grouped"] * 3


@pytest.mark.parametrize("lang", PRICES)
async def test_a_figure_corrected_within_hours_is_not_told_again(house: House, lang: str) -> None:
    """Within the day a copy with one figure changed is the same report, edited."""
    house.configure("port", "paper")
    await published(house, "port", bulletin(lang, "104.80"), 0)
    await published(house, "paper", bulletin(lang, "104.85"), 3 * HOUR_S)
    assert house.words() == ["alerted", "grouped"]


async def test_what_an_outlet_words_anew_days_later_is_told(house: House) -> None:
    """A decision that was taken again, in the words of the last one."""
    house.configure("wire")
    await published(house, "wire", DUES, 0)
    await published(house, "wire", DUES_AGAIN, 5 * DAY_S)
    assert [title for _, title in house.told()] == [DUES.title, DUES_AGAIN.title]


async def test_what_another_outlet_words_anew_days_later_is_not_told(house: House) -> None:
    """Its copy was late."""
    house.configure("wire", "paper")
    await published(house, "wire", DUES, 0)
    await published(house, "paper", DUES_AGAIN, 5 * DAY_S)
    assert house.words() == ["alerted", "grouped"]


async def test_lines_without_address_are_not_of_one_outlet(house: House) -> None:
    """Nobody knows whose they are, so a later one in other words may be another outlet's copy."""
    house.configure()
    told = ((DUES, "2026-03-02T08:00:00Z"), (DUES_AGAIN, "2026-03-09T08:00:00Z"))
    lines = [
        orjson.dumps({"id": it.title, "published": at, "title": it.title, "text": "\n\n".join(it.paragraphs)})
        for it, at in told
    ]
    async with house.worker() as parts:
        await passes.start(parts)
        settings = parts.loaded.settings.polling
        await exchange.import_lines(lines, parts.database, parts.gatherer, settings, parts.clock)
    assert house.words() == ["alerted", "grouped"]


async def test_a_long_article_brought_again_with_a_few_words_changed_is_not_told(house: House) -> None:
    """Its figures are the same; what is long is hardly written to a pattern."""
    house.configure("paper")
    long = Report("A year on the coast", tuple(text for it in ALL for text in it.paragraphs))
    edited = tuple(
        text.replace("Nobody was hurt", "No one was hurt").replace("shortly after", "just after")
        for text in long.paragraphs
    )
    assert edited != long.paragraphs
    await published(house, "paper", long, 0)
    await published(house, "paper", Report("One year on the coast", edited), WEEK_S)
    assert house.words() == ["alerted", "grouped"]
