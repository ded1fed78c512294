"""Stories: how near an article is to one, the three outcomes, and what makes two stories one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.model.entry import TermKind
from worker.policy import novelty, stories, vectors

HOUR = 3600.0
EN, RU = 1, 2


def word(number: int, language: int = EN) -> int:
    """The hash of a word of a language."""
    return language << 32 | number << 2 | TermKind.WORD


def name(number: int) -> int:
    """The hash of a name."""
    return number << 2 | TermKind.NAME


def figure(number: int) -> int:
    """The hash of a number."""
    return number << 2 | TermKind.NUMBER


def bag(*terms: int) -> vectors.Vector:
    """Terms of equal weight as a unit vector."""
    return vectors.weighed(dict.fromkeys(terms, 1.0), {}, 0.0, {})


@dataclass(frozen=True)
class Known:
    """A story. Implements ``policy.stories.Candidate``."""

    id: int
    vector: vectors.Vector
    tellings: int = 1
    news_at: float = 0.0
    languages: tuple[str, ...] = ("en",)
    untold: frozenset[int] = frozenset()
    squares: vectors.Squares = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "squares", vectors.squares(self.vector))


QUAKE = [word(n) for n in range(12)] + [name(1), name(2), name(3), figure(51)]
"""What a report of an earthquake says."""


def judged(
    article: list[int], *known: Known, at: float = 0.0, lang: str = "en", has_body: bool = True
) -> stories.Match | None:
    """The match of an article of these terms."""
    shown = {term: str(term) for term in article if term & 3}
    return stories.best_match(bag(*article), shown, known, when=stories.When(at, at), lang=lang, has_body=has_body)


OUTCOMES = [
    pytest.param(QUAKE, "strong", id="the same words, names and numbers"),
    pytest.param([*QUAKE[:6], *map(word, range(20, 26)), name(1), name(9)], "weak", id="half of it, one name"),
    pytest.param([*map(word, range(20, 32)), *QUAKE[12:]], "weak", id="the same names and number, all words other"),
    pytest.param([*map(word, range(20, 36)), name(8), figure(7)], None, id="nothing shared"),
    pytest.param([*QUAKE[:12], name(7), name(8), name(9), figure(74)], "weak", id="other names: never silenced"),
]


@pytest.mark.parametrize(("article", "outcome"), OUTCOMES)
def test_three_outcomes(article: list[int], outcome: str | None) -> None:
    """An article opens a story, joins one to be told as an update, or joins so surely that it may be silenced."""
    match = judged(article, Known(1, bag(*QUAKE)))
    assert (match and ("strong" if match.strong else "weak")) == outcome


@pytest.mark.parametrize(
    ("article", "strong"),
    [
        pytest.param([word(n) for n in range(30)], True, id="the same words"),
        pytest.param([word(n) for n in range(6, 36)], True, id="a fifth of it new"),
        pytest.param([word(n) for n in range(18, 48)], False, id="most of it new"),
        pytest.param([*(word(n) for n in range(29)), name(1)], True, id="one name among them, which hardly weighs"),
        pytest.param([*(word(n) for n in range(26)), *map(name, range(4))], False, id="names the story does not know"),
    ],
)
def test_words_prove_where_no_name_can_be_told(article: list[int], strong: bool) -> None:
    """In scripts without capitals a body is known by its words, if the story knows most of them."""
    match = judged(article, Known(1, bag(*(word(n) for n in range(30)))))
    assert match is not None
    assert match.strong == strong


FIGURES = [figure(n) for n in (24, 320, 63)]
SAID, RETOLD = [word(n) for n in range(6)], [word(n) for n in range(40, 52)]


@pytest.mark.parametrize(
    ("numbers", "retold", "strong"),
    [
        pytest.param(FIGURES, 0.4, True, id="all three"),
        pytest.param(FIGURES[:2], 0.4, False, id="two"),
        pytest.param([*FIGURES, figure(87)], 0.4, False, id="one more, that is new"),
        pytest.param(FIGURES, 1.3, False, id="most of it new"),
    ],
)
def test_numbers_prove_where_no_name_can_be_told(numbers: list[int], retold: float, strong: bool) -> None:
    """A body that shares three of them and brings no other is known, though a rewrite leaves few of its words."""
    known = vectors.weighed({word(n): 0.4 for n in range(30)} | dict.fromkeys(FIGURES, 2.5), {}, 0.0, {})
    told = dict.fromkeys(SAID, 0.4) | dict.fromkeys(RETOLD, retold) | dict.fromkeys(numbers, 2.5)
    vector, when = vectors.weighed(told, {}, 0.0, {}), stories.When(0.0, 0.0)
    match = stories.best_match(vector, {}, [Known(1, known)], when=when, lang="en", has_body=True)
    assert match is not None
    assert match.strong is strong


def test_words_that_prove_are_named() -> None:
    """What is silenced by its words names a dozen of them as evidence."""
    words = [word(n) for n in range(30)]
    shown, when = {term: str(term) for term in words}, stories.When(0.0, 0.0)
    match = stories.best_match(bag(*words), shown, [Known(1, bag(*words))], when=when, lang="en", has_body=True)
    assert match is not None
    assert len(match.names) == stories.SHOWN


@pytest.mark.parametrize(
    ("headline", "same"),
    [
        pytest.param("council moves ferry pier before summer".split(), True, id="six words"),
        pytest.param("stocks close higher".split(), False, id="a column's"),
        pytest.param(list("布伦诺克市议会决定迁移渡轮码头"), True, id="fifteen Han characters"),
        pytest.param(list("今日股市行情"), False, id="six of them are three words"),
    ],
)
def test_the_same_headline_says_enough(headline: list[str], same: bool) -> None:
    """Where words are not parted, letters count for less."""
    assert stories.same_headline(headline, list(headline), 0.0) == same


@pytest.mark.parametrize(
    ("headline", "is_text"),
    [
        pytest.param(
            "council moves ferry pier before summer after the sandbank grew by a metre again".split(), False, id="long"
        ),
        pytest.param(
            ("the council of the town said on tuesday that the ferry pier will be moved before the " * 2).split(),
            True,
            id="a sentence",
        ),
        pytest.param(
            list("布伦诺克市议会星期二决定在夏季之前把渡轮码头向上游移动"), False, id="a headline of 27 Han characters"
        ),
    ],
)
def test_a_headline_of_a_sentence_reads_as_a_text(headline: list[str], is_text: bool) -> None:
    """A report whose feed gives it all in the title says as much as a short text, and lives as long."""
    assert stories.reads_as_text(headline) == is_text


TOLD = [word(n) for n in range(6)] + [name(1), figure(24)]
"""A headline with a name and a number."""

HEADLINES = [
    pytest.param(TOLD, [*TOLD[:7], figure(31)], True, id="another number: the story does not end by it"),
    pytest.param(TOLD, [*TOLD[2:6], name(2), name(3), name(4), name(5), name(1)], True, id="other names, same words"),
    pytest.param(TOLD, [word(20), word(21), *map(name, (1, 2, 3, 4))], False, id="mostly other names, and other words"),
    pytest.param(TOLD, [name(1), *map(word, range(20, 25))], False, id="the name, and nothing else"),
    pytest.param([word(0), figure(10)], [*map(word, range(20, 25)), figure(10)], False, id="only the number"),
    pytest.param(TOLD, [*TOLD[:6], name(2), figure(24)], False, id="the number, and another name"),
    pytest.param(TOLD[:6], TOLD[:6], True, id="no name anywhere, all words known"),
    pytest.param(TOLD[:6], [*TOLD[:5], word(20), word(21)], True, id="no name anywhere, some words new"),
    pytest.param(TOLD[:6], [*TOLD[:6], figure(31)], False, id="no name anywhere, a new number"),
    pytest.param(TOLD[:6], [*TOLD[:6], *map(word, range(20, 25))], True, id="five of eleven words new"),
    pytest.param(TOLD[:6], [*TOLD[:6], *map(word, range(20, 27))], False, id="most words new"),
    pytest.param(TOLD[:3], [*TOLD[:3], word(20)], False, id="no name anywhere, few words"),
]


@pytest.mark.parametrize(("told", "headline", "strong"), HEADLINES)
def test_when_a_headline_may_be_silenced(told: list[int], headline: list[int], strong: bool) -> None:
    """A headline is known by a name, else by a number or by all its words where these leave nothing else open."""
    match = judged(headline, Known(1, bag(*told)), has_body=False)
    assert (match is not None and match.strong) is strong


@pytest.mark.parametrize(
    ("hours", "joins"), [pytest.param(1, True, id="an hour"), pytest.param(48, False, id="two days")]
)
def test_a_headline_fades_within_hours(hours: float, joins: bool) -> None:
    """Half the words of a headline make a story within the hour, not days later."""
    known = Known(1, bag(*map(word, range(6)), name(1)))
    headline = [word(0), word(1), word(2), name(1), word(20), word(21)]
    assert (judged(headline, known, at=hours * HOUR, has_body=False) is not None) is joins


def test_words_of_other_languages_are_left_out() -> None:
    """A story told in two languages is as near to an article as it would be in the article's language alone."""
    english = dict.fromkeys(QUAKE, 1.0)
    both = english | {word(n, RU): 1.0 for n in range(30)}
    article = bag(*QUAKE)
    near = [vectors.closeness(article, vectors.squares(article), one, vectors.squares(one)) for one in (english, both)]
    assert near[0] == near[1]
    assert near[0].cosine == pytest.approx(1.0)


