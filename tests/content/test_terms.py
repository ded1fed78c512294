"""Words, numbers and names: what makes texts comparable, in one language and across scripts."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worker.content.names import consonants
from worker.content.stopwords import STOPWORDS
from worker.content.terms import MAX_TERMS, term_hash, weigh
from worker.content.tokens import is_unspaced, shingle_width, tokenize
from worker.model.entry import TermKind

NONE = tokenize("", None)


def words(text: str, lang: str | None = None) -> list[str]:
    """The tokens of ``text`` as they are compared."""
    return [token.folded for token in tokenize(text, lang)]


def names(text: str, lang: str | None = None) -> set[str]:
    """What is taken for a name."""
    return {token.folded for token in tokenize(text, lang) if token.name}


def anchors(body: str, title: str = "", lang: str | None = "en") -> set[str]:
    """The anchors of an article in readable form."""
    return set(weigh(tokenize(title, lang), tokenize(body, lang), lang)[1].values())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("The ferry, at last!", ["the", "ferry", "at", "last"], id="words without punctuation"),
        pytest.param("Straße STRASSE", ["strasse", "strasse"], id="case and sharp s"),
        pytest.param("e\u0301te\u0301 \u00e9t\u00e9", ["été", "été"], id="two spellings of an accent"),
        pytest.param("ﬁnal Ｆｉｎａｌ", ["final", "final"], id="ligatures and wide letters"),
        pytest.param("İstanbul istanbul", ["istanbul", "istanbul"], id="a dotted capital I"),
        pytest.param("Ver\u00adband zero\u200bwidth", ["verband", "zerowidth"], id="hyphens to break at"),
        pytest.param("snake_case", ["snake", "case"], id="an underscore"),
        pytest.param("U-Boot don’t", ["u", "boot", "don", "t"], id="hyphens and apostrophes"),
        pytest.param("covid19", ["covid", "19"], id="letters and digits"),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="vowel signs belong to the word"),
        pytest.param("كِتَابٌ كتــاب", ["كتاب", "كتاب"], id="Arabic vowels and stretches"),
        pytest.param("שָׁלוֹם שלום", ["שלום", "שלום"], id="Hebrew points"),
        pytest.param("码头上移", ["码", "头", "上", "移"], id="Han letter by letter"),
        pytest.param("Google公司AI技術", ["google", "公", "司", "ai", "技", "術"], id="Latin words inside Han"),
        pytest.param("人々は2026年", ["人", "々", "は", "2026", "年"], id="Japanese with a year"),
        pytest.param("ราคา", ["ร", "า", "ค", "า"], id="Thai letter by letter"),
        pytest.param("서울 시장", ["서울", "시장"], id="Korean by words"),
        pytest.param("", [], id="nothing"),
        pytest.param("— … !", [], id="no words"),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """A text is cut into words, or letters where a script has no spaces, folded so that spellings agree."""
    assert words(text) == tokens
    assert list(tokenize(text, None).words) == tokens


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        pytest.param("1.200|1,200|1 200|1\u00a0200|1\u202f200|1'200|1’200", "1200", id="thousands"),
        pytest.param("1.234.567|1,234,567|1 234 567", "1234567", id="millions"),
        pytest.param("3,5|3.5|3,50|3.500000", "3.5", id="decimals"),
        pytest.param("1.234,5|1,234.5|1 234,5|1'234.50", "1234.5", id="both"),
        pytest.param("0,125|0.125", "0.125", id="three decimals behind a zero"),
        pytest.param("٣٥|35|３５|३५", "35", id="digits of other scripts"),
        pytest.param("0|0,0|0.00", "0", id="zero"),
        pytest.param("12.03.2026", "12.03.2026", id="a date is no number"),
        pytest.param("007", "007", id="zeros in front"),
    ],
)
def test_numbers(spellings: str, folded: str) -> None:
    """A number is one token, the same however thousands and decimals are written."""
    assert [words(spelling) for spelling in spellings.split("|")] == [[folded]] * len(spellings.split("|"))


def test_neighbours_are_not_thousands() -> None:
    """Numbers that merely stand side by side stay apart."""
    assert words("In 2020 300 boats, 5 2026") == ["in", "2020", "300", "boats", "5", "2026"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The bridge cost 1.2 million and 340 jobs.", {"1.2", "340"}, id="amounts"),
        pytest.param("It was 1987, then 2026.", {"1987", "2026"}, id="years, which look-alike events differ in"),
        pytest.param("All 7 came.", set(), id="nor is a single digit"),
        pytest.param("Room 2100 and 1876", {"2100", "1876"}, id="other numbers of four digits"),
    ],
)
def test_numbers_that_anchor(text: str, found: set[str]) -> None:
    """Amounts and years survive translation; digits are in every text."""
    assert {shown for shown in anchors(text) if shown[0].isdigit()} == found


NAMES = [
    pytest.param("Peskow Peskov Песков Пескова Пескову Песковым Пескове", id="Peskov"),
    pytest.param("Zelensky Selenskyj Zelenskyy Zełenski Zełenskiego Zelenského", id="Zelensky in Latin"),
    pytest.param("Zelensky Зеленский Зеленского Зеленскому Зеленским Зеленський Зеленським Ζελένσκι", id="and others"),
    pytest.param("Putin Poutine Путин Путина Путину Путиным Путіним Πούτιν", id="Putin"),
    pytest.param("Lawrow Lavrov Lavroff Лавров Лаврова Лавровым Λαβρόφ", id="Lavrov"),
    pytest.param("Medwedew Medvedev Медведев Медведева", id="Medvedev"),
    pytest.param("Nawalny Navalny Навальный Навального Навальным", id="Navalny"),
    pytest.param("Lukaschenko Lukashenko Лукашенко Лукашэнка", id="Lukashenko"),
    pytest.param("Tichanowskaja Tikhanovskaya Тихановская Тихановской", id="Tikhanovskaya"),
    pytest.param("Prigoschin Prigozhin Пригожин Пригожина Пригожиным", id="Prigozhin"),
    pytest.param("Schewtschenko Shevchenko Шевченко", id="Shevchenko"),
    pytest.param("Podoljak Podolyak Подоляк", id="Podolyak"),
    pytest.param("Chruschtschow Khrushchev Хрущёв Хрущева", id="Khrushchev"),
    pytest.param("Gorbatschow Gorbachev Горбачёв Горбачева", id="Gorbachev"),
    pytest.param("Tschechow Chekhov Tchekhov Чехов", id="Chekhov"),
    pytest.param("Charkiw Kharkiv Харьков Харькова Харків Χάρκοβο", id="Kharkiv"),
    pytest.param("Moskwa Moscow Москва Москвы", id="Moscow"),
    pytest.param("Kaliningrad Калининград Калининграда", id="Kaliningrad"),
    pytest.param("Merz Мерц Мерца Мерцем", id="Merz"),
    pytest.param("Scholz Шольц Шольца Шольцем", id="Scholz"),
    pytest.param("Schröder Schroeder Шрёдер", id="Schröder"),
    pytest.param("Steinmeier Штайнмайер Штайнмайера", id="Steinmeier"),
    pytest.param("Volker Фолькер", id="Volker"),
    pytest.param("Trump Трамп Трампа Трампом Τραμπ", id="Trump"),
    pytest.param("Biden Байден Байдена Байденом", id="Biden"),
    pytest.param("Musk Маск Маска Маском Μασκ", id="Musk"),
    pytest.param("Washington Вашингтон Вашингтона Ουάσινγκτον", id="Washington"),
    pytest.param("Churchill Черчилль", id="Churchill"),
    pytest.param("Macron Макрон Макрона Макроном Μακρόν", id="Macron"),
    pytest.param("Sarkozy Саркози", id="Sarkozy"),
    pytest.param("Stoltenberg Столтенберг Столтенбергом Στόλτενμπεργκ", id="Stoltenberg"),
    pytest.param("Guterres Гутерреш", id="Guterres"),
    pytest.param("Kaczyński Kaczynski Качиньский", id="Kaczyński"),
    pytest.param("Orban Orbán Орбан Орбана Όρμπαν", id="Orbán"),
    pytest.param("Milošević Milosevic Milosewitsch Милошевич", id="Milošević"),
    pytest.param("Đoković Djokovic Джокович Ђоковић", id="Đoković"),
    pytest.param("Erdoğan Erdogan Эрдоган Эрдогана Ερντογάν", id="Erdoğan"),
    pytest.param("Netanyahu Нетаньяху Νετανιάχου", id="Netanyahu"),
    pytest.param("Hamas ХАМАС Χαμάς", id="Hamas"),
    pytest.param("Mitsotakis Мицотакис Μητσοτάκης", id="Mitsotakis"),
    pytest.param("Tsipras Ципрас Τσίπρας", id="Tsipras"),
    pytest.param("Landsbergis Ландсбергис", id="Landsbergis"),
    pytest.param("Vietnam Вьетнам", id="Vietnam, whose end is no case"),
    pytest.param("Amsterdam Амстердам", id="Amsterdam"),
    pytest.param("Maxim Максим", id="Maxim"),
    pytest.param("Jerusalem Иерусалим", id="Jerusalem"),
]


@pytest.mark.parametrize("spellings", NAMES)
def test_a_name_is_one_mark_in_all_scripts(spellings: str) -> None:
    """Transcriptions and cases of a name fold to the same consonants."""
    folded = {spelling: consonants(spelling.casefold()) for spelling in spellings.split()}
    assert len(set(folded.values())) == 1, folded
    assert len(set(folded.values()).pop()) >= 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Putin", "Patten", id="Putin and Patten differ in vowels alone: known to fall together"),
        pytest.param("Biden", "Boden", id="so do Biden and Boden"),
    ],
)
def test_what_vowels_alone_tell_apart(one: str, other: str) -> None:
    """The price of folding: names that differ in vowels only are one mark, so no name is proof by itself."""
    assert consonants(one.casefold()) == consonants(other.casefold())


def test_different_names_stay_apart() -> None:
    """Names with different consonants are different marks."""
    some = "Putin Peskov Lavrov Lukashenko Medvedev Merkel Merz Macron Musk Minsk Trump Harris Orban Erdogan".split()
    assert len({consonants(name.casefold()) for name in some}) == len(some)


@pytest.mark.parametrize("name", ["Xi", "Kiew", "Rome", "Си", "Uhu", "Aoi", ""])
def test_too_few_consonants_say_nothing(name: str) -> None:
    """Under three consonants there is no mark, for too many words would share it."""
    assert consonants(name.casefold()) == ""


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        pytest.param("He met Mohr in Bremen.", "en", {"mohr", "bremen"}, id="capitals inside a sentence"),
        pytest.param("Ferries stopped. Trains ran.", "en", set(), id="the start of a sentence is no name"),
        pytest.param("Mohr left. Then Mohr came.", "en", {"mohr"}, id="unless seen elsewhere as one"),
        pytest.param("“Mohr left,” she said.", "en", set(), id="nor is the start of a quotation"),
        pytest.param("One\nMohr left", "en", set(), id="nor the start of a line"),
        pytest.param("and The end, and We too", "en", set(), id="stopwords are no names"),
        pytest.param("It sank on Tuesday, 3 March", "en", set(), id="nor are days and months"),
        pytest.param("Глава Песков сказал", "ru", {"песков"}, id="in Russian"),
        pytest.param("码头Google公司", "zh", {"google"}, id="Latin inside Han"),
        pytest.param("an A and a B", "en", set(), id="a single letter is none"),
        pytest.param("und der Hafen mit dem Kran", "de", set(), id="German nouns alone are none"),
        pytest.param("und sah Ilse Mohr im Hafen", "de", {"ilse", "mohr"}, id="two of them side by side are"),
    ],
)
def test_names(text: str, lang: str, found: set[str]) -> None:
    """A name is a capital where the language does not put one anyway."""
    assert names(text, lang) == found


def test_a_headline_in_capitals_teaches_no_names() -> None:
    """Names are learned from the body; the title's words count as names only if the body has them."""
    title, body = "Council Moves Pier Says Mohr", "The council met. It heard captain Mohr, who spoke."
    assert anchors(body, title) == {"mohr"}


