"""The amount of a number with the word beside it: 3.5 million, 35 lakh, 350万 and 3,500,000 are one figure.

The words are those that newspapers print beside numbers, in the forms they take there; in scripts without spaces they
are read from the letters after the number. With an unknown word a number stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from worker.content.letters import folded

_WORDS = {
    3: "thousand tausend tsd mil mille mila duizend tys tysięcy tysiące тыс тысяч тысячи тысяча тис тисяч тисячі "
    "хиляди хил хиљада hiljada tisuća tisíc tusen tusind tuhat tuhatta ezer mii ming минг мың мянган мянга "
    "χιλιάδες χιλ ألف ألفا آلاف الاف هزار ہزار زره אלף אלפים हज़ार হাজার ஆயிரம் వేల ആയിരം હજાર ਹਜ਼ਾਰ ribu nghìn "
    "ngàn elfu dubu ሺህ ሺ ათასი ათას հազար 천",
    5: "lakh lakhs lakhu लाख লাখ লক্ষ லட்சம் இலட்சம் లక్ష లక్షల లక్షలు ലക്ഷം ਲੱਖ લાખ ଲକ୍ଷ ලක්ෂ ලක්ෂය لاکھ لک",
    6: "million millions mn mln mio millionen millón millones milhão milhões milione milioni miljoen "
    "milion miliony milionů milionów milijuna miliona miljon miljoner millioner miljoonaa millió milioane milyon "
    "milyan miliyan miliyon miljonų млн миллион миллиона миллионов мільйон мільйона мільйонів милион милиона "
    "милиони милијун милијуна сая εκατομμύρια εκατομμύριο εκατ مليون مليونا ملايين میلیون میلیونه ملین מיליון "
    "מיליוני मिलियन मिलिअन মিলিয়ন மில்லியன் మిలియన్ മില്യൺ મિલિયન ਮਿਲੀਅਨ මිලියන juta triệu ሚሊዮን ሚሊየን მილიონი "
    "მილიონ მლნ միլիոն մլն 백만",
    7: "crore crores करोड़ কোটি கோடி కోటి కోట్ల కోట్లు കോടി કરોડ ਕਰੋੜ کروڑ",
    9: "billion billions bn bln milliard milliards milliarden mrd mld miliard miliardy miliardów miliarde miliardi "
    "milijardi milijarde milijarda miljard miljarder miljardia milliárd milyar milyard milliardov млрд миллиард "
    "миллиарда миллиардов мільярд мільярда мільярдів милиард милиарда милијарди милијарде тэрбум δισεκατομμύρια "
    "δισεκατομμύριο δισ bilhão bilhões miliar bilioni biliyan bilyan مليار مليارا مليارات میلیارد میلیارده ارب "
    "מיליארד अरब বিলিয়ন பில்லியன் బిలియన్ ബില്യൺ બિલિયન ਬਿਲੀਅਨ ਅਰਬ බිලියන tỷ tỉ ቢሊዮን ቢሊየን მილიარდი მილიარდ მლრდ "
    "միլիարդ մլրդ 십억",
    12: "trillion trillions billionen billones biliónů bilion bilionów biliony трлн триллион триллиона триллионов "
    "трильйон трильйонів trilhão trilhões trilioni triliun trilyon τρισ تريليون تریلیون טריליון ट्रिलियन 조",
    4: "만",
    8: "억",
}
_POWERS = {folded(word): power for power, words in _WORDS.items() for word in words.split()}
_POWERS_BY_LANGUAGE = {
    ("en", "k"): 3,
    ("en", "m"): 6,  # £3.5m; elsewhere a metre
    ("uz", "min"): 3,  # minutes elsewhere
    ("az", "min"): 3,
    ("tr", "bin"): 3,  # "am" in German
    ("so", "kun"): 3,  # "when" in Finnish
    ("fr", "billion"): 12,
    ("fr", "billions"): 12,
    ("de", "billion"): 12,
    ("sv", "biljon"): 12,
}
_LEADING = frozenset({"sw", "ha", "si"})
"""Languages with the word before the number: dola milioni 3.5."""
_LETTERS = (
    ("พนลาน", 9), ("หมนลาน", 10), ("แสนลาน", 11), ("ลาน", 6), ("แสน", 5),  # Thai
    ("ພນລານ", 9), ("ລານ", 6), ("ແສນ", 5),  # Lao
    ("ពនលន", 9), ("លន", 6),  # Khmer
    ("万亿", 12), ("萬億", 12), ("百万", 6), ("百萬", 6), ("千万", 7), ("千萬", 7), ("十亿", 9), ("十億", 9),
    ("百亿", 10), ("百億", 10), ("千亿", 11), ("千億", 11), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8),
    ("兆", 12), ("千", 3),
)  # fmt: skip
"""As tokens have them, without vowel signs; those that would then be ambiguous (lakh and million in Burmese) are left
out."""
_POWERS_OF_HANGUL = {
    "천만": 7, "백만": 6, "십만": 5, "천억": 11, "백억": 10, "십억": 9, "조": 12, "억": 8, "만": 4, "천": 3,
}  # fmt: skip
_HANGUL = re.compile(f"({'|'.join(_POWERS_OF_HANGUL)})(?:$|[여원명개대톤건]|달러|유로|위안|가구)")
"""Korean mostly writes what is counted as one word with the power: 930만명, 47억달러."""
_STEPS = {4: "만万萬", 8: "억亿億", 12: "조兆"}
"""Powers after which a number goes on: 1億2000万."""
_LAKHS = re.compile(r"\d{1,2}(?:\.\d\d)+\.\d{3}")
"""12,34,567 as a token: Indian digit grouping."""
_LONGEST = 24


def amounts(words: Sequence[str], places: Iterable[int], lang: str | None) -> dict[int, str]:
    """Place → figure, for the numbers at ``places`` among the folded tokens of a text; ``lang`` if known.

    What is written in two steps is one figure, at the first of its numbers: 3억5000만.
    """
    found: dict[int, str] = {}
    reached = 0
    for place in places:
        if place >= reached:
            found[place], reached = _amount(words, place, lang)
    return found


def _amount(words: Sequence[str], place: int, lang: str | None) -> tuple[str, int]:
    """The figure of the number at ``place`` (ASCII digits, decimals after a point), and the place behind it."""
    number = words[place]
    if "." in number and _LAKHS.fullmatch(number):
        number = number.replace(".", "")
    power, behind = _power(words, place, lang)
    if not power or number.count(".") > 1 or len(number) > _LONGEST:
        return number, place + 1
    value = Decimal(number).scaleb(power)
    if power in _STEPS and behind < len(words) and words[behind - 1] in _STEPS[power] and words[behind].isdecimal():
        less, further = _amount(words, behind, lang)
        if less.isdecimal() and len(less) <= power:
            value, behind = value + Decimal(less), further
    return format(value.to_integral() if value == value.to_integral() else value.normalize(), "f"), behind


def _power(words: Sequence[str], place: int, lang: str | None) -> tuple[int, int]:
    """The power of ten beside the number at ``place``, and the place behind both."""
    if place + 1 < len(words):
        word = words[place + 1]
        power = _POWERS_BY_LANGUAGE.get((lang or "", word)) or _POWERS.get(word, 0)
        if power:
            if power == 3 and place + 2 < len(words):  # mil millones, nghìn tỷ, thousand million
                power += _POWERS.get(words[place + 2], 0)
            return power, place + 2
        ascii_only = word.isascii()
        if not ascii_only and (counted := _HANGUL.match(word)) is not None:
            return _POWERS_OF_HANGUL[counted[1]], place + 2
        if not ascii_only and len(word) == 1:
            run = "".join(words[place + 1 : place + 8])
            letters, power = next((it for it in _LETTERS if run.startswith(it[0])), ("", 0))
            return power, place + 1 + len(letters)
    if lang in _LEADING and place:
        return _POWERS.get(words[place - 1], 0), place + 1
    return 0, place + 1
