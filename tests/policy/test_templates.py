"""Same words, other news: bulletins written to a pattern are told from copies, in many languages; edits are not."""

from __future__ import annotations

import pytest

from worker.content.issues import heading
from worker.content.wordings import wording
from worker.policy.alignment import align
from worker.policy.likeness import Text, classify, compare, proves
from worker.policy.templates import another_issue, differences, marks, strangers

Story = tuple[str, str]
"""Title and body."""


def filled(title: str, body: str, *fillings: tuple[str, ...]) -> tuple[Story, ...]:
    """One pattern with each filling: ``{0}``, ``{1}`` … stand for what differs."""
    return tuple((title.format(*filling), body.format(*filling)) for filling in fillings)


PATTERNS = {
    "an earthquake, English": filled(
        "Magnitude {0} earthquake strikes off {1}",
        "An earthquake of magnitude {0} struck off the coast of {1} on {2}, the seismological office said. The quake "
        "was registered at {3} local time at a depth of {4} kilometres. There were no immediate reports of damage or "
        "injuries, and no tsunami warning was issued. The office asks people who felt the shaking to fill in the form "
        "on its site. Quakes of this size are felt by many people and can crack plaster in weak buildings.",
        ("5.1", "Tessaly", "Tuesday", "4.12", "10"),
        ("6.4", "Quenby", "Friday", "23.40", "35"),
    ),
    "only the magnitude differs, English": filled(
        "Earthquake shakes Tessaly",
        "An earthquake of magnitude {0} shook the north of Tessaly in the night, the seismological office said on its "
        "site. People ran into the streets in several towns and stayed outdoors until the morning. There were no "
        "immediate reports of damage or injuries, and trains were running again after the bridges had been checked.",
        ("5.1",),
        ("7.4",),
    ),
    "a toll that rises, English": filled(
        "Toll of Brennock ferry accident rises to {0}",
        "The toll of the ferry accident off Brennock has risen to {0}, the coastguard said. Divers went on searching "
        "the wreck through the night with lamps and sonar, and relatives were waiting in the town hall. The ferry had "
        "run onto a sandbank in thick fog and turned over within minutes. Why it had left its course is not known yet, "
        "and the prosecutor has opened an inquiry into the company that runs the line and into its safety record.",
        ("12",),
        ("15",),
    ),
    "a match, German": filled(
        "{0} schlägt {1} mit {2}",
        "{0} hat am Samstag {1} mit {2} besiegt und bleibt damit im Rennen um den Aufstieg. Vor {3} Zuschauern brachte "
        "{4} die Gastgeber in der {5}. Minute in Führung. Nach der Pause drückten die Gäste auf den Ausgleich, fanden "
        "gegen die gut gestaffelte Abwehr aber kein Mittel. Der Trainer sprach danach von einer geschlossenen Leistung "
        "und von drei wichtigen Punkten. Am kommenden Wochenende geht es für beide Mannschaften auswärts weiter.",
        ("Eintracht Brennock", "Fortuna Quenby", "2:1", "1240", "Lars Ohlsen", "17"),
        ("Union Hestry", "Viktoria Aldau", "3:0", "860", "Jonas Wernick", "58"),
    ),
    "the weather, French": filled(
        "Météo du {0} : {1} degrés à Brennoque",
        "Le {0}, le temps sera nuageux le matin avec quelques averses près des côtes. Les températures atteindront {1} "
        "degrés à Brennoque et {2} degrés dans l'intérieur des terres. Le vent soufflera du nord à {3} kilomètres "
        "par heure, avec des rafales plus fortes au large. Dans la soirée, le ciel se dégagera lentement et la nuit "
        "restera fraîche. Les services rappellent aux promeneurs de se renseigner avant de prendre la mer.",
        ("3 mai", "14", "19", "25"),
        ("9 mai", "22", "27", "40"),
    ),
    "the exchange, Spanish": filled(
        "La bolsa de Puerto Bren {0} un {1} por ciento",
        "La bolsa de Puerto Bren {0} este {2} un {1} por ciento y cerró en {3} puntos, según datos del mercado. Los "
        "valores de la energía marcaron el rumbo de la sesión, con un volumen de {4} millones. Los analistas esperan "
        "ahora los datos de empleo, que se publicarán a finales de mes. En el mercado de divisas hubo pocos cambios y "
        "los bonos se mantuvieron estables. La próxima reunión del banco central está prevista para el otoño.",
        ("sube", "1,4", "lunes", "8.412", "310"),
        ("baja", "0,7", "jueves", "8.295", "275"),
    ),
    "an accident, Russian": filled(
        "ДТП в {0}: пострадали {1} человек",
        "В {0} утром {2} произошло дорожно-транспортное происшествие, в котором пострадали {1} человек, сообщили в "
        "областном управлении. По предварительным данным, водитель не справился с управлением на скользкой дороге и "
        "выехал на встречную полосу. Пострадавшие доставлены в больницу, их состояние врачи оценивают как средней "
        "тяжести. Движение на участке было ограничено на {3} минут. Обстоятельства происшествия устанавливаются.",
        ("Бренноке", "3", "12 марта", "40"),
        ("Квенби", "7", "29 марта", "95"),
    ),
    "the exchange rate, Ukrainian": filled(
        "Курс валют на {0}",
        "Національний банк встановив на {0} офіційний курс {1} за одиницю, повідомляє пресслужба установи. Порівняно "
        "з попереднім днем курс змінився на {2} відсотка. У комерційних банках валюту купують у середньому по {3}. "
        "Аналітики пояснюють зміни сезонним попитом і очікуваннями бізнесу. Банк нагадує, що курс не є обов'язковим "
        "для операцій на готівковому ринку, і радить стежити за оновленнями на його сторінці.",
        ("4 квітня", "41,35", "0,12", "41,60"),
        ("18 квітня", "42,07", "0,48", "42,30"),
    ),
    "a quake, Arabic": filled(
        "زلزال بقوة {0} درجات يضرب {1}",
        "ضرب زلزال بقوة {0} درجات منطقة {1} فجر اليوم وفق ما أعلنه مركز رصد الزلازل. ووقع الزلزال على عمق {2} كيلومترا "
        "عند الساعة {3} بالتوقيت المحلي. ولم ترد تقارير فورية عن وقوع أضرار أو إصابات، ولم يصدر تحذير من أمواج عاتية. "
        "وطلب المركز من السكان الذين شعروا بالهزة ملء الاستمارة المنشورة على موقعه، وذكر بضرورة الابتعاد عن المباني "
        "القديمة في حال حدوث هزات ارتدادية خلال الساعات المقبلة.",
        ("5.1", "تيسالي", "10", "4.12"),
        ("6.3", "كوينبي", "35", "23.40"),
    ),
    "a quake, Chinese": filled(
        "{1}发生{0}级地震",
        "据地震台网测定，{2}在{1}附近海域发生{0}级地震，震源深度{3}千米。当地居民表示震感明显，部分人员跑到户外避险。"
        "截至目前，尚未接到人员伤亡和财产损失的报告。有关部门已启动应急响应，派出工作组前往现场核实灾情，"
        "并提醒公众不要轻信传言，注意防范可能发生的余震。铁路和机场的运行没有受到影响，学校照常上课。",
        ("5.1", "布伦诺克", "3日4时12分", "10"),
        ("6.4", "特萨利", "19日23时40分", "35"),
    ),
    "the weather, Japanese": filled(
        "{0}の天気 最高気温は{1}度",
        "{0}は高気圧に覆われて晴れる所が多く、最高気温は{1}度の予想です。朝の最低気温は{2}度で、昨日より少し低く"
        "なりそうです。海上では風が強まり、波の高さは{3}メートルの見込みです。外出の際は上着があると安心です。"
        "夜は雲が広がりますが、雨の心配はほとんどありません。週末にかけては天気が周期的に変わるでしょう。",
        ("12日", "18", "7", "2.5"),
        ("27日", "24", "13", "1"),
    ),
    "gold, Thai": filled(
        "ราคาทองวันที่ {0} ขายออกบาทละ {1}",
        "สมาคมผู้ค้าทองประกาศราคาทองคำวันที่ {0} โดยทองแท่งขายออกบาทละ {1} บาท และรับซื้อบาทละ {2} บาท "
        "ส่วนทองรูปพรรณขายออกบาทละ {3} บาท ผู้ค้าระบุว่าความต้องการในประเทศยังคงทรงตัวและลูกค้าส่วนใหญ่รอดูทิศทางของตลาดโลก "
        "นักวิเคราะห์แนะนำให้ติดตามค่าเงินและการประชุมของธนาคารกลางอย่างใกล้ชิด",
        ("3 พฤษภาคม", "32150", "32050", "32650"),
        ("17 พฤษภาคม", "33400", "33300", "33900"),
    ),
    "an obituary, English, without a number": filled(
        "{0} dies after a long illness",
        "{0}, who led the {1} for many years, has died after a long illness, the family said in a statement. Friends "
        "and companions spoke of a patient teacher and of a good listener. The funeral will be held in {2} among the "
        "closest relatives, and a memorial service is to follow in the summer. The family asks for donations to the "
        "local hospice in place of flowers, and thanks all those who have written letters during the last weeks.",
        ("Ilse Mohr", "Harbour Choir", "Brennock"),
        ("Pavel Rudnik", "Chess League", "Aldau"),
    ),
    "results under one title, English": filled(
        "Lottery results",
        "The numbers drawn in the state lottery on Saturday evening are {0} and the extra number is {1}. The main "
        "prize of {2} million was not won and goes into the next draw, the company said. Tickets for it can be bought "
        "until six in the evening on the day of the draw. All numbers are published without guarantee, and prizes not "
        "claimed within three years return to the fund that supports sports clubs in the state.",
        ("3, 17, 24, 31, 40, 44", "7", "4"),
        ("8, 11, 19, 22, 35, 47", "2", "6"),
    ),
}