def test_stopwords_are_no_terms() -> None:
    """Words that every text has are left out, in each language, so that a text of them has no terms."""
    text = "und die mit für это было the and with pour avec"
    assert weigh(NONE, tokenize(text, "de"), "de") == ({}, {})
    assert all(word == word.casefold() for word in STOPWORDS)


def test_terms_are_stems_of_their_language() -> None:
    """Words are cut to five letters within their language, so inflections meet and languages do not."""
    harbour = list(weigh(NONE, tokenize("harbours", "en"), "en")[0])
    assert harbour == [term_hash(TermKind.WORD, "en", "harbo")]
    assert harbour == list(weigh(NONE, tokenize("harbour", "en"), "en")[0])
    assert harbour != list(weigh(NONE, tokenize("harbour", "nl"), "nl")[0])


def test_letters_without_spaces_make_pairs() -> None:
    """Han, Kana and Thai are compared by pairs of neighbouring letters, broken by any other word."""
    terms = set(weigh(NONE, tokenize("码头上 AB 移", "zh"), "zh")[0])
    assert terms == {term_hash(TermKind.WORD, "zh", word) for word in ("码头", "头上", "ab")}


def test_the_title_counts_more() -> None:
    """A term of the title outweighs the same term of a body; a name outweighs a word, and a number a name."""
    title, body = tokenize("ferry", "en"), tokenize("the pier and the ferry and Mohr and 340", "en")
    weights = weigh(title, body, "en")[0]
    keys = ((TermKind.WORD, "en", "ferry"), (TermKind.WORD, "en", "pier"), (TermKind.NAME, "", "mhr"))
    ferry, pier, mohr = (weights[term_hash(*key)] for key in keys)
    assert min(ferry, weights[term_hash(TermKind.NUMBER, "", "340")]) > mohr > pier