TERM = st.builds(
    lambda kind, number, language: (language << 32 if kind is TermKind.WORD else 0) | number << 2 | kind,
    st.sampled_from(TermKind),
    st.integers(0, 30),
    st.integers(1, 3),
)
BAG = st.lists(TERM, min_size=1, max_size=30, unique=True).map(lambda terms: bag(*terms))


@given(BAG, BAG)
def test_closeness_is_bounded_and_cosine_symmetric(one: vectors.Vector, other: vectors.Vector) -> None:
    """No two bags are nearer than the same, and neither is nearer to the other than the other to it."""
    near = vectors.closeness(one, vectors.squares(one), other, vectors.squares(other))
    assert 0.0 <= near.cosine <= 1.0 + 1e-9
    assert 0.0 <= near.unknown <= 1.0 + 1e-9
    sums = vectors.squares(one), vectors.squares(other)
    there, back = vectors.cosine(one, sums[0], other, sums[1]), vectors.cosine(other, sums[1], one, sums[0])
    assert there == pytest.approx(back)


@given(st.permutations([1, 2, 3, 4]))
def test_the_order_of_candidates_does_not_matter(order: list[int]) -> None:
    """Of equally likely stories the one opened first is chosen, however they are handed over."""
    known = {number: Known(number, bag(*QUAKE)) for number in order}
    match = judged(QUAKE, *(known[number] for number in order))
    assert match is not None
    assert (match.story, match.also) == (1, (2, 3, 4))


