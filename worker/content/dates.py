"""Dates as feeds and pages write them, in thirty languages, to seconds since the epoch.

One reader for all: the numeric date, the time with its zone, and then the remaining words, each of which must
be a month, a weekday or a known small word. With any other word the whole is no date: a wrong date is worse than
none. Ambiguous texts are decided like this:

* no zone, or an unknown one: UTC;
* no time of day: noon UTC, which is off by 12 hours at most and keeps its calendar day in nearly all zones;
* ``11/03/2026``: day first, as everywhere but in the United States, unless AM or PM follows or only one order
  gives a date;
* a year of two digits: 50–99 are 19xx (RFC 2822 section 4.3);
* before 1990 or after 2100: None. Whether a date lies in the future is for the caller to judge, as is clamping.

A date costs 2 (ISO 8601) to 20 microseconds, below dateutil (which reads ``11.03.2026`` as 3 November) and dateparser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from worker.content.calendars import FOREIGN, plain

_MAX_CHARS = 100
_BUDDHA, _BUDDHIST_FROM = 543, 2500
"""Years that the Thai calendar is ahead, and from when on its years are in use."""
_FIRST = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_LAST = datetime(2101, 1, 1, tzinfo=UTC).timestamp()


def _fold(text: str) -> str:
    """Lower case without accents: ``März`` → ``marz``, ``Şubat`` → ``subat``, ``Μαΐου`` → ``μαιου``."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _words(table: str) -> frozenset[str]:
    return frozenset(_fold(table).split())


# One line per month; English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian, Ukrainian,
# Greek, then Nordic, Czech, Slovak, Hungarian, Romanian, Bulgarian, Serbian, Croatian, Finnish, Indonesian, and last
# Slovene, Catalan, Estonian, Lithuanian, Latvian, Azerbaijani, Albanian, Belarusian and Macedonian, in the forms dates
# take (genitives included), long and short. Other scripts: ``calendars``. The Croatian listopad (October) is missing,
# as the Polish and the Czech one is November.
_MONTH_LINES = """
jan january januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty ocak oca января январь янв січня січень січ ιανουαρίου ιανουάριος ιαν ledna leden januára január ianuarie janvar януари јануар јануара januara siječnja siječanj tammikuuta tammikuu gener jaanuar sausio janvāris janvārī yanvar janar студзеня јануари
feb february februar feber février févr fév febrero febbraio fevereiro fev februari lutego luty lut şubat şub февраля февраль фев февр лютого лютий лют φεβρουαρίου φεβρουάριος φεβ února únor februára február februarie februara февруари фебруар фебруара veljače veljača helmikuuta helmikuu febrer veebruar vasario februāris februārī fevral shkurt лютага
mar march märz mrz maerz mär mars marzo março maart mrt marca marzec mart марта март мар березня березень бер μαρτίου μάρτιος μαρ március márc martie marts maret ožujka ožujak maaliskuuta maaliskuu března březen machi marec kovo martā сакавіка
apr april avril avr abril abr aprile kwietnia kwiecień kwi nisan nis апреля апрель апр квітня квітень кві квіт απριλίου απρίλιος απρ április ápr aprilie apríla aprila април априла travnja travanj huhtikuuta huhtikuu dubna duben aprili aprill balandžio aprīlis aprīlī aprel prill красавіка
may mai mayo maggio mag maio mei maja maj mayıs мая май травня травень тра трав μαΐου μάιος μαι május mája мај маја svibnja svibanj toukokuuta toukokuu května květen maig gegužės maijs maijā
jun june juni juin junio giugno giu junho czerwca czerwiec cze haziran haz июня июнь июн червня червень чер черв ιουνίου ιούνιος ιουν június iunie júna juna јун јуна юни lipnja lipanj kesäkuuta kesäkuu června červen junij juny juuni birželio jūnijs jūnijā iyun qershor чэрвеня јуни
jul july juli juillet juil julio luglio lug julho lipca lipiec lip temmuz tem июля июль июл липня липень лип ιουλίου ιούλιος ιουλ július iulie júla jula јул јула юли srpnja srpanj heinäkuuta heinäkuu července červenec julai julij juliol juuli liepos jūlijs jūlijā iyul korrik ліпеня јули
aug august août aou agosto ago augustus sierpnia sierpień sie ağustos ağu августа август авг серпня серпень сер серп αυγούστου αύγουστος αυγ augusztus augusti augusta avgust avgusta agustus kolovoza kolovoz elokuuta elokuu srpna srpen agosti agost rugpjūčio augusts augustā avqust gusht ágúst жніўня agt
sep sept september septembre septiembre setiembre settembre set setembro września wrzesień wrz eylül eyl сентября сентябрь сен сент вересня вересень вер вереc σεπτεμβρίου σεπτέμβριος σεπ σεπτ szeptember szept septembrie septembra septembar септември септембар септембра rujna rujan syyskuuta syyskuu září septemba setembre rugsėjo septembris septembrī sentyabr shtator верасня
oct october oktober okt octobre octubre ottobre ott outubro out października październik paź ekim eki октября октябрь окт жовтня жовтень жов жовт οκτωβρίου οκτώβριος οκτ október octombrie októbra oktobar oktobra октомври октобар октобра lokakuuta lokakuu října říjen oktoba oktoober spalio oktobris oktobrī oktyabr tetor кастрычніка
nov november novembre noviembre novembro listopada listopad lis kasım kas ноября ноябрь ноя нояб листопада листопад лис лист νοεμβρίου νοέμβριος νοε noiembrie novembra novembar ноември новембар новембра studenoga studenog studeni marraskuuta marraskuu listopadu novemba lapkričio novembris novembrī noyabr nëntor лістапада
dec december dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień gru aralık ara декабря декабрь дек грудня грудень гру груд δεκεμβρίου δεκέμβριος δεκ decembrie decembra decembar desember декември децембар децембра prosinca prosinac joulukuuta joulukuu prosince prosinec desemba desembre detsember gruodžio decembris decembrī dekabr dhjetor снежня
"""  # noqa: E501 - one month, one line: that is what makes it a table
MONTHS_HERE = frozenset(_MONTH_LINES.split())
"""The months as they are printed in scripts with capitals."""
# "of the" in German and French, and a computer: months only where all else is a date.
_MONTHS_BY_DATES_ALONE = {"des": 12, "mac": 3}
_MONTHS = {
    word: number for number, line in enumerate(_MONTH_LINES.strip().splitlines(), 1) for word in _words(line)
} | _MONTHS_BY_DATES_ALONE