FERRY = (
    "Ferry runs aground off Brennock",
    (
        "A ferry with 214 passengers ran onto a sandbank off Brennock shortly after dawn on Tuesday, the coastguard "
        "said. Nobody was hurt. Two tugs tried to pull the ship free at high water but gave up after an hour. Captain "
        "Ilse Mohr told the harbour office that the buoy marking the channel had drifted in the storm of the night "
        "before. The passengers were taken ashore in 9 boats and given tea and blankets in the school. Divers are to "
        "inspect the hull on Wednesday, and the line will run with one ship until then, every 90 minutes in place of "
        "every 45."
    ),
)

EDITS = {
    "as it was": {},
    "another word here and there": {"shortly after dawn": "before sunrise", "gave up": "stopped"},
    "a number rounded": {"214 passengers": "some 200 passengers", "shortly after dawn": "before sunrise"},
    "a name shortened": {"Captain Ilse Mohr": "Captain Mohr", "the coastguard": "a spokesman"},
    "the day put another way": {"on Tuesday": "yesterday", "on Wednesday": "tomorrow"},
    "a sentence left out": {"Nobody was hurt. ": ""},
    "a sentence more": {"Nobody was hurt.": "Nobody was hurt. Our reporter is on the way to the quay."},
    "numbers spelled out": {"9 boats": "nine boats"},
}


