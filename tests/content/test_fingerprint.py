"""Fingerprints: stored for years, so their numbers must never change unnoticed."""

from __future__ import annotations

import time
import unicodedata

import numpy as np
import pytest
import xxhash
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.content.fingerprint import MAX_RATE, SAMPLE_BITS, SAMPLES, fingerprint, rate, shingle_hashes
from worker.content.wordings import wording
from worker.model.entry import FINGERPRINT_VERSION

ENGLISH = (
    "The town council of Brennock decided on Tuesday to move the ferry pier 200 metres upstream before the summer. "
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since the floods of last year. "
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office of the county."
)
RUSSIAN = (
    "Городской совет Бреннока решил во вторник перенести паромный причал на 200 метров вверх по течению до лета. "
    "Капитан Ильзе Мор сообщила, что песчаная отмель перед старым причалом выросла за год более чем на один метр. "
    "Работы обойдутся в 1,4 миллиона и должны завершиться в июне, уточнили в управлении порта области."
)
CHINESE = (
    "布伦诺克市议会星期二决定，在夏季之前把渡轮码头向上游移动200米。"
    "船长Ilse Mohr说，旧码头前的沙洲自去年洪水以来增高了一米。"
    "据县港务局称，工程将耗资140万，预计六月完工。在此之前，渡轮从煤炭码头出发，每小时一班，天黑后停航。"
)
ARABIC = (
    "قرر مجلس مدينة برينوك يوم الثلاثاء نقل رصيف العبارات 200 متر باتجاه أعلى النهر قبل حلول الصيف. "
    "وقالت القبطانة إن الحاجز الرملي أمام الرصيف القديم ارتفع مترا واحدا منذ فيضانات العام الماضي. "
    "وستبلغ كلفة الأعمال 1.4 مليون ومن المقرر أن تنتهي في يونيو بحسب مكتب الميناء في المقاطعة."
)

GOLDEN = [
    pytest.param(
        "Brennock moves its ferry pier",
        ENGLISH,
        "en",
        "878257ec16126b46f89f0c6743407cb2",
        (63, 60),
        (17696120065, 18664412949, 32633508449, 36428526590, 53741833545, 70884861812),
        ((2037402877, 6.957), (1030440054, 6.349), (756995444972, 6.085), (758160313076, 5.351)),
        {2037402877: "brennock", 3572971638: "1.4", 1030440054: "200", 2092217905: "mohr"},
        id="english",
    ),
    pytest.param(
        "Бреннок переносит причал",
        RUSSIAN,
        "ru",
        "02577b69dcf8fc0879babcfebfbd1e14",
        (50, 47),
        (2661738128, 100066951751, 118368616787, 122641725520, 164163910823, 190555150509),
        ((1030440054, 6.349), (377008980000, 6.085), (373925441300, 5.351), (376916341704, 5.351)),
        {3572971638: "1.4", 1030440054: "200", 2037402877: "бреннока"},
        id="russian",
    ),
    pytest.param(
        "布伦诺克迁移码头",
        CHINESE,
        "zh",
        "efcf483040481b451fbd29662c7be431",
        (95, 90),
        (22723160465, 33881027151, 51025759934, 51715049134, 62330940457, 63138508798),
        ((459952360828, 6.654), (3572971638, 6.349), (1030440054, 6.349), (462421638152, 5.351)),
        {3572971638: "140", 1030440054: "200", 2092217905: "mohr"},
        id="chinese",
    ),
    pytest.param(
        "برينوك تنقل رصيفها",
        ARABIC,
        "ar",
        "9d96297f9c166f54fad3d88000c57d94",
        (48, 45),
        (7636957609, 21643020573, 24388040100, 66666806823, 97953108445, 114957173435),
        ((1030440054, 6.349), (671982921364, 5.351), (3572971638, 4.233), (671598919032, 3.148)),
        {3572971638: "1.4", 1030440054: "200"},
        id="arabic",
    ),
]


@pytest.mark.parametrize(("title", "text", "lang", "digest", "sizes", "samples", "terms", "anchors"), GOLDEN)
def test_version_3_stays_what_it_is(
    title: str,
    text: str,
    lang: str,
    digest: str,
    sizes: tuple[int, int],
    samples: tuple[int, ...],
    terms: tuple[tuple[int, float], ...],
    anchors: dict[int, str],
) -> None:
    """Stored fingerprints are compared with new ones: a change here makes a version 4, but for the terms' weights."""
    found = fingerprint(title, text, lang)
    assert (found.version, FINGERPRINT_VERSION) == (3, 3)
    assert found.digest.hex() == digest
    assert (len(wording(title, text, lang).compared), found.shingles) == sizes
    assert found.samples[:6] == samples
    assert tuple(found.terms.items())[:4] == terms
    assert anchors.items() <= found.anchors.items()


letters = st.sampled_from("aäbcdéfghijklmnoprstuvwyzßабвгдежийклёїαβγδάώבגדابتثकखग码头上移คงจ가나 ")
texts = st.lists(st.text(letters, min_size=1, max_size=8), min_size=1, max_size=80).map(" ".join)


