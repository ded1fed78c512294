"""Every month and weekday in the languages of the press, long and short, in the ways dates are written there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.content.dates import parse_date, trailing_date

# Language: how a date reads there, the months, the months cut short, the weekdays, the weekdays cut short.
PRESS = {
    "German": (
        "{d}. {m} {y}, 14:32 Uhr",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. Mrz. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Mo. Di. Mi. Do. Fr. Sa. So.",
    ),
    "French": (
        "{d} {m} {y} à 14h32",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lun. mar. mer. jeu. ven. sam. dim.",
    ),
    "Spanish": (
        "{d} de {m} de {y}, 14:32 h",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lun mar mié jue vie sáb dom",
    ),
    "Italian": (
        "{d} {m} {y} alle ore 14:32",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "lun mar mer gio ven sab dom",
    ),
    "Portuguese": (
        "{d} de {m} de {y} às 14h32",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "seg ter qua qui sex sáb dom",
    ),
    "Dutch": (
        "{d} {m} {y} om 14:32 uur",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "ma di wo do vr za zo",
    ),
    "Polish": (
        "{d} {m} {y}, godz. 14:32",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "pon. wt. śr. czw. pt. sob. niedz.",
    ),
    "Russian": (
        "{d} {m} {y} г. в 14:32",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
        "понедельник вторник среда четверг пятница суббота воскресенье",
        "пн вт ср чт пт сб вс",
    ),
    "Ukrainian": (
        "{d} {m} {y} р. о 14:32",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
        "понеділок вівторок середа четвер п’ятниця субота неділя",
        "пн вт ср чт пт сб нд",
    ),
    "Turkish": (
        "{d} {m} {y} saat 14:32",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
        "Pzt Sal Çar Per Cum Cmt Paz",
    ),
    "Greek": (
        "{d} {m} {y} στις 14:32",
        """Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου
        Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου""",
        "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
        "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
        "Δευ Τρι Τετ Πεμ Παρ Σαβ Κυρ",
    ),
    "Arabic": (
        "{d} {m} {y} - 14:32",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "جانفي فيفري مارس ابريل ماي يونيه يوليوز غشت شتنبر اكتوبر نونبر دجنبر",
        "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "اثنين ثلاثاء أربعاء خميس جمعة سبت أحد",
    ),
}


def at(month: int, hour: int, minute: int = 32) -> float:
    """A time on the 11th of a month of 2026."""
    return datetime(2026, month, 11, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("language", PRESS)
def test_months_and_weekdays_of_the_press(language: str) -> None:
    """As a sentence, as the header of a feed with a weekday, without a time, and in capitals."""
    sentence, *words = PRESS[language]
    months, short_months, days, short_days = (line.split() for line in words)
    for month in range(1, 13):
        day = datetime(2026, month, 11, tzinfo=UTC).weekday()
        for name in (months[month - 1], short_months[month - 1]):
            read = {
                sentence.format(d=11, m=name, y=2026): at(month, 14),
                f"{days[day]}, 11 {name} 2026 14:32:00 +0100": at(month, 13),
                f"{short_days[day]}, 11 {name} 2026 14:32:00 GMT": at(month, 14),
                f"{days[day].upper()} 11 {name.upper()} 2026 14:32": at(month, 14),
                f"11 {name} 2026": at(month, 12, 0),
            }
            assert {raw: parse_date(raw) for raw in read} == read


MONTHS = {
    "11. {m} 2026": "januar februar marec april maj junij julij avgust september oktober november december",
    "11 de {m} de 2026": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "11.{m} 2026": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "2026 m. {m} 11 d.": """sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio
        gruodžio""",
    "2026. gada 11. {m}": """janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī
        decembrī""",
    "11. {m} 2026, kl.": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "11 {m} 2026": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "11 {m}, 2026": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    "11 {m} 2026 года": """студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада
        снежня""",
    "11 {m} 2026 г.": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
}
"""Slovene, Catalan, Estonian, Lithuanian, Latvian, Icelandic, Azerbaijani, Albanian, Belarusian, Macedonian."""


@pytest.mark.parametrize("written", MONTHS)
def test_months_of_smaller_languages(written: str) -> None:
    """Each month in the form and the order that dates have there."""
    read = {month: parse_date(written.format(m=name)) for month, name in enumerate(MONTHS[written].split(), 1)}
    assert read == {month: at(month, 12, 0) for month in range(1, 13)}


@pytest.mark.parametrize("month", range(1, 13))
def test_months_of_korea(month: int) -> None:
    """With and without blanks, weekdays, and halves of the day."""
    written = (
        f"2026년 {month}월 11일 오후 2시 32분",
        f"2026년 {month}월 11일 수요일 14:32",
        f"2026년{month}월11일(수) 14시32분",
        f"2026. {month}. 11. 오후 2:32",
        f"2026.{month:02}.11 (수) 오후 02:32:10",
    )
    assert {raw: parse_date(raw) for raw in written} == dict.fromkeys(written, at(month, 14))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        pytest.param("2:32 م 11 مارس 2026", at(3, 14), id="Arabic afternoon"),
        pytest.param("11/3/2026 2:32 م", at(3, 14), id="an Arabic afternoon makes the day no month"),
        pytest.param("الأربعاء، 11 مارس، 2026 02:32 مساءً", at(3, 14), id="in the evening"),
        pytest.param("12:32 صباحا 11 مارس 2026", at(3, 0), id="half past midnight"),
        pytest.param("2026.03.11 오전 12:32", at(3, 0), id="Korean midnight"),
        pytest.param("2026年3月11日 午後0時32分", at(3, 12), id="Japanese noon"),
        pytest.param("2026-03-11 下午2:32", at(3, 14), id="Chinese afternoon"),
        pytest.param("Wed, 11 Mar 2026 14:32:00 MEST", at(3, 12), id="another name of CEST"),
        pytest.param("11.03.2026 14:32 TSİ", at(3, 11), id="Turkish time"),
        pytest.param("11.03.2026 14:32 (TSİ)", at(3, 11), id="Turkish time in brackets"),
        pytest.param("Wed, 11 Mar 2026 14:32:00 NPT", at(3, 8, 47), id="a zone off by three quarters"),
        pytest.param("Wed, 11 Mar 2026 14:32:00 Europe/Berlin", at(3, 13), id="a region in winter"),
        pytest.param("11 Jul 2026 14:32 Europe/Berlin", at(7, 12), id="a region in summer"),
        pytest.param("2026-03-11T14:32:00+01:00[America/New_York]", at(3, 13), id="an offset beside a region"),
        pytest.param("2026-03-11 14:32 Mars/Olympus", at(3, 14), id="a region nobody knows"),
        pytest.param("2026-03-11 14:32 America/Argentina", at(3, 14), id="half a region"),
    ],
)
def test_halves_of_the_day_and_zones(raw: str, read: float) -> None:
    """Noon, midnight, and where the clock hangs."""
    assert parse_date(raw) == read


# Where the months have letters of their own: language, how a date reads there, the months.
FAR = {
    "Georgian": (
        "11 {m}, 2026",
        "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    ),
    "Armenian": (
        "11 {m}, 2026",
        "Հունվարի Փետրվարի Մարտի Ապրիլի Մայիսի Հունիսի Հուլիսի Օգոստոսի Սեպտեմբերի Հոկտեմբերի Նոյեմբերի Դեկտեմբերի",
    ),
    "Tamil": (
        "{m} 11, 2026",
        "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    ),
    "Telugu": (
        "11 {m} 2026",
        "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    ),
    "Kannada": (
        "11 {m} 2026",
        "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    ),
    "Malayalam": (
        "11 {m} 2026",
        "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ",
    ),
    "Gujarati": (
        "11 {m} 2026",
        "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઓગસ્ટ સપ્ટેમ્બર ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
    ),
    "Marathi": (
        "11 {m} 2026",
        "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    ),
    "Burmese": (
        "11 {m} 2026",
        "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    ),
    "Khmer": (
        "ថ្ងៃទី១១ ខែ{m} ឆ្នាំ២០២៦",
        "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    ),
    "Lao": (
        "11 {m} 2026",
        "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    ),
    "Kazakh": (
        "2026 жылғы 11 {m}",
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    ),
    "Tajik": (
        "11 {m}и соли 2026",
        "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    ),
    "Uzbek": (
        "2026-yil 11-{m}",
        "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    ),
    "Mongolian": (
        "2026 оны {m} сарын 11",
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ),
    "Basque": (
        "{m} 11, 2026",
        """urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren
        uztailaren abuztuaren irailaren urriaren azaroaren abenduaren""",
    ),
    "Filipino": (
        "Miyerkules, {m} 11, 2026",
        "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre",
    ),
    "Hausa": (
        "Laraba, 11 {m} 2026",
        "Janairu Fabrairu Maris Afrilu Mayu Yuni Yuli Agusta Satumba Oktoba Nuwamba Disamba",
    ),
    "Swahili": (
        "Jumatano, {m} 11, 2026",
        "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba",
    ),
}


@pytest.mark.parametrize("language", FAR)
def test_months_of_far_languages(language: str) -> None:
    """Each month, with the weekday or the word for year that stands beside it there."""
    written, months = FAR[language]
    read = {month: trailing_date(written.format(m=name)) for month, name in enumerate(months.split(), 1)}
    assert read == {month: (at(month, 12, 0), False) for month in range(1, 13)}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("መጋቢት 2 ቀን 2018 ዓ.ም", "2026-03-11"),
        ("መስከረም 1 ቀን 2018", "2025-09-11"),
        ("መስከረም 1 ቀን 2016", "2023-09-12"),
        ("ጳጉሜ 5 ቀን 2017", "2025-09-10"),
        ("الأربعاء 22 رمضان 1447هـ الموافق 11 مارس 2026م", "2026-03-11"),
        ("11 مارس 2026 الموافق 22 رمضان 1447", "2026-03-11"),
    ],
)
def test_the_calendars_of_ethiopia_and_of_the_moon(line: str, day: str) -> None:
    """Ethiopian years are counted; beside a day of the moon stands the one that is."""
    found = trailing_date(line)
    assert found is not None
    assert datetime.fromtimestamp(found[0], UTC).date().isoformat() == day


def test_a_day_of_the_moon_alone_is_no_date() -> None:
    """It depends on who saw the moon."""
    assert trailing_date("22 رمضان 1447 هـ") is None