def compared(article: Story, other: Story, lang: str | None = None) -> tuple[bool, bool, tuple[str, ...]]:
    """(related by words, proven, what differs)."""
    found = compare(Text(wording(*article, lang)), Text(wording(*other, lang)))
    return classify(found) is not None, proves(found), found.differing


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_filled_in_anew_is_other_news(name: str) -> None:
    """Two fillings of one pattern are not related by their words in either order, and what differs is named."""
    one, other = PATTERNS[name]
    for article, known in ((one, other), (other, one)):
        related, proven, differing = compared(article, known)
        assert (related, proven) == (False, False)
        assert all("≠" in pair for pair in differing)
        assert differing


@pytest.mark.parametrize("name", PATTERNS)
def test_a_bulletin_repeated_is_a_copy(name: str) -> None:
    """The same filling again, under another title too, is a proven copy: the pattern itself raises no doubt."""
    for title, body in PATTERNS[name]:
        assert compared((title, body), (title, body)) == (True, True, ())
        assert compared(("Our overview of the day", body), (title, body)) == (True, True, ())


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_report_is_a_copy(name: str) -> None:
    """What an editor does to a report does not make it other news."""
    body = FERRY[1]
    for old, new in EDITS[name].items():
        assert old in body
        body = body.replace(old, new)
    assert compared((FERRY[0], body), FERRY, "en") == (True, True, ())
    assert compared(("Passengers safe after ferry accident", body), FERRY, "en") == (True, True, ())


