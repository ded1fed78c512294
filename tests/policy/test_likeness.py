"""Copies are known by the words they share: excerpts too, in every script, and never by chance."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.content.fingerprint import sampled, shingle_hashes
from worker.content.wordings import wording
from worker.model.entry import Wording
from worker.model.story import RelationKind
from worker.policy.alignment import NOTHING, Alignment, align
from worker.policy.likeness import (
    COPY,
    FURNITURE,
    MAX_CANDIDATES,
    MIN_COPY_SHINGLES,
    Comparison,
    Hashes,
    Overlap,
    Text,
    candidates,
    classify,
    compare,
    overlap,
    proves,
    shared_sentences,
    sources,
)

RELATED = {RelationKind.COPY, RelationKind.NEAR_COPY, RelationKind.REWRITE}


def _spaced(letters: str) -> Callable[[random.Random, int], str]:
    def write(chance: random.Random, length: int) -> str:
        words = ("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(length))
        return "".join(word + (". " if place % 11 == 10 else " ") for place, word in enumerate(words))

    return write


def _unspaced(letters: str) -> Callable[[random.Random, int], str]:
    return lambda chance, length: "".join(chance.choices(letters, k=length * 3))


WRITERS = {
    "Latin": _spaced("abcdefghijklmnopqrstuvwxyzäöüéñ"),
    "Cyrillic": _spaced("абвгдежзийклмнопрстуфхцчшщыьэюяїєґ"),
    "Greek": _spaced("αβγδεζηθικλμνξοπρστυφχψωάέή"),
    "Arabic": _spaced("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    "Hebrew": _spaced("אבגדהוזחטיכלמנסעפצקרשת"),
    "Devanagari": _spaced("कखगघचजटडतदनपबमयरलवसहािीुूे्ं"),
    "Hangul": _spaced("가나다라마바사아자차카타파하거너더러머버서"),
    "Han": _unspaced("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"),
    "Kana": _unspaced("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"),
    "Thai": _unspaced("กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮะาเแโใไิีึืุู่้"),
    "Lao": _unspaced("ກຂຄງຈຊຍດຕຖທນບປຜຝພຟມຢຣລວສຫອຮະາເແໂໃໄິີຶືຸູ່້"),
    "Khmer": _unspaced("កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអាិីឹុូួេែៃោៅ"),
    "Burmese": _unspaced("ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအါာိီုူေဲံ့း်"),
    "Tibetan": _unspaced("ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ་ིེོུ"),
    "Georgian": _spaced("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"),
    "Armenian": _spaced("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"),
    "Tamil": _spaced("அஆஇஈஉஊஎஏஐஒஓகஙசஞடணதநபமயரலவழளறனாிீுூெேை"),
    "Ethiopic": _spaced("ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ"),
}
RUN_ON = {"Han", "Kana", "Thai", "Lao", "Khmer", "Burmese", "Tibetan"}
scripts = st.sampled_from(sorted(WRITERS))
seeds = st.integers(0, 2**32)


def hashes(*numbers: int) -> Hashes:
    """A set of shingles as the fingerprint makes them."""
    return frozenset(numbers)


@pytest.mark.parametrize(
    ("article", "other", "found"),
    [
        pytest.param((1, 2, 3, 4), (1, 2, 3, 4), Overlap(1.0, 1.0, 4), id="the same"),
        pytest.param((1, 2), (1, 2, 3, 4), Overlap(1.0, 0.5, 2), id="an excerpt of the other"),
        pytest.param((1, 2, 3, 4), (3, 4), Overlap(0.5, 1.0, 2), id="the other and more"),
        pytest.param((1, 2), (3, 4), Overlap(0.0, 0.0, 0), id="nothing in common"),
        pytest.param((), (1, 2), Overlap(0.0, 0.0, 0), id="an empty text"),
        pytest.param((), (), Overlap(0.0, 0.0, 0), id="two empty texts"),
    ],
)
def test_shares(article: tuple[int, ...], other: tuple[int, ...], found: Overlap) -> None:
    """``inner`` is the article's share found in the other, ``outer`` the other's found in it."""
    assert overlap(hashes(*article), hashes(*other)) == found


def seen(inner: float, outer: float, shared: int, differing: tuple[str, ...] = ()) -> Comparison:
    """A comparison in which shared shingles are all that counts."""
    return Comparison(Overlap(inner, outer, shared), NOTHING, differing)


def aligned(
    inner: float, outer: float, equal: float = 1.0, *, head: bool = False, tail: bool = False, kept: float = 0.4
) -> Comparison:
    """A comparison of two long texts by their common stretches; ``kept`` is what is left of the shingles."""
    overlap = Overlap(inner * kept, outer * kept, 200)
    return Comparison(overlap, Alignment(inner, outer, equal, (), (), head=head, tail=tail))


@pytest.mark.parametrize(
    ("found", "kind", "proven"),
    [
        pytest.param(seen(1.0, 1.0, 300), RelationKind.COPY, True, id="word for word"),
        pytest.param(seen(0.95, 0.3, 90), RelationKind.COPY, True, id="an excerpt"),
        pytest.param(seen(0.6, 0.9, 90), RelationKind.NEAR_COPY, True, id="the other, wrapped in own words"),
        pytest.param(seen(0.6, 0.6, 90), RelationKind.NEAR_COPY, False, id="both have much of their own"),
        pytest.param(seen(0.3, 0.95, 90), RelationKind.NEAR_COPY, False, id="the other and much that is new"),
        pytest.param(seen(0.3, 0.3, 30), RelationKind.REWRITE, False, id="parts of it"),
        pytest.param(seen(0.3, 0.3, 11), None, False, id="parts of a short text"),
        pytest.param(seen(0.2, 0.2, 90), None, False, id="a quotation"),
        pytest.param(seen(1.0, 1.0, 5), None, False, id="a short headline proves nothing"),
        pytest.param(seen(1.0, 1.0, 6), RelationKind.COPY, True, id="a long one does"),
        pytest.param(seen(0.9, 0.9, 18), RelationKind.COPY, False, id="a headline with a number changed is no proof"),
        pytest.param(seen(0.9, 0.9, 27), RelationKind.COPY, True, id="from 30 shingles on it is a text"),
        pytest.param(seen(0.0, 0.0, 0), None, False, id="nothing in common"),
        pytest.param(seen(1.0, 1.0, 300, ("5.1 ≠ 7.4",)), None, False, id="same words for other news"),
        pytest.param(aligned(0.97, 0.97, 0.8), RelationKind.NEAR_COPY, True, id="every fifth word replaced"),
        pytest.param(aligned(0.97, 0.97, 0.5), RelationKind.NEAR_COPY, False, id="every second word replaced"),
        pytest.param(aligned(0.7, 0.8, tail=True), None, False, id="furniture below two short texts"),
        pytest.param(aligned(0.9, 0.9, tail=True), None, False, id="more of it"),
        pytest.param(
            aligned(0.96, 0.9, tail=True), RelationKind.NEAR_COPY, False, id="another opening, the rest alike"
        ),
        pytest.param(
            aligned(0.9, 0.9, 0.8, tail=True), RelationKind.NEAR_COPY, True, id="edited from the first word on"
        ),
        pytest.param(aligned(0.9, 0.9, head=True), RelationKind.NEAR_COPY, False, id="each with an ending of its own"),
    ],
)
def test_what_a_comparison_says(found: Comparison, kind: RelationKind | None, proven: bool) -> None:
    """The kind follows from the larger share; silence needs most of the article itself, from its opening on."""
    assert classify(found) is kind
    assert proves(found) is proven


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans(), st.floats(0, 1))
@settings(max_examples=300)
def test_a_proof_is_a_copy(inner: float, outer: float, equal: float, head: bool, tail: bool, kept: float) -> None:
    """Nothing is silenced that is not at least a near copy, and the other's length alone silences nothing."""
    found = aligned(inner, outer, equal, head=head, tail=tail, kept=kept)
    if proves(found):
        assert classify(found) in {RelationKind.COPY, RelationKind.NEAR_COPY}
        assert found.covered >= COPY
        assert found.overlap.shared >= MIN_COPY_SHINGLES