def test_a_bridge_does_not_melt_two_stories() -> None:
    """A is like B and B like C: what tells both A and C does not make one story of them, for they share too little."""
    a = Known(1, bag(*map(word, range(20)), name(1), name(2)))
    c = Known(2, bag(*map(word, range(20, 40)), name(3), name(4)))
    assert not stories.same_story(a, c, has_body=True)
    assert stories.same_story(a, replace(a, id=3), has_body=True)
    assert not stories.same_story(a, replace(a, id=3, news_at=9 * 24 * HOUR), has_body=True)


def test_two_stories_of_headlines_are_one_sooner() -> None:
    """What is told in headlines alone has few words to share."""
    a = Known(1, bag(*map(word, range(20)), name(1), name(2)))
    b = Known(2, bag(*map(word, range(15, 35)), name(3), name(4)))
    assert [stories.same_story(a, b, has_body=has_body) for has_body in (True, False)] == [False, True]


@pytest.mark.parametrize(("ours", "theirs", "same"), [(1, 1, True), (9, 1, True), (9, 9, False)])
def test_two_stories_that_were_told_often_have_to_share_more(ours: int, theirs: int, same: bool) -> None:
    """The more reports agree on each of two stories, the more it says that these differ."""
    a = Known(1, bag(*map(word, range(20)), name(1), name(2)), tellings=ours)
    b = Known(2, bag(*map(word, range(8, 28)), name(1), name(3)), tellings=theirs)
    assert stories.same_story(a, b, has_body=True) is same


