"""Names in all scripts of the press are found, and recognised as one name; numbers and Han characters too."""

from __future__ import annotations

import time

import pytest
import xxhash
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worker.content.hannames import NAMES, SPELLING
from worker.content.marks import MAX_MARKS, MAX_TERMS, find_marks, identity, keys_of, surest
from worker.content.skeletons import CLASSES, SPELLED, spelled, word_keys
from worker.content.sounds import sounds
from worker.content.tokens import tokenize
from worker.model.entry import Mark, MarkKind


def marks(text: str, lang: str, title: str = "", names: dict[str, str] | None = None) -> dict[str, Mark]:
    """The marks of a text by what is shown of them."""
    found = find_marks(tokenize(title, lang), tokenize(text, lang), f"{title}\n{text}", names, lang)
    return {mark.text: mark for mark in found}


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(
            "Washington Вашингтон Ουάσινγκτον واشنطن וושינגטון Վաշինգտոն ვაშინგტონი वाशिंगटन ওয়াশিংটন ਵਾਸ਼ਿੰਗਟਨ "
            "વૉશિંગ્ટન வாஷிங்டன் వాషింగ్టన్ ವಾಷಿಂಗ್ಟನ್ വാഷിംഗ്ടൺ වොෂින්ටන් วอชิงตัน ວໍຊິງຕັນ វ៉ាស៊ីនតោន ဝါရှင်တန် ཝ་ཤིང་ཊོན ዋሽንግተን "
            "워싱턴 ワシントン",
            id="Washington",
        ),
        pytest.param(
            "Putin Poutine Путин Путиным Πούτιν بوتين پوتین פוטין Պուտին პუტინი पुतिन পুতিন ਪੁਤਿਨ પુતિન புடின் పుతిన్ ಪುಟಿನ್ "
            "പുടിൻ පුටින් ปูติน ປູຕິນ ពូទីន ፑቲን 푸틴",
            id="Putin",
        ),
        pytest.param(
            "Macron Макрон Макроном Μακρόν ماكرون מקרון Մակրոն მაკრონი मैक्रों ম্যাক্রোঁ மேக்ரான் మాక్రాన్ ಮ್ಯಾಕ್ರನ್ มาครง ማክሮን "
            "마크롱 マクロン",
            id="Macron",
        ),
        pytest.param("Peskov Peskow Песков Пескова Песковым Πεσκόφ پسکوف פסקוב पेस्कोव ペスコフ 페스코프", id="Peskov"),
        pytest.param("Selenskyj Zelensky Зеленский Зеленским Ζελένσκι زيلينسكي זלנסקי 젤렌스키", id="Zelensky"),
        pytest.param("James Джеймс Τζέιμς جيمس ג'יימס जेम्स ジェームズ 제임스", id="an English j"),
        pytest.param("Smith スミス 스미스", id="an English th"),
        pytest.param("Dawson Доусон ドーソン 도슨", id="a w that is not heard"),
        pytest.param("Khamenei Хаменеи خامنه‌ای खामेनेई Chamenei", id="kh"),
        pytest.param("London لندن ولندن بلندن לונדון בלונדון ለንደን በለንደን", id="written as one word with it"),
        pytest.param("Trump Трампом Trumpnak Trumpin டிரம்பின்", id="cases"),
    ],
)
def test_a_name_is_recognised_in_every_script(spellings: str) -> None:
    """The first spelling shares a key with every other, whatever the script."""
    first, *others = (word.casefold().replace("་", "") for word in spellings.split())
    keys = word_keys(first).keys()
    assert [other for other in others if not keys & word_keys(other).keys()] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("putin", "меркель"), ("london", "برلين"), ("macron", "トランプ"), ("tesla", "삼성"), ("paris", "मुंबई")],
)
def test_different_names_share_nothing(one: str, other: str) -> None:
    """Names with other consonants are other names."""
    assert not word_keys(one).keys() & word_keys(other).keys()


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        pytest.param("He met Mohr in Bremen.", "en", {"mohr": "N", "bremen": "N"}, id="capitals inside a sentence"),
        pytest.param("Ferries stopped.", "en", {"ferries": "m"}, id="at the start of a sentence only perhaps"),
        pytest.param("Ferries stopped, as ferries do.", "en", {}, id="not if it stands small elsewhere"),
        pytest.param("Клуб «Вильярреал» победил", "ru", {"клуб": "m", "вильярреал": "N"}, id="a name in quotes"),
        pytest.param("und der Hafen mit Kran", "de", {"hafen": "g", "kran": "g"}, id="German nouns"),
        pytest.param("und sah Ilse Mohr", "de", {"ilse": "N", "mohr": "N"}, id="German names"),
        pytest.param("زار بوتين برلين", "ar", {"بوتين": "w", "برلين": "w"}, id="no capitals: any word"),
        pytest.param("شركة Starlink", "ar", {"شركه": "w", "starlink": "N"}, id="a Latin word among others"),
        pytest.param("普京会见马斯克", "zh", {"putin": "N", "musk": "N"}, id="Han names from the table"),
        pytest.param("演员威洛比说", "zh", {"威洛比": "w"}, id="a Han name that spells sounds"),
        pytest.param(
            "モスクワでウラジーミル・プーチン氏",
            "ja",
            {"モスクワ": "g", "ウラジーミル": "g", "プーチン": "g"},
            id="Katakana",
        ),
        pytest.param(
            "นายเฟอร์ฮัต ดัลมานี กล่าว", "th", {"นายเฟอร์ฮัต": "w", "ดัลมานี": "w", "กล่าว": "w"}, id="Thai between blanks"
        ),
        pytest.param(
            "Ֆերհաթ Դալմանին մեկնեց Երևան", "hy", {"ֆերհաթ": "m", "դալմանին": "N", "երեւան": "N"}, id="Armenian"
        ),
        pytest.param("1,200 boats and 3.5 of 7", "en", {"1200": "n", "3.5": "n"}, id="numbers but no single digit"),
    ],
)
def test_marks_of_a_text(text: str, lang: str, found: dict[str, str]) -> None:
    """Which words count as marks, and how sure it is that they are names."""
    assert {word: mark.kind.value for word, mark in marks(text, lang).items()} == found


