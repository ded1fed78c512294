"""Queries that are refused: where, and with what remedy."""

from __future__ import annotations

import pytest

from worker.policy.rules import QueryError, check_query, compile_rule


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        pytest.param("", 0, "empty", id="an empty query"),
        pytest.param(" \n ", 0, "empty", id="a query of blanks"),
        pytest.param("titel:a", 0, "did you mean title", id="a misspelt field"),
        pytest.param("a headline:b", 2, "did you mean title", id="another system's field name"),
        pytest.param("Lang:de", 0, "did you mean lang", id="a field in capitals"),
        pytest.param("a 12:30", 2, "to look for a colon", id="a time of day"),
        pytest.param("a :b", 2, "colon must follow", id="a colon without a field"),
        pytest.param("title:", 0, "needs something after", id="a field without a value"),
        pytest.param("(title:) a", 1, "needs something after", id="a field without a value in a group"),
        pytest.param("title:(a body:b)", 9, "inside title", id="a field inside another's group"),
        pytest.param("*:a", 0, "*:*", id="any field but one word"),
        pytest.param('ab "cd', 3, "never closed", id="a quote that is not closed"),
        pytest.param('a "b\\"', 2, "never closed", id="a quote whose end is escaped"),
        pytest.param("a (b OR (c)", 2, "never closed", id="a parenthesis that is not closed"),
        pytest.param("a) b", 1, "closes nothing", id="a parenthesis that was not opened"),
        pytest.param("a ( )", 2, "nothing in these", id="empty parentheses"),
        pytest.param("AND a", 0, "before", id="an AND at the beginning"),
        pytest.param("a AND", 2, "after", id="an AND at the end"),
        pytest.param("a AND OR b", 6, "before", id="two operators in a row"),
        pytest.param("(a OR) b", 3, "after", id="an OR before a parenthesis"),
        pytest.param("(|| a) b", 1, "before", id="an OR after a parenthesis"),
        pytest.param("a && && b", 5, "before", id="two && in a row"),
        pytest.param("NOT", 0, "after", id="a NOT alone"),
        pytest.param("a - b", 2, "stands alone", id="a dash between words"),
        pytest.param("a ! b", 2, "stands alone", id="an exclamation mark between words"),
        pytest.param("a -", 2, "after", id="a minus at the end"),
        pytest.param("a b&&c", 2, "put blanks", id="an operator without blanks"),
        pytest.param("a AND-b", 2, "put blanks", id="an operator glued to a minus"),
        pytest.param("a && b c OR d", 7, "parentheses", id="a blank beside an OR, positions kept after &&"),
        pytest.param("a OR b c", 7, "parentheses", id="an OR beside a blank"),
        pytest.param("+a OR b", 0, "contradicts", id="a demanded word among alternatives"),
        pytest.param("a OR b +c", 7, "contradicts", id="a demanded word after alternatives"),
        pytest.param("a OR b -c OR d", 8, "parentheses", id="a blank between two ORs, positions kept after a minus"),
        pytest.param("a && !b -c lang:german", 16, "language code", id="positions kept after && and two signs"),
        pytest.param("a or b", 2, "capitals", id="a small or"),
        pytest.param("a not b", 2, "capitals", id="a small not"),
        pytest.param("a Or b", 2, "capitals", id="an Or with one capital"),
        pytest.param("a NEAR/3 b", 2, "~5", id="another system's distance operator"),
        pytest.param("a^2 b", 1, "boost", id="a boost"),
        pytest.param("a [b TO c]", 2, "ranges", id="a range"),
        pytest.param("a {b TO c}", 2, "ranges", id="an open range"),
        pytest.param("a >5", 2, "ranges", id="a comparison"),
        pytest.param("story.sources:[3 TO", 14, "never closed", id="a range that is not closed"),
        pytest.param("story.sources:[3 5]", 14, "two numbers", id="a range without TO"),
        pytest.param("story.sources:[a TO b]", 14, "two numbers", id="a range of words"),
        pytest.param("story.sources:[5 TO 3]", 14, "turn it round", id="a range from the larger to the smaller"),
        pytest.param("story.sources:>many", 14, "no number", id="a comparison with a word"),
        pytest.param("story.sources:many", 14, "holds a number", id="a word where a number stands"),
        pytest.param("quality:high~1", 8, "holds a number", id="a near spelling of a number"),
        pytest.param("quality:/0.[5-9]/", 8, "holds a number", id="an expression where a number stands"),
        pytest.param("title:>5", 6, "go with quality", id="a comparison of a text"),
        pytest.param("sources:3", 0, "did you mean story.sources", id="half of a field's name"),
        pytest.param("relation:coppy", 9, "did you mean copy", id="a misspelt relation"),
        pytest.param("relation:twin", 9, "choose one of: same_entry", id="a relation that is not there"),
        pytest.param("tag:/a.c/", 4, "whole values", id="an expression for a tag"),
        pytest.param("a /b.*c", 2, "never closed", id="an expression that is not closed"),
        pytest.param('"a"/b/', 3, "blank", id="an expression glued to a quote"),
        pytest.param("a /b(c/", 2, "missing )", id="an expression that does not compile"),
        pytest.param("a /(b)\\1/", 2, "not a supported", id="an expression that refers back"),
        pytest.param("a /b*/", 2, "every text", id="an expression that may match nothing"),
        pytest.param("a /((b{100}){100}){100}/", 2, "not a supported", id="an expression too large"),
        pytest.param("a 'b c'", 2, "single quotes", id="single quotes"),
        pytest.param("a “b c”", 2, "plain keyboard", id="typographic quotes"),
        pytest.param("a title：b", 2, "plain keyboard", id="a full-width colon"),
        pytest.param('a"b c"', 1, "blank", id="a quote inside a word"),
        pytest.param('"a b"c', 5, "blank", id="a word glued to a quote"),
        pytest.param("a(b)", 1, "blank", id="a parenthesis glued to a word"),
        pytest.param("a b\\", 3, "backslash", id="a backslash at the end"),
        pytest.param("abcd~", 4, "~1", id="a near spelling without a number"),
        pytest.param("abcd~2", 4, "~1", id="two letters different"),
        pytest.param("abcd~0.8", 4, "~1", id="a similarity"),
        pytest.param("a abc~1", 2, "4 letters", id="a near spelling of a short word"),
        pytest.param("ab*d~1", 0, "single word", id="a near spelling of a wildcard"),
        pytest.param('"a b"~', 5, "how many words", id="a distance without a number"),
        pytest.param('"a b"~999', 5, "at most 100", id="a distance too far"),
        pytest.param('a "b"~3', 2, "two words", id="a distance of one word"),
        pytest.param("(a)~2", 3, "must follow", id="a distance after a group"),
        pytest.param("a & b", 2, "no letter or digit", id="a sign alone"),
        pytest.param("a *", 2, "*:*", id="a star alone"),
        pytest.param("a ??", 2, "no letter or digit", id="question marks alone"),
        pytest.param('a "b?c"', 2, "question mark", id="a question mark between letters in quotes"),
        pytest.param("a 習*平", 2, "leave out the wildcard", id="a wildcard inside a solid term"),
        pytest.param("lang:german", 5, "language code", id="a language by its name"),
        pytest.param("host:example.com/news", 5, "no path", id="a host with a path"),
        pytest.param("host:*.münchen.de", 5, "xn--", id="a wildcard in a host of other letters"),
        pytest.param("host:.", 5, "no value", id="a host of a dot"),
        pytest.param("host:ü..de", 5, "not a host name", id="a host with an empty label"),
        pytest.param("tag:abcd~1", 4, "no meaning", id="a near spelling of a tag"),
        pytest.param("(" * 60 + "a" + ")" * 60, 60, "nested", id="sixty parentheses deep"),
        pytest.param("NOT " * 5000 + "a", 20000, "nested", id="five thousand NOTs in a row"),
        pytest.param("a " * 20000, 32000, "split it", id="a query too long"),
    ],
)
def test_a_query_is_refused_where_it_is_wrong(query: str, position: int, words: str) -> None:
    """The error stands at the character that is wrong and says what to do; the config check says the same."""
    with pytest.raises(QueryError) as refused:
        compile_rule("r", query)
    assert (refused.value.position, words in str(refused.value)) == (position, True), str(refused.value)
    assert check_query(query) == str(refused.value)


def test_a_good_query_passes_the_check() -> None:
    """The check has nothing to say about a query that compiles."""
    assert check_query("title:(Musk OR Маск) AND (Putin OR Kreml*) AND NOT tag:sport") is None
