"""Bodies: what stands on a page in an unusual place or form is read as the text that readers see."""

from __future__ import annotations

import pytest

from worker.content.pages import read_page

URL = "http://harbour.example/news/pier.html"
LEAD = (
    "The ferry pier moves two hundred metres upstream before the summer. "
    "But why has the sandbank in front of the old pier grown so fast since the floods of last year?"
)
REPORT = [
    "Captain Ilse Mohr said that the sandbank has grown by a metre, and that no dredger has been seen for six months.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office of the county.",
    "Two bidders from the neighbouring county have already looked at the site; the tender opens in April.",
    "Residents of the coal quay asked for a limit on noise, which the council turned down by nine votes against six.",
]
MENU = [f"<li><a href='/{place}'>{place} today</a></li>" for place in ("Harbour", "Market", "Coal quay", "Upper town")]


def read(body: str) -> list[str]:
    """The paragraphs of a page with this body."""
    html = f"<!DOCTYPE html><html><head><title>Council moves the pier</title></head><body>{body}</body></html>"
    return read_page(html.encode(), {}, URL).text.split("\n\n")


def paragraphs(texts: list[str]) -> str:
    """These texts as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_lead_alone_is_not_taken_for_the_report() -> None:
    """Where a site has each section of one report in an element of its own, all of them are read."""
    sections = "".join(f"<article><div><p>{text}</p></div></article>" for text in [LEAD, *REPORT])
    assert [text for text in REPORT if text not in read(f"<section><div>{sections}</div></section>")] == []


def test_an_article_marked_as_such_is_read_within_an_aside() -> None:
    """Some sites build their whole page in an element that is meant for what stands beside it."""
    marked = f"<article><div itemprop='articleBody'>{paragraphs(REPORT)}</div></article>"
    body = f"<ul>{''.join(MENU * 9)}</ul><main><aside><h1>Council moves the pier</h1>{marked}</aside></main>"
    assert read(body) == REPORT


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param("<tr><td>Anchors weighed at six</td></tr>", "Anchors weighed at six", id="a cell of its own"),
        pytest.param("<tr><td></td><td>Anchors weighed at six</td></tr>", "Anchors weighed at six", id="empty cells"),
        pytest.param("<tr><td>Pier</td><td>1.4 million</td></tr>", "| Pier | 1.4 million |", id="a row of a table"),
    ],
)
def test_a_cell_that_stands_alone_is_a_line(row: str, line: str) -> None:
    """Its frame is none of the text, as pages are laid out with tables; of a real table it stays."""
    article = f"<article>{paragraphs(REPORT)}<table>{row}</table></article>"
    assert read(article) == [*REPORT, line]


@pytest.mark.parametrize("rule", ["* * *", "———", "| | |"])
def test_a_line_without_a_word_is_none(rule: str) -> None:
    """What only parts a text is not counted among its paragraphs."""
    assert read(f"<article>{paragraphs([REPORT[0], rule, *REPORT[1:]])}</article>") == REPORT


BREAKS = "<br><br>".join(REPORT)
TAIL = paragraphs(REPORT[1:])
FRAMED = (
    "<table><tr><td colspan=2>Harbour Press</td></tr><tr><td><a href='/1'>News</a><br><a href='/2'>Sport</a></td>"
    "<td>{}</td></tr></table>"
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{BREAKS}</div>", id="in a division"),
        pytest.param(f"<div>{BREAKS.replace('<br><br>', '<br>')}</div>", id="after single breaks"),
        pytest.param(f"<section>{BREAKS}</section>", id="in a section"),
        pytest.param(f"<center><font size=2>{BREAKS}</font></center>", id="in a font"),
        pytest.param(f"<div class=article-body><div><img src='a.jpg'></div>{BREAKS}</div>", id="below a picture"),
        pytest.param(f"<div>{REPORT[0]}{TAIL}</div>", id="the first above paragraphs"),
        pytest.param(f"<div><b>{REPORT[0]}</b>{TAIL}</div>", id="the first above paragraphs, in bold"),
        pytest.param(
            f"<div>{REPORT[0].replace('Ilse Mohr', '<a href=/m>Ilse Mohr</a>')}{TAIL}</div>", id="with a link"
        ),
        pytest.param(
            f"<div>{REPORT[0]}<div>{REPORT[1]}</div>{REPORT[2]}<div>{REPORT[3]}</div></div>", id="between divisions"
        ),
        pytest.param(FRAMED.format(BREAKS), id="in a table for layout"),
        pytest.param(FRAMED.format(f"<font>{BREAKS}</font>"), id="in a table for layout, and a font"),
        pytest.param(FRAMED.format(paragraphs(REPORT)), id="paragraphs in a table for layout"),
        pytest.param(FRAMED.format(FRAMED.format(BREAKS)), id="in a table within a table"),
    ],
)
def test_paragraphs_that_the_page_does_not_mark_are_kept(body: str) -> None:
    """Old pages part them by line breaks, and stand in tables: all of the text is read, a paragraph a line."""
    top = f"<div><a href='/'>Home</a> <a href='/s'>Sport</a></div><div><h1>Council moves the pier</h1>{body}</div>"
    assert read(top) == REPORT


def test_a_page_laid_out_with_a_list_is_read_in_paragraphs() -> None:
    """An item with several paragraphs is a column, not a line of a list."""
    column = f"<li class=left><h1>Council moves the pier</h1><div>{paragraphs(REPORT)}</div></li>"
    assert read(f"<div class=content><ul class=columns>{column}<li><ul>{''.join(MENU)}</ul></li></ul></div>") == REPORT


def test_an_item_with_two_paragraphs_is_one_line_of_a_list() -> None:
    """As bidders with their offers are, in a report."""
    offers = "".join(f"<li>{paragraphs([text, 'It was opened on Tuesday.'])}</li>" for text in REPORT[1:3])
    found = read(f"<article>{paragraphs([LEAD, *REPORT])}<ul>{offers}</ul></article>")
    assert [line for line in found if line.startswith("- ")] == [
        f"- {text} It was opened on Tuesday." for text in REPORT[1:3]
    ]


def test_captions_and_rows_of_figures_are_no_part_of_a_paragraph() -> None:
    """A caption beside the text is not printed into its first paragraph, and a table within the text stays one."""
    caption = "<span class='newsCaption'>The old pier with the ferry Aldwyn and a dredger, from the quay.</span>"
    figures = "<table><tr><td>Pier</td><td>1.4 million</td></tr><tr><td>Dredger</td><td>0.3 million</td></tr></table>"
    found = read(f"<div class=article-body><img src='a.jpg'>{caption}{BREAKS}{figures}</div>")
    assert found[-6:] == [*REPORT, "| Pier | 1.4 million |", "| Dredger | 0.3 million |"]
