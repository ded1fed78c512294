"""What content farms let a machine write around a report: openings in the first person, and the machine's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.content.promo import clean

TABLE = Path(__file__).with_name("promo") / "invented.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
OPENING = (
    "Als ich gestern am Fenster saß und auf den Fluss blickte, ahnte ich nicht, was mich am Abend noch erwarten würde."
)
REPORT = ["Die Stadt verlegt den Anleger der Fähre.", "Das teilte das Hafenamt mit.", "Die Kosten sind hoch."]


@pytest.mark.parametrize(
    ("paragraphs", "lang", "flags"),
    [
        pytest.param([OPENING, *REPORT], "de", ["invented_opening"], id="first person before a report"),
        pytest.param([OPENING, *REPORT, "Ich gehe nun heim."], "de", [], id="an essay stays in the first person"),
        pytest.param([f"„{OPENING}“, sagte Mohr.", *REPORT], "de", [], id="a quoted first person is no opening"),
        pytest.param([f"‚{OPENING}‘, sagte Mohr.", *REPORT], "de", [], id="quoted otherwise"),
        pytest.param([OPENING, *REPORT], None, [], id="no language, no flag"),
        pytest.param(
            ["Hier ist der umgeschriebene Artikel:", OPENING, *REPORT],
            "de",
            ["machine_talk", "invented_opening"],
            id="behind the machine's own words",
        ),
    ],
)
def test_what_a_machine_wrote_is_flagged_and_kept(paragraphs: list[str], lang: str | None, flags: list[str]) -> None:
    """It is named, not removed."""
    cleaned = clean("Fähre", "\n\n".join(paragraphs), lang)
    assert ([flag.why for flag in cleaned.flags], cleaned.text) == (flags, "\n\n".join(paragraphs))


def flagged(kind: str, why: str) -> tuple[int, list[str]]:
    """Of the lines of a kind how many there are, and which are named for this reason at the edge of a report."""
    lines = [(lang, text) for lang, its, text in ROWS if its == kind]
    found = []
    for lang, text in lines:
        parts = [*REPORT, text] if kind == "close" else [text, *REPORT]
        if why in {flag.why for flag in clean("Fähre", "\n\n".join(parts), lang).flags if flag.text == text}:
            found.append(text)
    return len(lines), found


def test_invented_openings_in_many_languages() -> None:
    """At least 95 in 100, also where verbs have no pronoun."""
    number, found = flagged("opening", "invented_opening")
    assert len({lang for lang, kind, _ in ROWS if kind == "opening"}) == 56
    assert len(found) >= 0.95 * number


def test_a_report_is_no_invented_opening() -> None:
    """Names, articles and nouns that look like "I" in the language."""
    assert flagged("report", "invented_opening")[1] == []


@pytest.mark.parametrize("kind", ["talk", "close"])
def test_a_machine_presents_its_work(kind: str) -> None:
    """In 34 languages at least 95 in 100 of what it says before and after."""
    number, found = flagged(kind, "machine_talk")
    assert len(found) >= 0.95 * number


def test_papers_present_texts_and_speak_of_machines() -> None:
    """Lists and letters that are presented, and news about rewriting."""
    assert flagged("said", "machine_talk")[1] == []
