"""Queries in the habits of other systems: refused with what is to be written, or read as meant."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from worker.model.entry import PROMO_REASONS
from worker.policy.habits import HABITS, Habit, remedy
from worker.policy.rules import QueryError, RuleBook, Subject, compile_rule

OPERATORS = [
    ("musk UND putin", 5, "write AND", "a German AND"),
    ("musk und putin", 5, "write AND", "a small German and"),
    ("musk ODER putin", 5, "write OR", "a German OR"),
    ("title:(musk oder putin)", 12, "write OR", "a German or in a field"),
    ("musk AND NICHT putin", 9, "write NOT", "a German NOT behind an operator"),
    ("musk ET poutine", 5, "write AND", "a French AND"),
    ("musk OU poutine", 5, "write OR", "a French OR"),
    ("musk SAUF poutine", 5, "write NOT", "a French NOT"),
    ("repsol o ypf", 7, "write OR", "a Spanish or"),
    ("маск И путин", 5, "write AND", "a Russian AND"),
    ("маск или путин", 5, "write OR", "a Russian or"),
    ("маск НЕ путин", 5, "write NOT", "a Russian NOT"),
    ("маск АБО путін", 5, "write OR", "a Ukrainian OR"),
    ("koç VEYA sabancı", 4, "write OR", "a Turkish OR"),
    ("習近平 或 普京", 4, "write OR", "a Chinese or"),
    ("musk ANDNOT putin", 5, "write NOT", "AND NOT in one word"),
    ("musk XOR putin", 5, "AND NOT (a AND b)", "an exclusive OR"),
    ("musk ＡＮＤ putin", 5, "plain capitals", "full-width capitals"),
    ("musk ОR putin", 5, "plain capitals", "a Cyrillic capital"),
    ("musk ΑΝD putin", 5, "plain capitals", "Greek capitals"),
    ("ti(musk)", 2, "a colon behind a field", "a field with parentheses alone"),
    ("flood OR hlead(dam)", 14, "write title:(a b)", "another system's field with parentheses alone"),
    ("ALLCAPS(aids)", 7, "/(?-i)AIDS/", "a demand for capitals"),
    ("musk OR\u200b putin", 5, "type it again", "an invisible character in an operator"),
    ("musk near/5 putin", 5, '"one other"~5', "a small near"),
    ("musk NEAR/5f putin", 5, '"one other"~5', "a near that keeps the order"),
    ("musk adj3 putin", 5, '"one other"~5', "a small adj"),
    ("musk PRE/3 putin", 5, '"one other"~5', "a pre"),
    ("musk w/s putin", 5, '"one other"~5', "within the sentence"),
    ("musk N5 putin", 5, '"one other"~5', "a near of one letter"),
    ("musk SAME putin", 5, '"one other"~5', "the same paragraph"),
    ("musk /5 putin", 5, '"one other"~5', "a slash and a number"),
    ("(musk /5 putin) OR (trump /5 xi)", 6, '"one other"~5', "two slashes that look like an expression"),
    ("musk|putin", 0, "write OR", "a bar between words"),
    ("musk | putin", 5, "write OR", "a bar between blanks"),
    ("musk & putin", 5, "write AND", "an ampersand between blanks"),
    ("musk, putin", 0, "joins nothing", "a list with commas"),
    ("musk;putin", 0, "joins nothing", "a list with semicolons"),
    ("習近平、普京", 0, "joins nothing", "a list with ideographic commas"),
    ("tag:a,b", 4, "with OR", "a list of values"),
    ("musk –putin", 5, "plain minus", "an en dash for a minus"),
    ("musk −putin", 5, "plain minus", "a mathematical minus"),
    ("musk －putin", 5, "plain minus", "a full-width minus"),
    ('"(musk OR tesla) putin"~5', 0, "each pair in quotes", "alternatives within a distance"),
    ('"musk|tesla putin"~5', 0, "each pair in quotes", "a bar within a distance"),
    ("‘elon musk’", 0, "single quotes", "typographic single quotes"),
    ("`elon musk`", 0, "plain keyboard", "backquotes"),
    ("# rivers\nflood", 0, "no comments", "a comment behind a hash"),
    ("// rivers\nflood", 0, "no comments", "a comment behind slashes"),
    ("/* rivers */ flood", 0, "no comments", "a comment between slashes and stars"),
    ("quality>0.5", 0, "ends with a colon", "a comparison without a colon"),
    ("lang=de", 0, "ends with a colon", "an equals sign for a colon"),
    ("published:[2024-01-01 TO 2024-12-31]", 0, "rules test --since", "a date"),
    ("https://example.com/a", 0, 'url:"https', "an address without quotes"),
]

SIGNS = [
    ("acqui!", 0, "write * for any letters", "an exclamation mark for an ending"),
    ("bank$", 0, "write * for any letters", "a dollar sign for an ending"),
    ("colo$r", 0, "? for one", "a dollar sign for a letter"),
    ("wom#n", 0, "? for one", "a hash for a letter"),
    ("Kreml%", 0, "write * for any letters", "a per cent sign for an ending"),
    ("AT&amp;T", 0, "is HTML", "a sign as HTML writes it"),
    ("elon%20musk", 0, "as in an address", "a blank as addresses write it"),
    ("C++", 0, r"write /\bC\+\+/", "a language that would be any C"),
    ('"C++"', 0, r"write /\bC\+\+/", "the same in quotes"),
    (r"C\+\+", 0, r"write /\bC\+\+/", "the same with backslashes"),
    ("title:C#", 6, r"write /\bC\#/", "another such language"),
    (".NET", 0, r"write /\.NET/", "a dot that would not count"),
    ("Disney+", 0, r"write /\bDisney\+/", "a plus that would not count"),
    ("$F", 0, r"write /\$F/", "a ticker of one letter"),
    ('"A-"', 0, r"write /\bA\-/", "a rating"),
]

TAKEN = [
    ("AT&T", "AT&T cuts jobs", "signs inside a word"),
    (r"/\bC\+\+/", "Learn C++ now", "the expression that is proposed"),
    (r"/\bDisney\+/", "Disney+ grows", "the expression that is proposed for a service"),
    ("$TSLA", "TSLA falls", "a ticker"),
    ("#metoo", "#MeToo again", "a hashtag"),
    ("@elonmusk", "says @elonmusk", "an account"),
    ("50%", "50% more", "a share"),
    ("1,000", "1,000 dead", "a number with a comma"),
    ('"P!nk"', "P!nk tours", "a name with a sign, in quotes"),
    (r"P\!nk", "P!nk tours", "a name with a sign, behind a backslash"),
    ('"Yahoo!"', "Yahoo! sold", "a name that ends with a sign, in quotes"),
    ("Generation Y", "Generation Y votes", "a letter that is an operator elsewhere, at the end"),
    ("Y Combinator", "Y Combinator invests", "the same at the beginning"),
    ("title:ET", "ET phones home", "a name that is an operator elsewhere"),
    ('musk "und" putin', "Musk und Putin", "an operator of elsewhere in quotes"),
    ('"musk OR putin"', "Musk or Putin", "an operator in a phrase is a word"),
    ("N95 mask", "N95 mask", "a word like a distance"),
    ("/(?-i)AIDS/", "AIDS day", "capitals only, found"),
    ("url:id=7", "", "a sign of an address"),
    ("tag:c++", "", "a sign of a tag"),
]


@pytest.mark.parametrize(
    ("query", "position", "words"), [pytest.param(*row[:3], id=row[3]) for row in OPERATORS + SIGNS]
)
def test_what_other_systems_understand_is_refused_with_what_to_write(query: str, position: int, words: str) -> None:
    """It is not looked for as words, and the error says how the same is said here."""
    with pytest.raises(QueryError) as refused:
        compile_rule("r", query)
    assert (refused.value.position, words in str(refused.value)) == (position, True), str(refused.value)


@pytest.mark.parametrize(("query", "title"), [pytest.param(*row[:2], id=row[2]) for row in TAKEN])
def test_what_only_looks_like_a_habit_is_read_as_it_stands(query: str, title: str) -> None:
    """Words and signs that could be another system's are taken where they can only be words."""
    article = Subject(title, "", url="https://example.com/?id=7", tags=("c++",))
    assert RuleBook([compile_rule("r", query)]).match(article)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.example)
def test_each_habit_is_told_by_its_own_example(habit: Habit) -> None:
    """None that stands before it in the table takes it for one of its own."""
    assert remedy(habit.example, between=True, followed=True, text=True) == habit.said.replace("PIECE", habit.example)


def test_capitals_can_be_demanded() -> None:
    """An expression ignores case unless it says otherwise."""
    assert not RuleBook([compile_rule("r", "/(?-i)AIDS/")]).match(Subject("She aids them", ""))


def test_the_reasons_of_promo_are_those_that_are_given() -> None:
    """A rule may name each reason for which something is cut, and no other."""
    given = {
        node.value
        for name in ("promo", "furniture", "calls", "labels")
        for node in ast.walk(ast.parse(Path(f"worker/content/{name}.py").read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(PROMO_REASONS) <= given
    returned = {
        node.value.value
        for node in ast.walk(ast.parse(Path("worker/content/promo.py").read_text("utf-8")))
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    assert returned - {""} <= set(PROMO_REASONS)
    for reason in PROMO_REASONS:
        assert RuleBook([compile_rule("r", f"promo:{reason}")]).match(Subject("", "", promo=(reason,)))