@pytest.mark.parametrize(
    ("headline", "lang", "found"),
    [
        pytest.param("Kemal leads the talks in Tarsim", "en", {"kemal", "tarsim"}, id="some in capitals"),
        pytest.param("Kemal Leads Talks In Tarsim", "en", {"kemal", "leads", "talks", "tarsim"}, id="all in capitals"),
        pytest.param("Tote bei Angriff auf Schule in Tarsim", "de", {"angriff", "tarsim"}, id="nouns"),
        pytest.param("Тарсим обесточен после обстрела", "ru", {"тарсим"}, id="the first word"),
    ],
)
def test_a_headline_alone_names_by_its_capitals(headline: str, lang: str, found: set[str]) -> None:
    """Without a body, capitals of a headline make names; where it capitalises everything, all words are shown."""
    assert anchors("", headline, lang) == found
    terms = list(weigh(tokenize(headline, lang), NONE, lang)[0])
    assert any(term & 3 == TermKind.NAME for term in terms) is (headline != headline.title())


def test_a_small_number_of_a_headline_says_less() -> None:
    """Two digits are shared by chance: in a headline alone they weigh less than three, below a title as much."""
    small, large = (term_hash(TermKind.NUMBER, "", number) for number in ("24", "240"))
    alone = weigh(tokenize("24 of 240 drones", "en"), NONE, "en")[0]
    assert alone[small] < alone[large]
    body = weigh(NONE, tokenize("24 of 240 drones", "en"), "en")[0]
    assert body[small] == body[large]