sets = st.sets(st.integers(0, 60)).map(lambda numbers: hashes(*numbers))


@given(sets, sets)
@settings(max_examples=200)
def test_evidence_is_symmetric(one: Hashes, other: Hashes) -> None:
    """Seen from the other side the same shingles are shared, and the shares change places."""
    there, back = overlap(one, other), overlap(other, one)
    assert (there.inner, there.outer, there.shared) == (back.outer, back.inner, back.shared)
    assert there.shared == sum(number in other for number in one)


def compared(article: str, other: str, titles: tuple[str, str] = ("", "")) -> Comparison:
    """Two texts, compared as the judge does it."""
    one, another = (Text(wording(title, text, None)) for title, text in zip(titles, (article, other), strict=True))
    return compare(one, another)


@given(scripts, seeds, seeds, st.integers(60, 400), st.floats(0, 1))
@settings(max_examples=120)
def test_texts_see_each_other_alike(script: str, seed: int, other_seed: int, length: int, part: float) -> None:
    """Compared the other way round, inner and outer share change places and the shared shingles are the same."""
    text = WRITERS[script](random.Random(seed), length)
    own = WRITERS[script](random.Random(other_seed), length)
    mixed = text[: int(len(text) * part)] + " " + own[: int(len(own) * (1 - part))]
    there, back = compared(mixed, text), compared(text, mixed)
    assert (there.overlap.inner, there.overlap.outer) == (back.overlap.outer, back.overlap.inner)
    assert there.overlap.shared == back.overlap.shared
    assert there.alignment.inner == pytest.approx(back.alignment.outer, abs=0.05)


