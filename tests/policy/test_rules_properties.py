"""What holds for rules whatever the query and the text."""

from __future__ import annotations

import fnmatch

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.policy.folding import fold
from worker.policy.rules import RuleBook, Subject, check_query, compile_rule

WORDS = ["flood", "dam", "flo", "lood", "Straße", "ёж", "мой", "習近平", "AI技術", "e\u0301te", "1.5", "Ünï"]
GLUE = [" ", ", ", " – ", "\u00ad ", "。", "… "]
TERMS = [
    *WORDS,
    "fl*",
    "*am",
    "f?ood",
    "f*d",
    '"flood dam"',
    '"dam flood"~2',
    "flood~1",
    "title:dam",
    "tag:x",
    "lang:*",
]

terms = st.sampled_from(TERMS)
queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" AND ", " OR "]), inner).map(lambda three: f"({''.join(three)})"),
        inner.map(lambda query: f"(NOT {query})"),
    ),
    max_leaves=6,
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)), max_size=8).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
subjects = st.builds(Subject, texts, texts, st.sampled_from([None, "de"]), tags=st.sampled_from([(), ("x",)]))


def _says(query: str, article: Subject) -> bool:
    return bool(RuleBook([compile_rule("r", query)]).match(article))


@given(queries, queries, subjects)
@settings(max_examples=150)
def test_de_morgan(one: str, other: str, article: Subject) -> None:
    """NOT of an AND is the OR of the NOTs, and the other way round."""
    assert _says(f"NOT ({one} AND {other})", article) == _says(f"(NOT {one}) OR (NOT {other})", article)
    assert _says(f"NOT ({one} OR {other})", article) == _says(f"(NOT {one}) AND (NOT {other})", article)
    assert _says(f"NOT {one}", article) != _says(one, article)
    assert _says(f"{one} AND {other}", article) == (_says(one, article) and _says(other, article))


@given(st.lists(queries, min_size=1, max_size=8), subjects)
@settings(max_examples=150)
def test_a_book_says_what_its_rules_say_alone(some: list[str], article: Subject) -> None:
    """No rule's flag depends on which others are asked with it."""
    rules = [compile_rule(f"r{place}", query) for place, query in enumerate(some)]
    alone = tuple(flag for rule in rules for flag in RuleBook([rule]).match(article))
    assert RuleBook(rules).match(article) == alone


@given(queries, subjects)
@settings(max_examples=150)
def test_spans_contain_what_they_say(query: str, article: Subject) -> None:
    """A span cut out of the original text is matched by its own term, and spans are in order and distinct."""
    for flag in RuleBook([compile_rule("r", query)]).match(article):
        places = [(span.field != "title", span.start, span.end) for span in flag.spans]
        assert places == sorted(set(places))
        for span in flag.spans:
            text = article.title if span.field == "title" else article.body
            if "~2" not in span.term:  # a distance shows its words one by one
                assert _says(span.term, Subject(text[span.start : span.end], ""))


@given(st.text(alphabet="ab*?", min_size=1, max_size=7), st.text(alphabet="ab", min_size=1, max_size=9))
@settings(max_examples=400)
def test_wildcards_mean_what_they_mean_in_file_names(pattern: str, word: str) -> None:
    """A wildcard term matches a word just when the shell's pattern does."""
    if "a" in pattern or "b" in pattern:
        assert _says(pattern, Subject(f"x {word} y", "")) == any(
            fnmatch.fnmatchcase(each, pattern) for each in ("x", word, "y")
        )


@given(st.text(max_size=40))
@settings(max_examples=400)
def test_any_text_is_a_query_or_is_refused(text: str) -> None:
    """No text makes the compiler fail otherwise than by refusing it with a place inside the text."""
    problem = check_query(text)
    assert problem is None or "at character" in problem
    if problem is None:
        compile_rule("r", text)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_an_article(title: str, body: str) -> None:
    """Whatever an article holds, rules answer, with spans inside its texts."""
    book = RuleBook([compile_rule("r", "a OR *e* OR *1* OR ß OR 中 OR *и*")])
    for flag in book.match(Subject(title, body)):
        for span in flag.spans:
            assert 0 <= span.start < span.end <= len(title if span.field == "title" else body)


@given(st.text(alphabet="aéßﬁё\u0301\u0306и…中ｶﾞ \u00ad½İ", max_size=20), st.sampled_from("aeпs中かз"))
@settings(max_examples=300)
def test_a_place_leads_back_to_its_word(noise: str, mark: str) -> None:
    """Whatever stands before a word, its span is the word."""
    title = f"{noise} {mark}needle{mark} {noise}"
    word = "needle" if mark in "中か" else f"{mark}needle{mark}"
    (flag,) = RuleBook([compile_rule("r", word)]).match(Subject(title, ""))
    assert [title[span.start : span.end] for span in flag.spans] == [word]


@given(st.lists(st.text(alphabet="aéßﬁёи…中-'½İ1\n\t", max_size=60), min_size=1, max_size=12))
@settings(max_examples=200)
def test_words_fold_alike_alone_and_in_a_text(words: list[str]) -> None:
    """A text folds to what its words fold to, whether they are short, many or remembered."""
    assert fold(" ".join(words)) == " ".join(map(fold, words))