def test_a_hash_says_what_the_term_is() -> None:
    """The lowest two bits of a term are its kind, and the same word of another kind is another term."""
    hashes = [term_hash(kind, "en", "sixty") for kind in TermKind]
    assert [it & 3 for it in hashes] == list(TermKind)
    assert len({it >> 2 for it in hashes}) == 3
    assert max(hashes) < 2**40


def test_terms_are_few_and_ordered() -> None:
    """However long the text, the strongest terms come first and only so many are kept."""
    terms, _ = weigh(NONE, tokenize(" ".join(f"word{'abcdefghij'[n % 10]}{n}x" for n in range(5000)), "en"), "en")
    weights = list(terms.values())
    assert len(terms) <= MAX_TERMS
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("letter", "width"),
    [
        ("a", 4),
        ("я", 4),
        ("ع", 4),
        ("가", 4),
        ("7", 4),
        ("码", 6),
        ("々", 6),
        ("は", 6),
        ("ガ", 6),
        ("ร", 8),
        ("က", 8),
        ("ཀ", 10),
    ],
)
def test_shingle_widths(letter: str, width: int) -> None:
    """Letters say less than words, so more of them make a shingle."""
    assert shingle_width(letter) == width
    assert is_unspaced(letter) == (width > 4)


@given(st.text(max_size=80), st.sampled_from([None, "en", "de", "zh"]))
@settings(max_examples=500)
def test_any_text_has_tokens(text: str, lang: str | None) -> None:
    """No text breaks the cutting; no token is empty; terms and anchors follow from tokens alone."""
    tokens = tokenize(text, lang)
    assert all(token.folded for token in tokens)
    assert [token.number for token in tokens] == [place in tokens.numbers for place in range(len(tokens.words))]
    assert list(tokens.opening(7)) == list(tokens)[:7]
    assert tokens.opening(7).forms == {form: tokens.forms[form] for form in tokens.spelt[:7]}
    terms, marks = weigh(tokens, tokens, lang)
    assert marks.keys() <= terms.keys()
    assert all(0 <= term < 1 << 40 for term in terms)
    for token in tokens:
        consonants(token.folded)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1 " * 100_000, id="digits and blanks"),
        pytest.param("1.1," * 50_000, id="digits and points"),
        pytest.param("100 " * 50_000, id="thousands without end"),
        pytest.param("a" + "\u0301" * 200_000, id="marks without end"),
        pytest.param("A" * 200_000, id="one word"),
        pytest.param("\u200b" * 200_000, id="nothing to be seen"),
    ],
)
def test_hostile_texts_cost_little(text: str) -> None:
    """200,000 characters of any kind are cut in a second or two, so the cost is linear."""
    started = time.process_time()
    tokens = tokenize(text, "en")
    weigh(NONE, tokens, "en")
    assert time.process_time() - started < 3


@given(st.text("abcXYZ 0123456789'., _-\n\t~!?\x00\x1f", max_size=40))
@example("1'200 people, 12 345,67 and 3.5_x")
def test_plain_letters_are_cut_as_any_others(text: str) -> None:
    """A text of ASCII alone is cut by a pattern of its own, into the same tokens as below a word with an accent."""
    assert words(f"\u00e9t\u00e9\n{text}")[1:] == words(text)


@pytest.mark.parametrize(
    ("lang", "lead", "rest"),
    [
        pytest.param("en", "the ferry sank. ", "harbour " + "and so on they went " * 10 + "pier. ", id="English"),
        pytest.param("zh", "渡轮沉没", "今天" * 60 + "码头", id="Chinese, letter by letter"),
    ],
)
def test_what_the_lead_says_counts_more(lang: str, lead: str, rest: str) -> None:
    """News tells the event in its first sentence; the background below it is shared with other events."""
    first = {"en": "sank", "zh": "渡轮"}[lang]
    last = {"en": "pier", "zh": "码头"}[lang]
    weights = weigh(NONE, tokenize(lead + rest, lang), lang)[0]
    assert weights[term_hash(TermKind.WORD, lang, first)] > weights[term_hash(TermKind.WORD, lang, last)]