@given(texts, st.sampled_from([" ", "\n", "\n\n", "\t ", "\u00a0", ", ", " – ", "… "]))
@settings(max_examples=150)
def test_form_does_not_change_the_digest(text: str, blank: str) -> None:
    """White space, punctuation, case and the spelling of accents are the site's, not the report's."""
    plain = fingerprint("", text, None)
    for other in (blank.join(text.split(" ")), text.upper(), unicodedata.normalize("NFD", text)):
        assert fingerprint("", other, None).digest == plain.digest
        assert fingerprint("", other, None).samples == plain.samples


@given(texts)
@settings(max_examples=100)
def test_a_word_more_is_another_text(text: str) -> None:
    """One word more changes the digest."""
    assert fingerprint("", f"{text} xyz", None).digest != fingerprint("", text, None).digest


@given(st.lists(st.sampled_from("one two three four five six seven".split()), max_size=40), st.integers(1, 9))
@settings(max_examples=100)
def test_shingles_side_by_side_are_those_made_one_by_one(words: list[str], width: int) -> None:
    """No shingle reaches into its neighbour, however many words there are."""
    width, found = min(width, len(words)), set()
    for start in range(len(words) - width + 1 if words else 0):
        run = 0
        for word in words[start : start + width]:
            run = (run ^ xxhash.xxh3_64_intdigest(word.encode())) * 0x9E3779B97F4A7C15 % 2**64
            run ^= run >> 29
        found.add(run)
    assert shingle_hashes(words, width) == found


def prose(seed: int, length: int) -> str:
    """Words drawn by number, the same for the same seed."""
    numbers = np.random.default_rng(seed).integers(0, 26, (length, 6))
    return " ".join("".join(chr(97 + letter) for letter in word) for word in numbers.tolist())


@pytest.mark.parametrize(
    ("count", "one_in"), [(0, 1), (24, 1), (36, 1.5), (240, 10), (384, 16), (385, 16), (100_000, 16)]
)
def test_short_texts_keep_more(count: int, one_in: float) -> None:
    """The share kept falls with the length, so that a short text still has samples to be found by."""
    assert rate(count) == one_in


@pytest.mark.parametrize("length", [40, 100, 200, 600, 2000])
@pytest.mark.parametrize("part", [35, 90, 180, 500])
def test_rates_nest(length: int, part: int) -> None:
    """What a text keeps at a coarse rate, a part of it keeps at its finer one: shared shingles are shared samples."""
    whole = prose(length, length)
    piece = fingerprint("", " ".join(whole.split()[:part]), None)
    limit = 2**SAMPLE_BITS / rate(length - 3)
    kept = {sample for sample in piece.samples if sample < limit}
    assert kept <= set(fingerprint("", whole, None).samples)
    assert len(kept) >= 0.4 * SAMPLES * min(1, part / length) - 3


def test_samples_are_a_fair_share() -> None:
    """About one shingle in so many is kept, sorted, within 40 bits, none twice."""
    found = fingerprint("", prose(1, 20_000), None)
    assert found.shingles == 19_997
    assert 0.9 < len(found.samples) * MAX_RATE / found.shingles < 1.1
    assert list(found.samples) == sorted(set(found.samples))
    assert max(found.samples) < 2**SAMPLE_BITS // MAX_RATE


def test_repetition_adds_nothing() -> None:
    """Shingles are counted once, however often a text says them."""
    once, often = prose(3, 100), " ".join([prose(3, 100)] * 5)
    assert fingerprint("", often, None).shingles - fingerprint("", once, None).shingles <= 3


def test_a_short_body_is_compared_with_its_title() -> None:
    """Under thirty words the title belongs to the text, above it does not."""
    assert len(wording("One", prose(5, 29), None).compared) == 30
    assert len(wording("One", prose(5, 30), None).compared) == 30
    assert fingerprint("One", prose(5, 30), None).digest == fingerprint("Two", prose(5, 30), None).digest
    assert fingerprint("One", prose(5, 29), None).digest != fingerprint("Two", prose(5, 29), None).digest


@pytest.mark.parametrize("text", ["", " \n", "— … !", "\u200b"])
def test_an_empty_text(text: str) -> None:
    """Where there are no words there is nothing to compare, and nothing breaks."""
    found = fingerprint(text, text, None)
    assert (found.shingles, found.samples, found.terms, found.anchors) == (0, (), {}, {})
    assert wording(text, text, None).compared == ()


@pytest.mark.parametrize("text", ["ferry", "码", "ferry pier", "1"])
def test_less_than_a_shingle(text: str) -> None:
    """A text too short for a whole shingle is one shingle."""
    assert fingerprint("", text, None).shingles == 1


def test_the_script_of_most_words_sets_the_width() -> None:
    """A Latin name in a Han text does not make its letters words."""
    assert fingerprint("", "码头上移河边渡轮停航今晚" + "Google", "zh").shingles == 13 - 6 + 1
    assert fingerprint("", "the pier of 码头 moves up", "en").shingles == 7 - 4 + 1


def test_a_megabyte_costs_seconds_at_most() -> None:
    """The cost is linear: a text of a megabyte takes some 200 times that of a report (measured: 1.3 s)."""
    text = prose(9, 150_000)
    started = time.process_time()
    found = fingerprint("title", text, "en")
    assert time.process_time() - started < 6
    assert (len(text) > 1_000_000, found.shingles) == (True, 149_997)
