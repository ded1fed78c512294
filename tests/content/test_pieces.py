"""Bodies in pieces, and bodies that the names of elements hide: all of the report is read, and nothing else."""

from __future__ import annotations

import pytest

from worker.content.pages import read_page

URL = "http://harbour.example/news/pier.html"
REPORT = [
    "The ferry pier moves two hundred metres upstream before the summer, the harbour council decided on Tuesday.",
    "Captain Ilse Mohr said that the sandbank has grown by a metre, and that no dredger has been seen for six months.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office of the county.",
    "Two bidders from the neighbouring county have already looked at the site; the tender opens in April.",
    "Residents of the coal quay asked for a limit on noise, which the council turned down by nine votes against six.",
    "The old pier was built in 1911 and has been closed three times since the floods, the last time for eleven weeks.",
    "For the time of the move the ferry Aldwyn lands at the fish market, where a pontoon is laid out in May.",
]
OTHER = [
    "The lighthouse keeper of Aldwyn found a message from 1954 in a bottle that was washed ashore below the lamp room.",
    "It was written by a cook on his first voyage, who asks whoever finds it to send a postcard to his sister in Mere.",
    "His sister, who is 91 now, had the postcard framed; the bottle will be shown in the museum from the end of March.",
]
ADVERT = "<div class='ad-slot'><span>Advertisement</span></div>"


def read(body: str) -> list[str]:
    """The paragraphs of a page with this body."""
    html = f"<!DOCTYPE html><html><head><title>Council moves the pier</title></head><body>{body}</body></html>"
    return read_page(html.encode(), {}, URL).text.split("\n\n")


def paragraphs(texts: list[str]) -> str:
    """These texts as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def pieces(attributes: str, *texts: list[str], between: str = ADVERT) -> str:
    """Divisions with these attributes, with a text each."""
    return between.join(f"<div class=row><div {attributes}>{paragraphs(text)}</div></div>" for text in texts)


@pytest.mark.parametrize("attributes", ["class='article-body'", "class=group itemprop=articleBody"])
@pytest.mark.parametrize("frame", ["<article><h1>Council moves the pier</h1>{}</article>", "<main>{}</main>"])
def test_a_body_in_pieces_is_read_to_its_end(attributes: str, frame: str) -> None:
    """Sites put advertisements between them; the first alone is not the report."""
    assert read(frame.format(pieces(attributes, REPORT[:4], REPORT[4:6], REPORT[6:]))) == REPORT


@pytest.mark.parametrize(
    "both",
    [
        pytest.param(
            pieces("class=article-body", REPORT, OTHER, between="<h2>A bottle from 1954</h2>"), id="behind a heading"
        ),
        pytest.param(
            f"<article>{pieces('class=article-body', REPORT)}</article>"
            f"<article>{pieces('class=article-body', OTHER)}</article>",
            id="in an article of its own",
        ),
        pytest.param(
            f"<div itemscope itemtype='http://schema.org/NewsArticle'>{pieces('class=article-body', REPORT)}</div>"
            f"<div itemscope itemtype='http://schema.org/NewsArticle'>{pieces('class=article-body', OTHER)}</div>",
            id="described as an article of its own",
        ),
        pytest.param(
            f"<main>{pieces('class=article-body', REPORT)}<h3>Comments</h3>"
            f"{pieces('class=post-text', *([text] for text in OTHER))}</main>",
            id="in pieces with another name",
        ),
    ],
)
def test_another_report_is_no_piece_of_this_one(both: str) -> None:
    """Pages that go on with the next report name its body the same."""
    assert read(both) == REPORT


def test_the_teaser_of_another_report_is_not_taken_for_the_body() -> None:
    """Where only that bears the name of a body, the report is what most of the page's prose stands in."""
    teaser = f"<div class=story><div class=story-content><h3>A bottle from 1954</h3>{paragraphs(OTHER[:2])}</div></div>"
    span = f"<span class=prime>{paragraphs(REPORT[:1])}</span>{paragraphs(REPORT[1:])}"
    found = read(f"<div><h1>Council moves the pier</h1><span id=report>{span}</span></div><section>{teaser}</section>")
    assert [text for text in REPORT if text not in found] == []


def test_a_body_whose_name_hides_it_is_read_in_paragraphs() -> None:
    """The name of a closed slide show does not make one line of the whole article, with its headline and byline."""
    byline = "<div>By <a href=/ada>Ada Brook</a> Published in Harbour Notes, the paper of the quays, at 2:24 pm</div>"
    head = f"<h1>Council moves the pier</h1><p>The council decides; nine votes are for it.</p>{byline}"
    body = f"<div class='story__content story__content--is-slideshow-closed'>{paragraphs(REPORT)}</div>"
    assert read(f"<main><article class=story><header>{head}</header>{body}</article></main>") == REPORT


def test_a_menu_called_primary_is_not_taken_for_the_body() -> None:
    """Its name begins like one that themes give their main column; neither is it part of the text."""
    places = ["Harbour edition", "The Press in other towns", "Upper town", "Coal quay", "Timetables of the ferries"]
    menu = "".join(f"<li>{place}<ul><li><a href=/{place}>All of {place}</a></li></ul></li>" for place in places)
    body = f"<div id=contents><h1>Council moves the pier</h1><div>{paragraphs(REPORT)}</div></div>"
    assert read(f"<div id=primary-menu><ul>{menu}</ul></div>{body}") == REPORT
