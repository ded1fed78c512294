"""Numbers written as words: whether two wordings of a sentence name different ones.

"Sixty" and "seventy" differ by as few letters as a misspelling does, in every language. Data: beginnings of words, one
line a number, in thirty-five languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_STEMS = """
two zwei deux dos due dois twee dwa dwie dvě dva két kettő doi două две два дві iki δύο اثنين اثنان شخصين دو שני שתי दो দুই hai dua två to kaksi du divi ორ երկու mbili wawili ሁለት екі iki
three drei trois tres tre três drie trzy trzech tři tri három trei три трёх трех трьох üç τρεις τρία ثلاثة ثلاث سه שלוש שלושה तीन তিন ba tiga tre kolme kolm trīs trys სამ երեք tatu watatu ሦስት ሶስት үш üç
four vier quatre cuatro quattro quatro cztery čtyři štyri négy patru чотир четыре четыри dört τέσσερ أربعة أربع چهار ארבע चार চার bốn empat fyra fire neljä neli četri keturi ოთხ չորս nne wanne አራት төрт dörd četiri четири
five fünf cinq cinco cinque vijf pięć pět päť öt cinci пять п'ять пет pet beş πέντε خمسة خمس پنج חמש חמישה पांच পাঁচ năm lima fem viisi viis pieci penki ხუთ հինգ tano watano አምስት бес
six sechs six seis sei zes sześć šest hat șase шесть шість шест altı έξι ستة ست شش שש שישה छह ছয় sáu enam sex seks kuusi kuus seši šeši ექვს վեց sita ስድስት алты
seven sieben sept siete sette sete zeven siedem sedm sedem hét șapte семь сім седем yedi επτά سبعة سبع هفت שבע שבעה सात সাত bảy tujuh sju syv seitsemän seitse septiņi septyni შვიდ յոթ saba ሰባት жеті yeddi
eight acht huit ocho otto oito osiem osm osem nyolc opt восемь вісім осем sekiz οκτώ ثمانية ثماني هشت שמונה आठ আট tám delapan åtta åtte otte kahdeksan kaheksa astoņi aštuoni რვა ութ nane ስምንት сегіз səkkiz osam осам
nine neun neuf nueve nove negen dziewięć devět deväť kilenc nouă девять дев'ять девет dokuz εννέα تسعة تسع نه תשע नौ নয় chín sembilan nio ni yhdeksän üheksa deviņi devyni ცხრა ինն tisa ዘጠኝ тоғыз doqquz devet
ten zehn dix diez dieci dez tien dziesięć deset desať tíz zece десять on δέκα عشرة عشر ده עשר עשרה दस দশ mười sepuluh tio ti kymmenen kümme desmit dešimt ათი տասը kumi አስር он
eleven elf onze once undici jedenaście jedenáct tizenegy unsprezece одиннадцать одинадцять единадесет on_bir έντεκα یازده אחת_עשרה ग्यारह এগারো mười_một sebelas elva elleve yksitoista
twelve zwölf douze doce dodici doze twaalf dwanaście dvanáct tizenkettő doisprezece двенадцать дванадцять дванадесет δώδεκα دوازده बारह বারো tolv kaksitoista
fourteen vierzehn quatorze catorce quattordici veertien czternaście čtrnáct tizennégy четырнадцать чотирнадцять δεκατέσσερ चौदह چهارده
fifteen fünfzehn quinze quince quindici vijftien piętnaście patnáct tizenöt пятнадцать п'ятнадцять δεκαπέντε पंद्रह پانزده
twenty zwanzig vingt veinte venti vinte twintig dwadzieścia dvacet dvadsať húsz douăzeci двадцать двадцять двадесет yirmi είκοσι عشرون عشرين بیست עשרים बीस বিশ tjugo tjue tyve kaksikymmentä kakskümmend divdesmit dvidešimt ოცი քսան ishirini ሃያ жиырма iyirmi dvadeset
thirty dreißig trente treinta trenta trinta dertig trzydzieści třicet tridsať harminc treizeci тридцать тридцять тридесет otuz τριάντα ثلاثون ثلاثين سی שלושים तीस ত্রিশ trettio tretti tredive kolmekymmentä kolmkümmend trīsdesmit trisdešimt ოცდაათ երեսուն thelathini ሠላሳ отыз
forty vierzig quarante cuarenta quaranta quarenta veertig czterdzieści čtyřicet štyridsať negyven patruzeci сорок четиридесет kırk σαράντα أربعون أربعين چهل ארבעים चालीस চল্লিশ fyrtio førti fyrre neljäkymmentä nelikümmend četrdesmit keturiasdešimt ორმოც քառասուն arobaini አርባ қырық qırx četrdeset четрдесет
fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig pięćdziesiąt pięćdziesięciu padesát päťdesiat ötven cincizeci пятьдесят п'ятдесят петдесет elli πενήντα خمسون خمسين پنجاه חמישים पचास পঞ্চাশ femtio femti viisikymmentä viiskümmend piecdesmit penkiasdešimt ორმოცდაათ հիսուն hamsini ሃምሳ елу əlli pedeset педесет
sixty sechzig soixante sesenta sessanta sessenta zestig sześćdziesiąt sześćdziesięciu šedesát šesťdesiat hatvan șaizeci шестьдесят шістдесят шейсет altmış εξήντα ستون ستين شصت שישים साठ ষাট sextio seksti kuusikymmentä kuuskümmend sešdesmit šešiasdešimt სამოც վաթսուն sitini ስልሳ алпыс šezdeset шездесет 예순
seventy siebzig soixante-dix setenta settanta zeventig siedemdziesiąt siedemdziesięciu sedmdesát sedemdesiat hetven șaptezeci семьдесят сімдесят седемдесет yetmiş εβδομήντα سبعون سبعين هفتاد שבעים सत्तर সত্তর sjuttio sytti seitsemänkymmentä seitsekümmend septiņdesmit septyniasdešimt სამოცდაათ յոթանասուն sabini ሰባ жетпіс sedamdeset седамдесет 일흔
eighty achtzig quatre-vingt ochenta ottanta oitenta tachtig osiemdziesiąt osiemdziesięciu osmdesát osemdesiat nyolcvan optzeci восемьдесят вісімдесят осемдесет seksen ογδόντα ثمانون ثمانين هشتاد שמונים अस्सी আশি åttio åtti kahdeksankymmentä kaheksakümmend astoņdesmit aštuoniasdešimt ოთხმოც ութսուն themanini ሰማንያ сексен səksən osamdeset осамдесет 여든
ninety neunzig quatre-vingt-dix noventa novanta negentig dziewięćdziesiąt dziewięćdziesięciu devadesát deväťdesiat kilencven nouăzeci девяносто дев'яносто деветдесет doksan ενενήντα تسعون تسعين نود תשעים नब्बे নব্বই nittio nitti yhdeksänkymmentä üheksakümmend deviņdesmit devyniasdešimt ოთხმოცდაათ իննսուն tisini ዘጠና тоқсан doxsan devedeset деведесет 아흔
hundred hundert cent cien ciento cento honderd sto száz sută сто yüz εκατό مئة مائة صد מאה सौ শত trăm seratus hundra hundre sata sada simts šimtas ასი հարյուր mia መቶ жүз
thousand tausend mille mil duizend tysiąc tisíc ezer mie тысяч тисяч хиляд bin χίλια ألف هزار אלף हजार হাজার nghìn ngàn seribu ribu tusen tuhat tūkstoš tūkstant ათას հազար elfu ሺህ мың min hiljada хиљада
million millionen millón milione milhão miljoen milion milión millió milioane миллион мільйон милион milyon εκατομμύρι مليون میلیون מיליון लाख লাখ triệu juta miljon miljoona miljonit მილიონ միլիոն milioni ሚሊዮን миллион
billion milliarde milliard milliards miliardo bilhão miljard miliard miliardă миллиард мільярд милиард milyar δισεκατομμύρι مليار میلیارد מיליארד करोड़ কোটি tỷ miliar miljard miljardi მილიარდ միլիարդ bilioni ቢሊዮን миллиард
"""  # noqa: E501 - one number, one line
_VALUES: dict[str, set[int]] = {}
for _number, _line in enumerate(_STEMS.strip().splitlines()):
    for _stem in _line.split():
        _VALUES.setdefault(_stem.replace("_", " "), set()).add(_number)
_ENDINGS = 4
"""A word may be so many letters longer than what is listed, if that has as many."""
_HAN = re.compile("[〇零一二三四五六七八九十百千万萬亿億兆两兩]")


def other_numbers(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the words that gave way name a number, those that came one, and not the same."""
    had, has = "".join(_HAN.findall("".join(old))), "".join(_HAN.findall("".join(new)))
    if had != has and had and has:
        return True
    before, after = ([it for it in map(_value, words) if it] for words in (old, new))
    return len(before) == len(after) > 0 and any(mine.isdisjoint(its) for mine, its in zip(before, after, strict=True))


def _value(word: str) -> set[int]:
    word = word.casefold()
    for length in range(len(word), max(1, len(word) - _ENDINGS - 1), -1):
        if (found := _VALUES.get(word[:length])) and (length == len(word) or length >= _ENDINGS):
            return found
    return set()