def test_a_function_word_fills_in_no_pattern() -> None:
    """Another editor's headline has "central" for "of", as the text below it has."""
    one, other = (
        Text(wording(title, " ".join(body.split()), "en"))
        for title, body in (
            (
                "Bank of Norvania holds key rate at 4.25%",
                """The Bank of Norvania left its key interest rate unchanged at 4.25 percent on Monday, as expected by
                all economists in a poll. Inflation had eased to 2.8 percent but remained above its target.""",
            ),
            (
                "Norvania central bank keeps key rate at 4.25%",
                """Norvania's central bank kept its key interest rate at 4.25 percent on Monday. Inflation had eased to
                2.8 percent, the governor said, but was still above the bank's target.""",
            ),
        )
    )
    assert compare(one, other).differing == compare(other, one).differing == ()


@pytest.mark.parametrize(
    ("cut", "whole"),
    [pytest.param("3 5", "3.5", id="at the point"), pytest.param("20 000", "20000", id="at the thousands")],
)
def test_a_number_torn_apart_is_no_other_number(cut: str, whole: str) -> None:
    """A text cut into sentences at a decimal point says nothing new by it."""
    one, other = (Text(wording("", FERRY[1].replace("9 boats", f"{it} boats"), "en")) for it in (cut, whole))
    assert differences(one.wording, other.wording, align(one.seeds, other.seeds).edits) == ()


def test_numbers_of_any_length_are_compared() -> None:
    """A page may hold more digits than Python makes an integer of; others in their place are other news."""
    one, other = (("", FERRY[1].replace("214", digit * 5000)) for digit in "12")
    assert compared(one, other)[2] == (f"{'1' * 5000} ≠ {'2' * 5000}",)


TRIAL = (
    "A court in {0} sentenced former minister {1} to prison for taking bribes from building firms. The ruling is a "
    "signal against corruption, said prosecutor {2}. Dozens of witnesses were heard. Corruption is one of the main "
    "worries of voters, as polls say, and stricter rules for public contracts have been announced in {0}."
)


@pytest.mark.parametrize(
    ("fillings", "strange"),
    [
        pytest.param(
            (("Tessaly", "Ada Quill", "Jon Marsh"), ("Quenby", "Leo Sand", "Mia Torr")), True, id="all others"
        ),
        pytest.param((("Tessaly", "Ada Quill", "Jon Marsh"), ("Tessaly", "Ada Quill", "Mia Torr")), False, id="one"),
        pytest.param((("Tessaly", "Ada Quill", "Jon Marsh"), ("the town", "him", "who spoke")), False, id="few names"),
    ],
)
def test_the_same_phrases_about_others_are_no_relation(fillings: tuple[tuple[str, ...], ...], strange: bool) -> None:
    """Two texts that share their phrases and hardly a name tell of others, in whatever order the phrases stand."""
    one = wording("", TRIAL.format(*fillings[0]), "en")
    other = wording("", " ".join(reversed(TRIAL.format(*fillings[1]).split(". "))), "en")
    assert bool(strangers(marks(one), marks(other), 0.6)) is strange


