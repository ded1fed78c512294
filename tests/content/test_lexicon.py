"""Word lists made ready: what a sentence touches, and where."""

from __future__ import annotations

import pytest

from worker.content.lexicon import Lexicon

ASK, THING = 1, 2
LEXICON = Lexicon(
    {ASK: ("join hit_the spend*", "订阅"), THING: ("channel tele* push_not* قناة", "频道 텔레그램")},
    {ASK: ("йте",), THING: ("ımız",)},
    frozenset({"geçtiğimız"}),
    frozenset({"please"}),
)


@pytest.mark.parametrize(
    ("text", "found", "first", "last"),
    [
        pytest.param("Join the channel!", ASK | THING, ASK, THING, id="whole words"),
        pytest.param("Rejoin the channels", 0, 0, 0, id="no parts of words"),
        pytest.param("Please, spending TELEVISION", ASK | THING, ASK, THING, id="beginnings, behind a polite word"),
        pytest.param("Hit the bell, push notes", ASK | THING, ASK, THING, id="expressions, with an open end"),
        pytest.param("Hit a bell", 0, 0, 0, id="an expression broken"),
        pytest.param("Скачивайте", ASK, ASK, ASK, id="an ending"),
        pytest.param("bir kanalımız geçtiğimız", THING, 0, 0, id="an ending by chance"),
        pytest.param("تابعوا بقناة", THING, 0, THING, id="an Arabic preposition joined to the word"),
        pytest.param("订阅我们的频道", ASK | THING, ASK, THING, id="words without blanks"),
        pytest.param("우리텔레그램은", THING, 0, 0, id="a word within a word"),
    ],
)
def test_what_a_line_touches(text: str, found: int, first: int, last: int) -> None:
    """A list is found by whole words, beginnings, endings, expressions and parts, each where it stands."""
    line = LEXICON.read(text)
    assert [bits & (ASK | THING) for bits in (line.found, line.first, line.last)] == [found, first, last]


def test_places_are_counted_in_words() -> None:
    """``at`` answers where words of a list begin."""
    assert LEXICON.read("Tune in and join our channel").at(ASK | THING) == [3, 5]
