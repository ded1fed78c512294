"""Openings in the first person that content farms invent before a report that has none.

Reports have no "I" outside quotations, so the first person singular in the first paragraph, and in no other, gives them
away. Where pronouns are dropped, verbs that are nobody else's count. Data and one question; a language's words are
compiled when a text first asks for them, as those of all take 20 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from worker.content.phrases import unquoted

# An opening is prose before a report of more paragraphs than these. Scripts that say more with a letter need fewer.
_LEAST, _REST = 60, 2
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|(?P<vowelless>[\u0590-\u06ff])")
_QUOTES = tuple("\"'“”„«»‘’‚`—–-「『")
"""A paragraph that begins so is somebody's words."""

_FIRST_PERSON = {
    "en": r"i|i['’](?:m|ve|d|ll)|me|my|myself",
    "de": r"ich|mir|mich|mein\w*",
    "nl": r"ik|mij|mijn",
    "sv": r"jag|mig|mitt|mina",
    "no": r"jeg|meg|mitt|mine",
    "da": r"jeg|mig|mit|mine",
    "is": r"ég|mér|mig|mín|minn|mitt",
    "fr": r"je|j['’]\w+|moi|mon|ma|mes",
    "es": r"yo|me|mí|mi|mis|estoy|tengo|debo|confieso|recuerdo|llevo|pensé|sentí|supe|quise|desperté|escuché|leí",
    "ca": r"jo|em|m['’]\w+|meu|meva|meus|meves|estic|tinc|vaig|recordo|confesso",
    "gl": r"eu|min|meu|miña|estou|teño|lembro|confeso",
    "pt": r"eu|meu|minha|meus|minhas|fico|fiquei|estou|tenho|confesso|lembro|pensei|senti|passei|acordei|ouvi|imaginei",
    "it": r"io|mi|mio|mia|miei|mie|(?-i:ho)|avevo|ero|sapevo|guardavo|pensavo|potevo|volevo|ricordo|confesso|stavo|"
    "vedevo",
    "ro": r"eu|mie|mine|meu|mea|mei|mele|eram|am|mă|îmi|priveam|știam|credeam|puteam|stăteam|aveam|mărturisesc",
    "pl": r"ja|mnie|mój|moja|moje|mojego|mojej|\w{3,}łam|(?:siedzia|wiedzia|myśla|mog|usłysza|by|mia|zobaczy|poczu|"
    r"przeczyta|zastanawia|dowiedzia|chcia|pomyśla|czeka|widzia)łem|cieszę|przyznaję|pamiętam|jestem",
    "cs": r"já|mě|mne|mně|můj|moje|mého|mých|jsem",
    "sk": r"ja|mňa|mne|môj|moja|moje|mojej|som",
    "sl": r"jaz|mene|meni|moj|moja|moje|sem(?! so)|nisem",
    "hr": r"ja|mene|meni|moj|moja|moje|mog|nisam|(?:da|što|jer|kada?|kako|gd?je|ja|\w{2,}o|\w{2,}la) sam",
    "sr": r"ja|mene|meni|moj|moja|moje|mog|nisam|(?:da|što|jer|kada?|kako|gd?je|ja|\w{2,}o|\w{2,}la) sam|ја|мене|"
    "мени|мој|моја|моје|мог|"
    r"нисам|(?:да|што|јер|када?|како|где|ја|\w{2,}о|\w{2,}ла) сам",
    "mk": r"јас|мене|мојот|мојата|моето|сум|бев|имав|мислев|чекав|знаев|гледав|седев|чув|прочитав|сакав",
    "bg": r"аз|мен|ми|моят|моя|моята|моето|моите|радвам|седях|гледах|мислех|знаех|подозирах|имах|бях|исках|можех|"
    r"чух|прочетох|помня|признавам",
    "ru": r"я|мне|меня|мной|мой|моя|моё|мои|моей|моего|моих|со мной|мною",
    "uk": r"я|мені|мене|мною|мій|моя|моє|мої|моєї|мого|моїх",
    "be": r"я|мне|мяне|мной|мною|мой|мая|маё|мае|майго|маёй",
    "hu": r"én|engem|nekem|velem|voltam|nem tudtam|ültem|örülök|gondolkodtam|sejtettem|vártam|hallottam|olvastam|"
    r"emlékszem|bevallom|be kell vallanom|szívem|elolvastam|éreztem|láttam",
    "fi": r"minä|minun|minua|minulle|minusta|olen|olin|en tiennyt|ajattelin|odotin|luulin|muistan|halusin|kuulin",
    "et": r"ma|mina|mul|minu|mind|mulle",
    "lv": r"(?-i:[Ee]s)|man|mani|mans|mana|manis",
    "lt": r"aš|man|mane|mano|džiaugiuosi|galvojau|nežinojau|negalėjau|buvau|girdėjau|prisimenu",
    "sq": r"unë|mua|jam|kam|isha|mendova|prisja",
    "el": r"εγώ|εμένα|μου|χαίρομαι|σκέφτομαι|θυμάμαι|ομολογώ|ήξερα|ήμουν|είχα|σκεφτόμουν|κοιτούσα|ανυπομονούσα|"
    r"άκουσα|διάβασα|πίστευα|ένιωσα|ήθελα|μπορούσα",
    "tr": r"ben|bana|beni|benim|bende|\w{2,}(?:yorum|yordum|mıştım|miştim|muştum|müştüm|acağım|eceğim|ndım|ndim)|"
    r"mutluyum|heyecanlıyım|eminim|düşündüm|kalbim|\w{2,}(?:meliyim|malıyım|duğumda|düğümde|dığımda|diğimde)",
    "az": r"mən|mənim|məni|mənə|məndə|\w{2,}(?:irəm|ıram|uram|ürəm|ürdüm|urdum|ırdım|irdim|mışam|mişəm)",
    "kk": r"мен|менің|маған|мені|менде|\w{3,}(?:мын|мін|дым|дім|тым|тім|ғанымда|генімде|уым керек)",
    "uz": r"men|mening|meni|menga|menda|xursandman|bilaman|\w{2,}yapman",
    "ka": r"მე|ჩემი|ჩემს|ჩემთვის|მახსოვს|ვფიქრობ\w*|მიხარია|ვიცოდი|მინდა|ვიყავი|ვიჯექი|ვუყურებდი|გავიგე|მოვისმინე|"
    r"მგონი|ვაღიარ\w*|წავიკითხე",
    "hy": r"ես|ինձ|իմ|եմ|էի",
    "ar": r"أنا|(?<!إذا )(?<!إن )كنت|عندي|أفكر|أنظر|أتخيل|أستطيع|أستطع|أتذكر|أعترف|أشعر|شعرت",
    "fa": r"من|مرا|خودم|خوشحالم|می‌کردم|می‌دانستم|نمی‌دانستم|بودم|هستم|دارم|می‌کنم|می‌خواهم|شنیدم|خواندم|داشتم",
    "ur": r"مجھے|میرا|میرے|میری|میں نے",
    "he": r"אני|אותי|שלי",
    "hi": r"मैं|मुझे|मेरे|मेरा|मेरी|मैंने",
    "mr": r"मी|मला|माझ्या|माझा|माझी|माझे",
    "ne": r"म|मलाई|मेरो|मैले",
    "bn": r"আমি|আমার|আমাকে",
    "gu": r"હું|મને|મારા|મારી|મારું",
    "pa": r"ਮੈਂ|ਮੈਨੂੰ|ਮੇਰੇ|ਮੇਰਾ|ਮੇਰੀ",
    "ta": r"நான்|எனக்கு|என்|என்னை|எனது",
    "te": r"నేను|నాకు|నా|నన్ను",
    "kn": r"ನಾನು|ನನಗೆ|ನನ್ನ",
    "ml": r"ഞാൻ|എനിക്ക്|എന്റെ",
    "si": r"මම|මට|මගේ",
    "id": r"saya|aku",
    "ms": r"saya|aku",
    "tl": r"ako|akin|aking",
    "sw": r"mimi|yangu|kwangu|ni(?:me|li|na|ta|ka)\w{3,}|sikuweza",
    "am": r"እኔ|የእኔ|ለእኔ|እኔን|\w{2,}(?:ብሎኛል|ለሁ|ኩኝ)|ነበርኩ|ብሎኛል",
    "vi": r"tôi",
    "ja": r"私[はのがも]|僕[はのがも]|わたし[はのがも]|俺[はのが]",
    "zh": r"我(?![们們国國省市军軍校区區州])",
    "ko": r"나는|내가|나의|저는|제가|제 (?:가슴|마음|생각)|내 (?:가슴|마음)",
    "th": r"ฉัน|ผมเคย|ดิฉัน",
}
_UNSPACED = frozenset({"ja", "zh", "ko", "th"})


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    words = _FIRST_PERSON.get(lang)
    if words is None:
        return None
    if lang not in _UNSPACED:  # marks belong to the letter before them, for the regex engine they are none
        words = rf"(?<![\w\u0300-\u036f\u0900-\u0dff])(?:{words})(?![\w\u0900-\u0dff])"
    return re.compile(words, re.IGNORECASE)


def is_invented(paragraphs: Sequence[str], lang: str | None) -> bool:
    """Whether the first of these paragraphs of a text is in the first person, and no other is."""
    first_person = _pattern(lang or "")
    if first_person is None or len(paragraphs) <= _REST or paragraphs[0].startswith(_QUOTES):
        return False
    if _length(paragraphs[0]) < _LEAST or not first_person.search(unquoted(paragraphs[0])):
        return False
    return not any(first_person.search(unquoted(paragraph)) for paragraph in paragraphs[1:])


def _length(text: str) -> float:
    """In letters of an alphabet that writes its vowels."""
    return len(text) + sum(0.3 if it["vowelless"] else 1.0 for it in _DENSE.finditer(text))