@pytest.mark.parametrize(
    ("one", "other", "lang", "another"),
    [
        pytest.param("Weather on 8 March", "Weather on 9 March", "en", True, id="the next day"),
        pytest.param("Weather on 31 March", "Weather on 1 April", "en", True, id="the next month"),
        pytest.param("Weather on 8 March", "Weather on 8 March", "en", False, id="the same day"),
        pytest.param("Прогноз погоды на 8 ноября", "Прогноз погоды на 16 ноября", "ru", True, id="Russian"),
        pytest.param("Погода в Твери на 8 мая", "Погода в Туле на 8 мая", "ru", True, id="a month without a capital"),
        pytest.param("3월 8일 환율", "3월 9일 환율", "ko", True, id="Korean"),
        pytest.param("نرخ ارز برای 8 مارس", "نرخ ارز برای 9 مارس", "fa", True, id="Persian"),
        pytest.param("Tỷ giá ngày 8 tháng 3", "Tỷ giá ngày 9 tháng 3", "vi", True, id="Vietnamese"),
        pytest.param("Kurs 08.03.2026", "Kurs 09.03.2026", "pl", True, id="in figures"),
        pytest.param("Police report for Tuesday", "Police report for Friday", "en", True, id="weekdays"),
        pytest.param("Floods in Tessaly kill 20", "Floods in Tessaly kill 25", "en", False, id="a toll that rises"),
        pytest.param("Floods in Tessaly kill 20", "Floods in Quenby kill 20", "en", True, id="another place"),
        pytest.param("Zprávy z Tessaly: most padl", "Zprávy z Tessalu: most padl", "cs", False, id="a form of it"),
        pytest.param("Floods In Tessaly Kill 20", "Storms In Tessaly Kill 20", "en", False, id="capitals"),
        pytest.param("Quill beats Marsh easily again", "Marsh beats Quill easily again", "en", False, id="turned"),
    ],
)
def test_the_next_issue_of_a_column_is_other_news(one: str, other: str, lang: str, another: bool) -> None:
    """A headline that differs in its day or its names alone is the next filling of one pattern."""
    ours, theirs = heading(one, lang), heading(other, lang)
    assert (ours is not None and theirs is not None and another_issue(ours, theirs)) is another


LINES = "Air raid alert. Go to the nearest shelter and stay there."
WARNINGS = "防空警报。请前往最近的避难所。"


@pytest.mark.parametrize(
    ("one", "other", "lines", "lang", "another"),
    [
        pytest.param("Air raid alert in Quenby", "Air raid alert in Brennock", LINES, "en", True, id="another place"),
        pytest.param("青河发布防空警报", "石门岭发布防空警报", WARNINGS, "zh", True, id="without capitals"),
        pytest.param("Air raid alert in Quenby", "Air raid alert in Quenby district", LINES, "en", False, id="longer"),
        pytest.param("Alert for Quenby", "Alert in Quenby", LINES, "en", False, id="a small word"),
        pytest.param("Air raid alert in Quenby", "Nearest raid alert in Quenby", LINES, "en", False, id="of the text"),
        pytest.param("Quenby takes cover", "Air raid alert in Brennock", LINES, "en", False, id="another headline"),
        pytest.param("Alert in Quenby", "Alert in Brennock", LINES * 6, "en", False, id="above a longer text"),
    ],
)
def test_the_same_lines_below_a_headline_filled_in_otherwise(
    one: str, other: str, lines: str, lang: str, *, another: bool
) -> None:
    """The headline may be all that tells a notice from the last; above a text it is an editor's."""
    assert bool(differences(wording(one, lines, lang), wording(other, lines, lang), ())) is another
