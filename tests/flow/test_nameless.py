"""Reports in scripts without capitals, where no name can be told: other news to one wording, and flashes."""

from __future__ import annotations

import pytest

from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import Report
from tests.web import Answer

RESULTS = {
    "zh": (
        "东海重工 | 星河电子",
        "{0}第三季度净利润同比增长{1}%",
        "{0}周二公布财报，第三季度营业收入为{2}亿元，同比增长{3}%，净利润为{4}亿元，同比增长{1}%。",
        "{0}表示，海外市场需求强劲是业绩增长的主要原因。",
    ),
    "ja": (
        "東海重工 | 星河電子",
        "{0}、第3四半期の純利益{1}%増",
        "{0}は火曜日に決算を発表し、売上高は{2}億円で前年同期比{3}%増、純利益は{4}億円で同{1}%増となった。",
        "{0}は海外市場の需要が強かったことが主な理由だとしている。",
    ),
    "ka": (
        "კოლხიდამში | ვარსკვლავტექი",
        "{0}ს მოგება მესამე კვარტალში {1} პროცენტით გაიზარდა",
        "{0}მ სამშაბათს გამოაქვეყნა ანგარიში: მესამე კვარტალში შემოსავალმა {2} მილიონი ლარი შეადგინა,",
        "რაც {3} პროცენტით მეტია წინა წელთან შედარებით, მოგებამ კი {4} მილიონი ლარი, ანუ {1} პროცენტით მეტი.",
        "{0}ს განცხადებით, ზრდის მთავარი მიზეზი უცხოეთის ბაზრებზე ძლიერი მოთხოვნაა.",
    ),
    "he": (
        "גלבוע תעשיות | נטיף אלקטרוניקה",
        "הרווח הנקי של {0} עלה ב-{1}% ברבעון השלישי",
        "חברת {0} פרסמה ביום שלישי את תוצאותיה: ההכנסות ברבעון השלישי הסתכמו ב-{2} מיליון שקל,",
        "עלייה של {3}% לעומת הרבעון המקביל, והרווח הנקי הסתכם ב-{4} מיליון שקל, עלייה של {1}%. ב{0} מסרו כי",
        "הביקוש החזק בשווקים בחוץ לארץ הוא הסיבה העיקרית לצמיחה.",
    ),
}
NUMBERS = ((12, 384, 9, 27), (31, 156, 22, 14))


def result(lang: str, which: int) -> Report:
    """The report on one of the two companies."""
    companies, title, *text = RESULTS[lang]
    company = companies.split(" | ")[which]
    told = [it.format(company, *NUMBERS[which]) for it in (title, " ".join(text))]
    return Report(told[0], (told[1],))


def says(house: House, feed: str, lang: str, *told: Told) -> None:
    """Serve a feed that declares this language."""
    declared = rss(*told).replace(b"<language>en</language>", f"<language>{lang}</language>".encode())
    house.web.say(feed_url(feed), Answer(200, declared))


@pytest.mark.parametrize("lang", RESULTS)
async def test_two_companies_results_to_one_wording_are_two_stories(house: House, lang: str) -> None:
    """Each is told as news; the second company's are no update of the first one's."""
    house.configure("wire", "paper")
    for which, feed in enumerate(("wire", "paper")):
        says(house, feed, lang, house.prints(feed, result(lang, which)))
        await house.watch()
    assert [line["lang"] for line in house.lines()] == [lang, lang]
    assert [occasion for occasion, _ in house.told()] == ["first", "first"]


FLASHES = {
    "id": (
        "Kereta bertabrakan di Cirebon, belasan luka",
        "Dua kereta tabrakan di dekat stasiun Cirebon",
        "Dua kereta penumpang bertabrakan di dekat Stasiun Cirebon pada Senin pagi. Polisi menyatakan sedikitnya 14",
        "orang terluka, tiga di antaranya luka berat. Tim penyelamat menerima laporan pada pukul 7.40. Perjalanan",
        "kereta di jalur itu dihentikan hingga malam, dan PT KAI menyediakan bus antara Cirebon dan Brebes.",
    ),
    "tr": (
        "Eskişehir'de tren kazası, yaralılar var",
        "Eskişehir garı yakınında iki tren çarpıştı",
        "Pazartesi sabahı Eskişehir garı yakınında iki yolcu treni çarpıştı. Polise göre en az 14 kişi yaralandı,",
        "üçünün durumu ağır. İtfaiye ihbarı saat 7.40'ta aldı. Hattaki seferler akşama kadar durduruldu, TCDD",
        "Eskişehir ile Bilecik arasında otobüs seferleri düzenliyor.",
    ),
    "ar": (
        "تصادم قطارين في طنطا وسقوط مصابين",
        "اصطدام قطارين قرب محطة طنطا",
        "اصطدم قطارا ركاب صباح الاثنين قرب محطة طنطا. وقالت الشرطة إن 14 شخصا على الأقل أصيبوا، ثلاثة منهم إصاباتهم",
        "خطيرة. وتلقت فرق الإنقاذ البلاغ في الساعة 7:40. وتوقفت الحركة على الخط حتى المساء، وتسير حافلات بين طنطا",
        "ودمنهور.",
    ),
}
ELSEWHERE = {
    "id": "Kereta bertabrakan di Madiun, dua luka",
    "tr": "Konya'da tren kazası, iki yaralı",
    "ar": "تصادم قطارين في أسوان وإصابة اثنين",
}


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("lang", FLASHES)
async def test_a_report_belongs_to_the_flash_that_its_headline_repeats(
    house: House, lang: str, *, elsewhere: bool
) -> None:
    """A flash has few terms against the many of its report, which is told as its update; not of elsewhere."""
    flash, title, *text = FLASHES[lang]
    house.configure("wire", "paper", articles={"fetch": False})
    says(house, "wire", lang, Told(ELSEWHERE[lang] if elsewhere else flash, guid="flash"))
    await house.watch()
    says(house, "paper", lang, Told(title, guid="report", summary=" ".join(text)))
    await house.watch()
    assert [line["lang"] for line in house.lines()] == [lang, lang]
    assert house.told()[-1] == ("first" if elsewhere else "update 1", title)
