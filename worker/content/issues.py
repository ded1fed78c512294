"""Headlines made from a pattern ("Weather on 8 March"): the pattern, and what fills it.

Columns ("Exchange rates for 8 March") and reports written alike ("Floods in X kill 20") differ from the next one in a
day or a name alone. Such headlines are told apart here, so that the next issue is not taken for the same news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from worker.content.calendars import MONTHS_ABROAD
from worker.content.datewords import MONTHS_HERE, WEEKDAYS
from worker.content.letters import folded
from worker.content.stopwords import STOPWORDS
from worker.content.tokens import CAPITALISED_NOUNS, Token, tokenize
from worker.model.entry import Heading

_COUNTED = frozenset("月 日 월 일 tháng".split())
"""What stands beside the number of a month or a day: 3月8日, 3월 8일, 8 tháng 3."""
_MONTHS = frozenset(folded(word) for word in (*MONTHS_HERE, *MONTHS_ABROAD)) | _COUNTED
_SMALL_MONTHS = frozenset(folded(word) for word in (*MONTHS_HERE, *MONTHS_ABROAD)) - _COUNTED
"""Months without a capital, however short: "Погода в Москве на 17 мая" has one name, not four."""
_WEEKDAYS = frozenset(folded(word) for word in WEEKDAYS if len(word) >= 5)
"""The short forms are words of other languages: sun, mar, ter."""
_FULL_DATE = re.compile(r"\d{1,4}\.\d{1,2}\.\d{1,4}")
_NEAR = 2
"""A day stands so many words from its month: 8 de noviembre."""
_LAST_DAY = 31
_LONG = 4
"""Shorter words may be small ones, which a headline that capitalises all others leaves as they are."""
_DAY, _NAME, _NUMBER = "@", "*", "#"


def heading(title: str, lang: str | None) -> Heading | None:
    """The pattern of a headline; None where nothing in it is of a day or a name."""
    tokens = list(tokenize(title, lang))
    days = _days(tokens)
    named = _named(tokens, lang)
    if not days and not any(named):
        return None
    pattern: list[str] = []
    names: list[list[str]] = []
    for place, token in enumerate(tokens):
        if place in days:
            pattern.append(_DAY)
        elif token.number:
            pattern.append(_NUMBER)
        elif not named[place]:
            pattern.append(token.folded)
        elif pattern and pattern[-1] == _NAME:
            names[-1].append(token.folded)
        else:
            pattern.append(_NAME)
            names.append([token.folded])
    words = sum(word not in (_DAY, _NAME, _NUMBER) for word in pattern)
    told = tuple(tokens[place].folded for place in sorted(days))
    return Heading(tuple(pattern), told, tuple(map(tuple, names)), words)


def named_days(text: str, lang: str | None) -> tuple[str, ...]:
    """The words and numbers of a text that tell a day: weekdays, months with their day, dates in figures."""
    tokens = list(tokenize(text, lang))
    return tuple(tokens[place].folded for place in sorted(_days(tokens)))


def _days(tokens: Sequence[Token]) -> set[int]:
    """Where words and numbers stand that tell a day: a month with its day, a weekday, a date in figures."""
    places: set[int] = set()
    for place, token in enumerate(tokens):
        if token.number:
            if _FULL_DATE.fullmatch(token.folded):
                places.add(place)
        elif token.folded in _MONTHS:
            around = range(max(0, place - _NEAR), min(len(tokens), place + _NEAR + 1))
            found = [it for it in around if tokens[it].number and _is_day(tokens[it].folded)]
            places.update(found)
            if found:
                places.add(place)
        elif token.folded in _WEEKDAYS:
            places.add(place)
    return places


def _is_day(number: str) -> bool:
    return number.isdecimal() and 1 <= int(number[:4]) <= _LAST_DAY


def _named(tokens: Sequence[Token], lang: str | None) -> list[bool]:
    if lang in CAPITALISED_NOUNS:
        return [False] * len(tokens)
    small = (
        token
        for token in tokens
        if not (token.capital or token.number) and (len(token.folded) >= _LONG or token.folded in _SMALL_MONTHS)
    )
    if all(token.folded in STOPWORDS for token in small):  # every word has a capital, or no script has one
        return [False] * len(tokens)
    return [token.capital > 0 and token.folded not in STOPWORDS for token in tokens]
