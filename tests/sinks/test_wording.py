"""Alerts in words: why they were raised, and what a digest holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from tests.sinks.handing_over import alert
from worker.flow.shapes import digest_alert
from worker.model.story import ClaimedAlert, Span
from worker.policy.places import in_place
from worker.sinks.wording import read, word

TITLE, TEXT = "Порт <закрыт>", "Der Hafen ist gesperrt, seit Nebel liegt.\n\nNebel bis Montag."


def _body(**changes: Any) -> dict[str, Any]:
    why = [
        in_place(Span("title", 0, 4, "порт*"), TITLE),
        in_place(Span("body", 29, 34, "Nebel"), TEXT),
        in_place(Span("body", 43, 48, "Nebel"), TEXT),
    ]
    article = {"title": TITLE, "url": "https://a.example/1?x&y", "feed": "agency", "lang": "de", "excerpt": TEXT}
    return {
        "id": "a1",
        "rule": "harbour",
        "severity": "high",
        "occasion": "first",
        "article": article,
        "why": why,
    } | changes


def test_each_term_is_shown_where_it_stands() -> None:
    """A line for each term, with its first place in brackets among the words around it."""
    lines = word(_body()).text().splitlines()
    matched = [line for line in lines if line.startswith("Matched: ")]
    assert matched == [
        "Matched: порт* in title: [Порт] <закрыт>",
        "Matched: Nebel in body: Der Hafen ist gesperrt, seit [Nebel] liegt. Nebel bis Montag.",
    ]
    assert "[Порт] &lt;закрыт&gt;" in word(_body()).html()


@pytest.mark.parametrize("why", [[], None, [{"field": "title", "span": [0, 4], "term": "порт*"}]])
def test_alerts_without_quotes_are_told_as_well(why: object) -> None:
    """What an earlier version stored has the term only; a rule of values has nothing to quote."""
    assert ("Matched: порт*\n" in word(_body(why=why)).text()) is bool(why)


def test_a_digest_lists_its_alerts() -> None:
    """Each with its rule, headline and link, where it stood and why; as text and as HTML."""
    members = [alert(1), alert(2)]
    told = _body(occasion="update 3")
    digest = word(read(digest_alert("d", [*members, _as_claimed(told)], 0.0)))
    assert digest.text() == (
        "3 alerts of 2 stories\n\n"
        "- [harbour] Порт закрыт 1\n  https://a.example/1\n\n"
        "- [harbour] Порт закрыт 2\n  https://a.example/2\n\n"
        "- [harbour] update 3: Порт <закрыт>\n  https://a.example/1?x&y\n  agency, de\n"
        "  порт* in title: [Порт] <закрыт>\n\n"
        "Severity: high\nAlert: d\n"
    )
    assert digest.html().count("<li>") == 3
    assert '<a href="https://a.example/1?x&amp;y">[harbour] update 3: Порт &lt;закрыт&gt;</a>' in digest.html()


def _as_claimed(body: dict[str, Any]) -> ClaimedAlert:
    return replace(alert(3), body=orjson.dumps(body | {"story": {}}))