WEEKDAYS = frozenset(
    """
mon tue tues wed weds thu thur thurs fri sat sun
monday tuesday wednesday thursday friday saturday sunday
mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche
mié mie jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo
gio sab lunedì martedì mercoledì giovedì venerdì sabato domenica
seg ter qua qui sex segunda terça quarta quinta sexta feira
ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
pon wt śr sr czw pt sob niedz nd poniedziałek wtorek środa czwartek piątek sobota niedziela
pzt sal çar per cum cmt paz pazartesi salı çarşamba perşembe cuma cumartesi pazar
пн вт ср чт пт сб вс нд понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер субота неділя
måndag tisdag onsdag torsdag fredag lördag søndag lørdag mandag tirsdag söndag maanantai tiistai keskiviikko torstai
perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
pondělí úterý středa čtvrtek pátek sobota neděle pondelok utorok streda štvrtok piatok nedeľa hétfő kedd szerda
csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică
ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja понедељак уторак среда четвртак петак
субота недеља senin selasa rabu kamis jumat sabtu minggu thứ hai ba tư năm sáu bảy chủ nhật
понеделник вторник сряда четвъртък петък събота
sen sel rab kam jum
δευ τρι τετ πεμ παρ σαβ κυρ δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
""".split()
)
"""As they are printed, long and short."""
_WEEKDAYS = frozenset(map(_fold, WEEKDAYS))
_SMALL_WORDS = _words("""
t of the at on st nd rd th um uhr h am der den de du del la las le les à a el il alle ore e er ero o as às
hs hrs om uur op godz r roku rok w dnia в г года год року р о об у го п ятниця
saat klo kl kello ora hodin hod ч часа у u sati m d gada pukul jam lúc ngày στις και η ος την
""")

_ZONE_LINES = """
+0000 ut utc gmt z wet greenwich
+0100 cet met mez bst west wat
+0200 cest cedt mest mesz eet oez cat sast
+0300 eest eedt oesz msk мск trt tsi idt eat
+0330 irst
+0400 msd gst samt azt get
+0430 aft
+0500 pkt uzt yekt tjt tmt mvt
+0530 ist
+0545 npt
+0600 omst kgt btt
+0630 mmt
+0700 wib ict krat hovt
+0800 hkt sgt myt awst pht wita irkt ulat
+0900 jst kst wit yakt
+0930 acst
+1000 aest vlat chst
+1030 acdt
+1100 aedt magt sakt
+1200 nzst pett fjt
+1300 nzdt
-0230 ndt
-0300 brt art adt uyt clst pyst
-0330 nst
-0400 edt ast clt bot vet
-0500 est cdt cot pet ect
-0600 cst mdt
-0700 mst pdt
-0800 pst akdt
-0900 akst
-1000 hst
"""

_ZONES = {
    name: int(line[:3]) * 60 + int(line[0] + line[3:5])
    for line in _ZONE_LINES.strip().splitlines()
    for name in _words(line[5:])
}
"""Minutes east of Greenwich. Of a name with several meanings (CST, IST, AST, BST) the one that feeds use most."""

