"""The extractor's stages, run by us, find what the extractor finds."""

from __future__ import annotations

from typing import cast

import pytest
import trafilatura
from lxml.html import HtmlElement, document_fromstring
from trafilatura.settings import Document

from worker.content import pages
from worker.content.extraction import OPTIONS, extract

assert pages  # which prepares the parser
SENTENCE = "The harbour of Velmora was closed at noon after the second of two barges had lost its load. "
REPORT = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(6))
TEASERS = "".join(f"<div class='teaser'><p>Room {number}. {SENTENCE * 3}</p></div>" for number in range(9))


def page(body: str, head: str = "") -> str:
    """A whole page."""
    return f"<html><head><title>The harbour</title>{head}</head><body>{body}</body></html>"


def of_a_forum(body: str) -> str:
    """A page that calls itself a forum's."""
    return page(body, '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>')


COMMENTS = f"<div id='comments'><p>{SENTENCE * 4}</p></div>"
PAGES = [
    pytest.param(page(f"<article><h1>The harbour</h1>{REPORT}</article>"), id="a report"),
    pytest.param(page(f"<article>{REPORT}<p class='c'>{SENTENCE}</p></article>{COMMENTS}"), id="with comments"),
    pytest.param(
        page(f"<div id='infinite-scroll'><article>{REPORT * 2}</article></div><article>{REPORT}</article>"),
        id="behind another one that is none of it",
    ),
    pytest.param(page(f"<article><p>{SENTENCE * 4}</p></article>{TEASERS}"), id="a small part of its page"),
    pytest.param(page(f"<article><p>{SENTENCE * 4}</p>{TEASERS}</article>"), id="more at the second try"),
    pytest.param(
        page(f"<article><p>{SENTENCE * 4}</p><div class='teaser'><p>{SENTENCE}</p></div></article>{TEASERS}"),
        id="hardly more at the second try",
    ),
    pytest.param(
        page(f"<article><p>{SENTENCE * 4}</p>{TEASERS[:660]}</article><pre>{' ' * 9_000}</pre>"),
        id="blanks are no text",
    ),
    pytest.param(page(f"<article><p class='cookie-banner'>{SENTENCE}</p></article>"), id="no rescue"),
    pytest.param(page(f"<div class='x'><span>{SENTENCE}</span></div>"), id="a single line"),
    pytest.param(page(f"<article><p>{SENTENCE * 2}</p><div>Share this</div></article>"), id="a brief"),
    pytest.param(page("<article><p>Short.</p></article>"), id="a word"),
    pytest.param(page("<article></article>"), id="nothing"),
    pytest.param(
        page(
            "<div>Loading</div>",
            f'<script type="application/ld+json">{{"articleBody": "{SENTENCE * 5}"}}</script>',
        ),
        id="a text in its declarations",
    ),
    pytest.param(of_a_forum(COMMENTS), id="a forum"),
]


@pytest.mark.parametrize("markup", PAGES)
def test_the_same_as_the_extractors_own(markup: str) -> None:
    """Body and text, whatever stage they come from."""
    whole = cast("HtmlElement", document_fromstring(markup))
    own = trafilatura.bare_extraction(whole, options=OPTIONS)
    found = extract(whole, markup)
    if not isinstance(own, Document):
        assert found is None
        return
    assert found is not None
    body, text = found
    assert text == own.text
    assert [(it.tag, it.text) for it in body.iter("*")] == [(it.tag, it.text) for it in own.body.iter("*")]
