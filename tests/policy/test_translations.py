"""Articles in different languages: what links them, what only hints, and what proves nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.entry import Mark, MarkKind
from worker.policy.translations import Side, compare, counted, least_found, nothing_new, rarity, side, within_reach

N, NUMBER, WORD, NOUN = MarkKind.NAME, MarkKind.NUMBER, MarkKind.WORD, MarkKind.NOUN
TEXTS = 5000.0
KEYS = {
    "peskov": {"=peskov": (0, 21.0), "pskv": (1, 13.0), "PSKP": (2, 10.0)},
    "песков": {"pskv": (1, 13.0), "PSKP": (2, 10.0)},
    "بيسكوف": {"bskv": (1, 13.0), "PSKP": (2, 10.0)},
}


def keys_of(mark: Mark) -> Mapping[str, tuple[int, float]]:
    """Keys as the content floor makes them, by a table; other marks are recognised by their own text."""
    return KEYS.get(mark.text, {"=" + mark.text: (0, 9.0 + 2 * len(mark.text))})


def article(*words: str, kind: MarkKind = N, title: int = 0, seen: float = 5, texts: float = TEXTS) -> Side:
    """An article with these marks at even distances, the first ``title`` of them in its title."""
    marks = [
        Mark(word, NUMBER if word.isdigit() else kind, 1, place < title, place / len(words))
        for place, word in enumerate(words)
    ]
    rarities = [rarity(seen, texts)] * len(marks)
    return side(
        marks,
        rarities,
        texts,
        lambda some: [keys_of(one) for one in some],
        lambda some: [next(iter(keys_of(one).values())) for one in some],
    )


LONG = ("aldwyn", "mohr", "bremen", "214", "tidewell", "aldness", "corvall", "starlink", "kallavik", "62")
OTHERS = tuple(f"other{place}" for place in range(10))


def test_the_same_names_in_the_same_order_link() -> None:
    """An article with the same marks as another is linked, and names what they share."""
    kin = compare(article(*LONG), article(*LONG))
    assert kin.links
    assert set(kin.shared) == set(LONG)
    assert kin.names == len([word for word in LONG if not word.isdigit()])


def test_nothing_shared_is_nothing() -> None:
    """Articles without a common mark have no kinship."""
    kin = compare(article(*LONG), article(*OTHERS))
    assert (kin.score, kin.shared, kin.names, kin.links, kin.hints) == (0.0, (), 0, False, False)


@pytest.mark.parametrize(
    ("shared", "links", "hints"),
    [
        pytest.param(10, True, True, id="all"),
        pytest.param(5, True, True, id="half"),
        pytest.param(2, False, True, id="two of ten hint"),
        pytest.param(1, False, False, id="a single name says nothing"),
    ],
)
def test_how_much_links_and_hints(shared: int, links: bool, hints: bool) -> None:
    """A part of the names is enough to link; less is a hint; one name is neither."""
    kin = compare(article(*LONG), article(*LONG[:shared], *OTHERS[shared:]))
    assert (kin.links, kin.hints) == (links, hints)


@pytest.mark.parametrize(("shared", "worth_it"), [(10, True), (3, True), (2, False), (1, False)])
def test_who_shares_few_marks_of_many_is_not_compared(shared: int, worth_it: bool) -> None:
    """Whoever is found by three of ten marks is compared; two only hint."""
    ours = article(*LONG)
    found = shared >= least_found(ours.mass) and within_reach(sum(ours.weights[:shared]), ours.mass)
    assert found is worth_it


def test_who_shares_two_of_few_marks_is_compared() -> None:
    """A headline has few names, and two of them may link it."""
    assert least_found(article("mohr", "bremen", seen=200).mass) == 2


def test_a_short_text_needs_more() -> None:
    """Two names of three link no short texts, although the share is large; three do."""
    short = article("mohr", "bremen", "aldness", seen=200)
    assert not compare(short, article("mohr", "other1", "other2", seen=200)).links
    assert compare(short, article("mohr", "bremen", "aldness", seen=200)).links


def test_common_names_say_little() -> None:
    """Names that every other text holds do not link; rare ones do."""
    assert not compare(article(*LONG[:6], seen=2000), article(*LONG[:6], seen=2000)).links
    assert compare(article(*LONG[:6], seen=3), article(*LONG[:6], seen=3)).links


@pytest.mark.parametrize(
    ("shared", "links"), [pytest.param(3, False, id="three"), pytest.param(10, True, id="ten, but they do not silence")]
)
def test_numbers_alone_link_where_many_agree(shared: int, links: bool) -> None:
    """In scripts that do not show where a name begins there is little else; nothing is silenced by them."""
    numbers = [str(place * 137) for place in range(1, 21)]
    kin = compare(article(*numbers[:10], title=4), article(*numbers[:shared], *numbers[10 : 20 - shared], title=4))
    assert kin.names == 0
    assert (kin.links, kin.strong, kin.titled) == (links, False, False)


def test_evidence_shows_both_spellings() -> None:
    """Evidence is readable: both forms of a name, a number as it is; the caller's own form first."""
    english, russian = article("peskov", "214", "aldwyn"), article("песков", "214", "other1")
    assert set(compare(english, russian).shared) == {"peskov = песков", "214"}
    assert set(compare(russian, english).shared) == {"песков = peskov", "214"}


