"""The words of dates: months, weekdays, zones and the small words between them, in the languages of the press.

Data only, folded once at import. Other scripts than Latin, Greek and Cyrillic: ``calendars``.
"""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents: ``März`` → ``marz``, ``Şubat`` → ``subat``, ``Μαΐου`` → ``μαιου``."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _words(table: str) -> frozenset[str]:
    return frozenset(fold(table).split())


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
# Languages of fewer papers, January first: Icelandic, Galician, Basque, Filipino, Hausa, Somali, Uzbek in both scripts,
# Kazakh, Tajik.
_FURTHER_LINES = """
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua
urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren urriaren azaroaren abenduaren
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
janairu fabrairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwamba disamba
janaayo febraayo maarso abriil maajo juun luulyo agoosto sebtember oktoobar nofembar diseembar
yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr
январ феврал март апрел май июн июл август сентябр октябр ноябр декабр
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри
"""  # noqa: E501 - as above
_FURTHER = {word: number for line in _FURTHER_LINES.strip().splitlines() for number, word in enumerate(line.split(), 1)}
MONTHS_HERE = frozenset((*_MONTH_LINES.split(), *_FURTHER))
"""The months as they are printed in scripts with capitals."""
# "of the" in German and French, and a computer: months only where all else is a date.
_MONTHS_BY_DATES_ALONE = {"des": 12, "mac": 3}
MONTHS = {
    word: number for number, line in enumerate(_MONTH_LINES.strip().splitlines(), 1) for word in _words(line)
} | _MONTHS_BY_DATES_ALONE
MONTHS |= {fold(word): number for word, number in _FURTHER.items()}

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
понеділок вівторок середа четвер субота неділя среду пятницу субботу середу суботу неділю środę sobotę niedzielę
måndag tisdag onsdag torsdag fredag lördag søndag lørdag mandag tirsdag söndag maanantai tiistai keskiviikko torstai
perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
pondělí úterý středa čtvrtek pátek sobota neděle pondelok utorok streda štvrtok piatok nedeľa hétfő kedd szerda
csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică
ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja понедељак уторак среда четвртак петак
субота недеља senin selasa rabu kamis jumat sabtu minggu thứ hai ba tư năm sáu bảy chủ nhật
понеделник вторник сряда четвъртък петък събота пон вто сря чет пет съб нед четврток петок сабота недела
панядзелак аўторак серада чацвер пятніца субота нядзеля ponedeljek torek četrtek petek
dilluns dimarts dimecres dijous divendres dissabte diumenge luns mércores xoves venres
esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis
pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena
mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur
hënë martë mërkurë enjte premte shtunë diel isnin khamis jumaat ahad miyerkules huwebes biyernes linggo
jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili litinin talata laraba alhamis asabar lahadi
dushanba seshanba chorshanba payshanba juma shanba yakshanba çərşənbə cümə şənbə
дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі
sen sel rab kam jum
δευ τρι τετ πεμ παρ σαβ κυρ δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
""".split()
)
"""As they are printed, long and short."""
DAYS_FOLDED = frozenset(map(fold, WEEKDAYS))
SMALL_WORDS = _words("""
t of the at on st nd rd th um uhr h am der den de du del la las le les à a el il alle ore e er ero o as às
hs hrs om uur op godz r roku rok w dnia в г года год року р о об у го п ятниця
saat klo kl kello ora hodin hod ч часа у u sati m d gada pukul jam lúc ngày στις και η ος την
v ob d më datë e ge yil soat ж жыл жылы жылғы жылдын сағат саат соли
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

ZONES = {
    name: int(line[:3]) * 60 + int(line[0] + line[3:5])
    for line in _ZONE_LINES.strip().splitlines()
    for name in _words(line[5:])
}
"""Minutes east of Greenwich. Of a name with several meanings (CST, IST, AST, BST) the one that feeds use most."""