@pytest.mark.parametrize(
    ("published_at", "doubted", "after"),
    [(None, False, 6.0), (1.0, False, -1.0), (1.0, True, 0.0), (3.0, True, 1.0), (9.0, False, 6.0), (9.0, True, 6.0)],
)
def test_when_an_article_is_news(published_at: float | None, doubted: bool, after: float) -> None:
    """At its date, at our sight if it has none or one of the future; of a doubted date any time between."""
    assert stories.news_when(published_at, 8.0, doubted=doubted).after(2.0) == after


@pytest.mark.parametrize(
    ("untold", "has_body", "expected"),
    [
        pytest.param((), True, False, id="all of it was told"),
        pytest.param(QUAKE[12:14], True, False, id="half of its names were told"),
        pytest.param(QUAKE[12:15], True, True, id="nobody was told most of its names"),
        pytest.param(QUAKE[:12], True, False, id="nobody was told its words, which its names outweigh"),
        pytest.param(QUAKE, False, False, id="a headline has too little to tell by"),
    ],
)
def test_what_is_known_but_was_never_told(untold: Sequence[int], has_body: bool, expected: bool) -> None:
    """A text that matches a story strongly is untold if it is known from articles of which nobody was told."""
    match = judged(QUAKE, Known(1, bag(*QUAKE), untold=frozenset(untold)), has_body=has_body)
    assert match is not None
    assert (match.strong, match.untold) == (True, expected)


def test_where_no_names_can_be_told_words_say_what_was_told() -> None:
    """In a script without capitals a text is untold if most of its words are known from articles nobody was told of."""
    words = [word(number) for number in range(16)]
    told = judged(words, Known(1, bag(*words), untold=frozenset(words[:6])))
    untold = judged(words, Known(1, bag(*words), untold=frozenset(words[:12])))
    assert told is not None
    assert untold is not None
    assert (told.strong, told.untold, untold.strong, untold.untold) == (True, False, True, True)


@pytest.mark.parametrize(
    ("heavy", "words", "at", "strong"),
    [
        pytest.param(0.35, 5, 0.0, True, id="a common word"),
        pytest.param(0.44, 5, 0.0, True, id="a rarer one, and five that are known"),
        pytest.param(0.44, 3, 0.0, True, id="a rarer one, and three that are known, in the same hour"),
        pytest.param(0.44, 3, 2 * HOUR, False, id="a rarer one, and three that are known"),
        pytest.param(0.50, 5, 0.0, False, id="a word that no other outweighs, such as a place"),
        pytest.param(0.35, 5, 8 * HOUR, True, id="a common word in the same hours"),
        pytest.param(0.35, 5, 10 * HOUR, False, id="a common word half a day later"),
    ],
)
def test_where_no_names_can_be_told_a_new_word_of_weight_is_told(
    heavy: float, words: int, at: float, strong: bool
) -> None:
    """What differs between the headlines of two events is rarer than what an editor changes."""
    told = dict.fromkeys(map(word, range(words)), math.sqrt((1 - heavy**2) / words))
    known = Known(1, told, news_at=0.0)
    match = stories.best_match(
        {**told, word(20): heavy}, {}, [known], when=stories.When(at, at), lang="en", has_body=False
    )
    assert match is not None
    assert match.strong is strong


@pytest.mark.parametrize(
    ("names_shared", "tells"),
    [pytest.param(3, True, id="few names"), pytest.param(8, False, id="a whole cast is shared")],
)
def test_a_report_of_another_day_tells_what_came_after(names_shared: int, tells: bool) -> None:
    """By a word nobody was told that headline and first sentence have, unless many names are shared."""
    told = {name(n): 0.1 for n in range(names_shared)}
    vector = {word(1): 0.1, **told}
    assert novelty.tells_what_came_after(vector, told.keys(), {word(1)}) is tells
    assert not novelty.tells_what_came_after(vector, told.keys(), set())


