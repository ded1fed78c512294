"""What stands around the body: the lead above it is part of the text, what readers wrote below it is none."""

from __future__ import annotations

import pytest

from worker.content.pages import read_page

TITLE = "Gemeinderat stoppt den Bau der Seilbahn"
LEAD = "Der Gemeinderat von Altwerben hat am Mittwoch den Bau der umstrittenen Seilbahn zum Kahlberg gestoppt."
BODY = [
    "Zwölf der siebzehn Mitglieder stimmten für einen Antrag, der die Kosten von 18 Millionen Euro kritisiert hatte.",
    "Bürgermeister Ulf Tenner sprach von einer verpassten Gelegenheit, will den Beschluss aber bald umsetzen.",
    "Die Betreiberfirma prüft nach eigenen Angaben Schadensersatz für Stützen, die schon lange bestellt waren.",
]
MARKED = f"<div itemprop='articleBody'>{''.join(f'<p>{part}</p>' for part in BODY)}</div>"


def text(above: str, *, body: str = MARKED, lang: str = "de") -> list[str]:
    """The paragraphs of a page with this between its headline and its body."""
    shown = f"<div class='news'><h1>{TITLE}</h1>{above}{body}</div>"
    html = f"<html lang='{lang}'><head><title>{TITLE}</title></head><body>{shown}</body></html>"
    page = read_page(html.encode(), {"content-type": "text/html; charset=utf-8"}, "http://bote.example/s")
    return page.text.split("\n\n")


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(f"<div class='teaser-text'><p>{LEAD}</p></div>", id="a box"),
        pytest.param(f"<p class='summary introtext'>{LEAD}</p>", id="a paragraph"),
        pytest.param(f"<h2 class='detail-sapo'>{LEAD}</h2>", id="a heading"),
        pytest.param(f"<p>11.03.2026</p><div class='perex'>{LEAD}</div><figure><img></figure>", id="between others"),
    ],
)
def test_the_lead_is_part_of_the_text(above: str) -> None:
    """Whatever the site calls it, and once."""
    assert text(above) == [LEAD, *BODY]


def test_a_lead_that_the_body_repeats_stands_once() -> None:
    """Some sites print it twice."""
    assert text(f"<p class='lead'>{LEAD}</p>", body=MARKED.replace("<p>", f"<p>{LEAD}</p><p>", 1)) == [LEAD, *BODY]


@pytest.mark.parametrize(
    ("above", "lang"),
    [
        pytest.param(
            "<p class='teaser'>Die Seilbahn zum Kahlberg und was sie kosten sollte, ein Bericht</p>", "de", id="a line"
        ),
        pytest.param(f"<figure><p class='description'>{LEAD}</p></figure>", "de", id="a caption"),
        pytest.param(f"<aside><p class='teaser'>{LEAD}</p></aside>", "de", id="beside the report"),
        pytest.param(f"<p class='lead'>{LEAD}</p>", "en", id="English"),
    ],
)
def test_what_is_no_lead_is_not_added(above: str, lang: str) -> None:
    """Lines about the report, captions, teasers; and on English pages all."""
    assert LEAD not in text(above, lang=lang)


@pytest.mark.parametrize("named", ["id='komentarze'", "class='lista komentarze'", "class='kommentare-liste'"])
def test_what_readers_wrote_is_no_part_of_it(named: str) -> None:
    """The extractor knows lists of comments by their English names only."""
    said = "Die Bahn hätte ich gern gehabt, schade um das Geld und die schöne Aussicht. " * 3
    readers = f"<div {named}><p>{said}</p></div>"
    body = "".join(f"<p>{part}</p>" for part in BODY)
    assert text("", body=f"{body}{readers}") == BODY
