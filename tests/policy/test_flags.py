"""Flags that need no rule: what each is true of, and what it is not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.shape.source import ROOT
from worker.model.alerts import Again
from worker.model.story import BuiltIn, Direction, Relation, RelationKind
from worker.policy.flags import BUILT_IN, BURST_S, Facts, as_query, raised
from worker.policy.flagwords import CORRECTIONS, DENIALS
from worker.policy.queries import read_query, read_words
from worker.policy.revisions import Change, Edit
from worker.policy.rules import RuleBook, Subject, check_query, compile_rule

DAY_S = 86400.0


def _facts(**known: Any) -> Facts:
    plain: dict[str, Any] = {"relations": (), "promo": (), "degraded": None, "revised": None, "published_at": None}
    return Facts(**(plain | known))


def _related(kind: RelationKind, direction: Direction | None = None) -> tuple[Relation]:
    return (Relation(kind, 1, 0.9, direction=direction),)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param({}, [], id="an article like any other has none"),
        pytest.param({"promo": ("call_to_action",)}, ["promo"], id="what asks the reader is promo"),
        pytest.param({"promo": ("share_bar", "trailing_date")}, [], id="share bars and dates ask nothing"),
        pytest.param({"relations": _related(RelationKind.COPY)}, ["copy"], id="a copy"),
        pytest.param({"relations": _related(RelationKind.NEAR_COPY, Direction.COPY)}, ["copy"], id="a cut copy"),
        pytest.param(
            {"relations": _related(RelationKind.COPY, Direction.SOURCE)}, [], id="a source that came late is no copy"
        ),
        pytest.param({"relations": _related(RelationKind.SAME_URL)}, [], id="the same address again is no copy"),
        pytest.param({"relations": (Relation(RelationKind.REWRITE, 1, 0.4, shared=14),)}, ["rewrite"], id="a rewrite"),
        pytest.param({"relations": _related(RelationKind.REWRITE)}, [], id="the same story in words of its own"),
        pytest.param({"relations": _related(RelationKind.FOLLOW_UP)}, [], id="a follow-up is no rewrite"),
        pytest.param({"anew": True}, ["news"], id="what began with something its story lacked"),
        pytest.param({"revised": Change(Edit.FACTS, False, False)}, ["revision"], id="a version with other facts"),
        pytest.param({"revised": Change(Edit.NOISE, False, False)}, [], id="a version with another clock"),
        pytest.param(
            {"revised": Change(Edit.RETRACTION, False, False)}, ["revision", "correction"], id="a withdrawn report"
        ),
        pytest.param({"degraded": "wall"}, ["wall"], id="a page that was a dialogue"),
        pytest.param({"degraded": "http_503"}, [], id="a page that could not be had is no wall"),
        pytest.param(
            {"published_at": 10 * DAY_S, "unseen_at": 12.1 * DAY_S}, ["backdated"], id="dated before a poll without it"
        ),
        pytest.param({"published_at": 10 * DAY_S, "unseen_at": 11 * DAY_S}, [], id="a day is a slow editor"),
        pytest.param({"published_at": 10 * DAY_S}, [], id="a date is not wrong by itself"),
        pytest.param({"lately": 6, "articles": 6, "story_age_s": 1800.0}, ["burst"], id="six in half an hour"),
        pytest.param({"lately": 5, "articles": 5, "story_age_s": 1800.0}, [], id="five are no burst"),
        pytest.param(
            {"lately": 6, "articles": 46, "story_age_s": 21 * BURST_S}, [], id="six an hour after two an hour before"
        ),
        pytest.param(
            {"lately": 9, "articles": 49, "story_age_s": 21 * BURST_S}, ["burst"], id="nine an hour after two an hour"
        ),
    ],
)
def test_a_flag_is_true_of_what_its_row_says(known: dict[str, Any], expected: list[str]) -> None:
    """What was judged of an article gives exactly the flags of the row."""
    assert raised(_facts(**known)) == expected


LATER = "Nothing of the kind was said here. " * 12
NOTE = "Correction: it was Tuesday."


@pytest.mark.parametrize(
    ("lang", "title", "body", "expected"),
    [
        pytest.param("en", "Harbour office denies closing the pier", "", ["denial"], id="English"),
        pytest.param("de", "Hafenamt dementiert Bericht", "", ["denial"], id="German"),
        pytest.param("de", "Minister weist Vorwürfe zurück", "", ["denial"], id="German, a verb in two parts"),
        pytest.param("fr", "La mairie dément toute fermeture", "", ["denial"], id="French"),
        pytest.param("es", "El puerto desmiente el cierre", "", ["denial"], id="Spanish"),
        pytest.param("pt", "Governo desmente boato", "", ["denial"], id="Portuguese"),
        pytest.param("it", "Il porto smentisce la chiusura", "", ["denial"], id="Italian"),
        pytest.param("nl", "Haven ontkent sluiting", "", ["denial"], id="Dutch"),
        pytest.param("pl", "Port zaprzecza doniesieniom", "", ["denial"], id="Polish"),
        pytest.param("cs", "Přístav popírá uzavření", "", ["denial"], id="Czech"),
        pytest.param("ru", "В порту опровергли сообщения о закрытии", "", ["denial"], id="Russian"),
        pytest.param("uk", "У порту спростували закриття", "", ["denial"], id="Ukrainian"),
        pytest.param("tr", "Liman kapanma haberini yalanladı", "", ["denial"], id="Turkish"),
        pytest.param("el", "Το λιμάνι διαψεύδει", "", ["denial"], id="Greek"),
        pytest.param("sv", "Hamnen förnekar stängning", "", ["denial"], id="Swedish"),
        pytest.param("hu", "Cáfolja a hírt a kikötő", "", ["denial"], id="Hungarian"),
        pytest.param("ar", "الميناء ينفي خبر الإغلاق", "", ["denial"], id="Arabic"),
        pytest.param("he", "הנמל מכחיש את הדיווח", "", ["denial"], id="Hebrew"),
        pytest.param("hi", "बंदरगाह ने खबर का खंडन किया", "", ["denial"], id="Hindi"),
        pytest.param("id", "Pelabuhan bantah penutupan", "", ["denial"], id="Indonesian"),
        pytest.param("zh", "港务局否认关闭码头", "", ["denial"], id="Chinese"),
        pytest.param("ja", "港湾局が閉鎖を否定", "", ["denial"], id="Japanese"),
        pytest.param("ko", "항만청, 폐쇄설 부인", "", ["denial"], id="Korean"),
        pytest.param("th", "ท่าเรือปฏิเสธข่าวปิด", "", ["denial"], id="Thai"),
        pytest.param("en", "Skipper denied bail after pier fire", "", [], id="a request denied is no denial"),
        pytest.param("en", "Skipper has denied starting the fire", "", ["denial"], id="denied in the perfect"),
        pytest.param("en", "Department of Corrections hires cooks", "", [], id="an office of corrections"),
        pytest.param("ru", "Порт займётся борьбой с дезинформацией", "", [], id="Russian, a policy on disinformation"),
        pytest.param("ru", "Сообщение о закрытии порта признали фейком", "", ["denial"], id="Russian, called a fake"),
        pytest.param("tr", "Kaptanın yalanları bitmiyor", "", [], id="Turkish, lies are no denial"),
        pytest.param("zh", "码头的帽子极不实用", "", [], id="Chinese, letters of two words"),
        pytest.param("pl", "Nie ma łodzi", "", [], id="a word of one language is none of another"),
        pytest.param("en", "Pier closed", "The office denies it. " + LATER, ["denial"], id="in the first lines"),
        pytest.param("en", "Pier closed", LATER + "The office denies it.", [], id="further down it is an aside"),
        pytest.param("en", "Pier closed", LATER + NOTE, ["correction"], id="a note at the end"),
        pytest.param("de", "Pier zu", "In einer früheren Version: 1911. " + LATER, ["correction"], id="a note first"),
        pytest.param("fr", "Rectificatif : le quai rouvre mardi", "", ["correction"], id="French correction"),
        pytest.param("ja", "【訂正】桟橋の閉鎖", "", ["correction"], id="Japanese correction"),
        pytest.param("ko", "[정정보도] 부두 폐쇄", "", ["correction"], id="Korean correction"),
    ],
)
def test_words_make_a_flag(lang: str, title: str, body: str, expected: list[str]) -> None:
    """Headline, first and last lines are read in the article's language; a rule can ask for what they say."""
    book = RuleBook([compile_rule(name, f"flag:{name}") for name in ("denial", "correction")])
    rules, worded = book.read(Subject(title, body, lang))
    assert [flag.rule for flag in worded] == [flag.rule for flag in rules] == expected
    assert all(flag.spans and flag.rule_version for flag in worded)