@pytest.mark.parametrize(
    ("headline", "lead", "tells"),
    [
        pytest.param({1, 2}, {1, 3}, (False, False), id="nothing new"),
        pytest.param({1, 20}, {20, 3}, (True, True), id="a new word in both"),
        pytest.param({1, 20}, {1, 2, 3}, (False, False), id="a new word of the headline alone"),
        pytest.param({1, 20}, {1, 2, 21}, (True, False), id="one of the headline, and one of the first sentence"),
        pytest.param({1, 2}, {1, 2, 21}, (False, False), id="one of the first sentence alone"),
    ],
)
@pytest.mark.parametrize("whole_cast", [False, True])
def test_a_text_that_keeps_half_of_a_known_one_may_tell_more(
    headline: set[int], lead: set[int], tells: tuple[bool, bool], whole_cast: bool
) -> None:
    """By a word nobody was told in headline and first sentence; by one in each, unless many names are shared."""
    names_shared = 8 if whole_cast else 3
    told = {**{word(n): 0.2 for n in (1, 2, 3)}, **{name(n): 0.1 for n in range(names_shared)}}
    vector = {**told, word(20): 0.2, word(21): 0.2}
    begins = {word(n) for n in headline}, {word(n) for n in lead}
    assert novelty.tells_more(vector, told.keys(), *begins) is tells[whole_cast]


def test_before_the_first_story_words_are_as_common_as_in_the_language() -> None:
    """What every third report has weighs less than what one in a thousand has, and that less than an unknown word."""
    common, rare, unseen = word(1), word(2), word(3)
    told = {common: 1.0, rare: 1.0, unseen: 1.0}
    vector = vectors.weighed(told, {}, 0.0, {common: 0.3, rare: 0.001})
    assert vector[common] < vector[rare] < vector[unseen]
    assert len(set(vectors.weighed(told, {}, 0.0, {}).values())) == 1
    many = vectors.weighed(told, {unseen: 40_000.0}, 100_000.0, {common: 0.3, rare: 0.001})
    assert many[unseen] < many[common], "what was counted outweighs what was assumed"


@pytest.mark.parametrize(
    ("own", "linked", "chosen"),
    [
        pytest.param(None, (2, 0.1, False), 2, id="nothing in its language"),
        pytest.param(
            (1, 0.0, False), (2, 3.0, False), 2, id="the same topic in its language, its translation elsewhere"
        ),
        pytest.param((1, 3.0, True), (2, 0.5, False), 1, id="its own words are surer"),
        pytest.param((1, 3.0, True), (2, 6.0, False), 2, id="even where these would silence it"),
        pytest.param((1, 0.0, False), (2, -math.inf, False), 1, id="an embedder decides against no words"),
    ],
)
def test_the_likelier_of_words_and_marks_decides(
    own: tuple[int, float, bool] | None, linked: tuple[int, float, bool], chosen: int
) -> None:
    """What words say within a language and marks across languages is weighed by the same odds."""
    one, other = (None if it is None else match_of(*it) for it in (own, linked))
    assert other is not None
    assert stories.likelier(one, other).story == chosen


@pytest.mark.parametrize(("by_words", "by_marks"), [(True, False), (False, True), (False, False), (True, True)])
def test_of_one_story_the_surer_match_is_kept(by_words: bool, by_marks: bool) -> None:
    """A match that may silence is not given up for one of the same story that may not."""
    found = stories.likelier(match_of(1, 0.0, by_words), match_of(1, 5.0, by_marks))
    assert found.strong is (by_words or by_marks)


def match_of(story: int, odds: float, strong: bool) -> stories.Match:
    """A match with a story at these odds."""
    return stories.Match(story, stories.chance(odds), strong, follow_up=False, names=(), odds=odds)
