"""Hostile texts cost what their length costs: each of these took minutes, or its time grew with the square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from html import escape

import pytest
from lxml.html import HtmlElement, document_fromstring

from worker.content.charset import sortable
from worker.content.encodings import of_header
from worker.content.feeds import read_feed
from worker.content.fields import body_text
from worker.content.labels import label
from worker.content.leads import lead_of
from worker.content.loose import mark_paragraphs
from worker.content.mastheads import masthead
from worker.content.pagehead import read_head
from worker.content.pieces import boxes, join_pieces
from worker.content.plaintext import plain_text
from worker.content.promo import clean
from worker.content.tasks import RawPage, Source, read_articles
from worker.model.entry import EntryDraft

REPORT = "The town council decided on Tuesday to move the ferry pier two hundred metres upstream."
DATES = [f"{it % 28 + 1}. März {1990 + it % 40}, {it % 24}:{it // 60 % 60:02d}" for it in range(3000)]
LETTERS = "".join(random.Random(1).choices("ab ", k=1000))
BLANKS = "\u3000" * 60_000  # ideographic ones, which are kept as written
MARKS = "e" + "\u0301\u0323" * 60_000  # to be sorted, as the normal forms of Unicode have it

RUNS = (
    *("a", "A ", "A. ", "1 ", "20", "1.1.", "12:30 ", "$1 ", "中", "の", "中。", "«a» ", "the ", "By ", "\u3000", "\n"),
    *("-", "- ", " | ", ": ", ", ", "...", "!", "(", "[1] ", "<", "</", "&", "#a ", "@a ", "//", "https://a.b/ "),
)


def _page(markup: str) -> HtmlElement:
    return document_fromstring(f"<html><body>{markup}</body></html>")


def _headed(title: str = "", byline: str = "") -> None:
    markup = f"<title>{title}</title><h1>Council moves the pier</h1><p class=byline>{byline}</p>"
    read_head(document_fromstring(markup), "https://harbour.example/pier", markup)


def _fed(prolog: bytes) -> None:
    """A feed behind this beginning is read."""
    feed = b"<rss><channel><title>Harbour</title><item><title>Council moves the pier</title></item></channel></rss>"
    assert [entry.title for entry in read_feed(prolog + feed, {}, b"").entries] == ["Council moves the pier"]


def _cleaned(*paragraphs: str) -> None:
    """A report above these paragraphs comes out, and they do not."""
    assert clean("Council moves the pier", "\n\n".join([REPORT, *paragraphs]), None).text == REPORT


def _loose(text: str) -> None:
    mark_paragraphs(document_fromstring(f"<div>{text}<br></div>"))


PIECE = f"<div class=article-body><p>{REPORT}</p></div>"


def _joined(markup: str) -> None:
    tree = _page(markup)
    join_pieces(tree, boxes(tree))
    assert len(tree.find_class("article-body")) == 1


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda: _loose(f"<b>{REPORT}</b>{REPORT}" * 40_000), id="one paragraph of many pieces"),
        pytest.param(lambda: _loose("<i>" * 200 + f"{REPORT}<b>!</b>" * 40_000), id="prose deep in other elements"),
        pytest.param(lambda: _joined(PIECE * 25_000), id="a body in thousands of pieces"),
        pytest.param(lambda: _joined(PIECE * 2 + "<div>" * 200 + "<h4>a</h4>" * 20_000), id="and deep elements below"),
        pytest.param(lambda: _cleaned(*DATES), id="a date below the last, thousands of times"),
        pytest.param(
            lambda: clean(LETTERS, "\n\n".join([LETTERS[::-1], *DATES[:300]]), None), id="and nearly the title on top"
        ),
        pytest.param(lambda: label(f"a{BLANKS}a"), id="blanks in a label"),
        pytest.param(lambda: of_header(f"text/html; charset={' ' * 60_000}"), id="blanks in a header"),
        pytest.param(
            lambda: _cleaned(*["Related articles", "A headline about the pier"] * 3000), id="lists in a list of stories"
        ),
        pytest.param(lambda: _headed(title=f"Pier{BLANKS}moved"), id="blanks in a title"),
        pytest.param(lambda: _headed(byline=f"Ilse{BLANKS}Mohr"), id="blanks in a byline"),
        pytest.param(lambda: _headed(title=f"Pier moved {MARKS}"), id="marks over a letter of a title"),
        pytest.param(lambda: label(plain_text(f"<p>{MARKS}")), id="marks over a letter of an entry"),
        pytest.param(lambda: label(body_text("\u0f73" * 60_000)), id="marks that are two each"),
        pytest.param(lambda: lead_of(_page(f"<h2>{MARKS}</h2>"), "Мост", None), id="marks over a letter of a heading"),
        pytest.param(lambda: _fed(b'"' + b"\n" * 60_000), id="blanks before a feed"),
        pytest.param(lambda: _fed(b'<?xml version="1.0"?>' + b"\n<!ENTITY a" * 20_000), id="entities before a feed"),
        pytest.param(lambda: masthead("harbour.example", f"Harbour{BLANKS}Press"), id="blanks in the name of a site"),
    ],
)
def test_hostile_texts_cost_what_their_length_costs(read: Callable[[], object]) -> None:
    """Some .3 s at most; before, from 7 s on."""
    began = time.process_time()
    read()
    assert time.process_time() - began < 3


def _both(told: str) -> list[Source]:
    """An article with this in each place that patterns look at: the entry alone, and with its page."""
    told = escape(told)
    markup = (
        f"<title>{told}</title><meta name=author content='{told}'><h1>{told}<span>{told}</span></h1>"
        f"<p class=byline>{told}</p><time>{told}</time><p>{told}</p><p>{REPORT}</p>"
    )
    page = RawPage(markup.encode(), {"content-type": "text/html; charset=utf-8"}, "https://harbour.example/pier")
    draft = EntryDraft(b"", 0, None, None, told, "", told, told, None, None, None)
    return [Source(draft, "harbour.example", None, (), 0, it, None) for it in (None, page)]


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_anything_cost_what_their_length_costs(run: str) -> None:
    """At most .4 s each, mostly .1 s."""
    read_articles(_both("Pier moved"))  # loads models
    sources = _both(run * (30_000 // len(run)))
    began = time.process_time()
    read_articles(sources)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "text", ["Tiếng Việt", "ก้ำ", "שָׁלוֹם", "👨\u200d👩\u200d👧", "—", "!?", "☺\ufe0f", "e" + "\u0301" * 30]
)
def test_signs_of_any_number_and_marks_as_letters_have_them_stay(text: str) -> None:
    """Only marks that none can read any more are left out."""
    assert sortable(text * 40) == text * 40