def test_words_are_known_in_many_languages() -> None:
    """At least two dozen languages each, and every term can be looked for."""
    assert min(len(DENIALS), len(CORRECTIONS)) >= 24
    terms = [term for table in (DENIALS, CORRECTIONS) for terms in table.values() for term in terms.split(" | ")]
    assert [term for term in terms if check_query(term) or (" " in term and '"' not in term)] == []


@pytest.mark.parametrize("words", [DENIALS, CORRECTIONS, {"vi": '"một hai"', "hi": "भूल-सुधार | x*"}])
def test_words_are_looked_for_as_their_query_says(words: dict[str, str]) -> None:
    """What is made of words without parsing is what parsing makes of the query that stands for them."""
    assert read_words(words) == read_query(as_query(words))


def test_a_rule_asks_for_what_was_judged() -> None:
    """Flags that do not rest on words are values like any other."""
    book = RuleBook([compile_rule("r", "flag:(copy OR burst) AND NOT flag:promo")])
    assert book.match(Subject("a", "b", flags=("copy",)))
    assert not book.match(Subject("a", "b", flags=("copy", "promo")))
    assert check_query("flag:burts") == "there is no flag 'burts'; did you mean burst? (at character 6)"


def test_the_page_of_flags_says_what_is_so() -> None:
    """docs/flags.md has each flag with its test of truth, word for word, and no other."""
    page = (ROOT / "docs" / "flags.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE)
    assert [(name, told.strip()) for name, told in rows] == list(BUILT_IN.items())
    assert list(BUILT_IN) == list(BuiltIn)
    counts = [len(table) for table in (DENIALS, CORRECTIONS)]
    assert "`denial` looks for words of {} languages and `correction` for words of {} (".format(*counts) in page


def test_again_names_every_flag() -> None:
    """A rule may ask to be told again of any built-in flag."""
    assert [Again(flags=(name,)).flags for name in BuiltIn] == [(name,) for name in BuiltIn]