_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})\s?([-/.])\s?(?P<a>\d{1,2})\s?\2\s?(?P<b>\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(  # not behind a year, where 14.32.00 is a time
    r"(?<!\d)(?<!\d{4}\s)(?<!\d{4},\s)(?P<a>\d{1,2})\s?(?P<by>[-/.])\s?(?P<b>\d{1,2})\s?(?P=by)\s?(?P<y>\d{4}|(?<=[/.])\d{2})(?!\d)"
)
_AFTER_TIME = r"""
    \s*(?:(?:uhr|hrs|h)\b)?
    \s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<greek>[πμ])\.?\s?μ\b\.?)?
    (?:\s*\(?(?:(?:gmt|utc?)\s?(?P<far>[+-]\d{1,2}(?::?\d{2})?)|(?P<off>[+-](?:\d{1,2}:\d{2}|\d{4}|\d{2}))(?![\d.]))\)?)?
"""
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})\s?[:.h]\s?(?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,:]\d+)?)?(?!\d)" + _AFTER_TIME,
    re.VERBOSE,
)
_FULL_HOUR = re.compile(r"(?<![\d.:])(?P<h>\d{1,2})(?=\s?(?:uhr\b|h\b|[ap]\.?m\b))" + _AFTER_TIME, re.VERBOSE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_CLEAN = re.compile(r"(?:\d|[^\W\d_]|[\s.,|–—•·/()\[\];:'’ʼ-])*")
_REGION = re.compile(r"\s*\[?([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?|\b[ECMP]T)\]?$")
# In the United States, where summer time has no name of its own.
_AMERICAN = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_OFFSET = re.compile(r"(?:\d[+-]\d\d:?\d\d|\dZ|\s(?:[+-]\d{4}|GMT|UTC))$")
_FIRST_WORD = re.compile(r"^[^\W\d_]{1,12}\.?[,，]\s*(?=\d)")  # in the place of a weekday, whatever the language
_COMMENT = re.compile(r"\([^()\d]*\)\s*$")


def parse_date(raw: str | None) -> float | None:
    """``raw`` as seconds since the epoch, UTC; None for garbage and for years before 1990 or after 2100.

    Reads RFC 822 and ISO 8601 with their sloppy variants, epoch seconds and milliseconds, compact digits, and
    dates in words or numbers of the languages in the tables above.
    """
    if not raw or len(raw) > _MAX_CHARS:
        return None
    text = _plain((unescape(raw) if "&" in raw else raw).strip())  # "&#43;0000" is what some escape the plus as
    if text.isdigit() or _EPOCH.fullmatch(text):
        return _digits(text)
    if region := _REGION.search(text):
        return _there(text[: region.start()], region[1])
    read = _iso(text) or _read(text, bare=False)
    return read[0] if read else None


def first_date(written: Iterable[str]) -> tuple[str | None, float | None]:
    """The first of these dates that can be read, as written and as ``parse_date`` reads it; else the first and None."""
    told = list(written)
    read = ((one, at) for one in told if (at := parse_date(one)) is not None)
    return next(read, (told[0] if told else None, None))


def _there(local: str, region: str) -> float | None:
    """A local time in a named zone (``Europe/Berlin``, ``ET``), unless it has an offset of its own."""
    at = parse_date(local)
    if at is None or _OFFSET.search(local):
        return at
    try:
        return datetime.fromtimestamp(at, UTC).replace(tzinfo=ZoneInfo(_AMERICAN.get(region, region))).timestamp()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return at  # as with any unknown zone


def trailing_date(line: str) -> tuple[float, bool] | None:
    """The date of a line that is nothing but a date, with or without a time of day, and which of the two it is.

    Stricter than ``parse_date``: no bare numbers, no unknown words. ``Stand: 11.03.2026`` is not such a line.
    """
    if len(line) > _MAX_CHARS:
        return None
    text = _plain(line.strip()).strip(".,;:|–—•· ")
    return _iso(text) or _read(text, bare=True)


def _plain(text: str) -> str:
    return plain(text) if FOREIGN.search(text) else text


def _digits(text: str) -> float | None:
    if _EPOCH.fullmatch(text):
        number = float(text)
        plausible = _in_range(number / 1000 if number > 1e11 else number)
        if plausible is not None:
            return plausible
    if match := _COMPACT.fullmatch(text):
        year, month, day, *clock = (int(part) if part else None for part in match.groups())
        hour, minute, second = clock
        # A bare "20260311" is a date without a time, which is noon.
        read = _moment(year or 0, month or 0, day or 0, None if hour is None else (hour, minute or 0, second or 0), 0)
        return read[0] if read else None
    return None


def _iso(text: str) -> tuple[float, bool] | None:
    """Read by the standard library, which is tried first because it is ten times faster."""
    if (text[4:5] != "-" and text[8:9] != "T") or len(text) == 10:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    plausible = _in_range((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    return None if plausible is None or "W" in text else (plausible, True)


def _read(text: str, *, bare: bool) -> tuple[float, bool] | None:
    """The general reader. ``bare`` forbids unknown zone names and comments in brackets."""
    if not bare:
        text = _FIRST_WORD.sub("", text)
        text = _COMMENT.sub(lambda zone: zone[0] if _fold(zone[0].strip(" ()")) in _ZONES else "", text)
    rest = _fold(text).replace("\u2212", "-")
    date = _YEAR_FIRST.search(rest) or _YEAR_LAST.search(rest)
    if date:
        rest = f"{rest[: date.start()]} {rest[date.end() :]}"
    time = _CLOCK.search(rest) or _FULL_HOUR.search(rest)
    after = len(rest) if bare else 0  # where a zone may stand
    if time:
        rest, after = f"{rest[: time.start()]} {rest[time.end() :]}", time.start()
    if not _CLEAN.fullmatch(rest):
        return None
    words = _sort_words(rest, after, strangers=bool(time) and not bare)
    if words is None:
        return None
    numbers, months, zone = words
    meridiem = (time["half"] or {"π": "a", "μ": "p"}.get(time["greek"] or "")) if time else None
    day = _numeric_day(date, american=meridiem is not None) if date else _named_day(numbers, months)
    if day is None or (date and (numbers or months)):
        return None
    if not time:
        return _moment(*day, None, 0)
    clock = _clock(time, meridiem)
    offset = _offset(time["far"] or time["off"]) if time["far"] or time["off"] else zone
    return None if clock is None or offset is None else _moment(*day, clock, offset)


def _sort_words(rest: str, after: int, *, strangers: bool) -> tuple[list[str], list[int], int] | None:
    """Numbers, months and zone (minutes east) among the words; None if a word does not belong in a date.

    ``strangers`` allows short words after position ``after``, where the time was: unknown zone names.
    """
    numbers: list[str] = []
    months: list[str] = []
    zone = 0
    for token in _TOKEN.finditer(rest):
        word = token[0]
        if word.isdigit():
            numbers.append(word)
        elif word in _MONTHS:
            months.append(word)
        elif word in _ZONES and token.start() >= after:
            zone = _ZONES[word]
        elif word in _WEEKDAYS or word in _SMALL_WORDS:
            continue
        elif not strangers or token.start() < after or not 2 <= len(word) <= 5:
            return None
    if len(months) > 1 and months[0] in _WEEKDAYS:  # "mar 11 mars": mardi, not March
        del months[0]
    return numbers, [_MONTHS[word] for word in months], zone


def _numeric_day(date: re.Match[str], *, american: bool) -> tuple[int, int, int] | None:
    first, second, year = int(date["a"]), int(date["b"]), _year(date["y"])
    if date.re is _YEAR_FIRST:
        return year, first, second
    if date["by"] == "/" and (second > 12 or (american and first <= 12)):
        return year, first, second
    return year, second, first


def _named_day(numbers: list[str], months: list[int]) -> tuple[int, int, int] | None:
    if len(numbers) != 2 or len(months) != 1:
        return None
    day, year = numbers
    if len(day) > 2:
        day, year = year, day
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return _year(year), months[0], int(day)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year - _BUDDHA if year > _BUDDHIST_FROM else year
    return year + (1900 if year >= 50 else 2000)


def _clock(time: re.Match[str], meridiem: str | None) -> tuple[int, int, int] | None:
    parts = time.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("m") or 0), int(parts.get("s") or 0)
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    return (hour, minute, second) if hour <= 24 and minute < 60 and second <= 60 else None


def _offset(written: str) -> int | None:
    """``+0100``, ``+01:00``, ``+1`` or ``-05`` as minutes east of Greenwich; None beyond 15 hours."""
    hours, _, minutes = written[1:].partition(":")
    if len(hours) == 4:
        hours, minutes = hours[:2], hours[2:]
    east = int(hours) * 60 + int(minutes or 0)
    if east > 15 * 60:
        return None
    return -east if written[0] == "-" else east


def _moment(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, offset: int
) -> tuple[float, bool] | None:
    hour, minute, second = clock or (12, 0, 0)
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
        # Added rather than set, so that 24:00 and a leap second's :60 carry over.
        at = midnight + timedelta(hours=hour, minutes=minute - offset, seconds=second)
    except (ValueError, OverflowError):  # "0001-01-01T00:00:00+01:00" is what some programs write for no date
        return None
    plausible = _in_range(at.timestamp())
    return None if plausible is None else (plausible, clock is not None)


def _in_range(at: float) -> float | None:
    return at if _FIRST <= at < _LAST else None
