"""What changed between two versions: clocks are noise, numbers are facts, withdrawals are known in any language."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.policy.revisions import Edit, Version, change

TITLE = "Grid operator counts the damage at Hellenbruch"
TEXT = (
    "A fire at the substation cut the power of 38,000 households on Wednesday. Nobody was hurt, said Uwe Thiessen.\n\n"
    "The operator will not say when the transformer can be replaced. Schools stay closed."
)


def edited(old: str, new: str, *, title: str = TITLE, at: float | None = None, note: str = "") -> Version:
    """The article with a piece of its text exchanged."""
    assert old in TEXT
    return Version(title, "\n\n".join((TEXT.replace(old, new), note)), at)


@pytest.mark.parametrize(
    ("after", "edit"),
    [
        pytest.param(Version(TITLE, TEXT), Edit.NOISE, id="nothing"),
        pytest.param(Version(TITLE, TEXT.replace("\n\n", "\n")), Edit.NOISE, id="line breaks"),
        pytest.param(Version(TITLE, TEXT + "\n\nUpdated 12:31"), Edit.FACTS, id="a line that was not there"),
        pytest.param(edited("38,000", "61,000"), Edit.FACTS, id="a number in a sentence"),
        pytest.param(edited("Uwe Thiessen", "Katrin Ohlendorf"), Edit.FACTS, id="a name"),
        pytest.param(edited(" Schools stay closed.", ""), Edit.FACTS, id="a sentence less"),
        pytest.param(edited("substation", "sub-station"), Edit.TYPO, id="a hyphen"),
        pytest.param(edited("transformer", "transfomer"), Edit.TYPO, id="a letter"),
        pytest.param(Version("Hellenbruch in the dark", TEXT), Edit.HEADLINE, id="another headline"),
        pytest.param(edited("38,000", "61,000", title="Hellenbruch in the dark"), Edit.FACTS, id="headline and facts"),
        pytest.param(Version(TITLE, "", gone=True), Edit.DELETION, id="a page that is gone"),
        pytest.param(Version(f"RETRACTED: {TITLE}", TEXT), Edit.RETRACTION, id="a headline that says so"),
        pytest.param(Version(TITLE, "This article has been withdrawn."), Edit.RETRACTION, id="a notice in its place"),
    ],
)
def test_a_change_has_its_class(after: Version, edit: Edit) -> None:
    """Each as an editor would call it."""
    assert change(Version(TITLE, TEXT), after).edit is edit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sixty boats stayed in the harbour.", "Seventy boats stayed in the harbour."),
        ("Kombo alisema mashua sitini hazikwenda baharini.", "Kombo alisema mashua sabini hazikwenda baharini."),
        ("Шездесет чамаца није изашло на реку.", "Седамдесет чамаца није изашло на реку."),
        ("Limanın iki kilometre doğuya taşınması planlandı.", "Limanın üç kilometre doğuya taşınması planlandı."),
        ("Sáu mươi chiếc thuyền không thể ra khơi.", "Bảy mươi chiếc thuyền không thể ra khơi."),
        ("六十条渔船已经两个星期无法出海。", "七十条渔船已经两个星期无法出海。"),
        ("어민들은 배 예순 척이 나가지 못했다고 말했다.", "어민들은 배 일흔 척이 나가지 못했다고 말했다."),
        ("وقال إن ستين قاربا لم تخرج إلى البحر.", "وقال إن سبعين قاربا لم تخرج إلى البحر."),
        (
            "โครงการนี้ใช้งบประมาณ 140 ล้านบาท และมีกำหนดแล้วเสร็จในเดือนตุลาคม",
            "โครงการนี้ใช้งบประมาณ 143 ล้านบาท และมีกำหนดแล้วเสร็จในเดือนตุลาคม",
        ),
    ],
)
def test_another_number_is_another_fact(one: str, other: str) -> None:
    """Also as a word, and in a line without blanks or a stop."""
    assert change(Version(TITLE, f"{TEXT}\n\n{one}"), Version(TITLE, f"{TEXT}\n\n{other}")).edit is Edit.FACTS


MOVING = [
    pytest.param("Updated 12:31", "Updated 14:05", id="en: a clock"),
    pytest.param("Stand: 3.4.2026, 11.20 Uhr", "Stand: 4.4.2026, 09.10 Uhr", id="de: date and time"),
    pytest.param("3 minutes ago", "2 hours ago", id="en: time passed"),
    pytest.param("vor 5 Minuten", "vor 50 Minuten", id="de: time passed"),
    pytest.param("1,204 comments", "1,377 comments", id="en: a counter"),
    pytest.param("Просмотров: 120", "Просмотров: 4511", id="ru: a counter"),
    pytest.param("5 минут назад", "8 минут назад", id="ru: time passed"),
    pytest.param("il y a 3 heures", "il y a 5 heures", id="fr: time passed"),
    pytest.param("更新 2026年3月1日 10:00", "更新 2026年3月2日 12:30", id="zh: date and time"),
    pytest.param("3分前", "8分前", id="ja: time passed"),
]


@pytest.mark.parametrize(("one", "other"), MOVING)
def test_what_moves_by_itself_is_noise(one: str, other: str) -> None:
    """Clocks and counters change nothing, in any number of versions."""
    versions = [Version(TITLE, f"{TEXT}\n\n{line}") for line in (one, other)]
    assert change(*versions).edit is Edit.NOISE
    assert change(*reversed(versions)).edit is Edit.NOISE


def test_a_version_seen_before_is_noise() -> None:
    """Two servers that take turns bring nothing new, whatever differs."""
    assert change(Version(TITLE, TEXT), edited("38,000", "61,000"), seen_before=True).edit is Edit.NOISE


def test_numbers_of_an_article_that_changes_all_the_time_are_noise() -> None:
    """A counter within a sentence is a fact twice or thrice, then a counter; other words still count."""
    before = Version(TITLE, TEXT)
    assert change(before, edited("38,000", "38,001"), churns=True).edit is Edit.NOISE
    assert change(before, edited("Uwe Thiessen", "Katrin Ohlendorf"), churns=True).edit is Edit.FACTS


@pytest.mark.parametrize(
    "notice",
    [
        "This report has been retracted by its authors.",
        "Dieser Artikel wurde zurückgezogen.",
        "Cet article a été rétracté.",
        "Este artículo ha sido retractado.",
        "Questo articolo è stato ritirato dal sito.",
        "Dit artikel is ingetrokken.",
        "Ten artykuł został wycofany.",
        "Материал снят с публикации.",
        "Матеріал знято з публікації.",
        "Bu haber geri çekildi.",
        "Το άρθρο ανακλήθηκε.",
        "Článek byl stažen.",
        "Artikeln har blivit indragen.",
        "A cikket a szerkesztőség visszavonta.",
        "この記事は撤回されました。",
        "本文已撤回。",
        "이 기사는 철회되었습니다.",
        "سحبت المقال هيئة التحرير.",
    ],
)
def test_a_withdrawal_is_understood(notice: str) -> None:
    """In eighteen languages, when it was not said before."""
    said = Version(TITLE, f"{notice}\n\n{TEXT}")
    assert change(Version(TITLE, TEXT), said).edit is Edit.RETRACTION
    assert change(said, Version(TITLE, f"{notice}\n\n{TEXT} Shops are open.")).edit is Edit.FACTS


@pytest.mark.parametrize(
    ("after", "silent"),
    [
        pytest.param(edited("38,000", "61,000"), True, id="nobody says it was changed"),
        pytest.param(edited("38,000", "61,000", at=9.0), False, id="a new date"),
        pytest.param(edited("38,000", "61,000", note="Correction: more homes."), False, id="noted"),
        pytest.param(
            edited("38,000", "61,000", note="Корректировка: исправлено число."),
            False,
            id="ru: noted",
        ),
        pytest.param(edited("transformer", "transfomer"), False, id="a typo needs no note"),
    ],
)
def test_silent_edits_are_marked(after: Version, silent: bool) -> None:
    """Facts that change without a word and without a new date."""
    assert change(Version(TITLE, TEXT), after).silent is silent


def test_the_diff_shows_the_sentences_that_changed() -> None:
    """Those taken out and those put in, as they stand; moved ones are the same."""
    found = change(Version(TITLE, TEXT), edited("Nobody was hurt", "Two were hurt"))
    assert found.removed == ("Nobody was hurt, said Uwe Thiessen.",)
    assert found.added == ("Two were hurt, said Uwe Thiessen.",)
    assert (
        change(Version(TITLE, "One is here. Two is there."), Version(TITLE, "Two is there. One is here.")).added == ()
    )


def test_another_text_altogether_costs_no_comparison_letter_by_letter() -> None:
    """Judging goes on within the transaction: a long text exchanged for another is classed in no time."""
    texts = [" ".join(f"{word} stands at place {it} here." for it in range(900)) for word in ("One", "Two")]
    began = process_time()
    assert change(Version(TITLE, texts[0]), Version(TITLE, texts[1])).edit is Edit.FACTS
    assert process_time() - began < 1


def test_a_long_sentence_is_read_to_its_end() -> None:
    """In scripts without full stops a paragraph is one sentence; its last number is a fact, its last letter a typo."""
    long = "the council met again and spoke of what was to come in the days ahead, " * 30
    before = Version(TITLE, f"{long}of which 12 were about the bridge in Hellenbruch.")
    assert change(before, Version(TITLE, before.text.replace("12", "40"))).edit is Edit.FACTS
    assert change(before, Version(TITLE, before.text.replace("bridge", "harbour"))).edit is Edit.FACTS
    assert change(before, Version(TITLE, before.text.replace("bridge", "brigde"))).edit is Edit.TYPO


def test_two_long_sentences_with_other_words_throughout_cost_no_time() -> None:
    """The judge waits for it: they are another text."""
    old, new = (" ".join(f"the {it}th word {end}" for it in range(3000)) for end in ("was", "had"))
    began = process_time()
    assert change(Version(TITLE, old), Version(TITLE, new)).edit is Edit.FACTS
    assert process_time() - began < 1


def test_a_word_without_end_costs_no_time() -> None:
    """Where words have no blanks, all up to the next sign is one word; an entry's text may be 200,000 letters of it."""
    letters = "".join(map(chr, range(0x5000, 0x5400)))
    opening, pieces = letters[200:600], [letters[at % 120 : at % 120 + 7] for at in range(0, 60_000, 7)]
    old, new = (f"{opening}{''.join(it)}。" for it in (pieces, sorted(pieces)))
    began = process_time()
    assert change(Version(TITLE, old), Version(TITLE, new)).edit is Edit.FACTS
    assert process_time() - began < 1  # 0.02 s


def test_a_run_of_digits_costs_no_time() -> None:
    """A page may hold a number of any length; looking for clocks in it takes no square of it."""
    began = process_time()
    assert change(Version(TITLE, "1" * 30_000), Version(TITLE, "2" * 30_000)).edit is Edit.NOISE
    assert process_time() - began < 2  # 0.01 s; it took 60


@given(st.text(max_size=300))
def test_a_text_has_not_changed_against_itself(text: str) -> None:
    """Whatever it holds."""
    assert change(Version(text, text), Version(text, text)).edit is Edit.NOISE