@given(scripts, seeds, st.integers(240, 900), st.floats(0, 0.7))
@settings(max_examples=120)
def test_an_excerpt_is_related(script: str, seed: int, length: int, start: float) -> None:
    """30 % of a text, cut out anywhere, is found by its samples and is a proven copy, whatever the script."""
    text = WRITERS[script](random.Random(seed), length)
    cut = text[int(len(text) * start) :][: int(len(text) * 0.3)]
    found = compared(cut, text)
    assert classify(found) is RelationKind.COPY
    assert proves(found)
    assert found.overlap.outer > 0.2


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.integers(0, 60), st.sampled_from([4, 6, 8, 10]))
def test_the_beginning_of_a_text_is_compared_as_any_other(words: list[str], cut: int, width: int) -> None:
    """Where one text begins with all of the other, nothing is hashed, and the result is what hashes say."""
    whole, start = (Wording((), tuple(it), tuple(it), frozenset(), width) for it in (words, words[:cut]))
    for one, other in ((whole, start), (start, whole)):
        found = compare(Text(one), Text(other))
        assert found.overlap == overlap(Text(one).shingles, Text(other).shingles)
        if found.overlap.shared:
            assert found.alignment == align(Text(one).seeds, Text(other).seeds)


def exchanged(script: str, text: str, share: float, chance: random.Random) -> str:
    """That share of the words, or of pairs of letters, exchanged for others."""
    pieces = [text[at : at + 2] for at in range(0, len(text), 2)] if script in RUN_ON else text.split(" ")
    others = WRITERS[script](chance, len(pieces))
    new = [others[at : at + 2] for at in range(0, len(others), 2)] if script in RUN_ON else others.split(" ")
    mixed = [chance.choice(new) if chance.random() < share else piece for piece in pieces]
    return ("" if script in RUN_ON else " ").join(mixed)


@given(scripts, seeds, st.integers(240, 600))
@settings(max_examples=120)
def test_replaced_words_do_not_hide_a_copy(script: str, seed: int, length: int) -> None:
    """A text with every fifth word replaced at random is still a near copy, whatever the script."""
    chance = random.Random(seed)
    text = WRITERS[script](chance, length)
    assert classify(compared(exchanged(script, text, 0.2, chance), text)) is RelationKind.NEAR_COPY


@given(scripts, seeds, st.integers(150, 600), st.integers(20, 60))
@settings(max_examples=120)
def test_furniture_neither_makes_nor_hides_a_copy(script: str, seed: int, length: int, size: int) -> None:
    """The same paragraph below two texts relates only those that were related before, and silences no other."""
    chance = random.Random(seed)
    text, other, furniture = (WRITERS[script](chance, number) for number in (length, length, size))
    assert classify(compared(f"{text}\n{furniture}", f"{other}\n{furniture}")) is None
    assert not proves(compared(f"{text}\n{furniture}", f"{other}\n{furniture}"))
    below = compared(f"{text}\n{furniture}", text)
    assert classify(below) in RELATED
    assert proves(below)


def samples(text: str) -> tuple[int, ...]:
    """The samples a fingerprint of this text has, without all else that is found in it."""
    words = wording("", text, None)
    return sampled(shingle_hashes(words.compared, words.width))


