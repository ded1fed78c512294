"""Rules that never match, match everything, or say what another says already."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.test_rules_properties import queries, subjects
from worker.policy.lint import Finding, always, implies, lint, never
from worker.policy.rules import RuleBook, compile_rule


def _kind(query: str) -> str | None:
    condition = compile_rule("r", query).condition
    return "never" if never(condition) else "always" if always(condition) else None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("flood", None, id="a word"),
        pytest.param("flood -flood", "never", id="a word and not the word"),
        pytest.param("title:flood AND NOT flood", "never", id="in the title and nowhere"),
        pytest.param("flood AND NOT title:flood", None, id="somewhere but in the title"),
        pytest.param("kremlsprecher AND NOT kreml*", "never", id="a longer word and not its beginning"),
        pytest.param("lang:de AND lang:en", "never", id="two languages of one article"),
        pytest.param("lang:de AND lang:d*", None, id="a language and a pattern it fits"),
        pytest.param("tag:a AND tag:b", None, id="two tags"),
        pytest.param("host:example.com AND host:news.example.com", None, id="a host and one below it"),
        pytest.param("host:example.com AND host:example.org", "never", id="two hosts"),
        pytest.param("host:münchen.de AND host:münchen.de.", None, id="a host in its own letters, twice"),
        pytest.param(r"feed:a\-b AND feed:a\-b", None, id="an escaped feed, twice"),
        pytest.param("quality:>1", "never", id="more quality than there is"),
        pytest.param("story.sources:<1", "never", id="a story of no source"),
        pytest.param("story.sources:>=3 AND story.sources:<3", "never", id="at least three and fewer"),
        pytest.param("story.sources:>=3 AND story.sources:<=3", None, id="three and three"),
        pytest.param("(flood -flood) OR dam", None, id="one side can match"),
        pytest.param("NOT *:*", "never", id="not everything"),
        pytest.param("flood OR NOT flood", "always", id="a word or not the word"),
        pytest.param("*:*", "always", id="everything"),
    ],
)
def test_a_rule_that_says_nothing_is_known(query: str, expected: str | None) -> None:
    """Each row's query is said to match never, always, or neither."""
    assert _kind(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("feed:tagesschau AND tag:(sport OR Wien)", [], id="what is there, case ignored"),
        pytest.param("feed:tag* AND tag:w?en", [], id="what can be there"),
        pytest.param("feed:tageschau", [("feed:tageschau", "tagesschau")], id="a misspelt feed"),
        pytest.param("flood AND NOT tag:sprot", [("tag:sprot", "Sport")], id="a misspelt tag that is excluded"),
        pytest.param("flood AND NOT tag:weather", [], id="a tag that is excluded, if it ever comes"),
        pytest.param("flood OR feed:x OR feed:x", [("feed:x", None)], id="a feed like none, twice"),
        pytest.param("host:example.com", [], id="a field of which not all values are known"),
    ],
)
def test_a_rule_that_asks_for_what_is_not_there_is_found(query: str, expected: list[tuple[str, str | None]]) -> None:
    """Feeds and tags that no configured feed has are named, with what was probably meant."""
    known = {"feed": ["tagesschau"], "tag": ["Sport", "wien"]}
    found = lint([(compile_rule("r", query), frozenset())], known)
    assert [(it.term, it.near) for it in found if it.kind == "unknown"] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("flood dam", "flood", True, id="both words are one of them"),
        pytest.param("flood", "flood OR dam", True, id="a word is one of two"),
        pytest.param("flood", "flood dam", False, id="a word is not both"),
        pytest.param("title:flood", "flood", True, id="in the title is somewhere"),
        pytest.param("flood", "title:flood", False, id="somewhere is not in the title"),
        pytest.param('"red cross"', "cross", True, id="a phrase has its words"),
        pytest.param("Kremlsprecher", "Kreml*", True, id="a word has its beginning"),
        pytest.param("story.sources:>5", "story.sources:>=3", True, id="more than five are three"),
        pytest.param("flood -sport", "flood -sport -ads", False, id="less is excluded"),
        pytest.param("flood -sport -ads", "flood -sport", True, id="more is excluded"),
        pytest.param("a OR b", "b OR a OR c", True, id="two of three"),
    ],
)
def test_a_rule_may_say_what_another_says(one: str, other: str, expected: bool) -> None:
    """Whether what meets the first query is certain to meet the second."""
    assert implies(compile_rule("a", one).condition, compile_rule("b", other).condition) is expected


@given(queries, queries, subjects)
@settings(max_examples=300)
def test_what_is_certain_is_so(one: str, other: str, article: object) -> None:
    """No article breaks what was said to be certain: never, always, implied."""
    first, second = compile_rule("a", one), compile_rule("b", other)
    met = {flag.rule for flag in RuleBook([first, second]).match(article)}  # type: ignore[arg-type]  # a subject
    assert not (never(first.condition) and "a" in met)
    assert not (always(first.condition) and "a" not in met)
    assert not (implies(first.condition, second.condition) and "a" in met and "b" not in met)


def test_shadows_heed_sinks_and_order() -> None:
    """A rule is shadowed where another tells all its sinks; of two alike the later is; *:* shadows nothing."""
    desk, both = frozenset({"desk"}), frozenset({"desk", "log"})
    rules = [
        (compile_rule("wide", "flood OR dam"), both),
        (compile_rule("narrow", "flood"), desk),
        (compile_rule("elsewhere", "dam"), frozenset({"phone"})),
        (compile_rule("again", "dam OR flood"), both),
        (compile_rule("all", "*:*"), both),
        (compile_rule("dead", "a -a"), desk),
    ]
    assert lint(rules) == [
        Finding("dead", "never"),
        Finding("narrow", "shadowed", "wide"),
        Finding("again", "shadowed", "wide"),
    ]


@given(st.lists(queries, max_size=6))
@settings(max_examples=150)
def test_every_shadow_is_found(texts: list[str]) -> None:
    """Looking pairs up finds what comparing each rule with each other finds."""
    rules = [compile_rule(str(number), text) for number, text in enumerate(texts)]
    told = [rule for rule in rules if not never(rule.condition) and not always(rule.condition)]
    shadowed = set()
    for place, rule in enumerate(told):
        for other_place, other in enumerate(told):
            equal = implies(other.condition, rule.condition)
            if other_place != place and implies(rule.condition, other.condition):
                shadowed |= {rule.id} if not equal or other_place < place else set()
    desk = frozenset({"desk"})
    assert {it.rule for it in lint([(rule, desk) for rule in told])} == shadowed


def test_thousands_of_rules_are_not_compared_pair_by_pair() -> None:
    """Four thousand rules of one language are looked through in a moment, and the one shadow among them is found."""
    desk = frozenset({"desk"})
    rules = [(compile_rule(str(number), f"lang:de AND title:flood{number}"), desk) for number in range(4000)]
    rules.append((compile_rule("narrow", "lang:de AND title:flood7 AND dam"), desk))
    began = time.process_time()
    assert lint(rules) == [Finding("narrow", "shadowed", "7")]
    assert time.process_time() - began < 3.0  # 0.2 s; comparing all pairs took 13