def test_looser_likeness_says_less() -> None:
    """The same spelling says more than the same sounds, and they more than the same classes of sounds."""
    ours = article("peskov", *OTHERS)
    scores = [compare(ours, article(word, *LONG)).score for word in ("peskov", "песков", "بيسكوف")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_words_that_may_be_no_names_say_less() -> None:
    """In a script without capitals a shared word is worth less than a shared name."""
    ours = article(*LONG)
    assert compare(ours, article(*LONG, kind=N)).score > 0
    both = compare(article(*LONG, kind=WORD), article(*LONG, kind=WORD))
    evidence = [len(both.shared), len(compare(ours, article(*LONG, kind=NOUN)).shared)]
    assert evidence == [len(LONG), len(LONG)]
    assert both.mass < ours.mass


def test_order_counts() -> None:
    """The same marks far from where the other article has them say less."""
    assert compare(article(*LONG), article(*LONG)).score > compare(article(*LONG), article(*LONG[::-1])).score


@pytest.mark.parametrize(
    ("shared", "title", "strong", "titled"),
    [
        pytest.param(5, 2, True, True, id="the titles agree"),
        pytest.param(4, 2, False, False, id="the titles, and hardly more"),
        pytest.param(5, 1, False, False, id="a title with one mark does not"),
        pytest.param(5, 0, False, False, id="under other titles, some of the marks"),
        pytest.param(10, 0, True, False, id="under other titles, all the marks"),
    ],
)
def test_silencing_takes_an_agreeing_title_or_much_in_common(
    shared: int, title: int, strong: bool, titled: bool
) -> None:
    """One article is silenced for the other if their titles agree; on the same day also if they share very much."""
    kin = compare(article(*LONG, title=title), article(*LONG[:shared], *OTHERS[: len(LONG) - shared], title=title))
    assert kin.links
    assert (kin.strong, kin.titled) == (strong, titled)


def test_agreeing_titles_of_long_texts_that_share_little_silence_nothing() -> None:
    """However well the titles agree, most of what the articles name has to be the same."""
    ours, theirs = ([f"{whose}{place}" for place in range(20)] for whose in ("ours", "theirs"))
    kin = compare(article(*LONG[:6], *ours, title=2), article(*LONG[:6], *theirs, title=2))
    assert kin.links
    assert (kin.strong, kin.titled) == (False, False)


@pytest.mark.parametrize(
    ("headline", "body", "hours", "known"),
    [
        pytest.param(["aldwyn", "mohr"], ["bremen"], 2, True, id="two names that the other has"),
        pytest.param(["aldwyn"], ["mohr", "bremen"], 2, False, id="one name"),
        pytest.param(["aldwyn", "mohr", "other1"], ["bremen"], 2, False, id="a third that it has not"),
        pytest.param(["aldwyn", "mohr", "47"], ["bremen"], 2, False, id="a number that it has not"),
        pytest.param(["aldwyn", "mohr"], ["bremen", "47"], 2, True, id="such a number, but below"),
        pytest.param(["aldwyn", "mohr"], ["bremen"], 5, False, id="hours later"),
        pytest.param(["aldwyn", "mohr"], ["bremen", "214"], 5, True, id="hours later, with its number"),
        pytest.param(["aldwyn", "mohr"], ["214", "47"], 5, False, id="hours later, with its number and another"),
    ],
)
def test_what_a_headline_and_its_numbers_say_anew(
    headline: list[str], body: list[str], hours: int, known: bool
) -> None:
    """Nothing, if the other article has its names and the headline's numbers; hours later all of its numbers."""
    own = article(*headline, *body, title=len(headline))
    assert nothing_new(own, article(*LONG, title=2), hours * 3600.0) is known


words = st.lists(st.sampled_from([*LONG, *OTHERS, *KEYS]), min_size=1, max_size=20, unique=True)


@given(words, words, st.sampled_from(list(MarkKind)), st.floats(0, 400), st.floats(0, 1000))
@settings(max_examples=200)
def test_kinship_is_symmetric(ours: list[str], theirs: list[str], kind: MarkKind, seen: float, texts: float) -> None:
    """Whichever article asks, score and evidence are the same but for the order of the spellings."""
    one, other = article(*ours, kind=kind, seen=seen, texts=texts), article(*theirs, seen=seen, texts=texts)
    there, back = compare(one, other), compare(other, one)
    assert there.score == pytest.approx(back.score)
    assert sorted(" = ".join(sorted(it.split(" = "))) for it in there.shared) == sorted(
        " = ".join(sorted(it.split(" = "))) for it in back.shared
    )
    assert there.score >= 0
    assert len(there.shared) <= min(len(ours), len(theirs))


def test_counts_are_kept_per_language() -> None:
    """The same name is counted apart in each language, beside the number of its texts."""
    mark = Mark("mohr", N, 1, False, 0.0, (77,))
    english, russian = counted([mark], "en"), counted([mark], "ru")
    assert len(english) == 2
    assert not set(english) & set(russian)
    assert counted([], "en") == english[:1]
