"""What the gate makes itself: derived copies and the dense stream."""

from __future__ import annotations

import random

import pytest
from grading import dense
from grading.copies import script
from grading.derivations import KINDS, Workshop, derive, furnished, pieces, sentences, share_of
from grading.material import Text

ENGLISH = [
    Text(
        f"en{number}",
        f"Headline {number}",
        "".join(f"Sentence {number} {part} is here. " for part in range(20)),
        "en",
        "x",
    )
    for number in range(4)
]
CHINESE = [
    Text(f"zh{number}", "标题", "".join(f"第{part}句话在这里说{number}。" for part in range(20)), "zh", "y")
    for number in range(4)
]
SHOP = Workshop.stocked([ENGLISH[3], CHINESE[3]])
SOURCES = [*ENGLISH[:2], *CHINESE[:2]]


@pytest.mark.parametrize("kind", KINDS)
def test_copies_are_the_same_each_time(kind: str) -> None:
    """The same seed makes the same copies, in scripts with and without spaces."""
    assert derive(kind, SOURCES, SHOP, 1) == derive(kind, SOURCES, SHOP, 1)
    assert {copy.text.lang for copy in derive(kind, SOURCES, SHOP, 1)} == {"en", "zh"}


@pytest.mark.parametrize("text", [ENGLISH[0].text, CHINESE[0].text], ids=["English", "Chinese"])
def test_a_text_is_the_sum_of_its_parts(text: str) -> None:
    """Sentences and pieces leave nothing out but blanks at the end."""
    assert "".join(sentences(text)) == text.rstrip()
    assert "".join(pieces(text)) == text


def test_an_excerpt_is_three_tenths_in_one_piece() -> None:
    """It stands in its source word for word."""
    (excerpt, *_) = derive("excerpt 30 %", SOURCES, SHOP, 1)
    assert excerpt.text.text in ENGLISH[0].text
    assert 0.2 < len(excerpt.text.text) / len(ENGLISH[0].text) < 0.4


def test_a_mash_up_names_both_its_sources() -> None:
    """Half of one and half of another, of one language."""
    made = derive("mash-up", SOURCES, SHOP, 1)
    assert [copy.sources for copy in made] == [("en0", "en1"), ("zh0", "zh1")]


def test_replaced_words_are_as_many_as_said() -> None:
    """One word in five is another one, give or take those exchanged for themselves."""
    (copy, *_) = derive("20 % replaced", SOURCES, SHOP, 1)
    before, after = ENGLISH[0].text.split(), copy.text.text.split()
    assert 0.1 <= sum(one != other for one, other in zip(before, after, strict=True)) / len(before) <= 0.2


def test_a_site_sets_the_same_paragraphs_under_all_its_texts() -> None:
    """Two texts of a site share their end; a text of the next site has another or the same host, never its own."""
    (first, site), (second, same) = furnished(ENGLISH[:2], SHOP, per_site=2, seed=1)
    assert site == same
    assert first.text.split("\n\n")[-1] == second.text.split("\n\n")[-1] != ""
    assert share_of(["aaa", "bbb"], 0.5) == ["aaa"]


def test_scripts_are_told_by_their_letters() -> None:
    """A text belongs to the script most of its letters are of."""
    assert [script(text) for text in ("Maß", "мера", "尺度と寸法", "มาตรการ", "مقياس")] == [
        "Latin", "Cyrillic", "Han and Kana", "Thai and kin", "Arabic",
    ]  # fmt: skip


def test_the_dense_stream_is_what_it_says() -> None:
    """Several hundred headlines of some hundred events in seven languages, in the order of time, the same by seed."""
    texts = dense.stream(1)
    assert texts == dense.stream(1) != dense.stream(2)
    assert 300 < len(texts) < 600
    assert 80 <= len({text.label for text in texts}) <= 140
    assert {text.lang for text in texts} == set(dense.LANGUAGES)
    assert [text.at for text in texts] == sorted(text.at or 0.0 for text in texts)


def test_events_can_be_told_apart() -> None:
    """No headline stands for two events, but where only the day tells them apart."""
    for seed in range(1, 4):
        labels: dict[str, set[str]] = {}
        for text in dense.stream(seed):
            labels.setdefault(text.title, set()).add(text.label)
        shared = [title for title, of in labels.items() if len(of) > 1]
        assert len(shared) <= len(labels) // 50, random.Random(0).sample(shared, min(5, len(shared)))