def test_forms_of_a_name_are_one_mark() -> None:
    """A declined name is counted once, under its first form, with all its places."""
    found = marks("В Испании и над Испанией, а Испания молчит", "ru")
    assert {word: mark.count for word, mark in found.items() if mark.kind is MarkKind.NAME} == {"испании": 3}


def test_marks_know_their_place_and_the_title() -> None:
    """Marks come in the order of the text, with how far in they stand."""
    found = list(marks("so said Mohr in Bremen", "en", "Word from Mohr").values())
    assert [(mark.text, mark.title) for mark in found] == [("word", True), ("mohr", True), ("bremen", False)]
    assert [mark.place for mark in found] == sorted(mark.place for mark in found)
    assert all(0 <= mark.place < 1 for mark in found)


def test_names_in_han_can_be_added() -> None:
    """A user's table adds names, and wins over ours."""
    assert "mohr" not in marks("船长莫尔说", "zh")
    assert "mohr" in marks("船长莫尔说", "zh", names={"莫尔": "Mohr"})
    assert "patten" in marks("普京说", "zh", names={"普京": "Patten"})


def test_the_table_of_han_names() -> None:
    """Each form names one person or place; characters spell consonants or a vowel."""
    assert len(NAMES) > 600
    assert NAMES["普京"] == NAMES["普丁"] == "Putin"
    assert all(len(form) > 1 and name.strip() == name for form, name in NAMES.items())
    assert {sign for signs in SPELLING.values() for sign in signs} <= set("bpvfkgtdszmnlrh_")
    assert spelled("威洛比") == "vlb"


def test_marks_are_few() -> None:
    """However long the text, so many marks are kept: names and numbers first, of words the early ones."""
    letters = "بتجدرسفقكلمن"
    words = [f"مهندس{one}{other}{third}" for one in letters for other in letters for third in letters[:3]]
    found = marks(" ".join([*words, "Starlink"]), "ar")
    assert len(found) == MAX_MARKS
    assert {words[0], "starlink"} <= found.keys()
    assert all(0 < len(mark.terms) <= MAX_TERMS for mark in found.values())


@given(st.text(max_size=60), st.sampled_from(["en", "de", "ar", "zh", "th"]))
@example("and R뺄퐷뺀", "en")
@settings(max_examples=400)
def test_any_text_has_marks(text: str, lang: str) -> None:
    """No text breaks the search; each mark counts by its identity, weighs by its first key, is found by firm ones."""
    for mark in marks(text, lang, text).values():
        (keys,) = keys_of([mark])
        assert keys
        assert surest(mark) == next(iter(keys.values()))
        assert identity(mark.text, mark.kind)
        firm = [key for key, (level, _) in keys.items() if level in (SPELLED, CLASSES)]
        looked_up = list(dict.fromkeys([identity(mark.text, mark.kind), *firm]))[:MAX_TERMS]
        assert mark.terms == tuple(xxhash.xxh3_64_intdigest(f"mark:{key}".encode()) >> 24 for key in looked_up)


@pytest.mark.parametrize("text", ["克" * 100_000, "A" * 100_000, "و" * 100_000, "ch" * 50_000, "가" * 100_000])
def test_hostile_words_cost_little(text: str) -> None:
    """One endless word is read in a second or two."""
    started = time.process_time()
    marks(text, "zh")
    assert time.process_time() - started < 3


def test_unknown_letters_have_no_sound() -> None:
    """Signs that stand for no sound are left out."""
    assert sounds("♞☂") == ""
    assert sounds("🙂") == ""