@pytest.mark.parametrize("script", WRITERS)
def test_excerpts_are_found_by_their_samples(script: str) -> None:
    """Of a hundred excerpts of 30 % at least 95 are proposed for an exact comparison, from stored samples alone."""
    chance = random.Random(f"excerpts {script}")
    texts = [WRITERS[script](chance, chance.randint(200, 900)) for _ in range(100)]
    holders: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        for sample in samples(text):
            holders.setdefault(sample, []).append(number)
    found = 0
    for number, text in enumerate(texts):
        start = chance.randint(0, int(len(text) * 0.7))
        excerpt = samples(text[start : start + int(len(text) * 0.3)])
        found += candidates(excerpt, holders)[:1] == [number]
    assert found >= 95


@given(scripts, seeds, seeds, st.integers(30, 900), st.integers(30, 900))
@settings(max_examples=120)
def test_unrelated_texts_are_never_related(script: str, one: int, other: int, first: int, second: int) -> None:
    """Two texts written independently say nothing about each other, whatever the script."""
    texts = [
        WRITERS[script](random.Random(f"{place} {seed}"), n) for place, seed, n in ((1, one, first), (2, other, second))
    ]
    found = compared(texts[0], texts[1])
    assert classify(found) is None
    assert not proves(found)


@pytest.mark.parametrize(
    "headline", ["Live blog", "Weather for Tuesday", "The week in pictures", "Новости дня", "今日新闻", "أخبار اليوم"]
)
def test_a_short_headline_proves_nothing(headline: str) -> None:
    """Two bare headlines that agree to the letter are not taken for one report."""
    found = compared("", "", (headline, headline))
    assert classify(found) is None
    assert not proves(found)


def test_furniture_leads_nowhere() -> None:
    """A sample that more articles hold than a report has copies proposes none of them."""
    crowd = list(range(FURNITURE + 1))
    assert candidates([1, 2], {1: crowd, 2: crowd}) == []
    assert candidates([1, 2, 3, 4], {1: crowd, 2: crowd, 3: [5], 4: [5]}) == [5]


def test_one_common_sample_is_chance() -> None:
    """Two samples must agree, unless hardly anybody has the one that does."""
    assert candidates([1, 2], {1: [5, 6, 7]}) == []
    assert candidates([1, 2], {1: [5, 6, 7], 2: [5]}) == [5]
    assert candidates([1, 2], {1: [5]}) == [5]
    assert candidates([], {1: [5]}) == []


def test_the_best_candidates_come_first() -> None:
    """Most shared samples first, the older article where they are equal, and no more than can be compared."""
    holders = {sample: list(range(sample, 20)) for sample in range(1, 5)}
    assert candidates(range(1, 5), holders) == [4, 5, 6, 7, 8]
    assert len(candidates(range(1, 5), holders)) == MAX_CANDIDATES


def test_a_second_source_is_not_crowded_out() -> None:
    """Of an article made of two, both sources are proposed, though the first has many copies that share more."""
    holders = {sample: list(range(10)) for sample in range(20)} | {sample: [99] for sample in range(20, 23)}
    assert candidates(range(23), holders)[:2] == [0, 99]


def test_an_article_made_of_two() -> None:
    """The sources of a mash-up are those that each explain a part of it; what explains the same stands with it."""
    chance = random.Random("mash-up")
    first, second = (WRITERS["Latin"](chance, 200) for _ in range(2))
    mixed = first[: len(first) // 2] + "\n" + second[len(second) // 2 :]
    length = len(wording("", mixed, None).compared)
    found = [compared(mixed, it) for it in (first, second, first)]
    chosen, covered = sources(found, length)
    assert sorted(chosen) == [[0, 2], [1]]
    assert covered > 0.95
    assert sources([compared(first, first)], 200) == ([[0]], 1.0)
    assert sources([], 200) == ([], 0.0)


def test_shared_sentences() -> None:
    """The longest sentences both have are the evidence, as the article prints them."""
    article = "The pier moves upstream. It was  decided on Tuesday! Nobody objected.\nThe mayor smiled."
    other = "IT WAS DECIDED ON TUESDAY! The pier moves upstream. The mayor smiled. Gulls watched."
    assert shared_sentences(article, other) == ("It was  decided on Tuesday!", "The pier moves upstream.")
    assert shared_sentences(article, other, most=9)[2:] == ("The mayor smiled.",)
    assert shared_sentences("码头上移。市长笑了。", "市长笑了。") == ("市长笑了。",)
    assert shared_sentences("", other) == ()
